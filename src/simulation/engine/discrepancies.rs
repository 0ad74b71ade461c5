//! The cards that differ in a comparison, by kind, and an audit that goes from one to the next and skips all others.

use super::Task;
use super::cell::CardStreams;
use super::distinct::Distinct;
use super::ending::EndTally;
use super::gaps::Gaps;
use super::judge::Judge;
use super::reading_errors::Slips;
use crate::audit::{NumericAudit, PreparedAudit, RoundEvidence, RoundResult, RoundState};
use crate::random::Random;
use crate::simulation::audits::LOOKED_INTO;
use crate::simulation::trial_counts::Trial;
use crate::social_choice::Tally;

/// Cards that differ in the same way.
#[derive(Clone, Debug)]
pub(super) struct DiscrepancyKind {
    pub(super) cards: u32,
    /// The index of their cell, or of one of their cells.
    pub(super) cell: usize,
    pub(super) values: Vec<i32>,
    /// Whether they differ in a way that is listed.
    pub(super) differs: bool,
    /// Whether such a card shows that the report is wrong, because it was found.
    pub(super) tells: bool,
}

/// The discrepancies of one contest, and the data that their trials share.
pub(super) struct OverDiscrepancies<'b> {
    pub(super) task: Task<'b>,
    pub(super) procedure: &'b dyn PreparedAudit,
    pub(super) numbers: &'b dyn NumericAudit,
    pub(super) kinds: Vec<DiscrepancyKind>,
    pub(super) all: u64,
    pub(super) differing: u64,
    pub(super) gaps: Gaps,
    /// The tally if every card is read.
    pub(super) readings: Tally,
    pub(super) streams: CardStreams,
    pub(super) slips: Option<Slips<'b>>,
    pub(super) ending: EndTally<'b>,
}

impl<'b> OverDiscrepancies<'b> {
    pub(super) fn new(task: Task<'b>, procedure: &'b dyn PreparedAudit, numbers: &'b dyn NumericAudit) -> Self {
        let measures = numbers.measures();
        let claim = &task.place.claim;
        let mut kinds: Vec<DiscrepancyKind> = Vec::new();
        let mut readings = Tally::empty(claim.contest.candidates.len());
        let slips = task.setup.slips();
        let mut agreeing = Vec::new();
        for (at, cell) in task.cells().iter().enumerate() {
            if let Some(marks) = cell.reading.and_then(|code| claim.readable.vote(code).marks()) {
                readings.count(claim.contest, marks, i64::from(cell.cards));
            }
            let heard = numbers.value_of(cell.drawn(None));
            let tells = heard.differs && cell.reading.is_some();
            let is_clean = !heard.differs && measures.are_of_agreement(&heard.values);
            // A card that is not found cannot be misread.
            if is_clean && (cell.reading.is_some() || !slips) {
                agreeing.push((at, cell.cards));
                continue;
            }
            // With reading errors, cells are kept apart, because the misreading depends on the card's vote.
            let same = |kind: &&mut DiscrepancyKind| {
                !slips && kind.values == heard.values && kind.differs == heard.differs && kind.tells == tells
            };
            if let Some(kind) = kinds.iter_mut().find(same) {
                kind.cards += cell.cards;
            } else {
                let (cards, values, differs) = (cell.cards, heard.values, heard.differs);
                kinds.push(DiscrepancyKind { cards, cell: at, values, differs, tells });
            }
        }
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.cards));
        let all = claim.frame.cards();
        let differing = kinds.iter().map(|kind| u64::from(kind.cards)).sum();
        Self {
            gaps: Gaps::new(all, differing, procedure.unit().repeats()),
            streams: if slips { Slips::streams(&task) } else { CardStreams::of(&task) },
            slips: slips.then(|| Slips::of(task, agreeing, procedure.unit().repeats())),
            ending: EndTally::new(task),
            task,
            procedure,
            numbers,
            kinds,
            all,
            differing,
            readings,
        }
    }

    /// The kind of a differing card, drawn at random.
    pub(super) fn pick(&self, random: &mut Random, left: &mut [u32], met: &mut Met) -> &DiscrepancyKind {
        let repeats = self.procedure.unit().repeats();
        let many = self.differing - if repeats { 0 } else { met.events.len() as u64 };
        let lot = random.below(many as u32);
        let at = kind_of(lot, left);
        if !repeats {
            left[at] -= 1;
        }
        met.events.push((at as u32, lot));
        let kind = &self.kinds[at];
        met.list(kind.differs, kind.tells);
        kind
    }

    /// Distinct cards among this number of draws with replacement; `apart` is the number of cards kept apart from those
    /// that agree.
    pub(super) fn distinct(&self, trial: u64, draws: u64, apart: u64, met: &mut Met) -> u64 {
        let random = met.chance.get_or_insert_with(|| self.streams.repeats.stream(trial));
        let mut lots: Vec<u32> = met.events.iter().map(|&(_, lot)| lot).collect();
        lots.sort_unstable();
        lots.dedup();
        let agreeing = draws - met.events.len() as u64;
        lots.len() as u64 + met.distinct.among(agreeing, self.all - apart, random)
    }
}

