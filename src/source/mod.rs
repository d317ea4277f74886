//! YAML text ⇄ model. `&str` in, values or findings out; never a path, never the disk.

mod errors;
mod explain;
mod place;
mod quote;
mod read;
mod recover;
mod scalar;
mod scan;
mod shape;
mod traps;
mod tree;
mod written;

pub use place::{Places, Position, Span, locate};
pub use quote::apply;
pub use read::{MAX_BYTES, Reading, decode, read};
pub use traps::traps;
