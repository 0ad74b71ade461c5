//! The verdict on a contest, from its counts and the audits that a law orders or that were made.
//!
//! Hypothetical audits change no verdict: they were not held, so they confirmed and corrected nothing.

use super::audits::AuditRun;
use super::detection::{BeyondSeen, FaultSeen};
use super::observed::ObservedAuditRun;
use crate::scenario::{CountedBy, Scenario};
use crate::social_choice::Outcome;

/// The result of the whole procedure in one contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The reported winners are right in every count, and the paper was examined.
    Confirmed,
    /// The reported winners are right, but the paper was not examined, or a sample of it was not enough.
    Unchecked,
    /// The reported winners were wrong, and a later stage or the full hand count of an audit that was held corrected
    /// them.
    Corrected,
    /// The final outcome is wrong, and nothing confirmed it.
    NotCorrected,
    /// The final outcome is wrong, and an audit that was held confirmed it.
    WrongAndConfirmed,
    /// There was a fault, and nothing was examined where it could be seen.
    Undetected,
}

/// Who examined the paper of a contest in the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoLooked {
    /// Nobody: there was one machine count.
    Nobody,
    /// Only machines, more than once.
    Machines,
    /// People drew a sample, and it did not confirm the reported outcome.
    SampleOnly,
    /// People counted a part of the paper.
    ShardResult,
    /// People: a count by hand, a ruling, or an audit.
    People,
}

impl WhoLooked {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Machines => "machines",
            Self::SampleOnly => "sample_only",
            Self::ShardResult => "people_a_part",
            Self::People => "people",
        }
    }

    /// From the stages that count the contest, the audits of it that were held, and whether each sample that was drawn
    /// in reality confirms it.
    pub(super) fn of(scenario: &Scenario, contest: &str, held: &[&AuditRun], drawn: &[bool]) -> Self {
        let counts = || scenario.stage.iter().filter(|stage| stage.counts_contest(contest));
        let machines = counts().filter(|stage| stage.by == CountedBy::Machine && stage.mean_of.is_empty()).count();
        let mut by_people = counts().filter(|stage| stage.by != CountedBy::Machine).peekable();
        let any_part = by_people.peek().is_some();
        if by_people.any(|stage| !stage.leaves_paper()) || !held.is_empty() || drawn.contains(&true) {
            Self::People
        } else if any_part {
            Self::ShardResult
        } else if !drawn.is_empty() {
            Self::SampleOnly
        } else if machines > 1 {
            Self::Machines
        } else {
            Self::Nobody
        }
    }
}

impl ObservedAuditRun {
    /// Whether the sample confirms the reported outcome at the risk limit.
    pub(super) fn confirms(&self, scenario: &Scenario) -> bool {
        let limit = scenario.audit.as_ref().map(|text| text.terms().risk_limit);
        self.p_value.zip(limit).is_some_and(|(p, limit)| p <= limit)
    }
}

impl Verdict {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Unchecked => "unchecked",
            Self::Corrected => "corrected",
            Self::NotCorrected => "not_corrected",
            Self::WrongAndConfirmed => "wrong_and_confirmed",
            Self::Undetected => "undetected",
        }
    }

    /// Judges a contest by its outcomes in order of time: its stages, then the full hand count of an audit of the last
    /// stage that was held.
    ///
    /// `right` is the outcome of the paper, as the voters meant it; `wanted` that of eligible voters, if it is known
    /// and differs. `confirmed` says whether an audit of the last stage that was held confirmed it.
    pub(super) fn of(
        contest: usize,
        (right, wanted): (&Outcome, Option<&Outcome>),
        (record, looked, confirmed): (&[&Outcome], WhoLooked, bool),
        faults: &[FaultSeen],
        beyond: &[BeyondSeen],
    ) -> Self {
        let last_is_right = record.last().is_some_and(|outcome| outcome.agrees_with(right));
        let faults = faults.iter().filter(|f| f.changed[contest]);
        let found = faults.map(|f| f.found_by[contest].is_some());
        let before_paper = beyond.iter().filter(|b| b.contest == contest).map(|b| b.found_by.is_some());
        let all: Vec<bool> = found.chain(before_paper).collect();
        let paper_is_wrong = wanted.is_some_and(|wanted| !wanted.agrees_with(right));
        if !last_is_right {
            if confirmed { Self::WrongAndConfirmed } else { Self::NotCorrected }
        } else if paper_is_wrong {
            if all.contains(&false) { Self::Undetected } else { Self::NotCorrected }
        } else if !record.iter().all(|outcome| outcome.agrees_with(right)) {
            Self::Corrected
        } else if !all.is_empty() && !all.contains(&true) {
            Self::Undetected
        } else if matches!(looked, WhoLooked::Nobody | WhoLooked::SampleOnly) {
            Self::Unchecked
        } else {
            Self::Confirmed
        }
    }
}
