//! Files as people have them.

use super::{IntakeError, ReadRow, RowRemark, SubscriberRow, write};
use crate::language::Language;
use crate::language::words::Words;
use crate::model::{EmailAddress, Id, SubscriptionState, sentence};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// All that a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
struct SubscriberTable {
    rows: Vec<SubscriberRow>,
    passed_over: Vec<RowRemark>,
    refused: Vec<RowRemark>,
    ignored: Vec<String>,
}

fn read(bytes: &[u8]) -> Result<SubscriberTable, IntakeError> {
    let rows = super::read(Cursor::new(bytes))?;
    let mut table = SubscriberTable { ignored: rows.ignored().to_vec(), ..SubscriberTable::default() };
    for row in rows {
        match row? {
            ReadRow::Taken(row) => table.rows.push(row),
            ReadRow::PassedOver(remark) => table.passed_over.push(remark),
            ReadRow::Refused(remark) => table.refused.push(remark),
        }
    }
    Ok(table)
}

fn table(text: &str) -> SubscriberTable {
    read(text.as_bytes()).unwrap()
}

/// `line address name` of every row.
fn told(table: &SubscriberTable) -> Vec<String> {
    table
        .rows
        .iter()
        .map(|row| format!("{} {} {}", row.line, row.address, row.name.as_deref().unwrap_or("-")))
        .collect()
}

/// `line code` of every remark.
fn remarks(remarks: &[RowRemark]) -> Vec<String> {
    remarks.iter().map(|remark| format!("{} {}", remark.line, remark.code)).collect()
}

#[test]
fn every_column_is_read() {
    let text = "Email;Navn;Sprog;Organisation;Liste;Kilde;Samtykke;Tilstand\n\
                bo@example.org;Bo;da;Styrelsen;newsletter;messe;2023-01-12;afmeldt\n";
    let expected = SubscriberRow {
        line: 2,
        address: EmailAddress::parse("bo@example.org").unwrap(),
        name: Some("Bo".to_owned()),
        language: Some(Language::Danish),
        organisation: Some("Styrelsen".to_owned()),
        list: Id::parse("newsletter").ok(),
        source: Some("messe".to_owned()),
        consented: NaiveDate::from_ymd_opt(2023, 1, 12),
        state: Some(SubscriptionState::Left),
    };
    assert_eq!(table(text).rows, [expected]);
}

