//! One board counts one batch by hand: it reads every card without the machine's result, and sometimes makes an error.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Care;
use crate::election::{Code, Column, Contest, MarkedBy, Marks, Stroke, Target, VoteTable};
use crate::random::Random;
use crate::social_choice::Tally;

/// How a batch is counted by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// One person reads each vote aloud, others mark it on tally sheets.
    #[default]
    ReadAndMark,
    /// Cards are sorted into a pile per candidate, the piles are counted. For contests with one vote a ballot.
    SortAndStack,
}

/// What a board does with a ballot whose meaning people may dispute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disputed {
    /// It is read as the voter meant it.
    #[default]
    Read,
    /// It is set aside, uncounted, for a ruling.
    SetAside,
}

/// The count of one batch in one contest by one board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardCount {
    /// The tally sheet.
    pub tally: Tally,
    /// The votes on the pile of disputed ballots, as the voters meant them.
    pub set_aside: Tally,
}

impl BoardCount {
    /// A count of nothing.
    pub fn empty(contest: &Contest) -> Self {
        let candidates = contest.candidates.len();
        Self { tally: Tally::empty(candidates), set_aside: Tally::empty(candidates) }
    }
}

/// One contest of one batch, as a board counts it.
#[derive(Clone, Copy, Debug)]
pub struct Stack<'a> {
    /// The contest to be counted.
    pub contest: &'a Contest,
    /// The votes that the codes of the column stand for.
    pub votes: &'a VoteTable,
    /// The paper.
    pub paper: &'a Column,
    /// Its codes on the cards of the stack, each with its number of cards.
    pub pile: &'a [(Code, u32)],
    /// First card of the stack.
    pub first: usize,
    /// Cards in it.
    pub cards: usize,
    /// Cards that are missing from the stack, in rising order.
    pub gone: &'a [usize],
    /// What marked the cards.
    pub marked_by: MarkedBy,
    /// Probability for each vote that it is missed, in addition to the errors of the level of care.
    pub missed: f64,
    /// Probability for each vote that it is read as another name, in addition to the errors of the level of care.
    pub misread: f64,
}

impl Stack<'_> {
    /// The correct reading of one card: clean marks as the voter meant them.
    pub fn meant(&self, card: usize) -> Option<Marks> {
        self.votes.vote(self.paper.get(self.first + card)).marks().map(|marks| marks.meant(self.contest))
    }

    /// Counts the stack.
    pub fn count(&self, method: Method, care: &Care, disputed: Disputed, random: &mut Random) -> BoardCount {
        let mut count = BoardCount::empty(self.contest);
        for &(code, n) in self.pile {
            self.put(&mut count, code, disputed, i64::from(n));
        }
        for &card in self.gone {
            self.put(&mut count, self.paper.get(card), disputed, -1);
        }
        self.slip(&mut count.tally, method, care, disputed, random);
        // A grid is recorded ballot by ballot, so it has no piles.
        if !self.contest.has_grid() {
            miscount_piles(&mut count.tally, method, care, random);
        }
        count
    }

    /// Enters `n` cards of one code on the sheet, or puts them on the pile of disputed ballots.
    fn put(&self, count: &mut BoardCount, code: Code, disputed: Disputed, n: i64) {
        if let Some(marks) = self.votes.vote(code).marks() {
            let aside = marks.disputed && disputed == Disputed::SetAside;
            let sheet = if aside { &mut count.set_aside } else { &mut count.tally };
            sheet.count(self.contest, &marks.as_meant(self.contest), n);
        }
    }

    /// Makes errors in single votes: half go to another name and half are missed. In sorting, all land on another pile.
    fn slip(&self, tally: &mut Tally, method: Method, care: &Care, disputed: Disputed, random: &mut Random) {
        let candidates = self.contest.candidates.len() as u32;
        let slots = self.contest.slots();
        let noise = self.missed + self.misread;
        let of_hand_marked = if method == Method::SortAndStack { care.sort } else { care.slip };
        let slips = of_hand_marked * Care::share(self.marked_by);
        let hits: Vec<usize> = random.hits(self.cards * slots, slips + noise).collect();
        for hit in hits {
            // A second number is drawn only where there is noise, so that the streams without noise are those of the
            // care alone.
            let cause = if noise > 0.0 { random.unit() * (slips + noise) } else { 0.0 };
            let card = self.first + hit / slots;
            let marks = self.votes.vote(self.paper.get(card)).marks().filter(|_| !self.gone.contains(&card));
            let Some(marks) = marks.filter(|m| !(m.disputed && disputed == Disputed::SetAside)) else { continue };
            let meant = marks.as_meant(self.contest);
            let valid = meant.strokes().len() <= self.contest.most_marks();
            let Some(vote) = meant.targets().nth(hit % slots).filter(|_| valid) else { continue };
            let elsewhere = if cause < slips || noise <= 0.0 {
                method == Method::SortAndStack || random.chance(0.5)
            } else {
                cause >= slips + self.missed
            };
            let other = (elsewhere && candidates > 1).then(|| {
                let it = self.contest;
                let other = (u32::from(it.candidate_of(vote)) + 1 + random.below(candidates - 1)) % candidates;
                it.target(other as u16, it.column_of(vote))
            });
            self.mistake(tally, &meant, vote, other);
        }
    }
    /// Records one vote for no candidate, or for another one.
    fn mistake(&self, tally: &mut Tally, meant: &Marks, vote: Target, other: Option<Target>) {
        if self.contest.has_grid() {
            let mut read = meant.clone();
            read.clear(vote);
            if let Some(other) = other {
                read.set(other, Stroke::Filled);
            }
            tally.count(self.contest, meant, -1);
            tally.count(self.contest, &read, 1);
            return;
        }
        tally.votes[usize::from(vote)] -= 1;
        if let Some(other) = other {
            tally.votes[usize::from(other)] += 1;
        }
    }
}

/// Makes errors in the counts of piles or tally marks: mostly by one, more rarely by two, five or a bundle of ten, up
/// or down.
///
/// Sorting and stacking is assumed to miscount as many piles as it misplaces cards: the experiment found it worse than
/// reading to talliers (Goggin, Byrne and Gilbert 2012), but gives no rate for each step.
fn miscount_piles(tally: &mut Tally, method: Method, care: &Care, random: &mut Random) {
    for votes in tally.votes.iter_mut().filter(|votes| **votes > 0) {
        let stacked = if method == Method::SortAndStack { care.sort * *votes as f64 } else { 0.0 };
        if random.chance(care.pile + stacked) {
            let off = match random.below(20) {
                0 => 10,
                1..=2 => 5,
                3..=8 => 2,
                _ => 1,
            };
            // At most the size of the pile, so that the errors of small piles are symmetric and have mean zero.
            let off = off.min(*votes);
            *votes += if random.chance(0.5) { off } else { -off };
        }
    }
}
