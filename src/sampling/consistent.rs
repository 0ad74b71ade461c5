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

use super::digits::{HashNumber, hexadecimal};
use super::generator::{Generator, MOST_TICKETS, Mark, Pick, Picks, Terms, Units};
use super::{Chance, Draw, Frame, Sampler};
use crate::error::Complaint;

/// Draws by ticket.
#[derive(Clone, Copy, Debug)]
pub struct Consistent;

impl Sampler for Consistent {
    fn name(&self) -> &'static str {
        "consistent"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: Chance, replacement: bool) -> Draw<'a> {
        let id = |card| frame.id(card);
        Box::new(first_tickets(&chance.seed, frame.cards(), id, usize::MAX, replacement).map(|ticket| ticket.card))
    }
}

impl Generator for Consistent {
    fn name(&self) -> &'static str {
        "consistent"
    }

    fn says(&self) -> &'static str {
        "a ticket for each name, the smallest are drawn (Rivest's consistent_sampler)"
    }

    /// A ticket depends on the card's name, which differs between strata anyway: the sample of a part stays the part of
    /// the sample.
    fn stratum_seed(&self, seed: &str, _: &str) -> String {
        seed.to_owned()
    }

    fn begin<'a>(&self, units: Units<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        units.at_most(MOST_TICKETS, "each needs a ticket; generator rivest draws from more")?;
        let digits = terms.digits;
        let tickets = first_tickets(&terms.seed, units.count, units.id, terms.most, terms.replacement);
        Ok(Box::new(tickets.map(move |ticket| Pick {
            unit: ticket.card,
            mark: Mark::Ticket { ticket: ticket.number(digits), generation: ticket.generation },
        })))
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

impl Ticket {
    /// The ticket as it is shown: leading nines, then so many digits, cut and not rounded.
    pub fn number(&self, digits: usize) -> String {
        let shown = nines(&self.digits).saturating_add(digits).min(self.digits.len());
        format!("0.{}", &self.digits[..shown])
    }
}

/// The tickets of these cards in rising order; with replacement, each drawn card gets a next ticket, for ever.
pub fn tickets(seed: &str, ids: Vec<String>, replacement: bool) -> impl Iterator<Item = Ticket> + Send + use<> {
    first_tickets(seed, ids.len() as u64, move |card| ids[card as usize].clone(), usize::MAX, replacement)
}

/// The same for cards whose names are made when they are needed, good for the first `most` tickets: only the cards that
/// can be among them are kept, each in sixteen bytes.
pub fn first_tickets<F: Fn(u64) -> String + Send>(
    seed: &str,
    cards: u64,
    id: F,
    most: usize,
    replacement: bool,
) -> impl Iterator<Item = Ticket> + Send + use<F> {
    let seed_hash = hexadecimal(&Sha256::digest(seed));
    let begun = Sha256::new_with_prefix(&seed_hash);
    let key = |card| HashNumber::new(&begun.clone().chain_update(id(card)).finalize()).leading_key();
    let mut closed = Closed::new(most);
    (0..cards).for_each(|card| closed.add(key(card), card));
    let closed: BinaryHeap<_> = closed.candidates.into_iter().map(Reverse).collect();
    Tickets { seed_hash, id, replacement, closed, open: BinaryHeap::new() }.take(most)
}

/// Cards whose first tickets nobody has written out: first digits and card.
struct Closed {
    most: usize,
    candidates: Vec<(u64, u64)>,
    /// So many candidates are thinned out.
    full: usize,
    /// First digits that are too large.
    bar: u64,
}

impl Closed {
    fn new(most: usize) -> Self {
        let most = most.max(1);
        Self { most, candidates: Vec::new(), full: most.saturating_mul(2).saturating_add(1_024), bar: u64::MAX }
    }

