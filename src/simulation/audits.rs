//! Conducts the audits of one trial, and says what each came to.

use super::bench::{Bench, Place};
use super::desk::{Desk, Units, share};
use super::one_pass::OnePass;
use crate::audit::{
    At, AuditMethod, Audited, BatchList, Decision, NOBODY_CAN_LOSE, Procedure, Round, Seat, Trace, Unit, Work, conduct,
    conduct_together, conduct_traced,
};
use crate::random::Streams;
use crate::sampling::SharedOrder;
use crate::scenario::AuditText;
use crate::social_choice::{Outcome, Tally};

/// One audit of one contest, in one life.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub struct AuditLife {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// Whether it belongs to what happened ([`Scenario::holds_audit`](crate::scenario::Scenario::holds_audit)); where not, it
    /// is only asked about.
    pub held: bool,
    /// The risk limit, where the method promises one.
    pub risk_limit: Option<f64>,
    /// The rounds.
    pub rounds: Vec<Round>,
    /// The P-value on the way, where the method is judged card by card and each contest draws for itself.
    pub trace: Vec<Trace>,
    /// The last P-value.
    pub p_value: Option<f64>,
    /// How it ended.
    pub decision: Decision,
    /// Distinct cards looked at, of a full hand count too.
    pub cards: u64,
    /// Cards that may be drawn.
    pub population: u64,
    /// Distinct cards looked up in the draw.
    pub looked_up: u64,
    /// Ballots tallied by hand: of drawn batches, and of a full hand count.
    pub tallied: u64,
    /// Units that differ from what was reported of them.
    pub discrepancies: u64,
    /// Whether the audit showed that the report is off: by one of the first of them, by sums that do not agree, or by
    /// a full hand count.
    pub report_is_off: bool,
    /// The first of them, in words.
    pub listed: Vec<Discrepancy>,
    /// Where the reported totals are not the sum of what the method starts from, the difference in words.
    pub does_not_add_up: Option<String>,
    /// Whether nobody can lose, so that nothing was audited.
    pub nothing_to_audit: bool,
    /// Why everything was counted, where it was.
    pub why_counted: Option<String>,
    /// The full hand count, where there was one: its tally and its outcome.
    pub counted: Option<(Tally, Outcome)>,
    /// Whether what stands in the end is the outcome of the paper.
    pub right_in_the_end: bool,
    /// Person-hours and dollars.
    pub work: Work,
}

/// What a discrepancy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The report is off.
    Report,
    /// The board slipped.
    Slip,
    /// Ballots are missing.
    Missing,
}

impl Cause {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Slip => "slip",
            Self::Missing => "missing",
        }
    }
}

/// A card or batch that is not as it was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// Name of the batch.
    pub batch: String,
    /// Place of the batch in the manifest.
    pub batch_index: usize,
    /// Position of the card in it, from 1; `None` for the whole batch.
    pub position: Option<u64>,
    /// What was reported.
    pub reported: String,
    /// What the board read.
    pub read: String,
    /// What it comes from.
    pub cause: Cause,
}

/// A sample that was really drawn, and the risk that follows from it.
#[derive(Clone, Debug)]
pub struct ObservedLife {
    /// Place in the scenario's list.
    pub place: usize,
    /// Place of the contest.
    pub contest: usize,
    /// The P-value; `None` where the reported totals leave nothing to confirm.
    pub p_value: Option<f64>,
    /// Whether it agrees with the published digits, where some were published.
    pub holds: Option<bool>,
}

/// A method made ready for one contest, or why it cannot be.
pub(super) type ReadyMethod<'b> = (&'static dyn AuditMethod, Result<Box<dyn Procedure + 'b>, String>);

/// Methods made ready for one contest of a bench.
pub(super) type Ready<'b> = Vec<ReadyMethod<'b>>;

