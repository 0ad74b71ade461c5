//! Formats numbers for people, with thousands separated.

/// A whole number with thousands separated: `12,670`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if n < 0 { format!("-{text}") } else { text }
}

/// Units as votes, `unit` of them in one, with so many decimal places of those there are: `9,749.6336`.
pub fn decimal(units: u128, places: usize, unit: u128) -> String {
    let whole = grouped(i64::try_from(units / unit.max(1)).unwrap_or(i64::MAX));
    if places == 0 { whole } else { format!("{whole}.{:0places$}", units % unit.max(1)) }
}

/// A P-value: four decimals, or two significant figures below a thousandth; `<1e-300` where it is stored as that bound
/// because it is too small for a number.
pub fn p_value(p: f64) -> String {
    if p <= 0.0 {
        "0".to_owned()
    } else if p <= 1e-300 {
        "<1e-300".to_owned()
    } else if p >= 0.001 {
        format!("{p:.4}")
    } else {
        format!("{p:.1e}")
    }
}

/// A share in percent with the given number of decimals, without the sign. Only none and all are written `0` and `100`:
/// a share that would round to either gets as many more decimals as it needs to differ.
pub fn percent(share: f64, decimals: usize) -> String {
    let hundredfold = 100.0 * share;
    if share <= 0.0 || share >= 1.0 {
        return format!("{}", hundredfold.clamp(0.0, 100.0));
    }
    let between = |text: &String| text.parse::<f64>().is_ok_and(|shown| shown > 0.0 && shown < 100.0);
    let texts = (decimals..=decimals.max(13)).map(|decimals| format!("{hundredfold:.decimals$}"));
    texts.into_iter().find(between).unwrap_or_else(|| format!("{hundredfold:.1e}"))
}

#[cfg(test)]
mod tests {
    use super::{decimal, grouped, percent};

    #[test]
    fn none_and_all_are_said_of_none_and_all_only() {
        assert_eq!([0.0, 1.0, 0.5, 0.05].map(|share| percent(share, 2)), ["0", "100", "50.00", "5.00"]);
        let close = [4.9e-5, 1e-6, 0.999_96, 1.0 - 1e-9, 1e-30];
        assert_eq!(close.map(|share| percent(share, 2)), ["0.005", "0.0001", "99.996", "99.9999999", "1.0e-28"]);
        assert_eq!([0.004, 0.996, 0.25].map(|share| percent(share, 0)), ["0.4", "99.6", "25"]);
    }

    #[test]
    fn parts_of_a_vote_keep_their_places() {
        assert_eq!(decimal(97_496_336, 4, 10_000), "9,749.6336");
        assert_eq!(decimal(10_000_012, 4, 10_000), "1,000.0012");
        assert_eq!([decimal(10_718, 0, 1), decimal(0, 5, 100_000)], ["10,718", "0.00000"]);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, -1_000, 5_000_585].map(grouped), ["0", "999", "-1,000", "5,000,585"]);
    }
}
