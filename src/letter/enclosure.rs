//! What travels with a letter's text: pictures inside it, and attachments.

use crate::language::one_line;
use crate::model::InlineImage;
use lettre::message::header::{ContentDisposition, ContentId, ContentTransferEncoding, ContentType};
use lettre::message::{Body, SinglePart};

/// A file that is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name under which the reader saves it.
    pub name: String,
    /// What it is (RFC 6838).
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The part, headers and all, without the line break before the next boundary.
    pub(super) fn part(&self) -> String {
        let name = one_line(&self.name).replace(['/', '\\', '"'], "-");
        part(ContentDisposition::attachment(&name), None, self.media_type, &self.bytes)
    }
}

/// A picture's part, headers and all, without the line break before the next boundary.
pub(super) fn image(image: &InlineImage, bytes: &[u8]) -> String {
    let id = ContentId::from(format!("<{}>", one_line(&image.cid)));
    part(ContentDisposition::inline(), Some(id), image.kind.media_type(), bytes)
}

fn part(disposition: ContentDisposition, id: Option<ContentId>, media_type: &str, bytes: &[u8]) -> String {
    let content_type = ContentType::parse(media_type).unwrap_or(ContentType::TEXT_PLAIN);
    let mut builder = SinglePart::builder().header(content_type).header(disposition);
    if let Some(id) = id {
        builder = builder.header(id);
    }
    let body = Body::new_with_encoding(bytes.to_vec(), ContentTransferEncoding::Base64);
    // Base64 holds any bytes, and what it and the headers are made of is ASCII.
    let part = builder.body(body.unwrap_or_else(Body::new));
    let formatted = part.formatted();
    String::from_utf8_lossy(formatted.strip_suffix(b"\r\n").unwrap_or(&formatted)).into_owned()
}
