//! The distribution of the number of cards drawn when an audit stops, even if not every card counts for it.
//!
//! In a poll, a ballot without a vote for the pair is no evidence. The distribution of the number of cards drawn then
//! follows from that of the number of ballots of the pair, and from the number of these among a number of cards.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! Wald 1945 for the mean of a thinned sequence; the counts are binomial or hypergeometric.

use super::among;
use crate::risk::polling::StoppingDistribution;

/// Probabilities of the number of cards at which an audit stops.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleSizeDistribution {
    /// The distribution in cards that count.
    stopping: StoppingDistribution,
    /// Its cumulative sums.
    sums: Vec<f64>,
    cards: u64,
    pair: u64,
    replacement: bool,
    horizon: u64,
    exact: bool,
    /// The same audit with every rounding in the other direction; `None` if nothing was rounded.
    earliest: Option<StoppingDistribution>,
}

impl SampleSizeDistribution {
    /// The distribution of an audit for which every card counts; the remaining probability can continue only if
    /// `goes_on`.
    pub(super) fn of_cards(stopping: StoppingDistribution, cards: u64, goes_on: bool, exact: bool) -> Self {
        let horizon = if goes_on { stopping.horizon() } else { cards };
        let sums = stopping.cumulative();
        Self { stopping, sums, cards, pair: cards, replacement: true, horizon, exact, earliest: None }
    }

    /// The same with another distribution that gives the earliest possible stops.
    pub(super) fn between(self, earliest: StoppingDistribution) -> Self {
        Self { earliest: Some(earliest), ..self }
    }

    /// An upper bound of the probability of having stopped by `n` cards: if [`by`](Self::by) is exact, that plus what
    /// was cut off, which may have stopped too.
    pub fn by_at_most(&self, n: u64) -> f64 {
        let sum = |distribution: &StoppingDistribution| {
            distribution.stops.iter().take(n.saturating_sub(distribution.from) as usize).sum::<f64>()
        };
        let most = match &self.earliest {
            // What was cut off counts as never stopping in `by`, so it is added here, where the bound is on the other
            // side.
            None => self.by(n) + self.dropped(),
            Some(distribution) => (sum(distribution) + distribution.dropped).max(self.by(n)),
        };
        most.min(1.0)
    }

    /// The other end of the quantile's possible range: equal to [`quantile`](Self::quantile) if that is exact.
    pub fn earliest_quantile(&self, chance: f64) -> Option<u64> {
        self.earliest.as_ref().map_or_else(|| self.quantile(chance), |distribution| distribution.quantile(chance))
    }

    /// A lower bound of the expected number of cards: [`expected`](Self::expected) if that is exact.
    pub fn expected_at_least(&self) -> f64 {
        let of = |distribution: &StoppingDistribution| {
            distribution.stopped_ballots() + self.horizon as f64 * (distribution.left + distribution.dropped)
        };
        self.earliest.as_ref().map_or_else(|| self.expected(), of)
    }

    /// The distribution of an audit for which only ballots of the pair count, drawn from the cards at random.
    pub(super) fn of_pair(
        stopping: StoppingDistribution,
        cards: u64,
        pair: u64,
        replacement: bool,
        goes_on: bool,
    ) -> Self {
        let sums = stopping.cumulative();
        let mut distribution =
            Self { stopping, sums, cards, pair, replacement, horizon: cards, exact: true, earliest: None };
        if goes_on {
            // The distribution is known up to the number of cards that holds no more ballots of the pair than its
            // horizon, with nine standard deviations to spare.
            let (draws, share) = (distribution.stopping.horizon() as f64, pair as f64 / cards as f64);
            let spread = if pair == cards { 0.0 } else { 9.0 * libm::sqrt(draws * (1.0 - share)) };
            distribution.horizon = (libm::floor((draws - spread).max(0.0) / share) as u64).min(cards);
        }
        distribution
    }

    /// Cards in the population.
    pub fn cards(&self) -> u64 {
        self.cards
    }

    /// The number of cards up to which the distribution is known.
    pub fn horizon(&self) -> u64 {
        self.horizon
    }

