//! The archive as a static site: what is in it and what never is, what a rebuild does, what a reader's tools make of it.

use super::workspace::{MEETING, SETTINGS, Workspace, repository};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every file of the archive by its path, as text as far as it is one.
fn archive(workspace: &Workspace) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let root = workspace.root().join("public");
    collect(&root, &root, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
        }
    }
}

const DRAFT: &str = "\
title: Aprilmøde
date: 1. april 2026
intro: Udkast om kvitteringer
log:
  - at: 2026-04-01
    state: held
slides: files/hemmelig.txt
images:
  - file: files/hemmelig.png
    alt: Noget hemmeligt
agenda:
  - title: Første punkt
    about: Vi taler om fremtiden.
    said: Noget om kvitteringer.
    links:
      - text: Et hemmeligt link
        url: https://hemmelig.example.org/
    outputs:
      - suggestion: Kvitteringer til alle
        id: kvitteringer
";

const INTERNAL: &str = "\
title: Møde i Prøvenettet
date: 12. marts 2026
summary: published
formerly: [2026-roskilde]
log:
  - at: 2026-03-12
    state: held
agenda:
  - title: Velkomst
    speakers: [Birthe Holm]
    topics: [Fritagelse]
    said: |
      Birthe Holm bød velkommen. [Talerne](files/taler.txt)
    outputs:
      - Vejledning på biblioteket
      - wish: Kun for netvaerket xylofon
        visibility: network
      - question: Internt om xylofoner
        visibility: internal
  - title: Lukket punkt om xylofon
    visibility: internal
    said: Hemmeligt
    slides: files/hemmelig.txt
";

fn full() -> Workspace {
    Workspace::new()
        .settings("archive_url: https://net.example.org/arkiv/\n")
        .file("registry/topics.yaml", "fritagelse:\n  name: Fritagelse\n  kind: bill\n  about: Hvem kan slippe?\n")
        .file("files/taler.txt", "talen")
        .file("files/hemmelig.txt", "hemmelig")
        .file("files/hemmelig.png", fs::read(repository().join("files/2023-01-12/talerstol.png")).unwrap())
        .meeting("2026-03-12-moede", INTERNAL)
        .meeting("2026-04-01-udkast", DRAFT)
        .file(
            "news/2026-02-01-nyt.yaml",
            "title: Ny pjece\ndate: 2026-02-01\nstate: published\nlead: Pjecen er klar.\ntopics: [Fritagelse]\nsections:\n  - said: Hent den på biblioteket.\n",
        )
        .file(
            "newsletters/brev.yaml",
            "subject: Nyt fra nettet\nstate: published\nitems:\n  - meeting: 2026-04-01-udkast\n    show: whole\n  - news: 2026-02-01-nyt\n",
        )
}

#[test]
fn the_archive_has_a_page_for_each_thing_that_is_out() {
    let workspace = full();
    workspace.run(&["build"]).success().says("sider");
    let files = archive(&workspace);
    for page in [
        "index.html",
        "2026-03-12-moede/index.html",
        "2026-02-01-nyt/index.html",
        "brev/index.html",
        "emner/index.html",
        "emner/fritagelse/index.html",
        "aar/2026/index.html",
        "moeder/index.html",
        "nyheder/index.html",
        "nyhedsbreve/index.html",
        "soeg/index.html",
        "404.html",
        "feed.xml",
        "sitemap.xml",
        "style.css",
        "fonts/plex-sans-400.woff2",
        "files/taler.txt",
    ] {
        assert!(files.contains_key(page), "{page} is missing of {:?}", files.keys());
    }
    let topic = &files["emner/fritagelse/index.html"];
    assert!(topic.contains("href=\"../../2026-03-12-moede/#velkomst\"") && topic.contains("Ny pjece"), "{topic}");
}

#[test]
fn drafts_and_what_is_not_for_everybody_never_reach_the_archive() {
    let workspace = full();
    workspace.run(&["build"]).success();
    for (name, text) in archive(&workspace) {
        for secret in ["vittering", "ylofon", "emmelig", "Udkast om"] {
            assert!(!text.contains(secret) && !name.contains(secret), "{secret} in {name}: {text}");
        }
    }
}

