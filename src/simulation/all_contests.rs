//! All contests of a plan together: with one sample, each by its advised method, or with every ballot counted once.

use std::collections::BTreeMap;

use super::advice::Advice;
use super::as_reported::AuditSetups;
use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::{ReadyContest, ReadyMethod, make_ready, only_decide_some, work_together};
use super::monte_carlo::in_blocks;
use super::one_pass::Carried;
use super::options::ResolvedOptions;
use super::outlook::{AuditEnd, Basis, Outlook, samples};
use super::plan_row::{ContestPlan, PlanRow};
use crate::audit::{Decision, Guarantee, Unit, Work};
use crate::random::Streams;

/// All contests that must be confirmed, together.
#[derive(Clone, Debug)]
pub struct AllContests {
    /// The ways to audit them.
    pub ways: Vec<TogetherPlan>,
    /// The advised way, by indices in `ways`.
    pub advice: Option<Advice>,
    /// Whether every reported outcome among them is right.
    pub reported_right: bool,
}

/// One way to audit all contests.
#[derive(Clone, Debug)]
pub struct TogetherPlan {
    /// The way.
    pub way: AuditWay,
    /// Expected work if the report is right card by card and boards read without errors.
    pub if_nothing_wrong: Option<Outlook>,
    /// Expected work with the errors of the scenario's machines and boards.
    pub with_errors: Option<Outlook>,
    /// For contests that draw no card themselves, by index in the election's list: how many rehearsals with errors
    /// confirmed them from one sample for the others.
    pub measured: Vec<MeasuredContest>,
}

/// A contest that is measured on cards drawn for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasuredContest {
    /// Index in the election's list.
    pub contest: usize,
    /// Rehearsals in which it was confirmed.
    pub confirmed: u64,
    /// Number of rehearsals.
    pub of: u64,
}

/// A way to audit all contests.
#[derive(Clone, Debug, PartialEq)]
pub enum AuditWay {
    /// Every ballot is handled once, and all contests on it are counted.
    FullHandCount,
    /// One sample serves all contests, by this method; contests that it does not fit are counted in full, in one pass.
    OneSample(&'static str),
    /// Each contest by the cheapest method for it alone, by index of the plan's rows; contests counted in full are
    /// counted in one pass.
    EachAlone(Vec<usize>),
}

impl AllContests {
    /// The outlook for advice: with errors, or as if nothing is wrong if a report is wrong.
    ///
    /// # Panics
    /// If there is no such way.
    pub fn outlook(&self, at: usize) -> Option<&Outlook> {
        let way = &self.ways[at];
        if self.reported_right { way.with_errors.as_ref() } else { way.if_nothing_wrong.as_ref() }
    }

