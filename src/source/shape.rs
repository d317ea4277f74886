//! What a record should hold, looked up by path in its JSON Schema: only for texts that something is wrong with.

use crate::model::{DocumentPath, Step};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The form of a record.
pub(super) struct Form(Value);

impl Form {
    /// The form of a type.
    pub fn of<T: JsonSchema>() -> Self {
        Self(SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value())
    }

    /// The form as JSON Schema, with the types' own names and descriptions.
    pub fn into_value(self) -> Value {
        self.0
    }

    /// The keys that the map at a path must have.
    pub fn required(&self, path: &DocumentPath) -> Vec<String> {
        let map = self.at(path).and_then(|schema| self.branches(schema).find(|it| it.get("properties").is_some()));
        let required = map.and_then(|map| map.get("required")).and_then(Value::as_array);
        required.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Whether a line of text may stand at a path.
    pub fn takes_line(&self, path: &DocumentPath) -> bool {
        self.at(path).is_some_and(|schema| self.branches(schema).any(|it| is_type(it, "string")))
    }

    fn at(&self, path: &DocumentPath) -> Option<&Value> {
        path.0.iter().try_fold(&self.0, |schema, step| {
            self.branches(schema).find_map(|schema| match step {
                Step::Index(_) => schema.get("items"),
                Step::Key(key) => schema
                    .get("properties")
                    .and_then(|properties| properties.get(key.as_ref()))
                    .or_else(|| schema.get("additionalProperties").filter(|it| it.is_object()))
                    .or_else(|| schema.get("patternProperties")?.as_object()?.values().next()),
            })
        })
    }

    /// The schema, or what it refers to, or each that it allows a value to be.
    fn branches<'a>(&'a self, schema: &'a Value) -> Box<dyn Iterator<Item = &'a Value> + 'a> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = reference.strip_prefix('#').and_then(|pointer| self.0.pointer(pointer));
            return Box::new(target.into_iter().flat_map(|target| self.branches(target)));
        }
        match schema.get("anyOf").and_then(Value::as_array) {
            Some(choices) => Box::new(choices.iter().flat_map(|choice| self.branches(choice))),
            None => Box::new(std::iter::once(schema)),
        }
    }
}

fn is_type(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(it)) => it == name,
        Some(Value::Array(several)) => several.iter().any(|it| it == name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Meeting, Organisation};
    use std::collections::BTreeMap;

    #[test]
    fn a_form_knows_what_must_stand_where() {
        let form = Form::of::<Meeting>();
        let root = DocumentPath::root();
        assert_eq!(form.required(&root), ["title", "date"]);
        let item = root.key("agenda").index(3);
        assert_eq!(form.required(&item), ["title"]);
        assert_eq!(form.required(&item.key("speakers").index(0)), ["person"]);
        assert_eq!(form.required(&item.key("links").index(1)), ["text", "url"]);
        assert!(form.takes_line(&item.key("speakers").index(0)) && form.takes_line(&item.key("outputs").index(0)));
        assert!(!form.takes_line(&item) && !form.takes_line(&item.key("links").index(0)));
        let registry = Form::of::<BTreeMap<Id, Organisation>>();
        assert_eq!(registry.required(&root.key("ku")), ["name"]);
    }
}
