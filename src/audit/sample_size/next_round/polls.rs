//! Polls that are judged at round ends, BRAVO ballot by ballot, and posteriors: pair by pair from the votes seen.

use serde_json::Value;

use super::NextRound;
use super::pairs::{PairSaid, RoundPair, pairs, together};
use crate::audit::sample_size::question::CheckedQuestion;
use crate::audit::sample_size::{MOST, PairFigures, Sizes, known_rounds};
use crate::reason::{Reason, complaints, rules};
use crate::risk::bayes::{BayesStratum, MOST_FOR_TWO, Ties, size_for, upset};
use crate::risk::polling::{Before, RoundRule, RoundSample, TooLong, least_from, scaled};

/// The growth of rounds whose schedule is a rule: the default of audits.
const GROWTH: f64 = 1.5;

/// A size in ballots of the pair as a round.
fn round(figures: &PairFigures, seen: u64, n: Option<u64>) -> NextRound {
    let ballots = n.map(|n| n - seen);
    // No card holds two ballots of a pair.
    let cards = ballots.map(|more| scaled(more, figures.cards, figures.pair).max(more));
    NextRound { cards, ballots, n, ..NextRound::default() }
}

/// Polls that are judged at round ends, and BRAVO ballot by ballot, by its counts.
pub(super) fn by_rounds(asked: &CheckedQuestion<'_>, sample: &Value, rule: &dyn RoundRule) -> Result<Sizes, Reason> {
    if asked.spec.probe.is_some() {
        return Err(complaints::error_allowed("probe", rules::found_beside_sample_given(), rules::rule_without_one()));
    }
    let fixed = ["minerva", "athena"].contains(&rule.name());
    if asked.spec.rounds.is_some() && !fixed {
        return Err(complaints::error_allowed(
            "rounds",
            rules::found_beside_sample_given(),
            rules::rule_fixed_rounds(),
        ));
    }
    let pairs = pairs(asked, sample)?;
    if asked.spec.rounds.is_some() && pairs.len() > 1 {
        return Err(complaints::error_allowed("rounds", rules::found_beside_pairs(), rules::rule_beside_one()));
    }
    let said = pairs.iter().map(|pair| of_pair(asked, pair, rule, fixed)).collect::<Result<_, _>>()?;
    let note = match rule.name() {
        _ if fixed => Some(rules::note_fixed_rounds()),
        "so_bravo" => Some(rules::note_counts_alone()),
        _ => None,
    };
    Ok(together(asked, &pairs, said, note))
}

fn of_pair(
    asked: &CheckedQuestion<'_>,
    pair: &RoundPair,
    rule: &dyn RoundRule,
    fixed: bool,
) -> Result<PairSaid, Reason> {
    let too_long = |why: TooLong| known_rounds::too_long("sample", why);
    let design = pair.figures.design()?;
    let mut before = Before::default();
    let (mut p_value, mut stops) = (1.0_f64, false);
    for &sample in &pair.rounds {
        // A round without a ballot of the pair gives no evidence about it.
        if sample.n > MOST {
            return Err(complaints::error_allowed(
                "sample",
                rules::found_ballots(sample.n),
                complaints::rule_at_most(MOST),
            ));
        }
        if stops || sample.n == before.sample.n {
            continue;
        }
        let judged = before.observe(rule, &design, sample).map_err(too_long)?;
        stops = judged.stop;
        // A rule may require more than a small P-value: until it allows stopping, no level was reached.
        p_value = if judged.stop || judged.p_value > asked.risk_limit { p_value.min(judged.p_value) } else { p_value };
    }
    if stops {
        return Ok(PairSaid { p_value, stops, to_go: Some(0), sizes: Vec::new() });
    }
    let RoundSample { n: seen, k } = before.sample;
    let most = seen.saturating_add(design.ballots());
    let mut at_best = |n: u64| Ok(rule.kmin(&design, &mut before, n)?.is_some_and(|kmin| kmin <= k + (n - seen)));
    let to_go = least_from(seen, most, &mut at_best).map_err(too_long)?.map(|n| n - seen);
    let mut sizes = Vec::new();
    if fixed {
        let grown = (libm::ceil(seen as f64 * GROWTH) as u64).max(seen + 1);
        let next = match &asked.spec.rounds {
            Some(ends) => ends.iter().copied().find(|&end| end > seen),
            // Before the first draw the size is one of `first_round`.
            None => (seen > 0).then_some(grown),
        };
        if next.is_some() || asked.spec.rounds.is_some() {
            let mut size = round(&pair.figures, seen, next.filter(|&n| n <= most));
            if let Some(n) = size.n {
                let (kmin, chance) = rule.next_round(&design, &mut before, n).map_err(too_long)?;
                (size.kmin, size.chance) = (kmin, Some(chance));
            }
            sizes.push(("scheduled".to_owned(), size));
        }
    } else {
        for &chance in &asked.quantiles {
            let n = rule.next_size(&design, &mut before, chance, most).map_err(too_long)?;
            let mut size = round(&pair.figures, seen, n);
            size.kmin = n.map(|n| rule.kmin(&design, &mut before, n)).transpose().map_err(too_long)?.flatten();
            sizes.push((chance.to_string(), size));
        }
    }
    Ok(PairSaid { p_value, stops, to_go, sizes })
}

/// The posterior of two candidates.
pub(super) fn believed(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Sizes, Reason> {
    if asked.spec.votes.len() > 2 {
        return Err(complaints::error_allowed("votes", rules::found_more_than_two("bayes_polling"), rules::rule_two()));
    }
    let pairs = pairs(asked, sample)?;
    let RoundPair { figures, rounds, .. } = &pairs[0];
    let design = figures.design()?;
    let seen = rounds.last().copied().unwrap_or_default();
    if figures.pair > MOST_FOR_TWO || seen.n > figures.pair {
        let most = figures.pair.min(MOST_FOR_TWO);
        let found = rules::found_ballots_of(seen.n, figures.pair);
        return Err(complaints::error_allowed("sample", found, complaints::rule_at_most(most)));
    }
    let chance = |n: u64, k: u64| {
        let known = BayesStratum { unseen: figures.pair - n, seen: vec![k, n - k], prior: vec![0.5, 0.5] };
        upset(&known, 0, Ties::Lose).unwrap_or(1.0)
    };
    let p_value = chance(seen.n, seen.k);
    let stops = seen.n > 0 && p_value <= asked.risk_limit;
    let mut said = PairSaid { p_value, stops, to_go: Some(0), sizes: Vec::new() };
    if !stops {
        let at_best = |n: u64| Ok::<_, std::convert::Infallible>(chance(n, seen.k + (n - seen.n)) <= asked.risk_limit);
        said.to_go = least_from(seen.n, figures.pair, at_best).unwrap_or_default().map(|n| n - seen.n);
        for &asks in &asked.quantiles {
            let n = size_for(&design, seen, asks, figures.pair);
            said.sizes.push((asks.to_string(), round(figures, seen.n, n)));
        }
    }
    let note = rules::note_two(rules::note_upset(), rules::note_without_end());
    Ok(together(asked, &pairs, vec![said], Some(note)))
}
