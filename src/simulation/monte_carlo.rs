//! Many lives: the same paper and the same count, audited again and again on draws of its own for every trial.
//!
//! Trial t has its own streams, named by seed and t, and results are counted, not listed: neither the number of threads
//! nor the order of trials changes anything. Where the cards themselves are drawn, trial 0 is the audit that a single run
//! tells; the faster engines draw from counts of cards that are alike, with streams of their own.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::asked::{Ask, Asked, with_bench};
use super::audits::{Ready, decide_some, make_ready};
use super::bench::{Bench, Place};
use super::engine::{AUTO, ByLaw, Counted, EXACT, Serving, Task, law, serve};
use super::gathered::{Gathered, Trial};
use super::part::Part;
use super::shard::Shard;
use super::study::Study;
use super::summary::{Share, Spread};
use crate::election::Contest;
use crate::error::Error;
use crate::random::Streams;
use crate::reason::{Reason, complaints, shards};
use crate::scenario::ScenarioFile;

/// Most trials of one call.
pub const MOST_TRIALS: u64 = 10_000_000;

/// What many lives came to.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// Name of the scenario.
    pub name: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all chance.
    pub seed: String,
    /// How many trials there were; none where laws answer.
    pub trials: u64,
    /// How many were asked for: more, where the work was interrupted.
    pub asked: u64,
    /// The engine that was asked for.
    pub engine: String,
    /// The stage whose count was audited.
    pub of: String,
    /// Whether boards read without slips: the promise of a risk limit speaks of such readings.
    pub exact_readings: bool,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// A row for each audited contest and method.
    pub rows: Vec<Row>,
    /// For each method, the trials in which the report of at least one contest was seen to be off; none where contests on
    /// the same cards were drawn apart, or where laws of several contests answer: these do not tell what happens at once.
    pub noticed_somewhere: Vec<(&'static str, Share)>,
    /// Methods whose contests on the same cards were drawn apart: each row is that contest's own, and nothing is told of
    /// several contests in one trial.
    pub apart: Vec<&'static str>,
    /// A row for each method whose audits share one sample.
    pub together: Vec<TogetherRow>,
}

/// The audits of all contests by one method over all trials, where one sample served them.
#[derive(Clone, Debug)]
pub struct TogetherRow {
    /// The method's name.
    pub method: String,
    /// Distinct cards pulled for all contests.
    pub cards: Spread,
    /// Rounds until no contest asked for more.
    pub rounds: Spread,
    /// Person-hours for these cards.
    pub hours: Spread,
    /// Dollars for these cards.
    pub cost: Spread,
    /// Ballots handled by the full hand counts of contests that the sample did not confirm, in one pass.
    pub ballots: Spread,
    /// Person-hours for the cards and these ballots.
    pub all_hours: Spread,
    /// Dollars for the cards and these ballots.
    pub all_cost: Spread,
}

