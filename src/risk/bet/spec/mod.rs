//! BETS BY NAME: from options to a measure of risk against a null. This room uses no contest, no card and no file.
//!
//! `risk` holds the bets and takes numbers only. Here their names and options are read, both for the questions of
//! `verify` and for the audits of a scenario.

pub(crate) mod document;
pub(crate) mod estimator;
mod named_bet;
pub(crate) mod names;
mod open_bet;
pub(crate) mod question;
pub(crate) mod stake;
pub(crate) mod value;

pub(crate) use named_bet::ReportedAssertion;
pub use named_bet::{BetText, NAMES};
pub use open_bet::{BetGround, OpenBet, OpenBetText, UnfitOption};
pub use question::{RefusedField, Unusable};
