//! How the preview's own pages look: their templates, style, script and fonts, compiled in.

use crate::language::words::Words;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

/// The templates of the pages.
pub(super) struct Looks {
    environment: Environment<'static>,
}

impl Looks {
    /// In the words of a language.
    ///
    /// # Panics
    /// Where a template that is compiled in cannot be read: a fault that every test shows.
    pub(super) fn new(words: Words) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.unwrap_or_default());
        environment.add_global("language", words.language().code());
        environment.add_function("say", move |name: String| words.say(&name, &[]));
        for (name, text) in [
            ("page.html", include_str!("../../templates/preview/page.html")),
            ("front.html", include_str!("../../templates/preview/front.html")),
            ("frame.html", include_str!("../../templates/preview/frame.html")),
            ("findings.html", include_str!("../../templates/preview/findings.html")),
            ("trouble.html", include_str!("../../templates/preview/trouble.html")),
        ] {
            environment.add_template(name, text).expect("a template compiled in");
        }
        Self { environment }
    }

    /// A page.
    ///
    /// # Errors
    /// Those of its template.
    pub(super) fn page(&self, template: &str, context: impl Serialize) -> Result<String, Error> {
        self.environment.get_template(template)?.render(Value::from(Serde(context)))
    }
}

/// A file that the pages ask for, and its kind.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    Some(match name {
        "preview.css" => ("text/css", include_bytes!("../../templates/preview/preview.css")),
        "preview.js" => ("text/javascript", include_bytes!("../../templates/preview/preview.js")),
        "icon.svg" => ("image/svg+xml", include_bytes!("../../templates/archive/icon.svg")),
        "plex-sans-400.woff2" => ("font/woff2", include_bytes!("../../templates/fonts/plex-sans-400.woff2")),
        "plex-sans-600.woff2" => ("font/woff2", include_bytes!("../../templates/fonts/plex-sans-600.woff2")),
        _ => return None,
    })
}
