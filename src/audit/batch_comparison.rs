//! Batch comparison: whole batches drawn in proportion to a bound on their error, each tallied by hand, with the MACRO
//! formula.
//!
//! # Reference
//! Stark 2009, "Efficient post-election audits of multiple contests", SSRN 1443314 (MACRO); Stark 2009, IEEE Transactions
//! on Information Forensics and Security 4(4) (the Kaplan-Markov P-value); Aslam, Popa and Rivest 2008 (the draw, PPEB).

use super::bounds::{BatchBounds, differs};
use super::claim::ReportedContest;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::risk::{AuditedBatch, MacroBatches};

/// Batch comparison with the maximum relative overstatement of pairs.
#[derive(Clone, Copy, Debug)]
pub struct BatchComparison;

impl AuditMethod for BatchComparison {
    fn name(&self) -> &'static str {
        "batch_comparison"
    }

    fn says(&self) -> Reason {
        procedures::method_batch_comparison()
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
        let formula = MacroBatches { total: bounds.total() };
        let first = formula.size(terms.risk_limit, 1.0).unwrap_or(u64::MAX);
        Ok(Box::new(PreparedBatchComparison { bounds, formula, first, risk_limit: terms.risk_limit }))
    }
}

struct PreparedBatchComparison {
    bounds: BatchBounds,
    formula: MacroBatches,
    first: u64,
    risk_limit: f64,
}

impl PreparedAudit for PreparedBatchComparison {
    fn unit(&self) -> Unit {
        Unit::BatchByWeight
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        why::least_batches()
    }

    fn first_round_for(&self, _: f64) -> Option<u64> {
        Some(self.first)
    }

    fn weights(&self) -> &[u128] {
        self.bounds.weights()
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(TalliedPairs { ready: self, sample: Vec::new() })
    }
}

struct TalliedPairs<'r> {
    ready: &'r PreparedBatchComparison,
    sample: Vec<AuditedBatch>,
}

impl TalliedPairs<'_> {
    fn p_value(&self) -> f64 {
        self.ready.formula.p_value(&self.sample)
    }
}

impl AuditState for TalliedPairs<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Batch { batch, .. } = drawn else { return false };
        let bounds = &self.ready.bounds;
        let overstatement = bounds.pairs().map(|pair| bounds.overstated(pair, drawn)).fold(f64::NEG_INFINITY, f64::max);
        self.sample.push(AuditedBatch { bound: bounds.of(batch), overstatement, times: 1 });
        differs(drawn)
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.p_value())
    }

    fn next_round(&self, _: f64) -> Option<u64> {
        // If the report is right there will be no overstatement, so this number of draws confirms with certainty.
        let more = self.ready.formula.size(self.ready.risk_limit, self.p_value())?;
        Some((self.sample.len() as u64).saturating_add(more))
    }

    fn confirms_by(&self, draws: u64) -> Option<f64> {
        // A batch that is known to differ may be drawn again.
        if self.sample.iter().any(|batch| batch.overstatement > 0.0) {
            return None;
        }
        Some(if self.next_round(1.0)? <= draws { 1.0 } else { 0.0 })
    }
}
