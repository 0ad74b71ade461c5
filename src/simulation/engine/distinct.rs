//! The number of distinct cards among draws with replacement (the occupancy distribution), without a step for each
//! draw.
//!
//! Of new draws a binomial number falls on cards that came before; the others fall on new cards. The draws on new cards
//! are halved until repeats among them are rare; then the gaps to the repeats are drawn.
//!
//! # Derivation
//! `docs/derivations/occupancy.md`.
//!
//! # Reference
//! Johnson and Kotz 1977, "Urn Models and Their Application", chapter 3 (occupancy).

use crate::random::Random;

/// Distinct cards among draws with replacement.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Distinct {
    draws: u64,
    distinct: u64,
}

impl Distinct {
    /// Distinct cards among this number of draws, at least as many as in earlier calls, from `cards`.
    pub(super) fn among(&mut self, draws: u64, cards: u64, random: &mut Random) -> u64 {
        let new = draws - self.draws;
        let again = hits(new, self.distinct, cards, random);
        self.distinct += fresh(new - again, cards - self.distinct, random);
        self.draws = draws;
        self.distinct
    }
}

/// Distinct cards among draws from cards of which none has come before.
fn fresh(draws: u64, cards: u64, random: &mut Random) -> u64 {
    // Two expected repeats: below, drawing gaps is cheaper than another halving.
    if draws as f64 * draws as f64 > 4.0 * cards as f64 && draws > 1 {
        let half = draws / 2;
        let first = fresh(half, cards, random);
        let again = hits(draws - half, first, cards, random);
        return first + fresh(draws - half - again, cards - first, random);
    }
    let bound = (draws as f64 / cards.max(1) as f64).min(1.0);
    let per_ln = 1.0 / libm::log1p(-bound);
    let (mut at, mut distinct) = (0, 0);
    while at < draws {
        // 1 − unit is in (0, 1], so the logarithm is finite. A bound of 1 gives no gap.
        let gap = ((libm::log(1.0 - random.unit()) * per_ln) as u64).min(draws - at);
        (at, distinct) = (at + gap, distinct + gap);
        if at < draws {
            // Gaps are drawn for the largest possible probability of a repeat; a hit is kept with the ratio of the
            // actual probability to it (thinning).
            let again = random.unit() * bound * (cards as f64) < distinct as f64;
            distinct += u64::from(!again);
            at += 1;
        }
    }
    distinct
}

/// Largest expected number of hits that is drawn at once: the probability of no hit is then at least e⁻⁴⁴, and does not
/// underflow.
const MOST: f64 = 32.0;

/// The number of draws with replacement that hit the `marked` of `cards`: a binomial count, by sums of its
/// probabilities.
fn hits(draws: u64, marked: u64, cards: u64, random: &mut Random) -> u64 {
    if draws == 0 || marked == 0 {
        return 0;
    }
    if marked == cards {
        return draws;
    }
    let unmarked = cards - marked;
    if marked > unmarked {
        return draws - hits(draws, unmarked, cards, random);
    }
    let share = marked as f64 / cards as f64;
    if draws as f64 * share > MOST {
        let half = draws / 2;
        return hits(half, marked, cards, random) + hits(draws - half, marked, cards, random);
    }
    let odds = marked as f64 / unmarked as f64;
    let mut lot = random.unit();
    let mut chance = libm::exp(draws as f64 * libm::log1p(-share));
    let mut hits = 0;
    while lot >= chance && hits < draws {
        lot -= chance;
        chance *= (draws - hits) as f64 / (hits + 1) as f64 * odds;
        hits += 1;
        // Probabilities below the last digit of the uniform number change nothing.
        if chance < f64::EPSILON * f64::EPSILON && hits as f64 > draws as f64 * share {
            break;
        }
    }
    hits
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::random::Streams;

    /// The probabilities of each number of distinct cards after that number of draws, draw by draw.
    pub(in crate::simulation::engine) fn distribution(draws: u64, cards: u64) -> Vec<f64> {
        let mut chances = vec![0.0; cards.min(draws) as usize + 1];
        chances[0] = 1.0;
        for _ in 0..draws {
            for d in (0..chances.len()).rev() {
                let new = if d > 0 { chances[d - 1] * (cards + 1 - d as u64) as f64 } else { 0.0 };
                chances[d] = (chances[d] * d as f64 + new) / cards as f64;
            }
        }
        chances
    }

    fn chi_square(ends: &[u64], cards: u64, seed: &str) -> (f64, usize) {
        const TRIALS: u64 = 60_000;
        let purpose = Streams::new(seed, 0).purpose("test");
        let expected = distribution(*ends.last().expect("an end"), cards);
        let mut counts = vec![0_u64; expected.len()];
        for index in 0..TRIALS {
            let (mut distinct, mut random) = (Distinct::default(), purpose.stream(index));
            let found = ends.iter().map(|&draws| distinct.among(draws, cards, &mut random)).last().expect("an end");
            counts[found as usize] += 1;
        }
        // Neighbours with small expected numbers are combined.
        let (mut sum, mut groups, mut now) = (0.0, 0, (0.0, 0.0));
        for (chance, &count) in expected.iter().zip(&counts) {
            now = (now.0 + chance * TRIALS as f64, now.1 + count as f64);
            if now.0 > 20.0 {
                sum += (now.1 - now.0).powi(2) / now.0;
                (groups, now) = (groups + 1, (0.0, 0.0));
            }
        }
        (sum + (now.1 - now.0).powi(2) / now.0.max(1.0), groups)
    }

    #[test]
    fn distinct_cards_are_those_of_the_occupancy_law() {
        let cases: [(&[u64], u64); 7] = [
            (&[1, 4], 4),
            (&[40], 1_000),
            (&[300], 1_000),
            (&[100, 200, 400], 1_000),
            (&[3_000], 500),
            (&[900, 2_000, 5_000], 40_000),
            (&[5, 60, 61], 7),
        ];
        for (ends, cards) in cases {
            let (sum, groups) = chi_square(ends, cards, "distinct");
            // Five standard deviations of the sum of this number of squares.
            let most = groups as f64 + 5.0 * (2.0 * groups as f64).sqrt() + 8.0;
            assert!(sum < most, "{ends:?} of {cards}: {sum} in {groups} groups");
        }
    }

    #[test]
    fn every_draw_is_accounted_for() {
        let mut random = Streams::new("distinct", 0).purpose("bounds").stream(0);
        for (draws, cards) in [(0, 5), (1, 1), (1_000_000, 1), (1_000_000, 3), (10, 1 << 50), (1 << 40, 1_000)] {
            let found = Distinct::default().among(draws, cards, &mut random);
            assert!(found <= draws.min(cards) && found >= draws.min(1), "{draws} of {cards}: {found}");
        }
    }
}
