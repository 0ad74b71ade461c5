//! One claim of a transferable vote: what it says of each ballot, and how large it is.

use std::sync::Arc;

use crate::election::{CandidateIndex, Contest};
use crate::reason::{Filling, Reason, findings};

/// What must be true of the ballots. Each claim gives a ballot a whole number and is true if all numbers sum to more than zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StvClaim {
    /// The winner has more than one of `seats + 1` equal parts of all valid ballots, counting those too on which only candidates
    /// of `through` stand before him.
    HasQuota {
        /// Who is elected.
        winner: CandidateIndex,
        /// Seats to be filled.
        seats: u32,
        /// Candidates, in rising order, of whom none is elected without the winner.
        through: Arc<[CandidateIndex]>,
    },
    /// The winner has so few first preferences that his ballots move on at less than `value` of `whole`.
    MovesBelow {
        /// Who is elected in the first round.
        winner: CandidateIndex,
        /// Seats to be filled.
        seats: u32,
        /// The value.
        value: u32,
        /// Parts of a vote.
        whole: u32,
    },
    /// Whenever both stand the winner has more votes than the loser: the loser is not elected without the winner.
    Ahead {
        /// Who has more votes.
        winner: CandidateIndex,
        /// Who has fewer.
        loser: CandidateIndex,
        /// Candidates, in rising order, of whom none is elected without the winner: ballots on which only they stand before the
        /// winner count for him.
        through: Arc<[CandidateIndex]>,
        /// Of candidates who are elected in the outcome that this excludes, in rising order: what a ballot is worth at most that
        /// ranks them first and has moved on, in parts of `whole`.
        moved: Arc<[(CandidateIndex, u32)]>,
        /// Parts of a vote.
        whole: u32,
    },
}

impl StvClaim {
    /// The winner has more first preferences than ballots put the loser above him.
    pub(super) fn plain(winner: CandidateIndex, loser: CandidateIndex) -> Self {
        Self::Ahead { winner, loser, through: [].into(), moved: [].into(), whole: 1 }
    }

    /// Whom it is for.
    pub fn winner(&self) -> CandidateIndex {
        match self {
            Self::HasQuota { winner, .. } | Self::MovesBelow { winner, .. } | Self::Ahead { winner, .. } => *winner,
        }
    }

    /// Whom it is against; the winner again where it is against nobody in particular.
    pub fn loser(&self) -> CandidateIndex {
        if let Self::Ahead { loser, .. } = self { *loser } else { self.winner() }
    }

    /// What it says, in words.
    pub fn says(&self, contest: &Contest) -> Reason {
        let names = |list: &[CandidateIndex]| Filling::joined(", ", list.iter().map(|&it| contest.name(it)));
        let (winner, loser) = (contest.name(self.winner()), contest.name(self.loser()));
        match self {
            Self::HasQuota { through, .. } if through.is_empty() => findings::pair_quota(winner),
            Self::HasQuota { through, .. } => findings::pair_quota_through(winner, names(through)),
            Self::MovesBelow { value, whole, .. } => {
                let thousandths = u64::from(*value) * 1_000 / u64::from((*whole).max(1));
                findings::pair_moves_below(winner, format!("0.{thousandths:03}"))
            }
            Self::Ahead { through, moved, .. } => {
                let elected: Vec<CandidateIndex> = moved.iter().map(|it| it.0).collect();
                match (through.is_empty(), elected.is_empty()) {
                    (true, true) => findings::pair_stays_ahead(winner, loser),
                    (false, true) => findings::pair_stays_ahead_through(winner, loser, names(through)),
                    (true, false) => findings::pair_stays_ahead_beside(winner, loser, names(&elected)),
                    (false, false) => {
                        findings::pair_stays_ahead_through_beside(winner, loser, names(through), names(&elected))
                    }
                }
            }
        }
    }

    /// What a ballot is worth that ranks candidates in this order.
    pub fn worth(&self, order: &[CandidateIndex]) -> i64 {
        let Some(&first) = order.first() else { return 0 };
        match self {
            Self::HasQuota { winner, seats, through } => {
                if reaches(order, *winner, through) {
                    i64::from(*seats)
                } else {
                    -1
                }
            }
            Self::MovesBelow { winner, seats, value, whole } => {
                let kept = i64::from(whole.saturating_sub(*value)) * (i64::from(*seats) + 1);
                i64::from(*whole) - if first == *winner { kept } else { 0 }
            }
            Self::Ahead { winner, loser, through, moved, whole } => {
                if reaches(order, *winner, through) {
                    return i64::from(*whole);
                }
                let is_against = order.iter().find(|&it| it == winner || it == loser) == Some(loser);
                let value = moved.iter().find(|it| it.0 == first).map_or(*whole, |it| it.1);
                if is_against { -i64::from(value) } else { 0 }
            }
        }
    }

    /// The least and the most that a ballot can be worth, the least negated.
    pub fn bounds(&self) -> (u32, u32) {
        match self {
            Self::HasQuota { seats, .. } => (1, (*seats).max(1)),
            Self::MovesBelow { seats, value, whole, .. } => {
                let kept = whole.saturating_sub(*value).saturating_mul(seats + 1);
                (kept.saturating_sub(*whole).max(1), (*whole).max(1))
            }
            Self::Ahead { whole, .. } => (*whole, *whole),
        }
    }
}

/// Whether only candidates of `through` stand before the winner.
fn reaches(order: &[CandidateIndex], winner: CandidateIndex, through: &[CandidateIndex]) -> bool {
    for candidate in order {
        if *candidate == winner {
            return true;
        }
        if through.binary_search(candidate).is_err() {
            return false;
        }
    }
    false
}
