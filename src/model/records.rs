//! Everything that a workspace's files say, together.

use super::{
    AgendaItem, Allowance, Basis, Document, DocumentPath, Id, Image, ItemSubject, Meeting, MeetingState, NewsArticle,
    Newsletter, NewsletterItem, Publication, Reference, Registry, Settings, Show, Visibility,
};
use crate::language::Language;
use crate::prose::is_web_address;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records of a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// `opsamling.yaml`.
    pub settings: Settings,
    /// `registry/`.
    pub registry: Registry,
    /// `meetings/`, by id. A record is shared: whoever looks at a workspace again has those that nobody changed as they were.
    pub meetings: BTreeMap<Id, Arc<Meeting>>,
    /// `news/`, by id.
    pub news: BTreeMap<Id, Arc<NewsArticle>>,
    /// `newsletters/`, by id.
    pub newsletters: BTreeMap<Id, Arc<Newsletter>>,
    /// Files that are there and could not be read, as paths from the root: what they hold is unknown, not absent.
    pub unread: BTreeSet<String>,
    /// Files of which parts could not be read, and the ways to those parts: what stood there is unknown, not absent.
    pub partial: BTreeMap<String, Vec<DocumentPath>>,
}

impl Records {
    /// Those of a workspace that has nothing but its settings.
    pub fn none(settings: Settings) -> Self {
        Self {
            settings,
            registry: Registry::default(),
            meetings: BTreeMap::new(),
            news: BTreeMap::new(),
            newsletters: BTreeMap::new(),
            unread: BTreeSet::new(),
            partial: BTreeMap::new(),
        }
    }
}

/// One record, borrowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Record<'a> {
    /// A meeting.
    Meeting(&'a Id, &'a Meeting),
    /// An article.
    News(&'a Id, &'a NewsArticle),
    /// An issue.
    Newsletter(&'a Id, &'a Newsletter),
}

