//! A sample drawn from cells: exact with and without replacement, each distinct card read once.
//!
//! # Derivation
//! `docs/derivations/drawing-counts.md`.

use super::cell::{CardClass, CardStreams};
use crate::audit::{DrawnUnit, SampleSource, Unit};
use crate::election::Marks;
use crate::hand_count::Board;
use crate::random::Random;
use crate::simulation::audit_setup::AuditSetup;
use crate::simulation::audited_contest::AuditedContest;
use crate::social_choice::Tally;

/// Number of cells from which a cell is found by binary search.
const MANY: usize = 24;

/// Number of cells up to which all are compared.
const FEW: usize = 6;

/// The number of remaining cards of each cell.
pub(super) struct Urn {
    /// Remaining cards of each cell or, if there are many cells, sums of them as in a binary indexed tree (Fenwick
    /// 1994).
    left: Vec<u32>,
    all: u32,
    is_tree: bool,
}

impl Urn {
    pub(super) fn new(cells: &[CardClass]) -> Self {
        let mut left: Vec<u32> = cells.iter().map(|cell| cell.cards).collect();
        let all = left.iter().sum();
        let is_tree = left.len() >= MANY;
        if is_tree {
            left.insert(0, 0);
            for at in 1..left.len() {
                let above = at + (at & at.wrapping_neg());
                if above < left.len() {
                    left[above] += left[at];
                }
            }
        }
        Self { left, all, is_tree }
    }

    /// Removes a card, all remaining ones equally likely, and returns the index of its cell.
    #[inline]
    fn take(&mut self, random: &mut Random) -> Option<usize> {
        if self.all == 0 {
            return None;
        }
        let lot = random.below(self.all);
        Some(self.remove(lot))
    }

    /// Removes the card of that number, below the number of remaining cards, and returns the index of its cell.
    #[inline]
    pub(super) fn remove(&mut self, mut lot: u32) -> usize {
        self.all -= 1;
        if self.left.len() <= FEW {
            // The comparison is unpredictable, so it is summed without a branch.
            let (mut at, mut below) = (0, 0);
            for &left in &self.left {
                below += left;
                at += usize::from(lot >= below);
            }
            self.left[at] -= 1;
            return at;
        }
        if !self.is_tree {
            let mut at = 0;
            while lot >= self.left[at] {
                lot -= self.left[at];
                at += 1;
            }
            self.left[at] -= 1;
            return at;
        }
        let mut at = 0;
        let mut step = (self.left.len() - 1).next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.left.len() && self.left[next] <= lot {
                lot -= self.left[next];
                at = next;
            } else if next < self.left.len() {
                self.left[next] -= 1;
            }
            step /= 2;
        }
        at
    }
}

/// A mark of readings that are not those of the card's cell.
const SLIP: u32 = 1 << 31;

/// The cards of one trial.
pub(super) struct ClassSample<'b> {
    place: &'b AuditedContest<'b>,
    cells: &'b [CardClass],
    urn: Urn,
    random: Random,
    /// Distinct cards in the order of their draw: the index of the cell, or of the reading error.
    cards: Vec<u32>,
    slips: Vec<(u32, Marks)>,
    board: Option<Board<'b>>,
    /// For each draw with replacement, the index of its card among the distinct ones, and their number by then.
    repeats: Vec<(u32, u32)>,
    chance: Option<Random>,
    /// Cards of a block of draws with replacement.
    block: Vec<u32>,
    streams: &'b CardStreams,
    trial: u64,
}

impl<'b> ClassSample<'b> {
    pub(super) fn new(
        setup: &'b AuditSetup<'b>,
        place: &'b AuditedContest<'b>,
        cells: &'b [CardClass],
        streams: &'b CardStreams,
        trial: u64,
    ) -> Self {
        let board = setup.slips().then(|| place.reader.board(&setup.tables, streams.slips.stream(trial)));
        Self {
            place,
            cells,
            urn: Urn::new(cells),
            random: streams.draw.stream(trial),
            cards: Vec::new(),
            slips: Vec::new(),
            board,
            repeats: Vec::new(),
            chance: None,
            block: Vec::new(),
            streams,
            trial,
        }
    }

    /// Draws and reads until that number of distinct cards is known; returns whether there are that many.
    fn reach(&mut self, cards: usize) -> bool {
        if self.board.is_none() {
            let more = cards.saturating_sub(self.cards.len());
            let (urn, random) = (&mut self.urn, &mut self.random);
            self.cards.extend(std::iter::from_fn(|| urn.take(random).map(|cell| cell as u32)).take(more));
            return self.cards.len() >= cards;
        }
        while self.cards.len() < cards {
            let Some(cell) = self.urn.take(&mut self.random) else { return false };
            let reading = self.cells[cell].reading;
            let slip = self.board.as_mut().zip(reading).and_then(|(board, code)| board.read_vote(code).err());
            self.cards.push(match slip {
                None => cell as u32,
                Some(marks) => {
                    self.slips.push((cell as u32, marks));
                    SLIP | (self.slips.len() - 1) as u32
                }
            });
        }
        true
    }

