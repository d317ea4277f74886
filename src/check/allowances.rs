//! What a record lets stand.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::language::nearest::nearest;
use crate::model::{DocumentPath, Finding, Record, Records};

/// Codes that reading gives and a record may allow.
const OF_READING: [&str; 1] = ["text-after-hash"];

/// Whether a record lets findings of that code stand.
pub(super) fn allows(record: Record<'_>, code: &str) -> bool {
    record.allow().iter().any(|allowance| allowance.code.trim() == code)
}

/// Whether a finding may stand: its record allows it. For findings that are not of `check`, which asks by itself.
pub fn is_allowed(records: &Records, finding: &Finding) -> bool {
    records.all().any(|record| allows(record, finding.code) && record.file() == finding.file)
}

pub(super) fn an_allowance_names_a_rule(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(record) = page.record() else { return Vec::new() };
    let codes = || super::RULES.iter().map(|rule| rule.code).chain(OF_READING);
    let allow = DocumentPath::root().key("allow");
    let mut spots = Vec::new();
    for (index, allowance) in record.allow().iter().enumerate() {
        let code = allowance.code.trim();
        if !codes().any(|known| known == code) {
            let spot = Spot::at(allow.index(index).key("code")).with("code", code);
            spots.push(spot.with("nearest", nearest(code, codes()).unwrap_or("none")));
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::is_allowed;
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    #[test]
    fn an_allowed_finding_is_dropped_in_its_own_record_only() {
        let links = json!([{ "text": "her", "url": "https://a.example" }]);
        let allow = json!([{ "code": "link-text-vague", "reason": "Sådan hedder siden" }]);
        let sample = Sample::sound()
            .meeting("a", json!({ "links": links, "allow": allow }))
            .meeting("b", json!({ "links": links }))
            .meeting("c", json!({ "allow": allow }));
        assert_eq!(sample.places(), ["meetings/b.yaml link-text-vague links[0].text"]);
        let finding = &sample.findings()[0];
        assert!(!is_allowed(sample.records(), finding));
        let elsewhere = crate::model::Finding { file: "meetings/a.yaml".to_owned(), ..finding.clone() };
        assert!(is_allowed(sample.records(), &elsewhere));
    }

    #[test]
    fn an_allowance_of_a_code_that_is_none_is_found() {
        let allow = json!([{ "code": "alt-mising", "reason": "x" }, { "code": "text-after-hash", "reason": "x" }]);
        let sample = Sample::sound().meeting("a", json!({ "allow": allow }));
        assert_eq!(sample.places(), ["meetings/a.yaml unknown-code allow[0].code"]);
        assert_eq!(argument(&sample.findings()[0], "nearest"), "alt-missing");
    }
}
