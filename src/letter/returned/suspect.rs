//! Which of the addresses in a server's words is the one that failed, and what is said of it.

use super::mention::{self, Mention};
use super::wording;
use crate::model::EmailAddress;

/// How many failed addresses of one mail are told.
const MAX_SUSPECTS: usize = 100;

/// The score of an address on a line of its own below words that announce it.
pub(super) const CERTAIN: i32 = 9;

/// How much of a line beside an address is looked at, in bytes.
const NEAR: usize = 400;

/// An address and the words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suspect {
    pub(super) address: EmailAddress,
    /// How much speaks for it.
    pub(super) score: i32,
    /// Whether it stands before its own words, so that several may fail in one mail.
    heads: bool,
    /// Whether it is only told whom the letter was written to.
    is_summary: bool,
    line: usize,
    /// What is said of it: its own line, and those below up to the next one.
    pub(super) words: String,
}

/// What is known beside the words.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The recipients of the letter that is enclosed.
    pub(super) recipients: Vec<EmailAddress>,
    /// Who wrote that letter, where this mail came from and where it went: seldom the ones that failed.
    pub(super) bystanders: Vec<EmailAddress>,
}

/// The addresses that failed, in order; empty where the words name none.
pub(super) fn suspects(words: &str, known: &Known) -> Vec<Suspect> {
    let lines: Vec<&str> = words.lines().collect();
    let mut found: Vec<Suspect> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !line.contains('@') {
            continue;
        }
        for mention in mention::mentions(line) {
            let Judgement { score, heads, is_summary } = judge(&lines, number, line, &mention, known);
            if score < 3 {
                continue;
            }
            if let Some(it) = found.iter_mut().find(|it| it.address == mention.address) {
                it.score = it.score.max(score);
                it.heads |= heads;
                it.is_summary &= is_summary;
            } else if found.len() < MAX_SUSPECTS {
                let (address, words) = (mention.address, String::new());
                found.push(Suspect { address, score, heads, is_summary, line: number, words });
            }
        }
    }
    let mut chosen = choose(found, known);
    let starts: Vec<usize> = chosen.iter().map(|it| it.line).collect();
    for suspect in &mut chosen {
        let next = starts.iter().copied().filter(|start| *start > suspect.line).min().unwrap_or(lines.len());
        suspect.words = lines[suspect.line..next].join("\n");
    }
    chosen
}

/// Those whom the letter was written to, where the words name them; else the likeliest.
fn choose(found: Vec<Suspect>, known: &Known) -> Vec<Suspect> {
    let written_to: Vec<Suspect> = found.iter().filter(|it| known.recipients.contains(&it.address)).cloned().collect();
    // A letter to a list may have come back from one of its members.
    let is_told = |it: &&Suspect| it.heads && !it.is_summary && it.score >= CERTAIN;
    let is_of_other = written_to.iter().all(|it| it.is_summary) && found.iter().any(|it| is_told(&it));
    let found = match written_to.is_empty() {
        true => found,
        false if is_of_other => found.into_iter().filter(|it| !it.is_summary).collect(),
        false => written_to,
    };
    let Some(best) = found.iter().map(|it| it.score).max() else { return Vec::new() };
    let heads = found.iter().any(|it| it.heads && it.score == best);
    let mut chosen: Vec<Suspect> =
        found.into_iter().filter(|it| it.score == best || (heads && it.heads && it.score >= best - 3)).collect();
    if !heads {
        chosen.truncate(1);
    }
    chosen
}

/// What stands before a name that is not the one that failed.
const BYSTANDERS: &[&str] = &[
    "from:",
    "from <",
    "mail from",
    "sender",
    "contact",
    "support",
    "help",
    "postmaster",
    "message-id",
    "message id",
    "reporting",
    "administrator",
    "reply-to",
    "reply to",
    "return-path",
    "return path",
    "please forward",
    "forward this",
    "send a message to",
    "send mail to",
    "write to",
    "e-mail to",
    "email to",
    "instead",
    "new address",
    "abuse",
    "von:",
    "de:",
    "fra:",
    "från:",
    "mailto:postmaster",
    "questions",
    "assistance",
    "x-mailer",
    "references:",
    "unsubscribe",
    "received:",
    "with id",
    "esmtp id",
    "originator",
];

/// What stands before the name of whom a letter could not be brought to, and is all of its line.
const UNDELIVERED_TO: &[&str] =
    &["无法发送到", "could not be delivered to", "kunne ikke leveres til", "kunde inte levereras till"];

/// What stands before a name that is.
const CUES: &[&str] = &[
    "rcpt to",
    "recipient",
    "to:",
    "mailbox",
    "user",
    "address",
    "deliver",
    "account",
    "unknown",
    "addressed to",
    "sent to",
    "empfänger",
    "modtager",
    "mottagare",
    "destinataire",
    "destinatario",
    "ontvanger",
    "failed",
    "to <",
    " to ",
    "for <",
    "an:",
    "til:",
    "till:",
    "à:",
    "aan:",
    "a:",
    "para:",
    "undeliverable",
    "reach",
];

