//! Conducts the audits of one trial, and records their results.

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::card_source::{CardSource, UnitList, share};
use super::discrepancy::{Cause, Discrepancy};
use super::one_pass::OnePass;
use crate::audit::{
    AuditMethod, Audited, BatchList, Decision, DrawPlace, EvidenceShown, PreparedAudit, RoundSoFar, SharedSeat, Trace,
    Unit, Work, conduct, conduct_to_decide, conduct_together, conduct_traced, nobody_can_lose,
};
use crate::random::Streams;
use crate::reason::{Filling, Reason, rules};
use crate::sampling::SharedOrder;
use crate::social_choice::{Outcome, Tally};

/// One audit of one contest, in one run.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub struct AuditRun {
    /// Index of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// Whether it was held in the scenario ([`Scenario::holds_audit`](crate::scenario::Scenario::holds_audit));
    /// otherwise it is hypothetical.
    pub held: bool,
    /// The risk limit, if the method has one.
    pub risk_limit: Option<f64>,
    /// The rounds.
    pub rounds: Vec<RoundSoFar>,
    /// The P-value along the way, if the method is judged card by card and each contest is sampled separately.
    pub trace: Vec<Trace>,
    /// The last P-value.
    pub p_value: Option<f64>,
    /// How it ended.
    pub decision: Decision,
    /// Distinct cards that were read, those of a full hand count included.
    pub cards: u64,
    /// Cards that may be drawn.
    pub population: u64,
    /// Distinct cards of the sample.
    pub looked_up: u64,
    /// Ballots tallied by hand: of drawn batches, and of a full hand count.
    pub tallied: u64,
    /// Units that differ from their report.
    pub discrepancies: u64,
    /// Whether the audit showed that the report is wrong: by one of the first discrepancies, by sums that do not agree,
    /// or by a full hand count.
    pub report_is_off: bool,
    /// The first discrepancies, as messages.
    pub listed: Vec<Discrepancy>,
    /// The difference between the reported totals and the sum of what the method starts from, if there is one.
    pub does_not_add_up: Option<Reason>,
    /// Whether nobody can lose, so that there was nothing to audit.
    pub nothing_to_audit: bool,
    /// Why everything was counted, if it was.
    pub why_counted: Option<Reason>,
    /// The tally and the outcome of the full hand count, if there was one.
    pub counted: Option<(Tally, Outcome)>,
    /// Whether the final outcome is that of the paper.
    pub right_in_the_end: bool,
    /// Person-hours and dollars.
    pub work: Work,
}

/// A method prepared for one contest, or the reason why it cannot be.
pub(super) type ReadyMethod<'b> = (&'static dyn AuditMethod, Result<Box<dyn PreparedAudit + 'b>, Reason>);

/// Methods prepared for one contest of a set-up.
pub(super) type ReadyContest<'b> = Vec<ReadyMethod<'b>>;

/// Prepares methods, contest by contest.
pub(super) fn make_ready<'b>(setup: &'b AuditSetup<'b>, methods: &[&'static dyn AuditMethod]) -> Vec<ReadyContest<'b>> {
    let ready = |place: &'b AuditedContest<'b>| -> ReadyContest<'b> {
        let prepared = |method: &'static dyn AuditMethod| {
            if place.nothing_to_audit(method) {
                Err(nobody_can_lose())
            } else {
                method.prepare(&place.claim, &setup.terms)
            }
        };
        methods.iter().map(|method| (*method, prepared(*method))).collect()
    };
    setup.places.iter().map(ready).collect()
}

/// Discrepancies whose cause is determined if none is listed.
pub(super) const LOOKED_INTO: usize = 20;

/// Number of listed discrepancies from which P-values along the way are stored, because it is a single run.
const TRACED: usize = 200;

/// An audit that was conducted.
#[derive(Clone)]
struct ConductedAudit {
    audited: Audited,
    units: UnitList,
    trace: Vec<Trace>,
}