#[test]
fn the_separator_is_found() {
    for text in [
        "email;name\nbo@example.org;Bo",
        "email,name\r\nbo@example.org,Bo\r\n",
        "email\tname\rbo@example.org\tBo\r",
        "\"email\",\"x;;y\",\"name\"\nbo@example.org,,Bo",
        "sep=;\r\nemail;name\r\nbo@example.org;Bo\r\n",
        "\n\nemail;name\n\n  bo@example.org ;  Bo \n;\n",
    ] {
        let table = table(text);
        let told: Vec<_> = table.rows.iter().map(|row| format!("{} {:?}", row.address, row.name)).collect();
        assert_eq!(told, ["bo@example.org Some(\"Bo\")"], "{text:?}");
        assert!(table.refused.is_empty(), "{text:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text = "sep=;\r\n\r\nemail;name\r\n\"a@example.org\";\"A\r\nB\"\r\n\r\n;\r\nb@example.org;B\r\nbad;C\r\nc@example.org;C";
    let table = table(text);
    assert_eq!(told(&table), ["4 a@example.org A B", "8 b@example.org B", "10 c@example.org C"]);
    assert_eq!(remarks(&table.refused), ["9 csv-address-incomplete"]);
}

#[test]
fn a_bad_row_costs_none_of_the_others() {
    let text = "email;name;language;consented;state\n\
                a@example.org;A;;;\n\
                a b@example.org;;;;\n\
                b@example.org;;klingon;;\n\
                c@example.org;;;30. februar 2023;\n\
                d@example.org;;;;gone\n\
                e@example.org;\n\
                f@example.org;F;;;;extra\n\
                ;G;;;\n\
                h<h@example.org;;;;\n\
                i@localhost;;;;\n\
                z@example.org;Z;en;;active\n";
    let table = table(text);
    assert_eq!(told(&table), ["2 a@example.org A", "12 z@example.org Z"]);
    assert_eq!(
        remarks(&table.refused),
        [
            "3 csv-address-space",
            "4 csv-unknown-language",
            "5 csv-bad-date",
            "6 csv-unknown-state",
            "7 csv-row-too-short",
            "8 csv-row-too-long",
            "9 csv-address-missing",
            "10 csv-address-character",
            "11 csv-address-domain",
        ]
    );
    assert!(table.refused[7].arguments.contains(&("character", "<".into())));
}

#[test]
fn a_line_break_in_a_name_becomes_a_space() {
    let table =
        table("email;name\nbo@example.org;\"Bo\r\nBcc: all\u{0}\u{7f}\u{2028}X\"\n".replace('\0', "\u{1}").as_str());
    assert_eq!(table.rows[0].name.as_deref(), Some("Bo Bcc: all X"));
}

#[test]
fn a_strange_name_is_kept() {
    let table = table("email;name\nbo@example.org;\"\"\"><script>\"\n");
    assert_eq!(table.rows[0].name.as_deref(), Some("\"><script>"));
}

#[test]
fn an_address_seen_before_is_passed_over() {
    let table = table("email;list\na@example.org;\nA@EXAMPLE.org;\na@example.org;members\na@example.org;members\n");
    assert_eq!(told(&table), ["2 a@example.org -", "4 a@example.org -"]);
    assert_eq!(remarks(&table.passed_over), ["3 csv-duplicate", "5 csv-duplicate"]);
    assert_eq!(table.passed_over[1].arguments[1], ("first", 4_usize.into()));
}

#[test]
fn two_ways_of_writing_an_address_are_one() {
    let same = [
        "Bo@BÜCHER.example",
        " bo@xn--bcher-kva.example",
        "\u{FEFF}\u{FF22}o@bücher.example",
        "'bo@Xn--Bcher-Kva.Example",
    ];
    let table = table(&format!("email\n{}\n", same.join("\n")));
    assert_eq!(remarks(&table.passed_over), ["3 csv-duplicate", "4 csv-duplicate"]);
    assert_eq!(remarks(&table.refused), Vec::<String>::new());
}

#[test]
fn a_long_file_is_read_as_a_short_one_is() {
    let row =
        |number: u32| format!("bo-{number}@example.org;\"Bo\r\nSørensen\";{}\r", "é€🎈".repeat(number as usize % 40));
    let rows: String = (0..5000).map(row).collect();
    let table = table(&format!("\r\nemail;name;x\r\n;;\r{rows}BO-7@example.org;;\nbad;;"));
    assert_eq!(table.rows.len(), 5000);
    for (number, row) in (0..).zip(&table.rows) {
        assert_eq!((row.line, row.address.as_str()), (4 + number * 2, &*format!("bo-{number}@example.org")));
        assert_eq!(row.name.as_deref(), Some("Bo Sørensen"));
    }
    assert_eq!(remarks(&table.passed_over), ["10004 csv-duplicate"]);
    assert_eq!(table.passed_over[0].arguments[1], ("first", 18_usize.into()));
    assert_eq!(remarks(&table.refused), ["10005 csv-address-incomplete"]);
}

/// A file on a disk that fails when it is gone through for so many times.
struct Failing<'a>(Cursor<&'a [u8]>, u32);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1 == 0 { Err(io::Error::other("worn out")) } else { self.0.read(buffer) }
    }
}

impl Seek for Failing<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.1 = self.1.saturating_sub(1);
        self.0.seek(to)
    }
}

