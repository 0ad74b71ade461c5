//! Condorcet, completed by Black: whoever is preferred to each other candidate wins; where nobody is, Borda's points decide.
//!
//! # Reference
//! Condorcet 1785, "Essai sur l'application de l'analyse"; Black 1958, "The Theory of Committees and Elections", for the completion.
//! The statements are that the winner is preferred to each other. Where Borda's points decided, it would have to be shown too
//! that nobody is preferred to each other, which no such set of statements says; only a full hand count can check that.

use super::borda::points_of_ranks;
use super::pairwise::preferred;
use super::plurality::most_votes;
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, procedures, told};

/// Preferred to each other candidate, else Borda.
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

    fn decided_by(&self, contest: &Contest, tally: &Tally) -> Option<Reason> {
        (contest.candidates.len() > 1 && preferred_to_all(contest, tally).is_none()).then(told::decided_by_points)
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let Some((winner, _)) = preferred_to_all(contest, tally).filter(|it| outcome.winners == [it.0]) else {
            return Err(told::why_no_claims());
        };
        let losers = (0..contest.candidates.len() as CandidateIndex).filter(|&candidate| candidate != winner);
        Ok(losers.map(|loser| Assertion { winner, loser, statement: Statement::Preferred }).collect())
    }
}

/// Who is preferred to each other candidate, and the smallest lead.
fn preferred_to_all(contest: &Contest, tally: &Tally) -> Option<(CandidateIndex, Option<i64>)> {
    let over = preferred(contest, tally);
    let others = |a: usize| (0..over.len()).filter(move |&b| b != a);
    let winner = (0..over.len()).find(|&a| others(a).all(|b| over[a][b] > 0))?;
    Some((winner as CandidateIndex, others(winner).map(|b| over[winner][b]).min()))
}
