//! What the text of a Word document names and other parts of the file hold: where links lead, pictures, lists that count anew.

use super::picture::{Picture, Room};
use crate::language::Language;
use crate::model::{Pictures, fingerprint};
use minijinja::value::{Object, ObjectRepr, Serde};
use minijinja::{Error, ErrorKind, State, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// The longest address that Word takes.
const LONGEST_ADDRESS: usize = 2048;
/// The lists that every document has: bullets.
pub(super) const BULLETS: usize = 1;

/// Gathers what the text names, as it is written.
#[derive(Debug)]
pub(in crate::render) struct Related {
    language: Language,
    pictures: BTreeMap<String, Picture>,
    named: Mutex<Named>,
}

#[derive(Debug, Default)]
struct Named {
    /// The number of each address.
    links: BTreeMap<String, usize>,
    /// The paths of the pictures, in the order of their numbers.
    pictures: Vec<String>,
    /// How many pictures the pages show.
    drawings: usize,
    /// The fields that are marked.
    fields: Vec<Field>,
    lists: Vec<CountedList>,
}

/// A field of the record.
#[derive(Debug, Clone, Serialize)]
struct Field {
    /// The way to it, with `__` between its steps.
    name: String,
    /// By what its words are known, so that a document which comes back shows whether the record has moved on meanwhile.
    fingerprint: String,
}

/// A list with numbers.
#[derive(Debug, Clone, Copy, Serialize)]
struct CountedList {
    /// Its name among lists.
    number: usize,
    /// How deep it stands, from 0.
    level: usize,
    /// Its first number.
    start: u64,
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Drawing {
    /// By what name the text calls the picture's part.
    relation: String,
    /// Its own number.
    number: usize,
    /// How wide it stands on the page, in English Metric Units.
    width: u64,
    /// How high.
    height: u64,
}

/// A part that holds a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct PicturePart {
    /// Its name within the file.
    pub(in crate::render) name: String,
    /// The picture's path in the workspace.
    pub(in crate::render) path: String,
}

impl Related {
    /// Of a document in that language, which may show these pictures, in that room.
    pub(in crate::render) fn new(language: Language, pictures: &Pictures, room: Room) -> Self {
        let read = |(path, bytes): (&String, &Vec<u8>)| Some((path.clone(), Picture::read(bytes, room)?));
        Self { language, pictures: pictures.iter().filter_map(read).collect(), named: Mutex::default() }
    }

    /// The document's language.
    pub(super) fn language(&self) -> Language {
        self.language
    }

    /// By what name the text calls an address; nothing where it is none that Word opens.
    pub(super) fn link(&self, url: &str) -> Option<String> {
        let url = String::from(Url::parse(url).ok()?);
        if url.len() > LONGEST_ADDRESS {
            return None;
        }
        let mut named = self.named();
        let next = named.links.len() + 1;
        let number = *named.links.entry(url).or_insert(next);
        Some(format!("link{number}"))
    }

    /// The picture of that path in the text; nothing where the document has none.
    pub(super) fn drawing(&self, path: &str) -> Option<Drawing> {
        let Picture { width, height, .. } = *self.pictures.get(path)?;
        let mut named = self.named();
        let at = named.pictures.iter().position(|it| it == path).unwrap_or_else(|| {
            named.pictures.push(path.to_owned());
            named.pictures.len() - 1
        });
        named.drawings += 1;
        Some(Drawing { relation: format!("picture{}", at + 1), number: named.drawings, width, height })
    }

    /// The number of the bookmark about a field that says these words.
    pub(super) fn bookmark(&self, name: &str, words: &str) -> usize {
        let mut named = self.named();
        named.fields.push(Field { name: name.to_owned(), fingerprint: fingerprint(words) });
        named.fields.len()
    }

    /// The name of a list with numbers that begins at `start`.
    pub(super) fn counted_list(&self, level: usize, start: u64) -> usize {
        let mut named = self.named();
        let number = BULLETS + 1 + named.lists.len();
        named.lists.push(CountedList { number, level, start });
        number
    }

    /// The parts that hold the pictures which the text shows.
    pub(in crate::render) fn picture_parts(&self) -> Vec<PicturePart> {
        let named = self.named();
        let part = |(at, path): (usize, &String)| {
            let ending = self.pictures.get(path).map_or("", |picture| picture.ending);
            PicturePart { name: format!("word/media/picture{}.{ending}", at + 1), path: path.clone() }
        };
        named.pictures.iter().enumerate().map(part).collect()
    }

    /// Where the links lead, by the names that the text calls them.
    fn links(&self) -> Vec<Value> {
        let named = self.named();
        let mut links: Vec<(&String, &usize)> = named.links.iter().collect();
        links.sort_by_key(|(_, number)| **number);
        let link = |(url, number)| minijinja::context! { relation => format!("link{number}"), url => url };
        links.into_iter().map(link).collect()
    }

    fn pictures(&self) -> Vec<Value> {
        let part = |(at, part): (usize, PicturePart)| {
            let target = part.name.trim_start_matches("word/").to_owned();
            minijinja::context! { relation => format!("picture{}", at + 1), target => target }
        };
        self.picture_parts().into_iter().enumerate().map(part).collect()
    }

    fn named(&self) -> MutexGuard<'_, Named> {
        self.named.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Object for Related {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, _: &[Value]) -> Result<Value, Error> {
        match method {
            "links" => Ok(Value::from(self.links())),
            "pictures" => Ok(Value::from(self.pictures())),
            "fields" => Ok(Value::from(Serde(self.named().fields.clone()))),
            "lists" => Ok(Value::from(Serde(self.named().lists.clone()))),
            _ => Err(Error::from(ErrorKind::UnknownMethod)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Related, Room};
    use crate::language::Language;
    use crate::model::{Document, Pictures};

    #[test]
    fn an_address_has_one_name_and_is_one_that_word_opens() {
        let related = Related::new(Language::Danish, &Pictures::new(), Room::of(Document::Summary));
        assert_eq!(related.link("https://b.example.org").as_deref(), Some("link1"));
        assert_eq!(related.link("https://a.example.org/æ b").as_deref(), Some("link2"));
        assert_eq!(related.link("https://b.example.org/").as_deref(), Some("link1"));
        assert_eq!(related.link("https://[oops"), None);
        assert_eq!(related.link(&format!("https://example.org/{}", "a".repeat(3000))), None);
        let urls: Vec<String> = related.links().iter().map(|it| it.get_attr("url").unwrap().to_string()).collect();
        assert_eq!(urls, ["https://b.example.org/", "https://a.example.org/%C3%A6%20b"]);
    }
}
