//! Splits a total into whole parts by largest remainders; used wherever an exact total is spread over parts.
//!
//! # Reference
//! Hamilton's method: Balinski and Young 1982, "Fair Representation", section 3. Ties go to the earlier part.

/// Splits `total` in proportion to `weights`, exactly: the parts add up to `total`, and each differs
/// from its exact share by less than 1. All weights 0 count as all 1.
///
/// # Panics
/// If there are no weights, or `total` times the sum of the weights exceeds 128 bits.
///
/// ```
/// assert_eq!(recount::election::apportion(10, &[1, 1, 1]), [4, 3, 3]);
/// ```
pub fn apportion(total: u64, weights: &[u64]) -> Vec<u64> {
    assert!(!weights.is_empty(), "nothing to apportion to");
    let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
    if sum == 0 {
        return apportion(total, &vec![1; weights.len()]);
    }
    let exact: Vec<u128> = weights.iter().map(|&w| u128::from(total) * u128::from(w)).collect();
    let mut parts: Vec<u64> = exact.iter().map(|e| (e / sum) as u64).collect();
    let left = total - parts.iter().sum::<u64>();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&i| (std::cmp::Reverse(exact[i] % sum), i));
    for &i in by_remainder.iter().take(left as usize) {
        parts[i] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_add_up_and_stay_within_one(total in 0_u64..1_000_000_000, weights in prop::collection::vec(0_u64..1_000_000, 1..40)) {
            let parts = apportion(total, &weights);
            prop_assert_eq!(parts.iter().sum::<u64>(), total);
            let sum: u64 = weights.iter().sum();
            if sum > 0 {
                for (&part, &weight) in parts.iter().zip(&weights) {
                    let share = total as f64 * weight as f64 / sum as f64;
                    prop_assert!((part as f64 - share).abs() < 1.0 + 1e-6);
                }
            }
        }
    }
}
