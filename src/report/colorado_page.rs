//! An audit of the State of Colorado, checked: for people and programs.

use serde_json::{Value, json};

use super::layout::table;
use super::words::Language;
use crate::number_format::grouped;
use crate::official_audit::ColoradoAudit;
use crate::reason::official;

/// The checked audit on a terminal.
pub fn colorado_audit_in_words(audit: &ColoradoAudit, language: &Language) -> String {
    let w = language.words;
    let targeted: Vec<_> = audit.contests.iter().filter(|it| it.is_targeted).collect();
    let confirmed = targeted.iter().filter(|it| it.is_confirmed()).count();
    let mut text =
        w.reason(&official::state_first(targeted.len(), confirmed, targeted.len() - confirmed)).clone() + "\n";
    for it in targeted.iter().filter(|it| !it.is_confirmed()) {
        let risk = it.p_value.map_or_else(|| "1".to_owned(), |p| format!("{p:.4}"));
        text += &w.reason(&official::state_open(&it.name, risk, it.draws));
        if let Some(selected) = it.selected.filter(|&selected| selected != it.draws) {
            text += &format!(" {}", w.reason(&official::state_selected(selected)));
        }
        text += "\n";
    }
    let with_margin = audit.contests.iter().filter(|it| it.p_value.is_some()).count();
    let same = audit.contests.iter().filter(|it| it.size_again.is_some_and(|size| size == it.size)).count();
    text += &format!("\n{}\n", w.reason(&official::state_sizes(with_margin, same)));
    if audit.margins > 0 {
        text += &format!("{}\n", w.reason(&official::state_margins(audit.margins)));
    }
    if audit.cards > 0 {
        text += &format!("{}\n", w.reason(&official::state_cards(audit.cards)));
    }
    let none = audit.contests.len() - with_margin;
    if none > 0 {
        text += &format!("{}\n", w.reason(&official::state_no_margin(none)));
    }
    let alone = audit.contests.iter().filter(|it| !it.is_targeted && it.p_value.is_some()).count();
    if alone > 0 {
        text += &format!("{}\n", w.reason(&official::state_no_sample(alone)));
    }
    text += &format!("{}\n", w.reason(&official::state_no_draw()));
    if !audit.unused.is_empty() {
        text += &format!("{}\n", w.reason(&official::state_unused(audit.unused.join(", "))));
    }
    if !audit.problems.is_empty() {
        text += &format!("\n{}\n", w.reason(&official::state_problems()));
        for problem in &audit.problems {
            text += &format!("  • {}\n", w.reason(&problem.reason()));
        }
    }
    let head = [official::head_contest(), official::head_draws()].map(|head| w.reason(&head).clone());
    let kinds = ["o1", "o2", "u1", "u2"].map(str::to_owned);
    let mut rows = vec![head.into_iter().chain(kinds).chain([w.reason(&official::head_risk())]).collect::<Vec<_>>()];
    for it in &targeted {
        let found = it.found;
        let counts = [it.draws, found.o1, found.o2, found.u1, found.u2].map(|count| grouped(count as i64));
        let risk = it.p_value.map_or_else(String::new, |p| format!("{p:.4}"));
        rows.push([it.name.clone()].into_iter().chain(counts).chain([risk]).collect());
    }
    text + "\n" + &table(rows, 1..7)
}

/// The same as JSON.
pub fn colorado_audit_json(audit: &ColoradoAudit) -> Value {
    let contests = audit.contests.iter().map(|it| {
        let found = it.found;
        json!({
            "name": it.name, "audit_reason": it.reason, "sample_drawn": it.is_targeted,
            "p_value": it.p_value, "risk_limit": it.risk_limit, "confirmed": it.is_confirmed(),
            "published": { "status": it.status, "margin": it.margin, "cards": it.cards, "sample_size": it.size },
            "sample_size": it.size_again, "agrees": it.agrees(), "draws": it.draws, "draws_selected": it.selected,
            "winners": it.winners, "contest_cards": it.contest_cards,
            "discrepancies": { "o1": found.o1, "o2": found.o2, "u1": found.u1, "u2": found.u2 },
        })
    });
    json!({
        "format": "colorado", "seed": audit.seed, "round": audit.round,
        "contests": contests.collect::<Vec<_>>(),
        "problems": audit.problems.iter().map(|it| it.reason().to_string()).collect::<Vec<_>>(),
        "margins_repeated": audit.margins, "cards_repeated": audit.cards, "unused": audit.unused,
    })
}
