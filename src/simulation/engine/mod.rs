//! Engines: each makes trials of the same audits by another way of drawing cards. One engine per file.

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
use crate::reason::{Reason, complaints, procedures, why};

/// One contest and method, as an engine gets it.
#[derive(Clone, Copy)]
pub(super) struct Task<'b> {
    pub(super) setup: &'b AuditSetup<'b>,
    pub(super) place: &'b AuditedContest<'b>,
    pub(super) ready: &'b ReadyMethod<'b>,
    pub(super) seed: &'b str,
    /// The contest's cells, computed when they are first needed.
    pub(super) cells: &'b CountedContest,
}

/// Counts of a contest that all methods share.
#[derive(Default)]
pub(super) struct CountedContest {
    cells: OnceLock<Vec<cell::CardClass>>,
    /// Trial by trial, whether a full hand count is right, and the ballots it handles: the same for all methods.
    full: Mutex<HashMap<u64, (bool, u64)>>,
}

/// Most full hand counts that are stored for each contest.
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

    /// The prepared method.
    fn procedure(&self) -> Result<&'b dyn PreparedAudit, Reason> {
        match &self.ready.1 {
            Ok(procedure) => Ok(procedure.as_ref()),
            Err(why) => Err(why::nothing_drawn(why.clone())),
        }
    }
}

/// Audits of one contest by one method.
pub(super) trait Trials: Sync {
    /// Runs these trials and passes the result of each, one after the other.
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial));
}

pub use exact::EXACT;
pub(super) use exact::{ExactEndings, PARTS, distribution};

/// Audits of a contest in which there is nothing to audit: all are equal, with any engine.
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

    /// A description, in a clause.
    fn says(&self) -> Reason;

    /// Prepares it; `None` if the cards themselves are drawn, one after the other, for all contests and methods.
    ///
    /// # Errors
    /// Why it is not suitable for this contest and method.
    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason>;
}

macro_rules! engines {
    ($($file:ident $engine:ident,)*) => {
        $(mod $file;)*

        /// Every engine, the fastest first.
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

/// The name that selects the fastest suitable engine.
pub const AUTO: &str = "auto";

/// The name of the engine of whole cards, the only one that shows several contests in one trial.
pub const WHOLE_CARDS: &str = "cards";

/// Name and description of each engine.
pub fn engines() -> impl Iterator<Item = (&'static str, Reason)> {
    let auto = (AUTO, procedures::engine_auto());
    let trials = ENGINES.iter().map(|engine| (engine.name(), engine.says()));
    std::iter::once(auto).chain(trials).chain(std::iter::once((EXACT, procedures::engine_exact())))
}

/// The engine that was chosen, and its trials; `None` if the cards themselves are drawn.
pub(super) type Serving<'b> = (&'static str, Option<Box<dyn Trials + 'b>>);

/// The engine of that name prepared for a contest and method, or the fastest suitable one.
///
/// # Errors
/// The reason, if there is no such engine, or it is not suitable.
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

/// Whether a method's contests on the same cards are sampled separately by these engines, in the order of the contests:
/// each row is then about that contest alone, and joint events in one trial are not known.
pub(super) fn apart(setup: &AuditSetup<'_>, engines: &[&str]) -> bool {
    let by_cards = |at: usize| engines.get(at).is_some_and(|engine| *engine == WHOLE_CARDS);
    let shares = |at: usize| {
        let mine = &setup.places[at].same_draw_as;
        setup.places.iter().filter(|other| other.same_draw_as == *mine).count() > 1
    };
    (0..setup.places.len()).any(|at| shares(at) && !by_cards(at))
}

/// A result from one method's task for the first contest of a scenario.
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
