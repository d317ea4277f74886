//! The dialogue, held against a relay of our own on loopback that does what a script says.

mod beginnings;
mod letters;
mod relay;

use crate::letter::Letter;
use crate::model::{DeliveryOutcome, EmailAddress};
use crate::smtp::{Connection, Delivered, Encryption, RelayTarget, Timeouts, connect};
use relay::{Act, Relay, Script};
use std::time::Duration;

const PIPELINING: &str = "PIPELINING";
const CHUNKING: &str = "CHUNKING";

fn timeouts() -> Timeouts {
    let short = Duration::from_secs(2);
    Timeouts {
        connect: Duration::from_secs(5),
        handshake: Duration::from_secs(5),
        greeting: short,
        command: short,
        data: short,
        block: short,
        letter: short,
        quit: short,
    }
}

fn target(relay: &Relay) -> RelayTarget {
    RelayTarget {
        host: relay.address.ip().to_string(),
        port: relay.address.port(),
        encryption: Encryption::None,
        login: None,
        client_name: "client.example.org".into(),
        timeouts: timeouts(),
    }
}

fn letter_of(to: &str, text: &str) -> Letter {
    Letter {
        message_id: "<0f3a@example.org>".into(),
        envelope_from: EmailAddress::parse("retur@example.org").unwrap(),
        to: EmailAddress::parse(to).unwrap(),
        bytes: format!("Subject: Hej\r\n\r\n{text}\r\n").into_bytes(),
    }
}

fn letter() -> Letter {
    letter_of("anna@example.org", "Kort.\r\n.\r\n..slut")
}

fn script(offers: &[&'static str], acts: &[(&'static str, Act)]) -> Script {
    Script { offers: offers.to_vec(), acts: acts.to_vec(), ..Script::default() }
}

async fn connected(script: Script) -> (Relay, Connection) {
    let relay = Relay::start(script).await;
    let connection = connect(&target(&relay)).await.unwrap();
    (relay, connection)
}

/// One letter, from its beginning to what became of it.
async fn deliver(connection: &mut Connection, letter: &Letter) -> Delivered {
    connection.begin(letter.clone());
    connection.next().await
}

/// `accepted 250`, `deferred 0`: the outcome's name and the code of its reply.
fn told(delivered: &Delivered) -> String {
    let (name, reply) = match &delivered.outcome {
        DeliveryOutcome::Accepted(reply) => ("accepted", reply),
        DeliveryOutcome::Refused(reply) => ("refused", reply),
        DeliveryOutcome::Deferred(reply) => ("deferred", reply),
        DeliveryOutcome::Unknown(reply) => ("unknown", reply),
        DeliveryOutcome::NotTried => return "not tried".into(),
    };
    format!("{name} {}", reply.code)
}
