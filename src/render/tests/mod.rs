//! How the documents are held: a workspace made up for it, with every part that a record can have.

mod documents;
mod escaping;
mod mails;
mod overrides;
#[cfg(feature = "pdf")]
mod pdf;

use crate::language::Language;
use crate::language::words::Words;
use crate::model::{Document, DocumentFormat, FileFact, FileKind, Files, Id, Record, Records, Registry, sentence};
use crate::render::{MailRequest, RenderError, RenderRequest, Renderer};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Records and files, and what is asked of them.
pub(super) struct Made {
    pub(super) records: Records,
    pub(super) files: Files,
}

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a record of the test")
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id of the test")
}

/// A workspace with one meeting, `2026-03-12-roskilde`.
pub(super) fn workspace(meeting: Value) -> Made {
    let settings = json!({
        "id": "netvaerk", "network": "Netværk for digital inklusion", "secretariat": "digitaliseringsstyrelsen",
        "archive_url": "https://netvaerk.example.org/",
        "sender": {
            "name": "Sekretariatet", "email": "netvaerk@example.org", "reply_to": "sekretariat@example.org",
            "phone": "00 00 00 00", "postal_address": "Eksempelgade 1, 1000 København K",
        },
        "lists": {
            "newsletter": { "title": "Nyhedsbrev om digital inklusion", "basis": "consent" },
            "members": { "title": "Netværkets medlemmer", "basis": "6.1.e" },
        },
    });
    let registry = Registry {
        people: read(json!({
            "birthe-holm": { "name": "Birthe Holm", "title": "professor", "organisation": "EU-N" },
            "mette-lind": { "name": "Mette Lind", "organisation": "digitaliseringsstyrelsen" },
        })),
        organisations: read(json!({
            "digitaliseringsstyrelsen": { "name": "Digitaliseringsstyrelsen", "preposition": "i" },
            "eksempeluniversitetet": { "name": "Eksempeluniversitetet", "short": "EU-N", "preposition": "ved" },
            "roskilde": { "name": "Roskilde Bibliotekerne" },
        })),
        topics: read(json!({
            "fritagelsesloven": {
                "name": "Lov om fritagelse", "kind": "bill", "url": "https://hoering.example.org/",
                "about": "Hvem kan slippe for digital selvbetjening?",
                "dates": [{ "date": "2026-02-02", "what": "Høringsfristen udløber" }],
                "came_from": ["earlier/fritagelse"],
            },
        })),
        materials: read(json!({
            "tips": {
                "title": "Tips til it-frivillige", "kind": "leaflet", "file": "files/tips.pdf",
                "made_by": "Digitaliseringsstyrelsen", "made_with": ["Ældre Sagen"],
            },
        })),
        earlier: read(json!({ "fritagelse": { "text": "Undtag dem, der er fritaget", "when": "før 2026" } })),
    };
    let files = [
        ("files/tips.pdf", FileKind::Pdf, 240_000, None),
        ("files/2026-03-12/birthe.jpg", FileKind::Jpeg, 40_000, Some((1200, 800))),
        ("files/2026-03-12/bord.jpg", FileKind::Jpeg, 40_000, Some((400, 300))),
    ];
    let fact = |(path, kind, size, dimensions): (&str, FileKind, u64, Option<(u32, u32)>)| {
        (path.to_owned(), FileFact { kind, size, dimensions })
    };
    Made {
        records: Records {
            registry,
            meetings: [(id("2026-03-12-roskilde"), read(meeting))].into(),
            ..Records::none(read(settings))
        },
        files: files.into_iter().map(fact).collect(),
    }
}

