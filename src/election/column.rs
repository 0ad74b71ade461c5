//! One contest's votes as codes over an interned table, one code per card: a byte where 256 votes suffice.

use std::collections::HashMap;
use std::ops::Range;

use super::marks::{Marks, Vote};

/// Number of a distinct vote in a [`VoteTable`].
pub type Code = u32;

/// Code of a card that does not carry the contest.
pub const NOT_ON_CARD: Code = 0;

/// Code of a card that carries the contest without any mark.
pub const BLANK: Code = 1;

/// The distinct ways in which a contest was marked, numbered in order of appearance.
///
/// Codes [`NOT_ON_CARD`] and [`BLANK`] are the same in every table. A copy of a table that has
/// learnt more votes keeps the numbers of the old ones, so paper, machine and hand columns compare code by code.
#[derive(Clone, Debug)]
pub struct VoteTable {
    votes: Vec<Vote>,
    codes: HashMap<Vote, Code>,
}

impl Default for VoteTable {
    fn default() -> Self {
        let mut table = Self { votes: Vec::new(), codes: HashMap::new() };
        table.push(Vote::NotOnCard);
        table.push(Vote::Marked(Marks::default()));
        table
    }
}

impl VoteTable {
    fn push(&mut self, vote: Vote) -> Code {
        let code = Code::try_from(self.votes.len()).expect("fewer votes than cards");
        self.codes.insert(vote.clone(), code);
        self.votes.push(vote);
        code
    }

    /// The code of these marks, new or known.
    ///
    /// # Panics
    /// If a contest would have more than 2³² distinct votes; there are fewer cards than that.
    pub fn code(&mut self, marks: Marks) -> Code {
        let vote = Vote::Marked(marks);
        match self.codes.get(&vote) {
            Some(&code) => code,
            None => self.push(vote),
        }
    }

    /// The vote behind a code.
    ///
    /// # Panics
    /// If the code is not of this table.
    pub fn vote(&self, code: Code) -> &Vote {
        &self.votes[code as usize]
    }

    /// How many distinct votes there are.
    pub fn len(&self) -> usize {
        self.votes.len()
    }

    /// Never: two codes are always there.
    pub fn is_empty(&self) -> bool {
        self.votes.is_empty()
    }

    /// Codes and votes in order.
    pub fn iter(&self) -> impl Iterator<Item = (Code, &Vote)> {
        self.votes.iter().enumerate().map(|(i, v)| (i as Code, v))
    }

    /// Learns the answer of `read` for every vote known now and returns code → code.
    /// The code of a card without the contest stays.
    pub fn map(&mut self, mut read: impl FnMut(&Marks) -> Marks) -> Vec<Code> {
        (0..self.votes.len())
            .map(|i| match self.votes[i].marks().map(&mut read) {
                None => NOT_ON_CARD,
                Some(marks) => self.code(marks),
            })
            .collect()
    }
}

/// A code per card, in order of the manifest.
///
/// Codes are kept from the first card that may carry the contest to the last; the cards outside do not carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    cards: usize,
    first: usize,
    codes: Codes,
}

/// The codes of a stretch of cards.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Codes {
    /// Every code so far fits a byte.
    Narrow(Vec<u8>),
    /// Some code does not.
    Wide(Vec<Code>),
}

impl Column {
    /// A column of `cards` cards none of which carries the contest.
    pub fn new(cards: usize) -> Self {
        Self::spanning(cards, 0..cards)
    }

    /// The same, for a contest that stands on cards of this stretch only.
    pub fn spanning(cards: usize, stretch: Range<usize>) -> Self {
        let codes = Codes::Narrow(vec![NOT_ON_CARD as u8; stretch.len()]);
        Self { cards, first: stretch.start, codes }
    }

    /// Number of cards.
    pub fn len(&self) -> usize {
        self.cards
    }

    /// Whether there are no cards.
    pub fn is_empty(&self) -> bool {
        self.cards == 0
    }

    /// The cards whose codes are kept.
    pub fn stretch(&self) -> Range<usize> {
        let kept = match &self.codes {
            Codes::Narrow(codes) => codes.len(),
            Codes::Wide(codes) => codes.len(),
        };
        self.first..self.first + kept
    }

