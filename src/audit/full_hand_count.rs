//! The full hand count: no sample, every ballot.

use super::claim::Claim;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};

/// Every ballot is counted by hand, and that count stands.
#[derive(Clone, Copy, Debug)]
pub struct FullHandCount;

impl AuditMethod for FullHandCount {
    fn name(&self) -> &'static str {
        "full_hand_count"
    }

    fn says(&self) -> &'static str {
        "every ballot counted by hand; that count stands"
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Promise {
        Promise::FullCount
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, _: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
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

    fn formula(&self) -> &'static str {
        "every card"
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
