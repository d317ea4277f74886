//! What a page of the archive that is no record's is about, in a sentence: what a search engine shows under its title.

use crate::model::ArchivePage;
use crate::render::view::Desk;

impl Desk<'_> {
    /// The sentence of a page with this title; nothing where a page says it itself, or where nobody should
    /// come by a search.
    pub(in crate::render) fn about_page(&self, page: ArchivePage<'_>, title: &str) -> Option<String> {
        let network = self.records.settings.network.as_str();
        let phrase = match page {
            ArchivePage::Front => {
                let own = self.records.settings.about.as_ref().and_then(|about| self.opening(&about.0));
                return own.or_else(|| Some(self.say_with("about-front", &[("network", network)])));
            }
            ArchivePage::Meetings => "about-meetings",
            ArchivePage::News => "about-news",
            ArchivePage::Newsletters => "about-newsletters",
            ArchivePage::Topic(_) => "about-topic",
            ArchivePage::Person(_) => "about-person",
            ArchivePage::Year(year) => {
                return Some(self.say_with("about-year", &[("network", network), ("year", &year.to_string())]));
            }
            ArchivePage::Search => "about-search",
            ArchivePage::Record(_) | ArchivePage::Topics | ArchivePage::NotFound | ArchivePage::Formerly(..) => {
                return None;
            }
        };
        Some(self.say_with(phrase, &[("network", network), ("title", title)]))
    }
}