#[test]
fn a_meeting_whose_summary_is_a_draft_is_shown_as_its_agenda() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let page = &files["2026-04-01-udkast/index.html"];
    assert!(page.contains("Dagsorden: Aprilmøde") && page.contains("Vi taler om fremtiden"), "{page}");
    assert!(!page.contains(".ics"), "nobody puts what was into a calendar: {page}");
    let entry = &files["2026-04-01-udkast/2026-04-01-udkast.ics"];
    assert!(entry.contains("DTSTART;VALUE=DATE:20260401\r\n"), "{entry}");
    assert!(!files["feed.xml"].contains("2026-04-01-udkast"), "a feed tells of what is out");
    assert!(!files["brev/index.html"].contains("Aprilmøde"), "an issue tells of what is out");
    assert!(!files.contains_key("2026-03-12-moede/2026-03-12-moede.ics"));
    assert!(!files.contains_key("moeder.ics"), "nothing is to come");
}

#[test]
fn the_meetings_to_come_are_one_calendar() {
    let meeting = |date: &str, state: &str| format!("title: Møde i nettet\ndate: {date}\nlog:\n  - state: {state}\n");
    let workspace = Workspace::new()
        .meeting("2098-b", &meeting("2098-03-12", "planned"))
        .meeting("2098-a", &meeting("2098-02-12", "moved"))
        .meeting("2098-c", &meeting("2098-04-12", "cancelled"));
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let calendar = &files["moeder.ics"];
    let ids: Vec<&str> = calendar.lines().filter_map(|line| line.strip_prefix("UID:")).collect();
    assert_eq!(ids, ["2098-a@proevenet", "2098-b@proevenet", "2098-c@proevenet"]);
    let stands: Vec<&str> = calendar.lines().filter_map(|line| line.strip_prefix("STATUS:")).collect();
    assert_eq!(stands, ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
    assert!(files["index.html"].contains("moeder.ics"));
    assert!(files["2098-c/index.html"].contains("Mødet er aflyst"));
}

#[test]
fn every_link_of_the_archive_leads_somewhere() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let mut checked = 0;
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".html") && *name != "404.html") {
        let folder = Path::new(name).parent().unwrap();
        for link in text.split("href=\"").skip(1).chain(text.split("src=\"").skip(1)) {
            let link = link.split('"').next().unwrap();
            if link.contains(':') {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = path.split('?').next().unwrap();
            let mut target = folder.to_path_buf();
            for step in path.split('/') {
                match step {
                    ".." => assert!(target.pop(), "{link} of {name} climbs out"),
                    "" | "." => {}
                    step => target.push(step),
                }
            }
            let mut target = target.to_string_lossy().into_owned();
            if path.is_empty() {
                target = name.clone();
            } else if path.ends_with('/') {
                target = Path::new(&target).join("index.html").to_string_lossy().into_owned();
            }
            let page = files.get(&target).unwrap_or_else(|| panic!("{link} of {name} leads to no {target}"));
            assert!(anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")), "{link} of {name}");
            checked += 1;
        }
    }
    assert!(checked > 100, "only {checked} links");
}

#[test]
fn an_earlier_address_leads_on() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let moved = &archive(&workspace)["2026-roskilde/index.html"];
    assert!(moved.contains("content=\"0; url=../2026-03-12-moede/\"") && moved.contains("noindex"), "{moved}");
}

#[test]
fn the_same_records_give_the_same_bytes_and_a_rebuild_writes_nothing() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let first = archive(&workspace);
    workspace.run(&["build"]).success().says("0 filer skrevet");
    assert_eq!(archive(&workspace), first);
    workspace.run(&["build", "-o", "igen"]).success();
    fs::remove_dir_all(workspace.root().join("public")).unwrap();
    fs::rename(workspace.root().join("igen"), workspace.root().join("public")).unwrap();
    assert_eq!(archive(&workspace), first);
}

#[test]
fn a_record_that_changes_is_written_anew_and_one_that_goes_is_taken_away() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let files_before = archive(&workspace).len() as u64;
    workspace.write("meetings/2026-03-12-moede.yaml", INTERNAL.replace("bød velkommen", "sagde goddag"));
    fs::remove_file(workspace.root().join("newsletters/brev.yaml")).unwrap();
    let built = workspace.run(&["build", "--json"]).success().json();
    assert!(built["written"].as_u64() < Some(files_before) && built["removed"].as_u64() >= Some(1), "{built}");
    let files = archive(&workspace);
    assert!(files["2026-03-12-moede/index.html"].contains("sagde goddag"));
    assert!(!files.contains_key("brev/index.html"));
}

