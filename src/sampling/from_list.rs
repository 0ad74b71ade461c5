//! Draws without a manifest: from a range of numbers, or from a list of names.

use std::collections::HashMap;

use super::drawing::nothing;
use super::generator::MOST_DRAWN;
use super::generator::{DrawnFrom, Generator, Named, Names, Pick, Terms};
use super::rounds::{self, EarlierRound};
use crate::error::Complaint;
use crate::reason::{complaints, manifest};

/// Draws from the numbers `from` to `to`, both included, after `skip` earlier draws; a pick's unit is its distance from
/// `from`.
///
/// # Errors
/// If the range is empty, nothing is to be drawn, or more is to be drawn without replacement than there is.
pub fn draw_numbers(
    generator: &dyn Generator,
    terms: &Terms,
    (from, to): (i64, i64),
    skip: usize,
    after: &[EarlierRound],
) -> Result<Vec<Pick>, Complaint> {
    let count = i128::from(to) - i128::from(from) + 1;
    if count <= 0 {
        return Err(Complaint::allowed("", manifest::found_numbers_from(from, to), complaints::rule_first_last()));
    }
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let id = |unit: u64| (i128::from(from) + i128::from(unit)).to_string();
    begin(
        generator,
        terms,
        DrawnFrom { names: &Named { count, id }, nouns: manifest::names_numbers, weights: None },
        skip,
        after,
    )
}

/// Draws from a list of names, each there once, after `skip` earlier draws.
///
/// # Errors
/// If a name comes twice, or more is to be drawn without replacement than there is.
pub fn draw_names(
    generator: &dyn Generator,
    terms: &Terms,
    names: &[String],
    skip: usize,
    after: &[EarlierRound],
) -> Result<Vec<Pick>, Complaint> {
    let mut seen = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        if let Some(first) = seen.insert(name.as_str(), at) {
            let found = manifest::found_name_twice(format_args!("{name:?}"), first + 1, at + 1);
            return Err(Complaint::allowed("", found, complaints::rule_every_name()));
        }
    }
    drop(seen);
    begin(generator, terms, DrawnFrom { names: &List(names), nouns: manifest::names_names, weights: None }, skip, after)
}

/// Names in the order of a list.
struct List<'a>(&'a [String]);

impl Names for List<'_> {
    fn count(&self) -> u64 {
        self.0.len() as u64
    }

    fn name(&self, number: u64) -> String {
        self.0[number as usize].clone()
    }

    fn each(&self, visit: &mut dyn FnMut(u64, &[u8])) {
        self.0.iter().zip(0..).for_each(|(name, number)| visit(number, name.as_bytes()));
    }
}

fn begin(
    generator: &dyn Generator,
    terms: &Terms,
    units: DrawnFrom<'_>,
    skip: usize,
    after: &[EarlierRound],
) -> Result<Vec<Pick>, Complaint> {
    let count = units.count();
    let most = (terms.most as u64).saturating_add(rounds::draws(after));
    if most > MOST_DRAWN {
        let rule = complaints::rule_at_most_skipped(MOST_DRAWN);
        return Err(Complaint::allowed("", manifest::found_draws(most), rule));
    }
    if count == 0 && most > 0 || !terms.replacement && most > count {
        let found = manifest::found_draws_of(most, (units.nouns)());
        return Err(Complaint::allowed("", found, complaints::rule_at_most_there(count)));
    }
    if terms.most <= skip {
        return Err(nothing());
    }
    Ok(rounds::begin(generator, units, terms, after)?.take(terms.most).skip(skip).collect())
}
