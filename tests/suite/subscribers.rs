//! The lists: CSV as people have it, evidence of consent, and leaving that lasts.

use super::workspace::{SETTINGS, Workspace};

fn with_consent() -> Workspace {
    Workspace::new().file("opsamling.yaml", SETTINGS.replace("basis: 6.1.e", "basis: consent"))
}

#[test]
fn good_rows_go_in_beside_bad_ones() {
    let workspace = Workspace::new().file(
        "liste.csv",
        "Navn;E-mail;Sprog\nAnna;anna@example.org;da\nBo;ingen adresse;da\n\"Carla\nBerg\";carla@example.org;\n\"\"\"><script>\";d@example.org;xx\nEva;eva@example.org;en\n",
    );
    let ran = workspace.run(&["subscribers", "import", "liste.csv", "--json"]).code(1);
    let report = ran.json();
    assert_eq!(report["taken"], 3, "{report}");
    let lines: Vec<_> = report["refused"].as_array().unwrap().iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 6], "{report}");
    workspace.run(&["subscribers", "list"]).success().says("Carla Berg");
}

#[test]
fn a_file_without_addresses_is_told_what_it_has() {
    let workspace = Workspace::new().file("liste.csv", "Navn;By\nAnna;Aarhus\n");
    let before = workspace.everything();
    workspace.run(&["subscribers", "import", "liste.csv"]).code(1).says("liste.csv: ").says("Navn");
    assert_eq!(workspace.everything(), before);
}

#[test]
fn rows_are_told_in_the_order_of_the_file_with_what_to_do_said_once() {
    let rows = "email\nanna\nbo@example.org\nbo@example.org\ncarla\n";
    let ran = Workspace::new().file("liste.csv", rows).run(&["subscribers", "import", "liste.csv"]).code(1);
    let places: Vec<_> =
        ran.err.lines().filter_map(|line| line.strip_prefix("liste.csv:")?.split(':').next()).collect();
    assert_eq!(places, ["2", "4", "5"], "{}", ran.err);
    assert_eq!(ran.err.matches("Skriv den som navn@example.org.").count(), 1, "{}", ran.err);
}

#[test]
fn a_list_on_consent_needs_evidence() {
    let workspace = with_consent().file("liste.csv", "email\nanna@example.org\n");
    workspace.run(&["subscribers", "import", "liste.csv"]).code(1);
    workspace.run(&["subscribers", "list", "--json"]).success();
    assert_eq!(workspace.run(&["subscribers", "list", "--json"]).json(), serde_json::json!([]));
    let evidence = ["subscribers", "import", "liste.csv", "--source", "Møde", "--consented", "12. marts 2026"];
    workspace.run(&evidence).success();
    assert_eq!(workspace.run(&["subscribers", "list", "--json"]).json().as_array().unwrap().len(), 1);
}

#[test]
fn an_import_never_brings_back_who_left() {
    let workspace = Workspace::new().subscribers(2);
    workspace.run(&["subscribers", "remove", "Navn0@Example.org"]).success();
    let report = workspace.run(&["subscribers", "import", "abonnenter.csv", "--json"]).json();
    assert_eq!(report["taken"], 0, "{report}");
    assert!(!report["passed_over"].as_array().unwrap().is_empty(), "{report}");
    let left = workspace.run(&["subscribers", "list", "--state", "left", "--json"]).json();
    assert_eq!(left[0]["id"], "navn0@example.org");
}

#[test]
fn who_left_in_a_later_row_of_the_same_file_has_left() {
    let rows = "email;tilstand\nanna@example.org;active\nbo@example.org;\nanna@example.org;left\n";
    let workspace = Workspace::new().file("liste.csv", rows);
    workspace.run(&["subscribers", "import", "liste.csv", "--list", "nyt"]).success();
    let listed = workspace.run(&["subscribers", "list", "--state", "active", "--json"]).json();
    let active: Vec<_> = listed.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(active, ["bo@example.org"]);
}

#[test]
fn a_quotation_mark_that_swallows_the_next_row_is_told() {
    let rows = "email;navn\ncarl@example.org;\"><script>\ndorte@example.org;Dorte\nbo@example.org;\"Bo\"\neva@example.org;Eva\n";
    let workspace = Workspace::new().file("liste.csv", rows);
    workspace
        .run(&["subscribers", "import", "liste.csv", "--list", "nyt"])
        .code(1)
        .says("liste.csv:2: et anførselstegn i rækken bliver aldrig lukket");
}

#[test]
fn two_workspaces_for_a_trial_never_share_their_subscribers() {
    let workspace = Workspace::new();
    workspace.run(&["init", "a/net"]).success();
    workspace.run(&["init", "b/net"]).success();
    let add = ["-C", "a/net", "subscribers", "add", "anna@example.org", "--source", "x", "--consented", "2026-01-01"];
    workspace.run(&[&add[..], &["--list", "newsletter"]].concat()).success();
    assert_eq!(workspace.run(&["-C", "b/net", "subscribers", "list", "--json"]).json(), serde_json::json!([]));
}

#[test]
fn a_dry_run_keeps_nothing() {
    let workspace = Workspace::new().file("liste.csv", "email\nanna@example.org\n");
    workspace.run(&["subscribers", "import", "liste.csv", "--dry-run"]).success();
    assert_eq!(workspace.run(&["subscribers", "list", "--json"]).json(), serde_json::json!([]));
}

#[test]
fn an_export_opens_in_excel_and_starts_no_formula() {
    let workspace = Workspace::new().file("liste.csv", "email;navn\nanna@example.org;=1+1\n");
    workspace.run(&["subscribers", "import", "liste.csv"]).success();
    workspace.run(&["subscribers", "export", "-o", "ud.csv"]).success();
    let bytes = std::fs::read(workspace.root().join("ud.csv")).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "BOM");
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains(";=") && !text.contains(";\"="), "{text}");
}

#[test]
fn files_from_excel_are_read_whatever_their_letters() {
    let windows = windows_1252("navn;email\r\nSøren Ågård;soeren@example.org\r\n");
    let utf16: Vec<u8> =
        "\u{feff}navn\temail\r\nÆrø\taeroe@example.org\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let workspace = Workspace::new().file("a.csv", windows).file("b.csv", utf16);
    workspace.run(&["subscribers", "import", "a.csv"]).success();
    workspace.run(&["subscribers", "import", "b.csv"]).success();
    workspace.run(&["subscribers", "list"]).success().says("Søren Ågård").says("Ærø");
}

/// Windows-1252, as Excel saves CSV on a Danish machine.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect()
}

#[test]
fn stats_count_each_list() {
    let workspace = Workspace::new().subscribers(3);
    workspace.run(&["subscribers", "remove", "navn1@example.org"]).success();
    let stats = workspace.run(&["subscribers", "stats", "--json"]).json();
    assert_eq!((stats[0]["active"].as_u64(), stats[0]["left"].as_u64()), (Some(2), Some(1)), "{stats}");
}
