//! ONE LIFE OF AN ELECTION: a scenario in, every stage of its counting out, with what was found and what was not.

pub mod adversary;
mod again;
mod asked;
mod audits;
mod bench;
mod desk;
mod detection;
mod division;
mod engine;
mod foreseen;
mod gathered;
mod life;
mod monte_carlo;
mod pile;
mod plan;
mod published;
mod pull;
mod stage;
mod summary;
mod sums;
mod verdict;
mod whereabouts;

pub use again::{AtRescan, struck_again};
pub use asked::Ask;
pub use audits::{AuditLife, Cause, Discrepancy, ObservedLife, TogetherLife};
pub use detection::{BeyondSeen, FaultSeen};
pub use engine::{AUTO, EXACT, engines};
pub use foreseen::{Foreseen, TOLD};
pub use life::{ContestLife, LegalRule, Life, StageContest, StageLife, Step, live, live_telling};
pub use monte_carlo::{MOST_TRIALS, Row, Simulated, TogetherRow, simulate};
pub use plan::{Plan, PlanRow, plan};
pub use published::Comparison;
pub use pull::Pull;
pub use summary::{QUANTILES, Share, Spread};
pub use verdict::Verdict;
pub use whereabouts::{MOST_SQUARES, Origin, OriginSum, Square, Whereabouts};
