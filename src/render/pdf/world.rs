//! What Typst sees of the world: one text, its pictures and our fonts. No disk, no packages, and no "now".

use super::fonts::{BOOK, FONTS};
use super::pictures::Shown;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// The name of the text.
const MAIN: &str = "/page.typ";

/// Typst's library, made once. Header cells at the start of a row (WCAG 1.3.1) are among its extras.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// The desk on which one document is set.
pub(super) struct Desktop {
    main: Source,
    pictures: Vec<Shown>,
}

impl Desktop {
    /// A desk with this text and these pictures.
    pub(super) fn new(text: String, pictures: Vec<Shown>) -> Self {
        Self { main: Source::new(main_id(), text), pictures }
    }
}

/// The name of the text, known to Typst. It is a path, as it must be.
fn main_id() -> FileId {
    static ID: LazyLock<FileId> = LazyLock::new(|| {
        let path = VirtualPath::new(MAIN).unwrap_or_else(|error| unreachable!("{error}"));
        RootedPath::new(VirtualRoot::Project, path).intern()
    });
    *ID
}

fn missing() -> FileError {
    FileError::NotFound(PathBuf::new())
}

impl World for Desktop {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(missing()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        let inside = matches!(path.root(), VirtualRoot::Project);
        let name = path.vpath().get_with_slash();
        let picture = self.pictures.iter().find(|picture| inside && picture.name == name);
        picture.map(|picture| picture.bytes.clone()).ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
