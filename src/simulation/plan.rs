//! Plans of audits: the work of each method on one count, with and without errors, and the advised method.

use super::advice::Advice;
use super::all_contests::AllContests;
use super::as_reported::{AuditSetups, with_benches};
use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::audits::{ReadyMethod, make_ready};
use super::first_round::sized;
use super::monte_carlo::rehearse;
use super::options::{ResolvedOptions, SimulationOptions};
use super::outcome_forecast::OutcomeForecast;
use super::outlook::{Look, Outlook, Rehearsals, Ways, look_ahead};
use super::plan_row::{ContestPlan, PlanRow};
use super::pull::pulls;
use super::shard_result::ShardResult;
use super::simulated::{MOST_TRIALS, Simulated};
use crate::audit::{AuditMethod, Clock, Guarantee, Needs, Registry, Staff};
use crate::election::Contest;
use crate::error::Error;
use crate::reason::{Reason, complaints};
use crate::risk::DiscrepancyRates;
use crate::scenario::{Scenario, ScenarioFile};

/// The plan of a scenario's audits.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the scenario.
    pub name: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all random numbers.
    pub seed: String,
    /// The stage whose count is audited.
    pub of: String,
    /// The risk limit.
    pub risk_limit: f64,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// The audited contests.
    pub audited: Vec<ContestPlan>,
    /// A row for each contest that must be confirmed, and each method.
    pub rows: Vec<PlanRow>,
    /// All contests together, if several must be confirmed.
    pub together: Option<AllContests>,
    /// Number of rehearsals of audits without an exact distribution if the cards themselves are drawn; engines that
    /// draw from counts make more, as each outlook says.
    pub trials: u64,
    /// The level of care of boards, with errors.
    pub care: &'static str,
    /// Whether the scenario has no error at all, so that both outlooks are the same.
    pub without_errors: bool,
    /// Who works at the same time, and until when.
    pub staff: Staff,
    /// The rates of work of the first audited contest.
    pub clock: Option<Clock>,
    /// Expected discrepancies of comparisons.
    pub expected: DiscrepancyRates,
    /// Where the names of methods are looked up.
    pub registry: Registry,
    /// The methods of the options; empty if the usual ones are compared.
    pub asked: Vec<String>,
    /// The same audits simulated, if trials are wanted: a row for each of [`Plan::rows`].
    pub rehearsed: Option<Simulated>,
}

impl Plan {
    /// The outlook for advice about a contest: with errors, or as if nothing is wrong if the report is wrong.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn outlook(&self, at: usize) -> Option<&Outlook> {
        let row = &self.rows[at];
        let right = self.audited.iter().find(|it| it.contest == row.contest).is_some_and(|it| it.reported_right);
        if right { row.with_errors.as_ref() } else { row.if_nothing_wrong.as_ref() }
    }

    /// Whether the row at that index is advised.
    pub fn is_advised(&self, at: usize) -> bool {
        self.audited.iter().any(|it| it.advice.as_ref().is_some_and(|advice| advice.choice == at))
    }
}

/// The default probability of confirming in a first round.
const USUAL_CHANCE: f64 = 0.9;

/// The default methods: those that limit the risk, one of each family.
const USUAL: [&str; 10] = [
    "polling",
    "minerva",
    "providence",
    "ballot_comparison",
    "super_simple",
    "batch_comparison",
    "batch_assertions",
    "one_audit",
    "stratified",
    "suite",
];

/// The method that every plan is compared with.
const FULL: &str = "full_hand_count";

/// Plans audits of a scenario's count; without methods in the options, with the usual ones and those of the scenario
/// that limit the risk. Audits without an exact distribution are rehearsed; `progress` is called after each block of
/// trials.
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other, [`Error::Usage`] if an option cannot be
/// satisfied.
pub fn plan(file: &ScenarioFile, ask: &SimulationOptions, progress: &(dyn Fn(u64) + Sync)) -> Result<Plan, Error> {
    if ask.trials > MOST_TRIALS {
        let rule = complaints::rule_range(0, MOST_TRIALS);
        return Err(Error::Usage(complaints::error_allowed("--trials", ask.trials, rule)));
    }
    let mut asked = file.scenario.clone();
    let own = asked.audit.as_ref().map_or(Vec::new(), |text| text.methods.clone());
    let text = asked.audit.get_or_insert_default();
    ask.terms_over(text);
    // Plans are first made for each contest alone, whatever is sampled together.
    text.one_sample = false;
    let methods = methods(file, &asked, ask, &own);
    asked.audit.get_or_insert_default().methods = methods;
    with_benches(file, &asked, ask, |benches, it| {
        let rehearsed = (ask.trials > 0).then(|| rehearse(file, ask, &benches.as_it_is, it, progress)).transpose()?;
        planned(file, ask, benches, it, rehearsed, progress)
    })?
}

