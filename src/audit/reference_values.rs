//! What stands for the record of each card: its own record, its pool's mean, or nothing at all in a poll.

use super::DrawnUnit;
use super::claim::reading_value;
use super::claim::{AssertionPair, Pool, ReportedContest, margin_in};
use crate::assertion::FineUnits;
use crate::reason::{Reason, told};
use crate::risk::Null;
use crate::social_choice::Tally;

/// What stands for the record of a card of some batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Its own record.
    Record,
    /// The mean of a pool.
    Pool(usize),
    /// The mean of its batch.
    Batch,
    /// Nothing: the reading alone speaks.
    Nothing,
}

impl Stand {
    /// The mean of the batch's pool where it is in one, else the card's own record.
    pub(super) fn usual(claim: &ReportedContest<'_>, at: usize) -> Self {
        claim.pool_of[at].map_or(Self::Record, Self::Pool)
    }
}

/// One pair, and what stands for the records of all cards against it.
#[derive(Clone, Debug)]
pub(super) struct ReferenceValues {
    pub(super) pair: AssertionPair,
    pub(super) units: FineUnits,
    /// For each batch of the frame, what stands for the record of every card in it, in units; `None` where each card has
    /// its own.
    stands: Vec<Option<u64>>,
    /// The sum of what stands for the records of each batch, in units.
    sums: Vec<u64>,
    /// Cards of each batch.
    cards: Vec<u64>,
    pub(super) all_cards: u64,
}

impl ReferenceValues {
    /// For a pair, and what stands for records batch by batch; `recorded` has the sums of the records of those batches
    /// whose cards have their own.
    fn new(
        claim: &ReportedContest<'_>,
        pair: AssertionPair,
        stand: impl Fn(usize) -> Stand,
        recorded: &[Option<Tally>],
    ) -> Self {
        let units = FineUnits::of(claim.frame.cards());
        let half = units.half_vote();
        let mean = |pool: &Pool| units.mean_of(pool.cards, margin_in(&pool.tally, pair.assertion));
        let pools: Vec<u64> = claim.pools.iter().map(mean).collect();
        let mut stands = Vec::with_capacity(claim.pool_of.len());
        let mut sums = Vec::with_capacity(claim.pool_of.len());
        let mut all = Vec::with_capacity(claim.pool_of.len());
        for (at, recorded) in recorded.iter().enumerate() {
            // Cards of the batch that are not in the frame do not show the contest: their records have no margin.
            let cards = claim.frame.cards_in(at);
            let of_batch = || claim.batches[at].as_ref().map_or(0, |tally| margin_in(tally, pair.assertion));
            let one = match stand(at) {
                Stand::Record => None,
                Stand::Pool(pool) => Some(pools[pool]),
                Stand::Batch => Some(units.mean_of(cards, of_batch())),
                Stand::Nothing => Some(units.agrees()),
            };
            let own = || recorded.as_ref().map_or(0, |tally| margin_in(tally, pair.assertion));
            sums.push(one.map_or_else(|| half * cards.saturating_add_signed(own()), |one| one * cards));
            stands.push(one);
            all.push(cards);
        }
        Self { pair, units, stands, sums, cards: all, all_cards: claim.frame.cards() }
    }

    /// What stands for the records of some batches, in units.
    pub(super) fn sum_of(&self, batches: impl Iterator<Item = usize>) -> u64 {
        batches.map(|at| self.sums[at]).sum()
    }

    /// What an audit tries to reject.
    pub(super) fn null(&self) -> Null {
        self.units.null(self.all_cards, self.sum_of(0..self.sums.len()))
    }

    /// The winner's lead in votes on what stands for the records of some batches, none of them polled.
    pub(super) fn lead(&self, batches: impl Iterator<Item = usize> + Clone) -> f64 {
        let cards: u64 = batches.clone().map(|at| self.cards[at]).sum();
        let one = i128::from(self.units.half_vote());
        (i128::from(self.sum_of(batches)) - one * i128::from(cards)) as f64 / one as f64
    }

