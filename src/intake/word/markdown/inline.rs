//! Words as Markdown within one paragraph.

use crate::intake::word::piece::{Face, Piece};

/// The signs that can be markup anywhere in a line.
const SIGNS: &str = "\\`*_[]<>&#~|!";

/// The words as Markdown; `escaped` puts a `\` before every sign that could be read as markup.
pub(in crate::intake::word) fn inline(pieces: &[Piece], escaped: bool) -> String {
    let text = linked(pieces, escaped);
    match escaped {
        true => text.split('\n').map(begun).collect::<Vec<_>>().join("\n"),
        false => text,
    }
}

/// A line with a `\` before what would make it a line of a list, or one below a heading.
fn begun(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let sign = match digits {
        0 => line.starts_with(['-', '+', '=']),
        _ => line[digits..].starts_with(['.', ')']),
    };
    if sign { format!("{}\\{}", &line[..digits], &line[digits..]) } else { line.to_owned() }
}

fn linked(pieces: &[Piece], escaped: bool) -> String {
    let mut out = String::new();
    for part in pieces.chunk_by(|one, other| one.face.link == other.face.link) {
        let words = marked(part, escaped);
        match part.first().and_then(|piece| piece.face.link.as_deref()) {
            None => out.push_str(&words),
            Some(url) if words == url || format!("mailto:{words}") == url => out.push_str(&format!("<{words}>")),
            Some(url) if url.contains(['(', ')', ' ', '<', '>']) => {
                out.push_str(&format!("[{words}](<{}>)", url.replace('<', "%3C").replace('>', "%3E")));
            }
            Some(url) => out.push_str(&format!("[{words}]({url})")),
        }
    }
    out
}

/// Words that lead to one place: strong, stressed, code.
fn marked(pieces: &[Piece], escaped: bool) -> String {
    let mut out = String::new();
    for strong in pieces.chunk_by(|one, other| one.face.strong == other.face.strong) {
        let mark = if is(strong, |face| face.strong) { "**" } else { "" };
        out.push_str(mark);
        for stressed in strong.chunk_by(|one, other| one.face.stressed == other.face.stressed) {
            let mark = if is(stressed, |face| face.stressed) { "*" } else { "" };
            out.push_str(mark);
            for code in stressed.chunk_by(|one, other| one.face.code == other.face.code) {
                let text: String = code.iter().map(|piece| words(piece, escaped)).collect();
                match is(code, |face| face.code) {
                    true if text.contains('`') => out.push_str(&format!("`` {text} ``")),
                    true => out.push_str(&format!("`{text}`")),
                    false => out.push_str(&text),
                }
            }
            out.push_str(mark);
        }
        out.push_str(mark);
    }
    out
}

fn is(pieces: &[Piece], what: fn(&Face) -> bool) -> bool {
    pieces.first().is_some_and(|piece| what(&piece.face))
}

fn words(piece: &Piece, escaped: bool) -> String {
    match piece.text.as_str() {
        " " if piece.wraps => "\n".to_owned(),
        "\n" => "\\\n".to_owned(),
        sign if escaped && !piece.face.code && SIGNS.contains(sign) => format!("\\{sign}"),
        text => text.to_owned(),
    }
}
