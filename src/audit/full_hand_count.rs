//! The full hand count: no sample, every ballot.

use super::claim::Claim;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::reason::{Reason, procedures, told};

/// Every ballot is counted by hand, and that count stands.
#[derive(Clone, Copy, Debug)]
pub struct FullHandCount;

impl AuditMethod for FullHandCount {
    fn name(&self) -> &'static str {
        "full_hand_count"
    }

    fn says(&self) -> Reason {
        procedures::method_full_hand_count()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Promise {
        Promise::FullCount
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, _: &Terms) -> Result<Box<dyn Procedure + 'c>, Reason> {
        Ok(Box::new(All { cards: claim.frame.cards() }))
    }
}

struct All {
    cards: u64,
}

impl Procedure for All {
    fn unit(&self) -> Unit {
        Unit::Everything
    }

    fn first_round(&self) -> u64 {
        self.cards
    }

    fn formula(&self) -> Reason {
        told::why_every_card()
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        Box::new(Nothing)
    }
}

struct Nothing;

impl Evidence for Nothing {
    fn hear(&mut self, _: Drawn<'_>) -> bool {
        false
    }

    fn standing(&self) -> Standing {
        Standing::Failed
    }
}
