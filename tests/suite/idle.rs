//! A line that has lain idle: a firewall may have forgotten it, and what is put on it would be unknown.

use super::relay::{Manner, Relay};
use chrono::{DateTime, Utc};
use opsamling::letter::Letter;
use opsamling::mailing::{Carrier, Lines, Route};
use opsamling::model::{DeliveryOutcome, EmailAddress};
use opsamling::smtp::{Encryption, RelayTarget, Timeouts};
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::watch;

static NOW: AtomicI64 = AtomicI64::new(1_700_000_000);

fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW.load(Ordering::Relaxed), 0).unwrap()
}

#[tokio::test]
async fn a_line_that_has_lain_idle_is_made_anew() {
    let relay = Relay::start(Manner::Kind);
    let target = RelayTarget {
        host: "127.0.0.1".to_owned(),
        port: relay.port,
        encryption: Encryption::None,
        login: None,
        client_name: "client.example.org".to_owned(),
        timeouts: Timeouts::default(),
    };
    let (_never, stop) = watch::channel(false);
    let mut carrier = Carrier::new(Route::Relay(Box::new(target)), 1000, Lines::default(), clock, stop);
    let letter = Letter {
        message_id: "<0f3a@example.org>".to_owned(),
        envelope_from: EmailAddress::parse("retur@example.org").unwrap(),
        to: EmailAddress::parse("anna@example.org").unwrap(),
        bytes: b"Subject: Hej\r\n\r\nHej\r\n".to_vec(),
    };
    // A machine that sleeps for a week, a clock that is set back.
    for (seconds, lines) in [(0, 1), (30, 1), (30, 1), (31, 2), (0, 2), (604_800, 3), (-60, 4), (0, 4)] {
        NOW.fetch_add(seconds, Ordering::Relaxed);
        let carried = carrier.carry(&letter).await;
        assert!(matches!(carried.outcome, DeliveryOutcome::Accepted(_)), "{:?}", carried.outcome);
        assert_eq!(relay.connections(), lines, "after {seconds} seconds");
    }
    carrier.close().await;
    assert_eq!(relay.taken().len(), 8);
}
