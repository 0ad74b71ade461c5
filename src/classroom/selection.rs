//! Which ballots of a large election come to the class: a systematic sample in the order of what the voters meant.
//!
//! Ballots are sorted by what the voter meant, then by what the record says, and every (N/n)th is taken. Each candidate's
//! share, and the share of each way of marking, is then kept within one ballot. Ballots that the machine recorded wrongly are
//! sampled apart, at least one of them.

/// Starting points that are tried.
pub(super) const STARTS: u64 = 64;

/// How many of `n` are taken where `part` of `all` belong: the nearest whole number, at least 1 where there is any, and so
/// that the others are not left out.
pub(super) fn share(n: usize, part: u64, all: u64) -> usize {
    if part == 0 || all == 0 {
        return 0;
    }
    let nearest = (2 * u128::from(part) * n as u128 + u128::from(all)) / (2 * u128::from(all));
    let most = if part == all { n } else { n.saturating_sub(1) };
    (nearest as usize).max(1).min(most).min(part.try_into().unwrap_or(usize::MAX))
}

/// A systematic sample of `n` of the ballots that these counts have, in their order: for each, its kind and its rank within the
/// kind. `start` is one of [`STARTS`].
///
/// # Panics
/// If there are fewer ballots.
pub(super) fn systematic(counts: &[u64], n: usize, start: u64) -> Vec<(usize, u64)> {
    let all: u64 = counts.iter().sum();
    assert!(n as u64 <= all, "a sample of what there is");
    let mut taken = Vec::with_capacity(n);
    let (mut kind, mut before) = (0, 0);
    for j in 0..n as u64 {
        let place = u128::from(STARTS * j + start) * u128::from(all) / (u128::from(STARTS) * n as u128);
        let place = place as u64;
        while place >= before + counts[kind] {
            before += counts[kind];
            kind += 1;
        }
        taken.push((kind, place - before));
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_kept_within_one_ballot_and_none_is_taken_twice() {
        let counts = [101, 3, 79, 0, 17];
        for start in 0..STARTS {
            let taken = systematic(&counts, 40, start);
            let mut distinct = taken.clone();
            distinct.dedup();
            assert_eq!(distinct.len(), 40);
            for (kind, &count) in counts.iter().enumerate() {
                let exact = 40.0 * count as f64 / 200.0;
                let got = taken.iter().filter(|it| it.0 == kind).count() as f64;
                assert!((got - exact).abs() < 1.0, "{got} beside {exact}");
                assert!(taken.iter().filter(|it| it.0 == kind).all(|it| it.1 < count));
            }
        }
    }

    #[test]
    fn a_rare_fault_is_seen_and_a_common_one_leaves_room() {
        assert_eq!(share(40, 0, 1000), 0);
        assert_eq!(share(40, 1, 1000), 1);
        assert_eq!(share(40, 500, 1000), 20);
        assert_eq!(share(40, 999, 1000), 39);
        assert_eq!(share(40, 1000, 1000), 40);
    }
}
