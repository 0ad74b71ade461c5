//! Sums of two independent counts, always in the same order, so that all machines get the same bits.

/// Outputs that are summed side by side.
const LANES: usize = 16;

/// Σ `one[i]` · `other[j]` by i + j, for the first `most` of these sums; empty if one of them is empty.
pub(super) fn convolved(one: &[f64], other: &[f64], most: usize) -> Vec<f64> {
    // Every sum goes over the whole of the shorter list.
    let (chances, kernel) = if one.len() < other.len() { (other, one) } else { (one, other) };
    if kernel.is_empty() {
        return Vec::new();
    }
    // An index beyond the last wanted sum contributes to none.
    let kernel = &kernel[..kernel.len().min(most.max(1))];
    let beside = kernel.len() - 1;
    let length = (chances.len() + beside).min(most);
    let mut wide = vec![0.0; length + beside + LANES];
    let kept = chances.len().min(length);
    wide[beside..beside + kept].copy_from_slice(&chances[..kept]);
    let mut sums = vec![0.0; length];
    for (place, out) in sums.chunks_mut(LANES).enumerate() {
        let mut lanes = [0.0; LANES];
        let here = &wide[place * LANES..place * LANES + beside + LANES];
        for (values, weight) in here.windows(LANES).zip(kernel.iter().rev()) {
            for (lane, value) in lanes.iter_mut().zip(values) {
                *lane += weight * value;
            }
        }
        out.copy_from_slice(&lanes[..out.len()]);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::convolved;

    #[test]
    fn sums_by_hand() {
        assert_eq!(convolved(&[1.0, 2.0, 3.0], &[4.0, 5.0], 9), [4.0, 13.0, 22.0, 15.0]);
        assert_eq!(convolved(&[1.0, 2.0, 3.0], &[4.0, 5.0], 2), [4.0, 13.0]);
        assert!(convolved(&[], &[1.0], 3).is_empty());
        let (many, few): (Vec<f64>, Vec<f64>) = ((1..=40).map(f64::from).collect(), vec![1.0; 7]);
        let slow = |at: usize| (0..7).filter_map(|j| many.get(at.checked_sub(j)?)).sum::<f64>();
        assert_eq!(convolved(&many, &few, usize::MAX), (0..46).map(slow).collect::<Vec<_>>());
    }
}
