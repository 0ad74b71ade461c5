//! A question's fields, read strictly: a wrong one is answered with its key, what was found and what is allowed.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields as a type that denies unknown ones.
pub(super) fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, String> {
    serde_json::from_value(Value::Object(fields)).map_err(|e| with_nearest(&e.to_string()))
}

/// A JSON value in a few words.
pub(super) fn text(value: &Value) -> String {
    cut(&value.to_string())
}

/// A name that is not among the known ones.
pub(super) fn unknown(key: &str, found: &str, known: &[&str]) -> String {
    let near = nearest(found, known.iter().copied());
    format!("{key}: found \"{}\"; allowed: {}{near}", cut(found), known.join(", "))
}

/// A value that breaks a rule.
pub(super) fn broken(key: &str, found: impl std::fmt::Display, allowed: &str) -> String {
    format!("{key}: found {}; allowed: {allowed}", cut(&found.to_string()))
}

/// A risk limit, which must lie between 0 and 1.
pub(super) fn risk_limit(limit: f64) -> Result<f64, String> {
    if limit > 0.0 && limit < 1.0 {
        Ok(limit)
    } else {
        Err(broken("risk_limit", limit, "above 0 and below 1, such as 0.05"))
    }
}

/// Adds the nearest known key to a complaint about an unknown one, which names them all between backticks.
fn with_nearest(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let near = match names.next() {
        Some(found) if message.starts_with("unknown ") => nearest(found, names),
        _ => String::new(),
    };
    format!("{}{near}", cut(message))
}

fn nearest<'n>(found: &str, known: impl Iterator<Item = &'n str>) -> String {
    let near = known.map(|name| (strsim::damerau_levenshtein(found, name), name)).min();
    match near {
        Some((distance, name)) if distance <= 1 + name.len() / 3 => format!(" (did you mean \"{name}\"?)"),
        _ => String::new(),
    }
}

fn cut(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).collect::<String>() + "…" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_told_with_its_nearest() {
        let nearest = |names: &[&str]| unknown("test", "bravvo", names);
        assert!(nearest(&["alpha", "bravo"]).ends_with("(did you mean \"bravo\"?)"));
        let message = with_nearest("unknown field `margn`, expected one of `n`, `margin`");
        assert!(message.ends_with("(did you mean \"margin\"?)"), "{message}");
    }
}
