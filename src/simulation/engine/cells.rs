//! A contest as a list of cells: cards with the same record, reading and pool are interchangeable, and counted once.
//!
//! Cards are drawn from the cells that are left, so that a trial costs as much as its sample, whatever the number of
//! cards. Every method that draws single cards runs on them as it is.
//!
//! # Reference
//! Drawing from what is left: Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 39.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ending::Ending;
use super::numbers::OverNumbers;
use super::sample::Sample;
use super::{Engine, Task, Trials};
use crate::audit::{Drawn, Procedure, Unit, conduct};
use crate::election::{Code, Marks};
use crate::hand_count::Reading;
use crate::random::{Purpose, Streams};
use crate::simulation::audits::LOOKED_INTO;
use crate::simulation::bench::{Bench, Place};
use crate::simulation::gathered::Trial;

/// Single-contest trials over cells.
pub(super) struct Cells;

/// Cards that no audit of the contest can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Place of a batch in the frame, one of those whose cards stand for each other.
    pub(super) batch: usize,
    /// The record.
    pub(super) record: Option<Code>,
    /// What a board reads that does not slip; `None` where the card is not found.
    pub(super) reading: Option<Code>,
    /// How many cards.
    pub(super) cards: u32,
}

impl Cell {
    /// A card of it, read without slip or with one.
    pub(super) fn drawn<'m>(&self, slip: Option<&'m Marks>) -> Drawn<'m> {
        let usual = || self.reading.map_or(Reading::NotFound, Reading::Vote);
        Drawn::Card { batch: self.batch, record: self.record, reading: slip.map_or_else(usual, Reading::Slip) }
    }
}

/// Pairs of a record and a reading up to which they are counted in a table.
const MOST_PAIRS: usize = 1 << 16;

/// The cells of a contest's frame, the largest first, by one pass over its cards.
pub(super) fn cells_of(bench: &Bench<'_>, place: &Place<'_>) -> Vec<Cell> {
    let claim = &place.claim;
    let frame = &claim.frame;
    let mut counts: BTreeMap<(usize, Option<Code>, Option<Code>), u32> = BTreeMap::new();
    let alike = |at: usize| claim.pool_of.iter().position(|pool| *pool == claim.pool_of[at]).unwrap_or(at);
    let mut dense: Vec<u32> = Vec::new();
    let records = claim.records.as_ref();
    let (rows, columns) = (records.map_or(1, |records| records.votes.len() + 1), claim.readable.len() + 1);
    for (at, &batch) in frame.batches().iter().enumerate() {
        let batch_of = alike(at);
        let record = |card: usize| records.and_then(|records| records.of(card));
        let reading = |card: usize| bench.tables.has(batch, card).then(|| place.reader.code(card));
        if rows.saturating_mul(columns) > MOST_PAIRS {
            for card in frame.listed(at) {
                *counts.entry((batch_of, record(card), reading(card))).or_default() += 1;
            }
            continue;
        }
        dense.clear();
        dense.resize(rows * columns, 0);
        let place_of = |code: Option<Code>| code.map_or(0, |code| code as usize + 1);
        for card in frame.listed(at) {
            dense[place_of(record(card)) * columns + place_of(reading(card))] += 1;
        }
        for (index, &cards) in dense.iter().enumerate().filter(|(_, cards)| **cards > 0) {
            let code = |code: usize| (code > 0).then(|| code as Code - 1);
            *counts.entry((batch_of, code(index / columns), code(index % columns))).or_default() += cards;
        }
    }
    if frame.phantoms() > 0 {
        let last = frame.batches().len().saturating_sub(1);
        *counts.entry((alike(last), None, None)).or_default() += frame.phantoms() as u32;
    }
    let cell = |((batch, record, reading), cards)| Cell { batch, record, reading, cards };
    let mut cells: Vec<Cell> = counts.into_iter().map(cell).collect();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.cards));
    cells
}

/// Why no engine but that of whole cards can serve, where that is so.
///
/// Contests on the same cards are no reason: each contest's cards are drawn by the same law with the others and without
/// them. Only what happens to several contests in one trial is lost, see [`apart`](super::apart).
pub(super) fn needs_whole_cards(task: &Task<'_>) -> Result<(), String> {
    // Cards pulled for other contests count for this one too, as far as they come without a gap in its order: alone it
    // would hear fewer. Draws with replacement are each contest's own, whatever sample serves the others.
    if task.bench.whole.is_some() && !task.procedure()?.unit().repeats() {
        return Err("one sample serves all contests".to_owned());
    }
    if !task.place.reader.reads_alike() {
        return Err("boards read hand-marked and machine-marked cards unlike".to_owned());
    }
    if u32::try_from(task.place.claim.frame.cards()).is_err() {
        return Err("there are more cards than it can number".to_owned());
    }
    Ok(())
}

/// Why no engine that takes many cards at once can serve, if that is so.
pub(super) fn needs_each_reading(task: &Task<'_>) -> Result<(), String> {
    needs_whole_cards(task)?;
    if task.bench.slips() {
        return Err("boards slip, and each slip is a reading of its own".to_owned());
    }
    Ok(())
}

impl Engine for Cells {
    fn name(&self) -> &'static str {
        "cells"
    }

    fn says(&self) -> &'static str {
        "draws from counts of cards that are alike: the cost of a trial does not grow with the number of cards"
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, String> {
        let procedure = task.procedure()?;
        if !matches!(procedure.unit(), Unit::Card { .. }) {
            return Err("it draws no single cards from one heap".to_owned());
        }
        needs_whole_cards(&task)?;
        if let Some(numbers) = procedure.in_numbers()
            && let Some(trials) = OverNumbers::new(task, procedure, numbers)
        {
            return Ok(Some(Box::new(trials)));
        }
        Ok(Some(Box::new(OverCells::new(task, procedure))))
    }
}

/// The streams of a contest's draws, numbered by trial.
pub(super) struct CardStreams {
    pub(super) draw: Purpose,
    pub(super) repeats: Purpose,
    pub(super) slips: Purpose,
}

impl CardStreams {
    pub(super) fn of(task: &Task<'_>) -> Self {
        Self::within(task, "cells")
    }

    /// Those of an engine that draws in another way.
    pub(super) fn within(task: &Task<'_>, engine: &str) -> Self {
        let streams = Streams::new(task.seed, 0).within(engine);
        let purpose = |of: &str| streams.purpose(&format!("{of}/{}", task.place.claim.contest.id));
        Self { draw: purpose("draw"), repeats: purpose("repeats"), slips: purpose("slips") }
    }
}

/// Any audit of single cards over cells, card by card.
pub(super) struct OverCells<'b> {
    task: Task<'b>,
    procedure: &'b dyn Procedure,
    streams: CardStreams,
    ending: Ending<'b>,
}

impl<'b> OverCells<'b> {
    pub(super) fn new(task: Task<'b>, procedure: &'b dyn Procedure) -> Self {
        let (streams, ending) = (CardStreams::of(&task), Ending::new(task));
        Self { task, procedure, streams, ending }
    }
}

impl Trials for OverCells<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let (bench, place) = (self.task.bench, self.task.place);
        let repeats = self.procedure.unit().repeats();
        for trial in trials {
            let mut sample = Sample::new(bench, place, self.task.cells(), &self.streams, trial);
            let audited = conduct(self.procedure, &mut sample, &bench.terms, LOOKED_INTO);
            let seen = audited.differing.iter().any(|at| sample.tells_of_the_report(at.draw, repeats));
            each(self.ending.trial(trial, &audited, seen, || sample.tally()));
        }
    }
}
