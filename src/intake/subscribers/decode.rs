//! A file's bytes as text: UTF-8, UTF-16 as Excel writes it, or Windows-1252.

use super::IntakeError;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How an Excel workbook begins: a zip file, or the format before it.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, IntakeError> {
    if WORKBOOKS.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Err(IntakeError::ExcelWorkbook);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != encoding_rs::UTF_8 => in_encoding(encoding, &bytes[mark..]),
        Some((_, mark)) => eight_bit(&bytes[mark..]),
        None => match utf16_without_mark(bytes) {
            Some(encoding) => in_encoding(encoding, bytes),
            None => eight_bit(bytes),
        },
    };
    if text.contains('\0') { Err(IntakeError::NotText) } else { Ok(text) }
}

fn in_encoding<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// UTF-8 if it is, or if it mostly is: a single broken byte does not turn every other ø into two strange signs.
fn eight_bit(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken { String::from_utf8_lossy(bytes) } else { in_encoding(WINDOWS_1252, bytes) }
}

/// UTF-16 shows by its zeros: Latin letters leave every other byte empty.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |first: usize| start.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let [even, odd] = [zeros(0), zeros(1)];
    let many = start.len() / 4;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::intake::subscribers::IntakeError;

    const TEXT: &str = "email;navn\r\nbo@example.org;Bo Sørensen\r\n";

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_way_that_excel_writes_is_read() {
        let ways = [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(),
            encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned(),
            utf16(&format!("\u{FEFF}{TEXT}"), u16::to_le_bytes),
            utf16(&format!("\u{FEFF}{TEXT}"), u16::to_be_bytes),
            utf16(TEXT, u16::to_le_bytes),
            utf16(TEXT, u16::to_be_bytes),
        ];
        for bytes in ways {
            assert_eq!(decode(&bytes).unwrap(), TEXT, "{bytes:?}");
        }
    }

    #[test]
    fn one_broken_byte_does_not_break_the_others() {
        let mixed = [TEXT.as_bytes(), TEXT.as_bytes(), b"x@example.org;B\xF8"].concat();
        assert_eq!(decode(&mixed).unwrap(), format!("{TEXT}{TEXT}x@example.org;B\u{FFFD}"));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(decode(b"PK\x03\x04\x14\0\x06\0"), Err(IntakeError::ExcelWorkbook));
        assert_eq!(decode(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), Err(IntakeError::ExcelWorkbook));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01"), Err(IntakeError::NotText));
    }
}
