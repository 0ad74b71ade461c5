//! Whether claims of a given strength rule out every order of elimination that ends in one way.

use std::collections::HashSet;

use super::sample::SampleTallies;
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, everyone};

/// The claims that a sample supports at least so strongly.
pub(super) struct StrongClaims {
    least: f64,
    /// For each candidate, whom he is not eliminated before.
    ahead: Vec<CandidateSet>,
    /// For each candidate, who is not eliminated before him.
    behind: Vec<CandidateSet>,
    /// Sets that no order can end with.
    closed: HashSet<CandidateSet>,
}

impl StrongClaims {
    pub(super) fn new(sample: &SampleTallies, least: f64) -> Self {
        let n = sample.candidates();
        let (mut ahead, mut behind): (Vec<CandidateSet>, Vec<CandidateSet>) = (vec![0; n], vec![0; n]);
        for (winner, ahead) in ahead.iter_mut().enumerate() {
            for loser in (0..n).filter(|&loser| loser != winner && sample.before(winner, loser) >= least) {
                *ahead |= 1 << loser;
                behind[loser] |= 1 << winner;
            }
        }
        Self { least, ahead, behind, closed: HashSet::new() }
    }

    /// Whether a claim rules out every order whose last are `suffix`, `first` of them eliminated first.
    fn rule_out(&self, sample: &mut SampleTallies, first: usize, suffix: CandidateSet) -> bool {
        self.ahead[first] & suffix != 0 || self.behind[first] & !suffix != 0 || sample.next(first, suffix) >= self.least
    }

    /// Whether they rule out every order whose last are `suffix`, whoever of them goes when, by claims about the rounds
    /// before. Those are tried first who are first in `sorted`. Where the steps run out, the answer is no.
    pub(super) fn rule_out_all(
        &mut self,
        sample: &mut SampleTallies,
        suffix: CandidateSet,
        sorted: &[CandidateIndex],
        steps: &mut u64,
    ) -> bool {
        if self.closed.contains(&suffix) {
            return true;
        }
        if suffix == everyone(sample.candidates()) {
            return false;
        }
        for first in sorted.iter().map(|&first| usize::from(first)).filter(|first| suffix >> first & 1 == 0) {
            let Some(left) = steps.checked_sub(1) else { return false };
            *steps = left;
            let longer = suffix | 1 << first;
            let is_out = self.closed.contains(&longer)
                || self.rule_out(sample, first, longer)
                || self.rule_out_all(sample, longer, sorted, steps);
            if !is_out {
                return false;
            }
        }
        self.closed.insert(suffix);
        true
    }
}
