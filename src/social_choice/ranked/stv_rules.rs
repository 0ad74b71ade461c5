//! The single transferable vote: rules, and the result of a count round by round. Votes are whole units of a decimal
//! place.

use super::rules::InactiveReason;
use super::tie::{SettledBy, Tie, TieRule};
use super::walk::InactiveTally;
use crate::election::CandidateIndex;

/// The quota, from the active votes of the first round and the seats. It stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StvQuota {
    /// Votes over seats and one, cut to whole votes, and one vote more (Droop).
    DroopWhole,
    /// The same, cut to the decimal places of the count, and one unit more.
    DroopDecimal,
    /// Votes over seats, rounded up to whole votes (Hare).
    HareWhole,
}

/// The value at which ballots of an elected candidate are transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusValue {
    /// Every ballot of the pile is transferred. The fraction surplus over votes is cut, then for each ballot its value
    /// times the fraction (weighted inclusive Gregory, cut twice).
    WeightedCutTwice,
    /// Every ballot of the pile is transferred, at its value times surplus over votes, cut once (weighted inclusive
    /// Gregory).
    Weighted,
    /// Every ballot of the pile is transferred, all at surplus over ballots, whatever their value was (inclusive
    /// Gregory).
    Unweighted,
    /// Only the ballots that came last are transferred, if they have a next candidate; their value is the surplus over
    /// their number, and never more than before. The others stay (last parcel, as in Hare-Clark).
    LastParcel,
}

/// Which surplus is transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusOrder {
    /// The surpluses of all candidates elected in a round are transferred together at its end; nobody is eliminated in
    /// such a round.
    Together,
    /// One surplus is transferred at the end of a round, the largest first; nobody is eliminated while there is one.
    LargestFirst,
}

/// The treatment of a surplus once all seats are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastSurplus {
    /// It stays: the count ends when the last seat is filled.
    Stays,
    /// It is transferred, in one more round, to candidates who are neither elected nor eliminated.
    Moves,
    /// It is taken from the winners, in one more round, and counts for nobody.
    CountsForNobody,
}

/// A way to count a single transferable vote. Named ones are the rows of [`STV_METHODS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvMethod {
    /// Its name in scenario files.
    pub name: &'static str,
    /// The law or rule book.
    pub source: &'static str,
    /// The quota.
    pub quota: StvQuota,
    /// Decimal places of votes, at most [`MOST_DECIMALS`].
    pub decimals: u8,
    /// The value of transferred ballots.
    pub value: SurplusValue,
    /// Which surplus is transferred.
    pub order: SurplusOrder,
    /// Whether only one candidate, the one with the most votes, is elected in a round.
    pub one_elected_in_a_round: bool,
    /// The treatment of the last surplus.
    pub last_surplus: LastSurplus,
    /// Whether a tie is settled by the last round before in which those who are level were not, and only then by lot.
    pub earlier_rounds_settle_ties: bool,
}

/// The most decimal places a count can have.
pub const MOST_DECIMALS: u8 = 9;

const PORTLAND: StvMethod = StvMethod {
    name: "portland",
    source: "Portland City Code 2.08; the arithmetic is that of the official rounds of November 2024",
    quota: StvQuota::DroopWhole,
    decimals: 4,
    value: SurplusValue::WeightedCutTwice,
    order: SurplusOrder::Together,
    one_elected_in_a_round: false,
    last_surplus: LastSurplus::Moves,
    earlier_rounds_settle_ties: false,
};

