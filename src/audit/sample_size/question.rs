//! The answer to a question of `plan --spec`, field by field, and the checks that every question passes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::figures::margin_refused;
use super::spec::{Spec, cut};
use super::{
    FirstRoundSizes, LEAST_MARGIN, MOST, NextRound, PairFigures, Planned, Probed, SIZED, SampleSizeDistribution, checks,
};
use crate::audit::nobody_can_lose;
use crate::random::is_seed;
use crate::reason::{Filling, Reason, complaints, in_english, rules};
use crate::risk::{DiscrepancyRates, GAMMA};

/// Default quantiles.
const USUAL: [f64; 2] = [0.5, 0.9];

/// Most quantiles, rounds or probes of one question.
const LONGEST: usize = 1_000;

/// Most quantiles of one question.
const QUANTILES: usize = 25;

/// Sizes by probability; `None` beyond the horizon or beyond the number of ballots.
pub(super) type Quantiles = BTreeMap<String, Option<u64>>;

/// The answer; a field without meaning for the method is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Sizes {
    /// Expected cards drawn, if the reported votes and the stated discrepancies are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<f64>,
    /// A lower bound of `expected`, if wealth was rounded to steps: down for `expected`, up for this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_at_least: Option<f64>,
    /// The smallest number of cards by which the audit has stopped with each probability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantiles: Option<BTreeMap<String, Option<u64>>>,
    /// Expected ballots of the pair, if other ballots are drawn too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_of_pair: Option<f64>,
    /// The same sizes in ballots of the pair, if other ballots are drawn too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantiles_of_pair: Option<BTreeMap<String, Option<u64>>>,
    /// Wald's average sample number in ballots of the contest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asn: Option<u64>,
    /// The closed form for a sample without any discrepancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_error: Option<u64>,
    /// Stark's closed form at the expected discrepancies; absent if no sample is enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_rates: Option<u64>,
    /// The smallest sample that confirms if every card agrees with the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// Sizes of a first round by probability of stopping there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_round: Option<BTreeMap<String, FirstRoundSizes>>,
    /// The requested rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounds: Option<Vec<Planned>>,
    /// The requested single first rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probe: Option<Vec<Probed>>,
    /// The P-value of the given sample, the smallest over its rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_value: Option<f64>,
    /// Whether it confirms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<bool>,
    /// The fewest further cards (of the pair, in polls; draws of batches) after which the audit may confirm: 0 exactly
    /// if it has confirmed; absent if no number of the remaining cards is enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_go: Option<u64>,
    /// Sizes of the next round by probability of confirming there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_round: Option<BTreeMap<String, NextRound>>,
    /// Expected batches that are drawn at least once, of `no_error` draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batches: Option<f64>,
    /// Expected ballots in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots: Option<f64>,
    /// The sum of the batches' bounds on error, in margins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_bound: Option<f64>,
    /// Number of cards up to which the distribution is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<u64>,
    /// Probability that the audit has not stopped at the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<f64>,
    /// Number of simulated audits, if expected and quantiles come from them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trials: Option<u64>,
    /// Standard error of `expected`, if it was simulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// 95 % intervals of the quantiles, if they were simulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantiles_interval95: Option<BTreeMap<String, [u64; 2]>>,
    /// Whether every ballot has to be counted: by design, or because a size exceeds the number of ballots.
    pub full_hand_count: bool,
    /// Whether expected, quantiles and rounds are exact for their question, neither an approximation nor simulated.
    pub exact: bool,
    /// A note on the figures.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "in_english")]
    pub note: Option<Reason>,
}

impl Sizes {
    /// The answer if nobody can lose.
    pub(super) fn of_nobody() -> Self {
        Self { least: Some(0), exact: true, note: Some(nobody_can_lose()), ..Self::default() }
    }

