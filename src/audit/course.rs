//! The rounds of an audit: their sizes, and the decision at the end of each.
//!
//! These rules are shared by the loop that takes one card after the other and by the engines for many trials that skip
//! cards which agree.

use serde::{Deserialize, Serialize};

use super::{AuditSettings, PreparedAudit, RoundEvidence, Unit};
use crate::number_format::grouped;
use crate::reason::{Reason, why};

/// The size of a first round, and its source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum First {
    /// It is set in the settings.
    Set(u64),
    /// It confirms with this probability if the report is right.
    ByChance(u64, f64),
    /// It is the method's own formula.
    ByFormula(u64),
}

impl First {
    /// The first round of a prepared audit. Batches are never set in cards.
    pub fn of(procedure: &dyn PreparedAudit, terms: &AuditSettings) -> Self {
        if let Some(set) = terms.first_round.filter(|_| !procedure.unit().is_batch()) {
            return Self::Set(set);
        }
        let by_chance = |chance| procedure.first_round_for(chance).map(|size| Self::ByChance(size, chance));
        terms.round_chance.and_then(by_chance).unwrap_or_else(|| Self::ByFormula(procedure.first_round()))
    }

    /// The size in units of the method.
    pub fn size(self) -> u64 {
        match self {
            Self::Set(size) | Self::ByChance(size, _) | Self::ByFormula(size) => size,
        }
    }
}

/// How an audit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The reported outcome was confirmed.
    Confirmed,
    /// Every ballot is counted by hand, and that count decides.
    FullHandCount,
    /// The contest was only measured with cards drawn for others; it drew none itself, and the report stays
    /// unconfirmed.
    MeasuredOnly,
}

impl Decision {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::FullHandCount => "full_hand_count",
            Self::MeasuredOnly => "measured_only",
        }
    }
}

/// One round, with all rounds before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoundSoFar {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// Distinct cards so far, or ballots of the batches so far.
    pub cards: u64,
    /// The P-value, if the method has one.
    pub p_value: Option<f64>,
    /// Units so far that differ from their report.
    pub discrepancies: u64,
}

/// The place of one draw of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawPlace {
    /// The stratum, if strata are sampled separately.
    pub stratum: Option<usize>,
    /// Its number from 0, within the stratum if there is one.
    pub draw: u64,
}

/// The record of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Audited {
    /// The rounds.
    pub rounds: Vec<RoundSoFar>,
    /// The draws that showed a discrepancy, up to the number that may be listed.
    pub differing: Vec<DrawPlace>,
    /// How it ended.
    pub decision: Decision,
    /// Why everything is counted by hand, if it is.
    pub why: Option<Reason>,
}

impl Audited {
    /// The last P-value.
    pub fn p_value(&self) -> Option<f64> {
        self.rounds.last().and_then(|round| round.p_value)
    }

    /// Distinct cards (or ballots of drawn batches) that were read before any full count.
    pub fn sampled(&self) -> u64 {
        self.rounds.last().map_or(0, |round| round.cards)
    }

    /// Units that differ from their report.
    pub fn discrepancies(&self) -> u64 {
        self.rounds.last().map_or(0, |round| round.discrepancies)
    }
}

/// The state of an audit's rounds.
#[derive(Clone, Debug)]
pub struct RoundState<'c> {
    terms: &'c AuditSettings,
    pub(super) unit: Unit,
    all: u64,
    /// The record of the audit so far.
    pub audited: Audited,
    /// Units that the open round needs, and the number of units there are.
    asks: u64,
    pub(super) goal: u64,
    /// Whether the evidence is judged after every card.
    card_by_card: bool,
    /// Units in all after each round that was drawn before: none of them is left out.
    drawn: Vec<u64>,
    pub(super) ended: bool,
}

/// The state at the end of a round.
#[derive(Clone, Copy, Debug)]
pub struct RoundResult {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// Distinct cards so far, or ballots of the batches so far.
    pub cards: u64,
    /// The evidence.
    pub standing: RoundEvidence,
    /// Units so far that differ from their report.
    pub discrepancies: u64,
}

impl<'c> RoundState<'c> {
    /// The state before the first round, with `all` units that can be drawn.
    pub fn begin(procedure: &dyn PreparedAudit, all: u64, terms: &'c AuditSettings) -> Self {
        let unit = procedure.unit();
        let audited =
            Audited { rounds: Vec::new(), differing: Vec::new(), decision: Decision::FullHandCount, why: None };
        let ended = unit == Unit::Everything || all == 0;
        let asks = if ended { 1 } else { First::of(procedure, terms).size() };
        let card_by_card = terms.card_by_card && !procedure.judges_rounds();
        let goal = if card_by_card && !unit.is_batch() { terms.most_draws(all) } else { asks.clamp(1, all.max(1)) };
        Self { terms, unit, all, audited, asks, goal, card_by_card, drawn: Vec::new(), ended }
    }

