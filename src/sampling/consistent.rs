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

use sha2::block_api::compress256;
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
        let each = |tell: &mut dyn FnMut(u64, &[u8])| frame.each_id(tell);
        let all = smallest(&chance.seed, frame.cards(), &each, usize::MAX);
        Box::new(Tickets::of(&chance.seed, all, |card| frame.id(card), replacement).map(|ticket| ticket.card))
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
    let each = |tell: &mut dyn FnMut(u64, &[u8])| (0..cards).for_each(|card| tell(card, id(card).as_bytes()));
    let candidates = smallest(seed, cards, &each, most);
    Tickets::of(seed, candidates, id, replacement).take(most)
}

/// The cards of a frame with the smallest tickets, as many as asked for, in the order of their tickets.
pub fn smallest_cards<'a>(frame: &'a Frame<'a>, seed: &str, most: usize) -> impl Iterator<Item = u64> + Send + use<'a> {
    let each = |tell: &mut dyn FnMut(u64, &[u8])| frame.each_id(tell);
    let candidates = smallest(seed, frame.cards(), &each, most);
    Tickets::of(seed, candidates, |card| frame.id(card), false).take(most).map(|ticket| ticket.card)
}

/// Tells the number and the name of every card.
type EachName<'n> = dyn Fn(&mut dyn FnMut(u64, &[u8])) + 'n;

/// First digits and card of the tickets that can be among the first `most`: every card is hashed once.
fn smallest(seed: &str, cards: u64, each: &EachName<'_>, most: usize) -> Vec<(u64, u64)> {
    let hashes = Hashes::new(&seed_hash(seed));
    let find = |bar: u64| {
        let mut closed = Closed::new(most, bar);
        each(&mut |card, name| closed.add(hashes.of(name), card));
        closed.candidates
    };
    let most = most.max(1) as f64;
    // Eight standard deviations more than are wanted: that fewer lie below is as good as impossible, and seen.
    let share = (most + 8.0 * most.sqrt() + 16.0) / cards.max(1) as f64;
    if share < 0.5 {
        let candidates = find((share * KEYS as f64) as u64);
        if candidates.len() as f64 >= most {
            return candidates;
        }
    }
    find(u64::MAX)
}

/// How many numbers of eighteen digits there are.
const KEYS: u64 = 1_000_000_000_000_000_000;

fn seed_hash(seed: &str) -> String {
    hexadecimal(&Sha256::digest(seed))
}

/// The hash of a seed's hash and a name; what both begin with is hashed once.
struct Hashes {
    seed_hash: String,
    begun: [u32; 8],
}

/// The state that SHA-256 begins with (FIPS 180-4, section 5.3.3).
const BEGIN: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Bytes in a block of SHA-256, and of these the ones that name and end may take in the last.
const BLOCK: usize = 64;
const LAST: usize = 55;

impl Hashes {
    fn new(seed_hash: &str) -> Self {
        let mut begun = BEGIN;
        let mut block = [0; BLOCK];
        block.copy_from_slice(seed_hash.as_bytes());
        compress256(&mut begun, &[block]);
        Self { seed_hash: seed_hash.to_owned(), begun }
    }

    fn of(&self, name: &[u8]) -> HashNumber {
        if name.len() > LAST {
            return HashNumber::new(&Sha256::new_with_prefix(&self.seed_hash).chain_update(name).finalize());
        }
        // One block more: the name, the bit that ends it, and how many bits were hashed.
        let mut block = [0; BLOCK];
        block[..name.len()].copy_from_slice(name);
        block[name.len()] = 0x80;
        let bits = 8 * (BLOCK + name.len()) as u64;
        block[BLOCK - 8..].copy_from_slice(&bits.to_be_bytes());
        let mut state = self.begun;
        compress256(&mut state, &[block]);
        HashNumber::of_words(state)
    }
}

