//! The rest of an audit after its rounds so far: whether they confirm, the fewest cards that still may, and the next
//! round's size.
//!
//! A question with a `sample` asks for it: for a poll the votes seen, by candidate, in one object or one for each
//! round; for a comparison `{"n", "o1", "o2", "u1", "u2"}`; for batches `{"draws"}`, all of them clean. `to_go` is the
//! fewest cards after which the audit may confirm, if all of them favour the report: 0 exactly if it has confirmed, and
//! never 0 while the risk limit is missed. `next_round` has a size for each probability of confirming, if the report is
//! right. With several pairs the one that needs most decides.
//!
//! Minerva's and Athena's rounds must not depend on the sample. Their next round is the next of the schedule that was
//! fixed before the first draw (`rounds`), or half as many ballots again as so far if that was the rule; its
//! probability is given with it.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21 (next rounds, and why Minerva's are fixed); Broadrick, Vora and Zagórski
//! 2023, USENIX Security '23 (Providence's may be chosen); Stark 2010 (super-simple: remaining cards).

mod alpha;
mod cards;
mod pairs;
mod polls;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::question::CheckedQuestion;
use super::spec::cut;
use super::{Sizes, by_rounds};
use crate::reason::{Reason, complaints, in_english, rules};
use crate::risk::polling::SelectionOrdered;

/// The size of one next round; `None` if no size within the remaining cards has the probability.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NextRound {
    /// Cards to draw now, of the whole contest, so that they hold the needed ballots of the pair on average; for
    /// batches, the expected number of ballots in them.
    pub cards: Option<u64>,
    /// Batches to draw now, if batches are drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<u64>,
    /// Ballots of the pair among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballots: Option<u64>,
    /// Ballots of the pair in all rounds then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// The smallest number of votes of the winner in all rounds that stops there, if it is known before the draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kmin: Option<u64>,
    /// The probability that the audit confirms there, if the size was not chosen for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance: Option<f64>,
    /// The pair that needs this size, if there are several.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "in_english")]
    pub pair: Option<Reason>,
}

/// The methods whose only round has a fixed size.
const ONE_ROUND: [&str; 2] = ["fixed_percentage", "full_hand_count"];

/// The rest of the audit after this sample.
pub(super) fn answer(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Sizes, Reason> {
    match asked.spec.method.as_str() {
        "bravo" | "so_bravo" => polls::by_rounds(asked, sample, &SelectionOrdered),
        "eor_bravo" | "minerva" | "athena" | "providence" => {
            polls::by_rounds(asked, sample, by_rounds::rule(&asked.spec.method).as_ref())
        }
        "bayes_polling" => polls::believed(asked, sample),
        "polling" => alpha::polled(asked, sample),
        "super_simple" => cards::super_simple(asked, sample),
        "ballot_comparison" => cards::compared(asked, sample),
        "batch_comparison" => super::batches::after(asked, counts(sample, &["draws"])?["draws"]),
        other => {
            let found = complaints::found_beside(cut(other));
            let more = super::SIZED.iter().copied().filter(|name| !ONE_ROUND.contains(name));
            Err(complaints::error_allowed("sample", found, rules::rule_with(more.collect::<Vec<_>>().join(", "))))
        }
    }
}

/// Whole numbers by name, each of a known name; 0 for the other names.
fn counts(value: &Value, known: &[&str]) -> Result<BTreeMap<String, u64>, Reason> {
    let allowed = || rules::rule_object_numbers(known.iter().take(12).copied().collect::<Vec<_>>().join(", "));
    let Value::Object(fields) = value else {
        return Err(complaints::error_allowed("sample", cut(&value.to_string()), allowed()));
    };
    let mut counts: BTreeMap<String, u64> = known.iter().map(|name| ((*name).to_owned(), 0)).collect();
    for (name, n) in fields {
        let Some(count) = counts.get_mut(name) else {
            return Err(rules::error_unknown(format!("sample.{}", cut(name)), allowed()));
        };
        *count = n.as_u64().filter(|n| *n <= super::MOST).ok_or_else(|| {
            let key = format!("sample.{}", cut(name));
            complaints::error_allowed(key, cut(&n.to_string()), rules::rule_whole_least_0())
        })?;
    }
    Ok(counts)
}