    /// Before the first round: takes the rounds that were drawn as they were drawn, with the units in all after each. The audit ends with the
    /// last of them at the earliest, whatever the evidence is before. To confirm later than the rule would is never to confirm more often
    /// than the rule does, so the bound on the risk stays.
    pub fn keep_drawn(&mut self, drawn: Vec<u64>) {
        if let Some(&first) = drawn.first().filter(|_| !self.ended && self.stops_at().is_none()) {
            (self.asks, self.goal) = (first, first);
        }
        self.drawn = drawn;
    }

    /// Resets to a state in which nothing was done yet, and reuses the memory.
    pub fn restart(&mut self, fresh: &RoundState<'c>) {
        let mut rounds = std::mem::take(&mut self.audited.rounds);
        rounds.clear();
        *self = fresh.clone();
        self.audited.rounds = rounds;
    }

    /// Opens a round and returns the number of units in all after it; `None` if the audit has ended, or ends now
    /// because counting everything is less work.
    pub fn opens_round(&mut self) -> Option<u64> {
        if self.ended {
            return None;
        }
        if self.audited.rounds.len() < self.drawn.len() {
            return Some(self.goal);
        }
        if let Some(why) = self.rather_counts_all() {
            self.end(Decision::FullHandCount, Some(why));
            return None;
        }
        Some(self.goal)
    }

    /// The P-value at which the audit ends within a round, if the evidence is judged after every card.
    pub fn stops_at(&self) -> Option<f64> {
        (self.card_by_card && !self.unit.is_batch()).then_some(self.terms.risk_limit)
    }

    /// Units that were drawn before, if the evidence is judged after every card: it does not end before them.
    pub(super) fn drawn_before(&self) -> u64 {
        self.drawn.last().copied().unwrap_or(0)
    }

    /// Judges the evidence at the end of a round: the audit ends, or the next round gets a size, the method's own for a
    /// probability if `next_round` returns one.
    pub fn close_round(&mut self, close: RoundResult, next_round: impl Fn(f64) -> Option<u64>) {
        let (terms, unit, all) = (self.terms, self.unit, self.all);
        let RoundResult { draws, cards, standing, discrepancies } = close;
        let p_value = if let RoundEvidence::PValue(p) = standing { Some(p) } else { None };
        self.audited.rounds.push(RoundSoFar { draws, cards, p_value, discrepancies });
        if let Some(&next) = self.drawn.get(self.audited.rounds.len()).filter(|_| self.stops_at().is_none()) {
            (self.asks, self.goal) = (next, next);
            return;
        }
        if draws >= all && matches!(unit, Unit::Card { replacement: false } | Unit::CardOfStratum) {
            return self.end(Decision::FullHandCount, Some(why::read_all()));
        }
        let why = match standing {
            RoundEvidence::Passed => return self.end(Decision::Confirmed, None),
            RoundEvidence::PValue(p) if p <= terms.risk_limit => return self.end(Decision::Confirmed, None),
            RoundEvidence::PValue(_) if draws < self.goal => why::no_unit(),
            RoundEvidence::PValue(_) if draws < all && !self.card_by_card => {
                self.asks = self.next_round(draws, next_round).min(all);
                self.goal = self.asks;
                return;
            }
            RoundEvidence::Enlarge(asked) if asked > draws && asked <= all => {
                self.asks = asked;
                self.goal = asked;
                return;
            }
            RoundEvidence::Failed if !unit.is_by_hand() => why::machines_differ(),
            RoundEvidence::Enlarge(_) | RoundEvidence::Failed => why::differences(),
            RoundEvidence::PValue(_) if draws < all => why::share(),
            RoundEvidence::PValue(_) if unit.is_batch() => why::draws_batches(),
            RoundEvidence::PValue(_) => why::draws_cards(),
        };
        self.end(Decision::FullHandCount, Some(why));
    }

    fn end(&mut self, decision: Decision, why: Option<Reason>) {
        self.ended = true;
        (self.audited.decision, self.audited.why) = (decision, why);
    }

    /// Ends the audit of a contest that draws no cards itself: if it was not confirmed, and not all its cards were
    /// read, it was only measured.
    pub(super) fn only_measures(&mut self) {
        let read_all = self.audited.rounds.last().is_some_and(|round| round.draws >= self.all);
        if !(self.ended && (read_all || self.audited.decision == Decision::Confirmed)) {
            (self.audited.decision, self.audited.why) = (Decision::MeasuredOnly, None);
        }
    }

    /// The size of the next round, with all earlier rounds.
    fn next_round(&self, draws: u64, next_round: impl Fn(f64) -> Option<u64>) -> u64 {
        let by_chance = self.terms.round_chance.and_then(next_round);
        by_chance.unwrap_or_else(|| self.terms.grown(draws)).max(draws + 1)
    }

    /// Why every card is counted instead of the next round, if so.
    fn rather_counts_all(&self) -> Option<Reason> {
        let after = self.audited.rounds.len();
        if self.unit.is_batch() {
            // If a law enlarges the sample, its own steps end it.
            return None;
        }
        if self.terms.counts_all(self.asks, self.all) {
            let (asks, all) = (grouped(self.asks.min(1 << 62) as i64), grouped(self.all as i64));
            return Some(why::round(after + 1, asks, all));
        }
        (after >= self.terms.most_rounds as usize).then(|| why::rounds(after))
    }
}
