//! Where tokens come from: the system's random numbers, or what a test says.

use super::StoreError;
use crate::model::Token;

/// Gives a new token each time it is asked; no two alike.
pub type TokenSource = Box<dyn FnMut() -> Result<Token, StoreError> + Send>;

/// The most that are drawn at once; they take two megabytes.
const MOST: usize = 1 << 17;

/// Tokens of 128 bits from the system's random numbers.
///
/// Who asks for many gets them in a few sorted runs, each twice as long as the one before: an index takes a run in one sweep,
/// where tokens in no order would each have another of its pages fetched and put back. All that the order tells is that a
/// token lies between its neighbours' of the same run: who knew both of those would still have more than 100 bits to guess.
pub fn random_tokens() -> TokenSource {
    let mut run: Vec<[u8; 16]> = Vec::new();
    let mut length = 1;
    Box::new(move || {
        if run.is_empty() {
            run.resize(length, [0; 16]);
            length = MOST.min(length * 2);
            if getrandom::fill(run.as_flattened_mut()).is_err() {
                // What was not filled is no token.
                run.clear();
                return Err(StoreError::NoRandomness);
            }
            // The last is taken first.
            run.sort_unstable_by(|one, other| other.cmp(one));
        }
        run.pop().map(Token::from_bytes).ok_or(StoreError::NoRandomness)
    })
}

#[cfg(test)]
mod tests {
    use super::random_tokens;

    #[test]
    fn no_two_tokens_are_alike() {
        let mut tokens = random_tokens();
        let drawn: std::collections::HashSet<_> = (0..1000).map(|_| tokens().unwrap()).collect();
        assert_eq!(drawn.len(), 1000);
    }

    #[test]
    fn many_tokens_come_in_a_few_sorted_runs() {
        let mut tokens = random_tokens();
        let drawn: Vec<String> = (0..1023).map(|_| tokens().unwrap().expose().to_owned()).collect();
        // Of 1, 2, 4 … 512.
        let runs = drawn.chunk_by(|one, other| one < other).count();
        assert!(runs <= 10, "{runs}");
    }
}
