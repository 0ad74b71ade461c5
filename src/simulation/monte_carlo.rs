//! Many trials: the same paper and the same count, audited repeatedly with new draws for every trial.
//!
//! Trial t has its own streams, named by seed and t, and results are counted, not listed: neither the number of threads
//! nor the order of trials changes anything. If the cards themselves are drawn, trial 0 is the audit of a single run;
//! the faster engines draw from counts of equal cards, with streams of their own.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::{ReadyContest, decide_some, make_ready};
use super::engine::{AUTO, CountedContest, EXACT, ExactEndings, Serving, Task, distribution, serve};
use super::options::{ResolvedOptions, SimulationOptions, with_bench};
use super::shard::Shard;
use super::shard_result::ShardResult;
use super::simulated::{MOST_TRIALS, Simulated};
use super::study::StudyHeader;
use super::trial_counts::{Trial, TrialCounts};
use crate::error::Error;
use crate::random::Streams;
use crate::reason::{Reason, complaints, shards};
use crate::scenario::ScenarioFile;

/// Audits the count of a scenario's stage in many trials; `progress` is called after each block of trials.
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other, [`Error::Usage`] if an option cannot be
/// satisfied.
pub fn simulate(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Simulated, Error> {
    simulate_part(file, ask, Shard::WHOLE, &Watch { progress, stop: &AtomicBool::new(false) })?
        .simulated(&file.registry)
}

/// Callbacks for progress and for stopping.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Called with the number of trials that were just done.
    pub progress: &'w (dyn Fn(u64) + Sync),
    /// When set, no further block of trials begins, and trials by cards in progress are abandoned.
    pub stop: &'w AtomicBool,
}

/// Makes one machine's share of the trials; fewer only if it is stopped.
///
/// # Errors
/// Those of [`simulate`].
pub fn simulate_part(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    shard: Shard,
    watch: &Watch<'_>,
) -> Result<ShardResult, Error> {
    if !(1..=MOST_TRIALS).contains(&ask.trials) {
        let rule = complaints::rule_range(1, MOST_TRIALS);
        return Err(Error::Usage(complaints::error_allowed("--trials", ask.trials, rule)));
    }
    with_bench(file, &ask.over(&file.scenario), ask, |setup, it| part(file, ask, setup, it, shard, watch))?
}

/// All trials that the options ask for, with a prepared set-up.
pub(super) fn rehearse(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    setup: &AuditSetup<'_>,
    it: &ResolvedOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<ShardResult, Error> {
    part(file, ask, setup, it, Shard::WHOLE, &Watch { progress, stop: &AtomicBool::new(false) })
}

fn part(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    setup: &AuditSetup<'_>,
    it: &ResolvedOptions,
    shard: Shard,
    watch: &Watch<'_>,
) -> Result<ShardResult, Error> {
    let ready = make_ready(setup, &it.methods);
    let engine = ask.engine.as_deref().unwrap_or(AUTO);
    let cells: Vec<CountedContest> = setup.places.iter().map(|_| CountedContest::default()).collect();
    if engine == EXACT {
        if shard != Shard::WHOLE {
            return Err(Error::Usage(shards::error_exact_shard(shard.to_string(), EXACT)));
        }
        return by_distributions(file, setup, it, &ready, &cells);
    }
    let serving = serve_all(setup, &ready, &it.seed, &cells, engine)?;
    let gathered = gather(setup, &ready, &serving, &it.seed, shard.trials(ask.trials), watch);
    let engines: Vec<&'static str> = serving.iter().flatten().map(|(engine, _)| *engine).collect();
    let study = StudyHeader::of(file, (ask.trials, engine), setup, it, &ready, &engines);
    Ok(ShardResult { shard, study, gathered, within: None })
}

/// The results of all audits from exact distributions.
fn by_distributions(
    file: &ScenarioFile,
    setup: &AuditSetup<'_>,
    it: &ResolvedOptions,
    ready: &[ReadyContest<'_>],
    cells: &[CountedContest],
) -> Result<ShardResult, Error> {
    let mut gathered = TrialCounts::default();
    let mut withins = Vec::new();
    for ((place, methods), cells) in setup.places.iter().zip(ready).zip(cells) {
        for ready in methods {
            let cannot = |why: Reason| {
                let contest = &place.claim.contest.id;
                Error::Usage(complaints::error_engine(EXACT, ready.0.name(), contest, why))
            };
            let ExactEndings { parts, within } =
                distribution(Task { setup, place, ready, seed: &it.seed, cells }).map_err(cannot)?;
            gathered.rows.push(parts);
            withins.push(within);
        }
    }
    let study = StudyHeader::of(file, (0, EXACT), setup, it, ready, &vec![EXACT; withins.len()]);
    Ok(ShardResult { shard: Shard::WHOLE, study, gathered, within: Some(withins) })
}

/// Trials between two calls of `progress`, if the cards themselves are drawn and if not.
const BLOCKS: [u64; 2] = [16, 128];

/// The engine of each contest and method.
fn serve_all<'b>(
    setup: &'b AuditSetup<'b>,
    ready: &'b [ReadyContest<'b>],
    seed: &'b str,
    cells: &'b [CountedContest],
    engine: &str,
) -> Result<Vec<Vec<Serving<'b>>>, Error> {
    let serving = |((place, ready), cells): ((&'b AuditedContest<'b>, &'b ReadyContest<'b>), &'b CountedContest)| {
        let serving = ready.iter().map(|ready| serve(engine, Task { setup, place, ready, seed, cells }));
        serving.collect::<Result<_, Reason>>()
    };
    let all: Result<_, Reason> = setup.places.iter().zip(ready).zip(cells).map(serving).collect();
    all.map_err(Error::Usage)
}

