//! Mails in files: one, several in an mbox, a folder of them, a Maildir.

use super::{InboxError, MAX_MAIL, Mail};
use std::collections::VecDeque;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How large an mbox may be, in bytes.
const MAX_MBOX: u64 = 1 << 30;

/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 6;

/// The mails at a path, one at a time.
#[derive(Debug)]
pub struct PathMails {
    files: VecDeque<PathBuf>,
    /// Mails of the file at hand, an mbox.
    waiting: VecDeque<Mail>,
}

impl PathMails {
    /// The mails at a path, in the order of the names of their files.
    ///
    /// # Errors
    /// `InboxError` where there is nothing, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, InboxError> {
        let about = fs::metadata(path).map_err(|error| InboxError::of_file(&error, path))?;
        let mut files = Vec::new();
        if about.is_dir() {
            let is_maildir = path.join("cur").is_dir() || path.join("new").is_dir();
            if is_maildir {
                for folder in ["new", "cur"].map(|name| path.join(name)).iter().filter(|folder| folder.is_dir()) {
                    gather(folder, MAX_DEPTH, &mut files)?;
                }
            } else {
                gather(path, 0, &mut files)?;
            }
        } else {
            files.push(path.to_owned());
        }
        Ok(Self { files: files.into(), waiting: VecDeque::new() })
    }
}

impl Iterator for PathMails {
    type Item = Result<Mail, InboxError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mail) = self.waiting.pop_front() {
                return Some(Ok(mail));
            }
            let file = self.files.pop_front()?;
            match read(&file) {
                Ok(mails) => self.waiting = mails.into(),
                // A mail program that stands in the same Maildir has moved it meanwhile: the next run finds it.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Some(Err(InboxError::of_file(&error, &file))),
            }
        }
    }
}

/// The files of a folder and of those in it, in order; hidden ones and links to folders are passed over.
fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), InboxError> {
    let failed = |error: std::io::Error| InboxError::of_file(&error, folder);
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    for path in entries {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let Ok(about) = fs::symlink_metadata(&path) else { continue };
        if is_hidden {
            continue;
        }
        if about.is_dir() && depth < MAX_DEPTH {
            gather(&path, depth + 1, files)?;
        } else if about.is_file() || (about.is_symlink() && path.is_file()) {
            files.push(path);
        }
    }
    Ok(())
}

/// The flags in a name in a Maildir: behind the last `:2,`, for which some systems write another sign.
fn flags(name: &str) -> &str {
    let starts = [":2,", ";2,", "!2,"].iter().filter_map(|mark| name.rfind(mark));
    starts.max().map_or("", |start| &name[start + 3..])
}

fn read(path: &Path) -> std::io::Result<Vec<Mail>> {
    let source = path.display().to_string();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_seen = path.parent().is_some_and(|folder| folder.ends_with("cur")) && flags(&name).contains('S');
    let mut file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(MAX_MAIL as u64).read_to_end(&mut bytes)?;
    let mail = |source: String, bytes: &[u8]| Mail { source, is_seen, number: 0, bytes: bytes.to_vec() };
    if !bytes.starts_with(b"From ") {
        return Ok(vec![mail(source, &bytes)]);
    }
    file.take(MAX_MBOX).read_to_end(&mut bytes)?;
    let mails = of_mbox(&bytes);
    if let [only] = mails[..] {
        return Ok(vec![mail(source, &only[..only.len().min(MAX_MAIL)])]);
    }
    let mails = mails.iter().enumerate();
    Ok(mails.map(|(number, it)| mail(format!("{source}:{}", number + 1), &it[..it.len().min(MAX_MAIL)])).collect())
}

/// The mails of an mbox: each begins with a line `From sender date` behind an empty one.
fn of_mbox(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    for at in memchr::memmem::find_iter(bytes, b"\nFrom ") {
        let is_after_blank = bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r");
        if is_after_blank && opens_mail(&bytes[at + 1..]) {
            starts.push(at + 1);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().zip(ends).map(|(start, end)| &bytes[*start..end]).collect()
}

/// Whether `From …` is an mbox's line: it ends in a date with a time and a year.
fn opens_mail(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(300)]);
    let has_time = line.split_whitespace().any(|word| {
        word.len() >= 4 && word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    });
    let has_year =
        line.split_whitespace().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    has_time && has_year
}

#[cfg(test)]
mod tests {
    use super::PathMails;
    use std::fs;
    use std::path::Path;

    fn sources(path: &Path) -> Vec<String> {
        let root = path.parent().unwrap();
        PathMails::open(path)
            .unwrap()
            .map(|mail| {
                mail.unwrap().source.trim_start_matches(root.to_str().unwrap()).trim_start_matches('/').to_owned()
            })
            .collect()
    }

    #[test]
    fn a_file_a_folder_a_maildir_and_an_mbox_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path
        };
        let one = write("one.eml", "Subject: x\n\nFrom me to you\n");
        assert_eq!(sources(&one), ["one.eml"]);
        let header = "From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n";
        let alone = write("alone.eml", &format!("{header}Subject: x\n\nHi\n"));
        assert_eq!(sources(&alone), ["alone.eml"]);
        let mbox =
            write("box", &format!("{header}Subject: x\n\nHi\n\nFrom here on I walk\n\n{header}Subject: y\n\nHo\n"));
        assert_eq!(sources(&mbox), ["box:1", "box:2"]);
        for name in ["mails/b.eml", "mails/a.eml", "mails/.hidden", "mails/deep/c.eml"] {
            write(name, "Subject: x\n\n");
        }
        assert_eq!(sources(&folder.path().join("mails")), ["mails/a.eml", "mails/b.eml", "mails/deep/c.eml"]);
        for name in [
            "Maildir/cur/2.h:2,S",
            "Maildir/new/1.h",
            "Maildir/tmp/3.h",
            "Maildir/dovecot.index",
            "Maildir/.Sent/cur/4.h",
        ] {
            write(name, "Subject: x\n\n");
        }
        let maildir = folder.path().join("Maildir");
        assert_eq!(sources(&maildir), ["Maildir/new/1.h", "Maildir/cur/2.h:2,S"]);
        for name in ["new/1700000000.M1P2.mail2,S=4321,W=4400", "cur/3.h,S=4321:2,", "cur/4.h,S=4321;2,RS"] {
            write(&format!("Maildir/{name}"), "Subject: x\n\n");
        }
        let seen = PathMails::open(&maildir).unwrap().map(Result::unwrap).filter(|mail| mail.is_seen);
        let seen: Vec<String> = seen.map(|mail| mail.source.rsplit_once('/').unwrap().1.to_owned()).collect();
        assert_eq!(seen, ["2.h:2,S", "4.h,S=4321;2,RS"]);
        assert_eq!(PathMails::open(&folder.path().join("none")).unwrap_err().code(), "inbox-unreadable");
    }
}
