//! The question of `plan --spec`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::reason::{Filling, Reason, complaints, rules};
use crate::risk::DiscrepancyRates;

/// A method, a risk limit, and the figures of one contest.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// The method: one of [`SIZED`](super::SIZED).
    pub method: String,
    /// The largest probability of confirming a wrong outcome, above 0 and below 1; 0.05 if not given.
    pub risk_limit: Option<f64>,
    /// Reported votes by candidate.
    pub votes: BTreeMap<String, u64>,
    /// Cards in the population; the number of votes if not given.
    pub ballots: Option<u64>,
    /// Seats; 1 if not given.
    pub winners: Option<usize>,
    /// Whether draws are with replacement; the method's default if not given.
    pub replacement: Option<bool>,
    /// The diluted margin, instead of votes, above 0 and at most 1.
    pub margin: Option<f64>,
    /// Inflation of error bounds in `super_simple`, more than 1; 1.03905 if not given.
    pub gamma: Option<f64>,
    /// Expected discrepancies as shares of the cards drawn, for `super_simple` and `ballot_comparison`.
    pub discrepancies: Option<ExpectedRates>,
    /// Probabilities of stopping for which sizes are wanted, each above 0 and below 1; 0.5 and 0.9 if not given.
    pub quantiles: Option<Vec<f64>>,
    /// Ends of rounds in ballots of the pair, rising, for polling by rounds.
    pub rounds: Option<Vec<u64>>,
    /// Single first rounds, in ballots of the pair, for which kmin and probability are wanted.
    pub probe: Option<Vec<u64>>,
    /// The result of the rounds so far, to get the next one: votes by candidate, in one object or one for each round;
    /// `n`, `o1`, `o2`, `u1`, `u2` for comparisons of cards; `draws` for batches without a difference.
    pub sample: Option<serde_json::Value>,
    /// Ballots and reported votes of every batch, for `batch_comparison`.
    pub batches: Option<BTreeMap<String, ReportedBatch>>,
    /// The share of batches or ballots in a fixed-percentage audit, above 0 and at most 1; 0.01 if not given.
    pub share: Option<f64>,
    /// Number of simulated audits if no exact distribution is within reach, 10 to 100,000.
    pub trials: Option<u32>,
    /// The seed of simulations: any text.
    pub seed: Option<String>,
}

/// One batch as reported: the key `ballots` and the votes of each candidate.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportedBatch {
    /// Ballots in the batch.
    pub ballots: u64,
    /// Votes by candidate.
    #[serde(flatten)]
    pub votes: BTreeMap<String, u64>,
}

/// Expected discrepancies as shares of the cards drawn, each 0 to 1 and together at most 1; 0 if not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExpectedRates {
    /// One vote overstated.
    pub o1: f64,
    /// Two votes overstated.
    pub o2: f64,
    /// One vote understated.
    pub u1: f64,
    /// Two votes understated.
    pub u2: f64,
}

impl ExpectedRates {
    /// The rates as numbers, checked.
    ///
    /// # Errors
    /// The key (empty for all of them), what was found, what is allowed.
    pub fn checked(self) -> Result<DiscrepancyRates, (&'static str, Filling, Reason)> {
        let Self { o1, o2, u1, u2 } = self;
        for (key, rate) in [("o1", o1), ("o2", o2), ("u1", u1), ("u2", u2)] {
            if !(0.0..=1.0).contains(&rate) {
                return Err((key, rate.into(), complaints::rule_share()));
            }
        }
        if o1 + o2 + u1 + u2 > 1.0 {
            return Err(("", rules::found_more_than_cards().into(), complaints::rule_shares_sum()));
        }
        Ok(DiscrepancyRates { o1, o2, u1, u2 })
    }
}

/// A text from outside, cut so that it can be repeated.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
