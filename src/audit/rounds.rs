//! The loop of every method: a round is drawn and read, the evidence is judged, and so on to the end.

use super::course::{Audited, DrawPlace, RoundResult, RoundState};
use super::{AuditSettings, AuditState, DrawnUnit, PreparedAudit, RoundEvidence, Unit};

/// A list of drawn batches that a source keeps: the list of random batches, or one for each set of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchList(pub usize);

/// The source of an audit's units. Draws are numbered from 0.
///
/// An answer depends only on the question, never on earlier questions. For units that a source does not draw, it
/// returns nothing.
pub trait SampleSource {
    /// The card of that draw; `None` if all cards were drawn.
    fn card(&mut self, draw: u64, replacement: bool) -> Option<DrawnUnit<'_>>;

    /// The place of that draw without replacement in the order that all contests share; `None` if all were drawn.
    fn ticket(&mut self, draw: u64) -> Option<u64> {
        let _ = draw;
        None
    }

    /// The card of that draw from one stratum, without replacement; `None` if all its cards were drawn.
    fn card_of(&mut self, stratum: usize, draw: u64) -> Option<DrawnUnit<'_>> {
        let _ = (stratum, draw);
        None
    }

    /// Prepares the first `draws` of a draw of random batches without replacement, or by `weights` (one for each batch
    /// of the frame) with replacement. The same weights give the same list.
    fn list_batches(&mut self, draws: u64, weights: Option<&[u128]>) -> BatchList {
        let _ = (draws, weights);
        BatchList::default()
    }

    /// A prepared batch of a list.
    fn batch(&mut self, list: BatchList, draw: u64) -> Option<DrawnUnit<'_>> {
        let _ = (list, draw);
        None
    }

    /// The batch at that index of the frame, with the tally of a machine that counts it again in place of a hand tally:
    /// from [`Unit::Images`] or in a [`Unit::Rescan`]; `None` if there are no more.
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

/// The evidence after a number of draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trace {
    /// Draws so far, repeats counted.
    pub draws: u64,
    /// The P-value.
    pub p_value: f64,
}

/// Conducts an audit: rounds until the evidence is strong enough, or until counting everything is less work.
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

/// The same with less work, for callers who need only the result: its P-values are those of
/// [`EvidenceShown::Decisions`].
pub fn conduct_to_decide(
    procedure: &dyn PreparedAudit,
    sequence: &mut dyn SampleSource,
    terms: &AuditSettings,
    list: usize,
) -> Audited {
    let all = sequence.all(procedure.unit());
    Conduct::begin_showing(EvidenceShown::Decisions, procedure, all, terms, list).run_out(sequence).course.audited
}

/// The evidence that an audit reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceShown {
    /// Its P-values.
    PValues,
    /// Only on which side of the risk limit its P-values are, see [`PreparedAudit::begin_to_decide`].
    Decisions,
}

/// The same with the P-value along the way: after each of the first draws, then less and less often; nothing if the
/// method is judged by rounds or has no P-value.
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

/// The next draw whose P-value is stored: a twelfth more draws.
fn traced_after(draws: u64) -> u64 {
    draws + draws / 12 + 1
}

/// An audit in progress, unit by unit: its evidence and its rounds. The source of units is passed at each step, so that
/// simulations, which know all units, and sessions, which wait for people to read them, use the same steps.
pub(super) struct Conduct<'c> {
    procedure: &'c dyn PreparedAudit,
    list: usize,
    pub(super) evidence: Box<dyn AuditState + 'c>,
    pub(super) course: RoundState<'c>,
    discrepancies: u64,
    /// Units taken so far.
    pub(super) draws: u64,
    /// Draws made in each stratum.
    pub(super) drawn: Vec<u64>,
    /// The list that batches are drawn from.
    pub(super) batches: BatchList,
    /// The P-values along the way, if requested.
    trace: Option<Vec<Trace>>,
}

