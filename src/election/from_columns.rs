//! Builds an election from columns of votes, such as the records of an election office: one vote a card and contest, and
//! the batch of every card.
//!
//! What a record does not show, the paper here does not have: no faint mark, no crease, no written name. Every card counts
//! as a ballot of its own, because records do not say which sheets came from one voter.

use std::collections::HashSet;

use super::generate::{BATCHES_PER_CONTAINER, MOST_BATCHES, MOST_CARDS};
use super::{Batch, Column, Contest, Election, Group, MarkedBy, Piles, Style, VoteMode, VoteTable};
use crate::error::Complaint;
use crate::reason::{complaints, rules};

/// An election as columns.
#[derive(Clone, Debug, Default)]
pub struct ElectionColumns {
    /// The questions put to the voters.
    pub contests: Vec<Contest>,
    /// Names of the tabulators, each once.
    pub tabulators: Vec<String>,
    /// Names of the reporting units, each once.
    pub units: Vec<String>,
    /// The batches in order; their cards follow each other without a gap.
    pub batches: Vec<ColumnBatch>,
    /// For each contest, the distinct ways in which it was marked.
    pub votes: Vec<VoteTable>,
    /// For each contest, the code of every card in that order; cards without the contest have
    /// [`NOT_ON_CARD`](super::NOT_ON_CARD).
    pub paper: Vec<Column>,
}

/// A batch of an election that is given as columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnBatch {
    /// The name on its cover sheet; unique.
    pub id: String,
    /// Index of its tabulator.
    pub tabulator: usize,
    /// Index of its reporting unit.
    pub unit: usize,
    /// How its ballots were cast.
    pub mode: VoteMode,
    /// Cards in it, at least 1.
    pub cards: u64,
}

/// The election of these columns.
///
/// Neighbouring batches of one unit and one way of voting are a group. There is one style with all contests on one sheet; a
/// card carries those contests of it for which its column has a vote.
///
/// # Errors
/// If there are no cards, or more cards or batches than an election may have, or two batches of one name.
///
/// # Panics
/// If a column is shorter or longer than the batches, a batch is empty, or an index does not exist.
pub fn from_columns(columns: ElectionColumns) -> Result<Election, Complaint> {
    let ElectionColumns { contests, tabulators, units, batches: given, votes, paper } = columns;
    let cards: u64 = given.iter().map(|batch| batch.cards).sum();
    if cards == 0 {
        return Err(Complaint::needed("", rules::found_no_paper(), rules::rule_one_card()));
    }
    if cards > MOST_CARDS {
        let rule = rules::allowed(complaints::rule_at_most_cards(MOST_CARDS));
        return Err(Complaint::rule("", rules::found_cards(cards), rule));
    }
    if given.len() as u64 > MOST_BATCHES {
        let rule = rules::allowed(complaints::rule_at_most_batches(MOST_BATCHES));
        return Err(Complaint::rule("", rules::found_batches(given.len() as u64), rule));
    }
    let mut names = HashSet::with_capacity(given.len());
    if let Some(again) = given.iter().find(|batch| !names.insert(batch.id.as_str())) {
        let found = complaints::found_again(format_args!("\"{}\"", again.id));
        return Err(Complaint::allowed("", found, rules::rule_batch_name_once()));
    }
    assert!(votes.len() == contests.len() && paper.len() == contests.len(), "a table and a column for each contest");
    assert!(paper.iter().all(|column| column.len() as u64 == cards), "a code for each card");
    let (mut groups, mut batches): (Vec<Group>, Vec<Batch>) = (Vec::new(), Vec::new());
    let mut first = 0;
    for (at, batch) in given.into_iter().enumerate() {
        assert!(batch.cards > 0 && batch.tabulator < tabulators.len(), "batch {at} has cards and a tabulator");
        let is_same = |group: &&mut Group| (group.unit, group.mode) == (batch.unit, batch.mode);
        match groups.last_mut().filter(is_same) {
            Some(group) => {
                group.ballots += batch.cards;
                group.voters += batch.cards;
                group.batches.end = at + 1;
            }
            None => groups.push(Group {
                id: format!("{}, {}, {}", units[batch.unit], batch.mode.name(), groups.len() + 1),
                county: None,
                precinct: None,
                mode: batch.mode,
                marked_by: MarkedBy::Hand,
                style: 0,
                unit: batch.unit,
                ballots: batch.cards,
                voters: batch.cards,
                accepted: None,
                batches: at..at + 1,
            }),
        }
        batches.push(Batch {
            id: batch.id,
            group: groups.len() - 1,
            cards: first..first + batch.cards as usize,
            ballots: batch.cards,
            container: (at / BATCHES_PER_CONTAINER) as u32 + 1,
            tabulator: batch.tabulator,
        });
        first += batch.cards as usize;
    }
    let all = vec![(0..contests.len()).collect()];
    let styles = vec![Style { id: "all".to_owned(), sheets: all, order: vec![None; contests.len()] }];
    let piles = Piles::sort(&batches, &groups, &styles, (&votes, &paper));
    Ok(Election { contests, styles, tabulators, units, groups, batches, votes, paper, piles })
}