    /// The codes of the stretch, where each is kept in a byte.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.codes {
            Codes::Narrow(codes) => Some(codes),
            Codes::Wide(_) => None,
        }
    }

    /// What of these cards lies in the stretch, as places in the codes.
    fn kept(&self, cards: &Range<usize>) -> Range<usize> {
        assert!(cards.end <= self.cards, "card {} of {}", cards.end, self.cards);
        let stretch = self.stretch();
        let first = cards.start.clamp(stretch.start, stretch.end);
        let last = cards.end.clamp(first, stretch.end.max(first));
        first - self.first..last - self.first
    }

    /// The code of one card.
    ///
    /// # Panics
    /// If there is no such card.
    pub fn get(&self, card: usize) -> Code {
        assert!(card < self.cards, "card {card} of {}", self.cards);
        let place = card.wrapping_sub(self.first);
        match &self.codes {
            Codes::Narrow(codes) => codes.get(place).map_or(NOT_ON_CARD, |&code| Code::from(code)),
            Codes::Wide(codes) => codes.get(place).copied().unwrap_or(NOT_ON_CARD),
        }
    }

    /// Writes the code of one card.
    ///
    /// # Panics
    /// If there is no such card.
    pub fn set(&mut self, card: usize, code: Code) {
        self.make_room(code);
        self.cover(&(card..card + 1));
        match &mut self.codes {
            Codes::Narrow(codes) => codes[card - self.first] = code as u8,
            Codes::Wide(codes) => codes[card - self.first] = code,
        }
    }

    fn make_room(&mut self, code: Code) {
        if let Codes::Narrow(codes) = &self.codes
            && code > Code::from(u8::MAX)
        {
            self.codes = Codes::Wide(codes.iter().map(|&c| Code::from(c)).collect());
        }
    }

    /// Stretches the column over these cards.
    fn cover(&mut self, cards: &Range<usize>) {
        assert!(cards.end <= self.cards, "card {} of {}", cards.end, self.cards);
        let stretch = self.stretch();
        if cards.is_empty() || (stretch.start <= cards.start && cards.end <= stretch.end) {
            return;
        }
        let empty = stretch.is_empty();
        let first = if empty { cards.start } else { cards.start.min(stretch.start) };
        let last = if empty { cards.end } else { cards.end.max(stretch.end) };
        let before = if empty { 0 } else { stretch.start - first };
        match &mut self.codes {
            Codes::Narrow(codes) => {
                codes.splice(0..0, std::iter::repeat_n(NOT_ON_CARD as u8, before));
                codes.resize(last - first, NOT_ON_CARD as u8);
            }
            Codes::Wide(codes) => {
                codes.splice(0..0, std::iter::repeat_n(NOT_ON_CARD, before));
                codes.resize(last - first, NOT_ON_CARD);
            }
        }
        self.first = first;
    }

    /// Writes the codes of the cards from `first` on, `stride` cards apart.
    ///
    /// # Panics
    /// If a place is out of range.
    pub fn write(&mut self, first: usize, stride: usize, codes: &[Code]) {
        let Some(steps) = codes.len().checked_sub(1) else { return };
        self.make_room(codes.iter().copied().max().unwrap_or(0));
        self.cover(&(first..first + steps * stride + 1));
        let first = first - self.first;
        match &mut self.codes {
            Codes::Narrow(column) => {
                for (i, &code) in codes.iter().enumerate() {
                    column[first + i * stride] = code as u8;
                }
            }
            Codes::Wide(column) => {
                for (i, &code) in codes.iter().enumerate() {
                    column[first + i * stride] = code;
                }
            }
        }
    }

    /// The places of these cards, to be filled with codes; `None` where codes are wider than a byte.
    ///
    /// # Panics
    /// If a card does not exist.
    pub(super) fn bytes_mut(&mut self, cards: Range<usize>) -> Option<&mut [u8]> {
        self.cover(&cards);
        let kept = self.kept(&cards);
        match &mut self.codes {
            Codes::Narrow(codes) => Some(&mut codes[kept]),
            Codes::Wide(_) => None,
        }
    }

    /// Replaces every code in `cards` by its answer in `map` (code → code).
    ///
    /// # Panics
    /// If a code has no answer or a card does not exist.
    pub fn translate(&mut self, cards: Range<usize>, map: &[Code]) {
        if map.iter().enumerate().all(|(from, &to)| from == to as usize) {
            return;
        }
        self.make_room(map.iter().copied().max().unwrap_or(0));
        if map[NOT_ON_CARD as usize] != NOT_ON_CARD {
            self.cover(&cards);
        }
        let kept = self.kept(&cards);
        match &mut self.codes {
            Codes::Narrow(codes) => {
                let mut bytes = [0_u8; 256];
                for (byte, &code) in bytes.iter_mut().zip(map) {
                    *byte = code as u8;
                }
                for code in &mut codes[kept] {
                    *code = bytes[usize::from(*code)];
                }
            }
            Codes::Wide(codes) => {
                for code in &mut codes[kept] {
                    *code = map[*code as usize];
                }
            }
        }
    }

    /// How many of the cards hold each code, for `distinct` codes.
    ///
    /// # Panics
    /// If a card does not exist or holds a code not below `distinct`.
    pub fn histogram(&self, cards: Range<usize>, distinct: usize) -> Vec<u64> {
        let kept = self.kept(&cards);
        let outside = (cards.len() - kept.len()) as u64;
        let mut counts = match &self.codes {
            Codes::Narrow(codes) if distinct <= FEW => count_few(&codes[kept], distinct),
            Codes::Narrow(codes) if kept.len() < SHORT => {
                let mut counts = vec![0; distinct];
                for &code in &codes[kept] {
                    counts[usize::from(code)] += 1;
                }
                counts
            }
            Codes::Narrow(codes) => {
                let mut counts = count_bytes(&codes[kept]);
                assert!(counts[distinct.min(256)..].iter().all(|&n| n == 0), "a code beyond the table");
                counts.resize(distinct, 0);
                counts
            }
            Codes::Wide(codes) => {
                let mut counts = vec![0; distinct];
                for &code in &codes[kept] {
                    counts[code as usize] += 1;
                }
                counts
            }
        };
        counts[NOT_ON_CARD as usize] += outside;
        counts
    }

    /// The codes that some of the cards hold, each with its number of cards, where `distinct` codes are known.
    ///
    /// # Panics
    /// If a card does not exist or holds a code not below `distinct`.
    pub fn counts(&self, cards: Range<usize>, distinct: usize) -> Vec<(Code, u64)> {
        let mut counts = Vec::new();
        self.count_into(cards, distinct, &mut counts);
        counts
    }

    /// The same, at the end of a list.
    pub(super) fn count_into(&self, cards: Range<usize>, distinct: usize, list: &mut Vec<(Code, u64)>) {
        if distinct <= cards.len().max(256) {
            let counts = self.histogram(cards, distinct).into_iter().enumerate();
            list.extend(counts.filter(|&(_, n)| n > 0).map(|(code, n)| (code as Code, n)));
            return;
        }
        let mut codes: Vec<Code> = cards.map(|card| self.get(card)).collect();
        codes.sort_unstable();
        list.extend(codes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u64)));
    }

    /// On how many of the cards this column, each code replaced by its answer in `map`, differs from another.
    ///
    /// # Panics
    /// If a code has no answer or a card does not exist in one of them.
    pub fn differences_after(&self, map: &[Code], other: &Self, cards: Range<usize>) -> u64 {
        if map.iter().enumerate().all(|(from, &to)| from == to as usize) {
            return self.differences(other, cards);
        }
        // A block at a time, so that no second column is kept.
        let blocks = cards.clone().step_by(BLOCK).map(|first| first..cards.end.min(first + BLOCK));
        blocks
            .map(|block| {
                let mut part = self.part(block.clone());
                part.translate(0..block.len(), map);
                part.differences(&other.part(block.clone()), 0..block.len())
            })
            .sum()
    }

    /// A column of these cards alone.
    fn part(&self, cards: Range<usize>) -> Self {
        let kept = self.kept(&cards);
        let first = (self.first + kept.start).clamp(cards.start, cards.end) - cards.start;
        let codes = match &self.codes {
            Codes::Narrow(codes) => Codes::Narrow(codes[kept].to_vec()),
            Codes::Wide(codes) => Codes::Wide(codes[kept].to_vec()),
        };
        Self { cards: cards.len(), first, codes }
    }

    /// On how many of the cards two columns differ.
    ///
    /// # Panics
    /// If a card does not exist in one of them.
    pub fn differences(&self, other: &Self, cards: Range<usize>) -> u64 {
        let (mine, theirs) = (self.stretch(), other.stretch());
        let both = |card: usize| {
            card.clamp(mine.start.max(theirs.start), mine.end.min(theirs.end).max(mine.start.max(theirs.start)))
        };
        let (first, last) = (both(cards.start), both(cards.end));
        let one_by_one = |cards: Range<usize>| cards.filter(|&i| self.get(i) != other.get(i)).count() as u64;
        if first >= last {
            let any = cards.start.max(mine.start.min(theirs.start))..cards.end.min(mine.end.max(theirs.end));
            return one_by_one(any);
        }
        let before = cards.start.max(mine.start.min(theirs.start)).min(first)..first;
        let after = last..cards.end.min(mine.end.max(theirs.end)).max(last);
        let middle = match (&self.codes, &other.codes) {
            (Codes::Narrow(a), Codes::Narrow(b)) => {
                count_unequal(&a[first - self.first..last - self.first], &b[first - other.first..last - other.first])
            }
            _ => one_by_one(first..last),
        };
        one_by_one(before) + middle + one_by_one(after)
    }
}

