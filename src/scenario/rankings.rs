//! Turns the rankings and scores of a scenario into marks: "Ada > Ben", "Ada = Ben > Cem" for two at one rank, "_" for
//! a skipped rank; "Ada 5, Ben 3" for scores.

use std::collections::BTreeMap;

use crate::election::{Contest, GroupVotes, MOST_CARDS, Marks, Ranking, Stroke};
use crate::error::Complaint;
use crate::reason::{complaints, rules};

/// The sign for a skipped rank.
const SKIPPED: &str = "_";

/// The ballots of a group in a ranked contest, by ranking; `blank` for those without a rank.
pub(super) fn rankings(text: &BTreeMap<String, u64>, contest: &Contest) -> Result<GroupVotes, Complaint> {
    grid(text, contest, |words| Ok(contest.marks_of(&ranking(words, contest)?)))
}

/// The ballots of a group in a contest of scores, by their scores; `blank` for those without a score.
pub(super) fn scores(text: &BTreeMap<String, u64>, contest: &Contest) -> Result<GroupVotes, Complaint> {
    grid(text, contest, |words| scored(words, contest))
}

fn grid(
    text: &BTreeMap<String, u64>,
    contest: &Contest,
    marks: impl Fn(&str) -> Result<Marks, Complaint>,
) -> Result<GroupVotes, Complaint> {
    let mut votes = GroupVotes { totals: vec![0; contest.candidates.len()], ..GroupVotes::default() };
    for (words, &n) in text {
        few_enough(words, n)?;
        let marks = if words == "blank" { Marks::default() } else { marks(words)? };
        votes.special.push((marks, n));
    }
    Ok(votes)
}

fn scored(words: &str, contest: &Contest) -> Result<Marks, Complaint> {
    let most = contest.options.columns;
    let mut marks = Marks::default();
    for part in words.split(", ") {
        let (name, score) = part.rsplit_once(' ').unwrap_or((part, ""));
        let candidate = contest.candidate(name).ok_or_else(|| {
            let mut complaint = Complaint::unknown(words, name, &contest.candidates);
            complaint.found = format!("\"{name}\"").into();
            complaint
        })?;
        if marks.targets().any(|target| contest.candidate_of(target) == candidate) {
            let found = rules::found_twice(format_args!("\"{name}\""));
            return Err(Complaint::allowed(words, found, complaints::rule_name_once()));
        }
        let score = score.parse::<u16>().ok().filter(|score| (1..=most).contains(score));
        let score = score.ok_or_else(|| Complaint::allowed(words, format!("{part:?}"), rules::rule_score(most)))?;
        marks.set(contest.target(candidate, score - 1), Stroke::Filled);
    }
    Ok(marks)
}

fn ranking(words: &str, contest: &Contest) -> Result<Ranking, Complaint> {
    let mut ranks = Vec::new();
    for rank in words.split(" > ") {
        let mut names = Vec::new();
        for name in rank.split(" = ").map(str::trim).filter(|&name| rank.trim() != SKIPPED || name != SKIPPED) {
            let candidate = contest.candidate(name).ok_or_else(|| {
                let mut complaint = Complaint::unknown(words, name, &contest.candidates);
                complaint.found = format!("\"{name}\"").into();
                complaint
            })?;
            if names.contains(&candidate) {
                let found = rules::found_twice(format_args!("\"{name}\""));
                return Err(Complaint::allowed(words, found, complaints::rule_name_once()));
            }
            names.push(candidate);
        }
        ranks.push(names);
    }
    if ranks.len() > usize::from(contest.options.columns) {
        let rule = rules::rule_ranks_at_most(contest.options.columns);
        return Err(Complaint::allowed(words, rules::found_ranks(ranks.len()), rule));
    }
    Ok(Ranking::from_ranks(ranks))
}

/// A number of ballots, checked against the largest number of cards.
pub(super) fn few_enough(key: &str, n: u64) -> Result<u64, Complaint> {
    if n <= MOST_CARDS { Ok(n) } else { Err(Complaint::allowed(key, n, complaints::rule_at_most(MOST_CARDS))) }
}
