//! A value in a sentence of ours, and the sentence.

use crate::language::words::Words;
use fluent_bundle::FluentValue;
use std::fmt;

/// A value in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// Words.
    Text(String),
    /// A number.
    Number(i64),
    /// The name of a message, which is said in its place.
    Message(&'static str),
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Message(name) => f.write_str(name),
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// The sentence of that name with these values, where there is one.
pub fn sentence(words: &Words, name: &str, arguments: &[(&'static str, Argument)]) -> Option<String> {
    let value = |argument: &Argument| match argument {
        Argument::Text(text) => FluentValue::from(text.clone()),
        Argument::Number(number) => FluentValue::from(*number),
        Argument::Message(name) => FluentValue::from(words.say(name, &[])),
    };
    let arguments: Vec<_> = arguments.iter().map(|(name, argument)| (*name, value(argument))).collect();
    words.find(name, &arguments)
}
