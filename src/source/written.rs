//! How values may be written: Danish dates beside ISO ones, a line where most people would write a line.
//!
//! A value that cannot be read fails with one of the codes of `codes`; the words for them are `cli`'s.

use crate::language::date::{self, PartialDate, TimeSpan, WrittenDate};
use crate::model::{
    Appearance, Id, Output, OutputKind, Rate, Reference, RelayUrl, Retention, Slides, SlidesFile, Speaker, StoreUrl,
};
use crate::prose::plain_path;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

/// The codes that a failed value gives as the whole text of its serde error.
pub(super) mod codes {
    pub const ID: &str = "id-unreadable";
    pub const DATE: &str = "date-unreadable";
    pub const TIME: &str = "time-unreadable";
    pub const RELAY: &str = "relay-unreadable";
    pub const RATE: &str = "rate-unreadable";
    pub const RETENTION: &str = "retention-unreadable";
    pub const STORE: &str = "store-unreadable";
    pub const OUTPUT: &str = "output-unreadable";
    pub const ALL: [&str; 8] = [ID, DATE, TIME, RELAY, RATE, RETENTION, STORE, OUTPUT];
}

/// A value that is one line of text.
macro_rules! read_line {
    ($type:ty, $name:literal, $code:expr, $read:expr, $schema:tt) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                let read: fn(&str) -> Option<$type> = $read;
                read(&text).ok_or_else(|| D::Error::custom($code))
            }
        }

        read_line!(@schema $type, $name, $schema);
    };
    (@schema $type:ty, $name:literal, none) => {};
    (@schema $type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

read_line!(Id, "Id", codes::ID, |text| Id::parse(text).ok(), none);
read_line!(WrittenDate, "Date", codes::DATE, date::parse, { "type": "string", "pattern": DATE });
read_line!(PartialDate, "PartialDate", codes::DATE, date::parse_partial, {
    "type": ["string", "integer"], "pattern": PARTIAL_DATE, "minimum": 1000, "maximum": 9999
});
read_line!(TimeSpan, "TimeSpan", codes::TIME, date::parse_span, {
    "type": ["string", "number"], "pattern": TIME, "minimum": 0, "exclusiveMaximum": 24
});
read_line!(RelayUrl, "RelayUrl", codes::RELAY, relay_url, { "type": "string", "pattern": RELAY });
read_line!(Rate, "Rate", codes::RATE, rate, { "type": "string", "pattern": "^[1-9][0-9]{0,8}/(s|min|hour)$" });
read_line!(Retention, "Retention", codes::RETENTION, retention, { "type": "string", "pattern": "^[0-9]{1,9} days?$" });
read_line!(StoreUrl, "StoreUrl", codes::STORE, store_url, { "type": "string", "pattern": "^(sqlite$|postgres(ql)?://)" });

/// The forms of a date. Which words are months and which days exist is not for a pattern.
const DATE: &str = concat!(
    r"^\s*(\S+\s+)?([Dd][Ee][Nn]\s+)?([0-9]{1,2}\.?\s+\S+\s+[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}",
    r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\s*$"
);
const PARTIAL_DATE: &str = concat!(
    r"^\s*((\S+\s+)?([Dd][Ee][Nn]\s+)?([0-9]{1,2}\.?\s+\S+\s+[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}",
    r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})|[0-9]{4}(-[0-9]{2})?|\S+\s+[0-9]{4})\s*$"
);
const TIME: &str = r"^\s*([Kk][Ll](\.\s*|\s+))?[0-9]{1,2}([.:][0-9]{2})?(\s*[-–]\s*[0-9]{1,2}([.:][0-9]{2})?)?\s*$";
const RELAY: &str = r"^(outbox$|smtps?://([^:]+@)?[A-Za-z0-9.:\[\]-]+/*$)";

