//! The pages in a real browser: axe-core, the Nu HTML checker, narrow screens, the keyboard. What they find is told as it is.

use super::workspace::{Workspace, repository};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the tools, which `tests/run` installs from the lock file.
fn tools() -> PathBuf {
    let folder = repository().join("tests/browser");
    assert!(folder.join("node_modules").is_dir(), "run tests/run once: it installs what the browser's tests need");
    folder
}

/// What the audit says of a folder of pages: how many they are, and what is wrong.
fn audit(folder: &Path) -> serde_json::Value {
    let audit = tools().join("audit.mjs");
    let ran = Command::new("node").arg(audit).arg(folder).arg("/usr/bin/chromium").output().expect("node");
    let said = String::from_utf8_lossy(&ran.stdout);
    serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}\n{}", String::from_utf8_lossy(&ran.stderr)))
}

/// The pages of a folder, by their path from it.
fn pages(folder: &Path, from: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.join(from)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{from}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(pages(folder, &format!("{name}/")));
        } else if name.ends_with(".html") {
            found.push(name);
        }
    }
    found
}

/// What the Nu HTML checker finds in the pages of a folder, warnings too.
fn nu(folder: &Path) -> String {
    let jar = tools().join("node_modules/vnu-jar/build/dist/vnu.jar");
    let ran = Command::new("java").arg("-Xss1m").arg("-jar").arg(jar).arg("--skip-non-html").arg(folder).output();
    let ran = ran.expect("java");
    format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr))
}

#[test]
fn the_archive_stands_before_every_checker() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["build"]).success();
    let site = workspace.root().join("public");
    let seen = audit(&site);
    assert!(seen["pages"].as_u64() >= Some(20), "{seen:#}");
    let visited: Vec<&str> = seen["seen"].as_array().unwrap().iter().map(|page| page.as_str().unwrap()).collect();
    for page in pages(&site, "") {
        assert!(visited.contains(&page.as_str()), "{page} was not looked at");
    }
    for question in ["soeg/index.html?q=netv%C3%A6rk", "soeg/index.html?q=xyzzy"] {
        assert!(visited.contains(&question), "{visited:?}");
    }
    assert_eq!(seen["wrong"], serde_json::json!([]), "{seen:#}");
    assert_eq!(nu(&site), "");
}

#[test]
fn the_search_asks_by_the_stems_that_the_index_has() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["build"]).success();
    let stems = repository().join("tests/browser/stems.mjs");
    let ran = Command::new("node").arg(stems).arg(workspace.root().join("public")).output().expect("node");
    let said = String::from_utf8_lossy(&ran.stdout);
    let seen: serde_json::Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{ran:?}"));
    assert!(seen["words"].as_u64() > Some(500), "{seen}");
    assert_eq!((&seen["missing"], &seen["unused"]), (&serde_json::json!([]), &serde_json::json!([])), "{seen}");
}

#[test]
fn the_checkers_find_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<!doctype html><html><head><title>x</title></head><body><div style='width:400px'>\
        <img src='https://example.org/a.png'><a href='b'></a></div><bogus>\
        <script>requestAnimationFrame(() => requestAnimationFrame(() => {\
        document.body.style.paddingTop = '99px' }))</script></body></html>";
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    let wrong = audit(folder.path())["wrong"].to_string();
    for rule in ["html-has-lang", "image-alt", "link-name", "wider-than-the-screen", "another-server", "layout-shift"] {
        assert!(wrong.contains(rule), "{rule} is not among {wrong}");
    }
    assert!(nu(folder.path()).contains("bogus"));
}

#[test]
fn a_mail_s_html_stands_before_the_checkers_too() {
    let workspace = Workspace::of_the_repository();
    let folder = tempfile::tempdir().unwrap();
    for id in ["2023-01-12", "2022-02-09", "nyhedsbrev-2023-01"] {
        workspace.run(&["send", id, "--to", "newsletter", "--test", "anna@example.org"]).success();
    }
    let coming = "title: Efterårsmøde\ndate: 2098-10-01\ntime: 13-15\nplace: Eksempelvej 1\nonline: https://moede.example.org/x\n\
        reply_by: 2098-09-20\nabout: Vi ser frem.\nagenda:\n  - title: Status\n    speakers: [Tina Windeløv Draminsky]\n    \
        time: 13-14\n    workshop: Hvad mangler der?\n  - title: Pause\n    kind: break\n    time: 14-15\n";
    workspace.write("meetings/2098-10-01-moede.yaml", coming);
    let issue = "subject: Kom\ndate: 2026-11-01\nstate: published\nitems:\n  - meeting: 2098-10-01-moede\n  - meeting: 2098-10-01-moede\n    show: whole\n";
    workspace.write("newsletters/kom.yaml", issue);
    for arguments in [&["send", "kom"][..], &["send", "2098-10", "--as", "agenda"]] {
        workspace.run(&[arguments, &["--to", "newsletter", "--test", "anna@example.org"]].concat()).success();
    }
    // The pictures that travel inside are put where the html asks for them, as a program that shows mail does.
    let parts = "import base64, email, email.policy, pathlib, sys\n\
        for number, file in enumerate(sorted(pathlib.Path(sys.argv[1]).glob('*.eml'))):\n\
        \x20   letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)\n\
        \x20   html = letter.get_body(('html',)).get_content()\n\
        \x20   for part in letter.walk():\n\
        \x20       if part['content-id']:\n\
        \x20           data = base64.b64encode(part.get_content()).decode()\n\
        \x20           name = 'cid:' + part['content-id'].strip('<>')\n\
        \x20           html = html.replace(name, f'data:{part.get_content_type()};base64,{data}')\n\
        \x20   pathlib.Path(sys.argv[2], f'{number}.html').write_text(html)\n";
    let outbox = workspace.data().join("outbox");
    let ran = Command::new("python3").arg("-c").arg(parts).arg(outbox).arg(folder.path()).status().unwrap();
    assert!(ran.success());
    let seen = audit(folder.path());
    assert_eq!(seen["pages"], 5, "{seen:#}");
    let mut wrong = seen["wrong"].as_array().unwrap().clone();
    // A mail has no landmarks: the program that shows it has its own.
    let of_pages = ["region", "landmark-one-main"];
    wrong.retain(|it| !of_pages.contains(&it["rule"].as_str().unwrap()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// On a phone of the middle class and a slow line, as Lighthouse supposes; at speed the machine has a part in two marks:
/// `tests/run --long`.
#[cfg(feature = "long-tests")]
#[test]
fn long_lighthouse_gives_the_pages_full_marks() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["build"]).success();
    let script = tools().join("lighthouse.mjs");
    let site = workspace.root().join("public");
    let mut asked = Command::new("node");
    asked
        .arg(script)
        .arg(&site)
        .arg("/usr/bin/chromium")
        .args(pages(&site, "").iter().filter(|page| *page != "404.html"));
    let ran = asked.output().expect("node");
    let said = String::from_utf8_lossy(&ran.stdout);
    let seen: Vec<serde_json::Value> = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{ran:?}"));
    assert!(seen.len() >= 15, "{said}");
    for page in seen {
        for mark in ["accessibility", "best-practices", "seo"] {
            assert_eq!(page["marks"][mark], 100, "{page:#}");
        }
        assert!(page["marks"]["performance"].as_u64() >= Some(98), "{page:#}");
    }
}