#[test]
fn a_file_that_ends_in_trouble_is_no_shorter_file() {
    for times in 0..6 {
        let file = Failing(Cursor::new(b"email\na@example.org\n"), times);
        let all = super::read(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let is_trouble = matches!(&all, Err(IntakeError::Unreadable { reason, .. }) if reason == "worn out");
        assert!(is_trouble || (times == 5 && all.unwrap().len() == 1), "{times}");
    }
}

#[test]
fn a_quotation_mark_left_open_swallows_nobody_in_silence() {
    let open = table("email;name\na@example.org;\"A\nb@example.org;B\nc@example.org;C\n");
    assert_eq!((told(&open), remarks(&open.refused)), (vec![], vec!["2 csv-quote-not-closed".to_owned()]));
    let twice = table("email;name\na@example.org;\"A\nb@example.org;\"B\nc@example.org;C\n");
    assert_eq!(told(&twice), ["4 c@example.org C"]);
    assert_eq!(remarks(&twice.refused), ["2 csv-quote-not-closed"]);
    let bars = table("sep=|\nemail|name\na@example.org|\"A\nb@example.org|B\n");
    assert_eq!((told(&bars), remarks(&bars.refused)), (vec![], vec!["3 csv-quote-not-closed".to_owned()]));
    let alone = table("email\n\"a@example.org\nb@example.org\n");
    assert_eq!((told(&alone).len(), alone.refused.len()), (0, 1));
}

#[test]
fn a_cell_of_several_lines_may_have_an_address_in_it() {
    let table = table("email;name;organisation\na@example.org;A;\"Sekretær:\nbo@example.org\"\nb@example.org;B;\n");
    assert_eq!(told(&table), ["2 a@example.org A", "4 b@example.org B"]);
    assert_eq!(table.rows[0].organisation.as_deref(), Some("Sekretær: bo@example.org"));
}

#[test]
fn signs_that_nobody_sees_are_no_part_of_an_address() {
    let table = table("email\n\u{200B}bo@example.org\u{FEFF}\nb\u{200B}o@example.org\n");
    assert_eq!(told(&table), ["2 bo@example.org -"]);
    assert_eq!(table.refused[0].arguments[1], ("character", "U+200B".into()));
}

#[test]
fn columns_that_mean_nothing_are_named() {
    let table = table("email;Telefon;Fornavn;Efternavn;Postnr.\nbo@example.org;1;Bo;Holm;4000\n");
    assert_eq!(table.ignored, ["Telefon", "Postnr."]);
    assert_eq!(told(&table), ["2 bo@example.org Bo Holm"]);
}

#[test]
fn a_date_may_have_a_time_behind_it() {
    for text in ["2023-01-12", "2023-01-12 10:22", "2023-01-12T10:22:33Z", "12-01-2023 10:22", "12. januar 2023"] {
        let table = table(&format!("email;samtykke\nbo@example.org;{text}\n"));
        assert_eq!(table.rows[0].consented, NaiveDate::from_ymd_opt(2023, 1, 12), "{text}");
    }
}

#[test]
fn a_file_that_is_no_list_says_why() {
    for (bytes, code) in [
        (&b""[..], "csv-empty"),
        (b"\xEF\xBB\xBF", "csv-empty"),
        (b"\r\n;;\r\n  \r\n", "csv-empty"),
        (b"PK\x03\x04\x14\x00", "csv-is-xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01", "csv-not-text"),
        (b"navn;telefon\nBo;1\n", "csv-without-email-column"),
        (b"Bo;bo@example.org\n", "csv-without-header"),
        (b"email;e-mail\n", "csv-column-twice"),
    ] {
        assert_eq!(read(bytes).map_err(|error| error.code()), Err(code), "{bytes:?}");
    }
    let error = read(b"navn;telefon\n").unwrap_err();
    assert_eq!(error, IntakeError::WithoutEmailColumn { headers: vec!["navn".to_owned(), "telefon".to_owned()] });
}

#[test]
fn a_header_and_nothing_else_is_a_list_of_nobody() {
    assert_eq!(table("email;name\n"), SubscriberTable::default());
}

#[test]
fn what_is_written_starts_no_formula() {
    let mut row = SubscriberRow::new(EmailAddress::parse("+bo@example.org").unwrap());
    row.name = Some("=HYPERLINK(\"https://example.org\";\"x\")".to_owned());
    row.organisation = Some("@home".to_owned());
    row.source = Some("'-' er et navn".to_owned());
    let bytes = write(&[row.clone()]);
    let text = str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with("\u{FEFF}email;name;language;organisation;list;source;consented;state\r\n"), "{text}");
    assert!(text.ends_with("\r\n"));
    let line = text.lines().nth(1).unwrap();
    assert_eq!(
        line,
        "'+bo@example.org;\"'=HYPERLINK(\"\"https://example.org\"\";\"\"x\"\")\";;'@home;;''-' er et navn;;"
    );
    assert_eq!(read(&bytes).unwrap().rows, [SubscriberRow { line: 2, ..row }]);
}

