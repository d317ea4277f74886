//! Somebody's appearances, where the workspace asks for pages of people.

use super::listing::{Group, Listing};
use super::teaser::Teaser;
use crate::model::{AgendaItem, Archive, Id, Record};
use crate::render::view::{Desk, one_line};

impl Desk<'_> {
    /// The meetings that somebody has spoken at, the newest first.
    pub(super) fn appearances(&self, id: &Id, archive: &Archive) -> Option<Listing> {
        let mut listing = self.empty(one_line(&self.records.registry.people.get(id)?.name));
        listing.about = self.known_speaker(&crate::model::Reference(id.to_string())).phrase;
        let is_theirs = |item: &AgendaItem| {
            let mut speakers = item.speakers.iter().filter_map(|it| self.records.registry.person(it.person()));
            speakers.any(|(found, _)| found == id)
        };
        let spoke = |record: Record<'_>| match record {
            Record::Meeting(of, meeting) => self.meeting_in_thread(of, meeting, archive, &is_theirs),
            _ => None,
        };
        let teasers: Vec<Teaser> = archive.records(self.records).into_iter().filter_map(spoke).collect();
        listing.groups = if teasers.is_empty() { Vec::new() } else { vec![Group { title: None, teasers }] };
        Some(listing)
    }
}
