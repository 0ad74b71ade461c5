//! Ballot-level comparison from single cards: each card's record is compared with the board's reading.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.2: B = (1 − ω/u)/(2 − v/u), ω the overstatement of a card, v the diluted margin, u
//! the assorter's upper bound: 1, or 1/(2f) where the winner needs more than a share f. Phantoms after Bañuelos and
//! Stark 2012. The computation uses whole units of 1 − ω/u, whose mean is at most 1 − v/(2u) under the null.
//!
//! With the rule `irv` marks are ranks, the most preferred first, and `assertions` lists the statements of `recount assertions`
//! (`ranked_statement.rs`). Otherwise each winner is compared with each loser.
//!
//! Without a `bet`, the bet is that of `recount plan`, `simulate` and `run`: `adaptive`, made for the `risk_limit`
//! (0.05 if none is given), with which a clean audit ends with a whole card. The share that the winner needs to exceed
//! (`threshold`) may be any above 0 and below 1; the assorter's bound is 1/(2f), and no diluted margin is above 2u − 1.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::p_value_fields::{observe, put_nobody_loses, put_p_value};
use super::ranked_statement::{RankedStatement, RankedStatementText};
use crate::reason::{Filling, complaints, questions, rules};
use crate::risk::Null;
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::{AtMost, Fields};
use crate::risk::bet::spec::names::{Name, distinct};
use crate::risk::bet::spec::question::{broken, risk_limit, text, unknown};
use crate::risk::bet::spec::stake::{Measure, of_bet};
use crate::risk::bet::spec::value::{Given, UnitSample};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BallotComparisonQuestion {
    rule: String,
    candidates: Vec<Name>,
    winners: Vec<Name>,
    #[serde(default)]
    threshold: Option<Given>,
    #[serde(default)]
    margin: Option<Given>,
    #[serde(default)]
    assertions: Option<Vec<RankedStatementText>>,
    #[serde(default)]
    style: Option<bool>,
    #[serde(default)]
    votes_allowed: Option<usize>,
    pairs: AtMost<VotePair, MOST_PAIRS>,
    #[serde(default)]
    population: Option<u64>,
    #[serde(default)]
    bet: Option<Map<String, Value>>,
    #[serde(default)]
    risk_limit: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VotePair {
    cvr: Value,
    hand: Value,
}

/// A card's vote in a contest.
#[derive(Debug)]
enum CardVote {
    /// The contest is not on the card.
    NotOnCard,
    /// The card does not exist, or was not found.
    Phantom,
    /// Indices of the marked candidates.
    Marks(Vec<usize>),
}

/// An assorter in whole units: its values for a vote for the loser, for neither and for the winner are 0, `middle` and
/// `upper`.
struct UnitAssorter {
    middle: i64,
    upper: i64,
}

/// The smallest diluted margin.
const LEAST_MARGIN: f64 = 1e-12;
/// The default risk limit.
const USUAL_LIMIT: f64 = 0.05;
/// The largest denominator of the share that a winner needs, over its numerator.
const MOST_BOUND: i64 = 1_000_000;
const RULES: &[&str] = &["plurality", "approval", "supermajority", "irv"];
/// Most pairs of record and reading, and most pairs times assertions.
const MOST_PAIRS: usize = 200_000;
const MOST: usize = 2_000_000;

/// The P-value of each assertion.
pub(super) fn answer(_: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: BallotComparisonQuestion = fields.read()?;
    if !(1..=1_000).contains(&asked.candidates.len()) {
        return Err(broken("candidates", asked.candidates.len(), questions::rule_names()));
    }
    names_once(&asked)?;
    let winners =
        asked.winners.iter().map(|name| place_of(&asked.candidates, "winners", name)).collect::<Result<Vec<_>, _>>()?;
    let assorter = assorter(&asked, winners.len())?;
    let limit = limit(&asked)?;
    let allowed = votes_allowed(&asked, winners.len())?;
    let losers: Vec<usize> = (0..asked.candidates.len()).filter(|c| !winners.contains(c)).collect();
    let assertions = compared(&asked, &winners, &losers)?;
    if winners.is_empty() || assertions.len() * asked.pairs.0.len().max(100) > MOST {
        return Err(broken("winners", asked.winners.len(), questions::rule_assertion_pairs()));
    }
    let margin = asked.margin.as_ref().map(|margin| margin.number("margin")).transpose()?;
    let style = asked.style.unwrap_or(true);
    let mut cards = Vec::with_capacity(asked.pairs.0.len());
    for (at, pair) in asked.pairs.0.iter().enumerate() {
        let cvr = vote_of(&asked.candidates, &format!("pairs[{at}].cvr"), &pair.cvr)?;
        if style && matches!(cvr, CardVote::NotOnCard) {
            return Err(broken(&format!("pairs[{at}].cvr"), "null", questions::rule_with_style()));
        }
        cards.push((cvr, vote_of(&asked.candidates, &format!("pairs[{at}].hand"), &pair.hand)?));
    }
    if losers.is_empty() {
        let mut answer = json!({ "assertions": [], "winners": asked.winners, "losers": [] });
        put_nobody_loses(&mut answer, &[]);
        return Ok(answer);
    }
    let name = |at: usize| asked.candidates[at].to_string();
    let mut answers = Vec::new();
    // Assertions with the same margin have the same null and bet.
    let mut measure: Option<(f64, Measure)> = None;
    for ComparedStatement { winner, loser, ranked } in assertions {
        let margin = ranked.as_ref().map_or(Ok(None), |it| it.diluted(asked.population))?.or(margin);
        let margin = margin.ok_or_else(|| RefusedField::otherwise("margin", questions::missing()))?;
        let value = |vote: &CardVote, of_hand: bool| match vote {
            CardVote::Phantom if of_hand => 0,
            CardVote::NotOnCard if of_hand && style => 0,
            CardVote::Phantom | CardVote::NotOnCard => assorter.middle,
            CardVote::Marks(marks) if ranked.is_some() => {
                assorter.middle + ranked.as_ref().map_or(0, |it| it.worth(marks))
            }
            CardVote::Marks(marks) if marks.len() > allowed => assorter.middle,
            CardVote::Marks(marks) => match (marks.contains(&winner), loser) {
                (has, Some(loser)) if has == marks.contains(&loser) => assorter.middle,
                (true, _) => assorter.upper,
                (false, Some(loser)) if marks.contains(&loser) => 0,
                (false, None) if marks.len() == 1 => 0,
                _ => assorter.middle,
            },
        };
        let recorded: i64 = cards.iter().map(|(cvr, _)| value(cvr, false)).sum();
        let against = loser.map_or_else(|| questions::all_others().to_string(), name);
        let over = loser.map_or_else(|| questions::all_others().into(), |loser| name(loser).into());
        assorter.bears_out(asked.population, margin, (cards.len(), recorded), over)?;
        let units =
            |(cvr, hand): &(CardVote, CardVote)| (assorter.upper - value(cvr, false) + value(hand, true)) as u64;
        let sample = assorter.sample(&asked, margin, cards.iter().map(units).collect())?;
        if measure.as_ref().is_none_or(|(of, _)| of.to_bits() != margin.to_bits()) {
            let bet = asked.bet.clone().unwrap_or_else(|| assorter.default_bet(margin, limit));
            measure = Some((margin, of_bet(Some(bet), &sample.ground())?));
        }
        let Some(mut risk) = measure.as_ref().map(|(_, measure)| measure.copy()) else { continue };
        let least = observe(&mut *risk, &sample.values, |_| {});
        let by_hand = || cards.iter().map(|(_, hand)| value(hand, true)).sum();
        let p_value = if assorter.is_denied(asked.population, cards.len(), by_hand) { 1.0 } else { risk.p_value() };
        let values: Vec<f64> = sample.values.iter().map(|&value| value as f64 / sample.unit).collect();
        let mut answer = json!({ "winner": name(winner), "values": values, "loser": against });
        if let Some(ranked) = &ranked {
            answer["type"] = json!(ranked.kind());
        }
        put_p_value(&mut answer, "p_value", p_value, least);
        answers.push(answer);
    }
    Ok(json!({ "assertions": answers }))
}

/// The place of a name among the candidates.
fn place_of(candidates: &[Name], key: &str, name: &Name) -> Result<usize, RefusedField> {
    let known = || candidates.iter().map(Name::as_str).collect::<Vec<_>>();
    candidates.iter().position(|it| it == name).ok_or_else(|| unknown(key, name.as_str(), &known()))
}

/// The vote of a card.
fn vote_of(candidates: &[Name], key: &str, value: &Value) -> Result<CardVote, RefusedField> {
    match value {
        Value::Null => Ok(CardVote::NotOnCard),
        Value::String(word) if word == "phantom" => Ok(CardVote::Phantom),
        Value::Array(names) => {
            let name = |name: &Value| match name {
                Value::String(typed) => match Name::of(typed) {
                    Some(name) => place_of(candidates, key, &name),
                    None => Err(broken(key, questions::found_empty_name(), questions::rule_candidate_names())),
                },
                other => Err(broken(key, text(other), questions::rule_candidate_names())),
            };
            let marks = names.iter().map(name).collect::<Result<Vec<_>, _>>()?;
            let mut seen = HashSet::new();
            if !marks.iter().all(|mark| seen.insert(mark)) {
                return Err(broken(key, text(value), questions::rule_candidate_once()));
            }
            Ok(CardVote::Marks(marks))
        }
        other => Err(broken(key, text(other), questions::rule_card())),
    }
}

/// A statement that is tested: a winner over a loser, or over all others; of an instant runoff by its ranks.
struct ComparedStatement {
    winner: usize,
    loser: Option<usize>,
    ranked: Option<RankedStatement>,
}

/// The statements of the question.
fn compared(
    asked: &BallotComparisonQuestion,
    winners: &[usize],
    losers: &[usize],
) -> Result<Vec<ComparedStatement>, RefusedField> {
    let pair = |winner: usize, loser: Option<usize>| ComparedStatement { winner, loser, ranked: None };
    match (&asked.rule[..], &asked.assertions) {
        ("irv", None) => Err(RefusedField::otherwise("assertions", questions::missing())),
        ("irv", Some(list)) if list.is_empty() => Err(broken("assertions", 0, questions::rule_some_assertion())),
        ("irv", Some(list)) => {
            let read = |(at, own): (usize, &RankedStatementText)| {
                let own = own.read(&format!("assertions[{at}]"), &asked.candidates)?;
                Ok(ComparedStatement { winner: own.winner, loser: Some(own.loser), ranked: Some(own) })
            };
            list.iter().enumerate().map(read).collect()
        }
        (_, Some(_)) => Err(broken("assertions", rules::found_a_key(), rules::rule_share_beside("irv"))),
        ("supermajority", None) => Ok(winners.iter().map(|&winner| pair(winner, None)).collect()),
        (_, None) => {
            let all = winners.iter().flat_map(|&winner| losers.iter().map(move |&loser| (winner, loser)));
            Ok(all.map(|(winner, loser)| pair(winner, Some(loser))).collect())
        }
    }
}

/// Refuses a name that is given twice, and two names that look alike.
fn names_once(asked: &BallotComparisonQuestion) -> Result<(), RefusedField> {
    for (key, names) in [("candidates", &asked.candidates), ("winners", &asked.winners)] {
        let mut seen = HashSet::new();
        if let Some(twice) = names.iter().find(|name| !seen.insert(name.as_str())) {
            return Err(broken(
                key,
                rules::found_twice(format_args!("{:?}", twice.as_str())),
                complaints::rule_every_name(),
            ));
        }
    }
    distinct("candidates", &asked.candidates)
}

/// The number of votes that a card may have; more are an overvote.
fn votes_allowed(asked: &BallotComparisonQuestion, winners: usize) -> Result<usize, RefusedField> {
    let most = asked.candidates.len();
    match (asked.rule.as_str(), asked.votes_allowed) {
        ("plurality", None) => Ok(winners),
        ("plurality", Some(allowed)) if (1..=most).contains(&allowed) => Ok(allowed),
        ("plurality", Some(allowed)) => Err(broken("votes_allowed", allowed, questions::rule_of_candidates(most))),
        (rule, Some(_)) => {
            Err(broken("votes_allowed", questions::found_it_beside(rule), rules::rule_with("plurality")))
        }
        ("approval", None) => Ok(most),
        (_, None) => Ok(1),
    }
}

/// The risk limit for which the default bet is made; keys that the rule or the bet does not use are refused.
fn limit(asked: &BallotComparisonQuestion) -> Result<f64, RefusedField> {
    if asked.risk_limit.is_some() && asked.bet.is_some() {
        return Err(broken(
            "risk_limit",
            questions::found_it_beside(questions::a_bet()),
            questions::rule_default_bet(),
        ));
    }
    risk_limit(asked.risk_limit.unwrap_or(USUAL_LIMIT))
}

fn assorter(asked: &BallotComparisonQuestion, winners: usize) -> Result<UnitAssorter, RefusedField> {
    match (asked.rule.as_str(), &asked.threshold) {
        ("supermajority", None) => {
            Err(broken("threshold", complaints::found_nothing(), questions::rule_share_exceeded()))
        }
        ("supermajority", Some(given)) => {
            if winners != 1 {
                return Err(broken("winners", winners, questions::rule_one_exceeds()));
            }
            let (n, d) = given.fraction("threshold")?;
            if n < 1 || n >= d || d / n > MOST_BOUND {
                return Err(broken("threshold", n as f64 / d as f64, questions::rule_share_above_0()));
            }
            // In units of the upper bound, the values 0, 1/2 and 1/(2f) are 0, f and 1.
            Ok(UnitAssorter { middle: n, upper: d })
        }
        ("plurality" | "approval" | "irv", Some(_)) => Err(broken(
            "threshold",
            questions::found_it_beside(questions::this_rule()),
            rules::rule_with("supermajority"),
        )),
        ("irv", None) if winners != 1 => Err(broken("winners", winners, questions::rule_one_exceeds())),
        ("plurality" | "approval" | "irv", None) => Ok(UnitAssorter { middle: 1, upper: 2 }),
        (other, _) => Err(unknown("rule", other, RULES)),
    }
}

impl UnitAssorter {
    /// The margin as a share of the upper bound: v/u, where u is 1 for plurality and else 1/(2f).
    fn share(&self, margin: f64) -> f64 {
        // The middle value is 1/2, so the upper bound is upper/(2 middle).
        margin * 2.0 * self.middle as f64 / self.upper as f64
    }

    /// The upper bound where the middle value is 1/2.
    fn bound(&self) -> f64 {
        self.upper as f64 / (2.0 * self.middle as f64)
    }

    /// The adaptive stake for this margin, upper bound and risk limit.
    fn default_bet(&self, margin: f64, limit: f64) -> Map<String, Value> {
        let upper = self.bound();
        let named = [("name", json!("adaptive")), ("margin", json!(margin)), ("risk_limit", json!(limit))];
        let options = named.into_iter().chain([("upper", json!(upper))]);
        options.map(|(key, value)| (key.to_owned(), value)).collect()
    }

    /// Whether every card was read and the readings make the assertion false. That decides, whatever rounding the
    /// margin had.
    fn is_denied(&self, population: Option<u64>, cards: usize, by_hand: impl FnOnce() -> i64) -> bool {
        population == Some(cards as u64) && by_hand() <= self.middle * cards as i64
    }

    /// Refuses a margin that the records of the cards contradict: the records, whatever those of the other cards say,
    /// cannot reach nine tenths of it. A P-value for such a margin would be about another election. A smaller
    /// difference is taken for rounding of the margin.
    fn bears_out(
        &self,
        population: Option<u64>,
        margin: f64,
        (cards, recorded): (usize, i64),
        against: Filling,
    ) -> Result<(), RefusedField> {
        let Some(all) = population.filter(|&all| all >= cards as u64) else { return Ok(()) };
        // All other cards may be recorded for the winner.
        let most = recorded as f64 + (all - cards as u64) as f64 * self.upper as f64;
        let level = all as f64 * self.middle as f64;
        if most < level + 0.9 * level * margin - 1e-9 {
            let leaves = libm::floor((most / level - 1.0) * 1e6) / 1e6;
            return Err(broken("margin", margin, questions::rule_by_records(leaves, against, all)));
        }
        Ok(())
    }

    fn sample(
        &self,
        asked: &BallotComparisonQuestion,
        margin: f64,
        values: Vec<u64>,
    ) -> Result<UnitSample, RefusedField> {
        let share = self.share(margin);
        // No mean is above the upper bound u, and a margin is twice the mean minus 1.
        let most = (2.0 - 1.0 / self.bound()).max(1.0);
        if !(margin >= LEAST_MARGIN && share <= most + 1e-12) {
            return Err(broken("margin", margin, questions::rule_diluted()));
        }
        let upper = self.upper as u64;
        let null = match asked.population {
            None => {
                // As many parts as 64-bit sums allow, each a whole number of units; rounded towards the null.
                let parts = (1_u64 << 57) / upper;
                let total = libm::ceil((parts * upper) as f64 * (1.0 - share / 2.0));
                Null::of(parts, total as i64, 2 * upper, true)
            }
            Some(cards) => {
                if cards < values.len().max(1) as u64 || u128::from(cards) * u128::from(upper) > 1 << 60 {
                    return Err(broken("population", cards, questions::rule_pairs_and_units()));
                }
                // Half the margin in units is a whole number; a share that was rounded up must not increase it.
                let half = cards as f64 * self.upper as f64 * share / 2.0;
                let nearest = libm::rint(half);
                let half = if half < nearest && nearest - half <= 1e-3 { nearest } else { libm::floor(half) };
                Null::of(cards, (cards * upper) as i64 - half as i64, 2 * upper, false)
            }
        };
        Ok(UnitSample { null, values, unit: self.upper as f64 * (2.0 - share) })
    }
}
