//! Bets as scenarios name them: values of the audited contest are filled in, and other options have the usual defaults.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::estimator::of_estimator;
use super::open_bet::{BetGround, OpenBet, OpenBetText};
use super::question::{RefusedField, broken, read_under, text, unknown};
use super::stake::{Measure, of_bet, within};
use super::value::UnitScale;
use crate::reason::{Filling, complaints, questions, rules};
use crate::risk::Betting;
use crate::risk::bet::{KaplanKolmogorov, KaplanWald};

/// A bet: its name alone, as in `"agrapa"`, or with options, as in `{ name = "cobra", p2 = 0.001 }`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BetText {
    /// The name, with the usual options.
    Name(String),
    /// The name and the options, those of `recount risk`.
    Options(Map<String, Value>),
    /// A bet of a registry that this crate does not define, with the text that named it.
    #[serde(skip)]
    Open(OpenBetText),
}

/// The names of bets that a scenario may use: every bet for one pool of cards, and the mixtures.
pub const NAMES: &[&str] = &[
    "adaptive",
    "agrapa",
    "apriori_kelly",
    "cobra",
    "cobra_diversified",
    "constant_alternative",
    "d_kelly",
    "fixed",
    "fixed_alternative",
    "kaplan_kolmogorov",
    "kaplan_wald",
    "kelly",
    "mixture",
    "optimal_comparison",
    "shrink_trunc",
    "sq_kelly",
    "universal",
];

/// The reported figures of one assertion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReportedAssertion {
    /// Whether records are compared; else cards are polled.
    pub(crate) compares: bool,
    /// Reported votes of the winner and of the loser.
    pub(crate) votes: [f64; 2],
    /// The diluted margin, above 0.
    pub(crate) margin: f64,
    /// The risk limit.
    pub(crate) risk_limit: f64,
    /// The reported mean, on the scale where a vote is 1.
    pub(crate) mean: f64,
}

/// Names of bets that use the kinds of values of a comparison.
const OF_COMPARISONS: &[&str] = &["adaptive", "cobra", "cobra_diversified", "optimal_comparison"];
/// Names of bets that use the votes of a poll.
const OF_POLLS: &[&str] = &["apriori_kelly"];

/// Names as a list.
fn listed(names: &[&str]) -> Filling {
    Filling::joined(", ", names.iter().copied())
}

/// A copy of a key and its value.
fn pair((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptBack {
    #[serde(default)]
    g: f64,
}

impl BetText {
    /// Its name, if there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Options(options) => options.get("name").and_then(Value::as_str),
            Self::Open(open) => Some(open.bet.name()),
        }
    }

    /// A bet of a registry, with the options of the text that names it.
    pub fn open(bet: Arc<dyn OpenBet>, text: &Self) -> Self {
        let options = match text {
            Self::Name(_) => Map::new(),
            Self::Options(options) => options.iter().filter(|(key, _)| *key != "name").map(pair).collect(),
            Self::Open(open) => open.options.clone(),
        };
        Self::Open(OpenBetText { bet, options })
    }

    /// The text that names it.
    #[must_use]
    pub fn text(&self) -> Self {
        match self {
            Self::Open(open) if open.options.is_empty() => Self::Name(open.bet.name().to_owned()),
            Self::Open(open) => {
                let name = ("name".to_owned(), json!(open.bet.name()));
                Self::Options([name].into_iter().chain(open.options.iter().map(pair)).collect())
            }
            known => known.clone(),
        }
    }

    fn parts(&self) -> Result<(String, Map<String, Value>), RefusedField> {
        let (name, options) = match self {
            Self::Name(name) => (name.clone(), Map::new()),
            Self::Open(open) => (open.bet.name().to_owned(), open.options.clone()),
            Self::Options(options) => {
                let mut options = options.clone();
                match options.remove("name") {
                    Some(Value::String(name)) => (name, options),
                    Some(other) => return Err(broken("bet.name", text(&other), listed(NAMES))),
                    None => return Err(broken("bet.name", complaints::found_nothing(), listed(NAMES))),
                }
            }
        };
        if NAMES.contains(&name.as_str()) { Ok((name, options)) } else { Err(unknown("bet.name", &name, NAMES)) }
    }

    /// The measure of risk with this bet for one assertion.
    ///
    /// # Errors
    /// The key, what was found and what is allowed.
    pub(crate) fn measure(&self, ground: &UnitScale, reported: &ReportedAssertion) -> Result<Measure, RefusedField> {
        if let Self::Open(open) = self {
            let ReportedAssertion { compares, votes, margin, risk_limit, mean } = *reported;
            let ground_of_bet =
                BetGround { null: ground.null, unit: ground.unit, compares, votes, margin, mean, risk_limit };
            let unfit = |unfit: super::UnfitOption| {
                let found = open.options.get(&unfit.key);
                let found =
                    found.map_or_else(|| complaints::found_nothing().into(), |found| Filling::from(text(found)));
                broken(&format!("bet.{}", unfit.key), found, questions::rule_another())
            };
            let bet = open.bet.bet(&open.options, &ground_of_bet).map_err(unfit)?;
            return Ok(Box::new(Betting::new(ground.null, bet)));
        }
        let (name, mut options) = self.parts()?;
        let elsewhere = if reported.compares { OF_POLLS } else { OF_COMPARISONS };
        if elsewhere.contains(&name.as_str()) {
            let fits: Vec<&str> = NAMES.iter().copied().filter(|name| !elsewhere.contains(name)).collect();
            return Err(broken("bet.name", format_args!("{name:?}"), listed(&fits)));
        }
        for (key, who) in [("margin", OF_COMPARISONS), ("winner", OF_POLLS), ("loser", OF_POLLS)] {
            if who.contains(&name.as_str()) && options.contains_key(key) {
                return Err(broken(&format!("bet.{key}"), rules::found_a_figure(), rules::rule_leave_out()));
            }
        }
        let mut usual = |key: &str, value: Value| {
            options.entry(key).or_insert(value);
        };
        match name.as_str() {
            "adaptive" => {
                usual("margin", json!(reported.margin));
                usual("risk_limit", json!(reported.risk_limit));
            }
            "cobra" | "cobra_diversified" => usual("margin", json!(reported.margin)),
            "apriori_kelly" => {
                usual("winner", json!(reported.votes[0]));
                usual("loser", json!(reported.votes[1]));
            }
            "shrink_trunc" | "fixed_alternative" | "constant_alternative" => usual("eta", json!(reported.mean)),
            _ => {}
        }
        let called = |name: &str, mut options: Map<String, Value>| {
            options.insert("name".to_owned(), json!(name));
            Some(options)
        };
        Ok(match name.as_str() {
            "shrink_trunc" | "optimal_comparison" => of_estimator(called(&name, options), ground)?,
            "fixed_alternative" => of_estimator(called("fixed", options), ground)?,
            "constant_alternative" => of_estimator(called("constant", options), ground)?,
            "kaplan_wald" => {
                let g = within("bet.g", read_under::<KeptBack>("bet", options)?.g, 0.0, 1.0 - 1e-9)?;
                Box::new(Betting::new(ground.null, KaplanWald { g }))
            }
            "kaplan_kolmogorov" => {
                let g = within("bet.g", read_under::<KeptBack>("bet", options)?.g, 0.0, 1e6)?;
                Box::new(Betting::new(ground.null, KaplanKolmogorov { g: g * ground.unit }))
            }
            _ => of_bet(called(&name, options), ground)?,
        })
    }
}
