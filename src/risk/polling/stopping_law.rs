//! The law of the sample size at which a test stops, and how far such a law is computed.
//!
//! # Derivation
//! `docs/derivations/stopping-laws.md`.

/// Cells (sample size, votes) that one law may cost; some seconds.
pub(super) const BUDGET: u64 = 6_000_000_000;

/// Sample sizes that one law may tell of.
pub(super) const LONGEST: u64 = 50_000_000;

/// Low counts whose chance is below this share of the likeliest one's are cut off. They are the farthest from the boundary,
/// and count as never stopping.
pub(super) const LEAST: f64 = 1e-18;

/// Chances of the sample size at which a test stops.
#[derive(Clone, Debug, PartialEq)]
pub struct StoppingLaw {
    /// Ballots that had been drawn before.
    pub from: u64,
    /// `stops[i]` is the chance that the test stops with ballot number `from + 1 + i`.
    pub stops: Vec<f64>,
    /// Chance that it has not stopped at the horizon.
    pub left: f64,
    /// Chance of samples that were cut off: the true chance of having stopped by any ballot is larger by no more.
    pub dropped: f64,
}

impl StoppingLaw {
    /// The last sample size that the law tells of.
    pub fn horizon(&self) -> u64 {
        self.from + self.stops.len() as u64
    }

    /// `cumulative()[i]` is the chance that the test has stopped by ballot number `from + 1 + i`.
    pub fn cumulative(&self) -> Vec<f64> {
        let sum = |sum: &mut f64, stop: &f64| {
            *sum = (*sum + stop).min(1.0);
            Some(*sum)
        };
        self.stops.iter().scan(0.0, sum).collect()
    }

    /// The chance that the test has stopped by the horizon.
    pub fn stopped(&self) -> f64 {
        self.stops.iter().sum::<f64>().min(1.0)
    }

    /// The least sample size by which the test has stopped with a chance, above 0; `None` if beyond the horizon.
    pub fn quantile(&self, chance: f64) -> Option<u64> {
        let mut sum = 0.0;
        let place = self.stops.iter().position(|stop| {
            sum += stop;
            sum >= chance
        })?;
        Some(self.from + 1 + place as u64)
    }

    /// Σ n·chance of stopping at n, to the horizon: what is left then counts nothing.
    pub fn stopped_ballots(&self) -> f64 {
        self.stops.iter().zip(self.from + 1..).map(|(stop, n)| n as f64 * stop).sum()
    }

    /// Expected ballots where the test is given up at the horizon.
    pub fn expected(&self) -> f64 {
        self.stopped_ballots() + self.horizon() as f64 * (self.left + self.dropped)
    }
}
