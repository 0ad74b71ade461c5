//! Claims about instant-runoff ballots, and which orders of elimination each rules out.

use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, PreferenceTree, everyone, members};

/// A claim about the ballots of an instant-runoff contest.
///
/// # Reference
/// Blom, Stuckey, Teague 2019, "RAIRE: Risk-Limiting Audits for IRV Elections", arXiv:1903.08804, section 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IrvClaim {
    /// NEB, "winner only": the winner's first preferences are more than all ballots that rank the loser and do not rank
    /// the winner above. The winner then cannot be eliminated before the loser, whoever else continues.
    NotEliminatedBefore {
        /// The candidate with more votes.
        winner: CandidateIndex,
        /// The candidate with fewer votes.
        loser: CandidateIndex,
    },
    /// NEN, "IRV elimination": when exactly `continuing` continue, the winner has more votes than the loser. The winner
    /// then cannot be the next to be eliminated.
    NotEliminatedNext {
        /// The candidate with more votes.
        winner: CandidateIndex,
        /// The candidate with fewer votes.
        loser: CandidateIndex,
        /// The continuing candidates, with the winner and the loser.
        continuing: CandidateSet,
    },
}

impl IrvClaim {
    /// The candidate who has more votes by this claim.
    pub fn winner(self) -> CandidateIndex {
        let (Self::NotEliminatedBefore { winner, .. } | Self::NotEliminatedNext { winner, .. }) = self;
        winner
    }

    /// The candidate who has fewer votes by this claim.
    pub fn loser(self) -> CandidateIndex {
        let (Self::NotEliminatedBefore { loser, .. } | Self::NotEliminatedNext { loser, .. }) = self;
        loser
    }

    /// The continuing candidates, in rising order; empty for a claim that does not depend on them.
    pub fn continuing(self) -> Vec<CandidateIndex> {
        match self {
            Self::NotEliminatedBefore { .. } => Vec::new(),
            Self::NotEliminatedNext { continuing, .. } => members(continuing).map(|c| c as CandidateIndex).collect(),
        }
    }

    /// The winner's and the loser's votes that the claim compares.
    pub fn tallies(self, ballots: &PreferenceTree) -> (u64, u64) {
        let n = ballots.candidates();
        let (winner, loser) = (usize::from(self.winner()), usize::from(self.loser()));
        let mut tally = vec![0; n];
        match self {
            Self::NotEliminatedBefore { .. } => {
                ballots.tally(everyone(n), &mut tally);
                (tally[winner], ballots.without()[winner * n + loser])
            }
            Self::NotEliminatedNext { continuing, .. } => {
                ballots.tally(continuing, &mut tally);
                (tally[winner], tally[loser])
            }
        }
    }

    /// Whether the claim, if true, rules out every order of elimination that ends with the members of `suffix`, `first`
    /// of them eliminated first.
    ///
    /// Pairs within the rest of the suffix are not tested here, because they were tested for the shorter suffixes.
    pub fn rules_out(self, first: CandidateIndex, suffix: CandidateSet) -> bool {
        match self {
            Self::NotEliminatedBefore { winner, loser } => {
                winner == first && loser != first && suffix >> loser & 1 == 1
                    || loser == first && suffix >> winner & 1 == 0
            }
            Self::NotEliminatedNext { winner, continuing, .. } => winner == first && continuing == suffix,
        }
    }

    /// Whether the claim, if true, rules out this complete order of elimination, the first eliminated first.
    pub fn rules_out_order(self, order: &[CandidateIndex]) -> bool {
        let place = |candidate| order.iter().position(|&c| c == candidate);
        match self {
            Self::NotEliminatedBefore { winner, loser } => place(winner) < place(loser),
            Self::NotEliminatedNext { winner, continuing, .. } => {
                let rest = order.len() - members(continuing).count().min(order.len());
                order[rest..].first() == Some(&winner)
                    && order[rest..].iter().fold(0, |set: CandidateSet, &c| set | 1 << c) == continuing
            }
        }
    }
}

/// A claim with the votes that it compares and its difficulty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeighedClaim {
    /// The claim.
    pub claim: IrvClaim,
    /// Votes of the claim's winner.
    pub winner_tally: u64,
    /// Votes of the claim's loser; fewer.
    pub loser_tally: u64,
    /// The difficulty of the claim, in the unit of the measure.
    pub difficulty: f64,
}

impl WeighedClaim {
    /// The winner's votes minus the loser's; positive.
    pub fn margin(&self) -> u64 {
        self.winner_tally - self.loser_tally
    }
}
