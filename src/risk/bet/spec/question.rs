//! A question's fields, read strictly: a wrong one is answered with its key, what was found and what is allowed.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::risk::{GAMMA, LEAST_P_VALUE};

fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, String> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|e| {
        let path = e.path().to_string();
        in_words(if path == "." { "" } else { &path }, &e.inner().to_string())
    })
}

/// The options under a key, as a type that denies unknown ones.
///
/// # Errors
/// A sentence that names the key, what was found and what is allowed.
pub(crate) fn read_under<T: DeserializeOwned>(key: &str, fields: Map<String, Value>) -> Result<T, String> {
    read(fields).map_err(|why| format!("{key}.{why}"))
}

/// A JSON value in a few words.
pub(crate) fn text(value: &Value) -> String {
    cut(&value.to_string())
}

/// A name that is not among the known ones.
pub(crate) fn unknown(key: &str, found: &str, known: &[&str]) -> String {
    let near = nearest(found, known.iter().copied());
    format!("{key}: found \"{}\"; allowed: {}{near}", cut(found), known.join(", "))
}

/// A value that breaks a rule.
pub(crate) fn broken(key: &str, found: impl std::fmt::Display, allowed: &str) -> String {
    format!("{key}: found {}; allowed: {allowed}", cut(&found.to_string()))
}

/// A risk limit, which must lie between 0 and 1 and be one that a P-value can meet.
pub(crate) fn risk_limit(limit: f64) -> Result<f64, String> {
    if (LEAST_P_VALUE..1.0).contains(&limit) {
        Ok(limit)
    } else {
        Err(broken("risk_limit", limit, "above 0 (at least 1e-300) and below 1, such as 0.05"))
    }
}

/// The inflation of error bounds, the usual one if none is given.
pub(crate) fn gamma(given: Option<f64>) -> Result<f64, String> {
    let gamma = given.unwrap_or(GAMMA);
    if gamma > 1.0 && gamma < 1e6 {
        Ok(gamma)
    } else {
        Err(broken("gamma", gamma, "more than 1 and less than 1,000,000"))
    }
}

/// A reader's complaint about the value at a path, in our words.
pub(super) fn in_words(path: &str, message: &str) -> String {
    let under = |name: &str| {
        let outer = path.strip_suffix(name).map_or(path, |outer| outer.trim_end_matches('.'));
        if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
    };
    let named = |rest: &str| rest.split('`').next().unwrap_or_default().to_owned();
    if let Some(name) = message.strip_prefix("missing field `").map(named) {
        return format!("{}: missing", under(&name));
    }
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
        let name = named(rest);
        let near = nearest(&name, known.iter().copied());
        return format!("{}: unknown; allowed: {}{near}", cut(&under(&name)), known.join(", "));
    }
    let key = if path.is_empty() { "the question" } else { path };
    let found = message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "));
    match found.and_then(|found| found.rsplit_once(", expected ")) {
        Some((found, expected)) => broken(key, found, words(expected)),
        None => format!("{key}: {}", cut(message)),
    }
}

/// What a type expects, as people would say it.
fn words(expected: &str) -> &str {
    match expected {
        "u64" | "usize" | "u32" => "a whole number, at least 0",
        "f64" => "a number",
        "a sequence" => "a list",
        "a map" => "an object {…}",
        "a boolean" => "true or false",
        "a string" => "a text",
        other if other.starts_with("struct ") => "an object {…}",
        other => other,
    }
}

fn nearest<'n>(found: &str, known: impl Iterator<Item = &'n str>) -> String {
    let near = known.map(|name| (strsim::damerau_levenshtein(found, name), name)).min();
    match near {
        Some((distance, name)) if distance <= 1 + name.len() / 3 => format!(" (did you mean \"{name}\"?)"),
        _ => String::new(),
    }
}

/// Most signs of a number that is written out.
const LONGEST_NUMBER: usize = 24;

pub(super) fn cut(text: &str) -> String {
    const MOST: usize = 120;
    // A number of three hundred digits, as people write it.
    if text.len() > LONGEST_NUMBER
        && text.starts_with("0.")
        && let Ok(number) = text.parse::<f64>()
    {
        return format!("{number:e}");
    }
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).collect::<String>() + "…" }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::document::Fields;
    use super::*;

    #[test]
    fn a_misspelt_key_is_told_with_its_nearest() {
        let nearest = |names: &[&str]| unknown("test", "bravvo", names);
        assert!(nearest(&["alpha", "bravo"]).ends_with("(did you mean \"bravo\"?)"));
        let message = in_words("margn", "unknown field `margn`, expected one of `n`, `margin`");
        assert_eq!(message, "margn: unknown; allowed: n, margin (did you mean \"margin\"?)");
    }

    #[test]
    fn a_wrong_value_is_told_with_its_key() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Inner {
            #[expect(dead_code, reason = "only read")]
            n: u64,
        }
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Outer {
            #[expect(dead_code, reason = "only read")]
            list: Vec<Inner>,
        }
        for (question, told) in [
            (r#"{"list":[{"n":1},{"n":-1}]}"#, "list[1].n: found integer `-1`; allowed: a whole number, at least 0"),
            (r#"{"list":null}"#, "list: found null; allowed: a list"),
            (r#"{"list":[{}]}"#, "list[0].n: missing"),
            (r#"{"list":[{"n":1,"m":2}]}"#, "list[0].m: unknown; allowed: n (did you mean \"n\"?)"),
            ("{}", "list: missing"),
        ] {
            let fields = Fields::of(question).expect("JSON").expect("an object");
            assert_eq!(fields.read::<Outer>().expect_err("wrong"), told);
        }
    }
}
