//! Who gets what and what became of it: plan, freeze, deliver, report.

mod backoff;
mod carrier;
mod deliver;
mod desk;
mod error;
mod hand_out;
mod line;
mod lines;
mod plan;
mod resolve;
mod route;
mod schedule;
#[cfg(test)]
mod tests;
mod writer;

pub use carrier::{Carried, Carrier};
pub use deliver::{DeliverRequest, DeliverSummary, Ending, Progress, deliver};
pub use error::MailingError;
pub use lines::Lines;
pub use plan::{Plan, PlanRequest, letterhead, plan};
pub use resolve::{Doubt, ResolveSummary, Unsettled, Word, resolve_by_word, resolve_from_log};
pub use route::{Route, RouteError};
pub use schedule::{Timeliness, timeliness};

use chrono::{DateTime, Utc};

/// Tells the time; `cli` hands in the system's, tests their own.
pub type Clock = fn() -> DateTime<Utc>;
