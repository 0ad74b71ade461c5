//! Cards drawn without repeats, each with its record and a board's reading, which is made once.

use crate::audit::{DrawnUnit, Records};
use crate::election::{Code, Marks, VoteTable};
use crate::hand_count::{Board, Reading};
use crate::sampling::{Frame, Ordered};

/// The reading of one card.
#[derive(Clone, Copy, Debug)]
pub(super) enum CardRead {
    NotFound,
    Vote(Code),
    /// Index of the wrongly read marks in the list of reading errors.
    Slip(usize),
}

/// One drawn card.
#[derive(Clone, Copy, Debug)]
pub(super) struct DrawnCard {
    /// Its number in the frame.
    pub(super) number: u64,
    /// Its place in the order of the draw.
    pub(super) ticket: u64,
    /// Index of its batch in the frame; that of the last for a phantom.
    batch: usize,
    pub(super) record: Option<Code>,
    pub(super) read: CardRead,
}

/// Cards in the order of their draw, as far as needed.
pub(super) struct DrawnCards<'b> {
    frame: &'b Frame<'b>,
    draw: Ordered<'b>,
    board: Board<'b>,
    cards: Vec<DrawnCard>,
    slips: Vec<Marks>,
}

impl<'b> DrawnCards<'b> {
    pub(super) fn new(frame: &'b Frame<'b>, draw: Ordered<'b>, board: Board<'b>) -> Self {
        Self { frame, draw, board, cards: Vec::new(), slips: Vec::new() }
    }

    /// Draws and reads until this number of cards is known; returns whether there are that many.
    pub(super) fn read_up_to(&mut self, cards: usize, records: Option<&Records>) -> bool {
        while self.cards.len() < cards {
            let Some((ticket, number)) = self.draw.next() else { return false };
            let Some((batch, card)) = self.frame.locate(number) else {
                let batch = self.frame.batches().len().saturating_sub(1);
                self.cards.push(DrawnCard { number, ticket, batch, record: None, read: CardRead::NotFound });
                continue;
            };
            let record = records.and_then(|records| records.of(card));
            let read = match self.board.read(self.frame.batches()[batch], card) {
                Ok(code) => CardRead::Vote(code),
                Err(None) => CardRead::NotFound,
                Err(Some(marks)) => {
                    self.slips.push(marks);
                    CardRead::Slip(self.slips.len() - 1)
                }
            };
            self.cards.push(DrawnCard { number, ticket, batch, record, read });
        }
        true
    }

    /// A card that is known.
    pub(super) fn seen(&self, at: usize) -> DrawnCard {
        self.cards[at]
    }

    /// The wrongly read marks of a reading error.
    pub(super) fn slip(&self, slip: usize) -> &Marks {
        &self.slips[slip]
    }

    /// A card as an audit gets it, read now if it was not read; `batch_of` turns the index of its batch in this frame
    /// into that in the contest's.
    pub(super) fn drawn(
        &mut self,
        at: usize,
        records: Option<&Records>,
        batch_of: impl Fn(usize) -> usize,
    ) -> Option<DrawnUnit<'_>> {
        if !self.read_up_to(at + 1, records) {
            return None;
        }
        let seen = self.cards[at];
        let reading = match seen.read {
            CardRead::NotFound => Reading::NotFound,
            CardRead::Vote(code) => Reading::Vote(code),
            CardRead::Slip(slip) => Reading::Slip(&self.slips[slip]),
        };
        Some(DrawnUnit::Card { batch: batch_of(seen.batch), record: seen.record, reading })
    }

    /// The marks on every card that was found, as far as they are known.
    pub(super) fn marks<'p>(&'p self, readable: &'p VoteTable) -> impl Iterator<Item = &'p Marks> {
        self.cards.iter().filter_map(|seen| match seen.read {
            CardRead::NotFound => None,
            CardRead::Vote(code) => readable.vote(code).marks(),
            CardRead::Slip(slip) => Some(&self.slips[slip]),
        })
    }
}
