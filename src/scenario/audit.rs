//! The words for audits: which methods hold which count against the paper, on what terms.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::CheckedScenario;
use super::division::{self, PoolText, StratumText, Styles};
use super::stage::{CountedBy, StageText};
use super::text::Scenario;
use super::work::AuditWorkText;
use crate::audit::sample_size::ExpectedRates;
use crate::audit::{self, AuditMethod, AuditSettings, Clock, METHODS, Needs, Staff, statutes};
use crate::election::{Election, MOST_CARDS};
use crate::error::Complaint;
use crate::hand_count::mishap::Befall;
use crate::hand_count::{Care, LEVELS, Mishap};
use crate::reason::{Reason, complaints, rules};
use crate::risk::bet::spec::BetText;
use crate::sampling::{self, SAMPLERS, Sampler};

/// Audits of one count, as they might have been: each asks what it would have seen, and changes nothing of what happened. One
/// that the scenario's own `law` orders, named again by `law` here, and the samples under `observed` are part of what happened.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditText {
    /// The stage whose result is audited; the first machine count if not given.
    #[serde(default)]
    pub of: Option<String>,
    /// The methods, each audit on its own: `polling`, `bravo`, `eor_bravo`, `minerva`, `athena`, `providence`,
    /// `bayes_polling`, `ballot_comparison`, `super_simple`, `bayes_comparison`, `one_audit`, `stratified`, `suite`,
    /// `batch_comparison`, `batch_assertions`, `fixed_percentage`, `random_precincts`, `retabulation`,
    /// `machine_recount`, `full_hand_count`.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The contests that are audited; all if not given.
    #[serde(default)]
    pub contests: Option<Vec<String>>,
    /// The largest chance of confirming a wrong outcome, above 0 and below 1; 0.05 if not given.
    #[serde(default)]
    pub risk_limit: Option<f64>,
    /// How cards are drawn: `by_lot`, `rivest` or `consistent`; `by_lot` if not given. Batches are drawn by lot.
    #[serde(default)]
    pub draw: Option<String>,
    /// Cards in the first round; the method's own formula if not given.
    #[serde(default)]
    pub first_round: Option<u64>,
    /// The chance of confirming that the size of each round gives where the report is right, above 0 and below 1, for
    /// methods that have such a size; the method's own formula if not given.
    #[serde(default)]
    pub round_chance: Option<f64>,
    /// Each further round makes the sample so many times as large, more than 1 and at most 100; 1.5 if not given.
    #[serde(default)]
    pub growth: Option<f64>,
    /// Rounds after which every card is counted, 1 to 1,000; 8 if not given.
    #[serde(default)]
    pub most_rounds: Option<u32>,
    /// Every card is counted once a round would ask for this share of them, above 0 and at most 1; 0.25 if not given.
    #[serde(default)]
    pub full_count_at: Option<f64>,
    /// Whether the evidence is judged after every card, in one round as long as it takes; no if not given. Methods that are
    /// judged where rounds end keep their rounds.
    #[serde(default)]
    pub card_by_card: bool,
    /// By what bet `polling` and `ballot_comparison` measure, as a name or `{ name = "cobra", p2 = 0.001 }` with the options of
    /// `recount risk`; the usual ones if not given.
    #[serde(default)]
    pub bets: BTreeMap<String, BetText>,
    /// The share of batches in a fixed-percentage audit, above 0 and at most 1; 0.01 if not given (California).
    #[serde(default)]
    pub share: Option<f64>,
    /// Differences a fixed-percentage audit passes, as a share of the ballots it tallied, 0 to 1; 0.005 if not given.
    #[serde(default)]
    pub tolerance: Option<f64>,
    /// Whether one sample serves all contests (consistent sampling), each round asking for what every contest still
    /// needs; no if not given: every contest is audited as if it were alone. It is shared by methods that draw single cards
    /// without replacement; others audit each contest alone.
    #[serde(default)]
    pub one_sample: bool,
    /// Contests that ask for no card of their own and are measured with what others ask for; with `one_sample`. Cards are
    /// drawn for at least one contest that is not among them.
    #[serde(default)]
    pub opportunistic: Vec<String>,
    /// What is known of where a contest stands: `batches` (ballot styles by batch), `cards` (the records show which cards
    /// carry it) or `none` (any card may); `batches` if not given. Margins are diluted by all cards that may carry it.
    #[serde(default)]
    pub styles: Styles,
    /// The law by whose letter `fixed_percentage` draws and counts on, instead of `share` and `tolerance`: a state's two
    /// letters, such as `"CA"`; or `random_precincts`, by the margin: `"HR811"`, `"NJ"`, `"NM"`, `"OR"`.
    #[serde(default)]
    pub law: Option<String>,
    /// Whether the machines and the results system are programmed anew before `machine_recount`, so that what lay in their
    /// programme (names exchanged, a layout that moved, a wrong rule) does not strike again; no if not given. What lies in
    /// the paper, the scanners or in hands does either way.
    #[serde(default)]
    pub fresh_programme: bool,
    /// The chance with which `random_precincts` meets a bad batch if the outcome is wrong, above 0 and below 1; 0.99 if
    /// not given.
    #[serde(default)]
    pub detection: Option<f64>,
    /// The largest share of a batch's ballots that `random_precincts` holds to be counted for the wrong candidate, above 0
    /// and at most 1; 0.2 if not given.
    #[serde(default)]
    pub most_shift: Option<f64>,
    /// Discrepancies that `ballot_comparison` and `super_simple` are planned for, as shares of the cards drawn, such as
    /// `{ o1 = 0.001, u1 = 0.001 }`: one vote overstated (`o1`), two (`o2`), understated (`u1`, `u2`); none if not given.
    #[serde(default)]
    pub expected_discrepancies: ExpectedRates,
    /// Cards that are known by sums alone, for `one_audit`.
    #[serde(default)]
    pub pools: Vec<PoolText>,
    /// Parts of the paper that are drawn from apart, for `stratified` and `suite`; what none of them picks is one more.
    #[serde(default)]
    pub strata: Vec<StratumText>,
    /// How carefully boards read and count; `careful` if not given.
    #[serde(default)]
    pub care: Option<String>,
    /// What befalls the paper before the audit.
    #[serde(default)]
    pub mishaps: Vec<Mishap>,
    /// Rates of work for person-hours and cost.
    #[serde(default)]
    pub work: Option<AuditWorkText>,
    /// Samples that were really drawn, and the risk that was published of them.
    #[serde(default)]
    pub observed: Vec<ObservedText>,
    /// What of the audits is assumed, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// A sample that was really drawn.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObservedText {
    /// The contest.
    pub contest: String,
    /// The method whose formula gives the risk from counts alone: `bravo`.
    pub method: String,
    /// Ballots in the sample.
    pub ballots: u64,
    /// Votes by candidate in the sample.
    pub sample: BTreeMap<String, u64>,
    /// The published risk, digit for digit, for instance `"0.0000065117"`.
    #[serde(default)]
    pub p_value: Option<String>,
    /// The source's id.
    pub source: String,
}

