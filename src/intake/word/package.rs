//! The parts of a file, as far as they are wanted: each unpacked by itself, and never more of it than a text can be.

use super::error::WordError;
use super::xml::{self, Element};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest file, in bytes: a document of many pictures.
pub const MAX_BYTES: usize = 50_000_000;
/// The largest part, in bytes: a text of some thousand pages.
const LARGEST_PART: u64 = 16_000_000;
/// How files of the time before 2007 begin, and those with a password.
const COMPOUND_FILE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// A file, opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, WordError> {
        if bytes.is_empty() {
            return Err(WordError::Empty);
        }
        if bytes.len() > MAX_BYTES {
            return Err(WordError::TooLarge { part: "docx".to_owned() });
        }
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(WordError::OldOrLocked);
        }
        ZipArchive::new(Cursor::new(bytes)).map(|archive| Self { archive }).map_err(|_| WordError::NotWord)
    }

    /// The part of that name; nothing where the file has none.
    ///
    /// # Errors
    /// `WordError` where it is damaged, too large, or no XML.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, WordError> {
        let damaged = || WordError::Damaged { part: name.to_owned() };
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(damaged()),
        };
        let mut bytes = Vec::new();
        // What the file says of its own size is not asked: it may lie.
        file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(WordError::TooLarge { part: name.to_owned() });
        }
        let text = str::from_utf8(&bytes).map_err(|_| damaged())?;
        xml::read(text.trim_start_matches('\u{feff}'), name).map(Some)
    }
}
