//! What the words of a refusal say, in the languages that servers write.
//!
//! Every table (`phrases/`) holds phrases in lower case; a text is asked in lower case, its white space brought to single spaces.

use std::sync::LazyLock;

/// The address or its domain is not there, or takes no mail any more.
static GONE: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/gone.txt")));

/// The mailbox is full, or takes no more for now.
static FULL: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/full.txt")));

/// The sender of the letter was not liked; what is said to be unknown is the sender.
static SENDER: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/sender.txt")));

/// The letter or its server was not liked; it says nothing of the mailbox.
static POLICY: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/policy.txt")));

/// It may go better another time.
static PASSING: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/passing.txt")));

/// The letter is too large, or made in a way that the server does not take.
static SHAPE: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/shape.txt")));

/// Something could not be delivered.
static FAILED: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/failed.txt")));

/// Words that stand before the failed addresses.
static ANNOUNCES: LazyLock<Vec<&str>> = LazyLock::new(|| table(include_str!("phrases/announces.txt")));

/// The phrases of a file: bars and ends of lines stand between them.
pub(super) fn table(text: &'static str) -> Vec<&'static str> {
    text.split(['|', '\n']).filter(|phrase| !phrase.is_empty()).collect()
}

/// What is brought into the form that the tables are asked in.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace(['’', '‘', '`'], "'").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(text: &str, table: &[&str]) -> bool {
    table.iter().any(|phrase| text.match_indices(phrase).any(|(at, _)| stands_alone(text, at, phrase)))
}

/// How long a single word may be, in bytes, to be one only where it also ends: `quota`, and not `quotation`.
const SHORT_WORD: usize = 5;

/// Whether a phrase begins where a word does, and where it is one short word also ends so: `unsuccessful` is no `full`. In
/// writing without spaces between words every place is one.
fn stands_alone(text: &str, at: usize, phrase: &str) -> bool {
    let is_joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{3000}');
    let begins = !is_joined(phrase.chars().next()) || !is_joined(text[..at].chars().next_back());
    let is_short = phrase.len() <= SHORT_WORD && phrase.chars().all(char::is_alphabetic);
    begins && !(is_short && is_joined(phrase.chars().next()) && is_joined(text[at + phrase.len()..].chars().next()))
}

pub(super) fn is_gone(text: &str) -> bool {
    says(text, &GONE)
}

pub(super) fn is_full(text: &str) -> bool {
    says(text, &FULL)
}

pub(super) fn is_of_sender(text: &str) -> bool {
    says(text, &SENDER)
}

pub(super) fn is_policy(text: &str) -> bool {
    says(text, &POLICY)
}

pub(super) fn is_passing(text: &str) -> bool {
    says(text, &PASSING)
}

pub(super) fn is_shape(text: &str) -> bool {
    says(text, &SHAPE)
}

pub(super) fn is_failure(text: &str) -> bool {
    says(text, &FAILED)
}

pub(super) fn announces(text: &str) -> bool {
    says(text, &ANNOUNCES)
}
