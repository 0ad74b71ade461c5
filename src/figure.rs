//! How numbers are written for people: thousands set apart.

/// A whole number with its thousands set apart: `12,670`.
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

/// A P-value: four decimals, two figures below a thousandth.
pub fn p_value(p: f64) -> String {
    if p <= 0.0 {
        "0".to_owned()
    } else if p >= 0.001 {
        format!("{p:.4}")
    } else {
        format!("{p:.1e}")
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, -1_000, 5_000_585].map(grouped), ["0", "999", "-1,000", "5,000,585"]);
    }
}
