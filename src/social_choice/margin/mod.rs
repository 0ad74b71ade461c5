//! HOW CLOSE AN ELECTION WAS: the smallest number of ballots whose change could alter the outcome.

pub mod preference_tree;

mod possible_winners;

pub use possible_winners::possible_winners;
