//! Pictures: what they say to those who do not see them, and who is on them.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::language::nearest::nearest;
use crate::model::{DocumentPath, FieldValue, FileKind, Id, Image, MOST_PIXELS, Record, climbs};
use crate::prose::InlineKind;

/// The longest alternative text, in characters.
const LONGEST: usize = 255;

/// The largest picture that goes into a letter or onto a page, in bytes; `workspace` reads no more of one either.
const LARGEST: u64 = 50 << 20;

fn images<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (&'p DocumentPath, &'p Image)> {
    page.fields.iter().filter_map(|field| match field.value {
        FieldValue::Image(image) => Some((&field.path, image)),
        _ => None,
    })
}

fn is_decorative(image: &Image) -> bool {
    image.decorative == Some(true)
}

/// Pictures with an alternative text, and the text.
fn alternatives<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (DocumentPath, &'p Image, &'p str)> {
    let text = |image: &'p Image| image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    images(page).filter_map(move |(path, image)| Some((path.key("alt"), image, text(image)?)))
}

/// WCAG 1.1.1.
pub(super) fn a_picture_has_an_alternative_text(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let has_none = |image: &Image| image.alt.as_deref().is_none_or(|alt| alt.trim().is_empty());
    let silent = images(page).filter(|(_, image)| !is_decorative(image) && has_none(image));
    silent.map(|(path, image)| incomplete(path, image)).collect()
}

/// A picture that lacks something, by its file.
fn incomplete(path: &DocumentPath, image: &Image) -> Spot {
    Spot::at(path.key("file")).for_lack_in(path.clone()).with("file", image.file.as_str())
}

pub(super) fn an_alternative_text_says_more_than_the_caption(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let bare = |text: &str| text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let same = |image: &Image, alt: &str| image.caption.as_deref().is_some_and(|caption| bare(caption) == bare(alt));
    alternatives(page).filter(|(_, image, alt)| same(image, alt)).map(|(path, ..)| Spot::at(path)).collect()
}

pub(super) fn an_alternative_text_does_not_say_picture(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (path, image, alt) in alternatives(page) {
        if let Some(length) = says_picture(alt) {
            let start = image.alt.as_deref().and_then(|whole| whole.find(alt)).unwrap_or_default();
            let spot = Spot::at(path).within(start..start + length).with("words", &alt[..length]);
            spots.push(spot);
        }
    }
    spots
}

/// How many bytes say that it is a picture: `Billede af`, `Foto: `, `Et fotografi, der viser`, `A picture of`.
fn says_picture(alt: &str) -> Option<usize> {
    let words: Vec<&str> = alt.split_whitespace().take(3).collect();
    let article = usize::from(matches!(words.first()?.to_lowercase().as_str(), "et" | "a" | "an"));
    let noun = words.get(article)?;
    let bare = noun.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_noun = [
        "billede",
        "billedet",
        "foto",
        "fotoet",
        "fotografi",
        "fotografiet",
        "image",
        "picture",
        "photo",
        "photograph",
    ]
    .contains(&bare.as_str());
    let after = words.get(article + 1).map(|word| word.to_lowercase());
    let follows = ["af", "fra", "viser", "der", "hvor", "med", "of", "from", "showing", "shows"];
    let is_announced = noun.ends_with([':', ',']) || after.is_some_and(|after| follows.contains(&after.as_str()));
    let end = noun.as_ptr() as usize - alt.as_ptr() as usize + noun.len();
    (is_noun && is_announced).then_some(end)
}

pub(super) fn an_alternative_text_is_short(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let counted = alternatives(page).map(|(path, _, alt)| (path, alt.chars().count()));
    let long = counted.filter(|(_, count)| *count > LONGEST);
    long.map(|(path, count)| Spot::at(path).with("count", count).with("most", LONGEST)).collect()
}

pub(super) fn a_picture_is_there(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (path, image) in images(page).filter(|(_, image)| !climbs(&image.file)) {
        let problem = match around.facts.files.get(&image.file) {
            None => "absent",
            Some(fact) if fact.kind == FileKind::Folder => "folder",
            Some(fact) if fact.kind == FileKind::Elsewhere => "elsewhere",
            Some(fact) if fact.kind == FileKind::CutOff => "cut-off",
            Some(fact) if !fact.kind.is_image() => "no-picture",
            Some(fact) if fact.size > LARGEST => "too-large",
            Some(fact)
                if fact
                    .dimensions
                    .is_some_and(|(width, height)| u64::from(width) * u64::from(height) > MOST_PIXELS) =>
            {
                "too-many-pixels"
            }
            Some(_) => continue,
        };
        spots.push(Spot::at(path.key("file")).with("file", image.file.as_str()).with("problem", problem));
    }
    spots
}

