//! Numbers of a question: exact fractions if they are written so, else rounded to a common fine unit.
//!
//! A decimal with at most nine places is taken as exact, and so is a text such as `"2/3"`; other numbers are taken as
//! measurements, and sums of them are compared within one part in 10¹².

use num_integer::gcd;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::question::{RefusedField, broken, text};
use crate::reason::{complaints, rules};
use crate::risk::Null;

/// A number that may be a fraction, as it was given. Samples are long, so it is stored compactly.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    Number(f64),
    Fraction(Box<str>),
    /// A value that is not a number.
    Other(Box<Value>),
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self::of)
    }
}

/// A given number, parsed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Amount {
    /// Numerator and denominator; the denominator is positive.
    Exact(i128, i128),
    Rounded(f64),
}

/// The largest numerator or denominator of an exact number.
const LARGEST: i128 = 1_000_000_000_000;
/// Most decimal places of a number that is taken as exact.
const PLACES: usize = 9;
/// The largest sum of a whole population, in units.
const MOST: u64 = 1 << 62;

impl Given {
    pub(crate) fn of(value: Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::MAX)),
            Value::String(fraction) => Self::Fraction(fraction.into()),
            other => Self::Other(Box::new(other)),
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Fraction(fraction) => format!("{fraction:?}"),
            Self::Other(other) => text(other),
        }
    }

    fn read(&self, key: &str) -> Result<Amount, RefusedField> {
        match self {
            Self::Number(number) => Ok(of_number(*number)),
            Self::Fraction(fraction) => of_fraction(fraction)
                .ok_or_else(|| broken(key, format_args!("{fraction:?}"), rules::rule_number_or_fraction())),
            Self::Other(other) => Err(broken(key, text(other), rules::rule_number_or_text())),
        }
    }

    /// The number as numerator and denominator, both at most 10⁹: exact, or the nearest with that denominator.
    pub(crate) fn fraction(&self, key: &str) -> Result<(i64, i64), RefusedField> {
        const FINE: i64 = 1_000_000_000;
        match self.read(key)? {
            Amount::Exact(n, d) if n.abs() <= FINE.into() && d <= FINE.into() => Ok((n as i64, d as i64)),
            amount if amount.float().abs() <= 1.0 => Ok(nearest_fraction(amount.float())),
            amount => Err(broken(key, amount.float(), rules::rule_fraction())),
        }
    }

    /// The number as a floating-point number.
    pub(crate) fn number(&self, key: &str) -> Result<f64, RefusedField> {
        Ok(self.read(key)?.float())
    }
}

/// The first convergent of the continued fraction that rounds to the same floating-point number, or has a denominator
/// of nearly 10⁶.
fn nearest_fraction(x: f64) -> (i64, i64) {
    let (mut before, mut now) = ((0, 1), (1, 0));
    let mut rest = x;
    for _ in 0..40 {
        let whole = libm::floor(rest);
        let next = (whole as i64 * now.0 + before.0, whole as i64 * now.1 + before.1);
        if next.1 > 1_000_000 {
            break;
        }
        (before, now) = (now, next);
        if (now.0 as f64 / now.1 as f64 - x).abs() <= 1e-15 * x.abs() || rest - whole < 1e-12 {
            break;
        }
        rest = 1.0 / (rest - whole);
    }
    now
}

fn of_number(float: f64) -> Amount {
    if float.abs() <= 1e12 && libm::trunc(float).to_bits() == float.to_bits() {
        return Amount::Exact(float as i128, 1);
    }
    // The shortest decimal that rounds to this number: the decimal that was typed, unless it was very long.
    let shortest = format!("{float}");
    let (whole, places) = shortest.split_once('.').unwrap_or((&shortest, ""));
    if places.len() > PLACES || float.abs() > 1e12 {
        return Amount::Rounded(float);
    }
    let digits = format!("{whole}{places}").parse::<i128>();
    digits.map_or(Amount::Rounded(float), |n| reduced(n, 10_i128.pow(places.len() as u32)))
}

