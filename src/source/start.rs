//! Texts of new records, and entries put to the end of a registry: what `init` and `new` write.
//!
//! They say no more than the answers; what is left out is a line to fill in or none.

use super::quote::quote;
use super::read::{Document, parse, read};
use super::schema::SchemaKind;
use crate::model::{Id, Organisation, Person};
use std::collections::BTreeMap;

/// Answers about a new meeting, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewMeeting {
    /// The calendar entry's own name: letters and digits, drawn by lot.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// Its day, in any form that is a date.
    pub date: String,
    /// Its hours.
    pub time: Option<String>,
    /// The organisation that lends the room.
    pub host: Option<String>,
    /// The address.
    pub place: Option<String>,
}

/// Answers about a new article, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewArticle {
    /// Its heading.
    pub title: String,
    /// Its day.
    pub date: String,
    /// Its opening sentence.
    pub lead: String,
}

/// Answers about a new issue of the newsletter, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewIssue {
    /// The mail's subject.
    pub subject: String,
    /// The day it goes out.
    pub date: Option<String>,
    /// The list it goes to.
    pub list: Option<String>,
    /// The meetings it brings, by id.
    pub meetings: Vec<String>,
    /// The articles it brings, by id.
    pub news: Vec<String>,
}

/// Answers about a new workspace, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewWorkspace {
    /// Its id.
    pub id: String,
    /// The network's name.
    pub network: String,
    /// The organisation that runs it.
    pub secretariat: String,
    /// The name that letters come from.
    pub sender_name: String,
    /// The address that they come from.
    pub sender_email: String,
}

/// Why an entry was not put into a registry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The registry has an entry of that id.
    #[error("{0} is taken")]
    Taken(Id),
    /// Something is wrong with the registry's text, so nothing is written into it.
    #[error("the registry cannot be read")]
    Unreadable,
    /// The text with the entry would not read as the text before and the entry.
    #[error("the entry does not read as it was given")]
    Unsound,
}

impl StartError {
    /// The name of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Taken(_) => "entry-taken",
            Self::Unreadable => "registry-unreadable",
            Self::Unsound => "entry-unsound",
        }
    }

    /// The values of its sentence.
    pub fn arguments(&self) -> Vec<(&'static str, crate::model::Argument)> {
        match self {
            Self::Taken(id) => vec![("id", id.to_string().into())],
            Self::Unreadable | Self::Unsound => Vec::new(),
        }
    }
}

/// The file of a kind's schema, from the workspace's root; the records' first lines name it.
pub fn schema_file(kind: SchemaKind) -> String {
    format!("schemas/{}.json", kind.name())
}

/// The first line of a file, by which editors find its schema.
fn schema_line(kind: SchemaKind) -> String {
    let up = if kind == SchemaKind::Workspace { "" } else { "../" };
    format!("# yaml-language-server: $schema={up}{}\n", schema_file(kind))
}

/// The text of a new meeting: before it is held, an agenda with one item to fill in.
pub fn meeting(new: &NewMeeting) -> String {
    let mut text = Text::new(SchemaKind::Meeting);
    text.line("uid", &new.uid).line("title", &new.title).line("date", &new.date);
    text.maybe("time", new.time.as_ref()).maybe("host", new.host.as_ref()).maybe("place", new.place.as_ref());
    text.0.push_str("agenda: []\n");
    text.0
}

/// The text of a new article.
pub fn news(new: &NewArticle) -> String {
    let mut text = Text::new(SchemaKind::News);
    text.line("title", &new.title).line("date", &new.date).line("lead", &new.lead);
    text.0.push_str("sections: []\n");
    text.0
}

/// The text of a new issue.
pub fn newsletter(new: &NewIssue) -> String {
    let mut text = Text::new(SchemaKind::Newsletter);
    text.line("subject", &new.subject).maybe("date", new.date.as_ref()).maybe("list", new.list.as_ref());
    let meetings = new.meetings.iter().map(|id| ("meeting", id));
    let items: Vec<_> = meetings.chain(new.news.iter().map(|id| ("news", id))).collect();
    text.0.push_str(if items.is_empty() { "items: []\n" } else { "items:\n" });
    for (key, id) in items {
        text.0.push_str(&format!("  - {key}: {}\n", scalar(id)));
    }
    text.0
}

/// The text of a new `opsamling.yaml`.
pub fn workspace(new: &NewWorkspace) -> String {
    let mut text = Text::new(SchemaKind::Workspace);
    text.line("id", &new.id).line("network", &new.network).line("secretariat", &new.secretariat);
    text.0.push_str("sender:\n");
    text.below("name", &new.sender_name).below("email", &new.sender_email);
    text.0
}