/// Makes methods ready, contest by contest.
pub(super) fn make_ready<'b>(bench: &'b Bench<'b>, methods: &[&'static dyn AuditMethod]) -> Vec<Ready<'b>> {
    let ready = |place: &'b Place<'b>| -> Ready<'b> {
        let prepared = |method: &'static dyn AuditMethod| {
            if place.nothing_to_audit(method) {
                Err(NOBODY_CAN_LOSE.to_owned())
            } else {
                method.prepare(&place.claim, &bench.terms)
            }
        };
        methods.iter().map(|method| (*method, prepared(*method))).collect()
    };
    bench.places.iter().map(ready).collect()
}

/// Discrepancies whose cause is looked into where none is listed.
pub(super) const LOOKED_INTO: usize = 20;

/// Where at least so many discrepancies are listed, one life is told, and P-values are kept on the way.
const TRACED: usize = 200;

/// An audit that was conducted.
#[derive(Clone)]
struct Heard {
    audited: Audited,
    units: Units,
    trace: Vec<Trace>,
}

/// What one method's audits of all contests took together, where one sample served them.
#[derive(Clone, Debug, PartialEq)]
pub struct TogetherLife {
    /// The method's name.
    pub method: &'static str,
    /// Distinct cards pulled for all contests.
    pub cards: u64,
    /// Rounds until no contest asked for more.
    pub rounds: u64,
    /// Person-hours and dollars for these cards, each pulled once, without any full hand count.
    pub work: Work,
    /// The contests that were then counted in full, by their places among those audited, in order.
    pub counted: Vec<usize>,
    /// What these counts took where every ballot is handled once for all of them.
    pub full_counts: OnePass,
}

/// All audits of one trial.
pub(super) struct AllAudits {
    /// Contest by contest, and method by method within.
    pub(super) lives: Vec<AuditLife>,
    /// Method by method, where one sample serves all contests and the method can share it.
    pub(super) together: Vec<TogetherLife>,
}

/// All audits of one trial; at most `list` discrepancies of each are listed.
pub(super) fn conduct_all(bench: &Bench<'_>, ready: &[Ready<'_>], streams: &Streams, list: usize) -> AllAudits {
    conduct_some(bench, ready, streams, list, |_, _| true, &|| true).expect("nobody ends it")
}