    /// For the contests and rows of a plan; `None` if fewer than two contests must be confirmed. The set-ups draw one
    /// sample for all contests from now on.
    pub(super) fn of(
        benches: &mut AuditSetups<'_>,
        it: &ResolvedOptions,
        (audited, rows): (&[ContestPlan], &[PlanRow]),
        trials: u64,
    ) -> Option<Self> {
        let bound: Vec<bool> = audited.iter().map(ContestPlan::is_bound).collect();
        let contested: Vec<bool> = audited.iter().map(|it| it.contested).collect();
        if bound.iter().filter(|bound| **bound).count() < 2 {
            return None;
        }
        let reported_right = audited.iter().filter(|it| it.is_bound()).all(|it| it.reported_right);
        let each = each_alone(audited, rows);
        let mut ways = vec![AuditWay::FullHandCount, AuditWay::EachAlone(each)];
        benches.as_it_is.draw_together();
        let errors = of_bench(&benches.as_it_is, it, (&bound, &contested), trials);
        let clean = benches.as_reported.as_mut().map(|setup| {
            setup.draw_together();
            let places = setup.places.iter().zip(&bound).filter(|(_, bound)| **bound);
            let right = places.into_iter().all(|(place, _)| place.claim.outcome.agrees_with(&place.right));
            if right { of_bench(setup, it, (&bound, &contested), trials) } else { BTreeMap::new() }
        });
        ways.extend(errors.keys().map(|&method| AuditWay::OneSample(method)));
        let plan = |way: AuditWay| {
            let of = |clean_block: bool| match &way {
                AuditWay::FullHandCount => Some(full_count(&benches.as_it_is, &bound)),
                AuditWay::OneSample(method) => {
                    let from = clean.as_ref().filter(|_| clean_block).unwrap_or(&errors);
                    from.get(method).map(|it| it.0.clone())
                }
                AuditWay::EachAlone(each) => alone(&benches.as_it_is, it, rows, each, clean_block),
            };
            let measured = match way {
                AuditWay::OneSample(method) => errors.get(method).map_or(Vec::new(), |it| it.1.clone()),
                AuditWay::FullHandCount | AuditWay::EachAlone(_) => Vec::new(),
            };
            TogetherPlan { if_nothing_wrong: of(true), with_errors: of(false), measured, way }
        };
        let mut together = Self { ways: ways.into_iter().map(plan).collect(), advice: None, reported_right };
        let all = (0..together.ways.len()).filter_map(|at| Some((at, together.outlook(at)?)));
        together.advice = Advice::of(&all.collect::<Vec<_>>());
        Some(together)
    }
}

/// The cheapest row of each contest that must be confirmed, whatever the deadline.
fn each_alone(audited: &[ContestPlan], rows: &[PlanRow]) -> Vec<usize> {
    let of = |it: &ContestPlan| {
        let fits = |at: &usize| {
            let row = &rows[*at];
            row.contest == it.contest && row.lawful && row.misfit.is_none()
        };
        let cost = |at: &usize| {
            let row = &rows[*at];
            let outlook = if it.reported_right { &row.with_errors } else { &row.if_nothing_wrong };
            outlook.as_ref().map_or(f64::INFINITY, |it| it.cost.mean)
        };
        (0..rows.len()).filter(fits).min_by(|a, b| cost(a).total_cmp(&cost(b)))
    };
    audited.iter().filter(|it| it.is_bound()).filter_map(of).collect()
}

/// Counts every ballot that carries one of these contests by hand, in one pass; contests by index among those audited.
fn in_one_pass(setup: &AuditSetup<'_>, counted: &[bool]) -> AuditEnd {
    let counted: Vec<usize> = (0..setup.places.len()).filter(|&at| counted[at]).collect();
    let pass = Carried::of(setup.election, &setup.places).pass(&setup.clocks(), &counted);
    AuditEnd { ballots: pass.ballots, all: pass.ballots > 0, work: pass.work, ..AuditEnd::default() }
}

/// A full hand count of all contests.
fn full_count(setup: &AuditSetup<'_>, bound: &[bool]) -> Outlook {
    Outlook::of(Basis::Distribution { within: 0.0 }, &[(in_one_pass(setup, bound), 1)], &setup.staff)
}

/// One sample for all contests, by each method that can share it, and how many times it confirmed contests that are
/// only measured.
fn of_bench(
    setup: &AuditSetup<'_>,
    it: &ResolvedOptions,
    (bound, contested): (&[bool], &[bool]),
    trials: u64,
) -> BTreeMap<&'static str, (Outlook, Vec<MeasuredContest>)> {
    let ready = make_ready(setup, &it.methods);
    let draws_cards = |(_, procedure): &ReadyMethod<'_>| {
        procedure.as_ref().is_ok_and(|it| it.unit() == Unit::Card { replacement: false })
    };
    let shares = |method: usize| {
        let of_bound = || ready.iter().zip(&setup.places).zip(bound).filter(|(_, bound)| **bound).map(|(it, _)| it);
        let fits = |(ready, _): (&ReadyContest<'_>, &AuditedContest<'_>)| {
            ready[method].1.is_err() || draws_cards(&ready[method])
        };
        let lawful = it.methods[method].promise() == Guarantee::RiskLimit;
        lawful && of_bound().any(|(ready, place)| samples(&ready[method], setup, place)) && of_bound().all(fits)
    };
    let methods: Vec<usize> = (0..it.methods.len()).filter(|&method| shares(method)).collect();
    if methods.is_empty() {
        return BTreeMap::new();
    }
    // A contest that need not be confirmed is measured if the method fits it, and is never counted in full.
    let heard = |at: usize, method: usize| bound[at] || contested[at] && draws_cards(&ready[at][method]);
    let rehearsed = rehearse(setup, &ready, (&methods, bound), &heard, (&it.seed, trials));
    let mut passes: BTreeMap<Vec<bool>, AuditEnd> = BTreeMap::new();
    let outlook = |(&method, seen): (&usize, BTreeMap<SampleResult, u64>)| {
        let measured = |(at, place): (usize, &AuditedContest<'_>)| {
            let only = !bound[at] && heard(at, method);
            let confirmed = seen.iter().filter(|(sample, _)| sample.confirmed[at]).map(|(_, n)| n).sum();
            only.then_some(MeasuredContest { contest: place.contest, confirmed, of: trials })
        };
        let measured: Vec<MeasuredContest> = setup.places.iter().enumerate().filter_map(measured).collect();
        let ends = seen.into_iter().map(|(sample, n)| {
            let pulled = work_together(setup, sample.cards);
            let pass = passes.entry(sample.counted).or_insert_with_key(|counted| in_one_pass(setup, counted));
            let work = Work { hours: pulled.hours + pass.work.hours, cost: pulled.cost + pass.work.cost };
            (AuditEnd { cards: sample.cards, work, ..*pass }, n)
        });
        let ends: Vec<(AuditEnd, u64)> = ends.collect();
        (it.methods[method].name(), (Outlook::of(Basis::Rehearsals { trials }, &ends, &setup.staff), measured))
    };
    methods.iter().zip(rehearsed).map(outlook).collect()
}

