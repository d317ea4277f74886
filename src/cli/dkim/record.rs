//! What DNS is to say of a key, for those who edit it and for programs.

use crate::cli::terminal::Terminal;
use crate::letter::{DkimError, DkimKey, KeyKind};
use crate::model::Relay;

/// What DNS is to say of a key.
#[derive(Debug, serde::Serialize)]
pub struct DnsRecord {
    domain: String,
    selector: String,
    key_type: KeyKind,
    key_file: String,
    record_name: String,
    record_type: &'static str,
    record_value: String,
}

impl DnsRecord {
    /// The record of a key that the settings call so.
    ///
    /// # Errors
    /// `DkimError` where its public half cannot be written.
    pub fn of(key: &DkimKey, key_file: &str) -> Result<Self, DkimError> {
        Ok(Self {
            domain: key.name.domain().to_owned(),
            selector: key.name.selector().to_owned(),
            key_type: key.key.kind(),
            key_file: key_file.to_owned(),
            record_name: key.name.record(),
            record_type: "TXT",
            record_value: key.key.record()?,
        })
    }

    /// The record field by field, as a form on the web asks for it, and as a line of a zone file.
    pub fn in_words(&self, terminal: &Terminal) -> String {
        let say = |name: &str| terminal.sentence(name, &[]);
        format!(
            "{} {}\n{} {}\n{} {}\n\n{}\n{}\n",
            say("dkim-record-name"),
            self.record_name,
            say("dkim-record-type"),
            self.record_type,
            say("dkim-record-value"),
            self.record_value,
            say("dkim-record-zone"),
            self.zone_line()
        )
    }

    /// The lines that are missing from `opsamling.yaml`, and below which of its keys they belong.
    pub fn settings(&self, relay: &Relay, terminal: &Terminal) -> String {
        let Self { domain, selector, key_file, .. } = self;
        let entry = format!("    - domain: {domain}\n      selector: {selector}\n      key_file: {key_file}\n");
        let (place, above) = if !relay.dkim.is_empty() {
            ("dkim-settings-below-dkim", "")
        } else if *relay != Relay::default() {
            ("dkim-settings-below-relay", "  dkim:\n")
        } else {
            ("dkim-settings", "relay:\n  dkim:\n")
        };
        format!("{}\n{above}{entry}", terminal.sentence(place, &[]))
    }

    /// A string in a zone file has at most 255 bytes; receivers join them (RFC 6376 §3.6.2.2).
    fn zone_line(&self) -> String {
        let mut strings = Vec::new();
        let mut rest = self.record_value.as_str();
        while !rest.is_empty() {
            let (string, more) = rest.split_at(rest.len().min(255));
            strings.push(format!("\"{string}\""));
            rest = more;
        }
        format!("{}. IN TXT ( {} )", self.record_name, strings.join("\n  "))
    }
}
