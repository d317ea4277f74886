//! The site map (sitemaps.org 0.9): the whole addresses of the pages, for search engines.

use crate::language::Language;
use crate::model::{ArchivePage, Records};
use crate::render::archive_path;

/// The site map and the file that leads search engines to it; nothing where the archive has no address.
pub(super) fn file(records: &Records, pages: &[ArchivePage<'_>], language: Language) -> Option<(String, Vec<u8>)> {
    let archive = records.settings.archive_url.as_deref()?.trim_end_matches('/');
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        let day = match page {
            ArchivePage::NotFound | ArchivePage::Formerly(..) | ArchivePage::Search => continue,
            // What stands with another system is that system's to tell of.
            ArchivePage::Record(record) if record.published_at().is_some() => continue,
            ArchivePage::Record(record) => record.changed(),
            _ => None,
        };
        text.push_str(&format!("<url><loc>{}/{}</loc>", escaped(archive), archive_path(*page, language)));
        if let Some(day) = day {
            text.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    Some(("sitemap.xml".to_owned(), text.into_bytes()))
}

fn escaped(url: &str) -> String {
    url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
