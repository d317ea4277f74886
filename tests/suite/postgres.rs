//! A store on a PostgreSQL server: the same verbs, and many who send at once.

use super::cluster::Cluster;
use super::mailing::{MAILING, SEND, by_relay, ensure_balance, figure, status};
use super::relay::Sink;
use super::returned::{report_on, sent, sent_again, state};
use super::workspace::Workspace;
use std::sync::atomic::{AtomicU32, Ordering};

/// A workspace whose store is a database of its own on a server.
pub fn on_server(workspace: Workspace, cluster: &Cluster) -> Workspace {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let url = cluster.database(&format!("net{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    workspace.settings(&format!("store: {url}\n"))
}

#[test]
fn every_verb_works_on_a_server() {
    let workspace = on_server(Workspace::with_meeting(), Cluster::shared()).subscribers(5);
    let data = workspace.data();
    workspace.run(&["subscribers", "remove", "navn4@example.org"]).success();
    workspace.run(&["subscribers", "stats"]).success().says("4");
    let listed = workspace.run(&["subscribers", "list", "--state", "left", "--json"]).success().json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    workspace.run(&["subscribers", "export"]).success().says("navn0@example.org");
    workspace.run(&["send", "2026-03", "--dry-run"]).success().says("4");
    workspace.run(&["send", "2026-03", "--test", "navn4@example.org"]).code(1).says("har meldt sig fra");
    workspace.run(&SEND).success();
    assert_eq!(workspace.letters().len(), 4);
    workspace.run(&SEND).code(1).says("4 breve, som opsamling ikke har sendt til nogen");
    workspace.run(&["resume", MAILING]).success();
    workspace.run(&["stop", MAILING, "--json"]).success();
    let status = status(&workspace);
    assert_eq!((figure(&status, "frozen"), figure(&status, "accepted")), (4, 4));
    workspace.run(&["where"]).success().says("postgres://");
    assert!(!data.join("store.sqlite").exists());
}

#[test]
fn what_comes_back_counts_on_a_server_and_moves_there() {
    let cluster = Cluster::shared();
    let workspace = on_server(Workspace::with_meeting(), cluster).subscribers(3);
    workspace.write("1.eml", report_on(&sent(&workspace), "navn1@example.org", "550"));
    let trial = workspace.run(&["bounces", "1.eml", "--dry-run", "--json"]).success().json();
    assert_eq!(state(&workspace, "navn1@example.org"), "active");
    assert_eq!(workspace.run(&["bounces", "1.eml", "--json"]).success().json(), trial);
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
    workspace.run(&["bounces", "1.eml"]).success().says("læst før");
    workspace.run(&["bounces"]).success().says("550 5.1.1");
    assert_eq!(sent_again(&workspace), 2);

    let workspace = Workspace::with_meeting().subscribers(3);
    workspace.write("1.eml", report_on(&sent(&workspace), "navn1@example.org", "550"));
    workspace.run(&["bounces", "1.eml"]).success();
    let url = cluster.database("returneret");
    workspace.run(&["store", "migrate", "--to", &url]).success().says("1 returneringer");
    let workspace = workspace.settings(&format!("store: {url}\n"));
    workspace.run(&["bounces", "1.eml"]).success().says("læst før");
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
}

#[test]
fn a_whole_send_goes_from_a_server_to_a_relay() {
    let sink = Sink::start(&[]);
    let workspace = on_server(by_relay(Workspace::with_meeting(), sink.port), Cluster::shared()).subscribers(300);
    workspace.run(&SEND).success();
    let recipients = sink.recipients();
    assert_eq!(recipients.len(), 300);
    assert!(recipients.values().all(|letters| *letters == 1));
    assert_eq!(figure(&status(&workspace), "accepted"), 300);
}

#[test]
fn the_environment_names_the_server_and_no_password_is_shown() {
    let cluster = Cluster::shared();
    cluster.ask(
        "postgres",
        "CREATE ROLE secretariat LOGIN PASSWORD 'hemmelig'; GRANT CREATE ON DATABASE postgres TO secretariat",
    );
    let url = |password: &str| format!("postgres://secretariat:{password}@127.0.0.1:{}/postgres", cluster.port);
    let workspace = Workspace::with_meeting().environment("OPSAMLING_STORE", &url("hemmelig")).subscribers(2);
    workspace.run(&["where"]).success().says("postgres://127.0.0.1").never_says("hemmelig");
    workspace.run(&SEND).success();
    assert!(!workspace.data().join("store.sqlite").exists());
    // In a file of its own, too; and the environment goes before the settings.
    let workspace = workspace
        .environment("OPSAMLING_STORE", &url("forkert"))
        .settings("store: postgres://nobody@nowhere.example/net\n");
    workspace.run(&["status"]).code(3).says("lukker ikke brugeren ind").says("OPSAMLING_STORE").never_says("forkert");
    workspace.write("adresse.txt", format!("{}\n", url("hemmelig")));
    let mut command = workspace.command(&["status", MAILING, "--json"]);
    let output = command.env_remove("OPSAMLING_STORE").env("OPSAMLING_STORE_FILE", "adresse.txt").output().unwrap();
    let ran = super::workspace::Ran::new(&["status"], output).success();
    ensure_balance(&ran.json());
}

#[test]
fn what_is_wrong_with_a_server_is_told() {
    let cluster = Cluster::shared();
    let at = |url: &str| Workspace::with_meeting().settings(&format!("store: {url}\n"));
    at("postgres://bo:hemmelig@db.example.org/net")
        .run(&["status"])
        .code(1)
        .says("OPSAMLING_STORE")
        .never_says("hemmelig");
    at("postgres://bo@db.example.org/net?sslmode=disable").run(&["status"]).code(1).says("uden kryptering");
    at(&cluster.url("findes-ikke")).run(&["status"]).code(3).says("har ikke den database");
    at("postgres://bo@127.0.0.1:1/net").run(&["status"]).code(3).says("svarer ikke");
    at("postgres://bo@127.0.0.1:1/net?ssl=on").run(&["status"]).code(1).says("adressen");
    // TLS is asked for, and this server has none.
    at(&format!("postgres://bo@localhost:{}/postgres?sslmode=require", cluster.port))
        .run(&["status"])
        .code(3)
        .says("tilbyder ingen kryptering");
    cluster.ask("postgres", "CREATE ROLE guest LOGIN PASSWORD 'x'");
    at("sqlite")
        .environment("OPSAMLING_STORE", &format!("postgres://guest:x@127.0.0.1:{}/postgres", cluster.port))
        .run(&["status"])
        .code(3)
        .says("GRANT CREATE");
}

#[test]
fn a_server_s_certificate_is_verified() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let cluster = Cluster::certified(&made.cert.pem(), &made.signing_key.serialize_pem());
    cluster.ask("postgres", "CREATE ROLE bo SUPERUSER LOGIN PASSWORD 'hemmelig'");
    let url = |host: &str, more: &str| format!("postgres://bo:hemmelig@{host}:{}/postgres?{more}", cluster.port);
    let workspace = Workspace::with_meeting().file("db.pem", made.cert.pem());
    let workspace = workspace.environment("OPSAMLING_STORE", &url("localhost", "sslmode=require&sslrootcert=db.pem"));
    let workspace = workspace.subscribers(2);
    assert_eq!(cluster.ask("postgres", "SELECT count(*) FROM \"opsamling-proevenet\".subscribers"), "2");
    // `require` is not enough: somebody must vouch for it, and it must be who it says.
    let workspace = workspace.environment("OPSAMLING_STORE", &url("localhost", "sslmode=require"));
    workspace.run(&["status"]).code(3).says("sslrootcert");
    let workspace = workspace.environment("OPSAMLING_STORE", &url("127.0.0.1", "sslmode=require&sslrootcert=db.pem"));
    workspace.run(&["status"]).code(3).says("certifikat");
    let workspace =
        workspace.environment("OPSAMLING_STORE", &url("localhost", "sslmode=require&sslrootcert=findes-ikke.pem"));
    workspace.run(&["status"]).code(3).says("findes-ikke.pem");
}

#[test]
fn a_schema_of_a_newer_version_is_left_alone() {
    let cluster = Cluster::shared();
    let workspace = on_server(Workspace::with_meeting(), cluster).subscribers(1);
    let url = workspace.read("opsamling.yaml");
    let database = url.lines().last().unwrap().rsplit('/').next().unwrap();
    cluster.ask(database, "INSERT INTO \"opsamling-proevenet\".steps (number) VALUES (999)");
    workspace.run(&["subscribers", "list"]).code(3).says("999").says("nyere udgave");
}

#[test]
fn two_workspaces_on_one_database_do_not_mix() {
    let url = Cluster::shared().database("delt");
    let one = Workspace::with_meeting().settings(&format!("store: {url}\n")).subscribers(2);
    let other = Workspace::with_meeting();
    let text = other.read("opsamling.yaml").replace("id: proevenet", "id: et-andet-net");
    other.write("opsamling.yaml", format!("{text}store: {url}\n"));
    let other = other.subscribers(3);
    let count = |workspace: &Workspace| {
        let listed = workspace.run(&["subscribers", "list", "--json"]).success().json();
        listed.as_array().unwrap().len()
    };
    assert_eq!((count(&one), count(&other)), (2, 3));
}

#[test]
fn a_store_is_moved_to_a_server_and_goes_on_there() {
    let cluster = Cluster::shared();
    let url = cluster.database("flyttet");
    let workspace = Workspace::with_meeting().subscribers(4);
    workspace.run(&SEND).success();
    let before = status(&workspace);
    workspace.run(&["store", "migrate"]).code(2).says("--to");
    workspace.run(&["store", "migrate", "--to", &url, "--dry-run"]).success().says("Intet er beholdt");
    let moved = workspace.run(&["store", "migrate", "--to", &url, "--json"]).success().says(&format!("store: {url}"));
    assert_eq!(moved.json()["subscribers"], 4);
    assert_eq!(moved.json()["deliveries"], 4);
    workspace.run(&["store", "migrate", "--to", &url]).code(1).says("er flyttet til");
    // Whoever has not heard of it goes on in the file no more.
    for late in [&SEND[..], &["subscribers", "list"], &["worker", "--once"]] {
        workspace.run(late).code(1).says("er flyttet til").says("opsamling.yaml");
    }
    let workspace = workspace.settings(&format!("store: {url}\n"));
    assert_eq!(status(&workspace), before);
    workspace.run(&SEND).code(1).says("4 breve, som opsamling ikke har sendt til nogen");
    workspace.run(&["where"]).success().says(&format!("{}/flyttet", cluster.port));
}

/// Else those would be forgotten who have left.
#[test]
fn a_server_is_not_used_beside_a_file_that_is() {
    let url = Cluster::shared().database("ved_siden");
    let workspace = Workspace::with_meeting().subscribers(1).settings(&format!("store: {url}\n"));
    workspace.run(&["subscribers", "list"]).code(1).says("store.sqlite").says("store migrate");
    workspace.run(&["store", "migrate", "--to", &url]).success();
    workspace.run(&["subscribers", "list"]).success().says("navn0@example.org");
}

#[test]
fn a_store_that_is_not_there_cannot_be_moved() {
    let url = Cluster::shared().main();
    Workspace::with_meeting().run(&["store", "migrate", "--to", &url]).code(1).says("store.sqlite");
}