impl<'c> Conduct<'c> {
    /// The state before the first round, with `all` units that can be drawn.
    pub(super) fn begin(procedure: &'c dyn PreparedAudit, all: u64, terms: &'c AuditSettings, list: usize) -> Self {
        Self::begin_showing(EvidenceShown::PValues, procedure, all, terms, list)
    }

    /// The same, with the evidence that is needed.
    pub(super) fn begin_showing(
        shown: EvidenceShown,
        procedure: &'c dyn PreparedAudit,
        all: u64,
        terms: &'c AuditSettings,
        list: usize,
    ) -> Self {
        let evidence = match shown {
            EvidenceShown::PValues => procedure.begin(),
            EvidenceShown::Decisions => procedure.begin_to_decide(terms.risk_limit),
        };
        let course = RoundState::begin(procedure, all, terms);
        let (drawn, batches) = (vec![0; procedure.strata()], BatchList::default());
        Self { procedure, list, evidence, course, discrepancies: 0, draws: 0, drawn, batches, trace: None }
    }

    /// Runs round after round to the end.
    fn run_out(mut self, sequence: &mut dyn SampleSource) -> Self {
        while let Some(goal) = self.opens_round(sequence) {
            self.hear_up_to(goal, sequence);
            self.close_round(sequence);
        }
        self
    }

    /// Stores the evidence now, if that is due.
    fn keep_trace(&mut self) {
        let Some(trace) = &mut self.trace else { return };
        let is_due = trace.last().is_none_or(|last| self.draws >= traced_after(last.draws));
        if !is_due {
            return;
        }
        if let RoundEvidence::PValue(p_value) = self.evidence.evidence() {
            trace.push(Trace { draws: self.draws, p_value });
        }
    }

    /// Opens a round and returns the number of units in all after it; `None` if the audit has ended, or ends now
    /// because counting everything is less work.
    pub(super) fn opens_round(&mut self, sequence: &mut dyn SampleSource) -> Option<u64> {
        let goal = self.course.opens_round()?;
        let unit = self.course.unit;
        if unit.is_batch() && unit.is_by_hand() {
            let weights = (unit == Unit::BatchByWeight).then(|| self.procedure.weights());
            self.batches = sequence.list_batches(goal, weights);
        }
        Some(goal)
    }

    /// Takes units of the round until there are `draws` in all; returns whether the round ends with the last of them.
    pub(super) fn hear_up_to(&mut self, draws: u64, sequence: &mut dyn SampleSource) -> bool {
        let stops_at = self.course.stops_at();
        while self.draws < draws {
            if !self.observe(sequence) {
                return true;
            }
            let is_below = |limit| matches!(self.evidence.evidence(), RoundEvidence::PValue(p) if p <= limit);
            if self.draws >= self.course.drawn_before() && stops_at.is_some_and(is_below) {
                return true;
            }
        }
        self.draws >= self.course.goal
    }

    /// Judges the evidence at the end of a round: the audit ends, or the next round gets a size.
    pub(super) fn close_round(&mut self, sequence: &mut dyn SampleSource) {
        let draws = self.draws;
        self.evidence.close_round();
        let cards = match self.course.unit {
            Unit::Card { replacement } => sequence.distinct(draws, replacement),
            Unit::CardOfStratum => draws,
            Unit::Images | Unit::Rescan => 0,
            _ => sequence.ballots_in(self.batches, draws),
        };
        let close = RoundResult { draws, cards, standing: self.evidence.evidence(), discrepancies: self.discrepancies };
        self.course.close_round(close, |chance| self.evidence.next_round(chance));
    }

    /// Draws one unit and takes it; returns whether there was one.
    pub(super) fn observe(&mut self, sequence: &mut dyn SampleSource) -> bool {
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
        if self.evidence.observe(drawn) {
            self.discrepancies += 1;
            if self.course.audited.differing.len() < self.list {
                self.course.audited.differing.push(at);
            }
        }
        self.keep_trace();
        true
    }
}
