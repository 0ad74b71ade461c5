//! How few cards any audit could need that knew the true rates: the log-optimal limit.
//!
//! # Reference
//! Wald 1945: with replacement E n ≥ ln(1/α) / max E ln(1 + z (x/m − 1)). Without replacement, along the mean path of the
//! population, it is no bound any more but a good yardstick.

use super::grids::{Cell, Kind};

/// Kinds of a population with the cards that agree.
fn distribution(kinds: &[Kind]) -> Vec<Kind> {
    let errors: f64 = kinds.iter().map(|(_, rate)| rate).sum();
    kinds.iter().copied().filter(|(_, rate)| *rate > 0.0).chain([(1.0, 1.0 - errors)]).collect()
}

/// The largest growth of one card against a mean `m`, where a card that agrees is worth 1.
fn growth(distribution: &[Kind], m: f64) -> f64 {
    let slope = |z: f64| distribution.iter().map(|(x, p)| p * (x / m - 1.0) / (1.0 + z * (x / m - 1.0))).sum::<f64>();
    if slope(0.0) <= 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    if distribution.iter().all(|(x, _)| *x > 0.0) && slope(1.0) >= 0.0 {
        low = 1.0;
    } else {
        for _ in 0..50 {
            let z = 0.5 * (low + high);
            if slope(z) > 0.0 { low = z } else { high = z }
        }
    }
    distribution.iter().map(|(x, p)| p * (1.0 + low * (x / m - 1.0)).ln()).sum()
}

/// With replacement, and without along the mean path, for one population of a cell.
pub(crate) fn cards(cell: &Cell, kinds: &[Kind]) -> (f64, f64) {
    let distribution = distribution(kinds);
    // Half the margin as a share of the upper bound is what the null's mean lies below 1.
    let null = 1.0 - cell.margin / (2.0 * cell.upper);
    let needed = (1.0 / cell.limit).ln();
    let with = needed / growth(&distribution, null);
    let mean: f64 = distribution.iter().map(|(x, p)| x * p).sum();
    let (all, mut sum) = (cell.cards as f64, 0.0);
    for n in 0..cell.cards {
        let before = n as f64;
        let left = (all * null - before * mean) / (all - before);
        let step = if left > 0.0 { growth(&distribution, left) } else { f64::INFINITY };
        if sum + step >= needed {
            return (with, before + (needed - sum) / step);
        }
        sum += step;
    }
    (with, all)
}
