//! The rest of an audit that is judged card by card: comparisons by their counts, and any martingale after its sample
//! so far.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{NextRound, counts};
use crate::assertion::AGREES;
use crate::audit::clean_size::stake;
use crate::audit::sample_size::comparison;
use crate::audit::sample_size::figures::UNITS;
use crate::audit::sample_size::question::CheckedQuestion;
use crate::audit::sample_size::{MOST, PairFigures, Sizes};
use crate::random::Streams;
use crate::reason::{Reason, complaints, rules};
use crate::risk::{Bet, Betting, Discrepancies, DiscrepancyRates, RiskFunction, SuperSimple};

/// Most cards of a sample that are taken one by one.
const ONE_BY_ONE: u64 = 2_000_000;
/// Number of simulated audits if no distribution gives the rest, and most draws of all of them.
const TRIALS: u32 = 1_000;
const MOST_DRAWS: u64 = 30_000_000;

/// Mixes kinds of cards as evenly as possible: the kind of the next card, after a number of each.
fn next_evenly(kinds: &[(u64, u64)], taken: &[u64]) -> usize {
    // The kind whose next card is due first: card number j of m of a kind is due at (2j + 1)/2m of the way.
    let due = |at: usize| (2 * taken[at] + 1) as f64 / kinds[at].1.max(1) as f64;
    let open = (0..kinds.len()).filter(|&at| taken[at] < kinds[at].1);
    open.min_by(|&a, &b| due(a).total_cmp(&due(b))).unwrap_or(0)
}

/// The rest of an audit whose evidence is a betting martingale; the sample is taken as evenly mixed.
pub(super) fn martingale<B: Bet + Clone>(
    asked: &CheckedQuestion<'_>,
    risk: Betting<B>,
    seen: &[(u64, u64)],
    best: u64,
    rest: &[(u64, u64)],
) -> Result<Sizes, Reason> {
    let limit = asked.risk_limit;
    let all: u64 = seen.iter().map(|(_, n)| n).sum();
    if all > ONE_BY_ONE {
        return Err(complaints::error_allowed(
            "sample",
            rules::found_cards(all),
            rules::rule_at_most_this_method(ONE_BY_ONE),
        ));
    }
    let mut risk = risk;
    let mut taken = vec![0; seen.len()];
    for _ in 0..all {
        let kind = next_evenly(seen, &taken);
        taken[kind] += 1;
        risk.observe(seen[kind].0);
    }
    let mixed = seen.iter().filter(|(_, n)| *n > 0).count() > 1;
    let (p_value, stop) = (risk.p_value(), risk.p_value() <= limit);
    let left: u64 = rest.iter().map(|(_, n)| n).sum();
    let mut sizes = Sizes { p_value: Some(p_value), stop: Some(stop), exact: !mixed, ..Sizes::default() };
    sizes.note = mixed.then(rules::note_order);
    if stop {
        (sizes.to_go, sizes.next_round) = (Some(0), Some(BTreeMap::new()));
        return Ok(sizes);
    }
    let steps = left.min(ONE_BY_ONE);
    let mut best_risk = risk.clone();
    let mut draws = 0;
    while draws < steps && best_risk.p_value() > limit {
        best_risk.observe(best);
        draws += 1;
    }
    sizes.to_go = (best_risk.p_value() <= limit).then_some(draws);
    // If the remaining cards are all of one kind, the rest is certain.
    let certain = rest.iter().all(|&(value, n)| n == 0 || value == best);
    let by_lot = if certain { Vec::new() } else { lots(asked, &risk, rest) };
    let of = |chance: f64| {
        let at = (libm::ceil(chance * by_lot.len() as f64) as usize).max(1) - 1;
        if certain { sizes.to_go } else { by_lot.get(at).copied().flatten() }
    };
    let next = |&chance: &f64| (chance.to_string(), NextRound { cards: of(chance), ..NextRound::default() });
    let next: BTreeMap<String, NextRound> = asked.quantiles.iter().map(next).collect();
    sizes.full_hand_count = sizes.to_go.is_none() || next.values().any(|size| size.cards.is_none_or(|n| n >= left));
    sizes.next_round = Some(next);
    if !certain {
        (sizes.exact, sizes.trials) = (false, Some(by_lot.len() as u64));
    }
    Ok(sizes)
}

