//! All contests of a plan together: with one sample, each by what is advised for it, or with every ballot counted once.

use std::collections::BTreeMap;

use super::advice::Advice;
use super::as_reported::Benches;
use super::asked::Asked;
use super::audits::{Ready, conduct_some, make_ready, work_together};
use super::bench::Bench;
use super::monte_carlo::in_blocks;
use super::outlook::{Basis, End, Outlook, samples};
use super::plan::{ContestPlan, PlanRow};
use crate::audit::{Clock, Decision, Promise, Unit, Work, named};
use crate::random::Streams;

/// All contests that somebody can lose, together.
#[derive(Clone, Debug)]
pub struct Together {
    /// The ways to audit them.
    pub ways: Vec<TogetherPlan>,
    /// What is advised, by places in `ways`.
    pub advice: Option<Advice>,
    /// Whether every reported outcome is that of the paper.
    pub reported_right: bool,
}

/// One way to audit all contests.
#[derive(Clone, Debug)]
pub struct TogetherPlan {
    /// Which.
    pub way: Way,
    /// What to expect if the report is right card by card and boards read without a slip.
    pub if_nothing_wrong: Option<Outlook>,
    /// What to expect with the errors of the scenario's machines and boards.
    pub with_errors: Option<Outlook>,
}

/// A way to audit all contests.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// Every ballot is handled once, and all contests on it are counted.
    FullHandCount,
    /// One sample serves all contests, by this method; contests that it does not fit are counted in full, in one pass.
    OneSample(&'static str),
    /// Each contest by the cheapest method for it alone, by place in the plan's rows; those that are counted in full, in
    /// one pass.
    EachAlone(Vec<usize>),
}

impl Together {
    /// What advice rests on: the outlook with errors; if nothing is wrong, where a report is wrong.
    ///
    /// # Panics
    /// If there is no such way.
    pub fn outlook(&self, at: usize) -> Option<&Outlook> {
        let way = &self.ways[at];
        if self.reported_right { way.with_errors.as_ref() } else { way.if_nothing_wrong.as_ref() }
    }

    /// Of the contests and rows of a plan; `None` where fewer than two contests can be lost. The benches draw one sample
    /// for all contests from now on.
    pub(super) fn of(
        benches: &mut Benches<'_>,
        it: &Asked,
        (audited, rows): (&[ContestPlan], &[PlanRow]),
        trials: u64,
    ) -> Option<Self> {
        let contested: Vec<bool> = audited.iter().map(|it| it.contested).collect();
        if contested.iter().filter(|contested| **contested).count() < 2 {
            return None;
        }
        let reported_right = audited.iter().all(|it| it.reported_right);
        let each = each_alone(audited, rows);
        let mut ways = vec![Way::FullHandCount, Way::EachAlone(each)];
        benches.as_it_is.draw_together();
        let errors = of_bench(&benches.as_it_is, it, &contested, trials);
        let clean = benches.as_reported.as_mut().map(|bench| {
            bench.draw_together();
            let right = bench.places.iter().all(|place| place.claim.outcome.agrees_with(&place.right));
            if right { of_bench(bench, it, &contested, trials) } else { BTreeMap::new() }
        });
        ways.extend(errors.keys().map(|&method| Way::OneSample(method)));
        let plan = |way: Way| {
            let of = |clean_block: bool| match &way {
                Way::FullHandCount => Some(full_count(&benches.as_it_is, &contested)),
                Way::OneSample(method) => {
                    let from = clean.as_ref().filter(|_| clean_block).unwrap_or(&errors);
                    from.get(method).cloned()
                }
                Way::EachAlone(each) => alone(&benches.as_it_is, rows, each, clean_block, &it.seed),
            };
            TogetherPlan { if_nothing_wrong: of(true), with_errors: of(false), way }
        };
        let mut together = Self { ways: ways.into_iter().map(plan).collect(), advice: None, reported_right };
        let all = (0..together.ways.len()).filter_map(|at| Some((at, together.outlook(at)?)));
        together.advice = Advice::of(&all.collect::<Vec<_>>());
        Some(together)
    }
}

