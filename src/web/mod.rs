//! HTTP: the preview, for the secretariat on its own machine.
//!
//! | path                        | what                                                                                |
//! | --------------------------- | ----------------------------------------------------------------------------------- |
//! | `/`                         | the records, newest first                                                           |
//! | `/records/{id}`             | one record: its documents in a frame, what `check` finds beside them                |
//! | `/records/{id}/findings`    | those findings alone, as a piece of a page                                          |
//! | `/records/{id}/{leaf}`      | one document as it is: `summary.html`, `agenda.ics`; a mail: `mail.summary.newsletter.html` |
//! | `/files/{path}`             | a file that the records name                                                        |
//! | `/changes`                  | an event each time that files have been saved (Server-Sent Events)                  |
//! | `/look/{file}`              | the style, the script and the fonts of these pages                                  |
//!
//! It listens on this machine alone and answers to its own name alone (`guard`). It reads, and changes nothing.

mod answer;
mod frame;
mod front;
mod guard;
mod leaf;
mod looks;
mod preview;
mod sight;

pub use preview::{Preview, PreviewRequest};
