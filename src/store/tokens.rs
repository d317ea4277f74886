//! Where tokens come from: the system's random numbers, or what a test says.

use super::StoreError;
use crate::model::Token;

/// Gives a new token each time it is asked; no two alike.
pub type TokenSource = Box<dyn FnMut() -> Result<Token, StoreError> + Send>;

/// Tokens of 128 bits from the system's random numbers.
pub fn random_tokens() -> TokenSource {
    Box::new(|| {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
        Ok(Token::from_bytes(bytes))
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
}
