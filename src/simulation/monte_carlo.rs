//! Many lives: the same paper and the same count, audited again and again on draws of its own for every trial.
//!
//! Trial t has its own streams, named by seed and t, and results are gathered in the order of trials: the number of
//! threads changes nothing. Trial 0 is the audit that a single run tells.

use super::asked::{Ask, Asked, with_bench};
use super::audits::{AuditLife, Ready, TogetherLife, conduct_all, make_ready};
use super::bench::{Bench, Place};
use super::summary::{Share, Spread};
use crate::audit::{AuditMethod, Decision, Promise};
use crate::election::Contest;
use crate::error::Error;
use crate::random::Streams;
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
    /// How many trials there were.
    pub trials: u64,
    /// The stage whose count was audited.
    pub of: String,
    /// Whether boards read without slips: the promise of a risk limit speaks of such readings.
    pub exact_readings: bool,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// A row for each audited contest and method.
    pub rows: Vec<Row>,
    /// For each method, the trials in which the report of at least one contest was seen to be off.
    pub noticed_somewhere: Vec<(&'static str, Share)>,
    /// A row for each method whose audits share one sample.
    pub together: Vec<TogetherRow>,
}

/// The audits of all contests by one method over all trials, where one sample served them.
#[derive(Clone, Debug)]
pub struct TogetherRow {
    /// The method's name.
    pub method: &'static str,
    /// Distinct cards pulled for all contests.
    pub cards: Spread,
    /// Rounds until no contest asked for more.
    pub rounds: Spread,
    /// Person-hours for these cards.
    pub hours: Spread,
    /// Dollars for these cards.
    pub cost: Spread,
}

/// One contest and method over all trials.
#[derive(Clone, Debug)]
pub struct Row {
    /// Place of the contest.
    pub contest: usize,
    /// The method's name.
    pub method: &'static str,
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
    /// Why no sample could confirm, where the reported figures themselves forbid it.
    pub refused: Option<String>,
    /// Where the reported totals are not the sum of what the method starts from, the difference in words.
    pub does_not_add_up: Option<String>,
}

impl Row {
    /// Whether a wrong outcome was confirmed more often than the method promises, beyond what chance explains in a table of
    /// so many cells.
    pub fn breaks_its_promise(&self, cells: u64) -> bool {
        self.risk_limit.is_some_and(|limit| self.confirmed_wrong.interval_among(cells).0 > limit)
    }
}

/// What is kept of one audit.
#[derive(Clone, Copy, Debug)]
struct Trial {
    cards: u32,
    looked_up: u32,
    tallied: u32,
    rounds: u32,
    decision: Decision,
    noticed: bool,
    right_in_the_end: bool,
}

impl Trial {
    fn of(life: &AuditLife) -> Self {
        Self {
            cards: life.cards as u32,
            looked_up: life.looked_up as u32,
            tallied: life.tallied as u32,
            rounds: life.rounds.len() as u32,
            decision: life.decision,
            noticed: life.report_is_off,
            right_in_the_end: life.right_in_the_end,
        }
    }
}

/// Audits the count of a scenario's stage in many trials; `tell` hears of each block of trials that is done.
///
/// # Errors
/// [`Error::Scenario`] where the scenario does not fit together, [`Error::Usage`] where what is asked for cannot be had.
pub fn simulate(file: &ScenarioFile, ask: &Ask, tell: &(dyn Fn(u64) + Sync)) -> Result<Simulated, Error> {
    if !(1..=MOST_TRIALS).contains(&ask.trials) {
        return Err(Error::Usage(format!("--trials: found {}; allowed: 1 to {MOST_TRIALS}", ask.trials)));
    }
    with_bench(file, &ask.over(&file.scenario), ask, |bench, it| summarise(file, ask, bench, it, tell))
}

