//! What a template sees of a record: plain values, already in words. Nothing here knows a format.

mod agenda;
mod archive;
mod article;
mod day;
mod issue;
mod item;
mod json_ld;
mod letter_frame;
mod link;
mod material;
mod more;
mod output;
mod page;
mod picture;
mod poster;
mod speaker;
mod statistics;
mod summary;
mod thread;
mod topic;

pub(super) use agenda::{AgendaItemView, AgendaView};
pub(super) use archive::{Elsewhere, FrontView, Listing, Register};
pub(super) use article::ArticleView;
pub(super) use issue::IssueView;
pub(super) use letter_frame::{LetterFrame, Personal};
pub(super) use page::Page;
pub(super) use picture::Figure;
pub(super) use poster::PosterView;
pub use statistics::StatisticsTable;
pub(super) use statistics::StatisticsView;
pub(super) use summary::SummaryView;

use super::addresses::Addresses;
use super::request::Audience;
use crate::language::Language;
pub(super) use crate::language::one_line;
use crate::language::words::Words;
use crate::model::{Files, Record, Records, Reference, Visibility};
use crate::prose;
use fluent_bundle::FluentValue;
use std::borrow::Cow;

/// Where views are written: the records, the language, and who will read.
#[derive(Clone)]
pub(super) struct Desk<'a> {
    pub(super) records: &'a Records,
    pub(super) files: &'a Files,
    pub(super) language: Language,
    pub(super) audience: Audience,
    pub(super) addresses: Addresses<'a>,
}

impl<'a> Desk<'a> {
    /// The same desk, in a record's own language.
    pub(super) fn for_record(&self, record: Record<'_>) -> Self {
        let language = record.language().unwrap_or_else(|| self.records.settings.language());
        Self { language, ..self.for_part(Some(record.visibility(&self.records.settings))).into_owned() }
    }

    /// The same desk, for a record or a part of one that these may see: what is not for everybody has no files in the archive.
    fn for_part(&self, visibility: Option<Visibility>) -> Cow<'_, Self> {
        match visibility.unwrap_or_default() {
            Visibility::Public => Cow::Borrowed(self),
            Visibility::Network | Visibility::Internal => {
                Cow::Owned(Self { addresses: self.addresses.clone().outside_the_archive(), ..self.clone() })
            }
        }
    }

    pub(super) fn say(&self, name: &str) -> String {
        Words::new(self.language).say(name, &[])
    }

    pub(super) fn say_with(&self, name: &str, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        Words::new(self.language).say(name, &arguments)
    }

    fn count(&self, name: &str, count: u32) -> String {
        Words::new(self.language).say(name, &[("count", FluentValue::from(count))])
    }

    /// Whether these readers see a part.
    fn shows(&self, visibility: Option<Visibility>) -> bool {
        match visibility.unwrap_or_default() {
            Visibility::Public => true,
            Visibility::Network => self.audience == Audience::Network,
            Visibility::Internal => false,
        }
    }

    /// What an organisation is called: as it was named, or by its name where it was named by its id.
    pub(super) fn organisation(&self, named: &Reference) -> String {
        match self.records.registry.organisation(named) {
            Some((id, organisation)) if id.as_str() == named.0.trim() => one_line(&organisation.name),
            _ => one_line(&named.0),
        }
    }

    /// What a person or an organisation is called.
    fn somebody(&self, named: &Reference) -> String {
        match self.records.registry.person(named) {
            Some((_, person)) => one_line(&person.name),
            None => self.organisation(named),
        }
    }

    /// The first words of a Markdown field, for a search engine or the line after a subject.
    fn opening(&self, markdown: &str) -> Option<String> {
        let plain = one_line(&prose::plain(&prose::parse(markdown)));
        (!plain.is_empty()).then(|| shortened(&plain, 160))
    }
}

/// The text with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text, or as many of its first words as fit and an ellipsis.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let end = text.char_indices().nth(most - 1).map_or(text.len(), |(at, _)| at);
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_opening_ends_at_a_word() {
        assert_eq!(shortened("Her er det hele", 40), "Her er det hele");
        assert_eq!(shortened("Her er det, der skete", 14), "Her er det…");
    }
}
