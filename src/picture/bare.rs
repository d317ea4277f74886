//! A picture's file without what a camera or a program wrote beside it, the pixels untouched.

use super::MOST_PIXELS;
use crate::model::FileKind;
use image::metadata::Orientation;
use image::{ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// The file, where nothing but that has to be done: a JPEG or PNG that stands upright, in colours of a screen, no wider than that.
pub(super) fn bare(bytes: &[u8], widest: u32) -> Option<(FileKind, Vec<u8>)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let fits = width <= widest && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    let upright = decoder.orientation().ok()? == Orientation::NoTransforms;
    if !fits || !upright || decoder.original_color_type() == ExtendedColorType::Cmyk8 {
        return None;
    }
    match format {
        ImageFormat::Jpeg => Some((FileKind::Jpeg, jpeg(bytes)?)),
        ImageFormat::Png => Some((FileKind::Png, png(bytes)?)),
        _ => None,
    }
}

/// The segments that say how the pixels are kept (ITU-T T.81 annex B), those of JFIF, Adobe's word on colours and the colour profile.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        // A marker may be filled up from the left.
        if marker == 0xff {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length)?;
        let is_kept = match marker {
            0xe2 => segment[4..].starts_with(b"ICC_PROFILE\0"),
            0xe0 | 0xee => true,
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_kept {
            out.extend(segment);
        }
        at += 2 + length;
        if marker == 0xda {
            // What stands behind the end is another picture, or a telephone's own.
            let end = bytes[at..].windows(2).position(|pair| pair == [0xff, 0xd9])?;
            out.extend(&bytes[at..at + end + 2]);
            return Some(out);
        }
    }
}

/// The chunks that pixels and their colours are made of (ISO/IEC 15948 §11).
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"];
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let chunk = bytes.get(at..at.checked_add(12)?.checked_add(length)?)?;
        if KEPT.contains(&name) {
            out.extend(chunk);
        }
        at += chunk.len();
        if name == b"IEND" {
            return Some(out);
        }
    }
}
