//! A contest invented on purpose: the record shows a vote in a contest that was not on the card.
//!
//! Synthetic: together with as many hidden contests elsewhere, the number of cards with the contest stays right.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, alter, cards_without, only};
use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The record of some cards without a contest shows a vote in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestInvented {
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

impl Strike for ContestInvented {
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
        let all = cards_without(count, contest, (&self.place, self.pattern), random);
        let marks = only(&count.election.contests[contest], to);
        alter(count, contest, (None, Some(to)), self.cards, all, &|_| Some(marks.clone()))
    }

    fn says(&self) -> Reason {
        findings::contest_invented(&self.to, self.place.in_words())
    }
}
