//! What stands about every page of the archive: its style, its navigation, its feed.

use crate::language::Language;
use crate::model::{Archive, ArchivePage, Document, Record};
use crate::render::paths;
use crate::render::view::Desk;
use serde::Serialize;

/// What stands about a page.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Frame {
    /// The way to the front page.
    home: String,
    /// The way to the style sheet.
    style: String,
    /// The way to the sign that browsers show beside the title.
    icon: String,
    /// The way to the folder of the fonts.
    fonts: String,
    /// The way to the feed; a feed names whole addresses, so there is none where the archive has none.
    feed: Option<String>,
    /// The parts of the archive.
    parts: Vec<Part>,
    /// What they are called together.
    label: String,
    /// The language of their names, which may be another than that of a record's page.
    language: &'static str,
}

/// A part of the archive.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Part {
    /// `Møder`.
    text: String,
    /// The way to it.
    url: String,
    /// `page` where it is the page itself, `true` where the page belongs to it; else nothing.
    current: Option<&'static str>,
}

impl Desk<'_> {
    /// The frame of a page; `style` tells one version of the style sheet from another.
    pub(in crate::render) fn frame(&self, page: ArchivePage<'_>, archive: &Archive, style: &str) -> Frame {
        let language = self.records.settings.language();
        let way = |path: &str| self.addresses.within(path).unwrap_or_default();
        Frame {
            home: way(""),
            style: format!("{}?{style}", way(paths::STYLE)),
            icon: way(paths::ICON),
            fonts: way(paths::FONTS),
            feed: self.addresses.archive().map(|_| way(paths::FEED)),
            parts: self.parts(page, archive, language),
            label: self.say("archive-navigation"),
            language: self.language.code(),
        }
    }

    fn parts(&self, page: ArchivePage<'_>, archive: &Archive, language: Language) -> Vec<Part> {
        let parts = [
            (ArchivePage::Meetings, "archive-meetings"),
            (ArchivePage::News, "archive-news"),
            (ArchivePage::Newsletters, "archive-newsletters"),
            (ArchivePage::Topics, "archive-topics"),
            (ArchivePage::Search, "archive-search"),
        ];
        let part = |(part, words): (ArchivePage<'_>, &str)| Part {
            text: self.say(words),
            url: self.addresses.within(&paths::of(part, language)).unwrap_or_default(),
            current: if part == page {
                Some("page")
            } else if belongs(page, part) {
                Some("true")
            } else {
                None
            },
        };
        parts.into_iter().filter(|(part, _)| self.has_any(*part, archive)).map(part).collect()
    }

    /// Whether a part of the archive has anything in it.
    fn has_any(&self, part: ArchivePage<'_>, archive: &Archive) -> bool {
        let tells = |documents: &[Document]| documents.iter().any(|document| archive.has(*document));
        match part {
            ArchivePage::Meetings => tells(&[Document::Summary, Document::Agenda]),
            ArchivePage::News => tells(&[Document::News]),
            ArchivePage::Newsletters => tells(&[Document::Newsletter]),
            ArchivePage::Topics => archive.topics().next().is_some(),
            _ => true,
        }
    }
}

fn belongs(page: ArchivePage<'_>, part: ArchivePage<'_>) -> bool {
    matches!(
        (page, part),
        (ArchivePage::Record(Record::Meeting(..)), ArchivePage::Meetings)
            | (ArchivePage::Record(Record::News(..)), ArchivePage::News)
            | (ArchivePage::Record(Record::Newsletter(..)), ArchivePage::Newsletters)
            | (ArchivePage::Topic(_), ArchivePage::Topics)
    )
}