/// Those audits of one trial that are wanted, by the places of contest and method; `None` where it is to go on no more. A trial of
/// a nation takes long, so that is asked before each contest.
pub(super) fn conduct_some(
    bench: &Bench<'_>,
    ready: &[Ready<'_>],
    streams: &Streams,
    list: usize,
    wanted: impl Fn(usize, usize) -> bool,
    goes_on: &dyn Fn() -> bool,
) -> Option<AllAudits> {
    let shared = share(bench, streams);
    let open =
        |(at, place)| Desk::open(bench, place, streams, shared.as_ref().map(|order| SharedOrder::part(order, at)));
    let mut desks: Vec<Desk<'_>> = bench.places.iter().enumerate().map(open).collect();
    let methods = ready.first().map_or(0, Vec::len);
    let mut all = Vec::with_capacity(methods);
    let mut together = Vec::new();
    for method in 0..methods {
        let of_method = ready.iter().enumerate().map(|(at, it)| wanted(at, method).then_some(&it[method]));
        let of_method: Vec<_> = of_method.collect();
        all.push(conduct_method(bench, &of_method, &mut desks, (list, goes_on), &mut together)?);
    }
    let mut lives = Vec::with_capacity(methods * desks.len());
    for (at, (place, desk)) in bench.places.iter().zip(&mut desks).enumerate() {
        for (method, audits) in all.iter_mut().enumerate() {
            let Some(heard) = audits[at].take() else { continue };
            if !goes_on() {
                return None;
            }
            lives.push(life(bench, place, desk, ready[at][method].0, heard, list));
        }
    }
    Some(AllAudits { lives, together })
}

/// One method's audits of all contests, with one sample where that is asked for and possible; `None` where they are to go on
/// no more.
fn conduct_method(
    bench: &Bench<'_>,
    ready: &[Option<&ReadyMethod<'_>>],
    desks: &mut [Desk<'_>],
    (list, goes_on): (usize, &dyn Fn() -> bool),
    together: &mut Vec<TogetherLife>,
) -> Option<Vec<Option<Heard>>> {
    let list = list.max(LOOKED_INTO);
    let mut audits: Vec<Option<Heard>> = vec![None; desks.len()];
    let shares = bench.whole.is_some()
        && ready
            .iter()
            .flatten()
            .flat_map(|(_, procedure)| procedure)
            .all(|p| p.unit() == Unit::Card { replacement: false });
    let mut seats = Vec::new();
    let mut seated = Vec::new();
    for (at, (ready, desk)) in ready.iter().zip(desks).enumerate() {
        let Some((method, procedure)) = ready else { continue };
        if !goes_on() {
            return None;
        }
        match procedure {
            Ok(procedure) if shares => {
                let opportunistic = bench.opportunistic.contains(&bench.places[at].claim.contest.id);
                seats.push(Seat { procedure: procedure.as_ref(), sequence: desk, opportunistic });
                seated.push(at);
            }
            Ok(procedure) => {
                let (audited, trace) = if list >= TRACED {
                    conduct_traced(procedure.as_ref(), desk, &bench.terms, list)
                } else {
                    (conduct(procedure.as_ref(), desk, &bench.terms, list), Vec::new())
                };
                let unit = procedure.unit();
                let from_list = unit.is_batch() && unit.is_by_hand();
                let by_weight = (unit == Unit::BatchByWeight).then(|| procedure.weights());
                let list = if from_list { desk.list_of(by_weight) } else { BatchList::default() };
                audits[at] = Some(Heard { audited, units: Units { unit, list }, trace });
            }
            Err(why) => {
                let (decision, why) = if bench.places[at].nothing_to_audit(*method) {
                    (Decision::Confirmed, None)
                } else {
                    (Decision::FullHandCount, Some(why.clone()))
                };
                let none = Audited { rounds: Vec::new(), differing: Vec::new(), decision, why };
                let units = Units { unit: Unit::Everything, list: BatchList::default() };
                audits[at] = Some(Heard { audited: none, units, trace: Vec::new() });
            }
        }
    }
    if let Some((method, _)) = ready.iter().flatten().next().filter(|_| !seats.is_empty()) {
        let all = conduct_together(seats, &bench.terms, list);
        let units = Units { unit: Unit::Card { replacement: false }, list: BatchList::default() };
        for (at, audited) in seated.into_iter().zip(all.audits) {
            audits[at] = Some(Heard { audited, units, trace: Vec::new() });
        }
        let is_full = |heard: &Option<Heard>| {
            heard.as_ref().is_some_and(|heard| heard.audited.decision == Decision::FullHandCount)
        };
        let counted: Vec<usize> = (0..audits.len()).filter(|&at| is_full(&audits[at])).collect();
        together.push(TogetherLife {
            method: method.name(),
            cards: all.cards,
            rounds: all.rounds,
            work: work_together(bench, all.cards),
            full_counts: bench.carried.pass(&bench.clocks(), &counted),
            counted,
        });
    }
    Some(audits)
}

/// What it takes to pull so many cards for all contests.
pub(super) fn work_together(bench: &Bench<'_>, cards: u64) -> Work {
    let ballots = bench.whole.as_ref().map_or(0, crate::sampling::Frame::ballots);
    bench.clock_for_all().map_or(Work::default(), |clock| clock.work(cards, 0, (cards > 0).then_some(ballots)))
}

fn life(
    bench: &Bench<'_>,
    place: &Place<'_>,
    desk: &mut Desk<'_>,
    method: &dyn AuditMethod,
    Heard { audited, units, trace }: Heard,
    list: usize,
) -> AuditLife {
    let unit = units.unit;
    let does_not_add_up = place.claim.does_not_add_up(method.needs());
    let report_is_off = does_not_add_up.is_some()
        || (place.is_off && audited.decision == Decision::FullHandCount)
        || audited.differing.iter().any(|&at| desk.cause(at, units) == Cause::Report);
    let listed = audited.differing.iter().take(list).map(|&at| discrepancy(bench, desk, units, at)).collect();
    let sampled = audited.sampled();
    let (in_cards, in_batches) = if unit.is_batch() { (0, sampled) } else { (sampled, 0) };
    // A batch is tallied by its ballots; what is compared with other methods are its cards.
    let cards = match audited.rounds.last() {
        Some(last) if unit.is_batch() && unit.is_by_hand() => desk.cards_in(units.list, last.draws),
        _ => sampled,
    };
    let ballots = place.claim.frame.ballots();
    let drawn_from = (unit.is_by_lot() && !audited.rounds.is_empty()).then_some(ballots);
    let one_by_one = matches!(unit, Unit::Card { replacement: false } | Unit::CardOfStratum);
    let all_read = one_by_one && sampled == place.claim.frame.cards();
    let count = |desk: &mut Desk<'_>| if all_read { desk.count_of_readings(unit) } else { desk.full_count().clone() };
    let counted = (audited.decision == Decision::FullHandCount).then(|| count(desk));
    let handled = counted.as_ref().map_or(0, |counted| counted.2);
    let stands = counted.as_ref().map_or(&place.claim.outcome, |counted| &counted.1);
    let risk_limit = (method.promise() == crate::audit::Promise::RiskLimit).then_some(bench.terms.risk_limit);
    AuditLife {
        contest: place.contest,
        method: method.name(),
        held: bench.held.contains(&method.name()),
        risk_limit,
        p_value: audited.p_value(),
        cards: if counted.is_some() { place.claim.frame.cards() } else { cards },
        population: place.claim.frame.cards(),
        looked_up: in_cards,
        tallied: in_batches + handled,
        discrepancies: audited.discrepancies(),
        report_is_off,
        listed,
        does_not_add_up,
        nothing_to_audit: place.nothing_to_audit(method),
        why_counted: audited.why,
        right_in_the_end: stands.agrees_with(&place.right),
        work: place.clock.work(in_cards, in_batches + handled, drawn_from),
        counted: counted.map(|(tally, outcome, _)| (tally, outcome)),
        decision: audited.decision,
        rounds: audited.rounds,
        trace,
    }
}

fn discrepancy(bench: &Bench<'_>, desk: &Desk<'_>, units: Units, at: At) -> Discrepancy {
    let unit = units.unit;
    let name = |batch: usize| bench.election.batches[batch].id.clone();
    let cause = desk.cause(at, units);
    if unit.is_batch() {
        let batch = desk.batch_drawn(at.draw, units);
        let (reported, read) = desk.batch_in_words(at.draw, units);
        return Discrepancy { batch: name(batch), batch_index: batch, position: None, reported, read, cause };
    }
    let (reported, read) = desk.in_words(at, unit.repeats());
    let Some(lies) = desk.lies(at, unit.repeats()) else {
        let batch = "on no list".to_owned();
        return Discrepancy { batch, batch_index: bench.election.batches.len(), position: None, reported, read, cause };
    };
    let position = Some(lies.position);
    Discrepancy { batch: name(lies.batch), batch_index: lies.batch, position, reported, read, cause }
}

/// The risk of the samples that were really drawn.
pub(super) fn observe(bench: &Bench<'_>, text: &AuditText) -> Vec<ObservedLife> {
    let mut lives = Vec::new();
    for (at, observed) in text.observed.iter().enumerate() {
        let place = bench.places.iter().find(|place| place.claim.contest.id == observed.contest);
        let (Some(place), Some(method)) = (place, crate::audit::named(&observed.method)) else { continue };
        let votes = |name: &String| observed.sample.get(name).copied().unwrap_or(0);
        let sample: Vec<u64> = place.claim.contest.candidates.iter().map(votes).collect();
        let p_value = method.p_value_of_counts(&place.claim, &sample);
        let holds = observed.p_value.as_ref().map(|published| {
            let digits = published.len().saturating_sub(2);
            p_value.is_some_and(|p| format!("{p:.digits$}") == *published)
        });
        lives.push(ObservedLife { place: at, contest: place.contest, p_value, holds });
    }
    lives
}
