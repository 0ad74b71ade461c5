//! Reads the fields of a question strictly: a wrong field is refused with its key, what was found and what is allowed.

use serde::de::{self, DeserializeOwned};
use serde_json::{Map, Value};

use crate::reason::{Filling, Reason, complaints, questions, rules};
use crate::risk::{GAMMA, LEAST_P_VALUE};

/// A field of a question, or an option of a bet, that was refused: its path, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedField {
    /// The path of the field, such as `bet.lambda`; empty if the whole question is meant.
    pub key: String,
    /// The reason.
    pub why: Unusable,
}

/// Why a field cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Its value is not allowed.
    Value {
        /// What was found.
        found: Filling,
        /// What is allowed.
        allowed: Filling,
    },
    /// It is missing, unknown, or unreadable.
    Otherwise(Reason),
}

impl RefusedField {
    /// A refusal because of a value that breaks a rule.
    pub(super) fn value(key: &str, found: Filling, allowed: Filling) -> Self {
        Self { key: key.to_owned(), why: Unusable::Value { found, allowed } }
    }

    /// A refusal for another reason than the value.
    pub(crate) fn otherwise(key: &str, why: Reason) -> Self {
        Self { key: key.to_owned(), why: Unusable::Otherwise(why) }
    }

    /// The same refusal, with the path of an outer object added.
    #[must_use]
    pub(crate) fn under(self, outer: &str) -> Self {
        let point = if self.key.is_empty() { "" } else { "." };
        Self { key: format!("{outer}{point}{}", self.key), ..self }
    }

    /// The same refusal for another field.
    #[must_use]
    pub(crate) fn of(self, key: String) -> Self {
        Self { key, ..self }
    }

    /// The field, what was found and what is allowed, without control characters from the question.
    pub fn reason(&self) -> Reason {
        let reason = match &self.why {
            Unusable::Value { found, allowed } if self.key.is_empty() => {
                complaints::error_allowed(questions::the_question(), found.clone(), allowed.clone())
            }
            Unusable::Value { found, allowed } => complaints::error_allowed(&self.key, found.clone(), allowed.clone()),
            Unusable::Otherwise(why) if self.key.is_empty() => why.clone(),
            Unusable::Otherwise(why) => complaints::at_place(&self.key, why.clone()),
        };
        reason.with_texts(&|text| text.chars().map(|c| if c.is_control() { '?' } else { c }).collect())
    }
}

impl From<RefusedField> for Reason {
    fn from(refused: RefusedField) -> Self {
        refused.reason()
    }
}

/// A reason inside an error of serde, whose only content is a text: see [`carried`].
pub(crate) fn carry<E: de::Error>(reason: &Reason) -> E {
    E::custom(serde_json::to_string(reason).expect("an object of JSON"))
}

/// The reason inside an error of serde.
fn carried(message: &str) -> Option<Reason> {
    // serde_json appends line and column to the text.
    let mut reasons = serde_json::Deserializer::from_str(message).into_iter();
    message.starts_with('{').then(|| reasons.next()?.ok()).flatten()
}

/// The error of a JSON reader about a whole document, with line and column.
pub(super) fn unreadable(error: &serde_json::Error) -> RefusedField {
    let message = error.to_string();
    let why = match carried(&message) {
        Some(why) if error.line() > 0 => complaints::why_at_line(why, error.line(), error.column()),
        Some(why) => why,
        None => questions::json_says(cut(&message)),
    };
    RefusedField::otherwise("", why)
}

fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, RefusedField> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|e| {
        let path = e.path().to_string();
        in_words(if path == "." { "" } else { &path }, &e.inner().to_string())
    })
}

/// Reads the options under a key into a type that denies unknown ones.
///
/// # Errors
/// The key, what was found and what is allowed.
pub(crate) fn read_under<T: DeserializeOwned>(key: &str, fields: Map<String, Value>) -> Result<T, RefusedField> {
    read(fields).map_err(|refused| refused.under(key))
}

/// A JSON value as a short text.
pub(crate) fn text(value: &Value) -> String {
    cut(&value.to_string())
}

/// The refusal of a name that is not among the known ones.
pub(crate) fn unknown(key: &str, found: &str, known: &[&str]) -> RefusedField {
    broken(key, format_args!("\"{}\"", cut(found)), or_nearest(found, known))
}

