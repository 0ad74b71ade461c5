//! A comparison with fixed factors that is judged only at the ends of its rounds: exact probabilities by counts.
//!
//! Count vectors that did not confirm continue to the next round. Draws are with replacement, so the counts that a
//! round adds are multinomial.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equation (9); the recursion
//! is ours.

use std::collections::BTreeMap;

use super::{DISCREPANCIES, DiscrepancyCounts};
use crate::risk::polling::{
    PairShare, TooLong,
    binomial::{ln_chance, ln_tail},
};
use crate::risk::{Discrepancies, DiscrepancyRates, SuperSimple};

/// A count vector with a smaller probability is left out, and counts as one that does not confirm.
const LEAST: f64 = 1e-15;

/// Most products of count vectors for one schedule: about a second.
const BUDGET: usize = 100_000_000;

/// The probability of having confirmed by the end of each round, where `ends` are cumulative draws in rising order and
/// cards have discrepancies at these rates.
///
/// # Errors
/// [`TooLong`] if there are too many count vectors.
pub fn at_round_ends(
    bound: &SuperSimple,
    rates: &DiscrepancyRates,
    risk_limit: f64,
    ends: &[u64],
) -> Result<Vec<f64>, TooLong> {
    let mut going: BTreeMap<DiscrepancyCounts, f64> = BTreeMap::from([(DiscrepancyCounts::default(), 1.0)]);
    let (mut before, mut sum, mut spent) = (0, 0.0, 0_usize);
    let mut by = Vec::with_capacity(ends.len());
    for &end in ends {
        let mut vectors = Vec::new();
        added(
            &[rates.o1, rates.o2, rates.u1, rates.u2],
            end - before,
            &mut DiscrepancyCounts::default(),
            0,
            1.0,
            &mut vectors,
        );
        spent = spent.saturating_add(going.len().saturating_mul(vectors.len()));
        if spent > BUDGET {
            return Err(TooLong);
        }
        let mut after: BTreeMap<DiscrepancyCounts, f64> = BTreeMap::new();
        for (seen, chance) in &going {
            for (more, of) in &vectors {
                let chance = chance * of;
                if chance >= LEAST {
                    let all: DiscrepancyCounts = std::array::from_fn(|kind| seen[kind] + more[kind]);
                    *after.entry(all).or_default() += chance;
                }
            }
        }
        let confirms = |seen: &DiscrepancyCounts| bound.p_value(end, &found(seen)) <= risk_limit;
        sum += after.iter().filter(|(seen, _)| confirms(seen)).map(|(_, chance)| chance).sum::<f64>();
        after.retain(|seen, _| !confirms(seen));
        by.push(sum.min(1.0));
        (going, before) = (after, end);
    }
    Ok(by)
}

/// Sizes examined beyond the smallest: as many again plus this number, because the probability is not monotone in the
/// size.
const FARTHER: u64 = 1_000;

/// Most count vectors that one search may examine: about a second.
const SEARCH: usize = 30_000_000;

