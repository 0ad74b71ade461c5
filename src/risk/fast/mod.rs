//! Fast ways of computing a measure of risk: each gives the draw at which the measure itself stops, or says "unsure".
//!
//! They are private paths of the engines, not measures of their own. Each file names its slow twin and its derivation.

pub mod batched_alpha;
pub mod bit_parallel_bravo;
pub mod skip_agreement;
