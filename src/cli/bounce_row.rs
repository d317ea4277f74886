//! What a returned mail says of one address, and what became of it: a row of `bounces` and of `inbox`.

use super::terminal::Terminal;
use crate::letter::returned::{Failure as Refusal, ReturnedKind};
use crate::store::{ReceivedEffect, ReceivedMail, SOFT_LIMIT};

/// What one mail says of one address; `--json` gives it.
#[derive(Debug, serde::Serialize)]
pub struct BounceRow {
    /// Where the mail is; nothing for a refusal at the time of sending.
    pub file: Option<String>,
    /// What it is.
    pub kind: ReturnedKind,
    /// The address that failed.
    pub address: Option<String>,
    /// The reply's code.
    pub code: Option<u16>,
    /// The enhanced code.
    pub status: Option<String>,
    /// What became of it, or what it is.
    #[serde(skip)]
    pub what: String,
}

/// One row for each address that a mail tells of.
pub fn of(mail: &ReceivedMail, effects: &[ReceivedEffect], terminal: &Terminal) -> Vec<BounceRow> {
    let nothing = Refusal::unknown(mail.returned.kind);
    let failures = &mail.returned.failures;
    let failures = if failures.is_empty() { std::slice::from_ref(&nothing) } else { failures };
    let rows = failures.iter().zip(effects).map(|(failure, effect)| BounceRow {
        file: Some(mail.source.clone()),
        kind: failure.kind,
        address: failure.address.as_ref().map(ToString::to_string),
        code: failure.code,
        status: failure.status.map(|status| status.to_string()),
        what: match effect {
            // The letter was sent on to an address that nobody here knows.
            ReceivedEffect::Bounced { address, .. } | ReceivedEffect::Counted { address, .. }
                if failure.address.as_ref() != Some(address) =>
            {
                format!("{address}: {}", what(effect, terminal))
            }
            effect => what(effect, terminal),
        },
    });
    rows.collect()
}

/// What became of a failure, in a few words.
fn what(effect: &ReceivedEffect, terminal: &Terminal) -> String {
    match effect {
        ReceivedEffect::Bounced { lists, .. } => {
            let lists = lists.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            terminal.sentence("bounces-given-up", &[("lists", lists.into())])
        }
        ReceivedEffect::Counted { count, is_in_doubt, .. } => {
            let name = if *is_in_doubt { "bounces-counted-in-doubt" } else { "bounces-counted" };
            terminal.sentence(name, &[("count", (*count).into()), ("limit", SOFT_LIMIT.into())])
        }
        ReceivedEffect::Before { lists, .. } => {
            let lists = lists.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            terminal.sentence("bounces-before", &[("lists", lists.into())])
        }
        ReceivedEffect::Kept => terminal.sentence("bounces-kept", &[]),
        ReceivedEffect::Nobody => terminal.sentence("bounces-nobody", &[]),
        ReceivedEffect::KnownAlready => terminal.sentence("bounces-known", &[]),
    }
}