/// The text of `people.yaml` with one more person at its end.
///
/// # Errors
/// `StartError` where the id is taken, or the text could not be read before or would read otherwise after.
pub fn person(registry: &str, id: &Id, person: &Person) -> Result<String, StartError> {
    let mut entry = Text(format!("{id}:\n"));
    entry.below("name", &person.name).maybe_below("title", person.title.as_ref());
    entry.maybe_below("organisation", person.organisation.as_ref().map(|it| &it.0));
    with_entry(registry, SchemaKind::People, id, person, &entry.0)
}

/// The text of `organisations.yaml` with one more organisation at its end.
///
/// # Errors
/// `StartError` where the id is taken, or the text could not be read before or would read otherwise after.
pub fn organisation(registry: &str, id: &Id, organisation: &Organisation) -> Result<String, StartError> {
    let mut entry = Text(format!("{id}:\n"));
    entry.below("name", &organisation.name).maybe_below("short", organisation.short.as_ref());
    entry.maybe_below("preposition", organisation.preposition.as_ref()).maybe_below("url", organisation.url.as_ref());
    if let Some(member) = organisation.member {
        entry.0.push_str(&format!("  member: {member}\n"));
    }
    entry.maybe_below("part_of", organisation.part_of.as_ref().map(|it| &it.0));
    if !organisation.also.is_empty() {
        entry.0.push_str("  also:\n");
        for name in &organisation.also {
            entry.0.push_str(&format!("    - {}\n", scalar(name)));
        }
    }
    with_entry(registry, SchemaKind::Organisations, id, organisation, &entry.0)
}

/// Puts an entry to the end of a registry's text, and makes sure that nothing else has changed.
fn with_entry<T>(registry: &str, kind: SchemaKind, id: &Id, value: &T, entry: &str) -> Result<String, StartError>
where
    T: Clone + PartialEq,
    BTreeMap<Id, T>: Document,
{
    let reading = read::<BTreeMap<Id, T>>(registry, "");
    let before = reading.value.filter(|_| reading.findings.is_empty()).ok_or(StartError::Unreadable)?;
    if before.contains_key(id) {
        return Err(StartError::Taken(id.clone()));
    }
    let line_end = if registry.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = if registry.is_empty() { schema_line(kind) } else { registry.to_owned() };
    // A registry that was written in braces, or ends in `{}`, has no end to write behind.
    if !text.ends_with('\n') {
        text.push_str(line_end);
    }
    text.push_str(&entry.replace('\n', line_end));
    let mut wanted = before;
    wanted.insert(id.clone(), value.clone());
    let after = read::<BTreeMap<Id, T>>(&text, "");
    let sound = after.findings.is_empty() && after.value.as_ref() == Some(&wanted);
    if sound { Ok(text) } else { Err(StartError::Unsound) }
}

/// A small workspace of that id to begin with, in Danish: its files from the root, each with its text. It passes `check`.
pub fn example(id: &Id) -> Vec<(String, String)> {
    let settings = format!("id: {id}\n{}", include_str!("start/opsamling.yaml"));
    [
        (SchemaKind::Workspace, "opsamling.yaml", settings.as_str()),
        (SchemaKind::People, "registry/people.yaml", include_str!("start/people.yaml")),
        (SchemaKind::Organisations, "registry/organisations.yaml", include_str!("start/organisations.yaml")),
        (SchemaKind::Meeting, "meetings/2026-01-15-foerste-moede.yaml", include_str!("start/meeting.yaml")),
    ]
    .map(|(kind, file, text)| (file.to_owned(), schema_line(kind) + text))
    .to_vec()
}

/// Lines of YAML.
struct Text(String);

impl Text {
    fn new(kind: SchemaKind) -> Self {
        Self(schema_line(kind))
    }

    fn line(&mut self, key: &str, value: &str) -> &mut Self {
        self.0.push_str(&format!("{key}: {}\n", scalar(value)));
        self
    }

    fn maybe(&mut self, key: &str, value: Option<&String>) -> &mut Self {
        if let Some(value) = value {
            self.line(key, value);
        }
        self
    }

    fn below(&mut self, key: &str, value: &str) -> &mut Self {
        self.0.push_str("  ");
        self.line(key, value)
    }

    fn maybe_below(&mut self, key: &str, value: Option<&String>) -> &mut Self {
        if let Some(value) = value {
            self.below(key, value);
        }
        self
    }
}

