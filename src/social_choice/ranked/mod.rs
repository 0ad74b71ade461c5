//! Ranked ballots: what marks mean, and the rules that elect from rankings.
//!
//! A card holds a [`Ranking`](crate::election::Ranking). A rule set, [`RankedRules`], says what it counts for.
//! [`RankedBallots`] are rankings read by one rule set; every count takes them: [`irv`] for one seat, [`stv`] for several.
//! Counts are whole numbers and nothing else; a tie is settled by a stated [`TieRule`] and named in the result.

mod ballots;
mod gregory;
pub mod irv;
mod possible_winners;
mod rules;
pub mod stv;
mod tie;
mod walk;

pub use ballots::RankedBallots;
pub use possible_winners::{PossibleWinners, possible_winners};
pub use rules::{Destination, DuplicateRule, FirstAsked, InactiveReason, OvervotedRank, RANKED_RULES, RankedRules};
pub use tie::{SettledBy, Tie, TieRule};
pub use walk::InactiveTally;
