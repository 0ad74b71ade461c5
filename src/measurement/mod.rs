//! SOMEBODY ELSE'S AUDIT: what was observed in, measured risk out. One family of tests per file.
//!
//! A question is one JSON object whose `test` names the test; the answer is one JSON object. Nothing else is known here:
//! no scenario, no paper, no file.
//!
//! # Before evidence
//! One rule for all tests. Where nothing was read, the P-value is 1 and no round stops; a posterior says what its prior
//! says, and the prior that is used where none is given treats all candidates alike, so that an upset is as likely as not.
//! One value is evidence of its size and no more: where it lies in [0, u] and the null's mean is t, the P-value is at
//! least t/u. A null of a single point, such as strata whose means are known, is that one hypothesis, which is still to be
//! rejected. A null of no point (no lead, means that never make it) and a null that every population fulfils are refused.
//! A P-value is 0 only where what was read refutes the null for certain.

use serde_json::{Map, Value};

use crate::wager::question::{self, read, text};

macro_rules! tests {
    ($($file:ident: $($name:literal)+;)*) => {
        $(mod $file;)*

        /// The names of all tests.
        pub const TESTS: &[&str] = &[$($($name),+),*];

        fn ask(test: &str, fields: Map<String, Value>) -> Option<Result<Value, String>> {
            match test {
                $($($name)|+ => Some($file::answer(test, fields)),)*
                _ => None,
            }
        }
    };
}

tests! {
    ballot_comparison: "ballot_comparison";
    bayes: "bayes" "bayes_comparison";
    macro_batches: "macro";
    mean: "alpha" "betting" "kaplan_markov" "kaplan_wald" "kaplan_kolmogorov" "sprt";
    rounds: "bravo" "minerva" "athena" "providence";
    stratified: "stratified";
    suite: "suite";
    super_simple: "super_simple";
}

/// A question for every test, one a line.
pub const EXAMPLES: &str = include_str!("examples.jsonl");

/// The answer to one question.
///
/// ```
/// let question = r#"{"test":"super_simple","margin":0.05,"n":96,"o1":0,"o2":0,"u1":0,"u2":0}"#;
/// let answer = recount::measurement::answer(question)?;
/// assert!(answer["p_value"].as_f64().expect("a P-value") < 0.1);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// A sentence that names the key, what was found and what is allowed.
pub fn answer(document: &str) -> Result<Value, String> {
    let value = question::document(document)?;
    let Value::Object(mut fields) = value else {
        return Err("found no JSON object; needed: {\"test\": …}".to_owned());
    };
    let test = match fields.remove("test") {
        Some(Value::String(test)) => test,
        Some(other) => return Err(format!("test: found {}; needed: {}", text(&other), known())),
        None => return Err(format!("test: missing; needed: {}", known())),
    };
    ask(&test, fields).unwrap_or_else(|| Err(question::unknown("test", &test, TESTS)))
}

/// A question of another kind, read as strictly: the object as a type that denies unknown fields.
///
/// # Errors
/// A sentence that names the key, what was found and what is allowed.
pub fn question_as<T: serde::de::DeserializeOwned>(document: &str) -> Result<T, String> {
    match question::document(document)? {
        Value::Object(fields) => read(fields),
        other => Err(format!("found {}; needed: a JSON object", text(&other))),
    }
}

fn known() -> String {
    format!("one of {}", TESTS.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_has_an_example_that_is_answered() {
        for name in TESTS {
            assert!(EXAMPLES.contains(&format!("{{\"test\":\"{name}\"")), "{name}");
        }
        for question in EXAMPLES.lines() {
            let answer = answer(question).unwrap_or_else(|why| panic!("{why}: {question}"));
            let p =
                answer.get("p_value").or(answer.get("upset_probability")).or(answer["assertions"][0].get("p_value"));
            assert!(p.and_then(Value::as_f64).is_some_and(|p| (0.0..=1.0).contains(&p)), "{answer}: {question}");
        }
    }
}