#[test]
fn an_error_in_a_record_leaves_the_old_archive_as_it_stood() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let before = archive(&workspace);
    workspace.write("meetings/2026-05-01-forkert.yaml", "title: Forkert\ndate: 31. april 2026\n");
    workspace.run(&["build"]).code(1).says("2026-05-01-forkert.yaml").says("byg igen");
    assert_eq!(archive(&workspace), before);
}

#[test]
fn somebody_else_s_files_stay() {
    let workspace = full();
    workspace.write("public/index.html", "en andens forside");
    workspace.write("public/noter/mine.txt", "mine noter");
    workspace.run(&["build"]).code(1).says("public/index.html").says("-o");
    assert_eq!(workspace.read("public/index.html"), "en andens forside");
    fs::remove_file(workspace.root().join("public/index.html")).unwrap();
    workspace.run(&["build"]).success();
    workspace.run(&["build"]).success();
    assert_eq!(workspace.read("public/noter/mine.txt"), "mine noter");
}

#[test]
fn the_network_s_own_folders_are_no_place_for_the_archive() {
    let workspace = full();
    for folder in [".", "meetings", "files/arkiv", "..", "../data", ".git", ".github/pages", "ud/.skjult"] {
        let before = workspace.everything();
        workspace.run(&["build", "-o", folder]).code(1).says("-o public");
        assert!(workspace.everything() == before, "{folder}");
    }
}

#[test]
fn a_link_to_what_is_not_for_others_is_refused() {
    let linking = MEETING.replace("bød velkommen.", "bød velkommen. [Alle personer](registry/people.yaml)");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &linking);
    workspace.run(&["build"]).code(1).says("registry/people.yaml").says("files");
    assert!(!workspace.root().join("public/index.html").exists());
}

/// A meeting with one text.
fn saying(text: &str) -> String {
    MEETING.replace("bød velkommen.", &format!("bød velkommen. {text}"))
}

#[test]
fn only_what_lies_in_files_goes_out_however_its_path_is_written() {
    let own =
        ["./opsamling.yaml", "././registry/people.yaml", "meetings//2026-03-12-moede.yaml", ".env", ".git/config"];
    for file in own.into_iter().chain(["budget.txt", "files/.htaccess", ".opsamling/contents"]) {
        let workspace = Workspace::new()
            .file(".env", "hemmeligt")
            .file(".git/config", "hemmeligt")
            .file("budget.txt", "hemmeligt")
            .file("files/.htaccess", "hemmeligt")
            .file(".opsamling/contents", "hemmeligt")
            .meeting("2026-03-12-moede", &saying(&format!("[En fil]({file})")));
        workspace.run(&["build"]).code(1).says("ikke er for andre").says("mappen files");
        assert!(!workspace.root().join("public").exists(), "{file}");
        let slides = MEETING.replace("agenda:", &format!("slides: {file}\nagenda:"));
        workspace.write("meetings/2026-03-12-moede.yaml", slides);
        workspace.run(&["build"]).code(1).says("ikke er for andre");
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_files_does_not_lead_to_what_is_not_for_others() {
    let workspace = Workspace::new().meeting("2026-03-12-moede", &saying("[En fil](files/x.txt)"));
    fs::create_dir_all(workspace.root().join("files")).unwrap();
    std::os::unix::fs::symlink("../registry/people.yaml", workspace.root().join("files/x.txt")).unwrap();
    workspace.run(&["build"]).code(1).says("files/x.txt").says("ikke er for andre");
}

#[test]
fn a_file_that_is_named_in_two_ways_is_one_file() {
    let workspace = Workspace::new()
        .file("files/a.txt", "talen")
        .file("registry/materials.yaml", "a:\n  title: Pjecen\n  kind: leaflet\n  file: ./files//a.txt\n")
        .meeting(
            "2026-03-12-moede",
            &saying("[Talen](files/a.txt) og [igen](./files//a.txt?x#side)\n    materials: [a]"),
        );
    workspace.run(&["build"]).success();
    let page = &archive(&workspace)["2026-03-12-moede/index.html"];
    assert_eq!(page.matches("href=\"../files/a.txt\"").count(), 2, "{page}");
    assert!(page.contains("href=\"../files/a.txt?x#side\"") && page.contains("(txt, "), "{page}");
}

#[test]
#[cfg(unix)]
fn the_original_of_a_file_is_never_taken_away() {
    let workspace = full();
    fs::create_dir(workspace.root().join("public")).unwrap();
    std::os::unix::fs::symlink("../files", workspace.root().join("public/files")).unwrap();
    workspace.run(&["build"]).code(1).says("public/files");
    workspace.write("meetings/2026-03-12-moede.yaml", INTERNAL.replace("[Talerne](files/taler.txt)", ""));
    workspace.run(&["build"]).success();
    assert_eq!(workspace.read("files/taler.txt"), "talen");
}

#[test]
fn a_page_that_somebody_has_changed_and_that_is_taken_back_is_told_of() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let page = workspace.read("public/2026-02-01-nyt/index.html");
    workspace.write("public/2026-02-01-nyt/index.html", page + " ");
    let article = workspace.read("news/2026-02-01-nyt.yaml").replace("state: published", "state: draft");
    workspace.write("news/2026-02-01-nyt.yaml", article);
    workspace.run(&["build"]).success().says("2026-02-01-nyt/index.html").says("Slet den selv");
    let built = workspace.run(&["build", "--json"]).success().json();
    assert_eq!(built["kept"], serde_json::json!(["2026-02-01-nyt/index.html"]));
    fs::remove_file(workspace.root().join("public/2026-02-01-nyt/index.html")).unwrap();
    workspace.run(&["build"]).success().never_says("Slet den selv");
}

#[test]
fn what_a_camera_wrote_beside_a_picture_does_not_go_out_with_it() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff\x21\xfe\x06GPS 55\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    let workspace =
        Workspace::new().file("files/a.gif", gif).meeting("2026-03-12-moede", &saying("[En tegning](files/a.gif)"));
    workspace.run(&["build"]).success();
    let drawn = fs::read(workspace.root().join("public/files/a.gif")).unwrap();
    assert_eq!(drawn.len(), gif.len() - 10);
}

