//! How the whole is held: stories told through the real binary, a file an act.

mod check;
mod demo;
mod faults;
mod golden;
mod hardship;
mod help;
mod house;
mod letters;
mod mailbox;
mod mailing;
mod readme;
mod records;
mod relay;
mod render;
mod returned;
mod servers;
mod subscribers;
mod workspace;
