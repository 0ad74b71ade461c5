//! The distribution of the sample size at which a test stops, and how far it is computed.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.

/// Most cells (sample size, votes) of one distribution; some seconds.
pub(super) const BUDGET: u64 = 6_000_000_000;

/// Largest sample size of one distribution.
pub(super) const LONGEST: u64 = 50_000_000;

/// Low counts with a probability below this share of the largest are cut off. They are the farthest from the boundary,
/// and count as never stopping.
pub(super) const LEAST: f64 = 1e-18;

/// Probabilities of the sample size at which a test stops.
#[derive(Clone, Debug, PartialEq)]
pub struct StoppingDistribution {
    /// Ballots that had been drawn before.
    pub from: u64,
    /// `stops[i]` is the probability that the test stops with ballot number `from + 1 + i`.
    pub stops: Vec<f64>,
    /// Probability that it has not stopped at the horizon.
    pub left: f64,
    /// Probability of samples that were cut off: the true probability of having stopped by any ballot is larger by at
    /// most this.
    pub dropped: f64,
}

impl StoppingDistribution {
    /// The last sample size of the distribution.
    pub fn horizon(&self) -> u64 {
        self.from + self.stops.len() as u64
    }

    /// `cumulative()[i]` is the probability that the test has stopped by ballot number `from + 1 + i`.
    pub fn cumulative(&self) -> Vec<f64> {
        let sum = |sum: &mut f64, stop: &f64| {
            *sum = (*sum + stop).min(1.0);
            Some(*sum)
        };
        self.stops.iter().scan(0.0, sum).collect()
    }

    /// The probability that the test has stopped by the horizon.
    pub fn stopped(&self) -> f64 {
        self.stops.iter().sum::<f64>().min(1.0)
    }

    /// The smallest sample size by which the test has stopped with a given probability, above 0; `None` if it is beyond
    /// the horizon.
    pub fn quantile(&self, chance: f64) -> Option<u64> {
        let mut sum = 0.0;
        let place = self.stops.iter().position(|stop| {
            sum += stop;
            sum >= chance
        })?;
        Some(self.from + 1 + place as u64)
    }

    /// Σ n·(probability of stopping at n), up to the horizon: tests that continue do not count.
    pub fn stopped_ballots(&self) -> f64 {
        self.stops.iter().zip(self.from + 1..).map(|(stop, n)| n as f64 * stop).sum()
    }

    /// Expected ballots if the test is given up at the horizon.
    pub fn expected(&self) -> f64 {
        self.stopped_ballots() + self.horizon() as f64 * (self.left + self.dropped)
    }
}
