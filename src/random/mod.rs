//! Random streams, each named by seed, trial and purpose, so that threads and their order cannot change a result.
//!
//! # Derivation
//! `docs/derivations/drawing-counts.md`.
//!
//! # Reference
//! `ChaCha` with 8 rounds (Bernstein 2008), one stream per (purpose, index). Bounded integers by
//! multiplication with rejection (Lemire 2019, "Fast random integer generation in an interval").
//! The samplers are written here because recorded results depend on every bit of them, and another crate could change
//! them. `tests/stable_values.rs` freezes them.

mod binomial;

pub use binomial::Heads;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// The seed used where neither the command line nor the scenario gives one.
pub const DEFAULT_SEED: &str = "20201118";

/// Whether a text can be a public seed: not empty, and without blanks or invisible signs at its ends, which would be
/// lost when somebody repeats the draw from a printed seed.
///
/// ```
/// use recount::random::is_seed;
/// assert!(is_seed("4 2 6 1 5") && is_seed("007"));
/// assert!(!is_seed("") && !is_seed(" 426153") && !is_seed("426153\n"));
/// ```
pub fn is_seed(text: &str) -> bool {
    let is_seen = |c: char| {
        let has_no_shape = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        !(c.is_whitespace() || c.is_control() || has_no_shape)
    };
    text.chars().next().is_some_and(is_seen) && text.chars().next_back().is_some_and(is_seen)
}

/// The random streams of one trial: the seed's text and the number of the trial.
///
/// ```
/// use recount::random::Streams;
/// let mut a = Streams::new("dice 4 2 6", 0).purpose("paper").stream(7);
/// let mut b = Streams::new("dice 4 2 6", 0).purpose("paper").stream(7);
/// assert_eq!(a.below(1_000_000), b.below(1_000_000));
/// ```
#[derive(Clone, Debug)]
pub struct Streams {
    seed: String,
    trial: u64,
    place: String,
}

impl Streams {
    /// Names the streams of trial number `trial` under `seed`, which may be any text.
    pub fn new(seed: &str, trial: u64) -> Self {
        Self { seed: seed.to_owned(), trial, place: String::new() }
    }

    /// The same streams with a prefix for one part of the run, so that its purposes have names of their own.
    #[must_use]
    pub fn within(&self, place: &str) -> Self {
        Self { place: format!("{}{place}/", self.place), ..self.clone() }
    }

    /// The seed as text for this trial: the seed itself for trial 0, else with the trial's number.
    pub fn text(&self) -> String {
        if self.trial == 0 { self.seed.clone() } else { format!("{}, trial {}", self.seed, self.trial) }
    }

    /// The streams of one purpose, for instance `"paper/president"`. Purposes are independent.
    pub fn purpose(&self, purpose: &str) -> Purpose {
        let mut hash = Sha256::new();
        hash.update(b"recount/1");
        let purpose = format!("{}{purpose}", self.place);
        for part in [self.seed.as_bytes(), &self.trial.to_le_bytes(), purpose.as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Purpose { key: hash.finalize().into() }
    }
}

/// The numbered streams of one purpose; the number is that of a batch, a group or another unit.
#[derive(Clone, Debug)]
pub struct Purpose {
    key: [u8; 32],
}

impl Purpose {
    /// Stream number `index`, from its beginning.
    pub fn stream(&self, index: u64) -> Random {
        let mut generator = ChaCha8Rng::from_seed(self.key);
        generator.set_stream(index);
        Random { generator }
    }
}

/// Binary digits of a chance that [`Random::coins`] compares for all coins at once.
const DIGITS: u32 = 6;

/// A chance that is a fraction of two whole numbers.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    of: u64,
    among: u64,
    /// The first digits, the next 64, and the remaining numerator.
    first: u64,
    next: u64,
    rest: u64,
}

impl Chance {
    /// The chance of `of` cases among `among`, at most 1; it is 1 where `among` is 0.
    pub fn new(of: u32, among: u32) -> Self {
        let (of, among) = (u64::from(of.min(among)), u64::from(among));
        // With `among` 0 the chance is 1, and no further digit is used.
        let (shifted, by) = (of << DIGITS, among.max(1));
        let first = shifted / by;
        let (next, rest) = divided(shifted % by, by);
        Self { of, among, first, next, rest }
    }
}

/// The next 64 binary digits of a fraction below 1, and the numerator of the rest.
fn divided(of: u64, among: u64) -> (u64, u64) {
    let (of, among) = (u128::from(of) << 64, u128::from(among));
    ((of / among) as u64, (of % among) as u64)
}

/// Most numbers that [`Random::falling`] draws at once.
pub const FALLING: usize = 64;

/// A uniform whole number in `0..n`, for `n` above 0; it takes further words after a rejection.
#[inline]
fn lemire(n: u32, mut word: impl FnMut() -> u32) -> u32 {
    let mut product = u64::from(word()) * u64::from(n);
    if (product as u32) < n {
        let threshold = n.wrapping_neg() % n;
        while (product as u32) < threshold {
            product = u64::from(word()) * u64::from(n);
        }
    }
    (product >> 32) as u32
}

