//! Follows the probabilities of all count vectors from draw to draw; what is cut off as too unlikely is summed.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! None: the recursion and its bounds are ours.

use std::collections::BTreeMap;

use super::{ByCounts, DISCREPANCIES, DiscrepancyCounts, Next};
use crate::risk::polling::StoppingDistribution;

/// A count vector with a smaller probability is cut off, and counts as one that never stops. All that is cut off is
/// summed in `dropped`.
const LEAST: f64 = 1e-13;

/// A log wealth below the threshold by less than this has reached it. A sum of 2,000 logarithms may lose 9e-13, and
/// clean audits with the default bet, which are no longer, end exactly at the threshold.
const SLACK: f64 = 1e-11;

/// A shift below a whole number of steps by less than this is that number. With fixed factors all shifts are whole
/// numbers apart from rounding, which must not cost a step.
const WHOLE: f64 = 1e-6;

/// The lowest steps are examined once in this number of draws, because it takes time.
const SELDOM: u64 = 16;

/// Empty steps that are allocated below the lowest one needed, because the next moves come from about as far below.
const SPARE: usize = 16;

/// Most steps of all count vectors together: 160 MB.
const HELD: usize = 20_000_000;

/// How far a distribution is followed, and how fine its grid is.
#[derive(Clone, Copy, Debug)]
pub struct WalkLimits {
    /// The last sample size of interest.
    pub horizon: u64,
    /// It ends earlier when the probability of continuing is less than this.
    pub left: f64,
    /// Most operations. The distribution ends when they are used up.
    pub budget: u64,
    /// Width of the steps of log wealth, more than 0.
    pub step: f64,
    /// Whether a discrepancy rounds the wealth up instead of down. Rounded up, the computed audit stops with the same card as
    /// the real one or earlier; rounded down, with the same or later.
    pub up: bool,
}

/// The distribution of a comparison audit's sample size.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonDistribution {
    /// Probabilities of the sample size at which it stops.
    pub stopping: StoppingDistribution,
    /// The part of the remaining probability that continues at the horizon; the rest can never stop.
    pub going: f64,
}

/// One count vector, and the distribution of log wealth there.
#[derive(Clone, Debug)]
struct WalkState {
    seen: DiscrepancyCounts,
    after: [Option<usize>; DISCREPANCIES],
    stake: f64,
    /// Log wealth at step 0.
    ln: f64,
    /// Number of the first step.
    low: i64,
    /// Probability of each step, divided by `scale`.
    steps: Vec<f64>,
    scale: f64,
    chance: f64,
}

struct DistributionWalk<'m, M> {
    martingale: &'m M,
    bounds: WalkLimits,
    threshold: f64,
    places: Vec<WalkState>,
    by_seen: BTreeMap<DiscrepancyCounts, usize>,
    /// Count vectors by their number of discrepancies. They are processed from many to few, so that a vector has made
    /// its own step of a draw before others move probability into it.
    levels: Vec<Vec<usize>>,
    never: f64,
    dropped: f64,
    spent: u64,
    held: usize,
}

/// The distribution of an audit that stops when its wealth reaches one over the risk limit.
pub fn distribution<M: ByCounts>(martingale: &M, risk_limit: f64, bounds: WalkLimits) -> ComparisonDistribution {
    let start = WalkState {
        seen: DiscrepancyCounts::default(),
        after: [None; DISCREPANCIES],
        stake: f64::NAN,
        ln: 0.0,
        low: 0,
        steps: vec![1.0],
        scale: 1.0,
        chance: 1.0,
    };
    let mut walk = DistributionWalk {
        martingale,
        bounds,
        threshold: -libm::log(risk_limit) - SLACK,
        by_seen: BTreeMap::from([(start.seen, 0)]),
        places: vec![start],
        levels: vec![vec![0]],
        never: 0.0,
        dropped: 0.0,
        spent: 0,
        held: 1,
    };
    let horizon = martingale.cards().map_or(bounds.horizon, |cards| bounds.horizon.min(cards));
    let mut stops = Vec::new();
    let mut going = 1.0;
    for draws in 0..=horizon {
        let stopped = walk.draw(draws, draws < horizon);
        if draws > 0 {
            stops.push(stopped);
        }
        going = walk.levels.iter().flatten().map(|&place| walk.places[place].chance).sum();
        if going < bounds.left || walk.spent > bounds.budget || walk.held > HELD {
            break;
        }
    }
    // Each pass judges the cards drawn in the pass before, so the last card is still to be judged.
    if stops.len() < horizon as usize {
        let last = stops.len() as u64 + 1;
        stops.push(walk.draw(last, false));
        going = walk.levels.iter().flatten().map(|&place| walk.places[place].chance).sum();
    }
    let stopping = StoppingDistribution { from: 0, stops, left: going + walk.never, dropped: walk.dropped };
    ComparisonDistribution { stopping, going }
}