    /// Whether it is exact up to the horizon, except for [`earliest_quantile`](Self::earliest_quantile); if not, it is
    /// conservative: the true audit stops no later.
    pub fn exact(&self) -> bool {
        self.exact
    }

    /// Whether it is known up to the last card.
    pub fn complete(&self) -> bool {
        self.horizon >= self.cards
    }

    /// Probability of what was cut off.
    pub fn dropped(&self) -> f64 {
        self.stopping.dropped
    }

    /// The distribution in cards that count.
    pub fn of_counting(&self) -> &StoppingDistribution {
        &self.stopping
    }

    /// Whether some cards do not count.
    pub(super) fn is_thinned(&self) -> bool {
        self.pair < self.cards
    }

    fn by_counting(&self, n: u64) -> f64 {
        match n.checked_sub(self.stopping.from + 1) {
            Some(place) => self.sums.get(place as usize).or(self.sums.last()).copied().unwrap_or(0.0),
            None => 0.0,
        }
    }

    /// The probability that the audit has stopped by `n` cards, for `n` up to the horizon; beyond it the value at the
    /// horizon.
    pub fn by(&self, n: u64) -> f64 {
        if !self.is_thinned() {
            return self.by_counting(n);
        }
        let (low, chances) = self.counting_among(n.min(self.cards.max(self.horizon)));
        chances.iter().zip(low..).map(|(chance, m)| chance * self.by_counting(m)).sum::<f64>().min(1.0)
    }

    /// The smallest number of cards by which the audit has stopped with that probability; `None` beyond the horizon.
    pub fn quantile(&self, chance: f64) -> Option<u64> {
        if !self.is_thinned() {
            return self.stopping.quantile(chance).filter(|&n| n <= self.horizon);
        }
        if self.by(self.horizon) < chance {
            return None;
        }
        // The probability of having stopped never falls with more cards, so bisection finds the smallest number.
        let (mut low, mut high) = (0, self.horizon);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.by(middle) >= chance { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The probability that it has not stopped by `cap` cards, so that every card is counted.
    pub fn full_hand_count(&self, cap: u64) -> f64 {
        (1.0 - self.by(cap.min(self.horizon))).max(0.0)
    }

    /// Expected cards drawn, if the audit is given up at the horizon; if that is the last card, with all of them.
    pub fn expected(&self) -> f64 {
        let distribution = &self.stopping;
        let horizon = self.horizon as f64;
        // What was cut off counts as continuing, which can only raise the expected number.
        let left = distribution.left + distribution.dropped;
        let places = || distribution.stops.iter().zip(distribution.from + 1..);
        if !self.is_thinned() {
            return distribution.stopped_ballots() + horizon * left;
        }
        if !self.replacement {
            // The n-th ballot of the pair is card number n (N + 1)/(M + 1) on average.
            let deep = (self.cards + 1) as f64 / (self.pair + 1) as f64;
            return places().map(|(stop, n)| stop * n as f64 * deep).sum::<f64>() + horizon * left;
        }
        let share = self.pair as f64 / self.cards as f64;
        let (low, chances) = self.counting_among(self.horizon);
        // tails[i]: the probability that the cards up to the horizon hold at least low + i of the pair.
        let mut tails = chances.clone();
        for i in (0..tails.len().saturating_sub(1)).rev() {
            tails[i] += tails[i + 1];
        }
        let of = |values: &[f64], n: u64, below: f64| match n.checked_sub(low) {
            Some(place) => values.get(place as usize).copied().unwrap_or(0.0),
            None => below,
        };
        let cards = |n: u64| {
            let within = of(&tails, n, 1.0);
            let one_more = of(&tails, n + 1, 1.0) + share * of(&chances, n, 0.0);
            n as f64 / share * one_more + horizon * (1.0 - within)
        };
        places().filter(|(stop, _)| **stop > 0.0).map(|(stop, n)| stop * cards(n)).sum::<f64>() + horizon * left
    }

    /// The distribution of the number of ballots of the pair among `n` cards: the smallest that is kept, and the
    /// probabilities from there.
    fn counting_among(&self, n: u64) -> (u64, Vec<f64>) {
        among(self.cards, self.pair, self.replacement, n)
    }
}