    /// The distinct card of a draw with replacement, by index.
    fn repeat(&mut self, draw: usize) -> Option<usize> {
        let all = self.place.claim.frame.cards() as u32;
        while self.repeats.len() <= draw {
            let known = self.repeats.last().map_or(0, |&(_, known)| known);
            let chance = self.chance.get_or_insert_with(|| self.streams.repeats.stream(self.trial));
            // Every card is equally likely; those not drawn before are exchangeable.
            let lot = chance.below(all);
            self.repeats.push(if lot < known { (lot, known) } else { (known, known + 1) });
        }
        let (at, known) = self.repeats[draw];
        self.reach(known as usize).then_some(at as usize)
    }

    /// The cards of some draws, as far as there are any, for use with [`ClassSample::read`].
    pub(super) fn block(&mut self, draws: std::ops::Range<u64>, replacement: bool) -> &[u32] {
        let (first, last) = (draws.start as usize, draws.end as usize);
        if !replacement {
            self.reach(last);
            return &self.cards[first..last.min(self.cards.len())];
        }
        self.block.clear();
        for draw in first..last {
            let Some(at) = self.repeat(draw) else { break };
            self.block.push(self.cards[at]);
        }
        &self.block
    }

    /// The index of a card's cell, and the wrongly read marks if the reading is not that of the cell.
    pub(super) fn read(&self, card: u32) -> (usize, Option<&Marks>) {
        if card & SLIP == 0 {
            return (card as usize, None);
        }
        let (cell, marks) = &self.slips[(card & !SLIP) as usize];
        (*cell as usize, Some(marks))
    }

    /// Whether the card of a draw that was made differs because the report is wrong, not by a reading error or a
    /// missing card.
    pub(super) fn tells_of_the_report(&self, draw: u64, repeats: bool) -> bool {
        let at = if repeats { self.repeats[draw as usize].0 as usize } else { draw as usize };
        let card = self.cards[at];
        card & SLIP == 0 && self.cells[card as usize].reading.is_some()
    }

    /// The votes of all readings.
    pub(super) fn tally(&self) -> Tally {
        let claim = &self.place.claim;
        let mut tally = Tally::empty(claim.contest.candidates.len());
        for &card in &self.cards {
            let (cell, slip) = self.read(card);
            let usual = || self.cells[cell].reading.and_then(|code| claim.readable.vote(code).marks());
            if let Some(marks) = slip.or_else(usual) {
                tally.count(claim.contest, marks, 1);
            }
        }
        tally
    }
}

impl SampleSource for ClassSample<'_> {
    fn card(&mut self, draw: u64, replacement: bool) -> Option<DrawnUnit<'_>> {
        let at = if replacement { self.repeat(draw as usize)? } else { draw as usize };
        if !self.reach(at + 1) {
            return None;
        }
        let (cell, slip) = self.read(self.cards[at]);
        Some(self.cells[cell].drawn(slip))
    }

    fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
        match (draws, replacement) {
            (0, _) => 0,
            (draws, false) => draws,
            (draws, true) => u64::from(self.repeats[draws as usize - 1].1),
        }
    }

    fn all(&self, _: Unit) -> u64 {
        self.place.claim.frame.cards()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;

    #[test]
    fn every_card_that_is_left_is_as_likely() {
        // Two draws from cells of 1, 2, 3, … cards: the probability of cells (a, b) is a/N · (b − [a = b])/(N − 1).
        for many in [3, 9, 40] {
            let cell = |cards| CardClass { batch: 0, record: None, reading: None, cards };
            let cells: Vec<CardClass> = (1..=many).map(cell).collect();
            let all = f64::from(many * (many + 1) / 2);
            let purpose = Streams::new("urn", u64::from(many)).purpose("test");
            let mut counts = vec![0_u32; (many * many) as usize];
            let trials = 400 * many * many;
            for index in 0..trials {
                let (mut urn, mut random) = (Urn::new(&cells), purpose.stream(u64::from(index)));
                let two = [(); 2].map(|()| urn.take(&mut random).expect("cards are left"));
                counts[two[0] * many as usize + two[1]] += 1;
            }
            let (mut chi_square, mut degrees) = (0.0, -1.0);
            for (at, &count) in counts.iter().enumerate() {
                let (a, b) = (at / many as usize + 1, at % many as usize + 1);
                let left = b as f64 - f64::from(u8::from(a == b));
                let expected = f64::from(trials) * a as f64 / all * left / (all - 1.0);
                if expected > 0.0 {
                    chi_square += (f64::from(count) - expected).powi(2) / expected;
                    degrees += 1.0;
                } else {
                    assert_eq!(count, 0);
                }
            }
            // Mean and variance of the distribution are k and 2k; pairs as rare as 1 in 3,000 make its tail a little
            // longer.
            assert!(chi_square < degrees + 6.0 * (2.0_f64 * degrees).sqrt(), "{many}: {chi_square} {degrees}");
        }
    }

    #[test]
    fn an_urn_ends_when_every_card_was_taken_once() {
        for many in [1, 5, 8, 24, 33] {
            let cell = |cards| CardClass { batch: 0, record: None, reading: None, cards };
            let cells: Vec<CardClass> = (0..many).map(|at| cell(at % 3)).collect();
            let mut urn = Urn::new(&cells);
            let mut random = Streams::new("urn", 0).purpose("all").stream(0);
            let mut taken = vec![0; many as usize];
            while let Some(cell) = urn.take(&mut random) {
                taken[cell] += 1;
            }
            assert!(cells.iter().zip(&taken).all(|(cell, &taken)| cell.cards == taken), "{many}: {taken:?}");
        }
    }
}
