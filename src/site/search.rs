//! The index of the search: which page has which words. Words are kept by their stems (Danish, Snowball), as `search.js` asks for
//! them, in files of the same first letters.

use crate::language::Language;
use crate::language::date;
use crate::language::words::Words;
use crate::model::{Document, Record};
use crate::render::{ArchiveFile, ArchiveRequest};
use rust_stemmers::{Algorithm, Stemmer};
use serde_json::json;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// How many pages one file tells of; `search.js` counts on it.
const BLOCK: usize = 50;

/// What a word of a heading weighs, where one of the text weighs 1.
const OF_HEADING: u32 = 6;
/// More than that no page has of a word.
const MOST: u32 = 30;

/// A page as the search shows it, and its words with their weights.
pub(super) struct Found {
    shown: serde_json::Value,
    words: Vec<(String, u32)>,
}

impl Found {
    /// What can be found of a page, read from the page itself: what it does not show is not found.
    pub(super) fn of(file: &ArchiveFile, record: Record<'_>, request: &ArchiveRequest<'_>) -> Self {
        let language = request.records.settings.language();
        let main = file.html.split_once("<main").map_or("", |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let kind = match request.archive.document(record.id()) {
            Some(Document::News) => "archive-article",
            Some(Document::Newsletter) => "archive-issue",
            Some(Document::Agenda) => "archive-agenda",
            _ => "archive-summary",
        };
        let day = record.day().map(|day| date::long_bare(day, language)).unwrap_or_default();
        let url = file.path.trim_end_matches("index.html");
        let kind = Words::new(language).say(kind, &[]);
        Self { shown: json!([url, file.title, kind, day, file.description]), words: weighed(main, language) }
    }
}

/// The text with the entities read that the pages are written with.
fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}

/// The stems of the words of a piece of HTML, each with what it weighs.
fn weighed(html: &str, language: Language) -> Vec<(String, u32)> {
    let mut weights: HashMap<String, u32> = HashMap::new();
    let mut in_heading = false;
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        if matches!(tag.as_bytes(), [b'h', b'1'..=b'6', ..]) {
            in_heading = true;
        } else if tag.starts_with("/h") {
            in_heading = false;
        }
        for word in words(&readable(text)) {
            *weights.entry(word).or_default() += if in_heading { OF_HEADING } else { 1 };
        }
    }
    let stemmer = stemmer(language);
    let mut stems: BTreeMap<String, u32> = BTreeMap::new();
    for (word, weight) in weights {
        let stem = stemmer.as_ref().map_or_else(|| word.clone(), |stemmer| stemmer.stem(&word).into_owned());
        *stems.entry(stem).or_default() += weight;
    }
    stems.into_iter().map(|(stem, weight)| (stem, weight.min(MOST))).collect()
}

fn stemmer(language: Language) -> Option<Stemmer> {
    match language {
        Language::Danish => Some(Stemmer::create(Algorithm::Danish)),
        Language::English => None,
    }
}

/// The words of a text in lower case; what is one letter is none.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some()).map(str::to_lowercase)
}

/// The index.
pub(super) struct Index {
    pages: Vec<serde_json::Value>,
    /// Each stem's pages.
    terms: BTreeMap<String, String>,
}

impl Index {
    /// The index of these pages, the best of equals first.
    pub(super) fn of(found: Vec<Found>) -> Self {
        let mut terms: BTreeMap<String, String> = BTreeMap::new();
        let mut pages = Vec::with_capacity(found.len());
        for (number, Found { shown, words }) in found.into_iter().enumerate() {
            for (stem, weight) in words {
                let postings = terms.entry(stem).or_default();
                if !postings.is_empty() {
                    postings.push(' ');
                }
                postings.push_str(&format!("{number}.{weight}"));
            }
            pages.push(shown);
        }
        Self { pages, terms }
    }

    /// The files of the index.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for (number, block) in self.pages.chunks(BLOCK).enumerate() {
            files.push(part(&format!("pages/{number}"), &json!(block)));
        }
        let mut shards: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (stem, postings) in self.terms {
            shards.entry(shard(&stem)).or_default().insert(stem, postings);
        }
        files.extend(shards.into_iter().map(|(name, terms)| part(&format!("terms/{name}"), &json!(terms))));
        files
    }
}

fn part(name: &str, value: &serde_json::Value) -> (String, Vec<u8>) {
    (format!("search/{name}.js"), format!("opsamling({},{value})\n", json!(name)).into_bytes())
}

/// The name of the file that holds a stem: its first two letters, those outside a-z and 0-9 by their numbers.
fn shard(stem: &str) -> String {
    let units: Vec<u16> = stem.encode_utf16().take(2).collect();
    let mut name = String::new();
    for unit in units {
        match u8::try_from(unit).ok().filter(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            Some(byte) => name.push(char::from(byte)),
            None => name.push_str(&format!("_{unit:x}")),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{shard, weighed};
    use crate::language::Language;

    #[test]
    fn a_page_is_found_by_the_stems_of_its_words_and_headings_weigh_more() {
        let html = "><h2 id=\"a\">Borgere</h2><p>En borger &amp; borgerne. It-frivillige</p>";
        let words = weighed(html, Language::Danish);
        assert_eq!(
            words,
            [("borg", 8), ("en", 1), ("frivil", 1), ("it", 1)].map(|(word, weight)| (word.to_owned(), weight))
        );
    }

    #[test]
    fn a_stem_lies_with_those_of_its_first_letters() {
        assert_eq!([shard("borg"), shard("ældr"), shard("a"), shard("på")], ["bo", "_e6l", "a", "p_e5"]);
    }
}
