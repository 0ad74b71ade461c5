//! What was found out about an audit of the State of Colorado.

use crate::reason::{Reason, official};
use crate::risk::Discrepancies;

/// What was found out about an audit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColoradoAudit {
    /// The public seed, where it is given.
    pub seed: Option<String>,
    /// The file of the last round.
    pub round: String,
    /// The contests, in the order of that file.
    pub contests: Vec<ColoradoContest>,
    /// What of the published does not hold.
    pub problems: Vec<ColoradoProblem>,
    /// Contests whose margin was added up from published votes.
    pub margins: usize,
    /// Contests whose cards were added up from counts of batches.
    pub cards: usize,
    /// Files that the check does not use.
    pub unused: Vec<String>,
}

/// A contest of an audit round.
#[derive(Clone, Debug, PartialEq)]
pub struct ColoradoContest {
    /// Its name.
    pub name: String,
    /// Why it is audited, as the file has it: `state_wide_contest`, `county_wide_contest`, `opportunistic_benefits`.
    pub reason: String,
    /// The status that the file states, such as `risk_limit_achieved`.
    pub status: String,
    /// Whether a sample was drawn for it.
    pub is_targeted: bool,
    /// Winners.
    pub winners: u64,
    /// The smallest margin between a winner and a loser, in votes.
    pub margin: u64,
    /// Cards of the counties that have the contest.
    pub cards: u64,
    /// Cards with the contest.
    pub contest_cards: u64,
    /// Draws whose cards were read, repeats counted.
    pub draws: u64,
    /// Draws that were asked for, where the selection is given.
    pub selected: Option<u64>,
    /// Discrepancies, as the file counts them.
    pub found: Discrepancies,
    /// The risk limit.
    pub risk_limit: f64,
    /// The sample size that the file states, for the discrepancies found so far.
    pub size: u64,
    /// The same by Stark's formula; none where there is no margin.
    pub size_again: Option<u64>,
    /// The measured risk; none where there is no margin, 1 where nothing was read.
    pub p_value: Option<f64>,
}

impl ColoradoContest {
    /// Whether the sample confirms the outcome.
    pub fn is_confirmed(&self) -> bool {
        self.draws > 0 && self.p_value.is_some_and(|p| p <= self.risk_limit)
    }

    /// Whether the file's status and sample size are those of its own counts.
    pub fn agrees(&self) -> bool {
        self.size_again.is_none_or(|size| size == self.size) && self.is_confirmed() == (self.status == ACHIEVED)
    }
}

/// The status of a contest that was confirmed.
const ACHIEVED: &str = "risk_limit_achieved";
/// Something published that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub enum ColoradoProblem {
    /// The margin is not that of the votes.
    Margin {
        /// The contest.
        contest: String,
        /// The margin that the file states.
        stated: u64,
        /// The margin of the votes.
        votes: u64,
    },
    /// No votes of this contest are published.
    NoVotes {
        /// The contest.
        contest: String,
    },
    /// Two counties have contests of this name without a choice in common.
    Merged {
        /// The name.
        contest: String,
    },
    /// The round has contests whose names differ by spaces alone, as when counties write one contest's name differently;
    /// each has a part of the votes.
    Split {
        /// The name.
        contest: String,
        /// The contests of this name.
        parts: usize,
    },
    /// The cards are not those of the counties' batches.
    Cards {
        /// The contest.
        contest: String,
        /// The cards that the file states.
        stated: u64,
        /// The cards of the batches.
        counted: u64,
    },
    /// The sample size is not that of the formula.
    Size {
        /// The contest.
        contest: String,
        /// The size that the file states.
        stated: u64,
        /// The size by the formula.
        again: u64,
    },
    /// The status is not that of the measured risk.
    Status {
        /// The contest.
        contest: String,
        /// The status.
        status: String,
        /// The measured risk.
        p_value: f64,
    },
    /// More draws were read than were selected.
    Draws {
        /// The contest.
        contest: String,
        /// The draws that the file states.
        stated: u64,
        /// Draws of the selection.
        selected: u64,
    },
    /// A batch has another number of cards in the manifest than records.
    Batch {
        /// County, scanner and batch.
        batch: String,
        /// Cards in the manifest.
        manifest: u64,
        /// Records.
        records: u64,
    },
}

impl ColoradoProblem {
    /// The problem in words.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Margin { contest, stated, votes } => official::problem_margin(contest, *stated, *votes),
            Self::NoVotes { contest } => official::problem_no_votes(contest),
            Self::Merged { contest } => official::problem_merged(contest),
            Self::Split { contest, parts } => official::problem_split(contest, *parts),
            Self::Cards { contest, stated, counted } => official::problem_cards(contest, *stated, *counted),
            Self::Size { contest, stated, again } => official::problem_size(contest, *stated, *again),
            Self::Status { contest, status, p_value } => official::problem_status(contest, status, p_value.to_string()),
            Self::Draws { contest, stated, selected } => official::problem_draws(contest, *stated, *selected),
            Self::Batch { batch, manifest, records } => official::problem_batch(batch, *manifest, *records),
        }
    }
}
