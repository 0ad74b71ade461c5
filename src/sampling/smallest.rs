//! The smallest of many tickets, in order: all names are hashed, and only the tickets that may soon be needed are kept.
//!
//! The tickets that are kept lie below a bar. If more are needed, all names are hashed again with a higher bar, so that
//! no card is ever skipped.
//!
//! # Derivation
//! `docs/derivations/smallest-tickets.md`.
//!
//! # Reference
//! FIPS 180-4 2015, "Secure Hash Standard", sections 5 and 6.2 (SHA-256): names are the last block of each hashed
//! message, and the blocks of many names are prepared before the first is hashed, so that a processor works on several
//! at a time.

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};

use super::digits::{HashNumber, Sieve};
use super::generator::Names;

/// The number of numbers with eighteen digits.
const KEYS: u64 = 1_000_000_000_000_000_000;

/// Factor by which the number of tickets to look for grows when those found are used up.
const MORE: u64 = 8;

/// The names in the order of their tickets' first eighteen digits: those digits and the number of the name.
pub(super) struct Smallest<N> {
    hashes: Hashes,
    names: N,
    /// Tickets that were found and not returned yet, the smallest last.
    found: Vec<(u64, u64)>,
    /// The number of tickets found so far.
    so_far: u64,
    /// The number of tickets to look for next.
    wanted: u64,
    /// All tickets with digits up to this bar were found; `None` before the first search.
    bar: Option<u64>,
}

impl<N: Names> Smallest<N> {
    /// A search that has not started; `wanted` is the expected number of tickets.
    pub(super) fn of(seed_hash: &str, names: N, wanted: u64) -> Self {
        Self { hashes: Hashes::new(seed_hash), names, found: Vec::new(), so_far: 0, wanted: wanted.max(1), bar: None }
    }

    /// The names.
    pub(super) fn names(&self) -> &N {
        &self.names
    }

    /// The next name, if its first digits are not above `most`.
    pub(super) fn next_up_to(&mut self, most: u64) -> Option<(u64, u64)> {
        while self.found.is_empty() {
            if self.so_far == self.names.count() || self.bar.is_some_and(|bar| most <= bar) {
                return None;
            }
            self.look();
        }
        self.found.pop_if(|found| found.0 <= most)
    }

    /// Finds the tickets above the bar and below a higher one.
    fn look(&mut self) {
        let (wanted, all) = (self.wanted as f64, self.names.count().max(1) as f64);
        // Eight standard deviations more than wanted, so that there are rarely fewer below the bar. If there are, the
        // bar is raised again.
        let share = (wanted + 8.0 * wanted.sqrt() + 16.0) / all;
        let bar = if share < 0.5 { (share * KEYS as f64) as u64 } else { u64::MAX };
        let mut lanes = Lanes::new(&self.hashes, self.bar, bar);
        self.names.each(&mut |number, name| lanes.add(number, name));
        let mut found = lanes.done();
        found.sort_unstable_by(|a, b| b.cmp(a));
        self.so_far += found.len() as u64;
        (self.found, self.bar, self.wanted) = (found, Some(bar), self.wanted.saturating_mul(MORE));
    }
}

/// Hashes of a seed's hash followed by a name; their common beginning is hashed once.
struct Hashes {
    seed_hash: String,
    begun: [u32; 8],
}

/// The state that SHA-256 begins with (section 5.3.3).
const BEGIN: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Bytes in a block of SHA-256, and the bytes of the last block that a name and its ending may use.
const BLOCK: usize = 64;
const LAST: usize = 55;

/// A seed's hash is hashed as 64 digits, which fill exactly one block.
impl Hashes {
    fn new(seed_hash: &str) -> Self {
        let mut begun = BEGIN;
        let mut block = [0; BLOCK];
        block.copy_from_slice(seed_hash.as_bytes());
        compress256(&mut begun, &[block]);
        Self { seed_hash: seed_hash.to_owned(), begun }
    }

    #[cold]
    fn of_long(&self, name: &[u8]) -> HashNumber {
        HashNumber::new(&Sha256::new_with_prefix(&self.seed_hash).chain_update(name).finalize())
    }
}

/// Names that are hashed together: enough that the first writes have reached memory when they are read.
const LANES: usize = 32;

