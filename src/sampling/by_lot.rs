//! Simple draws from the simulation's own stream: every order equally likely, and fast.

use super::{Chance, Draw, Frame, Sampler};
use crate::random::Random;

/// Uniform draws; without replacement, repeats are skipped, and the last quarter of many
/// cards is shuffled instead.
#[derive(Clone, Copy, Debug)]
pub struct ByLot;

impl Sampler for ByLot {
    fn name(&self) -> &'static str {
        "by_lot"
    }

    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: Chance, replacement: bool) -> Draw<'a> {
        let cards = frame.cards();
        let mut random = chance.random;
        if replacement {
            return Box::new(std::iter::repeat_with(move || u64::from(random.below(cards as u32))));
        }
        Box::new(Lots { random, seen: vec![0; (cards as usize).div_ceil(64)], drawn: 0, cards, rest: Vec::new() })
    }
}

/// From so many cards on, the last ones are not waited for.
const MANY: u64 = 4_096;

struct Lots {
    random: Random,
    seen: Vec<u64>,
    drawn: u64,
    cards: u64,
    rest: Vec<u32>,
}

impl Iterator for Lots {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.drawn >= self.cards {
            return None;
        }
        if self.cards >= MANY && 4 * self.drawn >= 3 * self.cards && self.rest.is_empty() {
            let is_left = |&card: &u64| self.seen[(card / 64) as usize] >> (card % 64) & 1 == 0;
            self.rest = (0..self.cards).filter(is_left).map(|card| card as u32).collect();
        }
        self.drawn += 1;
        if !self.rest.is_empty() {
            let at = self.random.below(self.rest.len() as u32) as usize;
            return Some(u64::from(self.rest.swap_remove(at)));
        }
        loop {
            let card = u64::from(self.random.below(self.cards as u32));
            let word = &mut self.seen[(card / 64) as usize];
            if *word >> (card % 64) & 1 == 0 {
                *word |= 1 << (card % 64);
                return Some(card);
            }
        }
    }
}
