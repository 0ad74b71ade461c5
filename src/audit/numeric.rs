//! An audit of single cards in numbers, for engines of many trials: the value of each card for each measure.

use super::DrawnUnit;
use crate::risk::SuperSimple;
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::polling::{PollDesign, RoundRule};

/// An audit whose evidence is one number for each card and measure.
pub trait NumericAudit: Sync {
    /// The value of a card for each measure, and whether it differs from its report in a way that matters.
    fn value_of(&self, drawn: DrawnUnit<'_>) -> CardValue;

    /// The measures of risk; the P-value is the largest of theirs.
    fn measures(&self) -> NumericMeasures<'_>;
}

/// The values of one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardValue {
    /// Whether it differs from its report in a way that matters.
    pub differs: bool,
    /// Its value for each measure, in units; for the count of discrepancies, the largest overstatement in votes.
    pub values: Vec<i32>,
}

/// The measures of risk of an audit.
pub enum NumericMeasures<'p> {
    /// A measure for each statement, whose P-value is the smallest so far; `agrees` has for each the value of a card that
    /// agrees with its record, if cards are compared with records.
    Each {
        /// The measures.
        measures: Vec<&'p dyn CloneBeforeStart>,
        /// In units of each statement.
        agrees: Option<Vec<u64>>,
    },
    /// A rule for each pair that judges the votes of a whole sample at round ends; draws are with replacement, and a
    /// value of 1 is no vote of the pair.
    ByRounds {
        /// The rule.
        rule: &'static dyn RoundRule,
        /// The reported votes of each pair.
        designs: &'p [PollDesign],
    },
    /// One formula of four counts; `None` if there is nothing to refute.
    Counts(Option<SuperSimple>),
}

impl NumericMeasures<'_> {
    /// Whether cards that agree can be skipped: they have a value of their own, and the order of the cards does not matter.
    pub fn skip_agreement(&self) -> bool {
        match self {
            Self::Each { measures, agrees } => {
                agrees.is_some() && measures.iter().all(|measure| measure.staking().is_some())
            }
            Self::Counts(_) => true,
            Self::ByRounds { .. } => false,
        }
    }

    /// Whether these are the values of a card that agrees with its record.
    pub fn are_of_agreement(&self, values: &[i32]) -> bool {
        match self {
            Self::Each { agrees: Some(agrees), .. } => {
                values.iter().zip(agrees).all(|(&value, &agrees)| value as u64 == agrees)
            }
            Self::Each { agrees: None, .. } | Self::ByRounds { .. } => false,
            Self::Counts(_) => values.iter().all(|&value| value == 0),
        }
    }
}