fn relay_url(text: &str) -> Option<RelayUrl> {
    if text == "outbox" {
        return Some(RelayUrl::Outbox);
    }
    let implicit_tls = text.starts_with("smtps://");
    let rest = text.strip_prefix("smtps://").or_else(|| text.strip_prefix("smtp://"))?;
    let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    let user = user.map(|user| user.replace("%40", "@"));
    if user.as_deref().is_some_and(|user| user.is_empty() || user.contains(':')) {
        return None;
    }
    let (host, port) = match place.trim_end_matches('/').rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') => (host, port.parse().ok()?),
        _ => (place.trim_end_matches('/'), if implicit_tls { 465 } else { 587 }),
    };
    let sound = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.[]:".contains(c));
    sound.then(|| RelayUrl::Smtp { implicit_tls, user, host: host.to_owned(), port })
}

fn rate(text: &str) -> Option<Rate> {
    let (letters, per) = text.split_once('/')?;
    let per = match per {
        "s" => Duration::from_secs(1),
        "min" => Duration::from_secs(60),
        "hour" => Duration::from_secs(3600),
        _ => return None,
    };
    Some(Rate { letters: NonZeroU32::new(number(letters)?).filter(|_| !letters.starts_with('0'))?, per })
}

fn retention(text: &str) -> Option<Retention> {
    let days = text.strip_suffix(" days").or_else(|| text.strip_suffix(" day"))?;
    Some(Retention { days: number(days)? })
}

/// A number of at most nine digits and nothing else.
fn number(digits: &str) -> Option<u32> {
    let sound = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| digits.parse().ok()).flatten()
}

fn store_url(text: &str) -> Option<StoreUrl> {
    match text {
        "sqlite" => Some(StoreUrl::Sqlite),
        url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Some(StoreUrl::Postgres(url.to_owned()))
        }
        _ => None,
    }
}

/// A value that is a line, or a map with more.
macro_rules! read_line_or_map {
    ($type:ty, $expecting:literal, $line:expr, $map:ty, $from_map:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct LineOrMap;

                impl<'de> Visitor<'de> for LineOrMap {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: Error>(self, line: &str) -> Result<Self::Value, E> {
                        let read: fn(&str) -> Self::Value = $line;
                        Ok(read(line))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                        let map = <$map>::deserialize(MapAccessDeserializer::new(map))?;
                        let build: fn($map) -> Result<Self::Value, &'static str> = $from_map;
                        build(map).map_err(A::Error::custom)
                    }
                }

                deserializer.deserialize_any(LineOrMap)
            }
        }
    };
}

read_line_or_map!(
    Speaker,
    "a name, or a map with person, title and organisation",
    |line| Speaker::Named(Reference(line.to_owned())),
    Appearance,
    |map| Ok(Speaker::Appearing(map))
);
read_line_or_map!(
    Slides,
    "on_request, a file, or a map with file and visibility",
    |line| match line {
        "on_request" => Slides::OnRequest,
        file => Slides::File(SlidesFile { file: plain_path(file).into_owned(), visibility: None }),
    },
    SlidesFile,
    |map| Ok(Slides::File(map))
);
read_line_or_map!(Output, "a line, or a map", read_output_line, OutputMap, OutputMap::into_output);

impl JsonSchema for Speaker {
    fn schema_name() -> Cow<'static, str> {
        "Speaker".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<Appearance>()] })
    }
}

impl JsonSchema for Slides {
    fn schema_name() -> Cow<'static, str> {
        "Slides".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<SlidesFile>()] })
    }
}

impl JsonSchema for Output {
    fn schema_name() -> Cow<'static, str> {
        "Output".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<OutputMap>()] })
    }
}

/// An output as a map: exactly one of the five kinds is its text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = OutputKind::ALL.map(|kind| serde_json::json!({ "required": [kind.key()] }))))]
struct OutputMap {
    suggestion: Option<String>,
    question: Option<String>,
    wish: Option<String>,
    decision: Option<String>,
    action: Option<String>,
    id: Option<Id>,
    owner: Option<Reference>,
    due: Option<PartialDate>,
    table: Option<u32>,
    votes: Option<u32>,
    #[serde(default)]
    came_from: crate::model::List<Reference>,
    #[serde(default)]
    follow_up: crate::model::List<crate::model::FollowUp>,
    visibility: Option<crate::model::Visibility>,
}

