//! A record in a few lines, as a list of the archive shows it.

use crate::language::time;
use crate::model::{AgendaItem, Archive, ArchivePage, Id, Image, Meeting, MeetingState, Record, TopicKind};
use crate::render::view::day::Day;
use crate::render::view::item::{Anchors, is_break};
use crate::render::view::link::LinkView;
use crate::render::view::picture::Figure;
use crate::render::view::{Desk, one_line};
use serde::Serialize;

/// A record, or a topic, in a few lines.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Teaser {
    /// `meeting`, `news`, `newsletter`, `topic`, or `output` of what a topic grew out of.
    pub(super) kind: &'static str,
    /// What the page is: `Opsamling`, `Nyhed`.
    pub(super) label: String,
    /// The language of its words.
    pub(super) language: &'static str,
    /// Its heading.
    pub(super) title: String,
    /// Where the page stands.
    pub(super) url: Option<String>,
    /// Its day.
    pub(super) date: Option<Day>,
    /// `Mødet er aflyst.`
    pub(super) notice: Option<String>,
    /// `kl. 13.00-15.30 hos Ældre Sagen`.
    pub(super) details: Option<String>,
    /// What it is, in a sentence or two.
    pub(super) lead: Option<String>,
    /// What is in it: the items of a meeting.
    pub(super) items: Vec<LinkView>,
    /// Its first picture.
    pub(super) figure: Option<Figure>,
}

impl Desk<'_> {
    /// A record in a few lines; nothing where it has no page.
    pub(super) fn teaser(&self, record: Record<'_>, archive: &Archive) -> Option<Teaser> {
        archive.document(record.id())?;
        let desk = self.for_record(record);
        Some(match record {
            Record::Meeting(id, meeting) => desk.meeting_teaser(id, meeting, archive),
            Record::News(_, article) => Teaser {
                lead: Some(one_line(&article.lead)),
                figure: desk.first_figure(&mut article.images.iter()),
                label: article.category.as_deref().map_or_else(|| desk.say("archive-article"), one_line),
                ..desk.bare(record, "news", archive)
            },
            Record::Newsletter(_, issue) => {
                let intro = issue.intro.as_ref().and_then(|intro| desk.opening(&intro.0));
                Teaser {
                    label: desk.say("archive-issue"),
                    lead: issue.preheader.as_deref().map(one_line).or(intro),
                    ..desk.bare(record, "newsletter", archive)
                }
            }
        })
    }

    /// A meeting with some of its items and no more, as a thread shows it.
    pub(super) fn meeting_in_thread(
        &self,
        id: &Id,
        meeting: &Meeting,
        archive: &Archive,
        wanted: &dyn Fn(&AgendaItem) -> bool,
    ) -> Option<Teaser> {
        archive.document(id)?;
        if !meeting.agenda.iter().any(wanted) {
            return None;
        }
        let record = Record::Meeting(id, meeting);
        let desk = self.for_record(record);
        let items = desk.item_links(record, &meeting.agenda, wanted);
        (!items.is_empty()).then(|| Teaser { items, ..desk.meeting_line(record, meeting, archive) })
    }

    fn bare(&self, record: Record<'_>, kind: &'static str, archive: &Archive) -> Teaser {
        Teaser {
            kind,
            label: String::new(),
            language: self.language.code(),
            title: one_line(record.title()),
            url: self.addresses.record(record),
            date: archive.day(record.id()).map(|day| self.day(day)),
            notice: None,
            details: None,
            lead: None,
            items: Vec::new(),
            figure: None,
        }
    }

    /// What a meeting is, when and where, and what became of it. Of one that is put off nobody knows the day.
    fn meeting_line(&self, record: Record<'_>, meeting: &Meeting, archive: &Archive) -> Teaser {
        let is_put_off = meeting.state() == MeetingState::Postponed;
        let hours = self.hours(meeting).filter(|_| !is_put_off).map(|span| time::span(&span, self.language));
        let host = meeting.host.as_ref().map(|host| self.say_with("archive-at", &[("host", &self.organisation(host))]));
        let details: Vec<String> = hours.into_iter().chain(host).collect();
        let bare = self.bare(record, "meeting", archive);
        Teaser {
            label: self.say(if archive.tells(record) { "archive-summary" } else { "archive-agenda" }),
            date: bare.date.filter(|_| !is_put_off),
            notice: if archive.tells(record) { self.summary_notice(meeting) } else { self.notice(meeting) }
                .map(|notice| notice.text),
            details: (!details.is_empty()).then(|| details.join(" ")),
            ..bare
        }
    }

    fn meeting_teaser(&self, id: &Id, meeting: &Meeting, archive: &Archive) -> Teaser {
        let record = Record::Meeting(id, meeting);
        let is_told = archive.tells(record);
        let opening = if is_told { &meeting.intro } else { &meeting.about };
        let mut images = record.public_images().filter(|_| is_told);
        Teaser {
            lead: opening.as_ref().and_then(|opening| self.opening(&opening.0)),
            items: self.item_links(record, &meeting.agenda, &|_| true),
            figure: self.first_figure(&mut images),
            ..self.meeting_line(record, meeting, archive)
        }
    }

    /// Links to those items of a meeting that anybody may see and that are wanted.
    pub(super) fn item_links(
        &self,
        record: Record<'_>,
        agenda: &[AgendaItem],
        wanted: &dyn Fn(&AgendaItem) -> bool,
    ) -> Vec<LinkView> {
        let page = self.addresses.record(record);
        let mut anchors = Anchors::new("");
        let seen = agenda.iter().filter(|item| self.shows(item.visibility) && !is_break(item));
        // Every item has a name in links, wanted or not: the second of two alike is told by it.
        let named = seen.map(|item| (item, anchors.of(item))).filter(|(item, _)| wanted(item));
        let link = |(item, anchor): (&AgendaItem, String)| {
            let url = page.as_ref().map(|page| format!("{page}#{anchor}"));
            LinkView { text: one_line(&item.title), url, note: None }
        };
        named.map(link).collect()
    }

    fn first_figure(&self, images: &mut dyn Iterator<Item = &Image>) -> Option<Figure> {
        let mut shown = images.filter(|image| image.decorative != Some(true));
        shown.find_map(|image| Some(self.figure(image)).filter(|figure| figure.src.is_some()))
    }

    /// A topic in a few lines.
    pub(super) fn topic_teaser(&self, id: &Id) -> Option<Teaser> {
        let topic = self.records.registry.topics.get(id)?;
        Some(Teaser {
            kind: "topic",
            label: topic.kind.map(|kind| self.topic_kind(kind)).unwrap_or_default(),
            language: self.language.code(),
            title: one_line(&topic.name),
            url: self.page_url(ArchivePage::Topic(id)),
            date: None,
            notice: None,
            details: None,
            lead: topic.about.as_deref().map(one_line),
            items: Vec::new(),
            figure: None,
        })
    }

    /// `Lovforslag`.
    pub(super) fn topic_kind(&self, kind: TopicKind) -> String {
        self.say(match kind {
            TopicKind::Project => "topic-project",
            TopicKind::Solution => "topic-solution",
            TopicKind::Strategy => "topic-strategy",
            TopicKind::Bill => "topic-bill",
            TopicKind::Platform => "topic-platform",
            TopicKind::Campaign => "topic-campaign",
        })
    }

    /// The way to a page of the archive; nothing outside the archive, or where there is no such page.
    pub(in crate::render::view) fn page_url(&self, page: ArchivePage<'_>) -> Option<String> {
        self.addresses.page(page, self.records.settings.language())
    }
}
