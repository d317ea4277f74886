//! The records that the demo is made of: those of the repository, built in.

/// The id in `opsamling.yaml`.
pub const WORKSPACE: &str = "netvaerk-for-digital-inklusion";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Each file by its path from the workspace's root.
        pub const ALL: &[(&str, &[u8])] = &[$(($path, include_bytes!(concat!("../../../", $path)))),*];
    };
}

files![
    "opsamling.yaml",
    "registry/people.yaml",
    "registry/organisations.yaml",
    "registry/topics.yaml",
    "registry/materials.yaml",
    "registry/earlier.yaml",
    "meetings/2023-01-12-aeldre-sagen.yaml",
    "news/2022-02-09-netvaerk-nytter.yaml",
    "newsletters/nyhedsbrev-2023-01.yaml",
    "files/2023-01-12/laerred.png",
    "files/2023-01-12/rejsekort.png",
    "files/2023-01-12/talerstol.png",
];

/// A list of subscribers; every name in it is made up.
pub const SUBSCRIBERS: &[u8] = include_bytes!("subscribers.csv");

#[cfg(test)]
mod tests {
    use super::{ALL, WORKSPACE};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_record_of_the_repository_is_in_the_demo() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut there = BTreeSet::from(["opsamling.yaml".to_owned()]);
        let mut folders: Vec<_> =
            ["registry", "meetings", "news", "newsletters", "files"].map(|name| root.join(name)).into();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    there.insert(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
                }
            }
        }
        assert_eq!(ALL.iter().map(|(path, _)| (*path).to_owned()).collect::<BTreeSet<_>>(), there);
        assert!(String::from_utf8_lossy(ALL[0].1).contains(&format!("id: {WORKSPACE}")));
    }
}
