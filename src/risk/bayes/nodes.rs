//! Fixed numbers for simulated sums, so that the answer depends on the question alone.
//!
//! # Reference
//! Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA (`SplitMix64`).

/// A fixed sequence of pseudo-random numbers in `[0, 1)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nodes {
    state: u64,
}

impl Nodes {
    /// The sequence with that number; sequences of small numbers do not overlap.
    pub fn of(number: u64) -> Self {
        Self { state: number.wrapping_mul(0xD1B5_4A32_D192_ED03) }
    }

    /// The next number.
    #[expect(clippy::should_implement_trait, reason = "it never ends, and nobody iterates over it")]
    pub fn next(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_spread_evenly_and_always_the_same() {
        let (mut one, mut other) = (Nodes::default(), Nodes::default());
        let mut tenths = [0_u32; 10];
        for _ in 0..100_000 {
            let x = one.next();
            assert_eq!(x.to_bits(), other.next().to_bits());
            tenths[(x * 10.0) as usize] += 1;
        }
        // Five standard deviations of a tenth of 100,000.
        assert!(tenths.iter().all(|n| n.abs_diff(10_000) < 475), "{tenths:?}");
    }
}
