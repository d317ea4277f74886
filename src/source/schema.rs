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
    if let Value::Object(root) = &mut schema {
        root.insert("title".to_owned(), words.say(&format!("schema-{}", kind.name()), &[]).into());
    }
    schema
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
        &["integer"]
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
