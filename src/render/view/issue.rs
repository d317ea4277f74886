//! An issue of the newsletter as a template sees it.

use super::agenda::AgendaView;
use super::article::ArticleView;
use super::day::Day;
use super::item::is_break;
use super::link::LinkView;
use super::summary::SummaryView;
use super::{Desk, capitalised, one_line};
use crate::language::{list, slug, time};
use crate::model::{Id, ItemSubject, Meeting, NewsArticle, Newsletter, NewsletterItem, Record, Show};
use crate::render::aloud::sentence;
use crate::render::passage::Passage;
use crate::render::request::Audience;
use minijinja::Value;
use serde::Serialize;

/// An issue.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct IssueView {
    /// Its id.
    id: String,
    /// `da`.
    language: &'static str,
    /// Its heading.
    pub(in crate::render) title: String,
    /// The line that mail programs show after the subject.
    pub(super) preheader: Option<String>,
    /// The day it goes out.
    date: Option<Day>,
    /// Its opening, for the `prose` filter.
    intro: Option<Value>,
    /// What it brings.
    pub(super) items: Vec<IssueItemView>,
    /// Where the page stands.
    url: Option<String>,
}

/// One item of an issue.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct IssueItemView {
    /// Its place in the record, from 0.
    at: usize,
    /// Its name in links.
    id: String,
    /// `meeting`, `news`, `material` or `own`.
    kind: &'static str,
    /// The language of its words.
    language: &'static str,
    /// Its heading.
    pub(super) title: String,
    /// The day of the meeting or the article.
    date: Option<Day>,
    /// What it is, in a sentence: an article's lead, a material's own words.
    lead: Option<String>,
    /// Its text, for the `prose` filter.
    said: Option<Value>,
    /// Where the whole of it is, with words that say so.
    link: Option<LinkView>,
    /// Further links.
    links: Vec<LinkView>,
    /// `Pjece, lavet af Digitaliseringsstyrelsen`, of a material; of a meeting to come until when one answers, and to whom.
    details: Option<String>,
    /// The whole agenda of a meeting to come, where the issue shows it.
    agenda: Option<AgendaView>,
    /// The whole summary, where the issue shows it.
    summary: Option<SummaryView>,
    /// The whole article, where the issue shows it.
    article: Option<ArticleView>,
}

