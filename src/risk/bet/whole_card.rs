//! A clean audit ends with a whole card: what is left over of the last one need not be staked.
//!
//! Cards come one at a time, so a clean audit passes its threshold by part of a card. A little less at stake on every
//! card makes it pass by nothing and costs less if errors come; a little more makes it end a card sooner. Which is
//! better is weighed by what a stake away from the log-optimal one costs: m + Σ (1 − z)(k − 1 − ln k) for an audit of m
//! cards, where k is the factor on the share kept back.
//!
//! # Reference
//! Ours; overshoot as part of a sequential test's price: Wald 1945, section 3.

use super::adaptive::is_a_step;
use super::{Adaptive, Bet};
use crate::risk::{MeanLeft, Null, Past, Wealth};

/// Clean audits longer than this are left alone: a part of a card is nothing to them.
const LONGEST: usize = 2_000;
/// The largest stake while no card differs.
const MOST: f64 = 0.9995;

/// The stake where `kept` times as much is kept back, at least 0.
pub(super) fn staked(stake: f64, kept: f64) -> f64 {
    // No change at all where nothing more is kept back, not even by rounding.
    if kept.to_bits() == 1.0_f64.to_bits() { stake } else { (1.0 - (1.0 - stake) * kept).clamp(0.0, MOST) }
}

/// The factor on what a stake keeps back, for a clean audit against that null at that risk limit; 1 changes nothing.
pub(super) fn kept(bet: &Adaptive, null: &Null, risk_limit: f64) -> f64 {
    let agrees = libm::rint(bet.agrees()) as u64;
    // Stake and gain of each card, up to where the audit ends as it is.
    let mut clean: Vec<(f64, f64)> = Vec::new();
    let mut wealth = Wealth::default();
    let mut stake = 0.0;
    while wealth.p_value() > risk_limit {
        let past = Past::of_equal(agrees, bet.agreement(), clean.len() as u64);
        let MeanLeft::Mean(mean) = null.mean_left(&past) else { return 1.0 };
        if clean.len() >= LONGEST || mean <= 0.0 {
            return 1.0;
        }
        // Between the steps the stake stays as it is.
        if is_a_step(clean.len() as u64) {
            stake = bet.stake(null, &past, mean);
        }
        let gain = agrees as f64 / mean - 1.0;
        wealth.multiply(1.0 + stake * gain);
        clean.push((stake, gain));
    }
    let ends = |cards: usize, kept: f64| {
        let mut wealth = Wealth::default();
        clean[..cards].iter().for_each(|&(stake, gain)| wealth.multiply(1.0 + staked(stake, kept) * gain));
        wealth.p_value() <= risk_limit
    };
    let mut best = (f64::INFINITY, 1.0);
    for cards in clean.len().saturating_sub(2).max(1)..=clean.len() {
        let (mut low, mut high) = (0.2, 3.0);
        if !ends(cards, low) {
            continue;
        }
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if ends(cards, middle) { low = middle } else { high = middle }
        }
        let back: f64 = clean[..cards].iter().map(|(stake, _)| 1.0 - stake).sum();
        let price = cards as f64 + back * (low - 1.0 - libm::log(low));
        if price < best.0 {
            best = (price, low);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::{Betting, RiskFunction};

    #[test]
    fn a_clean_audit_passes_its_limit_by_next_to_nothing_and_is_no_longer() {
        for (margin, limit) in [(0.1, 0.05), (0.05, 0.05), (0.02, 0.1), (0.01, 0.01)] {
            let null = Null::of(100_000, 200_000 - (100_000.0 * margin) as i64, 4, false);
            let plain = Adaptive::new(margin, 2.0);
            let whole = plain.with_risk_limit(&null, limit);
            let clean = |bet: Adaptive| {
                let mut risk = Betting::new(null, bet);
                while risk.p_value() > limit {
                    risk.observe(2);
                }
                (risk.draws(), risk.p_value())
            };
            let ((before, _), (after, p)) = (clean(plain), clean(whole));
            assert!(after <= before && after + 2 >= before, "{margin}: {before} {after}");
            assert!(p > limit * (1.0 - 1e-6), "{margin}: {p}");
            assert!(whole != plain);
        }
    }

    #[test]
    fn once_a_card_differs_the_stake_is_the_plain_one() {
        let null = Null::of(100_000, 198_000, 4, false);
        let plain = Adaptive::new(0.02, 2.0);
        let whole = plain.with_risk_limit(&null, 0.05);
        let mut past = Past::of_equal(2, 2, 100);
        assert!((whole.stake(&null, &past, 1.98) - plain.stake(&null, &past, 1.98)).abs() > 1e-6);
        past.add(1, 1);
        assert_eq!(whole.stake(&null, &past, 1.98).to_bits(), plain.stake(&null, &past, 1.98).to_bits());
    }
}
