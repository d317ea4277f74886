//! A picture's file without what was written beside its pixels, which stay as they are.

use super::error::PictureError;

/// The file without comments, places and times (EXIF, XMP) and whatever follows its end.
///
/// # Errors
/// `PictureError` where it is no JPEG, PNG, GIF or WebP, or ends before its end.
pub fn stripped(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let bare = match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        _ => return Err(PictureError::Unknown),
    };
    bare.ok_or_else(|| PictureError::Damaged { reason: "unexpected end".into() })
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

/// GIF89a: the screen and its colours, then blocks. Of the extensions only those stay that a browser shows: how long a frame
/// stands, and how often they are shown.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        let stays = match *bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => {
                at += 10 + colours(*bytes.get(at + 9)?) + 1;
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let name = bytes.get(at + 3..at + 14);
                at += 2;
                label == 0xf9 || (label == 0xff && matches!(name, Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")))
            }
            _ => return None,
        };
        at = past_blocks(bytes, at)?;
        if stays {
            out.extend_from_slice(bytes.get(start..at)?);
        }
    }
}

/// The bytes of a table of colours.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Where a row of blocks ends, each with its length in front, the last of none.
fn past_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// What a WebP's first part says of the others (RFC 9649 §2.7): that there are EXIF and XMP.
const EXIF_AND_XMP: u8 = 0b0000_1100;

/// WebP: parts with a name and a length (RFC 9649). Those stay that make the picture.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const PICTURE: [&[u8]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
    let end = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?.checked_add(8)?;
    let parts = bytes.get(..end)?;
    let (mut at, mut out) = (12, parts.get(..12)?.to_vec());
    while at + 8 <= end {
        let name = parts.get(at..at + 4)?;
        let length = usize::try_from(u32::from_le_bytes(parts.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let next = at.checked_add(8)?.checked_add(length)?;
        if PICTURE.contains(&name) {
            let start = out.len();
            out.extend_from_slice(parts.get(at..next)?);
            if name == b"VP8X" {
                *out.get_mut(start + 8)? &= !EXIF_AND_XMP;
            }
            if length % 2 == 1 {
                out.push(0);
            }
        }
        at = next + length % 2;
    }
    let length = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out.get_mut(4..8)?.copy_from_slice(&length);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::stripped;
    use crate::picture::PictureError;
    use image::codecs::gif::{GifEncoder, Repeat};
    use image::{AnimationDecoder, DynamicImage, Frame, ImageFormat, RgbaImage};
    use std::io::Cursor;

    fn has(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    #[test]
    fn a_gif_still_moves_and_says_nothing_more() {
        let mut plain = Vec::new();
        let mut encoder = GifEncoder::new(&mut plain);
        encoder.set_repeat(Repeat::Infinite).unwrap();
        let frame = |shade| Frame::new(RgbaImage::from_pixel(8, 6, image::Rgba([shade, 0, 0, 255])));
        encoder.encode_frames([frame(10), frame(200)]).unwrap();
        drop(encoder);
        let head = 13 + super::colours(plain[10]);
        let comment = b"\x21\xfe\x09GPS 55.67\0";
        let xmp = b"\x21\xff\x0bXMP DataXMP\x05GPS 5\0";
        let camera = [&plain[..head], comment, xmp, &plain[head..], b"GPS behind"].concat();
        let bare = stripped(&camera).unwrap();
        assert!(has(&camera, b"GPS") && !has(&bare, b"GPS") && !has(&bare, b"XMP"));
        let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(&bare)).unwrap();
        assert_eq!(decoder.into_frames().collect_frames().unwrap().len(), 2);
        assert!(has(&bare, b"NETSCAPE2.0"));
    }

    #[test]
    fn a_webp_keeps_its_picture_and_says_nothing_more() {
        let mut plain = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(8, 6).write_to(&mut plain, ImageFormat::WebP).unwrap();
        let plain = plain.into_inner();
        let extended = b"VP8X\x0a\0\0\0\x0c\0\0\0\x07\0\0\x05\0\0";
        let exif = b"EXIF\x05\0\0\0GPS 5\0";
        let body = [&b"WEBP"[..], extended, &plain[12..], exif, b"XMP \x04\0\0\0GPS "].concat();
        let camera = [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body, b"GPS"].concat();
        let bare = stripped(&camera).unwrap();
        assert!(has(&camera, b"GPS") && !has(&bare, b"GPS") && !has(&bare, b"EXIF"));
        assert_eq!(bare[20] & super::EXIF_AND_XMP, 0);
        let drawn = image::load_from_memory(&bare).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (8, 6));
        assert_eq!(stripped(&plain).unwrap(), plain);
    }

    #[test]
    fn what_ends_too_early_is_refused() {
        for bytes in [
            &b"GIF89a"[..],
            b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x09",
            b"RIFF\xff\xff\xff\xffWEBPVP8 ",
            b"RIFF\x04\0\0\0WEBP",
        ] {
            match stripped(bytes) {
                Ok(bare) => assert_eq!(bare, b"RIFF\x04\0\0\0WEBP"),
                Err(error) => assert!(matches!(error, PictureError::Damaged { .. }), "{bytes:?}"),
            }
        }
        assert_eq!(stripped(b"Kaffe"), Err(PictureError::Unknown));
    }
}
