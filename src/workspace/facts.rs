//! What the files are that the records name.

use super::inside::Whereabouts;
use super::memory::Stamp;
use super::{Workspace, WorkspaceError, kind};
use crate::check;
use crate::model::{FileFact, FileKind, Files, Finding, Pictures, Records, climbs};
use crate::picture;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// The largest file that is read whole, in megabytes: more goes into no letter.
const LARGEST_MEGABYTES: u32 = 50;

impl Workspace {
    /// What each file is that the records name and the workspace has. Of what a symlink leads to outside, no more is told than
    /// that it does.
    pub fn files(&self, records: &Records) -> Files {
        let names = match &self.memory {
            Some(memory) => memory.named_files(records),
            None => check::named_files(records),
        };
        let names: Vec<String> = names.into_iter().collect();
        let facts = names.into_par_iter().filter_map(|name| self.fact(&name).map(|fact| (name, fact)));
        facts.collect::<Vec<_>>().into_iter().collect()
    }

    fn fact(&self, name: &str) -> Option<FileFact> {
        let nothing = |kind| Some(FileFact { kind, size: 0, dimensions: None });
        let path = match self.whereabouts(name) {
            Whereabouts::Inside(path) => path,
            // What the path itself says is told of where it stands.
            Whereabouts::Outside if climbs(name) => return None,
            Whereabouts::Outside => return nothing(FileKind::Elsewhere),
            Whereabouts::Nowhere => return None,
        };
        // Asked before it is opened: a pipe would wait for ever.
        let metadata = fs::metadata(&path).ok()?;
        if metadata.is_dir() {
            return nothing(FileKind::Folder);
        }
        if !metadata.is_file() {
            return None;
        }
        let stamp = Stamp::of(&metadata);
        if let Some(fact) = self.memory.as_ref().and_then(|memory| memory.recall(name, stamp)) {
            return Some(fact);
        }
        let fact = kind::fact(&mut File::open(path).ok()?).ok()?;
        if let Some(memory) = &self.memory {
            memory.keep(name, stamp, &fact);
        }
        Some(fact)
    }

