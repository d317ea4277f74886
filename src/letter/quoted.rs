//! Quoted-printable (RFC 2045 §6.7) that can be cut: a piece is encoded without knowing its neighbours.
//!
//! Each piece begins in the first column. One that another piece follows ends there too, by a soft line break, which a
//! reader drops again. So the pieces of a skeleton are encoded once, and a recipient's own words go in between.

/// What comes after a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Another piece of the same part.
    Piece,
    /// The end of the part.
    End,
}

/// The longest line, without its line break but with the `=` of a soft one.
const LINE: usize = 76;
const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends a piece of text. `\n`, `\r\n` and a lone `\r` all become CRLF; nothing but printable ASCII comes out.
pub(super) fn encode(text: &str, next: Next, out: &mut String) {
    let mut column = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if matches!(c, '\r' | '\n') {
            let length = if rest.starts_with("\r\n") { 2 } else { 1 };
            rest = &rest[length..];
            out.push_str("\r\n");
            column = 0;
            continue;
        }
        let after = &rest[c.len_utf8()..];
        let plain = match c {
            ' ' | '\t' => !(after.starts_with(['\r', '\n']) || after.is_empty() && next == Next::End),
            // A lone dot ends a letter at some old relays, and `From ` at a line's start is changed in old mailboxes.
            '.' | 'F' => column > 0,
            _ => c.is_ascii_graphic() && c != '=',
        };
        let width = if plain { 1 } else { 3 * c.len_utf8() };
        if column + width >= LINE {
            out.push_str("=\r\n");
            column = 0;
            continue;
        }
        if plain {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push('=');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        column += width;
        rest = after;
    }
    if next == Next::Piece && column > 0 {
        out.push_str("=\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE, Next, encode};

    fn encoded(text: &str, next: Next) -> String {
        let mut out = String::new();
        encode(text, next, &mut out);
        out
    }

    /// A reader of our own, so that the writer is not held against itself.
    fn decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, tail @ ..] = rest {
            match (first, tail) {
                (b'=', [b'\r', b'\n', tail @ ..]) => rest = tail,
                (b'=', [high, low, tail @ ..]) => {
                    let pair = [*high, *low];
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
                    rest = tail;
                }
                _ => {
                    bytes.push(*first);
                    rest = tail;
                }
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn danish_is_encoded_and_plain_text_is_left() {
        assert_eq!(encoded("Kære Anna = 1", Next::End), "K=C3=A6re Anna =3D 1");
        assert_eq!(encoded("a\nb\r\nc\rd", Next::End), "a\r\nb\r\nc\r\nd");
    }

    #[test]
    fn space_at_the_end_of_a_line_is_kept() {
        assert_eq!(encoded("a \nb\t\r\nc ", Next::End), "a=20\r\nb=09\r\nc=20");
        assert_eq!(encoded("Hej ", Next::Piece), "Hej =\r\n");
    }

    #[test]
    fn a_dot_and_from_never_open_a_line() {
        assert_eq!(encoded(".\nFrom here.", Next::End), "=2E\r\n=46rom here.");
    }

    #[test]
    fn a_piece_before_another_ends_in_the_first_column() {
        assert_eq!(encoded("Hej", Next::Piece), "Hej=\r\n");
        assert_eq!(encoded("Hej\n", Next::Piece), "Hej\r\n");
        assert_eq!(encoded("", Next::Piece), "");
    }

    #[test]
    fn lines_are_at_most_76_and_nothing_is_lost() {
        for width in 60..90 {
            for last in ["x", "æ", "🙂", " ", "=", ".", "\n"] {
                let text = format!("{}{last}{}{last}\u{0}end", "a".repeat(width), "ø".repeat(width));
                let out = encoded(&text, Next::End);
                assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
                assert!(out.is_ascii());
                assert_eq!(decoded(&out), text.replace('\n', "\r\n"));
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn pieces_join_to_the_text(pieces in proptest::collection::vec("[ -~æøå🙂\t\n\u{0}]{0,200}", 0..5)) {
            let mut out = String::new();
            for (position, piece) in pieces.iter().enumerate() {
                let next = if position + 1 == pieces.len() { Next::End } else { Next::Piece };
                encode(piece, next, &mut out);
            }
            assert_eq!(decoded(&out), pieces.concat().replace('\n', "\r\n"));
            for line in out.split("\r\n") {
                assert!(line.len() <= LINE && !line.ends_with([' ', '\t']), "{line:?}");
            }
        }
    }
}
