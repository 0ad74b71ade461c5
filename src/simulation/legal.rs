//! What the law of recounts says of the margin of a count, for each kind that its contest may be of.

use crate::hand_count::recount_law::{Answer, ContestKind, Rule, Votes, kinds, rules_of};
use crate::scenario::Scenario;
use crate::social_choice::{Outcome, Tally};

/// What the law says where a contest is of one of some kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalCase {
    /// The kinds; empty where the law says the same whatever the contest may be.
    pub kinds: Vec<ContestKind>,
    /// The rules: those that order a recount, then those that allow one.
    pub rules: Vec<LegalRule>,
}

/// A rule of recount law at one margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalRule {
    /// Whether it is about what the law orders, and not about what may be asked for.
    pub automatic: bool,
    /// The rule; `None` where none is known for that day.
    pub rule: Option<&'static Rule>,
    /// What it says of the margin.
    pub answer: Answer,
}

/// What the law says of the margin of one contest in one count.
pub(super) fn said_of(
    scenario: &Scenario,
    (at, contest): (usize, usize),
    tally: &Tally,
    outcome: &Outcome,
) -> Vec<LegalCase> {
    let (Some(state), Some(margin)) = (&scenario.law, outcome.margin) else { return Vec::new() };
    let last_in = outcome.winners.last().or(outcome.tied.first());
    let winner = last_in.map_or(0, |&c| tally.votes[usize::from(c)]);
    let votes = Votes { margin, winner, all: tally.total() };
    // A count without a day of its own is later than the one before it.
    let day = scenario.stage[..=at].iter().rev().find_map(|stage| stage.date.as_deref());
    let text = &scenario.contest[contest];
    let mut cases: Vec<LegalCase> = Vec::new();
    for kind in kinds(text.office, text.statewide) {
        let of_law = rules_of(state, kind, day);
        let told = |automatic: bool| {
            let mut told: Vec<LegalRule> = of_law
                .iter()
                .filter(|rule| rule.way.is_automatic() == automatic)
                .map(|&rule| LegalRule { automatic, rule: Some(rule), answer: rule.answer(votes) })
                .collect();
            if told.is_empty() {
                told.push(LegalRule { automatic, rule: None, answer: Answer::None });
            }
            told
        };
        let rules = [told(true), told(false)].concat();
        match cases.iter_mut().find(|case| case.rules == rules) {
            Some(case) => case.kinds.push(kind),
            None => cases.push(LegalCase { kinds: vec![kind], rules }),
        }
    }
    if let [only] = &mut cases[..] {
        only.kinds.clear();
    }
    cases
}
