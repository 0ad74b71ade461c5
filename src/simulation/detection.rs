//! Detection of faults: by a check that was made, or by a later count of the same ballots.

use super::audits::AuditRun;
use super::discrepancy::Cause;
use super::stage::{Effect, StageCount};
use crate::canvass::{Check, Finding};
use crate::election::Election;
use crate::outside_the_paper::{BeforeThePaper, Beyond};
use crate::reason::{Filling, Reason, findings};
use crate::scenario::StageText;
use crate::social_choice::{Tallies, Tally};
use crate::tabulation::Fault;
use crate::tabulation::fault::{FaultStep, Strike};

/// A fault of a machine count, and what could show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultSeen {
    /// Index of the stage.
    pub stage: usize,
    /// The fault's name in scenario files.
    pub kind: &'static str,
    /// What happened.
    pub says: Reason,
    /// For each contest, whether the count would differ without the fault.
    pub changed: Vec<bool>,
    /// For each contest, what showed it in the scenario: a check or an audit, or a later stage by its id.
    pub found_by: Vec<Option<Filling>>,
    /// For each contest in which nothing showed it, the audit that would have shown it, had it been held.
    pub would_be_found_by: Vec<Option<Reason>>,
}

/// A wrong before there was paper, and what could show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondSeen {
    /// Its name in scenario files.
    pub kind: &'static str,
    /// Index of the contest.
    pub contest: usize,
    /// Number of ballots.
    pub ballots: u64,
    /// What happened.
    pub says: Reason,
    /// Why no count of the paper can show it.
    pub why_unseen: Reason,
    /// The check that could show it.
    pub seen_by: Reason,
    /// The check that was made and showed it.
    pub found_by: Option<Reason>,
}

/// The data from which detection is decided.
pub(super) struct DetectionInputs<'a> {
    pub(super) election: &'a Election,
    pub(super) stages: &'a [StageText],
    pub(super) counts: &'a [StageCount],
    /// For each stage, the findings of the checks, made or not.
    pub(super) findings: &'a [Vec<Finding>],
    /// For each batch, the tallies of what the voters meant.
    pub(super) truth: &'a [Tallies],
    /// The audits, and the stage they are of.
    pub(super) audits: &'a [AuditRun],
    pub(super) audited: Option<usize>,
}

