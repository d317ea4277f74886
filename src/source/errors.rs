//! What serde-saphyr says of a text, in the few kinds that people can be told of.

use granit_parser::ErrorKind;
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::localizer::ExternalMessageSource;

use super::written::codes;

/// What is wrong, and the byte where the reader stood.
#[derive(Debug)]
pub(super) struct Problem {
    pub kind: Kind,
    pub byte: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text is no YAML; what is wrong with it, as `yaml-syntax` selects its words.
    Syntax(&'static str),
    /// A limit or a feature that is refused; nothing more can be read.
    Refused(&'static str),
    UnknownKey {
        known: Vec<&'static str>,
    },
    DuplicateKey,
    MissingKey {
        key: String,
    },
    /// A value of another kind than `expected`.
    WrongType {
        expected: &'static str,
    },
    /// Nothing stands where something must.
    Empty,
    UnknownChoice {
        choices: Vec<&'static str>,
    },
    /// A value that `written` could not read.
    Unreadable(&'static str),
}

/// What an error means.
pub(super) fn problem(error: &Error) -> Problem {
    let error = error.without_snippet();
    if let Error::AliasError { error, .. } = error {
        return problem(error);
    }
    let location = error.location();
    let mut byte =
        location.and_then(|location| location.span().byte_offset()).and_then(|byte| usize::try_from(byte).ok());
    let kind = match error {
        Error::SerdeUnknownField { expected, .. } => Kind::UnknownKey { known: expected.clone() },
        Error::SerdeMissingField { field, .. } => Kind::MissingKey { key: (*field).to_owned() },
        Error::SerdeUnknownVariant { expected, .. } => Kind::UnknownChoice { choices: expected.clone() },
        Error::DuplicateMappingKey { .. } => Kind::DuplicateKey,
        Error::NullIntoString { .. } => Kind::Empty,
        Error::Message { msg, .. } => match codes::ALL.into_iter().find(|code| code == msg) {
            Some(code) => Kind::Unreadable(code),
            None => Kind::Syntax("other"),
        },
        Error::Unexpected { expected, .. } => Kind::WrongType {
            expected: match *expected {
                "sequence start" => "list",
                "mapping start" => "map",
                _ => "text",
            },
        },
        Error::InvalidScalar { ty, .. } => {
            Kind::WrongType { expected: if *ty == "bool" { "boolean" } else { "number" } }
        }
        Error::InvalidBooleanStrict { .. } => Kind::WrongType { expected: "boolean" },
        Error::SerdeInvalidValue { .. } => Kind::WrongType { expected: "positive-number" },
        Error::SerdeInvalidType { .. } | Error::NonFiniteFloat { .. } => Kind::WrongType { expected: "line-or-map" },
        Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. } => Kind::WrongType { expected: "choice" },
        Error::Budget { breach, .. } => Kind::Refused(match breach {
            BudgetBreach::Depth { .. } => "too-deep",
            BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. } | BudgetBreach::AliasAnchorRatio { .. } => {
                "alias-refused"
            }
            BudgetBreach::Documents { .. } => "several-documents",
            _ => "too-many-values",
        }),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => Kind::Refused("alias-refused"),
        Error::MultipleDocuments { .. } => Kind::Refused("several-documents"),
        Error::UnsupportedTag { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. }
        | Error::TaggedStructFieldName { .. }
        | Error::TaggedEnumMismatch { .. }
        | Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. } => Kind::Refused("tag-refused"),
        Error::ExternalMessage { source, .. } => match source.as_ref() {
            ExternalMessageSource::Parser(error) => {
                byte = error.marker().byte_offset().or(byte);
                syntax(error.kind())
            }
            _ => Kind::Syntax("other"),
        },
        _ => Kind::Syntax("other"),
    };
    Problem { kind, byte }
}

/// What a text that YAML refuses has done, as far as people can mend it by being told.
pub(super) fn syntax(kind: &ErrorKind) -> Kind {
    use ErrorKind as E;
    Kind::Syntax(match kind {
        E::RecursionLimitExceeded => return Kind::Refused("too-deep"),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => "tab",
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => "unclosed-quote",
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => "escape",
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. }
        | E::UnclosedFlowCollection { .. }
        | E::BlockEntryInFlowCollection
        | E::InvalidFlowScalarIndent => "bracket",
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidBlockScalarIndent
        | E::MappingKeyNotAllowed
        | E::MappingValueNotAllowed
        | E::BlockSequenceEntryNotAllowed => "indentation",
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::UnexpectedEndOfPlainScalar => "colon-missing",
        _ => "other",
    })
}
