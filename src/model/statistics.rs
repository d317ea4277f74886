//! The work in numbers: meetings, attendance and outputs by year, and how a list has grown.

use super::{Id, MeetingState, OutputState, Records};
use crate::language::date::PartialDate;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// One year of meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearStatistics {
    /// How many meetings were held.
    pub meetings: u32,
    /// How many of them say who came.
    pub counted: u32,
    /// How many came to those, together.
    pub attended: u64,
    /// How many outputs are in each state today, in the order of `OutputState::ALL`.
    pub outputs: [u32; 5],
}

/// The years in which a meeting was held, the oldest first. A meeting counts that its log calls held, or whose day is past and that
/// was neither cancelled nor postponed.
pub fn years(records: &Records, today: NaiveDate) -> BTreeMap<i32, YearStatistics> {
    let mut years: BTreeMap<i32, YearStatistics> = BTreeMap::new();
    for meeting in records.meetings.values() {
        let day = meeting.date.day;
        let held = match meeting.state() {
            MeetingState::Held => true,
            MeetingState::Planned | MeetingState::Moved => day < today,
            MeetingState::Cancelled | MeetingState::Postponed => false,
        };
        if !held {
            continue;
        }
        let year = years.entry(day.year()).or_default();
        year.meetings += 1;
        if let Some(attended) = meeting.attended {
            year.counted += 1;
            year.attended += u64::from(attended);
        }
        for output in meeting.agenda.iter().flat_map(|item| item.outputs.iter()) {
            let at = OutputState::ALL.iter().position(|state| *state == output.state());
            year.outputs[at.unwrap_or_default()] += 1;
        }
    }
    years
}

/// A month, or a whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub year: i32,
    /// From 1; nothing for the whole year.
    pub month: Option<u32>,
}

impl Period {
    /// A month as `2026-03`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        Some(Self { year: year.parse().ok()?, month: Some(month.parse().ok()?) })
    }

    /// As a date is printed.
    pub fn date(self) -> PartialDate {
        PartialDate { year: self.year, month: self.month, day: None, weekday: None }
    }
}

/// How many came onto a list and left it in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// The list.
    pub list: Id,
    /// The month.
    pub period: Period,
    /// How many came.
    pub joined: u64,
    /// How many left, or could not be reached any more.
    pub lost: u64,
}

/// More months than these are told by year.
const MOST_MONTHS: usize = 24;

/// How one list has grown, the oldest period first, with how many were on it at the end of each: by month, or by year where the months
/// are many.
pub fn course(growth: &[Growth], list: &Id) -> Vec<(Period, u64, u64, u64)> {
    let own: Vec<&Growth> = growth.iter().filter(|it| it.list == *list).collect();
    let by_year = own.len() > MOST_MONTHS;
    let mut periods: BTreeMap<Period, (u64, u64)> = BTreeMap::new();
    for it in own {
        let period = if by_year { Period { month: None, ..it.period } } else { it.period };
        let entry = periods.entry(period).or_default();
        *entry = (entry.0 + it.joined, entry.1 + it.lost);
    }
    let mut total: u64 = 0;
    let told = periods.into_iter().map(|(period, (joined, lost))| {
        total = (total + joined).saturating_sub(lost);
        (period, joined, lost, total)
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::{Growth, Period, YearStatistics, course, years};
    use crate::model::{Id, Records};
    use serde_json::{from_value, json};
    use std::collections::BTreeMap;

    #[test]
    fn a_year_counts_what_was_held() {
        let item = json!({ "title": "W", "outputs": [
            { "suggestion": "A", "follow_up": [{ "at": "2023", "state": "taken_up" }, { "at": "2024", "state": "done" }] },
            { "suggestion": "B" },
        ] });
        let held = json!([{ "at": "2023-01-12", "state": "held" }]);
        let records = Records {
            meetings: from_value(json!({
                "a": { "title": "A", "date": "2023-01-12", "attended": 50, "log": held, "agenda": [item] },
                "b": { "title": "B", "date": "2023-05-12" },
                "c": { "title": "C", "date": "2023-06-12", "log": [{ "at": "2023-06-01", "state": "cancelled" }] },
                "d": { "title": "D", "date": "2031-06-12" },
            }))
            .unwrap(),
            ..Records::none(from_value(json!({ "id": "x", "network": "N", "secretariat": "S" })).unwrap())
        };
        let counted = years(&records, "2026-11-01".parse().unwrap());
        let expected = YearStatistics { meetings: 2, counted: 1, attended: 50, outputs: [1, 0, 0, 1, 0] };
        assert_eq!(counted, BTreeMap::from([(2023, expected)]));
    }

    #[test]
    fn a_list_is_told_by_month_and_by_year_where_the_months_are_many() {
        let list = Id::parse("nyt").unwrap();
        let in_month = |at: u32| Growth {
            list: list.clone(),
            period: Period { year: 2024 + i32::try_from(at / 12).unwrap(), month: Some(at % 12 + 1) },
            joined: 3,
            lost: 1,
        };
        let months: Vec<Growth> = (0..3).map(in_month).collect();
        let last = course(&months, &list).pop().unwrap();
        assert_eq!(last, (Period { year: 2024, month: Some(3) }, 3, 1, 6));
        let months: Vec<Growth> = (0..30).map(in_month).collect();
        let years = course(&months, &list);
        assert_eq!(years[0], (Period { year: 2024, month: None }, 36, 12, 24));
        assert_eq!((years.len(), years[2].3), (3, 60));
        assert!(course(&months, &Id::parse("andre").unwrap()).is_empty());
    }
}
