//! Findings in the secretariat's words: what was meant, what stands there, and what would mend it.

use super::quote::{Repaired, Trap, Why};
use super::shape::Form;
use super::tree::{Node, Shape, Tree};
use crate::language::date;
use crate::model::{DocumentPath, Finding, Fix, Place, Severity};
use std::ops::Range;

/// The findings of a text's traps, each with its byte. Tabs are one finding, however many lines they stand on.
pub(super) fn traps(repaired: &Repaired<'_>, tree: &Tree, form: &Form, file: &str) -> Vec<(usize, Finding)> {
    let lines = repaired.traps.iter().filter(|trap| trap.why == Why::Tab).count();
    let mut found = Vec::new();
    let mut tabs_told = false;
    for trap in &repaired.traps {
        if trap.why == Why::Tab && std::mem::replace(&mut tabs_told, true) {
            continue;
        }
        let mended = repaired.mended(trap);
        let path = tree
            .scalar_at(mended.start)
            .or_else(|| tree.value_at(mended.start))
            .map_or_else(DocumentPath::root, |spot| spot.path);
        let finding = |code| Finding::new(code, Severity::Error, file, path.clone());
        let finding = match trap.why {
            Why::Tab => finding("tab-indent").with("lines", lines),
            Why::Unclosed => finding("yaml-syntax").with("what", "unclosed-quote"),
            Why::Brackets if !form.takes_line(&path) => finding("yaml-syntax").with("what", "bracket"),
            Why::NoSpace => finding("space-after-colon").mended_by(fix(trap)),
            Why::Quotation | Why::Sign(_) | Why::Colon | Why::Brackets | Why::Comma | Why::Number => {
                let (why, sign) = reason(trap.why);
                let finding = finding("quote-this").with("why", why).with("sign", sign.to_string());
                if reads_whole(tree, mended) { finding.mended_by(fix(trap)) } else { finding }
            }
        };
        let place = match trap.why {
            Why::NoSpace => trap.range.start.saturating_sub(1)..trap.range.end,
            _ => trap.range.clone(),
        };
        found.push((trap.range.start, finding.at(Place::Bytes(place))));
    }
    found
}

fn fix(trap: &Trap) -> Fix {
    Fix { range: trap.range.clone(), text: trap.text.clone() }
}

/// The name of the reason, as `quote-this` selects its words, and the sign in it.
fn reason(why: Why) -> (&'static str, char) {
    match why {
        Why::Quotation => ("quotation", '"'),
        Why::Colon => ("colon", ':'),
        Why::Brackets => ("brackets", '['),
        Why::Comma => ("comma", ','),
        Why::Number => ("number", ' '),
        Why::Sign(sign) => ("sign", sign),
        Why::Unclosed | Why::Tab | Why::NoSpace => ("sign", ' '),
    }
}

/// With its marks, the stretch is one value and nothing but it: only then is it sound to write them into the file.
fn reads_whole(tree: &Tree, mended: Range<usize>) -> bool {
    let sound = tree.failure.is_none_or(|byte| byte > mended.end);
    sound && tree.scalar_at(mended.start).is_some_and(|spot| spot.node.span == mended)
}

/// The line that a byte stands on, without its indentation.
pub(super) fn line_around(text: &str, byte: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = byte.min(text.len()) + after.find(['\n', '\r']).unwrap_or(after.len());
    let line = &text[start..end];
    let indent = line.len() - line.trim_start().len();
    if line.trim().is_empty() { byte..byte } else { start + indent..start + line.trim_end().len() }
}

/// What stands in a place, as `wrong-type` selects its words.
pub(super) fn found(node: &Node) -> &'static str {
    match &node.shape {
        Shape::Scalar(_) if node.is_null() => "nothing",
        Shape::Scalar(scalar) if scalar.text.parse::<f64>().is_ok() => "number",
        Shape::Scalar(_) | Shape::Alias { .. } => "text",
        Shape::List { .. } => "list",
        Shape::Map { .. } => "map",
    }
}

/// What is wrong with a text that is no whole date.
pub(super) fn unreadable_date(text: &str) -> &'static str {
    if date::parse_partial(text.trim()).is_some() {
        "date-without-day"
    } else if names_no_day(text) {
        "date-does-not-exist"
    } else {
        "date-unreadable"
    }
}

/// The text has the form of a date, but no calendar has its day: 30 February, the 13th month.
fn names_no_day(text: &str) -> bool {
    let mut first = String::with_capacity(text.len());
    let mut digits = String::new();
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        match digits.len() {
            1 | 2 => first.push_str("01"),
            _ => first.push_str(&digits),
        }
        digits.clear();
        first.push(character);
    }
    date::parse_partial(first.trim()).is_some()
}

#[cfg(test)]
mod tests {
    use super::unreadable_date;

    #[test]
    fn a_day_that_no_calendar_has_is_told_from_no_date() {
        for text in ["30. februar 2023", "2023-02-30", "31.4.2023", "2026-13", "torsdag den 32. maj 2023", "12.13.2023"]
        {
            assert_eq!(unreadable_date(text), "date-does-not-exist", "{text}");
        }
        for text in ["marts 2026", "2023", "2026-03"] {
            assert_eq!(unreadable_date(text), "date-without-day", "{text}");
        }
        for text in ["snart", "12. janur 2023", "12/1/2023", ""] {
            assert_eq!(unreadable_date(text), "date-unreadable", "{text}");
        }
    }
}
