//! Claims that together imply a reported outcome, with their margins.
//!
//! Plurality: every winner has more votes than every loser. Where a winner needs a majority and has one, it is also
//! claimed that he has more votes than all others together. Where nobody has a majority, it is claimed that each of the
//! two who go on has more votes than everybody else, and that *neither of them* has a majority. Then nobody else can
//! have a majority, for a candidate with one has more votes than every other, and both who go on have more than he.
//!
//! A claim says that a margin, in votes, is above 0. A tie makes it false, so a tie is never confirmed. The claims are
//! all true exactly where the outcome is right, with one exception: exactly half of the votes is no majority, but the
//! claim of no majority has margin 0 and fails. That outcome is left to a full hand count, as any tie is.

/// A claim that one side has more votes than the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// One candidate has more votes than another.
    Pair { winner: usize, loser: usize },
    /// A candidate has more votes than all others together.
    Majority(usize),
    /// All others together have more votes than a candidate.
    NoMajority(usize),
}

impl Claim {
    /// The claim's margin in these votes by candidate; negative where it is false.
    pub(super) fn margin(self, votes: &[i64]) -> i64 {
        let over_all_others = |candidate: usize| 2 * votes[candidate] - votes.iter().sum::<i64>();
        match self {
            Self::Pair { winner, loser } => votes[winner] - votes[loser],
            Self::Majority(candidate) => over_all_others(candidate),
            Self::NoMajority(candidate) => -over_all_others(candidate),
        }
    }
}

/// A reported outcome and the claims that imply it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClaimedOutcome {
    /// The winners, or those who go on to the runoff, most votes first; without those tied for the last place.
    pub(super) winners: Vec<usize>,
    /// The candidates tied for the last place.
    pub(super) tied: Vec<usize>,
    /// Whether the first has a majority, where one is needed.
    pub(super) majority: Option<bool>,
    /// The claims.
    pub(super) claims: Vec<Claim>,
}

impl ClaimedOutcome {
    /// The outcome of votes by candidate, for a number of winners, or for one with a majority if there is a runoff
    /// without it.
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