/// Cards whose first tickets nobody has written out: first digits and card.
struct Closed {
    most: usize,
    candidates: Vec<(u64, u64)>,
    /// So many candidates are thinned out.
    full: usize,
    /// First digits that are too large.
    bar: u64,
    /// Zeros that all smaller first digits begin with.
    zeros: u32,
}

impl Closed {
    fn new(most: usize, bar: u64) -> Self {
        let most = most.max(1);
        let full = most.saturating_mul(2).saturating_add(1_024);
        Self { most, candidates: Vec::new(), full, bar, zeros: zeros(bar) }
    }

    fn add(&mut self, hash: HashNumber, card: u64) {
        // Digits are those from the end of the number, so small tickets are multiples of ten: most others are seen at a bit.
        if !hash.may_end_in_zeros(self.zeros) {
            return;
        }
        self.put(hash.leading_key(), card);
    }

    fn put(&mut self, key: u64, card: u64) {
        if key > self.bar {
            return;
        }
        self.candidates.push((key, card));
        if self.candidates.len() >= self.full {
            self.bar = self.candidates.select_nth_unstable(self.most - 1).1.0;
            self.zeros = zeros(self.bar);
            // Equal first digits are settled by later ones, so all of them stay.
            let bar = self.bar;
            self.candidates.retain(|candidate| candidate.0 <= bar);
            self.full = self.full.max(2 * self.candidates.len());
        }
    }
}

/// How many zeros stand before the first other digit of eighteen.
fn zeros(key: u64) -> u32 {
    if key >= KEYS { 0 } else { 18 - key.checked_ilog10().map_or(0, |digits| digits + 1) }
}

struct Tickets<F> {
    seed_hash: String,
    id: F,
    replacement: bool,
    closed: BinaryHeap<Reverse<(u64, u64)>>,
    open: BinaryHeap<Reverse<Ticket>>,
}

impl<F: Fn(u64) -> String> Tickets<F> {
    fn of(seed: &str, candidates: Vec<(u64, u64)>, id: F, replacement: bool) -> Self {
        let closed: BinaryHeap<_> = candidates.into_iter().map(Reverse).collect();
        Self { seed_hash: seed_hash(seed), id, replacement, closed, open: BinaryHeap::new() }
    }
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
        let mut closed = Closed::new(2, u64::MAX);
        for card in 0..3_000 {
            closed.put(if card % 2 == 0 { 7 } else { 9 }, card);
        }
        assert_eq!(closed.candidates.iter().filter(|candidate| candidate.0 == 7).count(), 1_500, "no tie is dropped");
    }

    #[test]
    fn a_prepared_block_hashes_as_the_whole_text_does() {
        let begin = seed_hash("dice");
        let hashes = Hashes::new(&begin);
        for name in ["", "a", "batch 7,12", &"x".repeat(55), &"x".repeat(56), &"y".repeat(200)] {
            let slow = HashNumber::new(&Sha256::digest(format!("{begin}{name}"))).decimal();
            assert_eq!(hashes.of(name.as_bytes()).decimal(), slow, "{name}");
        }
    }

    #[test]
    fn what_is_passed_over_at_a_bit_is_too_large() {
        let hashes = Hashes::new(&seed_hash("bits"));
        let mut below = 0;
        for card in 0..20_000_u64 {
            let hash = hashes.of(card.to_string().as_bytes());
            let key = hash.leading_key();
            for bar in [KEYS / 100 - 1, KEYS / 1_000, KEYS / 37] {
                below += u32::from(key <= bar);
                assert!(key > bar || hash.may_end_in_zeros(zeros(bar)), "{key} {bar}");
            }
        }
        assert!(below > 0);
        assert_eq!([0, 9, 10, KEYS - 1, KEYS, u64::MAX].map(zeros), [18, 17, 16, 0, 0, 0]);
    }

    #[test]
    fn a_ticket_is_cut_after_its_nines() {
        let ticket = Ticket { digits: "99361294".to_owned(), id: String::new(), generation: 1, card: 0 };
        assert_eq!(ticket.number(3), "0.99361");
        assert_eq!(ticket.number(usize::MAX), "0.99361294");
    }
}
