//! Addresses in running text.

use crate::model::EmailAddress;

/// An address and where it stands in its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) address: EmailAddress,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Every address in a text.
pub(super) fn addresses(text: &str) -> Vec<EmailAddress> {
    mentions(text).into_iter().map(|mention| mention.address).collect()
}

/// Every address in a line, with its place.
pub(super) fn mentions(line: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (at, _) in line.match_indices('@') {
        if found.len() >= 50 {
            break;
        }
        let before = &line[..at];
        let start =
            before.char_indices().rev().take(70).take_while(|(_, c)| is_local(*c)).last().map(|(start, _)| start);
        let after = &line[at + 1..];
        let end = after.char_indices().take(250).take_while(|(_, c)| is_domain(*c)).last();
        let (Some(start), Some((last, c))) = (start, end) else { continue };
        let mut end = at + 1 + last + c.len_utf8();
        end -= line[at + 1..end].len() - line[at + 1..end].trim_end_matches(['.', '-', '_']).len();
        let mut start = start;
        // What opens a quotation is no part of a name, and neither is what a label ends in.
        start += line[start..at].len()
            - line[start..at]
                .trim_start_matches(['\'', '`', '*', '=', '/', '|', '.', '-', '{', '‘', '“', '«', '「'])
                .len();
        if start >= at || end <= at + 1 || before[..start].ends_with("://") {
            continue;
        }
        // X.400 in text: `dda:SMTP=anna@example.org`.
        let after_mark = line[start..at].rfind("SMTP=").map(|mark| start + mark + 5);
        let start = after_mark.filter(|start| *start < at).unwrap_or(start);
        let written = &line[start..end];
        if written[..at - start].to_ascii_uppercase().starts_with("IMCEA") {
            continue;
        }
        if let Ok(address) = EmailAddress::parse(written) {
            found.push(Mention { address, start, end });
        }
    }
    found
}

fn is_local(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) } else { c.is_alphanumeric() }
}

fn is_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || (!c.is_ascii() && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn an_address_is_found_in_what_surrounds_it() {
        for (text, found) in [
            ("<anna@example.org>: unknown", "anna@example.org"),
            ("mailto:anna.b+c@example.org.", "anna.b+c@example.org"),
            ("SMTP:ANNA@EXAMPLE.ORG#550", "ANNA@example.org"),
            ("'anna@example.org'", "anna@example.org"),
            ("(anna@example.org)...", "anna@example.org"),
            ("to=<o'brien@example.org>,", "o'brien@example.org"),
            ("p=ORG;dda:SMTP=anna@example.org; on Monday", "anna@example.org"),
            ("søren@rødgrød.example", "søren@xn--rdgrd-vuad.example"),
        ] {
            let addresses: Vec<_> = addresses(text).iter().map(|it| it.as_str().to_owned()).collect();
            assert_eq!(addresses, [found], "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_passed_over() {
        for text in ["@", "a@", "@b.example", "a@b", "a @ b.example", "IMCEAEX-_O=X@example.org", "@@@@", "å@", "…@…"]
        {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }
}
