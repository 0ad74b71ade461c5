//! The expected work of an audit: from an exact distribution, or from rehearsals made at once; never from a rule of
//! thumb.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::{ReadyContest, ReadyMethod};
use super::engine::{AUTO, CountedContest, ExactEndings, PARTS, Serving, Task, Trials, distribution, serve};
use super::monte_carlo::{Watch, gather};
use super::trial_counts::{Trial, TrialCounts};
use crate::audit::{Decision, First, OutcomeDistribution, Staff, Unit, Work};
use crate::error::Error;

/// The source of the numbers of an outlook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// The exact distribution of the audit.
    Distribution {
        /// The largest error of a probability.
        within: f64,
    },
    /// Simulated audits.
    Rehearsals {
        /// Number of audits.
        trials: u64,
    },
    /// Separate audits, each from its distribution or rehearsed, combined: their means add up, and probabilities of all
    /// of them come from sums, in each of which every audit has one random ending.
    PutTogether {
        /// The smallest number of rehearsals of any of the audits; `None` if all come from exact distributions.
        trials: Option<u64>,
        /// Number of sums.
        sums: u64,
    },
}

/// A quantity that differs from audit to audit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VaryingAmount {
    /// Its mean.
    pub mean: f64,
    /// The standard error of the mean; 0 from an exact distribution.
    pub error: f64,
    /// The value that nine audits of ten do not exceed.
    pub most: f64,
}

/// The expected work of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The source of these numbers.
    pub basis: Basis,
    /// Cards that are looked up one by one, each counted once.
    pub cards: VaryingAmount,
    /// Ballots that are tallied in batches or in a full hand count.
    pub ballots: VaryingAmount,
    /// Person-hours.
    pub hours: VaryingAmount,
    /// Dollars.
    pub cost: VaryingAmount,
    /// The probability that every ballot is counted by hand in the end.
    pub full_count: f64,
    /// The probability of being done by the deadline; `None` if there is none.
    pub in_time: Option<f64>,
    /// The fewest boards with which nine audits of ten are done by the deadline; `None` if there is none, or if no
    /// number of boards is enough.
    pub boards: Option<u32>,
    /// The possible endings, each with its share.
    pub(super) ends: Vec<(AuditEnd, f64)>,
}

/// The probability with which an audit must be done by the deadline to be recommended.
pub const IN_TIME: f64 = 0.9;

/// Most boards that are considered.
const MOST_BOARDS: f64 = 1e6;

/// The ways in which an audit ends, each with the number of audits.
pub(super) struct Ways {
    basis: Basis,
    endings: BTreeMap<Trial, u64>,
}

impl Ways {
    /// A single way.
    fn certain(trial: Trial) -> Self {
        Self { basis: Basis::Distribution { within: 0.0 }, endings: BTreeMap::from([(trial, 1)]) }
    }

    /// The ways of a distribution whose endings are all known; a full hand count handles `handled` ballots.
    pub(super) fn of(distribution: &OutcomeDistribution, all: u64, handled: u64) -> Option<Self> {
        distribution.full_hand_count().filter(|_| distribution.is_exact())?;
        let mut endings: BTreeMap<Trial, u64> = BTreeMap::new();
        for (at, ending) in distribution.endings().iter().enumerate() {
            let parts = libm::rint(ending.chance * PARTS as f64) as u64;
            let looked_up = libm::rint(ending.cards) as u64;
            let stops = distribution.stops.len() as u64;
            let rounds = if distribution.card_by_card { stops.min(1) } else { stops.min(at as u64 + 1) };
            let trial = if ending.counted {
                Trial { rounds, ..counted(all, looked_up, if looked_up >= all { 0 } else { handled }) }
            } else {
                Trial { cards: looked_up, rounds, decision: Decision::Confirmed, ..counted(all, looked_up, 0) }
            };
            if parts > 0 {
                *endings.entry(trial).or_default() += parts;
            }
        }
        Some(Self { basis: Basis::Distribution { within: distribution.within }, endings })
    }

    /// The outlook of these ways, with the contest's own rates of work.
    pub(super) fn outlook(&self, place: &AuditedContest<'_>, by_lot: bool, staff: &Staff) -> Outlook {
        let ballots = place.claim.frame.ballots();
        let works = self.endings.iter().map(|(trial, &n)| {
            let drawn_from = (by_lot && trial.rounds > 0).then_some(ballots);
            let work = place.clock.work(trial.looked_up, trial.tallied, drawn_from);
            let all = trial.decision == Decision::FullHandCount;
            (AuditEnd { cards: trial.looked_up, ballots: trial.tallied, all, work }, n)
        });
        Outlook::of(self.basis, &works.collect::<Vec<_>>(), staff)
    }
}

/// A full hand count after a number of cards.
fn counted(all: u64, looked_up: u64, tallied: u64) -> Trial {
    Trial {
        cards: all,
        looked_up,
        tallied,
        rounds: 0,
        decision: Decision::FullHandCount,
        noticed: false,
        right_in_the_end: true,
    }
}

