//! The first lines of many trials and of attacks in words; what they say is decided in `simulation::headline`.

use super::phrases::rounded_percent;
use super::words::{Words, fill};
use crate::figure::{grouped, percent};
use crate::simulation::Simulated;
use crate::simulation::adversary::AttackTable;
use crate::simulation::headline::{AttacksHeadline, Comparison, Fooled, Often, TrialsHeadline};

/// Groups of methods that are told one by one.
const TOLD: usize = 6;

/// What many trials came to in one contest, without its name.
pub(super) fn trials_say(w: &Words, all: &Simulated, of: &TrialsHeadline) -> String {
    let h = &w.headline;
    if of.trials == 0 && !all.is_by_law() {
        return h.no_trial.to_owned();
    }
    let by = match of.trials {
        0 => h.by_laws.to_owned(),
        1 => h.in_one_trial.to_owned(),
        n => fill(h.in_trials, &[("n", &grouped(n as i64))]),
    };
    let mut says = Vec::new();
    if of.reported_right {
        says.push(cards(w, &by, &of.cards));
        if matches!(of.cards, Comparison::Fewest { may_be_chance: true, .. }) {
            says.push(h.may_be_chance.to_owned());
        }
    } else if of.confirmed_wrong.is_empty() {
        let interval = fill(h.within_95, &[("high", &percent(of.at_most, 2))]);
        let interval = if of.trials > 0 { &interval } else { "" };
        says.push(fill(h.nobody_confirmed, &[("by", &by), ("interval", interval)]));
    } else {
        says.push(fill(h.confirmed_all_the_same, &[("list", &often(w, &of.confirmed_wrong))]));
    }
    if !of.miscounted.is_empty() {
        says.push(fill(h.wrong_stands_after, &[("list", &often(w, &of.miscounted))]));
    }
    says.join(" ")
}

fn cards(w: &Words, by: &str, of: &Comparison) -> String {
    let (h, n) = (&w.headline, |n: &u64| grouped(*n as i64));
    let list = |methods: &[&str]| methods.join(", ");
    match of {
        Comparison::Nothing => String::new(),
        Comparison::NoneLimitsTheRisk => h.none_limits.to_owned(),
        Comparison::AllCards { methods, of } => {
            fill(h.all_cards, &[("by", by), ("of", &n(of)), ("methods", &list(methods))])
        }
        Comparison::OneMethod { method, cards, of } => {
            fill(h.one_method, &[("by", by), ("method", method), ("cards", &n(cards)), ("of", &n(of))])
        }
        Comparison::Tie { methods, cards, of } => {
            fill(h.tie, &[("by", by), ("cards", &n(cards)), ("of", &n(of)), ("methods", &list(methods))])
        }
        Comparison::Fewest { methods, cards, next, next_cards, of, .. } => {
            let gaps = [("by", by), ("methods", &list(methods)), ("cards", &n(cards)), ("of", &n(of))];
            fill(h.fewest, &[&gaps[..], &[("next", &list(next)), ("next_cards", &n(next_cards))]].concat())
        }
    }
}

fn often(w: &Words, all: &[Often]) -> String {
    let one = |it: &Often| {
        let (low, high) = it.share.interval95();
        let shown = |share: f64| percent(share, 2);
        let gaps = [
            ("methods", &it.methods.join(", ")[..]),
            ("hits", &grouped(it.share.hits as i64)),
            ("n", &grouped(it.share.of as i64)),
            ("share", &format!("{} %", shown(it.share.fraction()))),
            ("low", &shown(low)),
            ("high", &shown(high)),
        ];
        let says = if it.share.within.is_some() { w.headline.often_law } else { w.headline.often_trials };
        let above = |limit: f64| fill(w.headline.above_limit, &[("limit", &rounded_percent(limit))]);
        fill(says, &gaps) + &it.above_limit.map_or_else(String::new, above)
    };
    listed(w, all.iter().map(one).collect())
}

/// The first of a list, and how many more there are.
fn listed(w: &Words, mut all: Vec<String>) -> String {
    let more = all.len().saturating_sub(TOLD);
    if more > 0 {
        all.truncate(TOLD);
        all.push(fill(w.and_more, &[("n", &more.to_string())]));
    }
    all.join("; ")
}

/// Who was fooled by attacks, and who was not.
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the terminal says it"))]
pub(super) fn attacks_say(w: &Words, all: &AttackTable, of: &AttacksHeadline) -> Vec<String> {
    let h = &w.headline;
    if all.tried() == 0 {
        return vec![h.nothing_tried.to_owned()];
    }
    let (n, high) = (grouped(all.trials as i64), percent(of.at_most, 2));
    let gaps = [("n", &n[..]), ("high", &high)];
    if of.fooled.is_empty() {
        return vec![fill(h.nobody_fooled, &gaps)];
    }
    let fooled = of.fooled.iter().map(|it| fooled(w, all, it)).collect();
    let mut says = vec![fill(h.fooled, &[("list", &listed(w, fooled))])];
    if !of.never_fooled.is_empty() {
        says.push(fill(h.never_fooled, &[&gaps[..], &[("methods", &of.never_fooled.join(", "))]].concat()));
    }
    says
}

fn fooled(w: &Words, all: &AttackTable, it: &Fooled) -> String {
    let (h, cell) = (&w.headline, &all.cells[it.worst]);
    let or_nothing = |is: bool, text: String| if is { text } else { String::new() };
    let as_often = fill(h.as_often, &[("n", &(it.as_often - 1).to_string())]);
    let in_cells = fill(h.fooled_in, &[("n", &it.fooled_in.to_string()), ("all", &it.tried_in.to_string())]);
    let limit = it.risk_limit.map(|limit| fill(h.its_limit, &[("limit", &rounded_percent(limit))]));
    let gaps = [
        ("method", it.method),
        ("hits", &grouped(it.share.hits as i64)),
        ("n", &grouped(it.share.of as i64)),
        ("share", &format!("{} %", percent(it.share.fraction(), 2))),
        ("attack", cell.attack),
        ("contest", &all.contests[cell.contest].title),
        ("as_often", &or_nothing(it.as_often > 1, as_often)),
        ("fooled_in", &or_nothing(it.tried_in > 1, in_cells)),
        ("limit", &limit.unwrap_or_default()),
    ];
    fill(h.fooled_often, &gaps)
}
