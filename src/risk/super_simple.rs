//! "Super-simple" ballot-level comparison: the Kaplan-Markov bound from four counts of discrepancies.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equations (5) to (12);
//! Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits", IEEE Security & Privacy 10(5).

use super::p_value_of_ln;

/// The usual inflation γ of error bounds, which limits the cost of a discrepancy of two votes.
pub const GAMMA: f64 = 1.03905;

/// Counts of cards whose record overstated or understated a margin, by one or two votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Discrepancies {
    /// One vote overstated.
    pub o1: u64,
    /// Two votes overstated.
    pub o2: u64,
    /// One vote understated.
    pub u1: u64,
    /// Two votes understated.
    pub u2: u64,
}

impl Discrepancies {
    /// Adds one card by its overstatement in votes, −2 to 2.
    pub fn add(&mut self, overstatement: i32) {
        match overstatement {
            2 => self.o2 += 1,
            1 => self.o1 += 1,
            -1 => self.u1 += 1,
            -2 => self.u2 += 1,
            _ => {}
        }
    }

    /// The logarithm of the factor by which the discrepancies multiply the P-value.
    pub(super) fn ln_factor(&self, gamma: f64) -> f64 {
        -(self.o1 as f64 * libm::log1p(-1.0 / (2.0 * gamma))
            + self.o2 as f64 * libm::log1p(-1.0 / gamma)
            + self.u1 as f64 * libm::log1p(1.0 / (2.0 * gamma))
            + self.u2 as f64 * libm::log1p(1.0 / gamma))
    }

    /// Cards with a discrepancy.
    pub fn cards(&self) -> u64 {
        self.o1.saturating_add(self.o2).saturating_add(self.u1).saturating_add(self.u2)
    }
}

/// Expected rates of discrepancies per card, each at least 0 and together at most 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DiscrepancyRates {
    /// One vote overstated.
    pub o1: f64,
    /// Two votes overstated.
    pub o2: f64,
    /// One vote understated.
    pub u1: f64,
    /// Two votes understated.
    pub u2: f64,
}

impl DiscrepancyRates {
    /// The whole discrepancies among `n` cards at these rates: rounded up for a kind in `up`, else to the nearest,
    /// halves to even.
    fn of(&self, n: f64, up: RoundUp) -> Discrepancies {
        let whole = |rate: f64, up: bool| (if up { libm::ceil(rate * n) } else { libm::rint(rate * n) }) as u64;
        Discrepancies {
            o1: whole(self.o1, up.one_vote),
            o2: whole(self.o2, up.two_votes),
            u1: whole(self.u1, up.one_vote),
            u2: whole(self.u2, up.two_votes),
        }
    }
}

/// The kinds of discrepancies that are rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundUp {
    /// Those of one vote.
    pub one_vote: bool,
    /// Those of two votes.
    pub two_votes: bool,
}

/// The bound for one contest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuperSimple {
    /// Inflation of the error bounds, more than 1.
    pub gamma: f64,
    /// Diluted margin: the smallest margin in votes over the cards in the population, more than 0.
    pub margin: f64,
}

impl SuperSimple {
    /// The P-value of `n` cards drawn with replacement with these discrepancies, at most 1.
    pub fn p_value(&self, n: u64, found: &Discrepancies) -> f64 {
        p_value_of_ln(self.ln_p_value(n, found))
    }

    /// The logarithm of the same; above 0 if the sample is evidence against the report.
    pub fn ln_p_value(&self, n: u64, found: &Discrepancies) -> f64 {
        n as f64 * libm::log1p(-self.margin / (2.0 * self.gamma)) + found.ln_factor(self.gamma)
    }

    /// Stark's closed form for the sample size with discrepancies at these rates per card; `None` if no sample
    /// suffices.
    pub fn size_at_rates(&self, risk_limit: f64, o1: f64, o2: f64, u1: f64, u2: f64) -> Option<u64> {
        let g = self.gamma;
        let per_card = self.margin / (2.0 * g)
            + o1 * libm::log1p(-1.0 / (2.0 * g))
            + o2 * libm::log1p(-1.0 / g)
            + u1 * libm::log1p(1.0 / (2.0 * g))
            + u2 * libm::log1p(1.0 / g);
        (per_card > 0.0).then(|| libm::ceil(-libm::log(risk_limit) / per_card) as u64)
    }

