//! Where the archive's pages and files lie, from its root. A page is a folder, so that its address has no ending and stays put.

use crate::language::Language;
use crate::model::{ArchivePage, Id};

/// The style sheet.
pub(super) const STYLE: &str = "style.css";
/// The folder of the fonts.
pub(super) const FONTS: &str = "fonts/";
/// The feed.
pub(super) const FEED: &str = "feed.xml";
/// The sign that browsers show beside the title.
pub(super) const ICON: &str = "icon.svg";
/// The script of the search.
pub(super) const SEARCH_SCRIPT: &str = "search/search.js";
/// The folder of the index that the script asks.
pub(super) const SEARCH_INDEX: &str = "search/";

/// The folder of a page, with a slash at its end; empty for the front page. The page that a server shows where there is nothing is
/// a file.
pub fn of(page: ArchivePage<'_>, language: Language) -> String {
    let [meetings, news, newsletters, topics, people, years, search] = ArchivePage::folders(language);
    match page {
        ArchivePage::Front => String::new(),
        ArchivePage::Record(record) => format!("{}/", record.id()),
        ArchivePage::Formerly(id, _) => format!("{id}/"),
        ArchivePage::Meetings => format!("{meetings}/"),
        ArchivePage::News => format!("{news}/"),
        ArchivePage::Newsletters => format!("{newsletters}/"),
        ArchivePage::Topics => format!("{topics}/"),
        ArchivePage::Topic(id) => format!("{topics}/{id}/"),
        ArchivePage::Person(id) => format!("{people}/{id}/"),
        ArchivePage::Year(year) => format!("{years}/{year}/"),
        ArchivePage::Search => format!("{search}/"),
        ArchivePage::NotFound => "404.html".to_owned(),
    }
}

/// The file of a page.
pub(super) fn file(page: ArchivePage<'_>, language: Language) -> String {
    let path = of(page, language);
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
}

/// The way from a page to the root: `../` a folder.
pub(super) fn base(page: ArchivePage<'_>, language: Language) -> String {
    "../".repeat(of(page, language).matches('/').count())
}

/// The way to the root from anywhere on the server: `/`, `/arkiv/`.
pub(super) fn root(archive: Option<&str>) -> String {
    let path = archive.and_then(|url| url.split_once("://")?.1.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

/// A meeting's entry for a calendar.
pub(super) fn entry(id: &Id) -> String {
    format!("{id}/{id}.ics")
}

/// The calendar of the meetings to come.
pub(super) fn calendar(language: Language) -> &'static str {
    match language {
        Language::Danish => "moeder.ics",
        Language::English => "meetings.ics",
    }
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn the_root_is_found_from_anywhere_on_the_server() {
        assert_eq!(root(None), "/");
        assert_eq!(root(Some("https://net.example.org")), "/");
        assert_eq!(root(Some("https://net.example.org/arkiv/net")), "/arkiv/net/");
    }
}
