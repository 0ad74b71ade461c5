//! Votes erased on purpose: a record that carries a vote shows none.
//!
//! Synthetic: each card changes the lead by half as much as an alteration to another name, so it takes twice as many
//! cards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::altered::{Pattern, batches_of, cards, check_number, take, votes_for};
use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest};
use crate::election::{Election, Marks, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, told};
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
        check_votes(election, &self.contest, ("from", &self.from), &self.place)?;
        check_number(&election.contests[known_contest(election, &self.contest)], self.cards)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let from = known_candidate(count.election, contest, &self.from);
        let allowed = count.election.contests[contest].most_marks();
        let can = |marks: &Marks| votes_for(marks, from, allowed);
        let all = cards(count, contest, (&self.place, self.pattern), random, can);
        let chosen = take(count, contest, (Some(from), None), self.cards, all);
        for &(batch, card) in &chosen {
            let mut marks = count.reading(contest, batch, card).cloned().unwrap_or_default();
            marks.clear(from);
            count.set_reading(contest, batch, card, marks);
        }
        batches_of(&chosen)
    }

    fn says(&self) -> Reason {
        told::vote_erased(&self.from, self.place.in_words())
    }
}
