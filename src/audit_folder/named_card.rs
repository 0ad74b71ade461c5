//! The card that a row of a sheet names, beside the one that lies at the place of the row.

/// A card that a row of a sheet names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCard {
    /// The row, from 1.
    pub row: u64,
    /// The batch of the row.
    pub batch: String,
    /// The position in it.
    pub position: u64,
    /// What the row says identifies the card.
    pub card: String,
}

impl NamedCard {
    /// Whether the row may mean the card that has this name: the same text, or what a spreadsheet makes of it, such as a date of `1-5-18`.
    pub fn may_be(&self, name: &str) -> bool {
        let (own, name) = (self.card.trim(), name.trim());
        own.eq_ignore_ascii_case(name) || is_date_of(own, name) || is_number_of(own, name)
    }
}

/// English and Spanish months by their first letters.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb"],
    &["mar"],
    &["apr", "abr"],
    &["may"],
    &["jun"],
    &["jul"],
    &["aug", "ago"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec", "dic"],
];

/// The numbers of a text, names of months as theirs; none if it has other words.
fn numbers_of(text: &str) -> Option<Vec<u64>> {
    let mut numbers = Vec::new();
    for part in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let month = || MONTHS.iter().position(|names| names.iter().any(|name| part.starts_with(name)));
        numbers.push(part.parse().ok().or_else(|| Some(month()? as u64 + 1))?);
    }
    Some(numbers)
}

/// Whether a text is a date that a spreadsheet may make of a name of two or three small numbers: the same numbers in any order. A year
/// may be written with its century, and stands beside two numbers.
fn is_date_of(text: &str, name: &str) -> bool {
    let is_date = |numbers: &Vec<u64>| (2..=3).contains(&numbers.len());
    let (Some(mut own), Some(mut of_name)) = (numbers_of(text), numbers_of(name).filter(is_date)) else { return false };
    // The time of a date without one.
    while own.len() > 3 && own.last() == Some(&0) {
        own.pop();
    }
    let is_year = |number: u64| (1900..2100).contains(&number);
    if of_name.len() == 2 && own.len() == 3 {
        own.iter().position(|&number| is_year(number)).map(|at| own.remove(at));
    }
    let has_century = |number: &u64| is_year(*number) && !of_name.contains(number);
    let mut own: Vec<u64> = own.iter().map(|number| if has_century(number) { number % 100 } else { *number }).collect();
    own.sort_unstable();
    of_name.sort_unstable();
    own == of_name
}

/// Whether a text is the number that a spreadsheet may make of a name of digits: without zeros before it, or rounded.
fn is_number_of(text: &str, name: &str) -> bool {
    let is_digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let (Ok(own), Ok(of_name)) = (text.replace(',', ".").parse::<f64>(), name.parse::<f64>()) else { return false };
    let shown = text.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).filter(u8::is_ascii_digit).count();
    let is_rounded = text.contains(['e', 'E']) && shown >= 3;
    // A spreadsheet keeps 15 digits.
    let apart = match is_rounded {
        true => 0.5 * 10_f64.powi(1 - i32::try_from(shown).unwrap_or(15)),
        false if name.len() > 15 => 1e-14,
        false => 0.0,
    };
    is_digits && own.is_finite() && (own - of_name).abs() <= apart * of_name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be(card: &str, name: &str) -> bool {
        NamedCard { row: 2, batch: "1/5".into(), position: 18, card: card.into() }.may_be(name)
    }

    #[test]
    fn what_spreadsheets_make_of_a_name_is_the_same_card() {
        let dates =
            ["1/5/2018", "05.01.2018", "2018-01-05", "2018-01-05 00:00:00", "5-Jan-18", "Jan 5, 2018", "5-ene-18"];
        for card in dates {
            assert!(may_be(card, "1-5-18"), "{card}");
        }
        for (card, name) in [
            ("1-5-18", " 1-5-18 "),
            ("18-May", "5-18"),
            ("2026-05-18", "5-18"),
            ("1845", "0001845"),
            ("1.23457E+16", "12345678901234567"),
            ("12345678901234500", "12345678901234567"),
            ("ab-7", "AB-7"),
        ] {
            assert!(may_be(card, name), "{card} {name}");
        }
    }

    #[test]
    fn another_card_is_another_card() {
        for (card, name) in [
            ("1-5-19", "1-5-18"),
            ("1/6/2018", "1-5-18"),
            ("nonsense", "1-5-18"),
            ("1-5-18-2", "1-5-18"),
            ("43105", "1-5-18"),
            ("1846", "0001845"),
            ("1.23458E+16", "12345678901234567"),
            ("1E+16", "12345678901234567"),
            ("nan", "1"),
            ("inf", "1"),
            ("1-5-18", ""),
        ] {
            assert!(!may_be(card, name), "{card} {name}");
        }
    }
}
