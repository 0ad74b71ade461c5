//! A contest as a list of cells: cards with the same record, reading and pool are interchangeable, and counted
//! together.
//!
//! Cards are drawn from the remaining counts, so that a trial costs as much as its sample, whatever the number of
//! cards. Every method that draws single cards runs on them unchanged.
//!
//! # Reference
//! Drawing from remaining counts: Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter
//! 39.

use std::ops::Range;

use super::cell::CardStreams;
use super::ending::EndTally;
use super::numbers::OverNumbers;
use super::sample::ClassSample;
use super::{Engine, Task, Trials};
use crate::audit::{PreparedAudit, Unit, conduct_to_decide};
use crate::reason::{Reason, procedures, why};
use crate::simulation::audits::LOOKED_INTO;
use crate::simulation::trial_counts::Trial;

/// The engine for trials of single contests over cells.
pub(super) struct ClassEngine;

/// Why only the engine of whole cards is suitable, if so.
///
/// Contests on the same cards are no reason: each contest's cards have the same distribution with the others and
/// without them. Only joint events of several contests in one trial are lost, see [`apart`](super::apart).
pub(super) fn needs_whole_cards(task: &Task<'_>) -> Result<(), Reason> {
    // Cards pulled for other contests count for this one too, as long as they come without a gap in its order, so alone
    // it would get fewer. Draws with replacement are separate for each contest, whatever sample serves the others.
    if task.setup.whole.is_some() && !task.procedure()?.unit().repeats() {
        return Err(why::one_sample());
    }
    if !task.place.reader.reads_alike() {
        return Err(why::reads_unlike());
    }
    if u32::try_from(task.place.claim.frame.cards()).is_err() {
        return Err(why::too_many());
    }
    Ok(())
}

/// Why no engine that takes many cards at once is suitable, if so.
pub(super) fn needs_each_reading(task: &Task<'_>) -> Result<(), Reason> {
    needs_whole_cards(task)?;
    if task.setup.slips() {
        return Err(why::slips_each());
    }
    Ok(())
}

impl Engine for ClassEngine {
    fn name(&self) -> &'static str {
        "cells"
    }

    fn says(&self) -> Reason {
        procedures::engine_cells()
    }

    fn serve<'b>(&self, task: Task<'b>) -> Result<Option<Box<dyn Trials + 'b>>, Reason> {
        let procedure = task.procedure()?;
        if !matches!(procedure.unit(), Unit::Card { .. }) {
            return Err(why::no_heap());
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

/// Audits of single cards over cells, card by card.
pub(super) struct OverCells<'b> {
    task: Task<'b>,
    procedure: &'b dyn PreparedAudit,
    streams: CardStreams,
    ending: EndTally<'b>,
}

impl<'b> OverCells<'b> {
    pub(super) fn new(task: Task<'b>, procedure: &'b dyn PreparedAudit) -> Self {
        let (streams, ending) = (CardStreams::of(&task), EndTally::new(task));
        Self { task, procedure, streams, ending }
    }
}

impl Trials for OverCells<'_> {
    fn run(&self, trials: Range<u64>, each: &mut dyn FnMut(Trial)) {
        let (setup, place) = (self.task.setup, self.task.place);
        let repeats = self.procedure.unit().repeats();
        for trial in trials {
            let mut sample = ClassSample::new(setup, place, self.task.cells(), &self.streams, trial);
            let audited = conduct_to_decide(self.procedure, &mut sample, &setup.terms, LOOKED_INTO);
            let seen = audited.differing.iter().any(|at| sample.tells_of_the_report(at.draw, repeats));
            each(self.ending.trial(trial, &audited, seen, || sample.tally()));
        }
    }
}
