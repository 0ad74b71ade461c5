//! The settings of an audit.

use std::collections::BTreeMap;

use super::statutes::Statute;
use crate::risk::DiscrepancyRates;
use crate::risk::bet::spec::BetText;

/// What the law or the auditor decides.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditSettings {
    /// The largest probability of confirming a wrong outcome, in (0, 1).
    pub risk_limit: f64,
    /// Units in the first round; by the method's own formula if not given.
    pub first_round: Option<u64>,
    /// The probability with which each round confirms if the report is right, in (0, 1), which sets the size of rounds,
    /// for methods that have such a size and if `first_round` is not given.
    pub round_chance: Option<f64>,
    /// The factor by which the next round increases the sample, more than 1.
    pub growth: f64,
    /// Rounds after which every card is counted, at least 1.
    pub most_rounds: u32,
    /// Every card is counted if a round would need this share of them, in (0, 1].
    pub full_count_at: f64,
    /// Whether the evidence is judged after every card; there is then one round of any length. Methods that are judged
    /// at round ends keep their rounds.
    pub card_by_card: bool,
    /// The bet of each method that has a choice of bets; methods that are not listed use their default.
    pub bets: BTreeMap<String, BetText>,
    /// The share of batches in a fixed-percentage audit, in (0, 1].
    pub share: f64,
    /// Differences a fixed-percentage audit passes, as a share of the ballots it tallied, 0 to 1.
    pub tolerance: f64,
    /// The law that a fixed-percentage or random-precinct audit follows.
    pub law: Option<Statute>,
    /// The probability with which a random-precinct audit finds a bad batch, in (0, 1).
    pub detection: f64,
    /// The largest share of a batch's ballots that such an audit assumes may be counted for the wrong candidate, in (0,
    /// 1].
    pub most_shift: f64,
    /// Discrepancies that comparisons are expected to find, as shares of the cards drawn. They are used for sizes and
    /// for forecasts before a card is drawn, never for a P-value.
    pub expected: DiscrepancyRates,
}

/// A share of a number, rounded up; 7 % of 100 is 7 although no binary fraction is 7 %.
pub(super) fn share_of(share: f64, all: u64) -> u64 {
    let exact = share * all as f64;
    (libm::ceil(exact - exact * 1e-12 - 1e-9).max(0.0) as u64).min(all)
}

impl AuditSettings {
    /// Whether this number of cards is so large a share that every card is counted at once.
    pub fn counts_all(&self, cards: u64, all: u64) -> bool {
        self.full_count_at < 1.0 && !self.card_by_card && cards >= share_of(self.full_count_at, all)
    }

    /// The name of the first field whose value is out of range.
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

    /// Draws in all after the next round, if no probability gives its size.
    pub(super) fn grown(&self, draws: u64) -> u64 {
        (libm::ceil(draws as f64 * self.growth) as u64).max(draws + 1)
    }

    /// Most draws if the evidence is judged card by card. With replacement, draws end when they are as many as there
    /// are units: beyond, it is less work to count them all.
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