pub(super) fn a_picture_says_who_is_on_it(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let silent = images(page).filter(|(_, image)| image.people.is_none() && !is_decorative(image));
    silent.map(|(path, image)| incomplete(path, image)).collect()
}

pub(super) fn a_picture_s_id_is_its_own(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    let all: Vec<_> = images(page).collect();
    for (position, (path, image)) in all.iter().enumerate() {
        let Some(id) = &image.id else { continue };
        let same_list = |other: &DocumentPath| other.0[..other.0.len() - 1] == path.0[..path.0.len() - 1];
        if all[..position].iter().any(|(other, earlier)| same_list(other) && earlier.id.as_ref() == Some(id)) {
            spots.push(Spot::at(path.key("id")).with("id", id.as_str()));
        }
    }
    spots
}

/// Where a text places a picture, `![](id)`, that is not among those it can place.
pub(super) fn unknown_placed(page: &Page<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for passage in &page.passages {
        let images = page.record().map_or(&[][..], |record| within_reach(record, &passage.path));
        let known: Vec<&str> = images.iter().filter_map(|it| it.id.as_ref()).map(Id::as_str).collect();
        for inline in passage.inlines() {
            if let InlineKind::Image { id, .. } = &inline.kind
                && !known.contains(&id.as_str())
            {
                let nearest = nearest(id, known.iter().copied()).unwrap_or("none");
                let spot = Spot::at(passage.path.clone()).within(inline.range.clone());
                let holder = page.record().map_or(DocumentPath::root(), |record| holder(record, &passage.path));
                let spot = spot.for_lack_in(holder);
                spots.push(spot.with("name", id.as_str()).with("nearest", nearest).with("kind", "image"));
            }
        }
    }
    spots
}

/// What holds the pictures that a text can place.
fn holder(record: Record<'_>, path: &DocumentPath) -> DocumentPath {
    let is_an_item_s = matches!(record, Record::Meeting(..)) && path.0.len() > 2;
    DocumentPath(if is_an_item_s { path.0[..2].to_vec() } else { Vec::new() })
}

