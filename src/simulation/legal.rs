//! Recount law at a margin, for each kind that the contest may be of.

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as NoOffice, StrDeserializer};

use crate::audit::Date;
use crate::error::Complaint;
use crate::hand_count::recount_law::{
    ContestKind, JURISDICTIONS, LegalAnswer, LegalVotes, Office, Rule, kinds, rules_of,
};
use crate::reason::{complaints, rules};
use crate::scenario::Scenario;
use crate::social_choice::{Outcome, Tally};

/// The rules for some kinds of contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalCase {
    /// The kinds; empty if the rules are the same for all kinds that the contest may be of.
    pub kinds: Vec<ContestKind>,
    /// The rules: those that order a recount, then those that allow one.
    pub rules: Vec<LegalRule>,
}

/// A rule of recount law at one margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalRule {
    /// Whether the rule is about recounts that the law orders, not about those on request.
    pub automatic: bool,
    /// The rule; `None` if none is known for that day.
    pub rule: Option<&'static Rule>,
    /// Its answer for the margin.
    pub answer: LegalAnswer,
}

/// The offices of contests, as scenarios name them.
pub const OFFICES: [&str; 5] = ["statewide", "federal", "legislature", "local", "question"];

/// A question about recount law without a scenario: a state, the kind of contest, a day, and its votes.
#[derive(Clone, Debug)]
pub struct LegalQuestion {
    /// Postal code of the state, and its name.
    pub state: (&'static str, &'static str),
    /// The kinds that fit the contest.
    pub kinds: Vec<ContestKind>,
    /// The day; without one, the rules of all years.
    pub day: Option<Date>,
    /// The votes that the law refers to; without them, the rules alone.
    pub votes: Option<LegalVotes>,
}

impl LegalQuestion {
    /// A question from a state by its postal code or name, an office as scenarios name it, whether the whole state
    /// votes, a day, and the votes of every candidate, of whom one wins.
    ///
    /// # Errors
    /// If the state or the office is unknown, the two exclude each other, or fewer than two candidates have votes.
    pub fn of(
        state: &str,
        office: Option<&str>,
        statewide: bool,
        day: Option<Date>,
        votes: &[String],
    ) -> Result<Self, Complaint> {
        let is_it = |it: &&(&str, &str)| it.0.eq_ignore_ascii_case(state) || it.1.eq_ignore_ascii_case(state);
        let known = JURISDICTIONS.iter().find(is_it).copied();
        let state = known.ok_or_else(|| Complaint::unknown("law", state, JURISDICTIONS.map(|it| it.0)))?;
        let named = |name: &str| -> Result<Office, Complaint> {
            let name_of: StrDeserializer<'_, NoOffice> = name.into_deserializer();
            Office::deserialize(name_of).map_err(|_| Complaint::unknown("office", name, OFFICES))
        };
        let office = office.map(named).transpose()?;
        let kinds = kinds(office, statewide.then_some(true));
        if kinds.is_empty() {
            return Err(Complaint::allowed("statewide", "true", rules::rule_statewide("false")));
        }
        Ok(Self { state, kinds, day, votes: Self::votes(votes)? })
    }

    fn votes(given: &[String]) -> Result<Option<LegalVotes>, Complaint> {
        let wrong = |found: &str| {
            let found = format!("{:?}", found.chars().take(60).collect::<String>());
            Complaint::allowed("votes", found, complaints::rule_two_votes())
        };
        let each = given.iter().map(|text| count(text).ok_or_else(|| wrong(text)));
        let mut votes: Vec<i64> = each.collect::<Result<_, _>>()?;
        if votes.is_empty() {
            return Ok(None);
        }
        votes.sort_unstable_by(|a, b| b.cmp(a));
        let all = votes.iter().try_fold(0_i64, |sum, votes| sum.checked_add(*votes)).unwrap_or(i64::MAX);
        match votes[..] {
            [winner, next, ..] if winner > 0 && all <= MOST => {
                Ok(Some(LegalVotes { margin: winner - next, winner, all }))
            }
            _ => Err(wrong(&given.join(" "))),
        }
    }

    /// The rules, case by case.
    pub fn cases(&self) -> Vec<LegalCase> {
        let day = self.day.map(|day| day.to_string());
        let votes = self.votes.unwrap_or(LegalVotes { margin: 0, winner: 0, all: 0 });
        legal_cases(self.state.0, &self.kinds, day.as_deref(), votes)
    }
}

/// Most votes of a contest.
const MOST: i64 = 1_000_000_000_000;

/// A count of votes, with or without commas between thousands.
fn count(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.split(',').collect();
    let is_grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let is_number = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    (is_grouped && is_number).then(|| groups.concat().parse().ok()).flatten().filter(|votes| *votes <= MOST)
}

/// Recount law at the margin of one contest in one count.
pub(super) fn said_of(
    scenario: &Scenario,
    (at, contest): (usize, usize),
    tally: &Tally,
    outcome: &Outcome,
) -> Vec<LegalCase> {
    let Some(state) = &scenario.law else { return Vec::new() };
    // Recount laws refer to votes for two candidates.
    if !["plurality", "approval", "top_two"].contains(&scenario.contest[contest].rule.as_str()) {
        return Vec::new();
    }
    let Some(&last_in) = outcome.winners.last().or(outcome.tied.first()) else { return Vec::new() };
    let out =
        (0..).zip(&tally.votes).filter(|(candidate, _)| *candidate != last_in && !outcome.winners.contains(candidate));
    let Some(next) = out.map(|(_, &votes)| votes).max() else { return Vec::new() };
    let winner = tally.votes[usize::from(last_in)];
    let votes = LegalVotes { margin: winner - next, winner, all: tally.total() };
    // A count without a day of its own is later than the one before it.
    let day = scenario.stage[..=at].iter().rev().find_map(|stage| stage.date.as_deref());
    let text = &scenario.contest[contest];
    legal_cases(state, &kinds(text.office, text.statewide), day, votes)
}

/// The rules of a state at a margin on a day; kinds with the same rules are grouped.
fn legal_cases(state: &str, kinds: &[ContestKind], day: Option<&str>, votes: LegalVotes) -> Vec<LegalCase> {
    let mut cases: Vec<LegalCase> = Vec::new();
    for &kind in kinds {
        let of_distribution = rules_of(state, kind, day);
        let answers = |automatic: bool| {
            let mut answers: Vec<LegalRule> = of_distribution
                .iter()
                .filter(|rule| rule.way.is_automatic() == automatic)
                .map(|&rule| LegalRule { automatic, rule: Some(rule), answer: rule.answer(votes) })
                .collect();
            if answers.is_empty() {
                answers.push(LegalRule { automatic, rule: None, answer: LegalAnswer::None });
            }
            answers
        };
        let rules = [answers(true), answers(false)].concat();
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
