//! A PDF as those meet it who cannot see it, or keep it: read by poppler's `pdfinfo` and `pdftotext`.

use super::workspace::{MEETING, Workspace};
use std::process::Command;

/// A PDF in a workspace, to be asked about.
struct Pdf {
    workspace: Workspace,
}

impl Pdf {
    fn of(workspace: Workspace, record: &str) -> Self {
        workspace.run(&["render", record, "--format", "pdf", "-o", "ud.pdf"]).success();
        Self { workspace }
    }

    fn ask(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        let path = self.workspace.root().join("ud.pdf");
        command.args(arguments).arg(path).args((program == "pdftotext").then_some("-"));
        let output = command.output().unwrap_or_else(|error| panic!("{program}, of poppler-utils: {error}"));
        assert!(output.status.success(), "{program} {arguments:?}");
        // Titles that are UTF-16 are printed as they are.
        String::from_utf8_lossy(&output.stdout).replace('\u{a0}', " ")
    }

    /// Everything in it, unpacked: what poppler does not print.
    fn objects(&self) -> String {
        const UNPACK: &str = "import re, sys, zlib\n\
            for stream in re.findall(rb'stream\\r?\\n(.*?)endstream', open(sys.argv[1], 'rb').read(), re.S):\n\
            \x20   try: sys.stdout.buffer.write(zlib.decompressobj().decompress(stream) + b'\\n')\n\
            \x20   except zlib.error: pass\n";
        self.ask("python3", &["-c", UNPACK])
    }

    /// Its parts and words in the order in which they are read aloud.
    fn structure(&self) -> String {
        self.ask("pdfinfo", &["-struct-text"])
    }
}

/// That these stand in the text one after another.
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let Some(at) = rest.find(word) else { panic!("{word:?} is missing or out of order in\n{text}") };
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn a_meeting_is_read_aloud_in_the_order_of_the_page() {
    let structure = Pdf::of(Workspace::of_the_repository(), "2023-01-12").structure();
    in_order(
        &structure,
        &[
            "H1 ",
            "Opsamling fra møde",
            "Table ",
            "TH ",
            "Dato",
            "TD",
            "torsdag den 12. januar 2023",
            "H2 ",
            "Indhold",
            "TOC",
            "H2 \"Velkomst\"",
            "Michala Høg Daimar",
            "Figure",
            "Bordet rundt",
            "H2 \"SOS-projektet\"",
            "Brit Ross Winthereik",
            "H3 ",
            "Læs mere",
            "L (block)",
            "LBody",
            "Link",
            "H2 ",
            "Status på MitID",
            "H2 ",
            "Fra hele dagen",
            "Udgivet af Digitaliseringsstyrelsen",
        ],
    );
    assert_eq!(structure.matches("H1 ").count(), 1);
    for nested in structure.split("\n  H").skip(1) {
        let heading = nested.split("\n  ").nth(1).unwrap_or_default();
        assert!(!heading.trim_start().starts_with("P ("), "a heading is words, not paragraphs: {heading}");
    }
    assert!(!structure.contains("7 af"), "headers and footers are not read aloud on each page");
}

#[test]
fn every_record_of_the_repository_is_set() {
    for record in ["2022-02-09-netvaerk-nytter", "nyhedsbrev-2023-01"] {
        let structure = Pdf::of(Workspace::of_the_repository(), record).structure();
        assert_eq!(structure.matches("H1 ").count(), 1, "{structure}");
        assert!(structure.contains("H2 ") && structure.contains("MitID"), "{structure}");
    }
}

#[test]
fn a_pdf_bears_title_author_day_and_standards() {
    let pdf = Pdf::of(Workspace::of_the_repository(), "2023-01-12");
    let info = pdf.ask("pdfinfo", &["-isodates"]);
    for line in [
        "Title:           Opsamling fra møde i Netværk for digital inklusion den 12. januar 2023",
        "Author:          Digitaliseringsstyrelsen",
        "CreationDate:    2023-01-12T00:00:00Z",
        "Tagged:          yes",
        "Page size:       595.276 x 841.89 pts (A4)",
    ] {
        assert!(info.contains(line), "{line} is missing in\n{info}");
    }
    let meta = pdf.ask("pdfinfo", &["-meta"]);
    for part in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", "<rdf:li>da</rdf:li>"] {
        assert!(meta.contains(part), "{part} is missing in\n{meta}");
    }
    let fonts = pdf.ask("pdffonts", &[]);
    for font in fonts.lines().skip(2) {
        assert!(font.contains("OpsamlingSans") && font.contains("yes yes yes"), "embedded, with its words: {font}");
    }
}