impl Desk<'_> {
    /// An issue; items that name nothing known are left out.
    pub(in crate::render) fn issue(&self, id: &Id, issue: &Newsletter) -> IssueView {
        IssueView {
            id: id.to_string(),
            language: self.language.code(),
            title: one_line(&issue.subject),
            preheader: issue.preheader.as_deref().map(one_line),
            date: issue.date.map(|date| self.day(date.day)),
            intro: self.passage(issue.intro.as_ref(), &[]).0,
            items: issue
                .items
                .iter()
                .enumerate()
                .filter_map(|(at, item)| self.issue_item(issue, item, at + 1))
                .collect(),
            url: self.addresses.record(Record::Newsletter(id, issue)),
        }
    }

    fn issue_item(&self, issue: &Newsletter, item: &NewsletterItem, number: usize) -> Option<IssueItemView> {
        let whole = item.show == Some(Show::Whole);
        let mut view = match item.subject()? {
            ItemSubject::Meeting(named) => match self.records.record(named.0.trim())? {
                record @ Record::Meeting(id, meeting) if self.shows(meeting.visibility) => {
                    let desk = self.for_record(record);
                    match issue.calls_to(meeting) {
                        true if self.addresses.knows(record) => desk.call_to_meeting(id, meeting, whole),
                        false if self.addresses.tells(record) => desk.about_meeting(id, meeting, whole),
                        _ => return None,
                    }
                }
                _ => return None,
            },
            ItemSubject::News(named) => match self.records.record(named.0.trim())? {
                Record::News(id, article) if self.addresses.tells(Record::News(id, article)) => {
                    self.for_record(Record::News(id, article)).about_article(id, article, whole)
                }
                _ => return None,
            },
            ItemSubject::Material(named) => {
                let material = self.material(named)?;
                let can_be_had =
                    material.link.url.is_some() || self.addresses.is_printed() && material.link.note.is_some();
                let link = can_be_had.then(|| LinkView { text: material.invitation, ..material.link.clone() });
                let item = self.item_called("material", material.link.text);
                IssueItemView { link, lead: material.about, details: material.details, ..item }
            }
            ItemSubject::Own(title) => self.item_called("own", one_line(title)),
        };
        // Words of the issue's own go before what the record says.
        let own = item.said.as_ref().and_then(|said| Passage::new(&said.0, &[], &self.addresses, self.language));
        view.said = own.map(Passage::into_value).or(view.said);
        view.at = number - 1;
        view.links = self.links(&item.links);
        view.id = format!("punkt-{number}-{}", slug::slug(&view.title)).trim_end_matches('-').to_owned();
        Some(view)
    }

    fn item_called(&self, kind: &'static str, title: String) -> IssueItemView {
        IssueItemView {
            at: 0,
            id: String::new(),
            kind,
            language: self.language.code(),
            title,
            date: None,
            lead: None,
            said: None,
            link: None,
            links: Vec::new(),
            details: None,
            agenda: None,
            summary: None,
            article: None,
        }
    }

    fn about_meeting(&self, id: &Id, meeting: &Meeting, whole: bool) -> IssueItemView {
        let date = self.day(meeting.date.day);
        let item = self.item_called("meeting", self.summary_title(meeting));
        if whole {
            let summary = Some(self.summary(id, meeting, &format!("{id}-")));
            return IssueItemView { date: Some(date), summary, ..item };
        }
        let (intro, _) = self.passage(meeting.intro.as_ref(), &[]);
        let notice = self.summary_notice(meeting).map(|notice| notice.text);
        let titles = || self.on_the_agenda("issue-was-on-the-agenda", meeting);
        let lead = if intro.is_none() { notice.or_else(titles) } else { notice };
        let text = self.say_with("issue-read-summary", &[("date", &date.words)]);
        let link = self.leading_to(&text, Record::Meeting(id, meeting));
        IssueItemView { date: Some(date), lead, said: intro, link, ..item }
    }

    /// A meeting to come: when and where, what it is about, and the way to its agenda.
    fn call_to_meeting(&self, id: &Id, meeting: &Meeting, whole: bool) -> IssueItemView {
        let record = Record::Meeting(id, meeting);
        let date = self.day(meeting.date.day);
        let item = self.item_called("meeting", self.call_heading(meeting));
        if whole {
            let mut agenda = self.agenda(id, meeting, &format!("{id}-"));
            if self.audience == Audience::Public {
                let online = agenda.facts.iter_mut().filter(|fact| fact.name == "online");
                online.for_each(|fact| *fact = self.online_on_request());
            }
            return IssueItemView { date: Some(date), agenda: Some(agenda), ..item };
        }
        let (about, _) = self.passage(meeting.about.as_ref(), &[]);
        let notice = self.notice(meeting);
        let is_off = meeting.is_off();
        let titles = || self.on_the_agenda("issue-is-on-the-agenda", meeting);
        let lead = [
            notice.map(|notice| notice.said()),
            (!is_off).then(|| self.day_and_place(meeting)),
            if about.is_none() && !is_off { titles() } else { None },
        ];
        let lead: Vec<String> = lead.into_iter().flatten().collect();
        let sender = self.records.settings.sender.as_ref();
        let reply = meeting.reply_by.filter(|_| !is_off).zip(sender).map(|(day, sender)| {
            let (date, address) = (self.day(day.day).weekday, one_line(sender.address()));
            self.say_with("issue-reply", &[("date", &date), ("address", &address)])
        });
        // The page of a meeting that was held since tells what came of it.
        let is_told = self.addresses.is_archive() && self.addresses.tells(record);
        let words = match is_told {
            true => "issue-read-summary",
            false if is_off => "issue-read-on",
            false => "issue-read-agenda",
        };
        let link = self.leading_to(&self.say_with(words, &[("date", &date.words)]), record);
        IssueItemView { date: Some(date), lead: Some(lead.join(" ")), said: about, details: reply, link, ..item }
    }

    /// `Torsdag den 12. marts 2026 kl. 13.00-15.30 hos Roskilde Bibliotekerne, Dronning Margrethes Vej 14.`
    fn day_and_place(&self, meeting: &Meeting) -> String {
        let hours = self.hours(meeting).map(|span| time::span(&span, self.language));
        let host = meeting.host.as_ref().map(|host| self.say_with("archive-at", &[("host", &self.organisation(host))]));
        let day = capitalised(&self.day(meeting.date.day).weekday);
        let words: Vec<String> = [Some(day), hours, host].into_iter().flatten().collect();
        let place = meeting.place.as_deref().map(one_line).filter(|place| !place.is_empty());
        sentence(&[Some(words.join(" ")), place].into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    /// What is on the agenda of a meeting, in a sentence of that name.
    fn on_the_agenda(&self, phrase: &str, meeting: &Meeting) -> Option<String> {
        let items = meeting.agenda.iter().filter(|item| self.shows(item.visibility) && !is_break(item));
        let titles: Vec<String> = items.map(|item| one_line(&item.title)).collect();
        (!titles.is_empty()).then(|| self.say_with(phrase, &[("items", &list::join(&titles, self.language))]))
    }

    fn about_article(&self, id: &Id, article: &NewsArticle, whole: bool) -> IssueItemView {
        let title = one_line(&article.title);
        let date = Some(self.day(article.date.day));
        if whole {
            let article = Some(self.article(id, article));
            return IssueItemView { date, article, ..self.item_called("news", title) };
        }
        let text = self.say_with("issue-read-article", &[("title", &title)]);
        let link = self.leading_to(&text, Record::News(id, article));
        IssueItemView { date, lead: Some(one_line(&article.lead)), link, ..self.item_called("news", title) }
    }
}