    /// The requested quantiles of a distribution.
    pub(super) fn of_distribution(distribution: &SampleSizeDistribution, asked: &CheckedQuestion<'_>) -> Self {
        let quantiles: Quantiles =
            asked.quantiles.iter().map(|&chance| (chance.to_string(), distribution.quantile(chance))).collect();
        let all = |size: &Option<u64>| size.is_none_or(|size| size >= distribution.cards());
        let beyond = distribution.complete() && quantiles.values().any(all);
        let of_pair =
            || asked.quantiles.iter().map(|&c| (c.to_string(), distribution.of_counting().quantile(c))).collect();
        let missing = quantiles.values().any(Option::is_none);
        let sure = asked
            .quantiles
            .iter()
            .all(|&chance| distribution.quantile(chance) == distribution.earliest_quantile(chance));
        let at_least = distribution.expected_at_least();
        Self {
            expected: Some(distribution.expected()),
            expected_of_pair: distribution.is_thinned().then(|| distribution.of_counting().expected()),
            quantiles_of_pair: distribution.is_thinned().then(of_pair),
            horizon: Some(distribution.horizon()),
            left: Some(distribution.full_hand_count(distribution.horizon())),
            full_hand_count: beyond,
            expected_at_least: (at_least < distribution.expected()).then_some(at_least),
            exact: distribution.exact() && sure && (distribution.complete() || !missing),
            note: (!distribution.complete() && distribution.full_hand_count(distribution.horizon()) > 1e-6)
                .then(|| rules::note_law_cut(distribution.horizon())),
            quantiles: Some(quantiles),
            ..Self::default()
        }
    }
}

/// A question that was checked.
pub(super) struct CheckedQuestion<'s> {
    pub(super) spec: &'s Spec,
    pub(super) risk_limit: f64,
    pub(super) quantiles: Vec<f64>,
    /// Cards in the population, if they are known.
    pub(super) cards: Option<u64>,
    pub(super) rates: DiscrepancyRates,
    pub(super) gamma: f64,
}

/// The methods that each key belongs to.
const KEYS: &[(&str, &[&str])] = &[
    ("gamma", &["super_simple"]),
    ("discrepancies", &["super_simple", "ballot_comparison"]),
    ("share", &["fixed_percentage"]),
    ("rounds", &["bravo", "so_bravo", "eor_bravo", "minerva", "athena", "providence"]),
    ("probe", &["bravo", "so_bravo", "eor_bravo", "minerva", "athena", "providence"]),
    ("batches", &["batch_comparison"]),
    ("trials", &["polling", "super_simple", "ballot_comparison"]),
    ("seed", &["polling", "super_simple", "ballot_comparison"]),
];

/// Whether a method may draw with replacement, or without.
fn may_draw(method: &str, replacement: bool) -> bool {
    match method {
        "bravo" | "so_bravo" => true,
        "eor_bravo" | "minerva" | "athena" | "providence" | "super_simple" | "batch_comparison" => replacement,
        _ => !replacement,
    }
}

impl<'s> CheckedQuestion<'s> {
    pub(super) fn of(spec: &'s Spec) -> Result<Self, Reason> {
        let method = spec.method.as_str();
        if !SIZED.contains(&method) {
            return Err(unknown_method(&cut(method)));
        }
        let risk_limit = spec.risk_limit.unwrap_or(0.05);
        if !(risk_limit > 0.0 && risk_limit < 1.0) {
            return Err(complaints::error_allowed("risk_limit", risk_limit, complaints::rule_below_1()));
        }
        if let Some(seed) = spec.seed.as_ref().filter(|seed| !is_seed(seed)) {
            return Err(complaints::error_allowed("seed", format!("{seed:?}"), rules::rule_seed()));
        }
        let given = |key: &str| match key {
            "gamma" => spec.gamma.is_some(),
            "discrepancies" => spec.discrepancies.is_some(),
            "share" => spec.share.is_some(),
            "rounds" => spec.rounds.is_some(),
            "probe" => spec.probe.is_some(),
            "batches" => spec.batches.is_some(),
            "trials" => spec.trials.is_some(),
            _ => spec.seed.is_some(),
        };
        for (key, methods) in KEYS {
            if given(key) && !methods.contains(&method) {
                let rule = rules::rule_with(methods.join(", "));
                return Err(complaints::error_allowed(*key, complaints::found_beside(method), rule));
            }
        }
        if let Some(replacement) = spec.replacement.filter(|&replacement| !may_draw(method, replacement)) {
            let found = rules::found_with_method(replacement.to_string(), method);
            return Err(complaints::error_allowed("replacement", found, (!replacement).to_string()));
        }
        let quantiles = spec.quantiles.clone().unwrap_or_else(|| USUAL.to_vec());
        if quantiles.len() > QUANTILES {
            let found = rules::found_of_them(quantiles.len());
            return Err(complaints::error_allowed("quantiles", found, complaints::rule_at_most(QUANTILES)));
        }
        if let Some(wrong) = quantiles.iter().find(|&&chance| !(chance > 0.0 && chance < 1.0)) {
            return Err(complaints::error_allowed("quantiles", *wrong, complaints::rule_below_1()));
        }
        for (key, list) in [("rounds", &spec.rounds), ("probe", &spec.probe)] {
            let list = list.as_deref().unwrap_or_default();
            if list.len() > LONGEST {
                let found = rules::found_of_them(list.len());
                return Err(complaints::error_allowed(key, found, complaints::rule_at_most(LONGEST)));
            }
            if let Some(wrong) = list.iter().find(|&&n| n > MOST) {
                return Err(complaints::error_allowed(key, *wrong, complaints::rule_at_most(MOST)));
            }
            if key == "rounds" && !list.is_sorted_by(|a, b| a < b) {
                return Err(complaints::error_allowed(key, rules::found_not_rising(), rules::rule_rising()));
            }
        }
        if let Some(trials) = spec.trials.filter(|trials| !(10..=100_000).contains(trials)) {
            return Err(complaints::error_allowed("trials", trials, complaints::rule_range(10, 100_000)));
        }
        let gamma = spec.gamma.unwrap_or(GAMMA);
        if !(gamma > 1.0 && gamma < 1e6) {
            return Err(complaints::error_allowed("gamma", gamma, rules::rule_above_1()));
        }
        let rates = checks::rates(spec)?;
        checks::names(spec)?;
        Ok(Self { spec, risk_limit, quantiles, cards: checks::cards(spec)?, rates, gamma })
    }

