//! The answers that a new record is made of: given as flags, or asked for where a person sits.

use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::language::date::{self, WrittenDate};

/// An answer that the record cannot do without: the flag's, or asked for until there is one.
pub(super) fn required(
    given: Option<&String>,
    flag: &str,
    field: &str,
    question: &str,
    context: &Context,
) -> Result<String, Failure> {
    loop {
        let answer = answered(given, question, context)?;
        if let Some(text) = answer.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            return Ok(text.to_owned());
        }
        let field = context.terminal.sentence(field, &[]);
        let missing = Failure::usage("new-missing").with("field", field).with("flag", flag);
        if given.is_some() || answer.is_none() {
            return Err(missing);
        }
        context.terminal.line(&context.terminal.sentence(missing.code, &missing.arguments));
    }
}

/// A day that the record cannot do without, as it was written and as it reads.
pub(super) fn required_date(given: Option<&String>, context: &Context) -> Result<(String, WrittenDate), Failure> {
    loop {
        let text = required(given, "--date", "new-field-date", "new-ask-date", context)?;
        match date::parse(&text) {
            Some(date) => return Ok((text, date)),
            None => again(given, bad(&text, "new-field-date", "new-expected-date", context), context)?,
        }
    }
}

/// An answer that may be left out: the flag's, or asked for where a person sits.
pub(super) fn asked(given: Option<&String>, question: &str, context: &Context) -> Result<Option<String>, Failure> {
    Ok(answered(given, question, context)?.filter(|answer| !answer.trim().is_empty()))
}

/// The flag's answer, or a person's; nothing where nobody sits, or the input has ended.
fn answered(given: Option<&String>, question: &str, context: &Context) -> Result<Option<String>, Failure> {
    if given.is_some() || !context.terminal.is_interactive() {
        return Ok(given.cloned());
    }
    context.terminal.ask(&context.terminal.sentence(question, &[]))
}

/// What to say of an answer that does not read: a flag's ends the run, a person is told and asked again.
pub(super) fn again(given: Option<&String>, failure: Failure, context: &Context) -> Result<(), Failure> {
    if given.is_some() {
        return Err(failure);
    }
    context.terminal.line(&context.terminal.sentence(failure.code, &failure.arguments));
    Ok(())
}

/// An answer that does not read as what it should be.
pub(super) fn bad(answer: &str, field: &str, expected: &str, context: &Context) -> Failure {
    Failure::wrong("new-bad-answer")
        .with("answer", answer)
        .with("field", context.terminal.sentence(field, &[]))
        .with("expected", context.terminal.sentence(expected, &[]))
}