impl AuditText {
    /// The terms, with what is given put over the defaults.
    pub fn terms(&self) -> AuditSettings {
        let default = AuditSettings::default();
        AuditSettings {
            risk_limit: self.risk_limit.unwrap_or(default.risk_limit),
            first_round: self.first_round,
            round_chance: self.round_chance,
            growth: self.growth.unwrap_or(default.growth),
            most_rounds: self.most_rounds.unwrap_or(default.most_rounds),
            full_count_at: self.full_count_at.unwrap_or(default.full_count_at),
            card_by_card: self.card_by_card,
            bets: self.bets.clone(),
            share: self.share.unwrap_or(default.share),
            tolerance: self.tolerance.unwrap_or(default.tolerance),
            law: self.law.as_deref().and_then(statutes::named),
            detection: self.detection.unwrap_or(default.detection),
            most_shift: self.most_shift.unwrap_or(default.most_shift),
            expected: self.expected_discrepancies.checked().unwrap_or_default(),
        }
    }

    /// The clock of a contest with so many votes a ballot.
    pub fn clock(&self, votes_allowed: u16) -> Clock {
        self.work.as_ref().map_or_else(|| Clock::of(votes_allowed), |work| work.clock(votes_allowed))
    }

    /// Who works at the same time.
    pub fn staff(&self) -> Staff {
        self.work.as_ref().map_or_else(Staff::default, AuditWorkText::staff)
    }

    /// Whether this contest is audited.
    pub fn audits_contest(&self, id: &str) -> bool {
        self.contests.as_ref().is_none_or(|contests| contests.iter().any(|c| c == id))
    }

    fn check_law(&self) -> CheckedScenario {
        let Some(code) = &self.law else { return Ok(()) };
        let Some(law) = statutes::named(code) else {
            return Err(Complaint::unknown("law", code, statutes::STATUTES.iter().map(|law| law.code)));
        };
        let method = law.method();
        if self.methods.iter().any(|name| name == method) {
            return Ok(());
        }
        Err(Complaint::needed("law", format!("{code:?}"), rules::rule_law_method(method)))
    }