#[test]
fn a_build_on_trial_writes_nothing_and_says_so() {
    let workspace = full();
    workspace.run(&["build", "--dry-run"]).success().says("ville få").says("ikke skrevet noget");
    assert!(!workspace.root().join("public").exists());
    let workspace = full().meeting("emner", MEETING);
    for arguments in [&["build", "--dry-run"][..], &["build"]] {
        workspace.run(arguments).code(1).says("meetings/emner.yaml").says("id-reserved");
        assert!(!workspace.root().join("public").exists());
    }
}

#[test]
#[cfg(unix)]
fn a_folder_is_where_the_disk_says_it_is() {
    let workspace = full();
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("deep")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("deep"), workspace.root().join("l")).unwrap();
    workspace.run(&["build", "-o", "l/../arkiv"]).success();
    assert!(outside.path().join("arkiv/index.html").is_file() && !workspace.root().join("arkiv").exists());
    std::os::unix::fs::symlink(workspace.root().join("meetings"), outside.path().join("deep/m")).unwrap();
    workspace.run(&["build", "-o", "l/m"]).code(1).says("-o public");
}

#[test]
fn without_an_address_there_is_no_feed_and_all_links_still_hold() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(!files.contains_key("feed.xml") && !files.contains_key("sitemap.xml"));
    assert!(!files["index.html"].contains("feed.xml"));
}

#[test]
fn a_page_of_people_is_made_only_where_the_workspace_asks_for_them() {
    let workspace = full();
    workspace.run(&["build"]).success();
    assert!(!archive(&workspace).contains_key("personer/birthe-holm/index.html"));
    workspace.write("opsamling.yaml", format!("{SETTINGS}people_pages: true\n"));
    let people = workspace.read("registry/people.yaml");
    workspace.write("registry/people.yaml", people + "bo-lukket:\n  name: Bo Lukket\n");
    workspace.write("meetings/2026-03-12-moede.yaml", INTERNAL.replace("said: Hemmeligt", "speakers: [Bo Lukket]"));
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(files["personer/birthe-holm/index.html"].contains("Velkomst"));
    assert!(files["2026-03-12-moede/index.html"].contains("<a href=\"../personer/birthe-holm/\">Birthe Holm</a>"));
    assert!(files.iter().all(|(name, text)| !name.contains("bo-lukket") && !text.contains("bo-lukket")));
}