    /// What a drawn card is worth, in units, and whether its own record differs from its reading.
    pub(super) fn hear(&self, drawn: DrawnUnit<'_>) -> Option<(u64, bool)> {
        let DrawnUnit::Card { batch, record, reading } = drawn else { return None };
        let reading = reading_value(&self.pair, reading);
        if let Some(stands) = self.stands[batch] {
            return Some((self.units.value(stands, reading), false));
        }
        let records = self.pair.record.as_ref().map(|(assorter, _)| assorter);
        let record = records.zip(record).map_or(1, |(assorter, code)| assorter.value(code));
        Some((self.units.value(u64::from(record) * self.units.half_vote(), reading), record != reading))
    }

    /// Mean and variance, in half votes, of what cards of some batches are worth, if the report is right; within a pool or a
    /// poll as its batches' tallies have it.
    pub(super) fn reported_law(&self, claim: &ReportedContest<'_>, batches: impl Iterator<Item = usize>) -> (f64, f64) {
        let half = self.units.half_vote() as f64;
        let (mut all, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for at in batches {
            let cards = self.cards[at] as f64;
            all += cards;
            let Some(stands) = self.stands[at] else {
                (sum, squares) = (sum + 2.0 * cards, squares + 4.0 * cards);
                continue;
            };
            let votes = |candidate: u16| {
                claim.batches[at].as_ref().map_or(0.0, |tally| tally.votes[usize::from(candidate)].max(0) as f64)
            };
            let (winner, loser) = (votes(self.pair.assertion.winner), votes(self.pair.assertion.loser));
            let both = winner + loser;
            let fits = if both > cards { cards / both } else { 1.0 };
            for (reading, n) in [(0.0, loser * fits), (1.0, (cards - both * fits).max(0.0)), (2.0, winner * fits)] {
                let value = 2.0 + reading - stands as f64 / half;
                (sum, squares) = (sum + n * value, squares + n * value * value);
            }
        }
        let mean = sum / all.max(1.0);
        (mean, (squares / all.max(1.0) - mean * mean).max(0.0))
    }

    /// What cards of pools are worth, in units, and the share of all cards that are worth so much, if the sums are right.
    pub(super) fn law_of_pools(&self, claim: &ReportedContest<'_>) -> Vec<(u64, f64)> {
        let mut law = Vec::with_capacity(3 * claim.pools.len());
        for pool in &claim.pools {
            let votes = |candidate: u16| pool.tally.votes[usize::from(candidate)].max(0) as f64;
            let (winner, loser) = (votes(self.pair.assertion.winner), votes(self.pair.assertion.loser));
            let all = winner + loser;
            // Where a card may have votes for both, or the sums are impossible, the shares are kept.
            let fits = if all > pool.cards as f64 { pool.cards as f64 / all } else { 1.0 };
            let counts = [loser * fits, (pool.cards as f64 - all * fits).max(0.0), winner * fits];
            let stands = self.units.mean_of(pool.cards, margin_in(&pool.tally, self.pair.assertion));
            for (reading, n) in (0..).zip(counts) {
                // A reading that nobody was reported to have is a reading of the pool all the same.
                law.push((self.units.value(stands, reading), n / self.all_cards as f64));
            }
        }
        law
    }
}

/// Every pair of a claim with what stands for its records, batch by batch.
///
/// # Errors
/// Where a card is to be held against a record that it does not have.
pub(super) fn stand_ins(
    claim: &ReportedContest<'_>,
    stand: impl Fn(usize) -> Stand,
) -> Result<Vec<ReferenceValues>, Reason> {
    if claim.records.is_none() {
        let bare = (0..claim.pool_of.len()).filter(|&at| stand(at) == Stand::Record);
        let cards: usize = bare.map(|at| claim.frame.cards_of(at).len()).sum();
        if cards > 0 {
            return Err(told::why_in_no_pool(cards));
        }
    }
    // Summed up once for all pairs: a contest of hundreds of candidates has as many pairs at least.
    let sum = |at: usize| {
        let records = claim.records.as_ref().filter(|_| stand(at) == Stand::Record)?;
        Some(records.sum(claim.contest, claim.frame.cards_of(at)))
    };
    let recorded: Vec<Option<Tally>> = (0..claim.pool_of.len()).map(sum).collect();
    Ok(claim.pairs()?.into_iter().map(|pair| ReferenceValues::new(claim, pair, &stand, &recorded)).collect())
}

/// What is said of records and sums that leave nothing to confirm.
pub(super) fn says_otherwise(claim: &ReportedContest<'_>, pair: &AssertionPair) -> Reason {
    let who = claim.in_words(pair.assertion);
    told::why_records_say(who)
}
