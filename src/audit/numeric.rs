//! An audit of single cards as an engine of many trials hears it: what one card is worth, in numbers.

use super::DrawnUnit;
use crate::risk::SuperSimple;
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::polling::{PollDesign, RoundRule};

/// An audit whose evidence is made of one number for each card and measure.
pub trait NumericAudit: Sync {
    /// What a card is worth to each measure, and whether it differs from what was reported of it in a way that matters.
    fn hears(&self, drawn: DrawnUnit<'_>) -> CardValue;

    /// How the risk is measured: the P-value is the largest of all.
    fn measures(&self) -> NumericMeasures<'_>;
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardValue {
    /// Whether it differs from what was reported of it in a way that matters.
    pub differs: bool,
    /// Its value for each measure, in units; for the count of discrepancies the most votes overstated.
    pub values: Vec<i32>,
}

/// How an audit measures the risk.
pub enum NumericMeasures<'p> {
    /// A measure for each pair, whose P-value is the smallest so far; `agrees` is the value of a card that agrees with its
    /// record, where cards are held against records.
    Each {
        /// The measures.
        measures: Vec<&'p dyn CloneBeforeStart>,
        /// In units.
        agrees: Option<u64>,
    },
    /// A rule for each pair that judges the votes of a whole sample where rounds end; cards are put back, and a value of 1 is
    /// no vote of the pair.
    ByRounds {
        /// The rule.
        rule: &'static dyn RoundRule,
        /// The reported votes of each pair.
        designs: &'p [PollDesign],
    },
    /// One formula of four counts; `None` where there is nothing to refute.
    Counts(Option<SuperSimple>),
}
