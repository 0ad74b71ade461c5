//! Draws with replacement of cards by their kind: many at once, and only their numbers if the order does not matter.
//!
//! For two kinds, the number of the first among many draws is drawn first, and their order only if it is needed. For
//! more kinds, coins are thrown for one kind after the other.
//!
//! # Derivation
//! `docs/derivations/drawing-counts.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 35 (one kind after the other;
//! given their numbers, every order is equally likely).

use crate::random::{Chance, Heads, Random};

/// Most kinds of cards that are distinguished.
pub(super) const MOST_KINDS: usize = 8;

/// Draws of cards of at most `KINDS` kinds.
pub(super) trait Draws<const KINDS: usize> {
    /// Draws the numbers of each kind in a block of at most `most` cards, and returns them with the size of the block.
    /// `None` if a block is begun already, if no block is that short, or if `passes` refuses the numbers: then the
    /// draws of the block have to be taken in their order.
    fn count(&mut self, most: u64, passes: impl Fn(&[u32; KINDS]) -> bool) -> Option<(u32, [u32; KINDS])>;

    /// The draws of the block that was counted last: word after word, in each the draws of each kind.
    fn counted(&mut self, observe: impl FnMut(&[u64; KINDS]));

    /// Takes up to `many` draws, from 1 to 64, the first in the lowest bit; returns their number, and a word of bits
    /// for each kind.
    fn take(&mut self, many: u32) -> (u32, [u64; KINDS]);
}

/// Words of the largest block.
const WORDS: usize = 4;

/// Draws of a block that are not taken yet.
struct Waiting<const KINDS: usize> {
    words: [[u64; KINDS]; WORDS],
    /// The number of draws in all, and the number taken.
    all: u32,
    used: u32,
}

impl<const KINDS: usize> Waiting<KINDS> {
    const NONE: Self = Self { words: [[0; KINDS]; WORDS], all: 0, used: 0 };

    fn is_empty(&self) -> bool {
        self.used == self.all
    }

    fn take(&mut self, many: u32) -> (u32, [u64; KINDS]) {
        let bit = self.used % 64;
        let many = many.min(64 - bit);
        // The lowest bits, one for each draw taken: from 1 to 64 of them.
        let mask = u64::MAX >> (64 - many);
        let taken = self.words[(self.used / 64) as usize].map(|word| word >> bit & mask);
        self.used += many;
        (many, taken)
    }
}

/// The tables for draws of two kinds of cards, with the largest usual number of each in a block.
pub(super) struct TwoKinds {
    word: Heads,
    block: Heads,
    /// A block of [`WORDS`] words is drawn only if these numbers of each kind would pass; otherwise it would often be
    /// wasted.
    high: [u32; 2],
}

impl TwoKinds {
    /// For cards that are of the first kind with that probability, which is `first` among `all`.
    pub(super) fn of(chance: &Chance, first: u32, all: u32) -> Self {
        let coins = 64.0 * WORDS as f64;
        let mean = coins * f64::from(first) / f64::from(all.max(1));
        // Four standard deviations: more are rare.
        let high = |mean: f64| (mean + 4.0 * (mean * (1.0 - mean / coins)).sqrt()).min(coins) as u32;
        let (word, block) = (Heads::new(chance, 64), Heads::new(chance, 64 * WORDS as u16));
        Self { word, block, high: [high(mean), high(coins - mean)] }
    }
}

/// Draws of two kinds of cards.
pub(super) struct Tosses<'k> {
    kinds: &'k TwoKinds,
    random: Random,
    /// The stream for orders on which no result depends.
    order: Random,
    last: (u32, u32),
    waiting: Waiting<2>,
}

impl<'k> Tosses<'k> {
    /// The state before the first draw; `order` is the stream for the order of blocks that were counted and are needed
    /// after all.
    pub(super) fn new(kinds: &'k TwoKinds, random: Random, order: Random) -> Self {
        Self { kinds, random, order, last: (0, 0), waiting: Waiting::NONE }
    }

