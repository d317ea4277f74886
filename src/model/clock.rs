//! When each item of an agenda is: as it is written, or reckoned from the item before and its minutes.

use super::{AgendaItem, Meeting, Settings};
use crate::language::date::TimeSpan;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

/// From when to when, in minutes from midnight. Where the end is open, it is the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// When it begins.
    pub start: u32,
    /// When it ends.
    pub end: u32,
}

impl Interval {
    /// The span as it was written; nothing where it runs backwards.
    pub fn of(span: &TimeSpan) -> Option<Self> {
        let (start, end) = (minutes(span.start), span.end.map_or(minutes(span.start), minutes));
        (start <= end).then_some(Self { start, end })
    }

    /// Whether two intervals share a time.
    pub fn meets(self, other: Self) -> bool {
        let (first, second) = if self.start <= other.start { (self, other) } else { (other, self) };
        second.start < first.end || (first.start == second.start && first.end != second.end)
    }

    /// The same as times of one day; nothing where it goes on past midnight.
    pub fn span(self) -> Option<TimeSpan> {
        let start = time(self.start)?;
        let end = (self.start < self.end).then(|| time(self.end));
        match end {
            None => Some(TimeSpan { start, end: None }),
            Some(end) => Some(TimeSpan { start, end: Some(end?) }),
        }
    }
}

/// A time of day as minutes from midnight.
pub fn minutes(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

fn time(minutes: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}

impl Meeting {
    /// When each item is: as it is written, or reckoned from the item before and its minutes; nothing where nobody can know.
    pub fn intervals(&self) -> Vec<Option<Interval>> {
        let mut next = self.time.map(|time| minutes(time.start));
        let interval = |item: &AgendaItem| {
            let interval = match (&item.time, item.minutes) {
                (Some(TimeSpan { start, end: None }), Some(length)) => {
                    let start = minutes(*start);
                    Some(Interval { start, end: start.saturating_add(length) })
                }
                (Some(span), _) => Interval::of(span),
                (None, Some(length)) => next.map(|start| Interval { start, end: start.saturating_add(length) }),
                (None, None) => None,
            };
            // After an item without a length nobody knows when the next begins.
            next = interval.filter(|it| it.start < it.end).map(|it| it.end);
            interval
        };
        self.agenda.iter().map(interval).collect()
    }

    /// The hours of the meeting: as they are written; an end that is left open, or hours that are, from those of the items that
    /// `counts` says yes to.
    pub fn hours(&self, counts: impl Fn(&AgendaItem) -> bool) -> Option<TimeSpan> {
        if let Some(span @ TimeSpan { end: Some(_), .. }) = self.time {
            return Some(span);
        }
        let items = self.agenda.iter().zip(self.intervals()).filter(|(item, _)| counts(item));
        let known: Vec<Interval> = items.filter_map(|(_, interval)| interval).collect();
        let earliest = known.iter().map(|it| it.start).min();
        let start = self.time.map(|span| minutes(span.start)).or(earliest)?;
        let end = known.iter().map(|it| it.end).max().filter(|end| *end > start).unwrap_or(start);
        Interval { start, end }.span().or(self.time)
    }

    /// The day of the last change that the record knows of: of the newest entry of its log.
    pub fn revised(&self) -> Option<NaiveDate> {
        self.log.iter().filter_map(|entry| entry.at.as_ref()?.first_day()).max()
    }
}

impl Settings {
    /// A time of the workspace's clock. Of an hour that comes twice, the first; an hour that the clock skips is read by the clock as
    /// it was before (RFC 5545 §3.3.5).
    pub fn instant(&self, day: NaiveDate, time: NaiveTime) -> DateTime<Tz> {
        let (zone, local) = (self.zone(), day.and_time(time));
        let before = |hours| {
            let shift = TimeDelta::hours(hours);
            Some(zone.from_local_datetime(&(local - shift)).earliest()? + shift)
        };
        let found = zone.from_local_datetime(&local).earliest();
        found.or_else(|| before(3)).or_else(|| before(26)).unwrap_or_else(|| local.and_utc().with_timezone(&zone))
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use crate::language::date::parse_span;
    use crate::model::{Meeting, Settings};
    use chrono::NaiveDate;
    use serde_json::{Value, json};

    fn meeting(time: Value, items: Value) -> Meeting {
        let mut value = json!({ "title": "Møde", "date": "2026-03-12", "agenda": items });
        if !time.is_null() {
            value["time"] = time;
        }
        serde_json::from_value(value).unwrap()
    }

    fn hours(time: Value, items: Value) -> Option<crate::language::date::TimeSpan> {
        meeting(time, items).hours(|item| item.title != "hemmeligt")
    }

    #[test]
    fn the_hours_are_those_of_the_zone_also_where_the_clock_skips_or_repeats_one() {
        let settings: Settings =
            serde_json::from_value(json!({ "id": "a", "network": "A", "secretariat": "B" })).unwrap();
        let at = |month, day, hour| {
            let day = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
            settings.instant(day, chrono::NaiveTime::from_hms_opt(hour, 30, 0).unwrap()).to_rfc3339()
        };
        assert_eq!(at(3, 12, 13), "2026-03-12T13:30:00+01:00");
        assert_eq!(at(6, 12, 13), "2026-06-12T13:30:00+02:00");
        assert_eq!(at(3, 29, 2), "2026-03-29T03:30:00+02:00");
        assert_eq!(at(10, 25, 2), "2026-10-25T02:30:00+02:00");
    }

    #[test]
    fn an_item_without_an_hour_follows_the_one_before() {
        let items = json!([
            { "title": "a", "minutes": 20 }, { "title": "b", "time": "13.30", "minutes": 30 }, { "title": "c", "minutes": 5 },
            { "title": "d" }, { "title": "e", "minutes": 10 },
        ]);
        let at = |start, end| Some(Interval { start, end });
        let found = meeting(json!("13.00"), items).intervals();
        assert_eq!(found, [at(780, 800), at(810, 840), at(840, 845), None, None]);
    }

    #[test]
    fn hours_that_nobody_wrote_are_those_of_the_items() {
        let items = json!([{ "title": "a", "time": "13.00-13.30" }, { "title": "b", "minutes": 30 }]);
        assert_eq!(hours(Value::Null, items.clone()), parse_span("13.00-14.00"));
        assert_eq!(hours(json!("12.45"), items.clone()), parse_span("12.45-14.00"));
        assert_eq!(hours(json!("12.45-16.00"), items), parse_span("12.45-16.00"));
        assert_eq!(hours(Value::Null, json!([{ "title": "a" }])), None);
        let secret = json!([{ "title": "hemmeligt", "time": "11-12" }, { "title": "a", "time": "13-14" }]);
        assert_eq!(hours(Value::Null, secret), parse_span("13-14"));
        assert_eq!(hours(json!("13"), json!([{ "title": "a", "minutes": 4_000_000_000_u32 }])), parse_span("13"));
    }
}
