//! The size of a first round that stops with a stated probability: two sizes, because the probability is a saw-tooth in
//! the size.
//!
//! One more ballot raises the probability if kmin stays, and lowers it if kmin grows too. Outside of two bounds the
//! teeth are too small to reach the stated probability. Between them every size is examined, each from the one before
//! in a few operations.
//!
//! # Derivation
//! `docs/derivations/rounds-of-polls.md`.
//!
//! # Reference
//! Sizes from which every larger one suffices are what the tables of Zagórski et al. 2021 print ("2016 one-round").

use super::binomial::{ln_chance, ln_tail};
use super::design::{PairShare, PollDesign};
use super::truncated_sample_distribution::TooLong;

/// Most sizes that one search may examine: some seconds.
const BUDGET: u64 = 100_000_000;

/// Sizes after which the tails are computed again, so that rounding does not accumulate.
const FRESH: u64 = 4_096;

/// First rounds up to this size are all examined.
const SMALL: u64 = 20_000;

/// The sizes of a first round that stops with one probability, in ballots of the pair; `None` if no size up to the
/// number of ballots is enough, so that all ballots are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstRound {
    /// The smallest size with at least the probability.
    pub least: Option<u64>,
    /// The smallest size such that it and every larger one have at least the probability.
    pub all_beyond: Option<u64>,
}

/// Converts a size in ballots of the pair to ballots of the contest: size·`ballots`/`pair`, rounded up, in whole
/// numbers.
pub fn scaled(size: u64, ballots: u64, pair: u64) -> u64 {
    let exact = (u128::from(size) * u128::from(ballots)).div_ceil(u128::from(pair.max(1)));
    u64::try_from(exact).unwrap_or(u64::MAX)
}

/// Tail and probability of one count under one share, updated by one ballot or one vote at a time.
#[derive(Clone, Copy, Debug)]
struct Edge {
    share: PairShare,
    tail: f64,
    chance: f64,
}

impl Edge {
    fn at(n: u64, k: u64, share: PairShare) -> Self {
        Self { share, tail: libm::exp(ln_tail(n, k, share)), chance: libm::exp(ln_chance(n, k, share)) }
    }

    /// Goes from `n` ballots to one more, with the same `k`.
    fn ballot(&mut self, n: u64, k: u64) {
        let (n, k) = (n as f64, k as f64);
        self.tail += self.chance * k * self.share.loser / (n - k + 1.0);
        self.chance *= (n + 1.0) / (n + 1.0 - k) * self.share.loser;
    }

    /// Goes from `k` votes to one more, with the same `n`.
    fn vote(&mut self, n: u64, k: u64) {
        let (n, k) = (n as f64, k as f64);
        self.tail -= self.chance;
        self.chance *= (n - k) * self.share.winner / ((k + 1.0) * self.share.loser);
    }
}

/// A size, its kmin, and the probabilities there.
#[derive(Clone, Copy, Debug)]
struct SizeTried {
    n: u64,
    k: u64,
    reported: Edge,
    tie: Edge,
}

/// The sizes for a rule that stops by the logarithms of Wald's ratio and of the ratio of tails.
pub(super) fn by_walk(
    design: &PollDesign,
    chance: f64,
    most: u64,
    stops: impl Fn(f64, f64) -> bool,
) -> Result<FirstRound, TooLong> {
    // With fewer ballots, not even a sample of votes for the winner only stops.
    let first = design.first_stop();
    if first > most {
        return Ok(FirstRound { least: None, all_beyond: None });
    }
    if design.reported().loser <= 0.0 {
        return Ok(FirstRound { least: Some(first), all_beyond: Some(first) });
    }
    let at = |n: u64| place(design, n, &stops);
    // A tooth is the probability of the one count at the edge. The probability differs from a rising curve by at most
    // one tooth; two more allow for the change of the tooth with the size, and for rounding.
    let surely_less = |n: u64| at(n).is_none_or(|p| p.reported.tail + 3.0 * p.reported.chance < chance);
    let surely_more = |n: u64| at(n).is_some_and(|p| p.reported.tail - 3.0 * p.reported.chance >= chance);
    let mut end = first.max(64);
    while end < most && !surely_more(end) {
        end = end.saturating_mul(2);
    }
    let mut begin = first;
    if end > SMALL {
        begin = between(end / 2, end, |n| !surely_less(n));
        let mut step = 16;
        while begin > first && !surely_less(begin) {
            begin = begin.saturating_sub(step).max(first);
            step *= 2;
        }
        end = between(begin, end, surely_more);
        let spare = (end - begin) / 2;
        (begin, end) = (begin.saturating_sub(spare).max(first), end.saturating_add(spare));
    }
    walk(at(begin), begin, end.min(most), most, chance, design, &stops)
}

/// The smallest number in (`low`, `high`] at which a nearly monotone condition holds, by bisection; `high` if there is
/// none.
fn between(mut low: u64, mut high: u64, yes: impl Fn(u64) -> bool) -> u64 {
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if yes(middle) { high = middle } else { low = middle }
    }
    high
}

/// The kmin of one size and the probabilities there; `None` if the size cannot stop.
fn place(design: &PollDesign, n: u64, stops: &impl Fn(f64, f64) -> bool) -> Option<SizeTried> {
    let enough = |k: u64| {
        let tails = ln_tail(n, k, PairShare::TIE) - ln_tail(n, k, design.reported());
        stops(design.ln_ratio(n, k), tails)
    };
    if !enough(n) {
        return None;
    }
    // Every rule's kmin is at least half of the ballots, except for huge samples, and at most BRAVO's kmin.
    let mut high = design.bravo_kmin(n).unwrap_or(n);
    let mut step = 1 + libm::sqrt(n as f64) as u64 / 4;
    let mut low = high.saturating_sub(1);
    while low > 0 && enough(low) {
        high = low;
        low = low.saturating_sub(step);
        step *= 2;
    }
    let k = between(low, high, enough);
    Some(SizeTried { n, k, reported: Edge::at(n, k, design.reported()), tie: Edge::at(n, k, PairShare::TIE) })
}

fn walk(
    start: Option<SizeTried>,
    begin: u64,
    end: u64,
    most: u64,
    chance: f64,
    design: &PollDesign,
    stops: &impl Fn(f64, f64) -> bool,
) -> Result<FirstRound, TooLong> {
    if end.saturating_sub(begin) > BUDGET {
        return Err(TooLong);
    }
    let mut least = None;
    let mut last_less = begin.saturating_sub(1);
    let mut here = start;
    for n in begin..=end {
        if n > begin {
            here = match here {
                Some(p) if n % FRESH != 0 => next(p, design, stops),
                _ => place(design, n, stops),
            };
        }
        if here.is_some_and(|p| p.reported.tail >= chance) {
            least = least.or(Some(n));
        } else {
            last_less = n;
        }
    }
    let all_beyond = (last_less < most && least.is_some()).then_some(last_less + 1);
    Ok(FirstRound { least, all_beyond: all_beyond.filter(|&n| n <= most) })
}

/// The next size, with one more ballot.
fn next(mut p: SizeTried, design: &PollDesign, stops: &impl Fn(f64, f64) -> bool) -> Option<SizeTried> {
    p.reported.ballot(p.n, p.k);
    p.tie.ballot(p.n, p.k);
    p.n += 1;
    while !stops(design.ln_ratio(p.n, p.k), libm::log(p.tie.tail / p.reported.tail)) {
        if p.k == p.n {
            return None;
        }
        p.reported.vote(p.n, p.k);
        p.tie.vote(p.n, p.k);
        p.k += 1;
    }
    Some(p)
}
