//! ASSERTIONS IN NUMBERS: assorters, and the value of a record and a reading of the same card.
//!
//! # Reference
//! Stark 2020, "Sets of half-average nulls generate risk-limiting audits: SHANGRLA", FC 2020 workshops, section 2.

mod assorter;
mod fine_units;
mod overstatement;

pub use assorter::{AbsentCards, Assorter, Scale};
pub use fine_units::FineUnits;
pub use overstatement::{AGREES, Overstatement};

pub use crate::social_choice::{Assertion, assertions};
