//! What is made for those who are not online: large print, posters, texts to be read aloud. Chromium prints the pages, poppler reads
//! what comes out.

use super::workspace::{MEETING, SETTINGS, Workspace};
use std::path::Path;
use std::process::Command;

const RECORDS: [&str; 3] = ["2023-01-12", "2022-02-09", "nyhedsbrev"];

/// Settings with a number to call.
fn with_a_number() -> Workspace {
    Workspace::new().file("opsamling.yaml", SETTINGS.replace("  reply_to:", "  phone: 12 34 56 78\n  reply_to:"))
}

/// What a program says of a file.
fn ask(program: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(file).args((program == "pdftotext").then_some("-"));
    let output = command.output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}");
    String::from_utf8_lossy(&output.stdout).replace('\u{a0}', " ")
}

fn pages(file: &Path) -> String {
    let info = ask("pdfinfo", &[], file);
    info.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a count").trim().to_owned()
}

/// What Chromium prints of a page of the workspace.
fn printed(workspace: &Workspace, page: &str) -> std::path::PathBuf {
    let (profile, out) = (workspace.root().join("chromium"), workspace.root().join("printed.pdf"));
    let ran = Command::new("/usr/bin/chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-pdf-header-footer",
        ])
        .arg("--disable-background-networking")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--print-to-pdf={}", out.display()))
        .arg(format!("file://{}", workspace.root().join(page).display()))
        .output()
        .expect("Chromium starts");
    assert!(out.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
    out
}

/// Meetings of which a sheet could well have too much or too little to tell.
fn odd_meetings() -> Vec<(&'static str, String)> {
    let items: String =
        (1..=40).map(|n| format!("  - title: Punkt {n} om de borgere, der mangler\n    minutes: 5\n")).collect();
    let long_title = "Møde om de borgere og virksomheder, der har svært ved det digitale ".repeat(8);
    let one_word = "Digitaliseringsparathedsundersøgelsesudvalgsmøde".repeat(10);
    let about = "Vi taler om meget, og vi gør det længe. ".repeat(200);
    let head = "title: Møde i nettet\ndate: 12. marts 2099\ntime: 13.00-17.00\nplace: Prøvevej 1\n";
    vec![
        ("nothing", "title: Møde\ndate: 2099-03-12\nagenda:\n  - title: Velkomst\n".to_owned()),
        ("forty-items", format!("{head}agenda:\n{items}")),
        ("long-about", format!("{head}about: |\n  {about}\nagenda:\n{items}")),
        ("long-title", format!("title: {long_title}\ndate: 2099-03-12\nagenda:\n{items}")),
        (
            "one-word",
            format!("title: {one_word}\ndate: 2099-03-12\nplace: {one_word}\nabout: {one_word}\nagenda:\n{items}"),
        ),
        (
            "capitals",
            format!(
                "title: {}\ndate: 2099-03-12\nabout: {}\nagenda:\n{items}",
                "MØDE WWW ".repeat(60),
                "WWW MMM. ".repeat(500)
            ),
        ),
        (
            "foreign",
            format!("title: {}\ndate: 2099-03-12\nabout: {}\n", "مرحبا 😀 网络 ".repeat(60), "😀网络 ".repeat(500)),
        ),
        (
            "called-off",
            format!(
                "{head}about: {about}\nlog:\n  - state: cancelled\n    reason: {}\nagenda:\n{items}",
                "Sne overalt ".repeat(60)
            ),
        ),
    ]
}

#[test]
fn a_poster_is_one_sheet_whatever_it_tells() {
    for (name, meeting) in odd_meetings() {
        let workspace = with_a_number().meeting(name, &meeting);
        workspace.run(&["render", name, "--as", "poster", "-o", "poster.html"]).success();
        let file = printed(&workspace, "poster.html");
        assert_eq!(pages(&file), "1", "{name}, as a browser prints it");
        let text = ask("pdftotext", &["-layout"], &file);
        assert!(text.contains("12 34 56 78") && text.contains("Prøvestyrelsen"), "{name}: {text}");
        nothing_is_cut_off(&file, name);
        #[cfg(feature = "pdf")]
        {
            workspace.run(&["render", name, "--as", "poster", "--format", "pdf", "-o", "poster.pdf"]).success();
            let file = workspace.root().join("poster.pdf");
            assert_eq!(pages(&file), "1", "{name}, on paper");
            let text = ask("pdftotext", &["-layout"], &file);
            assert!(text.contains("12 34 56 78") && text.contains("Ring til os"), "{name}: {text}");
        }
    }
}

