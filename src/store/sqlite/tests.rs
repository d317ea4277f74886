//! What is SQLite's alone.

mod damage;

use crate::model::Rate;
use crate::store::tests::{Fixture, at};
use crate::store::{PaceRequest, Sqlite, Store};
use std::num::NonZeroU32;
use std::time::Duration;

#[tokio::test]
async fn a_clock_that_is_set_back_costs_no_wait_for_the_rate() {
    let fixture = Fixture::<Sqlite>::new().await;
    let one = NonZeroU32::MIN;
    for per in [Duration::from_secs(1), Duration::from_secs(600)] {
        let ask = async |now| {
            let request = PaceRequest { letters: one, rate: Rate { letters: one, per }, now };
            fixture.store.pace(request).await.unwrap()
        };
        assert_eq!(ask(at(120)).await, Duration::ZERO);
        assert_eq!(ask(at(120)).await, per);
        assert_eq!(ask(at(60)).await, Duration::ZERO, "an hour earlier");
        assert_eq!(ask(at(60)).await, per);
    }
}

#[tokio::test]
async fn a_claim_reads_no_more_rows_late_than_early() {
    let fixture = Fixture::<Sqlite>::with_subscribers(1).await;
    let inner = fixture.store.inner.lock().unwrap();
    let plan = |sql: &str| -> String {
        let mut statement = inner.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let select = "SELECT * FROM deliveries d WHERE d.mailing = 1 AND ";
    let planned = plan(&format!("{select}{} LIMIT 9", crate::store::sqlite::claim::PLANNED));
    assert_eq!(planned, "SEARCH d USING INDEX deliveries_by_state (mailing=? AND state=? AND next_try_at=?)");
    let due = plan(&format!("{select}{} LIMIT 9", crate::store::sqlite::claim::DUE.replace("?3", "5")));
    assert_eq!(due, "SEARCH d USING INDEX deliveries_by_state (mailing=? AND state=? AND next_try_at<?)");
    let counts = plan("SELECT state, count(*) FROM deliveries WHERE mailing = 1 GROUP BY state");
    assert_eq!(counts, "SEARCH deliveries USING COVERING INDEX deliveries_by_state (mailing=?)");
}