#[test]
fn a_topic_has_a_page_when_something_is_out_of_it() {
    let topics = full().read("registry/topics.yaml");
    let workspace =
        full().file("registry/topics.yaml", topics + "hemmeligt:\n  name: Loven\n  about: Endnu fortrolig\n");
    let internal = INTERNAL.replace("    said: Hemmeligt", "    topics: [Loven]");
    workspace.write("meetings/2026-03-12-moede.yaml", internal);
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(files.values().all(|text| !text.contains("fortrolig") && !text.contains("emner/hemmeligt")));
    let summary = &files["2026-03-12-moede/index.html"];
    assert!(summary.contains("<a href=\"../emner/fritagelse/\">Alt om Fritagelse gennem årene</a>"), "{summary}");
}

#[test]
fn the_link_of_an_online_meeting_is_for_those_who_are_called() {
    let meeting = "title: Møde i nettet\ndate: 2098-03-12\nonline: https://moede.example.org/123\n";
    let workspace = Workspace::new().meeting("2098-a", meeting);
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(files.values().all(|text| !text.contains("moede.example.org")));
    for file in ["2098-a/index.html", "2098-a/2098-a.ics", "moeder.ics"] {
        assert!(files[file].replace("\r\n ", "").contains("Man kan være med på nettet"), "{file}: {}", files[file]);
    }
    workspace.run(&["render", "2098-a", "--as", "agenda"]).success().says("https://moede.example.org/123");
}

#[test]
fn a_meeting_to_come_that_is_called_off_or_put_off_is_among_those_to_come_and_says_so() {
    let meeting =
        |state: &str| format!("title: Møde {state}\ndate: 2098-04-12\ntime: 13-15\nlog:\n  - state: {state}\n");
    let workspace =
        Workspace::with_meeting().meeting("2098-c", &meeting("cancelled")).meeting("2098-p", &meeting("postponed"));
    let planned = format!("{}formerly: [2098-gammel]\n", meeting("planned"));
    let workspace = workspace.meeting("2098-a", &planned).meeting("2020-b", "title: Møde\ndate: 2020-04-12\n");
    workspace.run(&["build"]).success();
    let page = archive(&workspace)["moeder/index.html"].replace('\u{a0}', " ");
    let (ahead, behind) = page.split_once("Tidligere møder").unwrap();
    assert!(!behind.contains("2098-") && behind.contains("2026-03-12-moede"), "{behind}");
    let (cancelled, postponed) = ahead.split_once("2098-p").unwrap();
    assert!(cancelled.contains("Mødet er aflyst") && cancelled.contains("12. april 2098"), "{cancelled}");
    assert!(postponed.contains("Mødet er udsat"), "{postponed}");
    // Of one that is put off nobody knows the day.
    assert!(!postponed.contains("datetime=\"2098") && !postponed.contains("13.00-15.00"), "{postponed}");
    let front = archive(&workspace)["index.html"].clone();
    assert!(front.contains("Mødet er aflyst") && front.contains("Mødet er udsat"), "{front}");
    // Nobody puts a meeting into a calendar that is not to be, or was.
    for (id, has) in [("2098-a", true), ("2098-c", false), ("2098-p", false), ("2020-b", false)] {
        let entry = archive(&workspace)[&format!("{id}/index.html")].contains("Hent mødet til din kalender");
        assert_eq!(entry, has, "{id}");
    }
    assert!(archive(&workspace)["2098-gammel/index.html"].contains(">Dagsorden for møde planned"));
}

#[test]
fn nobody_is_asked_to_a_meeting_that_is_off() {
    let meeting = |more: &str| {
        format!(
            "title: Møde\ndate: 2098-04-12\nonline: https://moede.example.org/\nseats: 40\nreply_by: 2098-04-01\nlog:\n  - state: {more}\n"
        )
    };
    let workspace = Workspace::with_meeting()
        .settings("archive_url: https://net.example.org/\n")
        .meeting("2098-c", &meeting("cancelled\n    reason: Hvem kunne vide det?"))
        .meeting("2098-m", &meeting("moved\n    was: 2098-04-12"))
        .meeting("2098-a", &meeting("planned"))
        .meeting(
            "2026-03-12-b",
            &MEETING.replace("state: held", "state: cancelled").replace("title: Møde", "title: Aflyst"),
        );
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    for (id, asked) in [("2098-a", true), ("2098-m", true), ("2098-c", false)] {
        for page in [format!("{id}/index.html"), format!("{id}/{id}.ics")] {
            let text = files[&page].replace("\r\n ", "");
            assert_eq!(text.contains("Svar senest"), asked, "{page}: {text}");
            assert_eq!(text.contains("Man kan være med på nettet"), asked, "{page}: {text}");
        }
    }
    assert!(files["2098-c/index.html"].contains("Årsag: Hvem kunne vide det?</p>"), "{}", files["2098-c/index.html"]);
    // A day that it is still on is no other day.
    assert!(!files["2098-m/index.html"].contains("Det var planlagt"));
    workspace.write("opsamling.yaml", SETTINGS.replace("  email:", "  phone: 12 34 56 78\n  email:"));
    let poster = workspace.run(&["render", "2026-03-12-b", "--as", "poster"]).success();
    poster.says("Aflyst møde").never_says("Det talte vi om").never_says("Velkomst");
}

