//! A Word document (ISO/IEC 29500): its parts are templates, and here they are filled with words and packed into one file.
//!
//! `words` writes runs of text, `prose` the Markdown fields, `related` remembers what one part names and another holds (links,
//! pictures, lists that count anew), `package` names the parts, `sound` looks whether they are whole. What it looks like stands in `templates/docx/styles.xml`.

mod filters;
mod package;
mod picture;
mod prose;
mod related;
mod sound;
mod words;

pub(super) use filters::{add_filters, related};
pub(super) use package::{PARTS, TEXT};
pub(super) use picture::Room;
pub(super) use prose::{Manner, prose};
pub(super) use related::Related;
pub(super) use sound::mistake;
pub(super) use words::escaped;
