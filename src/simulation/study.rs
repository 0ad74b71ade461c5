//! The description of a study: with the counts of its trials it gives the whole result, on any machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::audit_setup::AuditSetup;
use super::audits::ReadyContest;
use super::engine::{PARTS, apart, engines};
use super::one_pass::Carried;
use super::options::ResolvedOptions;
use super::simulated::{Simulated, TogetherRow, TrialsRow};
use super::summary::{Frequency, Spread};
use super::trial_counts::{SharedSampleCounts, Trial, TrialCounts};
use crate::audit::{AuditMethod, Clock, Decision, Guarantee, Registry};
use crate::election::{Contest, RuleOptions};
use crate::reason::{Reason, shards};
use crate::scenario::ScenarioFile;
use crate::social_choice;

/// The options, the scenario, and the facts that are known before a card is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyHeader {
    /// The scenario's file, or its name where it is a shipped one.
    pub scenario: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all random numbers.
    pub seed: String,
    /// Trials of all shards together.
    pub trials: u64,
    /// The engine in the options.
    pub engine: String,
    /// The stage whose count is audited.
    pub of: String,
    /// The largest probability of confirming a wrong outcome.
    pub risk_limit: f64,
    /// The methods by name.
    pub methods: Vec<String>,
    pub(super) exact_readings: bool,
    pub(super) contests: Vec<StudiedContest>,
    pub(super) rows: Vec<StudiedRow>,
    /// Methods whose contests on the same cards are sampled separately.
    pub(super) apart: Vec<String>,
    /// Rates and ballots of a sample that serves all contests.
    pub(super) together: Option<(Clock, u64)>,
    /// Contests in which nobody can lose, by their indices in the election.
    pub(super) uncontested: Vec<usize>,
    /// Ballots by the contests that they carry, if one sample serves all contests.
    pub(super) carried: Carried,
}

/// A contest of the election.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudiedContest {
    id: String,
    title: String,
    rule: String,
    candidates: Vec<String>,
    seats: u16,
    votes_allowed: u16,
    write_in_line: Option<u16>,
    #[serde(default, skip_serializing_if = "RuleOptions::is_default")]
    options: RuleOptions,
}

/// One contest and method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudiedRow {
    contest: usize,
    pub(super) method: String,
    engine: String,
    reported_right: bool,
    is_off: bool,
    ballots: u64,
    population: u64,
    /// Whether it is a random sample.
    by_lot: bool,
    clock: Clock,
    refused: Option<Reason>,
    does_not_add_up: Option<Reason>,
}

