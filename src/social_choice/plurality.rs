//! Plurality: the candidates with the most votes take the seats.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 2.2: the outcome is right if every winner has more votes than every loser.

use super::{Assertion, Outcome, SocialChoice, Tally};
use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, procedures};

/// Plurality, also for several seats with several votes a ballot (at-large, block vote).
#[derive(Clone, Copy, Debug)]
pub struct Plurality;

impl SocialChoice for Plurality {
    fn name(&self) -> &'static str {
        "plurality"
    }

    fn says(&self) -> Reason {
        procedures::rule_plurality()
    }

    fn has_lead(&self) -> bool {
        true
    }

    fn takes_several(&self) -> bool {
        true
    }

    fn each_statement_is_necessary(&self, _: &Contest) -> bool {
        true
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        most_votes(&tally.votes, usize::from(contest.seats))
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, _: &Tally) -> Result<Vec<Assertion>, Reason> {
        Ok(each_against_each(contest, outcome))
    }
}

/// The outcome in which the candidates with the most votes take the seats.
pub(super) fn most_votes(votes: &[i64], seats: usize) -> Outcome {
    let mut order: Vec<usize> = (0..votes.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(votes[i]), i));
    let seats = seats.min(order.len());
    let Some((&last_in, &first_out)) = seats.checked_sub(1).and_then(|s| order.get(s).zip(order.get(seats))) else {
        let all = order.into_iter().map(|i| i as CandidateIndex).collect();
        return Outcome { winners: all, tied: Vec::new(), margin: None };
    };
    let mut winners: Vec<_> = order[..seats].to_vec();
    let mut tied = Vec::new();
    if votes[last_in] == votes[first_out] {
        let level = votes[last_in];
        winners.retain(|&i| votes[i] > level);
        tied = order.iter().copied().filter(|&i| votes[i] == level).collect();
    }
    let index = |list: Vec<usize>| list.into_iter().map(|i| i as CandidateIndex).collect();
    Outcome {
        winners: index(winners),
        tied: index(tied),
        margin: Some(votes[last_in].saturating_sub(votes[first_out])),
    }
}

/// Assertions that every winner has more votes than every loser.
pub(super) fn each_against_each(contest: &Contest, outcome: &Outcome) -> Vec<Assertion> {
    let losers = || (0..contest.candidates.len() as CandidateIndex).filter(|c| !outcome.winners.contains(c));
    outcome.winners.iter().flat_map(|&winner| losers().map(move |loser| Assertion::more_votes(winner, loser))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_votes_win_and_a_tie_is_said() {
        let one = most_votes(&[5, 9, 7], 1);
        assert_eq!((one.winners, one.tied, one.margin), (vec![1], vec![], Some(2)));
        let two = most_votes(&[5, 9, 5, 1], 2);
        assert_eq!((two.winners, two.tied, two.margin), (vec![1], vec![0, 2], Some(0)));
        let all = most_votes(&[3, 4], 2);
        assert_eq!((all.winners, all.tied, all.margin), (vec![1, 0], vec![], None));
        assert_eq!(most_votes(&[], 1).winners, [0; 0]);
    }
}
