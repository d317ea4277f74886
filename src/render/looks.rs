//! The templates: those compiled in, and those of the workspace that replace single ones.

use super::error::RenderError;
use crate::language::nearest;
use std::collections::BTreeMap;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        /// Every built-in template by the name of its file below `templates/`.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../templates/", $name)))),*];
    };
}

built_in! {
    "agenda.docx.xml",
    "agenda.html",
    "agenda.md",
    "agenda.txt",
    "agenda.typ",
    "archive/archive.css",
    "archive/elsewhere.html",
    "archive/fonts.css",
    "archive/front.html",
    "archive/icon.svg",
    "archive/listing.html",
    "archive/missing.html",
    "archive/search.html",
    "archive/search.js",
    "archive/teaser.html",
    "archive/years.html",
    "docx/app.xml",
    "docx/content-types.xml",
    "docx/core.xml",
    "docx/custom.xml",
    "docx/fonts.xml",
    "docx/footer.xml",
    "docx/header.xml",
    "docx/numbering.xml",
    "docx/package.xml",
    "docx/relations.xml",
    "docx/settings.xml",
    "docx/styles.xml",
    "fragment.html",
    "large-print.css",
    "mail.css",
    "mail.html",
    "mail.txt",
    "news.docx.xml",
    "news.html",
    "news.md",
    "news.txt",
    "newsletter.docx.xml",
    "news.typ",
    "newsletter.html",
    "newsletter.md",
    "newsletter.txt",
    "newsletter.typ",
    "page.css",
    "page.docx.xml",
    "page.html",
    "page.md",
    "page.txt",
    "parts/box.html",
    "page.typ",
    "parts/agenda-item.docx.xml",
    "parts/facts.docx.xml",
    "parts/figure.docx.xml",
    "parts/figure.html",
    "parts/figure.typ",
    "parts/item.docx.xml",
    "parts/item.html",
    "parts/item.md",
    "parts/item.typ",
    "parts/item.txt",
    "parts/notes.txt",
    "parts/notice.docx.xml",
    "parts/notice.html",
    "parts/notice.md",
    "parts/notice.txt",
    "parts/notice.typ",
    "parts/material.html",
    "parts/material.txt",
    "parts/material.md",
    "parts/more.docx.xml",
    "parts/material.typ",
    "parts/more.html",
    "parts/more.md",
    "parts/more.typ",
    "parts/more.txt",
    "parts/outputs.docx.xml",
    "parts/outputs.html",
    "parts/outputs.md",
    "parts/outputs.typ",
    "parts/outputs.txt",
    "parts/spoken-agenda.txt",
    "parts/spoken-article.txt",
    "parts/spoken-more.txt",
    "parts/spoken-summary.txt",
    "poster.css",
    "poster.html",
    "poster.typ",
    "spoken.txt",
    "statistics/page.html",
    "statistics/picture.html",
    "summary.docx.xml",
    "summary.html",
    "summary.md",
    "summary.txt",
    "summary.typ",
}

/// The text of every template.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    overrides: BTreeMap<String, String>,
}

impl Looks {
    /// The built-in templates, and these in place of some of them. A file that says what the built-in one says, whatever its
    /// line ends, replaces nothing.
    ///
    /// # Errors
    /// `RenderError::UnknownTemplate` where nothing built in bears the name.
    pub(super) fn new(overrides: BTreeMap<String, String>) -> Result<Self, RenderError> {
        let mut kept = BTreeMap::new();
        for (name, text) in overrides {
            let Some(built_in) = built_in(&name) else {
                let nearest = nearest::nearest(&name, BUILT_IN.iter().map(|(name, _)| *name));
                return Err(RenderError::UnknownTemplate { nearest, name });
            };
            let text = text.replace("\r\n", "\n");
            if text != built_in {
                kept.insert(name, text);
            }
        }
        Ok(Self { overrides: kept })
    }

    /// The text of a template.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.overrides.get(name).map(String::as_str).or_else(|| built_in(name))
    }

    /// The first template of that ending that the workspace replaces.
    pub(super) fn replaced_of(&self, ending: &str) -> Option<&str> {
        self.replaced().find(|name| name.ends_with(ending))
    }

    /// The templates that the workspace replaces.
    pub(super) fn replaced(&self) -> impl Iterator<Item = &str> {
        self.overrides.keys().map(String::as_str)
    }
}

/// The names of the built-in templates, as files below `templates/`, in order.
pub fn template_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The text of a built-in template, to copy and change.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(it, _)| *it == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::{Looks, built_in};
    use crate::render::RenderError;

    fn with(name: &str, text: &str) -> Result<Looks, RenderError> {
        Looks::new([(name.to_owned(), text.to_owned())].into())
    }

    #[test]
    fn a_file_equal_to_the_built_in_replaces_nothing() {
        let same = built_in("page.css").unwrap();
        assert_eq!(with("page.css", same).unwrap().replaced().count(), 0);
        assert_eq!(with("page.css", &same.replace('\n', "\r\n")).unwrap().replaced().count(), 0);
        assert_eq!(with("page.css", "p { }").unwrap().text("page.css"), Some("p { }"));
    }

    #[test]
    fn a_name_that_nothing_bears_is_an_error_with_the_nearest() {
        let error = with("sumary.html", "").unwrap_err();
        let nearest = Some("summary.html");
        assert_eq!(error, RenderError::UnknownTemplate { name: "sumary.html".into(), nearest });
    }
}