    /// Whether all candidates win, so that no other outcome is possible.
    pub(super) fn nobody_loses(&self) -> bool {
        let seats = self.spec.winners.unwrap_or(1);
        let names = match &self.spec.batches {
            Some(batches) => batches.values().flat_map(|batch| batch.votes.keys()).collect::<BTreeSet<_>>().len(),
            None => self.spec.votes.len(),
        };
        let by_distribution = ["fixed_percentage", "full_hand_count"].contains(&self.spec.method.as_str());
        self.spec.margin.is_none() && !by_distribution && names > 0 && seats >= names
    }

    /// Cards in the population.
    pub(super) fn needed_cards(&self) -> Result<u64, Reason> {
        let missing =
            || complaints::error_needed("ballots", complaints::found_nothing(), rules::rule_population_cards());
        self.cards.ok_or_else(missing)
    }

    /// The figures of the closest pair: the last winner and the first loser.
    pub(super) fn figures(&self) -> Result<PairFigures, Reason> {
        let spec = self.spec;
        let cards = self.cards.unwrap_or(MOST);
        let figures = if let Some(margin) = spec.margin {
            if !(LEAST_MARGIN..=1.0).contains(&margin) {
                return Err(margin_refused(margin));
            }
            if margin * (cards as f64) < 0.5 {
                return Err(complaints::error_needed("margin", rules::found_less_than_vote(), rules::rule_a_lead()));
            }
            PairFigures::of_margin(cards, margin, self.risk_limit)?
        } else {
            let seats = spec.winners.unwrap_or(1);
            let mut votes: Vec<u64> = spec.votes.values().copied().collect();
            votes.sort_unstable_by(|a, b| b.cmp(a));
            if seats == 0 || seats >= votes.len() {
                let found = rules::found_names_seats(votes.len(), seats);
                return Err(complaints::error_needed("votes", found, rules::rule_more_names_or_margin()));
            }
            PairFigures::of_votes(cards, votes[seats - 1], votes[seats], self.risk_limit)?
        };
        let replacement = spec.replacement.unwrap_or(figures.replacement);
        Ok(PairFigures { rates: self.rates, gamma: self.gamma, replacement, ..figures })
    }
}

pub(super) fn unknown_method(found: &str) -> Reason {
    let near = SIZED.iter().map(|name| (strsim::damerau_levenshtein(found, name), name)).min();
    let near = near.filter(|(distance, name)| *distance <= 1 + name.len() / 3);
    let known: Filling = SIZED.join(", ").into();
    let allowed: Filling = match near {
        Some((_, name)) => rules::rule_of_near(known, format!("{name:?}")).into(),
        None => known,
    };
    complaints::error_allowed("method", format!("{found:?}"), allowed)
}