/// One random stream.
#[derive(Clone, Debug)]
pub struct Random {
    generator: ChaCha8Rng,
}

impl Random {
    /// A whole number, uniform over `0..n`.
    ///
    /// # Panics
    /// If `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        assert!(n > 0, "no whole number lies below 0");
        lemire(n, || self.generator.next_u32())
    }

    /// Uniform whole numbers in `0..n`, `0..n - 1` and so on, one for each element of `lots`, at most [`FALLING`]: the
    /// same numbers as from that many calls of [`Random::below`].
    ///
    /// # Panics
    /// If there are more places, or more than `n`.
    pub fn falling(&mut self, n: u32, lots: &mut [u32]) {
        assert!(lots.len() <= FALLING && lots.len() as u64 <= u64::from(n), "no whole number lies below 0");
        let mut bytes = [0_u8; 4 * FALLING];
        let bytes = &mut bytes[..4 * lots.len()];
        self.generator.fill_bytes(bytes);
        let words = bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        // A rejection is rare, so all numbers are made first as if there were none.
        let mut doubtful = 0_u32;
        for ((lot, word), below) in lots.iter_mut().zip(words.clone()).zip(0_u32..) {
            let n = n - below;
            let product = u64::from(word) * u64::from(n);
            doubtful |= u32::from((product as u32) < n);
            *lot = (product >> 32) as u32;
        }
        if doubtful == 0 {
            return;
        }
        let mut words = words;
        for (lot, below) in lots.iter_mut().zip(0_u32..) {
            *lot = lemire(n - below, || words.next().unwrap_or_else(|| self.generator.next_u32()));
        }
    }

    /// 256 coins, each of which shows heads (a set bit) with exactly that chance.
    ///
    /// The binary digits of 256 uniform numbers are drawn side by side and compared with those of the chance. After six
    /// digits four coins are undecided on average; these are decided one by one.
    pub fn coins(&mut self, chance: &Chance) -> [u64; 4] {
        let mut heads = [0_u64; 4];
        if chance.of == chance.among {
            return [u64::MAX; 4];
        }
        let mut bytes = [0_u8; 32 * DIGITS as usize];
        self.generator.fill_bytes(&mut bytes);
        let mut hang = [u64::MAX; 4];
        let words = bytes.as_chunks::<8>().0.as_chunks::<4>().0;
        for (digit, words) in (0..DIGITS).rev().zip(words) {
            let one = 0_u64.wrapping_sub(chance.first >> digit & 1);
            for ((heads, hang), word) in heads.iter_mut().zip(&mut hang).zip(words) {
                let word = u64::from_le_bytes(*word);
                *heads |= *hang & one & !word;
                *hang &= !(word ^ one);
            }
        }
        for (heads, mut hang) in heads.iter_mut().zip(hang) {
            while hang != 0 {
                let coin = hang & hang.wrapping_neg();
                hang ^= coin;
                if self.falls_on_its_head(chance) {
                    *heads |= coin;
                }
            }
        }
        heads
    }

    /// Decides a coin whose first digits equal those of the chance.
    fn falls_on_its_head(&mut self, chance: &Chance) -> bool {
        let (mut digits, mut rest) = (chance.next, chance.rest);
        loop {
            let word = self.generator.next_u64();
            if word != digits {
                return word < digits;
            }
            (digits, rest) = divided(rest, chance.among);
        }
    }

    /// A number uniform over the 2⁵³ multiples of 2⁻⁵³ in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.generator.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Fills a list with bytes, each uniform over 0 to 255.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.generator.fill_bytes(bytes);
    }

    /// Shuffles in place, every order equally likely (Fisher and Yates; Durstenfeld 1964).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }

    /// The number of misses before the next hit, where each has probability `p`; `u64::MAX` where there is no hit.
    pub fn gap(&mut self, p: f64) -> u64 {
        if p <= 0.0 {
            return u64::MAX;
        }
        if p >= 1.0 {
            return 0;
        }
        // 1 - unit() lies in (0, 1], so the logarithm is finite.
        (libm::log(1.0 - self.unit()) / libm::log1p(-p)) as u64
    }

    /// The places in `0..n` that are hit when each is hit with probability `p`, in rising order. The cost grows with
    /// the hits and not with `n`, because it draws the gaps between them.
    pub fn hits(&mut self, n: usize, p: f64) -> Hits<'_> {
        Hits { random: self, next: 0, n, p, log_miss: libm::log1p(-p) }
    }
}

/// The hits of [`Random::hits`].
#[derive(Debug)]
pub struct Hits<'a> {
    random: &'a mut Random,
    next: usize,
    n: usize,
    p: f64,
    /// The logarithm of the probability of a miss.
    log_miss: f64,
}

