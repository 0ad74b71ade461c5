//! How a unit differs from its report, in the field's classes.

use crate::audit::session::SavedUnit;
use crate::reason::{Reason, folder};

/// The class of a difference. A card that was found, with the contest on paper and in the record, is classed by the votes by
/// which its record overstates a reported winner's margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceClass {
    /// The card or batch is not where the manifest says.
    NotFound,
    /// The record shows the contest, and the paper does not.
    NotOnCard,
    /// The paper shows the contest, and the record does not: it is of another style.
    WrongStyle,
    /// Two votes overstated.
    O2,
    /// One vote overstated.
    O1,
    /// One vote understated.
    U1,
    /// Two votes understated.
    U2,
    /// Other votes, by which no margin is overstated; some may be understated.
    NoneOverstated,
    /// The method does not compare each card with its own record.
    Unclassified,
}

impl DifferenceClass {
    /// All classes, in the order of lists.
    pub const ALL: [Self; 9] = [
        Self::O2,
        Self::O1,
        Self::U1,
        Self::U2,
        Self::NotFound,
        Self::WrongStyle,
        Self::NotOnCard,
        Self::NoneOverstated,
        Self::Unclassified,
    ];

    /// The class of a unit: what its record shows, what the board read, and the votes by which the record overstates a margin,
    /// each if it is known.
    pub fn of(record: Option<&SavedUnit>, read: Option<&SavedUnit>, overstated: Option<i32>) -> Self {
        match (record, read, overstated) {
            (_, Some(SavedUnit::NotFound), _) => Self::NotFound,
            (Some(SavedUnit::NotOnCard), Some(SavedUnit::Votes(_)), _) => Self::WrongStyle,
            (Some(SavedUnit::Votes(_)), Some(SavedUnit::NotOnCard), _) => Self::NotOnCard,
            (_, _, Some(2..)) => Self::O2,
            (_, _, Some(1)) => Self::O1,
            (_, _, Some(0)) => Self::NoneOverstated,
            (_, _, Some(-1)) => Self::U1,
            (_, _, Some(..=-2)) => Self::U2,
            (_, _, None) => Self::Unclassified,
        }
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NotOnCard => "contest_not_on_card",
            Self::WrongStyle => "wrong_style",
            Self::O2 => "o2",
            Self::O1 => "o1",
            Self::U1 => "u1",
            Self::U2 => "u2",
            Self::NoneOverstated => "none_overstated",
            Self::Unclassified => "unclassified",
        }
    }

    /// The class in a few words.
    pub fn reason(self) -> Reason {
        match self {
            Self::NotFound => folder::class_not_found(),
            Self::NotOnCard => folder::class_not_on_card(),
            Self::WrongStyle => folder::class_wrong_style(),
            Self::O2 => folder::class_o2(),
            Self::O1 => folder::class_o1(),
            Self::U1 => folder::class_u1(),
            Self::U2 => folder::class_u2(),
            Self::NoneOverstated => folder::class_none_overstated(),
            Self::Unclassified => folder::class_unclassified(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_card_comes_before_what_it_does_to_a_margin() {
        let votes = || SavedUnit::Votes(vec!["Ada".to_owned()]);
        let of = |record: SavedUnit, read: SavedUnit, votes| DifferenceClass::of(Some(&record), Some(&read), votes);
        assert_eq!(of(votes(), SavedUnit::NotFound, Some(2)), DifferenceClass::NotFound);
        assert_eq!(of(votes(), SavedUnit::NotOnCard, Some(1)), DifferenceClass::NotOnCard);
        assert_eq!(of(SavedUnit::NotOnCard, votes(), Some(-1)), DifferenceClass::WrongStyle);
        let named = [2, 1, 0, -1, -2].map(|it| of(votes(), votes(), Some(it)).name());
        assert_eq!(named, ["o2", "o1", "none_overstated", "u1", "u2"]);
        assert_eq!(DifferenceClass::of(None, None, None), DifferenceClass::Unclassified);
    }
}
