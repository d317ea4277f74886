//! What the styles and lists of a document mean: which paragraphs are lines of a list, headings, quotations.
//!
//! Styles are known by their names, which every program keeps, and not by their ids, which each makes anew.

use super::xml::Element;
use std::collections::BTreeMap;

/// How far a style may be based on another that is based on another.
const LONGEST_DESCENT: usize = 20;

/// The styles and lists of one document.
#[derive(Debug, Default)]
pub(super) struct Looks {
    styles: BTreeMap<String, Style>,
    /// Whether each list counts, by its number, level for level.
    lists: BTreeMap<String, Vec<bool>>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: Option<String>,
    heading: bool,
}

impl Looks {
    pub(super) fn read(styles: Option<&Element>, numbering: Option<&Element>) -> Self {
        let styles = styles.map(|root| root.elements().filter_map(style).collect()).unwrap_or_default();
        Self { styles, lists: numbering.map(lists).unwrap_or_default() }
    }

    /// The name of a style, and of those that it is based on, in lower case.
    pub(super) fn names(&self, id: &str) -> impl Iterator<Item = &str> {
        self.descent(id).map(|style| style.name.as_str())
    }

    /// Whether paragraphs of that style are headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.descent(id).any(|style| style.heading)
    }

    /// The list that paragraphs of that style belong to.
    pub(super) fn list_of(&self, id: &str) -> Option<&str> {
        self.descent(id).find_map(|style| style.list.as_deref())
    }

    /// Whether a list counts at that level; nothing where there is no such list.
    pub(super) fn counts(&self, list: &str, level: usize) -> Option<bool> {
        let levels = self.lists.get(list)?;
        Some(levels.get(level).copied().unwrap_or(false))
    }

    fn descent(&self, id: &str) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(id);
        let next = |style: &&Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_DESCENT)
    }
}

fn style(element: &Element) -> Option<(String, Style)> {
    let id = element.attribute("styleId").filter(|_| element.name == "style")?;
    let name = element.value("name").unwrap_or(id).to_lowercase();
    let properties = element.child("pPr");
    let list = properties.and_then(|it| it.child("numPr")).and_then(|it| it.value("numId"));
    let outline = properties.and_then(|it| it.value("outlineLvl"));
    let heading = name.starts_with("heading ") || outline.is_some_and(|level| level != "9");
    let style = Style {
        based_on: element.value("basedOn").map(str::to_owned),
        list: list.map(str::to_owned),
        heading: heading || name == "title",
        name,
    };
    Some((id.to_owned(), style))
}

fn lists(root: &Element) -> BTreeMap<String, Vec<bool>> {
    let kinds: BTreeMap<&str, Vec<bool>> = root
        .elements()
        .filter(|it| it.name == "abstractNum")
        .filter_map(|kind| {
            let levels = kind.elements().filter(|it| it.name == "lvl");
            Some((kind.attribute("abstractNumId")?, levels.map(|it| it.value("numFmt") != Some("bullet")).collect()))
        })
        .collect();
    let list = |list: &Element| {
        let kind = kinds.get(list.value("abstractNumId")?)?;
        Some((list.attribute("numId")?.to_owned(), kind.clone()))
    };
    root.elements().filter(|it| it.name == "num").filter_map(list).collect()
}