impl<M: ByCounts> DistributionWalk<'_, M> {
    /// Judges all count vectors after this number of draws, then draws one more card. Returns the probability of
    /// stopping here.
    fn draw(&mut self, draws: u64, one_more: bool) -> f64 {
        let mut stopped = 0.0;
        for level in (0..self.levels.len()).rev() {
            let mut kept = Vec::with_capacity(self.levels[level].len());
            for at in std::mem::take(&mut self.levels[level]) {
                stopped += self.stopped(at);
                if self.places[at].steps.is_empty() {
                    continue;
                }
                let place = &mut self.places[at];
                let next = self.martingale.next(draws, &place.seen, &mut place.stake);
                match next {
                    Next::Refuted => stopped += self.emptied(at),
                    Next::Hopeless => self.never += self.emptied(at),
                    Next::Card { chance, ln } => {
                        if one_more {
                            self.give(at, &chance, &ln, level);
                        }
                        let place = &mut self.places[at];
                        if draws.is_multiple_of(SELDOM) {
                            self.dropped += place.trim();
                        }
                        if place.chance < LEAST {
                            self.dropped += self.emptied(at);
                        } else {
                            kept.push(at);
                        }
                    }
                }
            }
            // Count vectors that were added in this pass are in the list already.
            kept.append(&mut self.levels[level]);
            self.levels[level] = kept;
        }
        stopped
    }

    /// Removes the steps that have reached the threshold and returns their probability.
    fn stopped(&mut self, at: usize) -> f64 {
        let place = &mut self.places[at];
        let (step, threshold) = (self.bounds.step, self.threshold);
        let mut sum = 0.0;
        while let Some(last) = place.steps.last() {
            let number = place.low + place.steps.len() as i64 - 1;
            if *last > 0.0 && place.ln + number as f64 * step < threshold {
                break;
            }
            sum += last;
            place.steps.pop();
        }
        sum *= place.scale;
        place.chance = if place.steps.is_empty() { 0.0 } else { (place.chance - sum).max(0.0) };
        sum
    }

    fn emptied(&mut self, at: usize) -> f64 {
        let place = &mut self.places[at];
        let sum = place.steps.iter().sum::<f64>() * place.scale;
        self.held = self.held.saturating_sub(place.steps.len());
        place.steps = Vec::new();
        place.chance = 0.0;
        sum
    }

    /// One more card: agreement stays in the count vector, discrepancies move to the vectors with one more of their
    /// kind.
    fn give(&mut self, at: usize, chance: &[f64; DISCREPANCIES + 1], ln: &[f64; DISCREPANCIES + 1], level: usize) {
        self.spent += 64;
        for kind in 0..DISCREPANCIES {
            let (chance, ln) = (chance[kind + 1], ln[kind + 1]);
            if chance <= 0.0 {
                continue;
            }
            let moved = self.places[at].chance * chance;
            if ln == f64::NEG_INFINITY {
                self.never += moved;
                continue;
            }
            let to = match self.places[at].after[kind] {
                Some(to) if !self.places[to].steps.is_empty() => to,
                _ if moved < LEAST => {
                    self.dropped += moved;
                    continue;
                }
                _ => self.opened(at, kind, ln, level),
            };
            let (giver, taker) = if at < to {
                let (low, high) = self.places.split_at_mut(to);
                (&low[at], &mut high[0])
            } else {
                let (low, high) = self.places.split_at_mut(at);
                (&high[0], &mut low[to])
            };
            self.spent += giver.steps.len() as u64;
            let before = taker.steps.len();
            taker.take(giver, chance, ln, &self.bounds);
            self.held += taker.steps.len() - before;
        }
        let place = &mut self.places[at];
        if ln[0] == f64::NEG_INFINITY {
            self.never += place.chance * chance[0];
            place.steps.clear();
            place.chance = 0.0;
            return;
        }
        place.ln += ln[0];
        place.scale *= chance[0];
        place.chance *= chance[0];
        if place.scale < 1e-100 {
            let scale = place.scale;
            for step in &mut place.steps {
                *step *= scale;
            }
            place.scale = 1.0;
        }
    }

    /// The count vector with one more discrepancy of a kind, empty. Its step 0 is the image of the giver's step 0, so
    /// that the first move into it is not rounded.
    fn opened(&mut self, from: usize, kind: usize, ln: f64, level: usize) -> usize {
        let mut seen = self.places[from].seen;
        seen[kind] += 1;
        let many = self.places.len();
        let to = *self.by_seen.entry(seen).or_insert(many);
        let ln = self.places[from].ln + ln;
        let fresh = WalkState {
            seen,
            after: [None; DISCREPANCIES],
            stake: f64::NAN,
            ln,
            low: self.places[from].low,
            steps: Vec::new(),
            scale: 1.0,
            chance: 0.0,
        };
        if to == many {
            self.places.push(fresh);
        }
        if self.levels.len() == level + 1 {
            self.levels.push(Vec::new());
        }
        if self.places[to].steps.is_empty() {
            let after = self.places[to].after;
            let low = self.places[from].low;
            let place = &mut self.places[to];
            (place.after, place.stake, place.ln, place.low, place.scale, place.chance) =
                (after, f64::NAN, ln, low, 1.0, 0.0);
            self.levels[level + 1].push(to);
        }
        self.places[from].after[kind] = Some(to);
        to
    }
}

