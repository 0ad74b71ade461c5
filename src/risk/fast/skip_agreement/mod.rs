//! The first draw at which a comparison's P-value reaches its limit, from its discrepancies alone: cards that agree are
//! skipped.
//!
//! The stake on a card and the mean of the remaining cards depend on the number of draws and on the count of each value
//! seen. Along cards that agree, log wealth therefore follows one table for each count vector of the other cards,
//! shared by all audits ([`Prefixes`]). Along such a run the wealth only rises or only falls, so its ends show whether
//! it passed the limit.
//!
//! The answer is always the card at which the martingale itself stops. If the table is so close to the limit that
//! rounding could matter, or if it ends, the audit is computed card by card from its beginning by the martingale.
//!
//! # Derivation
//! `docs/derivations/skipping-agreement.md`.
//!
//! # Reference
//! The martingale: Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3. The tables by counts are ours.

mod prefixes;
mod quick_ln;

use crate::risk::bet::ShrinkTrunc;
use crate::risk::{Past, RiskFunction};
use prefixes::DifferingCards;
pub use prefixes::Prefixes;
pub use quick_ln::{OFF, quick_ln};

/// Values of cards that do not agree for which there are tables. Two candidates have four; statements of several, such as
/// those about points, may have more: an audit that meets a further one is computed card by card.
pub const VALUES: usize = 12;

/// A betting martingale for engines that skip agreement: its stakes as a function of the past.
pub trait Staking {
    /// The null that it tests.
    fn null(&self) -> &crate::risk::Null;

    /// The stake on the next draw, in `[0, 1]`; `mean` is the mean of the remaining cards under the null.
    fn stake(&self, past: &Past, mean: f64) -> f64;

    /// The kind of a value, for [`Past::counts`].
    fn kind(&self, value: u64) -> usize;

    /// Whether the stake may differ from the last one, after a draw of a value of that kind.
    fn may_change(&self, past: &Past, kind: usize) -> bool;

    /// Whether the stake depends on more than the mean of the remaining cards.
    fn minds_past(&self) -> bool;

    /// The stakes as a truncated shrinkage estimate, if they are one.
    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        None
    }
}

/// A measure that can be copied before its first card.
pub trait CloneBeforeStart: RiskFunction + Sync {
    /// A copy.
    fn copy(&self) -> Box<dyn RiskFunction>;
}

impl<R: RiskFunction + Clone + Sync + 'static> CloneBeforeStart for R {
    fn copy(&self) -> Box<dyn RiskFunction> {
        Box::new(self.clone())
    }
}

/// One assertion in one audit.
#[derive(Default)]
pub struct Leaper {
    draws: u64,
    /// Counts of the cards that did not agree.
    seen: DifferingCards,
    /// Log wealth.
    ln: f64,
    /// The draw after which the P-value was first at the limit or below.
    crossed: Option<u64>,
    /// Draws, from 0, whose card did not agree, and their values: to repeat the audit card by card.
    events: Vec<(u64, u64)>,
    /// The measure itself, if the audit is computed card by card.
    slow: Option<Box<dyn RiskFunction>>,
}

