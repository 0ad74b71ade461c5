//! Reference values of cards: the card's own record, the mean of its pool or batch, or nothing in a poll.
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.

use super::DrawnUnit;
use super::claim::reading_value;
use super::claim::{AssertionPair, Pool, ReportedContest};
use crate::assertion::{FineUnits, Scale};
use crate::reason::{Reason, why};
use crate::risk::Null;
use crate::social_choice::Tally;

/// The reference value of the cards of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// The card's own record.
    Record,
    /// The mean of a pool.
    Pool(usize),
    /// The mean of its batch.
    Batch,
    /// Nothing: only the reading counts.
    Nothing,
}

impl Stand {
    /// The mean of the batch's pool if it is in one, else the card's own record.
    pub(super) fn usual(claim: &ReportedContest<'_>, at: usize) -> Self {
        claim.pool_of[at].map_or(Self::Record, Self::Pool)
    }
}

/// One pair, and the reference values of all cards for it.
#[derive(Clone, Debug)]
pub(super) struct ReferenceValues {
    pub(super) pair: AssertionPair,
    pub(super) units: FineUnits,
    /// For each batch of the frame, the reference value of every card in it, in units; `None` if each card has its own
    /// record.
    stands: Vec<Option<u64>>,
    /// For each batch, the sum of its reference values, in units.
    sums: Vec<u64>,
    /// For each batch, its number of cards.
    cards: Vec<u64>,
    pub(super) all_cards: u64,
}

impl ReferenceValues {
    /// The values for a pair, with a kind for each batch; `recorded` has the sums of the records of those batches whose
    /// cards have their own.
    fn new(
        claim: &ReportedContest<'_>,
        pair: AssertionPair,
        stand: impl Fn(usize) -> Stand,
        recorded: &[Option<Tally>],
    ) -> Self {
        let units = FineUnits::of(claim.frame.cards(), Scale::of(&pair.assertion));
        let margin_in = |tally: &Tally| claim.margin_in(tally, &pair.assertion);
        let mean = |pool: &Pool| units.mean_of(pool.cards, margin_in(&pool.tally));
        let pools: Vec<u64> = claim.pools.iter().map(mean).collect();
        let mut stands = Vec::with_capacity(claim.pool_of.len());
        let mut sums = Vec::with_capacity(claim.pool_of.len());
        let mut all = Vec::with_capacity(claim.pool_of.len());
        for (at, recorded) in recorded.iter().enumerate() {
            // Cards of the batch that are not in the frame do not show the contest: their records have no margin.
            let cards = claim.frame.cards_in(at);
            let of_batch = || claim.batches[at].as_ref().map_or(0, margin_in);
            let one = match stand(at) {
                Stand::Record => None,
                Stand::Pool(pool) => Some(pools[pool]),
                Stand::Batch => Some(units.mean_of(cards, of_batch())),
                Stand::Nothing => Some(units.agrees()),
            };
            let own = || recorded.as_ref().map_or(0, margin_in);
            let of_records = || {
                let all = u64::from(units.scale().middle).saturating_mul(cards);
                units.one().saturating_mul(all.saturating_add_signed(own()))
            };
            sums.push(one.map_or_else(of_records, |one| one * cards));
            stands.push(one);
            all.push(cards);
        }
        Self { pair, units, stands, sums, cards: all, all_cards: claim.frame.cards() }
    }

    /// The sum of the reference values of some batches, in units.
    pub(super) fn sum_of(&self, batches: impl Iterator<Item = usize>) -> u64 {
        batches.map(|at| self.sums[at]).sum()
    }

    /// The null hypothesis that an audit tests.
    pub(super) fn null(&self) -> Null {
        self.units.null(self.all_cards, self.sum_of(0..self.sums.len()))
    }

    /// The sum of the reference values of some batches, none of them polled, measured from the middle: for two
    /// candidates the winner's lead in votes.
    pub(super) fn lead(&self, batches: impl Iterator<Item = usize> + Clone) -> f64 {
        let cards: u64 = batches.clone().map(|at| self.cards[at]).sum();
        let middle = i128::from(self.units.middle());
        (i128::from(self.sum_of(batches)) - middle * i128::from(cards)) as f64 / self.units.one() as f64
    }

