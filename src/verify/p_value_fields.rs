//! Writes P-values into answers, as numbers that are 0 only where the null is refuted with certainty.

use serde_json::{Value, json};

use crate::reason::{questions, why};
use crate::risk::{LEAST_P_VALUE, RiskFunction};

/// Puts a P-value under a key, and beside one that is too small for a number what it is and its decimal logarithm; `ln` is
/// its natural one.
pub(super) fn put_p_value(answer: &mut Value, key: &str, p_value: f64, ln: f64) {
    answer[key] = json!(p_value);
    if is_less(p_value) && ln.is_finite() {
        answer[format!("{key}_is")] = json!(questions::less_than_least().to_string());
        answer[format!("log10_{key}")] = json!(ln / std::f64::consts::LN_10);
    }
}

/// The same of a chance whose logarithm is not known.
pub(super) fn put_chance(answer: &mut Value, key: &str, chance: f64) {
    answer[key] = json!(chance);
    if is_less(chance) {
        answer[format!("{key}_is")] = json!(questions::less_than_least().to_string());
    }
}

/// Says that everybody who stands wins: there is no null to reject, so no P-value, and nothing that would confirm either.
pub(super) fn put_nobody_loses(answer: &mut Value, p_values: &[&str]) {
    for key in p_values {
        answer[*key] = Value::Null;
    }
    answer["note"] = json!(why::nobody().to_string());
}

fn is_less(p_value: f64) -> bool {
    p_value > 0.0 && p_value <= LEAST_P_VALUE
}

/// Feeds values to a risk function in order and calls `each` with the P-value after every draw. Returns the natural
/// logarithm of the smallest one, for P-values too small for a number.
pub(super) fn observe<R: RiskFunction + ?Sized>(risk: &mut R, values: &[u64], mut each: impl FnMut(f64)) -> f64 {
    let mut least = 0.0_f64;
    for &value in values {
        risk.observe(value);
        let now = risk.p_now();
        if is_less(now) {
            least = least.min(risk.ln_p_now());
        }
        each(now);
    }
    least
}
