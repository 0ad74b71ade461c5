//! The generator of SHANGRLA: every card of a list gets a 256-bit number, and the cards with the smallest are drawn.
//!
//! # Reference
//! `cryptorandom` 0.4 (Ottoboni, Stark): number i of the list, from 0, is SHA-256 of the seed, a comma and i zero bytes,
//! read as an integer, high byte first.

use sha2::{Digest, Sha256};

use super::digits::HashNumber;
use super::generator::{DrawnFrom, Generator, MOST_TICKETS, Pick, Picks, PublicProof, Terms};
use crate::error::Complaint;
use crate::reason::{Reason, complaints, findings, manifest};

/// Draws by the numbers of `cryptorandom`.
#[derive(Clone, Copy, Debug)]
pub struct Cryptorandom;

impl Generator for Cryptorandom {
    fn name(&self) -> &'static str {
        "cryptorandom"
    }

    fn says(&self) -> Reason {
        findings::generator_cryptorandom()
    }

    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        if terms.replacement {
            return Err(Complaint::allowed("", manifest::found_cryptorandom(), complaints::rule_no_replacement()));
        }
        units.at_most(MOST_TICKETS, manifest::why_number)?;
        let most = terms.most.max(1);
        let mut smallest: Vec<([u8; 32], u64)> = Vec::new();
        for (number, unit) in numbers(&terms.seed).zip(0..units.count()) {
            smallest.push((number, unit));
            if smallest.len() >= most.saturating_mul(2).saturating_add(1_024) {
                smallest.select_nth_unstable(most - 1);
                smallest.truncate(most);
            }
        }
        smallest.sort_unstable();
        smallest.truncate(terms.most);
        let pick = |(number, unit): ([u8; 32], u64)| Pick {
            unit,
            mark: PublicProof::Ticket { ticket: HashNumber::new(&number).decimal(), generation: 1 },
        };
        Ok(Box::new(smallest.into_iter().map(pick)))
    }
}

/// The numbers of a list, one after the other, without end; their bytes order as integers do.
pub fn numbers(seed: &str) -> impl Iterator<Item = [u8; 32]> + Send + use<> {
    let mut begun = Sha256::new_with_prefix(seed).chain_update(",");
    std::iter::repeat_with(move || {
        let number = begun.clone().finalize().into();
        begun.update([0]);
        number
    })
}
