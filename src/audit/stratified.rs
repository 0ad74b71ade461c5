//! Strata that are drawn from apart, each by the method it allows, and one test of all together.
//!
//! In a stratum with records each card is compared with its own, in a stratum of pools with its pool's mean, and in any
//! other the readings alone speak. The reported winner lost or tied only if the strata's means lie on or below a
//! line (a plane, for more of them); every point of it is tested by the product of the strata's martingales. Which
//! stratum is drawn from next was settled before the first draw, by sizes that suffice as a rule where the report is
//! right: 3 L N/V cards of a stratum with records, 2.6 L (σN/V)² more of one with a spread σ, where L is the logarithm of
//! one over the risk limit, N the stratum's cards and V the lead in votes.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS), sections 2 to 4; Stark 2020
//! (SHANGRLA), section 3.2, for the values of cards. The rule for sizes is ours.

use super::ballot_comparison::not_found;
use super::claim::{Claim, margin_in};
use super::stand_ins::{StandIns, says_otherwise, stand_ins};
use super::suite::Looks;
use super::{AuditMethod, Drawn, Evidence, Needs, Procedure, Promise, Standing, Terms, Unit};
use crate::risk::Null;
use crate::risk::stratified::allocation::AsDrawn;
use crate::risk::stratified::bet::{Anchored, StratumBet};
use crate::risk::stratified::combination::Product;
use crate::risk::stratified::{Combination, Design};

/// A stratified audit.
#[derive(Clone, Copy, Debug)]
pub struct Stratified;

impl AuditMethod for Stratified {
    fn name(&self) -> &'static str {
        "stratified"
    }

    fn says(&self) -> &'static str {
        "stratified: draws from each stratum apart, compares where there are records or sums, polls where there are none, \
         and tests all together (union of intersections)"
    }

    fn needs(&self) -> Needs {
        Needs::RecordsOrSums
    }

    fn promise(&self) -> Promise {
        Promise::RiskLimit
    }

    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String> {
        if claim.strata.len() < 2 {
            return Err("the paper is not divided into strata".to_owned());
        }
        let polled = |at: usize| !claim.strata[claim.stratum_of[at]].has_records && claim.pool_of[at].is_none();
        let pairs = stand_ins(claim, polled)?;
        let mut tests = Vec::with_capacity(pairs.len());
        for stands in pairs {
            let test = Test::new(claim, stands, &polled, terms.risk_limit);
            if test.lead <= 0.0 {
                return Err(says_otherwise(claim, &test.stands.pair));
            }
            tests.push(test);
        }
        let sizes = tests.iter().min_by(|a, b| a.lead.total_cmp(&b.lead)).map(|closest| closest.sizes.clone());
        let sizes = sizes.unwrap_or_else(|| vec![1; claim.strata.len()]);
        let bands = bands(claim.strata.len(), sizes.iter().sum());
        let cards = claim.strata.iter().map(|stratum| stratum.cards).collect();
        let card_by_card = terms.card_by_card;
        Ok(Box::new(Ready { tests, sizes, cards, bands, card_by_card, of: &claim.stratum_of }))
    }
}

/// Into how many parts the null is cut: settled before the first draw, since bets hang on it; the finer the better, and
/// the longer it takes.
fn bands(strata: usize, draws: u64) -> u32 {
    let draws = draws.max(1) as f64;
    let bands = if strata == 2 { 400_000.0 / draws } else { (5e7 / (strata as f64 * draws)).sqrt() };
    bands.clamp(20.0, 200.0) as u32
}

/// One pair made ready.
struct Test {
    stands: StandIns,
    null: Null,
    /// The reported lead in votes, by what stands for records and by the tallies of what is polled.
    lead: f64,
    /// For each stratum the means it could have, as shares of the largest value.
    means: Vec<(f64, f64)>,
    /// For each stratum mean and standard deviation of its values, on the same scale, if the report is right.
    reported: Vec<(f64, f64)>,
    /// For each stratum, cards that suffice as a rule.
    sizes: Vec<u64>,
}

