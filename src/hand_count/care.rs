//! Levels of care with their error rates, documented where data exist and assumed where not.
//!
//! Every level has a rate for each step: reading a vote, sorting a card, counting a pile, entering a sheet. No level is
//! better in any step than the level above it, so that audits never look cleaner with worse boards.
//!
//! Reading and piles of careful boards were compared with Georgia's audit of May 2026, whose report gives hand and
//! machine count of 706 batches. Counts of the two audited contests differ by 33 of 14,927 votes on hand-marked mail
//! ballots and by 215 of 304,133 votes on machine-marked ones, 2.2 and 0.7 in 1,000. Most of that gap is due to the
//! size of batches: mail lies in batches of about fifty ballots, so there are more piles for each vote. A fit of both
//! rates (the likelihood that a batch is exact, `(1 - pile)^piles (1 - slip)^votes`) gives 0.013 a pile, and a reading
//! error in 1.6 of 10,000 votes on machine-marked and 0.9 of 10,000 on hand-marked paper. The latter is only known to
//! be below about 6, so a difference between the two is not shown.

use crate::election::MarkedBy;
use crate::reason::{Reason, lists};

/// A way of working and the errors that come with it.
#[derive(Clone, Copy, Debug)]
pub struct Care {
    /// Its name in scenario files.
    pub name: &'static str,
    /// Probability for each vote on hand-marked paper that it is read as another name, or missed.
    pub slip: f64,
    /// Probability for each vote of a contest counted by sorting that its card lands on another pile.
    pub sort: f64,
    /// Probability for each candidate's pile or tally of a batch that its count is wrong.
    pub pile: f64,
    /// Probability for each batch that its tally sheet is entered twice.
    pub sheet_twice: f64,
    /// Probability for each batch that its tally sheet is never entered.
    pub sheet_lost: f64,
    /// What is documented, and where.
    pub source: Option<fn() -> Reason>,
    /// What is assumed, and why.
    pub assumed: fn() -> Reason,
}

/// The rate of differences between hand and machine count for each vote, Minnesota 2008.
const MINNESOTA: f64 = 1.0 / 4_800.0;

/// Probability that a careful count of a pile is wrong, fitted to Georgia's audit of May 2026.
const GEORGIA_PILE: f64 = 0.013;

/// Every level, most careful first.
pub const LEVELS: [Care; 7] = [
    Care {
        name: "exact",
        slip: 0.0,
        sort: 0.0,
        pile: 0.0,
        sheet_twice: 0.0,
        sheet_lost: 0.0,
        source: None,
        assumed: lists::care_exact_assumed,
    },
    Care {
        name: "careful",
        slip: MINNESOTA,
        sort: MINNESOTA,
        pile: GEORGIA_PILE,
        sheet_twice: 0.0,
        sheet_lost: 0.0,
        source: Some(lists::care_careful),
        assumed: lists::care_careful_assumed,
    },
    Care {
        name: "careful_batches",
        slip: MINNESOTA,
        sort: MINNESOTA,
        pile: GEORGIA_PILE,
        sheet_twice: 0.0,
        sheet_lost: 0.0,
        source: Some(lists::care_batches),
        assumed: lists::care_batches_assumed,
    },
    Care {
        name: "hurried",
        slip: MINNESOTA,
        sort: MINNESOTA,
        pile: 2.0 * GEORGIA_PILE,
        sheet_twice: 0.000_8,
        sheet_lost: 0.000_3,
        source: Some(lists::care_hurried),
        assumed: lists::care_hurried_assumed,
    },
    Care {
        name: "single_pass",
        slip: 0.001_5,
        sort: 0.001_5,
        pile: 2.0 * GEORGIA_PILE,
        sheet_twice: 0.000_8,
        sheet_lost: 0.000_3,
        source: Some(lists::care_single_pass),
        assumed: lists::care_as_hurried,
    },
    Care {
        name: "ad_hoc",
        slip: 0.007_5,
        sort: 0.007_5,
        pile: 2.0 * GEORGIA_PILE,
        sheet_twice: 0.000_8,
        sheet_lost: 0.000_3,
        source: Some(lists::care_ad_hoc),
        assumed: lists::care_as_hurried,
    },
    Care {
        name: "untrained",
        slip: 0.014,
        sort: 0.014,
        pile: 2.0 * GEORGIA_PILE,
        sheet_twice: 0.000_8,
        sheet_lost: 0.000_3,
        source: Some(lists::care_untrained),
        assumed: lists::care_as_hurried,
    },
];

/// Reading errors on machine-marked paper, as a share of those on hand-marked paper: 1.6 of 10,000 votes (Georgia, May
/// 2026) beside one of 4,800 (Minnesota 2008, marked by hand); taken as the same share at every level.
const MACHINE_MARKED: f64 = 0.000_16 / MINNESOTA;

impl Care {
    /// The factor by which the level's rates of reading and sorting errors, which are those of hand-marked paper, are
    /// multiplied for paper that was marked in this way.
    pub fn share(marked_by: MarkedBy) -> f64 {
        match marked_by {
            MarkedBy::Hand => 1.0,
            MarkedBy::Machine => MACHINE_MARKED,
        }
    }

    /// The level of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        LEVELS.iter().find(|level| level.name == name)
    }
}
