//! The workspace's own templates, which replace built-in ones of the same name.

use super::inside::Whereabouts;
use super::{Workspace, WorkspaceError, facts::read_bounded};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder of templates.
const FOLDER: &str = "templates";
/// Its folders that nothing of a workspace replaces: the fonts, and the pages that `preview` has of its own.
const FIXED: [&str; 2] = ["fonts", "preview"];
/// The largest template, in megabytes.
const LARGEST_MEGABYTES: u32 = 1;
/// How many folders may lie in each other.
const DEEPEST: usize = 4;

impl Workspace {
    /// The text of each file of `templates/`, by its name from there with `/` between folders; empty where there is no such
    /// folder. Fonts, the preview's own pages, hidden files and editors' backups are passed over.
    ///
    /// # Errors
    /// `Outside` where a symlink leads out of the workspace, `FileTooLarge` over 1 MB, `NotText` where a file is not UTF-8,
    /// `Disk` where one cannot be read.
    pub fn templates(&self) -> Result<BTreeMap<String, String>, WorkspaceError> {
        let mut found = BTreeMap::new();
        let folder = self.root().join(FOLDER);
        if folder.is_dir() {
            self.gather(&folder, "", DEEPEST, &mut found)?;
        }
        Ok(found)
    }

    fn gather(
        &self,
        folder: &Path,
        prefix: &str,
        depth: usize,
        found: &mut BTreeMap<String, String>,
    ) -> Result<(), WorkspaceError> {
        let failed = |cause| WorkspaceError::reading(folder, cause);
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if super::folder::is_passed_over(name) || (prefix.is_empty() && FIXED.contains(&name)) {
                continue;
            }
            let real = match self.whereabouts_of(&path) {
                Whereabouts::Inside(real) => real,
                Whereabouts::Outside => return Err(WorkspaceError::Outside { path }),
                Whereabouts::Nowhere => continue,
            };
            let name = format!("{prefix}{name}");
            if real.is_dir() {
                if depth > 0 {
                    self.gather(&path, &format!("{name}/"), depth - 1, found)?;
                }
                continue;
            }
            let text = String::from_utf8(read_bounded(&real, LARGEST_MEGABYTES)?)
                .map_err(|_| WorkspaceError::NotText { path: path.clone() })?;
            found.insert(name, text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Workspace;
    use std::fs;

    fn workspace(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "").unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let workspace = Workspace::find(folder.path()).unwrap();
        (folder, workspace)
    }

    #[test]
    fn templates_are_named_from_their_folder() {
        let (_folder, workspace) = workspace(&[
            ("templates/page.html", b"one"),
            ("templates/mail/summary.txt", "opsamling på".as_bytes()),
            ("templates/.page.html.swp", b"\xff"),
            ("templates/page.html~", b"old"),
            ("templates/fonts/plex-sans-400.woff2", b"wOF2\xff"),
            ("templates/preview/front.html", b"two"),
        ]);
        let found = workspace.templates().unwrap();
        let found: Vec<_> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, [("mail/summary.txt", "opsamling på"), ("page.html", "one")]);
    }

    #[test]
    fn a_workspace_without_templates_has_none() {
        let (_folder, workspace) = workspace(&[]);
        assert!(workspace.templates().unwrap().is_empty());
    }

    #[test]
    fn a_template_that_cannot_be_one_is_an_error() {
        let (_folder, not_text) = workspace(&[("templates/page.html", b"\xff\xfe")]);
        assert_eq!(not_text.templates().unwrap_err().code(), "file-not-text");
        let (folder, large) = workspace(&[("templates/page.html", b"")]);
        fs::File::create(folder.path().join("templates/page.html")).unwrap().set_len(200 << 20).unwrap();
        assert_eq!(large.templates().unwrap_err().code(), "attachment-too-large");
    }

    #[test]
    #[cfg(unix)]
    fn a_template_from_elsewhere_is_refused() {
        let (folder, workspace) = workspace(&[("templates/page.html", b"one")]);
        std::os::unix::fs::symlink("/etc/hostname", folder.path().join("templates/frame.html")).unwrap();
        assert_eq!(workspace.templates().unwrap_err().code(), "path-outside");
    }
}
