//! The fixed-percentage audit: a share of the batches by lot, each tallied by hand and held against its report.
//!
//! # Reference
//! California Elections Code § 15360 (1 % manual tally of precincts, since 1965). What differences lead to more counting
//! differs by state; here a full hand count follows where they exceed a share of the ballots tallied.

use super::claim::Claim;
use super::terms::share_of;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::social_choice::decide;

/// A hand tally of a fixed share of the batches.
#[derive(Clone, Copy, Debug)]
pub struct FixedPercentage;

impl AuditMethod for FixedPercentage {
    fn name(&self) -> &'static str {
        "fixed_percentage"
    }

    fn says(&self) -> &'static str {
        "a fixed share of the batches by lot, tallied by hand and held against their reported tallies"
    }

    fn needs(&self) -> Needs {
        Needs::BatchTallies
    }

    fn promise(&self) -> Promise {
        Promise::Nothing
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        if claim.frame.cards() == 0 {
            return Err("there is no card to look at".to_owned());
        }
        if !claim.outcome.tied.is_empty() {
            return Err("a reported tie can only be counted by hand".to_owned());
        }
        let sum = claim.batches_add_up_to();
        if !decide(claim.contest, &sum).agrees_with(&claim.outcome) {
            return Err(
                "the batch tallies themselves name another winner: no ballot had to be drawn to see it".to_owned()
            );
        }
        let batches = share_of(terms.share, claim.frame.batches().len() as u64);
        Ok(Box::new(Share { batches: batches.max(1), tolerance: terms.tolerance }))
    }
}

struct Share {
    batches: u64,
    tolerance: f64,
}

impl Procedure for Share {
    fn unit(&self) -> Unit {
        Unit::Batch
    }

    fn first_round(&self) -> u64 {
        self.batches
    }

    fn formula(&self) -> &'static str {
        "the share of batches, rounded up, each of average size"
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        Box::new(Tallied { tolerance: self.tolerance, ballots: 0, differences: 0 })
    }
}

struct Tallied {
    tolerance: f64,
    ballots: u64,
    differences: u64,
}

impl Evidence for Tallied {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        let Drawn::Batch { reported, hand, ballots, .. } = drawn else { return false };
        let difference = match (reported, hand) {
            (Some(reported), Some(hand)) => {
                let votes = reported.votes.iter().zip(&hand.votes);
                votes.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
            }
            // Nothing to hold against each other: the whole batch is in doubt.
            _ => ballots,
        };
        self.ballots += ballots;
        self.differences += difference;
        difference > 0
    }

    fn standing(&self) -> Standing {
        let allowed = self.tolerance * self.ballots as f64;
        if self.differences as f64 > allowed * (1.0 + 1e-12) + 1e-9 { Standing::Failed } else { Standing::Passed }
    }
}