/// The pictures that a text can place: an item's own in its texts, the day's in the day's, an article's in the article.
fn within_reach<'a>(record: Record<'a>, path: &DocumentPath) -> &'a [Image] {
    use crate::model::Step::{Index, Key};
    match (record, &path.0[..]) {
        (Record::Meeting(_, meeting), [Key(_), Index(item), ..]) => {
            meeting.agenda.get(*item).map_or(&[], |item| &item.images)
        }
        (Record::Meeting(_, meeting), _) => &meeting.images,
        (Record::News(_, article), _) => &article.images,
        (Record::Newsletter(..), _) => &[],
    }
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use crate::model::{FileKind, Place};
    use serde_json::{Value, json};

    fn with(images: Value) -> Sample {
        Sample::sound().meeting("m", json!({ "images": images }))
    }

    #[test]
    fn a_sound_picture_has_no_findings() {
        let sample = with(json!([
            { "id": "a", "file": "files/birthe.jpg", "alt": "Birthe Holm ved tavlen", "caption": "Status på appen", "people": "consent" },
            { "file": "files/birthe.jpg", "decorative": true },
        ]));
        assert_eq!(sample.codes(), [] as [&str; 0]);
    }

    #[test]
    fn a_picture_needs_an_alternative_text_and_a_basis() {
        let sample = with(
            json!([{ "file": "files/birthe.jpg" }, { "file": "files/birthe.jpg", "alt": "  ", "people": "nobody" }]),
        );
        let expected = [
            "meetings/m.yaml alt-missing images[0].file",
            "meetings/m.yaml image-without-basis images[0].file",
            "meetings/m.yaml alt-missing images[1].file",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn a_picture_that_is_not_there_or_is_none_is_found() {
        let sample = with(json!([
            { "file": "files/nej.jpg", "alt": "Et bord", "people": "nobody" },
            { "file": "files/kage.txt", "alt": "Et bord", "people": "nobody" },
            { "file": "../hemmelig.jpg", "alt": "Et bord", "people": "nobody" },
        ]));
        let found = sample.findings();
        assert_eq!(sample.codes(), ["image-missing", "image-missing", "file-outside"]);
        assert_eq!(
            (argument(&found[0], "problem"), argument(&found[1], "problem")),
            ("absent".into(), "no-picture".into())
        );
    }

    #[test]
    fn a_picture_of_two_hundred_megapixels_is_found() {
        let image = json!([{ "file": "files/a.png", "alt": "Et bord", "people": "nobody" }]);
        for (dimensions, codes) in [((20_000, 10_000), &["image-missing"][..]), ((10_000, 10_000), &[])] {
            let sample = with(image.clone()).picture("files/a.png", dimensions);
            assert_eq!(sample.codes(), codes);
        }
        let sample = with(image).picture("files/a.png", (20_000, 10_000));
        assert_eq!(argument(&sample.findings()[0], "problem"), "too-many-pixels");
    }

    #[test]
    fn an_alternative_text_is_short_and_says_what_is_seen() {
        let alt = |alt: &str| {
            with(json!([{ "file": "files/birthe.jpg", "alt": alt, "caption": "Status på appen.", "people": "nobody" }]))
                .codes()
        };
        assert_eq!(alt("status på appen"), ["alt-is-caption"]);
        assert_eq!(alt(&"æ".repeat(255)), [] as [&str; 0]);
        assert_eq!(alt(&"æ".repeat(256)), ["alt-too-long"]);
        for says in [
            "Billede af Birthe",
            "Et billede af et bord",
            "Foto: Birthe",
            "Fotografi, der viser et bord",
            "Billedet viser Birthe",
            "A photo of a table",
            "Picture of a table",
        ] {
            assert_eq!(alt(says), ["alt-says-picture"], "{says}");
        }
        for sound in
            ["Billedkunst på væggen", "Billeder hænger på væggen", "Et fotoapparat", "Fotograf ved tavlen", "Et"]
        {
            assert_eq!(alt(sound), [] as [&str; 0], "{sound}");
        }
    }

    #[test]
    fn the_words_that_say_picture_are_marked() {
        let sample = with(json!([{ "file": "files/birthe.jpg", "alt": " Et billede af Birthe", "people": "nobody" }]));
        assert_eq!(sample.findings()[0].place, Place::Within(1..11));
        assert_eq!(argument(&sample.findings()[0], "words"), "Et billede");
    }

    #[test]
    fn an_id_belongs_to_one_picture_of_an_item() {
        let image = json!({ "id": "a", "file": "files/birthe.jpg", "alt": "Et bord", "people": "nobody" });
        let sample = Sample::sound()
            .meeting("m", json!({ "images": [image, image], "agenda": [{ "title": "A", "images": [image] }] }));
        assert_eq!(sample.places(), ["meetings/m.yaml image-id-twice images[1].id"]);
    }

    #[test]
    fn a_text_places_the_pictures_of_its_item() {
        let image = |id: &str| json!({ "id": id, "file": "files/birthe.jpg", "alt": "Et bord", "people": "nobody" });
        let sample = Sample::sound()
            .meeting(
                "m",
                json!({ "intro": "![](dag)\n\n![](bord)", "images": [image("dag")], "agenda": [
                { "title": "A", "said": "![](bord) og ![](brod)", "images": [image("bord")] } ] }),
            )
            .news("n", json!({ "images": [image("bord")], "sections": [{ "said": "![](bord)" }] }))
            .newsletter("b", json!({ "intro": "![](bord)" }));
        let expected = [
            "meetings/m.yaml unknown-reference agenda[0].said",
            "meetings/m.yaml unknown-reference intro",
            "newsletters/b.yaml unknown-reference intro",
        ];
        assert_eq!(sample.places(), expected);
        assert_eq!(argument(&sample.findings()[0], "nearest"), "bord");
        assert_eq!(sample.findings()[0].place, Place::Within(13..22));
    }

    #[test]
    fn pictures_of_every_kind_are_pictures() {
        for kind in [FileKind::Png, FileKind::Gif, FileKind::Webp] {
            let sample =
                with(json!([{ "file": "files/a", "alt": "Et bord", "people": "nobody" }])).file("files/a", kind);
            assert_eq!(sample.codes(), [] as [&str; 0]);
        }
    }
}
