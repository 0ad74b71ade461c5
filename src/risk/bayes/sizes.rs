//! The sample size at which an upset is unlikely enough, with a stated probability: for planning, not for deciding.
//!
//! The sizes assume an infinite population and a flat prior. Then the probability of an upset after `k` of `n` votes
//! equals the probability of more than `k` heads among `n + 1` fair coins.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Gelman et al. 2013, "Bayesian Data Analysis", 3rd edition, section 2.4 (the flat prior's posterior is a beta distribution); DLMF
//! 8.17.5 (its tail is a binomial one).

use crate::risk::polling::binomial::ln_tail;
use crate::risk::polling::{PairShare, PollDesign, RoundSample, least_from};

/// The smallest sample, in ballots of the pair in all, that stops with a stated probability after the sample already
/// seen, if the reported votes are right; `None` if no size up to `most` does. It stops when the upset probability is
/// at most the design's risk limit, which is no limit on risk here.
pub fn size_for(design: &PollDesign, seen: RoundSample, chance: f64, most: u64) -> Option<u64> {
    let stops = |n: u64, k: u64| design.suffices(ln_tail(n + 1, k + 1, PairShare::TIE));
    let enough = |n: u64| {
        if !stops(n, n) {
            return false;
        }
        let (mut low, mut high) = (0, n);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if stops(n, middle) { high = middle } else { low = middle }
        }
        ln_tail(n - seen.n, high.saturating_sub(seen.k), design.reported()) >= libm::log(chance)
    };
    least_from(seen.n, most, |n| Ok::<_, std::convert::Infallible>(enough(n))).unwrap_or_default()
}
