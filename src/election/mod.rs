//! THE PAPER, as the voters left it: contests, styles, groups, batches, and a column of votes for each contest.

mod apportion;
mod batch;
mod block_shuffle;
mod byte_counts;
mod column;
mod contest;
mod fill;
mod from_columns;
mod generate;
mod grid;
mod manifest;
mod marks;
mod piles;
mod ranked_file;
mod ranking;
mod selection;
mod share;
mod style;
mod table;

pub use apportion::apportion;
pub use batch::{Batch, Group, MarkedBy, VoteMode};
pub use column::Column;
pub use contest::{CandidateIndex, Contest, RuleName, RuleOptions, Target};
pub use fill::{FillError, FillRates, GroupVotes};
pub use from_columns::{ColumnBatch, ElectionColumns, from_columns};
pub use generate::{Design, GroupDesign, MOST_BATCHES, MOST_CARDS, MOST_CELLS, PaperError, generate};
pub use manifest::{CardPlace, Manifest, ManifestLine};
pub use marks::{Crease, FULL, Marks, Stroke, Vote};
pub use piles::Piles;
pub use ranked_file::{
    AskedAudit, LARGEST_RANKED_FILE, MOST_RANKED, MOST_RANKED_BALLOTS, MOST_RANKED_CONTESTS, RankedContest, RankedFlaw,
    read_ranked,
};
pub use ranking::Ranking;
pub use selection::{Picker, Selection, UnknownName};
pub use share::share_of;
pub use style::Style;
pub use table::{BLANK, Code, NOT_ON_CARD, VoteTable};

/// All the paper of an election and where it is kept. Later stages do not change it.
#[derive(Clone, Debug)]
pub struct Election {
    /// The questions put to the voters.
    pub contests: Vec<Contest>,
    /// The ballot designs.
    pub styles: Vec<Style>,
    /// Names of the tabulators.
    pub tabulators: Vec<String>,
    /// Names of the reporting units: precincts where known, else counties.
    pub units: Vec<String>,
    /// The ballots by precinct (or county) and way of voting.
    pub groups: Vec<Group>,
    /// The batches in order of the manifest; their cards follow each other without a gap.
    pub batches: Vec<Batch>,
    /// For each contest, the distinct ways in which it was marked.
    pub votes: Vec<VoteTable>,
    /// For each contest, a code per card of the manifest.
    pub paper: Vec<Column>,
    /// The votes of the paper, counted batch by batch.
    pub piles: Piles,
}

impl Election {
    /// The same ballots with other votes.
    ///
    /// # Panics
    /// If there are not as many tables and columns as contests.
    #[must_use]
    pub fn with_paper(&self, votes: Vec<VoteTable>, paper: Vec<Column>) -> Self {
        assert!(votes.len() == self.contests.len() && paper.len() == votes.len(), "one for each contest");
        let piles = Piles::sort(&self.batches, &self.groups, &self.styles, (&votes, &paper));
        // Copied field by field, because cloning the whole would copy the old paper, which may be large.
        Self {
            contests: self.contests.clone(),
            styles: self.styles.clone(),
            tabulators: self.tabulators.clone(),
            units: self.units.clone(),
            groups: self.groups.clone(),
            batches: self.batches.clone(),
            votes,
            paper,
            piles,
        }
    }

    /// Cards in all.
    pub fn cards(&self) -> usize {
        self.batches.last().map_or(0, |b| b.cards.end)
    }

    /// Ballots in all.
    pub fn ballots(&self) -> u64 {
        self.groups.iter().map(|g| g.ballots).sum()
    }

    /// The index of the contest with that short name.
    pub fn contest(&self, id: &str) -> Option<usize> {
        self.contests.iter().position(|c| c.id == id)
    }

    /// Whether a card of a batch carries a contest.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn carries(&self, batch: usize, contest: usize) -> bool {
        self.piles.of(batch, contest).is_some()
    }

    /// The group a batch belongs to.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn group_of(&self, batch: usize) -> &Group {
        &self.groups[self.batches[batch].group]
    }
}
