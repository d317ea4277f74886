//! Where things stand as a reader sees it: files, pictures, other records, and the links of prose.

use super::paths;
use crate::language::Language;
use crate::model::{
    Archive, ArchivePage, FileFact, InlineImage, Meeting, PICTURE_IN_MAIL, PictureSize, PictureSizes, Pictures, Record,
    Settings, Visibility,
};
use crate::prose::{is_allowed_url, linked_file};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How many bytes of pictures travel inside a mail, so that the letter stays below 250 kB.
const INLINE_BUDGET: u64 = 100_000;

/// What leads where in one document.
#[derive(Debug, Clone)]
pub(super) struct Addresses<'a> {
    settings: &'a Settings,
    archive: Option<&'a str>,
    way: Way<'a>,
    /// Whether readers hold it in their hands, where no link can be followed.
    printed: bool,
}

/// How the document reaches what lies beside it.
#[derive(Debug, Clone)]
enum Way<'a> {
    /// By relative paths, with this in front.
    Beside(&'a str),
    /// Only by whole addresses: it is a mail, and pictures may travel inside.
    Away(&'a Luggage),
    /// Only by whole addresses, but it holds these pictures itself, and names them by their path: it is on paper.
    OnPaper(&'a Pictures),
    /// Only by whole addresses, but its pictures go along in these sizes.
    InParcel(&'a PictureSizes),
    /// By relative paths to the archive's pages and files.
    InArchive(&'a Shelf<'a>),
}

/// The place of a page in the archive, and what it takes along from the workspace.
#[derive(Debug)]
pub(super) struct Shelf<'a> {
    /// The way from the page to the archive's root: empty, `../`, `../../`.
    pub(super) base: String,
    pub(super) archive: &'a Archive,
    pub(super) sizes: &'a PictureSizes,
    /// The files that the page leads to, by their path from the workspace's root.
    pub(super) taken: RefCell<BTreeSet<String>>,
}

/// The pictures that travel inside a mail.
#[derive(Debug, Default)]
pub(super) struct Luggage {
    pub(super) images: RefCell<Vec<InlineImage>>,
    bytes: RefCell<u64>,
}

impl<'a> Addresses<'a> {
    /// Of a document that lies beside the workspace's files.
    pub(super) fn beside(settings: &'a Settings, image_base: &'a str) -> Self {
        Self::new(settings, Way::Beside(image_base))
    }

    /// Of a mail.
    pub(super) fn away(settings: &'a Settings, luggage: &'a Luggage) -> Self {
        Self::new(settings, Way::Away(luggage))
    }

    /// Of a document that holds its pictures within itself.
    pub(super) fn on_paper(settings: &'a Settings, pictures: &'a Pictures) -> Self {
        Self::new(settings, Way::OnPaper(pictures))
    }

    /// Of a document for another system.
    pub(super) fn in_parcel(settings: &'a Settings, sizes: &'a PictureSizes) -> Self {
        Self::new(settings, Way::InParcel(sizes))
    }

    /// Of a page of the archive.
    pub(super) fn in_archive(settings: &'a Settings, shelf: &'a Shelf<'a>) -> Self {
        Self::new(settings, Way::InArchive(shelf))
    }

    fn new(settings: &'a Settings, way: Way<'a>) -> Self {
        Self { settings, archive: settings.archive(), way, printed: false }
    }

    /// The same of a document that is printed: nothing leads anywhere, and what matters says its address in words.
    pub(super) fn printed(self) -> Self {
        Self { printed: true, ..self }
    }

    /// The same of a document that has no part in the archive: nothing of it lies there.
    pub(super) fn outside_the_archive(self) -> Self {
        Self { archive: None, ..self }
    }

    /// Whether the document is printed.
    pub(super) fn is_printed(&self) -> bool {
        self.printed
    }

    /// An address that is printed behind the words that it belongs to, as a person types it: `mitid.dk`. Nothing where links can be
    /// followed, or where nobody would type it without a mistake.
    pub(super) fn typed(&self, url: &str) -> Option<String> {
        typed(url).filter(|_| self.printed)
    }

    /// Where a link that somebody typed leads, and a reader can follow it.
    pub(super) fn link(&self, url: &str) -> Option<String> {
        self.target(url).filter(|_| !self.printed)
    }

    /// Where a link that somebody typed leads; nothing where it may not lead there, or leads nowhere from a mail.
    pub(super) fn target(&self, url: &str) -> Option<String> {
        let url = url.trim();
        if url.is_empty() || !is_allowed_url(url) {
            None
        } else if has_scheme(url) {
            Some(url.to_owned())
        } else {
            match self.way {
                Way::Beside(_) if url.starts_with(['/', '#', '?']) => Some(url.to_owned()),
                Way::Beside(base) => Some(format!("{base}{url}")),
                Way::InArchive(_) if url.starts_with(['/', '#', '?']) => Some(url.to_owned()),
                Way::InArchive(shelf) => {
                    let file = linked_file(url)?;
                    let rest = url.find(['?', '#']).map_or("", |at| &url[at..]);
                    let address = format!("{}{}{rest}", shelf.base, encoded(&file));
                    shelf.take(file);
                    Some(address)
                }
                Way::Away(_) | Way::OnPaper(_) | Way::InParcel(_) => Some(joined(self.archive?, url)),
            }
        }
    }

    /// Where a file of the workspace lies; nothing from a mail where there is no archive.
    pub(super) fn file(&self, file: &str) -> Option<String> {
        self.lying(file).filter(|_| !self.printed)
    }

    fn lying(&self, file: &str) -> Option<String> {
        let path = encoded(file);
        match self.way {
            Way::Beside(base) => Some(format!("{base}{path}")),
            Way::InArchive(shelf) => {
                shelf.take(file.to_owned());
                Some(format!("{}{path}", shelf.base))
            }
            Way::Away(_) | Way::OnPaper(_) | Way::InParcel(_) => Some(joined(self.archive?, &path)),
        }
    }

    /// Where a picture is shown from. In a mail it travels inside, as long as there is room.
    pub(super) fn image(&self, path: &str, fact: Option<&FileFact>) -> Option<String> {
        match &self.way {
            Way::Away(luggage) => luggage.pack(path, fact?, self.settings.id.as_str()),
            Way::OnPaper(pictures) => pictures.contains_key(path).then(|| path.to_owned()),
            Way::InArchive(_) | Way::InParcel(_) => self.size(self.sizes(path).last()?),
            Way::Beside(_) => self.lying(path),
        }
    }

    /// The sizes that there are of a picture, the smallest first; none where it is shown as it is.
    pub(super) fn sizes(&self, path: &str) -> &'a [PictureSize] {
        let sizes = match self.way {
            Way::InArchive(shelf) => shelf.sizes,
            Way::InParcel(sizes) => sizes,
            _ => return &[],
        };
        sizes.get(path).map_or(&[], Vec::as_slice)
    }

    /// Where one of those sizes lies.
    pub(super) fn size(&self, size: &PictureSize) -> Option<String> {
        let path = encoded(&size.file);
        match self.way {
            Way::InArchive(shelf) => Some(format!("{}{path}", shelf.base)),
            Way::InParcel(_) => Some(path),
            _ => None,
        }
    }

    /// The way to a file of the archive, from its root; nothing outside the archive.
    pub(super) fn within(&self, path: &str) -> Option<String> {
        match self.way {
            Way::InArchive(shelf) if path.is_empty() && shelf.base.is_empty() => Some("./".to_owned()),
            Way::InArchive(shelf) => Some(format!("{}{}", shelf.base, encoded(path))),
            _ => None,
        }
    }

    /// Whether it is a mail.
    pub(super) fn is_mail(&self) -> bool {
        matches!(self.way, Way::Away(_))
    }

    /// Whether it is the archive, whose pages anybody may read.
    pub(super) fn is_archive(&self) -> bool {
        matches!(self.way, Way::InArchive(_))
    }

    /// The way to a page of the archive from another; nothing where there is no such page.
    pub(super) fn page(&self, page: ArchivePage<'_>, language: Language) -> Option<String> {
        match self.way {
            Way::InArchive(shelf) if shelf.archive.holds(page) => self.within(&paths::of(page, language)),
            _ => None,
        }
    }

    /// Whether readers here may know of a record: in the archive, what has a page.
    pub(super) fn knows(&self, record: Record<'_>) -> bool {
        match self.way {
            Way::InArchive(shelf) => shelf.archive.document(record.id()).is_some(),
            _ => true,
        }
    }

    /// Whether readers here may be told of a record: in the archive, what is out; elsewhere whoever makes the document answers
    /// for it.
    pub(super) fn tells(&self, record: Record<'_>) -> bool {
        match self.way {
            Way::InArchive(shelf) => shelf.archive.tells(record),
            _ => true,
        }
    }

    /// Whether readers here may put a meeting into their calendar: in the archive, where it is still to be held.
    pub(super) fn awaits(&self, meeting: &Meeting) -> bool {
        matches!(self.way, Way::InArchive(shelf) if shelf.archive.awaits(meeting))
    }

    /// Where a link to a record leads: where another system publishes it, else to its page in the archive.
    pub(super) fn record(&self, record: Record<'_>) -> Option<String> {
        match self.way {
            Way::InArchive(shelf) if record.published_at().is_none() => {
                let id = record.id();
                shelf.archive.document(id).map(|_| format!("{}{id}/", shelf.base))
            }
            _ => self.whole(record).filter(|_| !self.printed),
        }
    }

    /// The whole address of a record's page, for machines and other sites. What is not for everybody has no page in the archive.
    pub(super) fn whole(&self, record: Record<'_>) -> Option<String> {
        match record.published_at() {
            Some(url) => Some(url.to_owned()),
            None if record.visibility(self.settings) != Visibility::Public => None,
            None => Some(joined(self.archive?, &format!("{}/", record.id()))),
        }
    }

    /// The whole address of a page of the archive, by its path.
    pub(super) fn standing(&self, path: &str) -> Option<String> {
        Some(joined(self.archive?, path))
    }

    /// Where the archive stands.
    pub(super) fn archive(&self) -> Option<&'a str> {
        self.archive
    }
}

