//! The audited count, and checks that `[audit]` fits the count and the election.

use super::apart::apart;
use super::audit::{AuditText, ObservedText};
use super::division::Styles;
use super::stage::{CountedBy, StageText};
use super::text::Scenario;
use crate::audit::{AuditMethod, Needs, Registry};
use crate::election::{Contest, Election, MOST_CARDS};
use crate::error::Complaint;
use crate::hand_count::mishap::Befall;
use crate::hand_count::{Care, LEVELS};
use crate::reason::{complaints, rules};
use crate::risk::bet::spec::{RefusedField, Unusable};
use crate::sampling::{self, SAMPLERS, Sampler};

/// Most pools, and most strata.
const MOST: usize = 1_000;

impl Scenario {
    /// Index of the audited stage: the one that is named, else the first machine count that is a result of its own,
    /// else the first machine count.
    pub fn audited_stage(&self) -> Option<usize> {
        let places = || 0..self.stage.len();
        if let Some(of) = self.audit.as_ref().and_then(|audit| audit.of.as_ref()) {
            return places().find(|&at| self.stage[at].id == *of);
        }
        let is_a_count = |at: &usize| self.stage[*at].by == CountedBy::Machine && self.stage[*at].mean_of.is_empty();
        places().find(|&at| self.is_a_result(at)).or_else(|| places().find(is_a_count))
    }

    /// Whether the scenario asks for audits by any method.
    pub fn has_audits(&self) -> bool {
        self.audit.as_ref().is_some_and(|audit| !audit.methods.is_empty())
    }

    /// Whether a machine count is a result of its own, and not one scan of several.
    pub fn is_a_result(&self, at: usize) -> bool {
        let stage = &self.stage[at];
        stage.by == CountedBy::Machine
            && stage.mean_of.is_empty()
            && !self.stage.iter().any(|s| s.mean_of.contains(&stage.id))
    }

    /// Whether recount law is applied to the margin of a stage: of every machine count that is a result of its own, and
    /// of the first count if there is none.
    pub fn law_looks_at(&self, at: usize) -> bool {
        self.is_a_result(at) || at == 0 && !(0..self.stage.len()).any(|stage| self.is_a_result(stage))
    }

    /// Checks that a stage leaves the data that a method needs.
    ///
    /// # Errors
    /// What was found, and what is needed.
    pub fn check_method(&self, stage: &StageText, method: &dyn AuditMethod) -> Result<(), Complaint> {
        let has_batches = stage.mean_of.is_empty();
        let fits = match method.needs() {
            Needs::Nothing => true,
            Needs::BatchTallies | Needs::RecordsOrSums => has_batches,
            Needs::CastVoteRecords => stage.keeps_records(),
        };
        if fits {
            return Ok(());
        }
        let found = rules::found_method_for(format_args!("{:?}", method.name()), format_args!("\"{}\"", stage.id));
        let rule = rules::needed(complaints::rule_does_not_leave(method.needs().says()));
        Err(Complaint::rule("", found, rule))
    }

    /// Checks all of `[audit]`.
    pub(super) fn check_audit(&self, election: &Election, registry: &Registry) -> Result<(), Complaint> {
        let Some(audit) = &self.audit else { return Ok(()) };
        let stages = || self.stage.iter().map(|s| &s.id);
        if let Some(of) = audit.of.as_ref().filter(|of| !stages().any(|id| id == *of)) {
            return Err(Complaint::unknown("of", of, stages()));
        }
        let Some(at) = self.audited_stage() else {
            return Err(Complaint::needed("of", complaints::found_no_count(), complaints::rule_id_of_stage()));
        };
        if audit.methods.is_empty() && audit.observed.is_empty() {
            return Err(Complaint::needed(
                "methods",
                complaints::found_no_method(),
                complaints::rule_at_least_method(),
            ));
        }
        for (i, name) in audit.methods.iter().enumerate() {
            let Some(method) = registry.method(name) else {
                let known = registry.methods().iter().map(|method| method.name());
                return Err(Complaint::unknown("", name, known).at(i).under("methods"));
            };
            if audit.methods[..i].contains(name) {
                let found = complaints::found_again(format_args!("{name:?}"));
                return Err(Complaint::allowed("", found, complaints::rule_once()).at(i).under("methods"));
            }
            self.check_method(&self.stage[at], method).map_err(|c| c.at(i).under("methods"))?;
        }
        for (name, bet) in &audit.bets {
            let all = || registry.methods().iter();
            let takes = || all().filter(|method| method.checks_bet(bet).is_some()).map(|method| method.name());
            match registry.method(name).and_then(|method| method.checks_bet(bet)) {
                None => return Err(Complaint::unknown(name, name, takes()).under("bets")),
                Some(Err(why)) => return Err(complaint_of_bet(name, &why)),
                Some(Ok(())) => {}
            }
        }
        for (i, id) in audit.contests.iter().flatten().enumerate() {
            if election.contest(id).is_none() {
                let known = election.contests.iter().map(|c| &c.id);
                return Err(Complaint::unknown("", id, known).at(i).under("contests"));
            }
        }
        for (i, id) in audit.contests.iter().flatten().enumerate() {
            if audit.contests.iter().flatten().take(i).any(|earlier| earlier == id) {
                let found = complaints::found_again(format_args!("{id:?}"));
                return Err(Complaint::allowed("", found, complaints::rule_contest_once()).at(i).under("contests"));
            }
        }
        if audit.mishaps.len() > 100 {
            return Err(Complaint::allowed("mishaps", audit.mishaps.len(), complaints::rule_at_most(100)));
        }
        if audit.contests.as_ref().is_some_and(Vec::is_empty) {
            return Err(Complaint::needed("contests", rules::found_empty_list(), complaints::rule_contest_or_leave()));
        }
        if let Some(draw) = audit.draw.as_ref().filter(|draw| sampling::named(draw).is_none()) {
            return Err(Complaint::unknown("draw", draw, SAMPLERS.map(Sampler::name)));
        }
        if let Some(care) = audit.care.as_ref().filter(|care| Care::named(care).is_none()) {
            return Err(Complaint::unknown("care", care, LEVELS.map(|level| level.name)));
        }
        check_division(audit, election, self.stage[at].keeps_records())?;
        for (i, mishap) in audit.mishaps.iter().enumerate() {
            mishap.check(election).map_err(|c| c.at(i).under("mishaps"))?;
        }
        audit.check_numbers()?;
        let observed = audit.observed.iter().enumerate();
        observed
            .into_iter()
            .try_for_each(|(i, o)| self.check_observed(o, election, registry).map_err(|c| c.at(i).under("observed")))
    }

