//! One contest's votes as codes of a table, one code per card: a byte where 256 codes suffice.

use std::ops::Range;

use super::byte_counts::{FEW, SHORT, count_bytes, count_few, count_unequal};
use super::table::{Code, NOT_ON_CARD};

/// A code per card, in order of the manifest.
///
/// Codes are stored from the first card that may carry the contest to the last; cards outside do not carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    cards: usize,
    first: usize,
    codes: Codes,
}

/// The stored codes of consecutive cards.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Codes {
    /// Codes that all fit a byte.
    Narrow(Vec<u8>),
    /// Codes of which some do not fit a byte.
    Wide(Vec<Code>),
}

impl Column {
    /// A column of `cards` cards, none of which carries the contest.
    pub fn new(cards: usize) -> Self {
        Self::spanning(cards, 0..cards)
    }

    /// The same, with room for a contest that is only on cards of this stretch.
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

    /// The cards whose codes are stored.
    pub fn stretch(&self) -> Range<usize> {
        let kept = match &self.codes {
            Codes::Narrow(codes) => codes.len(),
            Codes::Wide(codes) => codes.len(),
        };
        self.first..self.first + kept
    }

    /// The codes of the stretch, if each is stored in a byte.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.codes {
            Codes::Narrow(codes) => Some(codes),
            Codes::Wide(_) => None,
        }
    }

    /// The part of these cards that lies in the stretch, as indices of the codes.
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

    /// Copies the codes that another column has for these cards. The stretch grows over cards that carry the contest
    /// there.
    ///
    /// # Panics
    /// If a card does not exist in one of them.
    pub fn copy(&mut self, other: &Self, cards: Range<usize>) {
        let kept = other.kept(&cards);
        let copied = other.first + kept.start..other.first + kept.end;
        // Cards that the other column does not store do not carry the contest.
        for gap in [cards.start..copied.start.min(cards.end), copied.end.max(cards.start)..cards.end] {
            let gap = self.kept(&(gap.start..gap.end.max(gap.start)));
            match &mut self.codes {
                Codes::Narrow(codes) => codes[gap].fill(NOT_ON_CARD as u8),
                Codes::Wide(codes) => codes[gap].fill(NOT_ON_CARD),
            }
        }
        if kept.is_empty() {
            return;
        }
        self.cover(&copied);
        let mine = self.kept(&copied);
        match (&mut self.codes, &other.codes) {
            (Codes::Narrow(codes), Codes::Narrow(other)) => codes[mine].copy_from_slice(&other[kept]),
            _ => copied.for_each(|card| self.set(card, other.get(card))),
        }
    }

    fn make_room(&mut self, code: Code) {
        if let Codes::Narrow(codes) = &self.codes
            && code > Code::from(u8::MAX)
        {
            self.codes = Codes::Wide(codes.iter().map(|&c| Code::from(c)).collect());
        }
    }

    /// Extends the stretch over these cards.
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

    /// The codes of these cards, to be written; `None` where codes are wider than a byte.
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

    /// Replaces every code in `cards` by its entry in `map` (code → code).
    ///
    /// # Panics
    /// If a code has no entry or a card does not exist.
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

    /// The number of the cards with each code, for `distinct` codes.
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

    /// The codes that occur on the cards, each with its number of cards; `distinct` codes are known.
    ///
    /// # Panics
    /// If a card does not exist or holds a code not below `distinct`.
    pub fn counts(&self, cards: Range<usize>, distinct: usize) -> Vec<(Code, u64)> {
        let mut counts = Vec::new();
        self.count_into(cards, distinct, &mut counts);
        counts
    }

    /// Appends the same to a list.
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

    /// The number of cards on which this column, each code replaced by its entry in `map`, differs from another.
    ///
    /// # Panics
    /// If a code has no entry or a card does not exist in one of them.
    pub fn differences_after(&self, map: &[Code], other: &Self, cards: Range<usize>) -> u64 {
        if map.iter().enumerate().all(|(from, &to)| from == to as usize) {
            return self.differences(other, cards);
        }
        // One block at a time, so that no second column is stored.
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

    /// The number of cards on which two columns differ.
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

/// Cards that are translated at a time where the translation is not stored.
const BLOCK: usize = 65_536;

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
    fn cards_copied_at_once_are_cards_copied_one_by_one() {
        let column = |stretch: Range<usize>, from: Code, wide: bool| {
            let mut column = Column::spanning(40, stretch.clone());
            stretch.clone().for_each(|card| column.set(card, from + card as Code % 5));
            if wide {
                column.set(stretch.start, 300);
            }
            column
        };
        let stretches = [0..0, 0..40, 5..12, 10..30, 29..40];
        for (mine, theirs) in stretches.iter().flat_map(|a| stretches.iter().map(move |b| (a.clone(), b.clone()))) {
            for (wide, cards) in [0..40, 0..6, 8..11, 11..29, 25..40, 17..17, 39..40].into_iter().enumerate() {
                let wide = |bit: usize| wide & bit > 0 && !mine.is_empty() && !theirs.is_empty();
                let other = column(theirs.clone(), 11, wide(1));
                let mut fast = column(mine.clone(), 1, wide(2));
                let mut slow = fast.clone();
                fast.copy(&other, cards.clone());
                cards.clone().for_each(|card| slow.set(card, other.get(card)));
                let same = (0..40).all(|card| fast.get(card) == slow.get(card));
                assert!(same && fast.differences(&slow, 0..40) == 0, "{mine:?} {theirs:?} {cards:?}");
            }
        }
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
}
