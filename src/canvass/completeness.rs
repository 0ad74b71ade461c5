//! Completeness: compares the units that reported with the list of all units.

use super::{Check, Finding, units_in_scope};
use crate::election::Election;
use crate::reason::findings;
use crate::tabulation::Tabulation;

pub(super) fn check(election: &Election, count: &Tabulation, in_scope: &[bool]) -> Vec<Finding> {
    let mut reported = vec![false; election.units.len()];
    for upload in &count.uploads {
        reported[election.group_of(upload.batch).unit] = true;
    }
    let present = units_in_scope(election, in_scope);
    let missing = (0..present.len()).filter(|&u| present[u] && !reported[u]);
    missing
        .map(|unit| Finding { check: Check::Completeness, unit, contest: None, says: findings::shows_nothing() })
        .collect()
}
