//! The number of distinct cards among draws with replacement, drawn from tables of the occupancy distribution.
//!
//! A draw repeats a card with a probability equal to the share of the cards that came before, so the distribution of
//! the repeats among n + 1 draws follows from that among n. Distributions are stored for every 64th number of draws;
//! the 64 that follow are computed when one of them is needed. Samples too large for tables are drawn by `distinct.rs`.
//! Which of the two is used depends on the number of draws alone.
//!
//! # Derivation
//! `docs/derivations/occupancy.md`.
//!
//! # Reference
//! Johnson and Kotz 1977, "Urn Models and Their Application", chapter 3 (occupancy).

use std::sync::{Mutex, OnceLock, PoisonError};

use super::distinct::Distinct;
use crate::random::Random;

/// Numbers of draws that are computed together.
const BLOCK: usize = 64;
/// Number of draws from which there are no tables: all of them take about thirty million steps at most.
const MOST_DRAWS: u64 = 1 << 15;
/// Probabilities at the ends of a distribution below this are left out. Their sum is below the last digit of a random
/// number.
const LEFT_OUT: f64 = 1e-22;

/// The distributions of distinct cards among draws from one population.
pub(super) struct Occupancy {
    cards: u64,
    /// The distribution before each block, as far as needed.
    distributions: Mutex<Vec<RepeatDistribution>>,
    blocks: Vec<OnceLock<RepeatSums>>,
}

/// The distribution of repeats after a number of draws.
#[derive(Clone)]
struct RepeatDistribution {
    draws: u64,
    /// The smallest number of repeats that is kept.
    low: u64,
    chances: Vec<f64>,
}

/// Cumulative probabilities for each number of draws of a block, one after the other.
struct RepeatSums {
    /// The smallest number of repeats that is kept, and where its sums begin.
    rows: Vec<(u64, usize)>,
    sums: Vec<f64>,
}

impl Occupancy {
    /// For a population of this number of cards.
    pub(super) fn new(cards: u64) -> Self {
        let none = RepeatDistribution { draws: 0, low: 0, chances: vec![1.0] };
        let blocks = std::iter::repeat_with(OnceLock::new).take(MOST_DRAWS as usize / BLOCK).collect();
        Self { cards, distributions: Mutex::new(vec![none]), blocks }
    }

    /// Distinct cards among this number of draws.
    pub(super) fn draw(&self, draws: u64, random: &mut Random) -> u64 {
        let Some(block) = self.blocks.get(draws as usize / BLOCK) else {
            return Distinct::default().among(draws, self.cards, random);
        };
        if draws < 2 || self.cards < 2 {
            return draws.min(self.cards);
        }
        let at = draws as usize / BLOCK;
        let block = block.get_or_init(|| RepeatSums::from(self.distribution(at), self.cards));
        draws - block.repeats(draws as usize % BLOCK, random.unit())
    }

    /// The distribution at the beginning of a block.
    fn distribution(&self, block: usize) -> RepeatDistribution {
        let mut distributions = self.distributions.lock().unwrap_or_else(PoisonError::into_inner);
        while distributions.len() <= block {
            let mut distribution = distributions[distributions.len() - 1].clone();
            (0..BLOCK).for_each(|_| distribution.step(self.cards));
            distributions.push(distribution);
        }
        distributions[block].clone()
    }
}

impl RepeatDistribution {
    /// Adds one more draw.
    fn step(&mut self, cards: u64) {
        let per_card = 1.0 / cards as f64;
        // The number of distinct cards with the fewest repeats; one fewer with each further repeat.
        let most = (self.draws - self.low) as i64 as f64;
        self.chances.push(0.0);
        let mut before = 0.0;
        for (repeats, chance) in self.chances.iter_mut().enumerate() {
            let distinct = most - repeats as i64 as f64;
            let now = *chance;
            // The number of repeats stays if the draw is a new card; it increases by one if it is a repeat.
            *chance = now * (1.0 - distinct * per_card) + before * ((distinct + 1.0) * per_card);
            before = now;
        }
        self.draws += 1;
        while self.chances.last().is_some_and(|chance| *chance < LEFT_OUT) {
            self.chances.pop();
        }
        let few = self.chances.iter().take_while(|chance| **chance < LEFT_OUT).count();
        self.chances.drain(..few);
        self.low += few as u64;
    }
}

impl RepeatSums {
    fn from(mut distribution: RepeatDistribution, cards: u64) -> Self {
        let (mut rows, mut sums) = (Vec::with_capacity(BLOCK), Vec::new());
        for _ in 0..BLOCK {
            let first = sums.len();
            rows.push((distribution.low, first));
            let mut sum = 0.0;
            for chance in &distribution.chances {
                sum += chance;
                sums.push(sum);
            }
            // Sums are scaled to end at 1, so that the losses by rounding and cutting are shared by all.
            sums[first..].iter_mut().for_each(|up_to| *up_to /= sum);
            distribution.step(cards);
        }
        Self { rows, sums }
    }