#[test]
fn a_meeting_that_is_not_for_everybody_is_nowhere_in_the_archive() {
    for visibility in ["internal", "network"] {
        let meeting =
            format!("title: Fortroligt\ndate: 2098-04-12\nvisibility: {visibility}\nformerly: [2098-gammel]\n");
        let held = format!("{MEETING}visibility: {visibility}\n");
        let workspace = Workspace::with_meeting().meeting("2098-a", &meeting).meeting("2026-03-12-b", &held);
        workspace.run(&["check"]).success();
        workspace.run(&["build"]).success();
        let files = archive(&workspace);
        assert!(files.keys().all(|path| !path.contains("2098") && !path.contains("2026-03-12-b")), "{files:?}");
        assert!(files.values().all(|text| !text.contains("Fortroligt") && !text.contains("2026-03-12-b")));
        workspace.run(&["list"]).success().says(if visibility == "internal" {
            "kun for jer"
        } else {
            "kun for netværket"
        });
    }
}

#[test]
fn a_trial_fails_where_the_build_would() {
    let workspace = Workspace::with_meeting().file("templates/archive/front.html", "{{ front.nothing }}");
    workspace.run(&["build", "--dry-run"]).code(1).says("templates/archive/front.html");
    workspace.run(&["check"]).code(1).says("--> templates/archive/front.html:1");
    let workspace = Workspace::with_meeting().file("public/index.html", "somebody else's");
    workspace.run(&["build", "--dry-run"]).code(1).says("public/index.html");
    let workspace = Workspace::with_meeting();
    workspace.run(&["build"]).success();
    let before = workspace.everything();
    let text = workspace.read("meetings/2026-03-12-moede.yaml");
    fs::remove_file(workspace.root().join("meetings/2026-03-12-moede.yaml")).unwrap();
    let after = workspace.everything();
    let told = workspace.run(&["build", "--dry-run", "--json"]).success().json();
    assert!(told["removed"].as_u64().unwrap() > 0 && told["written"].as_u64().unwrap() > 0, "{told}");
    assert_eq!(workspace.everything(), after);
    workspace.write("meetings/2026-03-12-moede.yaml", text);
    assert_eq!(workspace.everything(), before);
    let told = workspace.run(&["build", "--dry-run", "--json"]).success().json();
    assert_eq!((&told["written"], &told["removed"]), (&0.into(), &0.into()), "{told}");
}

#[test]
fn a_folder_that_is_named_is_one_of_where_the_person_stands() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["-C", "meetings", "build", "-o", "../ude"]).success();
    assert!(workspace.root().join("ude/index.html").exists());
    workspace.run(&["-C", "meetings", "build"]).success();
    assert!(workspace.root().join("public/index.html").exists());
}

#[test]
fn whatever_is_made_of_a_meeting_that_is_not_held_as_it_was_called_says_so() {
    let workspace = Workspace::with_meeting()
        .meeting(
            "2098-c",
            "title: Møde\ndate: 2098-04-12\nlog:\n  - state: cancelled\n    reason: Sneen lukkede vejene\n",
        )
        .meeting("2098-p", "title: Møde\ndate: 2098-05-12\nlog:\n  - state: postponed\n    was: april 2098\n");
    for document in ["summary", "agenda", "spoken"] {
        let formats: &[&str] = if document == "spoken" { &["txt"] } else { &["html", "fragment", "txt", "md"] };
        for format in formats {
            let said = |id| {
                let said = workspace.run(&["render", id, "--as", document, "--format", format]).success().out;
                said.replace(['\u{a0}', '\n'], " ")
            };
            let (cancelled, moved) = (said("2098-c"), said("2098-p"));
            assert!(
                cancelled.contains("Mødet er aflyst.") && cancelled.contains("Sneen lukkede vejene"),
                "{cancelled}"
            );
            // What was put off and has another day is moved to that.
            assert!(moved.contains("Mødet er flyttet til mandag den") && moved.contains("til april"), "{moved}");
            assert!(!moved.contains("Mødet er udsat") && !moved.contains("Først planlagt"), "{moved}");
        }
    }
}

