//! Re-tabulation: every cast vote record counted again by other software, and held against the reported tallies.
//!
//! It finds what went wrong after the records were made: files left out or loaded twice, names mixed up in the results
//! system, numbers typed wrong. Of the paper it says nothing: what a scanner misread stands in the records as it was
//! misread. Where the records name other winners than the report, every ballot is counted by hand.
//!
//! # Reference
//! Maryland State Board of Elections 2016, "Post-Election Tabulation Audit Pilot Program Report", section II (automated
//! tabulation of ballot images); here the images are read as the records have them.

use super::bounds::differs;
use super::claim::Claim;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::social_choice::{Tally, decide};

/// A second count of the records.
#[derive(Clone, Copy, Debug)]
pub struct Retabulation;

impl AuditMethod for Retabulation {
    fn name(&self) -> &'static str {
        "retabulation"
    }

    fn says(&self) -> &'static str {
        "every cast vote record counted again by other software, no paper looked at"
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Promise {
        Promise::Nothing
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, _: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        if claim.frame.cards() == 0 {
            return Err("there is no card to look at".to_owned());
        }
        if claim.records.is_none() {
            return Err("there are no cast vote records".to_owned());
        }
        if !claim.outcome.tied.is_empty() {
            return Err("a reported tie can only be counted by hand".to_owned());
        }
        Ok(Box::new(Ready { claim }))
    }
}

struct Ready<'c> {
    claim: &'c Claim<'c>,
}

impl Procedure for Ready<'_> {
    fn unit(&self) -> Unit {
        Unit::Records
    }

    fn first_round(&self) -> u64 {
        self.claim.frame.batches().len() as u64
    }

    fn formula(&self) -> &'static str {
        "all records, and no paper"
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        Box::new(Counted { claim: self.claim, sum: Tally::empty(self.claim.contest.candidates.len()) })
    }
}

struct Counted<'c> {
    claim: &'c Claim<'c>,
    sum: Tally,
}

impl Evidence for Counted<'_> {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        let Drawn::Batch { hand, .. } = drawn else { return false };
        if let Some(again) = hand {
            self.sum += again;
        }
        differs(drawn)
    }

    fn standing(&self) -> Standing {
        let agrees = decide(self.claim.contest, &self.sum).agrees_with(&self.claim.outcome);
        if agrees { Standing::Passed } else { Standing::Failed }
    }
}
