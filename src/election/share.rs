//! A share of the votes as a fraction: a decimal such as 0.6, or two whole numbers such as 3/5.

use num_integer::gcd;

/// Largest denominator of a share.
const MOST_PARTS: u64 = 1_000_000;

/// A share above 0 and below 1 in lowest terms; `None` for any other text. A decimal has at most six places.
pub fn share_of(text: &str) -> Option<(u64, u64)> {
    let (p, q) = fraction(text).or_else(|| decimal(text))?;
    let common = gcd(p, q);
    (p > 0 && p < q && q <= MOST_PARTS).then(|| (p / common, q / common))
}

/// "0.6" is 6 of 10.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let digits = text.strip_prefix("0.")?;
    let is_short = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| is_short)?, 10_u64.pow(digits.len() as u32)))
}

/// "2/3" is 2 of 3.
fn fraction(text: &str) -> Option<(u64, u64)> {
    let (p, q) = text.split_once('/')?;
    Some((p.trim().parse().ok()?, q.trim().parse().ok()?))
}
