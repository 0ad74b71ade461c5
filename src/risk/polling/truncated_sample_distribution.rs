//! The samples that no earlier round stopped: the number of orders of votes that lead to each count, and their tails.
//!
//! All orders with the same count have the same probability, so one table of numbers of orders serves every share of
//! the winner: the reported one, a tie, and those between. A table holds only the counts near a centre, multiplied by
//! the probabilities under the share that makes the centre likely ("tilted"). A question far from it gets its own
//! table. The likeliest path to a count that stays below all earlier boundaries is the taut string: the greatest convex
//! line below them.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Zagórski et al. 2021, "Minerva – An Efficient Risk-Limiting Ballot Polling Audit", USENIX
//! Security '21 (convolution of the truncated distribution). Tilting: Esscher 1932.

use super::binomial::{self, DEPTH, window};
use super::convolution::convolved;
use super::design::PairShare;
use crate::reason::{Reason, questions};

/// Most multiplications for the rounds of one audit: about a second.
const BUDGET: u64 = 3_000_000_000;

/// Neighbours in a table that are computed one from the other before a new exponential is computed.
const RUN: usize = 64;

/// The error for a schedule whose exact distribution would cost too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl TooLong {
    /// What is too long, and the number of steps allowed.
    pub fn reason(&self) -> Reason {
        questions::rounds_too_long(BUDGET)
    }
}

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.reason().fmt(f)
    }
}

impl std::error::Error for TooLong {}

/// The end of a round that could have stopped the audit: a sample of `n` ballots continues with at most `top` votes.
#[derive(Clone, Copy, Debug)]
struct RoundStop {
    n: u64,
    top: u64,
}

/// Orders of votes by count near `centre`: C(n, low + i)·t^(low+i)·(1−t)^(n−low−i) = `weights[i]`·exp(`ln_scale`).
#[derive(Clone, Debug)]
struct OrderTable {
    centre: f64,
    tilt: PairShare,
    low: u64,
    weights: Vec<f64>,
    ln_scale: f64,
    whole: bool,
}

impl OrderTable {
    /// The table of the empty sample.
    fn start() -> Self {
        Self { centre: 0.0, tilt: PairShare::TIE, low: 0, weights: vec![1.0], ln_scale: 0.0, whole: true }
    }

    /// Whether it is accurate enough near a count: its window reaches eleven standard deviations, of which eight must
    /// remain.
    fn serves(&self, n: u64, centre: f64) -> bool {
        let deviation = libm::sqrt(n as f64 * self.tilt.winner * self.tilt.loser);
        self.whole || (self.centre - centre).abs() <= (2.5 * deviation).max(0.5)
    }

    /// The weights under another tilt, the largest 1, and their scale.
    fn tilted(&self, n: u64, tilt: PairShare) -> (Vec<f64>, f64) {
        let by = tilt.logit() - self.tilt.logit();
        let last = self.weights.len() - 1;
        let anchor = if by > 0.0 { last } else { 0 };
        let mut weights: Vec<f64> = self.weights.clone();
        if by.abs() > 0.0 {
            let odds = libm::exp(by);
            for (run, weights) in weights.chunks_mut(RUN).enumerate() {
                let mut factor = libm::exp(((run * RUN) as f64 - anchor as f64) * by);
                for weight in weights {
                    *weight *= factor;
                    factor *= odds;
                }
            }
        }
        let most = weights.iter().copied().fold(0.0, f64::max);
        for weight in &mut weights {
            *weight /= most;
        }
        let k = (self.low + anchor as u64) as f64;
        let misses = n as f64 - k;
        let change = k * libm::log(tilt.winner / self.tilt.winner) + misses * libm::log(tilt.loser / self.tilt.loser);
        (weights, self.ln_scale + libm::log(most) + change)
    }
}

/// The terms of a tail for one size and share. They are valid for all counts near the one they were made for.
#[derive(Clone, Debug)]
struct View {
    n: u64,
    share: PairShare,
    tilt: PairShare,
    /// The count of votes that it was made for; `None` if it is valid for every count that is not deep.
    made_for: Option<u64>,
    /// Tilted weights of the samples that continue, the first at `low` votes.
    weights: Vec<f64>,
    low: u64,
    /// Weights of at least `fewest + i` new votes; each further vote is weighted by the odds of share to tilt.
    beyond: Vec<f64>,
    fewest: u64,
    ln_scale: f64,
}

impl View {
    /// Whether it is valid for a tail from `k` votes on: windows reach eleven standard deviations, of which half a one
    /// may be lost.
    fn serves(&self, n: u64, share: PairShare, k: u64, deep: bool, draw: u64) -> bool {
        let near = match self.made_for {
            None => !deep,
            Some(own) => {
                deep && k.abs_diff(own) as f64 <= 0.5 * libm::sqrt(draw as f64 * self.tilt.winner * self.tilt.loser)
            }
        };
        near && self.n == n && self.share == share
    }

