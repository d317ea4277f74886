//! Where a path that a record names really leads: into the workspace, out of it, or nowhere.

use super::Workspace;
use crate::model::climbs;
use std::path::{Path, PathBuf};

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// To something of the workspace, every symlink followed.
    Inside(PathBuf),
    /// To something that is not the workspace's.
    Outside,
    /// To nothing that could be looked at.
    Nowhere,
}

impl Workspace {
    /// Where a file leads that is named from the root.
    pub(super) fn whereabouts(&self, file: &str) -> Whereabouts {
        if climbs(file) {
            return Whereabouts::Outside;
        }
        self.whereabouts_of(&self.path(file))
    }

    /// The name of what a file leads to, every symlink followed, from the root; nothing where that is not the workspace's.
    pub fn real_name(&self, file: &str) -> Option<String> {
        match self.whereabouts(file) {
            Whereabouts::Inside(real) => self.name(&real),
            Whereabouts::Outside | Whereabouts::Nowhere => None,
        }
    }

    /// Where a path leads.
    pub(super) fn whereabouts_of(&self, path: &Path) -> Whereabouts {
        match path.canonicalize() {
            Ok(real) if real.starts_with(&self.real) => Whereabouts::Inside(real),
            Ok(_) => Whereabouts::Outside,
            Err(_) => Whereabouts::Nowhere,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Whereabouts, Workspace};
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_symlink_counts_as_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "").unwrap();
        fs::write(folder.path().join("a.txt"), "a").unwrap();
        fs::write(elsewhere.path().join("secret"), "b").unwrap();
        symlink(folder.path().join("a.txt"), folder.path().join("near")).unwrap();
        symlink(elsewhere.path().join("secret"), folder.path().join("far")).unwrap();
        symlink(elsewhere.path(), folder.path().join("files")).unwrap();
        symlink("nothing", folder.path().join("broken")).unwrap();
        let workspace = Workspace::find(folder.path()).unwrap();
        assert!(matches!(workspace.whereabouts("a.txt"), Whereabouts::Inside(_)));
        assert!(matches!(workspace.whereabouts("near"), Whereabouts::Inside(_)));
        assert_eq!(workspace.whereabouts("far"), Whereabouts::Outside);
        assert_eq!(workspace.whereabouts("files/secret"), Whereabouts::Outside);
        assert_eq!(workspace.whereabouts("../opsamling.yaml"), Whereabouts::Outside);
        assert_eq!(workspace.whereabouts("/etc/passwd"), Whereabouts::Outside);
        assert_eq!(workspace.whereabouts("broken"), Whereabouts::Nowhere);
        assert_eq!(workspace.whereabouts("none"), Whereabouts::Nowhere);
    }
}
