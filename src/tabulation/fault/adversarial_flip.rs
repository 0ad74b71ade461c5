//! Votes altered on purpose: the fewest that change the outcome, or a given number.
//!
//! Synthetic: no proven case of altered paper-backed tabulation is known. The only insider vote-changing
//! case found (Clay County, Kentucky, 2002–2006; convictions vacated 2013) had no paper at all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, alter, cards, exchanged};
use super::{FaultStep, Home, Strike, check_moved, known_candidate, known_contest};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The record of some cards that carry a vote for one candidate is altered to another; in a ranked or scored contest the two
/// are exchanged on cards that place the first above.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdversarialFlip {
    /// The contest.
    pub contest: String,
    /// Whose votes are taken.
    pub from: String,
    /// Who gets them.
    pub to: String,
    /// How many; if not given, the fewest (in the order of the pattern) with which `to` wins a seat in what this count
    /// reports, or all there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<u64>,
    /// How they lie.
    #[serde(default)]
    pub pattern: Pattern,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for AdversarialFlip {
    fn step(&self) -> FaultStep {
        FaultStep::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_moved(election, &self.contest, [&self.from, &self.to], &self.place)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let from = known_candidate(count.election, contest, &self.from);
        let to = known_candidate(count.election, contest, &self.to);
        let it = &count.election.contests[contest];
        let flip = |marks: &Marks| exchanged(it, marks, from, to);
        let all = cards(count, contest, (&self.place, self.pattern), random, |marks| flip(marks).is_some());
        alter(count, contest, (Some(from), Some(to)), self.cards, all, &|marks| marks.and_then(flip))
    }

    fn says(&self) -> Reason {
        findings::adversarial_flip(&self.from, &self.to, self.place.in_words())
    }
}