/// The smallest first round that confirms with this probability, and the smallest from which every larger one does, as
/// far as twice the smallest plus 1,000; `None` if none up to `most` does.
///
/// # Errors
/// [`TooLong`] if the search examines too many count vectors.
pub fn first_sizes(
    bound: &SuperSimple,
    rates: &DiscrepancyRates,
    risk_limit: f64,
    chance: f64,
    most: u64,
) -> Result<(Option<u64>, Option<u64>), TooLong> {
    let clean = bound.least(risk_limit, &Discrepancies::default());
    if clean > most {
        return Ok((None, None));
    }
    if *rates == DiscrepancyRates::default() {
        return Ok((Some(clean), Some(clean)));
    }
    let (mut least, mut last_less, mut spent) = (None, clean - 1, 0_usize);
    let mut n = clean;
    let mut end = most;
    let mut one_kind = OneKind::of(rates);
    let in_vain = one_kind.as_ref().and_then(|kind| kind.in_vain_from(bound)).filter(|_| chance > 0.5);
    while n <= end {
        if least.is_none() && in_vain.is_some_and(|from| n >= from) {
            return Ok((None, None));
        }
        let by_tail = one_kind.as_mut().map(|kind| kind.confirms(bound, risk_limit, n));
        let is_less = if let Some(by_tail) = by_tail.filter(|by_tail| (by_tail - chance).abs() > CLOSE) {
            spent += TAIL;
            by_tail < chance
        } else {
            let (sum, vectors) = confirms(bound, rates, risk_limit, n);
            spent += vectors;
            sum < chance
        };
        if spent > SEARCH {
            return Err(TooLong);
        }
        if is_less {
            last_less = n;
        } else if least.is_none() {
            least = Some(n);
            end = most.min(n.saturating_mul(2).saturating_add(FARTHER));
        }
        n += 1;
    }
    Ok((least, least.filter(|_| last_less < end).map(|_| last_less + 1)))
}

/// The probability that a first round of `n` cards confirms, and the number of count vectors in the sum.
fn confirms(bound: &SuperSimple, rates: &DiscrepancyRates, risk_limit: f64, n: u64) -> (f64, usize) {
    let mut vectors = Vec::new();
    added(&[rates.o1, rates.o2, rates.u1, rates.u2], n, &mut DiscrepancyCounts::default(), 0, 1.0, &mut vectors);
    let confirms = vectors.iter().filter(|(seen, _)| bound.p_value(n, &found(seen)) <= risk_limit);
    (confirms.map(|(_, chance)| chance).sum(), vectors.len())
}

/// Probabilities closer to each other than this are compared by the sum over all count vectors; both methods err by far
/// less.
const CLOSE: f64 = 1e-7;

/// The cost of a binomial tail, in count vectors.
const TAIL: usize = 8;

/// A single kind of discrepancy, overstatements. Rounds of growing size are examined; each confirms with at most some
/// number of discrepancies, so its probability is one binomial tail.
struct OneKind {
    kind: usize,
    share: PairShare,
    most: u32,
}

impl OneKind {
    fn of(rates: &DiscrepancyRates) -> Option<Self> {
        let (kind, rate) = match *rates {
            DiscrepancyRates { o1, o2, u1, u2 } if o2 <= 0.0 && u1 <= 0.0 && u2 <= 0.0 => (0, o1),
            DiscrepancyRates { o1, o2, u1, u2 } if o1 <= 0.0 && u1 <= 0.0 && u2 <= 0.0 => (1, o2),
            _ => return None,
        };
        (rate > 0.0 && rate < 1.0).then(|| Self { kind, share: PairShare::of(rate), most: 0 })
    }

    /// The smallest number of cards from which no sample confirms with a probability of more than one half, if there is
    /// one.
    ///
    /// A sample of n cards confirms with at most sn discrepancies, where s is the gain of an agreeing card over the
    /// loss of a discrepancy. If their rate r is above s, that is below the median from n = 1/(r − s) on, because the
    /// median is at least nr − 1: the probability is less than one half.
    ///
    /// # Reference
    /// Kaas and Buhrman 1980, Statistica Neerlandica 34(1): the median of a binomial distribution is its mean, rounded
    /// up or down.
    fn in_vain_from(&self, bound: &SuperSimple) -> Option<u64> {
        let mut seen = DiscrepancyCounts::default();
        seen[self.kind] = 1;
        let none = bound.ln_p_value(0, &Discrepancies::default());
        let cost = bound.ln_p_value(0, &found(&seen)) - none;
        let worth = none - bound.ln_p_value(1, &Discrepancies::default());
        let above = self.share.winner - worth / cost;
        (above > 1e-9).then(|| libm::ceil(1.01 / above) as u64 + 1)
    }

