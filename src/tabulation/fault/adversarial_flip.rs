//! Votes altered on purpose: the fewest that change the outcome, or a given number.
//!
//! Synthetic: no proven case of altered paper-backed tabulation is known. The only insider vote-changing
//! case found (Clay County, Kentucky, 2002–2006; convictions vacated 2013) had no paper at all.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Step, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::{Election, Marks, Selection, Stroke};
use crate::error::Complaint;
use crate::random::{Purpose, Random};
use crate::social_choice::{Tally, decide};
use crate::tabulation::Count;

/// How the altered cards lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Any card as likely as any other.
    #[default]
    Spread,
    /// As few batches as hold them, the richest first.
    Concentrated,
}

/// The record of some cards that carry a vote for one candidate is altered to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdversarialFlip {
    /// The contest.
    pub contest: String,
    /// Whose votes are taken.
    pub from: String,
    /// Who gets them.
    pub to: String,
    /// How many; if not given, the fewest (in the order of the pattern) with which `to` wins a seat in what this
    /// count reports, or all there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<u64>,
    /// How they lie.
    #[serde(default)]
    pub pattern: Pattern,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for AdversarialFlip {
    fn step(&self) -> Step {
        Step::Reading
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        let from = find_candidate(election, contest, "from", &self.from)?;
        let to = find_candidate(election, contest, "to", &self.to)?;
        if from == to {
            return Err(Complaint::rule("to", &self.to, "allowed: another candidate than from"));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut Count<'_>, random: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let from = known_candidate(count.election, contest, &self.from);
        let to = known_candidate(count.election, contest, &self.to);
        let allowed = usize::from(count.election.contests[contest].votes_allowed);
        let can_flip = |marks: &Marks| {
            let has = |candidate| marks.candidates().any(|c| c == candidate);
            has(from) && !has(to) && marks.strokes().len() <= allowed
        };
        let mut by_batch: Vec<(usize, Vec<usize>)> = Vec::new();
        for batch in count.picked(&self.place) {
            if count.scans[batch] > 0 {
                let cards = count.portions[batch].clone();
                by_batch.push((batch, cards.filter(|&c| count.reading(contest, c).is_some_and(can_flip)).collect()));
            }
        }
        let scans = |batch: usize| count.scans[batch];
        let mut chosen = arrange(by_batch, self.pattern, scans, &mut random.stream(0));
        let wanted = match self.cards {
            Some(cards) => usize::try_from(cards).unwrap_or(usize::MAX),
            None => fewest(count, contest, from, to, &chosen),
        };
        chosen.truncate(wanted);
        let mut touched = Vec::new();
        for (batch, card) in chosen {
            let mut marks = count.reading(contest, card).cloned().unwrap_or_default();
            marks.clear(from);
            marks.set(to, Stroke::Filled);
            count.set_reading(contest, card, marks);
            touched.push(batch);
        }
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    fn says(&self) -> String {
        format!("votes for {} altered to {} {}", self.from, self.to, self.place.in_words())
    }
}

/// The length of the shortest run of altered cards with which `to` wins; all of them if none does.
fn fewest(count: &Count<'_>, contest: usize, from: u16, to: u16, cards: &[(usize, usize)]) -> usize {
    let it = &count.election.contests[contest];
    let mut votes = vec![0_i64; it.candidates.len()];
    for (batch, &scans) in count.scans.iter().enumerate().filter(|(_, scans)| **scans > 0) {
        let portion = count.portions[batch].clone();
        let tally = Tally::of(it, &count.votes[contest], &count.readings[contest], portion);
        votes.iter_mut().zip(&tally.votes).for_each(|(sum, v)| *sum += i64::from(scans) * v);
    }
    let mut moved = vec![0_i64];
    for (batch, _) in cards {
        moved.push(moved[moved.len() - 1] + i64::from(count.scans[*batch]));
    }
    let wins = |n: usize| {
        let mut tally = Tally { votes: votes.clone(), ..Tally::default() };
        tally.votes[usize::from(from)] -= moved[n];
        tally.votes[usize::from(to)] += moved[n];
        decide(it, &tally).winners.contains(&to)
    };
    // More altered cards never harm `to`, so the first run that wins can be bisected.
    let (mut least, mut most) = (0, cards.len());
    while least < most {
        let middle = least.midpoint(most);
        if wins(middle) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    most
}

/// All cards that can be altered, in the order of the pattern; those that count most often come first.
fn arrange(
    mut by_batch: Vec<(usize, Vec<usize>)>,
    pattern: Pattern,
    scans: impl Fn(usize) -> u32,
    random: &mut Random,
) -> Vec<(usize, usize)> {
    if pattern == Pattern::Concentrated {
        by_batch.sort_by_key(|(batch, cards)| (Reverse(u64::from(scans(*batch)) * cards.len() as u64), *batch));
    }
    let mut all: Vec<_> = by_batch.into_iter().flat_map(|(b, cards)| cards.into_iter().map(move |c| (b, c))).collect();
    if pattern == Pattern::Spread {
        random.shuffle(&mut all);
        all.sort_by_key(|&(batch, _)| Reverse(scans(batch)));
    }
    all
}
