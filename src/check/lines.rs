//! Every free text of a file that is not Markdown, each with the way to it.

use super::page::Subject;
use crate::model::{DocumentPath, Image, Meeting, NewsArticle, Newsletter, Record};

/// A free text.
pub(super) struct Line<'a> {
    /// The way to it.
    pub path: DocumentPath,
    /// As it reads.
    pub text: &'a str,
    /// Whether a place in it is the same place in the value of the file. An output's line loses its beginning and its end.
    pub is_exact: bool,
}

impl<'a> Line<'a> {
    pub fn exact(path: DocumentPath, text: &'a str) -> Self {
        Self { path, text, is_exact: true }
    }
}

/// The free texts of a file, but for its Markdown fields.
pub(super) fn of(subject: Subject<'_>) -> Vec<Line<'_>> {
    let mut lines = Lines(Vec::new());
    let root = DocumentPath::root();
    match subject {
        Subject::Settings(_) | Subject::People(_) | Subject::Organisations(_) => {}
        Subject::Topics(registry) => {
            for (id, topic) in &registry.topics {
                let at = root.key(id.to_string());
                lines.maybe(&at, "about", topic.about.as_ref());
                lines.maybe(&at, "state", topic.state.as_ref());
                for (index, entry) in topic.dates.iter().enumerate() {
                    lines.maybe(&at.key("dates").index(index), "what", Some(&entry.what));
                }
            }
        }
        Subject::Materials(registry) => {
            for (id, material) in &registry.materials {
                lines.maybe(&root.key(id.to_string()), "about", material.about.as_ref());
            }
        }
        Subject::Earlier(registry) => {
            for (id, output) in &registry.earlier {
                lines.maybe(&root.key(id.to_string()), "text", Some(&output.text));
            }
        }
        Subject::Record(Record::Meeting(_, meeting)) => lines.meeting(&root, meeting),
        Subject::Record(Record::News(_, article)) => lines.article(&root, article),
        Subject::Record(Record::Newsletter(_, issue)) => lines.issue(&root, issue),
    }
    lines.0
}

struct Lines<'a>(Vec<Line<'a>>);

impl<'a> Lines<'a> {
    fn maybe(&mut self, at: &DocumentPath, key: &'static str, text: Option<&'a String>) {
        if let Some(text) = text {
            self.0.push(Line::exact(at.key(key), text));
        }
    }

    fn images(&mut self, at: &DocumentPath, images: &'a [Image]) {
        for (index, image) in images.iter().enumerate() {
            self.maybe(&at.key("images").index(index), "caption", image.caption.as_ref());
        }
    }

    fn meeting(&mut self, at: &DocumentPath, meeting: &'a Meeting) {
        self.maybe(at, "title", Some(&meeting.title));
        self.maybe(at, "next_meeting", meeting.next_meeting.as_ref());
        for (index, entry) in meeting.log.iter().enumerate() {
            self.maybe(&at.key("log").index(index), "reason", entry.reason.as_ref());
        }
        self.images(at, &meeting.images);
        for (index, item) in meeting.agenda.iter().enumerate() {
            let at = at.key("agenda").index(index);
            self.maybe(&at, "title", Some(&item.title));
            self.maybe(&at, "workshop", item.workshop.as_ref());
            self.maybe(&at, "plenary", item.plenary.as_ref());
            self.maybe(&at, "round_table", item.round_table.as_ref());
            self.images(&at, &item.images);
            for (index, output) in item.outputs.iter().enumerate() {
                let at = at.key("outputs").index(index);
                self.0.push(Line { path: at.key(output.kind.key()), text: &output.text, is_exact: false });
                for (index, entry) in output.follow_up.iter().enumerate() {
                    self.maybe(&at.key("follow_up").index(index), "note", entry.note.as_ref());
                }
            }
        }
    }

    fn article(&mut self, at: &DocumentPath, article: &'a NewsArticle) {
        self.maybe(at, "title", Some(&article.title));
        self.maybe(at, "lead", Some(&article.lead));
        for (index, section) in article.sections.iter().enumerate() {
            let at = at.key("sections").index(index);
            self.maybe(&at, "title", section.title.as_ref());
            self.maybe(&at.key("quote"), "text", section.quote.as_ref().map(|quote| &quote.text));
        }
        self.images(at, &article.images);
    }

    fn issue(&mut self, at: &DocumentPath, issue: &'a Newsletter) {
        self.maybe(at, "subject", Some(&issue.subject));
        self.maybe(at, "preheader", issue.preheader.as_ref());
        for (index, item) in issue.items.iter().enumerate() {
            self.maybe(&at.key("items").index(index), "title", item.title.as_ref());
        }
    }
}
