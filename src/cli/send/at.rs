//! The time at which a mailing is to leave, as a person writes it, and the wait for it.

use crate::cli::context::{self, Context, Read};
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts::Interrupts;
use crate::cli::sending;
use crate::model::MailingId;
use crate::store::{OpenStore, Store};
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// Reads `2026-11-23 09:00`, `2026-11-23T09:00`, or `09:00` for the next time that the clock says so; where the workspace is.
///
/// # Errors
/// `Failure` where it is no time, a time that the clock skips, or one that has passed.
pub fn parse(text: &str, read: &Read) -> Result<DateTime<Utc>, Failure> {
    let now = context::now();
    let wrong = |code| Failure::wrong(code).with("time", text);
    let time = time(text.trim(), now, read.records.settings.zone()).ok_or_else(|| wrong("send-at-no-time"))?;
    if time <= now { Err(wrong("send-at-passed")) } else { Ok(time) }
}

fn time(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    if let Ok(clock) = NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M") {
        let today = now.with_timezone(&zone).date_naive();
        let days = [Some(today), today.succ_opt()].into_iter().flatten();
        return days.filter_map(|day| in_zone(day.and_time(clock), zone)).find(|time| *time > now);
    }
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    formats.iter().find_map(|format| in_zone(NaiveDateTime::parse_from_str(text, format).ok()?, zone))
}

/// Of an hour that the clock shows twice, the first.
fn in_zone(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    Some(zone.from_local_datetime(&local).earliest()?.to_utc())
}

/// Waits until then; breaks off at Ctrl-C, and says which of the two it was.
pub async fn wait(due: DateTime<Utc>, interrupts: &Interrupts, read: &Read, context: &Context) -> bool {
    context.terminal.say("send-at-waits", &sending::moment(due, read, &context.terminal));
    loop {
        // In small steps: a machine that sleeps, or whose clock is set, is on time all the same.
        let left = (due - context::now()).to_std().unwrap_or_default();
        if left.is_zero() {
            return true;
        }
        tokio::select! {
            () = tokio::time::sleep(left.min(std::time::Duration::from_secs(30))) => {}
            () = interrupts.asked() => return false,
        }
    }
}

/// Says how a mailing that was frozen and not waited for goes on.
pub async fn left(
    due: DateTime<Utc>,
    mailing: &MailingId,
    store: &OpenStore,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let mut when = sending::moment(due, read, &context.terminal);
    when.push(("mailing", mailing.to_string().into()));
    let is_attended = store.is_attended(context::now()).await?;
    context.terminal.say(if is_attended { "send-at-left-attended" } else { "send-at-left" }, &when);
    Ok(Exit::Undelivered)
}

#[cfg(test)]
mod tests {
    use super::time;
    use chrono::{DateTime, Utc};

    #[test]
    fn a_time_is_read_as_it_is_where_the_workspace_is() {
        let now: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().unwrap();
        for (text, read) in [
            ("2026-11-23 09:00", Some("2026-11-23T08:00:00+00:00")),
            ("2026-11-23T09:00", Some("2026-11-23T08:00:00+00:00")),
            ("2026-11-23T09:00:00Z", Some("2026-11-23T09:00:00+00:00")),
            ("14:00", Some("2026-11-22T13:00:00+00:00")),
            ("9.30", Some("2026-11-23T08:30:00+00:00")),
            // The clock is set forward at two.
            ("2027-03-28 02:30", None),
            ("i morgen", None),
            ("2026-13-01 09:00", None),
        ] {
            let found = time(text, now, chrono_tz::Europe::Copenhagen).map(|time| time.to_rfc3339());
            assert_eq!(found.as_deref(), read, "{text}");
        }
    }
}
