//! The last touch on a document: no control characters, no empty lines that a template left, one line end at the end.

use crate::language::{NO_BREAK_SPACE, holds_controls};
use crate::model::DocumentFormat;

/// The document as it leaves.
pub(super) fn tidied(output: &str, format: DocumentFormat) -> String {
    match format {
        DocumentFormat::Html | DocumentFormat::Fragment => html(output),
        // No person reads them as text.
        DocumentFormat::Pdf | DocumentFormat::Docx | DocumentFormat::Calendar => output.to_owned(),
        DocumentFormat::Text => spaced(&output.replace(NO_BREAK_SPACE, " "), |_| false),
        DocumentFormat::Markdown => {
            let mut fence: Option<String> = None;
            spaced(output, move |line| {
                let ticks: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
                match &fence {
                    Some(open) if ticks == *open && line.trim() == ticks => fence = None,
                    None if ticks.len() >= 3 => fence = Some(ticks),
                    _ => {}
                }
                fence.is_some()
            })
        }
    }
}

/// HTML without the lines that hold nothing, but for those of preformatted text.
fn html(output: &str) -> String {
    let mut out = String::with_capacity(output.len());
    let mut preformatted = false;
    let has_preformatted = output.contains("<pre");
    // Of most pages every byte is printable.
    let is_clean = !holds_controls(output.as_bytes());
    for line in output.lines() {
        let kept = line.trim_end();
        if preformatted || !kept.is_empty() {
            if is_clean {
                out.push_str(kept);
            } else {
                out.extend(kept.chars().filter(|c| is_printable(*c)));
            }
            out.push('\n');
        }
        if !has_preformatted {
            continue;
        }
        if let Some(place) = line.rfind("<pre") {
            preformatted = !line[place..].contains("</pre>");
        } else if line.contains("</pre>") {
            preformatted = false;
        }
    }
    out
}

/// Text with at most one empty line in a row, none first or last, no spaces at an end of a line. `verbatim` says of each line
/// whether it is inside something that keeps its own.
fn spaced(output: &str, mut verbatim: impl FnMut(&str) -> bool) -> String {
    let mut out = String::with_capacity(output.len());
    let mut empty = false;
    for line in output.lines() {
        let kept: String = line.chars().filter(|c| is_printable(*c)).collect();
        let kept = kept.trim_end_matches([' ', '\t']);
        if verbatim(kept) {
            out.push_str(if empty && !out.is_empty() { "\n" } else { "" });
            empty = false;
            out.push_str(kept);
            out.push('\n');
        } else if kept.is_empty() {
            empty = true;
        } else {
            if empty && !out.is_empty() {
                out.push('\n');
            }
            empty = false;
            out.push_str(kept);
            out.push('\n');
        }
    }
    out
}

fn is_printable(letter: char) -> bool {
    letter == '\t' || !letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::tidied;
    use crate::model::DocumentFormat::{Html, Markdown, Text};

    #[test]
    fn empty_lines_are_one_at_most() {
        assert_eq!(tidied("\n\na  \n\n\n\nb\u{1b}[31m\u{a0}c\n\n", Text), "a\n\nb[31m c\n");
        assert_eq!(tidied("a\n\n\n```\nx\n\n\ny\n```\n\n\nb", Markdown), "a\n\n```\nx\n\n\ny\n```\n\nb\n");
        assert_eq!(tidied("<p>a\n\n  \n<pre>x\n\ny</pre>\n\n<p>", Html), "<p>a\n<pre>x\n\ny</pre>\n<p>\n");
    }
}
