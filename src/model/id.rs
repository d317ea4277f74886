//! The name of a record, an entry of the registry, an item or an output.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::fmt;

/// Lower-case ASCII letters, digits and hyphens; never a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Id(String);

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: lower-case letters a-z, digits and hyphens")]
pub struct IdError(pub String);

impl Id {
    /// The pattern that every id matches, as JSON Schema writes it.
    pub const PATTERN: &'static str = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// Reads an id.
    ///
    /// # Errors
    /// `IdError` where the text has anything but lower-case ASCII letters, digits and single hyphens between them, or is
    /// longer than 120 characters.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let sound = text.len() <= 120
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        if sound { Ok(Self(text.to_owned())) } else { Err(IdError(text.to_owned())) }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": Self::PATTERN, "maxLength": 120 })
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn an_id_never_climbs_out_of_its_folder() {
        for bad in ["", "../x", "a/b", "a\\b", ".", "Å", "A", "a--b", "-a", "a-", "a b"] {
            assert!(Id::parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(Id::parse("2023-01-12-aeldre-sagen").unwrap().as_str(), "2023-01-12-aeldre-sagen");
    }
}
