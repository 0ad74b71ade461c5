//! A scenario with the records that its paper is in, and the single cards of these records.

use std::sync::Arc;

use super::ballot::contests;
use super::read::ScenarioFile;
use super::record_order::RecordOrder;
use super::records::{ScenarioRecords, sources};
use crate::election::{Code, Vote, VoteTable};
use crate::error::Error;
use crate::import::{CardRecords, cell_text};

impl ScenarioFile {
    /// The same scenario with the records that its `[election]` names. What it does not say of its contests follows the
    /// records: the names, the votes allowed, the ranks; and all contests, if it names none.
    ///
    /// # Errors
    /// [`Error::Scenario`] if the scenario has no `[election]`, or describes paper of its own, or names a contest or a
    /// candidate that the records do not have, or leaves open what the records do not say.
    pub fn with_records(mut self, cards: Arc<CardRecords>) -> Result<Self, Error> {
        let sources = sources(&mut self.scenario, &cards).map_err(|complaint| self.error(complaint))?;
        self.records = Some(ScenarioRecords { cards, contests: sources });
        Ok(self)
    }
}

/// The cards of a scenario's records by the places that its election gives them.
pub struct RecordedCards<'r> {
    records: &'r ScenarioRecords,
    contests: Vec<(VoteTable, Vec<Code>)>,
    /// For each place in the election the card in the records.
    cards: Vec<u32>,
    /// The first card of each batch.
    firsts: Vec<usize>,
}

impl ScenarioFile {
    /// The cards of the records, if the paper is in records.
    ///
    /// # Errors
    /// As [`ScenarioFile::build`].
    pub fn recorded_cards(&self) -> Result<Option<RecordedCards<'_>>, Error> {
        let Some(records) = &self.records else { return Ok(None) };
        let contests = contests(&self.scenario.contest).map_err(|complaint| self.error(complaint))?;
        let order = RecordOrder::of(&records.cards);
        let mut cards = vec![0; order.places.len()];
        for (card, &place) in order.places.iter().enumerate() {
            cards[place as usize] = card as u32;
        }
        let mut before = 0;
        let firsts = order.batches.iter().map(|batch| {
            before += batch.cards as usize;
            before - batch.cards as usize
        });
        let tables = records.contests.iter().zip(&contests);
        let tables = tables.map(|(source, contest)| source.codes(&records.cards.contests[source.column], contest));
        Ok(Some(RecordedCards { records, contests: tables.collect(), cards, firsts: firsts.collect() }))
    }
}

impl RecordedCards<'_> {
    /// The number of the card in the records, from its batch and its position there, from 1.
    fn card(&self, batch: usize, position: u64) -> Option<usize> {
        let first = *self.firsts.get(batch)?;
        let end = self.firsts.get(batch + 1).copied().unwrap_or(self.cards.len());
        let place = first + usize::try_from(position).ok()?.checked_sub(1)?;
        (place < end).then(|| self.cards[place] as usize)
    }

    /// The contests of the records that the scenario does not have, by name.
    pub fn other_contests(&self) -> impl Iterator<Item = &str> {
        let own: Vec<usize> = self.records.contests.iter().map(|source| source.column).collect();
        let all = self.records.cards.contests.iter().enumerate();
        all.filter(move |(at, _)| !own.contains(at)).map(|(_, column)| column.contest.name.as_str())
    }

    /// What is printed on a card; else the number of its record; else nothing.
    pub fn identity(&self, batch: usize, position: u64) -> String {
        let Some(card) = self.card(batch, position) else { return String::new() };
        let records = &self.records.cards;
        let texts = [&records.imprinted, &records.record, &records.number].map(|column| cell_text(column.get(card)));
        texts.iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
    }

    /// The vote that the records show on a card, by the index of the scenario's contest.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn vote(&self, contest: usize, batch: usize, position: u64) -> Option<&Vote> {
        let card = self.card(batch, position)?;
        let column = &self.records.cards.contests[self.records.contests[contest].column];
        let (table, codes) = &self.contests[contest];
        Some(table.vote(codes[column.codes.get(card) as usize]))
    }
}
