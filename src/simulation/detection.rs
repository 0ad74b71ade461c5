//! Which faults anybody could have noticed: by a check that was made, or by a later count of the same ballots.

use super::stage::StageCount;
use crate::beyond::{BeforeThePaper, Beyond};
use crate::canvass::{Check, Finding};
use crate::election::Election;
use crate::scenario::StageText;
use crate::tabulation::Tallies;
use crate::tabulation::fault::Strike;

/// A fault of a machine count, and who could see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultSeen {
    /// Place of the stage.
    pub stage: usize,
    /// The fault's name in scenario files.
    pub kind: &'static str,
    /// What happened, in words.
    pub says: String,
    /// For each contest, whether the fault's batches hold a wrong count in it.
    pub changed: Vec<bool>,
    /// For each contest, what showed it.
    pub found_by: Vec<Option<String>>,
}

/// Something that was wrong before there was paper, and who could see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondSeen {
    /// Its name in scenario files.
    pub kind: &'static str,
    /// Place of the contest.
    pub contest: usize,
    /// Ballots concerned.
    pub ballots: u64,
    /// What happened, in words.
    pub says: String,
    /// Why no count of the paper sees it.
    pub why_unseen: &'static str,
    /// Which check would see it.
    pub seen_by: String,
    /// The check that was made and did see it.
    pub found_by: Option<String>,
}

/// Everything that is needed to say who saw what.
pub(super) struct Seen<'a> {
    pub(super) election: &'a Election,
    pub(super) stages: &'a [StageText],
    pub(super) counts: &'a [StageCount],
    /// For each stage, what the checks show, made or not.
    pub(super) findings: &'a [Vec<Finding>],
    /// For each batch, what the voters meant.
    pub(super) truth: &'a [Tallies],
}

impl Seen<'_> {
    /// All faults of all stages.
    pub(super) fn faults(&self) -> Vec<FaultSeen> {
        let mut list = Vec::new();
        for (stage, text) in self.stages.iter().enumerate() {
            for (fault, touched) in text.faults.iter().zip(&self.counts[stage].touched) {
                let contests = 0..self.election.contests.len();
                let changed: Vec<bool> = contests.map(|c| self.is_wrong(stage, c, touched)).collect();
                let found = |(contest, &changed): (usize, &bool)| {
                    if changed { self.found_by(stage, contest, fault.kind(), touched) } else { None }
                };
                list.push(FaultSeen {
                    stage,
                    kind: fault.kind(),
                    says: fault.says(),
                    found_by: changed.iter().enumerate().map(found).collect(),
                    changed,
                });
            }
        }
        list
    }

    /// What is typed beyond the tallies into the units of these batches.
    fn typed(&self, stage: usize, contest: usize, batches: &[usize]) -> Vec<(usize, usize, i64)> {
        let units: Vec<usize> = batches.iter().map(|&b| self.election.group_of(b).unit).collect();
        let corrections = self.counts[stage].corrections.iter();
        corrections
            .filter(|c| c.contest == contest && units.contains(&c.unit))
            .map(|c| (c.unit, c.candidate, c.adds))
            .collect()
    }

    fn is_wrong(&self, stage: usize, contest: usize, batches: &[usize]) -> bool {
        let count = &self.counts[stage];
        let off = |&batch: &usize| {
            count.counted[batch].as_ref().map(|tallies| &tallies[contest].votes)
                != Some(&self.truth[batch][contest].votes)
        };
        batches.iter().any(off) || !self.typed(stage, contest, batches).is_empty()
    }

    /// How many votes a stage's count of one batch is off.
    fn off(&self, stage: usize, contest: usize, batch: usize) -> i64 {
        let truth = &self.truth[batch][contest].votes;
        match &self.counts[stage].counted[batch] {
            Some(tallies) => tallies[contest].votes.iter().zip(truth).map(|(v, t)| (v - t).abs()).sum(),
            None => truth.iter().sum(),
        }
    }

    /// The check that was made, or the first later count that is nearer to the paper and has not the same fault.
    fn found_by(&self, stage: usize, contest: usize, kind: &str, touched: &[usize]) -> Option<String> {
        let mut units: Vec<usize> = touched.iter().map(|&b| self.election.group_of(b).unit).collect();
        units.sort_unstable();
        units.dedup();
        let speaks_of = |f: &&Finding| {
            self.stages[stage].checks.contains(&f.check)
                && f.contest.is_none_or(|c| c == contest)
                && units.binary_search(&f.unit).is_ok()
        };
        if let Some(finding) = self.findings[stage].iter().find(speaks_of) {
            return Some(format!("{} at {}", finding.check.name(), self.stages[stage].id));
        }
        let later = (stage + 1..self.stages.len()).find(|&later| {
            let text = &self.stages[later];
            let faults = text.faults.iter().zip(&self.counts[later].touched);
            let has_it_too = |(fault, batches): (&crate::tabulation::Fault, &Vec<usize>)| {
                fault.kind() == kind && touched.iter().any(|b| batches.binary_search(b).is_ok())
            };
            if !text.counts_contest(&self.election.contests[contest].id) || faults.into_iter().any(has_it_too) {
                return false;
            }
            let counts_again = |b: &&usize| self.counts[later].in_scope[**b];
            let again: Vec<usize> = touched.iter().filter(counts_again).copied().collect();
            again.iter().any(|&b| self.off(later, contest, b) < self.off(stage, contest, b))
                || !self.typed(stage, contest, &again).is_empty() && self.typed(later, contest, &again).is_empty()
        });
        later.map(|later| self.stages[later].id.clone())
    }

    /// What was wrong before the paper: seen by no count, at most by the reconciliation of voters and ballots.
    pub(super) fn beyond(&self, list: &[Beyond]) -> Vec<BeyondSeen> {
        list.iter().map(|it| self.beyond_one(it)).collect()
    }

    fn beyond_one(&self, it: &Beyond) -> BeyondSeen {
        let reconciled = self.stages.iter().zip(self.findings).find(|(stage, findings)| {
            stage.checks.contains(&Check::Reconciliation)
                && stage.faults.is_empty()
                && findings.iter().any(|f| f.check == Check::Reconciliation)
        });
        let is_missing = matches!(it, Beyond::RemovedBallot(_));
        BeyondSeen {
            kind: it.kind(),
            contest: self.election.contest(it.contest()).unwrap_or(0),
            ballots: it.ballots(),
            says: it.says(),
            why_unseen: it.why_unseen(),
            seen_by: it.seen_by(),
            found_by: reconciled.filter(|_| is_missing).map(|(stage, _)| format!("reconciliation at {}", stage.id)),
        }
    }
}