fn of_fraction(text: &str) -> Option<Amount> {
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    let part = |text: &str| text.trim().parse::<i128>().ok().filter(|n| n.abs() <= LARGEST);
    let (n, d) = (part(n)?, part(d).filter(|d| *d > 0)?);
    Some(reduced(n, d))
}

fn reduced(n: i128, d: i128) -> Amount {
    let common = gcd(n.abs(), d).max(1);
    Amount::Exact(n / common, d / common)
}

impl Amount {
    fn float(self) -> f64 {
        match self {
            Self::Exact(n, d) => n as f64 / d as f64,
            Self::Rounded(x) => x,
        }
    }

    /// The number in units of 1/`per`: exact if it divides, else the nearest.
    fn units(self, per: f64, exact: Option<i128>) -> i128 {
        match (self, exact) {
            (Self::Exact(n, d), Some(per)) => n * (per / d),
            _ => libm::rint(self.float() * per) as i128,
        }
    }
}

/// The scale of a bet: the null, the units of a value of 1, and the number of values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitScale {
    pub(crate) null: Null,
    /// Units of a value of 1.
    pub(crate) unit: f64,
    /// Most values that the bet will take, which limits the work.
    pub(crate) draws: usize,
}

/// A sample and its null in whole units.
#[derive(Clone, Debug)]
pub(crate) struct UnitSample {
    pub(crate) null: Null,
    /// The values in their order, in units.
    pub(crate) values: Vec<u64>,
    /// Units of a value of 1.
    pub(crate) unit: f64,
}

/// Most values in one sample.
const LONGEST: usize = 10_000_000;

impl UnitSample {
    /// The scale for a bet on this sample.
    pub(crate) fn ground(&self) -> UnitScale {
        UnitScale { null: self.null, unit: self.unit, draws: self.values.len() }
    }

    /// Values in `[0, upper]` drawn from a population whose mean is at most `null_mean` under the null; without a
    /// population's size, the draws are with replacement.
    pub(crate) fn read(
        values: &[Given],
        null_mean: &Given,
        upper: &Given,
        population: Option<u64>,
    ) -> Result<Self, RefusedField> {
        if values.len() > LONGEST {
            return Err(broken("sample", values.len(), rules::rule_most_values()));
        }
        if let Some(cards) = population.filter(|&cards| cards < (values.len() as u64).max(1) || cards > 1 << 40) {
            return Err(broken("population", cards, rules::rule_population()));
        }
        let (t, u) = (null_mean.read("null_mean")?, upper.read("upper")?);
        if !(1e-12..=1e12).contains(&u.float()) {
            return Err(broken("upper", u.float(), rules::rule_upper()));
        }
        if !(t.float() > 0.0 && t.float() < u.float()) {
            return Err(broken("null_mean", t.float(), rules::rule_below_upper()));
        }
        let mut shared = common([&t, &u].into_iter().copied());
        for (at, value) in values.iter().enumerate() {
            let amount = value.read("").map_err(|refused| refused.of(format!("sample[{at}]")))?;
            // The floating-point numbers of a bound and of a value at the bound may differ in the last place.
            if !(amount.float() >= 0.0 && amount.float() <= u.float() * (1.0 + 1e-12)) {
                return Err(broken(&format!("sample[{at}]"), value.in_words(), complaints::rule_range(0, u.float())));
            }
            shared = shared.and_then(|all| joined(all, amount));
        }
        let cards = population.unwrap_or(1).max(values.len() as u64).max(1);
        let room = MOST as f64 / cards as f64 / u.float();
        let exact = shared.filter(|&d| (d as f64) < room);
        // Half of the room is left for rounding.
        let fine = room.min(libm::exp2(53.0) / u.float());
        let unit = exact.map_or_else(|| libm::exp2(libm::floor(libm::log2(fine)) - 1.0), |d| d as f64);
        if unit < 1e9 / u.float() && exact.is_none() {
            return Err(broken("population", cards, rules::rule_nine_digits()));
        }
        if t.float() * unit < 1e8 && exact.is_none() {
            // A mean this small, and values near it, would be lost in rounding to a unit.
            return Err(broken("null_mean", t.float(), rules::rule_not_so_far()));
        }
        let upper = u.units(unit, exact) as u64;
        let in_units = |amount: Amount| (amount.units(unit, exact).max(0) as u64).min(upper);
        let values = values.iter().map(|value| value.read("sample").map(in_units)).collect::<Result<Vec<_>, _>>()?;
        let mut null = match (population, exact) {
            (Some(cards), Some(_)) => Null::of(cards, (t.units(unit, exact) * i128::from(cards)) as i64, upper, false),
            (Some(cards), None) => Null::of(cards, libm::rint(t.float() * unit * cards as f64) as i64, upper, false),
            (None, _) => Null::of(1, t.units(unit, exact) as i64, upper, true),
        };
        if exact.is_none() && population.is_some() {
            // One part in 10¹², and half a unit for each rounded value.
            null.slack = (null.total as f64 * 1e-12) as u64 + cards;
        }
        Ok(Self { null, values, unit })
    }
}

