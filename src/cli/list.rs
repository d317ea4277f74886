//! `list`: what there is, newest first, with state.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::table::Table;
use crate::language::date;
use crate::model::{Id, Record, Records};
use clap::{Args, ValueEnum};
use std::cmp::Reverse;

/// List what there is.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// What; meetings, articles and issues if nothing is named.
    kind: Option<Kind>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Meetings,
    News,
    Newsletters,
    People,
    Organisations,
    Topics,
    Materials,
}

/// A line of the list.
#[derive(serde::Serialize)]
struct Row {
    id: String,
    kind: &'static str,
    date: Option<chrono::NaiveDate>,
    title: String,
    state: Option<String>,
}

pub fn run(args: &ListArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let rows = rows(args.kind, &read.records);
    if terminal.json {
        terminal.data_as_json(&rows)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["list-id", "list-date", "list-title", "list-state"], terminal);
    for row in &rows {
        let day = row.date.map(|day| date::short(day, terminal.language())).unwrap_or_default();
        let state = row.state.as_deref().map(|state| terminal.find(&format!("state-{state}"), &[]));
        let state = state.map(|words| words.unwrap_or_else(|| row.state.clone().unwrap_or_default()));
        table.row([row.id.clone(), day, row.title.clone(), state.unwrap_or_default()]);
    }
    table.print(terminal)?;
    for file in &read.records.unread {
        terminal.say("list-unread", &[("file", file.as_str().into())]);
    }
    Ok(Exit::Done)
}

fn rows(kind: Option<Kind>, records: &Records) -> Vec<Row> {
    let registry = &records.registry;
    let entry = |kind, id: &Id, title: &str, state: Option<String>| Row {
        id: id.to_string(),
        kind,
        date: None,
        title: title.to_owned(),
        state,
    };
    match kind {
        Some(Kind::People) => registry.people.iter().map(|(id, it)| entry("person", id, &it.name, None)).collect(),
        Some(Kind::Organisations) => {
            registry.organisations.iter().map(|(id, it)| entry("organisation", id, &it.name, None)).collect()
        }
        Some(Kind::Topics) => {
            registry.topics.iter().map(|(id, it)| entry("topic", id, &it.name, it.state.clone())).collect()
        }
        Some(Kind::Materials) => {
            registry.materials.iter().map(|(id, it)| entry("material", id, &it.title, None)).collect()
        }
        Some(Kind::Meetings | Kind::News | Kind::Newsletters) | None => {
            let mut rows: Vec<Row> = records.all().filter_map(|record| row(kind, record)).collect();
            rows.sort_by_key(|row| (Reverse(row.date), row.id.clone()));
            rows
        }
    }
}

fn row(wanted: Option<Kind>, record: Record<'_>) -> Option<Row> {
    let (kind, name, day) = match record {
        Record::Meeting(_, meeting) => (Kind::Meetings, "meeting", Some(meeting.date.day)),
        Record::News(_, article) => (Kind::News, "news", Some(article.date.day)),
        Record::Newsletter(_, issue) => (Kind::Newsletters, "newsletter", issue.date.map(|date| date.day)),
    };
    wanted.is_none_or(|wanted| wanted == kind).then(|| Row {
        id: record.id().to_string(),
        kind: name,
        date: day,
        title: record.title().to_owned(),
        state: Some(record.standing().to_owned()),
    })
}
