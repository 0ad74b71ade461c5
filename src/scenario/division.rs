//! The keys for pools, which are known only by sums, and for strata, which are sampled separately.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::audit::{HeldAgainst, PoolKind};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::reason::{Reason, rules};

/// What is known about which cards carry a contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Styles {
    /// Each batch holds ballots of one style.
    #[default]
    Batches,
    /// The records show it card by card; the manifest says how many there must be, and each missing card is a phantom.
    Cards,
    /// Nothing: any card may carry any contest.
    None,
}

/// A pool: cards that are known only by their sum.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoolText {
    /// Why: `no_records`, `unmatched` or `redacted`.
    pub kind: PoolKind,
    /// Whether all these batches have one sum; if not given, they have for `redacted`, else each batch its own.
    #[serde(default)]
    pub one_sum: Option<bool>,
    /// Which batches; a batch belongs to the first entry that picks it.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl PoolText {
    /// Whether all these batches have one sum.
    pub fn is_one_sum(&self) -> bool {
        self.one_sum.unwrap_or(self.kind == PoolKind::Redacted)
    }
}

/// A stratum: a part of the paper that is sampled separately.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StratumText {
    /// Its name, unique.
    pub id: String,
    /// Whether its cards are compared with their own records if the machine keeps them; yes if not given.
    #[serde(default = "yes")]
    pub has_records: bool,
    /// How `stratified` audits its cards, one by one: `comparison`, each against its own record; `batches`, each
    /// against the average of its batch (or pool) by the reported tally, whether there are records or not; `polling`,
    /// the readings alone. If not given: batches if `pools` pick one of its batches, else comparison if the machine
    /// keeps records, else polling. `suite` compares the stratum of `comparison` and polls the other.
    #[serde(default)]
    pub method: Option<HeldAgainst>,
    /// Which batches; a batch belongs to the first entry that picks it.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl StratumText {
    /// What its cards are compared with, given whether some of its batches are in pools.
    pub fn against(&self, keeps_records: bool, has_pools: bool) -> HeldAgainst {
        self.method.unwrap_or(match (keeps_records && self.has_records, has_pools) {
            (_, true) => HeldAgainst::Sums,
            (true, false) => HeldAgainst::Records,
            (false, false) => HeldAgainst::Nothing,
        })
    }

    /// Checks that the method fits the data of the count.
    pub(super) fn check_method(
        &self,
        keeps_records: bool,
        pools: &[PoolText],
        election: &Election,
        picks: impl Fn(usize) -> bool,
    ) -> Result<(), Complaint> {
        if self.method != Some(HeldAgainst::Records) {
            return Ok(());
        }
        let refused = |why: Reason| Err(Complaint::rule("method", "\"comparison\"", why));
        if !keeps_records {
            return refused(rules::needed(rules::rule_records_batches_polling()));
        }
        if !self.has_records {
            return refused(rules::needed(rules::rule_has_records()));
        }
        let pickers: Vec<_> = pools.iter().map(|pool| pool.place.picker(election)).collect();
        let picked: Vec<usize> = (0..election.batches.len()).filter(|&batch| picks(batch)).collect();
        let pooled = picked.iter().filter(|&&batch| pickers.iter().any(|picker| picker.picks(batch))).count();
        if pooled > 0 {
            return refused(rules::rule_pooled(pooled, picked.len()));
        }
        Ok(())
    }
}

fn yes() -> bool {
    true
}
