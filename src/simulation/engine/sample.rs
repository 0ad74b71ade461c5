//! A sample drawn from cells: exact with and without replacement, each distinct card read once.

use super::cells::{CardStreams, Cell};
use crate::audit::{Drawn, Sequence, Unit};
use crate::election::Marks;
use crate::hand_count::{Board, Reading};
use crate::random::Random;
use crate::simulation::bench::{Bench, Place};
use crate::social_choice::Tally;

/// From so many cells on, they are looked for by halves.
const MANY: usize = 24;

/// How many cards are left of each cell.
struct Urn {
    /// Cards left of each cell, or where there are many, sums of them as in a binary indexed tree (Fenwick 1994).
    left: Vec<u32>,
    all: u32,
    is_tree: bool,
}

impl Urn {
    fn new(cells: &[Cell]) -> Self {
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

    /// Takes a card, all that are left equally likely; the place of its cell.
    #[inline]
    fn take(&mut self, random: &mut Random) -> Option<usize> {
        if self.all == 0 {
            return None;
        }
        let mut lot = random.below(self.all);
        self.all -= 1;
        if !self.is_tree {
            let mut at = 0;
            while lot >= self.left[at] {
                lot -= self.left[at];
                at += 1;
            }
            self.left[at] -= 1;
            return Some(at);
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
        Some(at)
    }
}

/// A board's reading that is not that of the card's cell.
const SLIP: u32 = 1 << 31;

/// The cards of one trial.
pub(super) struct Sample<'b> {
    place: &'b Place<'b>,
    cells: &'b [Cell],
    urn: Urn,
    random: Random,
    /// Distinct cards in the order of their draw: the place of the cell, or of the slip.
    cards: Vec<u32>,
    slips: Vec<(u32, Marks)>,
    board: Option<Board<'b>>,
    /// Which of the distinct cards came at each draw with replacement, and how many there were by then.
    repeats: Vec<(u32, u32)>,
    chance: Option<Random>,
    streams: &'b CardStreams,
    trial: u64,
}

impl<'b> Sample<'b> {
    pub(super) fn new(
        bench: &'b Bench<'b>,
        place: &'b Place<'b>,
        cells: &'b [Cell],
        streams: &'b CardStreams,
        trial: u64,
    ) -> Self {
        let board = bench.slips().then(|| place.reader.board(&bench.tables, streams.slips.stream(trial)));
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
            streams,
            trial,
        }
    }

    /// Draws and reads until so many distinct cards are known; whether there are so many.
    fn reach(&mut self, cards: usize) -> bool {
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

    /// Which of the distinct cards comes at a draw with replacement.
    fn repeat(&mut self, draw: usize) -> Option<usize> {
        let all = self.place.claim.frame.cards() as u32;
        while self.repeats.len() <= draw {
            let known = self.repeats.last().map_or(0, |&(_, known)| known);
            let chance = self.chance.get_or_insert_with(|| self.streams.repeats.stream(self.trial));
            // Any card is as likely; those not met before are exchangeable.
            let lot = chance.below(all);
            self.repeats.push(if lot < known { (lot, known) } else { (known, known + 1) });
        }
        let (at, known) = self.repeats[draw];
        self.reach(known as usize).then_some(at as usize)
    }

    /// Hears the cards of some draws, as far as there are so many: `hear` gets the place of a cell, or the marks of a slip on
    /// a card of it.
    pub(super) fn each(
        &mut self,
        draws: std::ops::Range<u64>,
        replacement: bool,
        mut hear: impl FnMut(usize, Option<&Marks>),
    ) -> u64 {
        if !replacement {
            self.reach(draws.end as usize);
        }
        for draw in draws.clone() {
            let at = if replacement { self.repeat(draw as usize) } else { Some(draw as usize) };
            let Some(&card) = at.and_then(|at| self.cards.get(at)) else { return draw };
            if card & SLIP == 0 {
                hear(card as usize, None);
            } else {
                let (cell, marks) = &self.slips[(card & !SLIP) as usize];
                hear(*cell as usize, Some(marks));
            }
        }
        draws.end
    }

    /// Whether the card of a draw that was made differs for what the report has wrong, not for a slip or for want of paper.
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
            let marks = if card & SLIP > 0 {
                Some(&self.slips[(card & !SLIP) as usize].1)
            } else {
                self.cells[card as usize].reading.and_then(|code| claim.readable.vote(code).marks())
            };
            if let Some(marks) = marks {
                tally.count(claim.contest, marks, 1);
            }
        }
        tally
    }
}

impl Sequence for Sample<'_> {
    fn card(&mut self, draw: u64, replacement: bool) -> Option<Drawn<'_>> {
        let at = if replacement { self.repeat(draw as usize)? } else { draw as usize };
        if !self.reach(at + 1) {
            return None;
        }
        let card = self.cards[at];
        if card & SLIP == 0 {
            return Some(self.cells[card as usize].drawn());
        }
        let (cell, marks) = &self.slips[(card & !SLIP) as usize];
        let Cell { batch, record, .. } = self.cells[*cell as usize];
        Some(Drawn::Card { batch, record, reading: Reading::Slip(marks) })
    }

    fn ticket(&mut self, _: u64) -> Option<u64> {
        None
    }

    fn card_of(&mut self, _: usize, _: u64) -> Option<Drawn<'_>> {
        None
    }

    fn tally_batches(&mut self, _: u64, _: Option<&[u128]>) {}

    fn batch(&mut self, _: u64) -> Option<Drawn<'_>> {
        None
    }

    fn counted_again(&mut self, _: Unit, _: u64) -> Option<Drawn<'_>> {
        None
    }

    fn distinct(&mut self, draws: u64, replacement: bool) -> u64 {
        match (draws, replacement) {
            (0, _) => 0,
            (draws, false) => draws,
            (draws, true) => u64::from(self.repeats[draws as usize - 1].1),
        }
    }

    fn ballots_in(&mut self, _: u64) -> u64 {
        0
    }

    fn all(&self, _: Unit) -> u64 {
        self.place.claim.frame.cards()
    }
}
