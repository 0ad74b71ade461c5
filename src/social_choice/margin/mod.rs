//! HOW CLOSE AN ELECTION WAS: the smallest number of ballots whose change could alter the outcome.

pub mod preference_tree;

mod elimination_order;
mod irv;
mod linear_program;
mod possible_winners;
mod stv;

pub use irv::{IrvMargin, MarginLimits, elimination, irv_margin};
pub use possible_winners::possible_winners;
pub use stv::{StvChange, stv_margin_at_most};
