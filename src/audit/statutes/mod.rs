//! AUDITS BY THE LETTER OF A LAW: how many precincts it draws, what differences it minds, and what it does about them.
//!
//! A statute is a few numbers, a row of one table each. Where a law says precincts, districts, machines or reporting units, this
//! model draws batches; a scenario whose batches are whole precincts comes nearest. Where it counts a sample for each
//! county, the paper of the scenario is one county. A statute is cited as its file says; laws change, and none of this
//! is legal advice.

mod review;
mod table;

pub(super) use review::Review;
pub use table::STATUTES;

/// How many batches are drawn first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FirstSample {
    /// A share of the batches, rounded up, and no fewer than so many.
    Share {
        /// The share, in (0, 1].
        share: f64,
        /// The least number.
        least: u64,
    },
    /// A number that grows with the size of the jurisdiction.
    BySize {
        /// Ballots below which so many batches are drawn, rising; the last holds for all above.
        tiers: &'static [(u64, u64)],
        /// Above the last but one, no fewer than this share of the batches.
        share: f64,
    },
    /// As many batches as it takes to hold a share of the ballots, or so many ballots where that is less.
    Ballots {
        /// The share of all ballots, in (0, 1].
        share: f64,
        /// Ballots that suffice.
        most: u64,
    },
    /// A share of the batches by the margin.
    ByMargin {
        /// Margins, as shares of all votes, below which a share of the batches is drawn, rising; the last holds above.
        tiers: &'static [(f64, f64)],
    },
    /// As many as it takes to meet one of the bad batches that a wrong outcome needs.
    Power {
        /// The chance of meeting one, in (0, 1).
        chance: f64,
        /// The largest share of a batch's votes that are held to be counted for the wrong candidate, in (0, 1].
        shift: f64,
        /// No fewer than this share of the batches.
        least: f64,
    },
}

impl FirstSample {
    /// Whether its size depends on the margin: audits of that kind are [`super::RandomPrecincts`].
    pub fn looks_at_the_margin(self) -> bool {
        matches!(self, Self::ByMargin { .. } | Self::Power { .. })
    }
}

/// What differences a law minds. Of a batch, the difference is the largest of any candidate's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trigger {
    /// None: they are reported or explained, and the count stands as corrected.
    Never,
    /// One batch that differs by more than this share of its ballots, and by more than so many votes.
    InOne {
        /// The share of the batch's ballots.
        share: f64,
        /// Votes that are let pass in any batch.
        votes: u64,
    },
    /// All batches of the sample together that differ by more than this share of their ballots.
    Together {
        /// The share of the sample's ballots.
        share: f64,
        /// Whether exactly the share is minded too.
        or_equal: bool,
    },
    /// A difference in the sample, as a share of its ballots, above this share of the margin as a share of all votes.
    OfMargin {
        /// The share of the margin.
        share: f64,
    },
    /// One batch that differs by more than this share of its ballots, by so much that as much in every batch would
    /// exceed the margin.
    Extended {
        /// The share of the batch's ballots.
        share: f64,
    },
    /// Changes of the sample that, in proportion to the ballots on all the paper, would put a loser ahead of a winner.
    Reversal,
}

/// What a law does once the differences are too large; the next step where they are so again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalStep {
    /// So many batches more, judged on their own where single batches are judged.
    More(u64),
    /// A sample so many times the first in all.
    Times(u64),
    /// Every ballot is counted by hand.
    All,
}

/// An audit by law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statute {
    /// Its name in scenario files: the state's two letters, or a bill's number.
    pub code: &'static str,
    /// Whose law it is.
    pub of: &'static str,
    /// Where it stands.
    pub section: &'static str,
    /// How many batches are drawn.
    pub sample: FirstSample,
    /// What differences are minded.
    pub trigger: Trigger,
    /// What is done about them, step by step; after the last, nothing.
    pub then: &'static [LegalStep],
}

impl Statute {
    /// The method that follows its letter.
    pub fn method(&self) -> &'static str {
        if self.sample.looks_at_the_margin() { "random_precincts" } else { "fixed_percentage" }
    }

    /// The plain rule of a scenario: a share of the batches, a tolerance, and a full count beyond it.
    pub(super) const fn plain(share: f64, tolerance: f64) -> Self {
        Self {
            code: "",
            of: "no state",
            section: "",
            sample: FirstSample::Share { share, least: 1 },
            trigger: Trigger::Together { share: tolerance, or_equal: false },
            then: &[LegalStep::All],
        }
    }

    /// The plain rule by power: each drawn batch may differ by the tolerance, and a full count follows beyond it.
    pub(super) const fn by_power(chance: f64, shift: f64, tolerance: f64) -> Self {
        Self {
            sample: FirstSample::Power { chance, shift, least: 0.0 },
            trigger: Trigger::InOne { share: tolerance, votes: 0 },
            ..Self::plain(1.0, 0.0)
        }
    }
}

/// The statute of that code.
pub fn named(code: &str) -> Option<Statute> {
    STATUTES.iter().copied().find(|statute| statute.code == code)
}
