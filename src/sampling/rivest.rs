//! Rivest's public generator: SHA-256 of the seed and a counter, so that anybody can repeat the draw by hand.
//!
//! # Reference
//! Rivest 2011, "sampler.py" (MIT): pick number i is a + SHA-256(seed "," i) mod (b − a + 1), i = 1, 2, …; without
//! replacement, repeats are skipped.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::generator::{DrawnFrom, Generator, Pick, Picks, PublicProof, Terms};
use super::{Draw, DrawSource, Frame, Sampler};
use crate::error::Complaint;
use crate::reason::{Reason, findings, manifest};

/// Draws by SHA-256 of "seed,counter".
#[derive(Clone, Copy, Debug)]
pub struct Rivest;

impl Sampler for Rivest {
    fn name(&self) -> &'static str {
        "rivest"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: DrawSource, replacement: bool) -> Draw<'a> {
        Box::new(numbered(chance.seed, frame.cards(), replacement).map(|(_, card)| card))
    }
}

impl Generator for Rivest {
    fn name(&self) -> &'static str {
        "rivest"
    }

    fn says(&self) -> Reason {
        findings::generator_rivest()
    }

    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        units.at_most(LARGEST, manifest::why_hash)?;
        if units.count() == 0 {
            return Ok(Box::new(std::iter::empty()));
        }
        let pick = |(counter, unit)| Pick { unit, mark: PublicProof::Number { counter, number: u128::from(unit) + 1 } };
        Ok(Box::new(numbered(terms.seed.clone(), units.count(), terms.replacement).map(pick)))
    }
}

/// Largest number of cards that a number is picked from.
const LARGEST: u64 = 1 << 56;

/// Picks from `0..n`, with repeats, without end.
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

/// Picks from `0..n` with their counters; without replacement repeats are skipped, and it ends after the last card.
fn numbered(seed: String, n: u64, replacement: bool) -> impl Iterator<Item = (u64, u64)> + Send {
    let mut seen = HashSet::new();
    let most = if replacement { usize::MAX } else { n as usize };
    (1..).zip(picks(seed, n)).filter(move |&(_, pick)| replacement || seen.insert(pick)).take(most)
}

/// SHA-256 of "seed,1", "seed,2", …
pub(super) fn hashes(seed: String) -> impl Iterator<Item = [u8; 32]> + Send {
    let begun = Sha256::new_with_prefix(seed).chain_update(",");
    (1_u64..).map(move |i| begun.clone().chain_update(i.to_string()).finalize().into())
}
