//! Consistent sampling: every card has a ticket number of its own, and the smallest tickets are drawn.
//!
//! One set of tickets serves all contests and all rounds: a card's ticket depends on seed and card alone, so the sample
//! of a part is the part of the sample.
//!
//! # Reference
//! Rivest 2018, "Consistent Sampling with Replacement", arXiv:1808.10016; the digits are those of his program
//! `consistent_sampler` (MIT).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use sha2::{Digest, Sha256};

use super::{Chance, Draw, Frame, Sampler};

/// Draws by ticket.
#[derive(Clone, Copy, Debug)]
pub struct Consistent;

impl Sampler for Consistent {
    fn name(&self) -> &'static str {
        "consistent"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: Chance, replacement: bool) -> Draw<'a> {
        let ids = (0..frame.cards()).map(|card| frame.id(card)).collect();
        Box::new(tickets(&chance.seed, ids, replacement).map(|ticket| ticket.card))
    }
}

/// A ticket: the next time a card comes up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket {
    /// The digits after "0.", a decimal fraction; compared as text.
    pub digits: String,
    /// The card's name.
    pub id: String,
    /// How often the card has come up with this ticket, from 1.
    pub generation: u64,
    /// The card's number in the list.
    pub card: u64,
}

/// The tickets of these cards in rising order; with replacement, each drawn card gets a next ticket, for ever.
pub fn tickets(seed: &str, ids: Vec<String>, replacement: bool) -> impl Iterator<Item = Ticket> + Send + use<> {
    let seed_hash = hexadecimal(&Sha256::digest(seed));
    let first = ids.into_iter().enumerate().map(|(card, id)| {
        let digits = fraction(&format!("{seed_hash}{id}"));
        Reverse(Ticket { digits, id, generation: 1, card: card as u64 })
    });
    let mut heap: BinaryHeap<Reverse<Ticket>> = first.collect();
    std::iter::from_fn(move || {
        let Reverse(ticket) = heap.pop()?;
        if replacement {
            let digits = next(&ticket.digits);
            let generation = ticket.generation + 1;
            heap.push(Reverse(Ticket { digits, id: ticket.id.clone(), generation, card: ticket.card }));
        }
        Some(ticket)
    })
}

/// The next larger ticket: its leading nines, then fresh digits until it is larger.
fn next(digits: &str) -> String {
    let nines = digits.len() - digits.trim_start_matches('9').len();
    let text = format!("0.{digits}");
    let fresh = (1_u64..).map(|i| format!("{}{}", &digits[..nines], fraction(&format!("{text}:{i}"))));
    fresh.into_iter().find(|candidate| candidate.as_str() > digits).unwrap_or_default()
}

/// The decimal digits of a SHA-256 hash, last digit first, filled with zeros to 64.
fn fraction(text: &str) -> String {
    let mut limbs = [0_u32; 8];
    for (limb, bytes) in limbs.iter_mut().zip(Sha256::digest(text).chunks_exact(4)) {
        *limb = bytes.iter().fold(0, |limb, &byte| (limb << 8) | u32::from(byte));
    }
    let mut digits = String::with_capacity(78);
    while limbs.iter().any(|&limb| limb > 0) {
        let mut rest = 0_u64;
        for limb in &mut limbs {
            let all = (rest << 32) | u64::from(*limb);
            *limb = (all / 1_000_000_000) as u32;
            rest = all % 1_000_000_000;
        }
        let is_last = limbs.iter().all(|&limb| limb == 0);
        for _ in 0..9 {
            if is_last && rest == 0 {
                break;
            }
            digits.push(char::from(b'0' + (rest % 10) as u8));
            rest /= 10;
        }
    }
    while digits.len() < 64 {
        digits.push('0');
    }
    digits
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