/// The cards that audits take from here on, simulated from the remaining cards, rising; `None` if one never confirms.
fn lots<B: Bet + Clone>(asked: &CheckedQuestion<'_>, risk: &Betting<B>, rest: &[(u64, u64)]) -> Vec<Option<u64>> {
    let seed = asked.spec.seed.as_deref().unwrap_or(crate::random::DEFAULT_SEED);
    let purpose = Streams::new(seed, 0).purpose("next round");
    let mut spent = 0;
    let mut sizes = Vec::new();
    for trial in 0..asked.spec.trials.unwrap_or(TRIALS) {
        let mut random = purpose.stream(u64::from(trial));
        let mut left: Vec<u64> = rest.iter().map(|(_, n)| *n).collect();
        let mut all: u64 = left.iter().sum();
        let (mut risk, mut draws, mut size) = (risk.clone(), 0, None);
        while all > 0 && spent < MOST_DRAWS {
            let mut place = (random.unit() * all as f64) as u64;
            let mut kind = 0;
            while kind + 1 < left.len() && place >= left[kind] {
                place -= left[kind];
                kind += 1;
            }
            left[kind] = left[kind].saturating_sub(1);
            (all, draws, spent) = (all - 1, draws + 1, spent + 1);
            risk.observe(rest[kind].0);
            if risk.p_value() <= asked.risk_limit {
                size = Some(draws);
                break;
            }
        }
        if spent >= MOST_DRAWS {
            break;
        }
        sizes.push(size);
    }
    sizes.sort_by_key(|size| size.unwrap_or(u64::MAX));
    sizes
}

/// The counts of a comparison.
fn found(sample: &Value) -> Result<(u64, Discrepancies), Reason> {
    let counts = counts(sample, &["n", "o1", "o2", "u1", "u2"])?;
    let found = Discrepancies { o1: counts["o1"], o2: counts["o2"], u1: counts["u1"], u2: counts["u2"] };
    if found.cards() > counts["n"] {
        return Err(complaints::error_allowed("sample.n", counts["n"], rules::rule_at_least_discrepant()));
    }
    Ok((counts["n"], found))
}

/// Kaplan and Markov's bound.
pub(super) fn super_simple(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Sizes, Reason> {
    let (n, found) = found(sample)?;
    let figures = asked.figures()?;
    let bound = SuperSimple { gamma: figures.gamma, margin: figures.diluted() };
    let p_value = bound.p_value(n, &found);
    let stop = p_value <= asked.risk_limit;
    let mut sizes = Sizes { p_value: Some(p_value), stop: Some(stop), exact: true, ..Sizes::default() };
    if stop {
        (sizes.to_go, sizes.next_round) = (Some(0), Some(BTreeMap::new()));
        return Ok(sizes);
    }
    let to_go = bound.least(asked.risk_limit, &found).saturating_sub(n).max(1);
    // From here on it is an audit of its own, with the risk limit divided by the P-value so far.
    let left = asked.risk_limit / libm::exp(bound.ln_p_value(n, &found).clamp(-600.0, 600.0));
    let distribution = (figures.rates != DiscrepancyRates::default())
        .then(|| comparison::super_simple(&PairFigures { risk_limit: left, ..figures }));
    let of = |chance: f64| distribution.as_ref().map_or(Some(to_go), |distribution| distribution.quantile(chance));
    let next = |&chance: &f64| (chance.to_string(), NextRound { cards: of(chance), ..NextRound::default() });
    let next: BTreeMap<String, NextRound> = asked.quantiles.iter().map(next).collect();
    let all = asked.cards.unwrap_or(MOST);
    sizes.full_hand_count = next.values().any(|size| size.cards.is_none_or(|cards| cards >= all));
    (sizes.to_go, sizes.next_round) = (Some(to_go), Some(next));
    Ok(sizes)
}

/// Our default bet.
pub(super) fn compared(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Sizes, Reason> {
    let cards = asked.needed_cards()?;
    let (n, found) = found(sample)?;
    if n > cards {
        return Err(complaints::error_allowed("sample.n", n, rules::rule_at_most_cards_there(cards)));
    }
    let figures = asked.figures()?;
    let over = figures.overstatement();
    let seen = [n - found.cards(), found.o1, found.o2, found.u1, found.u2];
    let expected = figures.kinds_of_cards();
    let mut rest: Vec<(u64, u64)> = (0..5).map(|at| (UNITS[at], expected[at].saturating_sub(seen[at]))).collect();
    // The number of remaining cards is kept: agreement fills up for discrepancies seen beyond expectation.
    let others: u64 = rest[1..].iter().map(|(_, n)| n).sum();
    rest[0].1 = (cards - n).saturating_sub(others);
    let mut surplus = others.saturating_sub(cards - n);
    for (_, n) in &mut rest[1..] {
        let less = surplus.min(*n);
        (*n, surplus) = (*n - less, surplus - less);
    }
    let seen: Vec<(u64, u64)> = UNITS.into_iter().zip(seen).collect();
    let risk = Betting::new(over.null(false), stake(over, asked.risk_limit));
    martingale(asked, risk, &seen, AGREES, &rest)
}