impl Iterator for Hits<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.next >= self.n || self.p <= 0.0 {
            return None;
        }
        if self.p < 1.0 {
            // 1 - unit() lies in (0, 1], so the logarithm is finite.
            let gap = libm::log(1.0 - self.random.unit()) / self.log_miss;
            if gap >= (self.n - self.next) as f64 {
                self.next = self.n;
                return None;
            }
            self.next += gap as usize;
        }
        self.next += 1;
        Some(self.next - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_and_trials_do_not_share_a_stream() {
        let first = |seed: &str, trial, purpose: &str, index| {
            Streams::new(seed, trial).purpose(purpose).stream(index).below(u32::MAX)
        };
        let all = [
            first("a", 0, "p", 0),
            first("a", 0, "p", 1),
            first("a", 0, "q", 0),
            first("a", 1, "p", 0),
            first("b", 0, "p", 0),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }

    #[test]
    fn hits_come_at_their_rate_and_in_order() {
        let mut random = Streams::new("hits", 0).purpose("test").stream(0);
        let hits: Vec<_> = random.hits(1_000_000, 0.01).collect();
        assert!(hits.is_sorted() && hits.iter().all(|&h| h < 1_000_000));
        // Binomial(10⁶, 0.01): standard deviation 99.5; five of them.
        assert!((hits.len() as f64 - 10_000.0).abs() < 500.0, "{}", hits.len());
        assert_eq!(random.hits(5, 1.0).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        assert_eq!(random.hits(5, 0.0).count(), 0);
    }

    #[test]
    fn a_hit_is_as_likely_at_every_place() {
        let purpose = Streams::new("places", 0).purpose("test");
        let mut counts = [0_u32; 8];
        for index in 0..40_000 {
            for hit in purpose.stream(index).hits(8, 0.25) {
                counts[hit] += 1;
            }
        }
        // Binomial(40,000, 1/4): standard deviation 86.6; five of them.
        assert!(counts.iter().all(|&c| (f64::from(c) - 10_000.0).abs() < 433.0), "{counts:?}");
    }

    #[test]
    fn numbers_drawn_at_once_are_those_drawn_one_by_one() {
        let purpose = Streams::new("falling", 0).purpose("test");
        // For bounds just above half of the range of a word, nearly every second word is rejected.
        for (index, n) in [64_u32, 65, 100_000, 10_000_000, (1 << 31) + 40, u32::MAX].into_iter().enumerate() {
            let (mut at_once, mut one_by_one) = (purpose.stream(index as u64), purpose.stream(index as u64));
            for places in [1, 64, 7, 64, 33, 0, 64] {
                let mut lots = [0; FALLING];
                at_once.falling(n, &mut lots[..places]);
                for (&lot, below) in lots[..places].iter().zip(0..) {
                    assert_eq!(lot, one_by_one.below(n - below), "{n}");
                }
            }
        }
    }

    #[test]
    fn coins_fall_as_often_as_their_chance_says() {
        let purpose = Streams::new("coins", 0).purpose("test");
        for (index, (of, among)) in
            [(1, 2), (1, 3), (51_000, 100_000), (1, 100_000), (99_999, 100_000), (0, 7), (7, 7), (0, 0), (5, 8)]
                .into_iter()
                .enumerate()
        {
            let (mut random, chance) = (purpose.stream(index as u64), Chance::new(of, among));
            let mut places = [0_u32; 256];
            let throws = 4_000;
            for _ in 0..throws {
                let coins = random.coins(&chance);
                for (at, heads) in places.iter_mut().enumerate() {
                    *heads += u32::from(coins[at / 64] >> (at % 64) & 1 == 1);
                }
            }
            let p = if among == 0 { 1.0 } else { f64::from(of) / f64::from(among) };
            let (mean, all) = (f64::from(throws) * p, 256.0 * f64::from(throws) * p);
            // Binomial distributions: six standard deviations of all throws, seven of each place, and never less than one coin.
            let sum = f64::from(places.iter().sum::<u32>());
            assert!((sum - all).abs() <= 6.0 * (all * (1.0 - p)).sqrt(), "{of}/{among}: {sum} {all}");
            let most = (7.0 * (mean * (1.0 - p)).sqrt()).max(if p > 0.0 && p < 1.0 { 4.0 } else { 0.0 });
            assert!(places.iter().all(|&heads| (f64::from(heads) - mean).abs() <= most), "{of}/{among}: {places:?}");
        }
    }

    #[test]
    fn digits_of_a_chance_are_those_of_long_division() {
        for (of, among) in [(1_u32, 3_u32), (51_000, 100_000), (2, 3), (4_000_000_000, 4_100_000_000)] {
            let chance = Chance::new(of, among);
            let (mut rest, mut digits) = (u64::from(of), 0_u128);
            for _ in 0..64 + DIGITS {
                rest *= 2;
                digits = 2 * digits + u128::from(rest >= u64::from(among));
                rest %= u64::from(among);
            }
            assert_eq!((u128::from(chance.first) << 64) + u128::from(chance.next), digits);
            assert_eq!(chance.rest, rest);
        }
    }

    #[test]
    fn a_bounded_number_is_uniform() {
        let mut random = Streams::new("below", 0).purpose("test").stream(0);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[random.below(7) as usize] += 1;
        }
        let chi_square: f64 = counts.iter().map(|&c| (f64::from(c) - 10_000.0).powi(2) / 10_000.0).sum();
        // 6 degrees of freedom: P(> 27.9) = 1e-4.
        assert!(chi_square < 27.9, "{counts:?}");
    }
}
