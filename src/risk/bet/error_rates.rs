//! Rates of discrepancies as an audit learns them: a two-part prior, "rare or common", and its posterior means.
//!
//! Before the audit, errors of two votes and of one vote are each either rare or common; in either case the rate has a
//! Gamma distribution. The odds of the parts and the mean rates follow from the counts in closed form. Honest errors
//! overstate and understate equally often, unless the data show otherwise. One-vote errors may be lopsided from the
//! start, since a missing card or a phantom is always an overstatement.
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.
//!
//! # Reference
//! Robbins 1956 for the empirical idea; the conjugate Gamma-Poisson and Beta-binomial distributions as in any textbook
//! (Gelman et al. 2013, "Bayesian Data Analysis", sections 2.4 and 2.6). The constants are ours: chosen on grids of
//! margins and error rates (`benches/efficiency`), and checked on other grids.

use std::sync::LazyLock;

use crate::risk::factorials;

/// One part of the prior of a rate: its weight, the shape of its Gamma distribution, and its number of imaginary cards:
/// a constant plus a multiple of one over the margin.
#[derive(Clone, Copy)]
struct PriorPart {
    weight: f64,
    shape: f64,
    cards: f64,
    per_margin: f64,
}

/// Parts of the prior of two-vote errors: rare and common.
const TWO: [PriorPart; 2] = [
    PriorPart { weight: 1.0, shape: 0.16, cards: 240.0, per_margin: 0.4 },
    PriorPart { weight: 0.55, shape: 6.4, cards: 1_600.0, per_margin: 1.1 },
];
/// Parts of the prior of one-vote errors: rare and common.
const ONE: [PriorPart; 2] = [
    PriorPart { weight: 1.0, shape: 0.075, cards: 90.0, per_margin: 12.0 },
    PriorPart { weight: 0.2, shape: 3.2, cards: 1_000.0, per_margin: 3.0 },
];
/// Factor on the weight of "both sizes of errors are common", relative to independence.
const TOGETHER: f64 = 0.8;
/// Imaginary two-vote errors in each direction.
const EVEN_TWO: f64 = 120.0;
/// Imaginary one-vote errors in each direction, if they are even.
const EVEN_ONE: f64 = 28.0;
/// The probability that one-vote errors are lopsided, and the imaginary overstatements and understatements if so.
const LOPSIDED: f64 = 0.2;
const LOPSIDED_ONE: [f64; 2] = [0.65, 0.5];
/// The largest stake: one two-vote overstatement never takes the whole wealth.
pub(super) const LARGEST_STAKE: f64 = 0.99;

/// Numbers of errors of one size: overstatements and understatements.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ErrorsSeen {
    pub(super) over: f64,
    pub(super) under: f64,
}

impl ErrorsSeen {
    pub(super) fn all(self) -> f64 {
        self.over + self.under
    }
}

/// The prior at one margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prior {
    two: [AtMargin; 2],
    one: [AtMargin; 2],
}

/// One part of a prior at one margin: its imaginary cards, and their logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
struct AtMargin {
    weight: f64,
    shape: f64,
    cards: f64,
    ln_cards: f64,
}

impl Prior {
    pub(super) fn at(margin: f64) -> Self {
        let part = |part: PriorPart| {
            let cards = part.cards + part.per_margin / margin;
            AtMargin { weight: part.weight, shape: part.shape, cards, ln_cards: libm::log(cards) }
        };
        Self { two: TWO.map(part), one: ONE.map(part) }
    }

    /// The mean rates of two-vote and one-vote errors after `two` and `one` of them among `cards` cards.
    pub(super) fn mean_rates(&self, two: f64, one: f64, cards: f64) -> [f64; 2] {
        let (two, one) = (after(&self.two, two, cards), after(&self.one, one, cards));
        let (mut all, mut rates) = (0.0, [0.0; 2]);
        for (i, (weight_two, rate_two)) in two.into_iter().enumerate() {
            for (j, (weight_one, rate_one)) in one.into_iter().enumerate() {
                // The prior probability that both sizes of error are common has a factor of its own.
                let together = if (i, j) == (1, 1) { TOGETHER } else { 1.0 };
                let weight = weight_two * weight_one * together;
                all += weight;
                rates[0] += weight * rate_two;
                rates[1] += weight * rate_one;
            }
        }
        rates.map(|rate| rate / all)
    }
}

/// For each part after `errors` among `cards`: its weight relative to the likelier part's, and its mean rate.
fn after(parts: &[AtMargin; 2], errors: f64, cards: f64) -> [(f64, f64); 2] {
    // The marginal likelihood of the Gamma-Poisson distribution, without the factors that both parts share.
    let ln = parts.map(|part| {
        let more = (part.shape + errors) * libm::log1p(cards / part.cards);
        ln_rising(part.shape, errors) - more - errors * part.ln_cards
    });
    let top = ln[0].max(ln[1]);
    std::array::from_fn(|i| {
        let part = &parts[i];
        (part.weight * libm::exp(ln[i] - top), (part.shape + errors) / (part.cards + cards))
    })
}

/// Counts of errors below which the gamma function is looked up.
const LOOKED_UP: usize = 256;

/// Arguments for which there is a table.
const SHAPES: [f64; 9] = [
    TWO[0].shape,
    TWO[1].shape,
    ONE[0].shape,
    ONE[1].shape,
    EVEN_ONE,
    2.0 * EVEN_ONE,
    LOPSIDED_ONE[0],
    LOPSIDED_ONE[1],
    LOPSIDED_ONE[0] + LOPSIDED_ONE[1],
];

