//! Tapes: compares totals with the scanners' own tapes, unit by unit.

use super::{Check, Finding};
use crate::election::Election;
use crate::number_format::grouped;
use crate::reason::findings;
use crate::social_choice::Tallies;
use crate::tabulation::Tabulation;

pub(super) fn check(election: &Election, count: &Tabulation, _: &[bool]) -> Vec<Finding> {
    let mut units = vec![(Tallies::default(), Tallies::default()); election.units.len()];
    for upload in &count.uploads {
        units[election.group_of(upload.batch).unit].0 += &upload.tallies;
    }
    for (batch, tape) in count.tapes.iter().enumerate() {
        if let Some(tape) = tape {
            units[election.group_of(batch).unit].1 += tape;
        }
    }
    let mut findings = Vec::new();
    for (unit, (mut difference, tapes)) in units.into_iter().enumerate() {
        for (contest, tally) in tapes.iter() {
            *difference.entry(contest) -= tally;
        }
        for typed in count.corrections.iter().filter(|typed| typed.unit == unit) {
            let off = difference.entry(typed.contest);
            off.votes.resize(election.contests[typed.contest].candidates.len(), 0);
            off.votes[typed.candidate] += typed.adds;
        }
        for (place, off) in difference.iter() {
            let contest = &election.contests[place];
            let votes: i64 = off.votes.iter().map(|v| v.abs()).sum();
            if votes > 0 {
                let says = findings::shows_tapes(grouped(votes), &contest.id);
                findings.push(Finding { check: Check::Tapes, unit, contest: Some(place), says });
            }
        }
    }
    findings
}
