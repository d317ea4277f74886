//! What the templates of a Word document can ask for: runs of words, links, pictures, the marks about a field.

use super::related::Related;
use super::words::{Face, escaped, locale, runs, unescaped};
use crate::language::Language;
use crate::render::view::Figure;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, State, Value};
use std::sync::Arc;

/// Adds them to the engine.
pub(in crate::render) fn add_filters(environment: &mut Environment<'static>) {
    environment.add_filter("run", run);
    environment.add_filter("linked", linked);
    environment.add_filter("drawing", drawing);
    environment.add_filter("field", field);
    environment.add_filter("locale", |code: &str| locale(Language::parse(code).unwrap_or_default()));
}

/// `{{ item.title | run }}`, `{{ output.details | run("Details") }}`: words, in a character style.
fn run(state: &State<'_, '_>, text: &Value, style: Option<&str>) -> Result<Value, Error> {
    let face = Face { style, language: foreign(state)?, ..Face::default() };
    Ok(Value::from_safe_string(runs(&text.to_string(), face)))
}

/// `{{ link | linked }}`: a link, and the kind and size of a file behind it.
fn linked(state: &State<'_, '_>, link: &Value) -> Result<Value, Error> {
    let part = |name: &str| link.get_attr(name).ok().filter(|part| !part.is_none() && !part.is_undefined());
    let words = part("text").map(|text| text.to_string()).unwrap_or_default();
    let language = foreign(state)?;
    let relation = match part("url") {
        Some(url) => related(state)?.link(&url.to_string()),
        None => None,
    };
    let mut out = match relation {
        Some(relation) => {
            let words = runs(&words, Face { style: Some("Hyperlink"), language, ..Face::default() });
            format!("<w:hyperlink r:id=\"{relation}\" w:history=\"1\">{words}</w:hyperlink>")
        }
        None => runs(&words, Face { language, ..Face::default() }),
    };
    if let Some(note) = part("note") {
        out.push_str(&runs(&format!(" {note}"), Face { style: Some("Details"), language, ..Face::default() }));
    }
    Ok(Value::from_safe_string(out))
}

/// `{% set drawing = figure | drawing %}`: the picture with its size on the page; none where it gives way to its words.
fn drawing(state: &State<'_, '_>, figure: Serde<Figure>) -> Result<Value, Error> {
    let drawing = match &figure.src {
        Some(path) => related(state)?.drawing(path),
        None => None,
    };
    Ok(Value::from(Serde(drawing)))
}

/// `{% filter field("agenda.2.said") %}…{% endfilter %}`: the paragraphs or runs of one field of the record, between the ends of a
/// bookmark `agenda__2__said`, so that a changed file finds the way back. What is shown of another record has `whole` set, and
/// no bookmarks. No content controls: LibreOffice 7.4 loses the looks of what is in them, and them when it saves.
fn field(state: &State<'_, '_>, content: &Value, name: &str) -> Result<Value, Error> {
    let content = content.to_string();
    let content = content.trim();
    if content.is_empty() || state.lookup("whole").is_some_and(|whole| whole.is_true()) {
        return Ok(Value::from_safe_string(content.to_owned()));
    }
    let name = name.replace('.', "__");
    let number = related(state)?.bookmark(&name, &words(content));
    let start = format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>", escaped(&name));
    let end = format!("<w:bookmarkEnd w:id=\"{number}\"/>");
    let (first, last) = (words_begin(content), content.strip_suffix("</w:p>").map_or(content.len(), str::len));
    Ok(Value::from_safe_string([&content[..first], &start, &content[first..last], &end, &content[last..]].concat()))
}

/// The words alone of what is written there.
fn words(content: &str) -> String {
    let texts = content.split("<w:t ").skip(1).filter_map(|rest| rest.split_once('>')?.1.split("</w:t>").next());
    unescaped(&texts.collect::<String>())
}

/// Where the words of the first paragraph begin; 0 where there are runs alone.
fn words_begin(content: &str) -> usize {
    const OPENING: &str = "<w:p>";
    const PROPERTIES: &str = "</w:pPr>";
    match content.strip_prefix(OPENING) {
        None => 0,
        Some(rest) if rest.starts_with("<w:pPr>") => {
            rest.find(PROPERTIES).map_or(OPENING.len(), |at| OPENING.len() + at + PROPERTIES.len())
        }
        Some(_) => OPENING.len(),
    }
}

/// The language that the template is writing, where it is not the document's.
fn foreign(state: &State<'_, '_>) -> Result<Option<Language>, Error> {
    let own = related(state)?.language();
    let language = state.lookup("language");
    let language = language.as_ref().and_then(Value::as_str).and_then(Language::parse).unwrap_or_default();
    Ok((language != own).then_some(language))
}

/// What the document has named so far.
pub(in crate::render) fn related(state: &State<'_, '_>) -> Result<Arc<Related>, Error> {
    let related = state.lookup("related").and_then(|related| related.downcast_object::<Related>());
    related.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "related: taken by another value"))
}

#[cfg(test)]
mod tests {
    use super::{words, words_begin};

    #[test]
    fn the_words_of_a_field_are_those_that_a_reader_sees() {
        let content = "<w:p><w:r><w:t xml:space=\"preserve\">R&amp;D &lt;b&gt; </w:t></w:r><wp:docPr descr=\"x\"/></w:p>\n<w:p><w:r><w:t xml:space=\"preserve\">og mere</w:t></w:r></w:p>";
        assert_eq!(words(content), "R&D <b> og mere");
    }

    #[test]
    fn the_words_of_a_paragraph_begin_behind_its_properties() {
        assert_eq!(words_begin("<w:r/>"), 0);
        assert_eq!(words_begin("<w:p><w:r/></w:p><w:p><w:pPr></w:pPr></w:p>"), 5);
        assert_eq!(words_begin("<w:p><w:pPr><w:x/></w:pPr><w:r/></w:p>"), 26);
    }
}
