//! Votes erased on purpose: a record that carries a vote shows none.
//!
//! Synthetic: each card changes the lead by half as much as an alteration to another name, so it takes twice as many
//! cards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, alter, cards, erased};
use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The record of some cards loses its vote for one candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteErased {
    /// The contest.
    pub contest: String,
    /// Whose votes are erased.
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

impl Strike for VoteErased {
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
        let erase = |marks: &Marks| erased(it, marks, from);
        let all = cards(count, contest, (&self.place, self.pattern), random, |marks| erase(marks).is_some());
        alter(count, contest, (Some(from), None), self.cards, all, &|marks| marks.and_then(erase))
    }

    fn says(&self) -> Reason {
        findings::vote_erased(&self.from, self.place.in_words())
    }
}