/// Ways to count by name. National and state rule books have further rules (whole votes by parcel, exclusions in steps
/// of value), so the last two are the textbook methods.
pub const STV_METHODS: [StvMethod; 5] = [
    PORTLAND,
    StvMethod {
        name: "scottish",
        source: "SSI 2007/42, Schedule 1, rules 46 to 52",
        earlier_rounds_settle_ties: true,
        decimals: 5,
        value: SurplusValue::Weighted,
        order: SurplusOrder::LargestFirst,
        last_surplus: LastSurplus::Stays,
        ..PORTLAND
    },
    StvMethod {
        name: "weighted-inclusive",
        source: "RCTab 2, several winners in a round",
        last_surplus: LastSurplus::CountsForNobody,
        ..PORTLAND
    },
    StvMethod {
        name: "unweighted-inclusive",
        source: "Farrell and McAllister 2003, inclusive Gregory method",
        decimals: 5,
        value: SurplusValue::Unweighted,
        order: SurplusOrder::LargestFirst,
        last_surplus: LastSurplus::Stays,
        ..PORTLAND
    },
    StvMethod {
        name: "last-parcel",
        source: "Farrell and McAllister 2003, last parcel (Hare-Clark)",
        decimals: 6,
        value: SurplusValue::LastParcel,
        order: SurplusOrder::LargestFirst,
        last_surplus: LastSurplus::Stays,
        ..PORTLAND
    },
];

impl StvMethod {
    /// The method of that name.
    pub fn named(name: &str) -> Option<Self> {
        STV_METHODS.into_iter().find(|method| method.name == name)
    }

    /// Units in one vote.
    pub fn unit(&self) -> u128 {
        10_u128.pow(u32::from(self.decimals.min(MOST_DECIMALS)))
    }
}

/// How one election is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StvRules {
    /// The method.
    pub method: StvMethod,
    /// The seats to fill.
    pub seats: usize,
    /// A candidate who is eliminated before all others as soon as he has a vote, and before whose elimination nobody is
    /// elected.
    pub dropped_first: Option<CandidateIndex>,
    /// Candidates who do not stand: marks for them are passed over.
    pub excluded: Vec<CandidateIndex>,
    /// How ties are settled: which candidate is eliminated, or elected first, or whose surplus is transferred first.
    pub ties: TieRule,
}

/// Where votes are transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StvDestination {
    /// To a candidate.
    Candidate(CandidateIndex),
    /// To no candidate; the ballots stay inactive.
    Inactive(InactiveReason),
    /// To no candidate, because all seats are filled.
    FinalSurplus,
    /// Lost by cutting values.
    Residual,
}

/// Votes transferred from a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvTransfer {
    /// The candidate, who was elected with a surplus or is eliminated.
    pub from: CandidateIndex,
    /// Where they went.
    pub to: StvDestination,
    /// How many, in units.
    pub votes: u128,
}

/// One round of a count. All votes are in units; in every round tallies, inactive votes, final surplus and residual sum
/// to all ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StvRound {
    /// For each candidate the votes; `None` for those who are eliminated or do not stand.
    pub tallies: Vec<Option<u128>>,
    /// Votes of inactive ballots, by reason.
    pub inactive: InactiveTally<u128>,
    /// Votes of the last surpluses, where they count for nobody.
    pub final_surplus: u128,
    /// Votes lost so far by cutting values.
    pub residual: u128,
    /// The candidates elected in this round, most votes first.
    pub elected: Vec<CandidateIndex>,
    /// The candidates whose surplus is transferred at the end of this round.
    pub surpluses: Vec<CandidateIndex>,
    /// The candidate eliminated at the end of this round.
    pub defeated: Option<CandidateIndex>,
    /// The transfers at the end of this round.
    pub transfers: Vec<StvTransfer>,
}

/// A whole count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StvCount {
    /// Units in one vote.
    pub unit: u128,
    /// The quota, in units.
    pub quota: u128,
    /// Every round, the first one first.
    pub rounds: Vec<StvRound>,
    /// The elected candidates, in that order; fewer than the seats if a tie stopped the count or too few stand.
    pub elected: Vec<CandidateIndex>,
    /// Every tie that was settled, and at the end the one that stopped the count, if one did.
    pub ties: Vec<Tie>,
}

impl StvCount {
    /// The tie that stopped the count.
    pub fn open_tie(&self) -> Option<&Tie> {
        self.ties.last().filter(|tie| tie.settled_by == SettledBy::Nothing)
    }
}
