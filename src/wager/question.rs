//! A question's fields, read strictly: a wrong one is answered with its key, what was found and what is allowed.

use serde::de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Number, Value};

use crate::risk::GAMMA;

/// A JSON document in which no object names a key twice.
///
/// # Errors
/// A sentence that says what is wrong, and where.
pub(crate) fn document(text: &str) -> Result<Value, String> {
    serde_json::from_str::<Unique>(text).map(|Unique(value)| value).map_err(|e| cut(&e.to_string()))
}

/// The fields as a type that denies unknown ones.
pub(crate) fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, String> {
    serde_path_to_error::deserialize(Value::Object(fields)).map_err(|e| {
        let path = e.path().to_string();
        in_words(if path == "." { "" } else { &path }, &e.inner().to_string())
    })
}

/// The same for the options under a key.
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

/// A risk limit, which must lie between 0 and 1.
pub(crate) fn risk_limit(limit: f64) -> Result<f64, String> {
    if limit > 0.0 && limit < 1.0 {
        Ok(limit)
    } else {
        Err(broken("risk_limit", limit, "above 0 and below 1, such as 0.05"))
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
fn in_words(path: &str, message: &str) -> String {
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

fn cut(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).collect::<String>() + "…" }
}

/// A JSON value in which no object names a key twice.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Unique)
    }
}

struct Reader;

/// Below this every whole number is a binary fraction of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    /// A whole number is one however it is written: spreadsheets and data frames write 123 as 123.0 where a column has gaps.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        if value.abs() < EXACT && libm::trunc(value).to_bits() == value.to_bits() {
            return Ok(Value::Number((value as i64).into()));
        }
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Unique(value)) = values.next_element()? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((key, Unique(value))) = entries.next_entry::<String, Unique>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format!("{}: found twice; allowed: once", cut(&key))));
            }
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
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
            let Ok(Value::Object(fields)) = document(question) else { panic!("{question}") };
            assert_eq!(read::<Outer>(fields).expect_err("wrong"), told);
        }
        assert!(document(r#"{"a":{"b":1,"b":2}}"#).expect_err("twice").starts_with("b: found twice; allowed: once"));
        assert_eq!(
            document("[1, -2, 0.5, \"x\", null, true, {\"a\":[]}]").expect("JSON").to_string(),
            "[1,-2,0.5,\"x\",null,true,{\"a\":[]}]"
        );
        assert_eq!(document("[123.0, 1e3, -2.0, 0.5, 1e300]").expect("JSON").to_string(), "[123,1000,-2,0.5,1e300]");
    }
}
