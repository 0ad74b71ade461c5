//! A contest: its candidates, its seats, and how many votes each voter may cast.

use serde::{Deserialize, Serialize};

/// Index of a candidate in [`Contest::candidates`].
pub type CandidateIndex = u16;

/// Index of a target on the paper, where a voter may make a mark: see [`Contest::target`].
pub type Target = u16;

/// Name of the rule that turns votes into winners; the rules are in `social_choice`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleName(pub &'static str);

/// One contest or question on the ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Short name used in files, for instance `president`.
    pub id: String,
    /// Name a voter would recognise.
    pub title: String,
    /// The rule that turns votes into winners.
    pub rule: RuleName,
    /// Names in the order of the paper record; a ballot style may print them in another order.
    pub candidates: Vec<String>,
    /// Seats to be filled, at least 1.
    pub seats: u16,
    /// Most candidates a voter may mark, at least 1. More marks are an overvote.
    pub votes_allowed: u16,
    /// The index that is used for the write-in line, if the contest has one.
    pub write_in_line: Option<CandidateIndex>,
    /// Options of the rule.
    pub options: RuleOptions,
}

/// Options of a rule beside the votes; `social_choice` says which rule uses which.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleOptions {
    /// Columns of targets beside the names: ranks, or scores from 1 up. 0 where each name has a single target.
    pub columns: u16,
    /// The share of the valid votes that a winner needs, as numerator and denominator.
    pub share: Option<(u64, u64)>,
    /// The name of a supermajority of two names that needs the share: without it the other name wins. If none is given, each
    /// name with the share wins.
    pub proposal: Option<CandidateIndex>,
    /// The rule set for reading ranked marks.
    pub rankings: Option<String>,
    /// The method for transferring votes between candidates.
    pub transfers: Option<String>,
    /// What decides a Condorcet contest in which nobody is preferred to each other candidate, by name.
    pub completion: Option<String>,
    /// What ranks are worth under a rule of points, by name; the rule's own where it is not given.
    pub points: Option<String>,
    /// Who is eliminated at the end of a round of an instant runoff, by name; one candidate if not given.
    pub elimination: Option<String>,
    /// Undeclared write-ins, whom nobody can elect.
    pub undeclared: Vec<CandidateIndex>,
    /// The order in which a lot would eliminate tied candidates, if it is known.
    pub lot: Vec<CandidateIndex>,
}

impl RuleOptions {
    /// Whether no option is set.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The most names of so many whom nobody can elect: with a single one left nobody can lose, and no margin or statement means
    /// anything.
    pub fn most_undeclared(candidates: usize) -> usize {
        candidates.saturating_sub(2)
    }
}

impl Contest {
    /// The index of the candidate of that name.
    pub fn candidate(&self, name: &str) -> Option<CandidateIndex> {
        self.candidates.iter().position(|c| c == name).map(|i| i as CandidateIndex)
    }

    /// Whether the paper has a grid: a target for each name in each of several columns.
    pub fn has_grid(&self) -> bool {
        self.options.columns > 0
    }

    /// Targets on the paper: one for each name, or one for each name and column.
    pub fn targets(&self) -> usize {
        self.candidates.len() * usize::from(self.options.columns.max(1))
    }

    /// The target of a candidate in a column, the first of which is 0: all names of a column before those of the next. Where
    /// each name has a single target, it is the candidate's own place.
    ///
    /// # Panics
    /// If there are more than 65,536 targets; a scenario has at most 200 names and 20 columns.
    pub fn target(&self, candidate: CandidateIndex, column: u16) -> Target {
        Target::try_from(usize::from(column) * self.candidates.len() + usize::from(candidate)).expect("few targets")
    }

    /// The candidate of a target.
    pub fn candidate_of(&self, target: Target) -> CandidateIndex {
        if self.has_grid() { target % self.candidates.len().max(1) as u16 } else { target }
    }

    /// The column of a target, 0 where each name has a single target.
    pub fn column_of(&self, target: Target) -> u16 {
        if self.has_grid() { target / self.candidates.len().max(1) as u16 } else { 0 }
    }

    /// Most marks that a ballot may carry and still be valid as a whole: the votes allowed, or every target of a grid, whose
    /// columns are judged one by one.
    pub fn most_marks(&self) -> usize {
        if self.has_grid() { self.targets() } else { usize::from(self.votes_allowed) }
    }

    /// Votes or ranks that a board reads on each ballot.
    pub fn slots(&self) -> usize {
        if self.has_grid() { usize::from(self.options.columns) } else { usize::from(self.votes_allowed) }
    }

    /// The name of a target: the candidate's, and the column's number from 1 where there are several columns.
    pub fn target_name(&self, target: Target) -> String {
        let name = self.name(self.candidate_of(target));
        if self.has_grid() { format!("{name} [{}]", self.column_of(target) + 1) } else { name.to_owned() }
    }

    /// The target of that name.
    pub fn target_named(&self, name: &str) -> Option<Target> {
        (0..self.targets()).map(|target| target as Target).find(|&target| self.target_name(target) == name)
    }

    /// The name of a candidate.
    ///
    /// # Panics
    /// If the contest has no such candidate.
    pub fn name(&self, candidate: CandidateIndex) -> &str {
        &self.candidates[usize::from(candidate)]
    }
}
