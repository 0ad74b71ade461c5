//! The loop that every method shares: a round is drawn and read, the evidence is judged, and so on to the end.

use super::course::{Audited, DrawPlace, RoundResult, RoundState};
use super::{AuditSettings, AuditState, DrawnUnit, PreparedAudit, RoundEvidence, Unit};

/// A list of drawn batches that a source keeps: the one by lot, or one for each set of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchList(pub usize);

/// The places an audit asks for, and what it is told of them. Draws are numbered from 0.
///
/// An answer depends on what is asked alone, never on what was asked before. What a source does not draw, it answers with
/// nothing.
pub trait SampleSource {
    /// The card of that draw; `None` where all cards were drawn.
    fn card(&mut self, draw: u64, replacement: bool) -> Option<DrawnUnit<'_>>;

    /// The place of that draw without replacement in the order that all contests share; `None` where all were drawn.
    fn ticket(&mut self, draw: u64) -> Option<u64> {
        let _ = draw;
        None
    }

    /// The card of that draw from one stratum, without replacement; `None` where all its cards were drawn.
    fn card_of(&mut self, stratum: usize, draw: u64) -> Option<DrawnUnit<'_>> {
        let _ = (stratum, draw);
        None
    }

    /// The draw of batches by lot without replacement, or by `weights` (one for each batch of the frame) with replacement;
    /// its first `draws` are made ready. The same weights give the same list.
    fn list_batches(&mut self, draws: u64, weights: Option<&[u128]>) -> BatchList {
        let _ = (draws, weights);
        BatchList::default()
    }

    /// One of the batches of a list that are ready.
    fn batch(&mut self, list: BatchList, draw: u64) -> Option<DrawnUnit<'_>> {
        let _ = (list, draw);
        None
    }

    /// The batch at that place of the frame, with the tally of a machine that counts it again in place of a hand tally:
    /// from [`Unit::Images`] or in a [`Unit::Rescan`]; `None` where there are no more.
    fn counted_again(&mut self, unit: Unit, place: u64) -> Option<DrawnUnit<'_>> {
        let _ = (unit, place);
        None
    }

    /// Distinct cards among the first `draws`.
    fn distinct(&mut self, draws: u64, replacement: bool) -> u64;

    /// Ballots in the distinct batches among the first `draws` of a list.
    fn ballots_in(&mut self, list: BatchList, draws: u64) -> u64 {
        let _ = (list, draws);
        0
    }

    /// Units of that kind in the frame.
    fn all(&self, unit: Unit) -> u64;
}

/// Where the evidence stood after so many draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trace {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// The P-value.
    pub p_value: f64,
}

/// Conducts an audit: rounds until the evidence suffices, or until counting everything is the lesser work.
///
/// At most `list` discrepancies are listed.
pub fn conduct(
    procedure: &dyn PreparedAudit,
    sequence: &mut dyn SampleSource,
    terms: &AuditSettings,
    list: usize,
) -> Audited {
    let all = sequence.all(procedure.unit());
    Conduct::begin(procedure, all, terms, list).run_out(sequence).course.audited
}

/// The same in less work, for those who ask how it ends: its P-values are told as [`EvidenceShown::Decisions`].
pub fn conduct_to_decide(
    procedure: &dyn PreparedAudit,
    sequence: &mut dyn SampleSource,
    terms: &AuditSettings,
    list: usize,
) -> Audited {
    let all = sequence.all(procedure.unit());
    Conduct::begin_telling(EvidenceShown::Decisions, procedure, all, terms, list).run_out(sequence).course.audited
}

/// What an audit tells of its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceShown {
    /// Its P-values.
    PValues,
    /// Only on which side of the risk limit its P-values are, see [`PreparedAudit::begin_to_decide`].
    Decisions,
}

/// The same, and the P-value on the way: after each of the first draws, then ever more seldom; nothing where the method is
/// judged by rounds or has none.
pub fn conduct_traced(
    procedure: &dyn PreparedAudit,
    sequence: &mut dyn SampleSource,
    terms: &AuditSettings,
    list: usize,
) -> (Audited, Vec<Trace>) {
    let mut audit = Conduct::begin(procedure, sequence.all(procedure.unit()), terms, list);
    audit.trace = (!procedure.judges_rounds() && !procedure.unit().is_batch()).then(Vec::new);
    let ended = audit.run_out(sequence);
    (ended.course.audited, ended.trace.unwrap_or_default())
}

/// The next draw whose P-value is kept: a twelfth more than so many.
fn traced_after(draws: u64) -> u64 {
    draws + draws / 12 + 1
}

