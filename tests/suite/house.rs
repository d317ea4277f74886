//! The house holds: the table of floors in `lib.rs`, the first line of each file, and how long a file may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, read from the table in `src/lib.rs`: `//! | 2     | source    | …`.
fn floors() -> BTreeMap<String, u32> {
    let essay = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    essay
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
            let floor = cells.next()?.parse().ok()?;
            Some((cells.next()?.to_owned(), floor))
        })
        .collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every Rust file below `src`, as (path from the root, text).
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    rust_files(&root().join("src"), &mut found);
    assert!(found.len() > 50, "the walk found only {} files", found.len());
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The module of a file of `src`: `src/check/links.rs` is of `check`; nothing for `main.rs` and `lib.rs`.
fn module_of(file: &str) -> Option<&str> {
    file.strip_prefix("src/")?.split_once('/').map(|(module, _)| module)
}

/// The code of a file before its tests.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests {").map_or(text, |at| &text[..at])
}

#[test]
fn a_module_imports_only_from_lower_floors() {
    let floors = floors();
    let mut broken = Vec::new();
    for (file, text) in sources() {
        let Some(module) = module_of(&file) else { continue };
        let floor = *floors.get(module).unwrap_or_else(|| panic!("{module} is not in the table of lib.rs"));
        for (number, line) in text.lines().enumerate() {
            for (at, _) in line.match_indices("crate::") {
                let path = &line[at + "crate::".len()..];
                let other: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let place = format!("{file}:{}", number + 1);
                match floors.get(&other) {
                    _ if other == module => {}
                    Some(below) if *below < floor => {}
                    Some(below) => broken.push(format!("{place}: {module} ({floor}) imports {other} ({below})")),
                    None => broken.push(format!("{place}: `crate::{other}` is no module of the table")),
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_of_the_table_is_there_and_no_other() {
    let declared: Vec<String> = fs::read_to_string(root().join("src/lib.rs"))
        .unwrap()
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub mod ")?.trim_end_matches(';').to_owned()))
        .collect();
    assert_eq!(declared, floors().into_keys().collect::<Vec<_>>());
}

#[test]
fn nobody_climbs_through_super_super_or_groups_imports_of_the_crate() {
    for (file, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            assert!(!line.contains("super::super"), "{file}:{} climbs", number + 1);
            assert!(!line.contains("use crate::{"), "{file}:{} groups", number + 1);
        }
    }
}

#[test]
fn every_file_opens_with_its_duty() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{file} does not open with a //! line");
    }
}

#[test]
fn no_file_is_longer_than_one_thing() {
    let mut long = Vec::new();
    for (file, text) in sources() {
        let lines = without_tests(&text).lines().count();
        let most = if file == "src/main.rs" { 25 } else { 400 };
        if lines > most {
            long.push(format!("{file}: {lines} lines, at most {most}"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// The verbs that are longer than the rest, and may not grow.
const LONG_VERBS: [(&str, usize); 5] = [
    ("src/cli/check.rs", 129),
    ("src/cli/worker.rs", 153),
    ("src/cli/subscribers/import.rs", 160),
    ("src/cli/send/mod.rs", 140),
    ("src/cli/new/mod.rs", 130),
];

#[test]
fn a_verb_turns_arguments_into_a_request_and_no_more() {
    let mut long = Vec::new();
    for (file, text) in sources() {
        let is_verb =
            file.starts_with("src/cli/") && ["pub fn run(args:", "pub fn run(_:"].iter().any(|run| text.contains(run));
        let lines = without_tests(&text).lines().count();
        let most = LONG_VERBS.into_iter().find(|(verb, _)| *verb == file).map_or(120, |(_, lines)| lines);
        if is_verb && lines > most {
            long.push(format!("{file}: {lines} lines, at most {most}"));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// What only one file may do, and that file.
const OWNED: [(&str, &[&str]); 6] = [
    ("std::env", &["src/cli/config.rs", "src/main.rs"]),
    ("process::exit", &[]),
    ("Utc::now", &["src/cli/config.rs"]),
    ("SystemTime::now", &["src/cli/config.rs"]),
    ("println!", &[]),
    ("pulldown_cmark", &["src/prose/"]),
];

#[test]
fn only_its_owner_prints_reads_the_environment_or_asks_the_time() {
    let mut broken = Vec::new();
    for (file, text) in sources() {
        for (number, line) in without_tests(&text).lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") {
                continue;
            }
            for (word, owners) in OWNED {
                if line.contains(word) && !owners.iter().any(|owner| file.starts_with(owner)) {
                    broken.push(format!("{file}:{}: {word}", number + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_top_level_holds_what_the_readme_says() {
    for name in [
        ".ci/run",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "benches",
        "deny.toml",
        "files",
        "licenses",
        "meetings",
        "news",
        "newsletters",
        "opsamling.yaml",
        "registry",
        "src",
        "templates",
        "tests/run",
    ] {
        assert!(root().join(name).exists(), "{name} is missing");
    }
}
