//! A stratified test: strata, the null about their common mean, and the rules for bets, interleaving and combination.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, sections 2 and 3: the null Σ N η ≤ total is the union of hypotheses η, one mean per
//! stratum; it is rejected when every one of them is. For any true means under the null there is a hypothesis with Σ N
//! η = total and no smaller mean in any stratum, and against that one the martingales cannot grow: it is enough to
//! reject the hypotheses on the boundary. Each hypothesis may have bets and an interleaving of its own: P = max over η
//! of the P-value against η.

use super::allocation::{Allocation, AllocationInput};
use super::null_grid::{Band, BandRun, Rules};
use super::stratified_result::{Gathered, StratifiedResult};
use super::stratum::ROUNDING;
use super::{Combination, StratumBet, StratumSample};
use crate::reason::{Reason, questions};
use crate::risk::Null;

/// A stratified test in whole units.
pub struct StratifiedDesign {
    /// The null about all strata together.
    pub null: Null,
    /// The bet within all strata, or one for each.
    bets: Vec<Box<dyn StratumBet>>,
    /// The order in which strata are taken.
    pub allocation: Box<dyn Allocation>,
    /// How strata are combined.
    pub combination: Box<dyn Combination>,
    pub(super) strata: Vec<StratumSample>,
    /// Sum of all values seen, in units.
    sum: u64,
}

/// Most draws times hypotheses of one question.
const MOST_WORK: usize = 50_000_000;

impl StratifiedDesign {
    /// Strata by population and values, in units and in the order of their draws; without replacement their populations
    /// sum to the null's cards.
    pub fn new(
        null: Null,
        samples: &[(u64, &[u64])],
        bet: Box<dyn StratumBet>,
        allocation: Box<dyn Allocation>,
        combination: Box<dyn Combination>,
    ) -> Self {
        Self::with_bets(null, samples, vec![bet], allocation, combination)
    }

    /// The same with a bet for each stratum, or one for all.
    ///
    /// # Panics
    /// If there is no bet.
    pub fn with_bets(
        null: Null,
        samples: &[(u64, &[u64])],
        bets: Vec<Box<dyn StratumBet>>,
        allocation: Box<dyn Allocation>,
        combination: Box<dyn Combination>,
    ) -> Self {
        assert!(!bets.is_empty(), "a design has a bet");
        let cards: f64 = samples.iter().map(|(population, _)| *population as f64).sum();
        let mut strata = Vec::with_capacity(samples.len());
        let mut sum = 0_u64;
        for (population, values) in samples {
            let scaled: Vec<f64> = values.iter().map(|&value| value as f64 / null.upper as f64).collect();
            sum = values.iter().fold(sum, |sum, value| sum.saturating_add(*value));
            strata.push(StratumSample::new(*population, &scaled, null.replacement).among(cards));
        }
        Self { null, bets, allocation, combination, strata, sum }
    }

    /// The bet within a stratum.
    pub(super) fn bet(&self, stratum: usize) -> &dyn StratumBet {
        self.bets.get(stratum).unwrap_or(&self.bets[0]).as_ref()
    }

    /// Whether all strata have one bet.
    pub(super) fn has_one_bet(&self) -> bool {
        self.bets.len() == 1
    }

    /// The strata.
    pub fn strata(&self) -> &[StratumSample] {
        &self.strata
    }

    /// Restricts the possible means of a stratum, on a scale where the largest value is 1; for instance to what its
    /// reported votes allow for overstatements.
    ///
    /// # Errors
    /// If the means are outside of `[0, 1]`, or the sample itself contradicts them.
    pub fn confine(&mut self, stratum: usize, low: f64, high: f64) -> Result<(), Reason> {
        if !(0.0 <= low && low <= high && high <= 1.0) {
            return Err(questions::strata_means(low, high));
        }
        let (least, most) = (self.strata[stratum].least_by_sample(), self.strata[stratum].most_by_sample());
        if high < least || low > most {
            return Err(questions::strata_means_left(low, high, least, most));
        }
        self.strata[stratum].means = (low, high);
        Ok(())
    }

    /// Whether the strata's means can reach the null's, apart from rounding. If they only just do, by rounding or
    /// because they are single points, the null is that one hypothesis, which must still be rejected.
    ///
    /// # Errors
    /// The mean that cannot be reached, if so.
    pub(super) fn holds_the_null(&self) -> Result<(), Reason> {
        let of = |end: fn(&StratumSample) -> f64| {
            (0..self.strata.len()).map(|at| self.weight(at) * end(&self.strata[at])).sum()
        };
        let (least, most): (f64, f64) = (of(|stratum| stratum.means.0), of(|stratum| stratum.means.1));
        let mean = self.mean();
        if least <= mean + ROUNDING && most >= mean - ROUNDING {
            return Ok(());
        }
        Err(questions::strata_never(mean))
    }

    /// Draws in all.
    pub(super) fn draws(&self) -> usize {
        self.strata.iter().map(StratumSample::drawn).sum()
    }

    /// The stratum's share of all cards.
    pub(super) fn weight(&self, stratum: usize) -> f64 {
        let all: u64 = self.strata.iter().map(|stratum| stratum.population).sum();
        self.strata[stratum].population as f64 / all as f64
    }

