//! CLAIMS OF AN INSTANT RUNOFF: statements about the ballots that together imply that no other candidate can have won.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

mod audited;
mod claim;
mod difficulty;
mod explanation;
mod fewest;
mod hitting_set;
mod search;
mod states;
mod sufficient;

pub use audited::{ClaimsAnswer, ClaimsAsked};
pub use claim::{IrvClaim, WeighedClaim};
pub use difficulty::Difficulty;
pub use explanation::{EndingFate, EndingNode, Explanation};
pub use search::{IrvClaims, NoClaims, SearchLimits, find_claims};
