//! Batch comparison by assertions: each batch's reported lead against its hand tally, pair by pair, by a betting martingale.
//!
//! Batches are drawn with chances in proportion to their bounds u, with replacement. For one pair the value of a draw is
//! 1 − e/u, where e is the overstatement in margins: it is 0 at the worst, 1 where report and hand agree, and more where
//! the report was too modest. If the winner of the pair did not win, its mean is at most 1 − 1/U, U the sum of the bounds.
//! A stake of all one has is the Kaplan-Markov formula of MACRO; keeping something back survives a batch that is far off.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.3, batch-level comparison; Stark 2009, SSRN 1443314 (the bounds); Waudby-Smith, Stark
//! and Ramdas 2021 (`RiLACS`) for bets on draws with unequal chances.

use super::bounds::{Bounds, differs};
use super::claim::Claim;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::risk::bet::Adaptive;
use crate::risk::{Betting, Null, RiskFunction};

/// Batch comparison, assertion by assertion, with our default bet.
#[derive(Clone, Copy, Debug)]
pub struct BatchAssertions;

/// Units of a draw whose report and hand tally agree.
const AGREES: u32 = 1 << 31;

impl AuditMethod for BatchAssertions {
    fn name(&self) -> &'static str {
        "batch_assertions"
    }

    fn says(&self) -> &'static str {
        "batch comparison, pair by pair: draws batches by how far off they may be, tallies each by hand, and bets"
    }

    fn needs(&self) -> Needs {
        Needs::BatchTallies
    }

    fn promise(&self) -> Promise {
        Promise::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        let bounds = Bounds::new(claim)?;
        // What is rounded is rounded against the report.
        let null = Null::of(1, i64::from(AGREES) - bounds.one_margin(AGREES) as i64, 2 * u64::from(AGREES), true);
        let margin = (2.0 / bounds.total()).min(1.0);
        let bet = Adaptive::new(margin, f64::from(AGREES)).with_risk_limit(&null, terms.risk_limit);
        let all = claim.frame.batches().len() as u64;
        let mut clean = Betting::new(null, bet);
        while clean.p_value() > terms.risk_limit && clean.draws() < all {
            clean.observe(u64::from(AGREES));
        }
        let first = if bounds.pairs().is_empty() { 1 } else { clean.draws() };
        Ok(Box::new(Ready { bounds, null, bet, first }))
    }
}

struct Ready {
    bounds: Bounds,
    null: Null,
    bet: Adaptive,
    first: u64,
}

impl Procedure for Ready {
    fn unit(&self) -> Unit {
        Unit::BatchByWeight
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> &'static str {
        "the least draws that confirm if every batch agrees"
    }

    fn weights(&self) -> &[u128] {
        self.bounds.weights()
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        let risks = self.bounds.pairs().map(|_| Betting::new(self.null, self.bet)).collect();
        Box::new(Compared { bounds: &self.bounds, risks })
    }
}

struct Compared<'r> {
    bounds: &'r Bounds,
    risks: Vec<Betting<Adaptive>>,
}

impl Evidence for Compared<'_> {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        let Drawn::Batch { batch, .. } = drawn else { return false };
        let bound = self.bounds.of(batch);
        for (pair, risk) in self.risks.iter_mut().enumerate() {
            risk.observe(units(self.bounds.overstated(pair, drawn), bound));
        }
        differs(drawn)
    }

    fn standing(&self) -> Standing {
        Standing::PValue(self.risks.iter().map(RiskFunction::p_value).fold(0.0, f64::max))
    }
}

/// The value of a draw in whole units, rounded down, from 0 to twice that of one that agrees.
fn units(overstated: f64, bound: f64) -> u64 {
    if overstated.abs() <= 0.0 {
        return u64::from(AGREES);
    }
    let value = f64::from(AGREES) * (1.0 - overstated / bound);
    (libm::floor(value) - 1.0).clamp(0.0, 2.0 * f64::from(AGREES)) as u64
}
