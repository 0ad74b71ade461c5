//! STAR: of the two candidates with the highest sums of scores, the one whom more voters scored higher wins.
//!
//! Candidates tied for the second place, and finalists with equal preferences, are a tie here; jurisdictions settle it
//! by lot.
//!
//! # Reference
//! Equal Vote Coalition, "STAR Voting", rules of 2017. The statements are those of its two steps: each of the two
//! finalists has more points than every other candidate, and more ballots prefer the winner to the other finalist.

use super::borda::more_points;
use super::plurality::most_votes;
use super::score::scores;
use super::{Assertion, BallotForm, Outcome, SocialChoice, Statement, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Filling, Reason, findings, procedures, why};

/// STAR: score, then automatic runoff.
#[derive(Clone, Copy, Debug)]
pub struct Star;

impl SocialChoice for Star {
    fn name(&self) -> &'static str {
        "star"
    }

    fn says(&self) -> Reason {
        procedures::rule_star()
    }

    fn form(&self) -> BallotForm {
        BallotForm::Scores
    }

    fn fills_seats(&self) -> bool {
        false
    }

    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        scores(contest, marks)
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let two = most_votes(&tally.votes, 2);
        let lead = |a: CandidateIndex, b: CandidateIndex| lead(contest, tally, a, b);
        let ([first, second], []) = (&two.winners[..], &two.tied[..]) else {
            // The second finalist is open: every candidate who could win against every candidate who could be in the
            // final.
            let both: Vec<CandidateIndex> = two.winners.iter().chain(&two.tied).copied().collect();
            let meets = |a: &CandidateIndex, b: &CandidateIndex| {
                a != b && (two.winners.is_empty() || two.winners.contains(a) || two.winners.contains(b))
            };
            let beats = |a: &CandidateIndex, b: &CandidateIndex| lead(*a, *b) >= 0;
            let can_win = |a: &CandidateIndex| both.iter().any(|b| meets(a, b) && beats(a, b));
            let mut tied: Vec<CandidateIndex> = both.iter().copied().filter(can_win).collect();
            tied.sort_unstable();
            if tied.len() == 1 || both.len() < 2 {
                let winners = if tied.is_empty() { both } else { tied };
                let margin = (contest.candidates.len() > 1).then_some(0);
                return Outcome { winners, tied: Vec::new(), margin };
            }
            return Outcome { winners: Vec::new(), tied, margin: Some(0) };
        };
        let lead = lead(*first, *second);
        let points = two.margin.unwrap_or(i64::MAX);
        let (winners, tied) = match lead.signum() {
            1 => (vec![*first], Vec::new()),
            -1 => (vec![*second], Vec::new()),
            _ => (Vec::new(), two.winners.clone()),
        };
        Outcome { winners, tied, margin: Some(lead.abs().min(points)) }
    }

    fn decided_by(&self, contest: &Contest, tally: &Tally) -> Option<Reason> {
        let level = most_votes(&tally.votes, 2).tied;
        let names = level.iter().map(|&candidate| contest.name(candidate));
        (!level.is_empty()).then(|| findings::decided_whoever_meets(Filling::joined(", ", names)))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let two = most_votes(&tally.votes, 2);
        if !two.tied.is_empty() {
            return Err(why::tie_in_rounds());
        }
        let other = two.winners.iter().copied().find(|candidate| !outcome.winners.contains(candidate));
        let (Some(&winner), Some(loser)) = (outcome.winners.first(), other) else { return Ok(Vec::new()) };
        let mut statements = more_points(contest, &two, usize::from(contest.options.columns));
        statements.push(Assertion { winner, loser, statement: Statement::Preferred });
        Ok(statements)
    }
}

/// Ballots that score one higher than the other, less those the other way.
fn lead(contest: &Contest, tally: &Tally, one: CandidateIndex, other: CandidateIndex) -> i64 {
    let of = |(marks, &n): (&Marks, &i64)| {
        let scores = scores(contest, marks);
        let score = |candidate| scores.get(usize::from(candidate)).copied().unwrap_or(0);
        n * (score(one) - score(other)).signum()
    };
    tally.kinds.iter().map(of).sum()
}
