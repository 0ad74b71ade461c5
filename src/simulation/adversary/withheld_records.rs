//! In records withheld: the totals count ballots for the loser, and there is no record to say otherwise.

use std::cmp::Reverse;

use super::{Attack, Target};
use crate::tabulation::Fault;
use crate::tabulation::fault::RecordsWithheld;

/// Cards without records, counted for the loser.
#[derive(Clone, Copy, Debug)]
pub struct WithheldRecords;

impl Attack for WithheldRecords {
    fn name(&self) -> &'static str {
        "withheld_records"
    }

    fn says(&self) -> &'static str {
        "records of some batches are withheld, and the totals count these ballots for the loser"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let moves = |&batch: &usize| {
            let (winner, loser, ballots) = target.pair_in(batch);
            (batch, (winner + ballots - loser) as i64)
        };
        let mut batches: Vec<(usize, i64)> = target.batches().iter().map(moves).collect();
        batches.sort_by_key(|&(batch, moves)| (Reverse(moves), batch));
        // One batch that is just enough is less to hide than the largest.
        let least = batches.iter().rev().find(|(_, moves)| *moves >= target.votes() as i64).copied();
        let taken = match least {
            Some(one) => target.enough([one])?,
            None => target.enough(batches)?,
        };
        Ok(vec![Fault::RecordsWithheld(RecordsWithheld {
            contest: target.contest().id.clone(),
            to: target.name(target.loser()),
            ballots: None,
            place: target.selection(&taken),
        })])
    }
}