/// The cheapest row of each contest that somebody can lose, whatever the deadline.
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
    audited.iter().filter(|it| it.contested).filter_map(of).collect()
}

/// Counts by hand, in one pass, every ballot that carries one of these contests, by their places on the bench.
fn in_one_pass(bench: &Bench<'_>, counted: &[bool]) -> End {
    let mut ballots_of: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    let mut carried: Vec<Vec<usize>> = vec![Vec::new(); bench.election.batches.len()];
    for (at, place) in bench.places.iter().enumerate().filter(|(at, _)| counted[*at]) {
        for &batch in place.claim.frame.batches() {
            if bench.election.piles.of(batch, place.contest).is_some() {
                carried[batch].push(at);
            }
        }
    }
    for (batch, contests) in carried.into_iter().enumerate().filter(|(_, contests)| !contests.is_empty()) {
        *ballots_of.entry(contests).or_default() += bench.election.batches[batch].ballots;
    }
    let mut end = End { all: !ballots_of.is_empty(), ..End::default() };
    for (contests, ballots) in ballots_of {
        let clocks: Vec<Clock> = contests.iter().map(|&at| bench.places[at].clock).collect();
        let work = Clock::together(&clocks).map_or(Work::default(), |clock| clock.work(0, ballots, ballots));
        end.ballots += ballots;
        end.work.hours += work.hours;
        end.work.cost += work.cost;
    }
    end
}

/// A full hand count of all contests.
fn full_count(bench: &Bench<'_>, contested: &[bool]) -> Outlook {
    Outlook::of(Basis::Law { within: 0.0 }, &[(in_one_pass(bench, contested), 1)], &bench.staff)
}

/// One sample for all contests, by each method that can share it.
fn of_bench(bench: &Bench<'_>, it: &Asked, contested: &[bool], trials: u64) -> BTreeMap<&'static str, Outlook> {
    let ready = make_ready(bench, &it.methods);
    let shares = |method: usize| {
        let of_contests =
            || ready.iter().zip(contested).filter(|(_, contested)| **contested).map(|(ready, _)| &ready[method]);
        let draws_cards = |(_, procedure): &&(_, Result<Box<dyn crate::audit::Procedure + '_>, String>)| {
            procedure.as_ref().is_ok_and(|it| it.unit() != Unit::Card { replacement: false })
        };
        let lawful = it.methods[method].promise() == Promise::RiskLimit;
        let any = ready.iter().zip(&bench.places).zip(contested);
        let any =
            any.filter(|(_, contested)| **contested).any(|((ready, place), _)| samples(&ready[method], bench, place));
        lawful && any && !of_contests().any(|ready| draws_cards(&ready))
    };
    let methods: Vec<usize> = (0..it.methods.len()).filter(|&method| shares(method)).collect();
    if methods.is_empty() {
        return BTreeMap::new();
    }
    let rehearsed = rehearse(bench, &ready, (&methods, contested), &it.seed, trials);
    let mut passes: BTreeMap<Vec<bool>, End> = BTreeMap::new();
    let outlook = |(&method, seen): (&usize, BTreeMap<Sample, u64>)| {
        let ends = seen.into_iter().map(|(sample, n)| {
            let pulled = work_together(bench, sample.cards);
            let pass = passes.entry(sample.counted).or_insert_with_key(|counted| in_one_pass(bench, counted));
            let work = Work { hours: pulled.hours + pass.work.hours, cost: pulled.cost + pass.work.cost };
            (End { cards: sample.cards, work, ..*pass }, n)
        });
        let ends: Vec<(End, u64)> = ends.collect();
        (it.methods[method].name(), Outlook::of(Basis::Rehearsals { trials }, &ends, &bench.staff))
    };
    methods.iter().zip(rehearsed).map(outlook).collect()
}

/// What one sample for all contests came to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    /// Distinct cards pulled.
    cards: u64,
    /// For each contest on the bench, whether it is counted in full.
    counted: Vec<bool>,
}

