//! What was found in a document, as people read it and as JSON.

use super::draft::{Draft, path};
use crate::cli::terminal::Terminal;
use crate::intake::word::{Change, Comment, Comparison, Hand, LeftOut, Outside, Stretch, Thing};
use crate::language::{date, one_line};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// How many letters are shown on each side of a change.
const AROUND: usize = 80;
const GONE: &str = "\u{1b}[31m";
const NEW: &str = "\u{1b}[32m";
const STRONG: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// Everything that was found, as JSON.
pub(super) fn row(draft: &Draft<'_>) -> Value {
    let comparison = &draft.comparison;
    let change = |it: &Change| {
        let hand = it.hand.clone().unwrap_or_default();
        json!({
            "number": it.number, "field": path(&it.field).to_string(), "section": it.section, "was": it.was, "now": it.now,
            "author": hand.author, "date": hand.date, "tracked": it.hand.is_some(), "conflict": it.is_conflict,
        })
    };
    let comment = |it: &Comment| {
        let field = it.field.as_deref().map(|field| path(field).to_string());
        json!({
            "author": it.hand.author, "date": it.hand.date, "text": it.text, "about": it.about, "field": field,
            "section": it.section,
        })
    };
    let left = |it: &LeftOut| json!({ "what": name(it.what), "section": it.section, "was": it.was, "now": it.now });
    json!({
        "id": draft.id(),
        "changes": comparison.changes.iter().map(change).collect::<Vec<_>>(),
        "comments": comparison.comments.iter().map(comment).collect::<Vec<_>>(),
        "moved_on": comparison.moved_on,
        "left_out": comparison.left_out.iter().map(left).collect::<Vec<_>>(),
    })
}

/// The same in words; without the changes, where each will be asked about.
pub(super) fn account(comparison: &Comparison, asks: bool, terminal: &Terminal) -> String {
    let mut out = String::new();
    if !asks {
        for changes in comparison.changes.chunk_by(|one, other| one.section == other.section) {
            out.push_str(&format!("{}\n", heading(&changes[0].section, terminal)));
            changes.iter().for_each(|it| out.push_str(&format!("{}\n\n", change(it, terminal))));
        }
    }
    if !comparison.comments.is_empty() {
        out.push_str(&format!("{}\n", heading(&terminal.sentence("merge-comments", &[]), terminal)));
        comparison.comments.iter().for_each(|it| out.push_str(&format!("{}\n\n", comment(it, terminal))));
    }
    if !comparison.left_out.is_empty() {
        out.push_str(&format!("{}\n", heading(&terminal.sentence("merge-left-out", &[]), terminal)));
        comparison.left_out.iter().for_each(|it| out.push_str(&format!("{}\n\n", left_out(it, terminal))));
    }
    out
}

/// How much was found.
pub(super) fn say_found(comparison: &Comparison, terminal: &Terminal) {
    let counts = [
        ("changes", comparison.changes.len().into()),
        ("comments", comparison.comments.len().into()),
        ("left", comparison.left_out.len().into()),
    ];
    terminal.say("merge-found", &counts);
    if comparison.moved_on > 0 {
        terminal.say("merge-moved-on", &[("count", comparison.moved_on.into())]);
    }
}

/// The heading that changes stand below.
pub(super) fn heading(section: &str, terminal: &Terminal) -> String {
    let section = match section {
        "" => terminal.sentence("merge-top", &[]),
        section => section.to_owned(),
    };
    format!("{STRONG}{section}{PLAIN}")
}

/// A change: its number, where it belongs and who made it, and the words.
pub(super) fn change(change: &Change, terminal: &Terminal) -> String {
    let by = match &change.hand {
        Some(hand) => whom(hand, terminal),
        None => terminal.sentence("merge-untracked", &[]),
    };
    let conflict = match change.is_conflict {
        true => format!("\n     {}", terminal.sentence("merge-conflict", &[])),
        false => String::new(),
    };
    let field = path(&change.field);
    format!("{:>3}  {field} · {by}{conflict}\n     {}", change.number, words(&change.stretches))
}

/// The words with `[-what goes-]` and `{+what comes+}`, and a little of what stands about them.
fn words(stretches: &[Stretch]) -> String {
    let mut out = String::new();
    for (at, stretch) in stretches.iter().enumerate() {
        match stretch {
            Stretch::Kept(text) => out.push_str(&around(text, at == 0)),
            Stretch::Gone(text) if !text.is_empty() => out.push_str(&format!("{GONE}[-{text}-]{PLAIN}")),
            Stretch::New(text) if !text.is_empty() => out.push_str(&format!("{NEW}{{+{text}+}}{PLAIN}")),
            _ => {}
        }
    }
    out
}

/// What stands before a change, or behind it.
fn around(text: &str, before: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let Some(much) = letters.len().checked_sub(AROUND).filter(|much| *much > 3) else { return text.to_owned() };
    match before {
        true => format!("…{}", letters[much..].iter().collect::<String>()),
        false => format!("{}…", letters[..AROUND].iter().collect::<String>()),
    }
}

fn comment(comment: &Comment, terminal: &Terminal) -> String {
    let place = match &comment.field {
        Some(field) => format!("{} · {}", comment.section, path(field)),
        None => comment.section.clone(),
    };
    let about = match comment.about.is_empty() {
        true => String::new(),
        false => {
            terminal.sentence("merge-comment-about", &[("words", around(&one_line(&comment.about), false).into())])
        }
    };
    let text: Vec<String> = comment.text.lines().map(|line| format!("     {}", one_line(line))).collect();
    let place = [place, whom(&comment.hand, terminal), about].into_iter().filter(|part| !part.trim().is_empty());
    format!("  -  {}\n{}", place.collect::<Vec<_>>().join(" · "), text.join("\n"))
}

fn left_out(left: &LeftOut, terminal: &Terminal) -> String {
    let what = terminal.sentence(message(left.what), &[]);
    let section = if left.section.is_empty() { String::new() } else { format!("{} · ", left.section) };
    let stretches = [Stretch::Gone(left.was.clone()), Stretch::New(left.now.clone())];
    let words = words(&stretches);
    format!("  -  {section}{what}{}", if words.is_empty() { words } else { format!("\n     {words}") })
}

/// Who, and on which day.
fn whom(hand: &Hand, terminal: &Terminal) -> String {
    let day = hand.date.as_deref().and_then(|date| NaiveDate::parse_from_str(date.get(..10)?, "%Y-%m-%d").ok());
    let day = day.map(|day| date::short(day, terminal.language()));
    let author = hand.author.as_deref().map(one_line).unwrap_or_else(|| terminal.sentence("merge-nobody", &[]));
    [Some(author), day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn message(what: Outside) -> &'static str {
    match what {
        Outside::Program => "merge-outside-program",
        Outside::Paragraph => "merge-outside-paragraph",
        Outside::Fixed => "merge-outside-fixed",
        Outside::Thing(Thing::Picture) => "merge-outside-picture",
        Outside::Thing(Thing::Note) => "merge-outside-note",
        Outside::Thing(Thing::Table) => "merge-outside-table",
        Outside::Thing(Thing::Heading) => "merge-outside-heading",
        Outside::Thing(Thing::Object) => "merge-outside-object",
        Outside::Thing(Thing::Link) => "merge-outside-link",
    }
}

/// The name of it in JSON.
fn name(what: Outside) -> &'static str {
    message(what).trim_start_matches("merge-outside-")
}
