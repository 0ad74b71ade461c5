//! The marks of a card in one contest: marks of every strength, creases, written names.
//!
//! A scanner measures how dark each target is; a person reads what the voter meant. The two differ exactly where the
//! paper holds something other than clean, full marks.

use std::borrow::Cow;

use super::contest::{CandidateIndex, Contest, Target};

/// Darkness of a clean, filled oval, in percent of the target.
pub const FULL: u8 = 100;

/// How a target was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stroke {
    /// Filled as the instructions say.
    Filled,
    /// Meant as a vote but faint or outside the target: the share a scanner sees, in percent.
    Light(u8),
    /// Not meant as a vote (a rested pen, a smudge): the share a scanner sees, in percent.
    Stray(u8),
    /// Filled, then struck out by the voter: as dark as a vote, but not meant.
    Struck,
}

impl Stroke {
    /// What a scanner sees, in percent of the target, 0 to 100.
    pub fn darkness(self) -> u8 {
        match self {
            Self::Filled | Self::Struck => FULL,
            Self::Light(darkness) | Self::Stray(darkness) => darkness,
        }
    }

    /// Whether the voter meant a vote.
    pub fn is_meant(self) -> bool {
        matches!(self, Self::Filled | Self::Light(_))
    }
}

/// A crease that runs through a candidate's target, and how dark it looks to a scanner, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Crease {
    /// The candidate whose target the fold crosses.
    pub candidate: CandidateIndex,
    /// Shadow of the fold, in percent of the target.
    pub darkness: u8,
}

/// Everything a card carries in one contest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Marks {
    strokes: Vec<(Target, Stroke)>,
    /// A fold through a target.
    pub crease: Option<Crease>,
    /// The listed candidate whose name the voter wrote on the write-in line.
    pub written: Option<CandidateIndex>,
    /// Whether people reading in good faith may dispute what the voter meant.
    pub disputed: bool,
}

impl Marks {
    /// Clean, filled marks in these targets; an empty list is a blank contest. Where each name has a single target, the
    /// target is the candidate's index.
    pub fn plain(targets: impl IntoIterator<Item = Target>) -> Self {
        let mut marks = Self::default();
        for target in targets {
            marks.set(target, Stroke::Filled);
        }
        marks
    }

    /// Marks one target, replacing its mark.
    pub fn set(&mut self, target: Target, stroke: Stroke) {
        match self.strokes.binary_search_by_key(&target, |s| s.0) {
            Ok(at) => self.strokes[at].1 = stroke,
            Err(at) => self.strokes.insert(at, (target, stroke)),
        }
    }

    /// Removes the mark from one target.
    pub fn clear(&mut self, target: Target) {
        self.strokes.retain(|s| s.0 != target);
    }

    /// The marked targets in rising order, each with its mark.
    pub fn strokes(&self) -> &[(Target, Stroke)] {
        &self.strokes
    }

    /// The marked targets in rising order.
    pub fn targets(&self) -> impl Iterator<Item = Target> + '_ {
        self.strokes.iter().map(|s| s.0)
    }

    /// Whether all marks are clean and filled: such a card is read alike by people and scanners.
    pub fn is_plain(&self) -> bool {
        self.crease.is_none()
            && self.written.is_none()
            && !self.disputed
            && self.strokes.iter().all(|s| s.1 == Stroke::Filled)
    }

    /// What the voter meant, as clean marks: faint marks count, stray and struck ones do not, and a
    /// listed name written in is a vote for that name (once, also beside its own filled oval).
    #[must_use]
    pub fn meant(&self, contest: &Contest) -> Self {
        let own = self.strokes.iter().filter(|s| s.1.is_meant()).map(|s| s.0);
        match self.written {
            None => Self::plain(own),
            Some(name) => Self::plain(own.filter(|&c| Some(c) != contest.write_in_line).chain([name])),
        }
    }

    /// As [`Self::meant`], without a copy where the marks are clean already, as nearly all are.
    pub fn as_meant(&self, contest: &Contest) -> Cow<'_, Self> {
        if self.is_plain() { Cow::Borrowed(self) } else { Cow::Owned(self.meant(contest)) }
    }

    /// The marks that a scanner detects: every target at least `threshold` percent dark, and the creased target if the
    /// fold is at least `crease` percent dark.
    #[must_use]
    pub fn seen(&self, threshold: u8, crease: u8) -> Self {
        let dark = self.strokes.iter().filter(|s| s.1.darkness() >= threshold).map(|s| s.0);
        Self::plain(dark.chain(self.crease.filter(|c| c.darkness >= crease).map(|c| c.candidate)))
    }
}

/// The vote of a card in one contest, as a column stores it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vote {
    /// The contest is not printed on this card.
    NotOnCard,
    /// The contest is on the card, with these marks (possibly none).
    Marked(Marks),
}

impl Vote {
    /// The marks, where the contest is on the card.
    pub fn marks(&self) -> Option<&Marks> {
        match self {
            Self::NotOnCard => None,
            Self::Marked(marks) => Some(marks),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::contest::{RuleName, RuleOptions};

    fn contest() -> Contest {
        Contest {
            id: "c".into(),
            title: "C".into(),
            rule: RuleName("plurality"),
            candidates: vec!["Ada".into(), "Ben".into(), "write-in".into()],
            seats: 1,
            votes_allowed: 1,
            write_in_line: Some(2),
            options: RuleOptions::default(),
        }
    }

    #[test]
    fn scanner_and_person_differ_where_the_paper_is_not_clean() {
        let mut light = Marks::default();
        light.set(0, Stroke::Light(20));
        assert_eq!(light.seen(25, 101), Marks::default());
        assert_eq!(light.meant(&contest()), Marks::plain([0]));
        assert_eq!(*light.as_meant(&contest()), Marks::plain([0]));
        assert!(matches!(Marks::plain([0]).as_meant(&contest()), Cow::Borrowed(_)));

        let mut struck = Marks::plain([0]);
        struck.set(1, Stroke::Struck);
        assert_eq!(struck.seen(25, 101), Marks::plain([0, 1]));
        assert_eq!(struck.meant(&contest()), Marks::plain([0]));

        let mut both = Marks::plain([0, 2]);
        both.written = Some(0);
        assert_eq!(both.seen(25, 101), Marks::plain([0, 2]));
        assert_eq!(both.meant(&contest()), Marks::plain([0]));

        let mut creased = Marks::plain([0]);
        creased.crease = Some(Crease { candidate: 1, darkness: 60 });
        assert_eq!(creased.seen(25, 50), Marks::plain([0, 1]));
        assert_eq!(creased.seen(25, 61), Marks::plain([0]));
        assert_eq!(creased.meant(&contest()), Marks::plain([0]));
    }

    #[test]
    fn order_of_marking_does_not_matter() {
        assert_eq!(Marks::plain([2, 0, 1]), Marks::plain([0, 1, 2]));
    }
}