pub(super) fn summarise(
    file: &ScenarioFile,
    ask: &Ask,
    bench: &Bench<'_>,
    it: &Asked,
    tell: &(dyn Fn(u64) + Sync),
) -> Simulated {
    let methods = &it.methods;
    let ready = make_ready(bench, methods);
    let all = all_trials(bench, &ready, &it.seed, ask.trials, tell);
    let trials: Vec<Trial> = all.iter().flat_map(|(trials, _)| trials).copied().collect();
    let together = together_rows(&all);
    let width = ready.iter().map(Vec::len).sum::<usize>();
    let mut rows = Vec::with_capacity(width);
    for (place, methods) in bench.places.iter().zip(&ready) {
        for (method, procedure) in methods {
            let column = rows.len();
            let of_row: Vec<Trial> = trials.iter().skip(column).step_by(width).copied().collect();
            let refused = procedure.as_ref().err().cloned();
            rows.push(row(place, *method, bench.terms.risk_limit, &of_row, refused));
        }
    }
    let somewhere = |at: usize| {
        let any = |trial: &[Trial]| trial.iter().skip(at).step_by(methods.len()).any(|trial| trial.noticed);
        let hits = trials.chunks(width.max(1)).filter(|trial| any(trial)).count() as u64;
        (methods[at].name(), Share { hits, of: ask.trials })
    };
    let noticed_somewhere = (0..methods.len()).map(somewhere).collect();
    Simulated {
        noticed_somewhere,
        together,
        name: file.name.clone(),
        sha256: file.sha256(),
        seed: it.seed.clone(),
        trials: ask.trials,
        of: file.scenario.stage[it.at].id.clone(),
        exact_readings: bench.organisation.care.slip <= 0.0 && bench.tables.missed + bench.tables.misread <= 0.0,
        contests: bench.election.contests.clone(),
        rows,
    }
}

/// Trials that a thread does before it tells.
const BLOCK: u64 = 16;

fn all_trials(
    bench: &Bench<'_>,
    ready: &[Ready<'_>],
    seed: &str,
    trials: u64,
    tell: &(dyn Fn(u64) + Sync),
) -> Vec<(Vec<Trial>, Vec<TogetherLife>)> {
    let block = |block: u64| {
        let first = block * BLOCK;
        let last = (first + BLOCK).min(trials);
        let one = |trial: u64| {
            let all = conduct_all(bench, ready, &Streams::new(seed, trial).within("audit"), 0);
            (all.lives.iter().map(Trial::of).collect(), all.together)
        };
        let done: Vec<_> = (first..last).map(one).collect();
        tell(last - first);
        done
    };
    let blocks = trials.div_ceil(BLOCK);
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        let done: Vec<Vec<_>> = (0..blocks).into_par_iter().map(block).collect();
        done.into_iter().flatten().collect()
    }
    #[cfg(not(feature = "threads"))]
    (0..blocks).flat_map(block).collect()
}

fn together_rows(all: &[(Vec<Trial>, Vec<TogetherLife>)]) -> Vec<TogetherRow> {
    let methods = all.first().map_or(0, |(_, together)| together.len());
    let row = |at: usize| {
        let lives = || all.iter().map(move |(_, together)| &together[at]);
        TogetherRow {
            method: all[0].1[at].method,
            cards: Spread::of_counts(lives().map(|life| life.cards).collect()),
            rounds: Spread::of_counts(lives().map(|life| life.rounds).collect()),
            hours: Spread::of_numbers(lives().map(|life| life.work.hours).collect()),
            cost: Spread::of_numbers(lives().map(|life| life.work.cost).collect()),
        }
    };
    (0..methods).map(row).collect()
}

fn row(place: &Place<'_>, method: &dyn AuditMethod, risk_limit: f64, trials: &[Trial], refused: Option<String>) -> Row {
    let reported_right = place.claim.outcome.agrees_with(&place.right);
    let ballots = place.claim.frame.ballots();
    let share = |hit: &dyn Fn(&Trial) -> bool| Share {
        hits: trials.iter().filter(|trial| hit(trial)).count() as u64,
        of: trials.len() as u64,
    };
    let work = |trial: &Trial| place.clock.work(u64::from(trial.looked_up), u64::from(trial.tallied), ballots);
    let counts = |of: &dyn Fn(&Trial) -> u64| Spread::of_counts(trials.iter().map(of).collect());
    Row {
        contest: place.contest,
        method: method.name(),
        risk_limit: (method.promise() == Promise::RiskLimit).then_some(risk_limit),
        reported_right,
        is_off: place.is_off,
        ballots,
        population: place.claim.frame.cards(),
        confirmed: share(&|trial| trial.decision == Decision::Confirmed),
        full_hand_count: share(&|trial| trial.decision == Decision::FullHandCount),
        confirmed_wrong: share(&|trial| trial.decision == Decision::Confirmed && !reported_right),
        noticed: share(&|trial| trial.noticed),
        wrong_in_the_end: share(&|trial| !trial.right_in_the_end),
        cards: counts(&|trial| u64::from(trial.cards)),
        rounds: counts(&|trial| u64::from(trial.rounds)),
        second_round: share(&|trial| trial.rounds >= 2),
        third_round: share(&|trial| trial.rounds >= 3),
        hours: Spread::of_numbers(trials.iter().map(|trial| work(trial).hours).collect()),
        cost: Spread::of_numbers(trials.iter().map(|trial| work(trial).cost).collect()),
        does_not_add_up: place.claim.does_not_add_up(method.needs()),
        refused,
    }
}
