//! What `render` promises beside the records' own golden pages: escaping, templates of one's own, places to write.

use super::workspace::{MEETING, Workspace};

#[test]
fn what_a_record_says_is_never_markup() {
    let hostile = r#"Møde "><script>alert(1)</script>"#;
    let meeting = MEETING.replace("title: Møde i Prøvenettet", &format!("title: '{hostile}'"));
    let meeting =
        meeting.replace("bød velkommen.", "bød <b onclick=x>velkommen</b> [her i huset](javascript:alert(1)).");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting);
    for format in ["html", "fragment"] {
        workspace
            .run(&["render", "2026-03", "--format", format])
            .success()
            .never_says("<script>alert")
            .never_says("<b onclick")
            .never_says("javascript:");
    }
}

#[test]
fn a_page_has_one_heading_a_language_and_no_script() {
    let page = Workspace::with_meeting().run(&["render", "2026-03"]).success().out;
    assert!(page.starts_with("<!doctype html>") || page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(page.contains("<html lang=\"da\""), "{page}");
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(!page.contains("<script>") && !page.contains("src=\"http"), "{page}");
    for landmark in ["<main", "<header", "<footer"] {
        assert!(page.contains(landmark), "{landmark} is missing");
    }
}

#[test]
fn a_fragment_is_the_page_without_its_frame_headings_one_level_down() {
    let fragment = Workspace::with_meeting().run(&["render", "2026-03", "--format", "fragment"]).success().out;
    for frame in ["<html", "<head>", "<body", "<h1", "<style", "<main"] {
        assert!(!fragment.contains(frame), "{frame} in {fragment}");
    }
    assert!(fragment.contains("<h2"), "{fragment}");
}

#[test]
fn text_is_wrapped_at_72_but_for_addresses() {
    let text = Workspace::of_the_repository().run(&["render", "2023-01-12", "--format", "txt"]).success().out;
    for line in text.lines() {
        assert!(line.chars().count() <= 72 || line.contains("://"), "{line}");
    }
    assert!(!text.contains("\n\n\n"), "never two empty lines");
}

#[test]
fn a_document_is_written_whole_under_its_natural_name() {
    let workspace = Workspace::with_meeting();
    std::fs::create_dir(workspace.root().join("ud")).unwrap();
    workspace.run(&["render", "2026-03", "--format", "md", "-o", "ud"]).success();
    assert!(workspace.read("ud/2026-03-12-moede.md").contains("Prøvenettet"));
    workspace.run(&["render", "2026-03", "-o", "ud/side.html"]).success();
    let names: Vec<_> = std::fs::read_dir(workspace.root().join("ud")).unwrap().collect();
    assert_eq!(names.len(), 2, "nothing half-written stays");
}

#[test]
fn a_template_of_ones_own_replaces_one_file() {
    let workspace = Workspace::with_meeting();
    let workspace = workspace.file("templates/summary.txt", "Kun {{ summary.title }}\n");
    workspace.run(&["render", "2026-03", "--format", "txt"]).success().says("Kun Opsamling fra møde i Prøvenettet");
}

#[test]
fn a_template_that_names_what_is_not_there_is_told_what_is() {
    let workspace = Workspace::with_meeting();
    let workspace = workspace.file("templates/summary.txt", "To\nlinjer {{ summary.titel }}\n");
    workspace.run(&["render", "2026-03", "--format", "txt"]).code(1).says("summary.txt").says(":2").says("title");
}

#[test]
fn a_template_that_never_ends_is_ended() {
    let endless = "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10000) %}x{% endfor %}{% endfor %}{% endfor %}";
    let workspace = Workspace::with_meeting().file("templates/summary.txt", endless);
    workspace.run(&["render", "2026-03", "--format", "txt"]).code(1).says("summary.txt");
}

#[test]
fn a_text_to_be_read_aloud_has_no_digits_and_no_signs() {
    let workspace = Workspace::of_the_repository();
    for record in ["2023-01-12", "2022-02-09", "nyhedsbrev"] {
        let text = workspace.run(&["render", record, "--as", "spoken", "--format", "txt"]).success().out;
        let odd = |letter: char| letter.is_ascii_digit() || "%&[]*_#/@".contains(letter);
        assert!(!text.contains(odd), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
    }
}

#[test]
fn what_a_document_is_not_made_as_is_told_with_what_it_is() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "2026-03", "--as", "spoken", "--format", "html"]).code(1).says("txt");
    workspace.run(&["render", "2026-03", "--as", "large-print", "--format", "txt"]).code(1).says("docx");
    workspace.run(&["render", "2026-03", "--as", "poster", "--format", "docx"]).code(1).says("pdf");
    workspace.run(&["render", "2026-03", "--format", "ics"]).code(1).says("ics");
}

#[test]
fn a_document_that_has_one_form_alone_takes_it_and_others_are_pages() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "2026-03", "--as", "spoken"]).success().says("Punkt et: Velkomst.");
    workspace.run(&["render", "2026-03", "--as", "spoken", "-o", "."]).success();
    assert!(workspace.read("2026-03-12-moede-spoken.txt").contains("Punkt et"));
    for document in ["summary", "agenda"] {
        workspace.run(&["render", "2026-03", "--as", document]).success().says("<!doctype html>");
    }
}