impl Shelf<'_> {
    fn take(&self, file: String) {
        self.taken.borrow_mut().insert(file);
    }
}

impl Luggage {
    fn pack(&self, path: &str, fact: &FileFact, workspace: &str) -> Option<String> {
        let mut images = self.images.borrow_mut();
        if let Some(packed) = images.iter().find(|image| image.file == path) {
            return Some(format!("cid:{}", packed.cid));
        }
        let mut bytes = self.bytes.borrow_mut();
        let size = size_in_mail(fact);
        if !fact.kind.is_image() || *bytes + size > INLINE_BUDGET {
            return None;
        }
        *bytes += size;
        let cid = format!("image-{}@{workspace}", images.len() + 1);
        images.push(InlineImage { cid: cid.clone(), file: path.to_owned(), kind: fact.kind });
        Some(format!("cid:{cid}"))
    }
}

/// About how many bytes a picture takes once it is as wide as a mail's column: a quarter of a byte for each of its pixels, which a
/// photograph seldom needs.
fn size_in_mail(fact: &FileFact) -> u64 {
    let Some((width, height)) = fact.dimensions else { return fact.size };
    let (width, height, column) = (u64::from(width), u64::from(height), u64::from(PICTURE_IN_MAIL));
    let pixels = if width > column { column * (height * column / width) } else { width * height };
    fact.size.min(pixels / 4)
}

