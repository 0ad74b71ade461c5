//! A comparison with fixed factors that is judged where its rounds end, and not between: exact chances by counts.
//!
//! A vector of counts that did not confirm goes on to the next round; cards are put back, so that what a round adds to it
//! is multinomial.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equation (9); the recursion
//! is ours.

use std::collections::BTreeMap;

use super::{DISCREPANCIES, Seen};
use crate::risk::polling::{Share, TooLong, binomial::ln_chance};
use crate::risk::{Discrepancies, Rates, SuperSimple};

/// A vector that is less likely than this is left out: it counts as one that does not confirm.
const LEAST: f64 = 1e-15;

/// Vectors times vectors that one schedule may cost; about a second.
const BUDGET: usize = 100_000_000;

/// The chance of having confirmed by the end of each round, `ends` being cumulative draws in rising order, where cards
/// have discrepancies at these rates.
///
/// # Errors
/// [`TooLong`] where the vectors of counts are too many.
pub fn at_round_ends(bound: &SuperSimple, rates: &Rates, risk_limit: f64, ends: &[u64]) -> Result<Vec<f64>, TooLong> {
    let mut going: BTreeMap<Seen, f64> = BTreeMap::from([(Seen::default(), 1.0)]);
    let (mut before, mut sum, mut spent) = (0, 0.0, 0_usize);
    let mut by = Vec::with_capacity(ends.len());
    for &end in ends {
        let mut vectors = Vec::new();
        added(&[rates.o1, rates.o2, rates.u1, rates.u2], end - before, &mut Seen::default(), 0, 1.0, &mut vectors);
        spent = spent.saturating_add(going.len().saturating_mul(vectors.len()));
        if spent > BUDGET {
            return Err(TooLong);
        }
        let mut after: BTreeMap<Seen, f64> = BTreeMap::new();
        for (seen, chance) in &going {
            for (more, of) in &vectors {
                let chance = chance * of;
                if chance >= LEAST {
                    let all: Seen = std::array::from_fn(|kind| seen[kind] + more[kind]);
                    *after.entry(all).or_default() += chance;
                }
            }
        }
        let confirms = |seen: &Seen| bound.p_value(end, &found(seen)) <= risk_limit;
        sum += after.iter().filter(|(seen, _)| confirms(seen)).map(|(_, chance)| chance).sum::<f64>();
        after.retain(|seen, _| !confirms(seen));
        by.push(sum.min(1.0));
        (going, before) = (after, end);
    }
    Ok(by)
}

/// Sizes of a first round that are looked at: as many again as the least, and so many more.
const FARTHER: u64 = 1_000;

/// Vectors that one search may weigh; about a second.
const SEARCH: usize = 30_000_000;

/// The least draws of a first round that confirms with this chance, and the least from which every larger one does, as far
/// as twice the least and 1,000 more; `None` where none up to `most` does.
///
/// # Errors
/// [`TooLong`] where the search weighs too many vectors.
pub fn first_sizes(
    bound: &SuperSimple,
    rates: &Rates,
    risk_limit: f64,
    chance: f64,
    most: u64,
) -> Result<(Option<u64>, Option<u64>), TooLong> {
    let clean = bound.least(risk_limit, &Discrepancies::default());
    if clean > most {
        return Ok((None, None));
    }
    if *rates == Rates::default() {
        return Ok((Some(clean), Some(clean)));
    }
    let (mut least, mut last_less, mut spent) = (None, clean - 1, 0_usize);
    let mut n = clean;
    let mut end = most;
    while n <= end {
        let mut vectors = Vec::new();
        added(&[rates.o1, rates.o2, rates.u1, rates.u2], n, &mut Seen::default(), 0, 1.0, &mut vectors);
        spent += vectors.len();
        if spent > SEARCH {
            return Err(TooLong);
        }
        let confirms = vectors.iter().filter(|(seen, _)| bound.p_value(n, &found(seen)) <= risk_limit);
        if confirms.map(|(_, chance)| chance).sum::<f64>() < chance {
            last_less = n;
        } else if least.is_none() {
            least = Some(n);
            end = most.min(n.saturating_mul(2).saturating_add(FARTHER));
        }
        n += 1;
    }
    Ok((least, least.filter(|_| last_less < end).map(|_| last_less + 1)))
}

fn found(seen: &Seen) -> Discrepancies {
    let [o1, o2, u1, u2] = seen.map(u64::from);
    Discrepancies { o1, o2, u1, u2 }
}

/// All vectors of counts among so many cards, kind after kind, each binomial among the cards that are left.
fn added(
    rates: &[f64; DISCREPANCIES],
    cards: u64,
    seen: &mut Seen,
    kind: usize,
    chance: f64,
    out: &mut Vec<(Seen, f64)>,
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
        let of = chance * libm::exp(ln_chance(cards, n, Share::of(share)));
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
