//! The places of differing cards in a draw: the gaps between them are drawn at once, and exactly.
//!
//! Without replacement the probability that the next card differs is (differing cards left)/(cards left). Over a
//! stretch of draws it stays below a bound. Gaps are drawn for the bound, and a hit is kept with the ratio of the
//! probability to the bound.
//!
//! # Derivation
//! `docs/derivations/drawing-discrepancies.md`.
//!
//! # Reference
//! Lewis and Shedler 1979, "Simulation of nonhomogeneous Poisson processes by thinning", Naval Res. Logist. Q. 26(3), here for
//! draws in place of time.

use crate::random::Random;
use crate::risk::fast::skip_agreement::{OFF, quick_ln};

/// Draws up to `end` in which the probability is at most `bound`.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    end: u64,
    bound: f64,
    /// 1/ln(1 − bound).
    per_ln: f64,
}

/// The distribution of the places of differing cards.
#[derive(Clone, Debug)]
pub(super) struct Gaps {
    cards: u64,
    differing: u64,
    replacement: bool,
    stretches: Vec<Stretch>,
}

impl Gaps {
    /// The distribution for a draw from `cards`, of which `differing` differ.
    pub(super) fn new(cards: u64, differing: u64, replacement: bool) -> Self {
        let mut stretches = Vec::new();
        let mut end = 0;
        while end < cards && differing > 0 {
            // A sixteenth of the remaining cards, so that their number hardly changes within a stretch.
            end = if replacement { u64::MAX } else { end + ((cards - end) / 16).max(1) };
            // The fewest cards are left at the last draw of the stretch: there the probability is largest, as no
            // differing card may have been drawn before.
            let left = if replacement { cards } else { cards - end + 1 };
            let bound = (differing as f64 / left as f64).min(1.0);
            stretches.push(Stretch { end, bound, per_ln: 1.0 / libm::log1p(-bound) });
        }
        Self { cards, differing, replacement, stretches }
    }

    /// The state before the first draw.
    pub(super) fn start(&self) -> DifferingPlaces {
        DifferingPlaces { next: 0, stretch: 0, left: self.differing }
    }
}

/// Places of differing cards in one draw, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct DifferingPlaces {
    /// The next draw.
    next: u64,
    stretch: usize,
    left: u64,
}

impl DifferingPlaces {
    /// The draw, from 0, of the next card that differs; `u64::MAX` if there is none.
    pub(super) fn next(&mut self, gaps: &Gaps, random: &mut Random) -> u64 {
        while self.left > 0 {
            let Some(stretch) = gaps.stretches.get(self.stretch) else { break };
            // 1 − unit is in (0, 1], so the logarithm is finite. A bound of 1 gives no gap.
            let gap = whole(1.0 - random.unit(), stretch.per_ln);
            // A geometric gap has no memory: if it reaches beyond the stretch, the rest is drawn anew with the bound of
            // the next one.
            if gap >= stretch.end - self.next {
                (self.next, self.stretch) = (stretch.end, self.stretch + 1);
                continue;
            }
            let at = self.next + gap;
            self.next = at + 1;
            if self.next == stretch.end {
                self.stretch += 1;
            }
            let cards = if gaps.replacement { gaps.cards } else { gaps.cards - at };
            // A hit is kept with the ratio of its actual probability, left/cards, to the bound.
            if random.unit() * stretch.bound * (cards as f64) < self.left as f64 {
                if !gaps.replacement {
                    self.left -= 1;
                }
                return at;
            }
        }
        u64::MAX
    }
}

/// The whole part of ln(x) · `per_ln`, for x in (0, 1].
fn whole(x: f64, per_ln: f64) -> u64 {
    let (nearly, off) = (quick_ln(x) * per_ln, 2.0 * OFF * per_ln.abs());
    let (low, high) = ((nearly - off) as u64, (nearly + off) as u64);
    // The fast logarithm is used only if its error cannot change the whole part, so the gap is always that of `libm`.
    if low == high { low } else { (libm::log(x) * per_ln) as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;

    #[test]
    fn places_follow_the_law_of_a_shuffled_heap() {
        // With 3 of 7 cards, each of the 35 sets of places is equally likely.
        let gaps = Gaps::new(7, 3, false);
        let mut counts = std::collections::BTreeMap::new();
        let purpose = Streams::new("gaps", 0).purpose("test");
        for index in 0..70_000 {
            let (mut places, mut random) = (gaps.start(), purpose.stream(index));
            let set = [(); 3].map(|()| places.next(&gaps, &mut random));
            assert_eq!(places.next(&gaps, &mut random), u64::MAX);
            *counts.entry(set).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 35);
        let chi_square: f64 = counts.values().map(|&c| (f64::from(c) - 2_000.0).powi(2) / 2_000.0).sum();
        // 34 degrees of freedom: P(> 76) < 1e-4.
        assert!(chi_square < 76.0, "{chi_square}");
    }

    #[test]
    fn the_first_place_in_many_cards_has_its_mean() {
        let gaps = Gaps::new(100_000, 110, false);
        let purpose = Streams::new("first", 0).purpose("test");
        let (mut sum, mut found) = (0.0, 0_u64);
        for index in 0..20_000 {
            let (mut places, mut random) = (gaps.start(), purpose.stream(index));
            sum += places.next(&gaps, &mut random) as f64;
            found += 1;
            while places.next(&gaps, &mut random) < 50_000 {
                found += 1;
            }
        }
        // (N − D)/(D + 1) before the first; standard deviation of the mean about 900/√20,000 = 6.4.
        let mean = sum / 20_000.0;
        assert!((mean - (100_000.0 - 110.0) / 111.0).abs() < 32.0, "{mean}");
        // Half of 110 lie in the first half: standard deviation of the mean √(110/4/20,000) = 0.037.
        let half = found as f64 / 20_000.0;
        assert!((half - 55.0).abs() < 0.19, "{half}");
    }
}
