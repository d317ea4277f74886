//! The body of a document, run by run: tracked changes as both views, links, the ends of fields, what remarks hang on.

use super::looks::Looks;
use super::piece::{Face, Hand, Pieces, Thing};
use super::text::{Edge, Kind, Paragraph};
use super::xml::{Element, Node};
use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

/// What is read of a body.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The words that remarks hang on and the paragraph where they begin, by the remark's number.
    pub(super) anchors: BTreeMap<String, (usize, String)>,
}

/// Reads a body; `links` tells where the document's links lead, by their names.
pub(super) fn read(document: &Element, looks: &Looks, links: &BTreeMap<String, String>) -> Body {
    let mut reader = Reader {
        looks,
        links,
        body: Body::default(),
        pieces: Pieces::default(),
        paragraph: Paragraph::default(),
        names: BTreeMap::new(),
        hanging: Vec::new(),
        asked: Vec::new(),
        in_table: false,
    };
    if let Some(body) = document.child("body") {
        reader.blocks(body);
    }
    reader.close(Kind::default(), None);
    reader.body
}

/// Whether words were there before tracked changes, and are there after them.
#[derive(Debug, Clone, Default)]
struct Track {
    inserted: Option<Hand>,
    deleted: Option<Hand>,
}

struct Reader<'a> {
    looks: &'a Looks,
    links: &'a BTreeMap<String, String>,
    body: Body,
    pieces: Pieces,
    paragraph: Paragraph,
    names: BTreeMap<String, String>,
    /// Remarks whose words are being read.
    hanging: Vec<String>,
    /// Word's own fields that are open: what is asked for, and whether the answer has begun.
    asked: Vec<(String, bool)>,
    in_table: bool,
}

