//! Rivest's public generator: SHA-256 of the seed and a counter, so that anybody can repeat the draw by hand.
//!
//! # Reference
//! Rivest 2011, "sampler.py" (MIT): pick number i is a + SHA-256(seed "," i) mod (b − a + 1), i = 1, 2, …; without
//! replacement, repeats are skipped.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::generator::{Generator, Mark, Pick, Picks, Terms, Units};
use super::{Chance, Draw, Frame, Sampler};
use crate::error::Complaint;

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

impl Generator for Rivest {
    fn name(&self) -> &'static str {
        "rivest"
    }

    fn says(&self) -> &'static str {
        "SHA-256 of \"seed,counter\" modulo the number of cards (Rivest's sampler.py)"
    }

    fn begin<'a>(&self, units: Units<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        units.at_most(LARGEST, "the hash must be far larger, or some would come up more often")?;
        if units.count == 0 {
            return Ok(Box::new(std::iter::empty()));
        }
        let pick = |(at, unit): (usize, u64)| Pick {
            unit,
            mark: Mark::Number { counter: at as u64 + 1, number: u128::from(unit) + 1 },
        };
        let all = picks(terms.seed.clone(), units.count).enumerate();
        if terms.replacement {
            return Ok(Box::new(all.map(pick)));
        }
        let mut seen = HashSet::new();
        Ok(Box::new(all.filter(move |&(_, unit)| seen.insert(unit)).take(units.count as usize).map(pick)))
    }
}

/// Most cards a number is picked from.
const LARGEST: u64 = 1 << 56;

/// The picks from `0..n`, with repeats, for ever.
///
/// # Panics
/// If `n` is 0 or larger than 2⁵⁶.
pub fn picks(seed: String, n: u64) -> impl Iterator<Item = u64> + Send {
    assert!((1..=LARGEST).contains(&n), "a frame of {n}");
    hashes(seed).map(move |digest| {
        // Long division of the 256-bit number, byte by byte.
        digest.iter().fold(0_u64, |rest, &byte| ((rest << 8) | u64::from(byte)) % n)
    })
}

/// SHA-256 of "seed,1", "seed,2", …
pub(super) fn hashes(seed: String) -> impl Iterator<Item = [u8; 32]> + Send {
    let begun = Sha256::new_with_prefix(seed).chain_update(",");
    (1_u64..).map(move |i| begun.clone().chain_update(i.to_string()).finalize().into())
}
