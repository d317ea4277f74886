//! Tells a folder that some service copies to other machines by the names on its path.

use std::path::Path;

/// Names that a folder of the service begins with, in lower case, and the service.
const BEGINNINGS: [(&str, &str); 14] = [
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("google drev", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "CloudStorage"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("synologydrive", "Synology Drive"),
    ("proton drive", "Proton Drive"),
    ("jottacloud", "Jottacloud"),
];

/// Whole names, as the service writes them: too short and too common to be told by their beginning.
const NAMES: [(&str, &str); 5] =
    [("Box", "Box"), ("Box Sync", "Box"), ("MEGA", "MEGA"), ("MEGAsync", "MEGA"), ("My Drive", "Google Drive")];

/// Files that a service leaves at the top of its folder, whatever the folder is called.
const MARKS: [(&str, &str); 4] = [
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
];

/// The service that copies a folder of this path, if a name on it says so.
pub(super) fn service_of(path: &Path) -> Option<&'static str> {
    path.components().find_map(|component| {
        let name = component.as_os_str().to_string_lossy();
        let lower = name.to_lowercase();
        let beginning = BEGINNINGS.iter().find(|(start, _)| lower.starts_with(start));
        beginning.or_else(|| NAMES.iter().find(|(whole, _)| *whole == name)).map(|(_, service)| *service)
    })
}

/// The service that has left its mark in a folder or in one above it.
pub(super) fn service_marked(path: &Path) -> Option<&'static str> {
    path.ancestors()
        .find_map(|folder| MARKS.iter().find(|(mark, _)| folder.join(mark).exists()).map(|(_, service)| *service))
}

#[cfg(test)]
mod tests {
    use super::{service_marked, service_of};
    use std::path::Path;

    #[test]
    fn a_synchronised_folder_is_told_by_its_name() {
        for (path, service) in [
            ("/home/bo/Dropbox/opsamling", "Dropbox"),
            ("/Users/bo/OneDrive - Styrelsen/data", "OneDrive"),
            ("/Users/bo/Library/Mobile Documents/x", "iCloud"),
            ("/Users/bo/Library/CloudStorage/Box-Box/x", "CloudStorage"),
            ("/home/bo/Nextcloud/x", "Nextcloud"),
            ("/home/bo/ownCloud", "ownCloud"),
            ("/home/bo/Box/x", "Box"),
            ("/home/bo/pCloudDrive/x", "pCloud"),
            ("/home/bo/MEGA/x", "MEGA"),
            ("/home/bo/Google Drive/x", "Google Drive"),
        ] {
            assert_eq!(service_of(Path::new(path)), Some(service), "{path}");
        }
    }

    #[test]
    fn an_ordinary_folder_is_not() {
        for path in ["/home/bo/.local/share/opsamling", "/home/boxer/x", "/srv/mega-mail", "/home/bo/box/x"] {
            assert_eq!(service_of(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_renamed_folder_is_told_by_what_the_service_leaves_in_it() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(service_marked(folder.path()), None);
        std::fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(service_marked(&folder.path().join("data/store")), Some("Syncthing"));
    }
}
