//! Danish abbreviations as they are said. A word in capitals is spelled only where it is on the list: FODS is a word.

/// What an abbreviation stands for, by its form in lower case.
pub(in crate::language::spoken) fn expanded(word: &str) -> Option<&'static str> {
    Some(match word {
        "&" => "og",
        "§" => "paragraf",
        "adr." => "adresse",
        "bl.a." => "blandt andet",
        "ca." => "cirka",
        "dvs." => "det vil sige",
        "ekskl." => "eksklusive",
        "evt." => "eventuelt",
        "f.eks." | "fx" => "for eksempel",
        "hhv." => "henholdsvis",
        "ift." => "i forhold til",
        "iht." => "i henhold til",
        "inkl." => "inklusive",
        "jf." => "jævnfør",
        "kl." => "klokken",
        "kr." => "kroner",
        "m.fl." => "med flere",
        "m.m." => "med mere",
        "m.v." | "mv." => "med videre",
        "mht." => "med hensyn til",
        "mia." => "milliarder",
        "mio." => "millioner",
        "nr." => "nummer",
        "o.l." | "o.lign." => "og lignende",
        "osv." => "og så videre",
        "pct." | "%" => "procent",
        "pga." => "på grund af",
        "pr." => "per",
        "stk." => "styk",
        "tlf." => "telefon",
        "vedr." => "vedrørende",
        _ => return None,
    })
}

/// A name as it is said, where it is spelled: `DTU`, `D T U`.
pub(super) fn spelled(word: &str) -> Option<&'static str> {
    Some(match word {
        "CPR" => "C P R",
        "DR" => "D R",
        "DSJC" => "D S J C",
        "DTU" => "D T U",
        "EU" => "E U",
        "ID" => "I D",
        "KL" => "K L",
        "MitID" => "Mit I D",
        "NemID" => "Nem I D",
        _ => return None,
    })
}

/// Nouns that are counted with `et`.
pub(super) fn is_neuter(noun: &str) -> bool {
    const NEUTER: [&str; 22] = [
        "bibliotek",
        "bord",
        "besøg",
        "emne",
        "forslag",
        "kort",
        "land",
        "medlem",
        "minut",
        "møde",
        "netværk",
        "oplæg",
        "projekt",
        "punkt",
        "spørgsmål",
        "sted",
        "svar",
        "tilbud",
        "ønske",
        "år",
        "hundrede",
        "tusind",
    ];
    NEUTER.contains(&noun)
}

/// The months, before which a number with a full stop is a day.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    MONTHS.contains(&word)
}
