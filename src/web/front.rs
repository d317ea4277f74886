//! The first page: what there is, newest first, how far each record has come, and what `check` finds in it.

use super::answer;
use super::preview::Desk;
use super::sight::Sight;
use crate::language::date;
use crate::model::{Record, Records, Severity};
use crate::wording::FindingRow;
use axum::response::Response;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeSet;

#[derive(Serialize)]
struct Front<'a> {
    network: String,
    groups: Vec<Group<'a>>,
    /// What is found in files that are no records.
    findings: Vec<&'a FindingRow>,
}

/// Records of one kind.
#[derive(Serialize)]
struct Group<'a> {
    name: &'static str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    day: Option<String>,
    state: String,
    errors: usize,
    others: usize,
}

/// The page.
pub(super) fn page(desk: &Desk, sight: &Sight) -> Response {
    let findings = sight.findings(&desk.words);
    let Some(records) = &sight.records else {
        let network = desk.words.say("preview-unreadable", &[]);
        return answer::page(
            desk,
            "front.html",
            Front { network, groups: Vec::new(), findings: findings.iter().collect() },
        );
    };
    let groups = [
        ("meetings", records.meetings.iter().map(|(id, it)| Record::Meeting(id, it)).collect::<Vec<_>>()),
        ("news", records.news.iter().map(|(id, it)| Record::News(id, it)).collect()),
        ("newsletters", records.newsletters.iter().map(|(id, it)| Record::Newsletter(id, it)).collect()),
    ];
    let groups = groups.into_iter().filter(|(_, records)| !records.is_empty()).map(|(name, mut records)| {
        records.sort_by_key(|record| (Reverse(record.day()), record.id()));
        Group { name, rows: records.into_iter().map(|record| row(record, desk, findings)).collect() }
    });
    let front = Front {
        network: records.settings.network.clone(),
        groups: groups.collect(),
        findings: of_no_record(findings, records),
    };
    answer::page(desk, "front.html", front)
}

fn row<'a>(record: Record<'a>, desk: &Desk, findings: &[FindingRow]) -> Row<'a> {
    let file = record.file();
    let (errors, others) =
        findings.iter().filter(|finding| finding.file == file).fold((0, 0), |(errors, others), it| {
            if it.severity == Severity::Error { (errors + 1, others) } else { (errors, others + 1) }
        });
    Row {
        id: record.id().as_str(),
        title: record.title(),
        day: record.day().map(|day| date::short(day, desk.words.language())),
        state: format!("state-{}", record.standing()),
        errors,
        others,
    }
}

fn of_no_record<'a>(findings: &'a [FindingRow], records: &Records) -> Vec<&'a FindingRow> {
    let files: BTreeSet<String> = records.all().map(Record::file).collect();
    findings.iter().filter(|finding| !files.contains(&finding.file)).collect()
}