    /// ln of the probability of at least `k` votes.
    fn ln_tail(&self, k: u64) -> f64 {
        let by = self.share.logit() - self.tilt.logit();
        let odds = libm::exp(by);
        let mut sum = 0.0;
        let mut below = self.beyond[0];
        for (i, weight) in self.weights.iter().enumerate() {
            let more = k as i64 - (self.low + i as u64) as i64 - self.fewest as i64;
            if let Ok(more) = usize::try_from(more) {
                sum += weight * self.beyond.get(more).copied().unwrap_or(0.0);
            } else {
                // Even the fewest new votes reach k; each further one is weighted by the odds.
                below = if i == 0 { self.beyond[0] * libm::exp(by * -more as f64) } else { below * odds };
                sum += weight * below;
            }
        }
        let change = k as f64 * by + self.n as f64 * (libm::log(self.share.loser) - libm::log(self.tilt.loser));
        libm::log(sum) + self.ln_scale + change
    }
}

/// Views that are cached: two shares, deep and not.
const VIEWS: usize = 4;

/// The samples that continue after the rounds so far.
#[derive(Clone, Debug)]
pub struct Survivors {
    stops: Vec<RoundStop>,
    before_last: Vec<OrderTable>,
    last: Vec<OrderTable>,
    views: Vec<View>,
    budget: u64,
}

impl Default for Survivors {
    fn default() -> Self {
        Self { stops: Vec::new(), before_last: Vec::new(), last: Vec::new(), views: Vec::new(), budget: BUDGET }
    }
}

impl Survivors {
    /// The largest number of votes for the winner in a sample of `n` ballots.
    pub fn reach(&self, n: u64) -> u64 {
        self.stops.last().map_or(n, |stop| stop.top + (n - stop.n))
    }

    /// Ends a round at `n` ballots: samples of `kmin` votes or more stop, the others continue.
    pub fn stop_at(&mut self, n: u64, kmin: u64) {
        if kmin == 0 || self.stops.last().is_some_and(|stop| stop.n >= n) {
            return;
        }
        self.stops.push(RoundStop { n, top: kmin - 1 });
        self.before_last = std::mem::take(&mut self.last);
        self.views.clear();
    }

    /// ln of the probability that a sample of `n` ballots was stopped by no earlier round and holds at least `k` votes
    /// for the winner; minus infinity if that is impossible.
    ///
    /// # Errors
    /// [`TooLong`] if the rounds are too many and too large.
    pub fn ln_tail(&mut self, n: u64, k: u64, share: PairShare) -> Result<f64, TooLong> {
        let Some(&stop) = self.stops.last() else { return Ok(binomial::ln_tail(n, k, share)) };
        // If a round stops at all, it stops where all votes are for the winner.
        if k > self.reach(n) || share.loser <= 0.0 {
            return Ok(f64::NEG_INFINITY);
        }
        let draw = n - stop.n;
        let rate = |from: f64| share.winner * (n as f64 - from);
        let likeliest =
            self.stops.iter().map(|s| s.top as f64 + rate(s.n as f64)).fold(rate(0.0), f64::min).min(n as f64);
        let deep = k as f64 >= likeliest;
        let cost = |weights: usize, kernel: usize| 40 * (weights + kernel) as u64;
        if let Some(view) = self.views.iter().find(|view| view.serves(n, share, k, deep, draw)) {
            self.budget = self.budget.checked_sub(cost(view.weights.len(), view.beyond.len())).ok_or(TooLong)?;
            return Ok(view.ln_tail(k));
        }
        // Above the likeliest count a tail is dominated by its first terms, so the tilt makes these likely. Below it,
        // the tilt is at the likeliest count, whatever k is.
        let (tilt, centre) = if deep {
            let slope = self.slope(self.stops.len(), n as f64, k as f64).0;
            (bounded(slope, n), k as f64 - slope * draw as f64)
        } else {
            (share, likeliest - share.winner * draw as f64)
        };
        let table = self.table(self.stops.len() - 1, centre)?;
        let (weights, ln_scale) = table.tilted(stop.n, tilt);
        let kernel = window(draw, tilt);
        self.budget = self.budget.checked_sub(cost(weights.len(), kernel.weights.len())).ok_or(TooLong)?;
        let odds = libm::exp(share.logit() - tilt.logit());
        let mut beyond = kernel.weights;
        for i in (0..beyond.len() - 1).rev() {
            beyond[i] += odds * beyond[i + 1];
        }
        let made_for = deep.then_some(k);
        let (low, fewest, ln_scale) = (table.low, kernel.low, ln_scale + kernel.ln_scale);
        let view = View { n, share, tilt, made_for, weights, low, beyond, fewest, ln_scale };
        let tail = view.ln_tail(k);
        if self.views.len() == VIEWS {
            self.views.remove(0);
        }
        self.views.push(view);
        Ok(tail)
    }

    /// The slope of the taut string from below, over the stops before number `before`, where it ends at `k` of `n`; and
    /// the stop where its last straight piece begins, if there is one.
    fn slope(&self, before: usize, n: f64, k: f64) -> (f64, Option<usize>) {
        let mut steepest = (k / n, None);
        for (i, stop) in self.stops[..before].iter().enumerate() {
            let slope = (k - stop.top as f64) / (n - stop.n as f64);
            if slope >= steepest.0 {
                steepest = (slope, Some(i));
            }
        }
        steepest
    }

