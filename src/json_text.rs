//! Texts of JSON from outside: numbers over which a parser would sit for hours.
//!
//! A parser that rounds numbers correctly takes time with the square of their digits: two million of them are seconds, a hundred
//! million are hours. No number of this subject has more than some dozens.

use crate::reason::{Reason, complaints};

/// Most digits in a row.
pub(crate) const MOST_DIGITS: usize = 1_000;

/// Refuses a text with more digits in a row than any number has.
///
/// # Errors
/// How many are allowed.
pub(crate) fn check_digits(text: &[u8]) -> Result<(), Reason> {
    // A longer row of digits has one of them at each of these places that it passes.
    let stops = text.iter().enumerate().step_by(MOST_DIGITS);
    for (at, _) in stops.filter(|(_, byte)| byte.is_ascii_digit()) {
        let before = text[..at].iter().rev().take(MOST_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let after = text[at..].iter().take(MOST_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
        if before + after > MOST_DIGITS {
            return Err(many_digits());
        }
    }
    Ok(())
}

/// What is said of such a text.
pub(crate) fn many_digits() -> Reason {
    complaints::why_many_digits(MOST_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::{MOST_DIGITS, check_digits};

    #[test]
    fn rows_of_digits_are_found_wherever_they_begin() {
        for before in [0, 1, 999, 1_000, 1_001, 1_999] {
            for (digits, is_taken) in [(MOST_DIGITS, true), (MOST_DIGITS + 1, false), (5_000, false)] {
                let text = "x".repeat(before) + &"7".repeat(digits) + ",1";
                assert_eq!(check_digits(text.as_bytes()).is_ok(), is_taken, "{before} {digits}");
            }
        }
    }
}