/// The refusal of a value that breaks a rule.
pub(crate) fn broken(key: &str, found: impl Into<Filling>, allowed: impl Into<Filling>) -> RefusedField {
    RefusedField::value(key, found.into().with_texts(&cut), allowed.into())
}

/// Checks a risk limit: between 0 and 1, and not smaller than any P-value that is given.
pub(crate) fn risk_limit(limit: f64) -> Result<f64, RefusedField> {
    if (LEAST_P_VALUE..1.0).contains(&limit) {
        Ok(limit)
    } else {
        Err(broken("risk_limit", limit, complaints::rule_limit_least()))
    }
}

/// The inflation of error bounds, or the usual one if none is given.
pub(crate) fn gamma(given: Option<f64>) -> Result<f64, RefusedField> {
    let gamma = given.unwrap_or(GAMMA);
    if gamma > 1.0 && gamma < 1e6 { Ok(gamma) } else { Err(broken("gamma", gamma, rules::rule_gamma())) }
}

/// A reader's error about the value at a path, as data.
pub(super) fn in_words(path: &str, message: &str) -> RefusedField {
    let under = |name: &str| {
        let outer = path.strip_suffix(name).map_or(path, |outer| outer.trim_end_matches('.'));
        if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
    };
    let named = |rest: &str| rest.split('`').next().unwrap_or_default().to_owned();
    if let Some(name) = message.strip_prefix("missing field `").map(named) {
        return RefusedField::otherwise(&under(&name), questions::missing());
    }
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
        let name = named(rest);
        return RefusedField::otherwise(&cut(&under(&name)), questions::unknown(or_nearest(&name, &known)));
    }
    let found = message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "));
    if let Some((found, expected)) = found.and_then(|found| found.rsplit_once(", expected ")) {
        return broken(path, found, wanted(expected));
    }
    let why = carried(message).unwrap_or_else(|| questions::json_says(cut(message)));
    let why = if path.is_empty() { complaints::at_place(questions::the_question(), why) } else { why };
    RefusedField::otherwise(path, why)
}

/// The description of the type that was expected.
fn wanted(expected: &str) -> Filling {
    match expected {
        "u64" | "usize" | "u32" => rules::rule_whole_least_0().into(),
        "f64" => rules::rule_number().into(),
        "a sequence" => rules::found_a_list().into(),
        "a map" => rules::rule_object().into(),
        "a boolean" => rules::rule_true_false().into(),
        "a string" => questions::rule_text().into(),
        other if other.starts_with("struct ") => rules::rule_object().into(),
        other => other.into(),
    }
}

/// The known names, with the nearest one if one is near.
fn or_nearest(found: &str, known: &[&str]) -> Filling {
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(found, name), *name)).min();
    let known = Filling::joined(", ", known.iter().copied());
    match near {
        Some((distance, name)) if distance <= 1 + name.len() / 3 => {
            rules::rule_of_near(known, format_args!("\"{name}\"")).into()
        }
        _ => known,
    }
}

/// Most characters of a number that is repeated in full.
const LONGEST_NUMBER: usize = 24;

pub(crate) fn cut(text: &str) -> String {
    const MOST: usize = 120;
    // A number of three hundred digits is shown in scientific notation.
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
        let nearest = |names: &[&str]| unknown("test", "bravvo", names).reason().to_string();
        assert!(nearest(&["alpha", "bravo"]).ends_with("(did you mean \"bravo\"?)"));
        let message = in_words("margn", "unknown field `margn`, expected one of `n`, `margin`").reason().to_string();
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
        for (question, shown) in [
            (r#"{"list":[{"n":1},{"n":-1}]}"#, "list[1].n: found integer `-1`; allowed: a whole number, at least 0"),
            (r#"{"list":null}"#, "list: found null; allowed: a list"),
            (r#"{"list":[{}]}"#, "list[0].n: missing"),
            (r#"{"list":[{"n":1,"m":2}]}"#, "list[0].m: unknown; allowed: n (did you mean \"n\"?)"),
            ("{}", "list: missing"),
        ] {
            let fields = Fields::of(question).expect("JSON").expect("an object");
            assert_eq!(fields.read::<Outer>().expect_err("wrong").reason().to_string(), shown);
        }
    }
}
