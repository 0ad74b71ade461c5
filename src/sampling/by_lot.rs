//! Simple random draws from the simulation's own stream, made fast.

use super::{Draw, DrawSource, Frame, Sampler};
use crate::random::Random;

/// Uniform draws. Without replacement, repeats are skipped; of many cards, the last quarter is shuffled instead.
#[derive(Clone, Copy, Debug)]
pub struct ByLot;

impl Sampler for ByLot {
    fn name(&self) -> &'static str {
        "by_lot"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: DrawSource, replacement: bool) -> Draw<'a> {
        let cards = frame.cards();
        let mut random = chance.random;
        if replacement {
            return Box::new(std::iter::repeat_with(move || u64::from(random.below(cards as u32))));
        }
        Box::new(Lots::begin(random, CardsSeen::none(cards), cards))
    }
}

/// Number of cards from which the last ones are shuffled, because repeats would be too many.
const MANY: u64 = 4_096;

/// Numbers that are drawn at a time where many are needed, so that the look-ups in a large memory overlap.
const AT_ONCE: usize = 32;

struct Lots {
    random: Random,
    seen: CardsSeen,
    drawn: u64,
    cards: u64,
    rest: Vec<u32>,
    /// The next cards, in reverse order.
    ahead: Vec<u32>,
}

impl Lots {
    fn begin(random: Random, seen: CardsSeen, cards: u64) -> Self {
        Self { random, seen, drawn: 0, cards, rest: Vec::new(), ahead: Vec::new() }
    }

    /// Draws [`AT_ONCE`] numbers and keeps those that are new.
    fn draw_ahead(&mut self) {
        let numbers: [u32; AT_ONCE] = std::array::from_fn(|_| self.random.below(self.cards as u32));
        let seen = &mut self.seen;
        self.ahead.extend(numbers.into_iter().filter(|&card| seen.add(u64::from(card))));
        self.ahead.reverse();
    }
}

impl Iterator for Lots {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.drawn >= self.cards {
            return None;
        }
        if self.cards >= MANY && 4 * self.drawn >= 3 * self.cards && self.rest.is_empty() {
            let is_left = |&card: &u64| !self.seen.has(card);
            self.rest = (0..self.cards).filter(is_left).map(|card| card as u32).collect();
        }
        // Each number adds at most one card, so three quarters cannot be passed within these draws.
        let is_far = 4 * (self.drawn + AT_ONCE as u64) < 3 * self.cards;
        if self.ahead.is_empty() && is_far && self.drawn >= AT_ONCE as u64 && matches!(self.seen, CardsSeen::Many(_)) {
            self.draw_ahead();
        }
        self.drawn += 1;
        if let Some(card) = self.ahead.pop() {
            return Some(u64::from(card));
        }
        if !self.rest.is_empty() {
            let at = self.random.below(self.rest.len() as u32) as usize;
            return Some(u64::from(self.rest.swap_remove(at)));
        }
        loop {
            let card = u64::from(self.random.below(self.cards as u32));
            if self.seen.add(card) {
                return Some(card);
            }
        }
    }
}

/// The cards drawn so far: a small table while they are few, then a bit for each card.
enum CardsSeen {
    Few { table: Vec<u32>, held: usize, cards: u64 },
    Many(Vec<u64>),
}

/// A slot of the table that holds no card; there are fewer cards.
const FREE: u32 = u32::MAX;

/// Number of cards up to which a bit for each costs less than a table.
const SMALL: u64 = 1 << 20;

/// Population per drawn card at which a bit for each card costs no more than the table.
const SPARSE: u64 = 1_024;

impl CardsSeen {
    fn none(cards: u64) -> Self {
        if cards <= SMALL { Self::bits(cards) } else { Self::Few { table: vec![FREE; 64], held: 0, cards } }
    }

    fn bits(cards: u64) -> Self {
        Self::Many(vec![0; (cards as usize).div_ceil(64)])
    }

    fn has(&self, card: u64) -> bool {
        match self {
            Self::Few { table, .. } => table[slot(table, card)] != FREE,
            Self::Many(bits) => bits[(card / 64) as usize] >> (card % 64) & 1 == 1,
        }
    }

    /// Adds a card; returns whether it is new.
    fn add(&mut self, card: u64) -> bool {
        match self {
            Self::Many(bits) => {
                let word = &mut bits[(card / 64) as usize];
                let is_new = *word >> (card % 64) & 1 == 0;
                *word |= 1 << (card % 64);
                is_new
            }
            Self::Few { table, held, cards } => {
                let at = slot(table, card);
                if table[at] != FREE {
                    return false;
                }
                table[at] = card as u32;
                *held += 1;
                if *held as u64 * SPARSE >= *cards {
                    let mut bits = Self::bits(*cards);
                    for &card in table.iter().filter(|&&card| card != FREE) {
                        bits.add(u64::from(card));
                    }
                    *self = bits;
                } else if 2 * *held > table.len() {
                    let mut larger = vec![FREE; 4 * table.len()];
                    for &card in table.iter().filter(|&&card| card != FREE) {
                        let at = slot(&larger, u64::from(card));
                        larger[at] = card;
                    }
                    *table = larger;
                }
                true
            }
        }
    }
}

/// The slot that holds a card, or the free slot for it. The table's length is a power of two, and at least one slot is
/// free.
fn slot(table: &[u32], card: u64) -> usize {
    let mask = table.len() - 1;
    // Multiplicative hashing (Knuth 1973, section 6.4) scatters numbers that follow each other.
    let mut at = (card.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
    while table[at] != FREE && u64::from(table[at]) != card {
        at = (at + 1) & mask;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;

    #[test]
    fn numbers_drawn_ahead_are_those_drawn_one_by_one() {
        for cards in [40, 4_095, 4_096, 5_003, 70_000] {
            let random = || Streams::new("lots", cards).purpose("test").stream(0);
            // The first three quarters number by number; then the rest is shuffled, or of few cards drawn until all
            // have come up.
            let mut random_too = random();
            let mut slow: Vec<u64> = Vec::new();
            let mut seen = vec![false; cards as usize];
            let mut rest: Vec<u32> = Vec::new();
            while (slow.len() as u64) < cards {
                if cards >= MANY && 4 * slow.len() as u64 >= 3 * cards && rest.is_empty() {
                    rest = (0..cards as u32).filter(|&card| !seen[card as usize]).collect();
                }
                if !rest.is_empty() {
                    let at = random_too.below(rest.len() as u32) as usize;
                    slow.push(u64::from(rest.swap_remove(at)));
                    continue;
                }
                let card = random_too.below(cards as u32);
                if !std::mem::replace(&mut seen[card as usize], true) {
                    slow.push(u64::from(card));
                }
            }
            assert!(Lots::begin(random(), CardsSeen::none(cards), cards).eq(slow), "{cards}");
        }
    }

    #[test]
    fn a_table_and_bits_draw_the_same_cards() {
        let cards = SMALL + 7;
        let random = || Streams::new("lots", 0).purpose("test").stream(0);
        let lots = |seen: CardsSeen| Lots::begin(random(), seen, cards);
        let by_table: Vec<u64> = lots(CardsSeen::none(cards)).take(5_000).collect();
        assert!(matches!(CardsSeen::none(cards), CardsSeen::Few { .. }) && 5_000 > cards / SPARSE, "through both");
        assert!(lots(CardsSeen::bits(cards)).take(5_000).eq(by_table));
    }
}