/// What speaks for one mention of an address.
#[derive(Debug, Clone, Copy, Default)]
struct Judgement {
    score: i32,
    heads: bool,
    is_summary: bool,
}

fn judge(lines: &[&str], number: usize, line: &str, mention: &Mention, known: &Known) -> Judgement {
    let address = &mention.address;
    let local = address.normal().split('@').next().unwrap_or_default();
    let is_written_to = known.recipients.contains(address);
    if is_daemon(local) && !is_written_to {
        return Judgement::default();
    }
    // Enough of a line to tell, however long it is.
    let before = &line[line.floor_char_boundary(mention.start.saturating_sub(NEAR))..mention.start];
    let after = &line[mention.end..line.floor_char_boundary(mention.end + NEAR)];
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let lead = before.trim_matches(|c: char| c.is_whitespace() || "<>\"'`([*-•>:;|=.".contains(c));
    let tail = after.trim_matches(|c: char| c.is_whitespace() || "<>\"'`)]*:;,.|".contains(c));
    let mut score = 1;
    let lead_is_kind = matches!(
        lead,
        "" | "to" | "smtp" | "recipient" | "rfc822" | "mailto" | "address" | "user" | "an" | "til" | "for"
    );
    let is_numbered = lead.len() <= 3 && lead.bytes().all(|byte| byte.is_ascii_digit());
    let names_fault = lead.len() <= 40 && tail.is_empty() && before.trim_end().ends_with(':') && {
        let lead = wording::plain(lead);
        wording::is_gone(&lead) || wording::is_full(&lead) || wording::is_failure(&lead)
    };
    let names_fault = names_fault || (tail.is_empty() && UNDELIVERED_TO.contains(&lead));
    let heads = names_fault || (lead_is_kind || is_numbered) && (tail.is_empty() || lead.is_empty() || is_numbered);
    // `Your message  To: …  Subject: …  Sent: …`: whom the letter was for, who need not be the one that failed.
    let is_summary =
        lead == "to" && lines[number + 1..].iter().take(3).any(|line| line.to_lowercase().contains("subject:"));
    if is_summary {
        return Judgement { score: if is_written_to { CERTAIN } else { 3 }, heads: false, is_summary };
    }
    if heads {
        score += if tail.is_empty() { 6 } else { 5 };
    }
    // `Anna Hansen (anna@example.org)` on a line of its own, or an address and its link.
    if !heads && tail.is_empty() && before.trim_end().ends_with(['(', '<', '[']) && lead.split_whitespace().count() <= 5
    {
        score += 5;
    }
    // X.400 in text: `p=ORG;dda:SMTP=anna@example.org`.
    if lead.ends_with(":smtp") {
        score += 5;
    }
    if CUES.iter().chain(UNDELIVERED_TO).any(|cue| before.contains(cue)) {
        score += 4;
    }
    let around = wording::plain(&after);
    if !around.is_empty() && (wording::is_gone(&around) || wording::is_full(&around) || wording::is_failure(&around)) {
        score += 3;
    }
    let above =
        lines[number.saturating_sub(4)..number].iter().rev().map(|line| line.trim()).filter(|line| !line.is_empty());
    if above.take(2).any(|line| wording::announces(&line.to_lowercase()) || line.ends_with(':')) {
        score += 3;
    }
    if BYSTANDERS.iter().any(|words| before.contains(words)) {
        score -= 8;
    }
    if known.bystanders.contains(address) && !is_written_to {
        // People do write to themselves; then nothing but the form of the line tells.
        score -= if heads && lead.is_empty() { 5 } else { 9 };
    }
    if is_written_to {
        score += 6;
    }
    // What a machine made: ids of letters and of envelopes.
    if local.len() > 40 || local.bytes().filter(u8::is_ascii_digit).count() > 14 {
        score -= 4;
    }
    Judgement { score, heads, is_summary }
}

/// Whether a local part is that of a server rather than a person's.
pub(super) fn is_daemon(local: &str) -> bool {
    const DAEMONS: &[&str] = &[
        "mailer-daemon",
        "mailerdaemon",
        "postmaster",
        "mdaemon",
        "mail-daemon",
        "mailer_daemon",
        "mailer.daemon",
        "maildaemon",
        "mail.daemon",
        "daemon",
        "mailsystem",
        "mail-system",
        "postoffice",
        "mta",
        "smtp-daemon",
        "smtpd",
        "mail_daemon",
        "mailgate",
        "mail-delivery",
        "maildelivery",
        "mailmaster",
        "postmaster-noreply",
        "mail.delivery",
        "mailer",
        "bounce",
        "bounces",
    ];
    DAEMONS.contains(&local)
        || ["microsoftexchange", "mailer-daemon", "postmaster", "post_master"]
            .iter()
            .any(|name| local.starts_with(name))
}
