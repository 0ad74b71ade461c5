//! A count of ranked ballots in one shape, for one seat or several: what reports show round by round.

use super::irv::IrvCount;
use super::rules::Destination;
use super::stv_rules::{StvCount, StvDestination, StvTransfer};
use super::tie::Tie;
use super::walk::InactiveTally;
use crate::election::CandidateIndex;

/// A whole count. Votes are whole units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedCount {
    /// Units in one vote, a power of ten; 1 where ballots count whole.
    pub unit: u128,
    /// The votes that elect all along, in units; `None` where each round has a majority of its own.
    pub quota: Option<u128>,
    /// Every round, the first one first.
    pub rounds: Vec<RankedRound>,
    /// Who is elected, in that order.
    pub elected: Vec<CandidateIndex>,
    /// Every tie that was settled, and at the end the one that stopped the count, if one did.
    pub ties: Vec<Tie>,
}

/// One round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedRound {
    /// For each candidate the votes; `None` for whoever is out or does not stand.
    pub tallies: Vec<Option<u128>>,
    /// Votes that count for nobody, by reason.
    pub inactive: InactiveTally<u128>,
    /// Votes of the last surpluses, where they count for nobody.
    pub final_surplus: u128,
    /// Votes lost so far where values were cut.
    pub residual: u128,
    /// The votes that elect in this round.
    pub threshold: u128,
    /// Who is elected in this round, most votes first.
    pub elected: Vec<CandidateIndex>,
    /// Whose surplus moves at the end of this round.
    pub surpluses: Vec<CandidateIndex>,
    /// Who goes out at the end of this round, fewest votes first.
    pub defeated: Vec<CandidateIndex>,
    /// What moves at the end of this round.
    pub transfers: Vec<StvTransfer>,
}

impl RankedCount {
    /// Decimal places of a vote.
    pub fn decimals(&self) -> usize {
        self.unit.max(1).ilog10() as usize
    }
}

impl From<IrvCount> for RankedCount {
    fn from(count: IrvCount) -> Self {
        let to = |to| match to {
            Destination::Candidate(candidate) => StvDestination::Candidate(candidate),
            Destination::Inactive(reason) => StvDestination::Inactive(reason),
        };
        let rounds = count.rounds.into_iter().map(|round| RankedRound {
            tallies: round.tallies.into_iter().map(|votes| votes.map(u128::from)).collect(),
            inactive: round.inactive.widened(),
            final_surplus: 0,
            residual: 0,
            threshold: u128::from(round.threshold),
            elected: round.elected.into_iter().collect(),
            surpluses: Vec::new(),
            defeated: round.defeated,
            transfers: (round.transfers.iter())
                .map(|it| StvTransfer { from: it.from, to: to(it.to), votes: u128::from(it.ballots) })
                .collect(),
        });
        Self {
            unit: 1,
            quota: None,
            rounds: rounds.collect(),
            elected: count.winner.into_iter().collect(),
            ties: count.ties,
        }
    }
}

impl From<StvCount> for RankedCount {
    fn from(count: StvCount) -> Self {
        let rounds = count.rounds.into_iter().map(|round| RankedRound {
            tallies: round.tallies,
            inactive: round.inactive,
            final_surplus: round.final_surplus,
            residual: round.residual,
            threshold: count.quota,
            elected: round.elected,
            surpluses: round.surpluses,
            defeated: round.defeated.into_iter().collect(),
            transfers: round.transfers,
        });
        Self {
            unit: count.unit,
            quota: Some(count.quota),
            rounds: rounds.collect(),
            elected: count.elected,
            ties: count.ties,
        }
    }
}