/// That what is told ends above the box with the number, under which a browser would hide it.
fn nothing_is_cut_off(file: &Path, name: &str) {
    let boxes = ask("pdftotext", &["-bbox"], file);
    let side = |word: &str, side: &str| -> f64 {
        word.split(&format!("{side}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
    };
    let words: Vec<&str> = boxes.lines().filter(|line| line.contains("<word ")).collect();
    let call = words.iter().rposition(|word| word.contains(">Vil<")).expect("the call");
    let top = side(words[call], "yMin");
    for word in &words[..call] {
        assert!(side(word, "yMax") <= top && side(word, "xMax") <= 596.0, "{name}: {word} is below {top}");
    }
}

#[test]
fn a_poster_that_leaves_something_out_says_where_to_hear_it() {
    let (_, meeting) = &odd_meetings()[1];
    let workspace = with_a_number().meeting("2099-03-12-moede", meeting);
    workspace.run(&["render", "2099", "--as", "poster"]).success().says("høre resten").never_says("Punkt 40");
    let workspace = with_a_number().meeting("2099-03-12-moede", &odd_meetings()[0].1);
    workspace.run(&["render", "2099", "--as", "poster"]).success().says("Vil du vide mere?").says("Velkomst");
}

#[test]
fn a_poster_without_a_number_is_not_made() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "2026-03", "--as", "poster"]).code(1).says("phone: 12 34 56 78").says("opsamling.yaml");
    let settings = SETTINGS.replace("  reply_to:", "  phone: spørg Bo\n  reply_to:");
    let workspace = Workspace::with_meeting().file("opsamling.yaml", settings);
    workspace.run(&["check"]).success().says("phone-malformed").says("spørg Bo");
    workspace.run(&["render", "2026-03", "--as", "poster"]).code(1).says("phone: 12 34 56 78");
}

#[test]
fn a_poster_has_no_links_and_nothing_that_is_not_for_everybody() {
    let meeting = format!(
        "{MEETING}  - title: Hemmeligt\n    visibility: network\nintro: Se [appen](https://app.example.org/a).\n"
    );
    let workspace = with_a_number().meeting("2026-03-12-moede", &meeting);
    let page = workspace.run(&["render", "2026-03", "--as", "poster"]).success();
    page.never_says("<a ").never_says("app.example.org").never_says("Hemmeligt").says("Se appen.");
}

#[test]
fn every_record_is_made_for_those_who_are_not_online() {
    let workspace = Workspace::of_the_repository();
    for record in RECORDS {
        for (document, format) in
            [("large-print", "html"), ("large-print", "docx"), ("poster", "html"), ("spoken", "txt")]
        {
            workspace.run(&["render", record, "--as", document, "--format", format, "-o", "ud"]).success();
        }
        workspace.run(&["render", record, "--as", "poster", "-o", "poster.html"]).success();
        assert_eq!(pages(&printed(&workspace, "poster.html")), "1", "{record}");
    }
}

#[test]
fn large_print_is_never_small_and_nothing_in_it_leans_or_leads() {
    let workspace = Workspace::of_the_repository();
    for record in RECORDS {
        let page = workspace.run(&["render", record, "--as", "large-print", "-o", "stor.html"]);
        page.success();
        let page = workspace.read("stor.html");
        let main = page.split("<main").nth(1).expect("a page");
        assert!(!main.contains("<a ") && !main.contains("<em>") && !main.contains("https://"), "{main}");
        assert!(main.contains("netvaerk.example.org/20") || record == "nyhedsbrev", "an address that can be typed");
        sizes_are_large(&printed(&workspace, "stor.html"));
        #[cfg(feature = "pdf")]
        {
            workspace.run(&["render", record, "--as", "large-print", "--format", "pdf", "-o", "stor.pdf"]).success();
            let file = workspace.root().join("stor.pdf");
            sizes_are_large(&file);
            assert!(!ask("pdffonts", &[], &file).contains("Italic"));
            assert!(!ask("pdfinfo", &["-url"], &file).contains("http"));
        }
    }
}

