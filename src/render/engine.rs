//! The template engine as the renderer wants it: strict, bounded, each format with its own escaping.

use super::aloud;
use super::docx;
use super::html;
use super::looks::Looks;
use super::lost::Lost;
use super::markdown;
use super::notes::Notes;
use super::paper;
use super::passage::Passage;
use super::text;
use super::view::Figure;
use crate::language::Language;
use crate::language::words::Words;
use fluent_bundle::FluentValue;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Deserialize;
use std::sync::Arc;

/// What a workspace's templates may do in one document: many times what the longest record needs, and done in a second or two.
const FUEL: u64 = 2_000_000;
/// How deep templates may include and call one another.
const DEPTH: usize = 120;
const MARKDOWN: &str = "markdown";
const WORD: &str = "word";
const TYPST: &str = "typst";

/// A phrase that the word files do not have, on its way out of the engine.
#[derive(Debug, thiserror::Error)]
#[error("no phrase is called {0:?}")]
pub(super) struct UnknownPhrase(pub(super) String);

/// The engine with these templates.
pub(super) fn engine(looks: &Arc<Looks>) -> Environment<'static> {
    let mut environment = Environment::new();
    // It shows variables.
    environment.remove_global("debug");
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_recursion_limit(DEPTH);
    if looks.replaced().next().is_some() {
        environment.set_fuel(Some(FUEL));
    }
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.unwrap_or_default());
    environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
        Some("html") => AutoEscape::Html,
        Some("md") => AutoEscape::Custom(MARKDOWN.into()),
        Some("xml") => AutoEscape::Custom(WORD.into()),
        Some("typ") => AutoEscape::Custom(TYPST.into()),
        _ => AutoEscape::None,
    });
    environment.set_formatter(format);
    let templates = Arc::clone(looks);
    environment.set_loader(move |name| Ok(templates.text(name).map(ToOwned::to_owned)));
    environment.add_function("say", say);
    environment.add_filter("prose", prose);
    environment.add_filter("aloud", aloud);
    environment.add_filter("sentence", aloud::sentence);
    environment.add_filter("wrap", wrap);
    environment.add_filter("underline", |text: &str, mark: Option<char>| text::underlined(text, mark.unwrap_or('-')));
    environment.add_filter("noted", noted);
    environment.add_filter("picture", |state: &State<'_, '_>, figure: Serde<Figure>| {
        text::picture_line(&figure, &picture_word(state)).unwrap_or_default()
    });
    environment.add_filter("figure", |figure: Serde<Figure>| Value::from_safe_string(markdown::figure(&figure)));
    environment.add_filter("quoted", |text: &str| Value::from_safe_string(paper::quoted(text)));
    environment.add_filter("destination", |url: &str| Value::from_safe_string(markdown::destination(url)));
    docx::add_filters(&mut environment);
    environment
}

/// Escapes what a template prints: HTML, Markdown, XML and Typst by our own rules, plain text not at all. What is not known
/// prints nothing.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    match state.auto_escape() {
        AutoEscape::Html if value.is_safe() && value.as_str().is_some() => {
            out.write_str(value.as_str().unwrap_or_default())?;
        }
        AutoEscape::Custom(_) if value.is_safe() => out.write_str(&value.to_string())?,
        AutoEscape::Custom(name) if name == WORD => out.write_str(&docx::escaped(&value.to_string()))?,
        AutoEscape::Custom(name) if name == TYPST => {
            let text = value.to_string();
            Lost::note(state, &text);
            out.write_str(&paper::escaped(&text))?;
        }
        AutoEscape::Custom(_) => out.write_str(&markdown::escaped(&value.to_string()))?,
        AutoEscape::Html if !value.is_safe() && !value.is_undefined() => match value.as_str() {
            Some(text) => out.write_str(&html::escaped(text))?,
            None => out.write_str(&html::escaped(&value.to_string()))?,
        },
        _ => minijinja::escape_formatter(out, state, value)?,
    }
    Ok(())
}

/// The language that the template is writing.
fn language(state: &State<'_, '_>) -> Language {
    let language = state.lookup("language");
    language.as_ref().and_then(Value::as_str).and_then(Language::parse).unwrap_or_default()
}

/// `{{ say("more-title") }}`: a phrase of the word files, in the language that the template is writing.
fn say(state: &State<'_, '_>, name: &str, arguments: Kwargs) -> Result<String, Error> {
    let given: Vec<(&str, Value)> =
        arguments.args().map(|key| arguments.get(key).map(|value| (key, value))).collect::<Result<_, _>>()?;
    let given: Vec<(&str, FluentValue<'_>)> = given
        .iter()
        .map(|(key, value)| {
            let number = (value.kind() == ValueKind::Number).then(|| value.as_i64()).flatten();
            (*key, number.map_or_else(|| FluentValue::from(value.to_string()), FluentValue::from))
        })
        .collect();
    Words::new(language(state)).find(name, &given).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, "unknown phrase").with_source(UnknownPhrase(name.to_owned()))
    })
}

