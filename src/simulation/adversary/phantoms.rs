//! In phantoms: the batches that help the winner most are in the manifest, and no record and no total knows them.

use std::cmp::Reverse;

use super::{Attack, Target};
use crate::tabulation::Fault;
use crate::tabulation::fault::BatchNotScanned;

/// Cards without records, missing in the totals.
#[derive(Clone, Copy, Debug)]
pub struct Phantoms;

impl Attack for Phantoms {
    fn name(&self) -> &'static str {
        "phantoms"
    }

    fn says(&self) -> &'static str {
        "the winner's best batches are never counted: manifest entries without a record"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let moves = |&batch: &usize| {
            let (winner, loser, _) = target.pair_in(batch);
            (batch, winner as i64 - loser as i64)
        };
        let mut batches: Vec<(usize, i64)> = target.batches().iter().map(moves).collect();
        batches.sort_by_key(|&(batch, moves)| (Reverse(moves), batch));
        let taken = target.enough(batches)?;
        Ok(vec![Fault::BatchNotScanned(BatchNotScanned { place: target.selection(&taken) })])
    }
}
