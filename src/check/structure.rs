//! Structure that is typed by hand where the record has a place for it.

use super::around::Around;
use super::page::Page;
use super::passage::words;
use super::rule::Spot;
use crate::model::{DocumentPath, Id, Record};
use crate::prose::{BlockKind, Inline, InlineKind};
use std::collections::BTreeSet;
use std::ops::Range;

pub(super) fn a_text_has_no_headings(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for passage in &page.passages {
        for block in passage.blocks() {
            if let BlockKind::Heading { inlines, .. } = &block.kind {
                let range = without_line_end(passage.text, &block.range);
                spots.push(Spot::at(passage.path.clone()).within(range).with("text", words(inlines).trim()));
            }
        }
    }
    spots
}

pub(super) fn a_bold_line_is_no_heading(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for passage in &page.passages {
        for block in passage.blocks() {
            if let BlockKind::Paragraph(inlines) = &block.kind
                && let Some(text) = bold_alone(inlines)
            {
                let range = without_line_end(passage.text, &block.range);
                spots.push(Spot::at(passage.path.clone()).within(range).with("text", text.trim()));
            }
        }
    }
    spots
}

/// The words of a paragraph that is bold from one end to the other, but for a colon or a full stop.
fn bold_alone(inlines: &[Inline]) -> Option<String> {
    let says_something = |inline: &&Inline| match &inline.kind {
        InlineKind::Text(text) => !matches!(text.trim(), "" | ":" | "."),
        InlineKind::SoftBreak | InlineKind::LineBreak => false,
        _ => true,
    };
    let mut saying = inlines.iter().filter(says_something);
    let (Some(Inline { kind: InlineKind::Strong(inside), .. }), None) = (saying.next(), saying.next()) else {
        return None;
    };
    Some(words(inside)).filter(|text| !text.trim().is_empty())
}

pub(super) fn a_text_has_no_html(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for passage in &page.passages {
        let blocks = passage.blocks().into_iter().filter(|block| matches!(block.kind, BlockKind::Html(_)));
        let inlines = passage.inlines().into_iter().filter(|inline| matches!(inline.kind, InlineKind::Html(_)));
        let mut ranges: Vec<_> = blocks.map(|it| &it.range).chain(inlines.map(|it| &it.range)).collect();
        ranges.sort_by_key(|range| range.start);
        let mut opened: Vec<&str> = Vec::new();
        for range in ranges {
            let range = without_line_end(passage.text, range);
            let first = passage.text[range.clone()].lines().next().unwrap_or_default();
            // What ends a tag that was found is the same mistake.
            match first.strip_prefix("</") {
                Some(end) if opened.contains(&tag_name(end)) => continue,
                _ => opened.push(tag_name(first.trim_start_matches('<'))),
            }
            let spot = Spot::at(passage.path.clone()).with("text", first.trim());
            spots.push(spot.within(range));
        }
    }
    spots
}

fn tag_name(tag: &str) -> &str {
    tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// A table of Markdown's: a line of dashes and upright strokes below another with strokes.
pub(super) fn a_text_has_no_tables(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for passage in page.passages.iter().filter(|passage| passage.text.contains('|')) {
        let mut start = 0;
        let mut above: Option<Range<usize>> = None;
        for line in passage.text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            if let Some(above) = above.filter(|above| passage.text[above.clone()].contains('|'))
                && is_below_a_head(line)
            {
                spots.push(Spot::at(passage.path.clone()).within(above.start..range.end));
            }
            above = Some(range);
        }
    }
    spots
}

fn is_below_a_head(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

pub(super) fn an_item_s_id_is_its_own(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Meeting(_, meeting)) = page.record() else { return Vec::new() };
    let agenda = DocumentPath::root().key("agenda");
    let ids =
        meeting.agenda.iter().enumerate().filter_map(|(index, item)| Some((agenda.index(index), item.id.as_ref()?)));
    twice(ids)
}

/// Ids that stood before, by the way to what bears them.
pub(super) fn twice<'a>(ids: impl Iterator<Item = (DocumentPath, &'a Id)>) -> Vec<Spot> {
    let mut seen = BTreeSet::new();
    ids.filter(|(_, id)| !seen.insert(*id)).map(|(path, id)| Spot::at(path.key("id")).with("id", id.as_str())).collect()
}

fn without_line_end(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

#[cfg(test)]
mod tests {
    use crate::check::samples::Sample;
    use crate::model::Place;
    use serde_json::json;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let words = |place: Place| match place {
            Place::Within(range) => text[range].to_owned(),
            other => panic!("{other:?}"),
        };
        Sample::sound().said(text).findings().into_iter().map(|it| (it.code, words(it.place))).collect()
    }

    #[test]
    fn a_heading_in_a_text_is_found_in_either_form() {
        assert_eq!(found("Først.\n\n## Så\n\nMere"), [("heading-in-body", "## Så".to_owned())]);
        assert_eq!(found("Overskrift\n---\n\nMere"), [("heading-in-body", "Overskrift\n---".to_owned())]);
        assert_eq!(found("- punkt\n\n  # Inde\n"), [("heading-in-body", "# Inde".to_owned())]);
        assert_eq!(found("Nr. #1 på listen\n\n---\n\nMere"), []);
    }

    #[test]
    fn a_bold_line_alone_is_found() {
        assert_eq!(found("**Status**\n\nDet går godt."), [("bold-as-heading", "**Status**".to_owned())]);
        assert_eq!(found("**Status**:\n\nDet går."), [("bold-as-heading", "**Status**:".to_owned())]);
        assert_eq!(found("**Vigtigt**: husk kaffe."), []);
        assert_eq!(found("Det er **vigtigt**."), []);
    }

    #[test]
    fn html_is_found_where_it_stands() {
        assert_eq!(found("Det er <b class=\"x\">vigtigt</b>."), [("html-in-body", "<b class=\"x\">".to_owned())]);
        assert_eq!(found("Det er </b> vigtigt."), [("html-in-body", "</b>".to_owned())]);
        assert_eq!(found("<div>\nnoget\n</div>\n"), [("html-in-body", "<div>\nnoget\n</div>".to_owned())]);
        assert_eq!(found("<!-- husk -->"), [("html-in-body", "<!-- husk -->".to_owned())]);
        assert_eq!(
            found("Under 5 < 6 og <https://a.example/b> er `<b>`"),
            [("link-text-vague", "<https://a.example/b>".to_owned())]
        );
    }

    #[test]
    fn a_table_is_found() {
        assert_eq!(
            found("Tal:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
            [("table-in-body", "| a | b |\n|---|---|".to_owned())]
        );
        assert_eq!(found("Valg: a | b\n\n- | -\n"), []);
    }

    #[test]
    fn an_item_s_id_is_its_own_in_the_meeting() {
        let sample = Sample::sound()
            .meeting("m", json!({ "agenda": [{ "title": "A", "id": "a" }, { "title": "B", "id": "a" }, { "title": "C" }, { "title": "C" }] }))
            .meeting("n", json!({ "agenda": [{ "title": "A", "id": "a" }] }));
        assert_eq!(sample.places(), ["meetings/m.yaml item-id-twice agenda[1].id"]);
    }
}