/// The index of the kind of a differing card, by the card's number among the remaining ones.
pub(super) fn kind_of(mut lot: u32, left: &[u32]) -> usize {
    let mut at = 0;
    while lot >= left[at] {
        lot -= left[at];
        at += 1;
    }
    at
}

/// The discrepancies met in one audit.
#[derive(Default)]
pub(super) struct Met {
    /// Kind and number of each card that differs.
    pub(super) events: Vec<(u32, u32)>,
    listed: u64,
    tells: bool,
    distinct: Distinct,
    chance: Option<Random>,
}

impl Met {
    /// Clears it and keeps the memory.
    pub(super) fn restart(&mut self) {
        self.events.clear();
        let events = std::mem::take(&mut self.events);
        *self = Self { events, ..Self::default() };
    }

    /// Records a card that differs in a way that is listed, or not; `tells` says whether it shows that the report is
    /// wrong.
    pub(super) fn list(&mut self, differs: bool, tells: bool) {
        if differs {
            self.tells |= tells && self.listed < LOOKED_INTO as u64;
            self.listed += 1;
        }
    }
}

/// The cards of one audit.
pub(super) struct DrawnKinds<'w, 'b> {
    pub(super) jumps: &'w OverDiscrepancies<'b>,
    pub(super) trial: u64,
    pub(super) random: &'w mut Random,
    /// Remaining cards of each kind.
    pub(super) left: &'w mut [u32],
    pub(super) met: &'w mut Met,
}

/// An audit that takes some cards one by one and skips all others, which agree.
pub(super) trait SkippingAudit<'w, 'b: 'w> {
    /// The draw, from 0, of the next card that is taken by itself; `u64::MAX` if there is none.
    fn next(&self) -> u64;

    /// Takes that card.
    fn observe(&mut self, judge: &mut Judge<'_>, card_by_card: bool);

    /// The cards.
    fn cards(&mut self) -> &mut DrawnKinds<'w, 'b>;

    /// The number of cards kept apart from those that agree.
    fn apart(&self) -> u64;

    /// The tally of all readings, if every card was read.
    fn readings(&self) -> Tally;

    /// Runs round after round to the end.
    fn audit(mut self, judge: &mut Judge<'_>, course: &mut RoundState<'_>) -> Trial
    where
        Self: Sized,
    {
        let stops_at = course.stops_at();
        while let Some(goal) = course.opens_round() {
            let stopped = |judge: &Judge<'_>| stops_at.and_then(|_| judge.stopped());
            let draws = loop {
                let next = self.next();
                judge.agree(next.min(goal), stops_at.is_some());
                if let Some(draws) = stopped(judge) {
                    break draws;
                }
                if next >= goal {
                    break goal;
                }
                self.observe(judge, stops_at.is_some());
                if let Some(draws) = stopped(judge) {
                    break draws;
                }
            };
            let standing = RoundEvidence::PValue(judge.p_value(draws));
            let apart = self.apart();
            let DrawnKinds { jumps, trial, met, .. } = self.cards();
            let cards =
                if jumps.procedure.unit().repeats() { jumps.distinct(*trial, draws, apart, met) } else { draws };
            course.close_round(RoundResult { draws, cards, standing, discrepancies: met.listed }, |_| None);
        }
        let DrawnKinds { jumps, trial, left, met, .. } = self.cards();
        // With replacement, the remaining cards are all cards; and a misread card may be of no kind.
        if !jumps.procedure.unit().repeats() {
            for &(kind, _) in &met.events {
                left[kind as usize] = jumps.kinds[kind as usize].cards;
            }
        }
        let (ending, trial, tells) = (&jumps.ending, *trial, met.tells);
        ending.trial(trial, &course.audited, tells, || self.readings())
    }
}