    /// Stark's closed form for the sample size with these discrepancies, never fewer cards than discrepancies. It uses
    /// m/2γ in place of −ln(1 − m/2γ), which is a little more, so it is never below [`least`](Self::least), and often a
    /// card or two above it.
    pub fn size_with(&self, risk_limit: f64, found: &Discrepancies) -> u64 {
        let g = self.gamma;
        let ln = libm::log(risk_limit)
            + found.o1 as f64 * libm::log1p(-1.0 / (2.0 * g))
            + found.o2 as f64 * libm::log1p(-1.0 / g)
            + found.u1 as f64 * libm::log1p(1.0 / (2.0 * g))
            + found.u2 as f64 * libm::log1p(1.0 / g);
        let n = libm::ceil(-2.0 * g * ln / self.margin).max(0.0) as u64;
        n.max(found.cards())
    }

    /// The smallest sample whose P-value is at most the risk limit with these discrepancies among its cards.
    pub fn least(&self, risk_limit: f64, found: &Discrepancies) -> u64 {
        let all = found.cards().max(1);
        let without_cards = found.ln_factor(self.gamma);
        let per_card = -libm::log1p(-self.margin / (2.0 * self.gamma));
        let mut n = (libm::ceil((without_cards - libm::log(risk_limit)) / per_card).max(0.0) as u64).max(all);
        // Rounding may make the quotient one card off in either direction.
        for _ in 0..4 {
            if n > all && self.p_value(n - 1, found) <= risk_limit {
                n -= 1;
            } else if self.p_value(n, found) > risk_limit {
                n = n.saturating_add(1);
            }
        }
        n
    }

    /// The expected sample size with discrepancies at these rates, from the logarithm of each card's factor; `None` if
    /// no sample suffices. Smaller than [`size_at_rates`](Self::size_at_rates), which is conservative.
    pub fn expected_size(&self, risk_limit: f64, rates: &DiscrepancyRates) -> Option<u64> {
        let g = self.gamma;
        let per_card = -libm::log1p(-self.margin / (2.0 * g))
            + rates.o1 * libm::log1p(-1.0 / (2.0 * g))
            + rates.o2 * libm::log1p(-1.0 / g)
            + rates.u1 * libm::log1p(1.0 / (2.0 * g))
            + rates.u2 * libm::log1p(1.0 / g);
        (per_card > 0.0).then(|| libm::ceil(-libm::log(risk_limit) / per_card) as u64)
    }

    /// The sample size that equals its own closed form when the rates are taken as whole cards of it: from
    /// [`expected_size`](Self::expected_size), each next size is [`size_with`](Self::size_with) the discrepancies of
    /// the last. `None` if no sample suffices or ten steps do not converge.
    pub fn size_at_rounded_rates(&self, risk_limit: f64, rates: &DiscrepancyRates, up: RoundUp) -> Option<u64> {
        let mut size = self.expected_size(risk_limit, rates)?;
        for _ in 0..9 {
            let next = self.size_with(risk_limit, &rates.of(size as f64, up));
            if next == size {
                return Some(size);
            }
            size = next;
        }
        None
    }

    /// The size after exactly ten such steps from the unrounded closed form, as in Stark's own calculator.
    pub fn size_of_ten_steps(&self, risk_limit: f64, rates: &DiscrepancyRates, up: RoundUp) -> Option<u64> {
        let g = self.gamma;
        let per_card = self.margin
            + 2.0
                * g
                * (rates.o1 * libm::log1p(-1.0 / (2.0 * g))
                    + rates.o2 * libm::log1p(-1.0 / g)
                    + rates.u1 * libm::log1p(1.0 / (2.0 * g))
                    + rates.u2 * libm::log1p(1.0 / g));
        let start = -2.0 * g * libm::log(risk_limit) / per_card;
        (per_card > 0.0)
            .then(|| (0..10).fold(start, |size, _| self.size_with(risk_limit, &rates.of(size, up)) as f64) as u64)
    }

    /// The multiplier ρ: a sample of ρ/margin cards is enough if its one-vote overstatements are at most `share` of
    /// margin × sample; −ln α / (1/2γ + share · ln(1 − 1/2γ)), infinite or negative if no sample is enough.
    pub fn rho(risk_limit: f64, gamma: f64, share: f64) -> f64 {
        -libm::log(risk_limit) / (1.0 / (2.0 * gamma) + share * libm::log1p(-1.0 / (2.0 * gamma)))
    }
}
