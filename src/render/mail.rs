//! A mail of a document: its html with the style in the elements, its text, and the places of each reader's own words.

use super::addresses::Luggage;
use super::error::RenderError;
use super::renderer::Context;
use super::tidy::tidied;
use super::view::{Desk, Personal};
use crate::language::{Language, nearest};
use crate::model::{DocumentFormat, Id, MailList, MailText, Piece, Settings};
use css_inline::CSSInliner;
use sha2::{Digest, Sha256};

/// The most bytes of a mail's html: Gmail cuts at about 102 kB.
const LONGEST_HTML: usize = 100_000;

/// A mail before its templates are run.
pub(super) struct Drafted {
    pub(super) context: Context,
    personal: Personal,
    language: Language,
    /// The meeting's entry for a calendar, to be attached.
    entry: Option<String>,
}

/// The mail of a document to a list.
pub(super) fn addressed(
    desk: &Desk<'_>,
    list: &MailList,
    entry: Option<String>,
    browser_url: Option<String>,
    mut context: Context,
) -> Drafted {
    // The places of a reader's own words are marked by words that hold the digest of everything that the templates see: no text
    // can contain the digest of itself.
    let digest = Sha256::digest(serde_json::to_vec(&context).unwrap_or_default());
    let digest: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let personal =
        Personal { greeting: format!("greeting-{digest}-here"), unsubscribe_url: format!("unsubscribe-{digest}-here") };
    let preheader = context.page.description.clone();
    context.letter = Some(desk.letter(list, preheader, browser_url, entry.is_some(), &personal));
    Drafted { context, personal, language: desk.language, entry }
}

/// The mail, from what its templates gave.
pub(super) fn finished(
    drafted: Drafted,
    mark: Option<String>,
    html: &str,
    text: &str,
    luggage: Luggage,
) -> Result<MailText, RenderError> {
    let Drafted { context, personal, language, entry } = drafted;
    let html = tidied(&guarded(&styled(html)?), DocumentFormat::Html);
    if html.len() > LONGEST_HTML {
        return Err(RenderError::MailTooLong { size: html.len(), limit: LONGEST_HTML });
    }
    let mut images = luggage.images.into_inner();
    images.retain(|image| html.contains(&format!("cid:{}", image.cid)));
    let subject = match mark {
        Some(mark) => format!("{mark}: {}", context.page.title),
        None => context.page.title,
    };
    Ok(MailText {
        subject: subject.replace(crate::language::NO_BREAK_SPACE, " "),
        language,
        html: pieces(&html, &personal),
        text: pieces(&tidied(text, DocumentFormat::Text), &personal),
        images,
        entry,
    })
}

/// The error of a list that the workspace does not have.
pub(super) fn unknown_list(settings: &Settings, list: &Id) -> RenderError {
    let near = nearest::nearest(list.as_str(), settings.lists.keys().map(Id::as_str)).map(ToOwned::to_owned);
    RenderError::UnknownList { list: list.clone(), nearest: near }
}

/// The html with its style in the elements; what depends on the reader's screen stays in the head.
fn styled(html: &str) -> Result<String, RenderError> {
    let inliner =
        CSSInliner::options().keep_style_tags(false).keep_at_rules(true).load_remote_stylesheets(false).build();
    let html = inliner.inline(html).map_err(|error| RenderError::Style { reason: error.to_string() })?;
    // What it keeps it puts first in the head, before the line that says how the letters are written.
    match html.split_once("<head>").and_then(|(before, after)| Some((before, after.split_once("</style>")?))) {
        Some((before, (style, after))) if style.starts_with("<style>") => {
            let after = after.replacen("</head>", &format!("{style}</style>\n</head>"), 1);
            Ok(format!("{before}<head>{after}"))
        }
        _ => Ok(html),
    }
}

/// The html with `<` and `>` escaped in the values of attributes too, as later readers of HTML want it and the inliner does not
/// write it.
fn guarded(html: &str) -> String {
    let (mut in_tag, mut in_value) = (false, false);
    let mut out = String::with_capacity(html.len());
    let mut letters = html.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '<' if in_value => out.push_str("&lt;"),
            '>' if in_value => out.push_str("&gt;"),
            _ => {
                in_tag = match letter {
                    '<' => in_tag || letters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/'),
                    '>' => false,
                    _ => in_tag,
                };
                in_value ^= in_tag && letter == '"';
                out.push(letter);
            }
        }
    }
    out
}

/// The text in pieces, cut at the words that stand for a reader's own.
fn pieces(text: &str, personal: &Personal) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let greeting = rest.find(&personal.greeting).map(|at| (at, &personal.greeting, Piece::Greeting));
        let leaving =
            rest.find(&personal.unsubscribe_url).map(|at| (at, &personal.unsubscribe_url, Piece::UnsubscribeUrl));
        let Some((at, words, piece)) = greeting.into_iter().chain(leaving).min_by_key(|(at, ..)| *at) else { break };
        pieces.push(Piece::Fixed(rest[..at].to_owned()));
        pieces.push(piece);
        rest = &rest[at + words.len()..];
    }
    pieces.push(Piece::Fixed(rest.to_owned()));
    pieces.retain(|piece| !matches!(piece, Piece::Fixed(text) if text.is_empty()));
    pieces
}