/// The ending of one audit, or of one audit of several contests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct AuditEnd {
    pub(super) cards: u64,
    pub(super) ballots: u64,
    /// Whether every ballot was counted.
    pub(super) all: bool,
    pub(super) work: Work,
}

impl Outlook {
    /// The outlook of these endings, each with the number of audits.
    pub(super) fn of(basis: Basis, ends: &[(AuditEnd, u64)], staff: &Staff) -> Self {
        let all: f64 = ends.iter().map(|&(_, n)| n as f64).sum::<f64>().max(1.0);
        let drawn = !matches!(basis, Basis::Distribution { .. });
        let amount = |of: &dyn Fn(&AuditEnd) -> f64| {
            let mean = ends.iter().map(|(end, n)| of(end) * (*n as f64 / all)).sum::<f64>();
            let square = |end: &AuditEnd| (of(end) - mean) * (of(end) - mean);
            let variance = ends.iter().map(|(end, n)| square(end) * (*n as f64 / all)).sum::<f64>();
            let error = if drawn && all > 1.0 { libm::sqrt(variance / (all - 1.0)) } else { 0.0 };
            let mut sorted: Vec<(f64, f64)> = ends.iter().map(|(end, n)| (of(end), *n as f64)).collect();
            VaryingAmount { mean, error, most: least_of_most(&mut sorted, all) }
        };
        let share = |fits: &dyn Fn(&AuditEnd) -> bool| {
            let hits: f64 = ends.iter().filter(|(end, _)| fits(end)).map(|(_, n)| *n as f64).sum();
            // Adding 0.0 turns an empty sum, which is −0, into 0.
            (hits + 0.0) / all
        };
        let hours = amount(&|end| end.work.hours);
        let dated = staff.is_late(u64::MAX >> 1);
        Self {
            basis,
            cards: amount(&|end| end.cards as f64),
            ballots: amount(&|end| end.ballots as f64),
            cost: amount(&|end| end.work.cost),
            full_count: share(&|end| end.all),
            in_time: dated.then(|| share(&|end| !staff.is_late(staff.days(end.work.hours)))),
            boards: boards_for(staff, hours.most).filter(|_| dated),
            hours,
            ends: ends.iter().map(|(end, n)| (*end, *n as f64 / all)).collect(),
        }
    }

    /// Whether it can end in one way only, by its distribution.
    pub fn is_certain(&self) -> bool {
        matches!(self.basis, Basis::Distribution { .. }) && self.ends.len() == 1
    }

    /// The mean number of ballots in the samples of those audits that tally a sample and then count all `ballots`
    /// ballots, so that these are counted twice; `None` if there are no such audits.
    pub fn counted_twice(&self, ballots: u64) -> Option<f64> {
        let twice = self.ends.iter().filter(|(end, _)| end.all && end.ballots > ballots);
        let (sum, all) = twice
            .fold((0.0, 0.0), |(sum, all), (end, share)| (sum + share * (end.ballots - ballots) as f64, all + share));
        (all > 0.0).then(|| sum / all)
    }

    /// Whether it is done by the deadline with a probability of at least [`IN_TIME`], or there is no deadline.
    pub fn is_in_time(&self) -> bool {
        self.in_time.is_none_or(|chance| chance >= IN_TIME - 1e-9)
    }
}

/// The smallest value that nine in ten do not exceed.
fn least_of_most(values: &mut [(f64, f64)], all: f64) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = 0.0;
    let reaches = |&&(_, n): &&(f64, f64)| {
        below += n;
        below >= IN_TIME * all - 1e-9 * all
    };
    values.iter().find(reaches).or(values.last()).map_or(0.0, |&(value, _)| value)
}

/// The fewest boards that do this number of person-hours by the deadline.
pub(super) fn boards_for(staff: &Staff, hours: f64) -> Option<u32> {
    // The last day that is not late, by bisection: a later day is never earlier.
    let (mut there, mut late) = (0_u64, 1_u64 << 20);
    while late - there > 1 {
        let middle = there.midpoint(late);
        if staff.is_late(middle) { late = middle } else { there = middle }
    }
    let of_board = there as f64 * f64::from(staff.people_per_board) * staff.hours_per_day;
    let boards = if hours <= 0.0 { 1.0 } else { libm::ceil(hours / of_board - 1e-9).max(1.0) };
    (boards <= MOST_BOARDS).then_some(boards as u32)
}

/// Whether a prepared method would draw a sample first, and why not if every ballot is counted at once.
pub(super) fn samples((_, procedure): &ReadyMethod<'_>, setup: &AuditSetup<'_>, place: &AuditedContest<'_>) -> bool {
    let Ok(procedure) = procedure else { return false };
    let counts_all = || {
        let first = First::of(procedure.as_ref(), &setup.terms);
        setup.terms.counts_all(first.size(), place.claim.frame.cards())
    };
    match procedure.unit() {
        Unit::Everything => false,
        Unit::Card { .. } | Unit::CardOfStratum => !counts_all(),
        _ => true,
    }
}

/// A row that is not wanted.
struct Unasked;

impl Trials for Unasked {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        trials.for_each(|_| each(counted(0, 0, 0)));
    }
}