impl StudyHeader {
    pub(super) fn of(
        file: &ScenarioFile,
        (trials, engine): (u64, &str),
        setup: &AuditSetup<'_>,
        it: &ResolvedOptions,
        ready: &[ReadyContest<'_>],
        engines: &[&'static str],
    ) -> Self {
        let each = setup.places.iter().zip(ready).flat_map(|(place, ready)| ready.iter().map(move |it| (place, it)));
        let row = |((place, (method, procedure)), engine): ((_, &super::audits::ReadyMethod<'_>), &&str)| {
            let place: &super::audited_contest::AuditedContest<'_> = place;
            StudiedRow {
                contest: place.contest,
                method: method.name().to_owned(),
                engine: (*engine).to_owned(),
                reported_right: place.claim.outcome.agrees_with(&place.right),
                is_off: place.is_off,
                ballots: place.claim.frame.ballots(),
                population: place.claim.frame.cards(),
                by_lot: procedure.as_ref().is_ok_and(|it| it.unit().is_by_lot()),
                clock: place.clock,
                refused: procedure.as_ref().err().filter(|_| !place.nothing_to_audit(*method)).cloned(),
                does_not_add_up: place.claim.does_not_add_up(method.needs()),
            }
        };
        let rows = each.zip(engines).map(row).collect();
        let uncontested = setup.places.iter().filter(|place| place.claim.is_uncontested());
        let whole = setup.whole.as_ref().map_or(0, crate::sampling::Frame::ballots);
        let is_apart = |method: usize| {
            let of_method: Vec<&str> = engines.iter().skip(method).step_by(it.methods.len()).copied().collect();
            apart(setup, &of_method)
        };
        let apart = (0..it.methods.len()).filter(|&method| is_apart(method));
        let apart = apart.map(|method| it.methods[method].name().to_owned()).collect();
        Self {
            scenario: file.name.clone(),
            sha256: file.sha256(),
            seed: it.seed.clone(),
            trials,
            engine: engine.to_owned(),
            of: file.scenario.stage[it.at].id.clone(),
            risk_limit: setup.terms.risk_limit,
            methods: it.methods.iter().map(|method| method.name().to_owned()).collect(),
            exact_readings: !setup.slips(),
            contests: setup.election.contests.iter().map(StudiedContest::of).collect(),
            rows,
            apart,
            together: setup.clock_for_all().map(|clock| (clock, whole)),
            uncontested: uncontested.map(|place| place.contest).collect(),
            carried: setup.carried.clone(),
        }
    }

    /// The results of these trials.
    ///
    /// # Errors
    /// The reason, if the study, read from a file, names something unknown.
    pub(super) fn summarise(
        &self,
        registry: &Registry,
        all: &TrialCounts,
        within: Option<&[f64]>,
    ) -> Result<Simulated, Reason> {
        let contests: Vec<Contest> = self.contests.iter().map(StudiedContest::contest).collect::<Result<_, _>>()?;
        let methods: Vec<&'static str> =
            self.methods.iter().map(|name| method(registry, name).map(AuditMethod::name)).collect::<Result<_, _>>()?;
        let row = |(at, (row, trials)): (usize, (&StudiedRow, _))| {
            let within = within.and_then(|within| within.get(at)).copied();
            let method = method(registry, &row.method)?;
            let summed = row.summarise(method, self.risk_limit, contests.len(), (trials, within))?;
            Ok::<_, Reason>(TrialsRow { uncontested: self.uncontested.contains(&summed.contest), ..summed })
        };
        let rows: Vec<TrialsRow> = self.rows.iter().zip(&all.rows).enumerate().map(row).collect::<Result<_, _>>()?;
        let share = |hits: u64| Frequency { hits, of: all.trials, within: None };
        let apart: Vec<&'static str> =
            self.apart.iter().map(|name| method(registry, name).map(AuditMethod::name)).collect::<Result<_, _>>()?;
        let together = methods.iter().zip(&all.noticed_somewhere).filter(|(name, _)| !apart.contains(name));
        let mut somewhere: Vec<(&'static str, Frequency)> =
            together.map(|(&name, &hits)| (name, share(hits))).collect();
        if within.is_some() && rows.iter().all(|row| row.contest == rows[0].contest) {
            somewhere = rows.iter().map(|row| (row.method, row.noticed)).collect();
        }
        Ok(Simulated {
            name: self.scenario.clone(),
            sha256: self.sha256.clone(),
            seed: self.seed.clone(),
            trials: all.trials,
            asked: self.trials,
            engine: self.engine.clone(),
            of: self.of.clone(),
            registry: registry.clone(),
            exact_readings: self.exact_readings,
            rows,
            noticed_somewhere: somewhere,
            apart,
            together: all.together.iter().map(|(method, trials)| self.together_row(method, trials)).collect(),
            contests,
        })
    }

    fn together_row(&self, method: &str, trials: &BTreeMap<SharedSampleCounts, u64>) -> TogetherRow {
        let clocks: Vec<Clock> = self.rows.iter().step_by(self.methods.len().max(1)).map(|row| row.clock).collect();
        let pass = |it: &SharedSampleCounts| self.carried.pass(&clocks, &it.counted);
        let work = |it: &SharedSampleCounts| {
            self.together
                .as_ref()
                .map(|(clock, ballots)| clock.work(it.cards, 0, (it.cards > 0).then_some(*ballots)))
                .unwrap_or_default()
        };
        TogetherRow {
            method: method.to_owned(),
            cards: Spread::of_counts(trials.iter().map(|(it, &n)| (it.cards, n))),
            rounds: Spread::of_counts(trials.iter().map(|(it, &n)| (it.rounds, n))),
            hours: Spread::of_numbers(trials.iter().map(|(it, &n)| (work(it).hours, n))),
            cost: Spread::of_numbers(trials.iter().map(|(it, &n)| (work(it).cost, n))),
            ballots: Spread::of_counts(trials.iter().map(|(it, &n)| (pass(it).ballots, n))),
            all_hours: Spread::of_numbers(trials.iter().map(|(it, &n)| (work(it).hours + pass(it).work.hours, n))),
            all_cost: Spread::of_numbers(trials.iter().map(|(it, &n)| (work(it).cost + pass(it).work.cost, n))),
        }
    }
}

fn method(registry: &Registry, name: &str) -> Result<&'static dyn AuditMethod, Reason> {
    registry.method(name).ok_or_else(|| shards::why_no_method(format!("{name:?}")))
}

impl StudiedContest {
    fn of(contest: &Contest) -> Self {
        Self {
            id: contest.id.clone(),
            title: contest.title.clone(),
            rule: contest.rule.0.to_owned(),
            candidates: contest.candidates.clone(),
            seats: contest.seats,
            votes_allowed: contest.votes_allowed,
            write_in_line: contest.write_in_line,
            options: contest.options.clone(),
        }
    }

    fn contest(&self) -> Result<Contest, Reason> {
        let rule = social_choice::named(&self.rule).ok_or_else(|| shards::why_no_rule(format!("{:?}", self.rule)))?;
        Ok(Contest {
            id: self.id.clone(),
            title: self.title.clone(),
            rule,
            candidates: self.candidates.clone(),
            seats: self.seats,
            votes_allowed: self.votes_allowed,
            write_in_line: self.write_in_line,
            options: self.options.clone(),
        })
    }
}

impl StudiedRow {
    /// Whether every ballot was counted although no sample smaller than nearly all of them was evaluated.
    fn is_counted_at_once(&self, trial: &Trial) -> bool {
        let nearly = |of: u64| of - of / 10;
        // Ballots of drawn batches, before the full hand count.
        let in_batches = trial.tallied.saturating_sub(self.ballots);
        let sampled_nearly_all =
            trial.looked_up >= nearly(self.population) || (in_batches > 0 && in_batches >= nearly(self.ballots));
        trial.decision == Decision::FullHandCount && (trial.rounds == 0 || trial.rounds == 1 && sampled_nearly_all)
    }

    fn summarise(
        &self,
        method: &dyn AuditMethod,
        risk_limit: f64,
        contests: usize,
        (trials, within): (&BTreeMap<Trial, u64>, Option<f64>),
    ) -> Result<TrialsRow, Reason> {
        let engine = engines().map(|(name, _)| name).find(|name| *name == self.engine);
        let engine = engine.ok_or_else(|| shards::why_no_engine(format!("{:?}", self.engine)))?;
        if self.contest >= contests {
            return Err(shards::why_contest_number(self.contest, contests));
        }
        let of = trials.values().sum();
        let share = |hit: &dyn Fn(&Trial) -> bool| Frequency {
            hits: trials.iter().filter(|(trial, _)| hit(trial)).map(|(_, n)| n).sum(),
            of,
            within: within.map(|within| libm::ceil(within * PARTS as f64) as u64),
        };
        let drawn_from = |trial: &Trial| (self.by_lot && trial.rounds > 0).then_some(self.ballots);
        let work = |trial: &Trial| self.clock.work(trial.looked_up, trial.tallied, drawn_from(trial));
        let numbers = |of: &dyn Fn(&Trial) -> f64| Spread::of_numbers(trials.iter().map(|(trial, &n)| (of(trial), n)));
        let counts = |of: &dyn Fn(&Trial) -> u64| match within {
            // Squares times parts would overflow whole numbers.
            Some(_) => numbers(&|trial| of(trial) as f64),
            None => Spread::of_counts(trials.iter().map(|(trial, &n)| (of(trial), n))),
        };
        Ok(TrialsRow {
            contest: self.contest,
            method: method.name(),
            engine,
            within,
            risk_limit: (method.promise() == Guarantee::RiskLimit).then_some(risk_limit),
            reported_right: self.reported_right,
            is_off: self.is_off,
            ballots: self.ballots,
            population: self.population,
            confirmed: share(&|trial| trial.decision == Decision::Confirmed),
            full_hand_count: share(&|trial| trial.decision == Decision::FullHandCount),
            measured_only: share(&|trial| trial.decision == Decision::MeasuredOnly),
            counted_at_once: share(&|trial| self.is_counted_at_once(trial)),
            confirmed_wrong: share(&|trial| trial.decision == Decision::Confirmed && !self.reported_right),
            noticed: share(&|trial| trial.noticed),
            wrong_in_the_end: share(&|trial| !trial.right_in_the_end),
            cards: counts(&|trial| trial.cards),
            rounds: counts(&|trial| trial.rounds),
            second_round: share(&|trial| trial.rounds >= 2),
            third_round: share(&|trial| trial.rounds >= 3),
            hours: numbers(&|trial| work(trial).hours),
            cost: numbers(&|trial| work(trial).cost),
            uncontested: false,
            does_not_add_up: self.does_not_add_up.clone(),
            refused: self.refused.clone(),
        })
    }
}
