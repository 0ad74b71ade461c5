//! The orders of elimination that elect somebody else, as far as they have to be told apart, each with its evidence.
//!
//! All orders that end in the same way share one wealth: a weighted average of the tests of what such an end requires. The
//! weights look only back. So no order's wealth can grow in expectation if it is the paper's own, and all are refuted by a
//! wrong outcome with a chance of at most the risk limit (Ville 1939).
//!
//! # Reference
//! Ek, Stark, Stuckey and Vukcevic 2023, "Adaptively Weighted Audits of Instant-Runoff Voting Elections: AWAIRE", E-Vote-ID,
//! arXiv:2307.10972; Ek, Blom, Stark, Stuckey and Vukcevic 2024, "Improving the Computational Efficiency of Adaptive Audits of
//! IRV Elections", E-Vote-ID, arXiv:2407.16465.
//!
//! # Derivation
//! `docs/derivations/orders-of-elimination.md`

use std::collections::HashMap;

use super::requirement::{AlphaTerms, Requirement, SettledClaim};
use super::sample::DrawnBallots;
use crate::election::CandidateIndex;
use crate::risk::Wealth;
use crate::social_choice::irv_claims::IrvClaim;

/// All orders of elimination that end in one way.
#[derive(Clone, Debug)]
pub(super) struct OrderSuffix {
    /// How they end, the last eliminated last.
    pub(super) suffix: Vec<CandidateIndex>,
    /// The tests in its average, by their place, with their weights for the next draw.
    pub(super) tests: Vec<(usize, f64)>,
    pub(super) wealth: Wealth,
    /// Its smallest P-value so far.
    pub(super) least: f64,
    /// Whether it is ruled out: its P-value reached the limit, or a claim against it is true for certain.
    pub(super) is_out: bool,
}

impl OrderSuffix {
    /// Those that end so, without evidence.
    pub(super) fn new(suffix: Vec<CandidateIndex>) -> Self {
        Self { suffix, tests: Vec::new(), wealth: Wealth::default(), least: 1.0, is_out: false }
    }

    /// Takes what the tests said of the last draw, and weighs them anew.
    fn observe(&mut self, requirements: &[Requirement], limit: f64) {
        let sum: f64 = self.tests.iter().map(|(_, weight)| weight).sum();
        if sum > 0.0 {
            let average: f64 = self.tests.iter().map(|&(at, weight)| weight * requirements[at].factor).sum();
            self.wealth.multiply(average / sum);
        }
        self.weigh(requirements);
        self.least = self.least.min(self.wealth.p_value());
        self.is_out |= self.least <= limit;
    }

    /// Weighs its tests for the next draw.
    pub(super) fn weigh(&mut self, requirements: &[Requirement]) {
        for (at, weight) in &mut self.tests {
            let requirement = &requirements[*at];
            *weight = requirement.weight();
            if requirement.known == SettledClaim::ClaimTrue {
                (self.is_out, self.least) = (true, 0.0);
            }
        }
    }
}

/// The evidence of an audit that needs no cast vote records.
#[derive(Clone, Debug)]
pub(super) struct OrdersUnderTest {
    pub(super) candidates: usize,
    pub(super) terms: AlphaTerms,
    limit: f64,
    /// Whether suffixes that are ruled out are still followed, for the sake of their P-value.
    pub(super) follows_settled: bool,
    pub(super) ballots: DrawnBallots,
    pub(super) requirements: Vec<Requirement>,
    place_of: HashMap<IrvClaim, usize>,
    /// The requirements that some average holds.
    pub(super) active: Vec<usize>,
    /// All orders that elect another, those with the same last two beside each other.
    pub(super) suffixes: Vec<OrderSuffix>,
    /// Draws after which they are divided anew.
    next_division: u64,
}

impl OrdersUnderTest {
    /// Before the first draw, where `winner` is reported to have won against at least one other.
    pub(super) fn new(
        candidates: usize,
        winner: CandidateIndex,
        terms: AlphaTerms,
        limit: f64,
        follows_settled: bool,
    ) -> Self {
        let all = 0..candidates as CandidateIndex;
        let others = all.clone().filter(|&last| last != winner);
        let suffixes =
            others.flat_map(|last| all.clone().filter(move |&next| next != last).map(move |next| [next, last]));
        let suffixes = suffixes.map(|suffix| OrderSuffix::new(suffix.to_vec())).collect();
        let mut it = Self {
            candidates,
            terms,
            limit,
            follows_settled,
            ballots: DrawnBallots::default(),
            requirements: Vec::new(),
            place_of: HashMap::new(),
            active: Vec::new(),
            suffixes,
            next_division: 1,
        };
        it.divide();
        it
    }

    /// One more kind of ballot: an order of preference, or `None` for what counts against every claim.
    pub(super) fn add_kind(&mut self, order: Option<Vec<CandidateIndex>>) -> u32 {
        self.requirements.iter_mut().for_each(|requirement| requirement.learn(order.as_deref()));
        self.ballots.add_kind(order)
    }

    /// Observes a ballot of that kind.
    pub(super) fn observe(&mut self, kind: u32) {
        if self.ballots.draws() >= self.terms.cards || !self.follows_settled && self.is_confirmed() {
            return;
        }
        let draw = self.terms.draw(self.ballots.draws());
        for &at in &self.active {
            self.requirements[at].observe(&draw, kind);
        }
        self.ballots.add(kind);
        let (requirements, limit, follows_settled) = (&self.requirements, self.limit, self.follows_settled);
        for suffix in self.suffixes.iter_mut().filter(|suffix| follows_settled || !suffix.is_out) {
            suffix.observe(requirements, limit);
        }
        if self.ballots.draws() >= self.next_division {
            self.next_division = self.ballots.draws() + 1 + self.ballots.draws() / 8;
            self.divide();
        }
    }

    /// Whether every order that elects another is ruled out.
    pub(super) fn is_confirmed(&self) -> bool {
        self.suffixes.iter().all(|suffix| suffix.is_out)
    }

    /// The P-value: that of the orders that are best supported.
    pub(super) fn p_value(&self) -> f64 {
        self.suffixes.iter().map(|suffix| suffix.least).fold(0.0, f64::max)
    }

    /// The place of the test of a claim, which has observed everything.
    pub(super) fn test_of(&mut self, claim: IrvClaim) -> usize {
        let next = self.requirements.len();
        let at = *self.place_of.entry(claim).or_insert(next);
        if at == next {
            self.requirements.push(Requirement::new(claim, &self.ballots.kinds));
        }
        self.requirements[at].catch_up(self.terms, &self.ballots.history);
        at
    }
}
