//! ALPHA's estimators by name, with options in the scale of the values.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::question::{RefusedField, broken, read_under, unknown};
use super::stake::{Measure, named, within};
use super::value::{Given, UnitScale};
use crate::reason::rules;
use crate::risk::bet::{ConstantAlternative, FixedAlternative, OptimalComparison, ShrinkTrunc};
use crate::risk::{Bet, Betting};

/// A mean in units, at least the null's and at most the upper bound.
pub(crate) fn mean_in_units(key: &str, given: &Given, ground: &UnitScale) -> Result<f64, RefusedField> {
    let mean = given.number(key)?;
    if !(mean >= 0.0 && mean <= ground.null.upper as f64 / ground.unit * (1.0 + 1e-12)) {
        return Err(broken(key, mean, rules::rule_mean_upper()));
    }
    Ok(mean * ground.unit)
}

fn betting(ground: &UnitScale, bet: impl Bet + Clone + Sync + 'static) -> Measure {
    Box::new(Betting::new(ground.null, bet))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedAlternative {
    #[serde(default)]
    eta: Option<Given>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shrinkage {
    #[serde(default)]
    eta: Option<Given>,
    #[serde(default)]
    c: Option<f64>,
    #[serde(default)]
    d: Option<f64>,
    #[serde(default)]
    f: Option<f64>,
    #[serde(default)]
    minsd: Option<f64>,
    #[serde(default)]
    cap: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OverstatementOptions {
    p2: f64,
}

/// ALPHA with the estimator of that name.
pub(crate) fn of_estimator(options: Option<Map<String, Value>>, ground: &UnitScale) -> Result<Measure, RefusedField> {
    const KNOWN: &[&str] = &["fixed", "constant", "shrink_trunc", "optimal_comparison"];
    let (name, options) = named("estimator", options, KNOWN)?;
    let (unit, null) = (ground.unit, ground.null);
    let (t, upper) = (null.mean() / unit, null.upper as f64 / unit);
    // If no alternative is given, the one halfway between the null and the upper bound.
    let eta_or_halfway = |eta: Option<Given>| match eta {
        Some(eta) => mean_in_units("estimator.eta", &eta, ground),
        None => Ok((t + (upper - t) / 2.0) * unit),
    };
    Ok(match name.as_str() {
        "fixed" => betting(
            ground,
            FixedAlternative { eta: eta_or_halfway(read_under::<NamedAlternative>("estimator", options)?.eta)? },
        ),
        "constant" => betting(
            ground,
            ConstantAlternative { eta: eta_or_halfway(read_under::<NamedAlternative>("estimator", options)?.eta)? },
        ),
        "optimal_comparison" => {
            let p2 = within("estimator.p2", read_under::<OverstatementOptions>("estimator", options)?.p2, 0.0, 1.0)?;
            betting(ground, OptimalComparison::new(p2, upper, unit))
        }
        _ => {
            let given: Shrinkage = read_under("estimator", options)?;
            let eta = eta_or_halfway(given.eta)?;
            let usual = ShrinkTrunc::of(eta, null.mean());
            let cap_at_upper = match given.cap.as_deref() {
                None => false,
                Some("paper") => true,
                Some(other) => return Err(unknown("estimator.cap", other, &["paper"])),
            };
            betting(
                ground,
                ShrinkTrunc {
                    c: given.c.map_or(Ok(usual.c), |c| within("estimator.c", c, 0.0, 1e6).map(|c| c * unit))?,
                    d: within("estimator.d", given.d.unwrap_or(usual.d), 1e-9, 1e15)?,
                    f: within("estimator.f", given.f.unwrap_or(0.0), 0.0, 1e6)? * unit,
                    minsd: within("estimator.minsd", given.minsd.unwrap_or(1e-6), 1e-12, 1e6)? * unit,
                    first_sd: unit,
                    cap_at_upper,
                    eta,
                },
            )
        }
    })
}
