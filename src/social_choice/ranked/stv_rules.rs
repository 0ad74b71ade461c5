//! The single transferable vote: rules, and what a count says round by round. Votes are whole units of a decimal place.

use super::rules::InactiveReason;
use super::tie::{SettledBy, Tie, TieRule};
use super::walk::InactiveTally;
use crate::election::CandidateIndex;

/// The votes that elect, of the votes that count for a candidate in the first round and the seats. It stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StvQuota {
    /// Votes over seats and one, cut to whole votes, and one vote more (Droop).
    DroopWhole,
    /// The same, cut to the decimal places of the count, and one unit more.
    DroopDecimal,
    /// Votes over seats, rounded up to whole votes (Hare).
    HareWhole,
}

/// What a ballot is worth that moves on from somebody who was elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusValue {
    /// Every ballot of the pile moves. The fraction surplus over votes is cut, then for each ballot its value times the
    /// fraction (weighted inclusive Gregory, cut twice).
    WeightedCutTwice,
    /// Every ballot of the pile moves, worth its value times surplus over votes, cut once (weighted inclusive Gregory).
    Weighted,
    /// Every ballot of the pile moves, all worth surplus over ballots, whatever they were worth (inclusive Gregory).
    Unweighted,
    /// Only the ballots that came last move, if they have somewhere to go; worth surplus over the number of those, and never
    /// more than before. The others stay (last parcel, as in Hare-Clark).
    LastParcel,
}

/// Whose surplus moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusOrder {
    /// The surpluses of all who were elected in a round move together at its end; nobody goes out in such a round.
    Together,
    /// One surplus moves at the end of a round, the largest first; nobody goes out while there is one.
    LargestFirst,
}

/// What becomes of a surplus once all seats are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastSurplus {
    /// It stays: the count ends when the last seat is filled.
    Stays,
    /// It moves, in one round more, to those who are neither elected nor out.
    Moves,
    /// It leaves the winners, in one round more, and counts for nobody.
    CountsForNobody,
}

/// A way to count a single transferable vote. Those that have a name are the rows of [`STV_METHODS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvMethod {
    /// Its name in scenario files.
    pub name: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// The votes that elect.
    pub quota: StvQuota,
    /// Decimal places of votes, at most [`MOST_DECIMALS`].
    pub decimals: u8,
    /// What a ballot of a surplus is worth.
    pub value: SurplusValue,
    /// Whose surplus moves.
    pub order: SurplusOrder,
    /// Whether only one is elected in a round, who has the most votes.
    pub one_elected_in_a_round: bool,
    /// What becomes of the last surplus.
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

/// Ways to count by name. A national or state rule book says more than these (whole votes by parcel, exclusions in steps of value):
/// the last two are the textbook methods.
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
    /// Who goes out before anybody else as soon as they have a vote, and before whom nobody is elected.
    pub dropped_first: Option<CandidateIndex>,
    /// Who does not stand: a mark for them is passed over.
    pub excluded: Vec<CandidateIndex>,
    /// How ties are settled: who goes out, who is elected first, whose surplus moves first.
    pub ties: TieRule,
}

/// Where votes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StvDestination {
    /// To a candidate.
    Candidate(CandidateIndex),
    /// To nobody, for good.
    Inactive(InactiveReason),
    /// To nobody, because all seats are filled.
    FinalSurplus,
    /// Lost where values are cut.
    Residual,
}

/// Votes that went from a candidate to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvTransfer {
    /// Who was elected with a surplus, or is out.
    pub from: CandidateIndex,
    /// Where they went.
    pub to: StvDestination,
    /// How many, in units.
    pub votes: u128,
}

/// One round of a count. All votes are in units; in every round tallies, inactive votes, final surplus and residual make up all
/// ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StvRound {
    /// For each candidate the votes; `None` for whoever is out or does not stand.
    pub tallies: Vec<Option<u128>>,
    /// Votes that count for nobody, by reason.
    pub inactive: InactiveTally<u128>,
    /// Votes of the last surpluses, where they count for nobody.
    pub final_surplus: u128,
    /// Votes lost so far where values were cut.
    pub residual: u128,
    /// Who is elected in this round, most votes first.
    pub elected: Vec<CandidateIndex>,
    /// Whose surplus moves at the end of this round.
    pub surpluses: Vec<CandidateIndex>,
    /// Who goes out at the end of this round.
    pub defeated: Option<CandidateIndex>,
    /// What moves at the end of this round.
    pub transfers: Vec<StvTransfer>,
}

/// A whole count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StvCount {
    /// Units in one vote.
    pub unit: u128,
    /// The votes that elect, in units.
    pub quota: u128,
    /// Every round, the first one first.
    pub rounds: Vec<StvRound>,
    /// Who is elected, in that order; fewer than the seats where a tie stopped the count or too few stand.
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
