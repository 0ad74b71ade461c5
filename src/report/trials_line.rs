//! The first lines of many trials and of attacks in words; their content is decided in `simulation::headline`.

use super::phrases::rounded_percent;
use super::words::{Words, fill};
use crate::audit::nobody_can_lose;
use crate::number_format::{grouped, percent};
use crate::simulation::Simulated;
use crate::simulation::adversary::AttackTable;
use crate::simulation::headline::{
    AttacksHeadline, CardsCompared, Ends, Fooled, Often, SharedHeadline, SharedWork, Stands, TrialsHeadline,
    UncontestedLook,
};

/// Most groups of methods that are shown one by one.
const TOLD: usize = 6;

/// The result of many trials in one contest, without its name.
pub(super) fn trials_say(w: &Words, all: &Simulated, of: &TrialsHeadline) -> String {
    let h = &w.headline;
    if of.trials == 0 && !all.is_exact_answer() {
        return h.no_trial.to_owned();
    }
    let by = trials_by(w, of.trials);
    let mut says = Vec::new();
    let measured_only = || of.measured_only.iter().map(|it| measured_only(w, &by, of.reported_right, it));
    if let Some(looked) = &of.nobody_can_lose {
        says.extend((!looked.is_empty()).then(|| fill(h.looked_all_the_same, &[("list", &looked_at(w, looked))])));
    } else if of.reported_right {
        let ends = ends(w, &of.on_one_sample);
        says.extend((!ends.is_empty()).then(|| fill(h.one_sample_ends, &[("by", &by), ("list", &ends)])));
        let cards = cards(w, &by, &of.cards);
        let is_beside = !of.on_one_sample.is_empty() && !cards.is_empty();
        says.extend(is_beside.then(|| h.apart_from_it.to_owned()));
        says.extend(Some(cards).filter(|says| !says.is_empty()));
        if matches!(of.cards, CardsCompared::Fewest { may_be_chance: true, .. }) {
            says.push(h.may_be_chance.to_owned());
        }
        says.extend(measured_only());
    } else {
        says.extend(measured_only());
        if of.confirmed_wrong.is_empty() {
            let interval = fill(h.within_95, &[("high", &percent(of.at_most, 2))]);
            let interval = if of.trials > 0 { &interval } else { "" };
            says.push(fill(h.nobody_confirmed, &[("by", &by), ("interval", interval)]));
        } else {
            says.push(fill(h.confirmed_all_the_same, &[("list", &often(w, &of.confirmed_wrong))]));
        }
    }
    if !of.miscounted.is_empty() {
        says.push(fill(h.wrong_stands_after, &[("list", &often(w, &of.miscounted))]));
    }
    says.join(" ")
}

/// The report of one contest before anything else: right, wrong, or that nobody can lose.
pub(super) fn outcome_says(w: &Words, of: &TrialsHeadline) -> String {
    match of.nobody_can_lose {
        Some(_) => w.reason(&nobody_can_lose()),
        None if of.reported_right => w.headline.outcome_right.to_owned(),
        None => w.headline.outcome_wrong.to_owned(),
    }
}

/// The mark before a contest's line: whether anything is wrong or unconfirmed.
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages show it"))]
pub(super) fn mark(of: &TrialsHeadline) -> &'static str {
    match () {
        () if !of.reported_right || !of.miscounted.is_empty() => "✗",
        () if !of.measured_only.is_empty() => "○",
        () => "✓",
    }
}

/// The work for all contests together on one sample, and the risk-limiting method that handles the least.
pub(super) fn shared_says(w: &Words, of: &SharedHeadline) -> String {
    let h = &w.headline;
    let n = |n: u64| grouped(n as i64);
    let by = trials_by(w, of.trials);
    let work = |it: &SharedWork| {
        let [cards, ballots, hours, cost] = [it.cards, it.ballots, it.hours, it.cost].map(n);
        let gaps = [("method", &it.method[..]), ("cards", &cards), ("ballots", &ballots), ("hours", &hours)];
        fill(h.shared_work, &[&gaps[..], &[("cost", &cost)]].concat())
    };
    let list = listed(w, of.methods.iter().map(work).collect());
    let mut says = vec![fill(h.shared_all, &[("by", &by), ("k", &of.contests.to_string()), ("list", &list)])];
    if let Some(least) = &of.least {
        let (methods, handled) = (least.methods.join(", "), n(least.handled));
        let gaps = [("methods", &methods[..]), ("handled", &handled)];
        says.push(match &least.next {
            None => fill(h.shared_tie, &gaps),
            Some((next, next_handled)) => {
                let next = [("next", &next.join(", ")[..]), ("next_handled", &n(*next_handled))];
                fill(h.shared_least, &[&gaps[..], &next].concat())
            }
        });
        says.extend(least.may_be_chance.then(|| h.may_be_chance.to_owned()));
    }
    says.join(" ")
}

/// "In 20 trials".
fn trials_by(w: &Words, trials: u64) -> String {
    match trials {
        0 => w.headline.by_distributions.to_owned(),
        1 => w.headline.in_one_trial.to_owned(),
        n => fill(w.headline.in_trials, &[("n", &grouped(n as i64))]),
    }
}