impl OutputMap {
    fn into_output(self) -> Result<Output, &'static str> {
        let texts = [self.suggestion, self.question, self.wish, self.decision, self.action];
        let mut given = OutputKind::ALL.into_iter().zip(texts).filter_map(|(kind, text)| Some((kind, text?)));
        let (Some((kind, text)), None) = (given.next(), given.next()) else { return Err(codes::OUTPUT) };
        Ok(Output {
            kind,
            text,
            id: self.id,
            owner: self.owner,
            due: self.due,
            table: self.table,
            votes: self.votes,
            came_from: self.came_from,
            follow_up: self.follow_up,
            visibility: self.visibility,
        })
    }
}

/// Reads an output's line: `Spørgsmål: …` in front and `(bord 3, 12 stemmer)` at the end say kind, table and votes.
pub(super) fn read_output_line(line: &str) -> Output {
    let mut output = Output {
        kind: OutputKind::Suggestion,
        text: line.trim().to_owned(),
        id: None,
        owner: None,
        due: None,
        table: None,
        votes: None,
        came_from: crate::model::List::default(),
        follow_up: crate::model::List::default(),
        visibility: None,
    };
    if let Some((front, rest)) = output.text.split_once(':')
        && let Some(kind) = kind_named(front.trim())
    {
        output.kind = kind;
        output.text = rest.trim().to_owned();
    }
    if let Some(open) = output.text.rfind('(')
        && let Some(inside) = output.text[open..].strip_prefix('(').and_then(|it| it.strip_suffix(')'))
        && let Some((table, votes)) = table_and_votes(inside)
    {
        (output.table, output.votes) = (table, votes);
        output.text = output.text[..open].trim_end().to_owned();
    }
    output
}

/// The kind that stands in front of a line, in Danish or English.
fn kind_named(word: &str) -> Option<OutputKind> {
    Some(match word.to_lowercase().as_str() {
        "forslag" | "suggestion" => OutputKind::Suggestion,
        "spørgsmål" | "question" => OutputKind::Question,
        "ønske" | "wish" => OutputKind::Wish,
        "beslutning" | "decision" => OutputKind::Decision,
        "opgave" | "action" => OutputKind::Action,
        _ => return None,
    })
}

/// `bord 3, 12 stemmer`, `bord 3` or `12 stemmer`; nothing where anything else stands there.
fn table_and_votes(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let (mut table, mut votes) = (None, None);
    for part in text.split(',').map(str::trim) {
        match part.split_once(' ')? {
            ("bord" | "Bord" | "table" | "Table", digits) => table = Some(number(digits.trim())?),
            (digits, "stemme" | "stemmer" | "vote" | "votes") => votes = Some(number(digits)?),
            _ => return None,
        }
    }
    Some((table, votes))
}

#[cfg(test)]
mod tests {
    use super::{OutputKind, read_output_line};

    #[test]
    fn one_line_is_one_output() {
        let output = read_output_line("Spørgsmål: Må en pårørende hjælpe? (bord 3, 12 stemmer)");
        assert_eq!(
            (output.kind, output.text.as_str(), output.table, output.votes),
            (OutputKind::Question, "Må en pårørende hjælpe?", Some(3), Some(12))
        );
        let english = read_output_line("Action: Ask the minister (table 2)");
        assert_eq!(
            (english.kind, english.text.as_str(), english.table),
            (OutputKind::Action, "Ask the minister", Some(2))
        );
        let plain = read_output_line("Vejledning på biblioteket (også om aftenen)");
        assert_eq!((plain.text.as_str(), plain.table), ("Vejledning på biblioteket (også om aftenen)", None));
    }
}
