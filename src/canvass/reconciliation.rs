//! Ballots counted against voters credited in the poll book.

use super::{Check, Finding, units_in_scope};
use crate::election::Election;
use crate::figure::grouped;
use crate::tabulation::Tabulation;

pub(super) fn check(election: &Election, count: &Tabulation, in_scope: &[bool]) -> Vec<Finding> {
    let mut counted = vec![0_i64; election.units.len()];
    for upload in &count.uploads {
        counted[election.group_of(upload.batch).unit] += upload.ballots;
    }
    let mut voters = vec![0_i64; election.units.len()];
    for group in &election.groups {
        if in_scope[group.batches.clone()].iter().any(|&b| b) || group.batches.is_empty() {
            voters[group.unit] += group.voters as i64;
        }
    }
    let present = units_in_scope(election, in_scope);
    let differ = (0..present.len()).filter(|&u| present[u] && counted[u] != voters[u]);
    differ
        .map(|unit| Finding {
            check: Check::Reconciliation,
            unit,
            contest: None,
            says: format!(
                "{} ballots counted, {} voters in the poll book",
                grouped(counted[unit]),
                grouped(voters[unit])
            ),
        })
        .collect()
}