pub(super) fn gather(
    setup: &AuditSetup<'_>,
    ready: &[ReadyContest<'_>],
    serving: &[Vec<Serving<'_>>],
    seed: &str,
    trials: Range<u64>,
    watch: &Watch<'_>,
) -> TrialCounts {
    let rows = ready.iter().map(Vec::len).sum();
    let none = || TrialCounts::of_none(rows, ready.first().map_or(0, Vec::len));
    let draws_cards = |contest: usize, method: usize| serving[contest][method].1.is_none();
    let any_cards = serving.iter().flatten().any(|(_, trials)| trials.is_none());
    let at_once = BLOCKS[usize::from(!any_cards)];
    let add = |mut all: TrialCounts, block: u64| {
        if watch.stop.load(Ordering::Relaxed) {
            return all;
        }
        let begins = trials.start + block * at_once;
        let block = begins..(begins + at_once).min(trials.end);
        let mut of_row: Vec<Vec<Trial>> = Vec::with_capacity(rows);
        for (_, served) in serving.iter().flatten() {
            let mut trials = Vec::with_capacity(at_once as usize);
            if let Some(served) = served {
                served.run(block.clone(), &mut |trial| trials.push(trial));
            }
            of_row.push(trials);
        }
        let by_cards = serving.iter().flatten().enumerate().filter(|(_, (_, trials))| trials.is_none());
        let by_cards: Vec<usize> = by_cards.map(|(row, _)| row).collect();
        let mut together = Vec::new();
        let goes_on = || !watch.stop.load(Ordering::Relaxed);
        for (at, trial) in block.clone().enumerate() {
            if any_cards {
                let streams = Streams::new(seed, trial).within("audit");
                let Some(drawn) = decide_some(setup, ready, &streams, draws_cards, &goes_on) else { break };
                by_cards.iter().zip(&drawn.runs).for_each(|(&row, run)| of_row[row].push(Trial::of(run)));
                together = drawn.together;
            }
            all.add(of_row.iter().map(|trials| &trials[at]), &together);
            // A trial by cards may take seconds.
            if any_cards {
                (watch.progress)(1);
            }
        }
        if !any_cards {
            (watch.progress)(block.end - block.start);
        }
        all
    };
    in_blocks((trials.end - trials.start).div_ceil(at_once), none, add, TrialCounts::join)
}

/// Runs blocks of trials on all threads; results may be joined in any order.
pub(super) fn in_blocks<T: Send>(
    blocks: u64,
    none: impl Fn() -> T + Sync + Send,
    add: impl Fn(T, u64) -> T + Sync + Send,
    join: impl Fn(T, T) -> T + Sync + Send,
) -> T {
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        (0..blocks).into_par_iter().fold(&none, add).reduce(&none, join)
    }
    #[cfg(not(feature = "threads"))]
    {
        let _ = join;
        (0..blocks).fold(none(), add)
    }
}
