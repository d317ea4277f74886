//! What the program says, from Fluent files: one folder a language, one file an area, compiled in.

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("words/", $language, "/check.ftl")),
            include_str!(concat!("words/", $language, "/source.ftl")),
            include_str!(concat!("words/", $language, "/schema.ftl")),
            include_str!(concat!("words/", $language, "/render.ftl")),
            include_str!(concat!("words/", $language, "/letter.ftl")),
            include_str!(concat!("words/", $language, "/intake.ftl")),
            include_str!(concat!("words/", $language, "/delivery.ftl")),
            include_str!(concat!("words/", $language, "/cli.ftl")),
            include_str!(concat!("words/", $language, "/help.ftl")),
        ]
    };
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language.
    ///
    /// # Panics
    /// Where a file compiled in is not Fluent, or names a message twice: a fault that every test shows.
    pub fn new(language: Language) -> Self {
        let files = match language {
            Language::Danish => files!("da"),
            Language::English => files!("en"),
        };
        let identifier = language.code().parse().expect("a language code");
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        for file in files {
            let resource = FluentResource::try_new(file.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{} words: {errors:?}", language.code()));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{} words: {errors:?}", language.code()));
        }
        Self { language, bundle }
    }

    /// Whose words these are.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message of that name, or of `name.attribute`; nothing where there is none.
    pub fn find(&self, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (message, attribute) = name.split_once('.').map_or((name, None), |(message, it)| (message, Some(it)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> = arguments.iter().map(|(key, value)| (*key, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        Some(text.into_owned())
    }

    /// The message of that name; its name in brackets where there is none, which the tests refuse.
    pub fn say(&self, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
        self.find(name, arguments).unwrap_or_else(|| format!("[{name}]"))
    }
}