/// The result of one sample for all contests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SampleResult {
    /// Distinct cards pulled.
    cards: u64,
    /// For each contest under audit, whether it is counted in full.
    counted: Vec<bool>,
    /// For each contest under audit that is only measured, whether it was confirmed.
    confirmed: Vec<bool>,
}

/// For each of these methods, how many times one sample for all contests had each result.
fn rehearse(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    (methods, bound): (&[usize], &[bool]),
    heard: &(dyn Fn(usize, usize) -> bool + Sync),
    (seed, trials): (&str, u64),
) -> Vec<BTreeMap<SampleResult, u64>> {
    let none = || vec![BTreeMap::new(); methods.len()];
    let add = |mut all: Vec<BTreeMap<SampleResult, u64>>, trial: u64| {
        let streams = Streams::new(seed, trial).within("audit");
        let wanted = |at, method| methods.contains(&method) && heard(at, method);
        let drawn = only_decide_some(setup, ready, &streams, wanted);
        for (seen, &method) in all.iter_mut().zip(methods) {
            let name = ready.first().map_or("", |ready| ready[method].0.name());
            let each = || drawn.decisions[method].iter().zip(bound).map(|(came_to, bound)| (*came_to, *bound));
            let sample = SampleResult {
                cards: drawn.together.iter().find(|it| it.method == name).map_or(0, |it| it.cards),
                counted: each().map(|(it, bound)| bound && it == Some(Decision::FullHandCount)).collect(),
                confirmed: each().map(|(it, bound)| !bound && it == Some(Decision::Confirmed)).collect(),
            };
            *seen.entry(sample).or_default() += 1;
        }
        all
    };
    let join = |mut all: Vec<BTreeMap<SampleResult, u64>>, more: Vec<BTreeMap<SampleResult, u64>>| {
        for (all, more) in all.iter_mut().zip(more) {
            for (sample, n) in more {
                *all.entry(sample).or_default() += n;
            }
        }
        all
    };
    in_blocks(trials, none, add, join)
}

/// Number of sums of endings of separate audits, for probabilities of all of them together.
const PUT_TOGETHER: u64 = 2_000;

/// Each contest by its own row; those counted in full are counted in one pass. `None` if a row has no outlook.
fn alone(
    setup: &AuditSetup<'_>,
    it: &ResolvedOptions,
    rows: &[PlanRow],
    each: &[usize],
    clean: bool,
) -> Option<Outlook> {
    let counts_all =
        |name: &str| it.methods.iter().any(|method| method.name() == name && method.promise() == Guarantee::FullCount);
    let is_full = |at: usize| counts_all(rows[at].method);
    let counted: Vec<bool> =
        setup.places.iter().map(|it| each.iter().any(|&at| rows[at].contest == it.contest && is_full(at))).collect();
    let outlook = |&at: &usize| if clean { rows[at].if_nothing_wrong.as_ref() } else { rows[at].with_errors.as_ref() };
    let sampled: Option<Vec<&Outlook>> = each.iter().filter(|at| !is_full(**at)).map(outlook).collect();
    let sampled = sampled?;
    let pass = in_one_pass(setup, &counted);
    let by_distribution = sampled.iter().all(|it| it.is_certain());
    let mut random = Streams::new(&it.seed, 0).purpose("apart").stream(0);
    let times = if by_distribution { 1 } else { PUT_TOGETHER };
    let mut one = || {
        let mut sum = pass;
        for it in &sampled {
            let mut lot = random.unit();
            let drawn = it.ends.iter().find(|(_, share)| {
                lot -= share;
                lot < 0.0
            });
            let Some((end, _)) = drawn.or(it.ends.last()) else { continue };
            sum.cards += end.cards;
            sum.ballots += end.ballots;
            sum.all |= end.all;
            sum.work.hours += end.work.hours;
            sum.work.cost += end.work.cost;
        }
        (sum, 1)
    };
    let ends: Vec<(AuditEnd, u64)> = (0..times).map(|_| one()).collect();
    let least =
        sampled.iter().filter_map(|it| if let Basis::Rehearsals { trials } = it.basis { Some(trials) } else { None });
    let put_together = Basis::PutTogether { trials: least.min(), sums: times };
    let basis = if by_distribution { Basis::Distribution { within: 0.0 } } else { put_together };
    let mut all = Outlook::of(basis, &ends, &setup.staff);
    // Means of separate audits add up, so their sum has no error but that of each mean.
    for (sum, of, first) in [
        (&mut all.cards, (|it| it.cards) as fn(&Outlook) -> super::outlook::VaryingAmount, pass.cards as f64),
        (&mut all.ballots, |it| it.ballots, pass.ballots as f64),
        (&mut all.hours, |it| it.hours, pass.work.hours),
        (&mut all.cost, |it| it.cost, pass.work.cost),
    ] {
        sum.mean = first + sampled.iter().map(|it| of(it).mean).sum::<f64>();
        sum.error = libm::sqrt(sampled.iter().map(|it| of(it).error * of(it).error).sum::<f64>());
    }
    Some(all)
}
