//! The draw at which the evidence of an audit first reaches the limit, from runs of agreeing cards and single differing
//! ones.
//!
//! # Derivation
//! `docs/derivations/drawing-discrepancies.md`.
//!
//! # Reference
//! [`crate::risk::fast::skip_agreement`] for martingales; Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", for
//! counts of discrepancies.

use std::collections::HashMap;

use crate::risk::fast::skip_agreement::{CloneBeforeStart, Leaper, Prefixes};
use crate::risk::{Discrepancies, SuperSimple};

/// For counts of discrepancies, the smallest number of draws with which they pass one bound at one limit.
#[derive(Default)]
pub(super) struct Leasts(HashMap<Discrepancies, u64>);

/// Most counts of discrepancies that are stored.
const MOST_COUNTS: usize = 1 << 16;

impl Leasts {
    fn of(&mut self, bound: &SuperSimple, limit: f64, found: &Discrepancies) -> u64 {
        if let Some(&known) = self.0.get(found) {
            return known;
        }
        let least = bound.least(limit, found);
        if self.0.len() < MOST_COUNTS {
            self.0.insert(*found, least);
        }
        least
    }
}

/// A pair's measure, its tables, and its audit.
pub(super) type MeasuredPair<'w> = (&'w dyn CloneBeforeStart, &'w mut Prefixes, &'w mut Leaper);

/// The judge of one audit.
pub(super) enum Judge<'w> {
    /// A martingale for each pair.
    Betting(Vec<MeasuredPair<'w>>),
    /// One formula of counts, and the draw at which it was passed.
    Counts {
        bound: Option<SuperSimple>,
        limit: f64,
        found: Discrepancies,
        draws: u64,
        leasts: &'w mut Leasts,
        at: Option<u64>,
    },
}

impl Judge<'_> {
    pub(super) fn restart(&mut self) {
        match self {
            Self::Betting(pairs) => pairs.iter_mut().for_each(|(_, _, leaper)| leaper.restart()),
            Self::Counts { found, draws, at, .. } => {
                (*found, *draws, *at) = (Discrepancies::default(), 0, None);
            }
        }
    }

    /// Takes cards that agree, up to this number of draws; with `card_by_card` the P-value is tested after each.
    pub(super) fn agree(&mut self, to: u64, card_by_card: bool) {
        match self {
            Self::Betting(pairs) => {
                for (measure, prefixes, leaper) in pairs {
                    leaper.agree(prefixes, *measure, to);
                }
            }
            Self::Counts { bound, limit, found, draws, leasts, at } => {
                if card_by_card && to > *draws {
                    // Agreeing cards find nothing new, so the bound is passed at the least number of draws for these
                    // counts.
                    let of = |bound: &SuperSimple| leasts.of(bound, *limit, found);
                    let first = bound.as_ref().map_or(1, of).max(*draws + 1);
                    *at = (first <= to).then_some(first);
                }
                *draws = to;
            }
        }
    }

    /// Takes a card that differs, that of draw number `draw`, from 1.
    pub(super) fn differ(&mut self, values: &[i32], draw: u64, card_by_card: bool) {
        match self {
            Self::Betting(pairs) => {
                for ((measure, prefixes, leaper), &value) in pairs.iter_mut().zip(values) {
                    if value as u64 == prefixes.agrees() {
                        leaper.agree(prefixes, *measure, draw);
                    } else {
                        leaper.differ(prefixes, *measure, value as u64);
                    }
                }
            }
            Self::Counts { bound, limit, found, draws, leasts, at } => {
                for &votes in values {
                    found.add(votes);
                }
                *draws = draw;
                let mut passes = || bound.is_none_or(|bound| leasts.of(&bound, *limit, found) <= draw);
                *at = (card_by_card && passes()).then_some(draw);
            }
        }
    }

    /// The draw at which an audit that is judged after every card ends.
    pub(super) fn stopped(&self) -> Option<u64> {
        match self {
            // The audit ends when the last of its pairs has reached the limit.
            Self::Betting(pairs) => pairs.iter().try_fold(1, |last, (_, _, leaper)| Some(leaper.crossed()?.max(last))),
            Self::Counts { at, .. } => *at,
        }
    }

    /// The P-value after that number of draws; for martingales 0 or 1, for the side of the limit that it is on.
    pub(super) fn p_value(&self, draws: u64) -> f64 {
        match self {
            Self::Betting(_) => f64::from(u8::from(self.stopped().is_none())),
            Self::Counts { bound, found, .. } => bound.map_or(0.0, |bound| bound.p_value(draws, found)),
        }
    }
}