/// One contest and method over all trials.
#[derive(Clone, Debug)]
pub struct Row {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
    /// The engine that made the trials.
    pub engine: &'static str,
    /// Where a law tells it: the most that a chance may be off.
    pub within: Option<f64>,
    /// The risk limit, where the method promises one.
    pub risk_limit: Option<f64>,
    /// Whether the reported outcome is that of the paper.
    pub reported_right: bool,
    /// Whether the reported votes are not those of the paper.
    pub is_off: bool,
    /// Ballots in the audited cards.
    pub ballots: u64,
    /// Cards that may be drawn.
    pub population: u64,
    /// Trials that confirmed the reported outcome.
    pub confirmed: Share,
    /// Trials that ended in a full hand count.
    pub full_hand_count: Share,
    /// Trials that only measured the risk with cards drawn for other contests: the report stands, unconfirmed.
    pub measured_only: Share,
    /// Of the trials that ended in a full hand count, those in which no sample smaller than nearly all cards told anything.
    pub counted_at_once: Share,
    /// Trials that confirmed a wrong outcome.
    pub confirmed_wrong: Share,
    /// Trials that showed the report to be off: by a card or batch that it has wrong, by sums that do not agree, or by
    /// a full hand count.
    pub noticed: Share,
    /// Trials after which a wrong outcome stands, that of a full hand count with its slips too.
    pub wrong_in_the_end: Share,
    /// Distinct cards looked at, all of them in a full hand count.
    pub cards: Spread,
    /// Rounds.
    pub rounds: Spread,
    /// Trials that went into a second round.
    pub second_round: Share,
    /// Trials that went into a third round.
    pub third_round: Share,
    /// Person-hours.
    pub hours: Spread,
    /// Dollars.
    pub cost: Spread,
    /// Whether nobody can lose.
    pub uncontested: bool,
    /// Why no sample could confirm, where the reported figures themselves forbid it.
    pub refused: Option<Reason>,
    /// Where the reported totals are not the sum of what the method starts from, the difference.
    pub does_not_add_up: Option<Reason>,
}

impl Row {
    /// Whether a wrong outcome was confirmed more often than the method promises, beyond what chance explains in a table of
    /// so many cells.
    pub fn breaks_its_promise(&self, cells: u64) -> bool {
        self.risk_limit.is_some_and(|limit| self.confirmed_wrong.interval_among(cells).0 > limit)
    }
}

/// Audits the count of a scenario's stage in many trials; `tell` hears of each block of trials that is done.
///
/// # Errors
/// [`Error::Scenario`] where the scenario does not fit together, [`Error::Usage`] where what is asked for cannot be had.
pub fn simulate(file: &ScenarioFile, ask: &Ask, tell: &(dyn Fn(u64) + Sync)) -> Result<Simulated, Error> {
    simulate_part(file, ask, Shard::WHOLE, &Watch { tell, stop: &AtomicBool::new(false) })?.simulated_by(&ask.registry)
}

/// Whoever looks on while trials are made.
#[derive(Clone, Copy)]
pub struct Watch<'w> {
    /// Hears how many more trials are done.
    pub tell: &'w (dyn Fn(u64) + Sync),
    /// Once set, no further block of trials begins, and trials by cards that are under way are given up.
    pub stop: &'w AtomicBool,
}

/// Makes one machine's share of the trials; fewer only where the watch stops it.
///
/// # Errors
/// Those of [`simulate`].
pub fn simulate_part(file: &ScenarioFile, ask: &Ask, shard: Shard, watch: &Watch<'_>) -> Result<Part, Error> {
    if !(1..=MOST_TRIALS).contains(&ask.trials) {
        let rule = complaints::rule_range(1, MOST_TRIALS);
        return Err(Error::Usage(complaints::error_allowed("--trials", ask.trials, rule)));
    }
    with_bench(file, &ask.over(&file.scenario), ask, |bench, it| part(file, ask, bench, it, shard, watch))?
}

/// All trials that are asked for, on a bench that is made ready.
pub(super) fn rehearse(
    file: &ScenarioFile,
    ask: &Ask,
    bench: &Bench<'_>,
    it: &Asked,
    tell: &(dyn Fn(u64) + Sync),
) -> Result<Part, Error> {
    part(file, ask, bench, it, Shard::WHOLE, &Watch { tell, stop: &AtomicBool::new(false) })
}