fn looked_at(w: &Words, all: &[UncontestedLook]) -> String {
    let one = |it: &UncontestedLook| {
        let (cards, of) = (grouped(it.cards as i64), grouped(it.of as i64));
        fill(w.headline.looked_at, &[("method", it.method), ("cards", &cards), ("of", &of)])
    };
    listed(w, all.iter().map(one).collect())
}

fn ends(w: &Words, all: &[Ends]) -> String {
    let h = &w.headline;
    let one = |it: &Ends| {
        let ends =
            [(h.end_confirmed, it.confirmed), (h.end_full, it.full_hand_count), (h.end_measured, it.measured_only)];
        let counted = ends.into_iter().filter(|(_, share)| share.hits > 0);
        let parts: Vec<String> =
            counted.map(|(says, share)| fill(says, &[("n", &grouped(share.hits as i64))])).collect();
        fill(h.ends_of, &[("methods", &it.methods.join(", ")), ("parts", &parts.join(", "))])
    };
    listed(w, all.iter().map(one).collect())
}

/// A sentence that a contest stays as reported though it was not confirmed.
fn measured_only(w: &Words, by: &str, right: bool, it: &Often) -> String {
    let h = &w.headline;
    let (hits, n) = (grouped(it.share.hits as i64), grouped(it.share.of as i64));
    let says = match (it.share.hits == it.share.of, right) {
        (true, true) => h.measured_never,
        (true, false) => h.measured_never_wrong,
        (false, true) => h.measured_in,
        (false, false) => h.measured_in_wrong,
    };
    fill(says, &[("by", by), ("methods", &it.methods.join(", ")), ("hits", &hits), ("n", &n)])
}

fn cards(w: &Words, by: &str, of: &CardsCompared) -> String {
    let (h, n) = (&w.headline, |n: &u64| grouped(*n as i64));
    let list = |methods: &[&str]| methods.join(", ");
    match of {
        CardsCompared::Nothing => String::new(),
        CardsCompared::NoneLimitsTheRisk => h.none_limits.to_owned(),
        CardsCompared::AllCards { methods, of } => {
            fill(h.all_cards, &[("by", by), ("of", &n(of)), ("methods", &list(methods))])
        }
        CardsCompared::OneMethod { method, cards, of } => {
            fill(h.one_method, &[("by", by), ("method", method), ("cards", &n(cards)), ("of", &n(of))])
        }
        CardsCompared::Tie { methods, cards, of } => {
            fill(h.tie, &[("by", by), ("cards", &n(cards)), ("of", &n(of)), ("methods", &list(methods))])
        }
        CardsCompared::Fewest { methods, cards, next, next_cards, of, .. } => {
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

/// Which methods were fooled by attacks, and which were not.
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the terminal says it"))]
pub(super) fn attacks_say(w: &Words, all: &AttackTable, of: &AttacksHeadline) -> Vec<String> {
    let h = &w.headline;
    if all.tried() == 0 {
        return vec![h.nothing_tried.to_owned()];
    }
    let (n, high) = (grouped(all.trials as i64), percent(of.at_most, 2));
    let gaps = [("n", &n[..]), ("high", &high)];
    let mut says = Vec::new();
    if !of.fooled.is_empty() {
        let fooled = of.fooled.iter().map(|it| fooled(w, all, it)).collect();
        says.push(fill(h.fooled, &[("list", &listed(w, fooled))]));
    }
    if !of.stands.is_empty() {
        let stands = of.stands.iter().map(|it| stands(w, all, it)).collect();
        says.push(fill(h.lie_stands, &[("list", &listed(w, stands))]));
    }
    if let Some(it) = &of.hardly_tried {
        let votes = fill(w.attack.several_votes, &[("n", &grouped(all.lead as i64))]);
        let lead = if all.lead == 1 { w.attack.one_vote } else { &votes };
        let share = format!("{} %", percent(it.share.fraction(), 0));
        let try_it = all.lead_that_tries.filter(|&lead| lead > all.lead);
        let try_it = try_it.map(|lead| fill(h.try_margin, &[("n", &lead.to_string())]));
        let hardly = fill(h.hardly_tried, &[("lead", lead), ("share", &share), ("methods", &it.methods.join(", "))]);
        says.push(std::iter::once(hardly).chain(try_it).collect::<Vec<_>>().join(" "));
    }
    if of.fooled.is_empty() && of.stands.is_empty() {
        says.push(fill(h.nobody_fooled, &gaps));
    } else if !of.never_fooled.is_empty() {
        says.push(fill(h.never_fooled, &[&gaps[..], &[("methods", &of.never_fooled.join(", "))]].concat()));
    }
    says
}

fn stands(w: &Words, all: &AttackTable, it: &Stands) -> String {
    let (h, cell) = (&w.headline, &all.cells[it.worst]);
    let in_cells = fill(h.fooled_in, &[("n", &it.stands_in.to_string()), ("all", &it.tried_in.to_string())]);
    let gaps = [
        ("method", it.method),
        ("hits", &grouped(it.share.hits as i64)),
        ("n", &grouped(it.share.of as i64)),
        ("share", &format!("{} %", percent(it.share.fraction(), 2))),
        ("attack", cell.attack),
        ("contest", &all.contests[cell.contest].title),
        ("stands_in", if it.tried_in > 1 { &in_cells } else { "" }),
    ];
    fill(if it.measured_only { h.stands_measured } else { h.stands_counted }, &gaps)
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
