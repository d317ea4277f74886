//! The header line: which column says what, in Danish or English.

use super::IntakeError;
use crate::model::EmailAddress;
use csv::StringRecord;

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Email,
    Name,
    FirstName,
    LastName,
    Language,
    Organisation,
    List,
    Source,
    Consented,
    State,
}

impl Column {
    /// The names that people give it: lower case, letters alone.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Email => &[
                "email",
                "mail",
                "emailadresse",
                "mailadresse",
                "emailaddress",
                "mailaddress",
                "epost",
                "epostadresse",
            ],
            Self::Name => &["name", "navn", "fuldenavn", "fuldtnavn", "fullname"],
            Self::FirstName => &["firstname", "givenname", "fornavn", "fornavne"],
            Self::LastName => &["lastname", "surname", "familyname", "efternavn"],
            Self::Language => &["language", "sprog"],
            Self::Organisation => &["organisation", "organization", "virksomhed", "firma", "company", "arbejdssted"],
            Self::List => &["list", "liste"],
            Self::Source => &["source", "kilde"],
            Self::Consented => &["consented", "consent", "consentdate", "samtykke", "samtykkedato"],
            Self::State => &["state", "status", "tilstand"],
        }
    }

    const ALL: [Self; 10] = [
        Self::Email,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Language,
        Self::Organisation,
        Self::List,
        Self::Source,
        Self::Consented,
        Self::State,
    ];

    /// The column of a header.
    fn of(header: &str) -> Option<Self> {
        let name = letters(header);
        Self::ALL.into_iter().find(|column| column.names().contains(&name.as_str()))
    }
}

/// The letters of a header in lower case: `E-mail *` is `email`.
fn letters(header: &str) -> String {
    header.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where each column stands.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// How many cells a row has.
    pub width: usize,
    /// The columns that nobody reads.
    pub ignored: Vec<String>,
    positions: [Option<usize>; Column::ALL.len()],
}

impl Header {
    /// Reads the first row of a file.
    pub fn read(record: &StringRecord) -> Result<Self, IntakeError> {
        let named = |(_, header): &(usize, &str)| !header.trim().is_empty();
        let headers: Vec<(usize, &str)> = record.iter().enumerate().filter(named).collect();
        let mut positions: [Option<usize>; Column::ALL.len()] = [None; Column::ALL.len()];
        let mut ignored = Vec::new();
        for &(position, header) in &headers {
            match Column::of(header) {
                Some(column) => {
                    if let Some(first) = positions[column as usize].replace(position) {
                        let name = |at| record.get(at).unwrap_or_default().trim().to_owned();
                        return Err(IntakeError::ColumnTwice { first: name(first), second: name(position) });
                    }
                }
                None => ignored.push(position),
            }
        }
        // A column called just "adresse" is where letters are posted, unless there is no other.
        let email = &mut positions[Column::Email as usize];
        if email.is_none() {
            let weak = |at: &usize| ["adresse", "address"].contains(&letters(&record[*at]).as_str());
            *email = ignored.iter().position(weak).map(|index| ignored.remove(index));
        }
        if email.is_none() {
            if let Some(cell) = record.iter().find(|cell| EmailAddress::parse(cell).is_ok()) {
                return Err(IntakeError::WithoutHeader { cell: cell.trim().to_owned() });
            }
            let shown = |text: &str| text.trim().chars().take(40).collect();
            let headers = headers.iter().take(20).map(|(_, header)| shown(header)).collect();
            return Err(IntakeError::WithoutEmailColumn { headers });
        }
        let width = headers.last().map_or(0, |(position, _)| position + 1);
        let ignored = ignored.into_iter().map(|at| record[at].trim().to_owned()).collect();
        Ok(Self { width, ignored, positions })
    }

    /// The cell of a row in a column, without spaces around it; nothing where it is empty or there is no such column.
    pub fn cell<'a>(&self, record: &'a StringRecord, column: Column) -> Option<&'a str> {
        let cell = record.get(self.positions[column as usize]?)?;
        Some(unquoted(cell.trim())).filter(|cell| !cell.is_empty())
    }
}

/// Whether a spreadsheet would take the text for a formula, were it not for the quotation marks before it.
pub(super) fn is_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Takes away the one quotation mark that keeps a text from being a formula.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_like_a_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Column, Header};
    use crate::intake::subscribers::IntakeError;
    use csv::StringRecord;

    #[test]
    fn headers_are_danish_or_english_in_any_case() {
        for (header, column) in [
            ("E-mail", Column::Email),
            (" MAIL ", Column::Email),
            ("e-mail adresse *", Column::Email),
            ("Navn", Column::Name),
            ("SPROG", Column::Language),
            ("Organization", Column::Organisation),
            ("liste", Column::List),
            ("Kilde:", Column::Source),
            ("Samtykke", Column::Consented),
            ("tilstand", Column::State),
        ] {
            assert_eq!(Column::of(header), Some(column), "{header}");
        }
    }

    #[test]
    fn a_postal_address_is_no_address_where_there_is_an_email() {
        let both = Header::read(&StringRecord::from(vec!["Adresse", "E-mail", ""])).unwrap();
        let row = StringRecord::from(vec!["Gade 1", "bo@example.org", ""]);
        assert_eq!(both.cell(&row, Column::Email), Some("bo@example.org"));
        assert_eq!((both.ignored, both.width), (vec!["Adresse".to_owned()], 2));
        let alone = Header::read(&StringRecord::from(vec!["Adresse", "navn"])).unwrap();
        assert_eq!(alone.cell(&row, Column::Email), Some("Gade 1"));
    }

    #[test]
    fn a_header_that_cannot_be_read_says_what_stands_there() {
        let read = |cells: Vec<&str>| Header::read(&StringRecord::from(cells)).unwrap_err();
        assert_eq!(
            read(vec!["Navn", "Telefon"]),
            IntakeError::WithoutEmailColumn { headers: vec!["Navn".to_owned(), "Telefon".to_owned()] }
        );
        assert_eq!(
            read(vec!["Bo", "bo@example.org"]),
            IntakeError::WithoutHeader { cell: "bo@example.org".to_owned() }
        );
        assert_eq!(
            read(vec!["email", "navn", "E-mail"]),
            IntakeError::ColumnTwice { first: "email".to_owned(), second: "E-mail".to_owned() }
        );
    }
}
