//! The full answer about one contest of ranked ballots: the claims, the margins, and why the claims suffice.

use super::claim::IrvClaim;
use super::difficulty::Difficulty;
use super::explanation::Explanation;
use super::search::{IrvClaims, NoClaims, SearchLimits, find_claims};
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::PreferenceTree;
use crate::social_choice::margin::{IrvMargin, MarginLimits, elimination, irv_margin};

/// Most nodes of the tree that explains the claims.
const MOST_NODES: usize = 20_000;

/// The question about a contest: how its claims are to be weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimsAsked {
    /// The reported winner; without it, the winner of the count.
    pub winner: Option<CandidateIndex>,
    /// The measure of difficulty of a claim.
    pub difficulty: Difficulty,
    /// The cards that can be drawn.
    pub cards: u64,
}

/// The claims of a contest, and the margins.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimsAnswer {
    /// The winner, as reported or as counted.
    pub winner: CandidateIndex,
    /// The order of elimination, the first eliminated first; a tie is settled in favour of the winner, whenever he is
    /// in it.
    pub eliminated: Vec<CandidateIndex>,
    /// The claims, or why there are none.
    pub claims: Result<IrvClaims, NoClaims>,
    /// The largest smallest margin, in votes, of any set of sufficient claims: the margin that claims can show.
    pub widest_claims: Option<u64>,
    /// The margin; `None` if there is no other candidate, or another one won.
    pub margin: Option<IrvMargin>,
    /// Why the claims suffice, if there are claims.
    pub explanation: Option<Explanation>,
}

impl ClaimsAsked {
    /// Computes the claims, the margins and the explanation for these ballots.
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
