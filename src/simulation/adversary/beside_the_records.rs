//! ATTACKS BESIDE THE RECORDS: cards without a record, and totals that differ from the records.

use super::{Attack, AttackTarget};
use crate::election::Marks;
use crate::reason::{Reason, findings};
use crate::tabulation::Fault;
use crate::tabulation::fault::{BatchNotScanned, BatchTotalAltered, Pattern, RecordsWithheld, erased};

/// Phantoms: the batches that help the winner most are in the manifest, but in no record and no total.
#[derive(Clone, Copy, Debug)]
pub struct Phantoms;

impl Attack for Phantoms {
    fn name(&self) -> &'static str {
        "phantoms"
    }

    fn says(&self) -> Reason {
        findings::attack_phantoms()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        let taken = target.enough(false)?;
        Ok(vec![Fault::BatchNotScanned(BatchNotScanned { place: target.selection(&taken) })])
    }
}

/// Withheld records: the totals count ballots for the loser, and no record shows otherwise.
#[derive(Clone, Copy, Debug)]
pub struct WithheldRecords;

impl Attack for WithheldRecords {
    fn name(&self) -> &'static str {
        "withheld_records"
    }

    fn says(&self) -> Reason {
        findings::attack_withheld_records()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        let taken = target.enough(true)?;
        Ok(vec![Fault::RecordsWithheld(RecordsWithheld {
            contest: target.contest().id.clone(),
            to: target.name(target.loser()),
            ballots: None,
            place: target.selection(&taken),
        })])
    }
}

/// Another pool: every single record is right, and the totals of the batches of one way of voting are false.
///
/// If such batches are known only by their sums, as in an audit of pools, no record contradicts the totals; otherwise
/// the records do, and no card needs to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct AnotherPool;

impl Attack for AnotherPool {
    fn name(&self) -> &'static str {
        "another_pool"
    }

    fn says(&self) -> Reason {
        findings::attack_another_pool()
    }

    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason> {
        target.in_one_way_of_voting(|place, batches| {
            let what = findings::what_votes(target.name(target.winner()));
            let votes = target.votes()?.div_ceil(2);
            let has_vote = |marks: &Marks| erased(target.contest(), marks, target.winner()).is_some();
            target.holds(batches, Some(votes), &what, has_vote)?;
            Ok(vec![Fault::BatchTotalAltered(BatchTotalAltered {
                contest: target.contest().id.clone(),
                from: target.name(target.winner()),
                to: target.name(target.loser()),
                votes,
                pattern: Pattern::Spread,
                place,
            })])
        })
    }
}