    /// Lays out `first` draws of the first kind among these words.
    fn lay_out(random: &mut Random, first: u32, words: usize) -> [[u64; 2]; WORDS] {
        let mut laid = [0; WORDS];
        random.lay_out(first, &mut laid[..words]);
        laid.map(|word| [word, !word])
    }
}

impl Draws<2> for Tosses<'_> {
    #[inline]
    fn count(&mut self, most: u64, passes: impl Fn(&[u32; 2]) -> bool) -> Option<(u32, [u32; 2])> {
        if most < 64 || !self.waiting.is_empty() {
            return None;
        }
        // The size of a block depends on earlier draws only, so the draws within it keep their distribution.
        let words = if most >= 64 * WORDS as u64 && passes(&self.kinds.high) { WORDS } else { 1 };
        let first = self.random.heads(if words == 1 { &self.kinds.word } else { &self.kinds.block });
        let many = 64 * words as u32;
        let counts = [first, many - first];
        if passes(&counts) {
            self.last = (first, many);
            return Some((many, counts));
        }
        let words = Self::lay_out(&mut self.random, first, words);
        self.waiting = Waiting { words, all: many, used: 0 };
        None
    }

    fn counted(&mut self, mut observe: impl FnMut(&[u64; 2])) {
        let (first, many) = self.last;
        let words = many as usize / 64;
        Self::lay_out(&mut self.order, first, words)[..words].iter().for_each(&mut observe);
    }

    #[inline]
    fn take(&mut self, many: u32) -> (u32, [u64; 2]) {
        if self.waiting.is_empty() {
            let first = self.random.heads(&self.kinds.word);
            let words = Self::lay_out(&mut self.random, first, 1);
            self.waiting = Waiting { words, all: 64, used: 0 };
        }
        self.waiting.take(many)
    }
}

/// Draws of any number of kinds, by coins.
pub(super) struct Coins<'k> {
    /// For each kind, the probability that a card is of it given that it is of no earlier kind.
    chances: &'k [Chance],
    random: Random,
    waiting: Waiting<MOST_KINDS>,
}

impl<'k> Coins<'k> {
    /// The state before the first throw; at most [`MOST_KINDS`] probabilities, each of a kind given no earlier kind.
    pub(super) fn new(chances: &'k [Chance], random: Random) -> Self {
        Self { chances, random, waiting: Waiting::NONE }
    }

    /// Throws 256 coins for each kind.
    fn throw(&mut self) {
        let mut rest = [u64::MAX; WORDS];
        for (kind, chance) in self.chances.iter().enumerate() {
            let coins = self.random.coins(chance);
            for ((word, coins), rest) in self.waiting.words.iter_mut().zip(coins).zip(&mut rest) {
                word[kind] = *rest & coins;
                *rest &= !coins;
            }
        }
        (self.waiting.all, self.waiting.used) = (64 * WORDS as u32, 0);
    }
}

impl Draws<MOST_KINDS> for Coins<'_> {
    fn count(&mut self, most: u64, passes: impl Fn(&[u32; MOST_KINDS]) -> bool) -> Option<(u32, [u32; MOST_KINDS])> {
        if most < 64 * WORDS as u64 || !self.waiting.is_empty() {
            return None;
        }
        self.throw();
        let mut counts = [0; MOST_KINDS];
        for word in &self.waiting.words {
            counts.iter_mut().zip(word).for_each(|(count, word)| *count += word.count_ones());
        }
        passes(&counts).then(|| {
            self.waiting.used = self.waiting.all;
            (self.waiting.all, counts)
        })
    }

    fn counted(&mut self, observe: impl FnMut(&[u64; MOST_KINDS])) {
        self.waiting.words.iter().for_each(observe);
    }

    fn take(&mut self, many: u32) -> (u32, [u64; MOST_KINDS]) {
        if self.waiting.is_empty() {
            self.throw();
        }
        self.waiting.take(many)
    }
}
