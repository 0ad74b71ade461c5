//! The verdict on a contest: confirmed, corrected, wrong and confirmed, or undetected.

use super::detection::{BeyondSeen, FaultSeen};
use crate::social_choice::Outcome;

/// What the whole procedure came to in one contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The reported winners are the true ones and nothing says otherwise.
    Confirmed,
    /// The reported winners were wrong, and a later stage or an audit's full hand count put it right.
    Corrected,
    /// They were wrong and every check passed them.
    WrongAndConfirmed,
    /// There was a fault, and nobody looked where it could be seen.
    Undetected,
}

impl Verdict {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::WrongAndConfirmed => "wrong_and_confirmed",
            Self::Undetected => "undetected",
        }
    }

    /// Judges a contest by the outcomes of its stages in order of time, and of the full hand counts that audits led to.
    ///
    /// `right` is the outcome of the paper, as the voters meant it; `wanted` that of eligible voters, where it is
    /// known to be another matter.
    pub(super) fn of(
        contest: usize,
        right: &Outcome,
        wanted: Option<&Outcome>,
        (stages, full_counts): (&[Outcome], &[&Outcome]),
        faults: &[FaultSeen],
        beyond: &[BeyondSeen],
    ) -> Self {
        let is_right = |outcome: &&Outcome| outcome.agrees_with(right);
        let last_is_right = stages.last().as_ref().is_some_and(is_right);
        let faults = faults.iter().filter(|f| f.changed[contest]);
        let found = faults.map(|f| f.found_by[contest].is_some());
        let before_paper = beyond.iter().filter(|b| b.contest == contest).map(|b| b.found_by.is_some());
        let all: Vec<bool> = found.chain(before_paper).collect();
        let paper_is_wrong = wanted.is_some_and(|wanted| !wanted.agrees_with(right));
        let audit_put_it_right = full_counts.iter().any(|outcome| outcome.agrees_with(right));
        if !last_is_right && audit_put_it_right && !paper_is_wrong {
            Self::Corrected
        } else if !last_is_right {
            Self::WrongAndConfirmed
        } else if paper_is_wrong {
            if all.contains(&false) { Self::Undetected } else { Self::WrongAndConfirmed }
        } else if !stages.iter().all(|outcome| is_right(&outcome)) {
            Self::Corrected
        } else if !all.is_empty() && !all.contains(&true) {
            Self::Undetected
        } else {
            Self::Confirmed
        }
    }
}
