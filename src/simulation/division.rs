//! The division of a contest's frame: pools of cards that are known only by sums, and strata that are sampled
//! separately.

use crate::audit::{HeldAgainst, Pool, PoolKind, Records, Stratum};
use crate::election::{Contest, Election};
use crate::sampling::Frame;
use crate::scenario::AuditText;
use crate::social_choice::Tally;

/// The data that divide one contest's frame.
#[derive(Clone, Copy)]
pub(super) struct Division<'d, 'e> {
    pub(super) text: &'d AuditText,
    pub(super) election: &'e Election,
    pub(super) contest: &'d Contest,
    pub(super) frame: &'d Frame<'e>,
    /// For each batch of the frame, its reported tally.
    pub(super) batches: &'d [Option<Tally>],
}

impl Division<'_, '_> {
    /// The pools, and for each batch of the frame the index of its pool.
    pub(super) fn pools(&self, records: Option<&Records>) -> (Vec<Pool>, Vec<Option<usize>>) {
        let mut pools: Vec<Pool> = Vec::new();
        let mut pool_of = vec![None; self.frame.batches().len()];
        for entry in &self.text.pools {
            let picker = entry.place.picker(self.election);
            let mut one = None;
            for (at, &batch) in self.frame.batches().iter().enumerate() {
                if !picker.picks(batch) || pool_of[at].is_some() {
                    continue;
                }
                let pool = if entry.is_one_sum() { *one.get_or_insert(pools.len()) } else { pools.len() };
                if pool == pools.len() {
                    let tally = Tally::empty(self.contest.candidates.len());
                    pools.push(Pool { kind: entry.kind, cards: 0, tally });
                }
                pool_of[at] = Some(pool);
                self.add(&mut pools[pool], at, records);
            }
        }
        (pools, pool_of)
    }

    /// Adds a batch's cards and its sum to a pool.
    fn add(&self, pool: &mut Pool, at: usize, records: Option<&Records>) {
        let cards = self.election.batches[self.frame.batches()[at]].cards.clone();
        pool.cards += cards.len() as u64;
        match (pool.kind, records) {
            (PoolKind::Unmatched | PoolKind::Redacted, Some(records)) => {
                pool.tally += &records.sum(self.contest, cards);
            }
            (PoolKind::NoRecords, _) | (_, None) => self.batches[at].iter().for_each(|tally| pool.tally += tally),
        }
    }

    /// The strata, and for each batch of the frame the index of its stratum. Batches that no entry names are a stratum
    /// of their own, the last; a stratum without a card of this contest is left out.
    pub(super) fn strata(&self, keeps_records: bool, pool_of: &[Option<usize>]) -> (Vec<Stratum>, Vec<usize>) {
        if self.text.strata.is_empty() {
            return (Vec::new(), vec![0; self.frame.batches().len()]);
        }
        let pickers: Vec<_> = self.text.strata.iter().map(|entry| entry.place.picker(self.election)).collect();
        let entry = |&batch: &usize| pickers.iter().position(|picker| picker.picks(batch)).unwrap_or(pickers.len());
        let entries: Vec<usize> = self.frame.batches().iter().map(entry).collect();
        let mut strata = Vec::new();
        let mut stratum_of = vec![0; entries.len()];
        for entry in 0..=pickers.len() {
            let members: Vec<usize> = (0..entries.len()).filter(|&at| entries[at] == entry).collect();
            if members.is_empty() {
                continue;
            }
            let mut tally = Tally::empty(self.contest.candidates.len());
            let mut cards = 0;
            for &at in &members {
                stratum_of[at] = strata.len();
                cards += self.election.batches[self.frame.batches()[at]].cards.len() as u64;
                self.batches[at].iter().for_each(|of_batch| tally += of_batch);
            }
            let text = self.text.strata.get(entry);
            let has_pools = members.iter().any(|&at| pool_of[at].is_some());
            let against = match text {
                Some(text) => text.against(keeps_records, has_pools),
                None if has_pools => HeldAgainst::Sums,
                None if keeps_records => HeldAgainst::Records,
                None => HeldAgainst::Nothing,
            };
            let id = text.map_or("all others".to_owned(), |text| text.id.clone());
            strata.push(Stratum { id, cards, against, tally });
        }
        (strata, stratum_of)
    }
}
