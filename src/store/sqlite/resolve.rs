//! Settles deliveries of which nobody knew what became of them.

use crate::store::sqlite::{Failure, row};
use crate::store::{Resolution, ResolveRequest};
use rusqlite::{Transaction, params};

pub(super) fn resolve(transaction: Transaction<'_>, request: &ResolveRequest) -> Result<(), Failure> {
    let mailing = row::mailing(&transaction, &request.mailing)?;
    let now = row::millis(request.now);
    {
        let mut accept = transaction.prepare_cached(
            "UPDATE deliveries SET state = 'accepted', code = ?3, enhanced = ?4, reply = ?5, changed_at = ?6
             WHERE number = ?1 AND mailing = ?2 AND state = 'unknown'",
        )?;
        // Without its worker, so that a reply that comes all the same is known for a stray.
        let mut plan = transaction.prepare_cached(
            "UPDATE deliveries SET state = ?3, worker = NULL, code = NULL, enhanced = NULL, reply = NULL, changed_at = ?4
             WHERE number = ?1 AND mailing = ?2 AND state = 'unknown'",
        )?;
        let again = if mailing.is_stopped { "stopped" } else { "planned" };
        for (number, resolution) in &request.settled {
            match resolution {
                Resolution::Accepted(reply) => {
                    accept.execute(params![number, mailing.number, reply.code, reply.enhanced, reply.text, now])?
                }
                Resolution::Planned => plan.execute(params![number, mailing.number, again, now])?,
            };
        }
    }
    Ok(transaction.commit()?)
}
