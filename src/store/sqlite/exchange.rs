//! Writes down what became of some deliveries and claims more, with one commit.

use crate::store::sqlite::{Failure, claim, record};
use crate::store::{ExchangeRequest, Exchanged};
use rusqlite::Transaction;

pub(super) fn exchange(transaction: Transaction<'_>, request: &ExchangeRequest) -> Result<Exchanged, Failure> {
    let strays = record::write(&transaction, &request.record())?;
    let claimed = match request.at_most {
        0 => Vec::new(),
        _ => claim::take(&transaction, &request.claim())?,
    };
    transaction.commit()?;
    Ok(Exchanged { strays, claimed })
}
