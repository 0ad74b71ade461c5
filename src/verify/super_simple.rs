//! Ballot-level comparison by four counts of discrepancies.
//!
//! ```json
//! {"test":"super_simple","margin":0.05,"n":96,"o1":1,"risk_limit":0.1,"rates":{"o1":0.001,"u1":0.001}}
//! ```
//!
//! With a `risk_limit`, `least` is the smallest sample with these discrepancies whose P-value is at most the limit, and
//! `to_go` the number of its cards still to be drawn if no more turn up: 0 exactly where the P-value is at most the
//! limit. `sample_size` is the closed form that Stark published, for the discrepancies found, whatever was drawn: it
//! uses m/2γ in place of −ln(1 − m/2γ), so it is never below `least` and often a card or two above, which
//! `sample_size_is` then says. `least` and `sample_size` correspond to `least` and `no_error` of `recount plan`;
//! `to_go` follows `least`. With `rates` per card as well, `sample_size_at_rates` is the closed form for them,
//! `expected_size` the size from the logarithms of the factors, and `sample_size_at_rounded_rates` the closed form with
//! whole cards, the rates of one vote rounded up and those of two to the nearest; each is `null` if no sample suffices.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10.

use serde::Deserialize;
use serde_json::{Value, json};

use super::p_value_fields::put_p_value;
use crate::reason::{questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::question::{broken, gamma, risk_limit};
use crate::risk::{Discrepancies, DiscrepancyRates, RoundUp, SuperSimple};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuperSimpleQuestion {
    #[serde(default)]
    gamma: Option<f64>,
    margin: f64,
    n: u64,
    #[serde(default)]
    o1: u64,
    #[serde(default)]
    o2: u64,
    #[serde(default)]
    u1: u64,
    #[serde(default)]
    u2: u64,
    #[serde(default)]
    risk_limit: Option<f64>,
    #[serde(default)]
    rates: Option<RatesAsked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RatesAsked {
    #[serde(default)]
    o1: f64,
    #[serde(default)]
    o2: f64,
    #[serde(default)]
    u1: f64,
    #[serde(default)]
    u2: f64,
}

/// The P-value, and the sample size at a risk limit.
pub(super) fn answer(_: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: SuperSimpleQuestion = fields.read()?;
    let gamma = gamma(asked.gamma)?;
    if !(asked.margin > 0.0 && asked.margin <= 1.0) {
        return Err(broken("margin", asked.margin, questions::rule_diluted_to_1()));
    }
    let SuperSimpleQuestion { n, o1, o2, u1, u2, .. } = asked;
    let found = Discrepancies { o1, o2, u1, u2 };
    let all = [o1, o2, u1, u2].into_iter().try_fold(0_u64, u64::checked_add);
    if all.is_none_or(|all| all > n) {
        return Err(broken("n", n, rules::rule_at_least_discrepant()));
    }
    let bound = SuperSimple { gamma, margin: asked.margin };
    let mut answer = json!({});
    put_p_value(&mut answer, "p_value", bound.p_value(n, &found), bound.ln_p_value(n, &found));
    let Some(limit) = asked.risk_limit else {
        let unasked = asked.rates.is_none();
        return unasked.then_some(answer).ok_or_else(|| broken("rates", "rates", questions::rule_with_limit()));
    };
    let limit = risk_limit(limit)?;
    let (least, closed) = (bound.least(limit, &found), bound.size_with(limit, &found));
    let confirms = bound.p_value(n, &found) <= limit;
    let to_go = if confirms { 0 } else { least.saturating_sub(n).max(1) };
    answer["least"] = json!(there_can_be(least));
    answer["sample_size"] = json!(there_can_be(closed));
    if let Some((closed, least)) =
        there_can_be(closed).zip(there_can_be(least)).filter(|(closed, least)| closed > least)
    {
        answer["sample_size_is"] = json!(questions::note_closed_form(closed - least).to_string());
    }
    answer["to_go"] = json!(there_can_be(least).map(|_| to_go));
    if let Some(RatesAsked { o1, o2, u1, u2 }) = asked.rates {
        for (key, rate) in [("rates.o1", o1), ("rates.o2", o2), ("rates.u1", u1), ("rates.u2", u2)] {
            if !(0.0..=1.0).contains(&rate) {
                return Err(broken(key, rate, questions::rule_rates_per_card()));
            }
        }
        let rates = DiscrepancyRates { o1, o2, u1, u2 };
        let up = RoundUp { one_vote: true, two_votes: false };
        answer["sample_size_at_rates"] = json!(bound.size_at_rates(limit, o1, o2, u1, u2).and_then(there_can_be));
        answer["expected_size"] = json!(bound.expected_size(limit, &rates).and_then(there_can_be));
        answer["sample_size_at_rounded_rates"] =
            json!(bound.size_at_rounded_rates(limit, &rates, up).and_then(there_can_be));
    }
    Ok(answer)
}

/// A sample size, if it is small enough to be exact in JSON; larger samples are not possible.
fn there_can_be(size: u64) -> Option<u64> {
    (size < 1 << 53).then_some(size)
}