/// The least common denominator, if all are exact and it is not too large.
fn common(mut amounts: impl Iterator<Item = Amount>) -> Option<i128> {
    amounts.try_fold(1_i128, joined)
}

/// The least common denominator of a number of amounts and one more.
fn joined(all: i128, amount: Amount) -> Option<i128> {
    match amount {
        Amount::Exact(_, d) => all.checked_mul(d / gcd(all, d)).filter(|&all| all <= 1 << 62),
        Amount::Rounded(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Given {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn decimals_and_fractions_are_exact() {
        assert_eq!(given("0.1").read("x"), Ok(Amount::Exact(1, 10)));
        assert_eq!(given("\"2/6\"").read("x"), Ok(Amount::Exact(1, 3)));
        assert_eq!(given("1e-3").read("x"), Ok(Amount::Exact(1, 1_000)));
        assert_eq!(given("0.5128205128205128").read("x"), Ok(Amount::Rounded(0.512_820_512_820_512_8)));
        for wrong in ["\"1/0\"", "\"x\"", "\"1/-3\"", "\"1/2/3\"", "\"9999999999999/2\"", "null", "[1]"] {
            assert!(given(wrong).read("x").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_typed_as_a_decimal_is_the_fraction_it_means() {
        for (typed, meant) in [("0.6666666666666666", (2, 3)), ("0.55", (11, 20)), ("\"3/5\"", (3, 5)), ("0.5", (1, 2))]
        {
            assert_eq!(given(typed).fraction("x"), Ok(meant), "{typed}");
        }
        assert_eq!(nearest_fraction(0.618_033_988_749_894_9).1, 832_040);
    }

    #[test]
    fn three_thirds_are_one() {
        let thirds = ["\"1/3\"", "\"1/3\"", "\"1/3\""].map(given);
        let sample = UnitSample::read(&thirds, &given("\"1/3\""), &given("1"), Some(3)).expect("a sample");
        assert_eq!((sample.null, sample.values), (Null::of(3, 3, 3, false), vec![1, 1, 1]));
    }

    #[test]
    fn rounded_values_have_slack_and_fit() {
        for population in [2, 1_000, 1_000_000_000] {
            let values = ["0.5128205128205128", "0"].map(given);
            let sample =
                UnitSample::read(&values, &given("0.5"), &given("1.0256410256410256"), Some(population)).expect("one");
            assert!(sample.null.slack > 0 && sample.values[0] > 1_000_000_000 / 4, "{sample:?}");
            let ratio = sample.values[0] as f64 / sample.unit;
            assert!((ratio - 0.512_820_512_820_512_8).abs() < 1e-9, "{ratio}");
        }
    }
}
