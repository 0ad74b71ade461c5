//! Cells: cards that are equal for all audits of a contest, counted together; and the random streams for draws from
//! them.

use std::collections::BTreeMap;

use super::Task;
use crate::audit::DrawnUnit;
use crate::election::{Code, Marks};
use crate::hand_count::Reading;
use crate::random::{Purpose, Streams};
use crate::simulation::audit_setup::AuditSetup;
use crate::simulation::audited_contest::AuditedContest;

/// Cards that are equal for all audits of the contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CardClass {
    /// Index of a batch in the frame, one of those whose cards are interchangeable.
    pub(super) batch: usize,
    /// The record.
    pub(super) record: Option<Code>,
    /// The reading without reading errors; `None` if the card is not found.
    pub(super) reading: Option<Code>,
    /// Number of cards.
    pub(super) cards: u32,
}

impl CardClass {
    /// A card of the cell, read without or with a reading error.
    pub(super) fn drawn<'m>(&self, slip: Option<&'m Marks>) -> DrawnUnit<'m> {
        let usual = || self.reading.map_or(Reading::NotFound, Reading::Vote);
        DrawnUnit::Card { batch: self.batch, record: self.record, reading: slip.map_or_else(usual, Reading::Slip) }
    }
}

/// Most pairs of a record and a reading that are counted in a table.
const MOST_PAIRS: usize = 1 << 16;

/// The cells of a contest's frame, the largest first, from one pass over its cards.
pub(super) fn cells_of(setup: &AuditSetup<'_>, place: &AuditedContest<'_>) -> Vec<CardClass> {
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
        let reading = |card: usize| setup.tables.has(batch, card).then(|| place.reader.code(card));
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
    let cell = |((batch, record, reading), cards)| CardClass { batch, record, reading, cards };
    let mut cells: Vec<CardClass> = counts.into_iter().map(cell).collect();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.cards));
    cells
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

    /// The streams of an engine that draws in another way.
    pub(super) fn within(task: &Task<'_>, engine: &str) -> Self {
        let streams = Streams::new(task.seed, 0).within(engine);
        let purpose = |of: &str| streams.purpose(&format!("{of}/{}", task.place.claim.contest.id));
        Self { draw: purpose("draw"), repeats: purpose("repeats"), slips: purpose("slips") }
    }
}
