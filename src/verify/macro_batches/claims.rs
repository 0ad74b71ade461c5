//! What must be true if a reported outcome is: the claims whose margins batches are held against.
//!
//! Plurality: every winner has more votes than every loser. Where a winner needs a majority and has one: that he has more
//! votes than all others together, beside the pairs. Where nobody has: that the two who go on each have more votes than
//! everybody else, and that *neither of them* has a majority. Nobody else can have one then, for a majority is more than
//! every other has, and both who go on have more than he.
//!
//! A claim is that a margin is above 0, in votes. So a tie makes every set of claims false, and is never confirmed. The
//! claims are all true exactly where the outcome is, but for one case: exactly half of the votes is no majority, and the
//! claim that it is none has a margin of 0. That outcome is left to a full count of the office, as any tie is.

/// A claim that one side has more votes than the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// One candidate has more than another.
    Pair { winner: usize, loser: usize },
    /// A candidate has more than all others together.
    Majority(usize),
    /// All others together have more than a candidate.
    NoMajority(usize),
}

impl Claim {
    /// By how many votes it is true of some votes by candidate, negative where it is false.
    pub(super) fn margin(self, votes: &[i64]) -> i64 {
        let over_all_others = |candidate: usize| 2 * votes[candidate] - votes.iter().sum::<i64>();
        match self {
            Self::Pair { winner, loser } => votes[winner] - votes[loser],
            Self::Majority(candidate) => over_all_others(candidate),
            Self::NoMajority(candidate) => -over_all_others(candidate),
        }
    }
}

/// A reported outcome and the claims that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClaimedOutcome {
    /// Who won, or goes on to the runoff, most votes first; short of those who are level at the last place.
    pub(super) winners: Vec<usize>,
    /// Who is level at the last place.
    pub(super) tied: Vec<usize>,
    /// Whether the first has a majority, where one is needed.
    pub(super) majority: Option<bool>,
    /// What must be true.
    pub(super) claims: Vec<Claim>,
}

impl ClaimedOutcome {
    /// Of votes by candidate, for so many winners, or one with a majority if there is a runoff without it.
    pub(super) fn of(votes: &[i64], winners: usize, runoff: bool) -> Self {
        let mut order: Vec<usize> = (0..votes.len()).collect();
        order.sort_by_key(|&candidate| (std::cmp::Reverse(votes[candidate]), candidate));
        let majority = runoff.then(|| Claim::Majority(order[0]).margin(votes) > 0);
        let places = if majority == Some(false) { 2 } else { winners };
        let (won, lost) = order.split_at(places.min(order.len()));
        let pair = |&winner: &usize| lost.iter().map(move |&loser| Claim::Pair { winner, loser });
        let mut claims: Vec<Claim> = won.iter().flat_map(pair).collect();
        match majority {
            None => {}
            Some(true) => claims.push(Claim::Majority(order[0])),
            Some(false) => claims.extend(won.iter().map(|&goes_on| Claim::NoMajority(goes_on))),
        }
        let level = won.last().zip(lost.first()).map(|(&last, &next)| (votes[last], votes[next]));
        let at_stake = level.filter(|(last, next)| last == next).map(|(last, _)| last);
        let (tied, clear): (Vec<usize>, Vec<usize>) = order.iter().partition(|&&it| Some(votes[it]) == at_stake);
        let winners = clear.into_iter().filter(|it| won.contains(it)).collect();
        Self { winners, tied, majority, claims }
    }
}
