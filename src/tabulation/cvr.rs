//! The cast vote record: what the machine keeps of one card.

use crate::election::{Code, Election, Manifest, Place};

use super::Tabulation;

/// One card as the machine recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastVoteRecord {
    /// Where the card lies.
    pub place: Place,
    /// For each contest of the election, the code of the recorded vote.
    pub votes: Vec<Code>,
}

impl Tabulation {
    /// On how many scanned cards the record of a contest is not what the voter meant; `None` without records.
    pub fn misrecorded(&self, election: &Election, contest: usize) -> Option<u64> {
        let record = &self.cvrs.as_ref()?[contest];
        let it = &election.contests[contest];
        let mut votes = self.votes[contest].clone();
        let as_meant = votes.map(|marks| marks.meant(it));
        let mut meant = election.paper[contest].clone();
        meant.translate(0..meant.len(), &as_meant);
        let scanned = self.recorded.iter().zip(&self.scanned).filter(|(_, scanned)| **scanned);
        Some(scanned.map(|(cards, _)| meant.differences(record, cards.clone())).sum())
    }

    /// The record of a card (from 0), where the system keeps records and the card was scanned.
    pub fn cvr(&self, election: &Election, card: usize) -> Option<CastVoteRecord> {
        let place = Manifest::of(election).place(card)?;
        let columns =
            self.cvrs.as_ref().filter(|_| self.scanned[place.batch] && self.recorded[place.batch].contains(&card))?;
        let votes: Vec<Code> = columns.iter().map(|column| column.get(card)).collect();
        Some(CastVoteRecord { place, votes })
    }
}
