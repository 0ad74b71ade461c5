//! Ranked ballots: how marks are read, and the rules that elect from rankings.
//!
//! A card holds a [`Ranking`](crate::election::Ranking). A rule set, [`RankedRules`], says what it counts for.
//! [`RankedBallots`] are rankings read by one rule set; every count takes them: [`irv`] for one seat, [`stv`] and [`meek`]
//! for several, [`bottoms_up`] for all who reach a share, [`completion`] and [`rank_points`] for whoever is preferred to the others.
//! Counts are whole numbers and nothing else; a tie is settled by a stated [`TieRule`] and named in the result.
//!
//! ```
//! use recount::election::Ranking;
//! use recount::social_choice::ranked::{RankedBallots, RankedRules, irv};
//!
//! let kinds = [(Ranking::of([0, 1]), 4), (Ranking::of([1, 0]), 3), (Ranking::of([2, 1]), 2)];
//! let rules = RankedRules::named("maine").ok_or("no such rules")?;
//! let ballots = RankedBallots::read(kinds.iter().map(|(ranking, number)| (ranking, *number)), 3, &rules);
//! let count = irv::count(&ballots, &irv::IrvRules::default());
//! assert_eq!(count.winner, Some(1));
//! assert_eq!(count.rounds[0].tallies, [Some(4), Some(3), Some(2)]);
//! # Ok::<(), &str>(())
//! ```

mod ballots;
pub mod bottoms_up;
pub mod completion;
mod gregory;
pub mod irv;
pub mod meek;
mod pairwise;
mod possible_winners;
pub mod rank_points;
mod rounds;
mod rules;
pub mod stv;
mod stv_rules;
mod tie;
mod transfer_method;
mod walk;

pub use ballots::RankedBallots;
pub use pairwise::PairwiseTally;
pub use possible_winners::{PossibleWinners, possible_winners};
pub use rounds::{RankedCount, RankedRound};
pub use rules::{
    Destination, DuplicateRule, FirstAsked, InactiveReason, OvervotedRank, RANKED_RULES, RankedRules, UndeclaredMark,
};
pub use tie::{SettledBy, Tie, TieQuestion, TieRule};
pub use transfer_method::TransferMethod;
pub use walk::InactiveTally;
