//! That a part of the file is XML which Word opens: well-formed, and with no prefix that nothing stands for (XML 1.0 §2.1, Namespaces
//! in XML 1.0 §5). A workspace's own template may leave it otherwise.

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// How many letters of the text before a mistake are told.
const CONTEXT: usize = 60;

/// What is wrong with the first thing that is: what the reader says of it, in English, and the text that stands before it.
pub(in crate::render) fn mistake(xml: &str) -> Option<(String, String)> {
    let mut reader = NsReader::from_str(xml);
    let (mut depth, mut elements) = (0_usize, 0_usize);
    let reason = loop {
        let is_first = reader.buffer_position() == 0;
        match reader.read_event() {
            Err(error) => break error.to_string(),
            Ok(Event::Start(start)) => {
                depth += 1;
                elements += 1;
                if let Some(reason) = unsound(&reader, &start) {
                    break reason;
                }
            }
            Ok(Event::Empty(start)) => {
                elements += 1;
                if let Some(reason) = unsound(&reader, &start) {
                    break reason;
                }
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Text(words)) if depth == 0 && !words.iter().all(u8::is_ascii_whitespace) => {
                break "text outside every element".to_owned();
            }
            Ok(Event::GeneralRef(name)) => {
                let letter = name.resolve_char_ref().ok().flatten();
                let is_letter =
                    letter.is_some_and(|it| matches!(it, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..));
                let named = name.decode().unwrap_or_default();
                if !is_letter && resolve_predefined_entity(&named).is_none() {
                    break format!("nothing stands for &{named};");
                }
            }
            Ok(Event::Comment(words)) if words.windows(2).any(|pair| pair == b"--") => {
                break "-- within a comment".to_owned();
            }
            Ok(Event::Decl(_)) if !is_first => break "<?xml stands after something else".to_owned(),
            Ok(Event::Eof) if depth == 0 && elements > 0 => return None,
            Ok(Event::Eof) if elements == 0 => break "no element".to_owned(),
            Ok(Event::Eof) => break "an element is not closed".to_owned(),
            Ok(_) => {}
        }
    };
    let at = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
    let before = xml.get(..at.min(xml.len())).unwrap_or(xml);
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(from, _)| from);
    Some((reason, before[from..].split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn unsound(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Option<String> {
    let unknown = |result: ResolveResult<'_>| match result {
        ResolveResult::Unknown(prefix) => Some(format!("nothing stands for {}:", String::from_utf8_lossy(&prefix))),
        _ => None,
    };
    let of_attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| match attribute {
        Err::<_, quick_xml::events::attributes::AttrError>(error) => Some(error.to_string()),
        Ok(attribute) if attribute.value.contains(&b'<') => Some("< in the value of an attribute".to_owned()),
        Ok(attribute) => unknown(reader.resolver().resolve_attribute(attribute.key).0),
    };
    unknown(reader.resolver().resolve_element(start.name()).0).or_else(|| start.attributes().find_map(of_attribute))
}

#[cfg(test)]
mod tests {
    use super::mistake;

    #[test]
    fn what_is_sound_has_no_mistake_and_what_is_not_is_told_with_what_stands_before_it() {
        assert_eq!(
            mistake("<?xml version=\"1.0\"?>\n<w:p xmlns:w=\"x\" a=\"1\"><w:t>R&amp;D &#230;</w:t><w:br/></w:p>\n"),
            None
        );
        for text in [
            "<w:p xmlns:w=\"x\"><w:r></w:p>",
            "<w:p xmlns:w=\"x\">",
            "<p>&nbsp;</p>",
            "<w:p/>",
            "<p w:val=\"1\"/>",
            "<p a=\"1\" a=\"2\"/>",
            "<p a=\"<\"/>",
            "<p a/>",
            "<p/>ord",
            "<p></p></p>",
            "<p>&#7;</p>",
            "<p><!-- a -- b --></p>",
            "<!-- a --><?xml version=\"1.0\"?><p/>",
            "",
            "<p/><",
        ] {
            assert!(mistake(text).is_some(), "{text}");
        }
        let (_, before) = mistake("<p><b>æøå</b><i>tekst</b></p>").unwrap();
        assert!(before.ends_with("<i>tekst</b>"), "{before}");
    }
}
