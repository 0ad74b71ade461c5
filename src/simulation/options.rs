//! The options of simulations: the count, the methods, the seed; and the set-up for them.

use super::audit_setup::AuditSetup;
use super::election_run::CountsSoFar;
use super::stage::meant;
use crate::audit::sample_size::ExpectedRates;
use crate::audit::{AuditMethod, Date, Registry};
use crate::error::{Complaint, Error};
use crate::random::{DEFAULT_SEED, Streams};
use crate::reason::{Reason, complaints, why};
use crate::scenario::{AuditText, DayText, Scenario, ScenarioFile};
use crate::social_choice::Tallies;

/// The options of many trials; those that are not given are the scenario's.
#[derive(Clone, Debug, Default)]
pub struct SimulationOptions {
    /// Number of trials, 1 to [`MOST_TRIALS`](super::MOST_TRIALS).
    pub trials: u64,
    /// The methods by name, or `all`.
    pub methods: Vec<String>,
    /// The stage whose count is audited.
    pub of: Option<String>,
    /// The largest probability of confirming a wrong outcome.
    pub risk_limit: Option<f64>,
    /// The seed of all random numbers.
    pub seed: Option<String>,
    /// Expected discrepancies of comparisons.
    pub discrepancies: Option<ExpectedRates>,
    /// The first day of work.
    pub starts: Option<Date>,
    /// The last day of the audit.
    pub deadline: Option<Date>,
    /// The engine that makes the trials, one of [`engines`](super::engines); the fastest suitable one if not given.
    pub engine: Option<String>,
}

impl SimulationOptions {
    /// The scenario with the options applied to its audit.
    pub(super) fn over(&self, scenario: &Scenario) -> Scenario {
        let mut asked = scenario.clone();
        self.terms_over(asked.audit.get_or_insert_default());
        let text = asked.audit.get_or_insert_default();
        if !self.methods.is_empty() {
            text.methods.clone_from(&self.methods);
        }
        asked
    }

    /// Applies all options but the methods.
    pub(super) fn terms_over(&self, text: &mut AuditText) {
        text.risk_limit = self.risk_limit.or(text.risk_limit);
        text.of = self.of.clone().or(text.of.take());
        text.expected_discrepancies = self.discrepancies.unwrap_or(text.expected_discrepancies);
        if self.starts.is_some() || self.deadline.is_some() {
            let work = text.work.get_or_insert_default();
            work.starts = self.starts.map(DayText).or(work.starts);
            work.deadline = self.deadline.map(DayText).or(work.deadline);
        }
    }

    /// The seed of the options, else the scenario's, else the default.
    pub(super) fn seed_for(&self, scenario: &Scenario) -> String {
        self.seed.as_ref().or(scenario.seed.as_ref()).map_or(DEFAULT_SEED, String::as_str).to_owned()
    }
}

/// The options resolved for a scenario.
pub(super) struct ResolvedOptions {
    /// Index of the stage whose count is audited.
    pub(super) at: usize,
    pub(super) methods: Vec<&'static dyn AuditMethod>,
    pub(super) seed: String,
}

/// Makes the paper, counts it up to the audited stage, and calls `work` to audit that count.
///
/// `asked` is the scenario of the file with the options applied to its audit.
pub(super) fn with_bench<T>(
    file: &ScenarioFile,
    asked: &Scenario,
    ask: &SimulationOptions,
    work: impl FnOnce(&AuditSetup<'_>, &ResolvedOptions) -> T,
) -> Result<T, Error> {
    let seed = ask.seed_for(asked);
    let streams = Streams::new(&seed, 0);
    let election = file.build(&streams)?;
    let (at, methods) =
        asked_for(asked, &file.registry).map_err(|c| Error::Usage(complaints::at_place(c.path(), c.reason())))?;
    let truth: Vec<Tallies> = (0..election.batches.len()).map(|batch| meant(&election, batch)).collect();
    let mut run = CountsSoFar::new(Some(at));
    (0..=at).for_each(|stage| run.stage(stage, &election, asked, &streams));
    let text = asked.audit.clone().unwrap_or_default();
    let setup = run.setup((&text, &methods), &election, asked, &truth, &streams);
    drop(run);
    Ok(work(&setup, &ResolvedOptions { at, methods, seed }))
}

/// The stage and the methods of the options; of `all` methods, those that fit.
pub(super) fn asked_for(
    scenario: &Scenario,
    registry: &Registry,
) -> Result<(usize, Vec<&'static dyn AuditMethod>), Complaint> {
    let (at, asked) = asked_of(scenario, registry)?;
    let names = &scenario.audit.as_ref().expect("put there by the caller").methods;
    let mut methods = Vec::new();
    for (method, fits) in asked {
        match fits {
            Ok(()) => methods.push(method),
            Err(_) if !names.iter().any(|name| name == method.name()) => {}
            Err(_) => {
                let stage = &scenario.stage[at];
                return scenario.check_method(stage, method).map_err(|c| c.under("--method")).map(|()| (at, methods));
            }
        }
    }
    Ok((at, methods))
}

/// A method of the options, and the reason if the count lacks the data that it needs.
pub(super) type Fits = (&'static dyn AuditMethod, Result<(), Reason>);

/// The stage and the methods of the options, each once, whether they fit or not.
pub(super) fn asked_of(scenario: &Scenario, registry: &Registry) -> Result<(usize, Vec<Fits>), Complaint> {
    let text = scenario.audit.as_ref().expect("put there by the caller");
    let stages = || scenario.stage.iter().map(|stage| &stage.id);
    let Some(at) = scenario.audited_stage() else {
        return Err(match &text.of {
            Some(of) => Complaint::unknown("--of", of, stages()),
            None => Complaint::needed("--of", complaints::found_no_count(), complaints::rule_stage_audited()),
        });
    };
    if text.methods.is_empty() {
        return Err(Complaint::needed("--method", complaints::found_no_method(), complaints::rule_method_here()));
    }
    if let Some(limit) = text.risk_limit.filter(|limit| !(*limit > 0.0 && *limit < 1.0)) {
        return Err(Complaint::allowed("--risk-limit", limit, complaints::rule_limit()));
    }
    text.expected_discrepancies
        .checked()
        .map_err(|(key, found, rule)| Complaint::allowed(key, found, rule).under("--discrepancies"))?;
    if let Some(work) = &text.work {
        work.check().map_err(|c| Complaint { keys: Vec::new(), ..c }.under("--deadline"))?;
    }
    let stage = &scenario.stage[at];
    let mut methods: Vec<Fits> = Vec::new();
    for name in &text.methods {
        let found = match registry.method(name) {
            Some(method) => vec![method],
            None if name == "all" => registry.methods().to_vec(),
            None => {
                let known = registry.methods().iter().map(|method| method.name()).chain(["all"]);
                return Err(Complaint::unknown("--method", name, known));
            }
        };
        for method in found {
            if !methods.iter().any(|(earlier, _)| earlier.name() == method.name()) {
                let needs = |_| why::needs(method.needs().says(), format!("{:?}", stage.id));
                methods.push((method, scenario.check_method(stage, method).map_err(needs)));
            }
        }
    }
    Ok((at, methods))
}