/// Hashes names and keeps those whose first digits lie between two bars.
struct Lanes<'h> {
    hashes: &'h Hashes,
    above: Option<u64>,
    bar: u64,
    sieve: Sieve,
    blocks: [[u8; BLOCK]; LANES],
    /// The length of the name in each block; `usize::MAX` if the block is unused.
    lengths: [usize; LANES],
    numbers: [u64; LANES],
    filled: usize,
    found: Vec<(u64, u64)>,
}

impl<'h> Lanes<'h> {
    fn new(hashes: &'h Hashes, above: Option<u64>, bar: u64) -> Self {
        Self {
            hashes,
            above,
            bar,
            sieve: Sieve::below(bar),
            blocks: [[0; BLOCK]; LANES],
            lengths: [usize::MAX; LANES],
            numbers: [0; LANES],
            filled: 0,
            found: Vec::new(),
        }
    }

    #[inline]
    fn add(&mut self, number: u64, name: &[u8]) {
        if name.len() > LAST {
            self.observe(self.hashes.of_long(name), number);
            return;
        }
        let at = self.filled;
        let block = &mut self.blocks[at];
        if self.lengths[at] != name.len() {
            // The last block: a name, the bit that ends it, and the number of hashed bits.
            *block = [0; BLOCK];
            block[name.len()] = 0x80;
            let bits = 8 * (BLOCK + name.len()) as u64;
            block[BLOCK - 8..].copy_from_slice(&bits.to_be_bytes());
            self.lengths[at] = name.len();
        }
        block[..name.len()].copy_from_slice(name);
        self.numbers[at] = number;
        self.filled += 1;
        if self.filled == LANES {
            self.hash();
        }
    }

    fn hash(&mut self) {
        let mut states = [self.hashes.begun; LANES];
        let filled = std::mem::take(&mut self.filled);
        for (state, block) in states.iter_mut().zip(&self.blocks).take(filled) {
            compress256(state, std::slice::from_ref(block));
        }
        for (at, state) in states.into_iter().enumerate().take(filled) {
            self.observe(HashNumber::of_words(state), self.numbers[at]);
        }
    }

    #[inline]
    fn observe(&mut self, hash: HashNumber, number: u64) {
        if self.sieve.holds_back(&hash) {
            return;
        }
        let key = hash.leading_key();
        if key <= self.bar && self.above.is_none_or(|above| key > above) {
            self.found.push((key, number));
        }
    }

    fn done(mut self) -> Vec<(u64, u64)> {
        self.hash();
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::super::digits::hexadecimal;
    use super::*;

    fn seed_hash(seed: &str) -> String {
        hexadecimal(&Sha256::digest(seed))
    }

    struct Numbered(u64);

    impl Names for Numbered {
        fn count(&self) -> u64 {
            self.0
        }

        fn name(&self, number: u64) -> String {
            // Names of every length up to three blocks, so that some fill a block and some need a second.
            format!("{number}{}", "x".repeat(number as usize % 200))
        }
    }

    #[test]
    fn names_come_in_the_order_of_their_hashes_however_few_were_expected() {
        let begin = seed_hash("dice");
        for (count, wanted) in [(0, 1), (1, 1), (31, 1), (1_000, 1), (5_000, 20), (5_000, 700), (5_000, 5_000)] {
            let names = Numbered(count);
            let key = |number: u64| {
                let digits = HashNumber::new(&Sha256::digest(format!("{begin}{}", names.name(number))));
                digits
                    .decimal()
                    .bytes()
                    .rev()
                    .chain(std::iter::repeat(b'0'))
                    .take(18)
                    .fold(0, |key, digit| key * 10 + u64::from(digit - b'0'))
            };
            let mut slow: Vec<(u64, u64)> = (0..count).map(|number| (key(number), number)).collect();
            slow.sort_unstable();
            let mut smallest = Smallest::of(&begin, Numbered(count), wanted);
            let fast: Vec<_> = std::iter::from_fn(|| smallest.next_up_to(u64::MAX)).collect();
            assert_eq!(fast, slow, "{count} {wanted}");
            // With the next one's digits as bound, it is returned; with one less, nothing is.
            let mut smallest = Smallest::of(&begin, Numbered(count), wanted);
            for next in slow {
                assert_eq!(smallest.next_up_to(next.0 - 1), None);
                assert_eq!(smallest.next_up_to(next.0), Some(next));
            }
            assert_eq!(smallest.next_up_to(u64::MAX), None);
        }
    }
}
