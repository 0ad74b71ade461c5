//! When a comparison's P-value first falls to its limit, told from its discrepancies alone: cards that agree are leapt over.
//!
//! The stake on a card and the mean that the null leaves depend on the number of draws and on how often each value was
//! seen. Along cards that agree, the logarithm of wealth therefore follows one table for each vector of counts, shared by
//! all audits ([`Prefixes`]). The wealth rises or falls all along such a stretch, so its ends tell whether it passed.
//!
//! The answer is that of the martingale heard card by card, not nearly but always: where the table comes so near to
//! the limit that rounding could matter, or to the end of what it knows, the audit is heard card by card from its
//! beginning, by the same arithmetic as any other.
//!
//! # Reference
//! The martingale: Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3. Leaps by tables of counts are ours.

mod prefixes;
mod quick_ln;

use super::bet::ShrinkTrunc;
use super::{Past, RiskFunction};
pub use prefixes::Prefixes;
use prefixes::Seen;
pub use quick_ln::{OFF, quick_ln};

/// Values that a card of a comparison may have, in units; the middle one is that of a card that agrees.
pub const VALUES: usize = 5;

/// A betting martingale as an engine sees it that leaps: stakes as a function of the past.
pub trait Staking {
    /// What it tries to reject.
    fn null(&self) -> &super::Null;

    /// The stake on the next draw, in `[0, 1]`, where the null leaves that mean.
    fn stake(&self, past: &Past, mean: f64) -> f64;

    /// Which kind of value this is, for [`Past::counts`].
    fn kind(&self, value: u64) -> usize;

    /// Whether the stake may differ from the last one, now that a value of that kind was the last draw.
    fn may_change(&self, past: &Past, kind: usize) -> bool;

    /// Whether the stake depends on anything but the mean that the null leaves.
    fn minds_past(&self) -> bool;

    /// The truncated shrinkage estimate that the stakes are, where they are one.
    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        None
    }
}

/// A measure of which a copy can be taken before it has heard anything.
pub trait Fresh: RiskFunction + Sync {
    /// A copy.
    fn copy(&self) -> Box<dyn RiskFunction>;
}

impl<R: RiskFunction + Clone + Sync + 'static> Fresh for R {
    fn copy(&self) -> Box<dyn RiskFunction> {
        Box::new(self.clone())
    }
}

/// One assertion in one audit.
#[derive(Default)]
pub struct Leaper {
    draws: u64,
    /// What did not agree.
    seen: Seen,
    /// Logarithm of wealth.
    ln: f64,
    /// The draw after which the P-value was first at the limit or below.
    crossed: Option<u64>,
    /// Draws, from 0, whose card did not agree, and their values.
    events: Vec<(u64, u64)>,
    /// The measure itself, where it is heard card by card.
    slow: Option<Box<dyn RiskFunction>>,
}

impl Leaper {
    /// Forgets the audit and begins another.
    pub fn restart(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        *self = Self { events, ..Self::default() };
    }

    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        self.crossed
    }

    /// Whether this audit was heard card by card.
    pub fn was_slow(&self) -> bool {
        self.slow.is_some()
    }

    /// Hears cards that agree until there are so many draws in all.
    pub fn agree(&mut self, prefixes: &mut Prefixes, measure: &dyn Fresh, draws: u64) {
        if self.crossed.is_some() || draws <= self.draws {
            return;
        }
        if self.slow.is_none() {
            match prefixes.stretch(measure, &self.seen, (self.draws, self.ln), draws) {
                Stretch::Passed(at) => {
                    self.crossed = Some(at);
                    return;
                }
                Stretch::Still(ln) => {
                    (self.draws, self.ln) = (draws, ln);
                    return;
                }
                Stretch::Unsure => self.hear_again(prefixes, measure),
            }
        }
        self.hear(prefixes, draws, prefixes.agrees());
    }

    /// Hears a card of that value, which does not agree.
    pub fn differ(&mut self, prefixes: &mut Prefixes, measure: &dyn Fresh, value: u64) {
        if self.crossed.is_some() {
            return;
        }
        if self.slow.is_none() {
            self.events.push((self.draws, value));
            match prefixes.card(measure, &self.seen, (self.draws, self.ln), value) {
                Stretch::Passed(at) => {
                    self.crossed = Some(at);
                    return;
                }
                Stretch::Still(ln) => {
                    self.seen = prefixes.seen_with(&self.seen, value);
                    (self.draws, self.ln) = (self.draws + 1, ln);
                    return;
                }
                Stretch::Unsure => {
                    self.events.pop();
                    self.hear_again(prefixes, measure);
                }
            }
        }
        self.hear(prefixes, self.draws + 1, value);
    }

    /// Hears all that was heard, card by card.
    fn hear_again(&mut self, prefixes: &Prefixes, measure: &dyn Fresh) {
        let until = self.draws;
        self.slow = Some(measure.copy());
        self.draws = 0;
        let events = std::mem::take(&mut self.events);
        for &(draw, value) in &events {
            self.hear(prefixes, draw, prefixes.agrees());
            self.hear(prefixes, draw + 1, value);
        }
        self.hear(prefixes, until, prefixes.agrees());
        self.events = events;
    }

    fn hear(&mut self, prefixes: &Prefixes, draws: u64, value: u64) {
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

/// What came of some cards.
enum Stretch {
    /// After that draw the P-value is at the limit or below, and was not before.
    Passed(u64),
    /// It is not; the logarithm of wealth after the last of them.
    Still(f64),
    /// Tables cannot tell.
    Unsure,
}
