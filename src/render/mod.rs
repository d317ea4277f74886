//! Model → documents: a summary, an article, an issue of the newsletter as html, fragment, text, Markdown and mail.
//!
//! Views (`view/`) put a record into words; templates (`templates/`) put the words into a form; `html`, `text` and `markdown`
//! write the Markdown fields. Looks live in templates alone.

mod addresses;
mod aloud;
mod archive;
mod calendar;
mod engine;
mod error;
mod feed;
mod html;
mod looks;
mod mail;
mod markdown;
mod names;
mod notes;
mod passage;
mod paths;
mod renderer;
mod request;
#[cfg(test)]
mod tests;
mod text;
mod tidy;
mod view;

pub use archive::{ArchiveFile, ArchiveRequest};
pub use error::RenderError;
pub use looks::{built_in, template_names};
pub use paths::{calendar as archive_calendar, entry as archive_entry, of as archive_path};
pub use renderer::Renderer;
pub use request::{MailRequest, RenderRequest};
