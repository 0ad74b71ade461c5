//! Our default for comparison audits: the log-optimal stake for the error rates that the past suggests.
//!
//! The rates come from the audit's own counts and from a prior in which errors of each size are rare or common. The
//! stake is the one at which wealth would grow fastest at the mean rates. It depends only on the number of draws,
//! rounded down to one of 64 numbers in each doubling, and on the counts of discrepancies.
//!
//! *The whole card.* Cards come one at a time, so a clean audit passes its threshold by part of a card. A slightly
//! smaller stake on every card removes this excess, and errors then cost less; a slightly larger stake ends the audit a
//! card sooner. The choice is by the cost of a stake that differs from the log-optimal one: m + Σ (1 − z)(k − 1 − ln k)
//! for an audit of m cards, where k is the factor on the share kept back.
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.
//!
//! # Reference
//! Kelly 1956 for the log-optimal stake; Spertus 2023 (COBRA), section 3.3, for learning rates while betting; overshoot as
//! part of a sequential test's price: Wald 1945, section 3. The prior and the whole card are ours; `benches/efficiency`
//! measures how near the stake comes to the best in hindsight.

use super::error_rates::{ErrorsSeen, LARGEST_STAKE, Prior, share_over_one, share_over_two};
use super::{Bet, log_optimal};
use crate::risk::{DiscrepancyRates, MeanLeft, Null, Past, Wealth};

/// Most sizes of errors that are distinguished; each may be an overstatement or an understatement.
const SIZES: usize = 3;
/// Most kinds of cards: errors either way, and agreement.
const KINDS: usize = 2 * SIZES + 1;

/// The betting rule, for values that are multiples of that of a card whose record agrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adaptive {
    /// The prior of the error rates at the margin of the assertion.
    prior: Prior,
    /// Value of a card whose record agrees, in units.
    agrees: f64,
    /// Sizes of errors, as shares of the assorter's upper bound, largest first.
    sizes: [f64; SIZES],
    /// The number of sizes.
    many: usize,
    /// Imaginary discrepancies before the first draw, by kind, and the imaginary cards among which they occurred.
    before: [f64; KINDS],
    cards_before: f64,
    /// Known rate of one-vote overstatements by phantoms.
    phantoms: f64,
    /// Factor on the share kept back until a card differs, so that a clean audit ends exactly at its limit.
    kept: f64,
}

impl Adaptive {
    /// A bet for an assertion of that diluted margin, above 0, and errors of one and two votes; `agrees` is the value
    /// of a card whose record agrees, in units.
    pub fn new(margin: f64, agrees: f64) -> Self {
        Self {
            prior: Prior::at(margin),
            agrees,
            sizes: [1.0, 0.5, 0.0],
            many: 2,
            before: [0.0; KINDS],
            cards_before: 0.0,
            phantoms: 0.0,
            kept: 1.0,
        }
    }

    /// For an audit of that null at that risk limit; must be called last. The part of the last card by which a clean
    /// audit would pass its limit is not staked, or the clean audit is made a card or two shorter, whichever costs
    /// less.
    #[must_use]
    pub fn with_risk_limit(mut self, null: &Null, risk_limit: f64) -> Self {
        self.kept = 1.0;
        self.kept = kept(&self, null, risk_limit);
        self
    }

    /// For an assorter whose values are 0, 1/2 and `upper`, at least 1/2: errors are of the whole bound, of 1/2, and of
    /// the difference between the bound and 1/2. Must be called before expected rates are set.
    #[must_use]
    pub fn with_upper(mut self, upper: f64) -> Self {
        let half = 0.5 / upper;
        if (half - 0.5).abs() > 1e-9 {
            self.sizes = [1.0, half.max(1.0 - half), half.min(1.0 - half)];
            self.many = if self.sizes[2] > 1e-9 { 3 } else { 1 };
        }
        self
    }

    /// With expected rates, weighted as if they had been observed among this number of cards.
    #[must_use]
    pub fn with_expected(mut self, rates: &DiscrepancyRates, cards: f64) -> Self {
        self.cards_before = cards;
        let one = 1.min(self.many - 1);
        for (size, over, under) in [(0, rates.o2, rates.u2), (one, rates.o1, rates.u1)] {
            self.before[size] += over * cards;
            self.before[2 * self.many - size] += under * cards;
        }
        self
    }

    /// With a known rate of phantoms: cards without a record of their own, each overstated by one vote if not found.
    #[must_use]
    pub fn with_phantoms(mut self, rate: f64) -> Self {
        self.phantoms = rate;
        self
    }

    /// The kind of a card whose record agrees: overstatements come before it, the largest first, and understatements
    /// after it.
    pub fn agreement(&self) -> usize {
        self.many
    }

    /// Value of a card whose record agrees, in units.
    pub(super) fn agrees(&self) -> f64 {
        self.agrees
    }

    /// The known rate of phantoms.
    pub(super) fn phantoms(&self) -> f64 {
        self.phantoms
    }

