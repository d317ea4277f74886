//! XML as a tree: elements by their local names, no entities but XML's own five, nothing deeper or larger than a text needs.

use super::error::WordError;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may lie inside each other. Word's own go to some forty.
const DEEPEST: usize = 200;
/// How many elements a part may have: a text of a thousand pages has half as many.
const MOST_ELEMENTS: usize = 1_000_000;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// Its name without the prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub(super) children: Vec<Node>,
}

/// What is in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// Another.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The value of an attribute, by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The attribute `val` of the first element in it of that name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// The text that stands in it and below.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => text.push_str(&element.text()),
            }
        }
        text
    }
}

/// Reads a part of that name.
pub(super) fn read(text: &str, part: &str) -> Result<Element, WordError> {
    let damaged = || WordError::Damaged { part: part.to_owned() };
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|_| damaged())?;
        let words = match event {
            Event::Start(_) | Event::Empty(_) if open.len() > DEEPEST || count >= MOST_ELEMENTS => {
                return Err(WordError::TooLarge { part: part.to_owned() });
            }
            Event::Start(start) => {
                count += 1;
                open.push(element(&start).ok_or_else(damaged)?);
                continue;
            }
            Event::Empty(start) => {
                count += 1;
                let element = element(&start).ok_or_else(damaged)?;
                open.last_mut().ok_or_else(damaged)?.children.push(Node::Element(element));
                continue;
            }
            Event::End(_) => {
                let closed = open.pop().ok_or_else(damaged)?;
                open.last_mut().ok_or_else(damaged)?.children.push(Node::Element(closed));
                continue;
            }
            Event::Text(words) => words.xml10_content().map_err(|_| damaged())?.into_owned(),
            Event::CData(words) => words.xml10_content().map_err(|_| damaged())?.into_owned(),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| damaged())? {
                Some(letter) => letter.to_string(),
                None => {
                    let name = name.decode().map_err(|_| damaged())?;
                    resolve_predefined_entity(&name).ok_or_else(damaged)?.to_owned()
                }
            },
            Event::DocType(_) => return Err(WordError::Declares { part: part.to_owned() }),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            Event::Eof => break,
        };
        let children = &mut open.last_mut().ok_or_else(damaged)?.children;
        match children.last_mut() {
            Some(Node::Text(before)) => before.push_str(&words),
            _ => children.push(Node::Text(words)),
        }
    }
    match open.as_mut_slice() {
        [document] => {
            let children = std::mem::take(&mut document.children);
            let root = children.into_iter().find_map(|child| match child {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            });
            root.ok_or_else(damaged)
        }
        _ => Err(damaged()),
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = str::from_utf8(start.local_name().into_inner()).ok()?.to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let name = str::from_utf8(attribute.key.local_name().into_inner()).ok()?.to_owned();
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((name, value));
    }
    Some(Element { name, attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::intake::word::WordError;

    #[test]
    fn elements_are_known_by_their_local_names_and_text_is_whole() {
        let root = read(
            "<?xml version=\"1.0\"?><w:p xmlns:w=\"x\"><w:t a:val=\"1 &lt; 2\">R&amp;D &#230;<![CDATA[<]]></w:t></w:p>",
            "p",
        );
        let root = root.unwrap();
        assert_eq!((root.name.as_str(), root.text().as_str()), ("p", "R&D æ<"));
        assert_eq!(root.value("t"), Some("1 < 2"));
    }

    #[test]
    fn what_no_text_needs_is_refused() {
        let refused = |text: &str| read(text, "p").unwrap_err();
        let part = || "p".to_owned();
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>";
        assert_eq!(refused(bomb), WordError::Declares { part: part() });
        assert_eq!(refused(&"<a>".repeat(100_000)), WordError::TooLarge { part: part() });
        assert_eq!(refused(&format!("<a>{}</a>", "<b/>".repeat(1_000_001))), WordError::TooLarge { part: part() });
        for text in
            ["", "ord", "<a>", "<a></b>", "</a>", "<a>&b;</a>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a>&#0;</a>"]
        {
            assert_eq!(refused(text), WordError::Damaged { part: part() }, "{text}");
        }
    }
}
