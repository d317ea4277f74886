//! Model → documents: a summary, an article, an issue of the newsletter as html, fragment, text, Markdown, PDF and mail.
//!
//! Views (`view/`) put a record into words; templates (`templates/`) put the words into a form; `html`, `text`, `markdown` and
//! `paper` write the Markdown fields. Looks live in templates alone. A PDF is what Typst sets of a template's markup (`pdf/`).

mod addresses;
mod engine;
mod error;
mod html;
mod looks;
mod mail;
mod markdown;
mod names;
mod notes;
mod paper;
mod passage;
#[cfg(feature = "pdf")]
mod pdf;
mod renderer;
mod request;
#[cfg(test)]
mod tests;
mod text;
mod tidy;
mod view;

pub use error::RenderError;
pub use looks::{built_in, template_names};
pub use renderer::Renderer;
pub use request::{MailRequest, RenderRequest};
