//! The Bayesian probability of an upset, which has no risk limit.
//!
//! ```json
//! {"test":"bayes","ballots":10000,"sample":{"Ada":60,"Ben":45},"prior":{"Ada":0.5,"Ben":0.5},"winner":"Ada","ties":"lose"}
//! ```
//!
//! Candidates are those that `sample` or `prior` name; without a `prior` each has 0.5 ballots, and with one each needs
//! a weight above 0, and a count in the sample unless nothing was sampled (`{}`). Every ballot is for one of them. The
//! answer is `exact` for two candidates and up to 200,000,000 unseen ballots, three and 2,000,000, four or five and
//! 20,000. Beyond, it is simulated from a fixed stream (another one with another `seed`), with the 99 % `interval` and the
//! number of `trials`.
//!
//! `bayes_comparison` is the same test where ballots are sampled with their records, one stratum for each reported
//! vote: `"reported":{"Ada":5200,"Ben":4800}` and `"sample":{"Ada":{"Ada":50,"Ben":1},"Ben":{"Ben":49}}`, reported
//! before actual, with `"prior":{"match":1,"base":1}` the prior weight, in ballots, of pairs that agree and of others.
//! A pair of votes that was not seen may be left out. Where only one candidate is reported, nobody can lose, and there
//! is no `upset_probability`.
//!
//! The default prior favours no candidate: half a ballot for each candidate in polling, one for each vote in
//! comparison, whatever the record says. With nothing read, an upset is then as likely as not, or likelier. Where a
//! `prior` is given, `prior_upset_probability` is the probability before a ballot is read, and below one quarter a
//! `warning` is added.
//!
//! # Reference
//! Rivest and Shen 2012, "A Bayesian Method for Auditing Elections", EVT/WOTE '12; Rivest 2018, arXiv 1801.00528.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

