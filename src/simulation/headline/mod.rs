//! THE FIRST LINE of a run, of many trials, of attacks or of a sweep, as a value made of the numbers in the tables.
//!
//! People read the first line first, and often nothing else. So it is a result like any other: it is computed here, it
//! is in the JSON documents as `headline`, and reports only put it into words. It compares one named quantity, only
//! among methods that the comparison is about and whose audits ended, reports ties, and says first which methods
//! confirmed a wrong outcome.

mod attacks;
mod first_word;
mod run;
mod shared;
mod sweep;
mod trials;

pub use attacks::{AttacksHeadline, Fooled, HardlyTried, Stands};
pub use first_word::FirstWord;
#[cfg(feature = "html")]
pub(crate) use run::each_once;
pub use run::{AskedAbout, BallotsOff, CameTo, LastWord, PutRight, RunHeadline};
pub use shared::{SharedHeadline, SharedLeast, SharedWork};
pub use sweep::{SweepHeadline, SweptRow, WorstRow};
pub use trials::{CardsCompared, Ends, Often, TrialsHeadline, UncontestedLook};
