//! Speakers as a template sees them: name, and title and organisation as they were on the day.

use super::{Desk, one_line};
use crate::model::{ArchivePage, Reference, Speaker};
use serde::Serialize;

/// Somebody who speaks, or is quoted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct SpeakerView {
    /// The name.
    pub(in crate::render) name: String,
    /// `professor ved DTU`, or `fra Digitaliseringsstyrelsen` without a title.
    pub(super) phrase: Option<String>,
    /// What joins the two: a comma before a title, nothing else but a space before `fra`.
    pub(super) comma: &'static str,
    /// The page of the person, in an archive that has pages of people.
    pub(super) url: Option<String>,
    /// Name and phrase together, `Brit Ross Winthereik, professor ved DTU`.
    pub(super) words: String,
}

impl Desk<'_> {
    /// A speaker of an item.
    pub(super) fn speaker(&self, speaker: &Speaker) -> SpeakerView {
        let person = self.records.registry.person(speaker.person()).map(|(id, _)| id);
        let url = person.and_then(|id| self.page_url(ArchivePage::Person(id)));
        SpeakerView { url, ..self.appearing(speaker) }
    }

    fn appearing(&self, speaker: &Speaker) -> SpeakerView {
        match speaker {
            Speaker::Named(name) => self.known_speaker(name),
            Speaker::Appearing(appearance) => {
                let person = self.records.registry.person(&appearance.person).map(|(_, person)| person);
                // What is said of the day goes before today's; who has moved did not hold today's title there.
                let (title, organisation) = match (&appearance.title, &appearance.organisation) {
                    (None, None) => {
                        (person.and_then(|it| it.title.as_deref()), person.and_then(|it| it.organisation.as_ref()))
                    }
                    (Some(title), None) => {
                        (Some(title.as_str()), person.and_then(|person| person.organisation.as_ref()))
                    }
                    (title, organisation) => (title.as_deref(), organisation.as_ref()),
                };
                self.speaking(self.somebody(&appearance.person), title, organisation)
            }
        }
    }

    /// A person with today's title and organisation, or an organisation.
    pub(super) fn known_speaker(&self, named: &Reference) -> SpeakerView {
        match self.records.registry.person(named) {
            Some((_, person)) => {
                self.speaking(one_line(&person.name), person.title.as_deref(), person.organisation.as_ref())
            }
            None => self.speaking(self.organisation(named), None, None),
        }
    }

    /// A name that no registry has, and who it is: `frivillig i Eksempelby`.
    pub(super) fn described_speaker(&self, name: &Reference, role: &str) -> SpeakerView {
        with_phrase(one_line(&name.0), Some(one_line(role)), ", ")
    }

    fn speaking(&self, name: String, title: Option<&str>, organisation: Option<&Reference>) -> SpeakerView {
        let from = || self.say("summary-from");
        match (title.map(one_line), organisation) {
            (Some(title), Some(organisation)) => {
                let found = self.records.registry.organisation(organisation).map(|(_, it)| it);
                let preposition = found.and_then(|it| it.preposition.as_deref()).map_or_else(from, one_line);
                let phrase = format!("{title} {preposition} {}", self.organisation(organisation));
                with_phrase(name, Some(phrase), ", ")
            }
            (Some(title), None) => with_phrase(name, Some(title), ", "),
            (None, Some(organisation)) => {
                let phrase = format!("{} {}", from(), self.organisation(organisation));
                with_phrase(name, Some(phrase), " ")
            }
            (None, None) => with_phrase(name, None, ""),
        }
    }
}

fn with_phrase(name: String, phrase: Option<String>, comma: &'static str) -> SpeakerView {
    let words = match &phrase {
        Some(phrase) => format!("{name}{comma}{phrase}"),
        None => name.clone(),
    };
    SpeakerView { name, phrase, comma, url: None, words }
}