impl Reader<'_> {
    fn blocks(&mut self, holder: &Element) {
        for element in holder.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => {
                    let outside = mem::replace(&mut self.in_table, true);
                    self.blocks(element);
                    self.in_table = outside;
                }
                "sectPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr" | "sdtEndPr" => {}
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => self.edge(element),
                _ => self.blocks(element),
            }
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let properties = element.child("pPr");
        let kind = properties.map_or(Kind::default(), |properties| self.kind(properties));
        let mark = properties.and_then(|it| it.child("rPr"));
        let tracked = |names: [&str; 2]| mark.and_then(|mark| mark.elements().find(|it| names.contains(&&*it.name)));
        self.inlines(element, &Face::default(), &Track::default());
        let inserted = tracked(["ins", "moveTo"]).map(hand);
        if inserted.is_none() {
            self.paragraph.before.push('\n');
        }
        match tracked(["del", "moveFrom"]) {
            // Its end is gone, so that the next paragraph goes on in this one.
            Some(deleted) => {
                self.paragraph.gone.push((self.pieces.len(), hand(deleted)));
                // But a field that ends or begins in what is gone does not do so in the next.
                if self.pieces.cut() == 0 && !self.paragraph.edges.is_empty() {
                    let gone = self.paragraph.gone.clone();
                    self.close(kind, None);
                    self.paragraph.gone = gone;
                }
            }
            None => self.close(kind, inserted),
        }
    }

    fn close(&mut self, kind: Kind, ended_by: Option<Hand>) {
        let mut paragraph = mem::take(&mut self.paragraph);
        let (pieces, places) = mem::take(&mut self.pieces).finish_with_places();
        let settled = |at: usize| places.get(at).copied().unwrap_or(pieces.len());
        for edge in &mut paragraph.edges {
            edge.at = settled(edge.at);
        }
        for (at, _) in &mut paragraph.gone {
            *at = settled(*at);
        }
        if pieces.is_empty() && paragraph.edges.is_empty() {
            // Nobody sees it; who has emptied it is remembered.
            self.paragraph.gone = paragraph.gone.into_iter().map(|(_, hand)| (0, hand)).collect();
            self.paragraph.before = paragraph.before;
            return;
        }
        self.body.paragraphs.push(Paragraph { kind, pieces, ended_by, in_table: self.in_table, ..paragraph });
    }

    fn kind(&self, properties: &Element) -> Kind {
        let style = properties.value("pStyle").unwrap_or_default();
        let named = |wanted: &str| self.looks.names(style).any(|name| name == wanted);
        let number = properties.child("numPr");
        let list = number.and_then(|it| it.value("numId")).or_else(|| self.looks.list_of(style));
        let level = number.and_then(|it| it.value("ilvl")).and_then(|it| it.parse().ok()).unwrap_or(0).min(8);
        if self.looks.is_heading(style) || properties.value("outlineLvl").is_some_and(|level| level != "9") {
            Kind::Heading
        } else if let Some(counts) = list.and_then(|list| self.looks.counts(list, level)) {
            Kind::Item { level, counts }
        } else if named("html preformatted") {
            Kind::Fixed
        } else if named("quote") || named("intense quote") {
            Kind::Quote
        } else if named("list continue") {
            Kind::Continued
        } else {
            Kind::Plain
        }
    }

    fn inlines(&mut self, holder: &Element, face: &Face, track: &Track) {
        for element in holder.elements() {
            match element.name.as_str() {
                "r" => self.run(element, face, track),
                "ins" | "moveTo" => {
                    self.inlines(element, face, &Track { inserted: Some(hand(element)), ..track.clone() })
                }
                "del" | "moveFrom" => {
                    self.inlines(element, face, &Track { deleted: Some(hand(element)), ..track.clone() });
                }
                "hyperlink" => {
                    let link = self.address(element).map(Arc::from).or_else(|| face.link.clone());
                    self.inlines(element, &Face { link, ..face.clone() }, track);
                }
                "fldSimple" => {
                    let link = element.attribute("instr").and_then(asked_address).or_else(|| face.link.clone());
                    self.inlines(element, &Face { link, ..face.clone() }, track);
                }
                "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd" => self.edge(element),
                "oMath" | "oMathPara" => self.thing(Thing::Object, track),
                "pPr" | "sdtPr" | "sdtEndPr" | "rPr" => {}
                _ => self.inlines(element, face, track),
            }
        }
    }

    /// Where a link leads: its relation, and the place within.
    fn address(&self, element: &Element) -> Option<String> {
        let url = element.attribute("id").and_then(|id| self.links.get(id));
        let anchor = element.attribute("anchor").map(|anchor| format!("#{anchor}"));
        match (url, anchor) {
            (Some(url), Some(anchor)) if !url.contains('#') => Some(format!("{url}{anchor}")),
            (Some(url), _) => Some(url.clone()),
            (None, anchor) => anchor,
        }
    }

    fn run(&mut self, run: &Element, face: &Face, track: &Track) {
        let face = self.face(run.child("rPr"), face);
        for element in run.elements() {
            match element.name.as_str() {
                "t" | "delText" => {
                    let text = element.text();
                    let kept = element.attribute("space") == Some("preserve");
                    self.text(if kept { &text } else { text.trim() }, &face, track);
                }
                "tab" | "ptab" => self.text(" ", &face, track),
                "br" if matches!(element.attribute("type"), Some("page" | "column")) => {}
                "br" | "cr" => self.text("\n", &face, track),
                "noBreakHyphen" => self.text("-", &face, track),
                "fldChar" => match element.attribute("fldCharType") {
                    Some("begin") => self.asked.push((String::new(), false)),
                    Some("separate") => self.asked.last_mut().into_iter().for_each(|field| field.1 = true),
                    _ => drop(self.asked.pop()),
                },
                "instrText" => {
                    if let Some((asked, _)) = self.asked.last_mut() {
                        asked.push_str(&element.text());
                    }
                }
                "drawing" | "pict" => self.thing(Thing::Picture, track),
                "object" | "AlternateContent" | "sym" => self.thing(Thing::Object, track),
                "footnoteReference" | "endnoteReference" => self.thing(Thing::Note, track),
                "commentReference" => {
                    let number = element.attribute("id").unwrap_or_default().to_owned();
                    let at = self.body.paragraphs.len();
                    self.body.anchors.entry(number).or_insert((at, String::new()));
                }
                _ => {}
            }
        }
    }

    fn face(&self, properties: Option<&Element>, outer: &Face) -> Face {
        let mut face = outer.clone();
        if let Some((asked, true)) = self.asked.last() {
            face.link = asked_address(asked).or(face.link);
        }
        let Some(properties) = properties else { return face };
        let style = properties.value("rStyle").unwrap_or_default();
        let named = |wanted: &str| self.looks.names(style).any(|name| name == wanted);
        let switched =
            |name: &str| properties.child(name).map(|it| !matches!(it.attribute("val"), Some("0" | "false" | "off")));
        face.strong = switched("b").unwrap_or(face.strong || named("strong"));
        face.stressed = switched("i").unwrap_or(face.stressed || named("emphasis"));
        face.code |= named("html code");
        face
    }

    fn text(&mut self, text: &str, face: &Face, track: &Track) {
        if self.asked.last().is_some_and(|(_, answered)| !answered) {
            return;
        }
        if track.inserted.is_none() {
            self.paragraph.before.push_str(text);
        }
        match &track.deleted {
            Some(_) if text.is_empty() => {}
            Some(hand) => self.paragraph.gone.push((self.pieces.len(), hand.clone())),
            None => {
                self.pieces.add(text, face, track.inserted.as_ref());
                for number in &self.hanging {
                    if let Some((_, about)) = self.body.anchors.get_mut(number) {
                        about.push_str(text);
                    }
                }
            }
        }
    }

    fn thing(&mut self, thing: Thing, track: &Track) {
        if track.deleted.is_none() {
            self.pieces.thing(thing, track.inserted.as_ref());
        }
    }

    fn edge(&mut self, element: &Element) {
        let number = element.attribute("id").unwrap_or_default();
        match element.name.as_str() {
            "bookmarkStart" => {
                let Some(name) = element.attribute("name") else { return };
                self.names.insert(number.to_owned(), name.to_owned());
                let edge = Edge { name: name.to_owned(), at: self.pieces.cut(), begins: true };
                self.paragraph.edges.push(edge);
            }
            "bookmarkEnd" => {
                let Some(name) = self.names.get(number) else { return };
                let mut edge = Edge { name: name.clone(), at: self.pieces.cut(), begins: false };
                // Between two paragraphs it ends the one before.
                let between = edge.at == 0 && self.paragraph.edges.is_empty() && self.paragraph.before.is_empty();
                match self.body.paragraphs.last_mut() {
                    Some(last) if between => {
                        edge.at = last.pieces.len();
                        last.edges.push(edge);
                    }
                    _ => self.paragraph.edges.push(edge),
                }
            }
            "commentRangeStart" => {
                self.hanging.push(number.to_owned());
                self.body.anchors.insert(number.to_owned(), (self.body.paragraphs.len(), String::new()));
            }
            _ => self.hanging.retain(|it| it != number),
        }
    }
}