    /// The class of errors of this size: 0 for those counted with two-vote errors, 1 for those counted with one-vote
    /// errors.
    fn class(&self, size: usize) -> usize {
        usize::from(self.sizes[size] <= 0.75)
    }

    /// The next number of draws after `draws` at which the stake changes even if every card agrees.
    pub fn next_change(draws: u64) -> u64 {
        rounded(draws) + (1 << spare(draws))
    }

    /// The value of a card of that kind, as a multiple of one that agrees.
    fn worth(&self, kind: usize) -> f64 {
        match kind.cmp(&self.many) {
            std::cmp::Ordering::Less => 1.0 - self.sizes[kind],
            std::cmp::Ordering::Equal => 1.0,
            std::cmp::Ordering::Greater => 1.0 + self.sizes[2 * self.many - kind],
        }
    }

    /// Rate and gain of each kind against a mean, as estimated from the past for a card drawn after `draws`.
    pub(super) fn distribution(&self, past: &Past, draws: u64, mean: f64) -> [(f64, f64); KINDS] {
        let cards = self.cards_before + draws as i64 as f64;
        let one = 1.min(self.many - 1);
        let mut seen = [ErrorsSeen::default(); SIZES];
        let (mut sums, mut of_class) = ([0.0; 2], [0.0; 2]);
        for (size, seen) in seen[..self.many].iter_mut().enumerate() {
            let under = 2 * self.many - size;
            seen.over = self.before[size] + past.counts[size] as i64 as f64;
            seen.under = self.before[under] + past.counts[under] as i64 as f64;
            if size == one && self.phantoms > 0.0 {
                // Expected phantoms are not errors.
                seen.over -= seen.over.min(self.phantoms * cards);
            }
            sums[self.class(size)] += seen.all();
            of_class[self.class(size)] += 1.0;
        }
        let rates = self.prior.mean_rates(sums[0], sums[1], cards);
        let mut distribution = [(0.0, 0.0); KINDS];
        let mut errors = 0.0;
        for (size, seen) in seen[..self.many].iter().enumerate() {
            let class = self.class(size);
            let rate = rates[class] * (1.0 + seen.all()) / (of_class[class] + sums[class]);
            let over = if class == 0 { share_over_two(*seen) } else { share_over_one(*seen) };
            let known = if size == one { self.phantoms } else { 0.0 };
            distribution[size].0 = rate * over + known;
            distribution[2 * self.many - size].0 = rate * (1.0 - over);
            errors += rate + known;
        }
        distribution[self.many].0 = (1.0 - errors).max(0.01);
        for (kind, (_, gain)) in distribution[..=2 * self.many].iter_mut().enumerate() {
            *gain = self.worth(kind) * self.agrees / mean - 1.0;
        }
        distribution
    }
}

/// Low binary digits of a number of draws that are rounded away, so that 64 numbers remain in each doubling.
fn spare(draws: u64) -> u32 {
    (u64::BITS - draws.leading_zeros()).saturating_sub(7)
}

fn rounded(draws: u64) -> u64 {
    (draws >> spare(draws)) << spare(draws)
}

/// Whether stakes change at that number of draws even if every card agreed.
pub(super) fn is_a_step(draws: u64) -> bool {
    rounded(draws) == draws
}

impl Bet for Adaptive {
    fn stake(&self, null: &Null, past: &Past, _: f64) -> f64 {
        // Cards that agreed since the last change of the stake are left out of the counts and of the sum, so that the
        // stake is the same function of the past in every order.
        let draws = rounded(past.draws).max(past.draws - past.counts[self.many]);
        let left_out = libm::rint(self.agrees * (past.draws - draws) as i64 as f64) as u64;
        let MeanLeft::Mean(mean) = null.mean_after(draws, past.sum.saturating_sub(left_out)) else { return 0.0 };
        if mean <= 0.0 {
            return 0.0;
        }
        let stake = log_optimal(&self.distribution(past, draws, mean), LARGEST_STAKE);
        if past.counts[self.many] == past.draws { staked(stake, self.kept) } else { stake }
    }

    fn kind(&self, value: u64) -> usize {
        // The first kind whose midpoint to the next kind is above.
        let worth = value as i64 as f64 / self.agrees;
        let above = |kind: usize| worth >= 0.5 * (self.worth(kind) + self.worth(kind + 1));
        (0..2 * self.many).take_while(|&kind| above(kind)).count()
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        kind != self.many || is_a_step(past.draws)
    }
}

/// Longer clean audits are left unchanged: one card is less than 0.05 % of them. The slack of the comparison distribution
/// depends on this number.
const LONGEST: usize = 2_000;
/// The largest stake until a card differs.
const MOST: f64 = 0.9995;

/// The stake when `kept` times as much is kept back, at least 0.
fn staked(stake: f64, kept: f64) -> f64 {
    // With a factor of 1 the stake must stay bit for bit the same.
    if kept.to_bits() == 1.0_f64.to_bits() { stake } else { (1.0 - (1.0 - stake) * kept).clamp(0.0, MOST) }
}

