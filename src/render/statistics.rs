//! The work in numbers: a picture, and a page with the tables that say the same.

use super::error::RenderError;
use super::renderer::Renderer;
use super::tidy::tidied;
use super::view::{StatisticsTable, StatisticsView};
use crate::language::Language;
use crate::model::statistics::{Growth, YearStatistics};
use crate::model::{DocumentFormat, Records};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is told in numbers.
#[derive(Debug, Clone, Copy)]
pub struct StatisticsRequest<'a> {
    /// The workspace's records.
    pub records: &'a Records,
    /// The years of meetings.
    pub years: &'a BTreeMap<i32, YearStatistics>,
    /// How the lists have grown.
    pub growth: &'a [Growth],
    /// In which language.
    pub language: Language,
}

/// The numbers in three forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// As tables, in words; none where there is nothing to count.
    pub tables: Vec<StatisticsTable>,
    /// As a picture (SVG) with a title and a description of its own (WCAG 1.1.1).
    pub svg: String,
    /// As a page: the picture with its tables.
    pub html: String,
}

#[derive(Serialize)]
struct Context<'a> {
    statistics: StatisticsView,
    language: &'static str,
    css: &'a str,
}

impl Renderer {
    /// The work in numbers.
    ///
    /// # Errors
    /// Anything about a template of the workspace's own.
    pub fn statistics(&self, request: &StatisticsRequest<'_>) -> Result<Statistics, RenderError> {
        let StatisticsRequest { records, years, growth, language } = *request;
        let view = StatisticsView::new(years, growth, records, language);
        let tables = view.tables();
        let context = Context {
            statistics: view,
            language: language.code(),
            css: self.looks.text("page.css").unwrap_or_default(),
        };
        let context = Value::from(Serde(context));
        let svg = self.render("statistics/picture.html", &context)?;
        let html = self.render("statistics/page.html", &context)?;
        let [svg, html] = [svg, html].map(|text| tidied(&text, DocumentFormat::Html));
        Ok(Statistics { tables, svg, html })
    }
}
