//! Draws a binomial number of heads exactly and at once, without a draw for each coin.
//!
//! The chances of at most k heads are fractions with one denominator. The first 64 binary digits of each are kept, and compared
//! with 64 digits of one uniform number. If they are equal, once in 2⁶⁴ draws for each sum, further digits decide.
//!
//! # Derivation
//! `docs/derivations/drawing-counts.md`.
//!
//! # Reference
//! Devroye 1986, "Non-Uniform Random Variate Generation", section III.2.4 (inversion by a guide table) and chapter XV (the
//! digits of a uniform number, as many as it takes); sections 4.3.1 of Knuth 1997, "Seminumerical Algorithms" (whole numbers
//! of many words).

use rand::Rng;

use super::{Chance, Random};

/// A number of coins with the same chance of heads, with the tables that a draw needs.
#[derive(Clone, Debug)]
pub struct Heads {
    /// For each number of heads but the last, the probability of at most that number: its first 64 binary digits, and
    /// the remainder.
    sums: Vec<u64>,
    rest: Vec<WideNumber>,
    /// The common denominator.
    all: WideNumber,
    /// For each value of the first digits, the number of sums that lie below every number with these first digits.
    guide: Vec<u16>,
}

/// Number of leading binary digits that index the guide.
const GUIDE: u32 = 10;

impl Heads {
    /// Builds the tables for this number of coins, at most 65,535.
    pub fn new(chance: &Chance, coins: u16) -> Self {
        let shared = common(chance.of, chance.among).max(1);
        // A fraction over 0 stands for probability 1.
        let among = (chance.among / shared).max(1);
        let heads = if chance.among == 0 { 1 } else { chance.of / shared };
        let tails = among - heads;
        let n = u64::from(coins);
        let mut all = WideNumber(vec![1]);
        (0..n).for_each(|_| all.multiply(among));
        let (mut sums, mut rest) = (Vec::new(), Vec::new());
        let (mut term, mut sum) = (WideNumber(vec![1]), WideNumber(Vec::new()));
        (0..n).for_each(|_| term.multiply(tails));
        // If heads have no chance there is nothing to compare: every draw is 0.
        for k in 0..if heads == 0 { 0 } else { n } {
            sum.add(&term);
            let mut left = sum.clone();
            sums.push(left.digits(&all));
            rest.push(left);
            // From k to k + 1 heads: (n − k)/(k + 1) times as many orders, one more head, one tail less. Every division
            // is exact.
            if tails > 0 {
                term.multiply(heads);
                term.multiply(n - k);
                term.divide(tails);
                term.divide(k + 1);
            }
        }
        let below = |place: u64| sums.partition_point(|&sum| sum < place << (64 - GUIDE)) as u16;
        let guide = (0..1 << GUIDE).map(below).collect();
        Self { sums, rest, all, guide }
    }

    /// Whether a uniform number, whose first 64 digits are those of this sum, lies below it.
    #[cold]
    fn lies_below(&self, at: usize, mut word: impl FnMut() -> u64) -> bool {
        let mut rest = self.rest[at].clone();
        while !rest.is_none() {
            let (digits, word) = (rest.digits(&self.all), word());
            if word != digits {
                return word < digits;
            }
        }
        false
    }
}

impl Random {
    /// Draws the number of heads among the coins.
    #[inline]
    pub fn heads(&mut self, coins: &Heads) -> u32 {
        let lot = self.generator.next_u64();
        let mut heads = usize::from(coins.guide[(lot >> (64 - GUIDE)) as usize]);
        while let Some(&sum) = coins.sums.get(heads) {
            if lot < sum || lot == sum && coins.lies_below(heads, || self.generator.next_u64()) {
                break;
            }
            heads += 1;
        }
        heads as u32
    }

