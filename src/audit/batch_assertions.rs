//! Batch comparison by assertions: each batch's reported margin against its hand tally, pair by pair, by a betting
//! martingale.
//!
//! Batches are drawn with probabilities proportional to their bounds u, with replacement. For one pair the value of a
//! draw is 1 − e/u, where e is the overstatement in margins: 0 at worst, 1 if report and hand tally agree, and more if
//! the report understated the margin. If the winner of the pair did not win, its mean is at most 1 − 1/U, U the sum of
//! the bounds. Staking the whole wealth gives the Kaplan-Markov formula of MACRO; keeping a part back survives a batch
//! with a large error.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.3, batch-level comparison; Stark 2009, SSRN 1443314 (the bounds); Waudby-Smith,
//! Stark and Ramdas 2021 (`RiLACS`) for bets on draws with unequal probabilities.

use std::collections::BTreeMap;

use super::bounds::{BatchBounds, differs};
use super::claim::ReportedContest;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::risk::bet::Adaptive;
use crate::risk::{Betting, Null, RiskFunction};

/// Batch comparison, assertion by assertion, with our default bet.
#[derive(Clone, Copy, Debug)]
pub struct BatchAssertions;

/// Value of a draw whose report and hand tally agree, in units.
const AGREES: u32 = 1 << 31;

impl AuditMethod for BatchAssertions {
    fn name(&self) -> &'static str {
        "batch_assertions"
    }

    fn says(&self) -> Reason {
        procedures::method_batch_assertions()
    }

    fn needs(&self) -> Needs {
        Needs::BatchTallies
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let bounds = BatchBounds::new(claim)?;
        // All rounding is against the report.
        let null = Null::of(1, i64::from(AGREES) - bounds.one_margin(AGREES) as i64, 2 * u64::from(AGREES), true);
        let margin = (2.0 / bounds.total()).min(1.0);
        let bet = Adaptive::new(margin, f64::from(AGREES)).with_risk_limit(&null, terms.risk_limit);
        let all = claim.frame.batches().len() as u64;
        let mut clean = Betting::new(null, bet);
        while clean.p_value() > terms.risk_limit && clean.draws() < all {
            clean.observe(u64::from(AGREES));
        }
        let first = if bounds.pairs().is_empty() { 1 } else { clean.draws() };
        Ok(Box::new(BatchAssertionTest { bounds, null, bet, first }))
    }
}

struct BatchAssertionTest {
    bounds: BatchBounds,
    null: Null,
    bet: Adaptive,
    first: u64,
}

impl PreparedAudit for BatchAssertionTest {
    fn unit(&self) -> Unit {
        Unit::BatchByWeight
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::least_batches()
    }

    fn weights(&self) -> &[u128] {
        self.bounds.weights()
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        self.begin_to_decide(f64::NEG_INFINITY)
    }

    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        let pairs: Vec<usize> = self.bounds.pairs().collect();
        // Null and bet are the same for all pairs, so their evidence is equal until a batch has different values for
        // two of them.
        let all = (!pairs.is_empty()).then(|| SameWorth { risk: Betting::new(self.null, self.bet), pairs });
        Box::new(PreparedBatchAssertions { bounds: &self.bounds, alike: all.into_iter().collect(), limit })
    }
}

/// Pairs for which every batch so far had the same value, and their measure.
struct SameWorth {
    risk: Betting<Adaptive>,
    pairs: Vec<usize>,
}

struct PreparedBatchAssertions<'r> {
    bounds: &'r BatchBounds,
    alike: Vec<SameWorth>,
    /// Pairs whose P-value is at this limit or below are not updated any more.
    limit: f64,
}

impl PreparedBatchAssertions<'_> {
    /// Takes a batch with a value for each pair, and splits groups whose pairs have different values.
    fn observe_value(&mut self, value: impl Fn(usize) -> u64) {
        for alike in std::mem::take(&mut self.alike) {
            if alike.risk.p_value() <= self.limit {
                self.alike.push(alike);
                continue;
            }
            let mut by_value: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
            for pair in alike.pairs {
                by_value.entry(value(pair)).or_default().push(pair);
            }
            for (value, pairs) in by_value {
                let mut risk = alike.risk.clone();
                risk.observe(value);
                self.alike.push(SameWorth { risk, pairs });
            }
        }
    }
}

impl AuditState for PreparedBatchAssertions<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Batch { batch, .. } = drawn else { return false };
        let differs = differs(drawn);
        let (bounds, bound) = (self.bounds, self.bounds.of(batch));
        // A batch that agrees has the same value for all pairs.
        self.observe_value(
            |pair| if differs { units(bounds.overstated(pair, drawn), bound) } else { units(0.0, bound) },
        );
        differs
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.alike.iter().map(|alike| alike.risk.p_value()).fold(0.0, f64::max))
    }
}

/// The value of a draw in whole units, rounded down, from 0 to twice the value of agreement.
fn units(overstated: f64, bound: f64) -> u64 {
    if overstated.abs() <= 0.0 {
        return u64::from(AGREES);
    }
    let value = f64::from(AGREES) * (1.0 - overstated / bound);
    (libm::floor(value) - 1.0).clamp(0.0, 2.0 * f64::from(AGREES)) as u64
}
