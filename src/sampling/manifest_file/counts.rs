//! Counts of cards as offices write them: read if the meaning is certain, else refused with what to write instead.

use super::MOST_CARDS;
use crate::reason::{Reason, manifest};
use crate::sampling::decimal::Decimal;

/// The whole number in a cell, or what is allowed there. Where commas are decimal, `1,000` may mean one or a thousand.
pub(super) fn count(text: &str, has_decimal_commas: bool) -> Result<u64, Reason> {
    if text.starts_with('#') {
        return Err(manifest::rule_whole_hint());
    }
    if let Some(digits) = grouped(text, has_decimal_commas) {
        return Err(manifest::rule_whole_digits(digits));
    }
    let is_short = text.contains(['e', 'E']) && text.starts_with(|c: char| c.is_ascii_digit());
    let number = if is_short { None } else { Decimal::parse(text).and_then(Decimal::whole) };
    if is_short && Decimal::parse(text).is_some() {
        return Err(manifest::rule_whole_full());
    }
    number.filter(|&cards| cards <= MOST_CARDS).ok_or_else(|| manifest::rule_whole_from_to(MOST_CARDS))
}

/// The digits of a number whose thousands are separated by a blank or by a sign that may also be a decimal point.
fn grouped(text: &str, has_decimal_commas: bool) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    if !(matches!(sign, '.' | ' ' | '\'' | '’' | '_') || sign == ',' && has_decimal_commas) {
        return None;
    }
    let mut groups = text.split(sign);
    let is_number = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let begins = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && is_number(group));
    let goes_on = groups.all(|group| group.len() == 3 && is_number(group));
    (begins && goes_on).then(|| text.replace(sign, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_as_it_is_meant_or_refused() {
        for (text, cards) in
            [("0", 0), ("120", 120), ("1,210", 1_210), ("95.0", 95), ("95.00", 95), ("1234.000", 1_234)]
        {
            assert_eq!(count(text, false), Ok(cards), "{text}");
        }
        let hint = |text: &str, commas| count(text, commas).expect_err("a hint").to_string();
        for text in ["1.210", "1.000", "1 210", "1'210", "1’210", "12.345.678"] {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(hint(text, false).ends_with(&format!("such as {digits}")), "{text}");
        }
        assert!(hint("1,000", true).ends_with("such as 1000") && hint("1,5", true).contains("from 0 to"));
        assert!(hint("1.2E+05", false).contains("in full") && hint("#REF!", false).contains("formula"));
        for text in ["", "-5", "95.5", "O10", "1e", "1 2", "12 34", "ten", "1e400"] {
            assert!(count(text, false).is_err(), "{text}");
        }
    }
}