static RISING: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
    let table = |shape: &f64| (0..LOOKED_UP).map(|n| factorials::ln_rising(*shape, n as f64)).collect();
    SHAPES.iter().map(table).collect()
});

/// ln Γ(shape + n) − ln Γ(shape), from a table if there is one, with the same bits.
fn ln_rising(shape: f64, n: f64) -> f64 {
    let whole = n as usize;
    let known = || SHAPES.iter().position(|known| known.to_bits() == shape.to_bits());
    if whole < LOOKED_UP
        && (whole as f64).to_bits() == n.to_bits()
        && let Some(at) = known()
    {
        return RISING[at][whole];
    }
    factorials::ln_rising(shape, n)
}

/// ln B(a + over, b + under) − ln B(a, b).
fn ln_beta_after(a: f64, b: f64, seen: ErrorsSeen) -> f64 {
    ln_rising(a, seen.over) + ln_rising(b, seen.under) - ln_rising(a + b, seen.all())
}

/// The mean share of overstatements among two-vote errors, after those seen.
pub(super) fn share_over_two(seen: ErrorsSeen) -> f64 {
    even(EVEN_TWO, seen)
}

/// The mean share of overstatements among one-vote errors, after those seen.
pub(super) fn share_over_one(seen: ErrorsSeen) -> f64 {
    let ErrorsSeen { over, under } = seen;
    let [a, b] = LOPSIDED_ONE;
    let of_even = ln_beta_after(EVEN_ONE, EVEN_ONE, seen);
    let of_lopsided = ln_beta_after(a, b, seen);
    let odds = LOPSIDED / (1.0 - LOPSIDED) * libm::exp((of_lopsided - of_even).min(700.0));
    let lopsided = odds / (1.0 + odds);
    (1.0 - lopsided) * even(EVEN_ONE, seen) + lopsided * (a + over) / (a + b + over + under)
}

fn even(imaginary: f64, seen: ErrorsSeen) -> f64 {
    (imaginary + seen.over) / (2.0 * imaginary + seen.all())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by the textbook: every combination of parts, weighted by its marginal likelihood.
    fn twin(margin: f64, two: f64, one: f64, cards: f64) -> [f64; 2] {
        let ln_likelihood = |part: &PriorPart, errors: f64| {
            let before = part.cards + part.per_margin / margin;
            libm::lgamma(part.shape + errors) - libm::lgamma(part.shape) + part.shape * libm::log(before)
                - (part.shape + errors) * libm::log(before + cards)
        };
        let mean =
            |part: &PriorPart, errors: f64| (part.shape + errors) / (part.cards + part.per_margin / margin + cards);
        let (mut all, mut rates) = (0.0, [0.0; 2]);
        for (i, a) in TWO.iter().enumerate() {
            for (j, b) in ONE.iter().enumerate() {
                let reference = ln_likelihood(&TWO[0], two) + ln_likelihood(&ONE[0], one);
                let ln = ln_likelihood(a, two) + ln_likelihood(b, one) - reference;
                let weight = a.weight * b.weight * libm::exp(ln) * if i == 1 && j == 1 { TOGETHER } else { 1.0 };
                all += weight;
                rates[0] += weight * mean(a, two);
                rates[1] += weight * mean(b, one);
            }
        }
        rates.map(|rate| rate / all)
    }

    #[test]
    fn rates_are_those_of_the_textbook() {
        for margin in [0.002, 0.02, 0.2] {
            for (two, one, cards) in
                [(0.0, 0.0, 0.0), (0.0, 0.0, 500.0), (1.0, 0.0, 100.0), (3.0, 7.5, 2_000.0), (20.0, 90.0, 9_000.0)]
            {
                let (ours, theirs) = (Prior::at(margin).mean_rates(two, one, cards), twin(margin, two, one, cards));
                for (ours, theirs) in ours.into_iter().zip(theirs) {
                    assert!((ours / theirs - 1.0).abs() < 1e-9, "{margin} {two} {one} {cards}: {ours} {theirs}");
                }
            }
        }
        // Thousands of errors neither overflow nor vanish.
        let many = Prior::at(0.02).mean_rates(5_000.0, 40_000.0, 100_000.0);
        assert!((many[0] / 0.05 - 1.0).abs() < 0.02 && (many[1] / 0.4 - 1.0).abs() < 0.02, "{many:?}");
    }

    #[test]
    fn what_is_looked_up_is_what_is_computed() {
        for shape in SHAPES {
            for n in [0.0, 1.0, 2.0, 17.0, 255.0, 256.0, 1.5] {
                assert_eq!(ln_rising(shape, n).to_bits(), factorials::ln_rising(shape, n).to_bits());
            }
        }
        let seen = |over, under| ErrorsSeen { over, under };
        assert!((share_over_one(seen(0.0, 0.0)) - (0.8 * 0.5 + 0.2 * 0.65 / 1.15)).abs() < 1e-12);
        assert!(share_over_one(seen(30.0, 0.0)) > 0.95 && share_over_one(seen(30.0, 30.0)) < 0.51);
        assert!((share_over_two(seen(1.0, 0.0)) - 121.0 / 241.0).abs() < 1e-12);
    }
}
