//! Settles deliveries of which nobody knew what became of them.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::store::{Resolution, ResolveRequest};

impl Verb for ResolveRequest {
    type Outcome = ();

    async fn act(&self, work: &Work<'_>) -> Result<(), Failure> {
        let name = self.mailing.to_string();
        let number = row::hold(work, &name).await?;
        for (delivery, resolution) in &self.settled {
            match resolution {
                Resolution::Accepted(reply) => {
                    let code = i32::from(reply.code);
                    work.change(
                        "UPDATE deliveries SET state = 'accepted', code = $3, enhanced = $4, reply = $5,
                             changed_at = clock()
                         WHERE number = $1 AND mailing = $2 AND state = 'unknown'",
                        &[delivery, &number, &code, &reply.enhanced, &reply.text],
                    )
                    .await?
                }
                // Without its worker, so that a reply that comes all the same is known for a stray.
                Resolution::Planned => {
                    work.change(
                        "UPDATE deliveries SET worker = NULL, code = NULL, enhanced = NULL, reply = NULL,
                             changed_at = clock(), state = (
                                 SELECT CASE WHEN stopped_at IS NULL THEN 'planned' ELSE 'stopped' END
                                 FROM mailings WHERE number = $2
                             )
                         WHERE number = $1 AND mailing = $2 AND state = 'unknown'",
                        &[delivery, &number],
                    )
                    .await?
                }
            };
        }
        // They are planned again below where the claims have come to.
        work.store().walk(&name, 0);
        Ok(())
    }
}
