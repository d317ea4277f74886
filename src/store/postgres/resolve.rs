//! Settles deliveries of which nobody knew what became of them.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::model::Reply;
use crate::store::{Resolution, ResolveRequest};

/// All at once. What is to be sent again goes without its worker, so that a reply that comes all the same is known for a stray.
const RESOLVE: &str = "
    UPDATE deliveries d SET
        state = CASE WHEN t.is_accepted THEN 'accepted' WHEN m.stopped_at IS NULL THEN 'planned' ELSE 'stopped' END,
        worker = CASE WHEN t.is_accepted THEN d.worker END,
        code = t.code, enhanced = t.enhanced, reply = t.reply, changed_at = clock()
    FROM unnest($2::bigint[], $3::boolean[], $4::int[], $5::text[], $6::text[])
        AS t (number, is_accepted, code, enhanced, reply), mailings m
    WHERE d.number = t.number AND d.mailing = $1 AND m.number = $1 AND d.state = 'unknown'";

impl Verb for ResolveRequest {
    type Outcome = ();

    async fn act(&self, work: &Work<'_>) -> Result<(), Failure> {
        let name = self.mailing.to_string();
        let number = row::hold(work, &name).await?;
        let replies = self.settled.iter().map(|(_, resolution)| match resolution {
            Resolution::Accepted(reply) => Some(reply),
            Resolution::Planned => None,
        });
        let replies: Vec<Option<&Reply>> = replies.collect();
        let numbers: Vec<i64> = self.settled.iter().map(|(number, _)| *number).collect();
        let accepted: Vec<bool> = replies.iter().map(Option::is_some).collect();
        let codes: Vec<Option<i32>> = replies.iter().map(|it| it.map(|reply| i32::from(reply.code))).collect();
        let enhanced: Vec<Option<&str>> =
            replies.iter().map(|it| it.and_then(|reply| reply.enhanced.as_deref())).collect();
        let texts: Vec<Option<&str>> = replies.iter().map(|it| it.map(|reply| reply.text.as_str())).collect();
        work.change(RESOLVE, &[&number, &numbers, &accepted, &codes, &enhanced, &texts]).await?;
        // They are planned again below where the claims have come to.
        work.store().walk(&name, 0);
        Ok(())
    }
}
