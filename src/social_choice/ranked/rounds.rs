//! A count of ranked ballots in one shape, for one seat or several: what reports show round by round.

use super::irv::IrvCount;
use super::meek::{MEEK_UNIT, MeekCount};
use super::rules::Destination;
use super::stv_rules::{StvCount, StvDestination, StvTransfer};
use super::tie::{SettledBy, Tie};
use super::walk::InactiveTally;
use crate::election::CandidateIndex;

/// A whole count. Votes are whole units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedCount {
    /// Units in one vote, a power of ten; 1 where ballots count whole.
    pub unit: u128,
    /// The votes that elect in the first round, in units, and but for Meek's method all along; `None` where each round has a majority of
    /// its own.
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
    /// By Meek's method, for each candidate the part of a vote that they keep, in units; empty for others.
    pub kept: Vec<u128>,
}

impl RankedCount {
    /// Decimal places of a vote.
    pub fn decimals(&self) -> usize {
        self.unit.max(1).ilog10() as usize
    }

    /// The tie that stopped the count.
    pub fn open_tie(&self) -> Option<&Tie> {
        self.ties.last().filter(|tie| tie.settled_by == SettledBy::Nothing)
    }

    /// Whether the votes that elect change from round to round although there is a quota.
    pub fn quota_falls(&self) -> bool {
        self.quota.is_some_and(|quota| self.rounds.iter().any(|round| round.threshold != quota))
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
            kept: Vec::new(),
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
            kept: Vec::new(),
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

impl From<MeekCount> for RankedCount {
    fn from(count: MeekCount) -> Self {
        let quota = count.rounds.first().map_or(0, |round| round.quota);
        let rounds = count.rounds.into_iter().map(|round| RankedRound {
            tallies: round.tallies,
            inactive: round.inactive,
            final_surplus: 0,
            residual: 0,
            threshold: round.quota,
            elected: round.elected,
            surpluses: Vec::new(),
            defeated: round.defeated.into_iter().collect(),
            transfers: Vec::new(),
            kept: round.kept,
        });
        Self { unit: MEEK_UNIT, quota: Some(quota), rounds: rounds.collect(), elected: count.elected, ties: count.ties }
    }
}