    /// The number of repeats for a uniform number.
    fn repeats(&self, row: usize, lot: f64) -> u64 {
        let (low, first) = self.rows[row];
        let next = self.rows.get(row + 1).map_or(self.sums.len(), |(_, first)| *first);
        let sums = &self.sums[first..next];
        low + sums.partition_point(|sum| *sum <= lot).min(sums.len() - 1) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::super::distinct::tests::distribution;
    use super::*;
    use crate::random::Streams;

    /// The chances that a table holds.
    fn by_shares(draws: u64, cards: u64) -> Vec<f64> {
        let occupancy = Occupancy::new(cards);
        let (block, row) = (draws as usize / BLOCK, draws as usize % BLOCK);
        let block = RepeatSums::from(occupancy.distribution(block), cards);
        let next = block.rows.get(row + 1).map_or(block.sums.len(), |(_, first)| *first);
        let (low, first) = block.rows[row];
        let mut chances = vec![0.0; cards.min(draws) as usize + 1];
        let mut below = 0.0;
        for (repeats, &sum) in (low..).zip(&block.sums[first..next]) {
            chances[(draws - repeats) as usize] = sum - below;
            below = sum;
        }
        chances
    }

    #[test]
    fn tables_are_what_counting_every_row_of_cards_gives() {
        for (draws, cards) in [(2_u32, 2_u64), (3, 5), (5, 3), (6, 4), (7, 2)] {
            let mut counts = vec![0_u64; cards.min(u64::from(draws)) as usize + 1];
            for row in 0..cards.pow(draws) {
                let came = (0..draws).fold(0_u64, |came, place| came | 1 << (row / cards.pow(place) % cards));
                counts[came.count_ones() as usize] += 1;
            }
            for (chance, count) in by_shares(u64::from(draws), cards).iter().zip(counts) {
                assert!((chance - count as f64 / cards.pow(draws) as f64).abs() < 1e-15, "{draws} of {cards}");
            }
        }
    }

    #[test]
    fn long_tables_lose_nothing_of_the_law() {
        for (draws, cards) in [(63, 40), (64, 1_000), (3_000, 500), (5_000, 40_000), (4_040, 510_000), (3_000, 1 << 40)]
        {
            let (ours, theirs) = (by_shares(draws, cards), distribution(draws, cards));
            for (at, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
                assert!((ours - theirs).abs() < 1e-13 + 1e-11 * theirs, "{draws} of {cards}: {at}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn draws_follow_the_law() {
        const TRIALS: u64 = 60_000;
        for (draws, cards) in [(4, 4), (64, 1_000), (127, 90), (3_000, 500), (5_000, 40_000), (MOST_DRAWS + 5, 6_000)] {
            let occupancy = Occupancy::new(cards);
            let mut random = Streams::new("occupancy", 0).purpose("test").stream(draws);
            let expected = distribution(draws, cards);
            let mut counts = vec![0_u64; expected.len()];
            (0..TRIALS).for_each(|_| counts[occupancy.draw(draws, &mut random) as usize] += 1);
            // Neighbours with small expected numbers are combined.
            let (mut sum, mut groups, mut now) = (0.0, 0, (0.0, 0.0));
            for (chance, &count) in expected.iter().zip(&counts) {
                now = (now.0 + chance * TRIALS as f64, now.1 + count as f64);
                if now.0 > 20.0 {
                    sum += (now.1 - now.0).powi(2) / now.0;
                    (groups, now) = (groups + 1, (0.0, 0.0));
                }
            }
            sum += (now.1 - now.0).powi(2) / now.0.max(1.0);
            // Five standard deviations of the sum of this number of squares.
            let most = f64::from(groups) + 5.0 * (2.0 * f64::from(groups)).sqrt() + 8.0;
            assert!(sum < most, "{draws} of {cards}: {sum} in {groups} groups");
        }
    }

    #[test]
    fn no_heap_is_too_small_or_too_large() {
        let mut random = Streams::new("occupancy", 0).purpose("bounds").stream(0);
        for (draws, cards) in
            [(0, 0), (0, 5), (1, 1), (9, 1), (20_000, 1), (20_000, 3), (10, 1 << 50), (1 << 40, 1_000)]
        {
            let found = Occupancy::new(cards).draw(draws, &mut random);
            assert!(found <= draws.min(cards) && found >= draws.min(1), "{draws} of {cards}: {found}");
        }
    }
}
