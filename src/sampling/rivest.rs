//! Rivest's public generator: SHA-256 of the seed and a counter, so that anybody can repeat the draw by hand.
//!
//! # Reference
//! Rivest 2011, "sampler.py" (MIT): pick number i is a + SHA-256(seed "," i) mod (b − a + 1), i = 1, 2, …; without
//! replacement, repeats are skipped.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::{Chance, Draw, Frame, Sampler};

/// Draws by SHA-256 of "seed,counter".
#[derive(Clone, Copy, Debug)]
pub struct Rivest;

impl Sampler for Rivest {
    fn name(&self) -> &'static str {
        "rivest"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: Chance, replacement: bool) -> Draw<'a> {
        let cards = frame.cards();
        let all = picks(chance.seed, cards);
        if replacement {
            return Box::new(all);
        }
        let mut seen = HashSet::new();
        Box::new(all.filter(move |&card| seen.insert(card)).take(cards as usize))
    }
}

/// The picks from `0..n`, with repeats, for ever.
///
/// # Panics
/// If `n` is 0 or larger than 2⁵⁶.
pub fn picks(seed: String, n: u64) -> impl Iterator<Item = u64> + Send {
    assert!((1..=1 << 56).contains(&n), "a frame of {n}");
    (1_u64..).map(move |i| {
        let digest = Sha256::digest(format!("{seed},{i}"));
        // Long division of the 256-bit number, byte by byte.
        digest.iter().fold(0_u64, |rest, &byte| ((rest << 8) | u64::from(byte)) % n)
    })
}
