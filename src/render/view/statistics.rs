//! The work in numbers as a picture of bars, and as the tables that say the same.

use crate::language::words::Words;
use crate::language::{Language, date, number};
use crate::model::statistics::{Growth, Period, YearStatistics, course};
use crate::model::{OutputState, Records};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything is measured in pixels of a page: this is how wide the picture is.
const WIDTH: u64 = 720;
/// Where bars begin: to the left stands what they are of.
const LEFT: u64 = 120;
/// How long the longest bar is; to the right stands how much it is.
const LONGEST: u64 = 460;
const STEP: u64 = 36;
const HEAD: u64 = 44;
const LEGEND: u64 = 28;
const BETWEEN: u64 = 36;

/// The work in numbers.
#[derive(Debug, Serialize)]
pub(in crate::render) struct StatisticsView {
    /// What it is.
    pub(in crate::render) title: String,
    /// What it shows, for those who do not see it.
    description: String,
    width: u64,
    height: u64,
    /// Where bars begin.
    left: u64,
    charts: Vec<Chart>,
}

/// Bars of one kind, and the table that says the same.
#[derive(Debug, Serialize)]
struct Chart {
    /// Where its title stands.
    top: u64,
    legend: Vec<LegendView>,
    bars: Vec<Bar>,
    table: StatisticsTable,
}

#[derive(Debug, Serialize)]
struct LegendView {
    text: String,
    tone: usize,
    x: u64,
    y: u64,
}

#[derive(Debug, Serialize)]
struct Bar {
    label: String,
    y: u64,
    /// Where its parts end.
    end: u64,
    parts: Vec<Part>,
    /// What stands behind it.
    words: String,
    /// What it says, to those who do not see it.
    said: String,
}

#[derive(Debug, Serialize)]
struct Part {
    x: u64,
    width: u64,
    tone: usize,
    /// How much it is; nothing where there is no room.
    words: Option<String>,
}

/// The numbers of one kind of bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatisticsTable {
    /// What they are.
    pub title: String,
    /// What stands above each column.
    pub headings: Vec<String>,
    /// The rows, whose first cell says what they are of.
    pub rows: Vec<Vec<String>>,
}

/// One bar, not yet drawn.
struct Measure {
    /// What it is of.
    label: String,
    /// Its parts with their tones.
    parts: Vec<(u64, usize)>,
    words: String,
    said: String,
}

impl StatisticsView {
    /// The picture of these numbers, in a language.
    pub(in crate::render) fn new(
        years: &BTreeMap<i32, YearStatistics>,
        growth: &[Growth],
        records: &Records,
        language: Language,
    ) -> Self {
        let words = Words::new(language);
        let mut drawing = Drawing { words, language, top: 16, charts: Vec::new() };
        drawing.attendance(years);
        drawing.outputs(years);
        for (id, list) in &records.settings.lists {
            let course = course(growth, id);
            drawing.list(&list.title, &course);
        }
        let network = ("network", records.settings.network.as_str().into());
        let told: Vec<String> = drawing.charts.iter().map(|chart| chart.told()).collect();
        Self {
            title: words.say("statistics-title", &[network]),
            description: told.join(" "),
            width: WIDTH,
            height: drawing.top,
            left: LEFT,
            charts: drawing.charts,
        }
    }
}

impl StatisticsView {
    /// The tables, in the order of the picture.
    pub(in crate::render) fn tables(&self) -> Vec<StatisticsTable> {
        self.charts.iter().map(|chart| chart.table.clone()).collect()
    }
}

impl Chart {
    /// The same in a sentence: `Deltagere: 2023 58, 2024 61.`
    fn told(&self) -> String {
        let bars: Vec<String> = self.bars.iter().map(|bar| format!("{}: {}", bar.label, bar.said)).collect();
        format!("{}. {}.", self.table.title, bars.join("; "))
    }
}

/// What has been drawn so far.
struct Drawing {
    words: Words,
    language: Language,
    top: u64,
    charts: Vec<Chart>,
}

impl Drawing {
    fn say(&self, name: &str) -> String {
        self.words.say(name, &[])
    }

    fn count(&self, count: u64) -> String {
        number::count(count, self.language)
    }

