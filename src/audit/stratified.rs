//! Stratified audits: strata are sampled separately, each by the method that its data allow, with one test of all
//! together.
//!
//! In a stratum with records each card is compared with its record, in a stratum of sums with the mean of its batch or
//! pool; in any other only the reading counts. Whole batches are not drawn: each draw is a card, so one martingale for
//! each stratum is enough. The reported winner lost or tied only if the strata's means lie on or below a line (a plane,
//! for more strata); each point of it is tested by the product of the strata's martingales. The order of strata is
//! fixed before the first draw, by sizes that usually suffice if the report is right: 3 L N/V cards of each stratum,
//! and 2.6 L (σN/V)² more if its values have standard deviation σ, where L is the logarithm of one over the risk limit,
//! N the stratum's number of cards and V the lead in votes.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS), sections 2 to 4; Stark 2020
//! (SHANGRLA), section 3.2, for the values of cards. The rule for sizes is ours.

use super::ballot_comparison::not_found;
use super::claim::{HeldAgainst, ReportedContest};
use super::reference_values::{ReferenceValues, Stand, says_otherwise, stand_ins};
use super::suite::Looks;
use super::{AuditMethod, AuditSettings, AuditState, DrawnUnit, Guarantee, Needs, PreparedAudit, RoundEvidence, Unit};
use crate::reason::{Reason, procedures, why};
use crate::risk::stratified::bet::Anchored;
use crate::risk::stratified::{Layer, Running};

/// A stratified audit.
#[derive(Clone, Copy, Debug)]
pub struct Stratified;

impl AuditMethod for Stratified {
    fn name(&self) -> &'static str {
        "stratified"
    }

    fn says(&self) -> Reason {
        procedures::method_stratified()
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
        if claim.strata.len() < 2 {
            return Err(why::no_strata());
        }
        let stand = |at: usize| match claim.strata[claim.stratum_of[at]].against {
            HeldAgainst::Records => Stand::usual(claim, at),
            HeldAgainst::Sums => claim.pool_of[at].map_or(Stand::Batch, Stand::Pool),
            HeldAgainst::Nothing => Stand::Nothing,
        };
        let polled = |at: usize| stand(at) == Stand::Nothing;
        let pairs = stand_ins(claim, stand)?;
        let mut tests = Vec::with_capacity(pairs.len());
        for stands in pairs {
            let test = StratifiedTest::new(claim, stands, &polled, terms.risk_limit);
            if test.lead <= 0.0 {
                return Err(says_otherwise(claim, &test.stands.pair));
            }
            tests.push(test);
        }
        let closest = tests.iter().min_by(|a, b| a.lead.total_cmp(&b.lead));
        let sizes = closest.map_or_else(|| vec![1; claim.strata.len()], |closest| closest.sizes.clone());
        let lead = closest.map_or(1.0, |closest| closest.lead) / claim.frame.cards().max(1) as f64;
        let parts = parts(claim.strata.len(), sizes.iter().sum(), lead);
        let tests = tests.into_iter().map(|test| (test.begun(parts), test.stands)).collect();
        let cards = claim.strata.iter().map(|stratum| stratum.cards).collect();
        Ok(Box::new(PreparedStratified {
            tests,
            sizes,
            cards,
            card_by_card: terms.card_by_card,
            of: &claim.stratum_of,
        }))
    }
}

/// The number of parts into which the null is divided. It is fixed before the first draw, since bets depend on it. More
/// parts are more exact and take longer. With two strata it follows from the number of draws; with more, it is chosen
/// so that the loss by the division, a part for each stratum but one, is about a twentieth of the lead per card.
fn parts(strata: usize, draws: u64, lead: f64) -> u32 {
    if strata == 2 {
        return (400_000.0 / draws.max(1) as f64).clamp(20.0, 200.0) as u32;
    }
    (20.0 * (strata - 1) as f64 / lead.max(1e-9)).clamp(50.0, 800.0) as u32
}

/// One prepared pair.
struct StratifiedTest {
    stands: ReferenceValues,
    /// The reported lead in votes, from reference values and from the tallies of polled strata.
    lead: f64,
    layers: Vec<Layer>,
    /// For each stratum, cards that usually suffice.
    sizes: Vec<u64>,
}

