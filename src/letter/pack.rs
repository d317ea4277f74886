//! The freeze: all of a mailing's letters that is the same for everybody, as bytes.

use super::enclosure::{self, Attachment};
use super::frozen::{Body, Frozen, Segment, VERSION};
use super::greeting::Greeting;
use super::header;
use super::quoted::{self, Next};
use super::unsubscribe::Unsubscribe;
use super::{LetterError, LetterPart, Letterhead, MAX_HTML, MAX_LETTER, ReturnAddress};
use crate::language::one_line;
use crate::model::{MailText, Piece, Token};
use std::collections::BTreeMap;

/// The frozen bytes of a mailing: its letters but for what is each recipient's own. The same values give the same bytes.
///
/// `images` are the bytes of the text's pictures by their `file`.
///
/// # Errors
/// `TooLarge` where no letter of this mailing could be small enough, `HeaderTooLong`, `ServiceUrl`, `ImageMissing`: what
/// would fail for every recipient fails here, before anything is frozen.
pub fn pack(
    text: &MailText,
    letterhead: &Letterhead,
    images: &BTreeMap<String, Vec<u8>>,
    attachments: &[Attachment],
) -> Result<Vec<u8>, LetterError> {
    let unsubscribe = Unsubscribe::new(letterhead.service_url.as_deref(), &letterhead.unsubscribe)?;
    let mut skeleton = Skeleton::default();
    skeleton.headers(text, letterhead, &unsubscribe)?;
    skeleton.mixed(text, images, attachments)?;
    let html_size = text.html.iter().map(|piece| if let Piece::Fixed(text) = piece { text.len() } else { 0 }).sum();
    ensure_fits(LetterPart::Html, html_size)?;
    ensure_fits(LetterPart::Whole, skeleton.size())?;
    let frozen = Frozen {
        version: VERSION,
        subject: one_line(&text.subject),
        envelope_from: match &letterhead.bounces {
            ReturnAddress::Plain(address) | ReturnAddress::Own(address) => address.as_str().to_owned(),
        },
        returns_with_token: matches!(letterhead.bounces, ReturnAddress::Own(_)),
        domain: letterhead.sender.domain().to_owned(),
        greeting: Greeting::new(text.language),
        unsubscribe,
        html_size,
        segments: skeleton.segments,
    };
    serde_json::to_vec(&frozen).map_err(|error| LetterError::Unreadable { reason: error.to_string() })
}

/// Refuses a size over the limit of its part.
pub(super) fn ensure_fits(part: LetterPart, size: usize) -> Result<(), LetterError> {
    let limit = match part {
        LetterPart::Html => MAX_HTML,
        LetterPart::Whole => MAX_LETTER,
    };
    if size > limit { Err(LetterError::TooLarge { part, size, limit }) } else { Ok(()) }
}

/// A letter with gaps, in the making.
#[derive(Default)]
struct Skeleton {
    segments: Vec<Segment>,
}

impl Skeleton {
    fn fixed(&mut self, text: &str) {
        match self.segments.last_mut() {
            Some(Segment::Fixed(last)) => last.push_str(text),
            _ => self.segments.push(Segment::Fixed(text.to_owned())),
        }
    }

    fn gap(&mut self, segment: Segment) {
        self.segments.push(segment);
    }

    fn size(&self) -> usize {
        self.segments.iter().map(Segment::fixed_size).sum()
    }

    /// No `Precedence` and no `Auto-Submitted`: a newsletter is written by people, and those two keep answers away.
    fn headers(
        &mut self,
        text: &MailText,
        letterhead: &Letterhead,
        unsubscribe: &Unsubscribe,
    ) -> Result<(), LetterError> {
        self.gap(Segment::Date);
        self.fixed(&header::from(&letterhead.sender_name, &letterhead.sender)?);
        if let Some(address) = &letterhead.reply_to {
            self.fixed(&header::reply_to(address)?);
        }
        self.gap(Segment::To);
        self.fixed(&header::subject(&text.subject)?);
        self.gap(Segment::MessageId);
        let rest = format!("{}.{}", letterhead.workspace, letterhead.sender.domain());
        self.fixed(&header::list_id(&letterhead.list_title, letterhead.list.as_str(), &rest)?);
        let sample = Token::from_bytes([0; 16]);
        header::checked("List-Unsubscribe", unsubscribe.header(&sample))?;
        self.gap(Segment::ListUnsubscribe);
        if unsubscribe.takes_one_click() {
            self.fixed("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
        }
        self.fixed("MIME-Version: 1.0\r\n");
        Ok(())
    }

    /// The text and, outside of it, the attachments.
    fn mixed(
        &mut self,
        text: &MailText,
        images: &BTreeMap<String, Vec<u8>>,
        attachments: &[Attachment],
    ) -> Result<(), LetterError> {
        if attachments.is_empty() {
            return self.alternative(text, images);
        }
        self.open("mixed");
        self.next("mixed");
        self.alternative(text, images)?;
        for attachment in attachments {
            self.next("mixed");
            self.fixed(&attachment.part());
        }
        self.close("mixed");
        Ok(())
    }

    /// Text before html: the best comes last (RFC 2046 §5.1.4).
    fn alternative(&mut self, text: &MailText, images: &BTreeMap<String, Vec<u8>>) -> Result<(), LetterError> {
        self.open("alternative");
        self.next("alternative");
        self.body(Body::Text, &text.text);
        self.next("alternative");
        self.related(text, images)?;
        self.close("alternative");
        Ok(())
    }

    /// The html and the pictures inside it.
    fn related(&mut self, text: &MailText, images: &BTreeMap<String, Vec<u8>>) -> Result<(), LetterError> {
        if text.images.is_empty() {
            self.body(Body::Html, &text.html);
            return Ok(());
        }
        self.open("related");
        self.next("related");
        self.body(Body::Html, &text.html);
        for image in &text.images {
            let bytes =
                images.get(&image.file).ok_or_else(|| LetterError::ImageMissing { file: image.file.clone() })?;
            self.next("related");
            self.fixed(&enclosure::image(image, bytes));
        }
        self.close("related");
        Ok(())
    }

    /// A boundary with `=_` in it can stand in no quoted-printable and no base64 text (RFC 2045 §6.7).
    fn open(&mut self, kind: &str) {
        let parameter = if kind == "related" { " type=\"text/html\";" } else { "" };
        self.fixed(&format!("Content-Type: multipart/{kind};{parameter}\r\n boundary=\"=_{kind}\"\r\n"));
    }

    fn next(&mut self, kind: &str) {
        self.fixed(&format!("\r\n--=_{kind}\r\n"));
    }

    fn close(&mut self, kind: &str) {
        self.fixed(&format!("\r\n--=_{kind}--\r\n"));
    }

    fn body(&mut self, body: Body, pieces: &[Piece]) {
        self.fixed(&format!(
            "Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
            body.subtype()
        ));
        let mut run = String::new();
        for piece in pieces {
            let gap = match piece {
                Piece::Fixed(text) => {
                    run.push_str(text);
                    continue;
                }
                Piece::Greeting => Segment::Greeting(body),
                Piece::UnsubscribeUrl => Segment::UnsubscribeUrl(body),
            };
            self.encoded(&run, Next::Piece);
            run.clear();
            self.gap(gap);
        }
        self.encoded(&run, Next::End);
    }

    fn encoded(&mut self, text: &str, next: Next) {
        let mut encoded = String::with_capacity(text.len() + text.len() / 4);
        quoted::encode(text, next, &mut encoded);
        self.fixed(&encoded);
    }
}
