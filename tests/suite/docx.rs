//! Word documents: what LibreOffice reads in them, what lies in the file, and that nothing typed in a record spoils it.

use super::workspace::{MEETING, Workspace};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Reads a file with the standard library of Python alone, and tells what it found as JSON. XML that is not well formed and a
/// name that leads to no part end it.
const READER: &str = r#"
import json, sys, zipfile
from xml.etree import ElementTree
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
file = zipfile.ZipFile(sys.argv[1])
assert file.testzip() is None
trees = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}
document, styles, core = trees["word/document.xml"], trees["word/styles.xml"], trees["docProps/core.xml"]
relations = {it.get("Id"): it.attrib for it in trees["word/_rels/document.xml.rels"]}
for it in relations.values():
    assert it.get("TargetMode") == "External" or "word/" + it["Target"] in file.namelist(), it
named = {value for it in document.iter() for key, value in it.attrib.items() if key in (R + "id", R + "embed")}
assert named <= set(relations), named - set(relations)
known = {it.get(W + "styleId") for it in styles.iter(W + "style")}
used = {it.get(W + "val") for kind in ("pStyle", "rStyle", "tblStyle") for it in document.iter(W + kind)}
assert used <= known, used - known
numbers = {it.get(W + "numId") for it in trees["word/numbering.xml"].iter(W + "num")}
asked = {it.get(W + "val") for it in document.iter(W + "numId")}
assert asked <= numbers, asked - numbers
words = lambda tree: "".join(it.text or "" for it in tree.iter(W + "t"))
style = lambda p: next((it.get(W + "val") for it in p.iter(W + "pStyle")), "Normal")
pictures = [it for it in document.iter() if it.tag.endswith("}docPr")]
def numbered(document, numbering):
    """Each line of the lists that count, outermost level, as Word would print its number."""
    starts = {it.get(W + "numId"): [int(at.get(W + "val")) for at in it.iter(W + "startOverride")] for it in numbering.iter(W + "num")}
    found, counted = [], {}
    for p in document.iter(W + "p"):
        for mark in p.iter(W + "numPr"):
            level, name = (mark.find(W + key).get(W + "val") for key in ("ilvl", "numId"))
            if level == "0" and starts[name]:
                counted[name] = counted.get(name, starts[name][0] - 1) + 1
                found.append([counted[name], words(p)])
    return found

outlines = {it.get(W + "styleId"): level.get(W + "val") for it in styles.iter(W + "style") for level in it.iter(W + "outlineLvl")}
print(json.dumps({
    "names": file.namelist(),
    "times": sorted({it.date_time for it in file.infolist()}),
    "headings": [[style(p), words(p)] for p in document.iter(W + "p") if style(p).startswith("Heading")],
    "outlines": {name: level for name, level in outlines.items() if name.startswith("Heading")},
    "drawing_ids": [it.get("id") for it in pictures],
    "bookmark_ids": [it.get(W + "id") for it in document.iter(W + "bookmarkStart")],
    "numbered": numbered(document, trees["word/numbering.xml"]),
    "alts": [it.get("descr") for it in pictures],
    "decorative": [any(below.tag.endswith("}decorative") for below in it.iter()) for it in pictures],
    "links": [it["Target"] for it in relations.values() if it.get("TargetMode") == "External"],
    "lists": sum(1 for p in document.iter(W + "p") if style(p) in ("ListBullet", "ListNumber")),
    "tables": len(list(document.iter(W + "tbl"))),
    "header_rows": len(list(document.iter(W + "tblHeader"))),
    "foreign": sorted({it.get(W + "val") for it in document.iter(W + "lang")}),
    "language": next(styles.iter(W + "lang")).get(W + "val"),
    "fields": [it.get(W + "name").replace("__", ".") for it in document.iter(W + "bookmarkStart")],
    "core": {it.tag.split("}")[1]: it.text for it in core},
    "text": " ".join(words(p) for p in document.iter(W + "p")),
    "header": words(trees["word/header1.xml"]),
    "footer": [it.text for it in trees["word/footer1.xml"].iter(W + "instrText")],
}))
"#;

/// The document of a record, as a file of the workspace.
fn written(workspace: &Workspace, id: &str) -> PathBuf {
    let name = format!("{id}.docx");
    workspace.run(&["render", id, "--format", "docx", "-o", &name]).success();
    workspace.root().join(name)
}