/// `{{ item.said | prose }}`: the field in the form of the template that asks; `indent` before every line of plain text, `style`
/// and `list` the styles of paragraphs and of lines of lists in a Word document.
fn prose(state: &mut State<'_, '_>, field: &Value, arguments: Kwargs) -> Result<Value, Error> {
    let indent: Option<String> = arguments.get("indent")?;
    let style: Option<String> = arguments.get("style")?;
    let list: Option<String> = arguments.get("list")?;
    arguments.assert_all_used()?;
    let Some(passage) = field.downcast_object::<Passage>() else {
        return match field {
            field if field.is_none() => Ok(Value::from("")),
            field if field.is_undefined() => Err(Error::from(ErrorKind::UndefinedError)),
            _ => Err(Error::new(ErrorKind::InvalidOperation, "prose: not a Markdown field")),
        };
    };
    let form = state.auto_escape().clone();
    let text = match form {
        AutoEscape::Html => {
            let letter = state.lookup("letter").is_some_and(|letter| !letter.is_none());
            let language = language(state).code();
            let template = state.get_template("parts/figure.html")?;
            html::prose(&passage, &mut |figure: &Figure| {
                template.render(minijinja::context! { figure => Value::from(Serde(figure)), letter, language })
            })?
        }
        AutoEscape::Custom(name) if name == WORD => {
            let related = docx::related(state)?;
            let (language, code) = (language(state), language(state).code());
            let manner = docx::Manner { style: style.as_deref(), list: list.as_deref(), language };
            let template = state.get_template("parts/figure.docx.xml")?;
            let named = Value::from_dyn_object(Arc::clone(&related));
            docx::prose(&passage, manner, &related, &mut |figure: &Figure| {
                let figure = Value::from(Serde(figure));
                template.render(minijinja::context! { figure, language => code, related => named.clone() })
            })?
        }
        AutoEscape::Custom(form) if form == TYPST => {
            Lost::note(state, &crate::prose::plain(&passage.tree));
            let language = language(state).code();
            let template = state.get_template("parts/figure.typ")?;
            paper::prose(&passage, &mut |figure: &Figure| {
                template.render(minijinja::context! { figure => Value::from(Serde(figure)), language })
            })?
        }
        AutoEscape::Custom(_) => markdown::prose(&passage),
        _ => {
            let picture = picture_word(state);
            text::prose(&passage, &*notes(state)?, &picture, indent.as_deref().unwrap_or_default())
        }
    };
    Ok(Value::from_safe_string(text))
}

/// `{{ item.said | aloud }}`: a Markdown field or a picture as it is read aloud.
fn aloud(state: &State<'_, '_>, field: &Value) -> Result<Value, Error> {
    if field.is_none() {
        return Ok(Value::from(""));
    }
    let language = language(state);
    let said = match field.downcast_object::<Passage>() {
        Some(passage) => aloud::prose(&passage, language),
        None => {
            let figure: Figure = Figure::deserialize(field)?;
            aloud::picture(&figure, language).unwrap_or_default()
        }
    };
    Ok(Value::from_safe_string(said))
}

/// `{{ text | wrap(first="- ", rest="  ") }}`.
fn wrap(text: &str, arguments: Kwargs) -> Result<String, Error> {
    let first: Option<String> = arguments.get("first")?;
    let rest: Option<String> = arguments.get("rest")?;
    arguments.assert_all_used()?;
    Ok(text::wrapped(text, first.as_deref().unwrap_or_default(), rest.as_deref().unwrap_or_default()))
}

/// `{{ link | noted }}`: the words of a link, the number of its note, and the kind and size of a file.
fn noted(state: &State<'_, '_>, link: &Value) -> Result<String, Error> {
    let part = |name: &str| link.get_attr(name).ok().filter(|part| !part.is_none() && !part.is_undefined());
    let words = part("text").map(|text| text.to_string()).unwrap_or_default();
    let noted = match part("url") {
        Some(url) => text::noted(&words, &url.to_string(), &*notes(state)?),
        None => words,
    };
    Ok(part("note").map_or_else(|| noted.clone(), |note| format!("{noted} {note}")))
}

fn picture_word(state: &State<'_, '_>) -> String {
    Words::new(language(state)).say("picture", &[])
}

fn notes(state: &State<'_, '_>) -> Result<Arc<Notes>, Error> {
    let notes = state.lookup("notes").and_then(|notes| notes.downcast_object::<Notes>());
    notes.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "notes: taken by another value"))
}
