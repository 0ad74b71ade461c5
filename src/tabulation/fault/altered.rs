//! The cards that an adversary alters: where they lie, and the smallest number that is enough.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::{CandidateIndex, Contest, Marks, Selection, Stroke};
use crate::random::{Purpose, Random};
use crate::social_choice::{BallotForm, Outcome, Tally, decide, rule_of};
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

/// What alters the record of a card, where it can be altered: from the marks that the record shows, none where it does not show
/// the contest, to those that it is to show, none where it is to show the contest no more.
pub(super) type Alter<'a> = &'a dyn Fn(Option<&Marks>) -> Option<Marks>;

/// The length of the shortest prefix of the cards that changes the outcome, where each card takes a vote from `from`
/// and gives one to `to`: `to` wins a seat, or, where nobody gains, `from` wins none. All of the cards if no prefix
/// does.
fn fewest(
    count: &MachineCount<'_>,
    contest: usize,
    (from, to): (Option<CandidateIndex>, Option<CandidateIndex>),
    alter: Alter<'_>,
    cards: &[(usize, usize)],
) -> usize {
    let it = &count.election.contests[contest];
    let mut sum = Tally::empty(it.candidates.len());
    for (batch, &scans) in count.scans.iter().enumerate().filter(|(_, scans)| **scans > 0) {
        let tally = count.tally(contest, batch, count.portions[batch].clone());
        (0..scans).for_each(|_| sum += &tally);
    }
    let seats = |outcome: &Outcome, of: CandidateIndex| outcome.winners.iter().filter(|it| **it == of).count();
    let before = decide(it, &sum);
    let is_of_lists = rule_of(it).is_of_lists();
    let does_it = |n: usize| {
        let mut tally = sum.clone();
        for &(batch, card) in &cards[..n] {
            let (scans, marks) = (i64::from(count.scans[batch]), count.reading(contest, batch, card));
            if let Some(marks) = marks {
                tally.count(it, marks, -scans);
            }
            if let Some(marks) = alter(marks) {
                tally.count(it, &marks, scans);
            }
        }
        let outcome = decide(it, &tally);
        let is_empty = outcome.winners.is_empty() && outcome.tied.is_empty() && !before.winners.is_empty();
        match (from, to) {
            (_, Some(to)) if is_of_lists => seats(&outcome, to) > seats(&before, to),
            (_, Some(to)) => outcome.winners.contains(&to) || is_empty,
            (Some(from), None) => {
                let fewer = seats(&outcome, from) < if is_of_lists { seats(&before, from) } else { 1 };
                fewer && !outcome.tied.contains(&from)
            }
            (None, None) => true,
        }
    };
    // More altered cards hardly ever undo the change, so bisection finds the shortest prefix; where rounds of a count make it
    // go back and forth, it finds one that changes the outcome.
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

/// Alters as many of these cards as are wanted, else the fewest that do it, and gives the batches in which they lie.
pub(super) fn alter(
    count: &mut MachineCount<'_>,
    contest: usize,
    from_to: (Option<CandidateIndex>, Option<CandidateIndex>),
    wanted: Option<u64>,
    mut cards: Vec<(usize, usize)>,
    alter: Alter<'_>,
) -> Vec<usize> {
    let wanted = match wanted {
        Some(cards) => usize::try_from(cards).unwrap_or(usize::MAX),
        None => fewest(count, contest, from_to, alter, &cards),
    };
    cards.truncate(wanted);
    for &(batch, card) in &cards {
        match alter(count.reading(contest, batch, card)) {
            Some(marks) => count.set_reading(contest, batch, card, marks),
            None => count.hide(contest, batch, card),
        }
    }
    batches_of(&cards)
}

/// The batches of these cards, each once, in order.
fn batches_of(cards: &[(usize, usize)]) -> Vec<usize> {
    let mut batches: Vec<usize> = cards.iter().map(|&(batch, _)| batch).collect();
    batches.sort_unstable();
    batches.dedup();
    batches
}

/// The marks with one candidate in another's place, where they say more for the first: a vote for one becomes a vote for the
/// other, and two ranks or scores are exchanged. `None` where they do not.
pub fn exchanged(contest: &Contest, marks: &Marks, from: CandidateIndex, to: CandidateIndex) -> Option<Marks> {
    if !contest.has_grid() {
        let votes = |candidate| votes_for(contest, marks, candidate);
        let mut altered = marks.clone();
        altered.clear(from);
        altered.set(to, Stroke::Filled);
        return (votes(from) && !votes(to)).then_some(altered);
    }
    let columns = |candidate: CandidateIndex| {
        let own = marks.targets().filter(move |&target| contest.candidate_of(target) == candidate);
        own.map(|target| i32::from(contest.column_of(target)))
    };
    // The best rank is the first column, the best score the last.
    let is_for = match rule_of(contest).form() {
        BallotForm::Scores => columns(from).max() > columns(to).max(),
        BallotForm::Ranks | BallotForm::Marks => {
            columns(from).min().is_some_and(|best| columns(to).min().is_none_or(|other| best < other))
        }
    };
    let other = |candidate| match candidate {
        it if it == from => Some(to),
        it if it == to => Some(from),
        it => Some(it),
    };
    is_for.then(|| contest.with_candidates(marks, other))
}

/// The marks without what they say for a candidate; `None` where they say nothing for the candidate.
pub fn erased(contest: &Contest, marks: &Marks, from: CandidateIndex) -> Option<Marks> {
    if contest.has_grid() {
        let is_marked = marks.targets().any(|target| contest.candidate_of(target) == from);
        return is_marked.then(|| contest.with_candidates(marks, |candidate| (candidate != from).then_some(candidate)));
    }
    let mut altered = marks.clone();
    altered.clear(from);
    votes_for(contest, marks, from).then_some(altered)
}

/// The marks with a vote for a candidate where there is room for one; in a grid the first rank or the highest score, where
/// nothing is marked. `None` where there is no room.
pub fn stuffed(contest: &Contest, marks: &Marks, to: CandidateIndex) -> Option<Marks> {
    if contest.has_grid() {
        return marks.strokes().is_empty().then(|| only(contest, to));
    }
    let has_room = marks.strokes().len() < contest.most_marks() && marks.targets().all(|it| it != to);
    let mut altered = marks.clone();
    altered.set(to, Stroke::Filled);
    has_room.then_some(altered)
}

/// The most that a ballot can say for one candidate alone.
pub fn only(contest: &Contest, to: CandidateIndex) -> Marks {
    let best = match rule_of(contest).form() {
        BallotForm::Scores => contest.options.columns.saturating_sub(1),
        BallotForm::Ranks | BallotForm::Marks => 0,
    };
    Marks::plain([contest.target(to, best)])
}

/// Whether these marks are all for one candidate.
pub fn is_alone(contest: &Contest, marks: &Marks, candidate: CandidateIndex) -> bool {
    marks.targets().next().is_some() && marks.targets().all(|target| contest.candidate_of(target) == candidate)
}

/// Whether marks of a contest without a grid hold a valid vote for one candidate.
fn votes_for(contest: &Contest, marks: &Marks, candidate: CandidateIndex) -> bool {
    marks.strokes().len() <= contest.most_marks() && marks.targets().any(|c| c == candidate)
}
