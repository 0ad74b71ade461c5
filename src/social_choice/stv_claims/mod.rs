//! CLAIMS OF A TRANSFERABLE VOTE: what must be true of the ballots so that these are the winners.
//!
//! Each claim is a linear sum over the ballots, is strict, and means the same whatever settles a tie. Some say that a candidate is elected,
//! some that one is not elected without another; together they exclude sets of winners. Where every set but one is excluded, that
//! one is right; where every set that is left has a candidate, that candidate is elected.
//!
//! # Derivation
//! `docs/derivations/transferable-votes.md`
//!
//! # Reference
//! Blom, Stuckey, Teague and Vukcevic 2022, arXiv:2112.09921, for two seats with a first winner, upper bounds of transfer values
//! and claims of one ahead of another; Blom, Ek, Stuckey, Teague and Vukcevic 2025, arXiv:2503.14803, for a quota through others and
//! partial audits. Lower bounds of transfer values (arXiv:2402.03707) are not used. The exclusion of outcomes covers the case of the
//! first paper, and contests without a first winner.

mod claim;
mod level;
mod search;
mod tables;

pub use claim::StvClaim;
pub use search::{StvClaims, StvQuestion, find_stv_claims};
