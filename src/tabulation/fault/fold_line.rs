//! Folds through a target that the scanner takes for a mark.
//!
//! # Reference
//! Windham, New Hampshire, 2020: creases through one candidate's ovals; "votes on roughly 400 ballots were
//! miscounted" (the auditors, May 2021).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_share, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::{Crease, Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// Creases nobody documented: on a share of the cards a fold runs through one candidate's target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Creased {
    /// The contest.
    pub contest: String,
    /// Whose target the fold crosses.
    pub candidate: String,
    /// Share of the cards on which the crease is read as a mark, 0 to 1.
    pub rate: f64,
}

/// The scanner reads creases: those on the paper from a darkness on, and further ones by chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FoldLine {
    /// Least darkness of a crease on the paper that this scanner reads as a mark, in percent, 1 to 101 (101: none).
    pub reads_from: u8,
    /// Further creases, by chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creased: Option<Creased>,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for FoldLine {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Paper
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        if !(1..=101).contains(&self.reads_from) {
            return Err(Complaint::allowed("reads_from", self.reads_from, complaints::rule_percent(1, 101)));
        }
        if let Some(creased) = &self.creased {
            let under = |c: Complaint| c.under("creased");
            let contest = find_contest(election, "contest", &creased.contest).map_err(under)?;
            find_candidate(election, contest, "candidate", &creased.candidate).map_err(under)?;
            check_share("rate", creased.rate).map_err(under)?;
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            count.optics[batch].crease = self.reads_from;
        }
        if let Some(creased) = &self.creased {
            let contest = known_contest(count.election, &creased.contest);
            let candidate = known_candidate(count.election, contest, &creased.candidate);
            let crease = Some(Crease { candidate, darkness: crate::election::FULL });
            for &batch in &batches {
                let cards = count.election.batches[batch].cards.clone();
                for hit in random.stream(batch as u64).hits(cards.len(), creased.rate) {
                    let card = cards.start + hit;
                    if let Some(mut marks) = count.reading(contest, batch, card).cloned() {
                        marks.crease = crease;
                        count.set_reading(contest, batch, card, marks);
                    }
                }
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::fold_line(self.place.in_words())
    }
}
