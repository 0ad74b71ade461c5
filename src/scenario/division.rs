//! The words for what divides the paper in an audit: pools that are known by sums alone, strata that are drawn from apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::apart::apart;
use super::audit::AuditText;
use super::check::Checked;
use crate::audit::{HeldAgainst, PoolKind};
use crate::election::{Contest, Election, Selection};
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
    ) -> Checked {
        if self.method != Some(HeldAgainst::Records) {
            return Ok(());
        }
        let refused = |why: String| Err(Complaint::rule("method", "\"comparison\"", why));
        if !keeps_records {
            let why =
                "needed: records of single cards, which that count does not leave; allowed: \"batches\", \"polling\"";
            return refused(why.to_owned());
        }
        if !self.has_records {
            return refused("needed: has_records = true, or leave that key out".to_owned());
        }
        let pickers: Vec<_> = pools.iter().map(|pool| pool.place.picker(election)).collect();
        let picked: Vec<usize> = (0..election.batches.len()).filter(|&batch| picks(batch)).collect();
        let pooled = picked.iter().filter(|&&batch| pickers.iter().any(|picker| picker.picks(batch))).count();
        if pooled > 0 {
            let all = picked.len();
            let what = format!("{pooled} of its {all} batches are in pools, which know no single card");
            return refused(format!("{what}; allowed: \"batches\", \"polling\""));
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
    // Where as many win as stand, nobody can lose, and no card is drawn either.
    let asks =
        |contest: &&Contest| audit.audits_contest(&contest.id) && usize::from(contest.seats) < contest.candidates.len();
    let (measured, drawn_for): (Vec<&Contest>, Vec<&Contest>) =
        election.contests.iter().filter(asks).partition(|contest| audit.opportunistic.contains(&contest.id));
    if drawn_for.is_empty() && !measured.is_empty() {
        let rule =
            "needed: one of them left out of this list, since cards are drawn only for contests that are not in it";
        return Err(Complaint::rule("opportunistic", "every audited contest that somebody can lose", rule));
    }
    for (key, n) in [("pools", audit.pools.len()), ("strata", audit.strata.len())] {
        if n > MOST {
            return Err(Complaint::rule(key, n, format!("allowed: at most {MOST}")));
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
            let rule = "allowed: each name once";
            return Err(Complaint::rule("id", format!("{:?} again", stratum.id), rule).at(i).under("strata"));
        }
        let fits = stratum.check_method(keeps_records, &audit.pools, election, |batch| first(batch) == Some(i));
        fits.map_err(|c| c.at(i).under("strata"))?;
    }
    apart(audit.strata.iter().map(|it| it.id.as_str())).map_err(|(i, c)| c.under("id").at(i).under("strata"))
}
