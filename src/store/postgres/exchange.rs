//! Writes down what became of some deliveries and claims more, with one commit.

use super::failure::Failure;
use super::work::{Verb, Work};
use super::{claim, record};
use crate::store::{ExchangeRequest, Exchanged};

impl Verb for ExchangeRequest {
    type Outcome = Exchanged;

    async fn act(&self, work: &Work<'_>) -> Result<Exchanged, Failure> {
        let strays = if self.results.is_empty() { Vec::new() } else { record::record(self, work).await? };
        let claimed = if self.at_most == 0 { Vec::new() } else { claim::claim(self, work).await? };
        Ok(Exchanged { strays, claimed })
    }
}
