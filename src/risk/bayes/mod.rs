//! Bayesian audits: the posterior probability that another candidate than the reported winner has the most votes.
//!
//! The prior is a Dirichlet distribution, so the unseen votes have a Dirichlet-multinomial distribution (Pólya's urn):
//! given the seen ones, the unseen tallies of the candidates are independent negative binomials, conditional on their
//! sum. So the upset probability is an exact sum for two to five candidates; beyond, it is simulated, with an interval.
//!
//! **It has no risk limit.** The probability is over outcomes that the prior holds possible, given the sample, not over
//! samples, given a wrong outcome. With a tied outcome, an audit that stops when its upset probability is at most 5 %
//! may stop far more often than in 5 % of audits; a test of this room measures how often.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Rivest and Shen 2012, "A Bayesian Method for Auditing Elections", EVT/WOTE '12; Rivest 2018, "Bayesian Tabulation
//! Audits: Explained and Extended", arXiv 1801.00528; Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate
//! Distributions", chapter 35 (the distribution).

mod beta_binomial;
mod comparison;
mod lead;
mod monte_carlo;
mod nodes;
mod pairs;
mod sizes;
mod three;
mod two;

pub use comparison::{MOST_IN_STRATA, upset_of_strata};
pub use lead::{Lead, chance_of_lead_at_most};
pub use monte_carlo::{Estimate, Finals, drawn_upset, upset_of_finals};
pub use nodes::Nodes;
pub use sizes::size_for;

use super::LEAST_P_VALUE;

/// Whether an exact tie of the final tally counts as an upset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// A tie is an upset.
    Lose,
    /// A tie is no upset.
    Win,
}

/// The ballots of one stratum.
#[derive(Clone, Debug, PartialEq)]
pub struct BayesStratum {
    /// Ballots not seen.
    pub unseen: u64,
    /// Ballots seen, by candidate.
    pub seen: Vec<u64>,
    /// Weight of the prior, by candidate, in ballots; each more than 0.
    pub prior: Vec<f64>,
}

impl BayesStratum {
    /// The weights of the posterior: seen ballots plus prior.
    fn weights(&self) -> Vec<f64> {
        self.seen.iter().zip(&self.prior).map(|(&seen, &prior)| seen as f64 + prior).collect()
    }
}

/// Most unseen ballots for which two candidates are summed exactly.
pub const MOST_FOR_TWO: u64 = 200_000_000;
/// Most unseen ballots for which three candidates are summed exactly.
pub const MOST_FOR_THREE: u64 = 2_000_000;
/// Most unseen ballots for which four or five candidates are summed exactly.
pub const MOST_FOR_FIVE: u64 = 20_000;

/// The exact probability, in `[0, 1]`, that the final tally of some candidate reaches (or passes, see [`Ties`]) that of
/// the winner, who is given by index; `None` for more candidates or more unseen ballots than above. With one candidate
/// there is no upset. 0 only if no upset is possible any more, else at least [`LEAST_P_VALUE`].
pub fn upset(stratum: &BayesStratum, winner: usize, ties: Ties) -> Option<f64> {
    let weights = stratum.weights();
    let unseen = stratum.unseen;
    // How many more unseen votes than the winner a loser may have without an upset.
    let slack = i64::from(ties == Ties::Win) - 1 + *stratum.seen.get(winner)? as i64;
    let losers: Vec<Loser> = (0..weights.len())
        .filter(|&i| i != winner)
        .map(|i| Loser { weight: weights[i], slack: slack - stratum.seen[i] as i64 })
        .collect();
    let upset = match losers.as_slice() {
        [] => 0.0,
        [loser] if unseen <= MOST_FOR_TWO => two::upset(unseen, weights[winner], *loser),
        [one, other] if unseen <= MOST_FOR_THREE => three::upset(unseen, weights[winner], [*one, *other]),
        [_, _, _] | [_, _, _, _] if unseen <= MOST_FOR_FIVE => pairs::upset(unseen, weights[winner], &losers),
        _ => return None,
    };
    // A probability too small for a number is not 0.
    let possible = losers.iter().any(|loser| i128::from(unseen) > i128::from(loser.slack));
    Some(upset.clamp(if possible { LEAST_P_VALUE } else { 0.0 }, 1.0))
}

/// A candidate who was not reported to win.
#[derive(Clone, Copy, Debug)]
struct Loser {
    /// Weight of the posterior.
    weight: f64,
    /// The largest number of unseen votes beyond the winner's without an upset.
    slack: i64,
}

/// The negative binomial distribution of one candidate's unseen votes: weight `w` and a common parameter t, with log
/// mass at y the logarithm of `Γ(y + w) / (y! Γ(w)) t^y (1 − t)^w`. Given their sum, independent ones are
/// Dirichlet-multinomial, whatever t is.
#[derive(Clone, Copy, Debug)]
struct UnseenDistribution {
    weight: f64,
    constant: f64,
    ln_t: f64,
}

impl UnseenDistribution {
    /// With the t for which weights of this sum have `unseen` votes on average.
    fn new(weight: f64, all: f64, unseen: u64) -> Self {
        let all_unseen = (unseen as f64).max(0.5);
        let ln_not_t = -libm::log1p(all_unseen / all);
        let constant = weight * ln_not_t - super::factorials::ln_rising(1.0, weight - 1.0);
        Self { weight, constant, ln_t: -libm::log1p(all / all_unseen) }
    }

    fn ln(&self, y: u64) -> f64 {
        let y = y as f64;
        self.constant + super::factorials::ln_rising(y + 1.0, self.weight - 1.0) + y * self.ln_t
    }

    fn mass(&self, y: u64) -> f64 {
        libm::exp(self.ln(y))
    }

    /// The masses of 0 to `most` votes.
    fn masses(&self, most: u64) -> Vec<f64> {
        (0..=most).map(|y| self.mass(y)).collect()
    }
}
