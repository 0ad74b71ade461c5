//! Exact decimal numbers from text: counts, error bounds, percentages.

/// A decimal number that is not negative: `digits` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits without the point.
    pub digits: u128,
    /// The number of digits after the point, at most 30 and as few as possible.
    pub places: u32,
}

/// Most digits on either side of the point.
const MOST: i64 = 30;

impl Decimal {
    /// The number in a text such as `12`, `1,234`, `0.0103`, `1e-05`; `None` if it is something else, negative, or has
    /// more than 30 digits on one side of the point.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        let (text, exponent) = match text.split_once(['e', 'E']) {
            Some((text, exponent)) if exponent.len() <= 5 => (text, exponent.parse::<i64>().ok()?),
            Some(_) => return None,
            None => (text, 0),
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let whole = ungrouped(whole)?;
        let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        if !is_number(&whole) || !is_number(part) || whole.is_empty() && part.is_empty() {
            return None;
        }
        let digits = format!("{whole}{part}");
        let significant = digits.trim_start_matches('0').trim_end_matches('0');
        if significant.is_empty() {
            return Some(Self { digits: 0, places: 0 });
        }
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        // The number is `significant` times ten to this power.
        let power = exponent + zeros as i64 - part.len() as i64;
        let before_point = significant.len() as i64 + power;
        if before_point > MOST || power < -MOST {
            return None;
        }
        let number: u128 = significant.parse().ok()?;
        if power >= 0 {
            return Some(Self { digits: number.checked_mul(10_u128.checked_pow(power as u32)?)?, places: 0 });
        }
        Some(Self { digits: number, places: power.unsigned_abs() as u32 })
    }

    /// The number as a whole number, if it is one.
    pub fn whole(self) -> Option<u64> {
        u64::try_from(self.digits).ok().filter(|_| self.places == 0)
    }

    /// This percentage of `n` units, rounded up, so at least one if there is one; `None` for 0 %, above 100 % or with
    /// more than 12 decimal places.
    pub fn percent_of(self, n: u64) -> Option<u64> {
        if self.digits == 0 || self.places > 12 || self.digits > 100 * 10_u128.pow(self.places) {
            return None;
        }
        let share = (self.digits * u128::from(n)).div_ceil(100 * 10_u128.pow(self.places));
        u64::try_from(share).ok().map(|share| share.max(n.min(1)))
    }
}

/// The digits without commas, if commas come after every three digits from the right; else `None`.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    fits.then(|| whole.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly_or_not_at_all() {
        let read = |text: &str| Decimal::parse(text).map(|number| (number.digits, number.places));
        for (text, digits, places) in [
            ("0", 0, 0),
            ("117", 117, 0),
            (" 1,234,567 ", 1_234_567, 0),
            ("27.0", 27, 0),
            ("0.0103", 103, 4),
            (".5", 5, 1),
            ("1e-05", 1, 5),
            ("1.50E3", 1_500, 0),
            ("000", 0, 0),
            ("100.", 100, 0),
            ("0.000000000000000000000000000001", 1, 30),
        ] {
            assert_eq!(read(text), Some((digits, places)), "{text}");
        }
        for text in [
            "",
            "-1",
            "1,23",
            "12,34,567",
            "1.2.3",
            "1e400",
            "1e-400",
            "0x10",
            "NaN",
            "inf",
            "½",
            "1e",
            "e5",
            "--",
            ",",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_percentage_is_rounded_up_exactly() {
        let share = |percent: &str, n: u64| Decimal::parse(percent).and_then(|percent| percent.percent_of(n));
        assert_eq!(share("1", 100), Some(1));
        assert_eq!(share("1", 101), Some(2));
        assert_eq!(share("0.1", 3_000), Some(3), "not 4, as in binary fractions");
        assert_eq!(share("7", 100), Some(7), "not 8, as in binary fractions");
        assert_eq!(share("0.001", 10), Some(1), "at least one");
        assert_eq!(share("0", 10), None);
        assert_eq!(share("100", 1 << 56), Some(1 << 56));
        assert_eq!(share("100.0001", 10), None);
        assert_eq!(share("1", 0), Some(0));
    }
}