/// A text as one line of YAML: bare where it reads as it stands, else in quotation marks. A line break becomes a space.
pub fn scalar(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let reads = |written: &str| {
        let list: Option<Vec<serde_json::Value>> = parse(&format!("- {written}\n")).ok();
        list.is_some_and(|list| list == [serde_json::Value::from(line.as_str())])
    };
    if reads(&line) && !line.starts_with(['"', '\'', '&', '!']) { line } else { quote(&line) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{List, Meeting, NewsArticle, Newsletter, Reference, Settings};
    use proptest::prelude::*;

    #[test]
    fn a_new_record_reads_back() {
        let new = NewMeeting {
            uid: "m7f3a2".to_owned(),
            title: "MitID: status #2".to_owned(),
            date: "12. marts 2026".to_owned(),
            time: Some("13.00-15.30".to_owned()),
            host: Some("Ældre Sagen".to_owned()),
            place: Some("\"Huset\", Gade 1".to_owned()),
        };
        let text = meeting(&new);
        assert_eq!(
            text,
            "# yaml-language-server: $schema=../schemas/meeting.json\nuid: m7f3a2\ntitle: \"MitID: status #2\"\n\
             date: 12. marts 2026\ntime: 13.00-15.30\nhost: Ældre Sagen\nplace: '\"Huset\", Gade 1'\nagenda: []\n"
        );
        let read_back = read::<Meeting>(&text, "");
        assert_eq!(read_back.findings, []);
        assert_eq!(read_back.value.unwrap().title, new.title);
        let article = NewArticle { title: "@home".into(), date: "1.2.2026".into(), lead: "Nu: sker det".into() };
        assert_eq!(read::<NewsArticle>(&news(&article), "").value.unwrap().lead, article.lead);
        let issue = NewIssue {
            subject: "2026".into(),
            date: Some("1.2.2026".into()),
            list: Some("newsletter".into()),
            meetings: vec!["2026-01-15-foerste-moede".into()],
            news: vec!["nyt".into()],
        };
        let issue = read::<Newsletter>(&newsletter(&issue), "").value.unwrap();
        assert_eq!((issue.subject.as_str(), issue.items.len()), ("2026", 2));
        let settings = NewWorkspace {
            id: "net".into(),
            network: "Net: et".into(),
            secretariat: "Styrelsen".into(),
            sender_name: "Os".into(),
            sender_email: "os@example.org".into(),
        };
        let settings = read::<Settings>(&workspace(&settings), "").value.unwrap();
        assert_eq!(settings.network, "Net: et");
    }

    fn holm() -> (Id, Person) {
        let organisation = Some(Reference("Uni: et".into()));
        let person = Person { name: "Birthe Holm".into(), title: Some("professor".into()), organisation };
        (Id::parse("birthe-holm").unwrap(), person)
    }

    #[test]
    fn an_entry_is_put_behind_all_that_stands() {
        let (id, holm) = holm();
        let before = "# vores folk\r\nmette-lind: # leder\r\n  name: Mette Lind";
        let text = person(before, &id, &holm).unwrap();
        assert_eq!(
            text,
            format!(
                "{before}\r\nbirthe-holm:\r\n  name: Birthe Holm\r\n  title: professor\r\n  organisation: \"Uni: et\"\r\n"
            )
        );
        assert_eq!(person(&text, &id, &holm), Err(StartError::Taken(id.clone())));
        assert!(
            person("", &id, &holm).unwrap().starts_with("# yaml-language-server: $schema=../schemas/people.json\n")
        );
        let ministry = Organisation {
            name: "Ministeriet".into(),
            short: Some("M".into()),
            preposition: Some("i".into()),
            url: Some("https://m.example/".into()),
            member: Some(false),
            part_of: Some(Reference("Staten".into())),
            also: List(vec!["Det: gamle".into()]),
        };
        assert!(organisation("", &Id::parse("m").unwrap(), &ministry).is_ok());
    }

    #[test]
    fn an_entry_is_refused_where_it_would_change_anything_else() {
        let (id, holm) = holm();
        assert_eq!(person("mette: {naem: x}\n", &id, &holm), Err(StartError::Unreadable));
        assert_eq!(person("{mette: {name: x}}\n", &id, &holm), Err(StartError::Unsound));
        assert_eq!(person("mette:\n  name: x\n...\n", &id, &holm), Err(StartError::Unsound));
    }

    #[test]
    fn the_example_reads() {
        for (file, text) in example(&Id::parse("mit-netvaerk").unwrap()) {
            let findings = match file.as_str() {
                "opsamling.yaml" => read::<Settings>(&text, &file).findings,
                "registry/people.yaml" => read::<BTreeMap<Id, Person>>(&text, &file).findings,
                "registry/organisations.yaml" => read::<BTreeMap<Id, Organisation>>(&text, &file).findings,
                _ => read::<Meeting>(&text, &file).findings,
            };
            assert_eq!(findings, [], "{file}");
            assert_eq!(crate::source::traps(&text, &file), [], "{file}");
        }
    }

    proptest! {
        #[test]
        fn every_answer_reads_back(answer in "[ -~æøåÆØÅ–”]{1,30}") {
            let line = answer.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!line.is_empty());
            let text = meeting(&NewMeeting { title: answer, date: "2026-01-15".into(), uid: "a".into(), ..NewMeeting::default() });
            let reading = read::<Meeting>(&text, "");
            prop_assert_eq!(&reading.findings, &[]);
            prop_assert_eq!(reading.value.unwrap().title, line);
            prop_assert_eq!(crate::source::traps(&text, ""), []);
        }
    }
}
