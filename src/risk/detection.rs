//! The probability that a draw of units without replacement contains at least one bad unit, and the size of draw it
//! takes.
//!
//! # Reference
//! Aslam, Popa and Rivest 2007, "On Estimating the Size and Confidence of a Statistical Audit", EVT '07, section 3 (the
//! exact probability; the size here is the exact smallest one, not their formula); Stanislevic 2006, "Random Auditing
//! of E-Voting Systems: How Much Is Enough?" (the largest shift within a precinct, which bounds the number of bad
//! ones).

/// The probability that `drawn` of `all` units contain none of the `bad`: C(all − bad, drawn) / C(all, drawn), in `[0,
/// 1]`.
pub fn missed(all: u64, bad: u64, drawn: u64) -> f64 {
    if bad == 0 || drawn == 0 {
        return 1.0;
    }
    if bad.saturating_add(drawn) > all {
        return 0.0;
    }
    // By symmetry the product can be taken over the smaller of the two.
    let (few, many) = (bad.min(drawn), bad.max(drawn));
    (0..few).map(|i| (all - many - i) as f64 / (all - i) as f64).product()
}

/// The smallest draw that contains one of the `bad` with that probability, in (0, 1]; `None` if there is no bad unit.
pub fn draws_to_meet(all: u64, bad: u64, chance: f64) -> Option<u64> {
    if bad == 0 || bad > all {
        return None;
    }
    let (mut low, mut high) = (0, all - bad + 1);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if 1.0 - missed(all, bad, middle) >= chance { high = middle } else { low = middle }
    }
    Some(high)
}

/// The smallest number of units whose shifts, each at least 0, sum to what is needed; `None` if all together do not.
pub fn fewest(shifts: impl IntoIterator<Item = f64>, needed: f64) -> Option<u64> {
    let mut shifts: Vec<f64> = shifts.into_iter().collect();
    shifts.sort_unstable_by(|a, b| b.total_cmp(a));
    let mut sum = 0.0;
    for (i, shift) in shifts.iter().enumerate() {
        if sum >= needed {
            return Some(i as u64);
        }
        sum += shift;
    }
    (sum >= needed).then_some(shifts.len() as u64)
}
