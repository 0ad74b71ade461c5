//! A comparison as an engine hears it that leaps from discrepancy to discrepancy: what one card is worth, in numbers.

use super::Drawn;
use crate::assertion::AGREES;
use crate::risk::SuperSimple;
use crate::risk::leap::Fresh;

/// A comparison audit of single cards whose evidence depends on draws and discrepancies alone.
pub trait Leaping: Sync {
    /// What a card is worth to each measure, and whether it differs from what was reported of it in a way that matters.
    fn hears(&self, drawn: Drawn<'_>) -> Heard;

    /// How the risk is measured.
    fn measures(&self) -> Measures<'_>;
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whether it differs from its record in a way that matters.
    pub differs: bool,
    /// Its value for each betting martingale, in units; for the count of discrepancies the most votes overstated.
    pub values: Vec<i32>,
}

/// How a comparison measures the risk.
pub enum Measures<'p> {
    /// A betting martingale for each pair; a card that agrees has the value [`AGREES`](crate::assertion::AGREES).
    Betting(Vec<&'p dyn Fresh>),
    /// One formula of four counts; `None` where there is nothing to refute.
    Counts(Option<SuperSimple>),
}

impl Measures<'_> {
    /// The value of a card that agrees.
    pub fn agrees(&self) -> i32 {
        match self {
            Self::Betting(_) => AGREES as i32,
            Self::Counts(_) => 0,
        }
    }
}
