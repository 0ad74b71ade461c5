//! Results of many trials as counts that add up: the parts of a study give the whole in any order.

use std::collections::BTreeMap;

use super::audits::{AuditRun, SharedSampleRun};
use crate::audit::Decision;

/// The result of one audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trial {
    /// Distinct cards that were read, all of them in a full hand count.
    pub(super) cards: u64,
    /// Distinct cards of the sample.
    pub(super) looked_up: u64,
    /// Ballots tallied by hand.
    pub(super) tallied: u64,
    /// Rounds.
    pub(super) rounds: u64,
    /// How it ended.
    pub(super) decision: Decision,
    /// Whether it showed that the report is wrong.
    pub(super) noticed: bool,
    /// Whether the final outcome is that of the paper.
    pub(super) right_in_the_end: bool,
}

impl Trial {
    pub(super) fn of(run: &AuditRun) -> Self {
        Self {
            cards: run.cards,
            looked_up: run.looked_up,
            tallied: run.tallied,
            rounds: run.rounds.len() as u64,
            decision: run.decision,
            noticed: run.report_is_off,
            right_in_the_end: run.right_in_the_end,
        }
    }
}

/// The result of one sample that served all contests.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SharedSampleCounts {
    /// Distinct cards pulled.
    pub(super) cards: u64,
    /// Rounds until no contest needed more cards.
    pub(super) rounds: u64,
    /// The contests that were then counted in full, by their indices among those audited, in order.
    pub(super) counted: Vec<usize>,
}

/// Trials by their results: memory grows with the different results, not with the number of trials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TrialCounts {
    /// How many trials.
    pub(super) trials: u64,
    /// For each contest and method within, the number of trials with each result.
    pub(super) rows: Vec<BTreeMap<Trial, u64>>,
    /// For each method, the trials in which the report of at least one contest was found to be wrong.
    pub(super) noticed_somewhere: Vec<u64>,
    /// For each method whose audits share one sample, the number of trials with each result.
    pub(super) together: Vec<(String, BTreeMap<SharedSampleCounts, u64>)>,
}

impl TrialCounts {
    /// Counts of no trial, for this number of rows and methods.
    pub(super) fn of_none(rows: usize, methods: usize) -> Self {
        Self { rows: vec![BTreeMap::new(); rows], noticed_somewhere: vec![0; methods], ..Self::default() }
    }

    /// Adds one trial: the result of each contest and method, and of shared samples.
    pub(super) fn add<'t>(&mut self, rows: impl Iterator<Item = &'t Trial>, together: &[SharedSampleRun]) {
        self.trials += 1;
        let methods = self.noticed_somewhere.len();
        // With one contest, "somewhere" means in that contest.
        let contests = self.rows.len().checked_div(methods).unwrap_or(0);
        let mut noticed = if contests > 1 { vec![false; methods] } else { Vec::new() };
        for (at, (row, trial)) in self.rows.iter_mut().zip(rows).enumerate() {
            match noticed.get_mut(at % methods) {
                Some(noticed) => *noticed |= trial.noticed,
                None => self.noticed_somewhere[at] += u64::from(trial.noticed),
            }
            *row.entry(*trial).or_default() += 1;
        }
        for (all, noticed) in self.noticed_somewhere.iter_mut().zip(noticed) {
            *all += u64::from(noticed);
        }
        for run in together {
            let shared = SharedSampleCounts { cards: run.cards, rounds: run.rounds, counted: run.counted.clone() };
            *self.together_of(run.method).entry(shared).or_default() += 1;
        }
    }

    fn together_of(&mut self, method: &str) -> &mut BTreeMap<SharedSampleCounts, u64> {
        let known = self.together.iter().position(|(name, _)| name == method);
        let at = known.unwrap_or_else(|| {
            self.together.push((method.to_owned(), BTreeMap::new()));
            self.together.len() - 1
        });
        &mut self.together[at].1
    }

    /// Joins the trials of another part of the same study.
    #[must_use]
    pub(super) fn join(mut self, other: Self) -> Self {
        self.trials += other.trials;
        for (row, more) in self.rows.iter_mut().zip(other.rows) {
            count_in(row, more);
        }
        for (noticed, more) in self.noticed_somewhere.iter_mut().zip(other.noticed_somewhere) {
            *noticed += more;
        }
        for (method, more) in other.together {
            count_in(self.together_of(&method), more);
        }
        self
    }
}

fn count_in<T: Ord>(all: &mut BTreeMap<T, u64>, more: BTreeMap<T, u64>) {
    for (what, count) in more {
        *all.entry(what).or_default() += count;
    }
}