/// That no letter on any page is below 18 points, as poppler measures them: in pixels, 1.5 a point.
fn sizes_are_large(file: &Path) {
    let xml = ask("pdftohtml", &["-xml", "-i", "-stdout"], file);
    let sizes: Vec<f64> = xml
        .split("<fontspec ")
        .skip(1)
        .map(|font| font.split("size=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap())
        .collect();
    assert!(!sizes.is_empty() && sizes.iter().all(|size| *size >= 26.0), "{sizes:?}");
}

#[test]
fn large_print_prints_the_address_of_what_one_reads_more_of() {
    let meeting = MEETING.replace(
        "    said: |",
        "    links:\n      - text: Om appen\n        url: https://www.app.example.org/\n      - text: Formularen\n        url: https://example.org/?id=12\n    said: |",
    );
    let meeting = meeting.replace("bød velkommen.", "bød *alle* velkommen, [se her](https://her.example.org/).");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting);
    let page = workspace.run(&["render", "2026-03", "--as", "large-print"]).success();
    let page = page.says("(app.example.org)").says("Formularen").says("<strong>alle</strong>");
    page.never_says("id=12").never_says("her.example.org").never_says("www.");
}

#[test]
fn a_large_word_document_has_its_sizes_in_its_styles() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["render", "2023-01-12", "--as", "large-print", "--format", "docx", "-o", "stor.docx"]).success();
    let reader = "import re, sys, zipfile\n\
                  file = zipfile.ZipFile(sys.argv[1])\n\
                  print(*re.findall('<w:sz w:val=\"([0-9]+)\"', file.read('word/styles.xml').decode()))\n\
                  assert b'w:sz ' not in file.read('word/document.xml').replace(b'w:sz=', b'')\n\
                  assert b'<w:i/>' not in file.read('word/document.xml')";
    let sizes = ask("/usr/bin/python3", &["-c", reader], &workspace.root().join("stor.docx"));
    let mut sizes: Vec<u32> = sizes.split_whitespace().map(|size| size.parse().unwrap()).collect();
    // The paragraph that parts two tables has no letters.
    sizes.retain(|size| *size != 2);
    assert!(sizes.len() > 15 && sizes.iter().all(|size| *size >= 36), "{sizes:?}");
}

const AGENDA: &str = "\
title: Møde i nettet
date: 12. marts 2026
time: 13.00-15.00
about: Vi ser på tallene.
intro: Hemmelig indledning
reply_by: 5. marts 2026
agenda:
  - title: Velkomst
    minutes: 15
    about: Vi hilser på hinanden.
    said: Hemmelig tale
  - title: Kaffe
    kind: break
    minutes: 15
  - title: Status
    minutes: 30
    speakers: [Birthe Holm]
    workshop: Hvem mangler?
  - title: Hemmeligt for nettet
    visibility: network
";

/// What the agenda of a meeting tells, in its order.
const TOLD: [&str; 10] = [
    "Dagsorden for møde i nettet den 12. marts 2026",
    "torsdag den 12. marts 2026",
    "Vi ser på tallene.",
    "Program",
    "13.00-13.15",
    "1. Velkomst",
    "Vi hilser på hinanden.",
    "Kaffe",
    "2. Status",
    "Hvem mangler?",
];

