//! A mail's text as one reader sees it, without the bytes around it.

use super::frozen::Body;
use super::greeting::Greeting;
use crate::model::{MailText, Piece};

/// The html and the text of a mail to somebody of that name, who leaves the list at that address.
pub fn shown(text: &MailText, name: Option<&str>, unsubscribe_url: &str) -> (String, String) {
    let greeting = Greeting::new(text.language).to(name);
    let filled = |pieces: &[Piece], body: Body| {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Fixed(text) => text.clone(),
            Piece::Greeting => body.escaped(&greeting).into_owned(),
            Piece::UnsubscribeUrl => body.escaped(unsubscribe_url).into_owned(),
        });
        words.collect::<String>()
    };
    (filled(&text.html, Body::Html), filled(&text.text, Body::Text))
}