/// Cards that are translated at a time where the translation is not kept.
const BLOCK: usize = 65_536;

/// Up to so many codes it is faster to ask for each in byte lanes than to look each card up in a table.
const FEW: usize = 10;

/// Byte lanes that a compiler fills with one or two vector registers.
const LANES: usize = 32;

/// Adds the rows of up to 255 × [`LANES`] bytes in byte lanes, `one` saying 0 or 1 of each, then sums the lanes.
fn sum_lanes(bytes: &[[u8; LANES]], mut one: impl FnMut(usize, &[u8; LANES], &mut [u8; LANES])) -> u64 {
    let mut lanes = [0_u8; LANES];
    for (row, bytes) in bytes.iter().enumerate() {
        one(row, bytes, &mut lanes);
    }
    lanes.iter().map(|&lane| u64::from(lane)).sum()
}

/// How many bytes are this one.
fn count_equal(bytes: &[u8], code: u8) -> u64 {
    let (rows, rest) = bytes.as_chunks::<LANES>();
    let add = |_: usize, row: &[u8; LANES], lanes: &mut [u8; LANES]| {
        for (lane, &byte) in lanes.iter_mut().zip(row) {
            *lane += u8::from(byte == code);
        }
    };
    let whole: u64 = rows.chunks(255).map(|rows| sum_lanes(rows, add)).sum();
    whole + rest.iter().filter(|&&byte| byte == code).count() as u64
}