/// The number of rehearsals of audits without an exact distribution.
#[derive(Clone, Copy)]
pub(super) struct Rehearsals<'g> {
    /// With an engine that draws from counts of equal cards.
    pub(super) by_counts: u64,
    /// With an engine that draws the cards themselves.
    pub(super) by_cards: u64,
    /// Rehearsals that were made already, as many as both numbers say.
    pub(super) made: Option<&'g TrialCounts>,
}

/// Fewest and most rehearsals if their number is not given.
const REHEARSALS: (u64, u64) = (20, 50);

/// Most cards of all rehearsals, if their number is not given.
const CARDS_GONE_THROUGH: u64 = 4_000_000;

/// The same for an engine that draws from counts of equal cards.
const REHEARSALS_BY_COUNTS: (u64, u64) = (20, 200);

/// Most cards that such engines count in all rehearsals.
const CARDS_COUNTED: u64 = 20_000_000;

/// Cards of all audited contests above which a rehearsal takes seconds.
const MANY_CARDS: u64 = 20_000_000;

/// Default number of rehearsals above it.
const REHEARSALS_OF_MANY: u64 = 4;

impl Rehearsals<'_> {
    /// The number of rehearsals that takes about a second.
    pub(super) fn usual(setup: &AuditSetup<'_>) -> Self {
        let cards: u64 = setup.places.iter().map(|place| place.claim.frame.cards()).sum::<u64>().max(1);
        let by_counts = (CARDS_COUNTED / cards).clamp(REHEARSALS_BY_COUNTS.0, REHEARSALS_BY_COUNTS.1);
        let by_cards = (CARDS_GONE_THROUGH / cards).clamp(REHEARSALS.0, REHEARSALS.1);
        let [by_counts, by_cards] =
            [by_counts, by_cards].map(|it| if cards > MANY_CARDS { REHEARSALS_OF_MANY } else { it });
        Self { by_counts, by_cards, made: None }
    }
}

/// What is wanted of one contest and method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing.
    Unasked,
    /// A full hand count at once.
    CountsAll,
    /// The result of a sample.
    Samples,
}

/// For each contest and method within, the ways in which its audits end: from the exact distribution if there is one,
/// else from rehearsals; `None` if not wanted.
///
/// # Errors
/// [`Error::Usage`] if the engine of the options is not suitable.
pub(super) fn look_ahead(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    seed: &str,
    rehearsals: Rehearsals<'_>,
    look: impl Fn(usize, usize) -> Look,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Vec<Option<Ways>>>, Error> {
    let cells: Vec<CountedContest> = setup.places.iter().map(|_| CountedContest::default()).collect();
    let mut ways: Vec<Vec<Option<Ways>>> = Vec::new();
    // Engines that draw from counts, and the engine of cards: each row is made by one of the two and not wanted in the
    // other.
    let mut serving: [Vec<Vec<Serving<'_>>>; 2] = [Vec::new(), Vec::new()];
    let mut drawn: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    for (at, (place, (methods, cells))) in setup.places.iter().zip(ready.iter().zip(&cells)).enumerate() {
        let mut of_place = Vec::new();
        let mut serve_place: [Vec<Serving<'_>>; 2] = [Vec::new(), Vec::new()];
        for (method, ready) in methods.iter().enumerate() {
            let unasked = || ("", Some(Box::new(Unasked) as Box<dyn Trials>));
            let mut known = None;
            let mut served: [Serving<'_>; 2] = [unasked(), unasked()];
            let look = look(at, method);
            if look == Look::CountsAll {
                known = Some(Ways::certain(counted(place.claim.frame.cards(), 0, setup.handled(place))));
            } else if look == Look::Samples {
                let task = Task { setup, place, ready, seed, cells };
                if let Ok(ExactEndings { parts, within }) = distribution(task) {
                    known = Some(Ways { basis: Basis::Distribution { within }, endings: parts });
                } else {
                    let engine = serve(AUTO, task).map_err(Error::Usage)?;
                    let how = usize::from(engine.1.is_none());
                    served[how] = engine;
                    drawn[how].push((at, method));
                }
            }
            of_place.push(known);
            for (place, served) in serve_place.iter_mut().zip(served) {
                place.push(served);
            }
        }
        ways.push(of_place);
        for (all, place) in serving.iter_mut().zip(serve_place) {
            all.push(place);
        }
    }
    let methods = ready.first().map_or(0, Vec::len);
    let watch = Watch { progress, stop: &AtomicBool::new(false) };
    for ((drawn, serving), trials) in drawn.iter().zip(&serving).zip([rehearsals.by_counts, rehearsals.by_cards]) {
        if drawn.is_empty() {
            continue;
        }
        let fresh = rehearsals.made.is_none().then(|| gather(setup, ready, serving, seed, 0..trials, &watch));
        let Some(gathered) = fresh.as_ref().or(rehearsals.made) else { continue };
        for &(at, method) in drawn {
            let endings = gathered.rows[at * methods + method].clone();
            ways[at][method] = Some(Ways { basis: Basis::Rehearsals { trials }, endings });
        }
    }
    Ok(ways)
}