/// The work of one method's audits of all contests together, if one sample served them.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedSampleRun {
    /// The method's name.
    pub method: &'static str,
    /// Distinct cards pulled for all contests.
    pub cards: u64,
    /// Rounds until no contest needed more cards.
    pub rounds: u64,
    /// Person-hours and dollars for these cards, each pulled once, without any full hand count.
    pub work: Work,
    /// The contests that were then counted in full, by their indices among those audited, in order.
    pub counted: Vec<usize>,
    /// The work of these counts if every ballot is handled once for all of them.
    pub full_counts: OnePass,
}

/// All audits of one trial.
pub(super) struct AllAudits {
    /// Contest by contest, and method by method within.
    pub(super) runs: Vec<AuditRun>,
    /// Method by method, if one sample serves all contests and the method can share it.
    pub(super) together: Vec<SharedSampleRun>,
}

/// All audits of one trial; at most `list` discrepancies of each are listed.
pub(super) fn conduct_all(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    streams: &Streams,
    list: usize,
) -> AllAudits {
    conduct_those(setup, ready, streams, (list, EvidenceShown::PValues, &|| true), |_, _| true).expect("nobody ends it")
}

/// The endings of the selected audits of one trial, by the indices of contest and method; their P-values are those of
/// [`EvidenceShown::Decisions`]. `None` if the caller stopped the work: a trial of a national election takes long, so
/// the stop flag is tested before each contest.
pub(super) fn decide_some(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    streams: &Streams,
    wanted: impl Fn(usize, usize) -> bool,
    goes_on: &dyn Fn() -> bool,
) -> Option<AllAudits> {
    conduct_those(setup, ready, streams, (0, EvidenceShown::Decisions, goes_on), wanted)
}

/// The decisions of one trial's audits, without the results of full hand counts.
pub(super) struct Decided {
    /// Method by method, and contest by contest within; `None` for an audit that was not selected.
    pub(super) decisions: Vec<Vec<Option<Decision>>>,
    /// Method by method, if one sample serves all contests and the method can share it.
    pub(super) together: Vec<SharedSampleRun>,
}

/// The same without results of full hand counts, and without a stop flag.
pub(super) fn only_decide_some(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    streams: &Streams,
    wanted: impl Fn(usize, usize) -> bool,
) -> Decided {
    let how: How<'_> = (0, EvidenceShown::Decisions, &|| true);
    let (audits, together) =
        conduct_methods(setup, ready, &mut desks(setup, streams), how, &wanted).expect("nobody ends it");
    let decision = |heard: Option<ConductedAudit>| heard.map(|heard| heard.audited.decision);
    let decisions = audits.into_iter().map(|of_method| of_method.into_iter().map(decision).collect()).collect();
    Decided { decisions, together }
}

/// The card source of each contest.
fn desks<'b>(setup: &'b AuditSetup<'b>, streams: &Streams) -> Vec<CardSource<'b>> {
    let shared = share(setup, streams);
    let open = |(at, place)| {
        CardSource::open(setup, place, streams, shared.as_ref().map(|order| SharedOrder::part(order, at)))
    };
    setup.places.iter().enumerate().map(open).collect()
}

/// The number of discrepancies to list, the evidence to report, and whether to continue.
type How<'h> = (usize, EvidenceShown, &'h dyn Fn() -> bool);

/// Method by method the audits of all contests, and the work of shared samples.
type Conducted = (Vec<Vec<Option<ConductedAudit>>>, Vec<SharedSampleRun>);

