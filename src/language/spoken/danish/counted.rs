//! What a number counts, and of what gender that is in Danish: `en borger`, `et møde`.

use super::Gender;

/// The gender of the number between these words: that of the noun which follows, also behind an adjective or in a row (`1 eller
/// flere møder`); what bears a number as its name (`bord 1`), or counts nothing that is named, is neuter.
pub(super) fn gender(before: Option<&str>, after: &[&str]) -> Gender {
    if before.is_some_and(|before| is_numbered(&bare(before))) {
        return Gender::Neuter;
    }
    let mut manner = Manner::Alone;
    for (at, written) in after.iter().enumerate() {
        let word = bare(written);
        let has_mark = !written.ends_with(char::is_alphanumeric);
        // Whether one more word belongs to it, as a noun to its adjective.
        let leads_on = !has_mark && after.get(at + 1).is_some_and(|next| !is_among(FUNCTION, &bare(next)));
        if is_among(LINKS, &word) || word.starts_with(|c: char| c.is_ascii_digit()) {
            manner = Manner::AmongMany;
        } else if is_neuter(&word, manner) || is_among(FUNCTION, &word) || (leads_on && is_neuter_adjective(&word)) {
            return Gender::Neuter;
        } else if !(leads_on && is_alike_in_both(&word)) {
            return Gender::Common;
        }
        if has_mark {
            break;
        }
    }
    Gender::Neuter
}

/// How a noun is counted: `1 møde`, or `1 eller flere møder`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Alone,
    AmongMany,
}

/// The word in small letters, without the marks about it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '§').to_lowercase()
}

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Words that lead from a number to a noun that is counted with it: `1 eller flere`, `1 ud af 4`.
const LINKS: &str = "\
    og eller til flere ud af de alle disse vores deres hver to tre";

/// Words that are no noun and no part of one.
const FUNCTION: &str = "\
    og eller til af ud i på for fra med om ved mod hos efter før under over mellem uden som der at så men hvor \
    når da samt pr per er var har havde kan kunne vil ville skal skulle må måtte blev bliver får fik gav giver \
    kom kommer ikke også den det";

/// How a noun may go on where there are many: `borde`, `bordene`, `medlemmerne`.
const ENDINGS: [&str; 10] = ["", "e", "r", "er", "ne", "ene", "rne", "erne", "mer", "merne"];

/// Whether the number behind a word is its name.
fn is_numbered(word: &str) -> bool {
    const NUMBERED: &str = "\
        afsnit artikel bilag bind bord del etape fase figur gruppe hold kapitel kategori kl klokken linje lokale \
        niveau nr nummer paragraf punkt runde side spor spørgsmål tabel trin workshop §";
    NUMBERED.split(' ').any(|noun| word.strip_prefix(noun).is_some_and(|ending| ENDINGS.contains(&ending)))
}

/// Whether a noun is neuter; a compound has the gender of its last part.
fn is_neuter(word: &str, manner: Manner) -> bool {
    /// So short that other words end on them.
    const ALONE: [&str; 5] = ["ord", "par", "råd", "spor", "tal"];
    const LAST: &str = "\
        afsnit anlæg ansvar apparat arbejde arrangement barn beløb besøg bevis bibliotek bidrag bilag billede \
        blad bord brev bud budskab bureau børn center centrum direktiv dokument eksempel emne felt firma fokus \
        forbund foredrag forløb forsøg forum fællesskab gebyr grundlag hjem hjørne hold hundrede hus indblik \
        indkøb indtryk initiativ input institut interview job kald kapitel kontor kort krav kursus køkken lager \
        land link lokale lån marked medie medlem menneske middel ministerium minut museum møde mønster mål navn \
        netværk notat nummer nævn område oplæg partnerskab perspektiv princip problem produkt program projekt \
        punkt regnskab resultat rum samarbejde samfund samtykke selskab seminar skema skridt slag sprog sted \
        studie svar system tema tilfælde tilskud tiltag trin tusind udkast universitet valg værktøj ønske år";
    let endings = if manner == Manner::Alone { &ENDINGS[..1] } else { &ENDINGS };
    let stems = || endings.iter().filter_map(|ending| word.strip_suffix(ending));
    stems().any(|stem| ALONE.contains(&stem) || LAST.split(' ').any(|noun| stem.ends_with(noun)))
}

/// Whether an adjective has the ending of a neuter noun: `nyt`, `vigtigt`, `digitalt`.
fn is_neuter_adjective(word: &str) -> bool {
    const WHOLE: [&str; 14] = [
        "andet", "bredt", "eget", "frit", "fuldt", "godt", "helt", "højt", "klart", "langt", "nyt", "stort", "svært",
        "åbent",
    ];
    const ENDINGS: [&str; 7] = ["igt", "alt", "elt", "ivt", "bart", "somt", "løst"];
    let is_noun = word.ends_with("pligt");
    WHOLE.contains(&word)
        || (!is_noun && !is_alike_in_both(word) && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Whether an adjective is the same before nouns of either gender: `lille`, `fælles`, `dansk`, `planlagt`, `afsluttende`.
fn is_alike_in_both(word: &str) -> bool {
    const WHOLE: [&str; 7] = ["bedre", "ekstra", "enkelt", "fælles", "lille", "mindre", "større"];
    const ENDINGS: [&str; 6] = ["agt", "ant", "ende", "ent", "et", "sk"];
    WHOLE.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::Gender::{Common, Neuter};
    use super::gender;

    #[test]
    fn what_is_counted_has_the_gender_of_its_noun() {
        for (before, after, expected) in [
            ("", "barn", Neuter),
            ("", "menneske til", Neuter),
            ("", "netværksmøde", Neuter),
            ("", "borger", Common),
            ("", "medarbejder", Common),
            ("", "nyt forslag", Neuter),
            ("", "vigtigt samråd", Neuter),
            ("", "fælles forslag", Neuter),
            ("", "fælles løsning", Common),
            ("", "dansk projekt", Neuter),
            ("", "enkelt borger", Common),
            ("", "patient fra", Common),
            ("", "lovpligt er", Common),
            ("", "eller flere møder", Neuter),
            ("", "eller flere borgere", Common),
            ("", "ud af 4 medlemmer", Neuter),
            ("", "ud af 4 danskere", Common),
            ("", "", Neuter),
            ("bord", "", Neuter),
            ("Punkt", "og 2", Neuter),
            ("artikel", "i loven", Neuter),
            ("siderne", "borger", Neuter),
            ("med", "i loven", Neuter),
        ] {
            let after: Vec<&str> = after.split(' ').filter(|word| !word.is_empty()).collect();
            assert_eq!(gender(Some(before), &after), expected, "{before} 1 {after:?}");
        }
    }
}