    pub(super) fn check_numbers(&self) -> CheckedScenario {
        let above = |key: &str, value: Option<f64>, fits: &dyn Fn(f64) -> bool, rule: Reason| match value {
            Some(value) if !fits(value) => Err(Complaint::allowed(key, value, rule)),
            _ => Ok(()),
        };
        let share = |x: f64| x > 0.0 && x <= 1.0;
        above("risk_limit", self.risk_limit, &|x| x > 0.0 && x < 1.0, complaints::rule_limit())?;
        let inside = |x: f64| x > 0.0 && x < 1.0;
        above("round_chance", self.round_chance, &inside, complaints::rule_below_1_such("0.9"))?;
        above("growth", self.growth, &|x| x > 1.0 && x <= 100.0, rules::rule_more_than_1())?;
        above("full_count_at", self.full_count_at, &share, complaints::rule_to_1())?;
        above("share", self.share, &share, complaints::rule_to_1())?;
        above("detection", self.detection, &inside, complaints::rule_below_1_such("0.99"))?;
        above("most_shift", self.most_shift, &share, complaints::rule_to_1_such("0.2"))?;
        self.check_law()?;
        above("tolerance", self.tolerance, &|x| (0.0..=1.0).contains(&x), complaints::rule_range(0, 1))?;
        if let Some(first) = self.first_round.filter(|n| !(1..=MOST_CARDS).contains(n)) {
            return Err(Complaint::allowed("first_round", first, complaints::rule_range(1, MOST_CARDS)));
        }
        if let Some(rounds) = self.most_rounds.filter(|n| !(1..=1_000).contains(n)) {
            return Err(Complaint::allowed("most_rounds", rounds, complaints::rule_range(1, 1000)));
        }
        self.expected_discrepancies
            .checked()
            .map_err(|(key, found, rule)| Complaint::allowed(key, found, rule).under("expected_discrepancies"))?;
        self.work.as_ref().map_or(Ok(()), |work| work.check().map_err(|c| c.under("work")))
    }
}

/// What is wrong with the bet of a method, from "bet.key: found …; allowed: …".
fn complaint_of_bet(method: &str, why: &str) -> Complaint {
    let parts = why.split_once(": found ").and_then(|(key, rest)| Some((key, rest.split_once("; ")?)));
    let (key, (found, rule)) = parts.unwrap_or(("bet", (why, "see `recount risk --examples`")));
    let key = key.strip_prefix("bet.").filter(|key| !key.contains([' ', ','])).unwrap_or("name");
    Complaint::rule(key, found, rule).under(method).under("bets")
}

impl Scenario {
    /// Place of the stage that is audited: the one named, else the first machine count that is a result of its own, else
    /// the first machine count.
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

    /// Whether the law of recounts is held against the margin of a stage: of every machine count that is a result of its
    /// own, and of the first count where there is none.
    pub fn law_looks_at(&self, at: usize) -> bool {
        self.is_a_result(at) || at == 0 && !(0..self.stage.len()).any(|stage| self.is_a_result(stage))
    }

    /// Whether a stage leaves what a method needs.
    ///
    /// # Errors
    /// What was found, and what is needed.
    pub fn check_method(&self, stage: &StageText, method: &dyn AuditMethod) -> CheckedScenario {
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

    /// All of `[audit]`.
    pub(super) fn check_audit(&self, election: &Election) -> CheckedScenario {
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
            let Some(method) = audit::named(name) else {
                let known = METHODS.iter().map(|method| method.name());
                return Err(Complaint::unknown("", name, known).at(i).under("methods"));
            };
            if audit.methods[..i].contains(name) {
                let found = complaints::found_again(format_args!("{name:?}"));
                return Err(Complaint::allowed("", found, complaints::rule_once()).at(i).under("methods"));
            }
            self.check_method(&self.stage[at], method).map_err(|c| c.at(i).under("methods"))?;
        }
        for (name, bet) in &audit.bets {
            let takes = || METHODS.iter().filter(|method| method.checks_bet(bet).is_some()).map(|method| method.name());
            match audit::named(name).and_then(|method| method.checks_bet(bet)) {
                None => return Err(Complaint::unknown(name, name, takes()).under("bets")),
                Some(Err(why)) => return Err(complaint_of_bet(name, &why.to_string())),
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
        division::check(audit, election, self.stage[at].keeps_records())?;
        for (i, mishap) in audit.mishaps.iter().enumerate() {
            mishap.check(election).map_err(|c| c.at(i).under("mishaps"))?;
        }
        audit.check_numbers()?;
        let observed = audit.observed.iter().enumerate();
        observed
            .into_iter()
            .try_for_each(|(i, o)| self.check_observed(o, election).map_err(|c| c.at(i).under("observed")))
    }

    fn check_observed(&self, observed: &ObservedText, election: &Election) -> CheckedScenario {
        let Some(contest) = election.contest(&observed.contest) else {
            return Err(Complaint::unknown("contest", &observed.contest, election.contests.iter().map(|c| &c.id)));
        };
        if self.audit.as_ref().is_some_and(|audit| !audit.audits_contest(&observed.contest)) {
            let rule = rules::needed(complaints::rule_contest_audited());
            return Err(Complaint::rule("contest", format!("{:?}", observed.contest), rule));
        }
        let contest = &election.contests[contest];
        let from_counts = || METHODS.iter().filter(|method| method.measures_counts()).map(|method| method.name());
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
