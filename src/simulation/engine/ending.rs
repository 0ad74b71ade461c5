//! The ending of a trial: the final outcome, the cards and ballots handled, and whether the report was found to be
//! wrong.

use std::sync::OnceLock;

use super::Task;
use crate::audit::{Audited, Decision, Unit};
use crate::random::Streams;
use crate::simulation::card_source::CardSource;
use crate::simulation::trial_counts::Trial;
use crate::social_choice::{Tally, decide};

/// The endings of one contest's audits by one method.
pub(super) struct EndTally<'b> {
    task: Task<'b>,
    /// Whether sums that do not agree show that the report is wrong before any card.
    sums_differ: bool,
    /// Whether the reported outcome is right.
    right: bool,
    /// Whether cards are drawn without replacement.
    one_by_one: bool,
    /// The full hand count if it is always the same: whether it is right, and the ballots handled.
    full: OnceLock<(bool, u64)>,
}

impl<'b> EndTally<'b> {
    pub(super) fn new(task: Task<'b>) -> Self {
        let sums_differ = task.place.claim.does_not_add_up(task.ready.0.needs()).is_some();
        let right = task.place.claim.outcome.agrees_with(&task.place.right);
        let one_by_one = task.procedure().is_ok_and(|it| it.unit() == Unit::Card { replacement: false });
        Self { task, sums_differ, right, one_by_one, full: OnceLock::new() }
    }

    /// An audit that confirmed after that number of distinct cards.
    pub(super) fn confirmed(&self, cards: u64, rounds: u64, seen: bool) -> Trial {
        Trial {
            cards,
            looked_up: cards,
            tallied: 0,
            rounds,
            decision: Decision::Confirmed,
            noticed: self.sums_differ || seen,
            right_in_the_end: self.right,
        }
    }

    /// An audit that ended in a full hand count after `sampled` distinct cards; `all_read` says whether these were all
    /// cards.
    pub(super) fn counted(&self, sampled: u64, rounds: u64, seen: bool, all_read: bool) -> Trial {
        let (right_in_the_end, handled) = self.full(0);
        Trial {
            cards: self.task.place.claim.frame.cards(),
            looked_up: sampled,
            tallied: if all_read { 0 } else { handled },
            rounds,
            decision: Decision::FullHandCount,
            noticed: self.sums_differ || seen || self.task.place.is_off,
            right_in_the_end,
        }
    }

    /// Whether the full hand count is right, and the ballots handled.
    fn full(&self, trial: u64) -> (bool, u64) {
        let count = || {
            let streams = Streams::new(self.task.seed, trial).within("audit");
            let mut desk = CardSource::alone(self.task.setup, self.task.place, &streams);
            let (_, outcome, handled) = desk.full_count();
            (outcome.agrees_with(&self.task.place.right), *handled)
        };
        if self.task.setup.counts_alike() { *self.full.get_or_init(count) } else { self.task.cells.full(trial, count) }
    }

    /// The result of a trial; `seen` says whether a card showed that the report is wrong, `readings` sums all readings.
    pub(super) fn trial(&self, trial: u64, audited: &Audited, seen: bool, readings: impl FnOnce() -> Tally) -> Trial {
        let place = self.task.place;
        let all = place.claim.frame.cards();
        let sampled = audited.sampled();
        let counted = audited.decision == Decision::FullHandCount;
        let (right_in_the_end, tallied) = if !counted {
            (self.right, 0)
        } else if self.one_by_one && sampled == all {
            (decide(place.claim.contest, &readings()).agrees_with(&place.right), 0)
        } else {
            self.full(trial)
        };
        Trial {
            cards: if counted { all } else { sampled },
            looked_up: sampled,
            tallied,
            rounds: audited.rounds.len() as u64,
            decision: audited.decision,
            noticed: self.sums_differ || seen || counted && place.is_off,
            right_in_the_end,
        }
    }
}
