//! One file as the rules see it: its fields and its prose, each with its way from the root, made ready once.

use super::around::Around;
use super::lines::{self, Line};
use super::passage::Passage;
use super::{RULES, allowances};
use crate::model::{DocumentPath, Field, FieldValue, Finding, Record, Records, Registry, Settings};

/// What a file holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject<'a> {
    Settings(&'a Settings),
    People(&'a Registry),
    Organisations(&'a Registry),
    Topics(&'a Registry),
    Materials(&'a Registry),
    Earlier(&'a Registry),
    Record(Record<'a>),
}

/// One file, ready for the rules.
pub(crate) struct Page<'a> {
    pub subject: Subject<'a>,
    /// The file, from the workspace's root.
    pub file: String,
    /// References, links, pictures, dates.
    pub fields: Vec<Field<'a>>,
    /// Markdown fields, read.
    pub passages: Vec<Passage<'a>>,
    /// Every free text, Markdown or not.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Page<'a> {
    /// What there is to look at.
    pub fn all(records: &'a Records) -> Vec<Subject<'a>> {
        let registry = &records.registry;
        let mut subjects = vec![
            Subject::Settings(&records.settings),
            Subject::People(registry),
            Subject::Organisations(registry),
            Subject::Topics(registry),
            Subject::Materials(registry),
            Subject::Earlier(registry),
        ];
        subjects.extend(records.all().map(Subject::Record));
        subjects
    }

    pub fn new(subject: Subject<'a>) -> Self {
        let fields = fields(subject);
        let prose = |field: &Field<'a>| match field.value {
            FieldValue::Prose(prose) => Some((field.path.clone(), prose.0.as_str())),
            _ => None,
        };
        let texts: Vec<_> = fields.iter().filter_map(prose).collect();
        let mut lines = lines::of(subject);
        lines.extend(texts.iter().map(|(path, text)| Line::exact(path.clone(), text)));
        let passages = texts.into_iter().map(|(path, text)| Passage::read(path, text)).collect();
        Self { subject, file: file(subject), fields, passages, lines }
    }

    /// The record that the file holds, if it holds one.
    pub fn record(&self) -> Option<Record<'a>> {
        match self.subject {
            Subject::Record(record) => Some(record),
            _ => None,
        }
    }

    /// What all rules find here, but for what the record allows.
    pub fn judge(&self, around: &Around<'_>) -> Vec<Finding> {
        let allowed = |code: &str| self.record().is_some_and(|record| allowances::allows(record, code));
        let lacking = around.records.partial.get(&self.file).map_or(&[][..], Vec::as_slice);
        let mut findings = Vec::new();
        for rule in RULES {
            let spots = (rule.look)(self, around);
            if !spots.is_empty() && !allowed(rule.code) {
                findings.extend(spots.into_iter().filter_map(|spot| spot.into_finding(rule, &self.file, lacking)));
            }
        }
        findings
    }
}

fn file(subject: Subject<'_>) -> String {
    match subject {
        Subject::Settings(_) => "opsamling.yaml".to_owned(),
        Subject::People(_) => "registry/people.yaml".to_owned(),
        Subject::Organisations(_) => "registry/organisations.yaml".to_owned(),
        Subject::Topics(_) => "registry/topics.yaml".to_owned(),
        Subject::Materials(_) => "registry/materials.yaml".to_owned(),
        Subject::Earlier(_) => "registry/earlier.yaml".to_owned(),
        Subject::Record(record) => record.file(),
    }
}

/// Every field of a file that rules look at.
pub(super) fn fields(subject: Subject<'_>) -> Vec<Field<'_>> {
    let root = DocumentPath::root();
    let mut fields = Vec::new();
    let mut add = |path: DocumentPath, value| fields.push(Field { path, value });
    match subject {
        Subject::Record(record) => return record.fields(),
        Subject::Earlier(_) => {}
        Subject::Settings(settings) => {
            add(root.key("secretariat"), FieldValue::Organisation(&settings.secretariat));
            if let Some(about) = &settings.about {
                add(root.key("about"), FieldValue::Prose(about));
            }
            let urls = [
                ("archive_url", &settings.archive_url),
                ("service_url", &settings.service_url),
                ("accessibility_statement", &settings.accessibility_statement),
            ];
            for (key, url) in urls {
                if let Some(url) = url {
                    add(root.key(key), FieldValue::Url(url));
                }
            }
            if let Some(url) = &settings.privacy.policy_url {
                add(root.key("privacy").key("policy_url"), FieldValue::Url(url));
            }
        }
        Subject::People(registry) => {
            for (id, person) in &registry.people {
                if let Some(organisation) = &person.organisation {
                    add(root.key(id.to_string()).key("organisation"), FieldValue::Organisation(organisation));
                }
            }
        }
        Subject::Organisations(registry) => {
            for (id, organisation) in &registry.organisations {
                let at = root.key(id.to_string());
                if let Some(url) = &organisation.url {
                    add(at.key("url"), FieldValue::Url(url));
                }
                if let Some(whole) = &organisation.part_of {
                    add(at.key("part_of"), FieldValue::Organisation(whole));
                }
            }
        }
        Subject::Topics(registry) => {
            for (id, topic) in &registry.topics {
                let at = root.key(id.to_string());
                if let Some(url) = &topic.url {
                    add(at.key("url"), FieldValue::Url(url));
                }
                for (index, entry) in topic.dates.iter().enumerate() {
                    add(at.key("dates").index(index).key("date"), FieldValue::PartialDate(&entry.date));
                }
                for (index, output) in topic.came_from.iter().enumerate() {
                    add(at.key("came_from").index(index), FieldValue::Output(output));
                }
            }
        }
        Subject::Materials(registry) => {
            for (id, material) in &registry.materials {
                let at = root.key(id.to_string());
                if let Some(file) = &material.file {
                    add(at.key("file"), FieldValue::Attachment(file));
                }
                if let Some(url) = &material.url {
                    add(at.key("url"), FieldValue::Url(url));
                }
                if let Some(maker) = &material.made_by {
                    add(at.key("made_by"), FieldValue::Organisation(maker));
                }
                for (index, maker) in material.made_with.iter().enumerate() {
                    add(at.key("made_with").index(index), FieldValue::Organisation(maker));
                }
            }
        }
    }
    fields
}