impl<'a> Record<'a> {
    /// Its id.
    pub fn id(self) -> &'a Id {
        match self {
            Self::Meeting(id, _) | Self::News(id, _) | Self::Newsletter(id, _) => id,
        }
    }

    /// Its file, from the workspace's root.
    pub fn file(self) -> String {
        let folder = match self {
            Self::Meeting(..) => "meetings",
            Self::News(..) => "news",
            Self::Newsletter(..) => "newsletters",
        };
        format!("{folder}/{}.yaml", self.id())
    }

    /// What it is called.
    pub fn title(self) -> &'a str {
        match self {
            Self::Meeting(_, meeting) => &meeting.title,
            Self::News(_, article) => &article.title,
            Self::Newsletter(_, issue) => &issue.subject,
        }
    }

    /// How far its own document has come.
    pub fn publication(self) -> Publication {
        match self {
            Self::Meeting(_, meeting) => meeting.publication(),
            Self::News(_, article) => article.state.unwrap_or_default(),
            Self::Newsletter(_, issue) => issue.state.unwrap_or_default(),
        }
    }

    /// How it stands, in the word of the files: how far its own document has come; of a meeting that nothing is told of yet what has
    /// become of it, and of one that is not for everybody that.
    pub fn standing(self) -> &'static str {
        match (self, self.written_visibility().unwrap_or_default(), self.publication()) {
            (_, Visibility::Internal, _) => "internal",
            (_, Visibility::Network, _) => "network",
            (Self::Meeting(_, meeting), _, Publication::Draft) if !meeting.is_told() => match meeting.state() {
                MeetingState::Planned => "planned",
                MeetingState::Postponed => "postponed",
                MeetingState::Moved => "moved",
                MeetingState::Cancelled => "cancelled",
                MeetingState::Held => "held",
            },
            (_, _, Publication::Draft) => "draft",
            (_, _, Publication::Approved) => "approved",
            (_, _, Publication::Published) => "published",
        }
    }

    /// The document that `render` and `send` make where none is named.
    pub fn own_document(self) -> Document {
        match self {
            Self::Meeting(..) => Document::Summary,
            Self::News(..) => Document::News,
            Self::Newsletter(..) => Document::Newsletter,
        }
    }

    /// Every document that can be made of it, its own first.
    pub fn documents(self) -> &'static [Document] {
        match self {
            Self::Meeting(..) => {
                &[Document::Summary, Document::Agenda, Document::LargePrint, Document::Poster, Document::Spoken]
            }
            Self::News(..) => &[Document::News, Document::LargePrint, Document::Poster, Document::Spoken],
            Self::Newsletter(..) => &[Document::Newsletter, Document::LargePrint, Document::Poster, Document::Spoken],
        }
    }

    /// The document whose text that one holds: what is read aloud, printed in large letters or put on a board of a meeting is its summary where
    /// there is something to tell, and its agenda until then.
    pub fn told_as(self, document: Document) -> Document {
        match (document, self) {
            (Document::Summary | Document::Agenda | Document::News | Document::Newsletter, _) => document,
            (_, Self::Meeting(_, meeting)) if meeting.is_untold() => Document::Agenda,
            (Document::Spoken | Document::LargePrint | Document::Poster, _) => self.own_document(),
        }
    }

    /// Whether that document is marked as a draft. An agenda is out before the summary is written.
    pub fn is_draft(self, document: Document) -> bool {
        self.told_as(document) != Document::Agenda && self.publication() == Publication::Draft
    }

    /// The day that it is about, as far as it is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Meeting(_, meeting) => Some(meeting.date.day),
            Self::News(_, article) => Some(article.date.day),
            Self::Newsletter(_, issue) => issue.date.map(|date| date.day),
        }
    }

    /// The day it came out, or is about: the last of which its pages tell.
    pub fn changed(self) -> Option<NaiveDate> {
        match self {
            Self::Meeting(_, meeting) => Some(meeting.published.map_or(meeting.date.day, |published| published.day)),
            Self::News(..) | Self::Newsletter(..) => self.day(),
        }
    }

    /// The day that its own document comes out on, where one is written.
    pub fn out_from(self) -> Option<NaiveDate> {
        match self {
            Self::Meeting(_, meeting) => meeting.published.map(|published| published.day),
            Self::News(..) | Self::Newsletter(..) => self.day(),
        }
    }

    /// The day that its page in the archive comes out, where that is later than this one. A page that stands elsewhere, or nowhere, is
    /// not waited for.
    pub fn page_comes_after(self, day: NaiveDate, settings: &Settings) -> Option<NaiveDate> {
        let has_page = settings.archive_url.is_some() && self.published_at().is_none();
        self.out_from().filter(|out| has_page && *out > day)
    }

    /// Who may know of it; everybody where nothing else is written. An issue to a list that does not rest on consent is for those who
    /// are on it.
    pub fn visibility(self, settings: &Settings) -> Visibility {
        self.written_visibility().unwrap_or_else(|| {
            let Self::Newsletter(_, issue) = self else { return Visibility::Public };
            let list = issue.list.as_ref().and_then(|list| settings.lists.get(list));
            let is_for_anybody = list.is_none_or(|list| list.basis == Basis::Consent);
            if is_for_anybody { Visibility::Public } else { Visibility::Network }
        })
    }

    fn written_visibility(self) -> Option<Visibility> {
        match self {
            Self::Meeting(_, meeting) => meeting.visibility,
            Self::News(..) => None,
            Self::Newsletter(_, issue) => issue.visibility,
        }
    }

    /// The pictures that anybody may see.
    pub fn public_images(self) -> impl Iterator<Item = &'a Image> {
        let (whole, agenda): (&[Image], &[AgendaItem]) = match self {
            Self::Meeting(_, meeting) => (&meeting.images, &meeting.agenda),
            Self::News(_, article) => (&article.images, &[]),
            Self::Newsletter(..) => (&[], &[]),
        };
        let items = agenda.iter().filter(|item| item.visibility.unwrap_or_default() == Visibility::Public);
        let images = whole.iter().chain(items.flat_map(|item| item.images.iter()));
        images.filter(|image| image.visibility.unwrap_or_default() == Visibility::Public)
    }

    /// Its own language, if it names one.
    pub fn language(self) -> Option<Language> {
        match self {
            Self::Meeting(_, meeting) => meeting.language,
            Self::News(_, article) => article.language,
            Self::Newsletter(_, issue) => issue.language,
        }
    }

    /// Earlier stems of its file.
    pub fn formerly(self) -> &'a [Id] {
        match self {
            Self::Meeting(_, meeting) => &meeting.formerly,
            Self::News(_, article) => &article.formerly,
            Self::Newsletter(_, issue) => &issue.formerly,
        }
    }

    /// Findings that may stand in it.
    pub fn allow(self) -> &'a [Allowance] {
        match self {
            Self::Meeting(_, meeting) => &meeting.allow,
            Self::News(_, article) => &article.allow,
            Self::Newsletter(_, issue) => &issue.allow,
        }
    }

    /// Where it stands when another system publishes it: a whole address of the web, or nothing.
    pub fn published_at(self) -> Option<&'a str> {
        let url = match self {
            Self::Meeting(_, meeting) => meeting.published_at.as_deref(),
            Self::News(_, article) => article.published_at.as_deref(),
            Self::Newsletter(_, issue) => issue.published_at.as_deref(),
        };
        url.filter(|url| is_web_address(url))
    }
}

