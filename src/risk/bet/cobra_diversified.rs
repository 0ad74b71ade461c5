//! COBRA diversified: the wealth divided among the log-optimal bets for many pairs of error rates.
//!
//! # Reference
//! Spertus 2023, "COBRA", arXiv:2304.01010, section 3.4 (diversified betting), as a mixture of the martingales of
//! oracle bets: each pair of rates has its own wealth, so that the mixture is never far behind the best of them.

use super::Cobra;
use crate::risk::{Mixture, Null};

/// Builds the mixture over a grid of rates of one- and two-vote overstatements.
#[derive(Clone, Debug, PartialEq)]
pub struct CobraDiversified {
    /// Value of a card whose record agrees, in units, more than the null's mean.
    pub agrees: f64,
    /// Pairs of rates of one- and two-vote overstatements, and the weight of each, at least 0 and not all 0.
    pub rates: Vec<([f64; 2], f64)>,
}

impl CobraDiversified {
    /// Every pair of two lists of rates, with equal weights.
    pub fn grid(agrees: f64, p1: &[f64], p2: &[f64]) -> Self {
        let rates = p1.iter().flat_map(|&one| p2.iter().map(move |&two| ([one, two], 1.0))).collect();
        Self { agrees, rates }
    }

    /// The mixture against this null.
    pub fn against(&self, null: Null) -> Mixture<Cobra> {
        let bet = |(rates, weight): ([f64; 2], f64)| (weight, Cobra::oracle(self.agrees, rates, &null));
        Mixture::new(null, self.rates.iter().copied().map(bet))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::{Betting, Martingale, RiskFunction};

    #[test]
    fn its_wealth_is_the_mean_of_the_oracles() {
        let null = Null::of(1_000, 1_960, 4, false);
        let mut all = CobraDiversified::grid(2.0, &[0.0, 0.01], &[0.0001, 0.001]).against(null);
        let oracle = |p1, p2| Betting::new(null, Cobra::oracle(2.0, [p1, p2], &null));
        let mut oracles = [oracle(0.0, 0.0001), oracle(0.0, 0.001), oracle(0.01, 0.0001), oracle(0.01, 0.001)];
        for value in [2, 2, 1, 2, 2, 0, 2, 4, 2] {
            all.observe(value);
            for oracle in &mut oracles {
                oracle.observe(value);
            }
            let mean = oracles.iter().map(|oracle| libm::exp(oracle.wealth().ln())).sum::<f64>() / 4.0;
            assert!((libm::exp(all.wealth().ln()) - mean).abs() < 1e-12 * mean);
        }
    }
}
