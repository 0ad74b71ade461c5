//! Plausibility: the share of ballots without a vote, and counts that are impossible for a stack of paper.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::{Check, Finding};
use crate::election::Election;
use crate::reason::findings;
use crate::social_choice::{Tallies, Tally};
use crate::tabulation::Tabulation;

/// Largest usual share of ballots without a valid vote in a contest at the top of the ballot: ten times the rate of
/// undervotes and overvotes of Maricopa County 2020.
const USUAL: f64 = 0.063;

/// Probability below which a share is called implausible.
const LIMIT: f64 = 1e-6;

pub(super) fn check(election: &Election, count: &Tabulation, _: &[bool]) -> Vec<Finding> {
    let mut units = vec![Tallies::default(); election.units.len()];
    for upload in &count.uploads {
        units[election.group_of(upload.batch).unit] += &upload.tallies;
    }
    for correction in &count.corrections {
        let sums = &mut units[correction.unit];
        if sums.get(correction.contest).is_some() {
            sums.entry(correction.contest).votes[correction.candidate] += correction.adds;
        }
    }
    let mut findings = Vec::new();
    for (unit, sums) in units.iter().enumerate() {
        for (place, tally) in sums.iter() {
            let contest = &election.contests[place];
            let mut find =
                |says| findings.push(Finding { check: Check::Plausibility, unit, contest: Some(place), says });
            let most = tally.ballots.saturating_mul(i64::from(contest.votes_allowed));
            if !contest.has_grid() && tally.total() > most {
                find(findings::shows_more_votes(&contest.id));
            }
            if tally.votes.iter().any(|&v| v < 0) {
                find(findings::shows_negative(&contest.id));
            }
            if contest.votes_allowed == 1 && has_too_few_votes(tally) {
                let share = 100.0 * (tally.blank + tally.overvoted) as f64 / tally.ballots as f64;
                find(findings::shows_no_votes(format_args!("{share:.1}"), &contest.id));
            }
        }
    }
    findings
}

fn has_too_few_votes(tally: &Tally) -> bool {
    let without = tally.blank + tally.overvoted;
    let (Ok(ballots), Ok(without)) = (u64::try_from(tally.ballots), u64::try_from(without)) else { return false };
    without > 0 && Binomial::new(USUAL, ballots).is_ok_and(|usual| usual.sf(without - 1) < LIMIT)
}
