//! Many who send one mailing at once: whoever dies, is stopped or loses the server, nobody gets a letter twice, and nobody
//! is missing but those whose outcome is unknown.

use super::cluster::Cluster;
use super::mailing::{MAILING, SEND, by_relay, figure, interrupt, start, status, wait_until};
use super::postgres::on_server;
use super::relay::Sink;
use super::wire::Wire;
use super::workspace::{Ran, Workspace};
use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::Duration;

const SCHEMA: &str = "\"opsamling-proevenet\"";

/// A server, a relay, and a workspace with so many subscribers between them; each worker sends as fast as this.
fn stage(subscribers: usize, rate: &str) -> (Cluster, Sink, Workspace, String) {
    let (cluster, sink) = (Cluster::start(), Sink::start(&[]));
    let workspace =
        by_relay(Workspace::with_meeting(), sink.port).settings(&format!("  connections: 2\n  rate: {rate}\n"));
    let workspace = on_server(workspace, &cluster).subscribers(subscribers);
    let settings = workspace.read("opsamling.yaml");
    let database = settings.lines().last().unwrap().rsplit('/').next().unwrap().to_owned();
    (cluster, sink, workspace, database)
}

/// One more worker, who reaches the server by a wire.
fn resume_by(wire: &Wire, workspace: &Workspace, cluster: &Cluster, database: &str) -> Child {
    cluster.ask(database, "ALTER ROLE postgres PASSWORD 'hemmelig'");
    workspace
        .command(&["resume", MAILING])
        .env("OPSAMLING_STORE", format!("postgres://postgres:hemmelig@127.0.0.1:{}/{database}", wire.port))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts")
}

fn ended(worker: Child) -> Ran {
    let ran = Ran::new(&["resume", MAILING], worker.wait_with_output().unwrap());
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// The claims of the dead run out, and somebody finishes what is left.
fn finish(cluster: &Cluster, workspace: &Workspace, database: &str) -> serde_json::Value {
    cluster.ask(database, &format!("UPDATE {SCHEMA}.deliveries SET lease_until = 0 WHERE state = 'claimed'"));
    let ran = workspace.run(&["resume", MAILING]);
    assert!(matches!(ran.code, 0 | 4), "{ran:?}");
    status(workspace)
}

/// Nobody twice, nobody missing but `unknown`.
#[track_caller]
fn ensure_nobody_twice_and_nobody_missing(status: &serde_json::Value, sink: &Sink, subscribers: usize) {
    let recipients = sink.recipients();
    let twice: Vec<_> = recipients.iter().filter(|(_, letters)| **letters > 1).collect();
    assert!(twice.is_empty(), "twice: {twice:?}");
    assert_eq!(figure(status, "accepted") + figure(status, "unknown"), subscribers as u64, "{status}");
    let unknown: BTreeSet<&str> =
        status["unknown_addresses"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    for n in 0..subscribers {
        let address = format!("navn{n}@example.org");
        assert!(recipients.contains_key(&address) || unknown.contains(address.as_str()), "{address} is missing");
    }
}

#[test]
fn three_workers_share_a_mailing_and_none_of_their_letters_is_sent_twice() {
    let (_cluster, sink, workspace, _) = stage(600, "100/s");
    let first = start(&workspace, &SEND);
    wait_until("letters leave", || sink.count() > 20);
    let others: Vec<Child> = (0..2).map(|_| start(&workspace, &["resume", MAILING])).collect();
    for worker in others.into_iter().chain([first]) {
        // Who is done before the others says that some letters are still in their hands.
        assert!(matches!(ended(worker).code, 0 | 4));
    }
    let status = status(&workspace);
    ensure_nobody_twice_and_nobody_missing(&status, &sink, 600);
    assert_eq!(figure(&status, "accepted"), 600);
}

#[test]
fn a_mailing_outlives_its_workers_their_lines_and_the_server() {
    let (cluster, sink, workspace, database) = stage(3000, "100/s");
    let wire = Wire::to(cluster.port);
    let mut killed = start(&workspace, &SEND);
    wait_until("letters leave", || sink.count() > 50);
    let stopped = start(&workspace, &["resume", MAILING]);
    let cut_off = resume_by(&wire, &workspace, &cluster, &database);
    wait_until("all are at work", || {
        let workers = format!("SELECT count(DISTINCT worker) FROM {SCHEMA}.deliveries");
        cluster.ask(&database, &workers) == "3"
    });
    killed.kill().unwrap();
    killed.wait().unwrap();

    // The lines of the two that are left are ended by the server, one by one and then all at once.
    cluster
        .ask("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'opsamling'");
    std::thread::sleep(Duration::from_millis(500));
    wire.cut();
    std::thread::sleep(Duration::from_millis(500));
    cluster.stop();
    std::thread::sleep(Duration::from_secs(1));
    cluster.go_on();
    std::thread::sleep(Duration::from_millis(500));
    cluster.kill();
    std::thread::sleep(Duration::from_millis(300));
    cluster.go_on();
    let before = sink.count();
    wait_until("they go on", || sink.count() > before + 50);

    wire.dies();
    std::thread::sleep(Duration::from_secs(3));
    interrupt(&stopped);
    ended(stopped).code(4).says(&format!("opsamling resume {MAILING}"));
    wire.is_mended();
    let before = sink.count();
    wait_until("the last one goes on", || sink.count() > before + 50);
    ended(cut_off).code(4);

    let status = finish(&cluster, &workspace, &database);
    ensure_nobody_twice_and_nobody_missing(&status, &sink, 3000);
    // At most what the killed one had claimed.
    assert!(figure(&status, "unknown") <= 100, "{status}");
}

/// The wire to the server carries nothing for longer than a minute, while both ends hold it.
#[cfg(feature = "long-tests")]
#[test]
fn long_a_wire_that_is_dead_for_a_minute_costs_nothing() {
    let (cluster, sink, workspace, database) = stage(1200, "20/s");
    let wire = Wire::to(cluster.port);
    let first = start(&workspace, &SEND);
    wait_until("letters leave", || sink.count() > 20);
    let cut_off = resume_by(&wire, &workspace, &cluster, &database);
    let workers = format!("SELECT count(DISTINCT worker) FROM {SCHEMA}.deliveries");
    wait_until("both are at work", || cluster.ask(&database, &workers) == "2");
    wire.dies();
    std::thread::sleep(Duration::from_secs(65));
    wire.is_mended();
    for worker in [first, cut_off] {
        assert!(matches!(ended(worker).code, 0 | 4));
    }
    let status = finish(&cluster, &workspace, &database);
    ensure_nobody_twice_and_nobody_missing(&status, &sink, 1200);
    assert_eq!(figure(&status, "accepted"), 1200);
}
