//! `merge`: what a chief changed in Word comes back into the record, one change at a time, and nothing unasked.

use super::workspace::{MEETING, Ran, Workspace, repository};
use serde_json::{Value, json};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const ID: &str = "2026-03-12-moede";
const FILE: &str = "meetings/2026-03-12-moede.yaml";

/// A meeting with everything that a field can hold.
const RICH: &str = "\
# Et møde om alt.
title: Møde i Prøvenettet
date: 12. marts 2026
summary: draft
log:
  - at: 2026-03-12
    state: held
intro: |
  Netværket mødtes den 12. marts kl. 13.00, og 95 pct. af medlemmerne var med.
  Det var **mange**, og _alle_ talte.

agenda:
  - title: Velkomst   # kort
    id: velkomst
    speakers: [Birthe Holm]
    said: |
      Birthe Holm bød [velkommen](https://example.org/velkommen?a=1&b=2) og sagde `hej`.\\
      Så gik hun.

      * Første punkt
      * Andet punkt
        - Under det
        - Og mere
      * Tredje punkt

        Med et afsnit til.

      3. tre
      4. fire

      > Et citat
      > på to linjer

          kode her

      R&D er \\*vigtig\\*, se <https://example.org/rd>.
    workshop: Hvad gør vi nu?
    outputs:
      - Vejledning på biblioteket (bord 3, 12 stemmer)
      - \"Spørgsmål: Må en pårørende hjælpe?\"
      - action: Undersøge adgang
        owner: Prøvestyrelsen
        due: 1. maj 2026
  - title: Status
    said: |
      Over 4,9 mio. borgere bruger den nu.

      Det er godt.
";

fn rich() -> Workspace {
    Workspace::new().meeting(ID, RICH)
}

/// The document of a record, as it is sent out.
fn sent(workspace: &Workspace, id: &str) -> PathBuf {
    let name = format!("{id}.docx");
    workspace.run(&["render", id, "--format", "docx", "-o", &name]).success();
    workspace.root().join(name)
}

/// The parts of a document, by name.
fn parts(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let count = archive.len();
    (0..count)
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn pack(file: &Path, parts: &[(String, Vec<u8>)]) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    fs::write(file, archive.finish().unwrap().into_inner()).unwrap();
}

/// Changes a part of a document as text.
fn edit(file: &Path, part: &str, change: impl Fn(String) -> String) {
    let mut parts = parts(file);
    let found = parts.iter_mut().find(|(name, _)| name == part).unwrap_or_else(|| panic!("no {part}"));
    found.1 = change(String::from_utf8(found.1.clone()).unwrap()).into_bytes();
    pack(file, &parts);
}

/// Changes the text of a document: each pair is what stands there once, and what comes in its place.
fn retype(file: &Path, changes: &[(&str, &str)]) {
    edit(file, "word/document.xml", |mut text| {
        for (from, to) in changes {
            assert_eq!(text.matches(from).count(), 1, "{from:?} in {text}");
            text = text.replace(from, to);
        }
        text
    });
}

/// A meeting's document in which these were changed, in the workspace.
fn returned(workspace: &Workspace, changes: &[(&str, &str)]) -> PathBuf {
    let file = sent(workspace, ID);
    retype(&file, changes);
    file
}

fn merge(workspace: &Workspace, more: &[&str]) -> Ran {
    let file = format!("{ID}.docx");
    workspace.run(&[&["merge", ID, file.as_str()], more].concat())
}

fn found(workspace: &Workspace) -> Value {
    merge(workspace, &["--json"]).success().json()
}

/// What the file of the meeting is once these are taken: the words that go, and those that come.
#[track_caller]
fn takes(workspace: &Workspace, take: &str, from: &str, to: &str) {
    let before = workspace.read(FILE);
    assert_eq!(before.matches(from).count(), 1, "{from:?}");
    merge(workspace, &["--take", take]).success();
    assert_eq!(workspace.read(FILE), before.replace(from, to));
}

fn is_untouched(found: &Value) {
    for what in ["changes", "comments", "left_out"] {
        assert_eq!(found[what], json!([]), "{found}");
    }
}

/// Runs, as Word writes them.
fn run(text: &str) -> String {
    format!("<w:r w:rsidR=\"00A1\"><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn inserted(text: &str) -> String {
    format!("<w:ins w:id=\"901\" w:author=\"Karen Dam\" w:date=\"2026-03-14T09:30:00Z\">{}</w:ins>", run(text))
}

fn deleted(text: &str) -> String {
    let text = run(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ");
    format!("<w:del w:id=\"902\" w:author=\"Karen Dam\" w:date=\"2026-03-14T09:30:00Z\">{text}</w:del>")
}

#[test]
fn a_document_that_nobody_touched_has_no_change() {
    let workspace = Workspace::of_the_repository();
    let mut records = 0;
    for folder in ["meetings", "news", "newsletters"] {
        for entry in fs::read_dir(repository().join(folder)).unwrap() {
            let id = entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned();
            let file = sent(&workspace, &id);
            is_untouched(&workspace.run(&["merge", &id, file.to_str().unwrap(), "--json"]).success().json());
            records += 1;
        }
    }
    assert!(records >= 3, "{records}");
    let rich = rich();
    sent(&rich, ID);
    is_untouched(&found(&rich));
}

#[test]
fn a_document_that_libreoffice_saved_has_no_change() {
    let repository = Workspace::of_the_repository();
    let rich = rich();
    let whole = repository.read("newsletters/nyhedsbrev-2023-01.yaml").replacen("show: teaser", "show: whole", 1);
    repository.write("newsletters/hele.yaml", whole);
    let cases = [
        (&repository, "2023-01-12-aeldre-sagen"),
        (&repository, "2022-02-09-netvaerk-nytter"),
        (&repository, "nyhedsbrev-2023-01"),
        (&repository, "hele"),
        (&rich, ID),
    ];
    for (workspace, id) in cases {
        let file = sent(workspace, id);
        let folder = tempfile::tempdir().unwrap();
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        let output = Command::new("/usr/bin/soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
            .args([folder.path(), &file])
            .output()
            .expect("LibreOffice starts (libreoffice-writer-nogui: tests/run installs it)");
        let saved = folder.path().join(file.file_name().unwrap());
        assert!(saved.exists(), "{}", String::from_utf8_lossy(&output.stderr));
        is_untouched(&workspace.run(&["merge", id, saved.to_str().unwrap(), "--json"]).success().json());
        // What names the record outlives it too.
        workspace.write("meetings/2026-01-01-andet.yaml", MEETING);
        workspace.run(&["merge", "2026-01-01", saved.to_str().unwrap()]).code(1).says(id);
        fs::remove_file(workspace.root().join("meetings/2026-01-01-andet.yaml")).unwrap();
    }
}

#[test]
fn a_document_of_another_kind_is_refused() {
    let workspace = rich();
    let before = workspace.read(FILE);
    for kind in ["agenda", "large-print"] {
        workspace.run(&["render", ID, "--as", kind, "--format", "docx", "-o", "andet.docx"]).success();
        let ran = workspace.run(&["merge", ID, "andet.docx", "--take", "all"]);
        ran.code(1).says(&format!("--as {kind}")).says("--format docx");
    }
    assert_eq!(workspace.read(FILE), before);
}

#[test]
fn a_word_typed_over_is_one_change_and_leaves_every_other_byte() {
    let workspace = rich();
    returned(&workspace, &[("Det er godt.", "Det er rigtig godt.")]);
    let before = workspace.everything();
    merge(&workspace, &[]).success().says("Status").says("{+rigtig +}").says("skrevet direkte").says("--take all");
    assert_eq!(workspace.everything(), before, "nothing changes unasked");
    let found = found(&workspace);
    assert_eq!(
        found["changes"],
        json!([{
            "number": 1, "field": "agenda[1].said", "section": "Status", "was": "Det er godt.",
            "now": "Det er rigtig godt.", "author": null, "date": null, "tracked": false, "conflict": false,
        }])
    );
    merge(&workspace, &["--take", "all", "--dry-run"]).success().says("ville komme med");
    assert_eq!(workspace.everything(), before);
    takes(&workspace, "1", "Det er godt.", "Det er rigtig godt.");
    is_untouched_but_for_conflicts(&workspace);
}

/// Once a change is taken, the document says what the record does.
fn is_untouched_but_for_conflicts(workspace: &Workspace) {
    is_untouched(&found(workspace));
}

#[test]
fn tracked_changes_are_changes_with_their_author_and_day() {
    let workspace = rich();
    let words = "<w:r><w:t xml:space=\"preserve\">Over 4,9 mio. borgere bruger den nu.</w:t></w:r>";
    let tracked = [
        "<w:proofErr w:type=\"spellStart\"/>",
        &run("Ov"),
        &run("er "),
        &deleted("4,9"),
        &inserted("5"),
        "<w:smartTag w:uri=\"x\" w:element=\"y\">",
        &run(" mio. borgere "),
        "</w:smartTag>",
        &run("bruger den nu"),
        &inserted(" hver dag"),
        &run("."),
    ]
    .concat();
    returned(&workspace, &[(words, &tracked)]);
    let found = found(&workspace);
    let changes = found["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2, "{found}");
    for change in changes {
        assert_eq!((&change["author"], &change["tracked"]), (&json!("Karen Dam"), &json!(true)), "{change}");
        assert_eq!(change["date"], "2026-03-14T09:30:00Z");
    }
    merge(&workspace, &[]).success().says("Karen Dam, 14.3.2026").says("[-4,9-]{+5+}");
    takes(&workspace, "2", "bruger den nu.", "bruger den nu hver dag.");
    takes(&workspace, "1", "Over 4,9 mio.", "Over 5 mio.");
}

#[test]
fn a_paragraph_that_was_moved_and_tracked_is_where_it_was_moved_to() {
    let workspace = Workspace::new().meeting(ID, &format!("{RICH}\n      Så gik de hjem.\n"));
    let moved = "<w:p><w:pPr><w:rPr><w:moveFrom w:id=\"1\" w:author=\"K\" w:date=\"2026-03-14T09:30:00Z\"/></w:rPr></w:pPr>\
                 <w:moveFromRangeStart w:id=\"2\" w:name=\"m\"/><w:moveFrom w:id=\"3\" w:author=\"K\">";
    file_of(&workspace, |text| {
        let (first, last) = (paragraph(&text, "Over 4,9"), paragraph(&text, "Så gik de hjem."));
        let gone =
            first.replacen("<w:p>", moved, 1).replace("</w:p>", "</w:moveFrom><w:moveFromRangeEnd w:id=\"2\"/></w:p>");
        let run = "<w:r><w:t xml:space=\"preserve\">Over 4,9 mio. borgere bruger den nu.</w:t></w:r>";
        let come = format!(
            "<w:p><w:pPr><w:rPr><w:moveTo w:id=\"4\" w:author=\"K\"/></w:rPr></w:pPr><w:moveTo w:id=\"5\" w:author=\"K\">{run}</w:moveTo></w:p>"
        );
        text.replace(&first, &gone).replace(&last, &format!("{last}{come}"))
    });
    let found = found(&workspace);
    assert!(found["changes"].as_array().unwrap().iter().all(|it| it["tracked"] == true), "{found}");
    takes(
        &workspace,
        "all",
        "      Over 4,9 mio. borgere bruger den nu.\n\n      Det er godt.\n\n      Så gik de hjem.\n",
        "      Det er godt.\n\n      Så gik de hjem.\n\n      Over 4,9 mio. borgere bruger den nu.\n",
    );
}

/// The document of the meeting, its text changed.
fn file_of(workspace: &Workspace, change: impl Fn(String) -> String) {
    edit(&sent(workspace, ID), "word/document.xml", change);
}

/// The paragraph with these words.
fn paragraph(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("no {words:?}"));
    let start = text[..at].rfind("<w:p>").unwrap();
    text[start..at + text[at..].find("</w:p>").unwrap() + "</w:p>".len()].to_owned()
}

#[test]
fn a_line_of_a_list_comes_and_goes() {
    let workspace = rich();
    file_of(&workspace, |text| {
        let second = paragraph(&text, "Og mere");
        let text = text.replace(&second, &format!("{second}{}", second.replace("Og mere", "Noget nyt")));
        let first = paragraph(&text, "Første punkt");
        text.replace(&first, "")
    });
    let found = found(&workspace);
    assert_eq!(found["changes"].as_array().unwrap().len(), 2, "{found}");
    assert_eq!(found["changes"][1]["now"], "  - Noget nyt");
    takes(&workspace, "1", "      * Første punkt\n", "");
    // Now the record is another than was sent: what is left is taken by its number alone.
    let now = workspace.read(FILE);
    merge(&workspace, &["--take", "all"]).success();
    assert_eq!(workspace.read(FILE), now);
    takes(&workspace, "1", "        - Og mere\n", "        - Og mere\n        - Noget nyt\n");
}

#[test]
fn a_paragraph_typed_behind_or_before_a_field_belongs_to_it() {
    let workspace = rich();
    file_of(&workspace, |text| {
        let last = paragraph(&text, "Det er godt.");
        let text = text.replace(&last, &format!("{last}<w:p>{}</w:p>", run("Sidste ord.")));
        let first = paragraph(&text, "Over 4,9");
        text.replace(&first, &format!("<w:p>{}</w:p>{first}", run("Første ord.")))
    });
    takes(
        &workspace,
        "all",
        "      Over 4,9 mio. borgere bruger den nu.\n\n      Det er godt.\n",
        "      Første ord.\n\n      Over 4,9 mio. borgere bruger den nu.\n\n      Det er godt.\n\n      Sidste ord.\n",
    );
}

#[test]
fn bold_words_links_and_broken_lines_come_back_as_markdown() {
    let workspace = rich();
    let file = sent(&workspace, ID);
    edit(&file, "word/_rels/document.xml.rels", |text| text.replace("velkommen?a=1&amp;b=2", "ny"));
    retype(
        &file,
        &[(
            "<w:r><w:t xml:space=\"preserve\">Det er godt.</w:t></w:r>",
            "<w:r><w:t xml:space=\"preserve\">Det er </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>meget godt</w:t></w:r><w:r><w:t>, </w:t><w:br/><w:t>1. *ja*</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://example.org/se\" </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>her</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        )],
    );
    let before = workspace.read(FILE);
    merge(&workspace, &["--take", "all"]).success();
    let after = workspace.read(FILE);
    assert!(after.contains("Birthe Holm bød [velkommen](https://example.org/ny) og sagde `hej`.\\\n"), "{after}");
    assert!(
        after.contains("      Det er **meget godt**,\\\n      1\\. \\*ja\\*[her](https://example.org/se)\n"),
        "{after}"
    );
    assert_eq!(before.lines().count() + 1, after.lines().count());
    is_untouched(&found(&workspace));
}

#[test]
fn titles_questions_and_outputs_keep_what_stands_about_them() {
    let workspace = rich();
    returned(
        &workspace,
        &[
            (">Velkomst<", ">Velkomst: nu<"),
            ("Hvad gør vi nu?", "Hvad gør vi så?"),
            ("Vejledning på biblioteket", "Vejledning på alle biblioteker"),
            ("Må en pårørende hjælpe?", "Må en ven hjælpe?"),
            ("Undersøge adgang", "Undersøge adgangen"),
        ],
    );
    let found = found(&workspace);
    assert_eq!(found["left_out"], json!([]), "{found}");
    merge(&workspace, &["--take", "all"]).success();
    let after = workspace.read(FILE);
    for line in [
        "  - title: \"Velkomst: nu\"   # kort\n",
        "    workshop: Hvad gør vi så?\n",
        "      - Vejledning på alle biblioteker (bord 3, 12 stemmer)\n",
        "      - \"Spørgsmål: Må en ven hjælpe?\"\n",
        "      - action: Undersøge adgangen\n",
    ] {
        assert!(after.contains(line), "{line} in {after}");
    }
}

#[test]
fn a_field_can_be_emptied_but_not_one_that_must_be_there() {
    let workspace = rich();
    file_of(&workspace, |text| {
        let text = text.replace(&paragraph(&text, "Over 4,9"), "");
        let last = paragraph(&text, "Det er godt.");
        let text = text.replace(&last, "");
        text.replace("<w:t xml:space=\"preserve\">Hvad gør vi nu?</w:t>", "")
    });
    let found = found(&workspace);
    assert_eq!(found["changes"].as_array().unwrap().len(), 3, "{found}");
    merge(&workspace, &["--take", "all"]).success();
    let after = workspace.read(FILE);
    assert!(after.ends_with("  - title: Status\n    said: \"\"\n"), "{after}");
    assert!(after.contains("    workshop: \"\"\n"), "{after}");
    workspace.run(&["check", ID]).success();
}

#[test]
fn comments_are_listed_with_their_place() {
    let workspace = rich();
    let file = sent(&workspace, ID);
    retype(
        &file,
        &[(
            "<w:r><w:t xml:space=\"preserve\">Det er godt.</w:t></w:r>",
            "<w:r><w:t xml:space=\"preserve\">Det er </w:t></w:r><w:commentRangeStart w:id=\"7\"/><w:r><w:t>godt</w:t></w:r>\
         <w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r><w:r><w:t>.</w:t></w:r>",
        )],
    );
    let mut parts = parts(&file);
    parts.push(("word/comments.xml".to_owned(), "<w:comments xmlns:w=\"x\"><w:comment w:id=\"7\" w:author=\"Karen Dam\" \
        w:date=\"2026-03-14T09:30:00Z\" w:initials=\"KD\"><w:p><w:r><w:t>Hvor godt?\u{1b}[31m</w:t></w:r></w:p><w:p><w:r><w:t>Skriv tal.</w:t></w:r></w:p></w:comment></w:comments>"
        .as_bytes().to_vec()));
    pack(&file, &parts);
    let found = found(&workspace);
    assert_eq!(found["changes"], json!([]));
    let comment = &found["comments"][0];
    assert_eq!((&comment["author"], &comment["about"]), (&json!("Karen Dam"), &json!("godt")));
    assert_eq!((&comment["field"], &comment["section"]), (&json!("agenda[1].said"), &json!("Status")));
    let ran = merge(&workspace, &[]).success().says("Kommentarer").says("Karen Dam, 14.3.2026").says("Skriv tal.");
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}

#[test]
fn what_cannot_go_back_is_named_and_stays() {
    let workspace = rich();
    file_of(&workspace, |text| {
        let last = paragraph(&text, "Det er godt.");
        let things = "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Ny overskrift</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>I en tabel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        let picture = "<w:r><w:drawing><x/></w:drawing></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
            <w:hyperlink w:anchor=\"sted\"><w:r><w:t> se</w:t></w:r></w:hyperlink></w:p>";
        let changed = last.replace("</w:p>", picture);
        text.replace(&last, &format!("{changed}{things}"))
            .replace("torsdag den 12.", "fredag den 13.")
            .replace("kode her", "kode der")
    });
    let found = found(&workspace);
    let what: Vec<&str> = found["left_out"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    for expected in ["picture", "note", "link", "heading", "table", "program", "fixed"] {
        assert!(what.contains(&expected), "{expected} in {found}");
    }
    assert_eq!(found["changes"].as_array().unwrap().len(), 1, "{found}");
    merge(&workspace, &[]).success().says("en fodnote").says("Ny overskrift").says("I en tabel").says("{+fredag");
}

#[test]
fn a_record_that_moved_on_keeps_what_nobody_touched_and_warns_of_the_rest() {
    let workspace = rich();
    returned(&workspace, &[("Det er godt.", "Det er rigtig godt.")]);
    let moved = RICH.replace("talte.", "talte sammen.").replace("Over 4,9 mio.", "Over 6 mio.");
    workspace.write(FILE, &moved);
    let found = found(&workspace);
    let changes = found["changes"].as_array().unwrap();
    assert!(
        !changes.is_empty() && changes.iter().all(|it| it["field"] == "agenda[1].said" && it["conflict"] == true),
        "{found}"
    );
    merge(&workspace, &["--take", "all"]).success().says("også ændret her").says("1 felt er ændret her");
    assert_eq!(workspace.read(FILE), moved);
    let number =
        changes.iter().find(|it| it["now"].as_str().unwrap().contains("rigtig")).unwrap()["number"].to_string();
    takes(&workspace, &number, "Det er godt.", "Det er rigtig godt.");
}

#[test]
fn fields_that_changed_here_alone_stay_as_they_are_whatever_is_in_them() {
    let workspace = rich();
    sent(&workspace, ID);
    let moved = RICH
        .replace("summary: draft", "summary: published")
        .replace("talte.", "talte sammen.")
        .replace("title: Velkomst ", "title: Goddag ")
        .replace("Et citat", "Et kort citat")
        .replace("gør vi nu", "gør vi så")
        .replace("på biblioteket", "på alle biblioteker")
        .replace("Må en", "Må jeg som")
        .replace("Undersøge", "Spørge om")
        .replace("Det er godt", "Det er slut");
    workspace.write(FILE, &moved);
    let found = found(&workspace);
    assert_eq!(
        (&found["changes"], &found["left_out"], &found["moved_on"]),
        (&json!([]), &json!([]), &json!(8)),
        "{found}"
    );
}

#[test]
fn only_what_is_named_is_taken_and_a_wrong_number_is_said() {
    let workspace = rich();
    returned(&workspace, &[("Det er godt.", "Det er slut.")]);
    let before = workspace.everything();
    merge(&workspace, &["--take", "2"]).code(1).says("kun nr. 1");
    merge(&workspace, &["--take", "alt"]).code(2).says("--take 1,3");
    merge(&workspace, &["--take", "none"]).success().says("{+slut+}").says("som den var");
    assert_eq!(workspace.everything(), before);
}

#[test]
fn who_takes_one_of_two_is_told_that_the_other_is_numbered_anew() {
    let workspace = rich();
    returned(&workspace, &[("Det er godt.", "Det er slut."), ("Vejledning på biblioteket", "Vejledning hjemme")]);
    merge(&workspace, &["--take", "1"]).success().says("nu med i").says("nyt nummer");
    merge(&workspace, &["--take", "1"]).success().never_says("nyt nummer");
}

#[test]
fn a_file_that_is_no_such_document_is_refused() {
    let workspace = rich();
    let good = fs::read(sent(&workspace, ID)).unwrap();
    let before = workspace.everything();
    let refused = |name: &str, bytes: &[u8], says: &str| {
        workspace.write(name, bytes);
        workspace.run(&["merge", ID, name]).code(1).says(says);
        fs::remove_file(workspace.root().join(name)).unwrap();
    };
    refused("x.docx", b"", "tom");
    refused("x.docx", b"Til alle", "ikke et Word-dokument");
    refused("x.docx", &good[..good.len() / 2], "ikke et Word-dokument");
    refused("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gamle format");
    workspace.run(&["merge", ID, "findes-ikke.docx"]).code(1).says("findes-ikke.docx");
    workspace.run(&["merge", ID, "meetings"]).code(1).says("meetings");
    let file = workspace.root().join("x.docx");
    let spoiled = |part: &str, change: &dyn Fn(String) -> String| {
        fs::write(&file, &good).unwrap();
        edit(&file, part, change);
        fs::read(&file).unwrap()
    };
    let bomb = |text: String| text.replace("<w:document", "<!DOCTYPE a [<!ENTITY b \"bb\">]><w:document");
    refused("x.docx", &spoiled("word/document.xml", &bomb), "DOCTYPE");
    let deep = |text: String| text.replace("<w:body>", &format!("<w:body>{}", "<w:sdt>".repeat(5000)));
    refused("x.docx", &spoiled("word/document.xml", &deep), "større");
    refused("x.docx", &spoiled("word/document.xml", &|text| text.replace("</w:body>", "")), "beskadiget");
    refused("x.docx", &spoiled("word/document.xml", &|_| " ".repeat(100_000_000)), "større");
    let other = |text: String| text.replace(ID, "2026-04-01-andet");
    refused("x.docx", &spoiled("docProps/custom.xml", &other), "2026-04-01-andet");
    let nameless = |text: String| text.replace("name=\"opsamling\"", "name=\"x\"");
    let bytes = spoiled("docProps/custom.xml", &nameless);
    fs::write(&file, &bytes).unwrap();
    workspace.run(&["merge", ID, "x.docx", "--json"]).success();
    edit(&file, "word/document.xml", |text| text.replace("w:bookmarkStart", "w:x"));
    workspace.run(&["merge", ID, "x.docx"]).code(1).says("ingen af felterne");
    fs::remove_file(&file).unwrap();
    assert_eq!(workspace.everything(), before);
}

#[test]
fn macros_are_told_of_and_not_minded() {
    let workspace = rich();
    let file = sent(&workspace, ID);
    edit(&file, "[Content_Types].xml", |text| {
        text.replace("</Types>", "<Override PartName=\"/word/vbaProject.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>")
    });
    merge(&workspace, &[]).success().says("makroer");
}

#[test]
fn a_record_that_cannot_be_written_stays_whole() {
    let workspace = rich();
    returned(&workspace, &[("Vejledning på biblioteket", "Ønske: Vejledning på biblioteket")]);
    let before = workspace.read(FILE);
    merge(&workspace, &["--take", "1"]).code(1).says("agenda[0].outputs[0]").says("Intet er ændret");
    assert_eq!(workspace.read(FILE), before);
}

#[test]
fn a_chief_who_answers_takes_leaves_and_stops() {
    let workspace = rich();
    returned(
        &workspace,
        &[("Hvad gør vi nu?", "Hvad gør vi så?"), ("Det er godt.", "Det er slut."), ("bruger den nu", "bruger den så")],
    );
    let command = format!("{} merge {ID} {ID}.docx", super::workspace::binary());
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(workspace.root())
        .env("OPSAMLING_DATA_DIR", workspace.data_home())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("script starts");
    child.stdin.take().unwrap().write_all(b"b\nhvad\nt\ns\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("Tag, behold eller stop?") && said.contains("\u{1b}[32m{+"), "{said}");
    let after = workspace.read(FILE);
    assert!(
        after.contains("Hvad gør vi nu?") && after.contains("bruger den så") && after.contains("Det er godt."),
        "{said}"
    );
}