#[test]
fn every_remark_and_error_has_words_in_both_languages() {
    let errors = [
        IntakeError::Empty,
        IntakeError::ExcelWorkbook,
        IntakeError::NotText,
        IntakeError::WithoutHeader { cell: "bo@example.org".to_owned() },
        IntakeError::WithoutEmailColumn { headers: vec!["navn".to_owned()] },
        IntakeError::ColumnTwice { first: "mail".to_owned(), second: "email".to_owned() },
    ];
    let mut said: Vec<_> = errors.iter().map(|error| (error.code(), error.arguments())).collect();
    let long = "x".repeat(70);
    let file = [
        "email;language;list;consented;state",
        "a@example.org;klingon;;;",
        "a@example.org;;No list;;",
        "a@example.org;;;soon;",
        "a@example.org;;;;gone",
        "a@example.org",
        "a@example.org;;;;;x",
        "a b@example.org;;;;",
        "a,b@example.org;;;;",
        ";da;;;",
        "a@;;;;",
        "a@localhost;;;;",
        &format!("{long}@example.org;;;;"),
        "a\u{FFFD}@example.org;;;;",
        &format!("{};;;;", long.repeat(9)),
        "a@example.org;;;;",
        "a@example.org;;;;",
        "\"b@example.org;;;;",
    ];
    let table = table(&file.join("\n"));
    assert_eq!(table.refused.len() + table.passed_over.len(), file.len() - 2);
    let remarks = table.refused.into_iter().chain(table.passed_over);
    said.extend(remarks.map(|remark| (remark.code, remark.arguments)));
    for language in [Language::Danish, Language::English] {
        let words = Words::new(language);
        for (code, arguments) in &said {
            assert!(sentence(&words, code, arguments).is_some(), "{code} in {}", language.code());
            assert!(
                sentence(&words, &format!("{code}.hint"), arguments).is_some(),
                "{code}.hint in {}",
                language.code()
            );
        }
    }
}

fn words() -> impl Strategy<Value = Option<String>> {
    let word = "[a-zA-ZæøåÆØÅé=+@'\";,<>&|0-9-]{1,8}";
    prop::option::of(prop::collection::vec(word, 1..4).prop_map(|words| words.join(" ")))
}

fn some_row() -> impl Strategy<Value = SubscriberRow> {
    let address = "[a-z+=-][a-z'+-]{0,8}".prop_map(|name| format!("{name}@example.org"));
    let language = prop::option::of(prop::sample::select(vec![Language::Danish, Language::English]));
    let list = prop::option::of("[a-z]{1,8}".prop_map(|list| Id::parse(&list).unwrap()));
    let state = prop::option::of(prop::sample::select(SubscriptionState::ALL.to_vec()));
    let day = prop::option::of((0..20_000).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap()));
    let texts = (words(), words(), words());
    (address, texts, language, list, day, state).prop_map(|(address, texts, language, list, consented, state)| {
        let (name, organisation, source) = texts;
        let address = EmailAddress::parse(&address).unwrap();
        SubscriberRow { line: 0, address, name, language, organisation, list, source, consented, state }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(rows in prop::collection::vec(some_row(), 0..12)) {
        let mut seen = std::collections::HashSet::new();
        let rows: Vec<_> =
            rows.into_iter().filter(|row| seen.insert((row.address.clone(), row.list.clone()))).collect();
        let table = read(&write(&rows)).unwrap();
        let expected: Vec<_> =
            rows.into_iter().zip(2..).map(|(row, line)| SubscriberRow { line, ..row }).collect();
        prop_assert_eq!(table, SubscriberTable { rows: expected, ..SubscriberTable::default() });
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(email|navn|[;,\t\"'\r\n@a.é\u{FEFF}]){0,80}") {
        if let Ok(table) = read(text.as_bytes()) {
            let clean = |row: &SubscriberRow| row.name.as_deref().is_none_or(|name| !name.contains(char::is_control));
            prop_assert!(table.rows.iter().all(clean));
        }
    }
}
