//! The cast vote record: what the machine records of one card.

use std::ops::Range;

use crate::election::{CardPlace, Code, Election, Manifest};

use super::Tabulation;

/// One card as the machine recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastVoteRecord {
    /// Where the card lies.
    pub place: CardPlace,
    /// For each contest of the election, the code of the recorded vote.
    pub votes: Vec<Code>,
}

impl Tabulation {
    /// The number of scanned cards whose record of a contest differs from what the voter meant; `None` without records.
    pub fn misrecorded(&self, election: &Election, contest: usize) -> Option<u64> {
        let record = &self.cvrs.as_ref()?[contest];
        let it = &election.contests[contest];
        let as_meant = self.votes[contest].clone().map(|marks| marks.meant(it));
        // Batches that follow each other are compared at once.
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (cards, _) in self.recorded.iter().zip(&self.scans).filter(|(_, scans)| **scans > 0) {
            match runs.last_mut() {
                Some(run) if run.end == cards.start => run.end = cards.end,
                _ => runs.push(cards.clone()),
            }
        }
        let paper = &election.paper[contest];
        Some(runs.into_iter().map(|cards| paper.differences_after(&as_meant, record, cards)).sum())
    }

    /// The record of a card (from 0), if the system keeps records and the card was scanned.
    pub fn cvr(&self, election: &Election, card: usize) -> Option<CastVoteRecord> {
        let place = Manifest::of(election).place(card)?;
        let columns =
            self.cvrs.as_ref().filter(|_| self.scans[place.batch] > 0 && self.recorded[place.batch].contains(&card))?;
        let votes: Vec<Code> = columns.iter().map(|column| column.get(card)).collect();
        Some(CastVoteRecord { place, votes })
    }
}
