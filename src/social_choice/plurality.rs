//! Most votes win: the candidates with the highest counts take the seats.

use super::{Outcome, SocialChoice};
use crate::election::CandidateIndex;

/// Plurality, also for several seats with several votes a ballot (at-large, block vote).
#[derive(Clone, Copy, Debug)]
pub struct Plurality;

impl SocialChoice for Plurality {
    fn name(&self) -> &'static str {
        "plurality"
    }

    fn decide(&self, votes: &[i64], seats: usize) -> Outcome {
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
}
