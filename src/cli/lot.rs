//! Letters drawn by lot, for names that must not meet.

use super::exit::Failure;

/// So many letters and digits, but for those that are taken for each other.
///
/// # Errors
/// `Failure` where the system has no randomness.
pub fn letters<const COUNT: usize>() -> Result<String, Failure> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|_| Failure::world("store-no-randomness"))?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}
