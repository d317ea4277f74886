//! How alike texts are, and which paragraph of one is which of the other.

use super::piece::Piece;
use similar::{Algorithm, DiffOp, capture_diff_slices, get_diff_ratio};
use std::ops::Range;

/// The longest paragraph that is compared word by word: nobody reads the comparison of a longer one.
const LONGEST: usize = 5_000;
/// The most pairs of paragraphs that are weighed against each other.
const MOST_PAIRS: usize = 2_500;
/// How alike two paragraphs are that are the same one, changed.
const SAME: f32 = 0.5;

/// Where two sequences differ: what goes of the one, and what comes of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Where two sequences of paragraphs differ, by their keys.
pub(super) fn turns(old: &[String], new: &[String]) -> Vec<Turn> {
    differences(&capture_diff_slices(Algorithm::Patience, old, new))
}

/// Where two paragraphs differ, words that stand close together as one; nothing where they are too unlike to compare.
pub(super) fn word_turns(old: &[Piece], new: &[Piece]) -> Option<Vec<Turn>> {
    if old.len().max(new.len()) > LONGEST {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let mut turns: Vec<Turn> = Vec::new();
    for turn in differences(&ops) {
        match turns.last_mut() {
            Some(last) if is_bridge(&old[last.old.end..turn.old.start]) => {
                last.old.end = turn.old.end;
                last.new.end = turn.new.end;
            }
            _ => turns.push(turn),
        }
    }
    let is_alike = turns.len() <= 1 || alike(old, new) >= SAME / 2.0;
    is_alike.then_some(turns)
}

fn differences(ops: &[DiffOp]) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (old, new) = (op.old_range(), op.new_range());
        match turns.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => turns.push(Turn { old, new }),
        }
    }
    turns
}

/// Whether what stands between two changes is too little to be read by itself.
fn is_bridge(between: &[Piece]) -> bool {
    between.len() <= 3 && between.iter().filter(|piece| !piece.is_blank()).count() <= 1
}

fn alike(old: &[Piece], new: &[Piece]) -> f32 {
    let words = |pieces: &[Piece]| -> Vec<String> {
        pieces.iter().filter(|piece| !piece.is_blank()).map(|piece| piece.text.clone()).collect()
    };
    let (old, new) = (words(old), words(new));
    if old.len().max(new.len()) > LONGEST {
        return 0.0;
    }
    get_diff_ratio(&capture_diff_slices(Algorithm::Myers, &old, &new), old.len(), new.len())
}

/// Which paragraph of the one is which of the other, in order: those that are alike, the best first where there is a choice.
pub(super) fn pairs(old: &[&[Piece]], new: &[&[Piece]]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PAIRS {
        return Vec::new();
    }
    // The sum of likeness that the rests of both can reach together.
    let mut best = vec![vec![0.0_f32; new.len() + 1]; old.len() + 1];
    let weights: Vec<Vec<f32>> = old.iter().map(|old| new.iter().map(|new| weight(old, new)).collect()).collect();
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let paired = weights[i][j] + best[i + 1][j + 1];
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if weights[i][j] > 0.0 && best[i][j] <= weights[i][j] + best[i + 1][j + 1] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

fn weight(old: &[Piece], new: &[Piece]) -> f32 {
    let alike = alike(old, new);
    if alike >= SAME { alike } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{Turn, pairs, word_turns};
    use crate::intake::word::piece::{Piece, plain};

    #[test]
    fn words_that_stand_close_together_change_together() {
        let turns = |old: &str, new: &str| word_turns(&plain(old), &plain(new)).map(|turns| turns.len());
        assert_eq!(turns("den store bil kører hjem nu", "en lille bil kører hjem nu"), Some(1));
        assert_eq!(turns("en bil kører altid langt hjem i aften", "to bil kører altid langt hjem i nat"), Some(2));
        assert_eq!(turns("a b c", "a b c"), Some(0));
    }

    #[test]
    fn a_word_put_in_is_a_turn_without_an_old_part() {
        let turns = word_turns(&plain("et hus"), &plain("et stort hus")).unwrap();
        assert_eq!(turns, [Turn { old: 2..2, new: 2..4 }]);
    }

    #[test]
    fn a_paragraph_is_found_again_beside_new_ones() {
        let texts = |texts: &[&str]| texts.iter().map(|text| plain(text)).collect::<Vec<Vec<Piece>>>();
        let old = texts(&["Birthe bød velkommen til mødet", "Så gik de hjem igen"]);
        let new =
            texts(&["Noget helt andet kom først", "Birthe bød alle velkommen til mødet", "Så gik de glade hjem igen"]);
        let (old, new): (Vec<&[Piece]>, Vec<&[Piece]>) =
            (old.iter().map(Vec::as_slice).collect(), new.iter().map(Vec::as_slice).collect());
        assert_eq!(pairs(&old, &new), [(0, 1), (1, 2)]);
    }
}