/// The same, unless the caller stops it.
fn conduct_methods(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    desks: &mut [CardSource<'_>],
    how: How<'_>,
    wanted: &impl Fn(usize, usize) -> bool,
) -> Option<Conducted> {
    let methods = ready.first().map_or(0, Vec::len);
    let mut all = Vec::with_capacity(methods);
    let mut together = Vec::new();
    for method in 0..methods {
        let of_method = ready.iter().enumerate().map(|(at, it)| wanted(at, method).then_some(&it[method]));
        let of_method: Vec<_> = of_method.collect();
        all.push(conduct_method(setup, &of_method, desks, how, &mut together)?);
    }
    Some((all, together))
}

fn conduct_those(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    streams: &Streams,
    how: How<'_>,
    wanted: impl Fn(usize, usize) -> bool,
) -> Option<AllAudits> {
    let mut desks = desks(setup, streams);
    let (list, _, goes_on) = how;
    let (mut all, together) = conduct_methods(setup, ready, &mut desks, how, &wanted)?;
    let mut runs = Vec::with_capacity(all.len() * desks.len());
    for (at, (place, desk)) in setup.places.iter().zip(&mut desks).enumerate() {
        for (method, audits) in all.iter_mut().enumerate() {
            let Some(heard) = audits[at].take() else { continue };
            if !goes_on() {
                return None;
            }
            runs.push(run(setup, place, desk, ready[at][method].0, heard, list));
        }
    }
    Some(AllAudits { runs, together })
}

/// One method's audits of all contests, with one sample if that is wanted and possible; `None` if the caller stopped
/// the work.
fn conduct_method(
    setup: &AuditSetup<'_>,
    ready: &[Option<&ReadyMethod<'_>>],
    desks: &mut [CardSource<'_>],
    (list, shown, goes_on): How<'_>,
    together: &mut Vec<SharedSampleRun>,
) -> Option<Vec<Option<ConductedAudit>>> {
    let list = list.max(LOOKED_INTO);
    let mut audits: Vec<Option<ConductedAudit>> = vec![None; desks.len()];
    let shares = setup.whole.is_some()
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
                let opportunistic = setup.opportunistic.contains(&setup.places[at].claim.contest.id);
                seats.push(SharedSeat { procedure: procedure.as_ref(), sequence: desk, opportunistic });
                seated.push(at);
            }
            Ok(procedure) => {
                let (audited, trace) = if list >= TRACED {
                    conduct_traced(procedure.as_ref(), desk, &setup.terms, list)
                } else {
                    let conducted = if shown == EvidenceShown::PValues { conduct } else { conduct_to_decide };
                    (conducted(procedure.as_ref(), desk, &setup.terms, list), Vec::new())
                };
                let unit = procedure.unit();
                let from_list = unit.is_batch() && unit.is_by_hand();
                let by_weight = (unit == Unit::BatchByWeight).then(|| procedure.weights());
                let list = if from_list { desk.list_of(by_weight) } else { BatchList::default() };
                audits[at] = Some(ConductedAudit { audited, units: UnitList { unit, list }, trace });
            }
            Err(why) => {
                let (decision, why) = if setup.places[at].nothing_to_audit(*method) {
                    (Decision::Confirmed, None)
                } else {
                    (Decision::FullHandCount, Some(why.clone()))
                };
                let none = Audited { rounds: Vec::new(), differing: Vec::new(), decision, why };
                let units = UnitList { unit: Unit::Everything, list: BatchList::default() };
                audits[at] = Some(ConductedAudit { audited: none, units, trace: Vec::new() });
            }
        }
    }
    if let Some((method, _)) = ready.iter().flatten().next().filter(|_| !seats.is_empty()) {
        let all = conduct_together(seats, &setup.terms, list, shown);
        let units = UnitList { unit: Unit::Card { replacement: false }, list: BatchList::default() };
        for (at, audited) in seated.into_iter().zip(all.audits) {
            audits[at] = Some(ConductedAudit { audited, units, trace: Vec::new() });
        }
        let is_full = |heard: &Option<ConductedAudit>| {
            heard.as_ref().is_some_and(|heard| heard.audited.decision == Decision::FullHandCount)
        };
        let counted: Vec<usize> = (0..audits.len()).filter(|&at| is_full(&audits[at])).collect();
        together.push(SharedSampleRun {
            method: method.name(),
            cards: all.cards,
            rounds: all.rounds,
            work: work_together(setup, all.cards),
            full_counts: setup.carried.pass(&setup.clocks(), &counted),
            counted,
        });
    }
    Some(audits)
}

/// The work of pulling this number of cards for all contests.
pub(super) fn work_together(setup: &AuditSetup<'_>, cards: u64) -> Work {
    let ballots = setup.whole.as_ref().map_or(0, crate::sampling::Frame::ballots);
    setup.clock_for_all().map_or(Work::default(), |clock| clock.work(cards, 0, (cards > 0).then_some(ballots)))
}

