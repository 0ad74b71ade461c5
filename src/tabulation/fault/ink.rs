//! An ink that the scanner hardly detects: whole ballots of some voters are read as blank.
//!
//! # Reference
//! Napa County, California, 2004: a scanner calibrated for carbon ink missed 6,692 of 468,001 votes, on
//! about 13,300 ballots marked with gel pens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_share};
use crate::election::{Election, Selection, Stroke};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// A share of the cards is marked with an ink that looks faint to the scanner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    /// Share of the cards marked with it, 0 to 1.
    pub share: f64,
    /// How dark a full mark in this ink looks to the scanner, in percent, 1 to 100.
    pub darkness: u8,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for Ink {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Paper
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_share("share", self.share)?;
        if !(1..=100).contains(&self.darkness) {
            return Err(Complaint::allowed("darkness", self.darkness, complaints::rule_percent(1, 100)));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            let cards = count.election.batches[batch].cards.clone();
            for hit in random.stream(batch as u64).hits(cards.len(), self.share) {
                for contest in 0..count.election.contests.len() {
                    let Some(mut marks) = count.reading(contest, batch, cards.start + hit).cloned() else { continue };
                    for (candidate, stroke) in marks.strokes().to_vec() {
                        let darkness = u16::from(stroke.darkness()) * u16::from(self.darkness) / 100;
                        marks.set(candidate, Stroke::Light(darkness as u8));
                    }
                    count.set_reading(contest, batch, cards.start + hit, marks);
                }
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::ink(self.darkness, self.place.in_words())
    }
}