/// At how many places two lists of the same length differ.
fn count_unequal(a: &[u8], b: &[u8]) -> u64 {
    let ((rows, rest), (others, others_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let block = |(rows, others): (&[[u8; LANES]], &[[u8; LANES]])| {
        sum_lanes(rows, |at, row, lanes| {
            for ((lane, x), y) in lanes.iter_mut().zip(row).zip(&others[at]) {
                *lane += u8::from(x != y);
            }
        })
    };
    let whole: u64 = rows.chunks(255).zip(others.chunks(255)).map(block).sum();
    whole + rest.iter().zip(others_rest).filter(|(x, y)| x != y).count() as u64
}

/// How many bytes are each of these codes, where there are no others.
pub(super) fn count_bytes_of(bytes: &[u8], codes: impl Iterator<Item = u8>) -> Vec<(u8, u64)> {
    codes.map(|code| (code, count_equal(bytes, code))).collect()
}

/// How many bytes hold each of a few codes.
fn count_few(bytes: &[u8], distinct: usize) -> Vec<u64> {
    let mut counts = vec![0; distinct];
    // A block stays in the nearest cache while each code is asked for.
    for block in bytes.chunks(255 * LANES) {
        let mut left = block.len() as u64;
        for code in (0..distinct).rev() {
            if left == 0 {
                break;
            }
            let n = count_equal(block, code as u8);
            counts[code] += n;
            left -= n;
        }
        assert!(left == 0, "a code beyond the table");
    }
    counts
}

/// Below so many cards, clearing four tables costs more than it saves.
const SHORT: usize = 2_048;

/// Four tables side by side, so that equal neighbours do not wait for each other.
fn count_bytes(bytes: &[u8]) -> Vec<u64> {
    let mut tables = [[0_u32; 256]; 4];
    let mut totals = vec![0_u64; 256];
    // A table's 32 bits hold the quarter of a block.
    for block in bytes.chunks(1 << 33) {
        let (fours, rest) = block.as_chunks::<4>();
        for four in fours {
            for (table, &byte) in tables.iter_mut().zip(four) {
                table[usize::from(byte)] += 1;
            }
        }
        for &byte in rest {
            totals[usize::from(byte)] += 1;
        }
        for table in &mut tables {
            for (total, count) in totals.iter_mut().zip(table.iter_mut()) {
                *total += u64::from(std::mem::take(count));
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_widens_when_a_code_needs_it() {
        let mut column = Column::new(4);
        column.set(2, 255);
        assert!(column.bytes().is_some());
        column.set(1, 256);
        assert!(column.bytes().is_none());
        assert_eq!((0..4).map(|i| column.get(i)).collect::<Vec<_>>(), [0, 256, 255, 0]);
    }

    #[test]
    fn narrow_and_wide_count_compare_and_translate_alike() {
        let codes: Vec<Code> = (0..10_007).map(|i| ((i * i) % 13) as Code).collect();
        let mut narrow = Column::new(codes.len());
        narrow.write(0, 1, &codes);
        let mut wide = Column { cards: codes.len(), first: 0, codes: Codes::Wide(codes.clone()) };
        let mut slow = vec![0_u64; 13];
        for &code in &codes[5..9_999] {
            slow[code as usize] += 1;
        }
        assert_eq!(narrow.histogram(5..9_999, 13), slow);
        assert_eq!(wide.histogram(5..9_999, 13), slow);

        let map: Vec<Code> = (0..13).map(|c| (c + 1) % 13).collect();
        let before = narrow.clone();
        narrow.translate(3..9_000, &map);
        wide.translate(3..9_000, &map);
        assert!((0..codes.len()).all(|i| narrow.get(i) == wide.get(i)));
        assert_eq!(before.differences(&narrow, 0..codes.len()), 8_997);
        assert_eq!(before.differences(&wide, 0..codes.len()), 8_997);
        assert_eq!(before.differences(&narrow, 0..4), 1);
    }

    #[test]
    fn a_short_stretch_answers_as_a_whole_column_does() {
        let all = Column::new(100);
        for stretch in [40..60, 0..0, 99..100, 0..100] {
            let (mut short, mut whole) = (Column::spanning(100, stretch.clone()), all.clone());
            for column in [&mut short, &mut whole] {
                column.write(45, 3, &[1, 2, 3]);
                column.set(60, 7);
                column.translate(0..80, &[0, 2, 2, 3, 4, 5, 6, 300]);
            }
            assert!((0..100).all(|card| short.get(card) == whole.get(card)), "{stretch:?}");
            for cards in [0..100, 0..45, 44..52, 59..61, 61..100, 7..7] {
                assert_eq!(short.histogram(cards.clone(), 301), whole.histogram(cards.clone(), 301));
                assert_eq!(short.differences(&whole, cards.clone()), 0);
                assert_eq!(short.differences(&all, cards.clone()), whole.differences(&all, cards.clone()));
                assert_eq!(all.differences(&short, cards.clone()), whole.differences(&all, cards));
            }
            short.translate(0..100, &[9; 301]);
            assert!((0..100).all(|card| short.get(card) == 9));
        }
    }

    #[test]
    fn a_table_keeps_its_numbers_when_it_learns() {
        let mut table = VoteTable::default();
        let ada = table.code(Marks::plain([0]));
        let mut later = table.clone();
        let both = later.code(Marks::plain([0, 1]));
        assert_eq!(later.code(Marks::plain([0])), ada);
        assert_ne!(both, ada);
        assert_eq!(later.vote(BLANK).marks(), Some(&Marks::default()));
        assert_eq!(later.map(|m| Marks::plain(m.candidates().take(1))), [NOT_ON_CARD, BLANK, ada, ada]);
    }
}
