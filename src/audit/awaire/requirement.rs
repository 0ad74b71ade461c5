//! What an order of elimination requires of the ballots, each requirement tested by ALPHA.
//!
//! An order requires that certain claims are false. Under the null hypothesis that a claim is false, its ballots for and
//! against have a mean of at most half a vote, so that ALPHA's wealth cannot grow in expectation.
//!
//! # Reference
//! Stark 2023, "ALPHA: Audit that Learns from Previously Hand-Audited Ballots", Ann. Appl. Stat. 17(1), sections 2.1 and 2.5.2.

use crate::election::CandidateIndex;
use crate::social_choice::irv_claims::IrvClaim;

/// ALPHA's settings for a whole contest, in half votes a card.
#[derive(Clone, Copy, Debug)]
pub(super) struct AlphaTerms {
    /// Cards in the frame.
    pub(super) cards: u64,
    /// The mean that is expected before a card is read.
    pub(super) eta: f64,
}

/// How many draws the expected mean weighs: as in the published experiments of AWAIRE.
const D: f64 = 200.0;

/// What ALPHA knows before a draw, the same for all requirements.
#[derive(Clone, Copy, Debug)]
pub(super) struct AlphaDraw {
    terms: AlphaTerms,
    draws: u64,
    weight: f64,
    above: f64,
}

impl AlphaTerms {
    /// Before the draw that follows so many.
    pub(super) fn draw(self, draws: u64) -> AlphaDraw {
        let weight = D + draws as f64;
        AlphaDraw { terms: self, draws, weight, above: (self.eta - 1.0) / 2.0 / weight.sqrt() }
    }
}

/// What is settled about a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SettledClaim {
    /// Nothing yet.
    Open,
    /// The claim is true for certain: no order that requires the contrary is that of the paper.
    ClaimTrue,
    /// The claim is false for certain.
    ClaimFalse,
}

/// The test that a claim is false.
#[derive(Clone, Debug)]
pub(super) struct Requirement {
    /// The claim.
    pub(super) claim: IrvClaim,
    /// For each kind of ballot its value in half votes.
    values: Vec<u8>,
    sum: u64,
    /// Draws it has observed.
    observed: usize,
    wealth: f64,
    /// What is settled.
    pub(super) known: SettledClaim,
    /// By how much the last draw multiplied its wealth.
    pub(super) factor: f64,
}

impl Requirement {
    /// Of a claim, where these kinds of ballots are known.
    pub(super) fn new(claim: IrvClaim, kinds: &[Option<Vec<CandidateIndex>>]) -> Self {
        let values = kinds.iter().map(|order| value(claim, order.as_deref())).collect();
        Self { claim, values, sum: 0, observed: 0, wealth: 1.0, known: SettledClaim::Open, factor: 1.0 }
    }

    /// Learns the value of one more kind.
    pub(super) fn learn(&mut self, order: Option<&[CandidateIndex]>) {
        self.values.push(value(self.claim, order));
    }

    /// Observes all draws of a history that it has not observed yet.
    pub(super) fn catch_up(&mut self, terms: AlphaTerms, history: &[u32]) {
        for (draw, &kind) in history.iter().enumerate().skip(self.observed) {
            self.observe(&terms.draw(draw as u64), kind);
        }
    }

    /// Observes one draw.
    pub(super) fn observe(&mut self, draw: &AlphaDraw, kind: u32) {
        self.observed += 1;
        self.factor = 1.0;
        if self.known != SettledClaim::Open {
            return;
        }
        let value = u64::from(self.values[kind as usize]);
        self.factor = factor(draw, self.sum, value);
        // Wealth only weighs here: where it stops, nothing is claimed by it.
        self.wealth = (self.wealth * self.factor).clamp(LEAST, 1.0 / LEAST);
        self.sum += value;
        let (cards, left) = (draw.terms.cards, draw.terms.cards - draw.draws - 1);
        if self.sum > cards {
            self.known = SettledClaim::ClaimTrue;
        } else if cards - self.sum >= 2 * left {
            self.known = SettledClaim::ClaimFalse;
        }
    }

    /// Its weight in an average: the square of its wealth.
    pub(super) fn weight(&self) -> f64 {
        if self.known == SettledClaim::Open { self.wealth * self.wealth } else { 0.0 }
    }
}

/// The least wealth, and one over the largest: their squares are numbers still.
const LEAST: f64 = 1e-150;

/// By how much a draw of that value multiplies a wealth: 1 + z (x/m − 1).
fn factor(draw: &AlphaDraw, sum: u64, value: u64) -> f64 {
    let AlphaDraw { terms, draws, weight, above } = *draw;
    let mean = (terms.cards - sum) as f64 / (terms.cards - draws) as f64;
    if mean <= 0.0 || mean >= 2.0 {
        return 1.0;
    }
    let shrunk = (D * terms.eta + sum as f64) / weight;
    let estimate = shrunk.max(mean * (1.0 + f64::EPSILON) + above).min(2.0 * (1.0 - f64::EPSILON) - above);
    let stake = ((estimate - mean) / (2.0 - mean)).clamp(0.0, 1.0);
    1.0 + stake * (value as f64 / mean - 1.0)
}

/// The value of a ballot for a claim, in half votes; the least where it cannot be read as an order.
pub(super) fn value(claim: IrvClaim, order: Option<&[CandidateIndex]>) -> u8 {
    let Some(order) = order else { return 0 };
    let (winner, loser) = (claim.winner(), claim.loser());
    match claim {
        IrvClaim::NotEliminatedBefore { .. } if order.first() == Some(&winner) => 2,
        IrvClaim::NotEliminatedBefore { .. } => {
            let higher = order.iter().find(|&&candidate| candidate == winner || candidate == loser);
            u8::from(higher != Some(&loser))
        }
        IrvClaim::NotEliminatedNext { continuing, .. } => {
            match order.iter().find(|&&candidate| continuing >> candidate & 1 == 1) {
                Some(&top) if top == winner => 2,
                Some(&top) if top == loser => 0,
                _ => 1,
            }
        }
    }
}