    /// The bytes of a file that a record names, from the workspace's root.
    ///
    /// # Errors
    /// `Outside` where it is not the workspace's, `FileTooLarge` over 50 MB, `Disk` where it cannot be read.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>, WorkspaceError> {
        let path = self.path(file);
        match self.whereabouts(file) {
            Whereabouts::Outside => Err(WorkspaceError::Outside { path }),
            Whereabouts::Inside(real) => read_bounded(&real, LARGEST_MEGABYTES),
            Whereabouts::Nowhere => Err(WorkspaceError::reading(&path, std::io::ErrorKind::NotFound.into())),
        }
    }

    /// The pictures among these files, as far as they can be read, no wider than that in pixels, upright, and without what a camera wrote
    /// beside them: for documents that hold their pictures within themselves.
    pub fn pictures(&self, files: &BTreeSet<String>, widest: u32) -> Pictures {
        let picture = |file: &String| {
            self.fact(file).filter(|fact| fact.kind.is_image())?;
            Some((file.clone(), picture::carried(&self.bytes(file).ok()?, widest).ok()?.1))
        };
        files.par_iter().filter_map(picture).collect()
    }

    /// Reads the texts of the files of these findings, where they are not read yet, so that their places can be shown.
    pub fn texts_of(&self, findings: &[Finding], texts: &mut BTreeMap<String, String>) {
        for finding in findings {
            if !texts.contains_key(&finding.file)
                && let Ok(text) = self.text(&finding.file)
            {
                texts.insert(finding.file.clone(), text);
            }
        }
    }

    /// The text of a file of the workspace, for showing where in it a finding is; without a byte order mark.
    ///
    /// # Errors
    /// As `bytes`, and `NotText` where it is not UTF-8.
    pub fn text(&self, file: &str) -> Result<String, WorkspaceError> {
        let text = String::from_utf8(self.bytes(file)?);
        let text = text.map_err(|_| WorkspaceError::NotText { path: self.path(file) })?;
        // Places count from after a byte order mark.
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

/// The bytes of a file, if it is one and not larger than that.
pub(super) fn read_bounded(path: &Path, megabytes: u32) -> Result<Vec<u8>, WorkspaceError> {
    let failed = |cause| WorkspaceError::reading(path, cause);
    let too_large = || WorkspaceError::FileTooLarge { path: path.to_owned(), megabytes };
    let limit = u64::from(megabytes) << 20;
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(failed(std::io::ErrorKind::InvalidInput.into()));
    }
    if metadata.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::Workspace;
    use crate::model::{FileFact, FileKind, Records};
    use image::{ImageFormat, RgbImage};
    use serde_json::{from_value, json};
    use std::collections::BTreeMap;
    use std::fs;

    fn workspace(folder: &std::path::Path) -> Workspace {
        fs::write(folder.join("opsamling.yaml"), "").unwrap();
        fs::create_dir(folder.join("files")).unwrap();
        Workspace::find(folder).unwrap()
    }

    fn naming(files: &[&str]) -> Records {
        let images: Vec<_> = files.iter().map(|file| json!({ "file": file })).collect();
        let meeting = json!({ "title": "A", "date": "2026-03-12", "images": images });
        Records {
            meetings: from_value(json!({ "m": meeting })).unwrap(),
            ..Records::none(from_value(json!({ "id": "x", "network": "N", "secretariat": "S" })).unwrap())
        }
    }

    #[test]
    fn facts_are_of_the_files_that_are_named_and_there() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path());
        RgbImage::new(4, 3).save_with_format(folder.path().join("files/a.jpg"), ImageFormat::Png).unwrap();
        fs::write(folder.path().join("files/b.jpg"), "Kaffe").unwrap();
        fs::write(folder.path().join("files/c.jpg"), "unnamed").unwrap();
        let records = naming(&["files/a.jpg", "files/b.jpg", "files/none.jpg", "files", "../a.jpg", "/etc/passwd"]);
        let files = workspace.files(&records);
        let size = fs::metadata(folder.path().join("files/a.jpg")).unwrap().len();
        let picture = FileFact { kind: FileKind::Png, size, dimensions: Some((4, 3)) };
        assert_eq!(files.keys().collect::<Vec<_>>(), ["files", "files/a.jpg", "files/b.jpg"]);
        assert_eq!(files["files"].kind, FileKind::Folder);
        assert_eq!(files["files/a.jpg"], picture);
        assert_eq!(files["files/b.jpg"].kind, FileKind::Other);
    }

    #[test]
    fn who_remembers_finds_the_files_of_a_record_that_is_another_and_of_one_that_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path()).remembering();
        for name in ["files/a.txt", "files/b.txt"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let named = |records: &Records| workspace.files(records).into_keys().collect::<Vec<_>>();
        let (before, after) = (naming(&["files/a.txt"]), naming(&["files/b.txt"]));
        assert_eq!([named(&before), named(&before)], [["files/a.txt"], ["files/a.txt"]]);
        assert_eq!([named(&after), named(&after), named(&before)], [["files/b.txt"], ["files/b.txt"], ["files/a.txt"]]);
        let gone = Records { meetings: BTreeMap::new(), ..before };
        assert!(named(&gone).is_empty());
    }

    #[test]
    #[cfg(unix)]
    fn of_a_file_behind_a_link_that_leads_out_no_more_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path());
        fs::write(elsewhere.path().join("a.jpg"), "hemmeligt").unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("a.jpg"), folder.path().join("files/a.jpg")).unwrap();
        let nothing_more = FileFact { kind: FileKind::Elsewhere, size: 0, dimensions: None };
        assert_eq!(workspace.files(&naming(&["files/a.jpg"]))["files/a.jpg"], nothing_more);
        assert_eq!(workspace.bytes("files/a.jpg").unwrap_err().code(), "path-outside");
    }

    #[test]
    fn the_text_of_a_file_is_bounded_and_without_a_mark() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = workspace(folder.path());
        fs::write(folder.path().join("files/a.txt"), "\u{feff}Møde").unwrap();
        assert_eq!(workspace.text("files/a.txt").unwrap(), "Møde");
        fs::write(folder.path().join("files/a.txt"), b"M\xf8de").unwrap();
        assert_eq!(workspace.text("files/a.txt").unwrap_err().code(), "file-not-text");
        fs::File::create(folder.path().join("files/a.txt")).unwrap().set_len(200 << 20).unwrap();
        assert_eq!(workspace.bytes("files/a.txt").unwrap_err().code(), "attachment-too-large");
        assert_eq!(workspace.bytes("files/none.txt").unwrap_err().code(), "read-failed");
    }
}
