//! Writes down what became of some deliveries and claims more, with one commit.

use crate::store::sqlite::{Failure, claim, record};
use crate::store::{ExchangeRequest, Exchanged};
use rusqlite::Transaction;

pub(super) fn exchange(transaction: Transaction<'_>, request: &ExchangeRequest) -> Result<Exchanged, Failure> {
    let strays = record::record(&transaction, request)?;
    let claimed = match request.at_most {
        0 => Vec::new(),
        _ => claim::claim(&transaction, request)?,
    };
    transaction.commit()?;
    Ok(Exchanged { strays, claimed })
}
