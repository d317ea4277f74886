//! What a page is in the words of schema.org, as JSON-LD: `Event` of a meeting, `NewsArticle` of an article.

use super::{Desk, one_line};
use crate::model::{Meeting, MeetingState, Record};
use chrono::NaiveDate;
use serde_json::{Value, json};

impl Desk<'_> {
    /// The JSON-LD of a record's page, fit to stand inside a `script` element; nothing for an issue of the newsletter.
    pub(super) fn json_ld(
        &self,
        record: Record<'_>,
        title: &str,
        description: Option<&str>,
        published: Option<NaiveDate>,
    ) -> Option<String> {
        let publisher = json!({
            "@type": "Organization",
            "name": self.organisation(&self.records.settings.secretariat),
        });
        let mut value = match record {
            Record::Meeting(_, meeting) => self.event(meeting, publisher),
            Record::News(_, article) => json!({
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": published.map(|day| day.to_string()),
                "articleSection": article.category.as_deref().map(one_line),
                "publisher": publisher,
            }),
            Record::Newsletter(..) => return None,
        };
        value["@context"] = json!("https://schema.org");
        value["description"] = json!(description);
        value["inLanguage"] = json!(self.language.code());
        value["url"] = json!(self.addresses.whole(record));
        without_null(&mut value);
        // `</script>` and `<!--` would end the element that it stands in.
        let text = value.to_string();
        Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    fn event(&self, meeting: &Meeting, organizer: Value) -> Value {
        let place = meeting.place.as_deref().map(one_line);
        let host = meeting.host.as_ref().map(|host| self.organisation(host));
        let location = (place.is_some() || host.is_some())
            .then(|| json!({ "@type": "Place", "name": host.as_ref().or(place.as_ref()), "address": place }));
        let status = match meeting.state() {
            MeetingState::Postponed => "https://schema.org/EventPostponed",
            MeetingState::Moved => "https://schema.org/EventRescheduled",
            MeetingState::Cancelled => "https://schema.org/EventCancelled",
            MeetingState::Planned | MeetingState::Held => "https://schema.org/EventScheduled",
        };
        let moved = meeting.state() == MeetingState::Moved;
        let before = meeting.log.last().filter(|_| moved).and_then(|entry| entry.was?.whole());
        let is_online = meeting.online.as_deref().is_some_and(|online| !online.trim().is_empty());
        let mode = match (is_online, location.is_some()) {
            (true, true) => Some("Mixed"),
            (true, false) => Some("Online"),
            (false, true) => Some("Offline"),
            (false, false) => None,
        };
        let day = meeting.date.day;
        let hours = self.hours(meeting);
        let instant = |time| self.records.settings.instant(day, time).to_rfc3339();
        let starts = hours.map(|span| instant(span.start));
        let ends = hours.and_then(|span| span.end).map(instant);
        json!({
            "@type": "Event",
            "name": one_line(&meeting.title),
            "startDate": starts.unwrap_or_else(|| day.to_string()),
            "endDate": ends,
            "previousStartDate": before.map(|day| day.to_string()),
            "eventStatus": status,
            "eventAttendanceMode": mode.map(|mode| format!("https://schema.org/{mode}EventAttendanceMode")),
            "location": location,
            "organizer": organizer,
        })
    }
}

fn without_null(value: &mut Value) {
    if let Value::Object(map) = value {
        map.retain(|_, value| !value.is_null());
        map.values_mut().for_each(without_null);
    }
}
