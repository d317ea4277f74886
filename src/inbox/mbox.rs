//! An mbox: mails one behind the other, each below a line `From sender date` (RFC 4155), read one at a time.

use super::MAX_MAIL;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

/// How much of a line is held at once, in bytes: one may be as long as the file.
const PIECE: u64 = 64 << 10;

/// What each mail begins with.
const MARK: &[u8] = b"From ";

/// The mails of a file, the first of which begins where the reader stands.
#[derive(Debug)]
pub(super) struct Mbox<R = BufReader<File>> {
    reader: R,
    /// The line that the next mail begins with; none at the end.
    opening: Option<Vec<u8>>,
    count: usize,
}

impl<R: BufRead> Mbox<R> {
    /// Whether one begins where a reader stands.
    pub(super) fn is_at(reader: &mut R) -> io::Result<bool> {
        Ok(reader.fill_buf()?.starts_with(MARK))
    }

    pub(super) fn new(reader: R) -> Self {
        Self { reader, opening: Some(Vec::new()), count: 0 }
    }

    /// The next mail, with its place where there are several; of a very large one the beginning.
    pub(super) fn next(&mut self) -> Option<io::Result<(Option<usize>, Vec<u8>)>> {
        let mut mail = self.opening.take()?;
        if let Err(error) = self.read(&mut mail) {
            return Some(Err(error));
        }
        self.count += 1;
        let is_only = self.count == 1 && self.opening.is_none();
        Some(Ok(((!is_only).then_some(self.count), mail)))
    }

    /// Reads to where the next mail begins, behind an empty line.
    fn read(&mut self, mail: &mut Vec<u8>) -> io::Result<()> {
        let (mut opens_line, mut is_after_blank) = (true, false);
        loop {
            let mut piece = Vec::new();
            if (&mut self.reader).take(PIECE).read_until(b'\n', &mut piece)? == 0 {
                return Ok(());
            }
            if opens_line && is_after_blank && opens_mail(&piece) {
                self.opening = Some(piece);
                return Ok(());
            }
            is_after_blank = opens_line && matches!(piece.as_slice(), b"\n" | b"\r\n");
            opens_line = piece.ends_with(b"\n");
            let room = MAX_MAIL.saturating_sub(mail.len());
            mail.extend_from_slice(&piece[..piece.len().min(room)]);
        }
    }
}

/// Whether `From …` is an mbox's line: it ends in a date with a time and a year.
fn opens_mail(bytes: &[u8]) -> bool {
    if !bytes.starts_with(MARK) {
        return false;
    }
    let line = String::from_utf8_lossy(&bytes[..bytes.len().min(300)]);
    let has_time = line.split_whitespace().any(|word| {
        word.len() >= 4 && word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    });
    let has_year =
        line.split_whitespace().any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    has_time && has_year
}

#[cfg(test)]
mod tests {
    use super::{MAX_MAIL, Mbox};

    const OPENING: &str = "From MAILER-DAEMON Mon Mar  2 09:00:00 2026\r\n";

    #[test]
    fn mails_are_parted_however_long_they_and_their_lines_are() {
        let long = "x".repeat(MAX_MAIL + 1_000_000);
        let text = format!(
            "{OPENING}Subject: a\r\n\r\n{long}\r\n{OPENING}no\r\n\r\n{OPENING}Subject: b\n\n{long}From x 09:00 2026"
        );
        let mut mbox = Mbox::new(text.as_bytes());
        let mut mails = Vec::new();
        while let Some(mail) = mbox.next() {
            mails.push(mail.unwrap());
        }
        let places: Vec<_> = mails.iter().map(|(place, _)| place.unwrap()).collect();
        assert_eq!(places, [1, 2]);
        for ((_, mail), subject) in mails.iter().zip(["Subject: a", "Subject: b"]) {
            assert_eq!(mail.len(), MAX_MAIL);
            assert!(mail[OPENING.len()..].starts_with(subject.as_bytes()));
        }
    }
}