fn part(
    file: &ScenarioFile,
    ask: &Ask,
    bench: &Bench<'_>,
    it: &Asked,
    shard: Shard,
    watch: &Watch<'_>,
) -> Result<Part, Error> {
    let ready = make_ready(bench, &it.methods);
    let engine = ask.engine.as_deref().unwrap_or(AUTO);
    let cells: Vec<Counted> = bench.places.iter().map(|_| Counted::default()).collect();
    if engine == EXACT {
        if shard != Shard::WHOLE {
            return Err(Error::Usage(shards::error_exact_shard(shard.to_string(), EXACT)));
        }
        return by_laws(file, bench, it, &ready, &cells);
    }
    let serving = serve_all(bench, &ready, &it.seed, &cells, engine)?;
    let gathered = gather(bench, &ready, &serving, &it.seed, shard.trials(ask.trials), watch);
    let engines: Vec<&'static str> = serving.iter().flatten().map(|(engine, _)| *engine).collect();
    let study = Study::of(file, (ask.trials, engine), bench, it, &ready, &engines);
    Ok(Part { shard, study, gathered, within: None })
}

/// What the laws of all audits say.
fn by_laws(
    file: &ScenarioFile,
    bench: &Bench<'_>,
    it: &Asked,
    ready: &[Ready<'_>],
    cells: &[Counted],
) -> Result<Part, Error> {
    let mut gathered = Gathered::default();
    let mut withins = Vec::new();
    for ((place, methods), cells) in bench.places.iter().zip(ready).zip(cells) {
        for ready in methods {
            let cannot = |why: Reason| {
                let contest = &place.claim.contest.id;
                Error::Usage(complaints::error_engine(EXACT, ready.0.name(), contest, why))
            };
            let ByLaw { parts, within } = law(Task { bench, place, ready, seed: &it.seed, cells }).map_err(cannot)?;
            gathered.rows.push(parts);
            withins.push(within);
        }
    }
    let study = Study::of(file, (0, EXACT), bench, it, ready, &vec![EXACT; withins.len()]);
    Ok(Part { shard: Shard::WHOLE, study, gathered, within: Some(withins) })
}

/// Trials that a thread does before it tells, where the cards themselves are drawn and where they are not.
const BLOCKS: [u64; 2] = [16, 128];

/// The engine of each contest and method.
fn serve_all<'b>(
    bench: &'b Bench<'b>,
    ready: &'b [Ready<'b>],
    seed: &'b str,
    cells: &'b [Counted],
    engine: &str,
) -> Result<Vec<Vec<Serving<'b>>>, Error> {
    let serving = |((place, ready), cells): ((&'b Place<'b>, &'b Ready<'b>), &'b Counted)| {
        let serving = ready.iter().map(|ready| serve(engine, Task { bench, place, ready, seed, cells }));
        serving.collect::<Result<_, Reason>>()
    };
    let all: Result<_, Reason> = bench.places.iter().zip(ready).zip(cells).map(serving).collect();
    all.map_err(Error::Usage)
}

pub(super) fn gather(
    bench: &Bench<'_>,
    ready: &[Ready<'_>],
    serving: &[Vec<Serving<'_>>],
    seed: &str,
    trials: Range<u64>,
    watch: &Watch<'_>,
) -> Gathered {
    let rows = ready.iter().map(Vec::len).sum();
    let none = || Gathered::of_none(rows, ready.first().map_or(0, Vec::len));
    let draws_cards = |contest: usize, method: usize| serving[contest][method].1.is_none();
    let any_cards = serving.iter().flatten().any(|(_, trials)| trials.is_none());
    let at_once = BLOCKS[usize::from(!any_cards)];
    let add = |mut all: Gathered, block: u64| {
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
                let Some(drawn) = decide_some(bench, ready, &streams, draws_cards, &goes_on) else { break };
                by_cards.iter().zip(&drawn.lives).for_each(|(&row, life)| of_row[row].push(Trial::of(life)));
                together = drawn.together;
            }
            all.add(of_row.iter().map(|trials| &trials[at]), &together);
            // A trial by cards may take seconds.
            if any_cards {
                (watch.tell)(1);
            }
        }
        if !any_cards {
            (watch.tell)(block.end - block.start);
        }
        all
    };
    in_blocks((trials.end - trials.start).div_ceil(at_once), none, add, Gathered::join)
}

/// Goes through blocks of trials, on as many threads as there are; what is joined may come in any order.
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
