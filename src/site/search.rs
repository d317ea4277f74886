//! The index of the search: which page has which words. Words are kept by their stems (Danish, Snowball), as `search.js` asks for
//! them, in files of the same first letters.

use crate::language::{Language, date, words};
use crate::model::{Document, Record};
use crate::render::{ArchiveFile, ArchiveRequest};
use icu_normalizer::ComposingNormalizerBorrowed;
use memchr::{memchr, memchr_iter, memmem};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many pages one file tells of; `search.js` counts on it.
const BLOCK: usize = 50;

/// What a word of a heading weighs, where one of the text weighs 1.
const OF_HEADING: u32 = 6;
/// More than that no page has of a word.
const MOST: u32 = 30;

/// A page as the search shows it, and its words with their weights.
pub(super) struct Found {
    shown: serde_json::Value,
    words: Words,
}

/// The words of a page, each once, with what it weighs.
#[derive(Debug, Default)]
struct Words {
    /// One after the other, a space behind each.
    text: String,
    weights: Vec<u8>,
}

impl Found {
    /// What can be found of a page, read from the page itself: what it does not show is not found.
    pub(super) fn of(file: &ArchiveFile, record: Record<'_>, request: &ArchiveRequest<'_>) -> Self {
        let language = request.records.settings.language();
        let html = file.html.as_bytes();
        let start = memmem::find(html, b"<main").unwrap_or(html.len());
        let end = memmem::rfind(html, b"</main>").filter(|end| *end > start).unwrap_or(html.len());
        let main = &file.html[start..end];
        let kind = match request.archive.document(record.id()) {
            Some(Document::News) => "archive-article",
            Some(Document::Newsletter) => "archive-issue",
            Some(Document::Agenda) => "archive-agenda",
            _ => "archive-summary",
        };
        let day = request.archive.day(record.id()).map(|day| date::long_bare(day, language)).unwrap_or_default();
        let url = record.published_at().unwrap_or(file.path.trim_end_matches("index.html"));
        let kind = words::Words::new(language).say(kind, &[]);
        let mut shown = vec![url, &file.title, &kind, &day, file.description.as_deref().unwrap_or_default()];
        let own = record.language().filter(|own| *own != language);
        shown.extend(own.map(Language::code));
        Self { shown: json!(shown), words: Words::of(main) }
    }
}

impl Words {
    /// The words of a piece of HTML, in lower case; one that stands there in capitals, too, comes again.
    fn of(html: &str) -> Self {
        // As `search.js` asks for them: what is typed may be composed in other ways than what was written.
        let html = ComposingNormalizerBorrowed::new_nfc().normalize(html);
        let mut weights: FxHashMap<&str, u32> = FxHashMap::with_capacity_and_hasher(512, Default::default());
        let mut in_heading = false;
        let mut starts = memchr_iter(b'<', html.as_bytes()).peekable();
        while let Some(start) = starts.next() {
            let part = &html[start + 1..starts.peek().copied().unwrap_or(html.len())];
            let (tag, text) = memchr(b'>', part.as_bytes()).map_or((part, ""), |end| (&part[..end], &part[end + 1..]));
            if matches!(tag.as_bytes(), [b'h', b'1'..=b'6', ..]) {
                in_heading = true;
            } else if tag.starts_with("/h") {
                in_heading = false;
            }
            for word in words_of(text) {
                *weights.entry(word).or_default() += if in_heading { OF_HEADING } else { 1 };
            }
        }
        let mut words = Self::default();
        for (word, weight) in weights {
            let weight = u8::try_from(weight.min(MOST)).unwrap_or(u8::MAX);
            if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
                words.add(word, weight);
            } else {
                // A few capitals are two signs when they are small, and the second no letter.
                words_of(&word.to_lowercase()).for_each(|word| words.add(word, weight));
            }
        }
        words
    }

    fn add(&mut self, word: &str, weight: u8) {
        self.text.push_str(word);
        self.text.push(' ');
        self.weights.push(weight);
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.text.split_terminator(' ').zip(self.weights.iter().map(|weight| u32::from(*weight)))
    }
}

/// The words of a text; what is one letter is none, nor is what an escaped sign is written with.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|sign: char| sign == '&' || sign.is_alphanumeric())?;
            rest = &rest[start..];
            if let Some(part) = rest.strip_prefix('&') {
                rest = ESCAPED.iter().find_map(|it| part.strip_prefix(it)).unwrap_or(part);
                continue;
            }
            let (word, behind) = rest.split_at(length(rest));
            rest = behind;
            if word.chars().nth(1).is_some() {
                return Some(word);
            }
        }
    })
}

/// How signs that html has a use for are written behind their `&`.
const ESCAPED: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];

/// How many bytes at the beginning are of letters and digits. Most are ASCII, which one can tell without reading a sign.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..].chars().next().filter(|sign| sign.is_alphanumeric()) {
                Some(sign) => at += sign.len_utf8(),
                None => break,
            }
        }
    }
    at
}