#[test]
fn a_page_says_which_of_how_many_it_is_and_what_it_belongs_to() {
    let pdf = Pdf::of(Workspace::of_the_repository(), "2023-01-12");
    let text = pdf.ask("pdftotext", &["-layout"]);
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(pages.len() > 3, "{}", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("{} af {}", at + 1, pages.len())), "{page}");
        assert!(page.trim_start().starts_with(if at == 0 { "Netværk for" } else { "Opsamling fra møde" }), "{page}");
    }
    let links = pdf.ask("pdfinfo", &["-url"]);
    assert!(links.contains("mailto:sekretariat@example.org") && links.contains("https://"), "{links}");
}

#[test]
fn a_draft_is_marked_on_every_page_and_what_is_published_on_none() {
    let draft = MEETING.replace("summary: published", "summary: draft");
    let draft = Pdf::of(Workspace::new().meeting("2026-03-12-moede", &draft), "2026-03");
    for page in draft.ask("pdftotext", &[]).split_terminator('\u{c}') {
        assert!(page.contains("UDKAST"), "{page}");
    }
    assert!(draft.structure().contains("må ikke deles"), "it is read aloud, too");
    let published = Pdf::of(Workspace::of_the_repository(), "2023-01-12");
    assert!(!published.ask("pdftotext", &[]).contains("UDKAST"));
}

#[test]
fn pictures_say_what_they_show_and_what_is_decoration_is_not_read() {
    let workspace = Workspace::of_the_repository();
    let meeting = workspace.read("meetings/2023-01-12-aeldre-sagen.yaml");
    let pdf = Pdf::of(workspace, "2023-01-12");
    let figures = pdf.structure().matches("Figure").count();
    assert_eq!(figures, meeting.matches("alt: ").count());
    assert_eq!(pdf.objects().matches("/Alt").count(), figures);
    let alternative = meeting.lines().find(|line| line.trim_start().starts_with("alt: ")).unwrap();
    let decorative = meeting.replacen(alternative.trim_start(), "decorative: true", 1);
    let workspace = Workspace::of_the_repository().meeting("2023-01-12-aeldre-sagen", &decorative);
    assert_eq!(Pdf::of(workspace, "2023-01-12").structure().matches("Figure").count(), figures - 1);
}

#[test]
fn what_is_in_another_language_says_so() {
    let english = MEETING.replacen("title:", "language: en\ntitle:", 1);
    let issue =
        "subject: Nyt\ndate: 2026-04-01\nitems:\n  - meeting: 2026-03-12-moede\n    show: whole\n  - title: Og mere\n";
    let workspace = Workspace::new().meeting("2026-03-12-moede", &english).file("newsletters/nyt.yaml", issue);
    let objects = Pdf::of(workspace, "nyt").objects();
    assert!(objects.contains("/Lang(en)"), "{objects}");
    assert!(!Pdf::of(Workspace::of_the_repository(), "2023-01-12").objects().contains("/Lang(en)"));
}

#[test]
fn a_template_of_ones_own_that_cannot_be_set_is_told_by_check_and_render() {
    let workspace = Workspace::with_meeting().file("templates/summary.typ", "#nope(\"x\")\n");
    workspace.run(&["render", "2026-03", "--format", "pdf"]).code(1).says("templates/summary.typ").says("nope");
    workspace.run(&["check"]).code(1).says("templates/summary.typ").says("nope");
}