    /// The largest mean under the null, on a scale where the largest value is 1.
    pub(super) fn mean(&self) -> f64 {
        self.null.mean() / self.null.upper as f64
    }

    /// The P-value if counting decides, in whole units: 0 if the values seen exceed the null, 1 if every card was read
    /// and the result is at most a tie, or if the remaining cards cannot exceed it.
    pub fn settled(&self) -> Option<f64> {
        if self.null.replacement {
            return None;
        }
        if self.null.is_refuted_by(self.sum) {
            return Some(0.0);
        }
        let left = self.null.cards.saturating_sub(self.draws() as u64);
        let most = u128::from(self.sum) + u128::from(left) * u128::from(self.null.upper);
        (most as i128 <= i128::from(self.null.total)).then_some(1.0)
    }

    pub(super) fn rules(&self) -> Rules<'_> {
        Rules {
            strata: &self.strata,
            bets: (0..self.strata.len()).map(|at| self.bet(at)).collect(),
            combination: self.combination.as_ref(),
            depends_on_growth: self.allocation.depends_on() != AllocationInput::Sample,
        }
    }

    /// Refuses a question with too much work.
    pub(super) fn bounded(&self, hypotheses: usize, what: Reason) -> Result<(), Reason> {
        let work = hypotheses.saturating_mul(self.draws().max(1));
        if work <= MOST_WORK {
            return Ok(());
        }
        let draws = self.draws();
        Err(questions::strata_work(hypotheses, what, draws, MOST_WORK))
    }

    /// The interleaving of a rule that depends on the sample alone.
    pub(super) fn interleaving(&self) -> Vec<usize> {
        let rules = self.rules();
        let band = Band::of(vec![vec![self.mean(); self.strata.len()]]);
        let mut run = BandRun::new(&band, &rules);
        let mut standings = Vec::with_capacity(self.strata.len());
        (0..self.draws())
            .map(|_| {
                run.standings(&self.strata, &mut standings);
                let next = self.allocation.next(&standings);
                run.drawn[next] += 1;
                next
            })
            .collect()
    }

    /// The intersection test of one hypothesis: a mean for every stratum, on a scale where the largest value is 1.
    pub fn intersection(&self, means: &[f64]) -> StratifiedResult {
        self.least_of(vec![Band::of(vec![means.to_vec()])])
    }

    /// The smallest evidence over bands that cover the null's boundary.
    pub(super) fn least_of(&self, mut bands: Vec<Band>) -> StratifiedResult {
        if self.combination.hears_separately() {
            bands.iter_mut().for_each(Band::at_its_corner);
        }
        let rules = self.rules();
        let mut gathered = Gathered::new(self.draws(), self.strata.len());
        match self.allocation.depends_on() {
            AllocationInput::Weakest => self.side_by_side(&bands, &rules, &mut gathered),
            input => {
                let order = if input == AllocationInput::Sample { self.interleaving() } else { Vec::new() };
                for band in &bands {
                    self.one_by_one(band, &rules, &order, &mut gathered);
                }
            }
        }
        gathered.into_finding()
    }

    /// One band over the whole sample, in that order or in its own.
    fn one_by_one(&self, band: &Band, rules: &Rules, order: &[usize], gathered: &mut Gathered) {
        let mut run = BandRun::new(band, rules);
        let mut standings = Vec::with_capacity(self.strata.len());
        let mut best = 0.0_f64;
        let draws = self.draws();
        for t in 0..=draws {
            best = best.max(run.so_far(rules));
            let weaker = gathered.observe(t, run.now(rules), best, &run.drawn);
            if t == draws {
                if weaker {
                    gathered.weakest(run.weakest(band, rules));
                }
                break;
            }
            let next = order.get(t).copied().unwrap_or_else(|| {
                run.standings(&self.strata, &mut standings);
                self.allocation.next(&standings)
            });
            run.draw(next, band, rules);
        }
    }

    /// All bands draw by draw; the one with the smallest evidence decides the order.
    fn side_by_side(&self, bands: &[Band], rules: &Rules, gathered: &mut Gathered) {
        let mut runs: Vec<BandRun> = bands.iter().map(|band| BandRun::new(band, rules)).collect();
        let mut best = vec![0.0_f64; bands.len()];
        let mut standings = Vec::with_capacity(self.strata.len());
        let draws = self.draws();
        for t in 0..=draws {
            let mut weakest = (0, f64::INFINITY);
            for (at, run) in runs.iter().enumerate() {
                let now = run.now(rules);
                if now < weakest.1 {
                    weakest = (at, now);
                }
                best[at] = best[at].max(run.so_far(rules));
                if gathered.observe(t, now, best[at], &run.drawn) && t == draws {
                    gathered.weakest(run.weakest(&bands[at], rules));
                }
            }
            if t == draws {
                break;
            }
            runs[weakest.0].standings(&self.strata, &mut standings);
            let next = self.allocation.next(&standings);
            runs.iter_mut().zip(bands).for_each(|(run, band)| run.draw(next, band, rules));
        }
    }
}
