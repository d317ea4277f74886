//! Model → documents: a summary, an article, an issue of the newsletter as html, fragment, text, Markdown, Word, PDF and mail; in
//! large print, on a poster, read aloud; and the pages of the archive.
//!
//! Views (`view/`) put a record into words; templates (`templates/`) put the words into a form; `html`, `text`, `markdown`, `docx` and
//! `paper` write the Markdown fields. Looks live in templates alone. A PDF is what Typst sets of a template's markup (`pdf/`).

mod addresses;
mod aloud;
mod archive;
mod calendar;
mod docx;
mod engine;
mod error;
mod feed;
mod fonts;
mod html;
mod looks;
mod lost;
mod mail;
mod markdown;
mod names;
mod notes;
mod packed;
mod paper;
mod passage;
mod paths;
#[cfg(feature = "pdf")]
mod pdf;
mod poster;
mod renderer;
mod request;
mod statistics;
#[cfg(test)]
mod tests;
mod text;
mod tidy;
mod view;

pub use archive::{ArchiveFile, ArchiveRequest};
pub use error::{RenderError, TEMPLATE_CODES};
pub use looks::{built_in, template_names};
pub use packed::packed;
pub use paths::of as archive_path;
pub use renderer::Renderer;
pub use request::{MailRequest, Place, RenderRequest};
pub use statistics::{Statistics, StatisticsRequest};
pub use view::StatisticsTable;
