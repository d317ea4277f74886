//! What the program says, from Fluent files: one folder a language, one file an area, compiled in.

use super::{Language, number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::OnceLock;

macro_rules! files {
    ($language:literal) => {
        [
            Area::new(include_str!(concat!("words/", $language, "/render.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/archive.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/letter.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/cli.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/preview.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/merge.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/sending.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/delivery.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/intake.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/source.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/check.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/help.ftl"))),
            Area::new(include_str!(concat!("words/", $language, "/schema.ftl"))),
        ]
    };
}

/// What is asked for most stands first.
static DANISH: [Area; 13] = files!("da");
static ENGLISH: [Area; 13] = files!("en");

type Bundle = FluentBundle<FluentResource>;

/// A file of words, read once a process, when a name is first looked for in it.
struct Area {
    text: &'static str,
    bundle: OnceLock<Bundle>,
}

impl Area {
    const fn new(text: &'static str) -> Self {
        Self { text, bundle: OnceLock::new() }
    }
}

/// The words of one language: a handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    areas: &'static [Area],
}

impl Words {
    /// The words of a language. In them `{ $count }` is printed as the language prints numbers (`1.284`); what is no
    /// quantity, a year or a line, is handed over as text.
    pub fn new(language: Language) -> Self {
        let areas = match language {
            Language::Danish => &DANISH,
            Language::English => &ENGLISH,
        };
        Self { language, areas }
    }

    /// Whose words these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message of that name, or of `name.attribute`; nothing where there is none.
    ///
    /// # Panics
    /// Where a file compiled in is not Fluent, or names a message twice: a fault that every test shows.
    pub fn find(&self, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (message, attribute) = name.split_once('.').map_or((name, None), |(message, it)| (message, Some(it)));
        let mut bundles = self.areas.iter().map(|area| area.bundle.get_or_init(|| read(self.language, area.text)));
        let (bundle, message) = bundles.find_map(|bundle| Some((bundle, bundle.get_message(message)?)))?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(key, value)| (*key, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        Some(text.into_owned())
    }

    /// The message of that name; its name in brackets where there is none, which the tests refuse.
    pub fn say(&self, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(name, arguments).unwrap_or_else(|| format!("[{name}]"))
    }
}

fn read(language: Language, text: &str) -> Bundle {
    let identifier = language.code().parse().expect("a language code");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Danish => |value, _| print_number(value, Language::Danish),
        Language::English => |value, _| print_number(value, Language::English),
    }));
    let resource = FluentResource::try_new(text.to_owned())
        .unwrap_or_else(|(_, errors)| panic!("{} words: {errors:?}", language.code()));
    bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{} words: {errors:?}", language.code()));
    bundle
}

/// A number as the language prints it, with as many decimals as it was given.
fn print_number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(given) = value else { return None };
    let digits = given.as_string();
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some(number::decimal(given.value, decimals, language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use std::collections::{BTreeMap, BTreeSet};

    /// A language's words from a text, as they are read from the files.
    fn words(language: Language, text: &'static str) -> Words {
        Words { language, areas: Box::leak(Box::new([Area::new(text)])) }
    }

    /// Each message and attribute of a file, and the variables in it.
    fn messages(file: &str) -> BTreeMap<String, BTreeSet<String>> {
        let resource = fluent_syntax::parser::parse(file).expect("Fluent");
        let mut found = BTreeMap::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name;
            if let Some(pattern) = &message.value {
                found.insert(name.to_owned(), variables(pattern));
            }
            for attribute in &message.attributes {
                found.insert(format!("{name}.{}", attribute.id.name), variables(&attribute.value));
            }
        }
        found
    }

    fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                add_variables(expression, &mut found);
            }
        }
        found
    }

    fn add_variables(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => add_inline(inline, found),
            Expression::Select { selector, variants } => {
                add_inline(selector, found);
                for variant in variants {
                    found.extend(variables(&variant.value));
                }
            }
        }
    }

    fn add_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => _ = found.insert(id.name.to_owned()),
            InlineExpression::Placeable { expression } => add_variables(expression, found),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|it| add_inline(it, found));
            }
            _ => {}
        }
    }

    #[test]
    fn every_message_stands_in_both_languages_with_the_same_variables() {
        for (danish, english) in DANISH.iter().zip(&ENGLISH) {
            assert_eq!(messages(danish.text), messages(english.text));
        }
    }

    #[test]
    fn every_name_stands_once_and_is_kebab_case() {
        let mut seen = BTreeSet::new();
        for area in &DANISH {
            for name in messages(area.text).into_keys() {
                let kebab =
                    name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-._".contains(&it));
                assert!(kebab, "{name}");
                assert!(seen.insert(name.clone()), "{name} stands twice");
            }
        }
        for language in [Language::Danish, Language::English] {
            assert_eq!(Words::new(language).find("no-such-name", &[]), None, "every file can be read");
        }
    }

    #[test]
    fn a_number_is_printed_as_the_language_prints_it() {
        let say = |language, value: FluentValue<'static>| {
            words(language, "it = { $count } her").say("it", &[("count", value)])
        };
        assert_eq!(say(Language::Danish, 1284.into()), "1.284 her");
        assert_eq!(say(Language::English, 1284.into()), "1,284 her");
        assert_eq!(say(Language::Danish, 4.9.into()), "4,9 her");
        assert_eq!(say(Language::Danish, (-3).into()), "-3 her");
        assert_eq!(say(Language::Danish, "2023".into()), "2023 her", "text stays as it is");
    }

    #[test]
    fn one_has_its_own_form() {
        let text = "letters = { $count ->\n    [0] ingen breve\n    [one] ét brev\n   *[other] { $count } breve\n}\n";
        for language in [Language::Danish, Language::English] {
            let words = words(language, text);
            let say = |count: u64| words.say("letters", &[("count", count.into())]);
            assert_eq!((say(0), say(1), say(2)), ("ingen breve".into(), "ét brev".into(), "2 breve".into()));
        }
        let danish = words(Language::Danish, text);
        assert_eq!(danish.say("letters", &[("count", 21.into())]), "21 breve");
        assert_eq!(danish.say("letters", &[("count", 10_000.into())]), "10.000 breve");
    }

    #[test]
    fn a_hint_is_an_attribute() {
        let words = words(Language::Danish, "lost = { $file } mangler.\n    .hint = Læg { $file } i mappen.\n");
        let file = [("file", FluentValue::from("a.jpg"))];
        assert_eq!(words.say("lost", &file), "a.jpg mangler.");
        assert_eq!(words.find("lost.hint", &file).as_deref(), Some("Læg a.jpg i mappen."));
        assert_eq!(words.find("lost.other", &file), None);
        assert_eq!(words.say("found", &file), "[found]");
    }
}
