//! A sound workspace that tests add to, so that each shows only what its rule is about.

use super::{Facts, check};
use crate::language::Language;
use crate::language::words::Words;
use crate::model::{DocumentPath, FileFact, FileKind, Files, Finding, Records, sentence};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json};

/// A workspace in the making.
pub(super) struct Sample {
    records: Records,
    facts: Facts,
}

fn id(text: &str) -> crate::model::Id {
    crate::model::Id::parse(text).unwrap()
}

fn read<T: DeserializeOwned>(mut value: Value, more: Value) -> T {
    let (Value::Object(all), Value::Object(more)) = (&mut value, more) else { panic!("a map") };
    all.extend(more);
    from_value(value).unwrap()
}

impl Sample {
    /// One person, one organisation, one list, a few files; today is 1 June 2026.
    pub fn sound() -> Self {
        let facts = Facts { today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(), files: Files::new() };
        let settings = json!({
            "id": "netvaerk", "network": "Netværket", "secretariat": "Eksempeluniversitetet",
            "lists": { "newsletter": { "title": "Nyhedsbrev", "basis": "consent" } },
        });
        let records = Records::none(from_value(settings).unwrap());
        Self { records, facts }
            .organisation("eksempeluniversitetet", json!({ "name": "Eksempeluniversitetet", "short": "EU-N" }))
            .person("birthe-holm", json!({ "name": "Birthe Holm", "organisation": "EU-N" }))
            .file("files/birthe.jpg", FileKind::Jpeg)
            .file("files/tips.pdf", FileKind::Pdf)
            .file("files/kage.txt", FileKind::Other)
    }

    pub fn settings(mut self, more: Value) -> Self {
        let base = json!({ "id": "netvaerk", "network": "Netværket", "secretariat": "Eksempeluniversitetet" });
        self.records.settings = read(base, more);
        self
    }

    pub fn person(mut self, name: &str, value: Value) -> Self {
        self.records.registry.people.insert(id(name), from_value(value).unwrap());
        self
    }

    pub fn organisation(mut self, name: &str, value: Value) -> Self {
        self.records.registry.organisations.insert(id(name), from_value(value).unwrap());
        self
    }

    pub fn topic(mut self, name: &str, value: Value) -> Self {
        self.records.registry.topics.insert(id(name), from_value(value).unwrap());
        self
    }

    pub fn material(mut self, name: &str, value: Value) -> Self {
        self.records.registry.materials.insert(id(name), from_value(value).unwrap());
        self
    }

    pub fn earlier(mut self, name: &str, value: Value) -> Self {
        self.records.registry.earlier.insert(id(name), from_value(value).unwrap());
        self
    }

    pub fn meeting(mut self, name: &str, more: Value) -> Self {
        let meeting = read(json!({ "title": "Møde", "date": "2026-09-10" }), more);
        self.records.meetings.insert(id(name), meeting);
        self
    }

    pub fn news(mut self, name: &str, more: Value) -> Self {
        let base = json!({ "title": "Nyt", "date": "2026-05-01", "lead": "Noget er sket.", "sections": [] });
        self.records.news.insert(id(name), read(base, more));
        self
    }

    pub fn newsletter(mut self, name: &str, more: Value) -> Self {
        self.records.newsletters.insert(id(name), read(json!({ "subject": "Brev", "items": [] }), more));
        self
    }

    /// A meeting of one item with that text.
    pub fn said(self, text: &str) -> Self {
        self.meeting("m", json!({ "agenda": [{ "title": "A", "said": text }] }))
    }

    pub fn file(mut self, name: &str, kind: FileKind) -> Self {
        self.facts.files.insert(name.to_owned(), FileFact { kind, size: 1000, dimensions: None });
        self
    }

    pub fn picture(mut self, name: &str, dimensions: (u32, u32)) -> Self {
        let fact = FileFact { kind: FileKind::Png, size: 1000, dimensions: Some(dimensions) };
        self.facts.files.insert(name.to_owned(), fact);
        self
    }

    pub fn without_people(mut self) -> Self {
        self.records.registry.people.clear();
        self
    }

    pub fn unread(mut self, file: &str) -> Self {
        self.records.unread.insert(file.to_owned());
        self
    }

    /// The file could be read but for this part.
    pub fn lacking(mut self, file: &str, part: DocumentPath) -> Self {
        self.records.partial.entry(file.to_owned()).or_default().push(part);
        self
    }

    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What is found; every sentence of it can be said in both languages.
    pub fn findings(&self) -> Vec<Finding> {
        let findings = check(&self.records, &self.facts);
        findings.iter().for_each(ensure_it_can_be_said);
        findings
    }

    pub fn codes(&self) -> Vec<&'static str> {
        self.findings().iter().map(|finding| finding.code).collect()
    }

    /// `file code path` of each finding.
    pub fn places(&self) -> Vec<String> {
        let show = |it: &Finding| format!("{} {} {}", it.file, it.code, it.path);
        self.findings().iter().map(show).collect()
    }
}

fn ensure_it_can_be_said(finding: &Finding) {
    for language in [Language::Danish, Language::English] {
        for part in ["", ".label", ".hint", ".why"] {
            // A value that a sentence wants and does not get is a fault that `find` does not pass over in a test.
            let said = sentence(&Words::new(language), &format!("{}{part}", finding.code), &finding.arguments);
            assert!(said.is_some_and(|said| !said.trim().is_empty()), "{}{part} in {language:?}", finding.code);
        }
    }
}

/// A value of a finding's sentence, as text.
pub(super) fn argument(finding: &Finding, name: &str) -> String {
    match finding.arguments.iter().find(|(known, _)| *known == name) {
        Some((_, argument)) => argument.to_string(),
        None => panic!("{} has no {name}", finding.code),
    }
}