impl Records {
    /// The record of that whole id or earlier id.
    pub fn record(&self, id: &str) -> Option<Record<'_>> {
        let meeting = self.meetings.get_key_value(id).map(|(id, meeting)| Record::Meeting(id, meeting));
        let news = || self.news.get_key_value(id).map(|(id, article)| Record::News(id, article));
        let newsletter = || self.newsletters.get_key_value(id).map(|(id, issue)| Record::Newsletter(id, issue));
        meeting
            .or_else(news)
            .or_else(newsletter)
            .or_else(|| self.all().find(|record| record.formerly().iter().any(|earlier| earlier.as_str() == id)))
    }

    /// The id that a record had first, which no other has today: machines know it by that, whatever its file is called.
    pub fn lasting_id<'a>(&self, record: Record<'a>) -> &'a Id {
        let is_free = |id: &&Id| {
            !self.meetings.contains_key(*id) && !self.news.contains_key(*id) && !self.newsletters.contains_key(*id)
        };
        record.formerly().iter().find(is_free).unwrap_or(record.id())
    }

    /// Every record: meetings, then articles, then issues, each by id.
    pub fn all(&self) -> impl Iterator<Item = Record<'_>> {
        let meetings = self.meetings.iter().map(|(id, meeting)| Record::Meeting(id, meeting));
        let news = self.news.iter().map(|(id, article)| Record::News(id, article));
        let newsletters = self.newsletters.iter().map(|(id, issue)| Record::Newsletter(id, issue));
        meetings.chain(news).chain(newsletters)
    }

    /// The files of the pictures that anybody may see in a record's documents: its own, and those of what an issue shows whole.
    pub fn picture_files(&self, record: Record<'_>) -> BTreeSet<String> {
        let mut files: BTreeSet<String> = record.public_images().map(|image| image.file.clone()).collect();
        if let Record::Newsletter(_, issue) = record {
            let whole = issue.items.iter().filter(|item| item.show == Some(Show::Whole));
            for subject in whole.filter_map(NewsletterItem::subject) {
                if let ItemSubject::Meeting(named) | ItemSubject::News(named) = subject
                    && let Some(shown) = self.record(named.0.trim())
                    && !matches!(shown, Record::Newsletter(..))
                {
                    files.extend(self.picture_files(shown));
                }
            }
        }
        files
    }

    /// The day that a record's documents bear: when it came out, or else the meeting was; of an issue that has no day yet, the
    /// newest of what it tells of.
    pub fn day(&self, record: Record<'_>) -> Option<NaiveDate> {
        let is_told = |brought: &Record<'_>| match (record, brought) {
            (Record::Newsletter(_, issue), Record::Meeting(_, meeting)) => !issue.calls_to(meeting),
            _ => true,
        };
        record.changed().or_else(|| self.brought(record).filter(is_told).filter_map(Record::changed).max())
    }

    /// The record and what it brings: all that a letter about it tells of.
    pub fn told_by<'a>(&'a self, record: Record<'a>) -> impl Iterator<Item = Record<'a>> {
        std::iter::once(record).chain(self.brought(record))
    }

    /// The meetings and articles that an issue brings.
    pub fn brought<'a>(&'a self, record: Record<'a>) -> impl Iterator<Item = Record<'a>> {
        let items: &[NewsletterItem] = match record {
            Record::Newsletter(_, issue) => &issue.items,
            Record::Meeting(..) | Record::News(..) => &[],
        };
        let brought = items.iter().filter_map(NewsletterItem::subject).filter_map(|subject| match subject {
            ItemSubject::Meeting(named) | ItemSubject::News(named) => self.record(named.0.trim()),
            ItemSubject::Material(_) | ItemSubject::Own(_) => None,
        });
        brought.filter(|it| !matches!(it, Record::Newsletter(..)))
    }

    /// The text of the output of that whole id, `2026-03-12-roskilde/paaroerende` or `earlier/fritagelse`.
    pub fn output(&self, reference: &Reference) -> Option<&str> {
        let (home, output) = reference.0.trim().split_once('/')?;
        if home == "earlier" {
            return self.registry.earlier.get(output).map(|earlier| earlier.text.as_str());
        }
        let Some(Record::Meeting(_, meeting)) = self.record(home) else { return None };
        let mut outputs = meeting.agenda.iter().flat_map(|item| item.outputs.iter());
        outputs.find(|it| it.link_id() == output).map(|it| it.text.as_str())
    }
}
