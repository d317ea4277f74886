//! The token of the subscription that a letter was for, from where it survives its way back.

use super::header::Headers;
use crate::model::Token;

/// The token in the address that a returned mail was sent to (`retur+TOKEN@…`); else in the letter that it encloses.
pub(super) fn of_returned(own: &Headers, letter: &Headers) -> Option<Token> {
    let to = [
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "to",
        "x-rcpt-to",
        "x-forwarded-to",
        "apparently-to",
        "received",
    ];
    let back = ["return-path", "list-unsubscribe", "x-failed-recipients"];
    to.iter().find_map(|name| in_address(own, name)).or_else(|| {
        in_address(letter, "return-path").or_else(|| back.iter().find_map(|name| letter.all(name).find_map(in_link)))
    })
}

/// The token behind a `+` in an address.
fn in_address(headers: &Headers, name: &str) -> Option<Token> {
    headers.all(name).find_map(|value| {
        value.match_indices('+').find_map(|(at, _)| {
            let rest = &value[at + 1..];
            let (token, after) = rest.split_at_checked(32)?;
            if after.starts_with('@') { parse(token) } else { None }
        })
    })
}

/// The token that ends a link for leaving.
fn in_link(value: &str) -> Option<Token> {
    ["unsubscribe%20", "/u/"].iter().find_map(|before| {
        let at = value.find(before)? + before.len();
        let token = value.get(at..at + 32)?;
        let ends = !value[at + 32..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if ends { parse(token) } else { None }
    })
}

/// A token, also where a server on the way wrote it in capitals.
pub(in crate::letter) fn parse(text: &str) -> Option<Token> {
    Token::parse(&text.to_ascii_lowercase())
}
