//! "Super-simple" ballot-level comparison: the Kaplan-Markov bound from four counts of discrepancies.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equations (5) to (12);
//! Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits", IEEE Security & Privacy 10(5).

/// The usual inflation of error bounds: discrepancies of two votes cost about as much as 1.03905 allows.
pub const GAMMA: f64 = 1.03905;

/// Cards by what their record overstated or understated, in votes of any margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
        let g = self.gamma;
        let ln = n as f64 * libm::log1p(-self.margin / (2.0 * g))
            - found.o1 as f64 * libm::log1p(-1.0 / (2.0 * g))
            - found.o2 as f64 * libm::log1p(-1.0 / g)
            - found.u1 as f64 * libm::log1p(1.0 / (2.0 * g))
            - found.u2 as f64 * libm::log1p(1.0 / g);
        libm::exp(ln).min(1.0)
    }

    /// Stark's closed form for the sample size with discrepancies at these rates per card; `None` where none suffices.
    pub fn size_at_rates(&self, risk_limit: f64, o1: f64, o2: f64, u1: f64, u2: f64) -> Option<u64> {
        let g = self.gamma;
        let per_card = self.margin / (2.0 * g)
            + o1 * libm::log1p(-1.0 / (2.0 * g))
            + o2 * libm::log1p(-1.0 / g)
            + u1 * libm::log1p(1.0 / (2.0 * g))
            + u2 * libm::log1p(1.0 / g);
        (per_card > 0.0).then(|| libm::ceil(-libm::log(risk_limit) / per_card) as u64)
    }

    /// Stark's closed form for the sample size with so many discrepancies, never fewer cards than discrepancies.
    pub fn size_with(&self, risk_limit: f64, found: &Discrepancies) -> u64 {
        let g = self.gamma;
        let ln = libm::log(risk_limit)
            + found.o1 as f64 * libm::log1p(-1.0 / (2.0 * g))
            + found.o2 as f64 * libm::log1p(-1.0 / g)
            + found.u1 as f64 * libm::log1p(1.0 / (2.0 * g))
            + found.u2 as f64 * libm::log1p(1.0 / g);
        let n = libm::ceil(-2.0 * g * ln / self.margin).max(0.0) as u64;
        n.max(found.o1 + found.o2 + found.u1 + found.u2)
    }

    /// The least sample whose P-value is at most the risk limit with these discrepancies among its cards.
    pub fn least(&self, risk_limit: f64, found: &Discrepancies) -> u64 {
        let all = (found.o1 + found.o2 + found.u1 + found.u2).max(1);
        let without_cards = self.ln_of(found);
        let per_card = -libm::log1p(-self.margin / (2.0 * self.gamma));
        let mut n = (libm::ceil((without_cards - libm::log(risk_limit)) / per_card).max(0.0) as u64).max(all);
        // Rounding may leave the division one card off either way.
        for _ in 0..4 {
            if n > all && self.p_value(n - 1, found) <= risk_limit {
                n -= 1;
            } else if self.p_value(n, found) > risk_limit {
                n = n.saturating_add(1);
            }
        }
        n
    }

    /// The logarithm of the discrepancies' share of the P-value.
    fn ln_of(&self, found: &Discrepancies) -> f64 {
        let g = self.gamma;
        -(found.o1 as f64 * libm::log1p(-1.0 / (2.0 * g))
            + found.o2 as f64 * libm::log1p(-1.0 / g)
            + found.u1 as f64 * libm::log1p(1.0 / (2.0 * g))
            + found.u2 as f64 * libm::log1p(1.0 / g))
    }
}