#[test]
fn deadlines_materials_and_origins_are_read_aloud_and_links_alone_are_not() {
    let meeting = MEETING.to_owned()
        + "    topics: [Loven]\n    materials: [tips]\n    slides: on_request\n    links:\n      - text: Kun et link\n        url: https://example.org/\n\
           \x20   outputs:\n      - suggestion: Lav en vejledning\n        came_from: [earlier/fritagelse]\n";
    let workspace = Workspace::new()
        .meeting("2026-03-12-moede", &meeting)
        .file(
            "registry/topics.yaml",
            "loven:\n  name: Loven\n  about: En lov om post\n  dates:\n    - date: 2. februar 2027\n      what: Høringsfristen udløber\n",
        )
        .file("registry/materials.yaml", "tips:\n  title: Gode tips\n  kind: leaflet\n  made_by: Prøvestyrelsen\n")
        .file("registry/earlier.yaml", "fritagelse:\n  text: Undtag de fritagne\n  when: før 2026\n");
    let ran = workspace.run(&["render", "2026-03", "--as", "spoken"]).success();
    let told = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Bygger på, før to tusind og seksogtyve: Undtag de fritagne.",
        "Loven: En lov om post.",
        "Høringsfristen udløber: anden februar to tusind og syvogtyve.",
        "Materiale: Gode tips. Pjece, lavet af Prøvestyrelsen.",
        "skriv til svar snabel-a example punktum org.",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    ran.never_says("Kun et link");
}

#[test]
fn what_is_english_in_an_issue_is_not_read_aloud_in_danish_words() {
    let english = MEETING.replacen("title:", "language: en\ntitle:", 1).replace("bød velkommen", "welcomed 14 guests");
    let issue = "subject: Nyt\nitems:\n  - meeting: 2026-03-12-moede\n    show: whole\n  - title: Og mere\n";
    let workspace = Workspace::new().meeting("2026-03-12-moede", &english).file("newsletters/nyt.yaml", issue);
    let spoken = workspace.run(&["render", "nyt", "--as", "spoken"]).success();
    spoken.says("på engelsk").says("Og mere.").never_says("welcomed").never_says("fjorten");
}

#[test]
fn a_picture_inside_a_link_or_emphasis_is_shown_and_leaves_no_empty_link() {
    let meeting = MEETING.replace(
        "Birthe Holm bød velkommen.\n",
        "[![](taarn)](https://example.org/tom)\n\n      Se [taarnet ![](skov) her](https://example.org/her) og **![](bro)**.\n\n      ## Sådan ![](port)\n",
    );
    let image = |id: &str| {
        format!(
            "      - id: {id}\n        file: files/{id}.png\n        alt: Billedtekst om {id}\n        people: nobody\n"
        )
    };
    let images: String = ["taarn", "skov", "bro", "port"].into_iter().map(image).collect();
    let workspace = Workspace::new().meeting("2026-03-12-moede", &format!("{meeting}    images:\n{images}"));
    let workspace = ["taarn", "skov", "bro", "port"]
        .into_iter()
        .fold(workspace, |workspace, id| workspace.file(&format!("files/{id}.png"), b"\x89PNG\r\n\x1a\n"));
    for (document, format) in
        [("summary", "html"), ("summary", "fragment"), ("summary", "txt"), ("summary", "md"), ("spoken", "txt")]
    {
        let page = workspace.run(&["render", "2026-03", "--as", document, "--format", format]).success();
        let page = ["taarn", "skov", "bro", "port"]
            .into_iter()
            .fold(page, |page, id| page.says(&format!("illedtekst om {id}")));
        page.never_says("example.org/tom").never_says("<strong></strong>").never_says("****");
    }
}

#[test]
fn a_meeting_that_was_moved_is_not_called_postponed() {
    let moved = |state: &str| {
        let log = format!("log:\n  - state: {state}\n    reason: Værten flyttede\n");
        Workspace::new().meeting("2026-03-12-moede", &MEETING.replace("log:\n", &log))
    };
    moved("moved").run(&["render", "2026-03", "--format", "txt"]).success().says("Flyttet: Værten flyttede");
    moved("postponed").run(&["render", "2026-03", "--format", "txt"]).success().says("Udsat: Værten flyttede");
}

#[test]
fn a_meeting_that_nothing_is_told_of_is_read_aloud_as_its_agenda_and_is_no_draft() {
    let meeting = "title: Møde i nettet\ndate: 12. marts 2099\nagenda:\n  - title: Velkomst\n";
    let workspace = Workspace::new().meeting("2099-03-12-moede", meeting);
    let text = workspace.run(&["render", "2099", "--as", "spoken", "--format", "txt"]).success();
    text.says("Dagsorden for møde i nettet").says("Punkt et: Velkomst.").never_says("UDKAST");
}

#[test]
fn an_agenda_has_nothing_of_what_came_after_and_nothing_that_is_not_for_everybody() {
    let meeting = "\
title: Møde i nettet
date: 12. marts 2026
intro: Hemmelig indledning
log:
  - state: held
agenda:
  - title: Velkomst
    about: Vi hilser på hinanden.
    said: Hemmelig tale
    outputs:
      - suggestion: Hemmeligt forslag
  - title: Hemmeligt for nettet
    visibility: network
  - title: Hemmeligt for sekretariatet
    time: 07.15-08.15
    visibility: internal
";
    let workspace = Workspace::new().meeting("2026-03-12-moede", meeting);
    for format in ["html", "fragment", "txt", "md", "ics"] {
        let page = workspace.run(&["render", "2026-03", "--as", "agenda", "--format", format]).success();
        page.says("Velkomst").never_says("emmelig").never_says("07.15").never_says("08.15").never_says("T071500Z");
    }
}

#[test]
fn an_id_that_climbs_is_no_record() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "../x"]).code(1).says("../x");
    workspace.run(&["render", "2026-03-12-mode"]).code(1).says("2026-03-12-moede");
}

#[test]
#[cfg(not(feature = "pdf"))]
fn without_pdf_the_program_says_how_to_get_it() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "2026-03", "--format", "pdf"]).code(1).says("cargo install --path . --features pdf");
}