#[test]
fn a_record_that_is_called_something_else_is_the_same_to_machines() {
    let workspace = full().meeting("2098-a", "title: Møde\ndate: 2098-03-12\n");
    workspace.run(&["build"]).success();
    let before = archive(&workspace);
    let rename = |folder: &str, from: &str, to: &str| {
        let record = workspace.read(&format!("{folder}/{from}.yaml"));
        fs::remove_file(workspace.root().join(format!("{folder}/{from}.yaml"))).unwrap();
        workspace.write(&format!("{folder}/{to}.yaml"), format!("{record}formerly: [{from}]\n"));
    };
    rename("news", "2026-02-01-nyt", "2026-02-01-pjece");
    rename("meetings", "2098-a", "2098-b");
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let ids = |feed: &str| feed.lines().filter(|line| line.contains("<id>")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids(&before["feed.xml"]), ids(&files["feed.xml"]));
    assert!(files["feed.xml"].contains("href=\"https://net.example.org/arkiv/2026-02-01-pjece/\""));
    assert!(files["moeder.ics"].contains("UID:2098-a@proevenet\r\n"), "{}", files["moeder.ics"]);
}

#[test]
fn no_day_that_a_machine_reads_is_still_to_come() {
    let workspace = full().meeting("2098-a", "title: Møde\ndate: 2098-03-12\n").settings("language: da\n");
    let settings = workspace.read("opsamling.yaml").replace("/arkiv/", "/");
    workspace.write("opsamling.yaml", settings);
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(files["sitemap.xml"].contains("/2098-a/</loc></url>"), "{}", files["sitemap.xml"]);
    assert!(files["sitemap.xml"].contains("<lastmod>2026-02-01</lastmod>"));
    assert!(files["moeder.ics"].contains("DTSTAMP:19700101T000000Z\r\n"), "{}", files["moeder.ics"]);
    assert!(files["robots.txt"].ends_with("Sitemap: https://net.example.org/sitemap.xml\n"));
    assert!(
        !archive(&{
            let below = full();
            below.run(&["build"]).success();
            below
        })
        .contains_key("robots.txt")
    );
}

#[test]
fn an_article_is_out_from_its_own_day() {
    let article = full()
        .read("news/2026-02-01-nyt.yaml")
        .replace("2026-02-01", "2098-02-01")
        .replace("Ny pjece", "Fra i overmorgen");
    let workspace = full().file("news/2098-02-01-embargo.yaml", article);
    workspace.run(&["build"]).success();
    assert!(archive(&workspace).iter().all(|(name, text)| !name.contains("embargo") && !text.contains("overmorgen")));
}

#[test]
fn an_issue_without_a_day_is_found_among_the_rest() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(files["aar/2026/index.html"].contains("href=\"../../brev/\""), "{}", files["aar/2026/index.html"]);
    assert!(files["feed.xml"].contains("/arkiv/brev/"));
}

#[test]
fn what_another_system_publishes_is_found_there() {
    let article = full().read("news/2026-02-01-nyt.yaml") + "published_at: https://styrelse.example.org/nyt\n";
    let workspace = full().file("news/2026-02-01-nyt.yaml", article);
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(
        files["search/pages/0.js"].contains("[\"https://styrelse.example.org/nyt\",\"Ny pjece\""),
        "{}",
        files["search/pages/0.js"]
    );
    assert!(files["nyheder/index.html"].contains("href=\"https://styrelse.example.org/nyt\""));
}

#[test]
fn the_search_knows_which_parts_its_index_has() {
    let workspace = full();
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let parts: Vec<&str> =
        files.keys().filter_map(|name| name.strip_prefix("search/terms/")?.strip_suffix(".js")).collect();
    assert_eq!(files["search/terms.js"], format!("opsamling(\"terms\",{})\n", serde_json::json!(parts)));
}