impl Leaper {
    /// Resets the state for another audit.
    pub fn restart(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        *self = Self { events, ..Self::default() };
    }

    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        self.crossed
    }

    /// Whether this audit was computed card by card.
    pub fn was_slow(&self) -> bool {
        self.slow.is_some()
    }

    /// Takes cards that agree, until this number of draws is reached.
    pub fn agree(&mut self, prefixes: &mut Prefixes, measure: &dyn CloneBeforeStart, draws: u64) {
        if self.crossed.is_some() || draws <= self.draws {
            return;
        }
        if self.slow.is_none() {
            match prefixes.stretch(measure, &self.seen, (self.draws, self.ln), draws) {
                AgreeingStretch::Passed(at) => {
                    self.crossed = Some(at);
                    return;
                }
                AgreeingStretch::Still(ln) => {
                    (self.draws, self.ln) = (draws, ln);
                    return;
                }
                AgreeingStretch::Unsure => self.hear_again(prefixes, measure),
            }
        }
        self.observe(prefixes, draws, prefixes.agrees());
    }

    /// Takes a card of that value, which does not agree.
    pub fn differ(&mut self, prefixes: &mut Prefixes, measure: &dyn CloneBeforeStart, value: u64) {
        if self.crossed.is_some() {
            return;
        }
        if self.slow.is_none() {
            self.events.push((self.draws, value));
            match prefixes.card(measure, &self.seen, (self.draws, self.ln), value) {
                AgreeingStretch::Passed(at) => {
                    self.crossed = Some(at);
                    return;
                }
                AgreeingStretch::Still(ln) => {
                    self.seen = prefixes.seen_with(&self.seen, value);
                    (self.draws, self.ln) = (self.draws + 1, ln);
                    return;
                }
                AgreeingStretch::Unsure => {
                    // The card itself is taken below, after the cards before it.
                    self.events.pop();
                    self.hear_again(prefixes, measure);
                }
            }
        }
        self.observe(prefixes, self.draws + 1, value);
    }

    /// Repeats the audit so far card by card, with the measure itself.
    fn hear_again(&mut self, prefixes: &Prefixes, measure: &dyn CloneBeforeStart) {
        let until = self.draws;
        self.slow = Some(measure.copy());
        self.draws = 0;
        let events = std::mem::take(&mut self.events);
        for &(draw, value) in &events {
            self.observe(prefixes, draw, prefixes.agrees());
            self.observe(prefixes, draw + 1, value);
        }
        self.observe(prefixes, until, prefixes.agrees());
        self.events = events;
    }

    fn observe(&mut self, prefixes: &Prefixes, draws: u64, value: u64) {
        let Some(risk) = &mut self.slow else { return };
        while self.draws < draws && self.crossed.is_none() {
            risk.observe(value);
            self.draws += 1;
            if risk.p_value() <= prefixes.limit() {
                self.crossed = Some(self.draws);
            }
        }
    }
}

/// The effect of a run of agreeing cards on the wealth.
enum AgreeingStretch {
    /// After that draw the P-value is at the limit or below for the first time.
    Passed(u64),
    /// The limit is not reached; log wealth after the last of the cards.
    Still(f64),
    /// The tables cannot decide it.
    Unsure,
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::risk::bet::{Adaptive, Fixed};
    use crate::risk::{Bet, Betting, Martingale, Null};

    /// Runs an audit in which every `each`-th card has one of these values, and compares its log wealth with the
    /// martingale's.
    fn apart(bet: impl Bet + Clone + Sync + 'static, each: u64, values: &[u64], cards: u64) -> f64 {
        let null = Null::of(cards, 2 * cards as i64 - cards as i64 / 50, 4, false);
        let mut risk = Betting::new(null, bet);
        let fresh = risk.clone();
        let (mut prefixes, mut leaper) = (Prefixes::new(2, 1e-280), Leaper::default());
        let mut farthest = 0.0_f64;
        for (number, &value) in values.iter().cycle().enumerate().take((cards / each / 2) as usize) {
            let draw = (number as u64 + 1) * each;
            while risk.draws() < draw {
                risk.observe(2);
            }
            risk.observe(value);
            leaper.agree(&mut prefixes, &fresh, draw);
            leaper.differ(&mut prefixes, &fresh, value);
            assert!(!leaper.was_slow() && leaper.crossed().is_none(), "nothing is near that limit");
            let apart = (leaper.ln - risk.wealth().ln()).abs();
            let near = Prefixes::near(leaper.draws);
            assert!(apart <= near, "after {}: {apart:e} {near:e}", leaper.draws);
            farthest = farthest.max(apart / near);
        }
        farthest
    }

    #[test]
    fn a_logarithm_from_tables_is_as_near_as_it_says() {
        let adaptive = Adaptive::new(0.02, 2.0);
        let fixed = Fixed { lambda: 0.45 };
        let farthest = [
            apart(adaptive, 400, &[1, 3, 1, 4, 0], 60_000),
            apart(adaptive, 3, &[1, 3, 3, 1], 4_000),
            apart(fixed, 2, &[1, 3], 20_000),
            apart(fixed, 5_000, &[1, 0, 4], 60_000),
        ];
        // At least thirty times closer than the bound, but not by chance bit for bit equal.
        assert!(farthest.iter().all(|it| (1e-12..0.03).contains(it)), "{farthest:?}");
    }
}
