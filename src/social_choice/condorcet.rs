//! Condorcet: a candidate preferred to each other one wins; if there is none, the contest's completion decides.
//!
//! # Reference
//! Condorcet 1785, "Essai sur l'application de l'analyse"; the completions are in [`super::ranked::completion`]. The
//! statements say that the winner is preferred to each other candidate. If a completion decided, one would also have to
//! show that no candidate is preferred to each other one, which no such set of statements can; only a full hand count can
//! check that.

use super::borda::points_of_ranks;
use super::ranked::PairwiseTally;
use super::ranked::completion::{CondorcetCompletion, elect};
use super::ranked::rank_points::BORDA_POINTS;
use super::ranked_contest::{ranked_ballots, tie_rule};
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Filling, Reason, findings, procedures, why};

/// The Condorcet rule with a named completion.
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

    fn needs_completion(&self) -> bool {
        true
    }

    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        points_of_ranks(contest, marks, BORDA_POINTS[0])
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let ballots = ranked_ballots(contest, tally);
        let pairs = PairwiseTally::of(&ballots, &[]);
        let elected = elect(&ballots, completion(contest), &[], &tie_rule(contest));
        match elected.winner {
            Some(winner) if elected.condorcet_winner.is_some() => {
                let others = pairs.candidates().into_iter().filter(|&other| other != winner);
                let margin = others.map(|other| lead(&pairs, winner, other)).min();
                Outcome { winners: vec![winner], tied: Vec::new(), margin }
            }
            Some(winner) => Outcome { winners: vec![winner], tied: Vec::new(), margin: closest_pair(&pairs) },
            None => Outcome { winners: Vec::new(), tied: elected.tied, margin: Some(0) },
        }
    }

    fn decided_by(&self, contest: &Contest, tally: &Tally) -> Option<Reason> {
        let ballots = ranked_ballots(contest, tally);
        let is_open = contest.candidates.len() > 1 && PairwiseTally::of(&ballots, &[]).condorcet_winner().is_none();
        if !is_open {
            return None;
        }
        let says = completion(contest).says();
        // Where the completion leaves somebody level, the lot of the file decides.
        let mut without_lot = contest.clone();
        without_lot.options.lot.clear();
        let elected = elect(&ballots, completion(contest), &[], &tie_rule(&without_lot));
        if contest.options.lot.is_empty() || elected.winner.is_some() {
            return Some(findings::decided_by_completion(says));
        }
        let level = Filling::joined(", ", elected.tied.iter().map(|&candidate| contest.name(candidate)));
        Some(findings::decided_by_lot(says, level))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let pairs = PairwiseTally::of(&ranked_ballots(contest, tally), &[]);
        let Some(winner) = pairs.condorcet_winner().filter(|&winner| outcome.winners == [winner]) else {
            return Err(why::no_claims());
        };
        let losers = pairs.candidates().into_iter().filter(|&candidate| candidate != winner);
        Ok(losers.map(|loser| Assertion { winner, loser, statement: Statement::Preferred }).collect())
    }
}

/// The completion that the contest names.
fn completion(contest: &Contest) -> CondorcetCompletion {
    let named = contest.options.completion.as_deref().and_then(CondorcetCompletion::named);
    named.unwrap_or(CondorcetCompletion::Borda)
}

/// Ballots that rank one above the other, less those the other way.
fn lead(pairs: &PairwiseTally, one: CandidateIndex, other: CandidateIndex) -> i64 {
    let signed = |ballots: u64| i64::try_from(ballots).unwrap_or(i64::MAX);
    signed(pairs.above(one, other)) - signed(pairs.above(other, one))
}

/// Where a completion decided: the smallest lead between two of those who each beat everybody outside.
fn closest_pair(pairs: &PairwiseTally) -> Option<i64> {
    let set = pairs.smith_set();
    let of =
        |(at, &one): (usize, &CandidateIndex)| set[at + 1..].iter().map(|&other| lead(pairs, one, other).abs()).min();
    set.iter().enumerate().filter_map(of).min()
}
