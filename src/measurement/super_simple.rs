//! Ballot-level comparison by four counts of discrepancies.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::question::{broken, risk_limit};
use super::read;
use crate::risk::{Discrepancies, GAMMA, SuperSimple};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
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
}

/// The P-value, and the sample size at a risk limit.
pub(super) fn answer(_: &str, fields: Map<String, Value>) -> Result<Value, String> {
    let asked: Question = read(fields)?;
    let gamma = asked.gamma.unwrap_or(GAMMA);
    if !(gamma > 1.0 && gamma < 1e6) {
        return Err(broken("gamma", gamma, "more than 1"));
    }
    if !(asked.margin > 0.0 && asked.margin <= 1.0) {
        return Err(broken("margin", asked.margin, "a diluted margin above 0 and at most 1"));
    }
    let Question { n, o1, o2, u1, u2, .. } = asked;
    let found = Discrepancies { o1, o2, u1, u2 };
    let all = [o1, o2, u1, u2].into_iter().try_fold(0_u64, u64::checked_add);
    if all.is_none_or(|all| all > n) {
        return Err(broken("n", n, "at least the cards with a discrepancy"));
    }
    let bound = SuperSimple { gamma, margin: asked.margin };
    let mut answer = json!({ "p_value": bound.p_value(n, &found) });
    if let Some(limit) = asked.risk_limit {
        answer["sample_size"] = json!(bound.size_with(risk_limit(limit)?, &found));
    }
    Ok(answer)
}