/// That these stand in the text one after another, and nothing in it is a secret.
fn tells_in_order(text: &str, words: &[&str]) {
    assert!(!text.contains("emmelig"), "{text}");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.as_str();
    for word in words {
        let Some(at) = rest.find(word) else { panic!("{word:?} is missing or out of order in\n{text}") };
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn an_agenda_is_a_word_document_with_its_hours_in_a_table() {
    let workspace = Workspace::new().meeting("2026-03-12-moede", AGENDA);
    let reader = "import re, sys, zipfile\n\
                  text = zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode()\n\
                  assert text.count('<w:tbl>') == text.count('<w:tblHeader/>')\n\
                  print(*re.findall('<w:p>.*?</w:p>', text.replace('\\n', ''), re.S), sep='\\n')";
    for document in ["agenda", "large-print"] {
        workspace.run(&["render", "2026-03", "--as", document, "--format", "docx", "-o", "moede.docx"]).success();
        let text = ask("/usr/bin/python3", &["-c", reader], &workspace.root().join("moede.docx"));
        let words: String = text
            .split('<')
            .map(|tag| match tag.split_once('>') {
                Some(("/w:p", _)) => " ",
                Some((_, words)) => words,
                None => tag,
            })
            .collect();
        tells_in_order(&words, &TOLD);
        assert!(text.contains("agenda__2__workshop") && text.contains("agenda__0__about"), "{text}");
    }
}

#[test]
#[cfg(feature = "pdf")]
fn an_agenda_is_read_aloud_in_the_order_of_the_page_also_in_large_print() {
    let workspace = Workspace::new().meeting("2026-03-12-moede", AGENDA);
    for document in ["agenda", "large-print"] {
        workspace.run(&["render", "2026-03", "--as", document, "--format", "pdf", "-o", "moede.pdf"]).success();
        let file = workspace.root().join("moede.pdf");
        let structure = ask("pdfinfo", &["-struct-text"], &file);
        assert_eq!(structure.matches("H1 ").count(), 1);
        assert_eq!(structure.matches("H3 ").count(), 2, "a break is no heading: {structure}");
        let words: String =
            structure.lines().filter_map(|line| line.trim().strip_prefix('"')).collect::<Vec<_>>().join(" ");
        tells_in_order(&words.replace('"', ""), &TOLD);
        tells_in_order(
            &structure,
            &["H1", "Table", "TH", "Dato", "TD", "torsdag", "H2", "Program", "H3", "H3", "Prøvestyrelsen"],
        );
        let meta = ask("pdfinfo", &["-meta"], &file);
        assert!(meta.contains("<pdfuaid:part>1<") && meta.contains("<pdfaid:part>2<"), "{meta}");
    }
}

#[test]
#[cfg(feature = "pdf")]
fn the_january_meeting_in_large_print_is_read_aloud_in_the_order_of_the_page() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["render", "2023-01", "--as", "large-print", "--format", "pdf", "-o", "stor.pdf"]).success();
    let structure = ask("pdfinfo", &["-struct-text"], &workspace.root().join("stor.pdf"));
    let words =
        ["H1", "Opsamling fra møde", "TOC", "H2", "Velkomst", "Figure", "Bordet rundt", "SOS-projektet", "Læs mere"];
    tells_in_order(&structure, &words);
    tells_in_order(&structure, &["Status på MitID", "Fra hele dagen", "Udgivet af", "Telefon 00 00 00 00"]);
}

#[test]
fn an_english_record_is_read_aloud_in_english() {
    let meeting = "\
title: Meeting of the network
language: en
date: 12 March 2026
time: 13.00-15.30
log:
  - state: held
agenda:
  - title: Status of MitID
    said: 4.9 million people use it, i.e. 95% of all. Call 33 92 05 00 before 2 April 2026, or write to net@example.org.
";
    let workspace = Workspace::new().meeting("2026-03-12-meeting", meeting);
    let text = workspace.run(&["render", "2026-03", "--as", "spoken", "--format", "txt"]).success().out;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Thursday the twelfth of March twenty twenty-six",
        "One to three thirty p m.",
        "Item one: Status of Mit I D.",
        "Four point nine million people use it, that is ninety-five per cent of all.",
        "before the second of April twenty twenty-six",
        "net at example dot org.",
    ] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said:?} is not said\n{text}");
    }
    assert!(!text.contains(|letter: char| letter.is_ascii_digit()), "{text}");
}
