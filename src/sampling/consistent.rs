//! Consistent sampling: every card has a ticket number, and the cards with the smallest tickets are drawn.
//!
//! One set of tickets serves all contests and all rounds: a card's ticket depends on the seed and the card alone, so
//! the sample from a part of the cards is that part of the whole sample.
//!
//! # Reference
//! Rivest 2018, "Consistent Sampling with Replacement", arXiv:1808.10016; the digits are those of his program
//! `consistent_sampler` (MIT).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use sha2::{Digest, Sha256};

use super::digits::{HashNumber, hexadecimal};
use super::generator::{DrawnFrom, Generator, MOST_TICKETS, Named, Names, Pick, Picks, PublicProof, Terms};
use super::smallest::Smallest;
use super::{Draw, DrawSource, Frame, Sampler};
use crate::error::Complaint;
use crate::reason::{Reason, findings, manifest};

/// Draws by ticket.
#[derive(Clone, Copy, Debug)]
pub struct Consistent;

impl Sampler for Consistent {
    fn name(&self) -> &'static str {
        "consistent"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: DrawSource, replacement: bool) -> Draw<'a> {
        // The number of draws is not known beforehand; more tickets are found if these are used up.
        let first = FIRST.max(frame.cards() / SHARE);
        if replacement {
            return Box::new(ConsistentTickets::of(&chance.seed, frame, first, true).map(|ticket| ticket.card));
        }
        Box::new(TicketedCards::of(&chance.seed, frame, first))
    }
}

/// Least number of tickets to look for at first, and the cards per ticket of large populations.
const FIRST: u64 = 2_048;
const SHARE: u64 = 64;

impl Generator for Consistent {
    fn name(&self) -> &'static str {
        "consistent"
    }

    fn says(&self) -> Reason {
        findings::generator_consistent()
    }

    /// A ticket depends on the card's name, which differs between strata, so the strata need no seeds of their own: the
    /// sample from a stratum is that part of the whole sample.
    fn shows_digits(&self) -> bool {
        true
    }

    fn stratum_seed(&self, seed: &str, _: &str) -> String {
        seed.to_owned()
    }

    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        units.at_most(MOST_TICKETS, manifest::why_ticket)?;
        let digits = terms.digits;
        let tickets =
            ConsistentTickets::of(&terms.seed, units.names, terms.most as u64, terms.replacement).take(terms.most);
        Ok(Box::new(tickets.map(move |ticket| Pick {
            unit: ticket.card,
            mark: PublicProof::Ticket { ticket: ticket.number(digits), generation: ticket.generation },
        })))
    }
}

/// A ticket: a random number that gives the place of one draw of a card.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket {
    /// The digits after "0.", a decimal fraction; compared as text.
    pub digits: String,
    /// The card's name.
    pub id: String,
    /// The number of tickets that the card has had, this one included.
    pub generation: u64,
    /// The card's number in the list.
    pub card: u64,
}

impl Ticket {
    /// The ticket as it is shown: its leading nines, then this number of digits, cut and not rounded.
    pub fn number(&self, digits: usize) -> String {
        let shown = nines(&self.digits).saturating_add(digits).min(self.digits.len());
        format!("0.{}", &self.digits[..shown])
    }
}

/// The tickets of these cards in rising order; with replacement, each drawn card gets a next, larger ticket, without
/// end.
pub fn tickets(seed: &str, ids: Vec<String>, replacement: bool) -> impl Iterator<Item = Ticket> + Send + use<> {
    first_tickets(seed, ids.len() as u64, move |card| ids[card as usize].clone(), usize::MAX, replacement)
}

/// The same for cards whose names are made when they are needed, valid for the first `most` tickets: only cards that
/// can be among them are stored, in sixteen bytes each.
pub fn first_tickets<F: Fn(u64) -> String + Send>(
    seed: &str,
    cards: u64,
    id: F,
    most: usize,
    replacement: bool,
) -> impl Iterator<Item = Ticket> + Send + use<F> {
    ConsistentTickets::of(seed, Named { count: cards, id }, most as u64, replacement).take(most)
}

/// The cards of a frame with the smallest tickets, as many as needed, in the order of their tickets.
pub fn smallest_cards<'a>(frame: &'a Frame<'a>, seed: &str, most: usize) -> impl Iterator<Item = u64> + Send + use<'a> {
    TicketedCards::of(seed, frame, most as u64).take(most)
}

impl Names for Frame<'_> {
    fn count(&self) -> u64 {
        self.cards()
    }

    fn name(&self, number: u64) -> String {
        self.id(number)
    }

    fn each(&self, visit: &mut dyn FnMut(u64, &[u8])) {
        self.each_id(visit);
    }
}

fn seed_hash(seed: &str) -> String {
    hexadecimal(&Sha256::digest(seed))
}

struct ConsistentTickets<N> {
    seed_hash: String,
    replacement: bool,
    closed: Smallest<N>,
    open: BinaryHeap<Reverse<Ticket>>,
}

