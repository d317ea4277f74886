//! What is asked of the renderer: which document of which record, in what form, for whom.

use crate::model::{Basis, Document, DocumentFormat, Files, Id, PictureSizes, Pictures, Publication, Record, Records};

/// One document.
#[derive(Debug, Clone)]
pub struct RenderRequest<'a> {
    /// The workspace's records.
    pub records: &'a Records,
    /// What is known of the files that they name.
    pub files: &'a Files,
    /// The record.
    pub record: Record<'a>,
    /// Which document of it.
    pub document: Document,
    /// In what form.
    pub format: DocumentFormat,
    /// Whether the document is marked UDKAST.
    pub draft: bool,
    /// Where it is to stand.
    pub place: Place<'a>,
    /// The pictures that a document holds within itself, as PDF and Word do.
    pub pictures: &'a Pictures,
}

/// Where a document is to stand, and so how it reaches its pictures and what it leads to.
#[derive(Debug, Clone)]
pub enum Place<'a> {
    /// Beside the workspace's files, with this before their paths: empty in the workspace's root, `../` one folder below it.
    Beside(String),
    /// In another system, which is given its pictures in these sizes. What it leads to has whole addresses.
    Parcel(&'a PictureSizes),
    /// By itself: what it leads to has whole addresses, and words stand for its pictures.
    Alone,
}

/// No pictures.
static NONE: Pictures = Pictures::new();

impl<'a> RenderRequest<'a> {
    /// The record's own document as a page in the workspace's root, marked as a draft where the record is one.
    pub fn new(records: &'a Records, files: &'a Files, record: Record<'a>) -> Self {
        Self {
            records,
            files,
            record,
            document: record.own_document(),
            format: DocumentFormat::Html,
            draft: record.publication() == Publication::Draft,
            place: Place::Beside(String::new()),
            pictures: &NONE,
        }
    }
}

/// A mail of one document to one list.
#[derive(Debug, Clone)]
pub struct MailRequest<'a> {
    /// The workspace's records.
    pub records: &'a Records,
    /// What is known of the files that they name.
    pub files: &'a Files,
    /// The record.
    pub record: Record<'a>,
    /// Which document of it.
    pub document: Document,
    /// The list that it goes to: its ground decides whether the network's own parts are shown.
    pub list: &'a Id,
    /// Whether the mail is marked UDKAST.
    pub draft: bool,
    /// 1 for the first mailing of the document to the list, and one more for each after it: an entry for a calendar is newer than
    /// that of the mailing before.
    pub round: u32,
}

impl<'a> MailRequest<'a> {
    /// The record's own document, marked as a draft where the record is one.
    pub fn new(records: &'a Records, files: &'a Files, record: Record<'a>, list: &'a Id) -> Self {
        Self {
            records,
            files,
            record,
            document: record.own_document(),
            list,
            draft: record.publication() == Publication::Draft,
            round: 1,
        }
    }
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// Anybody.
    Public,
    /// The network: a list that does not rest on consent.
    Network,
}

impl Audience {
    /// Who is on a list of that ground.
    pub(super) fn of(basis: Basis) -> Self {
        match basis {
            Basis::Consent => Self::Public,
            Basis::Task | Basis::Interest => Self::Network,
        }
    }
}
