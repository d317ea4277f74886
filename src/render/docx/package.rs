//! The parts of the file (ISO/IEC 29500-2), in their order.

/// A part that a template makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Part {
    /// Its name within the file.
    pub(in crate::render) name: &'static str,
    /// Its template.
    pub(in crate::render) template: &'static str,
}

const fn part(name: &'static str, template: &'static str) -> Part {
    Part { name, template }
}

/// The template of the part that holds the text.
pub(in crate::render) const TEXT: &str = "page.docx.xml";

/// The parts in the order in which they lie in the file. They are made from the last to the first: what stands earlier lists
/// what the text has named.
pub(in crate::render) const PARTS: [Part; 13] = [
    part("[Content_Types].xml", "docx/content-types.xml"),
    part("_rels/.rels", "docx/package.xml"),
    part("docProps/core.xml", "docx/core.xml"),
    part("docProps/app.xml", "docx/app.xml"),
    part("docProps/custom.xml", "docx/custom.xml"),
    part("word/_rels/document.xml.rels", "docx/relations.xml"),
    part("word/numbering.xml", "docx/numbering.xml"),
    part("word/settings.xml", "docx/settings.xml"),
    part("word/styles.xml", "docx/styles.xml"),
    part("word/fontTable.xml", "docx/fonts.xml"),
    part("word/header1.xml", "docx/header.xml"),
    part("word/footer1.xml", "docx/footer.xml"),
    part("word/document.xml", TEXT),
];