    /// The table of the samples that continue after stop number `index`, accurate near a centre.
    fn table(&mut self, index: usize, centre: f64) -> Result<OrderTable, TooLong> {
        let RoundStop { n, top } = self.stops[index];
        let centre = centre.clamp(0.0, top as f64);
        let at_hand = |tables: &[OrderTable], n: u64, x: f64| tables.iter().find(|t| t.serves(n, x)).cloned();
        if let Some(table) = at_hand(&self.last, n, centre) {
            return Ok(table);
        }
        // Back along the string, until a table is available.
        let mut way = vec![(index, centre)];
        let mut table = OrderTable::start();
        let mut from = (0, 0.0);
        let (mut end, mut x) = (index, centre);
        while end > 0 {
            let (slope, vertex) = self.slope(end, self.stops[end].n as f64, x);
            self.budget = self.budget.checked_sub(end as u64).ok_or(TooLong)?;
            let begin = vertex.unwrap_or(0);
            let (n_end, x_end) = (self.stops[end].n as f64, x);
            let mut found = false;
            for i in (begin..end).rev() {
                let place = x_end - slope * (n_end - self.stops[i].n as f64);
                if i + 1 == index
                    && let Some(known) = at_hand(&self.before_last, self.stops[i].n, place)
                {
                    (table, from, found) = (known, (self.stops[i].n, place), true);
                    break;
                }
                way.push((i, place));
            }
            if found || vertex.is_none() {
                break;
            }
            (end, x) = (begin, self.stops[begin].top as f64);
        }
        for &(i, place) in way.iter().rev() {
            let stop = self.stops[i];
            table = self.onward(&table, from, stop, place)?;
            from = (stop.n, place);
        }
        self.last.push(table.clone());
        Ok(table)
    }

    /// The table after one more round: draws added, stopped samples removed.
    fn onward(
        &mut self,
        table: &OrderTable,
        from: (u64, f64),
        stop: RoundStop,
        centre: f64,
    ) -> Result<OrderTable, TooLong> {
        let draw = stop.n - from.0;
        let tilt = bounded((centre - from.1) / draw as f64, draw);
        let (weights, ln_scale) = table.tilted(from.0, tilt);
        let least = libm::exp(DEPTH);
        let (first, last) = ends(&weights, least);
        let complete = table.whole && last + 1 - first == weights.len();
        let weights = &weights[first..=last];
        let kernel = window(draw, tilt);
        let cost = weights.len() as u64 * kernel.weights.len() as u64 + stop.n / 1_000;
        self.budget = self.budget.checked_sub(cost).ok_or(TooLong)?;
        let low = table.low + first as u64 + kernel.low;
        let length = (weights.len() + kernel.weights.len() - 1).min((stop.top + 1).saturating_sub(low) as usize);
        let mut sums = convolved(weights, &kernel.weights, length);
        sums.resize(length.max(1), 0.0);
        let most = sums.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let (first, last) = ends(&sums, most * least);
        let low = low + first as u64;
        let weights: Vec<f64> = sums[first..=last].iter().map(|w| w / most).collect();
        let whole = complete && kernel.weights.len() as u64 == draw + 1 && weights.len() == sums.len();
        Ok(OrderTable { centre, tilt, low, weights, ln_scale: ln_scale + kernel.ln_scale + libm::log(most), whole })
    }
}

/// The first and the last index of a weight that is at least `least`.
fn ends(weights: &[f64], least: f64) -> (usize, usize) {
    let keeps = |w: &f64| *w >= least;
    (weights.iter().position(keeps).unwrap_or(0), weights.iter().rposition(keeps).unwrap_or(0))
}

/// A share at which both votes are possible.
fn bounded(slope: f64, n: u64) -> PairShare {
    let least = 0.5 / (n as f64 + 1.0);
    PairShare::of(slope.clamp(least, 1.0 - least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_is_the_same_whatever_was_asked_before() {
        for (each, share) in [(300_u64, 0.55), (5_000, 0.51), (40_000, 0.505)] {
            let (n, shares) = (3 * each, [PairShare::of(share), PairShare::TIE]);
            let mut fresh = Survivors::default();
            let top = |n: u64| (0.5 * n as f64 + 0.9 * (n as f64).sqrt()) as u64;
            fresh.stop_at(each, top(each));
            fresh.stop_at(2 * each, top(2 * each));
            let mut used = fresh.clone();
            let middle = n / 2;
            let spread = (n as f64).sqrt() as u64;
            // Forwards and back in steps of all sizes, so that a view is made for one count and used for others.
            let counts = (0..=60).map(|i| middle - spread + (i * 37 % 61) * spread / 20);
            for k in counts {
                for share in shares {
                    let own = fresh.clone().ln_tail(n, k, share).expect("a law");
                    let again = used.ln_tail(n, k, share).expect("a law");
                    assert!((own - again).abs() < 1e-11, "{n} {k} {share:?}: {own} {again}");
                }
            }
            assert!(used.views.len() > 1 && fresh.views.is_empty());
        }
    }
}