    fn add(&mut self, key: u64, card: u64) {
        if key > self.bar {
            return;
        }
        self.candidates.push((key, card));
        if self.candidates.len() >= self.full {
            self.bar = self.candidates.select_nth_unstable(self.most - 1).1.0;
            // Equal first digits are settled by later ones, so all of them stay.
            let bar = self.bar;
            self.candidates.retain(|candidate| candidate.0 <= bar);
            self.full = self.full.max(2 * self.candidates.len());
        }
    }
}

struct Tickets<F> {
    seed_hash: String,
    id: F,
    replacement: bool,
    closed: BinaryHeap<Reverse<(u64, u64)>>,
    open: BinaryHeap<Reverse<Ticket>>,
}

impl<F: Fn(u64) -> String> Iterator for Tickets<F> {
    type Item = Ticket;

    fn next(&mut self) -> Option<Ticket> {
        // All that may be smaller than the smallest open ticket is opened first.
        while let Some(&Reverse((key, card))) = self.closed.peek() {
            if self.open.peek().is_some_and(|Reverse(ticket)| leading_key(&ticket.digits) < key) {
                break;
            }
            self.closed.pop();
            let id = (self.id)(card);
            let digits = fraction(&format!("{}{id}", self.seed_hash));
            self.open.push(Reverse(Ticket { digits, id, generation: 1, card }));
        }
        let Reverse(ticket) = self.open.pop()?;
        if self.replacement {
            let digits = next(&ticket.digits);
            let generation = ticket.generation + 1;
            self.open.push(Reverse(Ticket { digits, id: ticket.id.clone(), generation, card: ticket.card }));
        }
        Some(ticket)
    }
}

/// The first eighteen digits as a number; a ticket has at least 64.
fn leading_key(digits: &str) -> u64 {
    digits.bytes().take(18).fold(0, |key, digit| key * 10 + u64::from(digit - b'0'))
}

fn nines(digits: &str) -> usize {
    digits.len() - digits.trim_start_matches('9').len()
}

/// The next larger ticket: its leading nines, then fresh digits until it is larger.
fn next(digits: &str) -> String {
    let nines = nines(digits);
    let text = format!("0.{digits}");
    let fresh = (1_u64..).map(|i| format!("{}{}", &digits[..nines], fraction(&format!("{text}:{i}"))));
    fresh.into_iter().find(|candidate| candidate.as_str() > digits).unwrap_or_default()
}

/// The decimal digits of a SHA-256 hash, last digit first, filled with zeros to 64.
fn fraction(text: &str) -> String {
    let digits = HashNumber::new(&Sha256::digest(text)).digits_from_last();
    format!("{digits:0<64}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_first_digits_are_settled_by_the_later_ones() {
        // Tickets that share eighteen digits are too rare to be found, so the heap is given some.
        let digits = |tail: &str| format!("{}{tail:0<60}", "1".repeat(18));
        let ticket = |tail: &str, id: &str, card| Ticket { digits: digits(tail), id: id.into(), generation: 1, card };
        let all = [ticket("2", "a", 0), ticket("11", "b", 1), ticket("12", "c", 2), ticket("11", "a", 3)];
        let mut heap: BinaryHeap<_> = all.iter().cloned().map(Reverse).collect();
        let order: Vec<u64> = std::iter::from_fn(|| heap.pop().map(|Reverse(ticket)| ticket.card)).collect();
        assert_eq!(order, [3, 1, 2, 0]);
        assert!(all.iter().all(|ticket| leading_key(&ticket.digits) == 111_111_111_111_111_111));
        let mut closed = Closed::new(2);
        for card in 0..3_000 {
            closed.add(if card % 2 == 0 { 7 } else { 9 }, card);
        }
        assert_eq!(closed.candidates.iter().filter(|candidate| candidate.0 == 7).count(), 1_500, "no tie is dropped");
    }

    #[test]
    fn a_ticket_is_cut_after_its_nines() {
        let ticket = Ticket { digits: "99361294".to_owned(), id: String::new(), generation: 1, card: 0 };
        assert_eq!(ticket.number(3), "0.99361");
        assert_eq!(ticket.number(usize::MAX), "0.99361294");
    }
}
