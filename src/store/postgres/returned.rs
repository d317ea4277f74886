//! What came back by mail.

use super::failure::Failure;
use super::work::{Verb, Work};
use crate::store::{KeptReturn, ReceiveRequest, ReceivedEffect, StoreError};

/// Asks for everything that came back.
pub(super) struct Kept;

impl Verb for Kept {
    type Outcome = Vec<KeptReturn>;

    async fn act(&self, _: &Work<'_>) -> Result<Vec<KeptReturn>, Failure> {
        Err(StoreError::NoRandomness.into())
    }
}

impl Verb for ReceiveRequest {
    type Outcome = Vec<Vec<ReceivedEffect>>;

    async fn act(&self, _: &Work<'_>) -> Result<Vec<Vec<ReceivedEffect>>, Failure> {
        Err(StoreError::NoRandomness.into())
    }
}