/// The words of a PDF on one line, without what stands above and below each page.
fn words_of(pdf: &Pdf) -> String {
    pdf.ask("pdftotext", &["-raw", "-x", "0", "-y", "80", "-W", "595", "-H", "700"])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_box_that_is_higher_than_a_page_goes_on_over_the_next() {
    let numbered = |what: &str, count: usize, between: &str| {
        let parts =
            (1..=count).map(|at| format!("{what} nummer {at} siger noget, der fylder en linje eller mere på papiret."));
        parts.collect::<Vec<_>>().join(between)
    };
    let about = numbered("Afsnit", 40, "\n\n    ");
    let article = format!(
        "title: Nyt\ndate: 2026-01-05\nstate: published\nlead: Kort.\nsections:\n  - said: Her.\nabout_box:\n  title: Om os\n  said: |\n    {about}\n"
    );
    let text = words_of(&Pdf::of(Workspace::new().file("news/nyt.yaml", article), "nyt"));
    (1..=40).for_each(|at| assert!(text.contains(&format!("Afsnit nummer {at} siger")), "{at}: {text}"));

    let caption = numbered("Led", 150, " ");
    let article = Workspace::of_the_repository().read("news/2022-02-09-netvaerk-nytter.yaml")
        + &format!(
            "images:\n  - file: files/2023-01-12/talerstol.png\n    alt: En talerstol\n    people: nobody\n    caption: {caption}\n"
        );
    let pdf =
        Pdf::of(Workspace::of_the_repository().file("news/2022-02-09-netvaerk-nytter.yaml", article), "2022-02-09");
    let text = words_of(&pdf);
    (1..=150).for_each(|at| assert!(text.contains(&format!("Led nummer {at} siger")), "{at}: {text}"));

    let items: String = (1..=70).map(|at| format!("  - title: Emne {at}\n    said: Ord {at}.\n")).collect();
    let question = numbered("Led", 400, " ");
    let meeting = format!("{MEETING}    workshop: {question}\n{items}");
    let pdf = Pdf::of(Workspace::new().meeting("2026-03-12-moede", &meeting), "2026-03");
    let text = words_of(&pdf);
    (1..=400).for_each(|at| assert!(text.contains(&format!("Led nummer {at} siger")), "{at}"));
    (1..=70).for_each(|at| {
        let entries = text.matches(&format!("Emne {at} ")).count();
        assert!(entries >= 2, "{at} stands in the contents and above its text: {entries}");
    });
}

#[test]
fn an_address_of_any_length_and_a_word_of_any_length_are_set() {
    let (long, word) = ("a".repeat(9000), "Langtord".repeat(63));
    let meeting = MEETING.replace("title: Møde i Prøvenettet", &format!("title: {word}")).replace(
        "bød velkommen.",
        &format!("bød [velkommen her](https://example.org/{long}) og [derpå](https://example.org/kort)."),
    ) + &format!("    links:\n      - text: Se mere\n        url: https://example.org/{long}\n");
    let pdf = Pdf::of(Workspace::new().meeting("2026-03-12-moede", &meeting), "2026-03");
    let text = words_of(&pdf);
    assert!(text.contains("velkommen her") && text.contains("Se mere"), "{text}");
    let links = pdf.ask("pdfinfo", &["-url"]);
    assert!(links.contains("example.org/kort") && !links.contains("aaaaaa"), "{links}");
    assert!(text.replace(' ', "").contains(&word), "the whole word is there: {text}");
    for place in pdf.ask("pdftotext", &["-bbox"]).split("xMax=\"").skip(1) {
        let end: f64 = place.split('"').next().unwrap().parse().unwrap();
        assert!(end < 560.0, "a word ends at {end} of 595 points");
    }
}

#[test]
fn words_that_the_typeface_lacks_are_named_and_the_page_is_made() {
    let meeting = MEETING.replace("bød velkommen.", "sagde *καλημέρα* og 😀 til alle.");
    let meeting = meeting.replace("title: Velkomst", "title: Velkomst (مرحبا)");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting);
    let ran = workspace.run(&["render", "2026-03", "--format", "pdf", "-o", "ud.pdf"]).success();
    ran.says("مرحبا καλημέρα 😀");
    workspace.run(&["render", "2026-03", "--format", "html"]).success().says("😀").never_says("�");
    let ran =
        Workspace::of_the_repository().run(&["render", "2023-01-12", "--format", "pdf", "-o", "ud.pdf"]).success();
    assert!(!ran.err.contains('\u{fffd}'), "{}", ran.err);
}

#[test]
fn paper_says_where_its_accessibility_is_told_of() {
    let workspace = Workspace::with_meeting().settings("accessibility_statement: https://was.digst.dk/net\n");
    let pdf = Pdf::of(workspace, "2026-03");
    assert!(words_of(&pdf).contains("Tilgængelighedserklæring"));
    assert!(pdf.ask("pdfinfo", &["-url"]).contains("https://was.digst.dk/net"));
}

#[test]
fn a_title_of_any_length_stays_on_the_page_that_it_heads() {
    let meeting = MEETING.replace("title: Møde i Prøvenettet", &format!("title: {}", "Langtord".repeat(63)))
        + &(1..=40).map(|at| format!("  - title: Emne {at}\n")).collect::<String>();
    let pdf = Pdf::of(Workspace::new().meeting("2026-03-12-moede", &meeting), "2026-03");
    let path = pdf.workspace.root().join("ud.pdf");
    let ran = Command::new("pdftoppm").args(["-f", "2", "-l", "2", "-r", "36", "-gray"]).arg(path).output().unwrap();
    // A picture as PGM has its width and height in its head, and then a byte a dot.
    let head: Vec<&[u8]> = ran.stdout.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
    let width: usize = std::str::from_utf8(head[1]).unwrap().parse().unwrap();
    let dots = &ran.stdout[ran.stdout.len() - width * 421..];
    assert!(dots[..width * 5].iter().all(|dot| *dot == 255), "something stands in the upper 10 points of the page");
    assert!(dots.iter().any(|dot| *dot < 128), "the page is not empty");
}
