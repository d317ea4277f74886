//! The frame of a document as a template sees it: what stands above and below the text.

use super::day::Day;
use super::link::LinkView;
use super::{Desk, one_line};
use crate::language::date::WrittenDate;
use crate::model::Record;
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
    /// Where the archive stands.
    home: Option<String>,
    /// The day it came out.
    published: Option<Day>,
    /// Whom to write to.
    contact: Option<LinkView>,
    /// The accessibility statement.
    accessibility_statement: Option<String>,
    /// The style sheet, whole.
    css: Value,
    /// What it is in the words of schema.org, whole.
    json_ld: Option<Value>,
}

impl Desk<'_> {
    /// The frame of a record's document.
    pub(in crate::render) fn page(&self, record: Record<'_>, draft: bool, css: &str) -> Page {
        let settings = &self.records.settings;
        let sender = settings.sender.as_ref();
        let address = sender.map(|sender| sender.reply_to.as_ref().unwrap_or(&sender.email).trim());
        let (title, description, published) = match record {
            Record::Meeting(_, meeting) => (
                self.summary_title(meeting),
                meeting.intro.as_ref().and_then(|intro| self.opening(&intro.0)),
                meeting.published,
            ),
            Record::News(_, article) => {
                let title = one_line(&article.title);
                let title =
                    article.series.as_deref().map(|series| format!("{} – {title}", one_line(series))).unwrap_or(title);
                (title, self.opening(&article.lead), Some(article.date))
            }
            Record::Newsletter(_, issue) => {
                let intro = issue.intro.as_ref().and_then(|intro| self.opening(&intro.0));
                (one_line(&issue.subject), issue.preheader.as_deref().map(one_line).or(intro), issue.date)
            }
        };
        let published = published.map(|WrittenDate { day, .. }| day);
        Page {
            json_ld: self.json_ld(record, &title, description.as_deref(), published).map(Value::from_safe_string),
            title,
            description,
            network: one_line(&settings.network),
            secretariat: self.organisation(&settings.secretariat),
            draft,
            url: self.addresses.record(record),
            home: self.addresses.archive().map(ToOwned::to_owned),
            published: published.map(|day| self.day(day)),
            contact: address.map(|address| LinkView {
                text: address.to_owned(),
                url: self.addresses.link(&format!("mailto:{address}")),
                note: None,
            }),
            accessibility_statement: settings
                .accessibility_statement
                .as_deref()
                .and_then(|url| self.addresses.link(url)),
            css: Value::from_safe_string(css.to_owned()),
        }
    }
}
