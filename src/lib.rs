//! # The architecture of Opsamling
//!
//! A record flows one way through this library:
//!
//! ```text
//! YAML text → source → model → check → render → letter → mailing → smtp
//! ```
//!
//! and each step is a value that a test can hold in its hand. Floors 0 to 2 are synchronous and pure: the time, random
//! bytes, files and the network come in as values. `async` begins on floor 3, where the world is.
//!
//! **A module imports only from lower floors; siblings on one floor do not see each other.** The table below is the rule
//! itself: `tests/suite/house.rs` reads it, and fails on any `crate::` path that breaks it.
//!
//! | floor | module    | duty                                                                                     |
//! | ----- | --------- | ---------------------------------------------------------------------------------------- |
//! | 0     | language  | how Danish and English are written: dates, times, numbers, lists, genitives, the words   |
//! | 0     | prose     | a Markdown field as a tree with byte offsets; the only user of `pulldown-cmark`          |
//! | 1     | model     | the trade's words as plain data: Meeting, Output, Subscriber, Mailing, MailText, Finding |
//! | 2     | source    | YAML text ⇄ model: read, place, schema, traps, starts of records. `&str`, never a path   |
//! | 2     | check     | the rules, one table of named functions: records and facts → findings                    |
//! | 2     | render    | model → documents, one file a format; for a mail a `MailText`                            |
//! | 2     | letter    | a `MailText` and a recipient → the bytes of one mail; a returned mail → what it says     |
//! | 2     | picture   | a picture's bytes → the same picture in other sizes, without what a camera wrote beside it   |
//! | 2     | intake    | other people's texts → our data: lists of subscribers as CSV, Word documents come back    |
//! | 3     | workspace | a folder on disk ⇄ records: find, read, gather facts, write whole or not at all          |
//! | 3     | store     | subscribers, consents, mailings, deliveries: domain verbs over SQLite or PostgreSQL      |
//! | 3     | smtp      | a relay: its dialogue and its replies; and the outbox, a folder of .eml files            |
//! | 3     | inbox     | what comes back by mail: from a file, a folder, a Maildir, a mailbox at a server         |
//! | 3     | wording   | a finding in words: its sentence, its place, what to do                                  |
//! | 4     | mailing   | who gets what and what became of it: plan, freeze, deliver, report                       |
//! | 4     | site      | the archive as files: pages, pictures, feed, site map, search index                      |
//! | 5     | web       | HTTP: the preview, for the secretariat on its own machine                                |
//! | 6     | cli       | one verb one file; configuration, terminal, help and exit codes                          |
//!
//! What the program says to its users is never written on floors 0 to 4: a finding or an error carries a code and its arguments,
//! and `wording`, `web` and `cli` make the sentence from the Fluent files of `language/words/`, in the language asked for.

pub mod check;
pub mod cli;
pub mod inbox;
pub mod intake;
pub mod language;
pub mod letter;
pub mod mailing;
pub mod model;
pub mod picture;
pub mod prose;
pub mod render;
pub mod site;
pub mod smtp;
pub mod source;
pub mod store;
pub mod web;
pub mod wording;
pub mod workspace;
