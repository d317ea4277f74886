//! Takes somebody off who asked for it by mail.

use super::failure::Failure;
use super::work::{Verb, Work};
use crate::store::{LeaveOutcome, LeaveRequest, StoreError};

impl Verb for LeaveRequest {
    type Outcome = Option<LeaveOutcome>;

    async fn act(&self, _: &Work<'_>) -> Result<Option<LeaveOutcome>, Failure> {
        Err(StoreError::NoRandomness.into())
    }
}
