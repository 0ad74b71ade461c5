//! Tests of a mean: values drawn one by one from a population, against the largest mean under the null.
//!
//! With a `population` the draws are without replacement, and every test and bet uses the mean of the remaining cards
//! under the null; without it, draws are with replacement and the mean stays. `kaplan_markov` is a test for draws with
//! replacement and refuses a `population`: `kaplan_kolmogorov` is the same without replacement.
//!
//! # Reference
//! Stark 2023 (ALPHA) for `alpha`; Waudby-Smith and Ramdas 2024 for `betting`; Stark 2009 for `kaplan_markov`; Stark
//! and Teague 2014 for `kaplan_wald`; Stark 2020 (SHANGRLA) for `kaplan_kolmogorov`; Wald 1945 for `sprt`.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Answer;
use super::p_value_fields::{observe, put_p_value};
use crate::reason::{Filling, complaints, questions};
use crate::risk::Betting;
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::estimator::{mean_in_units, of_estimator};
use crate::risk::bet::spec::question::{broken, unknown};
use crate::risk::bet::spec::stake::{Measure, of_bet};
use crate::risk::bet::spec::value::{Given, UnitSample};
use crate::risk::bet::{FixedAlternative, KaplanKolmogorov, KaplanWald};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeanQuestion {
    #[serde(default)]
    estimator: Option<Map<String, Value>>,
    #[serde(default)]
    bet: Option<Map<String, Value>>,
    #[serde(default)]
    upper: Option<Given>,
    #[serde(default)]
    null_mean: Option<Given>,
    #[serde(default)]
    population: Option<u64>,
    #[serde(default)]
    order: Option<String>,
    #[serde(default)]
    g: Option<f64>,
    #[serde(default)]
    eta: Option<Given>,
    sample: Vec<Given>,
}

/// The P-value, and the P-values after each draw.
pub(super) fn answer(test: &str, fields: Fields<'_>) -> Result<Answer, RefusedField> {
    let asked: MeanQuestion = fields.read()?;
    let only = |key: &str, given: bool, tests: &[&str]| {
        if given && !tests.contains(&test) {
            Err(broken(key, questions::found_it_beside(test), Filling::joined(", ", tests.iter().copied())))
        } else {
            Ok(())
        }
    };
    only("estimator", asked.estimator.is_some(), &["alpha"])?;
    only("bet", asked.bet.is_some(), &["betting"])?;
    only("g", asked.g.is_some(), &["kaplan_markov", "kaplan_wald", "kaplan_kolmogorov"])?;
    only("eta", asked.eta.is_some(), &["sprt"])?;
    let in_random_order = match asked.order.as_deref() {
        None | Some("random") => true,
        Some("fixed") => false,
        Some(other) => return Err(unknown("order", other, &["random", "fixed"])),
    };
    // Kaplan and Markov's test is for draws with replacement; without, it is Kaplan and Kolmogorov's.
    if asked.population.is_some() && test == "kaplan_markov" {
        return Err(broken(
            "population",
            questions::found_it_beside("kaplan_markov"),
            questions::rule_kaplan_kolmogorov(),
        ));
    }
    let upper = asked.upper.unwrap_or_else(|| Given::of(json!(1)));
    let null_mean = asked.null_mean.unwrap_or_else(|| Given::of(json!("1/2")));
    let sample = UnitSample::read(&asked.sample, &null_mean, &upper, asked.population)?;
    let null = sample.null;
    let g = asked.g.unwrap_or(0.0);
    if !(0.0..=1e6).contains(&g) || test == "kaplan_wald" && g >= 1.0 {
        return Err(broken("g", g, questions::rule_kept_back()));
    }
    let mut risk: Measure = match test {
        "alpha" => of_estimator(asked.estimator, &sample.ground())?,
        "betting" => of_bet(asked.bet, &sample.ground())?,
        "kaplan_wald" => Box::new(Betting::new(null, KaplanWald { g })),
        "sprt" => {
            let eta = asked
                .eta
                .ok_or_else(|| broken("eta", complaints::found_nothing(), questions::rule_alternative_mean()))?;
            let eta = mean_in_units("eta", &eta, &sample.ground())?;
            Box::new(Betting::new(null, FixedAlternative { eta }))
        }
        _ => Box::new(Betting::new(null, KaplanKolmogorov { g: g * sample.unit })),
    };
    let mut history = Vec::with_capacity(sample.values.len());
    let least = observe(&mut *risk, &sample.values, |now| history.push(now));
    let mut fields = json!({});
    if in_random_order {
        put_p_value(&mut fields, "p_value", risk.p_value(), least);
    } else {
        put_p_value(&mut fields, "p_value", risk.p_now(), risk.ln_p_now());
    }
    Ok(Answer { fields, p_history: Some(history) })
}