    fn headings(&self, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.say(name)).collect()
    }

    fn attendance(&mut self, years: &BTreeMap<i32, YearStatistics>) {
        let bars = years.iter().map(|(year, it)| {
            let held = self.words.say("statistics-meetings-held", &[("count", it.meetings.into())]);
            let words = match it.counted {
                0 => held,
                _ => format!("{} ({held})", self.count(it.attended)),
            };
            Measure { label: year.to_string(), parts: vec![(it.attended, 0)], said: words.clone(), words }
        });
        let bars = bars.collect();
        let rows = years.iter().map(|(year, it)| {
            let attended = if it.counted == 0 { "–".to_owned() } else { self.count(it.attended) };
            let mean = u64::from(it.counted).checked_sub(1).map(|_| it.attended / u64::from(it.counted));
            let mean = mean.map_or("–".to_owned(), |mean| self.count(mean));
            vec![year.to_string(), self.count(it.meetings.into()), attended, mean]
        });
        let rows = rows.collect();
        let headings = ["statistics-year", "statistics-meetings", "statistics-attended", "statistics-mean"];
        let table =
            StatisticsTable { title: self.say("statistics-attendance"), headings: self.headings(&headings), rows };
        self.chart(&[], bars, table);
    }

    fn outputs(&mut self, years: &BTreeMap<i32, YearStatistics>) {
        let states: Vec<String> = OutputState::ALL.iter().map(|state| self.say(state.code())).collect();
        let told = years.iter().filter(|(_, it)| it.outputs.iter().sum::<u32>() > 0);
        let bars = told.clone().map(|(year, it)| {
            let counts = it.outputs.iter().zip(&states).filter(|(count, _)| **count > 0);
            let words: Vec<String> =
                counts.map(|(count, state)| format!("{} {}", state.to_lowercase(), count)).collect();
            let parts = it.outputs.iter().enumerate().map(|(tone, count)| (u64::from(*count), tone)).collect();
            let total: u32 = it.outputs.iter().sum();
            let total = self.count(total.into());
            Measure { label: year.to_string(), parts, said: format!("{total} ({})", words.join(", ")), words: total }
        });
        let bars = bars.collect();
        let rows = told.map(|(year, it)| {
            let counts = it.outputs.iter().map(|count| self.count((*count).into()));
            std::iter::once(year.to_string()).chain(counts).collect()
        });
        let rows = rows.collect();
        let headings = std::iter::once(self.say("statistics-year")).chain(states.iter().cloned()).collect();
        self.chart(&states, bars, StatisticsTable { title: self.say("statistics-outputs"), headings, rows });
    }

    fn list(&mut self, title: &str, course: &[(Period, u64, u64, u64)]) {
        let bars = course.iter().map(|(period, _, _, total)| Measure {
            label: self.period(*period),
            parts: vec![(*total, 0)],
            words: self.count(*total),
            said: self.count(*total),
        });
        let bars = bars.collect();
        let rows = course.iter().map(|(period, joined, lost, total)| {
            vec![self.period(*period), self.count(*joined), self.count(*lost), self.count(*total)]
        });
        let rows = rows.collect();
        let headings = ["statistics-period", "statistics-joined", "statistics-lost", "statistics-total"];
        let title = self.words.say("statistics-list", &[("list", title.into())]);
        self.chart(&[], bars, StatisticsTable { title, headings: self.headings(&headings), rows });
    }

    /// `marts 2026`, or `2026`.
    fn period(&self, period: Period) -> String {
        date::partial(&period.date(), self.language)
    }

    fn chart(&mut self, legend: &[String], bars: Vec<Measure>, table: StatisticsTable) {
        if bars.is_empty() {
            return;
        }
        let top = self.top;
        let legend_height = if legend.is_empty() { 0 } else { LEGEND };
        let mut x = LEFT;
        let legend = legend.iter().enumerate().map(|(tone, text)| {
            let at = x;
            x += 40 + 8 * u64::try_from(text.chars().count()).unwrap_or_default();
            LegendView { text: text.clone(), tone, x: at, y: top + HEAD }
        });
        let legend = legend.collect();
        let first = top + HEAD + legend_height;
        let most = bars
            .iter()
            .map(|bar| bar.parts.iter().map(|(count, _)| count).sum::<u64>())
            .max()
            .unwrap_or_default()
            .max(1);
        let steps: u64 = u64::try_from(bars.len()).unwrap_or_default();
        let bars = (0..).zip(bars).map(|(at, bar)| self.bar(first + at * STEP, most, bar)).collect();
        self.top = first + steps * STEP + BETWEEN;
        self.charts.push(Chart { top: top + 20, legend, bars, table });
    }

    fn bar(&self, y: u64, most: u64, bar: Measure) -> Bar {
        let mut x = LEFT;
        let mut parts = Vec::new();
        let is_divided = bar.parts.len() > 1;
        for (count, tone) in bar.parts.into_iter().filter(|(count, _)| *count > 0) {
            let width = (count * LONGEST / most).max(2);
            let words = self.count(count);
            let fits = is_divided && width > 10 * u64::try_from(words.chars().count()).unwrap_or_default() + 6;
            parts.push(Part { x, width, tone, words: fits.then_some(words) });
            x += width;
        }
        Bar { label: bar.label, y, end: x + 10, parts, words: bar.words, said: bar.said }
    }
}
