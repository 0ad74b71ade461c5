//! Batches drawn with probability proportional to their error bounds, with replacement.
//!
//! # Reference
//! Aslam, Popa and Rivest 2008, "On Auditing Elections When Precincts Have Different Sizes", §4 (PPEBWR); the stream is
//! Rivest's 2011: draw number i is 1 + SHA-256(seed "," i) mod U, U the sum of the bounds in their last decimal place,
//! and the batch is the first whose running sum of bounds reaches it.

use super::decimal::Decimal;
use super::generator::{DrawnFrom, Generator, Pick, Picks, PublicProof, Terms};
use super::rivest::hashes;
use crate::error::Complaint;
use crate::reason::{Reason, complaints, findings, manifest};

/// Draws by weight.
#[derive(Clone, Copy, Debug)]
pub struct Ppeb;

/// Largest sum of weights. SHA-256 values are 2¹³⁶ times larger, so the remainder of a division favours no batch
/// measurably.
const LARGEST: u128 = 1 << 120;

impl Generator for Ppeb {
    fn name(&self) -> &'static str {
        "ppeb"
    }

    fn says(&self) -> Reason {
        findings::generator_ppeb()
    }

    fn always_replaces(&self) -> bool {
        true
    }

    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint> {
        let Some(weights) = units.weights else {
            return Err(Complaint::allowed("", manifest::found_no_weights(), complaints::rule_bounds()));
        };
        let ends = running_sums(weights)?;
        Ok(Box::new(weighted_picks(terms.seed.clone(), ends)))
    }
}

/// The exact running sums of weights.
///
/// # Errors
/// If their sum is 0 or too large.
pub fn running_sums(weights: &[u128]) -> Result<Vec<u128>, Complaint> {
    let mut sum = 0_u128;
    let mut ends = Vec::with_capacity(weights.len());
    for &weight in weights {
        let larger = sum.checked_add(weight).filter(|&larger| larger <= LARGEST);
        sum = larger.ok_or_else(|| {
            Complaint::allowed("", manifest::found_sum_large(), manifest::rule_sum_units(LARGEST.to_string()))
        })?;
        ends.push(sum);
    }
    if sum == 0 {
        return Err(Complaint::allowed("", manifest::found_sum_0(), complaints::rule_at_least_above_0()));
    }
    Ok(ends)
}

/// Draws from batches with these running sums of weights, without end.
///
/// # Panics
/// If the weights are all 0.
pub fn weighted_picks(seed: String, ends: Vec<u128>) -> impl Iterator<Item = Pick> + Send {
    let sum = ends.last().copied().unwrap_or(0);
    assert!((1..=LARGEST).contains(&sum), "weights of {sum} in all");
    hashes(seed).zip(1..).map(move |(digest, counter)| {
        let number = digest.iter().fold(0_u128, |rest, &byte| ((rest << 8) | u128::from(byte)) % sum);
        let unit = ends.partition_point(|&end| end <= number) as u64;
        Pick { unit, mark: PublicProof::Number { counter, number: number + 1 } }
    })
}

/// Decimal weights as whole numbers, in units of the last decimal place that any of them has.
///
/// # Errors
/// If one does not fit.
pub fn whole_weights(weights: &[Decimal]) -> Result<Vec<u128>, Complaint> {
    let places = weights.iter().map(|weight| weight.places).max().unwrap_or(0);
    let whole = |weight: &Decimal| weight.digits.checked_mul(10_u128.pow(places - weight.places));
    let found = || Complaint::allowed("", manifest::found_sizes(), manifest::rule_36_digits(places));
    weights.iter().map(|weight| whole(weight).ok_or_else(found)).collect()
}
