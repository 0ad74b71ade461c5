//! Condorcet, completed by Black: a candidate preferred to each other one wins; if there is none, Borda's points
//! decide.
//!
//! # Reference
//! Condorcet 1785, "Essai sur l'application de l'analyse"; Black 1958, "The Theory of Committees and Elections", for
//! the completion. The statements say that the winner is preferred to each other candidate. If Borda's points decided,
//! one would also have to show that no candidate is preferred to each other one, which no such set of statements can;
//! only a full hand count can check that.

use super::borda::points_of_ranks;
use super::pairwise::preferred;
use super::plurality::most_votes;
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, procedures, told};

/// The Condorcet rule, completed by Borda's points.
#[derive(Clone, Copy, Debug)]
pub struct Condorcet;

impl SocialChoice for Condorcet {
    fn name(&self) -> &'static str {
        "condorcet"
    }

    fn says(&self) -> Reason {
        procedures::rule_condorcet()
    }

    fn form(&self) -> BallotForm {
        BallotForm::Ranks
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        points_of_ranks(contest, marks)
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        match preferred_to_all(contest, tally) {
            Some((winner, lead)) => Outcome { winners: vec![winner], tied: Vec::new(), margin: lead },
            None => most_votes(&tally.votes, 1),
        }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let Some((winner, _)) = preferred_to_all(contest, tally).filter(|it| outcome.winners == [it.0]) else {
            return Err(told::why_no_claims());
        };
        let losers = (0..contest.candidates.len() as CandidateIndex).filter(|&candidate| candidate != winner);
        Ok(losers.map(|loser| Assertion { winner, loser, statement: Statement::Preferred }).collect())
    }
}

/// The candidate who is preferred to each other one, and the smallest lead.
fn preferred_to_all(contest: &Contest, tally: &Tally) -> Option<(CandidateIndex, Option<i64>)> {
    let over = preferred(contest, tally);
    let others = |a: usize| (0..over.len()).filter(move |&b| b != a);
    let winner = (0..over.len()).find(|&a| others(a).all(|b| over[a][b] > 0))?;
    Some((winner as CandidateIndex, others(winner).map(|b| over[winner][b]).min()))
}
