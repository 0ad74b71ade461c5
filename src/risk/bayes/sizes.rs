//! How large a sample makes an upset unlikely enough, with a stated chance: sizes for planning, not for deciding.
//!
//! They take the ballots to be without end and the prior to be flat. Then the chance of an upset after `k` of `n` votes is
//! the chance of more than `k` of `n + 1` tossed coins.
//!
//! # Reference
//! Gelman et al. 2013, "Bayesian Data Analysis", 3rd edition, section 2.4 (the flat prior's posterior is a beta law); DLMF
//! 8.17.5 (its tail is a binomial one).

use crate::risk::polling::binomial::ln_tail;
use crate::risk::polling::{PairShare, PollDesign, RoundSample, least_from};

/// The size of a sample, in ballots of the pair in all, that stops with a stated chance after the one that was seen, if
/// the reported votes are right; `None` where no size up to `most` does. It stops where the chance of an upset is at most
/// the design's risk limit, which here limits no risk.
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
