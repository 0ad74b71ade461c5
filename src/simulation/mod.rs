//! ONE LIFE OF AN ELECTION: a scenario in, every stage of its counting out, with what was found and what was not.

mod detection;
mod life;
mod published;
mod stage;
mod verdict;

pub use detection::{BeyondSeen, FaultSeen};
pub use life::{ContestLife, LegalRule, Life, StageContest, StageLife, Step, live, live_telling};
pub use published::Comparison;
pub use verdict::Verdict;