    /// Places this number of heads among 64 coins a word, all orders equally likely.
    ///
    /// # Panics
    /// If there are more heads than coins, or 2³² coins or more.
    pub fn lay_out(&mut self, heads: u32, words: &mut [u64]) {
        let coins = 64 * words.len() as u32;
        assert!(heads <= coins, "more heads than coins");
        // Given their number, the heads of fair coins are in uniformly random order. Surplus heads are turned over at
        // random places, and so are surplus tails; this favours no place.
        let mut lie = 0;
        for word in words.iter_mut() {
            *word = self.generator.next_u64();
            lie += word.count_ones();
        }
        let turned = u64::from(lie > heads);
        let mut missing = lie.abs_diff(heads);
        while missing > 0 {
            let coin = self.below(coins);
            let (word, bit) = (&mut words[(coin / 64) as usize], coin % 64);
            // Branch-free, because the branch would be unpredictable: a coin that must not be turned is changed by 0.
            let turn = *word >> bit & 1 ^ turned ^ 1;
            *word ^= turn << bit;
            missing -= turn as u32;
        }
    }
}

/// The least common multiple of two numbers.
fn common(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common(b, a % b) }
}

/// A whole number in words, the lowest first and the highest not 0.
#[derive(Clone, Debug, Default)]
struct WideNumber(Vec<u64>);

impl WideNumber {
    fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    fn trim(&mut self) {
        while self.0.pop_if(|word| *word == 0).is_some() {}
    }

    fn multiply(&mut self, by: u64) {
        let mut carry = 0;
        for word in &mut self.0 {
            let product = u128::from(*word) * u128::from(by) + carry;
            *word = product as u64;
            carry = product >> 64;
        }
        self.0.push(carry as u64);
        self.trim();
    }

    /// Divides by a divisor of this number, without a remainder.
    fn divide(&mut self, by: u64) {
        let mut rest = 0;
        for word in self.0.iter_mut().rev() {
            let all = (rest << 64) | u128::from(*word);
            *word = (all / u128::from(by)) as u64;
            rest = all % u128::from(by);
        }
        debug_assert_eq!(rest, 0, "no multiple");
        self.trim();
    }

    fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()) + 1, 0);
        let mut carry = 0;
        for (word, other) in self.0.iter_mut().zip(other.0.iter().chain(std::iter::repeat(&0))) {
            let sum = u128::from(*word) + u128::from(*other) + carry;
            *word = sum as u64;
            carry = sum >> 64;
        }
        self.trim();
    }

    /// Subtracts a number that is not larger.
    fn take_off(&mut self, other: &Self) {
        let mut borrow = false;
        for (word, other) in self.0.iter_mut().zip(other.0.iter().chain(std::iter::repeat(&0))) {
            let (left, under) = word.overflowing_sub(*other);
            let (left, again) = left.overflowing_sub(u64::from(borrow));
            (*word, borrow) = (left, under || again);
        }
        self.trim();
    }

    fn is_below(&self, other: &Self) -> bool {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())).is_lt()
    }

    /// Returns the first 64 binary digits of this number divided by `all`, which is larger; this number becomes the
    /// remainder.
    fn digits(&mut self, all: &Self) -> u64 {
        let mut digits = 0;
        for _ in 0..64 {
            self.multiply(2);
            let is_one = !self.is_below(all);
            if is_one {
                self.take_off(all);
            }
            digits = (digits << 1) | u64::from(is_one);
        }
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::super::Streams;
    use super::*;

    /// Chances of each number of heads, by products of floating-point numbers.
    fn distribution(p: f64, coins: u16) -> Vec<f64> {
        let mut chances = vec![1.0];
        for _ in 0..coins {
            let mut next = vec![0.0; chances.len() + 1];
            for (k, chance) in chances.iter().enumerate() {
                next[k] += chance * (1.0 - p);
                next[k + 1] += chance * p;
            }
            chances = next;
        }
        chances
    }

    #[test]
    fn sums_of_chances_are_those_of_the_binomial_law() {
        for (of, among) in [(1, 2), (1, 3), (51_000, 100_000), (4_000_000_000, 4_100_000_000), (1, 100_000), (5, 8)] {
            for coins in [1, 2, 64, 256] {
                let heads = Heads::new(&Chance::new(of, among), coins);
                let mut sum = 0.0;
                for (k, chance) in distribution(f64::from(of) / f64::from(among), coins).into_iter().enumerate() {
                    sum += chance;
                    let found = heads.sums.get(k).map_or(1.0, |&digits| digits as f64 / 2.0_f64.powi(64));
                    assert!((found - sum).abs() < 1e-13, "{of}/{among}, {coins}: {found} {sum}");
                }
                assert!(heads.sums.is_sorted() && heads.sums.len() == usize::from(coins));
            }
        }
        // Of one coin the digits are those of its chance of tails: of a third 0101…, for ever, and of a half one digit.
        let third = Heads::new(&Chance::new(2, 3), 1);
        assert_eq!(third.sums, [0x5555_5555_5555_5555]);
        for (first, below) in [(0x5555_5555_5555_5554, true), (0x5555_5555_5555_5556, false)] {
            let mut words = [0x5555_5555_5555_5555, 0x5555_5555_5555_5555, first].into_iter();
            assert_eq!(third.lies_below(0, || words.next().expect("digits enough")), below);
        }
        let half = Heads::new(&Chance::new(1, 2), 1);
        assert!(half.sums == [1 << 63] && !half.lies_below(0, || 0), "a number that is the sum does not lie below it");
    }

    #[test]
    fn heads_come_as_often_as_their_law_says() {
        const THROWS: u32 = 40_000;
        let purpose = Streams::new("heads", 0).purpose("test");
        let cases = [(1, 2, 64), (51_000, 100_000, 64), (3, 4, 256), (1, 90, 64), (0, 7, 64), (7, 7, 64), (0, 0, 256)];
        for (index, (of, among, coins)) in cases.into_iter().enumerate() {
            let (mut random, thrown) = (purpose.stream(index as u64), Heads::new(&Chance::new(of, among), coins));
            let mut counts = vec![0_u32; usize::from(coins) + 1];
            (0..THROWS).for_each(|_| counts[random.heads(&thrown) as usize] += 1);
            let p = if among == 0 { 1.0 } else { f64::from(of) / f64::from(among) };
            for (k, (chance, &count)) in distribution(p, coins).into_iter().zip(&counts).enumerate() {
                let (mean, most) = (chance * f64::from(THROWS), 3.0 + 6.0 * (chance * f64::from(THROWS)).sqrt());
                assert!((f64::from(count) - mean).abs() <= most, "{k} of {coins} at {of}/{among}: {count} {mean}");
            }
        }
    }

    #[test]
    fn every_order_is_as_likely() {
        let mut random = Streams::new("orders", 0).purpose("test").stream(0);
        for (coins, heads) in [(64, 0), (64, 1), (64, 20), (64, 33), (64, 64), (256, 131), (256, 250)] {
            const TIMES: u32 = 20_000;
            let mut words = vec![0; coins / 64];
            let (mut places, mut pairs) = (vec![0_u32; coins], vec![0_u32; coins]);
            for _ in 0..TIMES {
                random.lay_out(heads, &mut words);
                let coin = |at: usize| (words[at / 64] >> (at % 64) & 1) as u32;
                for at in 0..coins {
                    places[at] += coin(at);
                    pairs[at] += coin(at) & coin((at + 1) % coins);
                }
                assert_eq!(words.iter().map(|word| word.count_ones()).sum::<u32>(), heads);
            }
            let (k, n) = (f64::from(heads), coins as f64);
            for (counts, p) in [(places, k / n), (pairs, k * (k - 1.0) / (n * (n - 1.0)))] {
                let (mean, sd) = (f64::from(TIMES) * p, (f64::from(TIMES) * p * (1.0 - p)).sqrt());
                assert!(
                    counts.iter().all(|&count| (f64::from(count) - mean).abs() <= 5.0 * sd),
                    "{heads} of {coins}: {counts:?} {mean}"
                );
            }
        }
    }
}
