//! MARGINS of ranked contests: the smallest number of ballots whose change could alter the outcome.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

pub mod preference_tree;

mod changed_ballots;
mod elimination_order;
mod irv;
mod linear_program;
mod possible_winners;
mod stv;

pub use changed_ballots::{ChangedBallots, changed_ballots, closest_statement};
pub use irv::{IrvMargin, MarginLimits, elimination, irv_margin};
pub use possible_winners::possible_winners;
pub use stv::{StvChange, stv_margin_at_most};
