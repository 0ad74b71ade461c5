//! THE FIRST LINE: what a life, many trials, attacks or a sweep come to, as a value made of the numbers that the tables show.
//!
//! People read the first line first, and often nothing else. So it is a result like any other: it is computed here, stands in
//! the JSON documents as `headline`, and reports only put it into words. It compares one named number, only among those
//! whom the comparison is about and who came to an end, tells ties, and says who confirmed what is wrong before anything else.

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
