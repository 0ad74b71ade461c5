//! The words for what divides the paper in an audit: pools that are known by sums alone, strata that are drawn from apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::apart::apart;
use super::audit::AuditText;
use super::check::CheckedScenario;
use crate::audit::{HeldAgainst, PoolKind};
use crate::election::{Contest, Election, Selection};
use crate::error::Complaint;
use crate::reason::{Reason, complaints, rules};

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
    /// How `stratified` audits its cards, one by one: `comparison`, each against its own record; `batches`, each against
    /// the average of its batch (or pool) by the reported tally, whether there are records or not; `polling`, the readings
    /// alone. If not given: batches where `pools` pick one of its batches, else comparison where the machine keeps records,
    /// else polling. `suite` compares the stratum of `comparison` and polls the other.
    #[serde(default)]
    pub method: Option<HeldAgainst>,
    /// Which batches; a batch belongs to the first entry that picks it.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl StratumText {
    /// What its cards are held against, where some of its batches are in pools or none is.
    pub fn against(&self, keeps_records: bool, has_pools: bool) -> HeldAgainst {
        self.method.unwrap_or(match (keeps_records && self.has_records, has_pools) {
            (_, true) => HeldAgainst::Sums,
            (true, false) => HeldAgainst::Records,
            (false, false) => HeldAgainst::Nothing,
        })
    }

    /// Whether a method that was chosen fits what the count leaves.
    fn check_method(
        &self,
        keeps_records: bool,
        pools: &[PoolText],
        election: &Election,
        picks: impl Fn(usize) -> bool,
    ) -> CheckedScenario {
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

/// Most entries in each list.
const MOST: usize = 1_000;

/// Looks every name up.
pub(super) fn check(audit: &AuditText, election: &Election, keeps_records: bool) -> CheckedScenario {
    if audit.styles == Styles::Cards {
        if !keeps_records {
            let rule = rules::needed(rules::rule_records_batches_none());
            return Err(Complaint::rule("styles", "\"cards\"", rule));
        }
        if !audit.pools.is_empty() || !audit.strata.is_empty() {
            let rule = rules::allowed(rules::rule_beside_pools());
            return Err(Complaint::rule("styles", "\"cards\"", rule));
        }
    }
    if audit.one_sample && audit.card_by_card {
        let rule = rules::allowed(rules::rule_rounds_wait());
        return Err(Complaint::rule("card_by_card", rules::found_beside_sample(), rule));
    }
    if !audit.opportunistic.is_empty() && !audit.one_sample {
        return Err(Complaint::needed("opportunistic", rules::found_a_list(), rules::rule_one_sample()));
    }
    for (i, id) in audit.opportunistic.iter().enumerate() {
        if election.contest(id).is_none_or(|_| !audit.audits_contest(id)) {
            let known = election.contests.iter().map(|c| &c.id).filter(|id| audit.audits_contest(id));
            return Err(Complaint::unknown("", id, known).at(i).under("opportunistic"));
        }
    }
    // Where as many win as stand, nobody can lose, and no card is drawn either.
    let asks =
        |contest: &&Contest| audit.audits_contest(&contest.id) && usize::from(contest.seats) < contest.candidates.len();
    let (measured, drawn_for): (Vec<&Contest>, Vec<&Contest>) =
        election.contests.iter().filter(asks).partition(|contest| audit.opportunistic.contains(&contest.id));
    if drawn_for.is_empty() && !measured.is_empty() {
        return Err(Complaint::needed("opportunistic", rules::found_all_measured(), rules::rule_one_drawn_for()));
    }
    for (key, n) in [("pools", audit.pools.len()), ("strata", audit.strata.len())] {
        if n > MOST {
            return Err(Complaint::allowed(key, n, complaints::rule_at_most(MOST)));
        }
    }
    for (i, pool) in audit.pools.iter().enumerate() {
        pool.place.check_some(election).map_err(|c| c.at(i).under("pools"))?;
    }
    let pickers: Vec<_> = audit.strata.iter().map(|stratum| stratum.place.picker(election)).collect();
    let first = |batch: usize| pickers.iter().position(|picker| picker.picks(batch));
    for (i, stratum) in audit.strata.iter().enumerate() {
        stratum.place.check_some(election).map_err(|c| c.at(i).under("strata"))?;
        if audit.strata[..i].iter().any(|earlier| earlier.id == stratum.id) {
            let rule = rules::allowed(complaints::rule_name_once());
            return Err(Complaint::rule("id", complaints::found_again(format_args!("{:?}", stratum.id)), rule)
                .at(i)
                .under("strata"));
        }
        let fits = stratum.check_method(keeps_records, &audit.pools, election, |batch| first(batch) == Some(i));
        fits.map_err(|c| c.at(i).under("strata"))?;
    }
    apart(audit.strata.iter().map(|it| it.id.as_str())).map_err(|(i, c)| c.under("id").at(i).under("strata"))
}
