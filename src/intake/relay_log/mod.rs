//! What a relay's log says of letters that it was sent: Postfix's, as its own log, syslog or the journal writes it.
//!
//! A letter has a queue id from `smtpd` on, its Message-ID from `cleanup` on, and is in the queue for certain once `qmgr` or
//! a delivery agent names it. Where the queue is long that can take hours: so what a session counted at its end
//! (`data=2/3`) is read too. What neither says is left open.

mod line;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use line::{LogLine, Said};
use std::collections::{HashMap, HashSet};

/// What the log says of one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterFate {
    /// It was taken into the queue.
    Taken,
    /// It was begun, and not taken.
    Dropped,
    /// It was begun, and the log does not say what became of it.
    Open,
}

/// A letter that the log names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedLetter {
    /// What became of it.
    pub fate: LetterFate,
    /// The relay's name for it.
    pub queue_id: String,
    /// When it was named.
    pub at: Option<DateTime<Utc>>,
}

/// What a log says of the letters that were asked for. A time of a line without a zone is taken for UTC: whoever knows when a
/// letter was sent knows how far that is off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelayLogReport {
    /// From when to when it goes, where its lines have times.
    pub span: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The letters that it names, by their `Message-ID` with its angle brackets.
    pub letters: HashMap<String, LoggedLetter>,
    /// Whether every session in which one of them was sent has come to its end.
    pub is_at_rest: bool,
}

/// A log that is being read, line by line.
pub struct RelayLog {
    /// The `Message-ID`s that are asked for.
    wanted: HashSet<String>,
    now: DateTime<Utc>,
    span: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// By the number of their process.
    sessions: HashMap<u32, Session>,
    /// In which session a queue id was given, for those that are going on.
    begun: HashMap<String, u32>,
    /// By queue id.
    letters: HashMap<String, Entry>,
}

/// A connection to the relay.
#[derive(Default)]
struct Session {
    last: Option<String>,
    ours: Vec<String>,
}

/// A letter that was asked for.
struct Entry {
    message_id: String,
    fate: LetterFate,
    at: Option<DateTime<Utc>>,
}

impl RelayLog {
    /// Reads for letters with these `Message-ID`s, with angle brackets; `now` tells the year of lines without one.
    pub fn new(message_ids: impl IntoIterator<Item = String>, now: DateTime<Utc>) -> Self {
        Self {
            wanted: message_ids.into_iter().collect(),
            now,
            span: None,
            sessions: HashMap::new(),
            begun: HashMap::new(),
            letters: HashMap::new(),
        }
    }

    /// Takes in a line; one that is not Postfix's changes nothing.
    pub fn read(&mut self, line: &str) {
        let Some(LogLine { time, service, process, text }) = LogLine::parse(line, self.now) else { return };
        if let Some(time) = time {
            let (first, last) = self.span.get_or_insert((time, time));
            (*first, *last) = ((*first).min(time), (*last).max(time));
        }
        match Said::parse(service, text) {
            Some(Said::Begun { queue_id }) => {
                let session = self.sessions.entry(process).or_default();
                if let Some(before) = session.last.replace(queue_id.to_owned()) {
                    self.begun.remove(&before);
                }
                self.begun.insert(queue_id.to_owned(), process);
            }
            Some(Said::Named { queue_id, message_id }) => self.name(queue_id, message_id, time),
            Some(Said::Queued { queue_id }) => {
                if let Some(letter) = self.letters.get_mut(queue_id) {
                    letter.fate = LetterFate::Taken;
                }
            }
            Some(Said::Rejected { queue_id }) => {
                if let Some(letter) = self.letters.get_mut(queue_id) {
                    letter.fate = LetterFate::Dropped;
                }
            }
            Some(Said::BrokenOff) => self.settle_last(process, LetterFate::Dropped),
            Some(Said::Ended { failed }) => {
                match failed {
                    Some(0) => self.settle_last(process, LetterFate::Taken),
                    Some(1) => self.settle_last(process, LetterFate::Dropped),
                    _ => {}
                }
                self.end(process);
            }
            None => {}
        }
    }

    /// What was read.
    pub fn finish(self) -> RelayLogReport {
        let is_at_rest = self.sessions.values().all(|session| session.ours.is_empty());
        let mut letters: HashMap<String, LoggedLetter> = HashMap::new();
        for (queue_id, Entry { message_id, fate, at }) in self.letters {
            // A filter in between gives a letter two queue ids: that it was taken once is enough.
            let known = letters.get(&message_id).map(|letter| letter.fate);
            if known != Some(LetterFate::Taken) && !(known == Some(LetterFate::Open) && fate == LetterFate::Dropped) {
                letters.insert(message_id, LoggedLetter { fate, queue_id, at });
            }
        }
        RelayLogReport { span: self.span, letters, is_at_rest }
    }

    fn name(&mut self, queue_id: &str, message_id: &str, at: Option<DateTime<Utc>>) {
        if !self.wanted.contains(message_id) {
            return;
        }
        let session = self.begun.get(queue_id).copied();
        if let Some(session) = session.and_then(|process| self.sessions.get_mut(&process)) {
            session.ours.push(queue_id.to_owned());
        }
        let letter = Entry { message_id: message_id.to_owned(), fate: LetterFate::Open, at };
        self.letters.insert(queue_id.to_owned(), letter);
    }

    /// What the end of a session says of the letter that it was at: of no other.
    fn settle_last(&mut self, process: u32, fate: LetterFate) {
        let last = self.sessions.get(&process).and_then(|session| session.last.as_ref());
        if let Some(letter) = last.and_then(|queue_id| self.letters.get_mut(queue_id))
            && letter.fate == LetterFate::Open
        {
            letter.fate = fate;
        }
    }

    fn end(&mut self, process: u32) {
        if let Some(queue_id) = self.sessions.remove(&process).and_then(|session| session.last) {
            self.begun.remove(&queue_id);
        }
    }
}
