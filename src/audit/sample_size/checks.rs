//! What is asked of every question's rates and of its cards and votes before anything is computed.

use super::MOST;
use super::question::{Spec, cut};
use crate::risk::Rates;
use crate::wager::names::typed_apart;

/// The rates of discrepancies, none where none are given.
pub(super) fn rates(spec: &Spec) -> Result<Rates, String> {
    spec.discrepancies.unwrap_or_default().checked().map_err(|(key, found, rule)| {
        let point = if key.is_empty() { "" } else { "." };
        format!("discrepancies{point}{key}: found {found}; {rule}")
    })
}

/// Names of candidates and batches: none twice in two spellings.
pub(super) fn names(spec: &Spec) -> Result<(), String> {
    typed_apart("votes", spec.votes.keys().map(String::as_str))?;
    let Some(batches) = &spec.batches else { return Ok(()) };
    typed_apart("batches", batches.keys().map(String::as_str))?;
    typed_apart("batches", batches.values().flat_map(|batch| batch.votes.keys().map(String::as_str)))
}

/// Cards in the population: as given, else the votes.
pub(super) fn cards(spec: &Spec) -> Result<Option<u64>, String> {
    if spec.margin.is_some() && !spec.votes.is_empty() {
        return Err("margin: found beside votes; allowed: one of the two".to_owned());
    }
    if let Some((name, n)) = spec.votes.iter().find(|(_, n)| **n > MOST) {
        return Err(format!("votes.{}: found {n}; allowed: at most {MOST}", cut(name)));
    }
    let sum = spec.votes.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let Some(ballots) = spec.ballots else { return Ok((sum > 0).then_some(sum.min(MOST))) };
    let one_vote = spec.winners.unwrap_or(1) == 1;
    let least = if one_vote { sum } else { spec.votes.values().copied().max().unwrap_or(0) }.max(1);
    if ballots < least || ballots > MOST {
        return Err(format!("ballots: found {ballots}; allowed: {least} (the votes) to {MOST}"));
    }
    Ok(Some(ballots))
}
