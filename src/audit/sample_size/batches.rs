//! Batch comparison by MACRO: draws in proportion to a bound on each batch's error.
//!
//! # Reference
//! Stark 2009, "Efficient post-election audits of multiple contests", SSRN 1443314 (MACRO); Aslam, Popa and Rivest 2008,
//! "On Auditing Elections When Precincts Have Different Sizes", EVT '08 (PPEB).

use std::collections::BTreeMap;

use super::question::CheckedQuestion;
use super::spec::{ReportedBatch, cut};
use super::{MOST, NextRound, Sizes};
use crate::reason::{Reason, complaints, rules};
use crate::risk::{AuditedBatch, MacroBatches, largest_ratio};

/// The form in which batches are given.
const FORM: &str = "{id: {\"ballots\": n, candidate: n}}";

/// Most batches times pairs of a question.
const MOST_WORK: usize = 20_000_000;

/// Draws of a clean audit, and the batches and ballots among them.
pub(super) fn answer(asked: &CheckedQuestion<'_>) -> Result<Sizes, Reason> {
    let (bounds, bounding) = bounds(asked)?;
    let batches = asked.spec.batches.iter().flat_map(BTreeMap::values);
    let size = bounding.size(asked.risk_limit, 1.0);
    let reached = |bound: f64| {
        let draws = size.unwrap_or(0) as f64;
        -libm::expm1(draws * libm::log1p(-(bounding.weight(bound)).min(1.0)))
    };
    let many = bounds.len() as u64;
    let ballots = batches.zip(&bounds).map(|(batch, &bound)| batch.ballots as f64 * reached(bound)).sum();
    Ok(Sizes {
        no_error: size,
        least: size,
        batches: Some(bounds.iter().map(|&bound| reached(bound)).sum()),
        ballots: Some(ballots),
        total_bound: Some(bounding.total),
        full_hand_count: size.is_none_or(|size| size >= many),
        exact: true,
        ..Sizes::default()
    })
}

/// The remaining draws after a number of draws of batches that all agreed; with differences, `recount risk` gives
/// `to_go`.
pub(super) fn after(asked: &CheckedQuestion<'_>, draws: u64) -> Result<Sizes, Reason> {
    let (bounds, bounding) = bounds(asked)?;
    let clean = AuditedBatch { bound: 1.0, overstatement: 0.0, times: draws };
    let p_value = bounding.p_value(&[clean]);
    let to_go = bounding.size(asked.risk_limit, p_value);
    let reached =
        |bound: f64| -libm::expm1(to_go.unwrap_or(0) as f64 * libm::log1p(-(bounding.weight(bound)).min(1.0)));
    let batches = asked.spec.batches.iter().flat_map(BTreeMap::values).zip(&bounds);
    let ballots: f64 = batches.map(|(batch, &bound)| batch.ballots as f64 * reached(bound)).sum();
    let cards = to_go.map(|_| libm::ceil(ballots) as u64);
    let next = |&chance: &f64| (chance.to_string(), NextRound { cards, draws: to_go, ..NextRound::default() });
    let stop = p_value <= asked.risk_limit;
    Ok(Sizes {
        p_value: Some(p_value),
        stop: Some(stop),
        next_round: Some(if stop { BTreeMap::new() } else { asked.quantiles.iter().map(next).collect() }),
        full_hand_count: !stop && to_go.is_none_or(|more| draws.saturating_add(more) >= bounds.len() as u64),
        to_go,
        total_bound: Some(bounding.total),
        exact: true,
        ..Sizes::default()
    })
}

/// The bound of every batch, and their formula.
fn bounds(asked: &CheckedQuestion<'_>) -> Result<(Vec<f64>, MacroBatches), Reason> {
    let spec = asked.spec;
    let Some(batches) = &spec.batches else {
        return Err(complaints::error_needed("batches", complaints::found_nothing(), FORM));
    };
    if spec.margin.is_some() || !spec.votes.is_empty() {
        return Err(complaints::error_allowed(
            "votes",
            complaints::found_beside("batches"),
            rules::rule_votes_of_batches(),
        ));
    }
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for (id, batch) in batches {
        if batch.ballots > MOST {
            let key = format!("batches.{}.ballots", cut(id));
            return Err(complaints::error_allowed(key, batch.ballots, complaints::rule_at_most(MOST)));
        }
        for (name, &votes) in &batch.votes {
            if votes > batch.ballots {
                let key = format!("batches.{}.{}", cut(id), cut(name));
                return Err(complaints::error_allowed(key, votes, rules::rule_ballots_of_batch(batch.ballots)));
            }
            let total = totals.entry(name).or_default();
            *total = total.saturating_add(votes);
        }
    }
    let seats = spec.winners.unwrap_or(1);
    for (id, batch) in batches {
        // An empty line of a report is not a zero.
        if let Some(missing) = totals.keys().find(|name| !batch.votes.contains_key(**name)) {
            let (key, found) = (format!("batches.{}", cut(id)), rules::found_no_count_for(cut(missing)));
            return Err(complaints::error_allowed(key, found, rules::rule_count_for_each()));
        }
        let votes = batch.votes.values().fold(0_u64, |sum, votes| sum.saturating_add(*votes));
        if votes > batch.ballots.saturating_mul(seats.max(1) as u64) {
            let (key, rule) = (format!("batches.{}", cut(id)), rules::rule_on_each_of_batch(seats, batch.ballots));
            return Err(complaints::error_allowed(key, rules::found_votes(votes), rule));
        }
    }
    if seats == 0 || seats >= totals.len() {
        let found = rules::found_names_seats(totals.len(), seats);
        return Err(complaints::error_needed("batches", found, rules::rule_more_names()));
    }
    let mut order: Vec<(&str, u64)> = totals.into_iter().collect();
    order.sort_by_key(|&(_, votes)| std::cmp::Reverse(votes));
    if order[seats - 1].1 == order[seats].1 {
        return Err(rules::error_tie("batches"));
    }
    let (won, lost) = order.split_at(seats);
    if (won.len() * lost.len()).saturating_mul(batches.len()) > MOST_WORK {
        return Err(complaints::error_allowed("batches", batches.len(), rules::rule_batches_pairs(MOST_WORK)));
    }
    let of = |batch: &ReportedBatch, name: &str| batch.votes.get(name).copied().unwrap_or(0) as i64;
    let bound = |batch: &ReportedBatch| {
        let pairs = won.iter().flat_map(|w| lost.iter().map(move |l| (w, l)));
        let ratio = |(w, l): (&(&str, u64), &(&str, u64))| {
            (of(batch, w.0) - of(batch, l.0) + batch.ballots as i64, (w.1 - l.1) as i64)
        };
        largest_ratio(pairs.map(ratio)).max(0.0)
    };
    let bounds: Vec<f64> = batches.values().map(bound).collect();
    let bounding = MacroBatches::new(bounds.iter().copied());
    Ok((bounds, bounding))
}
