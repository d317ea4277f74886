//! What a thing is called by says something.

use super::around::Around;
use super::lines::Line;
use super::page::{Page, Subject};
use super::rule::Spot;
use crate::model::{DocumentPath, Id, Step};

/// What a page, a mail or a list calls a thing by, and that is there and says nothing.
pub(super) fn a_title_says_something(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let is_name = |line: &&Line<'_>| {
        let key = line.path.0.last();
        !line.is_exact || matches!(key, Some(Step::Key(key)) if ["title", "subject", "lead"].contains(&&**key))
    };
    let blank = page.lines.iter().filter(is_name).filter(|line| says_nothing(line.text));
    let of_entries = entries(page.subject).into_iter().filter(|(_, _, name)| says_nothing(name));
    let of_entries = of_entries.map(|(id, key, _)| Spot::at(DocumentPath::root().key(id.to_string()).key(key)));
    blank.map(|line| Spot::at(line.path.clone())).chain(of_entries).collect()
}

/// The entries of a registry by their ids, each with the key and the value that it is called by.
fn entries(subject: Subject<'_>) -> Vec<(&Id, &'static str, &str)> {
    match subject {
        Subject::People(registry) => registry.people.iter().map(|(id, it)| (id, "name", it.name.as_str())).collect(),
        Subject::Organisations(registry) => {
            registry.organisations.iter().map(|(id, it)| (id, "name", it.name.as_str())).collect()
        }
        Subject::Topics(registry) => registry.topics.iter().map(|(id, it)| (id, "name", it.name.as_str())).collect(),
        Subject::Materials(registry) => {
            registry.materials.iter().map(|(id, it)| (id, "title", it.title.as_str())).collect()
        }
        Subject::Settings(_) | Subject::Earlier(_) | Subject::Record(_) => Vec::new(),
    }
}

/// Whether there is nothing to be seen in a text: blanks, and signs that have no width.
fn says_nothing(text: &str) -> bool {
    text.chars().all(|sign| {
        sign.is_whitespace() || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

#[cfg(test)]
mod tests {
    use crate::check::samples::Sample;
    use serde_json::json;

    #[test]
    fn a_title_of_nothing_is_found() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "title": " ", "agenda": [{ "title": "", "outputs": ["\u{a0}"], "workshop": "" }, { "title": "Kaffe" }] }),
        );
        let sample = sample.material("a", json!({ "title": "\u{200b}" }));
        let places: Vec<String> = sample.places().into_iter().filter(|it| it.contains("title-blank")).collect();
        let expected = [
            "meetings/m.yaml title-blank agenda[0].outputs[0].suggestion",
            "meetings/m.yaml title-blank agenda[0].title",
            "meetings/m.yaml title-blank title",
            "registry/materials.yaml title-blank a.title",
        ];
        assert_eq!(places, expected);
    }
}
