//! VERIFICATION of somebody else's audit: from observations to measured risk. One family of tests per file.
//!
//! A question is one JSON object whose `test` names the test; the answer is one JSON object. This room uses no
//! scenario, no paper and no file.
//!
//! A question about a contest before an audit (`contest_question.rs`) has a `rule` in place of a test: who won, and what an audit has
//! to prove.
//!
//! # Before evidence
//! One rule holds for all tests. Where nothing was read, the P-value is 1 and no round stops; a posterior equals its
//! prior, and the default prior treats all candidates alike, so that an upset is as likely as not. One value gives
//! limited evidence: where it lies in [0, u] and the null's mean is t, the P-value is at least t/u. A null with a
//! single point, such as strata whose means are known, is tested as that one hypothesis. A null without a point (no
//! lead, or means that cannot be reached) and a null that every population fulfils are refused. A P-value is 0 only
//! where the readings refute the null with certainty.
//!
//! Where a question lists all candidates and all of them win (`macro`, `ballot_comparison`, `bayes_comparison`), nobody
//! can lose: there is no null, the answer says so under `note`, and it has no P-value. Where a question names only
//! those with votes in a sample (`bayes`), a single name is refused, since others may have stood.
//!
//! # Small P-values
//! After thousands of cards that agree, a P-value can be smaller than the smallest floating-point number. It is then
//! not written as 0: a P-value below 10⁻³⁰⁰ is answered as `1e-300`, with `"p_value_is": "less than 1e-300"` and its
//! decimal logarithm `log10_p_value`, under every test and beside every key that holds one (`log10_cvr_p_value`, …). In
//! `p_history` it is `1e-300` alone. A probability of an upset is written likewise, without a logarithm. No risk limit
//! is below 10⁻³⁰⁰.

use serde::Serialize;
use serde_json::Value;

use crate::reason::{Filling, Reason, questions};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::question::{broken, unknown};

macro_rules! tests {
    ($($file:ident: $($name:literal)+;)*) => {
        $(mod $file;)*

        /// The names of all tests.
        pub const TESTS: &[&str] = &[$($($name),+),*];

        fn ask(test: &str, fields: Fields<'_>) -> Option<Result<Answer, RefusedField>> {
            match test {
                $($($name)|+ => Some($file::answer(test, fields).map(Answer::from)),)*
                _ => None,
            }
        }
    };
}

mod contest_document;
mod contest_options;
mod contest_question;
mod p_value_fields;
mod ranked_statement;

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

pub use contest_question::{AnsweredQuestion, OrderWithCount, QuestionByRule, answer_about_contest};

/// One question for every test, one a line.
pub const EXAMPLES: &str = include_str!("examples.jsonl");

/// The answer to one question.
///
/// ```
/// let question = r#"{"test":"super_simple","margin":0.05,"n":96,"o1":0,"o2":0,"u1":0,"u2":0}"#;
/// let answer = recount::verify::answer(question)?;
/// assert!(answer["p_value"].as_f64().expect("a P-value") < 0.1);
/// # Ok::<(), recount::reason::Reason>(())
/// ```
///
/// # Errors
/// The key, what was found and what is allowed.
///
/// # Panics
/// Never: every answer is an object of JSON.
pub fn answer(document: &str) -> Result<Value, Reason> {
    answer_at_length(document).map(|answer| serde_json::to_value(answer).expect("an object of JSON"))
}

/// The same, where the answer may be as long as the question and is written out at once.
///
/// # Errors
/// The key, what was found and what is allowed.
pub fn answer_at_length(document: &str) -> Result<Answer, Reason> {
    let mut fields = object(document, "{\"test\": …}")?;
    let missing = || RefusedField::otherwise("test", questions::missing_needed(known()));
    let test = fields.take("test").ok_or_else(missing)?;
    let test: String = serde_json::from_str(test).map_err(|_| broken("test", test, known()))?;
    let answer = ask(&test, fields).unwrap_or_else(|| Err(unknown("test", &test, TESTS)));
    answer.map_err(Reason::from)
}

/// Reads a document that must be an object with the fields of `shape`.
fn object<'d>(document: &'d str, shape: &str) -> Result<Fields<'d>, RefusedField> {
    Fields::of(document)?.ok_or_else(|| RefusedField::otherwise("", questions::no_object(shape)))
}

/// An answer: its fields, and the P-values after each draw where there are any.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    #[serde(flatten)]
    fields: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_history: Option<Vec<f64>>,
}

impl From<Value> for Answer {
    fn from(fields: Value) -> Self {
        Self { fields, p_history: None }
    }
}

/// Reads a question of another kind as strictly: into a type that denies unknown fields.
///
/// # Errors
/// The key, what was found and what is allowed.
pub fn question_as<T: serde::de::DeserializeOwned>(document: &str) -> Result<T, Reason> {
    object(document, "{…}").and_then(Fields::read).map_err(Reason::from)
}

fn known() -> Reason {
    questions::one_of(Filling::joined(", ", TESTS.iter().copied()))
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