/// The index.
pub(super) struct Index {
    pages: Vec<serde_json::Value>,
    /// Each stem's pages, by their number, with what the stem weighs there.
    terms: BTreeMap<String, Vec<(usize, u32)>>,
}

impl Index {
    /// The index of these pages, numbered in their order.
    pub(super) fn of(found: Vec<Found>, language: Language) -> Self {
        let stemmer = match language {
            Language::Danish => Some(Stemmer::create(Algorithm::Danish)),
            Language::English => None,
        };
        // Each word is stemmed once, however many pages have it.
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        let mut stems: Vec<(String, Vec<(usize, u32)>)> = Vec::new();
        let mut of_stem: FxHashMap<String, usize> = FxHashMap::default();
        let mut pages = Vec::with_capacity(found.len());
        for (page, Found { shown, words }) in found.into_iter().enumerate() {
            for (word, weight) in words.iter() {
                let number = match numbers.get(word) {
                    Some(number) => *number,
                    None => {
                        let stem = stemmer.as_ref().map_or(Cow::Borrowed(word), |stemmer| stemmer.stem(word));
                        let number = *of_stem.entry(stem.clone().into_owned()).or_insert_with(|| {
                            stems.push((stem.into_owned(), Vec::new()));
                            stems.len() - 1
                        });
                        numbers.insert(word.to_owned(), number);
                        number
                    }
                };
                match stems[number].1.last_mut() {
                    Some((last, sum)) if *last == page => *sum = (*sum + weight).min(MOST),
                    _ => stems[number].1.push((page, weight)),
                }
            }
            pages.push(shown);
        }
        Self { pages, terms: stems.into_iter().collect() }
    }

    /// The files of the index; that of `terms` has the names of those below it, so that none is asked for in vain.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for (number, block) in self.pages.chunks(BLOCK).enumerate() {
            files.push(part(&format!("pages/{number}"), &json!(block)));
        }
        // A number is made a text once, and there are as many as pages, or weights.
        let numbers: Vec<String> =
            (0..self.pages.len().max(MOST as usize + 1)).map(|number| number.to_string()).collect();
        let mut shards: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (stem, postings) in self.terms {
            shards.entry(shard(&stem)).or_default().insert(stem, written(&postings, &numbers));
        }
        let names: Vec<&String> = shards.keys().collect();
        files.push(part("terms", &json!(names)));
        files.extend(shards.into_iter().map(|(name, terms)| part(&format!("terms/{name}"), &json!(terms))));
        files
    }
}

/// `3.2 17.1`: the page, and what the stem weighs there.
fn written(postings: &[(usize, u32)], numbers: &[String]) -> String {
    let mut text = String::with_capacity(postings.len() * 6);
    for (page, weight) in postings {
        text.push_str(&numbers[*page]);
        text.push('.');
        text.push_str(&numbers[*weight as usize]);
        text.push(' ');
    }
    text.truncate(text.trim_end().len());
    text
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
    use super::{Found, Index, Words, shard};
    use crate::language::Language;
    use serde_json::Value;

    fn index(pages: &[&str], language: Language) -> Vec<(String, String)> {
        let found = pages.iter().map(|html| Found { shown: Value::Null, words: Words::of(html) }).collect();
        let numbers: Vec<String> = (0..100).map(|number: u32| number.to_string()).collect();
        let terms = Index::of(found, language).terms;
        terms.into_iter().map(|(stem, postings)| (stem, super::written(&postings, &numbers))).collect()
    }

    #[test]
    fn a_page_is_found_by_the_stems_of_its_words_and_headings_weigh_more() {
        let pages = [
            "><h2 id=\"a\">Borgere</h2><p>En borger &amp; borgerne. It-frivillige</p>",
            "><p>Borgernes &lt;valg&gt;</p>",
        ];
        let expected = [("borg", "0.8 1.1"), ("en", "0.1"), ("frivil", "0.1"), ("it", "0.1"), ("valg", "1.1")];
        assert_eq!(index(&pages, Language::Danish), expected.map(|(stem, pages)| (stem.to_owned(), pages.to_owned())));
    }

    #[test]
    fn a_word_is_the_same_however_its_letters_are_composed() {
        let composed = index(&["><p>blåbær åben</p>"], Language::Danish);
        assert_eq!(index(&["><p>bla\u{30a}bær a\u{30a}ben</p>"], Language::Danish), composed);
    }

    #[test]
    fn english_words_are_kept_as_they_are() {
        let expected = [("citizens", "0.1"), ("the", "0.1")];
        let found = index(&["><p>The citizens</p>"], Language::English);
        assert_eq!(found, expected.map(|(stem, pages)| (stem.to_owned(), pages.to_owned())));
    }

    #[test]
    fn a_stem_lies_with_those_of_its_first_letters() {
        assert_eq!([shard("borg"), shard("ældr"), shard("a"), shard("på")], ["bo", "_e6l", "a", "p_e5"]);
    }
}
