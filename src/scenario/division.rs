//! The words for what divides the paper in an audit: pools that are known by sums alone, strata that are drawn from apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::AuditText;
use super::check::Checked;
use crate::audit::PoolKind;
use crate::election::{Election, Selection};
use crate::error::Complaint;

/// What is known of the cards on which a contest stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Styles {
    /// Each batch holds ballots of one style.
    #[default]
    Batches,
    /// The records show it card by card; the manifest says how many there must be, and what is missing is a phantom.
    Cards,
    /// Nothing: any card may carry any contest.
    None,
}

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
pub(super) fn check(audit: &AuditText, election: &Election, keeps_records: bool) -> Checked {
    if audit.styles == Styles::Cards {
        if !keeps_records {
            let rule =
                "needed: records of single cards, which that count does not leave; allowed: \"batches\", \"none\"";
            return Err(Complaint::rule("styles", "\"cards\"", rule));
        }
        if !audit.pools.is_empty() || !audit.strata.is_empty() {
            let rule = "allowed: \"batches\" or \"none\" beside pools or strata";
            return Err(Complaint::rule("styles", "\"cards\"", rule));
        }
    }
    if audit.one_sample && audit.card_by_card {
        let rule = "allowed: rounds, since all contests wait for one another";
        return Err(Complaint::rule("card_by_card", "true beside one_sample", rule));
    }
    if !audit.opportunistic.is_empty() && !audit.one_sample {
        return Err(Complaint::rule("opportunistic", "a list", "needed: one_sample = true"));
    }
    for (i, id) in audit.opportunistic.iter().enumerate() {
        if election.contest(id).is_none_or(|_| !audit.audits_contest(id)) {
            let known = election.contests.iter().map(|c| &c.id).filter(|id| audit.audits_contest(id));
            return Err(Complaint::unknown("", id, known).at(i).under("opportunistic"));
        }
    }
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
