//! How the whole is held: stories told through the real binary, a file an act.

mod archive;
mod browser;
mod calendar;
mod check;
mod cluster;
mod demo;
mod dialogue;
mod dkim;
mod docx;
mod elsewhere;
mod faults;
mod golden;
mod hardship;
mod help;
mod house;
mod idle;
mod interlude;
mod letters;
mod mailbox;
mod mailing;
mod merge;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod postfix;
mod postgres;
mod preview;
mod readme;
mod records;
mod relay;
mod render;
mod resolve;
mod returned;
mod schedule;
mod servers;
mod subscribers;
mod wayward;
mod wayward_steps;
#[allow(dead_code, reason = "the store's own tests use all of it")]
mod wire;
mod workers;
mod workspace;