impl WalkState {
    /// Adds a share of another vector's distribution, with its log wealth rounded to a whole step.
    fn take(&mut self, giver: &Self, chance: f64, ln: f64, bounds: &WalkLimits) {
        let shift = (giver.ln + ln - self.ln) / bounds.step;
        let shift = if bounds.up { libm::ceil(shift - WHOLE) } else { libm::floor(shift + WHOLE) } as i64;
        let low = giver.low + shift;
        if self.steps.is_empty() {
            self.low = low;
        }
        if low < self.low {
            // A few more steps than needed now, so that this is not repeated for each card.
            let more = (self.low - low) as usize + SPARE;
            self.steps.splice(0..0, std::iter::repeat_n(0.0, more));
            self.low -= more as i64;
        }
        let first = (low - self.low) as usize;
        if self.steps.len() < first + giver.steps.len() {
            self.steps.resize(first + giver.steps.len(), 0.0);
        }
        let weight = chance * giver.scale / self.scale;
        for (mine, theirs) in self.steps[first..].iter_mut().zip(&giver.steps) {
            *mine += weight * theirs;
        }
        self.chance += chance * giver.chance;
    }

    /// Removes the lowest steps with a probability below a hundredth of [`LEAST`]; returns their probability.
    fn trim(&mut self) -> f64 {
        let far = self.steps.iter().take_while(|&&step| step * self.scale < 1e-2 * LEAST).count();
        if far < 32 && far < self.steps.len() {
            return 0.0;
        }
        let sum = self.steps.drain(..far).sum::<f64>() * self.scale;
        self.low += far as i64;
        self.chance -= sum;
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::{Bets, FixedFactors};
    use crate::risk::bet::Adaptive;
    use crate::risk::{Betting, DiscrepancyRates, Null, RiskFunction, SuperSimple};

    /// Stakes that decrease with every discrepancy, so that the wealth depends on the order.
    struct Falling;

    const CHANCES: [f64; 5] = [0.62, 0.2, 0.1, 0.08, 0.0];
    const GAINS: [f64; 5] = [0.35, -0.5, -0.95, 0.7, 0.0];

    fn ln_factor(draws: u64, seen: &DiscrepancyCounts, kind: usize) -> f64 {
        let stake = 0.9 / (1.0 + 0.37 * f64::from(seen.iter().sum::<u32>()) + 0.01 * draws as f64);
        libm::log1p(stake * GAINS[kind])
    }

    impl ByCounts for Falling {
        fn next(&self, draws: u64, seen: &DiscrepancyCounts, _: &mut f64) -> Next {
            Next::Card { chance: CHANCES, ln: std::array::from_fn(|kind| ln_factor(draws, seen, kind)) }
        }

        fn cards(&self) -> Option<u64> {
            None
        }
    }

    /// The probability of having stopped by each draw, summed over every sequence of kinds, where the threshold is
    /// raised by a fixed amount for each discrepancy.
    fn sequences(
        more: f64,
        threshold: f64,
        ln: f64,
        seen: DiscrepancyCounts,
        draws: usize,
        chance: f64,
        by: &mut [f64],
    ) {
        let many = f64::from(seen.iter().sum::<u32>());
        if draws > 0 && ln >= threshold + more * many {
            by[draws - 1..].iter_mut().for_each(|by| *by += chance);
            return;
        }
        if draws == by.len() {
            return;
        }
        for (kind, of) in CHANCES.into_iter().enumerate().filter(|(_, of)| *of > 0.0) {
            let mut next = seen;
            if kind > 0 {
                next[kind - 1] += 1;
            }
            let ln = ln + ln_factor(draws as u64, &seen, kind);
            sequences(more, threshold, ln, next, draws + 1, chance * of, by);
        }
    }

    #[test]
    fn rounding_moves_the_threshold_by_a_step_for_each_discrepancy_at_most() {
        const DRAWS: usize = 8;
        let mut moved = 0;
        for limit in [0.5_f64, 0.3, 0.15] {
            let true_by = |more: f64, less: f64| {
                let mut by = vec![0.0; DRAWS];
                sequences(more, -libm::log(limit) - less, 0.0, DiscrepancyCounts::default(), 0, 1.0, &mut by);
                by
            };
            let exact = true_by(0.0, 0.0);
            for step in [0.11, 0.02, 1e-3] {
                let bounds = |up| WalkLimits { horizon: DRAWS as u64, left: 0.0, budget: u64::MAX, step, up };
                let [late, early] = [false, true].map(|up| distribution(&Falling, limit, bounds(up)).stopping);
                // The allowed error of steps: a whole one downwards, and rounding upwards.
                let (least, most) = (true_by(step, -1e-12), true_by(-WHOLE * step, SLACK + 1e-12));
                let (from, to) = (true_by(WHOLE * step, -1e-12), true_by(-step, SLACK + 1e-12));
                let (late_by, early_by) = (late.cumulative(), early.cumulative());
                for n in 0..DRAWS {
                    let (a, b) = (late_by[n] + late.dropped, early_by[n] + early.dropped);
                    assert!(a >= least[n] - 1e-14 && late_by[n] <= most[n] + 1e-14, "{limit} {step} {n}: late {a}");
                    assert!(b >= from[n] - 1e-14 && early_by[n] <= to[n] + 1e-14, "{limit} {step} {n}: early {b}");
                    moved += u32::from(late_by[n] < exact[n] - 1e-9) + u32::from(early_by[n] > exact[n] + 1e-9);
                }
            }
        }
        assert!(moved > 5, "the steps are wide enough to matter: {moved}");
    }

    #[test]
    fn where_no_order_matters_no_step_is_lost() {
        // Several kinds that lead to one count vector in many orders, and a long audit, whose sums of logarithms lose
        // most.
        let several = DiscrepancyRates { o1: 0.004, o2: 0.0005, u1: 0.004, u2: 0.0 };
        let rare = DiscrepancyRates { o1: 0.0005, ..DiscrepancyRates::default() };
        for (margin, rates, horizon) in [(0.02, several, 500), (0.002, rare, 12_000)] {
            let bound = SuperSimple { gamma: crate::risk::GAMMA, margin };
            let of = |up| {
                let bounds = WalkLimits { horizon, left: 1e-8, budget: u64::MAX, step: 1e-3, up };
                distribution(&FixedFactors::new(&bound, &rates), 0.05, bounds)
            };
            let (down, up) = (of(false), of(true));
            assert!(down.stopping.stopped() > 0.5, "{margin}: it is an audit that stops");
            assert_eq!(down, up, "{margin}");
        }
    }

    #[test]
    fn a_clean_audit_that_meets_the_limit_itself_stops_there() {
        let mut long = 0;
        for (cards, margin) in [(100_000_u64, 350_i64), (90_000, 700), (50_000, 1_111), (10_000, 1_300), (999, 333)] {
            for limit in [0.05, 0.1, 0.01, 0.2] {
                let null = Null::of(cards, 2 * cards as i64 - margin, 4, false);
                let bet = Adaptive::new(margin as f64 / cards as f64, 2.0).with_risk_limit(&null, limit);
                let mut risk = Betting::new(null, bet);
                while risk.p_value() > limit {
                    risk.observe(2);
                }
                let bounds =
                    WalkLimits { horizon: risk.draws() + 1, left: 0.0, budget: u64::MAX, step: 1e-3, up: false };
                let stops = distribution(&Bets::new(null, bet, [2, 1, 0, 3, 4], [cards, 0, 0, 0, 0]), limit, bounds)
                    .stopping
                    .stops;
                let first = stops.iter().position(|stop| *stop > 0.0).map(|at| at as u64 + 1);
                assert_eq!(first, Some(risk.draws()), "{cards} {margin} {limit}");
                long += u32::from(risk.draws() > 1_000);
            }
        }
        assert!(long >= 2, "{long}");
    }
}