/// The factor on the share kept back, for a clean audit of that null at that risk limit; 1 changes nothing.
fn kept(bet: &Adaptive, null: &Null, risk_limit: f64) -> f64 {
    let agrees = libm::rint(bet.agrees()) as u64;
    // Stake and gain of each card until the audit ends without a factor.
    let mut clean: Vec<(f64, f64)> = Vec::new();
    let mut wealth = Wealth::default();
    let mut stake = 0.0;
    while wealth.p_value() > risk_limit {
        let past = Past::of_equal(agrees, bet.agreement(), clean.len() as u64);
        let MeanLeft::Mean(mean) = null.mean_left(&past) else { return 1.0 };
        if clean.len() >= LONGEST || mean <= 0.0 {
            return 1.0;
        }
        // Between the steps the stake is constant.
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
    // Ending a card or two sooner takes larger stakes, and ending with the same card allows smaller ones. The cost of
    // each is the number of cards, plus what stakes away from the log-optimal ones cost if errors occur, in cards.
    let mut best = (f64::INFINITY, 1.0);
    for cards in clean.len().saturating_sub(2).max(1)..=clean.len() {
        // The largest factor with which the clean audit still ends by then, so that it passes its limit by as little as
        // possible.
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
    fn draws_are_rounded_to_a_fixed_set() {
        assert!((0..128).all(|n| rounded(n) == n));
        assert_eq!([rounded(129), rounded(255), rounded(256), rounded(1_000_003)], [128, 254, 256, 999_424]);
        assert!((0..100_000).all(|n| rounded(Adaptive::next_change(n)) == Adaptive::next_change(n)));
        assert!((1..100_000).all(|n| rounded(n) >= rounded(n - 1) && rounded(rounded(n)) == rounded(n)));
    }

    #[test]
    fn between_two_steps_the_stake_does_not_move() {
        let null = Null::of(100_000, 198_000, 4, false);
        let bet = Adaptive::new(0.02, 2.0);
        let mut past = Past::default();
        let mut last = bet.stake(&null, &past, 1.98);
        for draw in 0..5_000_u64 {
            let value = if draw % 613 == 5 { 1 } else { 2 };
            past.add(value, bet.kind(value));
            let next = bet.stake(&null, &past, 1.98);
            assert!(bet.may_change(&past, bet.kind(value)) || next.to_bits() == last.to_bits(), "after draw {draw}");
            last = next;
        }
    }

    #[test]
    fn kinds_are_the_nearest_values() {
        let votes = Adaptive::new(0.02, 2.0);
        assert_eq!([0, 1, 2, 3, 4].map(|value| votes.kind(value)), [0, 1, 2, 3, 4]);
        // For a share of 3/5: 1 − ω/u is 0, 2/5, 3/5, 1, 7/5, 8/5 and 2.
        let share = Adaptive::new(0.02, 5.0).with_upper(5.0 / 6.0);
        assert_eq!([0, 2, 3, 5, 7, 8, 10].map(|value| share.kind(value)), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(Adaptive::new(0.02, 2.0).with_upper(1.0), votes);
    }

    #[test]
    fn what_is_expected_lowers_the_stake_and_the_sum_of_rates_is_one() {
        let null = Null::of(100_000, 198_000, 4, false);
        let plain = Adaptive::new(0.02, 2.0);
        let past = Past::of_equal(2, 2, 100);
        let stake = |bet: &Adaptive| bet.stake(&null, &past, 1.98);
        assert!(
            stake(&plain.with_expected(&DiscrepancyRates { o2: 0.003, ..DiscrepancyRates::default() }, 1_000.0))
                < stake(&plain)
        );
        assert!(stake(&plain.with_phantoms(0.01)) < stake(&plain));
        for bet in [plain, plain.with_phantoms(0.01), plain.with_upper(0.75)] {
            let distribution = bet.distribution(&past, 100, 1.98);
            assert!((distribution.iter().map(|(rate, _)| rate).sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

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

    #[test]
    fn a_stake_away_from_the_best_costs_about_its_price() {
        for (margin, seen) in [(0.01, 0), (0.02, 0), (0.02, 100), (0.05, 0), (0.1, 20)] {
            let bet = Adaptive::new(margin, 2.0);
            let mean = 2.0 - margin;
            let distribution = bet.distribution(&Past::of_equal(2, 2, seen), seen, mean);
            let growth = |z: f64| distribution.iter().map(|&(rate, gain)| rate * libm::log1p(z * gain)).sum::<f64>();
            let best = log_optimal(&distribution, LARGEST_STAKE);
            // The number of agreeing cards that make up for the loss of one card.
            let per_card = libm::log1p(best * distribution[2].1);
            for kept in [0.3, 0.5, 0.8, 1.3, 2.0, 3.0] {
                let lost = (growth(best) - growth(staked(best, kept))) / per_card;
                let price = (1.0 - best) * (kept - 1.0 - libm::log(kept));
                assert!((0.95..1.4).contains(&(lost / price)), "{margin} {seen} {kept}: {lost} {price}");
            }
        }
    }
}
