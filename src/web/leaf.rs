//! One document of a record, named by the last part of an address: `summary.html`, `agenda.ics`, `mail.summary.newsletter.txt`.

use super::sight::{Sight, Trouble};
use crate::letter;
use crate::model::{Document, DocumentFormat, Id, MailText, PICTURE_ON_PAPER, Pictures, Record, Records};
use crate::render::{MailRequest, Place, RenderRequest};
use std::fmt;

/// Whom a mail is shown to.
const READER: &str = "Anna Berg";

/// What can be shown of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A document in a form.
    Document(Document, DocumentFormat),
    /// The mail of a document to a list: html or text.
    Mail(Document, Id, DocumentFormat),
}

/// Every form, in the order in which they are offered.
const FORMS: [DocumentFormat; 7] = [
    DocumentFormat::Html,
    DocumentFormat::Pdf,
    DocumentFormat::Docx,
    DocumentFormat::Text,
    DocumentFormat::Markdown,
    DocumentFormat::Fragment,
    DocumentFormat::Calendar,
];

impl Leaf {
    /// What an address names; nothing where it names nothing.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (stem, ending) = name.split_once('.')?;
        if stem == "mail" {
            let (document, rest) = ending.split_once('.')?;
            let (list, ending) = rest.rsplit_once('.')?;
            let form = [DocumentFormat::Html, DocumentFormat::Text].into_iter().find(|it| it.extension() == ending)?;
            return Some(Self::Mail(Document::parse(document)?, Id::parse(list).ok()?, form));
        }
        let form = FORMS.into_iter().find(|form| form.extension() == ending)?;
        Document::parse(stem).filter(|document| document.has(form)).map(|document| Self::Document(document, form))
    }

    /// Everything that there is of a record: each document in its forms, then its mails.
    pub(super) fn all(record: Record<'_>, records: &Records) -> Vec<Self> {
        let forms = |document: &Document| {
            let document = *document;
            FORMS.into_iter().filter(move |form| document.has(*form)).map(move |form| Self::Document(document, form))
        };
        let sent = record.documents().iter().filter(|document| document.is_mailed());
        let lists = || records.settings.lists.keys();
        let mails =
            sent.flat_map(|document| lists().map(move |list| (*document, list))).flat_map(|(document, list)| {
                [DocumentFormat::Html, DocumentFormat::Text].map(|form| Self::Mail(document, list.clone(), form))
            });
        record.documents().iter().flat_map(forms).chain(mails).collect()
    }

    /// Its form.
    pub(super) fn form(&self) -> DocumentFormat {
        match self {
            Self::Document(_, form) | Self::Mail(_, _, form) => *form,
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// `Trouble` where it cannot be made.
    pub(super) fn made(&self, record: Record<'_>, records: &Records, sight: &Sight) -> Result<Vec<u8>, Trouble> {
        let renderer = sight.renderer.clone()?;
        match self {
            Self::Document(document, form) => {
                let pictures = match form {
                    DocumentFormat::Pdf | DocumentFormat::Docx => {
                        sight.workspace.pictures(&records.picture_files(record), PICTURE_ON_PAPER)
                    }
                    _ => Pictures::new(),
                };
                let request = RenderRequest {
                    document: *document,
                    format: *form,
                    draft: record.is_draft(*document),
                    place: Place::Beside("/files/".to_owned()),
                    pictures: &pictures,
                    ..RenderRequest::new(records, &sight.files, record)
                };
                Ok(renderer.document(&request)?)
            }
            Self::Mail(document, list, form) => {
                let text = renderer.mail(&MailRequest {
                    document: *document,
                    draft: record.is_draft(*document),
                    ..MailRequest::new(records, &sight.files, record, list)
                })?;
                let (html, plain) = letter::shown(&text, Some(READER), "#");
                Ok(match form {
                    DocumentFormat::Text => plain.into_bytes(),
                    _ => at_hand(html, &text).into_bytes(),
                })
            }
        }
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(document, form) => write!(f, "{}.{}", document.name(), form.extension()),
            Self::Mail(document, list, form) => write!(f, "mail.{}.{list}.{}", document.name(), form.extension()),
        }
    }
}

/// A mail's html with the pictures that travel inside it taken from the workspace.
fn at_hand(html: String, text: &MailText) -> String {
    text.images
        .iter()
        .fold(html, |html, image| html.replace(&format!("cid:{}", image.cid), &format!("/files/{}", image.file)))
}

#[cfg(test)]
mod tests {
    use super::Leaf;
    use crate::model::{Document, DocumentFormat, Id};

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let leaves = [
            ("summary.html", Leaf::Document(Document::Summary, DocumentFormat::Html)),
            ("summary.fragment.html", Leaf::Document(Document::Summary, DocumentFormat::Fragment)),
            ("agenda.ics", Leaf::Document(Document::Agenda, DocumentFormat::Calendar)),
            (
                "mail.agenda.nyt-fra-nettet.html",
                Leaf::Mail(Document::Agenda, Id::parse("nyt-fra-nettet").unwrap(), DocumentFormat::Html),
            ),
        ];
        for (name, leaf) in leaves {
            assert_eq!(Leaf::parse(name), Some(leaf.clone()), "{name}");
            assert_eq!(leaf.to_string(), name);
        }
        for name in [
            "",
            "summary",
            "summary.exe",
            "summary.ics",
            "mail.html",
            "mail.summary.html",
            "mail.summary.../x.html",
            "x.html",
            ".html",
        ] {
            assert_eq!(Leaf::parse(name), None, "{name}");
        }
    }
}
