//! A contest hidden on purpose: the record says that the contest was not on the card.
//!
//! Synthetic: the card looks as if it were of another ballot style, so that no vote seems to be missing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, alter, cards, is_alone};
use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The record of some cards that vote for one candidate alone says that the contest is not on them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContestHidden {
    /// The contest.
    pub contest: String,
    /// Whose votes are hidden.
    pub from: String,
    /// On how many cards; if not given, the fewest (in the order of the pattern) with which `from` wins no seat in what
    /// this count reports, or all there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<u64>,
    /// How they lie.
    #[serde(default)]
    pub pattern: Pattern,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for ContestHidden {
    fn step(&self) -> FaultStep {
        FaultStep::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_votes(election, &self.contest, ("from", &self.from), &self.place)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let from = known_candidate(count.election, contest, &self.from);
        let it = &count.election.contests[contest];
        let all = cards(count, contest, (&self.place, self.pattern), random, |marks| is_alone(it, marks, from));
        alter(count, contest, (Some(from), None), self.cards, all, &|_| None)
    }

    fn says(&self) -> Reason {
        findings::contest_hidden(&self.from, self.place.in_words())
    }
}
