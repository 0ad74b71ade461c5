//! Tests of a mean from samples of strata: the union of intersection tests.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::p_value_fields::put_p_value;
use crate::reason::{questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::question::{broken, read_under, text, unknown};
use crate::risk::bet::spec::stake;
use crate::risk::bet::spec::value::{Given, UnitSample};
use crate::risk::stratified::allocation::{ALLOCATIONS, allocation};
use crate::risk::stratified::bet::{
    AgrapaInStratum, AprioriBernoulli, FixedInStratum, InverseEta, KaplanWaldInStratum, NegativeExponential,
    PredictableBernoulli, PredictablePlugin, STRATUM_BETS, Trunc,
};
use crate::risk::stratified::combination::{Fisher, Product};
use crate::risk::stratified::{Combination, StratifiedDesign, StratifiedResult, StratumBet};

/// Most strata.
const MOST_STRATA: usize = 64;
/// Most values in all samples together.
const MOST_VALUES: usize = 1_000_000;
/// Default number of bands.
const BANDS: u32 = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StratifiedQuestion {
    null_mean: Given,
    #[serde(default)]
    upper: Option<Given>,
    strata: Vec<StratumPart>,
    bet: Map<String, Value>,
    #[serde(default)]
    allocation: Option<String>,
    #[serde(default)]
    combine: Option<String>,
    #[serde(default)]
    bands: Option<Value>,
    /// Whether draws are with replacement.
    #[serde(default)]
    replacement: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StratumPart {
    population: u64,
    sample: Vec<Given>,
    /// The smallest and the largest mean that the stratum can have.
    #[serde(default)]
    means: Option<[f64; 2]>,
}

/// The P-value, and the means of the strata at which it is largest.
pub(super) fn answer(_: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: StratifiedQuestion = fields.read()?;
    if !(1..=MOST_STRATA).contains(&asked.strata.len()) {
        return Err(broken("strata", questions::found_strata(asked.strata.len()), questions::rule_strata()));
    }
    let bands = match &asked.bands {
        None => Some(BANDS),
        Some(Value::String(exact)) if exact == "exact" => None,
        Some(Value::Number(bands)) if bands.as_u64().is_some_and(|bands| (1..=100_000).contains(&bands)) => {
            bands.as_u64().map(|bands| bands as u32)
        }
        Some(other) => return Err(broken("bands", text(other), questions::rule_bands())),
    };
    let mut cards = 0_u64;
    for (at, part) in asked.strata.iter().enumerate() {
        let least = if asked.replacement { 1 } else { (part.sample.len() as u64).max(1) };
        if part.population < least || part.population > 1 << 40 {
            return Err(broken(&format!("strata[{at}].population"), part.population, rules::rule_population()));
        }
        cards += part.population;
    }
    let upper = &asked.upper.clone().unwrap_or_else(|| Given::of(json!(1)));
    let values: Vec<Given> = asked.strata.iter().flat_map(|part| part.sample.iter().cloned()).collect();
    if values.len() > MOST_VALUES {
        return Err(broken("strata", rules::found_values(values.len()), questions::rule_values_of_all()));
    }
    let population = (!asked.replacement).then_some(cards);
    let all = UnitSample::read(&values, &asked.null_mean, upper, population)
        .map_err(|refused| in_its_stratum(refused, &asked.strata))?;
    let mut samples = Vec::with_capacity(asked.strata.len());
    let mut rest = all.values.as_slice();
    for part in &asked.strata {
        let (sample, others) = rest.split_at(part.sample.len());
        samples.push((part.population, sample));
        rest = others;
    }
    let scale = all.null.upper as f64 / all.unit;
    let rule = asked.allocation.as_deref().unwrap_or("round_robin");
    let combine = asked.combine.as_deref().unwrap_or("product");
    let combination: Box<dyn Combination> = match combine {
        "product" => Box::new(Product),
        "fisher" => Box::new(Fisher),
        other => return Err(unknown("combine", other, &["product", "fisher"])),
    };
    let allocation = allocation(rule).ok_or_else(|| unknown("allocation", rule, ALLOCATIONS))?;
    let mut design = StratifiedDesign::new(all.null, &samples, of_bet(asked.bet, scale)?, allocation, combination);
    for (at, part) in asked.strata.iter().enumerate() {
        if let Some([low, high]) = part.means {
            let found = |why| RefusedField::otherwise(&format!("strata[{at}].means"), questions::found_as(why));
            design.confine(at, low / scale, (high / scale).min(1.0)).map_err(found)?;
        }
    }
    if let Some(p_value) = design.settled() {
        return Ok(json!({ "p_value": p_value }));
    }
    let found = match bands {
        Some(bands) => design.banded(bands).map(StratifiedResult::into_weakest),
        None => design.exact(),
    }
    .map_err(|why| RefusedField::otherwise("bands", questions::found_as(why)))?;
    let (rule, strata) = (design.combination.as_ref(), asked.strata.len());
    let mut answer = json!({});
    put_p_value(&mut answer, "p_value", found.p_value(rule, strata), found.ln_p_value(rule, strata));
    if !found.means.is_empty() {
        answer["null_means"] = json!(found.means.iter().map(|mean| mean * scale).collect::<Vec<_>>());
    }
    Ok(answer)
}

/// Turns a complaint about a value among all samples into one about a value of its stratum.
fn in_its_stratum(refused: RefusedField, strata: &[StratumPart]) -> RefusedField {
    let place = refused.key.strip_prefix("sample[").and_then(|rest| rest.strip_suffix(']'));
    let Some(mut at) = place.and_then(|at| at.parse::<usize>().ok()) else { return refused };
    for (stratum, part) in strata.iter().enumerate() {
        if at < part.sample.len() {
            return refused.of(format!("strata[{stratum}].sample[{at}]"));
        }
        at -= part.sample.len();
    }
    refused
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lambda {
    lambda: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightShare {
    #[serde(default)]
    c: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plugin {
    #[serde(default)]
    c: Option<f64>,
    #[serde(default)]
    alpha: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shrunken {
    #[serde(default)]
    c: Option<f64>,
    #[serde(default)]
    d: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StratumAlternative {
    #[serde(default)]
    c: Option<f64>,
    #[serde(default)]
    eta: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeldBack {
    #[serde(default)]
    g: f64,
}

/// The bet of that name; `scale` is the largest value.
fn of_bet(options: Map<String, Value>, scale: f64) -> Result<Box<dyn StratumBet>, RefusedField> {
    let (name, options) = stake::named("bet", Some(options), STRATUM_BETS)?;
    let share = |c: Option<f64>, usual: f64| stake::within("bet.c", c.unwrap_or(usual), 0.0, 1.0);
    Ok(match name.as_str() {
        "fixed" => {
            let lambda = stake::within("bet.lambda", read_under::<Lambda>("bet", options)?.lambda, 0.0, 1e12)?;
            Box::new(FixedInStratum { lambda: lambda * scale })
        }
        "predictable_plugin" => {
            let given: Plugin = read_under("bet", options)?;
            let alpha = stake::within("bet.alpha", given.alpha.unwrap_or(0.05), 1e-9, 1.0 - 1e-9)?;
            Box::new(PredictablePlugin { c: share(given.c, 0.9)?, alpha })
        }
        "agrapa" => Box::new(AgrapaInStratum { c: share(read_under::<WeightShare>("bet", options)?.c, 0.75)? }),
        "trunc" => Box::new(Trunc { c: share(read_under::<WeightShare>("bet", options)?.c, 0.75)? }),
        "inverse_eta" => {
            let c = read_under::<WeightShare>("bet", options)?.c;
            Box::new(InverseEta { c: c.map(|c| share(Some(c), 0.0)).transpose()? })
        }
        "negative_exponential" => {
            let c = stake::within("bet.c", read_under::<WeightShare>("bet", options)?.c.unwrap_or(0.75), 0.5, 1.0)?;
            Box::new(NegativeExponential { c })
        }
        "predictable_bernoulli" => {
            let given: Shrunken = read_under("bet", options)?;
            let d = stake::within("bet.d", given.d.unwrap_or(20.0), 1e-9, 1e15)?;
            Box::new(PredictableBernoulli { c: share(given.c, 0.95)?, d })
        }
        "apriori_bernoulli" => {
            let given: StratumAlternative = read_under("bet", options)?;
            let eta = given.eta.map(|eta| stake::within("bet.eta", eta, 0.0, scale)).transpose()?;
            Box::new(AprioriBernoulli { c: share(given.c, 0.99)?, mean: eta.map(|eta| eta / scale) })
        }
        _ => Box::new(KaplanWaldInStratum {
            g: stake::within("bet.g", read_under::<HeldBack>("bet", options)?.g, 0.0, 1.0)?,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Reason;
    use crate::verify::answer;

    fn ask(changed: &[(&str, Value)]) -> Result<Value, Reason> {
        let mut question = json!({
            "test": "stratified", "null_mean": 0.5, "upper": 1, "allocation": "round_robin", "bands": 20,
            "combine": "product", "bet": {"name": "agrapa"},
            "strata": [{"population": 40, "sample": [1, 1, 1]}, {"population": 60, "sample": [1, 0.5, 1, 1]}],
        });
        for (key, value) in changed {
            question[*key] = value.clone();
        }
        answer(&question.to_string())
    }

    #[test]
    fn full_counts_are_settled_by_the_count() {
        let full =
            |last: f64| json!([{"population": 2, "sample": [0.1, last]}, {"population": 3, "sample": [0.3, 0.7, 0.6]}]);
        // 0.1 + 0.8 + 0.3 + 0.7 + 0.6 is exactly half of five cards: a tie is never a confirmation.
        for (last, p) in [(0.8, 1.0), (0.800_000_001, 0.0), (0.799_999_999, 1.0)] {
            assert_eq!(ask(&[("strata", full(last))]).expect("an answer")["p_value"], json!(p), "{last}");
        }
    }

    #[test]
    fn nothing_drawn_is_no_evidence_and_one_stratum_is_a_plain_test() {
        let empty = json!([{"population": 4, "sample": []}, {"population": 6, "sample": []}]);
        for bands in [json!(7), json!("exact")] {
            let bet = json!({"name": "fixed", "lambda": 1});
            let p = ask(&[("strata", empty.clone()), ("bands", bands), ("bet", bet)]).expect("an answer");
            assert_eq!(p["p_value"], json!(1.0));
        }
        let strata = json!([{"population": 10, "sample": [1, 1, 0.5, 1]}]);
        let stratified = ask(&[("strata", strata), ("bet", json!({"name": "fixed", "lambda": 0.7}))]).expect("one");
        let plain = r#"{"test":"betting","null_mean":0.5,"population":10,"sample":[1,1,0.5,1],"bet":{"name":"fixed","lambda":0.7}}"#;
        let plain = answer(plain).expect("an answer")["p_value"].as_f64().expect("p");
        assert!((stratified["p_value"].as_f64().expect("p") / plain - 1.0).abs() < 1e-12);
    }

    #[test]
    fn mistakes_get_a_sentence() {
        let many = json!(vec![json!({"population": 1, "sample": []}); 65]);
        let three = json!(vec![json!({"population": 9, "sample": [1]}); 3]);
        for (changed, expected) in [
            (vec![("bands", json!(0))], "1 to 100,000"),
            (vec![("bands", json!(1e9))], "bands"),
            (vec![("bands", json!("exact"))], "kaplan_wald"),
            (vec![("allocation", json!("round_robbin"))], "did you mean \"round_robin\""),
            (vec![("combine", json!("sum"))], "product, fisher"),
            (vec![("bet", json!({"name": "agrapa", "lambda": 1}))], "bet.lambda: unknown"),
            (vec![("bet", json!({"name": "fixed", "lambda": -1}))], "bet.lambda"),
            (vec![("strata", many)], "1 to 64"),
            (vec![("strata", json!([]))], "1 to 64"),
            (vec![("strata", json!([{"population": 1, "sample": [1, 1]}]))], "strata[0].population"),
            (
                vec![("strata", json!([{"population": 3, "sample": [1]}, {"population": 2, "sample": [0, 2]}]))],
                "strata[1].sample[1]",
            ),
            (vec![("strata", json!([{"population": 3, "sample": [1], "means": [0.6, 0.5]}]))], "strata[0].means"),
            (vec![("strata", three.clone()), ("allocation", json!("predictable_kelly"))], "two strata"),
            (vec![("strata", three), ("bands", json!(100_000))], "10^9"),
        ] {
            let message = ask(&changed).expect_err("a complaint").to_string();
            assert!(message.contains(expected), "{message} for {changed:?}");
        }
    }
}
