//! A Markdown field as paragraphs that a Word document can be compared with, and back: written anew only where it changed.

mod flat;
mod inline;
mod rewrite;

pub(super) use flat::Flat;
pub(super) use inline::inline;
pub(super) use rewrite::{Act, rewritten};
