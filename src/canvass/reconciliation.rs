//! Reconciliation: compares ballots counted with voters credited in the poll book.

use super::{Check, Finding, units_in_scope};
use crate::election::Election;
use crate::number_format::grouped;
use crate::reason::findings;
use crate::tabulation::Tabulation;

pub(super) fn check(election: &Election, count: &Tabulation, in_scope: &[bool]) -> Vec<Finding> {
    let mut counted = vec![0_i64; election.units.len()];
    for upload in &count.uploads {
        counted[election.group_of(upload.batch).unit] += upload.ballots;
    }
    let mut voters = vec![0_i64; election.units.len()];
    let mut comparable = vec![true; election.units.len()];
    let everything = in_scope.iter().all(|&counted| counted);
    for group in &election.groups {
        let counted = in_scope[group.batches.clone()].iter().filter(|&&b| b).count();
        if counted == group.batches.len() && (counted > 0 || everything && group.accepted.is_none()) {
            voters[group.unit] += group.voters as i64;
        } else if counted > 0 {
            // The poll book does not say in which batch a voter's ballot lies.
            comparable[group.unit] = false;
        }
    }
    let present = units_in_scope(election, in_scope);
    let differ = (0..present.len()).filter(|&u| present[u] && comparable[u] && counted[u] != voters[u]);
    differ
        .map(|unit| Finding {
            check: Check::Reconciliation,
            unit,
            contest: None,
            says: findings::shows_ballots(grouped(counted[unit]), grouped(voters[unit])),
        })
        .collect()
}
