//! How carefully people count: levels with documented error rates.

/// A documented way of working and the slips that come with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Care {
    /// Its name in scenario files.
    pub name: &'static str,
    /// Chance for each vote that it is read or sorted to the wrong name, or missed.
    pub slip: f64,
    /// Chance for each candidate's pile or tally of a batch that its count is off.
    pub pile: f64,
    /// Chance for each batch that its tally sheet is entered twice.
    pub sheet_twice: f64,
    /// Chance for each batch that its tally sheet is never entered.
    pub sheet_lost: f64,
    /// Where the rates come from.
    pub source: &'static str,
}

const NONE: Care = Care { name: "", slip: 0.0, pile: 0.0, sheet_twice: 0.0, sheet_lost: 0.0, source: "" };

/// Every level there is, most careful first.
pub const LEVELS: [Care; 7] = [
    Care {
        name: "exact",
        source: "no slips: for counts whose published figure is taken as what the paper holds",
        ..NONE
    },
    Care {
        name: "careful",
        slip: 1.0 / 4_800.0,
        source: "Minnesota 2008 post-election audit: one difference in 4,800 votes",
        ..NONE
    },
    Care {
        name: "careful_batches",
        pile: 0.0524,
        source: "Georgia 2022 risk-limiting audit: 85.1 % of 328 batches exact (three piles a batch)",
        ..NONE
    },
    Care {
        name: "hurried",
        pile: 0.005,
        sheet_twice: 0.0008,
        sheet_lost: 0.0003,
        source: "Georgia 2020 full hand tally: under 0.11 % net, a few sheets entered twice or lost, most counties within nine votes",
        ..NONE
    },
    Care {
        name: "single_pass",
        slip: 0.0015,
        source: "Mohave County 2023 trial: 46 errors in 850 ballots of 36 contests",
        ..NONE
    },
    Care { name: "ad_hoc", slip: 0.0075, source: "Connecticut 2008: one difference in 133 votes", ..NONE },
    Care {
        name: "untrained",
        slip: 0.014,
        source: "Goggin, Byrne and Gilbert 2012, Election Law Journal 11(1): 1.4 % of a candidate's count, taken as the chance for each vote",
        ..NONE
    },
];

impl Care {
    /// The level of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        LEVELS.iter().find(|level| level.name == name)
    }
}
