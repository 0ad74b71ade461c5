//! Undervotes filled on purpose: a record shows a vote where the voter left the contest open.
//!
//! Synthetic: nobody loses a vote, so no voter's own vote is missing from the count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, alter, cards, stuffed};
use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The record of some cards with room for another vote shows one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndervoteStuffing {
    /// The contest.
    pub contest: String,
    /// Who gets the votes.
    pub to: String,
    /// On how many cards; if not given, the fewest (in the order of the pattern) with which `to` wins a seat in what this
    /// count reports, or all there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<u64>,
    /// How they lie.
    #[serde(default)]
    pub pattern: Pattern,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for UndervoteStuffing {
    fn step(&self) -> FaultStep {
        FaultStep::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_votes(election, &self.contest, ("to", &self.to), &self.place)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let to = known_candidate(count.election, contest, &self.to);
        let it = &count.election.contests[contest];
        let stuff = |marks: &Marks| stuffed(it, marks, to);
        let all = cards(count, contest, (&self.place, self.pattern), random, |marks| stuff(marks).is_some());
        alter(count, contest, (None, Some(to)), self.cards, all, &|marks| marks.and_then(stuff))
    }

    fn says(&self) -> Reason {
        findings::undervote_stuffing(&self.to, self.place.in_words())
    }
}
