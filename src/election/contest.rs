//! A contest: who stands, for how many seats, and how many votes each voter may cast.

/// Place of a candidate in [`Contest::candidates`].
pub type CandidateIndex = u16;

/// Name of the rule that turns votes into winners; `social_choice` knows what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleName(pub &'static str);

/// One question put to the voters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Short name used in files, for instance `president`.
    pub id: String,
    /// Name a voter would recognise.
    pub title: String,
    /// How votes make winners.
    pub rule: RuleName,
    /// Names in the order of the paper record; a ballot style may print them in another order.
    pub candidates: Vec<String>,
    /// Seats to be filled, at least 1.
    pub seats: u16,
    /// Most candidates a voter may mark, at least 1. More marks are an overvote.
    pub votes_allowed: u16,
    /// The candidate that stands for the write-in line, where the contest has one.
    pub write_in_line: Option<CandidateIndex>,
}

impl Contest {
    /// The index of the candidate of that name.
    pub fn candidate(&self, name: &str) -> Option<CandidateIndex> {
        self.candidates.iter().position(|c| c == name).map(|i| i as CandidateIndex)
    }

    /// The name of a candidate.
    ///
    /// # Panics
    /// If the contest has no such candidate.
    pub fn name(&self, candidate: CandidateIndex) -> &str {
        &self.candidates[usize::from(candidate)]
    }
}
