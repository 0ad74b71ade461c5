//! Batch comparison by the maximum relative overstatement of pairs: the Kaplan-Markov bound over batches drawn with
//! probability proportional to a bound on their error (PPEB).
//!
//! A pair is one reported winner against one reported loser; its margin `V` is in votes. A batch that overstates that
//! margin by e votes has the relative overstatement e/V; the batch counts with the largest over all pairs. If an
//! outcome is wrong, the relative overstatements of all batches sum to at least 1.
//!
//! # Reference
//! Stark 2009, "Risk-limiting post-election audits: P-values from common probability inequalities", IEEE Transactions
//! on Information Forensics and Security 4(4); Stark 2009, "Efficient post-election audits of multiple contests",
//! SSRN 1443314 (MACRO); Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits" (the bound).

use super::p_value_of_ln;

/// The largest of several ratios of votes to margins: a batch's relative overstatement, or its bound.
///
/// The bound of a pair is (votes for the winner − votes for the loser + ballots in the batch) / V, because the paper
/// may all be for the loser. Margins must be more than 0; with no pair the result is −∞.
pub fn largest_ratio(votes_and_margins: impl IntoIterator<Item = (i64, i64)>) -> f64 {
    let ratios = votes_and_margins.into_iter().map(|(votes, margin)| votes as f64 / margin as f64);
    ratios.fold(f64::NEG_INFINITY, f64::max)
}

/// The result of one batch in the sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AuditedBatch {
    /// The bound on its relative overstatement, u.
    pub bound: f64,
    /// Its relative overstatement, e, negative if the report understated the margin.
    pub overstatement: f64,
    /// How many times it was drawn; each draw counts.
    pub times: u64,
}

impl AuditedBatch {
    /// The taint e/u, at least 0: an understatement counts as 0, which can only raise the P-value.
    pub fn taint(&self) -> f64 {
        if self.overstatement <= 0.0 { 0.0 } else { self.overstatement / self.bound }
    }
}

/// The bound for one contest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MacroBatches {
    /// The sum U of the batches' bounds: the largest possible total error, in margins.
    pub total: f64,
}

impl MacroBatches {
    /// The bound for batches with these bounds, each at least 0.
    pub fn new(bounds: impl IntoIterator<Item = f64>) -> Self {
        Self { total: bounds.into_iter().sum() }
    }

    /// The probability of a batch with this bound at each draw.
    pub fn weight(&self, bound: f64) -> f64 {
        bound / self.total
    }

    /// The P-value, in `[0, 1]`, of batches drawn with replacement with these [weights](Self::weight).
    ///
    /// A taint of 1 or more gives 1: the batch is as wrong as its bound allows. A total below 1 gives 0: all possible
    /// error together could not have changed the outcome. A batch with a bound of 0 is never drawn and does not count.
    pub fn p_value(&self, sample: &[AuditedBatch]) -> f64 {
        p_value_of_ln(self.ln_p_value(sample))
    }

    /// The natural logarithm of the same, at most 0; −∞ for 0.
    pub fn ln_p_value(&self, sample: &[AuditedBatch]) -> f64 {
        if self.total < 1.0 {
            return f64::NEG_INFINITY;
        }
        let draw = libm::log1p(-1.0 / self.total);
        let mut ln = 0.0;
        for batch in sample.iter().filter(|batch| batch.times > 0) {
            let taint = batch.taint();
            if taint >= 1.0 || taint.is_nan() {
                return 0.0;
            }
            if batch.bound > 0.0 {
                ln += batch.times as f64 * (draw - libm::log1p(-taint));
            }
        }
        ln.min(0.0)
    }

    /// The smallest number of further draws without any overstatement that takes a P-value to the risk limit; `None` if
    /// the total is not finite, as for a tie.
    ///
    /// `ceil(ln(limit / p) / ln(1 − 1/U))`. The tool Arlo draws one batch more than that.
    pub fn size(&self, risk_limit: f64, p_value: f64) -> Option<u64> {
        if p_value <= risk_limit {
            return Some(0);
        }
        if self.total <= 1.0 {
            return Some(1);
        }
        let size = libm::ceil(libm::log(risk_limit / p_value) / libm::log1p(-1.0 / self.total));
        size.is_finite().then_some(size as u64)
    }
}
