//! Which files of a workspace are records, and what is said of those that look like records and are not.

use super::Workspace;
use super::inside::Whereabouts;
use crate::language::nearest::nearest;
use crate::language::slug::slug;
use crate::model::{DocumentPath, Finding, Id, Place, Severity, system_error};
use std::path::Path;

/// The registry's files.
pub(super) const REGISTRY: [&str; 5] = ["people", "organisations", "topics", "materials", "earlier"];

/// What a folder of YAML files holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// The stems of its records, sorted.
    pub stems: Vec<Id>,
    /// What is wrong with the others.
    pub findings: Vec<Finding>,
    /// Files that hold records nobody reads, by the name that they should have.
    pub unread: Vec<String>,
}

/// Whether a file is nobody's business: hidden, or left there by an editor, an office program or a file system.
pub(super) fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '~', '#'])
        || name.ends_with('~')
        || [".bak", ".swp", ".tmp", ".orig", ".lock"].iter().any(|end| name.to_ascii_lowercase().ends_with(end))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// A finding about a file as a whole.
pub(super) fn about_file(code: &'static str, file: &str) -> Finding {
    Finding::new(code, Severity::Error, file, DocumentPath::root()).at(Place::File).with("file", file)
}

/// What a file's name makes of it.
enum Name {
    Record(Id),
    Wrong(Finding, Option<String>),
    Nothing,
}

impl Workspace {
    /// What a folder of the root holds; empty where it is not there.
    pub(super) fn listing(&self, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let path = self.root().join(folder);
        match self.whereabouts(folder) {
            Whereabouts::Inside(_) => {}
            Whereabouts::Outside => {
                listing.findings.push(about_file("symlink-outside", folder));
                listing.unread.push(format!("{folder}/"));
                return listing;
            }
            Whereabouts::Nowhere if path.symlink_metadata().is_err() => return listing,
            Whereabouts::Nowhere => {}
        }
        match names(&path) {
            Ok(names) => {
                for (name, is_folder) in names {
                    match judge(folder, &name, is_folder) {
                        Name::Record(stem) => listing.stems.push(stem),
                        Name::Wrong(finding, unread) => {
                            listing.findings.push(finding);
                            listing.unread.extend(unread);
                        }
                        Name::Nothing => {}
                    }
                }
            }
            Err(cause) => {
                listing.findings.push(about_file("file-unread", folder).with("cause", system_error(&cause)));
                listing.unread.push(format!("{folder}/"));
            }
        }
        listing
    }
}

/// The names in a folder and whether each is a folder, sorted. A name that is not Unicode is shown as well as it can be.
fn names(path: &Path) -> std::io::Result<Vec<(String, bool)>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        names.push((entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()));
    }
    names.sort();
    Ok(names)
}

fn judge(folder: &str, name: &str, is_folder: bool) -> Name {
    if is_passed_over(name) {
        return Name::Nothing;
    }
    let file = format!("{folder}/{name}");
    if is_folder {
        let mut finding = about_file("folder-unread", &file).with("folder", folder);
        finding.severity = Severity::Warning;
        return Name::Wrong(finding, None);
    }
    let Some((stem, ending)) = name.rsplit_once('.') else { return Name::Nothing };
    if !matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml") {
        return Name::Nothing;
    }
    let unread = format!("{folder}/{stem}.yaml");
    if ending != "yaml" {
        let finding = about_file("file-ending", &file).with("expected", format!("{stem}.yaml"));
        return Name::Wrong(finding, Some(unread));
    }
    match Id::parse(stem) {
        Ok(stem) if folder != "registry" || REGISTRY.contains(&stem.as_str()) => Name::Record(stem),
        Ok(_) | Err(_) if folder == "registry" => {
            let nearest = nearest(stem, REGISTRY).unwrap_or("none");
            Name::Wrong(about_file("registry-unknown", &file).with("nearest", nearest), None)
        }
        _ => {
            let finding = about_file("file-name", &file).with("expected", format!("{}.yaml", slug(stem)));
            Name::Wrong(finding, Some(unread))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Workspace;
    use std::fs;

    fn listing(folder: &str, names: &[&str]) -> (Vec<String>, Vec<(String, &'static str)>, Vec<String>) {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("opsamling.yaml"), "").unwrap();
        for name in names {
            let path = home.path().join(folder).join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let listing = Workspace::find(home.path()).unwrap().listing(folder);
        (
            listing.stems.iter().map(ToString::to_string).collect(),
            listing.findings.into_iter().map(|finding| (finding.file, finding.code)).collect(),
            listing.unread,
        )
    }

    #[test]
    fn records_are_listed_in_order_and_the_rest_of_a_folder_is_left_alone() {
        let names = ["b.yaml", "a.yaml", ".a.yaml.swp", "a.yaml~", "~$a.yaml", "#a.yaml#", "notes.docx", "README"];
        let (stems, findings, unread) = listing("meetings", &names);
        assert_eq!(stems, ["a", "b"]);
        assert_eq!((findings, unread), (vec![], vec![]));
    }

    #[test]
    fn a_file_that_looks_like_a_record_and_is_none_is_never_passed_over_in_silence() {
        let names = ["a.yml", "B.yaml", "møde i maj.yaml", "c.YAML", "2023/d.yaml"];
        let (stems, findings, unread) = listing("meetings", &names);
        assert!(stems.is_empty());
        let expected = [
            ("meetings/2023", "folder-unread"),
            ("meetings/B.yaml", "file-name"),
            ("meetings/a.yml", "file-ending"),
            ("meetings/c.YAML", "file-ending"),
            ("meetings/møde i maj.yaml", "file-name"),
        ];
        assert_eq!(findings, expected.map(|(file, code)| (file.to_owned(), code)));
        assert!(unread.contains(&"meetings/a.yaml".to_owned()));
    }

    #[test]
    fn the_registry_has_five_files() {
        let (stems, findings, _) = listing("registry", &["people.yaml", "persons.yaml"]);
        assert_eq!(stems, ["people"]);
        assert_eq!(findings, [("registry/persons.yaml".to_owned(), "registry-unknown")]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        assert_eq!(listing("news", &[]), (vec![], vec![], vec![]));
    }

    #[test]
    fn a_file_in_a_folder_s_place_is_a_finding() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("opsamling.yaml"), "").unwrap();
        fs::write(home.path().join("meetings"), "").unwrap();
        let listing = Workspace::find(home.path()).unwrap().listing("meetings");
        assert_eq!((listing.findings[0].code, listing.unread), ("file-unread", vec!["meetings/".to_owned()]));
    }
}
