//! Providence: BRAVO's ratio of the earlier rounds, times Minerva's ratio of tails of the new draw alone.
//!
//! Round sizes may depend on earlier samples. P-values do not depend on the risk limit, and the rule limits the risk at
//! every level, so the smallest P-value over the rounds is itself a P-value at every level.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Broadrick, Vora and Zagórski 2023, "Providence: a Flexible Round-by-Round Risk-Limiting Audit", USENIX Security '23.

use super::binomial::{DEPTH, Window, ln_tail, window_to};
use super::design::{PairShare, PollDesign};
use super::rounds::{Before, PlannedRound, RoundRule, RoundSample};
use super::truncated_sample_distribution::TooLong;

/// Most multiplications for one schedule: about a second.
const BUDGET: u64 = 3_000_000_000;

/// Providence.
#[derive(Clone, Copy, Debug)]
pub struct Providence;

impl RoundRule for Providence {
    fn name(&self) -> &'static str {
        "providence"
    }

    fn kmin(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong> {
        let RoundSample { n: n_before, k } = before.sample;
        Ok(least_more(design, design.ln_ratio(n_before, k), n - n_before).map(|more| k + more))
    }

    fn ln_p_value(&self, design: &PollDesign, before: &mut Before, sample: RoundSample) -> Result<f64, TooLong> {
        let RoundSample { n, k } = before.sample;
        let tails = ln_tails(design, sample.n - n, sample.k - k);
        Ok(tails - design.ln_ratio(n, k))
    }

    fn forgets_rounds(&self) -> bool {
        true
    }

    fn stops_first(&self, design: &PollDesign, _: f64, ln_tails: f64) -> bool {
        design.suffices(ln_tails)
    }

    fn schedule_under(
        &self,
        design: &PollDesign,
        shares: [PairShare; 2],
        rounds: &[u64],
    ) -> Result<Vec<PlannedRound>, TooLong> {
        let mut budget = BUDGET;
        let [mut first, mut second] = [Vec::new(), Vec::new()];
        for (chances, share) in [(&mut first, shares[0]), (&mut second, shares[1])] {
            *chances = chances_by_rounds(design, share, rounds, &mut budget)?;
        }
        let (mut from, mut sums) = (0, [0.0_f64; 2]);
        let chance = |(&n, (stop, risk)): (&u64, (&f64, &f64))| {
            let kmin = if from == 0 && n > 0 { least_more(design, 0.0, n) } else { None };
            from = from.max(n);
            sums = [(sums[0] + stop).min(1.0), (sums[1] + risk).min(1.0)];
            PlannedRound { n, kmin, stop: sums[0], risk: sums[1] }
        };
        Ok(rounds.iter().zip(first.iter().zip(&second)).map(chance).collect())
    }
}

/// Depths of windows, as logarithms relative to the largest term. Deeper ones are used only for probabilities that need
/// them.
const DEPTHS: [f64; 3] = [DEPTH, -200.0, -680.0];

/// A probability is reported only if windows are deeper than it by this much: what is cut is then below e⁻²⁰ of it,
/// eight digits.
const DIGITS: f64 = 20.0;

/// The probability of stopping in each round. Windows cut off terms below exp of their depth; a probability nearly as
/// small has no digits left, and is summed again from deeper windows. A probability that bounded work does not reach is
/// reported as 0.
fn chances_by_rounds(
    design: &PollDesign,
    share: PairShare,
    rounds: &[u64],
    budget: &mut u64,
) -> Result<Vec<f64>, TooLong> {
    let mut chances: Option<Vec<f64>> = None;
    for depth in DEPTHS {
        let mut left = *budget;
        let Ok(stops) = by_rounds(design, share, rounds, depth, &mut left) else { break };
        *budget = left;
        let least = libm::exp(depth + DIGITS);
        let is_sure = |(stop, possible): &(f64, bool)| *stop >= least || !possible;
        let done = stops.iter().all(is_sure);
        chances = Some(stops.iter().map(|of| if is_sure(of) { of.0 } else { 0.0 }).collect());
        if done {
            break;
        }
    }
    chances.ok_or(TooLong)
}

/// The probability of stopping in each round, and whether it is possible at all; windows reach down to exp of `depth`.
fn by_rounds(
    design: &PollDesign,
    share: PairShare,
    rounds: &[u64],
    depth: f64,
    budget: &mut u64,
) -> Result<Vec<(f64, bool)>, TooLong> {
    let mut going = Going { low: 0, chances: vec![1.0], reach: 0 };
    let (mut from, mut stops) = (0, Vec::with_capacity(rounds.len()));
    for &n in rounds {
        if n <= from {
            stops.push((0.0, false));
            continue;
        }
        let draw = RoundTails::new(design, n - from);
        let possible = least_more(design, design.ln_ratio(from, going.reach), n - from).is_some();
        let stop = go_on(&draw, &mut going, from, share, depth, budget)?;
        // The first round is one tail, with full precision.
        let first = from == 0;
        let whole = || least_more(design, 0.0, n).map_or(0.0, |kmin| libm::exp(ln_tail(n, kmin, share)));
        stops.push((if first { whole() } else { stop }, possible && !first));
        from = n;
    }
    Ok(stops)
}

/// Samples that continue: the smallest count of votes with a probability worth keeping, the probabilities from there,
/// and the largest possible count.
struct Going {
    low: u64,
    chances: Vec<f64>,
    reach: u64,
}

/// ln of the ratio of tails, tie over reported, of at least `k` votes in a draw of `n`.
fn ln_tails(design: &PollDesign, n: u64, k: u64) -> f64 {
    ln_tail(n, k, PairShare::TIE) - ln_tail(n, k, design.reported())
}

