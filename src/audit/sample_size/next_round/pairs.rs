//! Every winner against every loser with the votes seen in rounds, and the combined answer of all pairs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{NextRound, counts};
use crate::audit::sample_size::question::CheckedQuestion;
use crate::audit::sample_size::spec::cut;
use crate::audit::sample_size::{MOST, PairFigures, Sizes};
use crate::reason::{Reason, complaints, findings, rules};
use crate::risk::polling::RoundSample;

/// Most pairs of a winner and a loser, and most rounds.
const MOST_PAIRS: usize = 10_000;
const MOST_ROUNDS: usize = 1_000;

/// A winner and a loser, their reported votes, and their ballots in each round.
pub(super) struct RoundPair {
    pub(super) name: Reason,
    pub(super) figures: PairFigures,
    pub(super) rounds: Vec<RoundSample>,
}

/// Every pair of the contest with its votes in each round.
pub(super) fn pairs(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Vec<RoundPair>, Reason> {
    let spec = asked.spec;
    let by_margin = spec.margin.is_some();
    let names: Vec<&str> =
        if by_margin { vec!["winner", "loser"] } else { spec.votes.keys().map(String::as_str).collect() };
    let each = match sample {
        Value::Array(rounds) if rounds.len() <= MOST_ROUNDS => rounds.as_slice(),
        Value::Array(rounds) => {
            let found = rules::found_rounds(rounds.len());
            return Err(complaints::error_allowed("sample", found, complaints::rule_at_most(MOST_ROUNDS)));
        }
        one => std::slice::from_ref(one),
    };
    let each = each.iter().map(|round| counts(round, &names)).collect::<Result<Vec<_>, _>>()?;
    let rounds = |winner: &str, loser: &str| {
        let mut sum = RoundSample::default();
        let mut all = Vec::with_capacity(each.len());
        for round in &each {
            sum.n = sum.n.saturating_add(round[winner]).saturating_add(round[loser]);
            sum.k = sum.k.saturating_add(round[winner]);
            all.push(sum);
        }
        all
    };
    if by_margin {
        let name = findings::pair_over("winner", "loser");
        return Ok(vec![RoundPair { name, figures: asked.figures()?, rounds: rounds("winner", "loser") }]);
    }
    let first = asked.figures()?;
    let mut order: Vec<(&String, u64)> = spec.votes.iter().map(|(name, votes)| (name, *votes)).collect();
    order.sort_by_key(|&(_, votes)| std::cmp::Reverse(votes));
    let (won, lost) = order.split_at(spec.winners.unwrap_or(1));
    if won.len() * lost.len() > MOST_PAIRS {
        let found = rules::found_pairs(won.len() * lost.len());
        return Err(complaints::error_allowed("votes", found, complaints::rule_at_most(MOST_PAIRS)));
    }
    let pair = |(winner, loser): (&(&String, u64), &(&String, u64))| {
        let of_votes = PairFigures::of_votes(first.cards, winner.1, loser.1, asked.risk_limit)?;
        Ok(RoundPair {
            name: findings::pair_over(cut(winner.0), cut(loser.0)),
            figures: PairFigures { replacement: first.replacement, ..of_votes },
            rounds: rounds(winner.0, loser.0),
        })
    };
    won.iter().flat_map(|winner| lost.iter().map(move |loser| (winner, loser))).map(pair).collect()
}

/// The answer for one pair.
pub(super) struct PairSaid {
    pub(super) p_value: f64,
    pub(super) stops: bool,
    /// The fewest ballots of the pair that may confirm; `None` if none of the remaining cards are enough.
    pub(super) to_go: Option<u64>,
    pub(super) sizes: Vec<(String, NextRound)>,
}

/// The combined answer of all pairs: the largest of each figure.
pub(super) fn together(
    asked: &CheckedQuestion<'_>,
    pairs: &[RoundPair],
    said: Vec<PairSaid>,
    note: Option<Reason>,
) -> Sizes {
    let mut next: BTreeMap<String, NextRound> = BTreeMap::new();
    let several = pairs.len() > 1;
    let (mut p_value, mut stop, mut to_go) = (0.0_f64, true, Some(0));
    for (pair, of) in pairs.iter().zip(said) {
        p_value = p_value.max(of.p_value);
        stop &= of.stops;
        to_go = to_go.zip(of.to_go).map(|(a, b)| a.max(b));
        for (chance, mut size) in of.sizes {
            size.pair = several.then(|| pair.name.clone());
            let asks = |size: &NextRound| size.cards.unwrap_or(u64::MAX);
            if next.get(&chance).is_none_or(|most| asks(&size) > asks(most)) {
                next.insert(chance, size);
            }
        }
    }
    let all = asked.cards.unwrap_or(MOST);
    let beyond = next.values().any(|size| size.cards.is_none_or(|cards| cards >= all));
    Sizes {
        p_value: Some(p_value),
        stop: Some(stop),
        full_hand_count: !stop && (to_go.is_none() || beyond),
        to_go,
        next_round: Some(next),
        exact: true,
        note,
        ..Sizes::default()
    }
}

/// The larger figures of two pairs.
pub(super) fn larger(a: Sizes, b: Sizes) -> Sizes {
    let most = |a: Option<u64>, b: Option<u64>| a.zip(b).map(|(a, b)| a.max(b));
    let mut next = a.next_round.unwrap_or_default();
    for (chance, size) in b.next_round.unwrap_or_default() {
        let asks = |size: &NextRound| size.cards.unwrap_or(u64::MAX);
        if next.get(&chance).is_none_or(|so_far| asks(&size) > asks(so_far)) {
            next.insert(chance, size);
        }
    }
    Sizes {
        p_value: a.p_value.zip(b.p_value).map(|(a, b)| a.max(b)),
        stop: a.stop.zip(b.stop).map(|(a, b)| a && b),
        to_go: most(a.to_go, b.to_go),
        next_round: Some(next),
        full_hand_count: a.full_hand_count || b.full_hand_count,
        exact: a.exact && b.exact,
        trials: a.trials.or(b.trials),
        note: a.note.or(b.note),
        ..Sizes::default()
    }
}
