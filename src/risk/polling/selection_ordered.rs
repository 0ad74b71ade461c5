//! BRAVO ballot by ballot in the order of selection, with its probabilities at the ends of rounds.
//!
//! # Derivation
//! `docs/derivations/stopping-distributions.md`.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO", EVT/WOTE '12; "selection-ordered": Zagórski et al. 2021.

use super::design::{PairShare, PollDesign};
use super::first_round::FirstRound;
use super::leaps::{Until, with_replacement_until};
use super::round_bravo::RoundBravo;
use super::rounds::{Before, PlannedRound, RoundRule, RoundSample};
use super::stopping::with_replacement;
use super::stopping_distribution::BUDGET;
use super::truncated_sample_distribution::TooLong;

/// Selection-ordered BRAVO. Of a round only its counts are known: its P-value does not use that an order may have
/// stopped before the round ended.
#[derive(Clone, Copy, Debug)]
pub struct SelectionOrdered;

impl SelectionOrdered {
    /// Whether an inequality shows that by `n` ballots in all the test has stopped with a smaller probability than
    /// that.
    ///
    /// # Reference
    /// Doob's inequality for the square of a shifted martingale, as Cantelli's: with drift μ and variance σ² of a
    /// ballot, a sum that must gain a > mμ in m ballots does so with a probability of at most mσ²/(mσ² + (a − mμ)²).
    fn surely_less(design: &PollDesign, before: RoundSample, n: u64, chance: f64) -> bool {
        let PairShare { winner, loser } = design.reported();
        if loser <= 0.0 {
            return false;
        }
        let steps = n.saturating_sub(before.n) as f64;
        let (up, down) = (design.ln_ratio(1, 1), design.ln_ratio(1, 0));
        let variance = steps * winner * loser * (up - down) * (up - down);
        let missing = -libm::log(design.risk_limit()) - super::design::EQUAL - design.ln_ratio(before.n, before.k);
        let short = missing - steps * (winner * up + loser * down);
        short > 0.0 && variance / (variance + short * short) < 0.999 * chance
    }
}

impl RoundRule for SelectionOrdered {
    fn name(&self) -> &'static str {
        "so_bravo"
    }

    fn kmin(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        RoundBravo.kmin(design, before, n)
    }

    fn ln_p_value(&self, design: &PollDesign, before: &mut Before, sample: RoundSample) -> Result<f64, TooLong> {
        RoundBravo.ln_p_value(design, before, sample)
    }

    fn forgets_rounds(&self) -> bool {
        true
    }

    fn stops_first(&self, design: &PollDesign, ln_ratio: f64, ln_tails: f64) -> bool {
        RoundBravo.stops_first(design, ln_ratio, ln_tails)
    }

    fn first_round(&self, design: &PollDesign, chance: f64, most: u64) -> Result<FirstRound, TooLong> {
        if Self::surely_less(design, RoundSample::default(), most, chance) {
            return Ok(FirstRound { least: None, all_beyond: None });
        }
        let mut horizon = design.first_stop().saturating_mul(16);
        loop {
            let distribution = with_replacement(design, design.reported(), RoundSample::default(), horizon.min(most))?;
            let size = distribution.quantile(chance);
            if size.is_some() || horizon >= most {
                return Ok(FirstRound { least: size, all_beyond: size });
            }
            horizon = horizon.saturating_mul(4);
        }
    }

    fn next_round(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<(Option<u64>, f64), TooLong> {
        let distribution = with_replacement(design, design.reported(), before.sample, n)?;
        Ok((design.bravo_kmin(n), distribution.stopped()))
    }

    fn next_size(
        &self,
        design: &PollDesign,
        before: &mut Before,
        chance: f64,
        most: u64,
    ) -> Result<Option<u64>, TooLong> {
        let seen = before.sample.n;
        if Self::surely_less(design, before.sample, most, chance) {
            return Ok(None);
        }
        // Most audits need little more: first a short distribution, then one that ends where the probability is
        // reached.
        let near = seen.saturating_add(design.first_stop().max(seen / 2)).min(most);
        if near <= seen {
            return Ok(None);
        }
        let distribution = with_replacement(design, design.reported(), before.sample, near)?;
        if let Some(size) = distribution.quantile(chance) {
            return Ok(Some(size));
        }
        // A little further, to allow for what was cut off.
        let until = Until { horizon: most, left: 0.999 * (1.0 - chance), budget: BUDGET };
        let distribution = with_replacement_until(design, design.reported(), before.sample, until)?;
        match distribution.quantile(chance) {
            None if distribution.horizon() < most && distribution.left >= 1.0 - chance => Err(TooLong),
            size => Ok(size),
        }
    }

    fn schedule_under(
        &self,
        design: &PollDesign,
        shares: [PairShare; 2],
        rounds: &[u64],
    ) -> Result<Vec<PlannedRound>, TooLong> {
        let horizon = rounds.iter().copied().max().unwrap_or(0);
        let distribution = |share| with_replacement(design, share, RoundSample::default(), horizon);
        let [first, second] = shares;
        let stop = distribution(first)?.cumulative();
        let risk = if second == first { stop.clone() } else { distribution(second)?.cumulative() };
        let by = |sums: &[f64], n: u64| if n == 0 { 0.0 } else { sums[n as usize - 1] };
        let chance = |&n: &u64| PlannedRound { n, kmin: design.bravo_kmin(n), stop: by(&stop, n), risk: by(&risk, n) };
        Ok(rounds.iter().map(chance).collect())
    }
}
