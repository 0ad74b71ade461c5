//! The keys for audits: the methods, the audited count, and the settings.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::division::{PoolText, StratumText, Styles};
use super::work::AuditWorkText;
use crate::audit::sample_size::ExpectedRates;
use crate::audit::{AuditSettings, Clock, Staff, statutes};
use crate::election::MOST_CARDS;
use crate::error::Complaint;
use crate::hand_count::Mishap;
use crate::reason::{Reason, complaints, rules};
use crate::risk::bet::spec::BetText;

/// Audits of one count. They are hypothetical: each shows what it would have found, and changes no outcome. Two kinds
/// are part of what happened: an audit that the scenario's own `law` orders, named again by `law` here, and the samples
/// under `observed`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditText {
    /// The stage whose result is audited; the first machine count if not given.
    #[serde(default)]
    pub of: Option<String>,
    /// The methods, each audit on its own: `polling`, `bravo`, `eor_bravo`, `minerva`, `athena`, `providence`,
    /// `bayes_polling`, `awaire`, `ballot_comparison`, `super_simple`, `mismatch`, `bayes_comparison`, `one_audit`,
    /// `stratified`, `suite`, `batch_comparison`, `batch_assertions`, `fixed_percentage`, `random_precincts`, `retabulation`,
    /// `machine_recount`, `full_hand_count`.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The contests that are audited; all if not given.
    #[serde(default)]
    pub contests: Option<Vec<String>>,
    /// The largest probability of confirming a wrong outcome, above 0 and below 1; 0.05 if not given.
    #[serde(default)]
    pub risk_limit: Option<f64>,
    /// How cards are drawn: `by_lot`, `rivest` or `consistent`; `by_lot` if not given. Batches are drawn by lot.
    #[serde(default)]
    pub draw: Option<String>,
    /// Cards in the first round; the method's own formula if not given.
    #[serde(default)]
    pub first_round: Option<u64>,
    /// The probability with which each round confirms if the report is right, above 0 and below 1, which sets the size
    /// of rounds for methods that have such a size; the method's own formula if not given.
    #[serde(default)]
    pub round_chance: Option<f64>,
    /// The factor by which each further round increases the sample, more than 1 and at most 100; 1.5 if not given.
    #[serde(default)]
    pub growth: Option<f64>,
    /// Rounds after which every card is counted, 1 to 1,000; 8 if not given.
    #[serde(default)]
    pub most_rounds: Option<u32>,
    /// Every card is counted if a round would need this share of them, above 0 and at most 1; 0.25 if not given.
    #[serde(default)]
    pub full_count_at: Option<f64>,
    /// Whether the evidence is judged after every card, in one round of any length; no if not given. Methods that are
    /// judged at round ends keep their rounds.
    #[serde(default)]
    pub card_by_card: bool,
    /// The bet of `polling` and `ballot_comparison`, as a name or `{ name = "cobra", p2 = 0.001 }` with the options of
    /// `recount risk`; the default bets if not given.
    #[serde(default)]
    pub bets: BTreeMap<String, BetText>,
    /// The share of batches in a fixed-percentage audit, above 0 and at most 1; 0.01 if not given (California).
    #[serde(default)]
    pub share: Option<f64>,
    /// Differences a fixed-percentage audit passes, as a share of the ballots it tallied, 0 to 1; 0.005 if not given.
    #[serde(default)]
    pub tolerance: Option<f64>,
    /// Whether one sample serves all contests (consistent sampling), each round with the cards that every contest still
    /// needs; no if not given: every contest is audited as if it were alone. Methods that draw single cards without
    /// replacement can share it; others audit each contest alone.
    #[serde(default)]
    pub one_sample: bool,
    /// Contests that draw no card themselves and are measured with cards drawn for others; with `one_sample`. At least
    /// one contest must not be among them.
    #[serde(default)]
    pub opportunistic: Vec<String>,
    /// What is known about which cards carry a contest: `batches` (ballot styles by batch), `cards` (the records show
    /// which cards carry it) or `none` (any card may); `batches` if not given. Margins are diluted by all cards that
    /// may carry it.
    #[serde(default)]
    pub styles: Styles,
    /// The law that `fixed_percentage` follows, instead of `share` and `tolerance`: a state's postal code, such as
    /// `"CA"`; or `random_precincts`, by the margin: `"HR811"`, `"NJ"`, `"NM"`, `"OR"`.
    #[serde(default)]
    pub law: Option<String>,
    /// Whether the machines and the results system are programmed anew before `machine_recount`, so that faults of
    /// their programme (names exchanged, a layout that moved, a wrong rule) do not occur again; no if not given. Faults
    /// of the paper, the scanners or people occur either way.
    #[serde(default)]
    pub fresh_programme: bool,
    /// The probability with which `random_precincts` finds a bad batch if the outcome is wrong, above 0 and below 1;
    /// 0.99 if not given.
    #[serde(default)]
    pub detection: Option<f64>,
    /// The largest share of a batch's ballots that `random_precincts` assumes may be counted for the wrong candidate,
    /// above 0 and at most 1; 0.2 if not given.
    #[serde(default)]
    pub most_shift: Option<f64>,
    /// Expected discrepancies of `ballot_comparison` and `super_simple`, as shares of the cards drawn, such as `{ o1 =
    /// 0.001, u1 = 0.001 }`: one vote overstated (`o1`), two (`o2`), understated (`u1`, `u2`); none if not given.
    #[serde(default)]
    pub expected_discrepancies: ExpectedRates,
    /// Pools, cards that are known only by their sums, for `one_audit`.
    #[serde(default)]
    pub pools: Vec<PoolText>,
    /// Strata, parts of the paper that are sampled separately, for `stratified` and `suite`; what none of them picks is
    /// another one.
    #[serde(default)]
    pub strata: Vec<StratumText>,
    /// How carefully boards read and count; `careful` if not given.
    #[serde(default)]
    pub care: Option<String>,
    /// Mishaps before the audit.
    #[serde(default)]
    pub mishaps: Vec<Mishap>,
    /// Rates of work for person-hours and cost.
    #[serde(default)]
    pub work: Option<AuditWorkText>,
    /// Samples that were drawn in reality, and the published risk.
    #[serde(default)]
    pub observed: Vec<ObservedText>,
    /// What is assumed about the audits, and why.
    #[serde(default)]
    pub assumed: Option<String>,
}

/// A sample that was drawn in reality.
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
    /// The settings: the defaults with the given keys applied.
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

    /// The rates of work for a contest with this number of votes a ballot.
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

    fn check_law(&self) -> Result<(), Complaint> {
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

    pub(super) fn check_numbers(&self) -> Result<(), Complaint> {
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
