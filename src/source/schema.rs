//! JSON Schema (2020-12) of the files, from the types that read them: editors complete and check as one types.

use super::shape::Form;
use crate::language::words::Words;
use crate::model::{
    EarlierOutput, Id, Material, Meeting, NewsArticle, Newsletter, Organisation, Person, Settings, Topic,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A kind of file that has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaKind {
    /// `meetings/<id>.yaml`.
    Meeting,
    /// `registry/people.yaml`.
    People,
    /// `registry/organisations.yaml`.
    Organisations,
    /// `registry/topics.yaml`.
    Topics,
    /// `registry/materials.yaml`.
    Materials,
    /// `registry/earlier.yaml`.
    Earlier,
    /// `news/<id>.yaml`.
    News,
    /// `newsletters/<id>.yaml`.
    Newsletter,
    /// `opsamling.yaml`.
    Workspace,
}

impl SchemaKind {
    /// Every kind, in the order of the design.
    pub const ALL: [Self; 9] = [
        Self::Meeting,
        Self::People,
        Self::Organisations,
        Self::Topics,
        Self::Materials,
        Self::Earlier,
        Self::News,
        Self::Newsletter,
        Self::Workspace,
    ];

    /// What the command line calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::People => "people",
            Self::Organisations => "organisations",
            Self::Topics => "topics",
            Self::Materials => "materials",
            Self::Earlier => "earlier",
            Self::News => "news",
            Self::Newsletter => "newsletter",
            Self::Workspace => "workspace",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn form(self) -> Form {
        match self {
            Self::Meeting => Form::of::<Meeting>(),
            Self::People => Form::of::<BTreeMap<Id, Person>>(),
            Self::Organisations => Form::of::<BTreeMap<Id, Organisation>>(),
            Self::Topics => Form::of::<BTreeMap<Id, Topic>>(),
            Self::Materials => Form::of::<BTreeMap<Id, Material>>(),
            Self::Earlier => Form::of::<BTreeMap<Id, EarlierOutput>>(),
            Self::News => Form::of::<NewsArticle>(),
            Self::Newsletter => Form::of::<Newsletter>(),
            Self::Workspace => Form::of::<Settings>(),
        }
    }
}

/// The schema of a kind of file, with a description and an example on every field in the words' language.
///
/// It says yes and no to the same keys, types, choices, required fields and patterns as the reader. The reader alone knows
/// which dates exist and what a reference leads to.
pub fn schema(kind: SchemaKind, words: &Words) -> Value {
    let mut schema = kind.form().into_value();
    let home = schema.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    settle(&mut schema, &home, words);
    let mut parts = Map::new();
    if let Value::Object(settled) = schema {
        parts.extend(settled.get("$schema").map(|draft| ("$schema".to_owned(), draft.clone())));
        parts.insert("title".to_owned(), words.say(&format!("schema-{}", kind.name()), &[]).into());
        parts.extend(settled);
    }
    Value::Object(parts)
}

/// Puts our words in the place of the types' own, and says of plain values what the reader takes.
fn settle(schema: &mut Value, home: &str, words: &Words) {
    match schema {
        Value::Object(parts) => {
            for noise in ["description", "title", "default", "format"] {
                if !parts.get(noise).is_some_and(Value::is_object) {
                    parts.remove(noise);
                }
            }
            choices(parts);
            plain_values(parts, home);
            for (key, part) in parts.iter_mut() {
                match (key.as_str(), part) {
                    ("properties", Value::Object(properties)) => {
                        for (name, property) in properties.iter_mut() {
                            settle(property, home, words);
                            describe(property, home, name, words);
                        }
                    }
                    ("$defs", Value::Object(definitions)) => {
                        definitions.iter_mut().for_each(|(name, definition)| settle(definition, name, words));
                    }
                    ("examples" | "enum" | "required" | "pattern" | "type", _) => {}
                    (_, part) => settle(part, home, words),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| settle(part, home, words)),
        _ => {}
    }
}

/// `oneOf` of constants is an `enum`: their descriptions are the types' own.
fn choices(parts: &mut Map<String, Value>) {
    let constants = |it: &Value| it.as_array()?.iter().map(|it| it.get("const").cloned()).collect::<Option<Vec<_>>>();
    if let Some(choices) = parts.get("oneOf").and_then(constants) {
        parts.remove("oneOf");
        parts.insert("type".to_owned(), json!("string"));
        parts.insert("enum".to_owned(), Value::Array(choices));
    }
}

/// Values that may be a line or a map: there a number is neither.
const LINE_OR_MAP: [&str; 3] = ["Speaker", "Slides", "Output"];

/// A text reads as it was typed, so a number without quotation marks is one too; a number may stand in quotation marks.
fn plain_values(parts: &mut Map<String, Value>, home: &str) {
    let types: Vec<String> = match parts.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return,
    };
    let has = |name: &str| types.iter().any(|it| it == name);
    let free = !["pattern", "enum", "const"].iter().any(|key| parts.contains_key(*key)) && !LINE_OR_MAP.contains(&home);
    let more: &[&str] = if has("string") && free && !has("number") {
        &["number", "boolean"]
    } else if parts.get("pattern") == Some(&json!(Id::PATTERN)) {
        parts.insert("minimum".to_owned(), json!(0));
        &["integer", "boolean"]
    } else if has("integer") && !has("string") {
        parts.insert("maximum".to_owned(), json!(u32::MAX));
        let least = if parts.get("minimum") == Some(&json!(1)) { "^[1-9][0-9]*$" } else { "^(0|[1-9][0-9]*)$" };
        parts.insert("pattern".to_owned(), json!(least));
        &["string"]
    } else if has("boolean") && !has("string") {
        parts.insert("pattern".to_owned(), json!("^(true|True|TRUE|false|False|FALSE)$"));
        &["string"]
    } else {
        return;
    };
    let all: Vec<Value> = types.iter().map(String::as_str).chain(more.iter().copied()).map(Value::from).collect();
    parts.insert("type".to_owned(), Value::Array(all));
}

/// The description and example of a field: its own, or those that it shares with fields of its name elsewhere.
fn describe(property: &mut Value, home: &str, name: &str, words: &Words) {
    let Value::Object(parts) = property else { return };
    for message in [format!("schema-{}-{name}", kebab(home)), format!("schema-any-{name}")] {
        let Some(description) = words.find(&message, &[]) else { continue };
        parts.insert("description".to_owned(), description.into());
        let example = words.find(&format!("{message}.example"), &[]);
        if let Some(example) = example.and_then(|text| super::read::parse::<Value>(&text).ok()) {
            parts.insert("examples".to_owned(), json!([example]));
        }
        return;
    }
}

/// `AgendaItem` as `agenda-item`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(character.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::source::read::{Document, parse, read};
    use jsonschema::Validator;

    fn validator(kind: SchemaKind) -> Validator {
        jsonschema::validator_for(&schema(kind, &Words::new(Language::Danish))).unwrap()
    }

    fn is_read<T: Document>(text: &str) -> bool {
        parse::<T>(text).is_ok()
    }

    fn reader(kind: SchemaKind) -> fn(&str) -> bool {
        match kind {
            SchemaKind::Meeting => is_read::<Meeting>,
            SchemaKind::People => is_read::<BTreeMap<Id, Person>>,
            SchemaKind::Organisations => is_read::<BTreeMap<Id, Organisation>>,
            SchemaKind::Topics => is_read::<BTreeMap<Id, Topic>>,
            SchemaKind::Materials => is_read::<BTreeMap<Id, Material>>,
            SchemaKind::Earlier => is_read::<BTreeMap<Id, EarlierOutput>>,
            SchemaKind::News => is_read::<NewsArticle>,
            SchemaKind::Newsletter => is_read::<Newsletter>,
            SchemaKind::Workspace => is_read::<Settings>,
        }
    }

    /// A record with every field of its kind, each with the schema's own example.
    fn whole(kind: SchemaKind) -> Value {
        let root = schema(kind, &Words::new(Language::Danish));
        let record = fill(&root, &root);
        if record.as_object().is_some_and(|it| !it.is_empty()) {
            return record;
        }
        let entries = root.get("patternProperties").and_then(Value::as_object).and_then(|it| it.values().next());
        json!({ "et-id": fill(&root, entries.unwrap()) })
    }

    fn fill(root: &Value, schema: &Value) -> Value {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return fill(root, root.pointer(reference.trim_start_matches('#')).unwrap());
        }
        let mut object = Map::new();
        for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let map = property.get("items").or(Some(property)).and_then(|it| {
                let it = it.get("anyOf").and_then(Value::as_array).and_then(|them| them.last()).unwrap_or(it);
                let it = if it.get("type") == Some(&json!("null")) { &property["anyOf"][0] } else { it };
                Some(fill(root, it)).filter(|it| it.as_object().is_some_and(|it| !it.is_empty()))
            });
            let value = match map {
                Some(map) if property.get("items").is_some() => json!([map, property["examples"][0][0]]),
                Some(map) => map,
                None => property["examples"][0].clone(),
            };
            object.insert(key.clone(), value);
        }
        // An output is one thing.
        if schema.get("oneOf").is_some() {
            object.retain(|key, _| !["suggestion", "question", "wish", "decision"].contains(&key.as_str()));
        }
        Value::Object(object)
    }

    #[test]
    fn every_field_has_a_description_and_an_example_that_fits() {
        for language in [Language::Danish, Language::English] {
            for kind in SchemaKind::ALL {
                let root = schema(kind, &Words::new(language));
                assert!(!root["title"].as_str().unwrap().starts_with('['), "{root}");
                let mut fields = 0;
                look(&root, &root, kind.name(), &mut fields);
                assert!(fields > 1, "{}", kind.name());
            }
        }
    }

    fn look(root: &Value, schema: &Value, way: &str, fields: &mut usize) {
        for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            *fields += 1;
            assert!(property.get("description").is_some(), "{way} {key} has no description");
            let example = property.get("examples").unwrap_or_else(|| panic!("{way} {key} has no example"));
            let mut alone = property.clone();
            alone["$defs"] = root.get("$defs").cloned().unwrap_or_default();
            let validator = jsonschema::validator_for(&alone).unwrap();
            assert!(validator.is_valid(&example[0]), "{way} {key}: {example} does not fit {property}");
        }
        match schema {
            Value::Object(parts) => {
                parts.iter().for_each(|(key, part)| look(root, part, &format!("{way} {key}"), fields))
            }
            Value::Array(parts) => parts.iter().for_each(|part| look(root, part, way, fields)),
            _ => {}
        }
    }

    #[test]
    fn no_english_of_the_types_is_left() {
        for kind in SchemaKind::ALL {
            let text = schema(kind, &Words::new(Language::Danish)).to_string();
            assert!(
                !text.contains("The name") && !text.contains("\"format\"") && !text.contains("\"const\""),
                "{text}"
            );
        }
    }

    /// What a value is changed into, one after the other.
    fn others() -> Vec<Value> {
        let texts =
            ["", "tekst", "Ab c", "2023-01-12", "12. januar 2023", "13.30", "58", "true", "3.5", "outbox", "held"];
        let values =
            [json!(null), json!(3), json!(-1), json!(0), json!(2.5), json!(2023), json!(4294967296_u64), json!(true)];
        let parts =
            [json!([]), json!(["tekst"]), json!([{ "x": 1 }]), json!({}), json!({ "x": 1 }), json!([null]), json!([3])];
        texts.into_iter().map(Value::from).chain(values).chain(parts).collect()
    }

    /// Every record that differs from this one in one place.
    fn mutations(value: &Value) -> Vec<Value> {
        let mut found = others();
        match value {
            Value::Object(parts) => {
                for (key, part) in parts {
                    let with = |part: Option<Value>| {
                        let mut copy = parts.clone();
                        match part {
                            Some(part) => copy.insert(key.clone(), part),
                            None => copy.shift_remove(key),
                        };
                        Value::Object(copy)
                    };
                    found.push(with(None));
                    found.extend(mutations(part).into_iter().map(|part| with(Some(part))));
                }
                let mut copy = parts.clone();
                copy.insert("ukendt".to_owned(), json!("x"));
                found.push(Value::Object(copy));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let with = |item: Option<Value>| {
                        let mut copy = items.clone();
                        match item {
                            Some(item) => copy[index] = item,
                            None => _ = copy.remove(index),
                        }
                        Value::Array(copy)
                    };
                    found.push(with(None));
                    found.extend(mutations(item).into_iter().map(|item| with(Some(item))));
                }
            }
            _ => {}
        }
        found
    }

    /// Where the reader is stricter: what a pattern cannot know.
    const STRICTER: [&str; 4] = [
        "date-unreadable",     // a word in a date that is no month, a number that is no year
        "date-does-not-exist", // 30 February
        "time-unreadable",     // 25.00, and 13.3, which as a number is 13.30
        "output-unreadable",   // a kind of output that stands there with nothing behind it
    ];

    #[test]
    fn schema_and_reader_say_yes_and_no_to_the_same() {
        let mut records = 0;
        for kind in SchemaKind::ALL {
            let (validator, is_read, whole) = (validator(kind), reader(kind), whole(kind));
            assert!(validator.is_valid(&whole) && is_read(&whole.to_string()), "{} {whole}", kind.name());
            let mut unlike = Vec::new();
            for record in mutations(&whole) {
                let (valid, read) = (validator.is_valid(&record), is_read(&record.to_string()));
                records += 1;
                // What is not read is told, whatever it is.
                assert!(read || records % 53 > 0 || !told(kind, &record).is_empty(), "{record}");
                if valid != read && !(valid && only_stricter(kind, &record)) {
                    unlike.push(format!("the schema says {valid}, the reader {read} to {}", changed(&whole, &record)));
                }
            }
            assert!(unlike.is_empty(), "{}: {:#?}", kind.name(), unlike);
        }
        assert!(records > 3_000, "{records} is no corpus");
    }

    /// What is in the one and not in the other.
    fn changed(whole: &Value, record: &Value) -> String {
        match (whole, record) {
            (Value::Object(old), Value::Object(new)) if old.len() == new.len() => {
                let part = old.iter().find(|(key, value)| new.get(*key) != Some(value));
                part.map_or_else(String::new, |(key, value)| match new.get(key) {
                    Some(new) => format!("{key}.{}", changed(value, new)),
                    None => format!("{key} left out"),
                })
            }
            (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
                let part = old.iter().zip(new).find(|(old, new)| old != new);
                part.map_or_else(String::new, |(old, new)| format!("[]{}", changed(old, new)))
            }
            _ => record.to_string(),
        }
    }

    fn only_stricter(kind: SchemaKind, record: &Value) -> bool {
        told(kind, record).iter().all(|code| STRICTER.contains(code))
    }

    fn told(kind: SchemaKind, record: &Value) -> Vec<&'static str> {
        let text = record.to_string();
        let findings = match kind {
            SchemaKind::Meeting => read::<Meeting>(&text, "").findings,
            SchemaKind::People => read::<BTreeMap<Id, Person>>(&text, "").findings,
            SchemaKind::Organisations => read::<BTreeMap<Id, Organisation>>(&text, "").findings,
            SchemaKind::Topics => read::<BTreeMap<Id, Topic>>(&text, "").findings,
            SchemaKind::Materials => read::<BTreeMap<Id, Material>>(&text, "").findings,
            SchemaKind::Earlier => read::<BTreeMap<Id, EarlierOutput>>(&text, "").findings,
            SchemaKind::News => read::<NewsArticle>(&text, "").findings,
            SchemaKind::Newsletter => read::<Newsletter>(&text, "").findings,
            SchemaKind::Workspace => read::<Settings>(&text, "").findings,
        };
        findings.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn what_stands_without_quotation_marks_is_judged_alike() {
        let (validator, is_read) = (validator(SchemaKind::Meeting), reader(SchemaKind::Meeting));
        for (key, values) in [
            ("title", ["2023", "true", "1.50", "~", "''", "Møde"]),
            ("time", ["13.30", "13", "13:00", "25", "kl. 13", "~"]),
            ("seats", ["58", "'58'", "-1", "2.5", "mange", "~"]),
            ("date", ["2023-01-12", "12.1.2023", "2023", "12-01-2023", "true", "~"]),
            ("published", ["2023-01-12", "12. januar 2023", "2023", "2.5", "[]", "~"]),
            ("formerly", ["[2023]", "[a-b]", "[A]", "[-1]", "[true]", "[1.5]"]),
            (
                "log",
                [
                    "[{state: held, at: 2023}]",
                    "[{state: held, at: 2023-10}]",
                    "[{state: held, at: true}]",
                    "[{state: 1}]",
                    "[~]",
                    "~",
                ],
            ),
        ] {
            for value in values {
                let text = format!("title: A\ndate: 2023-01-12\n{key}: {value}\n");
                let text = if key == "title" { text.replacen("title: A\n", "", 1) } else { text };
                let text = if key == "date" { text.replacen("date: 2023-01-12\n", "", 1) } else { text };
                let record: Value = parse(&text).unwrap();
                assert_eq!(validator.is_valid(&record), is_read(&text), "{text}");
            }
        }
    }

    #[test]
    fn a_kind_is_called_what_the_command_line_calls_it() {
        for kind in SchemaKind::ALL {
            assert_eq!(SchemaKind::parse(kind.name()), Some(kind));
        }
        assert_eq!(SchemaKind::parse("møde"), None);
    }
}
