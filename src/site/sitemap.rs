//! What leads search engines through the archive: the site map (sitemaps.org 0.9) with the whole addresses of its pages, and the
//! file that names it.

use crate::language::Language;
use crate::model::{Archive, ArchivePage, Records};
use crate::render::archive_path;

/// Paths and bytes; nothing where the archive has no address. The file that names the map is asked for only where the archive is the
/// whole of its server (RFC 9309 §2.3).
pub(super) fn files(
    records: &Records,
    archive: &Archive,
    pages: &[ArchivePage<'_>],
    language: Language,
) -> Vec<(String, Vec<u8>)> {
    let Some(home) = records.settings.archive().map(|url| url.trim_end_matches('/')) else { return Vec::new() };
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        let day = match page {
            ArchivePage::NotFound | ArchivePage::Formerly(..) | ArchivePage::Search => continue,
            // What stands with another system is that system's to tell of.
            ArchivePage::Record(record) if record.published_at().is_some() => continue,
            ArchivePage::Record(record) => {
                let day = record.changed().or_else(|| archive.day(record.id()));
                day.filter(|day| *day <= archive.today())
            }
            _ => None,
        };
        text.push_str(&format!("<url><loc>{}/{}</loc>", escaped(home), archive_path(*page, language)));
        if let Some(day) = day {
            text.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    let mut files = vec![("sitemap.xml".to_owned(), text.into_bytes())];
    if home.matches('/').count() == 2 {
        let robots = format!("User-agent: *\nAllow: /\nSitemap: {home}/sitemap.xml\n");
        files.push(("robots.txt".to_owned(), robots.into_bytes()));
    }
    files
}

fn escaped(url: &str) -> String {
    url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