/// A meeting with every part that one can have.
pub(super) fn whole_meeting() -> Value {
    json!({
        "title": "Møde i Netværk for digital inklusion", "date": "2026-03-12", "time": "13.00-15.30",
        "host": "Roskilde Bibliotekerne", "place": "Dronning Margrethes Vej 14, 4000 Roskilde", "chair": "Mette Lind",
        "intro": "Mødet handlede om *fritagelse*.", "attended": 58, "summary": "published", "published": "2026-03-19",
        "log": [{ "state": "postponed", "was": "2026-02-05", "reason": "Værten var nødt til at flytte." }],
        "agenda": [
            { "title": "Status på appen", "time": "13.40-14.10", "speakers": [
                "Birthe Holm",
                { "person": "Mette Lind", "title": "kontorchef", "organisation": "Digitaliseringsstyrelsen" },
              ],
              "topics": ["Lov om fritagelse"],
              "said": "Over 4,9\u{a0}mio. bruger [appen](https://app.example.org/).\n\n![](birthe)\n\n- en\n- to",
              "workshop": "Hvordan hjælper vi de sidste i gang?",
              "outputs": [
                "Vejledning på biblioteket (bord 3, 12 stemmer)",
                { "action": "Undersøge adgang for pårørende", "id": "adgang", "owner": "digitaliseringsstyrelsen",
                  "due": "2026-05-01", "came_from": ["earlier/fritagelse"],
                  "follow_up": [{ "at": "2026-04-02", "state": "in_progress", "note": "Drøftet med ministeriet" }] },
                { "wish": "Kun for netværket selv", "visibility": "network" },
                { "question": "Noget internt", "visibility": "internal" },
              ],
              "reports_on": ["earlier/fritagelse"],
              "links": [{ "text": "Lovforslaget i fuld længde", "url": "https://hoering.example.org/" }],
              "images": [
                { "id": "birthe", "file": "files/2026-03-12/birthe.jpg", "alt": "Birthe Holm viser kurven", "caption": "Status" },
                { "id": "bord", "file": "files/2026-03-12/bord.jpg", "decorative": true, "alt": "glemt" },
                { "id": "hemmelig", "file": "files/hemmelig.jpg", "alt": "Hemmeligt", "visibility": "internal" },
              ],
              "materials": ["tips"] },
            { "title": "Pause", "kind": "break", "said": "Kaffe." },
            { "title": "Status på appen", "plenary": "Hvad nu?" },
            { "title": "Økonomi", "said": "Netværkets egne tal.", "visibility": "network" },
            { "title": "Personale", "said": "Kun for os.", "visibility": "internal" },
        ],
        "slides": "on_request", "next_meeting": "oktober 2026",
    })
}

impl Made {
    pub(super) fn meeting(&self) -> Record<'_> {
        self.records.record("2026-03-12-roskilde").expect("the meeting of the test")
    }

    pub(super) fn with_article(mut self, article: Value) -> Self {
        self.records.news.insert(id("2026-01-05-nyt"), read(article));
        self
    }

    pub(super) fn with_issue(mut self, issue: Value) -> Self {
        self.records.newsletters.insert(id("nyhedsbrev"), read(issue));
        self
    }

    pub(super) fn try_document(
        &self,
        record: &str,
        format: DocumentFormat,
        renderer: &Renderer,
    ) -> Result<String, RenderError> {
        let record = self.records.record(record).expect("a record of the test");
        let request = RenderRequest { format, ..RenderRequest::new(&self.records, &self.files, record) };
        renderer.document(&request).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    pub(super) fn document(&self, record: &str, format: DocumentFormat) -> String {
        let renderer = Renderer::new(BTreeMap::new()).expect("the built-in templates");
        self.try_document(record, format, &renderer).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// One document of a record, as text.
    pub(super) fn document_of(&self, record: &str, document: Document, format: DocumentFormat) -> String {
        let renderer = Renderer::new(BTreeMap::new()).expect("the built-in templates");
        let record = self.records.record(record).expect("a record of the test");
        let request = RenderRequest { document, format, ..RenderRequest::new(&self.records, &self.files, record) };
        let made = renderer.document(&request).unwrap_or_else(|error| panic!("{error:?}"));
        String::from_utf8(made).expect("text")
    }

    /// The summary of the meeting.
    pub(super) fn summary(&self, format: DocumentFormat) -> String {
        self.document("2026-03-12-roskilde", format)
    }

    pub(super) fn mail(&self, record: &str, list: &str) -> crate::model::MailText {
        let record = self.records.record(record).expect("a record of the test");
        let list = id(list);
        self.mail_of(record.own_document(), record, &list)
    }

    pub(super) fn mail_of(&self, document: Document, record: Record<'_>, list: &Id) -> crate::model::MailText {
        let renderer = Renderer::new(BTreeMap::new()).expect("the built-in templates");
        let request = MailRequest { document, ..MailRequest::new(&self.records, &self.files, record, list) };
        renderer.mail(&request).unwrap_or_else(|error| panic!("{error:?}"))
    }
}

#[test]
fn a_record_has_its_own_documents_only() {
    let made = workspace(whole_meeting());
    let renderer = Renderer::new(BTreeMap::new()).unwrap();
    let request =
        RenderRequest { document: Document::News, ..RenderRequest::new(&made.records, &made.files, made.meeting()) };
    let error = renderer.document(&request).unwrap_err();
    assert_eq!(error, RenderError::WrongDocument { record: id("2026-03-12-roskilde"), document: Document::News });
}

#[test]
fn without_pdf_the_program_says_how_to_get_it() {
    for language in [Language::Danish, Language::English] {
        let said = sentence(&Words::new(language), "pdf-not-built.hint", &[]).unwrap();
        assert!(said.contains("cargo install --path . --features pdf"), "{said}");
    }
    if cfg!(not(feature = "pdf")) {
        let made = workspace(whole_meeting());
        let plain = RenderRequest::new(&made.records, &made.files, made.meeting());
        let request = RenderRequest { format: DocumentFormat::Pdf, ..plain };
        let renderer = Renderer::new(BTreeMap::new()).unwrap();
        assert_eq!(renderer.document(&request).unwrap_err(), RenderError::WithoutPdf);
    }
}
