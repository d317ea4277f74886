//! Several parts in one file: a zip archive in a fixed order and without a clock, so that the same parts give the same bytes.

use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The file that holds these parts, in their order, by name and bytes.
///
/// # Errors
/// What the archive cannot hold, as a part of 4 GB.
pub fn packed(parts: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A picture is as small as it gets already.
        let is_picture = [".png", ".jpg", ".jpeg", ".gif"].iter().any(|ending| name.ends_with(ending));
        let method = if is_picture { CompressionMethod::Stored } else { CompressionMethod::Deflated };
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
