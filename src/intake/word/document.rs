//! A Word document as a whole: its text, the remarks beside it, and the record that it was made of.

use super::body;
use super::error::WordError;
use super::looks::Looks;
use super::package::Package;
use super::text::{Paragraph, Remark};
use super::xml::Element;
use std::collections::BTreeMap;
use url::Url;

/// The property that names the record; the others name its fields.
const RECORD: &str = "opsamling";
/// The property that says whether it was marked as a draft.
const DRAFT: &str = "opsamling-draft";
/// The most paragraphs that a document may have: two thousand pages.
const MOST_PARAGRAPHS: usize = 20_000;

/// A Word document, read.
#[derive(Debug, Default)]
pub struct WordDocument {
    /// What it was made of, where it says so: the workspace, the record and the document.
    pub record: Option<String>,
    /// Whether it was marked as a draft, where it says so.
    pub is_draft: Option<bool>,
    /// Whether macros lie in it. They are never run, nor kept.
    pub has_macros: bool,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) remarks: Vec<Remark>,
    /// By what the words of each field are known that were sent out.
    pub(super) sent: BTreeMap<String, String>,
}

impl WordDocument {
    /// Reads a file.
    ///
    /// # Errors
    /// `WordError` where it is no Word document, or one that nobody has written by honest means.
    pub fn read(bytes: &[u8]) -> Result<Self, WordError> {
        let mut package = Package::open(bytes)?;
        let kinds = package.part("[Content_Types].xml")?.ok_or(WordError::NotWord)?;
        let place = text_part(&mut package)?;
        let document = package.part(&place)?.filter(|root| root.name == "document").ok_or(WordError::NotWord)?;
        let beside = |name: &str| match place.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.to_owned(),
        };
        let (styles, lists) = (package.part(&beside("styles.xml"))?, package.part(&beside("numbering.xml"))?);
        let looks = Looks::read(styles.as_ref(), lists.as_ref());
        let file = place.rsplit('/').next().unwrap_or_default();
        let relations = package.part(&beside(&format!("_rels/{file}.rels")))?;
        let read = body::read(&document, &looks, &relations.as_ref().map(links).unwrap_or_default());
        if read.paragraphs.len() > MOST_PARAGRAPHS {
            return Err(WordError::TooLarge { part: place });
        }
        let remarks = package.part(&beside("comments.xml"))?;
        let remarks = remarks.iter().flat_map(Element::elements).filter(|it| it.name == "comment").map(|comment| {
            let anchor = comment.attribute("id").and_then(|number| read.anchors.get(number));
            let (paragraph, about) = anchor.cloned().unwrap_or_default();
            Remark { hand: body::hand(comment), text: body::lines(comment), about, paragraph }
        });
        let remarks = remarks.filter(|remark| !remark.text.is_empty()).collect();
        let mut sent = package.part("docProps/custom.xml")?.as_ref().map(properties).unwrap_or_default();
        let macros = |kind: &Element| {
            kind.attribute("ContentType").is_some_and(|kind| kind.contains("vba") || kind.contains("macro"))
        };
        Ok(Self {
            record: sent.remove(RECORD),
            is_draft: sent.remove(DRAFT).map(|said| said == "yes"),
            has_macros: kinds.elements().any(macros),
            paragraphs: read.paragraphs,
            remarks,
            sent,
        })
    }
}

impl WordDocument {
    /// The bookmarks of the fields that begin in it, in its order.
    pub fn fields(&self) -> impl Iterator<Item = String> {
        let edges = self.paragraphs.iter().flat_map(|paragraph| &paragraph.edges);
        edges.filter(|edge| edge.begins).map(|edge| edge.name.clone())
    }
}

/// The name of the part that holds the text, as the file says.
fn text_part(package: &mut Package<'_>) -> Result<String, WordError> {
    let root = package.part("_rels/.rels")?.ok_or(WordError::NotWord)?;
    let is_text = |it: &&Element| it.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let target = root.elements().find(is_text).and_then(|it| it.attribute("Target")).ok_or(WordError::NotWord)?;
    Ok(target.trim_start_matches('/').to_owned())
}

/// Where links lead, by their names.
fn links(relations: &Element) -> BTreeMap<String, String> {
    let link = |it: &Element| {
        let leads_out = it.attribute("Type").is_some_and(|kind| kind.ends_with("/hyperlink"));
        let target = it.attribute("Target").filter(|_| leads_out)?;
        // Programs write the same address in more than one way.
        let target = Url::parse(target).map_or_else(|_| target.to_owned(), String::from);
        Some((it.attribute("Id")?.to_owned(), target))
    };
    relations.elements().filter_map(link).collect()
}

fn properties(root: &Element) -> BTreeMap<String, String> {
    root.elements().filter_map(|it| Some((it.attribute("name")?.to_owned(), it.text().trim().to_owned()))).collect()
}