/// An audit under way, unit by unit: its evidence, its rounds, and how far it has come. Where its units come from is told
/// at each step, so that whoever knows all of them and whoever waits for people to read them go through the same steps.
pub(super) struct Conduct<'c> {
    procedure: &'c dyn PreparedAudit,
    list: usize,
    pub(super) evidence: Box<dyn AuditState + 'c>,
    pub(super) course: RoundState<'c>,
    discrepancies: u64,
    /// Units that were heard.
    pub(super) draws: u64,
    /// Draws made in each stratum.
    pub(super) drawn: Vec<u64>,
    /// The list that batches are drawn from.
    pub(super) batches: BatchList,
    /// The P-values on the way, where they are asked for.
    trace: Option<Vec<Trace>>,
}

impl<'c> Conduct<'c> {
    /// Before the first round, where there are `all` units to draw.
    pub(super) fn begin(procedure: &'c dyn PreparedAudit, all: u64, terms: &'c AuditSettings, list: usize) -> Self {
        Self::begin_telling(EvidenceShown::PValues, procedure, all, terms, list)
    }

    /// The same, where not all may have to be told.
    pub(super) fn begin_telling(
        told: EvidenceShown,
        procedure: &'c dyn PreparedAudit,
        all: u64,
        terms: &'c AuditSettings,
        list: usize,
    ) -> Self {
        let evidence = match told {
            EvidenceShown::PValues => procedure.begin(),
            EvidenceShown::Decisions => procedure.begin_to_decide(terms.risk_limit),
        };
        let course = RoundState::begin(procedure, all, terms);
        let (drawn, batches) = (vec![0; procedure.strata()], BatchList::default());
        Self { procedure, list, evidence, course, discrepancies: 0, draws: 0, drawn, batches, trace: None }
    }

    /// Round after round.
    fn run_out(mut self, sequence: &mut dyn SampleSource) -> Self {
        while let Some(goal) = self.opens_round(sequence) {
            self.hear_up_to(goal, sequence);
            self.close_round(sequence);
        }
        self
    }

    /// Keeps where the evidence stands now, where that is due.
    fn keep_trace(&mut self) {
        let Some(trace) = &mut self.trace else { return };
        let is_due = trace.last().is_none_or(|last| self.draws >= traced_after(last.draws));
        if !is_due {
            return;
        }
        if let RoundEvidence::PValue(p_value) = self.evidence.standing() {
            trace.push(Trace { draws: self.draws, p_value });
        }
    }

    /// Units in all after the round that opens now; `None` where the audit has ended, or ends now since counting
    /// everything is the lesser work.
    pub(super) fn opens_round(&mut self, sequence: &mut dyn SampleSource) -> Option<u64> {
        let goal = self.course.opens_round()?;
        let unit = self.course.unit;
        if unit.is_batch() && unit.is_by_hand() {
            let weights = (unit == Unit::BatchByWeight).then(|| self.procedure.weights());
            self.batches = sequence.list_batches(goal, weights);
        }
        Some(goal)
    }

    /// Hears units of the round until there are so many in all; whether the round ends with the last of them.
    pub(super) fn hear_up_to(&mut self, draws: u64, sequence: &mut dyn SampleSource) -> bool {
        let stops_at = self.course.stops_at();
        while self.draws < draws {
            if !self.hear(sequence) {
                return true;
            }
            if stops_at.is_some_and(|limit| matches!(self.evidence.standing(), RoundEvidence::PValue(p) if p <= limit))
            {
                return true;
            }
        }
        self.draws >= self.course.goal
    }

    /// Judges the evidence at the end of a round: the audit ends, or the next round has a size.
    pub(super) fn close_round(&mut self, sequence: &mut dyn SampleSource) {
        let draws = self.draws;
        self.evidence.close_round();
        let cards = match self.course.unit {
            Unit::Card { replacement } => sequence.distinct(draws, replacement),
            Unit::CardOfStratum => draws,
            Unit::Images | Unit::Rescan => 0,
            _ => sequence.ballots_in(self.batches, draws),
        };
        let close = RoundResult { draws, cards, standing: self.evidence.standing(), discrepancies: self.discrepancies };
        self.course.close_round(close, |chance| self.evidence.next_round(chance));
    }

    /// Draws one unit and hears it; whether there was one.
    pub(super) fn hear(&mut self, sequence: &mut dyn SampleSource) -> bool {
        let draw = self.draws;
        let mut at = DrawPlace { stratum: None, draw };
        let drawn = match self.course.unit {
            Unit::Card { replacement } => sequence.card(draw, replacement),
            Unit::CardOfStratum => {
                let stratum = self.procedure.next_stratum(&self.drawn);
                at = DrawPlace { stratum: Some(stratum), draw: self.drawn[stratum] };
                self.drawn[stratum] += 1;
                sequence.card_of(stratum, at.draw)
            }
            Unit::Images | Unit::Rescan => sequence.counted_again(self.course.unit, draw),
            _ => sequence.batch(self.batches, draw),
        };
        let Some(drawn) = drawn else { return false };
        self.draws += 1;
        if self.evidence.hear(drawn) {
            self.discrepancies += 1;
            if self.course.audited.differing.len() < self.list {
                self.course.audited.differing.push(at);
            }
        }
        self.keep_trace();
        true
    }
}