/// For each of these methods, how often one sample for all contests came to what.
fn rehearse(
    bench: &Bench<'_>,
    ready: &[Ready<'_>],
    (methods, contested): (&[usize], &[bool]),
    seed: &str,
    trials: u64,
) -> Vec<BTreeMap<Sample, u64>> {
    let none = || vec![BTreeMap::new(); methods.len()];
    let add = |mut all: Vec<BTreeMap<Sample, u64>>, trial: u64| {
        let streams = Streams::new(seed, trial).within("audit");
        let drawn = conduct_some(bench, ready, &streams, 0, |at, method| contested[at] && methods.contains(&method));
        for (seen, &method) in all.iter_mut().zip(methods) {
            let name = ready.first().map_or("", |ready| ready[method].0.name());
            let counted = |place: &super::bench::Place<'_>| {
                let of = |life: &&super::audits::AuditLife| life.contest == place.contest && life.method == name;
                drawn.lives.iter().find(of).is_some_and(|life| life.decision == Decision::FullHandCount)
            };
            let sample = Sample {
                cards: drawn.together.iter().find(|it| it.method == name).map_or(0, |it| it.cards),
                counted: bench.places.iter().map(counted).collect(),
            };
            *seen.entry(sample).or_default() += 1;
        }
        all
    };
    let join = |mut all: Vec<BTreeMap<Sample, u64>>, more: Vec<BTreeMap<Sample, u64>>| {
        for (all, more) in all.iter_mut().zip(more) {
            for (sample, n) in more {
                *all.entry(sample).or_default() += n;
            }
        }
        all
    };
    in_blocks(trials, none, add, join)
}

/// So often the endings of separate audits are put together.
const PUT_TOGETHER: u64 = 2_000;

/// Each contest by its own row; those that are counted in full in one pass. `None` where a row has no outlook.
fn alone(bench: &Bench<'_>, rows: &[PlanRow], each: &[usize], clean: bool, seed: &str) -> Option<Outlook> {
    let is_full = |at: usize| named(rows[at].method).is_some_and(|method| method.promise() == Promise::FullCount);
    let counted: Vec<bool> =
        bench.places.iter().map(|it| each.iter().any(|&at| rows[at].contest == it.contest && is_full(at))).collect();
    let outlook = |&at: &usize| if clean { rows[at].if_nothing_wrong.as_ref() } else { rows[at].with_errors.as_ref() };
    let sampled: Option<Vec<&Outlook>> = each.iter().filter(|at| !is_full(**at)).map(outlook).collect();
    let sampled = sampled?;
    let pass = in_one_pass(bench, &counted);
    let by_law = sampled.iter().all(|it| it.ends.len() == 1);
    let mut random = Streams::new(seed, 0).purpose("apart").stream(0);
    let times = if by_law { 1 } else { PUT_TOGETHER };
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
    let ends: Vec<(End, u64)> = (0..times).map(|_| one()).collect();
    let basis = if by_law { Basis::Law { within: 0.0 } } else { Basis::Rehearsals { trials: times } };
    let mut all = Outlook::of(basis, &ends, &bench.staff);
    // The means of separate audits add up: nothing is left to chance in them but what each rests on.
    for (sum, of, first) in [
        (&mut all.cards, (|it| it.cards) as fn(&Outlook) -> super::outlook::Amount, pass.cards as f64),
        (&mut all.ballots, |it| it.ballots, pass.ballots as f64),
        (&mut all.hours, |it| it.hours, pass.work.hours),
        (&mut all.cost, |it| it.cost, pass.work.cost),
    ] {
        sum.mean = first + sampled.iter().map(|it| of(it).mean).sum::<f64>();
        sum.error = libm::sqrt(sampled.iter().map(|it| of(it).error * of(it).error).sum::<f64>());
    }
    Some(all)
}