/// What lies in the file.
fn found(file: &Path) -> Value {
    let mut process = Command::new("/usr/bin/python3")
        .arg("-")
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    process.stdin.take().expect("its input").write_all(READER.as_bytes()).expect("it reads");
    let output = process.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The bookmarks in a file that another program has written, a line each.
fn found_loosely(file: &Path) -> String {
    let reader = "import re, sys, zipfile\n\
                  text = zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode()\n\
                  print('\\n'.join(re.findall('<w:bookmarkStart [^>]*w:name=\"([^\"]*)\"', text)))";
    let output = Command::new("/usr/bin/python3").args(["-c", reader]).arg(file).output().expect("python3 starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The text that LibreOffice reads in the file, its blanks as one.
fn read_by_libreoffice(file: &Path) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = fs::read_to_string(converted(file, folder.path(), "txt:Text (encoded):UTF8")).expect("text");
    one_line(text.trim_start_matches('\u{feff}'))
}

/// The file that LibreOffice makes of the file, in a folder of its own.
fn converted(file: &Path, folder: &Path, form: &str) -> PathBuf {
    let output = Command::new("/usr/bin/soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", form, "--outdir"])
        .args([folder, file])
        .output()
        .expect("LibreOffice starts (libreoffice-writer-nogui: tests/run installs it)");
    let ending = form.split(':').next().unwrap();
    let made = folder.join(file.file_name().unwrap()).with_extension(ending);
    assert!(made.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    made
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a page that are words alone.
fn paragraphs(page: &str) -> Vec<String> {
    let paragraphs = page.split("<p>").skip(1).filter_map(|rest| rest.split("</p>").next());
    let paragraphs = paragraphs.filter(|paragraph| !paragraph.contains('<'));
    paragraphs.map(|it| one_line(&it.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&"))).collect()
}

#[test]
fn libreoffice_reads_the_words_of_the_page_in_their_order() {
    let workspace = Workspace::of_the_repository();
    for id in ["2023-01-12-aeldre-sagen", "2022-02-09-netvaerk-nytter", "nyhedsbrev-2023-01"] {
        let text = read_by_libreoffice(&written(&workspace, id));
        let page = workspace.run(&["render", id]).success().out;
        let main = page.split("<main").nth(1).and_then(|main| main.split("</main>").next()).expect("a page");
        let told = paragraphs(main);
        assert!(told.len() > 3, "{told:?}");
        let mut rest = text.as_str();
        for paragraph in told {
            let at = rest.find(&paragraph).unwrap_or_else(|| panic!("{id}: {paragraph:?} is not in {rest}"));
            rest = &rest[at + paragraph.len()..];
        }
    }
}

#[test]
fn a_summary_has_the_parts_that_word_and_its_readers_need() {
    let workspace = Workspace::of_the_repository();
    let found = found(&written(&workspace, "2023-01-12-aeldre-sagen"));
    let title = "Opsamling fra møde i Netværk for digital inklusion den 12.\u{a0}januar 2023";
    assert_eq!(found["headings"][0], json!(["Heading1", title]));
    assert_eq!(found["headings"][1], json!(["Heading2", "Velkomst"]));
    let levels = json!({ "Heading1": "0", "Heading2": "1", "Heading3": "2", "Heading4": "3" });
    assert_eq!(found["outlines"], levels);
    assert_eq!(found["core"]["title"], title);
    assert_eq!(found["core"]["creator"], "Digitaliseringsstyrelsen");
    assert_eq!(found["core"]["language"], "da-DK");
    assert_eq!(found["core"]["created"], Value::Null, "the record does not say when it was published");
    assert_eq!(found["language"], "da-DK");
    assert_eq!(found["alts"][0], "En talerstol med mikrofon foran tre rækker tomme stole");
    assert_eq!(found["alts"].as_array().unwrap().len(), 3);
    assert_eq!(found["decorative"], json!([false, false, false]));
    assert!(found["lists"].as_u64().unwrap() > 10);
    assert_eq!(found["tables"], found["header_rows"]);
    assert_eq!(found["footer"], json!([" PAGE ", " NUMPAGES "]));
    assert!(found["links"].as_array().unwrap().contains(&json!("https://www.mitid.dk/")), "{}", found["links"]);
    let fields = found["fields"].as_array().unwrap();
    assert!(fields.contains(&json!("intro")) && fields.contains(&json!("agenda.2.said")), "{fields:?}");
}

#[test]
fn the_way_back_to_each_field_outlives_a_chief_who_saves_in_libreoffice() {
    let workspace = Workspace::of_the_repository();
    let file = written(&workspace, "2023-01-12-aeldre-sagen");
    let folder = tempfile::tempdir().unwrap();
    let saved = converted(&file, folder.path(), "docx:MS Word 2007 XML");
    // LibreOffice names a bookmark about several paragraphs in the first and in the last.
    let bookmarks = |file: &Path| found_loosely(file).lines().map(str::to_owned).collect::<BTreeSet<String>>();
    assert!(bookmarks(&file).len() > 15, "{:?}", bookmarks(&file));
    assert_eq!(bookmarks(&saved), bookmarks(&file));
}

#[test]
fn the_same_records_give_the_same_bytes_and_no_hour_of_their_making() {
    let workspace = Workspace::of_the_repository();
    let first = written(&workspace, "2023-01-12-aeldre-sagen");
    let bytes = fs::read(&first).unwrap();
    assert_eq!(found(&first)["times"], json!([[1980, 1, 1, 0, 0, 0]]));
    assert_eq!(fs::read(written(&workspace, "2023-01-12-aeldre-sagen")).unwrap(), bytes);
}

#[test]
fn what_a_record_says_is_never_markup_and_comes_through() {
    let long = "Et meget langt ord ".repeat(27);
    let title = format!("{}]]></w:t><w:br/>&amp;<!-- 😀 نصائح", long.trim_end());
    let body: String =
        (1..=6000).map(|n| format!("      Afsnit {n} siger lidt om det hele, og lidt til.\n\n")).collect();
    let meeting = MEETING
        .replace("title: Møde i Prøvenettet", &format!("title: '{title}'"))
        .replace(
            "summary: published",
            "summary: draft\nintro: \"Et tegn, og <w:p> [et sted](https://example.org/?a=1&b=<c>).\"",
        )
        .replace("      Birthe Holm bød velkommen.\n", &body);
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting);
    let file = written(&workspace, "2026-03-12-moede");
    let found = found(&file);
    assert!(found["headings"][0][1].as_str().unwrap().contains(&title), "{}", found["headings"]);
    let text = found["text"].as_str().unwrap();
    assert!(text.contains("<w:p> et sted"), "{}", &text[..800]);
    assert!(found["header"].as_str().unwrap().contains("UDKAST"));
    let read = read_by_libreoffice(&file);
    assert!(read.contains("😀 نصائح") && read.contains("Afsnit 6000 siger lidt om det hele"));
}

#[test]
fn a_part_in_another_language_and_a_decorative_picture_say_so() {
    let workspace = Workspace::of_the_repository();
    let meeting = workspace.read("meetings/2023-01-12-aeldre-sagen.yaml");
    let alt = "        alt: En talerstol med mikrofon foran tre rækker tomme stole\n";
    assert!(meeting.contains(alt));
    let meeting = meeting.replace(alt, "        decorative: true\n");
    workspace.write("meetings/2023-01-12-aeldre-sagen.yaml", format!("language: en\n{meeting}"));
    let issue = workspace.read("newsletters/nyhedsbrev-2023-01.yaml").replacen("show: teaser", "show: whole", 1);
    workspace.write("newsletters/nyhedsbrev-2023-01.yaml", issue);
    let found = found(&written(&workspace, "nyhedsbrev-2023-01"));
    assert_eq!(found["language"], "da-DK");
    assert_eq!(found["foreign"], json!(["en-GB"]));
    assert_eq!(found["decorative"], json!([true, false, false]));
    let fields = found["fields"].as_array().unwrap();
    assert!(!fields.iter().any(|field| field.as_str().unwrap().starts_with("agenda.")), "{fields:?}");
}

#[test]
fn no_two_parts_bear_one_number_and_lists_count_as_on_the_page() {
    let mut workspace = Workspace::of_the_repository();
    let meeting = workspace.read("meetings/2023-01-12-aeldre-sagen.yaml");
    let list = "1. en\n2. ![](findes-ikke)\n3. tre\n4.\n5. ```\n   kode\n   ```\n6. seks\n";
    let said: String = list.lines().map(|line| format!("      {line}\n")).collect();
    let at = meeting.find("    said: |\n").expect("a text") + "    said: |\n".len();
    workspace = workspace.meeting("2023-01-12-aeldre-sagen", &format!("{}{said}\n{}", &meeting[..at], &meeting[at..]));
    let found = found(&written(&workspace, "2023-01-12-aeldre-sagen"));
    for ids in ["drawing_ids", "bookmark_ids"] {
        let ids: Vec<&str> = found[ids].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert!(ids.len() > 1 && ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "{ids:?}");
    }
    let numbered = &found["numbered"].as_array().unwrap()[..6];
    assert_eq!(
        numbered,
        [json!([1, "en"]), json!([2, ""]), json!([3, "tre"]), json!([4, ""]), json!([5, "kode"]), json!([6, "seks"])]
    );
    let page = workspace.run(&["render", "2023-01-12"]).success().out;
    let first = page.split("<ol>").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a list");
    assert_eq!(first.matches("<li>").count(), 6);
}

#[test]
fn a_template_that_leaves_word_nothing_to_open_is_an_error_and_no_file() {
    let broken = "<w:p><w:r><w:t>{{ summary.title }}</w:t></w:r>";
    let workspace = Workspace::with_meeting().file("templates/summary.docx.xml", broken);
    workspace.run(&["check"]).code(1).says("template-unsound").says("templates/summary.docx.xml");
    workspace
        .run(&["render", "2026-03", "--format", "docx", "-o", "m.docx"])
        .code(1)
        .says("templates/summary.docx.xml");
    assert!(!workspace.root().join("m.docx").exists());
    workspace.run(&["explain", "template-unsound"]).success().says("</w:p>");
    workspace.run(&["explain", "pdf-not-set"]).success();
}
