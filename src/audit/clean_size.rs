//! The sample size of a comparison if every card agrees with its record, or all cards that have one.
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.

use crate::assertion::Overstatement;
use crate::risk::bet::Adaptive;
use crate::risk::{Bet, Betting, MeanLeft, Past, RiskFunction};

/// The stake for one assertion.
pub(super) fn stake(assertion: Overstatement, risk_limit: f64) -> Adaptive {
    let scale = assertion.scale;
    Adaptive::new(assertion.diluted(), assertion.agrees() as f64)
        .with_upper(0.5 * f64::from(scale.upper) / f64::from(scale.middle))
        .with_risk_limit(&assertion.null(false), risk_limit)
}

/// The sample with which an audit confirms on average if this number of cards has no record, each assumed to be a vote
/// for the loser, and all others agree; the smallest that confirms if there are none.
pub(super) fn size_without(closest: Overstatement, missing: u64, risk_limit: f64) -> u64 {
    let clean = clean_size(closest, risk_limit).0;
    if missing == 0 {
        return clean;
    }
    let (null, bet) = (closest.null(false), stake(closest, risk_limit));
    let share = missing as f64 / closest.cards as f64;
    let agrees = closest.agrees();
    // A phantom's record has the middle value, and its reading the smallest, because it cannot be found.
    let missing_one = agrees - u64::from(closest.scale.middle);
    let (mut draws, mut wealth) = (0_u64, 0.0);
    while draws < closest.cards {
        let block = Adaptive::next_change(draws).min(closest.cards) - draws;
        // The expected number among these draws, in whole cards.
        let one = libm::rint(share * draws as f64) as u64;
        let mut past = Past::of_equal(agrees, bet.agreement(), draws - one);
        for _ in 0..one.min(MOST_HEARD) {
            past.add(missing_one, bet.kind(missing_one));
        }
        let MeanLeft::Mean(mean) = null.mean_left(&past) else { break };
        if mean <= 0.0 {
            break;
        }
        let stake = bet.stake(&null, &past, mean);
        let gain = |units: u64| libm::log1p(stake * (units as f64 / mean - 1.0));
        let each = (1.0 - share) * gain(agrees) + share * gain(missing_one);
        let needed = -libm::log(risk_limit) - wealth;
        if each * block as f64 >= needed {
            return (draws + (libm::ceil(needed / each) as u64).clamp(1, block)).max(clean);
        }
        wealth += each * block as f64;
        draws += block;
    }
    closest.cards
}

/// Cards without a record that are added to a past one by one: more of them hardly change a stake.
const MOST_HEARD: u64 = 100_000;

/// Draws that are simulated one by one; beyond them, the growth of a clean sample is summed block by block.
const ONE_BY_ONE: u64 = 4_000_000;

/// The smallest sample that confirms if every card agrees with its record, and whether it is exact to the card.
pub(super) fn clean_size(closest: Overstatement, risk_limit: f64) -> (u64, bool) {
    let (null, bet) = (closest.null(false), stake(closest, risk_limit));
    let mut risk = Betting::new(null, bet);
    while risk.p_value() > risk_limit && risk.draws() < closest.cards.min(ONE_BY_ONE) {
        risk.observe(closest.agrees());
    }
    let mut draws = risk.draws();
    if risk.p_value() <= risk_limit || draws >= closest.cards {
        return (draws, true);
    }
    let agrees = closest.agrees();
    let mut missing = libm::log(risk.p_value()) - libm::log(risk_limit);
    while draws < closest.cards {
        // The stake is constant for a 64th of the draws, and the mean moves so little that the growth of the first and
        // of the last card give the sum.
        let block = Adaptive::next_change(draws).min(closest.cards) - draws;
        let past = Past::of_equal(agrees, bet.agreement(), draws);
        let growth = |stake: f64, draws: u64| match null.mean_after(draws, agrees * draws) {
            MeanLeft::Mean(mean) if mean > 0.0 => libm::log1p(stake * (agrees as f64 / mean - 1.0)),
            _ => f64::INFINITY,
        };
        let stake = bet.stake(&null, &past, 1.0);
        let each = 0.5 * (growth(stake, draws) + growth(stake, draws + block - 1));
        if each * block as f64 >= missing {
            return (draws + (libm::ceil(missing / each) as u64).clamp(1, block), false);
        }
        missing -= each * block as f64;
        draws += block;
    }
    (closest.cards, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assertion::{AGREES, Scale};

    #[test]
    fn sizes_summed_by_blocks_are_those_of_single_steps() {
        // A lead of 1 in a million cards: more cards than are simulated one by one.
        let closest = Overstatement { cards: 100_000_000, margin: 100, scale: Scale::HALF_VOTES };
        let (size, exact) = clean_size(closest, 0.05);
        let mut risk = Betting::new(closest.null(false), stake(closest, 0.05));
        while risk.p_value() > 0.05 {
            risk.observe(AGREES);
        }
        assert!(!exact && size.abs_diff(risk.draws()) <= 2, "{size} {}", risk.draws());
    }

    #[test]
    fn no_question_takes_long() {
        for (cards, margin) in [(1_000_000_000_000, 1), (1_000_000_000_000, 1_000), (7, 7), (1, 1)] {
            let (size, _) = clean_size(Overstatement { cards, margin, scale: Scale::HALF_VOTES }, 0.01);
            assert!((1..=cards).contains(&size));
        }
    }
}
