//! The feed of the archive (Atom, RFC 4287): the newest summaries, articles and issues. It tells of the record's own days alone, so
//! that the same records give the same feed.

use super::addresses::Addresses;
use super::paths;
use super::renderer::Renderer;
use super::request::Audience;
use super::view::{Desk, one_line};
use crate::model::{Archive, Files, Record, Records};
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig};
use chrono::{NaiveDate, NaiveTime};

/// How many a feed tells of.
const NEWEST: usize = 30;

impl Renderer {
    /// The feed; nothing where the archive has no address, since a feed names whole ones.
    pub fn feed(&self, records: &Records, archive: &Archive) -> Option<String> {
        let settings = &records.settings;
        let desk = Desk {
            records,
            files: &Files::new(),
            language: settings.language(),
            audience: Audience::Public,
            addresses: Addresses::beside(settings, ""),
        };
        let home = desk.addresses.standing("")?;
        let entries: Vec<Entry> = archive
            .records(records)
            .into_iter()
            .filter(|record| archive.tells(*record))
            .take(NEWEST)
            .filter_map(|record| desk.entry(record, archive))
            .collect();
        let feed = Feed {
            title: Text::plain(one_line(&settings.network)),
            id: home.clone(),
            updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_default(),
            authors: vec![Person { name: desk.publisher(), ..Person::default() }],
            links: vec![link("self", desk.addresses.standing(paths::FEED)?), link("alternate", home)],
            lang: Some(desk.language.code().to_owned()),
            entries,
            ..Feed::default()
        };
        let config = WriteConfig { write_document_declaration: true, indent_size: Some(1) };
        let written = feed.write_with_config(Vec::new(), config).ok()?;
        // XML 1.0 §2.2 has no place for these two, wherever they come from.
        String::from_utf8(written).ok().map(|text| text.replace(['\u{fffe}', '\u{ffff}'], "") + "\n")
    }
}

impl Desk<'_> {
    /// A record in the feed; nothing where its day is not known.
    fn entry(&self, record: Record<'_>, archive: &Archive) -> Option<Entry> {
        let desk = self.for_record(record);
        let url = desk.addresses.whole(record)?;
        let lang = (desk.language != self.language).then(|| desk.language.code().to_owned());
        let text = |value: String| Text { lang: lang.clone(), ..Text::plain(value) };
        let updated = instant(record.changed().or_else(|| archive.day(record.id()))?);
        Some(Entry {
            title: text(desk.heading(record)),
            // The same wherever the page moves to, and whatever its file is called (RFC 4287 §4.2.6).
            id: desk.addresses.standing(&format!("{}/", self.records.lasting_id(record)))?,
            updated,
            published: Some(updated),
            links: vec![link("alternate", url)],
            summary: desk.summary_line(record).map(text),
            ..Entry::default()
        })
    }
}

fn link(relation: &str, href: String) -> Link {
    Link { rel: relation.to_owned(), href, ..Link::default() }
}

/// Midnight, UTC: of a record no more is known than its day.
fn instant(day: NaiveDate) -> FixedDateTime {
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}