impl StratifiedTest {
    fn new(
        claim: &ReportedContest<'_>,
        stands: ReferenceValues,
        polled: &impl Fn(usize) -> bool,
        risk_limit: f64,
    ) -> Self {
        let all = 0..claim.stratum_of.len();
        let of_polled: i64 = (all.clone().filter(|&at| polled(at)))
            .filter_map(|at| claim.batches[at].as_ref())
            .map(|tally| claim.margin_in(tally, &stands.pair.assertion))
            .sum();
        let lead = stands.lead(all.clone().filter(|&at| !polled(at))) + of_polled as f64;
        let (one, needed) = (stands.units.one() as f64, -libm::log(risk_limit));
        let upper = f64::from(stands.units.scale().upper);
        let (mut layers, mut sizes) = (Vec::new(), Vec::new());
        for (stratum, it) in claim.strata.iter().enumerate() {
            let batches = || all.clone().filter(|&at| claim.stratum_of[at] == stratum);
            let cards = it.cards.max(1) as f64;
            let stands_for = stands.sum_of(batches()) as f64 / one / cards;
            // With the smallest and with the largest reading.
            let (low, high) = ((upper - stands_for) / (2.0 * upper), (2.0 * upper - stands_for) / (2.0 * upper));
            let means = (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0));
            let (mean, variance) = stands.reported_values(claim, batches());
            let bet =
                Anchored { mean: mean / (2.0 * upper), sd: variance.sqrt() / (2.0 * upper), cards: 50.0, c: 0.92 };
            layers.push(Layer { cards: it.cards.max(1), means, bet });
            let by_lead = cards / lead.max(1.0);
            let size = needed * (3.0 * by_lead + 2.6 * variance * by_lead * by_lead);
            sizes.push((libm::ceil(size) as u64).clamp(1, it.cards.max(1)));
        }
        Self { stands, lead, layers, sizes }
    }

    /// The measure before the first draw.
    fn begun(&self, parts: u32) -> Running {
        Running::new(self.stands.null(), self.layers.clone(), parts)
    }
}

struct PreparedStratified<'c> {
    /// For each pair its measure before the first draw, and its reference values.
    tests: Vec<(Running, ReferenceValues)>,
    /// Draws of the first round from each stratum; later rounds keep the proportion.
    sizes: Vec<u64>,
    cards: Vec<u64>,
    card_by_card: bool,
    /// The stratum of each batch.
    of: &'c [usize],
}

impl PreparedAudit for PreparedStratified<'_> {
    fn unit(&self) -> Unit {
        Unit::CardOfStratum
    }

    fn first_round(&self) -> u64 {
        self.sizes.iter().sum()
    }

    fn formula(&self) -> Reason {
        why::stratified()
    }

    fn strata(&self) -> usize {
        self.cards.len()
    }

    fn next_stratum(&self, drawn: &[u64]) -> usize {
        let behind = |&stratum: &usize| drawn[stratum] as f64 / self.sizes[stratum] as f64;
        let left = (0..drawn.len()).filter(|&stratum| drawn[stratum] < self.cards[stratum]);
        left.min_by(|a, b| behind(a).total_cmp(&behind(b))).unwrap_or(0)
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(StratumValues {
            ready: self,
            runs: self.tests.iter().map(|(begun, _)| begun.clone()).collect(),
            drawn: 0,
            looks: Looks::new(self.card_by_card),
            least: if self.tests.is_empty() { 0.0 } else { 1.0 },
        })
    }
}

struct StratumValues<'r> {
    ready: &'r PreparedStratified<'r>,
    /// For each pair, its measure.
    runs: Vec<Running>,
    drawn: u64,
    looks: Looks,
    least: f64,
}

impl StratumValues<'_> {
    fn look(&mut self) {
        let mut now = 0.0_f64;
        for run in &mut self.runs {
            now = now.max(run.p_value());
            // One pair without enough evidence is enough to continue.
            if now >= self.least {
                return;
            }
        }
        self.least = now;
    }
}

impl AuditState for StratumValues<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Card { batch, .. } = drawn else { return false };
        let stratum = self.ready.of[batch];
        let mut differs = not_found(drawn);
        for ((_, stands), run) in self.ready.tests.iter().zip(&mut self.runs) {
            if let Some((value, overstated)) = stands.observe(drawn) {
                run.observe(stratum, value);
                differs |= overstated;
            }
        }
        self.drawn += 1;
        if self.looks.is_one_due(self.drawn) {
            self.look();
        }
        differs
    }

    fn close_round(&mut self) {
        self.look();
    }

    fn evidence(&self) -> RoundEvidence {
        RoundEvidence::PValue(self.least)
    }
}