impl<N: Names> ConsistentTickets<N> {
    fn of(seed: &str, names: N, first: u64, replacement: bool) -> Self {
        let seed_hash = seed_hash(seed);
        let closed = Smallest::of(&seed_hash, names, first);
        Self { seed_hash, replacement, closed, open: BinaryHeap::new() }
    }
}

impl<N: Names> Iterator for ConsistentTickets<N> {
    type Item = Ticket;

    fn next(&mut self) -> Option<Ticket> {
        // Every card whose ticket may be smaller than the smallest known one is hashed in full first.
        let smallest = |open: &BinaryHeap<Reverse<Ticket>>| {
            open.peek().map_or(u64::MAX, |Reverse(ticket)| leading_key(&ticket.digits))
        };
        while let Some((_, card)) = self.closed.next_up_to(smallest(&self.open)) {
            let id = self.closed.names().name(card);
            let digits = fraction(&self.seed_hash, &id);
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

/// The cards in the order of their first tickets, which are written out only where the first digits are equal.
struct TicketedCards<N> {
    seed_hash: String,
    closed: Smallest<N>,
    /// Cards with the same first digits as the last, the next card at the end.
    tied: Vec<u64>,
}

impl<N: Names> TicketedCards<N> {
    fn of(seed: &str, names: N, first: u64) -> Self {
        let seed_hash = seed_hash(seed);
        let closed = Smallest::of(&seed_hash, names, first);
        Self { seed_hash, closed, tied: Vec::new() }
    }
}

impl<N: Names> Iterator for TicketedCards<N> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if let Some(card) = self.tied.pop() {
            return Some(card);
        }
        let (key, card) = self.closed.next_up_to(u64::MAX)?;
        while let Some((_, other)) = self.closed.next_up_to(key) {
            self.tied.push(other);
        }
        if self.tied.is_empty() {
            return Some(card);
        }
        self.tied.push(card);
        let (names, seed_hash) = (self.closed.names(), &self.seed_hash);
        self.tied.sort_by_cached_key(|&card| {
            let id = names.name(card);
            Reverse((fraction(seed_hash, &id), id, card))
        });
        self.tied.pop()
    }
}

/// The first eighteen digits as a number; a ticket has at least 64 digits.
fn leading_key(digits: &str) -> u64 {
    digits.bytes().take(18).fold(0, |key, digit| key * 10 + u64::from(digit - b'0'))
}

fn nines(digits: &str) -> usize {
    digits.len() - digits.trim_start_matches('9').len()
}

/// The next larger ticket: its leading nines, then new digits until it is larger.
fn next(digits: &str) -> String {
    let nines = nines(digits);
    let text = format!("0.{digits}");
    let fresh = (1_u64..).map(|i| format!("{}{}", &digits[..nines], fraction(&text, &format!(":{i}"))));
    fresh.into_iter().find(|candidate| candidate.as_str() > digits).unwrap_or_default()
}

/// The decimal digits of a SHA-256 hash of a text and its end, last digit first, padded with zeros to 64.
fn fraction(text: &str, end: &str) -> String {
    let digits = HashNumber::new(&Sha256::new_with_prefix(text).chain_update(end).finalize()).digits_from_last();
    format!("{digits:0<64}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_first_digits_are_settled_by_the_later_ones() {
        // Tickets with eighteen equal digits are too rare to be found, so the test puts some into the heap.
        let digits = |tail: &str| format!("{}{tail:0<60}", "1".repeat(18));
        let ticket = |tail: &str, id: &str, card| Ticket { digits: digits(tail), id: id.into(), generation: 1, card };
        let all = [ticket("2", "a", 0), ticket("11", "b", 1), ticket("12", "c", 2), ticket("11", "a", 3)];
        let mut heap: BinaryHeap<_> = all.iter().cloned().map(Reverse).collect();
        let order: Vec<u64> = std::iter::from_fn(|| heap.pop().map(|Reverse(ticket)| ticket.card)).collect();
        assert_eq!(order, [3, 1, 2, 0]);
        assert!(all.iter().all(|ticket| leading_key(&ticket.digits) == 111_111_111_111_111_111));
    }

    #[test]
    fn cards_alone_come_in_the_order_of_their_tickets() {
        // Every third card shares the name of two others, so that tickets are equal to the last digit.
        let id = |card: u64| format!("card {}", card / 3);
        let named = || Named { count: 3_000, id };
        let cards: Vec<u64> = TicketedCards::of("ties", named(), 40).collect();
        let tickets: Vec<u64> = ConsistentTickets::of("ties", named(), 40, false).map(|ticket| ticket.card).collect();
        assert!(cards == tickets && cards.len() == 3_000);
        assert!(cards.chunks(3).all(|tied| tied[0] % 3 == 0 && tied.is_sorted()));
    }

    #[test]
    fn a_ticket_is_cut_after_its_nines() {
        let ticket = Ticket { digits: "99361294".to_owned(), id: String::new(), generation: 1, card: 0 };
        assert_eq!(ticket.number(3), "0.99361");
        assert_eq!(ticket.number(usize::MAX), "0.99361294");
    }
}
