//! The rest of an ALPHA poll after its rounds so far: every pair by its votes, assumed to have come evenly mixed.
//!
//! # Reference
//! Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5.2 (the truncated estimate).

use std::collections::BTreeMap;

use serde_json::Value;

use super::cards::martingale;
use super::pairs::{larger, pairs};
use crate::audit::sample_size::Sizes;
use crate::audit::sample_size::question::CheckedQuestion;
use crate::reason::{Reason, complaints, rules};
use crate::risk::bet::ShrinkTrunc;
use crate::risk::polling::RoundSample;
use crate::risk::{Betting, Null};

/// ALPHA, for every pair.
pub(super) fn polled(asked: &CheckedQuestion<'_>, sample: &Value) -> Result<Sizes, Reason> {
    const OTHER: &str = "other";
    let cards = asked.needed_cards()?;
    if sample.is_array() {
        return Err(complaints::error_allowed("sample", rules::found_list_of_rounds(), rules::rule_one_object()));
    }
    let mut votes = sample.clone();
    let other = match votes.as_object_mut().filter(|_| !asked.spec.votes.contains_key(OTHER)) {
        Some(fields) => match fields.remove(OTHER) {
            None => 0,
            Some(n) => {
                let wrong = || rules::error_says("sample.other", rules::allowed(rules::rule_cards_for_nobody()));
                n.as_u64().ok_or_else(wrong)?
            }
        },
        None => 0,
    };
    let pairs = pairs(asked, &votes)?;
    let all_votes: u64 = votes.as_object().map_or(0, |all| all.values().filter_map(Value::as_u64).sum());
    let drawn = all_votes.saturating_add(other);
    if drawn > cards {
        return Err(complaints::error_allowed("sample", rules::found_cards(drawn), rules::rule_at_most_the(cards)));
    }
    let mut worst: Option<Sizes> = None;
    for pair in &pairs {
        let figures = &pair.figures;
        let RoundSample { n, k } = pair.rounds.last().copied().unwrap_or_default();
        let winner = if figures.winner + figures.loser == figures.pair {
            figures.winner
        } else {
            (figures.pair + figures.lead()).div_ceil(2)
        };
        let reported = [winner, figures.pair - winner, cards - figures.pair];
        let seen = [k, n - k, drawn - n];
        let left = [0, 1, 2].map(|at| reported[at].saturating_sub(seen[at]));
        // Votes seen beyond the report are taken from the others, so that the number of remaining cards is right.
        let mut surplus = left.iter().sum::<u64>().saturating_sub(cards - drawn);
        let mut rest = [(0, left[1]), (1, left[2]), (2, left[0])];
        for (_, n) in rest.iter_mut().rev() {
            let less = surplus.min(*n);
            (*n, surplus) = (*n - less, surplus - less);
        }
        let null = Null::of(cards, cards as i64, 2, false);
        let eta = (1.0 + figures.lead() as f64 / cards as f64).min(2.0);
        let risk = Betting::new(null, ShrinkTrunc::of(eta, 1.0));
        let mut of = martingale(asked, risk, &[(2, seen[0]), (0, seen[1]), (1, seen[2])], 2, &rest)?;
        if pairs.len() > 1 {
            of.next_round
                .iter_mut()
                .flat_map(BTreeMap::values_mut)
                .for_each(|next| next.pair = Some(pair.name.clone()));
        }
        worst = Some(match worst {
            None => of,
            Some(before) => larger(before, of),
        });
    }
    worst.ok_or_else(|| rules::error_no_pair("votes"))
}
