//! The cards that an adversary alters: where they lie, and the smallest number that is enough.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::{CandidateIndex, Contest, Marks, Selection};
use crate::error::Complaint;
use crate::random::{Purpose, Random};
use crate::reason::rules;
use crate::social_choice::{BallotForm, Tally, decide, rule_of};
use crate::tabulation::MachineCount;

/// How the altered cards lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Any card as likely as any other.
    #[default]
    Spread,
    /// As few batches as hold them, the richest first.
    Concentrated,
    /// The batches with most ballots first.
    LargestBatches,
    /// The batches with fewest ballots first.
    SmallestBatches,
}

/// The cards (batch, card) of a place whose record in a contest can be taken, in the order of the pattern.
pub(super) fn cards(
    count: &MachineCount<'_>,
    contest: usize,
    place: (&Selection, Pattern),
    random: &Purpose,
    can: impl Fn(&Marks) -> bool,
) -> Vec<(usize, usize)> {
    cards_that(count, contest, place, random, |marks| marks.is_some_and(&can))
}

/// The cards (batch, card) of a place whose record does not show a contest, in the order of the pattern.
pub(super) fn cards_without(
    count: &MachineCount<'_>,
    contest: usize,
    place: (&Selection, Pattern),
    random: &Purpose,
) -> Vec<(usize, usize)> {
    cards_that(count, contest, place, random, |marks| marks.is_none())
}

fn cards_that(
    count: &MachineCount<'_>,
    contest: usize,
    (place, pattern): (&Selection, Pattern),
    random: &Purpose,
    can: impl Fn(Option<&Marks>) -> bool,
) -> Vec<(usize, usize)> {
    let mut by_batch: Vec<(usize, Vec<usize>)> = Vec::new();
    for batch in count.picked(place) {
        if count.scans[batch] > 0 {
            let cards = count.portions[batch].clone();
            by_batch.push((batch, cards.filter(|&c| can(count.reading(contest, batch, c))).collect()));
        }
    }
    arrange(count, by_batch, pattern, &mut random.stream(0))
}

/// Puts the cards in the order of the pattern; where any cards will do, those that are counted most often come first.
fn arrange(
    count: &MachineCount<'_>,
    mut by_batch: Vec<(usize, Vec<usize>)>,
    pattern: Pattern,
    random: &mut Random,
) -> Vec<(usize, usize)> {
    let ballots = |batch: usize| count.election.batches[batch].ballots;
    match pattern {
        Pattern::Spread => {}
        Pattern::Concentrated => {
            let worth = |(batch, cards): &(usize, Vec<usize>)| u64::from(count.scans[*batch]) * cards.len() as u64;
            by_batch.sort_by_key(|it| (Reverse(worth(it)), it.0));
        }
        Pattern::LargestBatches => by_batch.sort_by_key(|(batch, _)| (Reverse(ballots(*batch)), *batch)),
        Pattern::SmallestBatches => by_batch.sort_by_key(|(batch, _)| (ballots(*batch), *batch)),
    }
    let mut all: Vec<_> = by_batch.into_iter().flat_map(|(b, cards)| cards.into_iter().map(move |c| (b, c))).collect();
    if pattern == Pattern::Spread {
        random.shuffle(&mut all);
        all.sort_by_key(|&(batch, _)| Reverse(count.scans[batch]));
    }
    all
}

/// The length of the shortest prefix of the cards that changes the outcome, where each card takes a vote from `from`
/// and gives one to `to`: `to` wins a seat, or, where nobody gains, `from` wins none. All of the cards if no prefix
/// does.
pub(super) fn fewest(
    count: &MachineCount<'_>,
    contest: usize,
    (from, to): (Option<CandidateIndex>, Option<CandidateIndex>),
    cards: &[(usize, usize)],
) -> usize {
    let it = &count.election.contests[contest];
    let mut votes = vec![0_i64; it.candidates.len()];
    for (batch, &scans) in count.scans.iter().enumerate().filter(|(_, scans)| **scans > 0) {
        let portion = count.portions[batch].clone();
        let tally = count.tally(contest, batch, portion);
        votes.iter_mut().zip(&tally.votes).for_each(|(sum, v)| *sum += i64::from(scans) * v);
    }
    let mut moved = vec![0_i64];
    for (batch, _) in cards {
        moved.push(moved[moved.len() - 1] + i64::from(count.scans[*batch]));
    }
    let does_it = |n: usize| {
        let mut tally = Tally { votes: votes.clone(), ..Tally::default() };
        if let Some(from) = from {
            tally.votes[usize::from(from)] -= moved[n];
        }
        if let Some(to) = to {
            tally.votes[usize::from(to)] += moved[n];
        }
        let outcome = decide(it, &tally);
        match (from, to) {
            (_, Some(to)) => outcome.winners.contains(&to),
            (Some(from), None) => !outcome.winners.contains(&from) && !outcome.tied.contains(&from),
            (None, None) => true,
        }
    };
    // More altered cards never undo the change, so the shortest prefix can be found by bisection.
    let (mut least, mut most) = (0, cards.len());
    while least < most {
        let middle = least.midpoint(most);
        if does_it(middle) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    most
}

/// The wanted number of these cards, else the fewest that change the outcome.
pub(super) fn take(
    count: &MachineCount<'_>,
    contest: usize,
    from_to: (Option<CandidateIndex>, Option<CandidateIndex>),
    wanted: Option<u64>,
    mut cards: Vec<(usize, usize)>,
) -> Vec<(usize, usize)> {
    let wanted = match wanted {
        Some(cards) => usize::try_from(cards).unwrap_or(usize::MAX),
        None => fewest(count, contest, from_to, &cards),
    };
    cards.truncate(wanted);
    cards
}

/// The batches of these cards, each once, in order.
pub(super) fn batches_of(cards: &[(usize, usize)]) -> Vec<usize> {
    let mut batches: Vec<usize> = cards.iter().map(|&(batch, _)| batch).collect();
    batches.sort_unstable();
    batches.dedup();
    batches
}

/// Checks that the number of cards is given for a grid, where totals do not show the fewest that change the outcome.
pub(super) fn check_number(contest: &Contest, cards: Option<u64>) -> Result<(), Complaint> {
    if rule_of(contest).form() == BallotForm::Scores {
        return Err(Complaint::allowed("contest", &contest.id, rules::rule_not_scores()));
    }
    if contest.has_grid() && cards.is_none() {
        let rule = rules::needed(rules::rule_cards_in_grid(&contest.id));
        return Err(Complaint::rule("cards", rules::found_no_number(), rule));
    }
    Ok(())
}

/// Whether these marks are a valid vote for one candidate, or in a grid a mark at the first rank.
pub(super) fn votes_for(marks: &Marks, candidate: CandidateIndex, allowed: usize) -> bool {
    marks.strokes().len() <= allowed && marks.targets().any(|c| c == candidate)
}
