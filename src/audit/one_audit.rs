//! `ONEAudit`: cards with records are compared with them, all others with the average of their pool, in one sample and
//! one test.
//!
//! A pool is known only by its sum: batches of machines that keep no records, records in an order that does not
//! identify the cards, records published as one sum to keep votes secret. Its mean is used as the record of every card
//! in it; over the whole pool the overstatements have the same sum as with the true records, whichever those are. A
//! pool of cards with equal votes is as good as records, and one pool of all cards gives a poll.
//!
//! # Reference
//! Stark 2023, "Overstatement-Net-Equivalent Risk-Limiting Audit: `ONEAudit`", arXiv:2303.03335, section 2. The size of
//! a round for a probability: the inverse Gaussian distribution of a random walk's first passage (Wald 1947,
//! "Sequential Analysis", appendix A.6).

use std::sync::OnceLock;

use super::ballot_comparison::not_found;
use super::claim::ReportedContest;
use super::reference_values::{ReferenceValues, Stand, says_otherwise, stand_ins};
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::risk::bet::{Adaptive, PoolAware};
use crate::risk::{Betting, MeanLeft, Null, RiskFunction};

/// `ONEAudit` with a bet that uses the pools.
#[derive(Clone, Copy, Debug)]
pub struct OneAudit;

impl AuditMethod for OneAudit {
    fn name(&self) -> &'static str {
        "one_audit"
    }

    fn says(&self) -> Reason {
        procedures::method_one_audit()
    }

    fn needs(&self) -> Needs {
        Needs::RecordsOrSums
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let batches = 0..claim.pool_of.len();
        let tests: Result<Vec<OneAuditTest>, Reason> = stand_ins(claim, |at| Stand::usual(claim, at))?
            .into_iter()
            .map(|stands| {
                let lead = stands.lead(batches.clone());
                if lead <= 0.0 {
                    return Err(says_otherwise(claim, &stands.pair));
                }
                // Cards without a record and outside of pools are known before the draw: no vote on record, and at
                // worst a vote for the loser.
                let pooled: u64 = claim.pools.iter().map(|pool| pool.cards).sum();
                let recorded = (stands.all_cards as f64 - pooled as f64).max(1.0);
                let missing = (claim.cards_without_record() as f64 / recorded).min(0.5);
                let own = Adaptive::new(lead / stands.all_cards as f64, stands.units.agrees() as f64);
                let own = own.with_phantoms(missing);
                let bet = PoolAware::new(own, stands.values_of_pools(claim));
                Ok(OneAuditTest { null: stands.null(), stands, bet })
            })
            .collect();
        let pools = !claim.pools.is_empty();
        Ok(Box::new(PreparedOneAudit { tests: tests?, pools, risk_limit: terms.risk_limit, first: OnceLock::new() }))
    }
}

/// One prepared pair.
struct OneAuditTest {
    stands: ReferenceValues,
    null: Null,
    bet: PoolAware,
}

impl OneAuditTest {
    /// The smallest sample after which the wealth has passed the limit with this probability, if records and sums are
    /// right; the average if no probability is given.
    fn size(&self, risk_limit: f64, chance: Option<f64>) -> u64 {
        let needed = -libm::log(risk_limit);
        let (mut draws, mut drift, mut spread) = (0_u64, 0.0, 0.0);
        while draws < self.null.cards {
            let past = self.bet.clean_past(draws);
            let MeanLeft::Mean(left) = self.null.mean_left(&past) else { break };
            let (first, second) = if left > 0.0 { self.bet.growth(&past, left) } else { break };
            let block = Adaptive::next_change(draws).min(self.null.cards) - draws;
            let enough = |cards: u64| {
                let (drift, spread) = (drift + first * cards as f64, spread + second * cards as f64);
                chance.map_or(drift >= needed, |chance| passage(drift, spread, needed) >= chance)
            };
            if enough(block) {
                let (mut low, mut high) = (0, block);
                while high - low > 1 {
                    let middle = low.midpoint(high);
                    if enough(middle) { high = middle } else { low = middle }
                }
                return draws + high;
            }
            (drift, spread) = (drift + first * block as f64, spread + second * block as f64);
            draws += block;
        }
        draws.max(1)
    }
}

/// The probability that a random walk with that total drift and variance reaches a height at least once.
fn passage(drift: f64, spread: f64, height: f64) -> f64 {
    if spread < 1e-9 * height {
        return f64::from(u8::from(drift >= height));
    }
    let below = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
    let sd = spread.sqrt();
    let mirrored = below(-(drift + height) / sd);
    let back =
        if mirrored > 0.0 { libm::exp((2.0 * drift * height / spread).min(600.0) + libm::log(mirrored)) } else { 0.0 };
    (below((drift - height) / sd) + back).min(1.0)
}

struct PreparedOneAudit {
    tests: Vec<OneAuditTest>,
    /// Whether some cards are known only by their sum.
    pools: bool,
    risk_limit: f64,
    /// Cards of the first round by the average, once computed.
    first: OnceLock<u64>,
}

impl PreparedOneAudit {
    fn largest(&self, chance: Option<f64>) -> u64 {
        let size = |test: &OneAuditTest| test.size(self.risk_limit, chance);
        if self.pools {
            return self.tests.iter().map(size).max().unwrap_or(1);
        }
        // If every card has its own record, the pair with the smallest lead needs most.
        self.tests.iter().max_by_key(|test| test.null.total).map_or(1, size)
    }
}

impl PreparedAudit for PreparedOneAudit {
    fn unit(&self) -> Unit {
        Unit::Card { replacement: false }
    }

    fn first_round(&self) -> u64 {
        *self.first.get_or_init(|| self.largest(None))
    }

    fn formula(&self) -> Reason {
        why::pools()
    }

    fn first_round_for(&self, chance: f64) -> Option<u64> {
        Some(self.largest(Some(chance)))
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        self.begin_to_decide(f64::NEG_INFINITY)
    }

    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        let risks = self.tests.iter().map(|test| Betting::new(test.null, &test.bet)).collect();
        Box::new(PoolValues { tests: &self.tests, risks, limit })
    }
}

struct PoolValues<'r> {
    tests: &'r [OneAuditTest],
    risks: Vec<Betting<&'r PoolAware>>,
    /// A pair whose P-value is at this limit or below is not updated any more.
    limit: f64,
}

impl AuditState for PoolValues<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let mut differs = not_found(drawn);
        for (test, risk) in self.tests.iter().zip(&mut self.risks) {
            let is_open = risk.p_value() > self.limit;
            // A card differs if its record does for any pair, whether that pair is still open or not.
            if (is_open || !differs)
                && let Some((value, overstated)) = test.stands.observe(drawn)
            {
                differs |= overstated;
                if is_open {
                    risk.observe(value);
                }
            }
        }
        differs
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.risks.iter().map(RiskFunction::p_value).fold(0.0, f64::max))
    }
}
