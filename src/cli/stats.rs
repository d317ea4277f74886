//! `stats`: meetings, attendance, outputs and the growth of the lists, as tables or as a picture.

use super::context::{self, Context, Read};
use super::exit::{Exit, Failure};
use super::output;
use super::table::Table;
use crate::model::OutputState;
use crate::model::statistics::{self, Growth, YearStatistics};
use crate::render::{Renderer, StatisticsRequest};
use crate::store::Store;
use clap::Args;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Count the work.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// As a picture.
    #[arg(long)]
    svg: bool,
    /// Write the picture into this file, and beside it a page with the tables.
    #[arg(short, long, value_name = "FILE", requires = "svg")]
    output: Option<PathBuf>,
}

pub fn run(args: &StatsArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let read = context.read()?;
    let years = statistics::years(&read.records, context::today(read.records.settings.zone()));
    let store = read.store(context)?;
    let growth = context.block_on(async { Ok(store.growth().await?) })?;
    if terminal.json && !args.svg {
        terminal.data_as_json(&as_json(&years, &growth, &read))?;
        return Ok(Exit::Done);
    }
    let request =
        StatisticsRequest { records: &read.records, years: &years, growth: &growth, language: terminal.language() };
    let made = Renderer::new(read.workspace.templates()?)?.statistics(&request)?;
    match (&args.output, args.svg) {
        (Some(output), _) => {
            let path = context.config.directory.join(output);
            let path = if path.is_dir() { path.join("stats.svg") } else { path };
            let page = path.with_extension("html");
            let path = if path == page { path.with_extension("svg") } else { path };
            output::write(&path, made.svg.as_bytes(), &read, context)?;
            output::write(&page, made.html.as_bytes(), &read, context)?;
            let [file, page] = [path, page].map(|path| path.display().to_string());
            match terminal.json {
                true => terminal.data_as_json(&json!({ "path": file, "page": page }))?,
                false => terminal.say("stats-written", &[("file", file.into()), ("page", page.into())]),
            }
        }
        (None, true) if terminal.json => terminal.data_as_json(&json!({ "svg": made.svg }))?,
        (None, true) => terminal.data(&made.svg)?,
        (None, false) => {
            for (at, counted) in made.tables.into_iter().enumerate() {
                let gap = if at == 0 { "" } else { "\n" };
                terminal.data(&format!("{gap}{}\n", counted.title))?;
                let mut table = Table::with_headings(&counted.headings);
                counted.rows.into_iter().for_each(|row| table.row(row));
                table.print(terminal)?;
            }
            if years.is_empty() && growth.is_empty() {
                terminal.say("stats-nothing", &[]);
            }
        }
    }
    Ok(Exit::Done)
}

fn as_json(years: &BTreeMap<i32, YearStatistics>, growth: &[Growth], read: &Read) -> Value {
    let year = |(year, it): (&i32, &YearStatistics)| {
        let counts = OutputState::ALL.iter().zip(it.outputs);
        let outputs: Map<String, Value> =
            counts.map(|(state, count)| (state.name().to_owned(), json!(count))).collect();
        let attended = (it.counted > 0).then_some(it.attended);
        json!({ "year": year, "meetings": it.meetings, "counted": it.counted, "attended": attended, "outputs": outputs })
    };
    let list = |list| {
        let course = statistics::course(growth, list);
        let periods = course.into_iter().map(|(period, joined, lost, total)| {
            json!({ "year": period.year, "month": period.month, "joined": joined, "lost": lost, "total": total })
        });
        json!({ "list": list, "periods": periods.collect::<Vec<_>>() })
    };
    json!({
        "years": years.iter().map(year).collect::<Vec<_>>(),
        "lists": read.records.settings.lists.keys().map(list).collect::<Vec<_>>(),
    })
}
