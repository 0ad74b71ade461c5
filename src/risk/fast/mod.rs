//! Fast ways to compute a measure of risk: each returns the draw at which the measure itself stops, or "unsure".
//!
//! They are private methods of the engines, not measures of their own. Each file names its slow twin and its
//! derivation.

pub mod batched_alpha;
pub mod bit_parallel_bravo;
pub mod skip_agreement;