#[test]
fn words_in_another_language_are_marked_as_such() {
    let english = "title: Meeting of the network\ndate: 2098-03-12\nlanguage: en\nformerly: [gammelt]\n";
    let workspace = full().meeting("2098-en", english);
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    assert!(
        files["2098-en/index.html"].contains("<html lang=\"en\"")
            && files["2098-en/index.html"].contains("<nav aria-label=\"Arkivets dele\" lang=\"da\">")
    );
    assert!(files["index.html"].contains("<div lang=\"en\">\n<p class=\"when\">"), "{}", files["index.html"]);
    assert!(files["gammelt/index.html"].contains("<a href=\"../2098-en/\" lang=\"en\">"));
    assert!(files["search/pages/0.js"].contains(",\"en\"]"));
    assert!(!files["2026-03-12-moede/index.html"].contains("aria-label=\"Arkivets dele\" lang"));
}

#[test]
fn a_link_to_a_calendar_says_what_it_is_and_how_large() {
    let workspace = full().meeting("2098-a", "title: Møde\ndate: 2098-03-12\n");
    workspace.run(&["build"]).success();
    let files = archive(&workspace);
    let note = |page: &str, calendar: &str| {
        let size = files[calendar].len();
        assert!(size < 1000);
        let after = files[page].split_once(calendar.rsplit('/').next().unwrap()).unwrap().1;
        assert!(after.replace('\u{a0}', " ").lines().next().unwrap().contains("(ics, "), "{after}");
    };
    note("index.html", "moeder.ics");
    note("moeder/index.html", "moeder.ics");
    note("2098-a/index.html", "2098-a/2098-a.ics");
}

#[test]
fn a_reader_of_feeds_reads_the_feed() {
    const READER: &str = "\
import feedparser, json, sys
feed = feedparser.parse(sys.argv[1])
assert not feed.bozo, feed.get('bozo_exception')
print(json.dumps([feed.version, feed.feed.title, [[it.id, it.link, it.title, it.updated] for it in feed.entries]]))
";
    let workspace = full();
    workspace.run(&["build"]).success();
    let feed = workspace.root().join("public/feed.xml");
    let ran = Command::new("/usr/bin/python3").args(["-c", READER]).arg(feed).output().expect("python3 starts");
    let error = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "python3-feedparser (tests/run installs it): {error}");
    let seen: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let entry = |id: &str, page: &str, title: &str, day: &str| {
        let url = |id: &str| format!("https://net.example.org/arkiv/{id}/");
        serde_json::json!([url(id), url(page), title, format!("{day}T00:00:00+00:00")])
    };
    let title = "Opsamling fra møde i Prøvenettet den 12.\u{a0}marts 2026";
    let entries = [
        entry("2026-roskilde", "2026-03-12-moede", title, "2026-03-12"),
        entry("2026-02-01-nyt", "2026-02-01-nyt", "Ny pjece", "2026-02-01"),
        // Of what it brings, the draft does not count.
        entry("brev", "brev", "Nyt fra nettet", "2026-02-01"),
    ];
    assert_eq!(seen, serde_json::json!(["atom10", "Prøvenettet", entries]));
}

#[test]
fn a_drawing_with_a_script_is_not_published() {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let workspace = Workspace::new()
        .file("files/logo.svg", drawing)
        .meeting("2026-03-12-moede", &saying("[Logoet](files/logo.svg)"));
    workspace.run(&["build"]).code(1).says("files/logo.svg").says("pdf").says("png");
    assert!(!workspace.root().join("public").exists());
}

#[test]
fn a_file_that_the_front_page_links_to_goes_along() {
    let workspace = full().settings("about: Vi er et net. [Talen](files/taler.txt) er her.\n");
    workspace.run(&["build"]).success();
    assert!(archive(&workspace)["index.html"].contains("href=\"files/taler.txt\""));
}

#[test]
fn an_empty_workspace_has_an_archive_too() {
    let workspace = Workspace::new();
    workspace.run(&["build"]).success();
    assert!(archive(&workspace)["index.html"].contains("Prøvenettet"));
}

#[test]
fn a_sign_that_xml_has_no_place_for_leaves_the_feed_readable() {
    let article =
        "title: \"Nyt\\uFFFE om noget\"\ndate: 2026-01-01\nstate: published\nlead: Her er noget nyt.\nsections: []\n";
    let workspace = full().file("news/2026-01-01-nyt.yaml", article);
    workspace.run(&["build"]).success();
    let feed = &archive(&workspace)["feed.xml"];
    assert!(feed.contains("Nyt om noget"), "{feed}");
}
