//! The stratum of cards without records: a likelihood ratio without replacement against the likeliest null.
//!
//! The null says that the true margin of the stratum is at most c. The number of cards for neither candidate is a
//! nuisance parameter: the null's likelihood is the largest over all tallies with such a margin. Tallies are taken as
//! real numbers, which can only increase the P-value and makes the likelihood concave.
//!
//! # Derivation
//! `docs/derivations/suite.md`.
//!
//! # Reference
//! Ottoboni et al. 2018 (SUITE), the stratum without CVRs; Wald 1945, "Sequential Tests of Statistical Hypotheses",
//! Annals of Mathematical Statistics 16(2) (the ratio), here with tri-hypergeometric likelihoods.

use crate::risk::factorials::{ln_falling, reciprocals};

/// Cards without records, and a sample of them without replacement, with its votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollingStratum {
    /// Cards in the stratum.
    pub cards: u64,
    /// Votes reported for the winner.
    pub winner: u64,
    /// Votes reported for the loser; both together at most `cards`.
    pub loser: u64,
    /// Number of cards drawn, at most `cards`.
    pub n: u64,
    /// Votes for the winner among them.
    pub winner_seen: u64,
    /// Votes for the loser among them; both together at most `n`.
    pub loser_seen: u64,
}

impl PollingStratum {
    /// Reported votes for the winner minus those for the loser.
    pub fn reported_margin(&self) -> i64 {
        self.winner as i64 - self.loser as i64
    }

    /// The smallest true margin that is possible after the sample: all unseen cards are for the loser.
    pub fn least_margin(&self) -> f64 {
        let unseen = (self.cards - self.n) as f64;
        self.winner_seen as f64 - self.loser_seen as f64 - unseen
    }

    /// The logarithm of the P-value, at most 0, of the null that the true margin is at most this; −∞ if the sample
    /// rules that out, 0 if the reported tally is within the null or is itself ruled out.
    pub fn ln_p_value(&self, margin: f64) -> f64 {
        let [cards, n, w, l] = [self.cards, self.n, self.winner_seen, self.loser_seen].map(|count| count as f64);
        let other = n - w - l;
        let [reported_w, reported_l] = [self.winner as f64, self.loser as f64];
        let reported_other = cards - reported_w - reported_l;
        if reported_w < w || reported_l < l || reported_other < other || margin >= reported_w - reported_l {
            return 0.0;
        }
        // For a margin of c: votes for the winner x, for the loser x − c, for neither N − 2x + c, none of them below
        // its count in the sample.
        let (mut low, mut high) = (w.max(l + margin), 0.5 * (cards + margin - other));
        if margin < self.least_margin() {
            return f64::NEG_INFINITY;
        }
        if low > high {
            // At the very edge the limits differ by rounding only.
            high = low;
        }
        let tallies = |x: f64| (x.max(w), (x - margin).max(l), (cards - 2.0 * x + margin).max(other));
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if middle <= low || middle >= high {
                break;
            }
            let (x, y, rest) = tallies(middle);
            let rises = reciprocals(x, w) + reciprocals(y, l) - 2.0 * reciprocals(rest, other) > 0.0;
            if rises { low = middle } else { high = middle }
        }
        let (x, y, rest) = tallies(0.5 * (low + high));
        let ln = ln_falling(x, w) - ln_falling(reported_w, w) + ln_falling(y, l) - ln_falling(reported_l, l)
            + ln_falling(rest, other)
            - ln_falling(reported_other, other);
        ln.min(0.0)
    }
}
