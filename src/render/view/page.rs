//! The frame of a document as a template sees it: what stands above and below the text.

use super::archive::Frame;
use super::day::Day;
use super::link::LinkView;
use super::{Desk, one_line};
use crate::language::date::WrittenDate;
use crate::model::{Document, Record, Sender};
use crate::render::addresses::typed;
use minijinja::Value;
use serde::Serialize;

/// What stands about the text.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Page {
    /// The title of the page: the document's heading.
    pub(in crate::render) title: String,
    /// A sentence for search engines, and after the subject of a mail.
    pub(in crate::render) description: Option<String>,
    /// The network.
    network: String,
    /// Who publishes.
    secretariat: String,
    /// Whether it is marked UDKAST.
    draft: bool,
    /// Where the page stands.
    pub(in crate::render) url: Option<String>,
    /// The same as a person types it; nothing where nobody would.
    address: Option<String>,
    /// Where the archive stands.
    home: Option<String>,
    /// The day it came out.
    published: Option<Day>,
    /// Whom to write to.
    contact: Option<LinkView>,
    /// The telephone of the secretariat.
    phone: Option<String>,
    /// The accessibility statement.
    accessibility_statement: Option<String>,
    /// The style sheet, whole.
    css: Value,
    /// What it is in the words of schema.org, whole.
    json_ld: Option<Value>,
    /// What stands about it in the archive.
    archive: Option<Frame>,
}

impl Page {
    /// The same page, as it stands in the archive.
    pub(in crate::render) fn within(self, frame: Frame) -> Self {
        Self { archive: Some(frame), ..self }
    }
}

impl Desk<'_> {
    /// The frame of a record's document.
    pub(in crate::render) fn page(&self, record: Record<'_>, document: Document, draft: bool, css: &str) -> Page {
        let (title, description) = match (document, record) {
            (Document::Agenda, Record::Meeting(_, meeting)) => {
                let opening = meeting.about.as_ref().and_then(|about| self.opening(&about.0));
                (self.agenda_title(meeting), opening)
            }
            _ => (self.heading(record), self.summary_line(record)),
        };
        let published = match record {
            // It is the summary's.
            Record::Meeting(_, meeting) => meeting.published.filter(|_| document != Document::Agenda),
            Record::News(_, article) => Some(article.date),
            Record::Newsletter(_, issue) => issue.date,
        };
        let published = published.map(|WrittenDate { day, .. }| day);
        Page {
            json_ld: self.json_ld(record, &title, description.as_deref(), published).map(Value::from_safe_string),
            draft,
            published: published.map(|day| self.day(day)),
            css: Value::from_safe_string(css.to_owned()),
            ..self.bare_page(Some(title), description, self.addresses.whole(record))
        }
    }

    /// The frame of a page that is no record's; of the front page where it has no title of its own.
    pub(super) fn bare_page(&self, title: Option<String>, description: Option<String>, url: Option<String>) -> Page {
        let settings = &self.records.settings;
        let sender = settings.sender.as_ref();
        let address = sender.map(Sender::address);
        let network = one_line(&settings.network);
        Page {
            json_ld: None,
            title: title.unwrap_or_else(|| network.clone()),
            description,
            network,
            secretariat: self.publisher(),
            draft: false,
            address: url.as_deref().and_then(typed),
            url,
            home: self
                .addresses
                .within("")
                .or_else(|| self.addresses.archive().map(ToOwned::to_owned))
                .filter(|_| !self.addresses.is_printed()),
            published: None,
            contact: address.map(|address| LinkView {
                text: address.to_owned(),
                url: self.addresses.link(&format!("mailto:{address}")),
                note: None,
            }),
            phone: sender.and_then(|sender| sender.phone.as_deref()).map(one_line).filter(|it| !it.is_empty()),
            accessibility_statement: settings
                .accessibility_statement
                .as_deref()
                .and_then(|url| self.addresses.link(url)),
            css: Value::UNDEFINED,
            archive: None,
        }
    }

    /// A page of the archive that is no record's.
    pub(in crate::render) fn archive_page(
        &self,
        title: Option<String>,
        description: Option<String>,
        url: Option<String>,
        frame: Frame,
    ) -> Page {
        Page { archive: Some(frame), ..self.bare_page(title, description, url) }
    }

    /// Who publishes.
    pub(in crate::render) fn publisher(&self) -> String {
        self.organisation(&self.records.settings.secretariat)
    }

    /// What a record is about in a sentence, for search engines, feeds and the line after a subject.
    pub(in crate::render) fn summary_line(&self, record: Record<'_>) -> Option<String> {
        match record {
            Record::Meeting(_, meeting) => meeting.intro.as_ref().and_then(|intro| self.opening(&intro.0)),
            Record::News(_, article) => self.opening(&article.lead),
            Record::Newsletter(_, issue) => {
                let intro = issue.intro.as_ref().and_then(|intro| self.opening(&intro.0));
                issue.preheader.as_deref().map(one_line).or(intro)
            }
        }
    }

    /// What a record's own document is called where nothing stands about it: the title of its page, the subject of its mail.
    pub(in crate::render) fn heading(&self, record: Record<'_>) -> String {
        match record {
            Record::Meeting(_, meeting) => self.summary_title(meeting),
            Record::News(_, article) => {
                let title = one_line(&article.title);
                article.series.as_deref().map(|series| format!("{} – {title}", one_line(series))).unwrap_or(title)
            }
            Record::Newsletter(_, issue) => one_line(&issue.subject),
        }
    }
}