fn run(
    setup: &AuditSetup<'_>,
    place: &AuditedContest<'_>,
    desk: &mut CardSource<'_>,
    method: &dyn AuditMethod,
    ConductedAudit { audited, units, trace }: ConductedAudit,
    list: usize,
) -> AuditRun {
    let unit = units.unit;
    let does_not_add_up = place.claim.does_not_add_up(method.needs());
    let report_is_off = does_not_add_up.is_some()
        || (place.is_off && audited.decision == Decision::FullHandCount)
        || audited.differing.iter().any(|&at| desk.cause(at, units) == Cause::Report);
    let listed = audited.differing.iter().take(list).map(|&at| discrepancy(setup, desk, units, at)).collect();
    let sampled = audited.sampled();
    let (in_cards, in_batches) = if unit.is_batch() { (0, sampled) } else { (sampled, 0) };
    // A batch is tallied by its ballots; other methods are compared by cards.
    let cards = match audited.rounds.last() {
        Some(last) if unit.is_batch() && unit.is_by_hand() => desk.cards_in(units.list, last.draws),
        _ => sampled,
    };
    let ballots = place.claim.frame.ballots();
    let drawn_from = (unit.is_by_lot() && !audited.rounds.is_empty()).then_some(ballots);
    let one_by_one = matches!(unit, Unit::Card { replacement: false } | Unit::CardOfStratum);
    let all_read = one_by_one && sampled == place.claim.frame.cards();
    let count =
        |desk: &mut CardSource<'_>| if all_read { desk.count_of_readings(unit) } else { desk.full_count().clone() };
    let counted = (audited.decision == Decision::FullHandCount).then(|| count(desk));
    let handled = counted.as_ref().map_or(0, |counted| counted.2);
    let stands = counted.as_ref().map_or(&place.claim.outcome, |counted| &counted.1);
    let risk_limit = (method.promise() == crate::audit::Guarantee::RiskLimit).then_some(setup.terms.risk_limit);
    AuditRun {
        contest: place.contest,
        method: method.name(),
        held: setup.held.contains(&method.name()),
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

fn discrepancy(setup: &AuditSetup<'_>, desk: &CardSource<'_>, units: UnitList, at: DrawPlace) -> Discrepancy {
    let unit = units.unit;
    let name = |batch: usize| Filling::from(&setup.election.batches[batch].id);
    let cause = desk.cause(at, units);
    if unit.is_batch() {
        let batch = desk.batch_drawn(at.draw, units);
        let (reported, read) = desk.batch_in_words(at.draw, units);
        return Discrepancy { batch: name(batch), batch_index: batch, position: None, reported, read, cause };
    }
    let (reported, read) = desk.in_words(at, unit.repeats());
    let Some(lies) = desk.lies(at, unit.repeats()) else {
        let batch = rules::batch_on_no_list().into();
        return Discrepancy { batch, batch_index: setup.election.batches.len(), position: None, reported, read, cause };
    };
    let position = Some(lies.position);
    Discrepancy { batch: name(lies.batch), batch_index: lies.batch, position, reported, read, cause }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::named;
    use crate::scenario::ScenarioFile;
    use crate::simulation::options::{SimulationOptions, with_bench};
    use crate::simulation::trial_counts::Trial;

    /// Methods that skip evidence if only decisions are needed, and two that do not.
    const METHODS: [&str; 10] = [
        "polling",
        "bravo",
        "eor_bravo",
        "minerva",
        "athena",
        "providence",
        "one_audit",
        "batch_assertions",
        "ballot_comparison",
        "batch_comparison",
    ];

    const PAPER: &str = r#"# Does an audit that only decides decide alike?
title = "Decisions"
lesson = "They do."
seed = "decisions"
rates = { undervote = 0.02, overvote = 0.01, light_marks = 0.02, batch_size = 100 }

[[contest]]
id = "council"
rule = "plurality"
votes_allowed = ALLOWED
candidates = ["Ada", "Ben", "Cem", "Dot", "Eva", "Fay", "Gil", "Hal"]

[[paper]]
precinct = "All"
ballots = 3000
votes.council = { Ada = 1100, Ben = SECOND, Cem = 330, Dot = 200, Eva = 61, Fay = 9, Gil = 9, Hal = 0 }

[[stage]]
id = "count"
by = "machine"
cast_vote_records = true
faults = [{ kind = "misread", rate = 0.01 }]

[audit]
methods = ["polling"]
TERMS
"#;

    /// An audit with only the side of the limit of its P-values.
    fn decided(run: &AuditRun, limit: f64) -> impl PartialEq + use<> {
        let side =
            |round: &RoundSoFar| (round.draws, round.cards, round.discrepancies, round.p_value.map(|p| p <= limit));
        (Trial::of(run), run.rounds.iter().map(side).collect::<Vec<_>>(), run.why_counted.clone())
    }

    #[test]
    fn audits_that_only_decide_end_as_those_that_tell_their_p_values() {
        let terms = [
            "care = \"exact\"\nfull_count_at = 1.0",
            "care = \"untrained\"\nfirst_round = 60\nfull_count_at = 0.8",
            "care = \"careful\"\nround_chance = 0.7\nfull_count_at = 1.0\nmost_rounds = 4",
            "care = \"ad_hoc\"\ncard_by_card = true\nfull_count_at = 1.0",
            "care = \"careful\"\nfirst_round = 150\nfull_count_at = 1.0\n[[audit.pools]]\nkind = \"no_records\"\nwhere = { batches = [\"All/3\", \"All/4\"] }",
            "care = \"untrained\"\none_sample = true\nfull_count_at = 1.0",
        ];
        let (mut audits, mut confirmed, mut methods) = (0, 0, std::collections::BTreeSet::new());
        for (allowed, second, terms) in terms.iter().flat_map(|terms| [(1, 880, terms), (2, 940, terms)]) {
            let text = PAPER.replace("ALLOWED", &allowed.to_string()).replace("SECOND", &second.to_string());
            let file = ScenarioFile::read("decisions", text.replace("TERMS", terms)).expect("a scenario");
            let fits = |name: &&&str| {
                let method = named(name).expect("a method");
                file.scenario.check_method(&file.scenario.stage[0], method).is_ok()
            };
            let names = METHODS.iter().filter(fits).map(|name| (*name).to_owned()).collect();
            let ask = SimulationOptions { methods: names, ..SimulationOptions::default() };
            with_bench(&file, &ask.over(&file.scenario), &ask, |setup, it| {
                let ready = make_ready(setup, &it.methods);
                for trial in 0..6 {
                    let streams = Streams::new(&it.seed, trial).within("audit");
                    let shown = conduct_all(setup, &ready, &streams, 0);
                    let decides = decide_some(setup, &ready, &streams, |_, _| true, &|| true).expect("all");
                    assert_eq!(shown.together, decides.together, "{terms}");
                    assert_eq!(shown.runs.len(), decides.runs.len());
                    let only = only_decide_some(setup, &ready, &streams, |_, _| true);
                    let by_method = |method| shown.runs.iter().skip(method).step_by(it.methods.len());
                    for (method, decisions) in only.decisions.iter().enumerate() {
                        assert!(by_method(method).map(|run| Some(run.decision)).eq(decisions.iter().copied()));
                    }
                    for (shown, decides) in shown.runs.iter().zip(&decides.runs) {
                        let limit = setup.terms.risk_limit;
                        let same = decided(shown, limit) == decided(decides, limit);
                        assert!(same, "{} {terms}: {shown:?} {decides:?}", shown.method);
                        audits += 1;
                        confirmed += u32::from(shown.decision == Decision::Confirmed);
                        methods.insert(shown.method);
                    }
                }
            })
            .expect("it fits");
        }
        assert!(METHODS.iter().all(|name| methods.contains(name)), "{methods:?}");
        assert!(confirmed > 100 && confirmed + 100 < audits, "{confirmed} of {audits}");
    }
}
