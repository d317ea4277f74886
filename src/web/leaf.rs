//! One document of a record, named by the last part of an address: `summary.html`, `agenda.ics`, `mail.summary.newsletter.txt`.

use super::sight::{Sight, Trouble};
use crate::letter;
use crate::model::{Document, DocumentFormat, Id, MailText, MeetingState, PICTURE_ON_PAPER, Pictures, Record, Records};
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
        let sent =
            record.documents().iter().filter(|document| document.is_mailed() && is_of_its_time(record, **document));
        let settings = &records.settings;
        let visibility = records.told_by(record).map(|told| told.visibility(settings)).max().unwrap_or_default();
        let lists = || settings.lists.iter().filter(|(_, list)| !visibility.hides_from(Some(list.basis)));
        let mails =
            sent.flat_map(|document| lists().map(move |(list, _)| (*document, list))).flat_map(|(document, list)| {
                [DocumentFormat::Html, DocumentFormat::Text].map(|form| Self::Mail(document, list.clone(), form))
            });
        record.documents().iter().flat_map(forms).chain(mails).collect()
    }

    /// What is looked at first: the record's own document, and of a meeting to come its agenda.
    pub(super) fn first(record: Record<'_>) -> Self {
        let own = record.own_document();
        Self::Document(if is_of_its_time(record, own) { own } else { Document::Agenda }, DocumentFormat::Html)
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

/// Whether a document is for now: nobody calls to a meeting that was held, or sums up one that nothing is told of before it.
fn is_of_its_time(record: Record<'_>, document: Document) -> bool {
    match (record, document) {
        (Record::Meeting(_, meeting), Document::Agenda) => meeting.state() != MeetingState::Held,
        (Record::Meeting(_, meeting), Document::Summary) => !meeting.awaits_summary(),
        _ => true,
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
    use crate::model::{Document, DocumentFormat, Id, Meeting, Record, Records};
    use serde_json::{Value, json};

    /// The mails that are offered of a meeting to a list on consent and one on another ground, after what is looked at first.
    fn offered(meeting: Value) -> Vec<String> {
        let lists = json!({ "nyt": { "title": "Nyt", "basis": "consent" }, "os": { "title": "Os", "basis": "6.1.e" } });
        let settings = json!({ "id": "n", "network": "N", "secretariat": "S", "lists": lists });
        let records = Records::none(serde_json::from_value(settings).unwrap());
        let meeting: Meeting = serde_json::from_value(meeting).unwrap();
        let id = Id::parse("m").unwrap();
        let record = Record::Meeting(&id, &meeting);
        let mails = Leaf::all(record, &records).into_iter().filter(|leaf| matches!(leaf, Leaf::Mail(..)));
        let mails = mails.filter(|leaf| leaf.form() == DocumentFormat::Text);
        std::iter::once(Leaf::first(record)).chain(mails).map(|leaf| leaf.to_string()).collect()
    }

    #[test]
    fn only_mails_that_can_be_sent_are_offered() {
        let coming = json!({ "title": "M", "date": "2026-05-01" });
        assert_eq!(offered(coming), ["agenda.html", "mail.agenda.nyt.txt", "mail.agenda.os.txt"]);
        let held = json!({ "title": "M", "date": "2026-05-01", "log": [{ "state": "held" }], "visibility": "network" });
        assert_eq!(offered(held), ["summary.html", "mail.summary.os.txt"]);
        let internal = json!({ "title": "M", "date": "2026-05-01", "visibility": "internal" });
        assert_eq!(offered(internal), ["agenda.html"]);
        let off =
            json!({ "title": "M", "date": "2026-05-01", "log": [{ "state": "cancelled" }], "summary": "published" });
        assert_eq!(offered(off).len(), 5);
    }

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
