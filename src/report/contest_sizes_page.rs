//! Sample sizes for the contests that an office published: for people and programs.

use serde_json::{Map, Value, json};

use super::layout::table;
use super::words::Language;
use crate::audit::sample_size::Sizes;
use crate::number_format::{grouped, percent};
use crate::official_audit::PublishedContest;
use crate::reason::{Reason, sizing};

/// A published contest and what each method takes for it.
#[derive(Clone, Debug)]
pub struct ContestSizes {
    /// The contest.
    pub contest: PublishedContest,
    /// The risk limit that it is planned for.
    pub risk_limit: f64,
    /// By method its sizes, or why it has none.
    pub sizes: Vec<(String, Result<Sizes, Reason>)>,
}

impl ContestSizes {
    /// The cards by which nine of ten audits have confirmed the report, if it is right; all cards where that is a full hand
    /// count.
    fn cards(&self, method: usize) -> Option<u64> {
        let sizes = self.sizes.get(method)?.1.as_ref().ok()?;
        let all = self.contest.cards?;
        match sizes.quantiles.as_ref().and_then(|sizes| sizes.get("0.9").copied().flatten()) {
            // A formula for draws with replacement may pass all cards; then all are counted by hand.
            Some(size) => Some(size.min(all)),
            None => sizes.full_hand_count.then_some(all),
        }
    }
}

/// The contests on a terminal: those that take most cards first. Contests that cannot be planned come last, with the reason.
/// `has_discrepancies` says whether the sizes are for expected discrepancies.
pub fn contest_sizes_in_words(
    planned: &[ContestSizes],
    left_out: &[(PublishedContest, Reason)],
    has_discrepancies: bool,
    language: &Language,
) -> String {
    let w = language.words;
    let methods: Vec<&str> = planned.first().map_or_else(Vec::new, |it| it.sizes.iter().map(|(m, _)| &**m).collect());
    let mut order: Vec<&ContestSizes> = planned.iter().collect();
    order.sort_by_key(|it| std::cmp::Reverse(it.cards(0).unwrap_or(u64::MAX)));
    let mut limits: Vec<f64> = planned.iter().map(|it| it.risk_limit).collect();
    limits.dedup();
    let first = match limits[..] {
        [limit] => sizing::first(planned.len(), percent(limit, 1)),
        _ => sizing::first_by_files(planned.len()),
    };
    let mut text = format!("{}\n", w.reason(&first));
    for (at, method) in methods.iter().enumerate() {
        let mut cards: Vec<u64> = planned.iter().filter_map(|it| it.cards(at)).collect();
        cards.sort_unstable();
        if let (Some(half), Some(most)) = (cards.get(cards.len() / 2), cards.last()) {
            let half = w.reason(&sizing::half(*method, grouped(*half as i64), grouped(*most as i64)));
            text += &format!("{half}\n");
        }
        let all = planned.iter().filter(|it| it.cards(at).is_some() && it.cards(at) == it.contest.cards).count();
        if all > 0 {
            text += &format!("{}\n", w.reason(&sizing::every_card(*method, all)));
        }
        if cards.len() < planned.len() {
            text += &format!("{}\n", w.reason(&sizing::without_size(*method, planned.len() - cards.len())));
        }
    }
    let supposed = if has_discrepancies { sizing::with_discrepancies() } else { sizing::if_nothing_is_wrong() };
    text += &format!("{}\n{}\n\n", w.reason(&supposed), w.reason(&sizing::most_votes()));
    let head = [sizing::head_contest(), sizing::head_margin(), sizing::head_cards(), sizing::head_share()];
    let head = head.iter().map(|head| w.reason(head).clone());
    let mut rows = vec![head.chain(methods.iter().map(|&method| method.to_owned())).collect::<Vec<_>>()];
    for it in order {
        let contest = &it.contest;
        let number = |number: Option<u64>| number.map_or_else(String::new, |number| grouped(number as i64));
        let share = contest.diluted_margin().map_or_else(String::new, |share| percent(share, 2) + " %");
        let sizes = (0..methods.len()).map(|at| number(it.cards(at)));
        let own = [contest.name.clone(), number(contest.margin), number(contest.cards), share];
        rows.push(own.into_iter().chain(sizes).collect());
    }
    text += &table(rows, 1..4 + methods.len());
    if !left_out.is_empty() {
        text += &format!("\n{}\n", w.reason(&sizing::left_out(left_out.len())));
        for (contest, why) in left_out {
            text += &format!("  • {}: {}\n", contest.name, w.reason(why));
        }
    }
    text
}

/// The same as JSON.
pub fn contest_sizes_json(planned: &[ContestSizes], left_out: &[(PublishedContest, Reason)]) -> Value {
    let contests = planned.iter().map(|it| {
        let contest = &it.contest;
        let sizes: Map<String, Value> = it
            .sizes
            .iter()
            .map(|(method, sizes)| {
                let sizes = match sizes {
                    Ok(sizes) => serde_json::to_value(sizes).unwrap_or_default(),
                    Err(why) => json!({ "error": why.to_string() }),
                };
                (method.clone(), sizes)
            })
            .collect();
        json!({
            "name": contest.name, "winners": contest.winners, "cards": contest.cards, "margin": contest.margin,
            "diluted_margin": contest.diluted_margin(), "risk_limit": it.risk_limit, "sizes": sizes,
        })
    });
    let left_out = left_out.iter().map(|(contest, why)| json!({ "name": contest.name, "why": why.to_string() }));
    json!({
        "recount": env!("CARGO_PKG_VERSION"), "schema": 1, "rule": "plurality",
        "contests": contests.collect::<Vec<_>>(), "left_out": left_out.collect::<Vec<_>>(),
    })
}