impl DetectionInputs<'_> {
    /// All faults of all stages.
    pub(super) fn faults(&self) -> Vec<FaultSeen> {
        let mut list = Vec::new();
        for (stage, text) in self.stages.iter().enumerate() {
            for (fault, effect) in text.faults.iter().zip(&self.counts[stage].effects) {
                let changed = |c: usize| {
                    text.counts_contest(&self.election.contests[c].id)
                        && !(effect.batches[c].is_empty() && effect.typed[c].is_empty())
                };
                let changed: Vec<bool> = (0..self.election.contests.len()).map(changed).collect();
                let found = |(contest, &changed): (usize, &bool)| {
                    if changed { self.found_by(stage, contest, fault, effect) } else { None }
                };
                let found_by: Vec<Option<Filling>> = changed.iter().enumerate().map(found).collect();
                let would = |(contest, &changed): (usize, &bool)| {
                    let unseen = changed && found_by[contest].is_none();
                    if unseen { self.audit_that_saw((stage, contest), effect, false) } else { None }
                };
                list.push(FaultSeen {
                    stage,
                    kind: fault.kind(),
                    says: fault.says(),
                    would_be_found_by: changed.iter().enumerate().map(would).collect(),
                    found_by,
                    changed,
                });
            }
        }
        list
    }

    /// The number of votes typed wrong in one unit.
    fn typed(&self, stage: usize, contest: usize, unit: usize) -> i64 {
        let corrections = self.counts[stage].corrections.iter();
        corrections.filter(|c| c.contest == contest && c.unit == unit).map(|c| c.adds.abs()).sum()
    }

    /// The error of a stage's count of one batch, in votes.
    pub(super) fn off(&self, stage: usize, contest: usize, batch: usize) -> i64 {
        let truth = &self.truth[batch][contest];
        match &self.counts[stage].counted[batch] {
            Some(tallies) if tallies.get(contest).is_some() => tallies[contest].distance(truth),
            _ => truth.distance(&Tally::default()),
        }
    }

    /// The check that was made, the first later count that is closer to the paper and does not have the same fault, or
    /// an audit that was held.
    fn found_by(&self, stage: usize, contest: usize, fault: &Fault, effect: &Effect) -> Option<Filling> {
        let unit = |batch: &usize| self.election.group_of(*batch).unit;
        let votes_in: Vec<usize> =
            effect.batches[contest].iter().map(unit).chain(effect.typed[contest].clone()).collect();
        let ballots_in: Vec<usize> = effect.ballots.iter().map(unit).collect();
        let speaks_of = |f: &&Finding| {
            let can_see = match f.check {
                Check::Reconciliation | Check::Completeness => ballots_in.contains(&f.unit),
                Check::Tapes => {
                    fault.step() >= FaultStep::Mapping && f.contest == Some(contest) && votes_in.contains(&f.unit)
                }
                Check::Plausibility => f.contest == Some(contest) && votes_in.contains(&f.unit),
            };
            can_see && self.stages[stage].checks.contains(&f.check)
        };
        if let Some(finding) = self.findings[stage].iter().find(speaks_of) {
            return Some(finding.check.at(&self.stages[stage].id).into());
        }
        let later = (stage + 1..self.stages.len()).find(|&later| {
            self.stages[later].counts_contest(&self.election.contests[contest].id)
                && self.is_nearer(stage, later, contest, fault, effect)
        });
        let by_audit = || self.audit_that_saw((stage, contest), effect, true).map(Filling::from);
        later.map(|later| Filling::from(&self.stages[later].id)).or_else(by_audit)
    }

    /// The audit of this stage that found a discrepancy in a batch of the fault, or counted all of it again: of the
    /// audits that were held, or of the hypothetical ones.
    fn audit_that_saw(&self, (stage, contest): (usize, usize), effect: &Effect, held: bool) -> Option<Reason> {
        let struck = |batch: usize| effect.batches[contest].binary_search(&batch).is_ok();
        let counts_votes = !effect.batches[contest].is_empty() || !effect.typed[contest].is_empty();
        let saw = |audit: &&AuditRun| {
            let met = audit.listed.iter().any(|d| d.cause == Cause::Report && struck(d.batch_index));
            audit.contest == contest && (met || (audit.counted.is_some() && counts_votes))
        };
        let audit = self.audits.iter().filter(|a| self.audited == Some(stage) && a.held == held).find(saw)?;
        Some(findings::saw_audit(audit.method, &self.stages[stage].id))
    }

    /// Whether a later stage counted the batches of the fault again, without the same fault, and came closer to the
    /// paper.
    fn is_nearer(&self, stage: usize, later: usize, contest: usize, fault: &Fault, effect: &Effect) -> bool {
        let count = &self.counts[later];
        let same = self.stages[later].faults.iter().zip(&count.effects).filter(|(f, _)| f.kind() == fault.kind());
        let same: Vec<&Effect> = same.map(|(_, effect)| effect).collect();
        let again = |batch: &usize| {
            count.in_scope[*batch] && !same.iter().any(|e| e.batches[contest].binary_search(batch).is_ok())
        };
        let of_unit = |unit: usize| {
            (0..count.in_scope.len()).any(|b| count.in_scope[b] && self.election.group_of(b).unit == unit)
        };
        effect.batches[contest].iter().any(|b| again(b) && self.off(later, contest, *b) < self.off(stage, contest, *b))
            || effect.typed[contest]
                .iter()
                .any(|&unit| of_unit(unit) && self.typed(later, contest, unit) < self.typed(stage, contest, unit))
    }

    /// What was wrong before the paper: no count shows it, at most the reconciliation of voters and ballots.
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
            found_by: reconciled.filter(|_| is_missing).map(|(stage, _)| findings::saw_reconciliation(&stage.id)),
        }
    }
}
