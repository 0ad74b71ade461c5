//! The answer to a question about recount law: a state, a contest, a day and its votes, without a scenario.

use serde_json::{Value, json};

use super::head::{document, head};
use super::law::{follows, if_it_is, sentence, source, years};
use super::words::{LANGUAGES, Language, Words, fill};
use crate::hand_count::recount_law::{LegalAnswer, LegalVotes, Rule};
use crate::number_format::{grouped, percent};
use crate::simulation::{LegalCase, LegalQuestion};

/// The answer as lines that people read: what follows from the margin, then the rules.
pub fn law_in_words(asked: &LegalQuestion, language: &Language) -> String {
    let w = language.words;
    let l = &w.laws;
    let mut rules: Vec<&'static Rule> = Vec::new();
    let date = asked.day.map_or_else(String::new, |day| fill(l.asked_on, &[("date", &day.to_string())]));
    let mut text = format!("{}\n", fill(l.asked_heading, &[("state", asked.state.1), ("on", &date)]));
    if let Some(votes) = asked.votes {
        text += &format!("{}\n", margin(w, votes));
    }
    for case in &asked.cases() {
        text += &format!("  • {}\n", of_case(w, asked, case, &mut rules));
    }
    if !rules.is_empty() {
        text += &format!("\n{}\n", l.rules);
        for (at, rule) in rules.iter().enumerate() {
            let page = if rule.page.is_empty() { String::new() } else { format!(", {}", rule.page) };
            text += &format!("  {}. {} ({}{page})\n", at + 1, in_years(w, rule), source(w, rule));
        }
    }
    let notes = [asked.votes.is_none().then_some(l.asked_votes), asked.day.is_none().then_some(l.asked_no_date)];
    let notes: Vec<&str> = notes.into_iter().flatten().chain([l.asked_caption]).collect();
    format!("{text}\n{}\n", notes.join(" "))
}

/// A rule with the years in which it is in force, if these are known.
fn in_years(w: &Words, rule: &Rule) -> String {
    match years(w, rule) {
        years if years.is_empty() => sentence(w, rule),
        years => format!("{years}: {}", sentence(w, rule)),
    }
}

/// What the law says in one case, and for which kinds of contests.
fn of_case(w: &Words, asked: &LegalQuestion, case: &LegalCase, rules: &mut Vec<&'static Rule>) -> String {
    let kinds = if_it_is(w, case).map_or_else(String::new, |kinds| format!("{kinds}: "));
    if asked.votes.is_some() {
        return kinds + &follows(w, asked.state.1, case, rules);
    }
    let mut numbers = Vec::new();
    for rule in case.rules.iter().filter_map(|it| it.rule) {
        let known = rules.iter().position(|&other| std::ptr::eq(other, rule));
        numbers.push((known.unwrap_or(rules.len()) + 1).to_string());
        rules.extend(known.is_none().then_some(rule));
    }
    let in_its_years = |rule| if asked.day.is_some() { sentence(w, rule) } else { in_years(w, rule) };
    let says: Vec<String> = case.rules.iter().filter_map(|it| it.rule).map(in_its_years).collect();
    format!("{kinds}{} [{}]", says.join("; "), numbers.join(", "))
}

/// Who leads by how much, of how many votes.
fn margin(w: &Words, votes: LegalVotes) -> String {
    let share = percent(votes.margin as f64 / votes.all as f64, 3);
    let gaps = [("margin", &grouped(votes.margin)[..]), ("all", &grouped(votes.all)), ("p", &share)];
    fill(if votes.margin == 1 { w.laws.asked_margin_one } else { w.laws.asked_margin }, &gaps)
}

/// The same as a document, in English.
pub fn law_asked(asked: &LegalQuestion) -> Value {
    let w = LANGUAGES[0].words;
    let rule = |it: &Rule, automatic: bool, answer: LegalAnswer| {
        let answer = match answer {
            LegalAnswer::Ordered => "ordered",
            LegalAnswer::MayBeAsked { .. } => "may_be_asked",
            LegalAnswer::NotMet => "not_met",
            LegalAnswer::None => "none",
        };
        let answer = asked.votes.map(|_| answer);
        json!({"automatic": automatic, "answer": answer, "says": sentence(w, it), "source": source(w, it), "page": it.page})
    };
    let case = |case: &LegalCase| {
        let rules = case.rules.iter().filter_map(|it| it.rule.map(|of| rule(of, it.automatic, it.answer)));
        let kinds = if case.kinds.is_empty() { &asked.kinds } else { &case.kinds };
        json!({
            "kinds": kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
            "says": asked.votes.map(|_| follows(w, asked.state.1, case, &mut Vec::new())),
            "rules": rules.collect::<Vec<_>>(),
        })
    };
    let fields = json!({
        "state": asked.state.0, "jurisdiction": asked.state.1, "date": asked.day.map(|day| day.to_string()),
        "votes": asked.votes.map(|it| json!({"margin": it.margin, "winner": it.winner, "all": it.all})),
        "cases": asked.cases().iter().map(case).collect::<Vec<_>>(),
    });
    document(head(), fields)
}
