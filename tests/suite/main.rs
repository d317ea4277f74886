//! How the whole is held: stories told through the real binary, a file an act.

mod check;
mod demo;
mod dkim;
mod faults;
mod golden;
mod hardship;
mod help;
mod house;
mod letters;
mod mailing;
mod postfix;
mod readme;
mod records;
mod relay;
mod render;
mod resolve;
mod subscribers;
mod workspace;
