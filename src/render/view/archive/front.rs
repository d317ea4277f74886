//! The front page: what is next, what is new, and the ways to the rest.

use super::teaser::Teaser;
use crate::model::{Archive, Basis, Record, Sender};
use crate::render::view::link::LinkView;
use crate::render::view::{Desk, one_line};
use minijinja::Value;
use serde::Serialize;

/// How many articles are shown.
const NEWS: usize = 3;

/// The front page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FrontView {
    /// Who the network is, for the `prose` filter.
    about: Option<Value>,
    /// The meetings to come, the next first.
    coming: Vec<Teaser>,
    /// Those that are put off or called off, the next first.
    off: Vec<Teaser>,
    /// Their calendar.
    calendar: Option<LinkView>,
    /// The newest summary.
    latest: Option<Teaser>,
    /// The newest articles.
    news: Vec<Teaser>,
    /// The newest issue of the newsletter.
    issue: Option<Teaser>,
    /// How to get the newsletter.
    sign_up: Option<SignUp>,
    /// What the network follows.
    topics: Vec<LinkView>,
    /// The years, the newest first.
    years: Vec<LinkView>,
}

/// How to get the newsletter.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SignUp {
    /// What it is called.
    title: String,
    /// How often it comes.
    frequency: Option<String>,
    /// Where one signs up, and the words of that link.
    link: LinkView,
}

impl Desk<'_> {
    /// The front page.
    pub(in crate::render) fn front(&self, archive: &Archive) -> FrontView {
        let records = archive.records(self.records);
        let newest = |wanted: fn(&Record<'_>) -> bool| {
            let records = records.iter().copied().filter(move |record| wanted(record) && archive.tells(*record));
            records.filter_map(|record| self.teaser(record, archive))
        };
        let mut ahead = archive.ahead(self.records);
        let coming = archive.coming(self.records);
        // What is called off later than the next meeting is told on its own page, and among the meetings.
        let next = coming.first().and_then(|record| record.day());
        ahead.retain(|record| !coming.contains(record) && next.is_none_or(|next| record.day() <= Some(next)));
        let teasers =
            |records: Vec<Record<'_>>| records.into_iter().filter_map(|it| self.teaser(it, archive)).collect();
        FrontView {
            about: self.passage(self.records.settings.about.as_ref(), &[]).0,
            coming: teasers(coming),
            off: teasers(ahead),
            calendar: self.calendar(archive),
            latest: newest(|record| matches!(record, Record::Meeting(..))).next(),
            news: newest(|record| matches!(record, Record::News(..))).take(NEWS).collect(),
            issue: newest(|record| matches!(record, Record::Newsletter(..))).next(),
            sign_up: self.sign_up(),
            topics: self.topic_links(archive),
            years: self.year_links(archive),
        }
    }

    /// The first list that anybody may be on; one signs up where the service answers, else by a mail to the secretariat.
    fn sign_up(&self) -> Option<SignUp> {
        let settings = &self.records.settings;
        let list = settings.lists.values().find(|list| list.basis == Basis::Consent)?;
        let title = one_line(&list.title);
        let service = settings.service_url.as_deref().and_then(|url| self.addresses.link(url));
        let sender = settings.sender.as_ref();
        let address = sender.map(Sender::address);
        let link = match (service, address) {
            (Some(url), _) => {
                LinkView { text: self.say_with("archive-sign-up", &[("list", &title)]), url: Some(url), note: None }
            }
            (None, Some(address)) => LinkView {
                text: self.say_with("archive-sign-up-by-mail", &[("address", address)]),
                url: self.addresses.link(&format!("mailto:{address}")),
                note: None,
            },
            (None, None) => return None,
        };
        Some(SignUp { title, frequency: list.frequency.as_deref().map(one_line), link })
    }
}