impl Test {
    fn new(claim: &Claim<'_>, stands: StandIns, polled: &impl Fn(usize) -> bool, risk_limit: f64) -> Self {
        let all = 0..claim.stratum_of.len();
        let of_polled: i64 = (all.clone().filter(|&at| polled(at)))
            .filter_map(|at| claim.batches[at].as_ref())
            .map(|tally| margin_in(tally, stands.pair.assertion))
            .sum();
        let lead = stands.lead(all.clone().filter(|&at| !polled(at))) + of_polled as f64;
        let (half, needed) = (stands.units.half_vote() as f64, -libm::log(risk_limit));
        let (mut means, mut reported, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
        for (stratum, it) in claim.strata.iter().enumerate() {
            let batches = || all.clone().filter(|&at| claim.stratum_of[at] == stratum);
            let cards = it.cards.max(1) as f64;
            let stands_for = stands.sum_of(batches()) as f64 / half / cards;
            // With a reading of no half vote, and of two.
            let (low, high) = ((2.0 - stands_for) / 4.0, (4.0 - stands_for) / 4.0);
            means.push((low.clamp(0.0, 1.0), high.clamp(0.0, 1.0)));
            let (mean, variance) = stands.reported_law(claim, batches());
            reported.push((mean / 4.0, variance.sqrt() / 4.0));
            let by_lead = cards / lead.max(1.0);
            let size = needed * (3.0 * by_lead + 2.6 * variance * by_lead * by_lead);
            sizes.push((libm::ceil(size) as u64).clamp(1, it.cards.max(1)));
        }
        Self { null: stands.null(), stands, lead, means, reported, sizes }
    }

    /// The P-value of what was drawn: values by stratum, and the stratum of each draw. Where that would take too long to
    /// weigh, it is no evidence.
    fn p_value(&self, values: &[Vec<u64>], order: &[u16], cards: &[u64], bands: u32) -> f64 {
        let samples: Vec<(u64, &[u64])> = cards.iter().copied().zip(values.iter().map(Vec::as_slice)).collect();
        let bet =
            |&(mean, sd): &(f64, f64)| Box::new(Anchored { mean, sd, cards: 50.0, c: 0.92 }) as Box<dyn StratumBet>;
        let bets: Vec<Box<dyn StratumBet>> = self.reported.iter().map(bet).collect();
        let order = Box::new(AsDrawn::new(order));
        let mut design = Design::with_bets(self.null, &samples, bets, order, Box::new(Product));
        for (stratum, &(low, high)) in self.means.iter().enumerate() {
            if design.confine(stratum, low, high).is_err() {
                return 1.0;
            }
        }
        let settled = design.settled();
        settled.unwrap_or_else(|| {
            design.banded(bands).map_or(1.0, |found| Product.p_value(last(&found.so_far), cards.len()))
        })
    }
}

fn last(evidence: &[f64]) -> f64 {
    evidence.last().copied().unwrap_or(0.0).max(0.0)
}

struct Ready<'c> {
    tests: Vec<Test>,
    /// Draws of the first round from each stratum; later rounds keep the proportion.
    sizes: Vec<u64>,
    cards: Vec<u64>,
    bands: u32,
    card_by_card: bool,
    /// The stratum of each batch.
    of: &'c [usize],
}

impl Procedure for Ready<'_> {
    fn unit(&self) -> Unit {
        Unit::CardOfStratum
    }

    fn first_round(&self) -> u64 {
        self.sizes.iter().sum()
    }

    fn formula(&self) -> &'static str {
        "a rule of thumb from each stratum's cards, spread and the lead; some audits need more"
    }

    fn begin(&self) -> Box<dyn Evidence + '_> {
        let strata = self.cards.len();
        Box::new(Heard {
            ready: self,
            values: vec![vec![Vec::new(); strata]; self.tests.len()],
            drawn: vec![0; strata],
            order: Vec::new(),
            looks: Looks::new(self.card_by_card),
            least: if self.tests.is_empty() { 0.0 } else { 1.0 },
        })
    }
}

struct Heard<'r> {
    ready: &'r Ready<'r>,
    /// For each pair, values by stratum.
    values: Vec<Vec<Vec<u64>>>,
    drawn: Vec<u64>,
    /// The stratum of each draw.
    order: Vec<u16>,
    looks: Looks,
    least: f64,
}

impl Heard<'_> {
    fn look(&mut self) {
        let Ready { tests, cards, bands, .. } = self.ready;
        let p = |(test, values): (&Test, &Vec<Vec<u64>>)| test.p_value(values, &self.order, cards, *bands);
        let mut now = 0.0_f64;
        for each in tests.iter().zip(&self.values) {
            now = now.max(p(each));
            // One pair without evidence is enough to go on.
            if now >= self.least {
                return;
            }
        }
        self.least = now;
    }
}

impl Evidence for Heard<'_> {
    fn hear(&mut self, drawn: Drawn<'_>) -> bool {
        let Drawn::Card { batch, .. } = drawn else { return false };
        let stratum = self.ready.of[batch];
        let mut differs = not_found(drawn);
        for (test, values) in self.ready.tests.iter().zip(&mut self.values) {
            if let Some((value, overstated)) = test.stands.hear(drawn) {
                values[stratum].push(value);
                differs |= overstated;
            }
        }
        self.drawn[stratum] += 1;
        self.order.push(stratum as u16);
        if self.looks.is_one_due(self.order.len() as u64) {
            self.look();
        }
        differs
    }

    fn close_round(&mut self) {
        self.look();
    }

    fn standing(&self) -> Standing {
        Standing::PValue(self.least)
    }

    fn next_stratum(&self) -> usize {
        let behind = |&stratum: &usize| self.drawn[stratum] as f64 / self.ready.sizes[stratum] as f64;
        let left = (0..self.drawn.len()).filter(|&stratum| self.drawn[stratum] < self.ready.cards[stratum]);
        left.min_by(|a, b| behind(a).total_cmp(&behind(b))).unwrap_or(0)
    }
}
