//! The words for what divides the paper in an audit: pools that are known by sums alone, strata that are drawn from apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::AuditText;
use super::check::Checked;
use crate::audit::PoolKind;
use crate::election::{Election, Selection};
use crate::error::Complaint;

/// Cards that are known by sums alone.
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

/// A part of the paper that is drawn from apart.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StratumText {
    /// Its name, unique.
    pub id: String,
    /// Whether its cards are held against their own records where the machine keeps them; yes if not given.
    #[serde(default = "yes")]
    pub has_records: bool,
    /// Which batches; a batch belongs to the first entry that picks it.
    #[serde(rename = "where")]
    pub place: Selection,
}

fn yes() -> bool {
    true
}

/// Most entries in each list.
const MOST: usize = 1_000;

/// Looks every name up.
pub(super) fn check(audit: &AuditText, election: &Election) -> Checked {
    for (key, n) in [("pools", audit.pools.len()), ("strata", audit.strata.len())] {
        if n > MOST {
            return Err(Complaint::rule(key, n, format!("allowed: at most {MOST}")));
        }
    }
    for (i, pool) in audit.pools.iter().enumerate() {
        pool.place.check_some(election).map_err(|c| c.at(i).under("pools"))?;
    }
    for (i, stratum) in audit.strata.iter().enumerate() {
        stratum.place.check_some(election).map_err(|c| c.at(i).under("strata"))?;
        if audit.strata[..i].iter().any(|earlier| earlier.id == stratum.id) {
            let rule = "allowed: each name once";
            return Err(Complaint::rule("id", format!("{:?} again", stratum.id), rule).at(i).under("strata"));
        }
    }
    Ok(())
}
