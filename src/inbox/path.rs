//! Mails in files: one, several in an mbox, a folder of them, a Maildir.

use super::mbox::Mbox;
use super::{InboxError, MAX_MAIL, Mail};
use std::collections::VecDeque;
use std::fs;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 6;

/// The mails at a path, one at a time. What cannot be read is told in its turn, and the others follow.
#[derive(Debug)]
pub struct PathMails {
    files: VecDeque<Result<PathBuf, InboxError>>,
    /// The file at hand, where it is an mbox.
    mbox: Option<(PathBuf, Mbox)>,
}

impl PathMails {
    /// The mails at a path, in the order of the names of their files.
    ///
    /// # Errors
    /// `InboxError` where there is nothing, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, InboxError> {
        let about = fs::metadata(path).map_err(|error| InboxError::of_file(&error, path))?;
        let mut files = VecDeque::new();
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
            files.push_back(Ok(path.to_owned()));
        }
        Ok(Self { files, mbox: None })
    }
}

impl Iterator for PathMails {
    type Item = Result<Mail, InboxError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((file, mbox)) = &mut self.mbox {
                match mbox.next() {
                    Some(Ok((place, bytes))) => {
                        let source = file.display().to_string();
                        let source = place.map_or(source.clone(), |number| format!("{source}:{number}"));
                        return Some(Ok(mail(file, source, bytes)));
                    }
                    Some(Err(error)) => {
                        let error = InboxError::of_file(&error, file);
                        self.mbox = None;
                        return Some(Err(error));
                    }
                    None => self.mbox = None,
                }
            }
            let file = match self.files.pop_front()? {
                Ok(file) => file,
                Err(error) => return Some(Err(error)),
            };
            match read(&file) {
                Ok(Contents::Mail(bytes)) => return Some(Ok(mail(&file, file.display().to_string(), bytes))),
                Ok(Contents::NoMail) => return Some(Err(InboxError::NotAMail { path: file })),
                Ok(Contents::Mbox(mbox)) => self.mbox = Some((file, mbox)),
                // A mail program that stands in the same Maildir has moved it meanwhile: the next run finds it.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Some(Err(InboxError::of_file(&error, &file))),
            }
        }
    }
}

/// The files of a folder and of those in it, in order; hidden ones and links to folders are passed over.
fn gather(folder: &Path, depth: usize, files: &mut VecDeque<Result<PathBuf, InboxError>>) -> Result<(), InboxError> {
    let failed = |error: io::Error| InboxError::of_file(&error, folder);
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
            if let Err(error) = gather(&path, depth + 1, files) {
                files.push_back(Err(error));
            }
        } else if about.is_file() || (about.is_symlink() && path.is_file()) {
            files.push_back(Ok(path));
        }
    }
    Ok(())
}

/// What a file holds.
enum Contents {
    /// One mail, or of a very large one the beginning.
    Mail(Vec<u8>),
    /// Several.
    Mbox(Mbox),
    /// No text: an archive, a picture, a mail as Outlook saves it.
    NoMail,
}

/// In so many bytes at the beginning no mail has a NUL (RFC 5322 §2.3), and what is no text nearly always has one.
const BEGINNING: usize = 512;

fn read(path: &Path) -> io::Result<Contents> {
    let mut reader = BufReader::new(fs::File::open(path)?);
    if Mbox::is_at(&mut reader)? {
        return Ok(Contents::Mbox(Mbox::new(reader)));
    }
    let mut bytes = Vec::new();
    reader.take(MAX_MAIL as u64).read_to_end(&mut bytes)?;
    let is_text = memchr::memchr(0, &bytes[..bytes.len().min(BEGINNING)]).is_none();
    Ok(if is_text { Contents::Mail(bytes) } else { Contents::NoMail })
}

fn mail(path: &Path, source: String, bytes: Vec<u8>) -> Mail {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_seen = path.parent().is_some_and(|folder| folder.ends_with("cur")) && flags(&name).contains('S');
    Mail { source, is_seen, number: None, bytes }
}

/// The flags in a name in a Maildir: behind the last `:2,`, for which some systems write another sign.
fn flags(name: &str) -> &str {
    let starts = [":2,", ";2,", "!2,"].iter().filter_map(|mark| name.rfind(mark));
    starts.max().map_or("", |start| &name[start + 3..])
}

#[cfg(test)]
mod tests {
    use super::{InboxError, PathMails};
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
    fn what_cannot_be_read_is_told_and_holds_up_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.eml", "c.eml"] {
            fs::write(folder.path().join(name), "Subject: x\n\n").unwrap();
        }
        let missing = folder.path().join("b.eml");
        fs::write(&missing, "Subject: x\n\n").unwrap();
        let mut mails = PathMails::open(folder.path()).unwrap();
        mails.files[1] = Err(InboxError::of_file(&std::io::ErrorKind::PermissionDenied.into(), &missing));
        let told: Vec<bool> = mails.map(|mail| mail.is_ok()).collect();
        assert_eq!(told, [true, false, true]);
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
        let saved = folder.path().join("saved.msg");
        fs::write(&saved, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0").unwrap();
        let error = PathMails::open(&saved).unwrap().next().unwrap().unwrap_err();
        assert_eq!(error.code(), "inbox-not-a-mail");
        assert_eq!(PathMails::open(&folder.path().join("none")).unwrap_err().code(), "inbox-unreadable");
    }
}
