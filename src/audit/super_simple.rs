//! Ballot-level comparison by Kaplan and Markov's bound, as Colorado does it: four counts of discrepancies.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10.

use super::ballot_comparison::{compared_pairs, not_found, overstated};
use super::claim::{Claim, Pair};
use super::{
    AuditMethod, Drawn, Evidence, Heard, InNumbers, Measures, Needs, Procedure, Promise, Standing, Terms, Unit,
};
use crate::risk::{Discrepancies, GAMMA, SuperSimple};

/// Super-simple ballot-level comparison.
#[derive(Clone, Copy, Debug)]
pub struct SuperSimpleComparison;

impl AuditMethod for SuperSimpleComparison {
    fn name(&self) -> &'static str {
        "super_simple"
    }

    fn says(&self) -> &'static str {
        "ballot-level comparison as in Colorado: four counts of discrepancies and one formula (Kaplan-Markov)"
    }

    fn needs(&self) -> Needs {
        Needs::CastVoteRecords
    }

    fn promise(&self) -> Promise {
        Promise::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        let pairs = compared_pairs(claim)?;
        let bound = pairs.iter().map(|(_, o)| o.diluted()).min_by(f64::total_cmp);
        let bound = bound.map(|margin| SuperSimple { gamma: GAMMA, margin });
        let first = bound.map_or(1, |bound| bound.least(terms.risk_limit, &Discrepancies::default()));
        let pairs = pairs.into_iter().map(|(pair, _)| pair).collect();
        Ok(Box::new(Ready { pairs, bound, first }))
    }
}

struct Ready {
    pairs: Vec<Pair>,
    bound: Option<SuperSimple>,
    first: u64,
}

impl Procedure for Ready {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: true }
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> &'static str {
        "the least that confirms if every card agrees"
    }

    fn in_numbers(&self) -> Option<&dyn InNumbers> {
        Some(self)
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        Box::new(Counted { ready: self, n: 0, found: Discrepancies::default() })
    }
}

impl Ready {
    /// Whether a card differs, and the most votes by which it overstates any pair's margin.
    fn most_overstated(&self, drawn: Drawn<'_>) -> (bool, i32) {
        let votes = self.pairs.iter().filter_map(|pair| overstated(pair, drawn)).map(|(votes, _)| votes);
        let mut differs = not_found(drawn);
        let most = votes.inspect(|votes| differs |= *votes != 0).max().unwrap_or(0);
        (differs, most)
    }
}

impl InNumbers for Ready {
    fn hears(&self, drawn: Drawn<'_>) -> Heard {
        let (differs, most) = self.most_overstated(drawn);
        Heard { differs, values: vec![most] }
    }

    fn measures(&self) -> Measures<'_> {
        Measures::Counts(self.bound)
    }
}

struct Counted<'r> {
    ready: &'r Ready,
    n: u64,
    found: Discrepancies,
}

impl Evidence for Counted<'_> {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        self.n += 1;
        let (differs, most) = self.ready.most_overstated(drawn);
        self.found.add(most);
        differs
    }

    fn standing(&self) -> Standing {
        // Where nobody loses there is nothing to refute.
        Standing::PValue(self.ready.bound.map_or(0.0, |bound| bound.p_value(self.n, &self.found)))
    }
}
