//! The methods that a contest may name for transferring votes: those of Gregory and his successors, and Meek's.

use super::ballots::RankedBallots;
use super::meek;
use super::rounds::RankedCount;
use super::stv::{self, STV_METHODS, StvMethod, StvQuota, StvRules, SurplusValue};
use super::tie::TieRule;

/// A way to count seats from rankings by quota and transfers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferMethod {
    /// Ballots move at a value that is fixed when they move.
    Gregory(StvMethod),
    /// Elected candidates keep a part of every ballot, old and new, and the parts are found by iteration.
    Meek,
}

/// The source of Meek's method as it is counted here.
const MEEK_SOURCE: &str =
    "Meek 1969; the reference rule of the Proportional Representation Foundation, nine decimal places";

impl TransferMethod {
    /// Every method.
    pub fn all() -> impl Iterator<Item = Self> {
        STV_METHODS.into_iter().map(Self::Gregory).chain([Self::Meek])
    }

    /// The method of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|method| method.name() == name)
    }

    /// Its name in scenario files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gregory(method) => method.name,
            Self::Meek => "meek",
        }
    }

    /// The law or rule book.
    pub fn source(self) -> &'static str {
        match self {
            Self::Gregory(method) => method.source,
            Self::Meek => MEEK_SOURCE,
        }
    }

    /// Whether ballots of a surplus may move whole; `None` where no statements are known that imply its winners.
    pub fn moves_whole(self) -> Option<bool> {
        match self {
            Self::Gregory(method) if method.quota == StvQuota::HareWhole || method.one_elected_in_a_round => None,
            Self::Gregory(method) => Some(method.value == SurplusValue::LastParcel),
            Self::Meek => None,
        }
    }

    /// Counts ballots for so many seats; ties are settled by the method, and then by an order that was drawn, if it is known.
    pub fn count(self, ballots: &RankedBallots, seats: usize, order: &[u16]) -> RankedCount {
        // Meek's reference rule takes the quota and the values from its own definition; only seats and ties are asked of the rules.
        let method = if let Self::Gregory(method) = self { method } else { STV_METHODS[0] };
        let earlier_rounds = matches!(self, Self::Gregory(method) if method.earlier_rounds_settle_ties);
        let ties = TieRule { earlier_rounds, order: order.to_vec() };
        let rules = StvRules { method, seats, dropped_first: None, excluded: Vec::new(), ties };
        match self {
            Self::Gregory(_) => stv::count(ballots, &rules).into(),
            Self::Meek => meek::count(ballots, &rules).into(),
        }
    }
}