fn joined(base: &str, path: &str) -> String {
    format!("{}/{}", base.trim_end_matches('/'), path.trim_start_matches('/'))
}

/// Whether it begins as an address with a scheme does (RFC 3986 §3.1).
fn has_scheme(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// The longest address that a hand types without a mistake, more or less.
const LONGEST_TYPED: usize = 48;

/// A web address as a person types it: without what a browser fills in itself. Nothing where it is long, or has signs that
/// a hand does not type.
pub(super) fn typed(url: &str) -> Option<String> {
    let rest = url.trim().strip_prefix("https://").or_else(|| url.trim().strip_prefix("http://"))?;
    let typed = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let is_plain = typed.chars().all(|letter| letter.is_alphanumeric() || "-./".contains(letter));
    (!typed.is_empty() && is_plain && typed.chars().count() <= LONGEST_TYPED).then(|| typed.to_owned())
}

/// A path as an address writes it (RFC 3986 §2.1).
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, has_scheme, joined, typed};

    #[test]
    fn an_address_is_typed_without_what_a_browser_fills_in() {
        assert_eq!(typed("https://www.mitid.dk/").as_deref(), Some("mitid.dk"));
        assert_eq!(typed("http://example.org/en/side").as_deref(), Some("example.org/en/side"));
        for long_or_odd in [
            "https://example.org/?id=7#a",
            "https://example.org/p%C3%A5",
            "https://",
            "mailto:a@example.org",
            "files/a.pdf",
        ] {
            assert_eq!(typed(long_or_odd), None, "{long_or_odd}");
        }
        assert_eq!(typed(&format!("https://example.org/{}", "a".repeat(40))), None);
    }

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(encoded("files/2023-01-12/på mødet.jpg"), "files/2023-01-12/p%C3%A5%20m%C3%B8det.jpg");
        assert_eq!(joined("https://netvaerk.example.org", "files/a.jpg"), "https://netvaerk.example.org/files/a.jpg");
        assert_eq!(joined("https://netvaerk.example.org/", "/a/"), "https://netvaerk.example.org/a/");
    }

    #[test]
    fn a_scheme_is_told_from_a_colon_in_a_path() {
        assert!(has_scheme("mailto:a@example.org") && has_scheme("https://example.org"));
        assert!(!has_scheme("files/a:b.pdf") && !has_scheme("a b:c") && !has_scheme("1:2"));
    }
}
