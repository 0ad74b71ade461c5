//! One contest of ranked ballots, asked in full: the claims, the margins, and why the claims suffice.

use super::claim::IrvClaim;
use super::difficulty::Difficulty;
use super::explanation::Explanation;
use super::search::{IrvClaims, NoClaims, SearchLimits, find_claims};
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::PreferenceTree;
use crate::social_choice::margin::{IrvMargin, MarginLimits, elimination, irv_margin};

/// Most nodes of the tree that explains the claims.
const MOST_NODES: usize = 20_000;

/// How the claims of a contest are to be weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimsAsked {
    /// Who is reported to have won; without it, whom the count elects.
    pub winner: Option<CandidateIndex>,
    /// How hard a claim is to check.
    pub difficulty: Difficulty,
    /// The cards that can be drawn.
    pub cards: u64,
}

/// What must be true of a contest's ballots, and by how much it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimsAnswer {
    /// Who won, as reported or as counted.
    pub winner: CandidateIndex,
    /// The order of elimination, the first eliminated first; ties go against everybody before they go against the winner.
    pub eliminated: Vec<CandidateIndex>,
    /// The claims, or why there are none.
    pub claims: Result<IrvClaims, NoClaims>,
    /// The smallest margin among the claims that have the widest smallest margin, in votes: what claims can show.
    pub widest_claims: Option<u64>,
    /// The margin; `None` where nobody else stands, or somebody else won.
    pub margin: Option<IrvMargin>,
    /// Why the claims suffice, where there are claims.
    pub explanation: Option<Explanation>,
}

impl ClaimsAsked {
    /// The claims of these ballots, the margins and the explanation.
    pub fn answer(&self, ballots: &PreferenceTree) -> ClaimsAnswer {
        let counted = || elimination(ballots, 0).last().copied().unwrap_or_default();
        let winner = self.winner.unwrap_or_else(counted);
        let weigh = |more: u64, fewer: u64| self.difficulty.of(more, fewer, self.cards);
        let claims = find_claims(ballots, winner, &weigh, SearchLimits::default());
        let by_margin = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, self.cards);
        let widest = find_claims(ballots, winner, &by_margin, SearchLimits { fewer: 0, ..SearchLimits::default() });
        let explanation = claims.as_ref().ok().map(|found| {
            let claims: Vec<IrvClaim> = found.claims.iter().map(|weighed| weighed.claim).collect();
            Explanation::new(ballots.candidates(), winner, &claims, MOST_NODES)
        });
        ClaimsAnswer {
            winner,
            eliminated: elimination(ballots, winner),
            widest_claims: widest.ok().and_then(|found| found.margin()),
            margin: irv_margin(ballots, winner, MarginLimits::default()),
            claims,
            explanation,
        }
    }
}
