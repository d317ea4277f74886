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

/// Whether a sentence may end on the abbreviation. After the others something must come, and a capital letter is a name's.
pub(super) fn may_end_a_sentence(word: &str) -> bool {
    const MAY: [&str; 12] =
        ["m.fl.", "m.m.", "mv.", "m.v.", "osv.", "o.l.", "o.lign.", "pct.", "mio.", "mia.", "kr.", "stk."];
    MAY.contains(&word.to_lowercase().as_str())
}