/// The methods compared with a full hand count: those of the options, or those that fit among the usual methods and
/// those of the scenario that limit the risk.
fn methods(file: &ScenarioFile, scenario: &Scenario, ask: &SimulationOptions, own: &[String]) -> Vec<String> {
    let mut names = ask.methods.clone();
    if names.is_empty() {
        let at = scenario.audited_stage();
        let fits = |method: &&&dyn AuditMethod| {
            let is_own = || method.promise() == Guarantee::RiskLimit && own.iter().any(|name| *name == method.name());
            let is_meant = USUAL.contains(&method.name()) || is_own();
            is_meant && at.is_some_and(|at| scenario.check_method(&scenario.stage[at], **method).is_ok())
        };
        names = file.registry.methods().iter().filter(fits).map(|method| method.name().to_owned()).collect();
    }
    if !names.iter().any(|name| name == FULL || name == "all") {
        names.push(FULL.to_owned());
    }
    names
}

fn planned(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    benches: &mut AuditSetups<'_>,
    it: &ResolvedOptions,
    rehearsed: Option<ShardResult>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Plan, Error> {
    let setup = &benches.as_it_is;
    let ready = make_ready(setup, &it.methods);
    let usual = Rehearsals::usual(setup);
    let trials =
        if ask.trials > 0 { Rehearsals { by_counts: ask.trials, by_cards: ask.trials, ..usual } } else { usual };
    let contested = |at: usize| setup.places[at].claim.outcome.margin.is_some();
    let opportunistic = |at: usize| setup.opportunistic.contains(&setup.places[at].claim.contest.id);
    let bound = |at: usize| contested(at) && !opportunistic(at);
    let is_right = |place: &AuditedContest<'_>| place.claim.outcome.agrees_with(&place.right);
    let mut drafts: Vec<Vec<PlanRow>> = Vec::new();
    for (at, (place, methods)) in setup.places.iter().zip(&ready).enumerate() {
        drafts.push(methods.iter().filter(|_| bound(at)).map(|ready| planned_row(setup, place, ready)).collect());
    }
    // A method that would count every ballot at once needs no rehearsal.
    let look = |at: usize, method: usize| match drafts[at].get(method) {
        None => Look::Unasked,
        Some(row) if row.full_hand_count => Look::CountsAll,
        Some(_) => Look::Samples,
    };
    let made = rehearsed.as_ref().map(|part| &part.gathered);
    let errors = look_ahead(setup, &ready, &it.seed, Rehearsals { made, ..trials }, look, progress)?;
    let clean = benches.as_reported.as_ref().map(|setup| {
        // If the report is wrong, no paper equals it, so only the distribution for the reported totals remains.
        let look = |at, method| if is_right(&setup.places[at]) { look(at, method) } else { Look::Unasked };
        look_ahead(setup, &make_ready(setup, &it.methods), &it.seed, trials, look, progress)
    });
    let clean = clean.transpose()?;
    let mut rows = Vec::new();
    let mut audited = Vec::new();
    for (at, (place, drafts)) in setup.places.iter().zip(drafts).enumerate() {
        let first = rows.len();
        for (method, row) in drafts.into_iter().enumerate() {
            let by_lot = ready[at][method].1.as_ref().is_ok_and(|it| it.unit().is_by_lot());
            let errors = errors[at][method].as_ref();
            let clean = clean.as_ref().map_or(errors, |clean| clean[at][method].as_ref());
            rows.push(with_outlooks(setup, place, (it.methods[method], row, by_lot), errors, clean));
        }
        audited.push(ContestPlan {
            contest: place.contest,
            contested: contested(at),
            opportunistic: opportunistic(at),
            reported_right: is_right(place),
            cards: place.claim.frame.cards(),
            ballots: setup.handled(place),
            advice: advice(&rows, first, is_right(place)),
        });
    }
    let without_errors = benches.as_reported.is_none();
    let (care, staff, clock) = (setup.organisation.care.name, setup.staff, setup.places.first().map(|it| it.clock));
    let (risk_limit, expected) = (setup.terms.risk_limit, setup.terms.expected);
    let contests = setup.election.contests.clone();
    drop(ready);
    let rehearsed = rehearsed.map(|part| part.simulated(&file.registry)).transpose()?;
    let trials = trials.by_cards;
    let together = AllContests::of(benches, it, (&audited, &rows), trials);
    Ok(Plan {
        name: file.name.clone(),
        title: file.scenario.title.clone(),
        sha256: file.sha256(),
        seed: it.seed.clone(),
        of: file.scenario.stage[it.at].id.clone(),
        risk_limit,
        contests,
        audited,
        rows,
        together,
        trials,
        care,
        without_errors,
        staff,
        clock,
        expected,
        asked: ask.methods.clone(),
        registry: file.registry.clone(),
        rehearsed,
    })
}

/// The best of the rows from `first` on.
fn advice(rows: &[PlanRow], first: usize, right: bool) -> Option<Advice> {
    let list: Vec<(usize, &Outlook)> = rows[first..]
        .iter()
        .enumerate()
        .filter(|(_, row)| row.lawful && row.misfit.is_none())
        .filter_map(|(at, row)| {
            let outlook = if right { row.with_errors.as_ref() } else { row.if_nothing_wrong.as_ref() };
            Some((first + at, outlook?))
        })
        .collect();
    Advice::of(&list)
}

/// Adds the outlooks to a row.
fn with_outlooks(
    setup: &AuditSetup<'_>,
    place: &AuditedContest<'_>,
    (method, row, by_lot): (&dyn AuditMethod, PlanRow, bool),
    errors: Option<&Ways>,
    clean: Option<&Ways>,
) -> PlanRow {
    let (all, handled) = (place.claim.frame.cards(), setup.handled(place));
    let distribution = || row.foreseen.as_ref().ok().and_then(|it| Ways::of(&it.distribution, all, handled));
    let by_distribution = || distribution().map(|it| it.outlook(place, by_lot, &setup.staff));
    let by = |ways: &Ways| ways.outlook(place, by_lot, &setup.staff);
    // Discrepancies in the options replace the scenario's.
    let stated = setup.terms.expected != DiscrepancyRates::default();
    let compares = method.needs() == Needs::CastVoteRecords;
    let at_rates = if stated && compares && row.misfit.is_none() { by_distribution() } else { None };
    PlanRow {
        if_nothing_wrong: clean.map(by).or_else(|| if stated { None } else { by_distribution() }),
        with_errors: at_rates.or_else(|| errors.map(by)),
        ..row
    }
}

/// The row of one method for one contest.
fn planned_row(setup: &AuditSetup<'_>, place: &AuditedContest<'_>, ready: &ReadyMethod<'_>) -> PlanRow {
    let (method, procedure) = ready;
    let frame = &place.claim.frame;
    let handled = setup.handled(place);
    let full_count = place.clock.work(0, handled, None);
    let promise = method.promise();
    let all = |why: Reason| PlanRow {
        contest: place.contest,
        method: method.name(),
        misfit: Some(why.clone()),
        lawful: matches!(promise, Guarantee::RiskLimit | Guarantee::FullCount),
        draws: 0,
        cards: frame.cards(),
        batches: None,
        population: frame.cards(),
        full_hand_count: true,
        foreseen: Err(why.clone()),
        why,
        work: full_count,
        full_count,
        if_nothing_wrong: None,
        with_errors: None,
        first: None,
        pull: Vec::new(),
    };
    let procedure = match procedure {
        Ok(procedure) => procedure.as_ref(),
        Err(why) => return all(why.clone()),
    };
    let row = sized(setup, place, ready, procedure, &all);
    let chance = setup.terms.round_chance.unwrap_or(USUAL_CHANCE);
    let pull = if row.full_hand_count {
        Vec::new()
    } else {
        // A batch is drawn in proportion to its weight, and may be drawn again; a card that is drawn again is read
        // once.
        pulls(setup, place, procedure, if row.batches.is_some() { row.draws } else { row.cards })
    };
    PlanRow {
        first: procedure.sizes_for(chance).map(|sizes| (chance, sizes)),
        pull,
        foreseen: OutcomeForecast::of(procedure, &setup.terms, place, handled),
        ..row
    }
}
