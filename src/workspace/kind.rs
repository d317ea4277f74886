//! What a file's bytes say it is, read from its beginning and its end only.

use crate::model::{FileFact, FileKind};
use image::{ImageFormat, ImageReader, Limits};
use std::fs::File;
use std::io::{Cursor, Read, Result, Seek, SeekFrom};

/// As much of a file's beginning as is looked at: a photograph's header with all that cameras put before its size.
const HEAD: u64 = 1024 * 1024;
/// As much as tells one kind from another.
const START: u64 = 1024;
/// As much of a file's end as is looked at: the list of contents of an Office file.
const TAIL: u64 = 256 * 1024;

/// What the file is; never reads more than its beginning and its end.
pub(super) fn fact(file: &mut File) -> Result<FileFact> {
    let size = file.metadata()?.len();
    let mut head = Vec::new();
    file.take(START).read_to_end(&mut head)?;
    let Some((kind, format)) = picture(&head) else {
        return Ok(FileFact { kind: document(&head, file, size)?, size, dimensions: None });
    };
    file.take(HEAD - START).read_to_end(&mut head)?;
    let whole = head.len() as u64 == size;
    let dimensions = dimensions(&head, format);
    // What begins as a picture and has no size is a picture only if its size may stand further on.
    let kind = match dimensions {
        None if whole => FileKind::Other,
        _ if !has_its_end(kind, &head[..], file, size)? => FileKind::CutOff,
        _ => kind,
    };
    Ok(FileFact { kind, size, dimensions })
}

fn picture(head: &[u8]) -> Option<(FileKind, ImageFormat)> {
    match head {
        [0xff, 0xd8, 0xff, ..] => Some((FileKind::Jpeg, ImageFormat::Jpeg)),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some((FileKind::Png, ImageFormat::Png)),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some((FileKind::Gif, ImageFormat::Gif)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some((FileKind::Webp, ImageFormat::WebP)),
        _ => None,
    }
}

fn dimensions(head: &[u8], format: ImageFormat) -> Option<(u32, u32)> {
    let mut reader = ImageReader::with_format(Cursor::new(head), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(64 * 1024 * 1024);
    reader.limits(limits);
    reader.into_dimensions().ok().filter(|(width, height)| *width > 0 && *height > 0)
}

/// Whether a picture goes on to its end, as one that was copied in part does not: PNG §11.2.5, JPEG §B.2.1, GIF §27, and the
/// length that RIFF gives at its beginning. Programs may leave something of their own behind the end.
fn has_its_end(kind: FileKind, head: &[u8], file: &mut File, size: u64) -> Result<bool> {
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    file.take(TAIL).read_to_end(&mut tail)?;
    let ends_with = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    Ok(match kind {
        FileKind::Png => ends_with(b"IEND\xae\x42\x60\x82"),
        FileKind::Jpeg => ends_with(b"\xff\xd9"),
        FileKind::Gif => ends_with(b"\0;"),
        FileKind::Webp => {
            let length = head.get(4..8).and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes);
            u64::from(length) + 8 <= size
        }
        _ => true,
    })
}

fn document(head: &[u8], file: &mut File, size: u64) -> Result<FileKind> {
    /// What stands after `ftyp` in still pictures and QuickTime films, which browsers do not play.
    const NO_FILM: [&[u8]; 8] = [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"qt  "];
    match head {
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(FileKind::Pdf),
        [b'P', b'K', 3, 4, ..] => office(file, size),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if !NO_FILM.iter().any(|it| brand.starts_with(it)) => {
            Ok(FileKind::Mp4)
        }
        _ if is_markup(head) => Ok(FileKind::Markup),
        _ => Ok(FileKind::Other),
    }
}

/// Whether it begins as a web page or a drawing does, in whatever encoding.
fn is_markup(head: &[u8]) -> bool {
    let marks = [0xef, 0xbb, 0xbf, 0xfe, 0xff, 0];
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && !marks.contains(byte));
    first == Some(&b'<')
}

/// Which Office file a zip archive is, by the names in its list of contents, which stands at its end.
fn office(file: &mut File, size: u64) -> Result<FileKind> {
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    file.take(TAIL).read_to_end(&mut tail)?;
    let has = |name: &[u8]| tail.windows(name.len()).any(|window| window == name);
    Ok(if has(b"word/document.xml") {
        FileKind::Docx
    } else if has(b"ppt/presentation.xml") {
        FileKind::Pptx
    } else if has(b"xl/workbook.xml") {
        FileKind::Xlsx
    } else {
        FileKind::Other
    })
}

#[cfg(test)]
mod tests {
    use super::{FileKind, fact};
    use image::{ImageFormat, RgbImage};
    use std::io::{Cursor, Seek, Write};

    fn of(bytes: &[u8]) -> super::FileFact {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        fact(&mut file).unwrap()
    }

    fn drawn(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(48, 27).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_and_has_a_size() {
        for (format, kind) in [
            (ImageFormat::Jpeg, FileKind::Jpeg),
            (ImageFormat::Png, FileKind::Png),
            (ImageFormat::Gif, FileKind::Gif),
            (ImageFormat::WebP, FileKind::Webp),
        ] {
            let bytes = drawn(format);
            let fact = of(&bytes);
            assert_eq!((fact.kind, fact.dimensions), (kind, Some((48, 27))));
            assert_eq!(fact.size, bytes.len() as u64);
        }
    }

    #[test]
    fn what_only_begins_as_a_picture_is_none() {
        for bytes in [&b"\xff\xd8\xffnothing more"[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "] {
            assert_eq!(of(bytes).kind, FileKind::Other, "{bytes:?}");
        }
        assert_eq!(of(b"Kaffe og kage").kind, FileKind::Other);
        assert_eq!(of(b"").kind, FileKind::Other);
        for markup in
            [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"\xef\xbb\xbf\r\n <!doctype html>", b"\xff\xfe<\0h\0"]
        {
            assert_eq!(of(markup).kind, FileKind::Markup);
        }
    }

    #[test]
    fn a_picture_that_was_copied_in_part_is_cut_off() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
            let bytes = drawn(format);
            assert_eq!(of(&bytes[..bytes.len() - 3]).kind, FileKind::CutOff, "{format:?}");
            assert!(of(&[&bytes[..], b"from a camera"].concat()).kind.is_image(), "{format:?}");
        }
    }

    #[test]
    fn documents_are_known_by_their_bytes() {
        assert_eq!(of(b"%PDF-1.7\n").kind, FileKind::Pdf);
        assert_eq!(of(b"\0\0\0\x18ftypmp42\0\0\0\0").kind, FileKind::Mp4);
        assert_eq!(of(b"\0\0\0\x18ftypheic\0\0\0\0").kind, FileKind::Other);
        assert_eq!(of(b"PK\x03\x04 ... PK\x01\x02 word/document.xml").kind, FileKind::Docx);
        assert_eq!(of(b"PK\x03\x04 ... PK\x01\x02 ppt/presentation.xml").kind, FileKind::Pptx);
        assert_eq!(of(b"PK\x03\x04 ... PK\x01\x02 xl/workbook.xml").kind, FileKind::Xlsx);
        assert_eq!(of(b"PK\x03\x04 ... PK\x01\x02 readme.txt").kind, FileKind::Other);
    }

    #[test]
    fn a_huge_file_is_not_read_whole() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"%PDF-1.7\n").unwrap();
        file.set_len(40 << 30).unwrap();
        file.rewind().unwrap();
        assert_eq!(fact(&mut file).unwrap().size, 40 << 30);
    }
}