    fn check_observed(
        &self,
        observed: &ObservedText,
        election: &Election,
        registry: &Registry,
    ) -> Result<(), Complaint> {
        let Some(contest) = election.contest(&observed.contest) else {
            return Err(Complaint::unknown("contest", &observed.contest, election.contests.iter().map(|c| &c.id)));
        };
        if self.audit.as_ref().is_some_and(|audit| !audit.audits_contest(&observed.contest)) {
            let rule = rules::needed(complaints::rule_contest_audited());
            return Err(Complaint::rule("contest", format!("{:?}", observed.contest), rule));
        }
        let contest = &election.contests[contest];
        let counting = || registry.methods().iter().filter(|method| method.measures_counts());
        let from_counts = || counting().map(|method| method.name());
        if !from_counts().any(|name| name == observed.method) {
            return Err(Complaint::unknown("method", &observed.method, from_counts()));
        }
        if !(1..=MOST_CARDS).contains(&observed.ballots) {
            return Err(Complaint::allowed("ballots", observed.ballots, complaints::rule_range(1, MOST_CARDS)));
        }
        if let Some(name) = observed.sample.keys().find(|name| contest.candidate(name).is_none()) {
            return Err(Complaint::unknown(name, name, &contest.candidates).under("sample"));
        }
        if let Some((name, n)) = observed.sample.iter().find(|(_, n)| **n > observed.ballots) {
            let rule = rules::allowed(complaints::rule_at_most_sample(observed.ballots));
            return Err(Complaint::rule(name, *n, rule).under("sample"));
        }
        let votes: u64 = observed.sample.values().sum();
        if votes > observed.ballots.saturating_mul(u64::from(contest.votes_allowed)) {
            let rule = rules::allowed(rules::rule_on_each(contest.votes_allowed, observed.ballots));
            return Err(Complaint::rule("sample", rules::found_votes(votes), rule));
        }
        if let Some(p) = &observed.p_value {
            let printed =
                p.starts_with("0.") && p.len() <= 30 && p[2..].bytes().all(|b| b.is_ascii_digit()) && p.len() > 2;
            if !printed {
                let rule = rules::allowed(complaints::rule_decimal("\"0.0000065117\""));
                return Err(Complaint::rule("p_value", format!("{p:?}"), rule));
            }
        }
        if self.source.iter().any(|s| s.id == observed.source) {
            return Ok(());
        }
        Err(Complaint::unknown("source", &observed.source, self.source.iter().map(|s| &s.id)))
    }
}

/// A complaint about the bet of a method, at the option's path in the scenario.
fn complaint_of_bet(method: &str, refused: &RefusedField) -> Complaint {
    let complaint = match &refused.why {
        Unusable::Value { found, allowed } => {
            let option = refused.key.strip_prefix("bet.").filter(|option| !option.contains([' ', ',']));
            Complaint::allowed(option.unwrap_or("name"), found.clone(), allowed.clone())
        }
        Unusable::Otherwise(_) => Complaint::rule("name", refused.reason(), rules::rule_see_examples()),
    };
    complaint.under(method).under("bets")
}

/// Checks every name in pools and strata.
fn check_division(audit: &AuditText, election: &Election, keeps_records: bool) -> Result<(), Complaint> {
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
    // If all candidates win, nobody can lose, and no card is drawn either.
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
