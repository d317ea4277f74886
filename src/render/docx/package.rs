//! The file itself: a zip archive of parts (ISO/IEC 29500-2) in a fixed order and without a clock, so that the same parts give
//! the same bytes.

use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

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
    part("word/document.xml", "page.docx.xml"),
];

/// The file that holds these parts, in their order, by name and bytes.
///
/// # Errors
/// What the archive cannot hold, as a part of 4 GB.
pub(in crate::render) fn packed(parts: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A picture is as small as it gets already.
        let method =
            if name.starts_with("word/media/") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        archive.start_file(*name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::packed;

    #[test]
    fn the_same_parts_are_the_same_file() {
        let parts: [(&str, &[u8]); 2] = [("a.xml", b"<a/>"), ("word/media/picture1.png", b"png")];
        let file = packed(&parts).unwrap();
        assert!(file.starts_with(b"PK\x03\x04"));
        assert_eq!(file, packed(&parts).unwrap());
        // The day and hour of every part are those at which the clock of a zip archive begins.
        assert_eq!(file[10..14], [0, 0, 0x21, 0]);
    }
}
