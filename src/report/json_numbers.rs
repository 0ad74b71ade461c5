//! Numbers in documents.

use crate::simulation::Frequency;

/// A number rounded to the hundredth.
pub(super) fn rounded(x: f64) -> f64 {
    libm::round(x * 100.0) / 100.0
}

/// The exact 95 % interval of a share.
pub(super) fn share_interval(share: Frequency) -> [f64; 2] {
    let (low, high) = share.interval95();
    [low, high]
}
