//! AUDIT STATUTES: how many precincts a law samples, which differences count, and what follows from them.
//!
//! A statute is a few numbers, one row of a table. If a law says precincts, districts, machines or reporting units,
//! this model draws batches; a scenario whose batches are whole precincts is closest. If it takes a sample in each
//! county, the paper of the scenario is one county. Each statute is cited in its row; laws change, and none of this is
//! legal advice.

mod review;
mod table;

pub(super) use review::Review;
pub use table::STATUTES;

/// The number of batches in the first sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FirstSample {
    /// A share of the batches, rounded up, and at least a minimum.
    Share {
        /// The share, in (0, 1].
        share: f64,
        /// The minimum.
        least: u64,
    },
    /// A number that grows with the size of the jurisdiction.
    BySize {
        /// Pairs of ballots and batches: below that number of ballots, that number of batches is drawn; rising, and the
        /// last holds for all above.
        tiers: &'static [(u64, u64)],
        /// Above the last but one, at least this share of the batches.
        share: f64,
    },
    /// Enough batches to hold a share of the ballots, or a number of ballots if that is less.
    Ballots {
        /// The share of all ballots, in (0, 1].
        share: f64,
        /// The number of ballots that is enough.
        most: u64,
    },
    /// A share of the batches by the margin.
    ByMargin {
        /// Pairs of margin, as a share of all votes, and share of batches: below that margin, that share is drawn;
        /// rising, and the last holds above.
        tiers: &'static [(f64, f64)],
    },
    /// Enough batches to find one of the bad batches that a wrong outcome needs.
    Power {
        /// The probability of finding one, in (0, 1).
        chance: f64,
        /// The largest share of a batch's votes that is assumed to be counted for the wrong candidate, in (0, 1].
        shift: f64,
        /// At least this share of the batches.
        least: f64,
    },
}

impl FirstSample {
    /// Whether its size depends on the margin: such audits are [`super::RandomPrecincts`].
    pub fn looks_at_the_margin(self) -> bool {
        matches!(self, Self::ByMargin { .. } | Self::Power { .. })
    }
}

/// The differences that have consequences. A batch's difference is the largest of any candidate's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trigger {
    /// None: differences are reported or explained, and the count is used as corrected.
    Never,
    /// One batch that differs by more than this share of its ballots, and by more than a number of votes.
    InOne {
        /// The share of the batch's ballots.
        share: f64,
        /// Votes that are tolerated in any batch.
        votes: u64,
    },
    /// All batches of the sample together differ by more than this share of their ballots.
    Together {
        /// The share of the sample's ballots.
        share: f64,
        /// Whether a difference of exactly the share counts too.
        or_equal: bool,
    },
    /// A difference in the sample, as a share of its ballots, above this share of the margin as a share of all votes.
    OfMargin {
        /// The share of the margin.
        share: f64,
    },
    /// One batch that differs by more than this share of its ballots, and by so much that the same in every batch would
    /// exceed the margin.
    Extended {
        /// The share of the batch's ballots.
        share: f64,
    },
    /// Changes in the sample that, extrapolated to all ballots, would put a loser ahead of a winner.
    Reversal,
}

/// The step that a law takes if the differences are too large; the next one if they are so again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalStep {
    /// This number of further batches, judged on their own if single batches are judged.
    More(u64),
    /// A sample of this multiple of the first in all.
    Times(u64),
    /// Every ballot is counted by hand.
    All,
}

/// An audit by law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statute {
    /// Its name in scenario files: the state's postal code, or a bill's number.
    pub code: &'static str,
    /// The state or body whose law it is.
    pub of: &'static str,
    /// The section of the law.
    pub section: &'static str,
    /// The size of the first sample.
    pub sample: FirstSample,
    /// The differences that have consequences.
    pub trigger: Trigger,
    /// The consequences, step by step; after the last there are none.
    pub then: &'static [LegalStep],
}

impl Statute {
    /// The name of the method that follows it.
    pub fn method(&self) -> &'static str {
        if self.sample.looks_at_the_margin() { "random_precincts" } else { "fixed_percentage" }
    }

    /// The default rule of a scenario: a share of the batches, a tolerance, and a full count beyond it.
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

    /// The default rule by power: each drawn batch may differ by the tolerance, and a full count follows beyond it.
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