/// The smallest number of votes of the winner in a draw of `n` that stops, after rounds with a given logarithm of
/// Wald's ratio.
fn least_more(design: &PollDesign, ln_ratio: f64, n: u64) -> Option<u64> {
    let stops = |k: u64| design.suffices(ln_tails(design, n, k) - ln_ratio);
    if !stops(n) {
        return None;
    }
    if stops(0) {
        return Some(0);
    }
    let (mut low, mut high) = (0, n);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if stops(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// Probabilities are summed to within exp of this of the largest: beyond all that [`window`] keeps, under either share.
const DEEP: f64 = -140.0;

/// Allowed error of the logarithm of a ratio of tails that was summed term by term; its rounding is about 1e-12.
const SUMMED: f64 = 1e-9;

/// A draw of a number of ballots, and the ratios of its tails for all counts.
struct RoundTails<'d> {
    design: &'d PollDesign,
    ballots: u64,
    /// Votes of the winner from which tails are summed.
    low: u64,
    /// ln of the ratio of tails, tie over reported, of at least `low + i` votes.
    ln_tails: Vec<f64>,
}

impl<'d> RoundTails<'d> {
    fn new(design: &'d PollDesign, ballots: u64) -> Self {
        let reported = design.reported();
        if reported.loser <= 0.0 {
            return Self { design, ballots, low: 0, ln_tails: Vec::new() };
        }
        let tails = [PairShare::TIE, reported].map(|share| {
            let mut tails = window_to(ballots, share, DEEP);
            for i in (1..tails.weights.len()).rev() {
                tails.weights[i - 1] += tails.weights[i];
            }
            // Probability beyond the window counts in the last of them.
            let counts = |sum: &f64| *sum > libm::exp(DEEP) * 1e12;
            let whole = tails.low + tails.weights.len() as u64 > ballots;
            let kept = tails.weights.iter().rposition(counts).map_or(0, |last| last + 1);
            tails.weights.truncate(if whole { tails.weights.len() } else { kept });
            tails
        });
        let low = tails[0].low.min(tails[1].low);
        let high = |of: &Window| of.low + of.weights.len() as u64;
        let ln = |of: &Window, k: u64| of.ln_scale + libm::log(of.weights[k.saturating_sub(of.low) as usize]);
        let all = low..high(&tails[0]).min(high(&tails[1]));
        Self { design, ballots, low, ln_tails: all.map(|k| ln(&tails[0], k) - ln(&tails[1], k)).collect() }
    }

    /// Whether `more` votes of the winner stop after rounds with a given logarithm of Wald's ratio.
    fn stops(&self, more: u64, ln_ratio: f64) -> bool {
        let at = more.checked_sub(self.low).and_then(|at| self.ln_tails.get(at as usize));
        let exact = || self.design.suffices(ln_tails(self.design, self.ballots, more) - ln_ratio);
        at.map_or_else(exact, |&ln_tails| {
            let ln_p_value = ln_tails - ln_ratio;
            let [surely, perhaps] = [SUMMED, -SUMMED].map(|more| self.design.suffices(ln_p_value + more));
            if surely == perhaps { surely } else { exact() }
        })
    }
}

/// One more draw: the samples that stop are removed from `going`, and their probability is returned.
fn go_on(
    of: &RoundTails<'_>,
    going: &mut Going,
    from: u64,
    share: PairShare,
    depth: f64,
    budget: &mut u64,
) -> Result<f64, TooLong> {
    let (design, draw) = (of.design, of.ballots);
    if share.loser <= 0.0 {
        // All draws are votes for the winner.
        let mass: f64 = going.chances.iter().sum();
        let stops = least_more(design, design.ln_ratio(from, from), draw).is_some();
        going.chances = if stops { vec![0.0] } else { going.chances.clone() };
        (going.low, going.reach) = (from + draw, from + draw);
        return Ok(if stops { mass } else { 0.0 });
    }
    let kernel = window_to(draw, share, depth);
    let scale = libm::exp(kernel.ln_scale);
    let more: Vec<f64> = kernel.weights.iter().map(|w| w * scale).collect();
    let (low, chances) = (going.low, &going.chances);
    let cost = chances.len() as u64 * (more.len() as u64 + 100);
    *budget = budget.checked_sub(cost).ok_or(TooLong)?;
    let mut beyond = more.clone();
    beyond.push(0.0);
    for i in (1..beyond.len()).rev() {
        beyond[i - 1] += beyond[i];
    }
    let mut stopped = 0.0;
    let mut next = vec![0.0; chances.len() + more.len() - 1];
    let needed_at =
        |k: u64| least_more(design, design.ln_ratio(from, k), draw).map_or(draw, |more| more.saturating_sub(1));
    let reach = going.reach + needed_at(going.reach);
    // More earlier votes mean that fewer are needed now; a draw beyond its window has negligible probability.
    let mut needed = more.len();
    for (i, chance) in chances.iter().enumerate() {
        let ln_ratio = design.ln_ratio(from, low + i as u64);
        while needed > 0 && of.stops(kernel.low + needed as u64 - 1, ln_ratio) {
            needed -= 1;
        }
        for (next, more) in next[i..].iter_mut().zip(&more[..needed]) {
            *next += chance * more;
        }
        stopped += chance * beyond[needed];
    }
    let most = next.iter().copied().fold(0.0, f64::max);
    let keeps = |w: &f64| *w >= most * libm::exp(depth);
    let (first, last) = (next.iter().position(keeps).unwrap_or(0), next.iter().rposition(keeps).unwrap_or(0));
    *going = Going { low: low + kernel.low + first as u64, chances: next[first..=last].to_vec(), reach };
    Ok(stopped)
}