    /// The probability that a first round of `n` cards confirms; `n` must not be smaller than in earlier calls, and
    /// must be enough to confirm if every card agrees.
    fn confirms(&mut self, bound: &SuperSimple, risk_limit: f64, n: u64) -> f64 {
        let passes = |most: u32| {
            let mut seen = DiscrepancyCounts::default();
            seen[self.kind] = most;
            bound.p_value(n, &found(&seen)) <= risk_limit
        };
        while u64::from(self.most) < n && passes(self.most + 1) {
            self.most += 1;
        }
        -libm::expm1(ln_tail(n, u64::from(self.most) + 1, self.share))
    }
}

fn found(seen: &DiscrepancyCounts) -> Discrepancies {
    let [o1, o2, u1, u2] = seen.map(u64::from);
    Discrepancies { o1, o2, u1, u2 }
}

/// All count vectors among this number of cards, kind after kind, each binomial among the remaining cards. Counts are
/// taken from the mode outwards until they are too unlikely, because probabilities decrease on both sides of it.
fn added(
    rates: &[f64; DISCREPANCIES],
    cards: u64,
    seen: &mut DiscrepancyCounts,
    kind: usize,
    chance: f64,
    out: &mut Vec<(DiscrepancyCounts, f64)>,
) {
    let Some(&rate) = rates.get(kind) else { return out.push((*seen, chance)) };
    let left = 1.0 - rates[..kind].iter().sum::<f64>();
    let share = if rate <= 0.0 { 0.0 } else { (rate / left).min(1.0) };
    if share <= 0.0 || cards == 0 {
        return added(rates, cards, seen, kind + 1, chance, out);
    }
    if share >= 1.0 {
        seen[kind] = cards as u32;
        added(rates, 0, seen, kind + 1, chance, out);
        seen[kind] = 0;
        return;
    }
    let mode = libm::floor(share * (cards + 1) as f64) as u64;
    let mut give = |n: u64| {
        let of = chance * libm::exp(ln_chance(cards, n, PairShare::of(share)));
        if of >= LEAST {
            seen[kind] = n as u32;
            added(rates, cards - n, seen, kind + 1, of, out);
            seen[kind] = 0;
        }
        of >= LEAST
    };
    let _ = (mode..=cards).all(&mut give);
    let _ = (0..mode).rev().all(&mut give);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probabilities of all count vectors among that number of cards.
    fn all(rates: &[f64; DISCREPANCIES], cards: u64) -> Vec<(DiscrepancyCounts, f64)> {
        let mut vectors = Vec::new();
        added(rates, cards, &mut DiscrepancyCounts::default(), 0, 1.0, &mut vectors);
        vectors
    }

    #[test]
    fn vectors_that_are_left_out_weigh_next_to_nothing() {
        for (rates, cards) in [
            ([0.001, 0.0001, 0.001, 0.0001], 5_000),
            ([0.02, 0.0, 0.03, 0.0], 1_000),
            ([0.1, 0.2, 0.3, 0.4], 30),
            ([0.5, 0.5, 0.0, 0.0], 400),
            ([1e-9, 0.0, 0.0, 1e-9], 100_000),
            ([0.0, 0.0, 0.0, 1.0], 7),
        ] {
            let vectors = all(&rates, cards);
            let sum: f64 = vectors.iter().map(|(_, chance)| chance).sum();
            // Each vector that is left out is less likely than LEAST and adjacent to one that is not. The probabilities
            // themselves are off by the rounding of 1 − rate, once for each card.
            let most = 1e-10 + 100.0 * LEAST * vectors.len() as f64;
            assert!((sum - 1.0).abs() < most && most < 1e-7, "{rates:?} {cards}: {sum} of {}", vectors.len());
        }
    }

    #[test]
    fn a_tail_is_the_sum_over_all_counts() {
        let mut looked = 0;
        for (margin, o1, o2, limit) in [
            (0.02, 0.001, 0.0, 0.05),
            (0.05, 0.01, 0.0, 0.05),
            (0.003, 0.000_2, 0.0, 0.1),
            (0.1, 0.0, 0.005, 0.05),
            (0.6, 0.2, 0.0, 0.3),
            (0.01, 0.0, 0.000_01, 0.001),
        ] {
            let (bound, rates) = (
                SuperSimple { gamma: crate::risk::GAMMA, margin },
                DiscrepancyRates { o1, o2, ..DiscrepancyRates::default() },
            );
            let mut kind = OneKind::of(&rates).expect("one kind");
            let clean = bound.least(limit, &Discrepancies::default());
            for n in (clean..clean + 3_000).step_by(61) {
                let (slow, fast) = (confirms(&bound, &rates, limit, n).0, kind.confirms(&bound, limit, n));
                assert!((slow - fast).abs() < CLOSE / 100.0, "{margin} {o1} {o2} {n}: {slow} {fast}");
                looked += usize::from(fast > 0.01 && fast < 0.99);
            }
        }
        assert!(looked > 30, "{looked}");
        // If discrepancies cost more than agreeing cards gain, no larger sample helps.
        for (margin, o1, o2) in [(0.02, 0.03, 0.0), (0.02, 0.021, 0.0), (0.02, 0.0, 0.006), (0.001, 0.02, 0.0)] {
            let (bound, rates) = (
                SuperSimple { gamma: crate::risk::GAMMA, margin },
                DiscrepancyRates { o1, o2, ..DiscrepancyRates::default() },
            );
            let kind = OneKind::of(&rates).expect("one kind");
            let from = kind.in_vain_from(&bound).expect("in vain");
            let sums = (from..from + 20_000).step_by(1_999).map(|n| confirms(&bound, &rates, 0.05, n).0);
            assert!(sums.fold(0.0, f64::max) < 0.5 && from < 3_000, "{margin} {o1} {o2}: from {from}");
        }
        let few = OneKind::of(&DiscrepancyRates { o1: 0.01, ..DiscrepancyRates::default() }).expect("one kind");
        assert_eq!(few.in_vain_from(&SuperSimple { gamma: crate::risk::GAMMA, margin: 0.02 }), None);
        let two = DiscrepancyRates { o1: 0.01, u1: 0.01, ..DiscrepancyRates::default() };
        assert!(
            OneKind::of(&two).is_none()
                && OneKind::of(&DiscrepancyRates { u1: 0.01, ..DiscrepancyRates::default() }).is_none()
        );
    }

    #[test]
    fn rounds_are_those_of_every_sequence_of_cards() {
        let bound = SuperSimple { gamma: crate::risk::GAMMA, margin: 0.8 };
        let rates = DiscrepancyRates { o1: 0.1, o2: 0.05, u1: 0.1, u2: 0.02 };
        let chances = [0.73, 0.1, 0.05, 0.1, 0.02];
        let (ends, limit) = ([4_u64, 6, 8], 0.35);
        let mut slow = [0.0; 3];
        for sequence in 0..5_usize.pow(8) {
            let (mut found, mut chance) = (Discrepancies::default(), 1.0);
            let mut rest = sequence;
            for draw in 1..=8 {
                let kind = rest % 5;
                rest /= 5;
                chance *= chances[kind];
                found.add([0, 1, 2, -1, -2][kind]);
                if let Some(round) = ends.iter().position(|&end| end == draw)
                    && bound.p_value(draw, &found) <= limit
                {
                    // Sequences that continue alike differ only in later cards, so they are counted once.
                    if rest == 0 {
                        slow[round..].iter_mut().for_each(|by| *by += chance);
                    }
                    break;
                }
            }
        }
        let fast = at_round_ends(&bound, &rates, limit, &ends).expect("a short schedule");
        for (fast, slow) in fast.iter().zip(slow) {
            assert!((fast - slow).abs() < 1e-9, "{fast} {slow}");
        }
        assert!(slow[0] > 0.01 && slow[2] < 0.999 && slow[1] > slow[0]);
    }
}
