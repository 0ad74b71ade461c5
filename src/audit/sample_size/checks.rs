//! Checks of a question's rates, cards and votes, before anything is computed.

use super::MOST;
use super::spec::{Spec, cut};
use crate::reason::{Reason, complaints, rules};
use crate::risk::DiscrepancyRates;
use crate::risk::bet::spec::names::typed_apart;

/// The rates of discrepancies, 0 if none are given.
pub(super) fn rates(spec: &Spec) -> Result<DiscrepancyRates, Reason> {
    spec.discrepancies.unwrap_or_default().checked().map_err(|(key, found, rule)| {
        let point = if key.is_empty() { "" } else { "." };
        complaints::error_allowed(format!("discrepancies{point}{key}"), found, rule)
    })
}

/// Checks that no name of a candidate or batch is given in two spellings.
pub(super) fn names(spec: &Spec) -> Result<(), Reason> {
    apart("votes", spec.votes.keys())?;
    let Some(batches) = &spec.batches else { return Ok(()) };
    apart("batches", batches.keys())?;
    apart("batches", batches.values().flat_map(|batch| batch.votes.keys()))
}

fn apart<'n>(key: &str, names: impl Iterator<Item = &'n String>) -> Result<(), Reason> {
    typed_apart(key, names.map(String::as_str)).map_err(Reason::from)
}

/// Cards in the population: as given, else the number of votes.
pub(super) fn cards(spec: &Spec) -> Result<Option<u64>, Reason> {
    if spec.margin.is_some() && !spec.votes.is_empty() {
        return Err(complaints::error_allowed(
            "margin",
            complaints::found_beside("votes"),
            complaints::rule_one_of_two(),
        ));
    }
    if let Some((name, n)) = spec.votes.iter().find(|(_, n)| **n > MOST) {
        return Err(complaints::error_allowed(format!("votes.{}", cut(name)), *n, complaints::rule_at_most(MOST)));
    }
    let sum = spec.votes.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    let Some(ballots) = spec.ballots else { return Ok((sum > 0).then_some(sum.min(MOST))) };
    let one_vote = spec.winners.unwrap_or(1) == 1;
    let least = if one_vote { sum } else { spec.votes.values().copied().max().unwrap_or(0) }.max(1);
    if ballots < least || ballots > MOST {
        return Err(complaints::error_allowed("ballots", ballots, rules::rule_votes_to(least, MOST)));
    }
    Ok(Some(ballots))
}