    /// The value of a drawn card, in units, and whether its own record differs from its reading.
    pub(super) fn observe(&self, drawn: DrawnUnit<'_>) -> Option<(u64, bool)> {
        let DrawnUnit::Card { batch, record, reading } = drawn else { return None };
        let reading = reading_value(&self.pair, reading);
        if let Some(stands) = self.stands[batch] {
            return Some((self.units.value(stands, reading), false));
        }
        let records = self.pair.record.as_ref().map(|(assorter, _)| assorter);
        let middle = self.units.scale().middle;
        let record = records.zip(record).map_or(middle, |(assorter, code)| assorter.value(code));
        Some((self.units.value(u64::from(record) * self.units.one(), reading), record != reading))
    }

    /// Mean and variance, in units of the scale, of the values of cards of some batches, if the report is right; within
    /// a pool or a poll by its batches' tallies.
    pub(super) fn reported_values(
        &self,
        claim: &ReportedContest<'_>,
        batches: impl Iterator<Item = usize>,
    ) -> (f64, f64) {
        let (one, upper) = (self.units.one() as f64, f64::from(self.units.scale().upper));
        let (mut all, mut sum, mut squares) = (0.0, 0.0, 0.0);
        for at in batches {
            let cards = self.cards[at] as f64;
            all += cards;
            let Some(stands) = self.stands[at] else {
                (sum, squares) = (sum + upper * cards, squares + upper * upper * cards);
                continue;
            };
            for (reading, n) in self.readings_in(claim, claim.batches[at].as_ref(), cards) {
                let value = upper + f64::from(reading) - stands as f64 / one;
                (sum, squares) = (sum + n * value, squares + n * value * value);
            }
        }
        let mean = sum / all.max(1.0);
        (mean, (squares / all.max(1.0) - mean * mean).max(0.0))
    }

    /// The readings of some cards in units of the scale, with the number of cards of each, by their reported tally; if
    /// a card may have votes for both, or the sums are impossible, shares are used.
    fn readings_in(&self, claim: &ReportedContest<'_>, tally: Option<&Tally>, cards: f64) -> Vec<(u32, f64)> {
        let middle = self.units.scale().middle;
        let said = tally.map_or_else(Vec::new, |tally| self.pair.assertion.said_in(claim.contest, tally));
        let all: f64 = said.iter().map(|(_, n)| *n).sum();
        let fits = if all > cards { cards / all } else { 1.0 };
        let value = |worth: i64| u32::try_from(i64::from(middle) + worth).unwrap_or(0);
        let mut readings: Vec<(u32, f64)> = said.into_iter().map(|(worth, n)| (value(worth), n * fits)).collect();
        let at = readings.partition_point(|(value, _)| *value < middle);
        readings.insert(at, (middle, (cards - all * fits).max(0.0)));
        readings
    }

    /// Values of cards of pools, in units, each with its share of all cards, if the sums are right.
    pub(super) fn values_of_pools(&self, claim: &ReportedContest<'_>) -> Vec<(u64, f64)> {
        let mut distribution = Vec::with_capacity(3 * claim.pools.len());
        for pool in &claim.pools {
            let stands = self.units.mean_of(pool.cards, claim.margin_in(&pool.tally, &self.pair.assertion));
            for (reading, n) in self.readings_in(claim, Some(&pool.tally), pool.cards as f64) {
                // A reading without a reported vote is also a reading of the pool.
                distribution.push((self.units.value(stands, reading), n / self.all_cards as f64));
            }
        }
        distribution
    }
}

/// The reference values of every pair of a claim, batch by batch.
///
/// # Errors
/// If a card is to be compared with a record that it does not have.
pub(super) fn stand_ins(
    claim: &ReportedContest<'_>,
    stand: impl Fn(usize) -> Stand,
) -> Result<Vec<ReferenceValues>, Reason> {
    if claim.records.is_none() {
        let bare = (0..claim.pool_of.len()).filter(|&at| stand(at) == Stand::Record);
        let cards: usize = bare.map(|at| claim.frame.cards_of(at).len()).sum();
        if cards > 0 {
            return Err(why::in_no_pool(cards));
        }
    }
    // Summed once for all pairs, because a contest with hundreds of candidates has at least as many pairs.
    let sum = |at: usize| {
        let records = claim.records.as_ref().filter(|_| stand(at) == Stand::Record)?;
        Some(records.sum(claim.contest, claim.frame.cards_of(at)))
    };
    let recorded: Vec<Option<Tally>> = (0..claim.pool_of.len()).map(sum).collect();
    Ok(claim.pairs()?.into_iter().map(|pair| ReferenceValues::new(claim, pair, &stand, &recorded)).collect())
}

/// The reason given if records and sums leave nothing to confirm.
pub(super) fn says_otherwise(claim: &ReportedContest<'_>, pair: &AssertionPair) -> Reason {
    let who = claim.in_words(&pair.assertion);
    why::records_say(who)
}
