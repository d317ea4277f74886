//! A file's bytes as text, a piece at a time: UTF-8, UTF-16 as Excel writes it, or Windows-1252.

use super::IntakeError;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read, Seek, SeekFrom};

/// How an Excel workbook begins: a zip file, or the format before it.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// How many bytes are read at once.
pub(super) const PIECE: usize = 64 * 1024;

/// The text of a file, without its byte order mark.
pub(super) struct Text<R> {
    source: R,
    encoding: &'static Encoding,
    /// How many bytes the byte order mark takes.
    mark: u64,
    decoder: Decoder,
    piece: Box<[u8]>,
    has_ended: bool,
}

impl<R: Read + Seek> Text<R> {
    /// The text from its beginning. The file is looked through for how it is written.
    pub(super) fn of(mut source: R) -> Result<Self, IntakeError> {
        let mut piece = vec![0; PIECE].into_boxed_slice();
        source.rewind()?;
        let count = fill(&mut source, &mut piece)?;
        let start = &piece[..count];
        if WORKBOOKS.iter().any(|beginning| start.starts_with(beginning)) {
            return Err(IntakeError::ExcelWorkbook);
        }
        let (encoding, mark) = match Encoding::for_bom(start) {
            Some((encoding, mark)) => (encoding, mark as u64),
            None => (utf16_without_mark(start).unwrap_or(UTF_8), 0),
        };
        let mut text = Self { source, encoding, mark, decoder: decoder(encoding), piece, has_ended: false };
        text = text.again()?;
        if encoding == UTF_8 {
            text.encoding = text.eight_bit()?;
        } else {
            text.ensure_text()?;
        }
        text.again()
    }

    /// The text from its beginning once more.
    pub(super) fn again(mut self) -> Result<Self, IntakeError> {
        self.source.seek(SeekFrom::Start(self.mark))?;
        Ok(Self { decoder: decoder(self.encoding), has_ended: false, ..self })
    }

    /// UTF-8 if it is, or if it mostly is: a single broken byte does not turn every other ø into two strange signs.
    fn eight_bit(&mut self) -> Result<&'static Encoding, IntakeError> {
        let (mut sound, mut broken) = (0_usize, 0_usize);
        let mut text = vec![0; PIECE];
        while !self.has_ended {
            let count = self.read_piece()?;
            let mut rest = &self.piece[..count];
            loop {
                let (result, read, written) =
                    self.decoder.decode_to_utf8_without_replacement(rest, &mut text, self.has_ended);
                let text = &text[..written];
                if text.contains(&0) {
                    return Err(IntakeError::NotText);
                }
                // The first byte of each character that is not ASCII.
                sound += text.iter().filter(|byte| **byte >= 0xC0).count();
                rest = &rest[read..];
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => broken += 1,
                }
            }
        }
        Ok(if broken == 0 || sound > broken { UTF_8 } else { WINDOWS_1252 })
    }

    fn ensure_text(&mut self) -> Result<(), IntakeError> {
        let mut text = String::new();
        while self.more(&mut text)? {
            if text.contains('\0') {
                return Err(IntakeError::NotText);
            }
            text.clear();
        }
        Ok(())
    }
}

impl<R: Read> Text<R> {
    /// Puts the next piece behind a text; whether there was one.
    pub(super) fn more(&mut self, text: &mut String) -> io::Result<bool> {
        if self.has_ended {
            return Ok(false);
        }
        let count = self.read_piece()?;
        text.reserve(self.decoder.max_utf8_buffer_length(count).unwrap_or(PIECE * 4));
        // There is room for all of it.
        let _ = self.decoder.decode_to_string(&self.piece[..count], text, self.has_ended);
        Ok(true)
    }

    fn read_piece(&mut self) -> io::Result<usize> {
        let count = fill(&mut self.source, &mut self.piece)?;
        self.has_ended = count < self.piece.len();
        Ok(count)
    }
}

fn decoder(encoding: &'static Encoding) -> Decoder {
    encoding.new_decoder_without_bom_handling()
}

/// Reads until the piece is full or the file has ended.
fn fill(source: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < piece.len() {
        match source.read(&mut piece[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
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
    use super::{PIECE, Text};
    use crate::intake::subscribers::IntakeError;
    use std::io::Cursor;

    const TEXT: &str = "email;navn\r\nbo@example.org;Bo Sørensen\r\n";

    fn decode(bytes: &[u8]) -> Result<String, IntakeError> {
        let (mut text, mut whole) = (Text::of(Cursor::new(bytes))?, String::new());
        while text.more(&mut whole)? {}
        Ok(whole)
    }

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

    #[test]
    fn a_character_that_two_pieces_share_is_read() {
        // Two bytes each, three or four, from an odd place: some of them lie across every boundary of pieces.
        for sign in ['ø', '€', '🎈'] {
            let long = format!("x{}", sign.to_string().repeat(PIECE));
            assert!(decode(long.as_bytes()).unwrap() == long, "{sign}");
            assert!(decode(&utf16(&format!("\u{FEFF}{long}"), u16::to_le_bytes)).unwrap() == long, "{sign}");
        }
        let late = [" ".repeat(PIECE * 2).as_bytes(), b"B\xF8"].concat();
        assert!(decode(&late).unwrap().ends_with("  B\u{F8}"));
        assert_eq!(decode(&[&late[..], b"\0"].concat()), Err(IntakeError::NotText));
    }
}
