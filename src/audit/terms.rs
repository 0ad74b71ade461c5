//! The terms under which an audit is conducted.

use std::collections::BTreeMap;

use super::statutes::Statute;
use crate::risk::DiscrepancyRates;
use crate::risk::bet::spec::BetText;

/// What the law or the auditor sets.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditSettings {
    /// The largest chance of confirming a wrong outcome, in (0, 1).
    pub risk_limit: f64,
    /// Units in the first round; the method's own formula where not given.
    pub first_round: Option<u64>,
    /// The chance of confirming that the size of each round gives where the report is right, in (0, 1), for methods that
    /// have such a size and where `first_round` is not given.
    pub round_chance: Option<f64>,
    /// The next round makes the sample so many times as large, more than 1.
    pub growth: f64,
    /// Rounds after which every card is counted, at least 1.
    pub most_rounds: u32,
    /// Every card is counted once a round would ask for this share of them, in (0, 1].
    pub full_count_at: f64,
    /// Whether the evidence is judged after every card; there is one round then, as long as it takes. Methods that are
    /// judged where rounds end keep their rounds.
    pub card_by_card: bool,
    /// By what bet a method measures, for methods that let it be chosen; each has a usual one.
    pub bets: BTreeMap<String, BetText>,
    /// The share of batches in a fixed-percentage audit, in (0, 1].
    pub share: f64,
    /// Differences a fixed-percentage audit passes, as a share of the ballots it tallied, 0 to 1.
    pub tolerance: f64,
    /// The law by whose letter a fixed-percentage or random-precinct audit is conducted.
    pub law: Option<Statute>,
    /// The chance with which a random-precinct audit meets a bad batch, in (0, 1).
    pub detection: f64,
    /// The largest share of a batch's ballots that such an audit holds to be counted for the wrong candidate, in (0, 1].
    pub most_shift: f64,
    /// Discrepancies that comparisons are expected to find, as shares of the cards drawn: the ground of sizes by chance and
    /// of what is said before a card is drawn. No P-value hears of them.
    pub expected: DiscrepancyRates,
}

/// A share of so many, rounded up, where 7 % of 100 are 7 although no binary fraction is 7 %.
pub(super) fn share_of(share: f64, all: u64) -> u64 {
    let exact = share * all as f64;
    (libm::ceil(exact - exact * 1e-12 - 1e-9).max(0.0) as u64).min(all)
}

impl AuditSettings {
    /// Whether so many cards of all are so many that every card is counted at once.
    pub fn counts_all(&self, cards: u64, all: u64) -> bool {
        self.full_count_at < 1.0 && !self.card_by_card && cards >= share_of(self.full_count_at, all)
    }

    /// The first of the numbers that is out of its range, by the name of its field.
    pub fn out_of_range(&self) -> Option<&'static str> {
        let inside = |x: f64| x > 0.0 && x < 1.0;
        let share = |x: f64| x > 0.0 && x <= 1.0;
        let DiscrepancyRates { o1, o2, u1, u2 } = self.expected;
        let rates = [o1, o2, u1, u2];
        let checks = [
            ("risk_limit", inside(self.risk_limit)),
            ("first_round", self.first_round != Some(0)),
            ("round_chance", self.round_chance.is_none_or(inside)),
            ("growth", self.growth > 1.0 && self.growth.is_finite()),
            ("most_rounds", self.most_rounds > 0),
            ("full_count_at", share(self.full_count_at)),
            ("share", share(self.share)),
            ("tolerance", (0.0..=1.0).contains(&self.tolerance)),
            ("detection", inside(self.detection)),
            ("most_shift", share(self.most_shift)),
            ("expected", rates.iter().all(|rate| (0.0..=1.0).contains(rate)) && rates.iter().sum::<f64>() <= 1.0),
        ];
        checks.into_iter().find_map(|(field, fits)| (!fits).then_some(field))
    }

    /// Draws in all after a round that follows so many, where no chance sizes it.
    pub(super) fn grown(&self, draws: u64) -> u64 {
        (libm::ceil(draws as f64 * self.growth) as u64).max(draws + 1)
    }

    /// Draws that are made at most where the evidence is judged card by card. Draws with repeats end when they are as many
    /// as there are units: more work than to count them all.
    pub(super) fn most_draws(&self, all: u64) -> u64 {
        share_of(self.full_count_at, all).min(all)
    }
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self {
            risk_limit: 0.05,
            first_round: None,
            round_chance: None,
            growth: 1.5,
            most_rounds: 8,
            full_count_at: 0.25,
            card_by_card: false,
            bets: BTreeMap::new(),
            share: 0.01,
            tolerance: 0.005,
            law: None,
            detection: 0.99,
            most_shift: 0.2,
            expected: DiscrepancyRates::default(),
        }
    }
}
