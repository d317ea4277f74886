//! What is known of a file of the workspace without holding its bytes.

use crate::prose::plain_path;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// The widest that a picture is inside a mail, in pixels: its column.
pub const PICTURE_IN_MAIL: u32 = 560;

/// The widest that a picture is on paper, in pixels: 14 cm at 300 to the inch.
pub const PICTURE_ON_PAPER: u32 = 1654;

/// The most pixels that a picture may have to be drawn: more than the largest of today's telephones takes, and 300 MB of memory.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What the bytes of a file say it is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A GIF picture.
    Gif,
    /// A WebP picture.
    Webp,
    /// A PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// A PowerPoint presentation.
    Pptx,
    /// An Excel sheet.
    Xlsx,
    /// An MP4 film.
    Mp4,
    /// A web page, an SVG drawing or other marked-up text, which a browser may run.
    Markup,
    /// A picture whose end is missing.
    CutOff,
    /// A folder.
    Folder,
    /// A symlink to what is not the workspace's; nothing more is known of it.
    Elsewhere,
    /// Something else.
    Other,
}

impl FileKind {
    /// Whether a browser shows it as a picture.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::Webp)
    }

    /// Whether it is a file of the workspace at all.
    pub fn is_file(self) -> bool {
        !matches!(self, Self::Folder | Self::Elsewhere)
    }

    /// The usual ending of its name, without a dot; empty for what is none of these.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Mp4 => "mp4",
            Self::Markup | Self::CutOff | Self::Folder | Self::Elsewhere | Self::Other => "",
        }
    }

    /// The media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Mp4 => "video/mp4",
            Self::Markup | Self::CutOff | Self::Folder | Self::Elsewhere | Self::Other => "application/octet-stream",
        }
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFact {
    /// What it is.
    pub kind: FileKind,
    /// How large, in bytes.
    pub size: u64,
    /// Width and height in pixels, of a picture whose header can be read.
    pub dimensions: Option<(u32, u32)>,
}

/// The files that the records name and the workspace has, by their path from its root with `/`.
pub type Files = BTreeMap<String, FileFact>;

/// The bytes of pictures, by their path from the workspace's root with `/`.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// A picture in one of the sizes that it was drawn in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSize {
    /// Where it lies, from the archive's root.
    pub file: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The sizes of pictures, the smallest first, by the picture's path from the workspace's root.
pub type PictureSizes = BTreeMap<String, Vec<PictureSize>>;

/// Whether a path that a record names could lead out of the workspace: absolute, with a drive's letter, with `..`, or
/// with a backslash, which is a folder's mark on one system and a letter on another. Nor may it have a sign that nobody sees, which
/// would end the line of a list that names it.
pub fn climbs(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    drive
        || path.starts_with('/')
        || path.contains('\\')
        || path.contains(char::is_control)
        || path.split('/').any(|step| step == "..")
}

/// Reads a file's path: without the steps that lead nowhere, so that each file has one name.
pub(super) fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(plain_path(&String::deserialize(deserializer)?).into_owned())
}

/// Reads a file's path that may be absent.
pub(super) fn maybe_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(|path| plain_path(&path).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::climbs;

    #[test]
    fn a_path_stays_in_the_workspace() {
        for bad in [
            "../x",
            "files/../../x",
            "/etc/passwd",
            "C:/x",
            "c:x",
            "files\\x.jpg",
            "\\\\server\\x",
            "..",
            "files/a\tb",
            "files/a\nb",
        ] {
            assert!(climbs(bad), "{bad:?}");
        }
        for good in ["files/2026-03-12/birthe.jpg", "files/a..b.pdf", "./files/x.png", "files/kl. 13:00.pdf"] {
            assert!(!climbs(good), "{good:?}");
        }
    }
}
