//! Bets by name, with options in the scale of the values.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::question::{RefusedField, broken, read_under, text, unknown};
use super::value::UnitScale;
use crate::reason::{Filling, complaints, questions, rules};
use crate::risk::bet::{
    Adaptive, Agrapa, AprioriKelly, Cobra, CobraDiversified, DKelly, Fixed, Kelly, PoolAware, SqKelly,
};
use crate::risk::fast::skip_agreement::CloneBeforeStart;
use crate::risk::{Bet, Betting, DiscrepancyRates, Mixture};

/// A measure of risk, ready to be copied for every audit.
pub(crate) type Measure = Box<dyn CloneBeforeStart>;

/// A bet of any kind.
type OneBet = Arc<dyn Bet + Sync>;

/// A number of an option, checked against a range.
pub(crate) fn within(key: &str, value: f64, low: f64, high: f64) -> Result<f64, RefusedField> {
    if value >= low && value <= high { Ok(value) } else { Err(broken(key, value, complaints::rule_range(low, high))) }
}

/// Separates a known name from the other options beside it.
pub(crate) fn named(
    key: &str,
    options: Option<Map<String, Value>>,
    known: &[&str],
) -> Result<(String, Map<String, Value>), RefusedField> {
    let names = || Filling::joined(", ", known.iter().copied());
    let mut options =
        options.ok_or_else(|| broken(key, complaints::found_nothing(), questions::rule_named_object(names())))?;
    match options.remove("name") {
        Some(Value::String(name)) if known.contains(&name.as_str()) => Ok((name, options)),
        Some(Value::String(name)) => Err(unknown(&format!("{key}.name"), &name, known)),
        other => {
            let found = other.map_or_else(|| complaints::found_nothing().into(), |other| Filling::from(text(&other)));
            Err(broken(&format!("{key}.name"), found, names()))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FixedOptions {
    lambda: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgrapaOptions {
    #[serde(default)]
    lambda: Option<f64>,
    #[serde(default)]
    c0: Option<f64>,
    #[serde(default)]
    cmax: Option<f64>,
    #[serde(default)]
    cgrow: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Distribution {
    values: Vec<f64>,
    #[serde(default)]
    weights: Option<Vec<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CobraOptions {
    margin: f64,
    #[serde(default)]
    p1: f64,
    #[serde(default)]
    p2: f64,
    #[serde(default)]
    d1: Option<f64>,
    #[serde(default)]
    d2: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiversifiedOptions {
    margin: f64,
    p1: Vec<f64>,
    p2: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MixtureOptions {
    #[serde(default)]
    lambdas: Option<Vec<f64>>,
    #[serde(default)]
    bets: Option<Vec<Map<String, Value>>>,
    #[serde(default)]
    weights: Option<Vec<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Points {
    #[serde(default)]
    points: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportedShare {
    winner: f64,
    loser: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdaptiveOptions {
    margin: f64,
    /// The assorter's upper bound: 1, or 1/(2f) if the winner needs more than a share f.
    #[serde(default)]
    upper: Option<f64>,
    #[serde(default)]
    priors: Option<Priors>,
    #[serde(default)]
    phantoms: Option<f64>,
    #[serde(default)]
    risk_limit: Option<f64>,
    #[serde(default)]
    pools: Option<Distribution>,
}

/// Rates expected before the audit, and their weight in cards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Priors {
    #[serde(default)]
    o1: f64,
    #[serde(default)]
    o2: f64,
    #[serde(default)]
    u1: f64,
    #[serde(default)]
    u2: f64,
    #[serde(default)]
    cards: Option<f64>,
}

const SINGLE: &[&str] = &["fixed", "agrapa", "kelly", "apriori_kelly", "cobra", "adaptive"];
const ALL: &[&str] = &[
    "fixed",
    "agrapa",
    "kelly",
    "apriori_kelly",
    "cobra",
    "adaptive",
    "mixture",
    "universal",
    "d_kelly",
    "sq_kelly",
    "cobra_diversified",
];
/// Most parts of a mixture, values of a distribution, or points of a grid.
const MOST_PARTS: usize = 10_000;
/// Most values times parts of a bet.
const MOST_WORK: usize = 300_000_000;

/// The cost of a bet in operations, for this number of values: a bet that searches for the best stake at every draw
/// costs as much as many parts, and one that prepares for a risk limit first simulates clean audits.
fn work(name: &str, options: &Map<String, Value>, values: usize) -> usize {
    const PREPARING: usize = 3_000_000;
    let pooled =
        options.get("pools").and_then(|pools| pools.get("values")).and_then(Value::as_array).map_or(0, Vec::len);
    let parts = if ["cobra", "adaptive"].contains(&name) { 30 + 10 * pooled } else { 1 };
    parts.saturating_mul(values).saturating_add(if options.contains_key("risk_limit") { PREPARING } else { 0 })
}

fn bounded(work: usize, ground: &UnitScale) -> Result<(), RefusedField> {
    if work <= MOST_WORK {
        return Ok(());
    }
    Err(broken("bet", rules::found_steps(ground.draws, work), rules::rule_steps()))
}

/// The betting martingale with the bet of that name.
pub(crate) fn of_bet(options: Option<Map<String, Value>>, ground: &UnitScale) -> Result<Measure, RefusedField> {
    let (name, options) = named("bet", options, ALL)?;
    let points = |options, usual: u32| {
        let points = read_under::<Points>("bet", options)?.points.unwrap_or(usual);
        if (4..=MOST_PARTS as u32).contains(&points) {
            bounded((points as usize).saturating_mul(ground.draws), ground).map(|()| points)
        } else {
            Err(broken("bet.points", points, complaints::rule_range(4, "10,000")))
        }
    };
    Ok(match name.as_str() {
        "universal" => Box::new(Mixture::universal(ground.null, points(options, 100)?)),
        "d_kelly" => Box::new(DKelly { stakes: points(options, 10)? }.against(ground.null)),
        "sq_kelly" => Box::new(SqKelly { stakes: points(options, 10)? }.against(ground.null)),
        "cobra_diversified" => {
            let given: DiversifiedOptions = read_under("bet", options)?;
            let pairs = given.p1.len().saturating_mul(given.p2.len());
            bounded(pairs.saturating_mul(30).saturating_mul(ground.draws), ground)?;
            for rate in given.p1.iter().chain(&given.p2) {
                within("bet.p1, bet.p2", *rate, 0.0, 0.5)?;
            }
            if given.p1.is_empty() || given.p2.is_empty() {
                return Err(broken("bet.p1, bet.p2", rules::found_empty_list(), rules::rule_rates_half()));
            }
            Box::new(
                CobraDiversified::grid(agrees(given.margin, 1.0, ground)?, &given.p1, &given.p2).against(ground.null),
            )
        }
        "mixture" => mixture(read_under("bet", options)?, ground)?,
        _ => {
            bounded(work(&name, &options, ground.draws), ground)?;
            Box::new(Betting::new(ground.null, single(&name, options, ground)?))
        }
    })
}

fn mixture(given: MixtureOptions, ground: &UnitScale) -> Result<Measure, RefusedField> {
    let bets: Vec<OneBet> = match (given.lambdas, given.bets) {
        (Some(lambdas), None) => {
            bounded(lambdas.len().saturating_mul(ground.draws), ground)?;
            let fixed = |lambda: f64| -> Result<OneBet, RefusedField> {
                Ok(Arc::new(Fixed { lambda: within("bet.lambdas", lambda, 0.0, 1e12)? / ground.unit }))
            };
            lambdas.into_iter().take(MOST_PARTS + 1).map(fixed).collect::<Result<_, _>>()?
        }
        (None, Some(bets)) => {
            let name =
                |bet: &Map<String, Value>| bet.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            let each = bets.iter().map(|bet| work(&name(bet), bet, ground.draws));
            bounded(each.fold(0, usize::saturating_add), ground)?;
            let one =
                |options| named("bet.bets", Some(options), SINGLE).and_then(|(name, rest)| single(&name, rest, ground));
            bets.into_iter().take(MOST_PARTS + 1).map(one).collect::<Result<_, _>>()?
        }
        _ => return Err(broken("bet", rules::found_both_neither(), rules::rule_lambdas_bets())),
    };
    if bets.is_empty() || bets.len() > MOST_PARTS {
        return Err(broken("bet", rules::found_bets(bets.len()), rules::rule_many_bets()));
    }
    let weights = weights("bet.weights", given.weights, bets.len())?;
    Ok(Box::new(Mixture::new(ground.null, weights.into_iter().zip(bets))))
}

/// Weights that are at least 0 and not all 0, one for each value; equal weights if none are given.
fn weights(key: &str, given: Option<Vec<f64>>, many: usize) -> Result<Vec<f64>, RefusedField> {
    let weights = given.unwrap_or_else(|| vec![1.0; many]);
    let fits =
        weights.len() == many && weights.iter().all(|w| (0.0..=1e12).contains(w)) && weights.iter().sum::<f64>() > 0.0;
    if fits { Ok(weights) } else { Err(broken(key, rules::found_weights(weights.len()), rules::rule_weights_each())) }
}

fn distribution(given: Distribution, ground: &UnitScale) -> Result<Vec<(f64, f64)>, RefusedField> {
    let upper = ground.null.upper as f64 / ground.unit;
    if given.values.is_empty() || given.values.len() > MOST_PARTS {
        return Err(broken("bet.values", given.values.len(), rules::rule_many_values()));
    }
    let weights = weights("bet.weights", given.weights, given.values.len())?;
    let value = |x: f64| within("bet.values", x, 0.0, upper * (1.0 + 1e-12)).map(|x| x * ground.unit);
    let values: Vec<f64> = given.values.into_iter().map(value).collect::<Result<_, _>>()?;
    Ok(values.into_iter().zip(weights).collect())
}

/// Value of a card whose record agrees, in units, for a diluted margin: 1/(2 − v/u) of a whole value. No mean is above
/// the upper bound u, and a margin is twice the mean minus 1.
fn agrees(margin: f64, upper: f64, ground: &UnitScale) -> Result<f64, RefusedField> {
    let share = within("bet.margin", margin, 1e-12, upper.max(2.0 * upper - 1.0) * (1.0 + 1e-12))? / upper;
    Ok(ground.unit / (2.0 - share))
}

fn single(name: &str, options: Map<String, Value>, ground: &UnitScale) -> Result<OneBet, RefusedField> {
    let unit = ground.unit;
    Ok(match name {
        "fixed" => Arc::new(Fixed {
            lambda: within("bet.lambda", read_under::<FixedOptions>("bet", options)?.lambda, 0.0, 1e12)? / unit,
        }),
        "agrapa" => {
            let given: AgrapaOptions = read_under("bet", options)?;
            let usual = Agrapa::of(within("bet.lambda", given.lambda.unwrap_or(0.5), 0.0, 1e12)? / unit);
            let cmax = within(
                "bet.cmax",
                given.cmax.unwrap_or(given.c0.map_or(usual.cmax, |c0| usual.cmax.max(c0))),
                0.0,
                1.0,
            )?;
            let c0 = within("bet.c0", given.c0.unwrap_or(usual.c0.min(cmax)), 0.0, cmax)?;
            Arc::new(Agrapa { c0, cmax, cgrow: within("bet.cgrow", given.cgrow.unwrap_or(0.0), 0.0, 1e12)?, ..usual })
        }
        "kelly" => Arc::new(Kelly::new(ground.null.mean(), &distribution(read_under("bet", options)?, ground)?)),
        "apriori_kelly" => {
            let given: ReportedShare = read_under("bet", options)?;
            if !(given.loser >= 0.0 && given.winner > given.loser && given.winner <= 1e15) {
                return Err(broken("bet.winner", given.winner, rules::rule_more_than_loser()));
            }
            Arc::new(AprioriKelly::new(given.winner, given.loser, unit))
        }
        "cobra" => {
            let given: CobraOptions = read_under("bet", options)?;
            let d = |key, d: Option<f64>| d.map_or(Ok(None), |d| within(key, d, 1e-9, 1e15).map(Some));
            let weights = match (d("bet.d1", given.d1)?, d("bet.d2", given.d2)?) {
                (None, None) => None,
                (d1, d2) => Some([d1.unwrap_or(100.0), d2.unwrap_or(1_000.0)]),
            };
            let (p1, p2) = (within("bet.p1", given.p1, 0.0, 1.0)?, within("bet.p2", given.p2, 0.0, 1.0)?);
            within("bet.p1 + bet.p2", p1 + p2, 0.0, 1.0)?;
            let agrees = agrees(given.margin, 1.0, ground)?;
            Arc::new(match weights {
                None => Cobra::oracle(agrees, [p1, p2], &ground.null),
                Some(weights) => Cobra::learning(agrees, [p1, p2], weights),
            })
        }
        _ => {
            let given: AdaptiveOptions = read_under("bet", options)?;
            let upper = within("bet.upper", given.upper.unwrap_or(1.0), 0.5, 1e6)?;
            let agrees = agrees(given.margin, upper, ground)?;
            let adaptive = adaptive(&given, agrees, ground)?;
            match given.pools {
                None => Arc::new(adaptive),
                Some(pools) => {
                    let pooled = distribution(pools, ground)?;
                    within("bet.pools.weights", pooled.iter().map(|(_, share)| share).sum(), 0.0, 1.0 + 1e-9)?;
                    let pooled = pooled.into_iter().map(|(value, share)| (libm::rint(value) as u64, share));
                    Arc::new(PoolAware::new(adaptive, pooled))
                }
            }
        }
    })
}

fn adaptive(given: &AdaptiveOptions, agrees: f64, ground: &UnitScale) -> Result<Adaptive, RefusedField> {
    let mut bet = Adaptive::new(given.margin, agrees).with_upper(given.upper.unwrap_or(1.0));
    if let Some(priors) = &given.priors {
        let rate = |key: &str, rate: f64| within(&format!("bet.priors.{key}"), rate, 0.0, 1.0);
        let (o1, o2) = (rate("o1", priors.o1)?, rate("o2", priors.o2)?);
        let (u1, u2) = (rate("u1", priors.u1)?, rate("u2", priors.u2)?);
        within("bet.priors, all together", o1 + o2 + u1 + u2, 0.0, 1.0)?;
        let cards = within("bet.priors.cards", priors.cards.unwrap_or(USUAL_CARDS), 0.0, 1e9)?;
        bet = bet.with_expected(&DiscrepancyRates { o1, o2, u1, u2 }, cards);
    }
    let bet = bet.with_phantoms(within("bet.phantoms", given.phantoms.unwrap_or(0.0), 0.0, 0.5)?);
    match given.risk_limit {
        None => Ok(bet),
        Some(limit) => Ok(bet.with_risk_limit(&ground.null, within("bet.risk_limit", limit, 1e-12, 1.0)?)),
    }
}

/// Default weight of expected rates, in cards.
const USUAL_CARDS: f64 = 1_000.0;
