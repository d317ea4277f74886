//! The pages of the archive that are no record's own, as a template sees them.

mod about;
mod frame;
mod front;
mod listing;
mod person;
mod register;
mod teaser;
mod topic;

pub(in crate::render) use frame::Frame;
pub(in crate::render) use front::FrontView;
pub(in crate::render) use listing::Listing;
pub(in crate::render) use register::{Elsewhere, Register};
