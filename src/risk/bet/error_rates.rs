//! Rates of discrepancies as an audit learns them: a two-part prior, "rare or common", and its posterior means.
//!
//! Before the audit the rate of two-vote and that of one-vote errors are each either rare or common, every part a Gamma
//! law; the odds of the parts and the means of the rates follow from the counts in closed form. Over- and
//! understatements of honest error are equally likely, which the data may correct; one-vote errors may be lopsided from
//! the start, since a missing card or a phantom is always an overstatement.
//!
//! # Reference
//! Robbins 1956 for the empirical idea; the conjugate Gamma-Poisson and Beta-binomial laws as in any textbook (Gelman et
//! al. 2013, "Bayesian Data Analysis", sections 2.4 and 2.6). The constants are ours: chosen on grids of margins and error rates
//! (`benches/efficiency.rs`), and held against grids that nothing was chosen on.

/// One part of the prior of a rate: its weight, the shape of its Gamma law, and the imaginary cards behind it, of which
/// some are for each inverse of the margin.
struct Part {
    weight: f64,
    shape: f64,
    cards: f64,
    per_margin: f64,
}

/// Parts of the prior of two-vote errors: rare and common.
const TWO: [Part; 2] = [
    Part { weight: 1.0, shape: 0.156, cards: 242.0, per_margin: 0.403 },
    Part { weight: 0.561, shape: 6.39, cards: 1_621.0, per_margin: 1.137 },
];
/// Parts of the prior of one-vote errors: rare and common.
const ONE: [Part; 2] = [
    Part { weight: 1.0, shape: 0.0737, cards: 90.9, per_margin: 12.2 },
    Part { weight: 0.19, shape: 3.19, cards: 1_006.0, per_margin: 3.04 },
];
/// How often errors of both sizes are common, against chance.
const TOGETHER: f64 = 0.917;
/// Imaginary two-vote errors on each side.
const EVEN_TWO: f64 = 123.9;
/// Imaginary one-vote errors on each side, where they are even.
const EVEN_ONE: f64 = 28.2;
/// The chance that one-vote errors are lopsided, and the imaginary ones over and under if so.
const LOPSIDED: f64 = 0.196;
const LOPSIDED_ONE: [f64; 2] = [0.658, 0.5];
/// The largest stake: one two-vote overstatement never takes everything.
pub(super) const LARGEST_STAKE: f64 = 0.99;

/// Numbers of errors of one size: what records overstate, and what they understate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) over: f64,
    pub(super) under: f64,
}

impl Seen {
    pub(super) fn all(self) -> f64 {
        self.over + self.under
    }
}

/// The mean rates of two-vote and one-vote errors after so many of each among `cards` cards, at a margin.
pub(super) fn mean_rates(margin: f64, two: f64, one: f64, cards: f64) -> [f64; 2] {
    let two = TWO.map(|part| part.after(margin, two, cards));
    let one = ONE.map(|part| part.after(margin, one, cards));
    let (mut all, mut rates) = (0.0, [0.0; 2]);
    for (i, (weight_two, rate_two)) in two.into_iter().enumerate() {
        for (j, (weight_one, rate_one)) in one.into_iter().enumerate() {
            // Where one size of error is common, so is the other, more or less often than by chance.
            let together = if (i, j) == (1, 1) { TOGETHER } else { 1.0 };
            let weight = libm::exp(weight_two + weight_one) * together;
            all += weight;
            rates[0] += weight * rate_two;
            rates[1] += weight * rate_one;
        }
    }
    rates.map(|rate| rate / all)
}

impl Part {
    /// The logarithm of the weight after `errors` among `cards`, but for what all parts share, and the mean rate.
    fn after(&self, margin: f64, errors: f64, cards: f64) -> (f64, f64) {
        let before = self.cards + self.per_margin / margin;
        let likely = ln_rising(self.shape, errors) - self.shape * libm::log1p(cards / before);
        // What all parts share, n^−errors, is taken out so that no exponential overflows.
        let odds = errors * (libm::log(cards.max(1.0)) - libm::log(before + cards));
        (libm::log(self.weight) + likely - ln_rising(1.0, errors) + odds, (self.shape + errors) / (before + cards))
    }
}

/// ln Γ(shape + n) − ln Γ(shape).
fn ln_rising(shape: f64, n: f64) -> f64 {
    if n <= 0.0 { 0.0 } else { libm::lgamma(shape + n) - libm::lgamma(shape) }
}

fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// The mean share of overstatements among two-vote errors, after those seen.
pub(super) fn share_over_two(seen: Seen) -> f64 {
    even(EVEN_TWO, seen)
}

/// The mean share of overstatements among one-vote errors, after those seen.
pub(super) fn share_over_one(seen: Seen) -> f64 {
    let Seen { over, under } = seen;
    let [a, b] = LOPSIDED_ONE;
    let of_even = ln_beta(EVEN_ONE + over, EVEN_ONE + under) - ln_beta(EVEN_ONE, EVEN_ONE);
    let of_lopsided = ln_beta(a + over, b + under) - ln_beta(a, b);
    let odds = LOPSIDED / (1.0 - LOPSIDED) * libm::exp((of_lopsided - of_even).min(700.0));
    let lopsided = odds / (1.0 + odds);
    (1.0 - lopsided) * even(EVEN_ONE, seen) + lopsided * (a + over) / (a + b + over + under)
}

fn even(imaginary: f64, seen: Seen) -> f64 {
    (imaginary + seen.over) / (2.0 * imaginary + seen.all())
}
