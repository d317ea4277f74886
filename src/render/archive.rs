//! The pages of the archive.

use super::addresses::{Addresses, Shelf};
use super::error::RenderError;
use super::paths;
use super::renderer::{Context, Renderer, context};
use super::request::Audience;
use super::tidy::tidied;
use super::view::Desk;
use crate::model::{Archive, ArchivePage, DocumentFormat, Files, PictureSizes, Records};
use minijinja::Value;
use minijinja::value::Serde;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What the archive is made of.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveRequest<'a> {
    /// The workspace's records.
    pub records: &'a Records,
    /// What is known of the files that they name.
    pub files: &'a Files,
    /// What is out.
    pub archive: &'a Archive,
    /// The sizes that pictures were drawn in.
    pub sizes: &'a PictureSizes,
}

/// A page of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFile {
    /// Where it lies, from the archive's root: `emner/mitid/index.html`.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: Option<String>,
    /// The page.
    pub html: String,
    /// The files of the workspace that it leads to.
    pub taken: BTreeSet<String>,
}

impl Renderer {
    /// A page of the archive: only what is public and out is in it.
    ///
    /// # Errors
    /// Anything about a template of the workspace's own.
    pub fn archive_page(
        &self,
        page: ArchivePage<'_>,
        request: &ArchiveRequest<'_>,
    ) -> Result<ArchiveFile, RenderError> {
        let ArchiveRequest { records, files, archive, sizes } = *request;
        let settings = &records.settings;
        let language = settings.language();
        // A server shows that one wherever something is missed.
        let base = match page {
            ArchivePage::NotFound => paths::root(settings.archive_url.as_deref()),
            page => paths::base(page, language),
        };
        let shelf = Shelf { base, archive, sizes, taken: RefCell::default() };
        let desk = Desk {
            records,
            files,
            language,
            audience: Audience::Public,
            addresses: Addresses::in_archive(settings, &shelf),
        };
        let context = self.archive_context(page, &desk, archive)?;
        let template = if context.elsewhere.is_some() { "archive/elsewhere.html" } else { "page.html" };
        let html = self.render(template, &Value::from(Serde(&context)))?;
        Ok(ArchiveFile {
            path: paths::file(page, language),
            title: context.page.title,
            description: context.page.description,
            html: tidied(&html, DocumentFormat::Html),
            taken: shelf.taken.into_inner(),
        })
    }

    fn archive_context(
        &self,
        page: ArchivePage<'_>,
        desk: &Desk<'_>,
        archive: &Archive,
    ) -> Result<Context, RenderError> {
        let frame = desk.frame(page, archive, self.style_version());
        if let ArchivePage::Record(record) = page {
            let document = archive.document(record.id()).unwrap_or(record.own_document());
            let own = Desk { language: record.language().unwrap_or(desk.language), ..desk.clone() };
            let context = context(&own, record, document, false, "", 1)?;
            return Ok(Context { page: context.page.within(frame), ..context });
        }
        let (mut front, mut listing, mut register, mut elsewhere) = (None, None, None, None);
        let body = match page {
            ArchivePage::Front => {
                front = Some(desk.front(archive));
                "archive/front"
            }
            ArchivePage::Search => {
                register = Some(desk.register(archive));
                "archive/search"
            }
            ArchivePage::NotFound => "archive/missing",
            ArchivePage::Formerly(_, record) => {
                elsewhere = desk.elsewhere(record, archive);
                "archive/elsewhere"
            }
            _ => {
                listing = desk.listing(page, archive);
                "archive/listing"
            }
        };
        let title = match (&listing, page) {
            (Some(listing), _) => Some(listing.title.clone()),
            (None, ArchivePage::Search) => Some(desk.say("archive-search")),
            (None, ArchivePage::NotFound) => Some(desk.say("archive-missing")),
            _ => None,
        };
        let own = listing.as_ref().and_then(|listing| listing.about.clone());
        let about = own.or_else(|| desk.about_page(page, title.as_deref().unwrap_or_default()));
        let url = desk.addresses.standing(&paths::of(page, desk.language));
        Ok(Context {
            poster: None,
            large: false,
            page: desk.archive_page(title, about, url, frame),
            letter: None,
            summary: None,
            agenda: None,
            article: None,
            issue: None,
            front,
            listing,
            register,
            elsewhere,
            heading: 1,
            language: desk.language.code(),
            body,
        })
    }

    /// The files that stand beside the pages: the style sheet, the icon, the script of the search. Path and text.
    pub fn archive_files(&self) -> [(&'static str, String); 3] {
        let own = |name: &str| self.looks.text(name).unwrap_or_default().to_owned();
        [
            (paths::STYLE, self.archive_style()),
            (paths::ICON, own("archive/icon.svg")),
            (paths::SEARCH_SCRIPT, own("archive/search.js")),
        ]
    }

    fn archive_style(&self) -> String {
        let parts = ["archive/fonts.css", "page.css", "archive/archive.css"];
        parts.into_iter().filter_map(|name| self.looks.text(name)).collect::<Vec<_>>().join("\n")
    }

    /// A few letters that change when the style sheet does.
    fn style_version(&self) -> &str {
        self.style_version.get_or_init(|| {
            let digest = Sha256::digest(self.archive_style());
            digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
        })
    }
}
