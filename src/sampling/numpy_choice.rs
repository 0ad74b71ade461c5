//! Arlo's draw of batches by weight: the generator and the choice of `NumPy`, step by step, so that a draw that Arlo made can
//! be made again.
//!
//! Arlo seeds `NumPy`'s default generator with SHA-256 of the public seed and calls `choice` with replacement and the weights
//! of the batches. The generator is PCG64 (XSL RR 128/64), seeded through a `SeedSequence`; `choice` looks up uniform numbers
//! in the running sums of the weights.
//!
//! # Reference
//! O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation",
//! HMC-CS-2014-0905, §6.3; O'Neill 2015, "Developing a `seed_seq` Alternative" (the mixing of the seed); the documentation of
//! `NumPy`'s `SeedSequence`, `PCG64` and `Generator.choice`; Arlo's documentation of its draw.

use sha2::{Digest, Sha256};

/// `NumPy`'s default generator.
#[derive(Clone, Debug)]
pub struct NumpyGenerator {
    state: u128,
    increment: u128,
}

/// The multiplier of the 128-bit congruential generator.
const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;

/// Words of the pool in which a seed is mixed.
const POOL: usize = 4;

/// A hash whose constant changes with every word.
struct WordHash {
    constant: u32,
    factor: u32,
}

impl WordHash {
    fn hash(&mut self, word: u32) -> u32 {
        let mixed = word ^ self.constant;
        self.constant = self.constant.wrapping_mul(self.factor);
        let mixed = mixed.wrapping_mul(self.constant);
        mixed ^ (mixed >> 16)
    }
}

/// Two words as one.
fn mix(one: u32, other: u32) -> u32 {
    let mixed = one.wrapping_mul(0xca01_f9dd).wrapping_sub(other.wrapping_mul(0x4973_f715));
    mixed ^ (mixed >> 16)
}

impl NumpyGenerator {
    /// The generator of a seed: a whole number as words of 32 bits, the lowest first, without zero words at its end.
    pub fn seeded(entropy: &[u32]) -> Self {
        let mut hash = WordHash { constant: 0x43b0_d7e5, factor: 0x931e_8875 };
        let mut pool = [0; POOL];
        for (at, word) in pool.iter_mut().enumerate() {
            *word = hash.hash(entropy.get(at).copied().unwrap_or(0));
        }
        for from in 0..POOL {
            for to in (0..POOL).filter(|&to| to != from) {
                pool[to] = mix(pool[to], hash.hash(pool[from]));
            }
        }
        for &word in entropy.iter().skip(POOL) {
            for to in &mut pool {
                *to = mix(*to, hash.hash(word));
            }
        }
        let mut hash = WordHash { constant: 0x8b51_f9dd, factor: 0x58f3_8ded };
        let mut words = pool.iter().cycle().map(|&word| u128::from(hash.hash(word)));
        // Two words are a number of 64 bits, the lower first; two such numbers one of 128 bits, the higher first.
        let mut wide = || {
            let parts: [u128; 4] = std::array::from_fn(|_| words.next().unwrap_or(0));
            (parts[0] | parts[1] << 32) << 64 | parts[2] | parts[3] << 32
        };
        let (state, stream) = (wide(), wide());
        let mut generator = Self { state: 0, increment: stream << 1 | 1 };
        generator.step();
        generator.state = generator.state.wrapping_add(state);
        generator.step();
        generator
    }

    fn step(&mut self) {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }

    /// The next uniform number in [0, 1): a multiple of 2⁻⁵³.
    pub fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The places of the first draws that Arlo makes with a public seed from batches of these weights, with replacement.
///
/// # Panics
/// If there is no batch, or a weight is no number.
pub fn arlo_draws(seed: &str, weights: &[f64], draws: usize) -> Vec<usize> {
    let hash = Sha256::digest(seed.as_bytes());
    let mut entropy: Vec<u32> =
        hash.rchunks(4).map(|word| word.iter().fold(0, |all, &byte| all << 8 | u32::from(byte))).collect();
    while entropy.last() == Some(&0) {
        entropy.pop();
    }
    let mut generator = NumpyGenerator::seeded(&entropy);
    let total: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let ends: Vec<f64> = weights
        .iter()
        .map(|weight| {
            assert!(!weight.is_nan(), "a weight is a number");
            sum += weight / total;
            sum
        })
        .collect();
    let last = *ends.last().expect("a batch");
    let place = |uniform: f64| ends.partition_point(|end| end / last <= uniform);
    (0..draws).map(|_| place(generator.next_f64())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_numpy_s_documentation() {
        // `numpy.random.default_rng(12345).random()` and the two after it, as NumPy's documentation shows them; and the first
        // number of `default_rng(0)`.
        let mut generator = NumpyGenerator::seeded(&[12_345]);
        let drawn: Vec<f64> = (0..3).map(|_| generator.next_f64()).collect();
        assert_eq!(drawn, [0.227_336_022_467_169_66, 0.316_758_339_709_752_87, 0.797_365_457_332_734_1]);
        assert_eq!(NumpyGenerator::seeded(&[]).next_f64().to_bits(), 0.636_961_687_321_454_3_f64.to_bits());
    }
}
