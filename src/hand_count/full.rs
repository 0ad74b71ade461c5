//! The hand count of many batches: one or two boards for each batch, and the entry of their sheets.

use super::board::{BoardCount, Disputed, Method, Stack};
use super::{Care, HandCount, Tables};
use crate::election::Election;
use crate::random::{Purpose, Streams};
use crate::social_choice::Tally;

/// How a hand count is organised.
#[derive(Clone, Copy, Debug)]
pub struct Organisation {
    /// How batches are counted.
    pub method: Method,
    /// The level of care.
    pub care: &'static Care,
    /// Boards that count each batch, 1 or 2; two count again until they agree.
    pub boards: u32,
    /// What happens with disputed ballots.
    pub disputed: Disputed,
}

/// Most counts of a batch without agreement; then the last one is used.
const MOST_COUNTS: u64 = 6;

/// Counts the batches in scope by hand, without any machine result.
///
/// `counted` says for each contest whether it is counted; the tally sheets of the others stay empty.
/// `tables` says which cards are there and how well they are read beside the level of care.
/// The same streams give the same count on any number of threads.
pub fn count_by_hand(
    election: &Election,
    in_scope: &[bool],
    counted: &[bool],
    tables: &Tables,
    organisation: &Organisation,
    streams: &Streams,
) -> HandCount {
    let contests = &election.contests;
    let boards: Vec<Purpose> = contests.iter().map(|c| streams.purpose(&format!("board/{}", c.id))).collect();
    let sheets = streams.purpose("sheets");
    let mut hand = HandCount {
        tallies: vec![None; election.batches.len()],
        set_aside: vec![None; election.batches.len()],
        times_entered: vec![0; election.batches.len()],
        ballots: vec![0; election.batches.len()],
        handled: vec![0; contests.len()],
    };
    for batch in (0..election.batches.len()).filter(|&b| in_scope[b] && tables.there[b]) {
        let it = &election.batches[batch];
        let mut tallies = Vec::new();
        let mut aside = Vec::new();
        let gone: Vec<usize> = tables.gone.range(it.cards.clone()).copied().collect();
        let cards_each = it.cards.len() / it.ballots.max(1) as usize;
        let ballots = it.ballots - (gone.len() / cards_each.max(1)) as u64;
        hand.ballots[batch] = ballots as i64;
        for (contest, pile) in election.piles.contests(batch).filter(|(contest, _)| counted[*contest]) {
            let stack = Stack {
                contest: &contests[contest],
                votes: &election.votes[contest],
                paper: &election.paper[contest],
                pile,
                first: it.cards.start,
                cards: it.cards.len(),
                gone: &gone,
                marked_by: election.group_of(batch).marked_by,
                missed: tables.missed,
                misread: tables.misread,
            };
            let (count, times) = count_stack(&stack, organisation, &boards[contest], batch as u64);
            hand.handled[contest] += ballots * times;
            tallies.push((contest, count.tally));
            if count.set_aside.ballots != 0 {
                aside.push((contest, count.set_aside));
            }
        }
        let mut random = sheets.stream(batch as u64);
        let care = organisation.care;
        let twice = random.chance(care.sheet_twice);
        let lost = random.chance(care.sheet_lost);
        hand.times_entered[batch] = if lost { 0 } else { 1 + u32::from(twice) };
        hand.tallies[batch] = Some(tallies.into_iter().collect());
        hand.set_aside[batch] = Some(aside.into_iter().collect());
    }
    hand
}

/// One board's count, or two boards' counts repeated until they agree; and the number of counts made.
fn count_stack(stack: &Stack<'_>, organisation: &Organisation, boards: &Purpose, batch: u64) -> (BoardCount, u64) {
    let Organisation { method, care, disputed, .. } = *organisation;
    let once = |time: u64| stack.count(method, care, disputed, &mut boards.stream(batch * MOST_COUNTS + time));
    if organisation.boards < 2 {
        return (once(0), 1);
    }
    let mut counts = vec![once(0), once(1)];
    if counts[0] == counts[1] {
        return (counts.swap_remove(0), 2);
    }
    // Two boards count again together: a count that confirms an earlier one settles it; after the most counts the last
    // is used.
    loop {
        let next = once(counts.len() as u64);
        let settled = counts.contains(&next);
        counts.push(next);
        let times = counts.len() as u64;
        if settled || times == MOST_COUNTS {
            return (counts.swap_remove(counts.len() - 1), times);
        }
    }
}

impl HandCount {
    /// The total of one contest over the counted batches, as the sheets were entered.
    pub fn total(&self, contest: usize, candidates: usize) -> Tally {
        let mut total = Tally::empty(candidates);
        for (tallies, &times) in self.tallies.iter().zip(&self.times_entered) {
            for _ in 0..times {
                if let Some(tallies) = tallies {
                    total += &tallies[contest];
                }
            }
        }
        total
    }
}
