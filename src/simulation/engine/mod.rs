//! How trials are made: one engine per file, each the same audits by another way of drawing cards.

mod cell;
mod discrepancies;
mod distinct;
mod ending;
mod exact;
mod gaps;
mod judge;
mod kinds;
mod numbers;
mod occupancy;
mod reading_errors;
mod sample;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::ReadyMethod;
use super::trial_counts::Trial;
use crate::audit::PreparedAudit;
use crate::reason::{Reason, complaints, procedures, told};

/// One contest and method, as an engine gets it.
#[derive(Clone, Copy)]
pub(super) struct Task<'b> {
    pub(super) setup: &'b AuditSetup<'b>,
    pub(super) place: &'b AuditedContest<'b>,
    pub(super) ready: &'b ReadyMethod<'b>,
    pub(super) seed: &'b str,
    /// The contest's cells, counted when they are first asked for.
    pub(super) cells: &'b CountedContest,
}

/// What is counted of a contest once for all methods.
#[derive(Default)]
pub(super) struct CountedContest {
    cells: OnceLock<Vec<cell::CardClass>>,
    /// Trial by trial, whether a full hand count is right, and the ballots it handles: it is the same whatever method led
    /// to it.
    full: Mutex<HashMap<u64, (bool, u64)>>,
}

/// Full hand counts that are remembered for each contest.
const MOST_COUNTS: usize = 10_000;

impl CountedContest {
    /// The full hand count of a trial.
    fn full(&self, trial: u64, count: impl FnOnce() -> (bool, u64)) -> (bool, u64) {
        let known = || self.full.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&counted) = known().get(&trial) {
            return counted;
        }
        let counted = count();
        let mut known = known();
        if known.len() < MOST_COUNTS {
            known.insert(trial, counted);
        }
        counted
    }
}

impl<'b> Task<'b> {
    /// The contest's cells.
    fn cells(&self) -> &'b [cell::CardClass] {
        self.cells.cells.get_or_init(|| cell::cells_of(self.setup, self.place))
    }

    /// The method made ready.
    fn procedure(&self) -> Result<&'b dyn PreparedAudit, Reason> {
        match &self.ready.1 {
            Ok(procedure) => Ok(procedure.as_ref()),
            Err(why) => Err(told::why_nothing_drawn(why.clone())),
        }
    }
}

/// Audits of one contest by one method, as many as are asked for.
pub(super) trait Trials: Sync {
    /// What these trials come to, one after the other.
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial));
}

pub use exact::EXACT;
pub(super) use exact::{ByLaw, PARTS, law};

/// Audits of a contest in which there is nothing to audit: all are alike, whatever the engine.
struct Nothing(Trial);

impl Trials for Nothing {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        trials.for_each(|_| each(self.0));
    }
}

/// A way to make trials of one contest and method.
pub(super) trait Engine: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a clause.
    fn says(&self) -> Reason;

    /// Makes it ready; `None` where the cards themselves are drawn, one after the other, for all contests and methods.
    ///
    /// # Errors
    /// Why it cannot serve this contest and method.
    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason>;
}

macro_rules! engines {
    ($($file:ident $engine:ident,)*) => {
        $(mod $file;)*

        /// Every engine there is, the fastest first.
        static ENGINES: &[&dyn Engine] = &[$(&$file::$engine),*];
    };
}

engines! {
    skip_agreement SkipAgreement,
    rounds RoundEngine,
    batched_alpha BatchedAlpha,
    bit_parallel_bravo BitParallelBravo,
    cells ClassEngine,
    cards CardEngine,
}

/// The name by which the fastest engine that serves is asked for.
pub const AUTO: &str = "auto";

/// The name of the engine that draws whole cards, the only one that tells what happens to several contests in one trial.
pub const WHOLE_CARDS: &str = "cards";

/// Name and doing of each engine that may be asked for.
pub fn engines() -> impl Iterator<Item = (&'static str, Reason)> {
    let auto = (AUTO, procedures::engine_auto());
    let trials = ENGINES.iter().map(|engine| (engine.name(), engine.says()));
    std::iter::once(auto).chain(trials).chain(std::iter::once((EXACT, procedures::engine_exact())))
}

/// The engine that answers, and its trials; `None` where the cards themselves are drawn.
pub(super) type Serving<'b> = (&'static str, Option<Box<dyn Trials + 'b>>);

/// The engine of that name made ready for a contest and method, or the fastest that serves.
///
/// # Errors
/// A sentence where there is no such engine, or it cannot serve.
pub(super) fn serve<'b>(asked: &str, task: Task<'b>) -> Result<Serving<'b>, Reason> {
    if asked != AUTO && ENGINES.iter().all(|engine| engine.name() != asked) {
        let known: Vec<&str> = engines().map(|(name, _)| name).collect();
        return Err(complaints::error_allowed("--engine", format!("{asked:?}"), known.join(", ")));
    }
    if task.place.nothing_to_audit(task.ready.0) {
        let nothing = Nothing(ending::EndTally::new(task).confirmed(0, 0, false));
        return Ok((cards::CardEngine.name(), Some(Box::new(nothing))));
    }
    if let Some(engine) = ENGINES.iter().find(|engine| engine.name() == asked) {
        let contest = &task.place.claim.contest.id;
        let cannot = |why| complaints::error_engine(asked, task.ready.0.name(), contest, why);
        return engine.serve(task).map(|trials| (engine.name(), trials)).map_err(cannot);
    }
    let served = |engine: &&dyn Engine| engine.serve(task).ok().map(|trials| (engine.name(), trials));
    Ok(ENGINES.iter().find_map(served).unwrap_or((cards::CardEngine.name(), None)))
}

/// Whether a method's contests on the same cards are drawn apart by these engines, in the order of the contests: each
/// row is then the law of that contest alone, and what happens to several of them in one trial is not known.
pub(super) fn apart(setup: &AuditSetup<'_>, engines: &[&str]) -> bool {
    let by_cards = |at: usize| engines.get(at).is_some_and(|engine| *engine == WHOLE_CARDS);
    let shares = |at: usize| {
        let mine = &setup.places[at].same_draw_as;
        setup.places.iter().filter(|other| other.same_draw_as == *mine).count() > 1
    };
    (0..setup.places.len()).any(|at| shares(at) && !by_cards(at))
}

/// What is made of one method's task for the first contest of a scenario.
#[cfg(test)]
fn with_task<T>(text: String, method: &str, make: impl FnOnce(Task<'_>) -> T) -> T {
    use super::{SimulationOptions, audits::make_ready, options::with_bench};
    let file = crate::scenario::ScenarioFile::read("engine", text).expect("a scenario");
    let ask = SimulationOptions { methods: vec![method.to_owned()], ..SimulationOptions::default() };
    with_bench(&file, &ask.over(&file.scenario), &ask, |setup, it| {
        let ready = make_ready(setup, &it.methods);
        let (cells, place) = (CountedContest::default(), &setup.places[0]);
        make(Task { setup, place, ready: &ready[0][0], seed: &it.seed, cells: &cells })
    })
    .expect("it fits")
}
