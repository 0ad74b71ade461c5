//! Totals against the scanners' own tapes, unit by unit.

use super::{Check, Finding};
use crate::election::Election;
use crate::figure::grouped;
use crate::social_choice::Tally;
use crate::tabulation::Tabulation;

pub(super) fn check(election: &Election, count: &Tabulation, _: &[bool]) -> Vec<Finding> {
    let empty: Vec<Tally> = election.contests.iter().map(|c| Tally::empty(c.candidates.len())).collect();
    let mut difference = vec![empty; election.units.len()];
    for upload in &count.uploads {
        for (sum, tally) in difference[election.group_of(upload.batch).unit].iter_mut().zip(&upload.tallies) {
            *sum += tally;
        }
    }
    for correction in &count.corrections {
        difference[correction.unit][correction.contest].votes[correction.candidate] += correction.adds;
    }
    for (batch, tape) in count.tapes.iter().enumerate() {
        for (sum, tally) in difference[election.group_of(batch).unit].iter_mut().zip(tape.iter().flatten()) {
            *sum -= tally;
        }
    }
    let mut findings = Vec::new();
    for (unit, tallies) in difference.iter().enumerate() {
        for (place, (contest, off)) in election.contests.iter().zip(tallies).enumerate() {
            let votes: i64 = off.votes.iter().map(|v| v.abs()).sum();
            if votes > 0 {
                let says = format!("{} votes of {} differ from the tapes", grouped(votes), contest.id);
                findings.push(Finding { check: Check::Tapes, unit, contest: Some(place), says });
            }
        }
    }
    findings
}