use super::p_value_fields::{put_chance, put_nobody_loses};
use crate::number_format;
use crate::random::{Streams, is_seed};
use crate::reason::{complaints, questions, rules};
use crate::risk::bayes::{BayesStratum, Ties, drawn_upset, upset, upset_of_strata};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::names::{ByName, Name, distinct};
use crate::risk::bet::spec::question::{broken, carry, cut};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BayesPollingQuestion {
    ballots: u64,
    sample: ByName<u64>,
    #[serde(default)]
    prior: Option<ByName<f64>>,
    winner: Name,
    #[serde(default)]
    ties: TiesAsked,
    #[serde(default, deserialize_with = "seed")]
    seed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BayesComparisonQuestion {
    reported: ByName<u64>,
    sample: ByName<ByName<u64>>,
    #[serde(default)]
    prior: Option<CandidateWeights>,
    winner: Name,
    #[serde(default)]
    ties: TiesAsked,
    #[serde(default, deserialize_with = "seed")]
    seed: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CandidateWeights {
    #[serde(rename = "match")]
    agreeing: f64,
    base: f64,
}

impl Default for CandidateWeights {
    fn default() -> Self {
        Self { agreeing: 1.0, base: 1.0 }
    }
}

/// A seed that is given has to be one that people can repeat.
fn seed<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if is_seed(&text) {
        return Ok(text);
    }
    let found = cut(&serde::de::Unexpected::Str(&text).to_string());
    Err(carry(&complaints::why_found(found, rules::rule_seed())))
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
enum TiesAsked {
    #[default]
    Lose,
    Win,
}

impl From<TiesAsked> for Ties {
    fn from(asked: TiesAsked) -> Self {
        match asked {
            TiesAsked::Lose => Self::Lose,
            TiesAsked::Win => Self::Win,
        }
    }
}

/// Largest number of ballots, and largest weight, for which sums are exact.
const MOST: u64 = 1_000_000_000_000;
/// Most candidates times strata of a question.
const MOST_CELLS: usize = 1_000;
/// Cells to draw in all trials together, which sets the number of trials, at most [`MOST_TRIALS`].
const WORK: usize = 300_000;
const MOST_TRIALS: u64 = 50_000;
const LEVEL: f64 = 0.99;

/// The upset probability.
pub(super) fn answer(test: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    if test == "bayes_comparison" { comparison(&fields.read()?) } else { polling(&fields.read()?) }
}

fn polling(asked: &BayesPollingQuestion) -> Result<Value, RefusedField> {
    let names: BTreeSet<&Name> = asked.sample.keys().chain(asked.prior.iter().flat_map(|prior| prior.keys())).collect();
    let winner = place(&names, &asked.winner)?;
    let weight = |name: &Name| match &asked.prior {
        None => Ok(0.5),
        Some(prior) => weight(&format!("prior.{name}"), prior.get(name).copied().unwrap_or(0.0)),
    };
    let seen: Vec<u64> = names.iter().map(|name| asked.sample.get(*name).copied().unwrap_or(0)).collect();
    let prior = names.iter().map(|name| weight(name)).collect::<Result<_, _>>()?;
    let stratum = stratum("ballots", asked.ballots, seen, prior)?;
    // An empty line on a tally sheet is not a zero, but an empty sample is one of no ballots.
    if let Some(missing) = names.iter().find(|name| !asked.sample.is_empty() && !asked.sample.contains_key(**name)) {
        let found = rules::found_no_count_for(missing.as_str());
        return Err(broken("sample", found, rules::rule_count_for_each()));
    }
    somebody_loses(&names)?;
    let ties = asked.ties.into();
    let chance = |stratum: BayesStratum| match upset(&stratum, winner, ties) {
        Some(chance) => Ok(exactly(chance)),
        None => drawn(&[stratum], winner, ties, &asked.seed),
    };
    let unread = nothing_read(&stratum);
    let mut answer = chance(stratum)?;
    if asked.prior.is_some() {
        with_prior(&mut answer, &chance(unread)?);
    }
    Ok(with_names(answer, &names, &asked.winner))
}

/// Refuses a sample that names one candidate only: others may have stood, so it does not show that nobody can lose.
fn somebody_loses(names: &BTreeSet<&Name>) -> Result<(), RefusedField> {
    let alone = || broken("sample", questions::found_candidates(names.len()), questions::rule_two_candidates());
    (names.len() > 1).then_some(()).ok_or_else(alone)
}

/// Adds the names of the candidates and of the winner to an answer.
fn with_names(mut answer: Value, names: &BTreeSet<&Name>, winner: &Name) -> Value {
    let losers: Vec<&&Name> = names.iter().filter(|name| **name != winner).collect();
    answer["winner"] = json!(winner);
    answer["losers"] = json!(losers);
    answer
}

fn comparison(asked: &BayesComparisonQuestion) -> Result<Value, RefusedField> {
    let actual = asked.sample.values().flat_map(|votes| votes.keys());
    let names: BTreeSet<&Name> = asked.reported.keys().chain(asked.sample.keys()).chain(actual).collect();
    let winner = place(&names, &asked.winner)?;
    let CandidateWeights { agreeing, base } = asked.prior.clone().unwrap_or_default();
    let (agreeing, base) = (weight("prior.match", agreeing)?, weight("prior.base", base)?);
    // The exact sum expects the winner first.
    let mut order: Vec<&Name> = names.iter().copied().collect();
    order.swap(0, winner);
    let mut strata = Vec::new();
    for reported in &order {
        let found = asked.sample.get(*reported);
        let seen = order.iter().map(|name| found.and_then(|votes| votes.get(*name)).copied().unwrap_or(0)).collect();
        let prior = order.iter().map(|name| if name == reported { agreeing } else { base }).collect();
        let ballots = asked.reported.get(*reported).copied().unwrap_or(0);
        strata.push(stratum(&format!("reported.{reported}"), ballots, seen, prior)?);
    }
    if names.len() == 1 {
        let mut answer = json!({});
        put_nobody_loses(&mut answer, &["upset_probability"]);
        return Ok(with_names(answer, &names, &asked.winner));
    }
    let ties = asked.ties.into();
    let chance = |strata: &[BayesStratum]| match upset_of_strata(strata, ties) {
        Some(chance) => Ok(exactly(chance)),
        None => drawn(strata, 0, ties, &asked.seed),
    };
    let mut answer = chance(&strata)?;
    if asked.prior.is_some() {
        let unread: Vec<BayesStratum> = strata.iter().map(nothing_read).collect();
        with_prior(&mut answer, &chance(&unread)?);
    }
    Ok(with_names(answer, &names, &asked.winner))
}

fn exactly(chance: f64) -> Value {
    let mut answer = json!({ "exact": true });
    put_chance(&mut answer, "upset_probability", chance);
    answer
}

/// The same ballots with an empty sample.
fn nothing_read(stratum: &BayesStratum) -> BayesStratum {
    let seen: u64 = stratum.seen.iter().sum();
    let candidates = stratum.seen.len();
    BayesStratum { unseen: stratum.unseen + seen, seen: vec![0; candidates], prior: stratum.prior.clone() }
}

/// The largest risk limit that an audit may have: a prior with a smaller upset probability may stop an audit without
/// evidence.
const LARGEST_LIMIT: f64 = 0.25;

/// Adds the upset probability of the prior alone to an answer.
fn with_prior(answer: &mut Value, unread: &Value) {
    let alone = unread["upset_probability"].as_f64().unwrap_or(0.0);
    put_chance(answer, "prior_upset_probability", alone);
    if alone <= LARGEST_LIMIT {
        let alone = if alone > 0.0 { number_format::p_value(alone) } else { "0".to_owned() };
        answer["warning"] = json!(questions::note_prior(alone).to_string());
    }
}

fn place(names: &BTreeSet<&Name>, winner: &Name) -> Result<usize, RefusedField> {
    if names.len() > MOST_CELLS {
        return Err(broken("sample", questions::found_candidates(names.len()), questions::rule_1000_candidates()));
    }
    distinct("sample", names.iter().copied())?;
    names
        .iter()
        .position(|name| *name == winner)
        .ok_or_else(|| broken("winner", winner.as_str(), questions::rule_in_sample_or_prior()))
}

fn weight(key: &str, weight: f64) -> Result<f64, RefusedField> {
    let fits = (1e-6..=1e9).contains(&weight);
    fits.then_some(weight).ok_or_else(|| broken(key, weight, questions::rule_weight()))
}

fn stratum(key: &str, ballots: u64, seen: Vec<u64>, prior: Vec<f64>) -> Result<BayesStratum, RefusedField> {
    if ballots > MOST {
        return Err(broken(key, ballots, questions::rule_most_ballots()));
    }
    let all = seen.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count)).unwrap_or(u64::MAX);
    let unseen = ballots.checked_sub(all).ok_or_else(|| broken(key, ballots, questions::rule_ballots_in_sample()))?;
    Ok(BayesStratum { unseen, seen, prior })
}

fn drawn(strata: &[BayesStratum], winner: usize, ties: Ties, seed: &str) -> Result<Value, RefusedField> {
    let cells: usize = strata.iter().map(|stratum| stratum.seen.len()).sum();
    if cells > MOST_CELLS {
        return Err(broken("reported", rules::found_cells(cells), questions::rule_vote_pairs()));
    }
    let trials = ((WORK / cells.max(1)) as u64).min(MOST_TRIALS);
    let mut random = Streams::new(seed, 0).purpose("upset").stream(0);
    let estimate = drawn_upset(strata, winner, ties, trials, LEVEL, &mut || random.unit());
    Ok(json!({
        "upset_probability": estimate.chance,
        "exact": false,
        "interval": [estimate.low, estimate.high],
        "level": LEVEL,
        "trials": estimate.trials,
    }))
}
