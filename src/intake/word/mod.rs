//! A Word document that the program wrote and somebody changed → what they changed, field by field.
//!
//! A file is unpacked (`package`, `xml`) and read into paragraphs of words (`body`), with tracked changes accepted. What `render`
//! writes of the record today is read in the same way, so that what differs between the two is what somebody did (`compare`),
//! however their program writes it. A change of words is taken back into the Markdown of the record's field (`markdown`).

mod alike;
mod body;
mod compare;
mod document;
mod error;
mod field;
mod fields;
mod looks;
mod markdown;
mod package;
mod piece;
mod text;
mod xml;

pub use compare::{Change, Comment, Comparison, FieldText, FieldTexts, LeftOut, Outside, Stretch, compare};
pub use document::WordDocument;
pub use error::WordError;
pub use package::MAX_BYTES;
pub use piece::{Hand, Thing};