/// Who tracked a change.
pub(super) fn hand(element: &Element) -> Hand {
    let named = |name: &str| element.attribute(name).filter(|it| !it.is_empty()).map(str::to_owned);
    Hand { author: named("author"), date: named("date") }
}

/// Where a field of Word's own leads that is a link: ` HYPERLINK "https://…" `.
fn asked_address(asked: &str) -> Option<Arc<str>> {
    let rest = asked.trim().strip_prefix("HYPERLINK")?.trim_start();
    let (prefix, rest) = match rest.strip_prefix("\\l") {
        Some(rest) => ("#", rest.trim_start()),
        None => ("", rest),
    };
    let url = rest.strip_prefix('"')?.split('"').next()?;
    Some(Arc::from(format!("{prefix}{url}")))
}

/// The text of what has paragraphs, a line each.
pub(super) fn lines(holder: &Element) -> String {
    let mut lines: Vec<String> = Vec::new();
    gather(holder, &mut lines);
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

fn gather(holder: &Element, lines: &mut Vec<String>) {
    for child in &holder.children {
        let Node::Element(element) = child else { continue };
        match element.name.as_str() {
            "p" => {
                lines.push(String::new());
                gather(element, lines);
            }
            "t" => lines.last_mut().into_iter().for_each(|line| line.push_str(&element.text())),
            "del" | "moveFrom" => {}
            _ => gather(element, lines),
        }
    }
}
