//! Every attack against every method on the same paper and the same draws: how often the false outcome is confirmed.

use std::sync::Arc;

use super::{ATTACKS, Attack, AttackTarget, named};
use crate::audit::{AuditMethod, Guarantee, Needs, Registry};
use crate::election::{Contest, Election};
use crate::error::{Complaint, Error};
use crate::random::Streams;
use crate::reason::{Reason, complaints, rules, shards, why};
use crate::risk::GAMMA;
use crate::scenario::{CountedBy, Scenario, ScenarioFile};
use crate::simulation::election_run::CountsSoFar;
use crate::simulation::monte_carlo::simulate;
use crate::simulation::options::{Fits, SimulationOptions, asked_of};
use crate::simulation::simulated::TrialsRow;
use crate::simulation::stage::{meant, total};
use crate::social_choice::{Tally, decide};
use crate::tabulation::Fault;

/// The results of attacks.
#[derive(Clone, Debug)]
pub struct AttackTable {
    /// Name of the scenario.
    pub name: String,
    /// SHA-256 of the scenario's text.
    pub sha256: String,
    /// The seed of all random numbers.
    pub seed: String,
    /// Trials of every cell.
    pub trials: u64,
    /// The stage whose count is altered and audited.
    pub of: String,
    /// Smallest lead of the false winner in the report, in votes.
    pub lead: u64,
    /// A false lead at which an audit without discrepancies ends with a quarter of the cards or half of those at which
    /// all are counted, by Wald's approximation for polls and by Stark's closed form if only records are compared;
    /// `None` if there are too few cards.
    pub lead_that_tries: Option<u64>,
    /// What was left out of the scenario, so that only the method is measured.
    pub left_out: LeftOut,
    /// The contests of the election.
    pub contests: Vec<Contest>,
    /// Where the names of methods are looked up.
    pub registry: Registry,
    /// Attack by attack, contest by contest, method by method.
    pub cells: Vec<AttackCell>,
}

/// The level of care of boards that make no reading errors.
const WITHOUT_SLIPS: &str = "exact";

/// The parts of a scenario that attacks leave out: reading errors, mishaps in the audit, and the count's own faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The level of care of the boards, if it has errors.
    pub care: Option<String>,
    /// Mishaps of the audit.
    pub mishaps: usize,
    /// Faults of the audited count, which the attack replaces.
    pub faults: usize,
}

impl LeftOut {
    /// The parts left out for the audit of that stage.
    fn of(asked: &Scenario, at: usize) -> Self {
        let text = asked.audit.as_ref();
        let care = text.and_then(|text| text.care.as_deref()).unwrap_or("careful");
        Self {
            care: (care != WITHOUT_SLIPS).then(|| care.to_owned()),
            mishaps: text.map_or(0, |text| text.mishaps.len()),
            faults: asked.stage[at].faults.len(),
        }
    }
}

/// One attack on one contest against one method.
#[derive(Clone, Debug)]
pub struct AttackCell {
    /// The attack.
    pub attack: &'static str,
    /// A description of it, in a clause.
    pub says: Reason,
    /// Index of the contest.
    pub contest: usize,
    /// The method.
    pub method: &'static str,
    /// The faults of the attack, as a scenario writes them; empty if it does not fit.
    pub faults: Arc<[Fault]>,
    /// The results of all trials, or why there were none.
    pub came_to: Result<Box<TrialsRow>, Reason>,
}

impl AttackTable {
    /// Number of cells that were tried.
    pub fn tried(&self) -> u64 {
        self.cells.iter().filter(|cell| cell.came_to.is_ok()).count() as u64
    }

    /// For each method that was tried, in order, the cell in which it confirmed a wrong outcome most often.
    pub fn worst_of_each(&self) -> Vec<(&AttackCell, &TrialsRow)> {
        let mut worst: Vec<(&AttackCell, &TrialsRow)> = Vec::new();
        for cell in &self.cells {
            let Ok(row) = &cell.came_to else { continue };
            match worst.iter_mut().find(|(it, _)| it.method == cell.method) {
                None => worst.push((cell, row.as_ref())),
                Some(it) if row.confirmed_wrong.hits > it.1.confirmed_wrong.hits => *it = (cell, row.as_ref()),
                Some(_) => {}
            }
        }
        worst
    }

    /// Whether a method confirmed a wrong outcome more often than its risk limit allows, beyond chance in a table with
    /// this number of cells.
    pub fn is_broken(&self, cell: &AttackCell) -> bool {
        cell.came_to.as_ref().is_ok_and(|row| row.breaks_its_promise(self.tried()))
    }
}

/// Runs attacks (names, or `all`) on every audited contest of a scenario against the methods of the options.
///
/// The attack replaces the scenario's own faults, boards read without errors and there are no mishaps, so that only the
/// method is measured. The false winner leads by at least `lead` votes; `progress` is called with the number of trials
/// done.
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other, [`Error::Usage`] if an option cannot be
/// satisfied.
pub fn attack(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    attacks: &[String],
    lead: u64,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<AttackTable, Error> {
    let usage = |complaint: Complaint| Error::Usage(complaints::at_place(complaint.path(), complaint.reason()));
    let attacks = asked_attacks(attacks).map_err(usage)?;
    let asked = ask.over(&file.scenario);
    let (at, methods) = asked_of(&asked, &file.registry).map_err(usage)?;
    let stage = &asked.stage[at];
    if stage.by != CountedBy::Machine || !stage.mean_of.is_empty() {
        let found = rules::found_the_stage(format!("{:?}", stage.id));
        return Err(usage(Complaint::needed("--attack", found, complaints::rule_count_by_machine())));
    }
    let seed = ask.seed_for(&asked);
    let streams = Streams::new(&seed, 0);
    let election = file.build(&streams)?;
    let most = election.cards() as u64;
    if !(1..=most).contains(&lead) {
        return Err(Error::Usage(shards::error_attack_margin(lead, most)));
    }
    let honest = honest(file, &asked, at);
    let fitting: Vec<_> = methods.iter().filter(|(_, fits)| fits.is_ok()).map(|(method, _)| *method).collect();
    let mut run = CountsSoFar::new(None);
    (0..=at).for_each(|stage| run.stage(stage, &election, &honest.scenario, &streams));
    let (count, totals) = (&run.counts[at], total(&election, &run.counts[at]));
    let target = |contest: usize| {
        let right = decide(&election.contests[contest], &paper(&election, contest));
        AttackTarget::new(&election, contest, (&totals[contest], &right), lead, &count.in_scope)
    };
    let targets: Vec<_> = audited(&asked, &election).into_iter().map(|contest| (contest, target(contest))).collect();
    let mut cells = Vec::new();
    for &it in &attacks {
        for (contest, target) in &targets {
            let contest = *contest;
            // Making the paper and altering its count takes time too.
            progress(0);
            let faults = target.as_ref().map_err(Clone::clone).and_then(|target| it.arm(target));
            let rows = match &faults {
                Ok(_) if fitting.is_empty() => Ok(Vec::new()),
                Ok(faults) => {
                    let armed = armed(&honest, at, faults, &election.contests[contest].id, &fitting);
                    let ask =
                        SimulationOptions { methods: Vec::new(), of: None, seed: Some(seed.clone()), ..ask.clone() };
                    Ok(simulate(&armed, &ask, progress)?.rows)
                }
                Err(why) => {
                    progress(ask.trials);
                    Err(why.clone())
                }
            };
            let faults: Arc<[Fault]> = faults.unwrap_or_default().into();
            let cell = |(method, fits): &Fits| {
                let came_to = fits.clone().and_then(|()| came_to(contest, *method, &rows));
                let (attack, says, method, faults) = (it.name(), it.says(), method.name(), Arc::clone(&faults));
                AttackCell { attack, says, contest, method, faults, came_to }
            };
            cells.extend(methods.iter().map(cell));
        }
    }
    Ok(AttackTable {
        name: file.name.clone(),
        sha256: file.sha256(),
        trials: ask.trials,
        of: stage.id.clone(),
        registry: file.registry.clone(),
        contests: election.contests.clone(),
        left_out: LeftOut::of(&asked, at),
        lead_that_tries: lead_that_tries(&asked, &fitting, most),
        seed,
        lead,
        cells,
    })
}

/// See [`AttackTable::lead_that_tries`].
///
/// # Reference
/// Lindeman, Stark and Yates 2012, "BRAVO", for the expected sample of a poll with a small margin, 2 ln(1/α)/m²; Stark 2010,
/// "Super-simple simultaneous single-ballot risk-limiting audits", for that of a comparison, 2γ ln(1/α)/m.
fn lead_that_tries(asked: &Scenario, methods: &[&'static dyn AuditMethod], cards: u64) -> Option<u64> {
    let terms = asked.audit.as_ref()?.terms();
    let share = (terms.full_count_at / 2.0).min(0.25);
    let (sample, evidence) = (share * cards as f64, libm::log(1.0 / terms.risk_limit));
    let limiting = || methods.iter().filter(|method| method.promise() == Guarantee::RiskLimit);
    let by_records = |method: &&&dyn AuditMethod| method.needs() == Needs::CastVoteRecords;
    let by_records_alone = limiting().filter(by_records).count() == limiting().count();
    let margin = if by_records_alone { 2.0 * GAMMA * evidence / sample } else { libm::sqrt(2.0 * evidence / sample) };
    (limiting().count() > 0 && margin < 0.5).then(|| libm::ceil(margin * cards as f64) as u64)
}

/// The attacks of these names, each once.
fn asked_attacks(names: &[String]) -> Result<Vec<&'static dyn Attack>, Complaint> {
    let mut attacks: Vec<&'static dyn Attack> = Vec::new();
    for name in names {
        let found = match named(name) {
            Some(one) => vec![one],
            None if name == "all" => ATTACKS.to_vec(),
            None => {
                let known = ATTACKS.iter().map(|attack| attack.name()).chain(["all"]);
                return Err(Complaint::unknown("--attack", name, known));
            }
        };
        for it in found {
            if !attacks.iter().any(|earlier| earlier.name() == it.name()) {
                attacks.push(it);
            }
        }
    }
    Ok(attacks)
}

/// Indices of the audited contests.
fn audited(asked: &Scenario, election: &Election) -> Vec<usize> {
    let text = asked.audit.as_ref();
    let is = |c: &usize| text.is_none_or(|text| text.audits_contest(&election.contests[*c].id));
    (0..election.contests.len()).filter(is).collect()
}

/// The tally of what the voters meant on all the paper.
fn paper(election: &Election, contest: usize) -> Tally {
    let mut sum = Tally::empty(election.contests[contest].candidates.len());
    (0..election.batches.len()).for_each(|batch| sum += &meant(election, batch)[contest]);
    sum
}

/// The scenario without faults in the audited count and without reading errors and mishaps in the audit.
fn honest(file: &ScenarioFile, asked: &Scenario, at: usize) -> ScenarioFile {
    let mut honest = ScenarioFile { scenario: asked.clone(), ..file.clone() };
    honest.scenario.stage[at].faults.clear();
    let of = honest.scenario.stage[at].id.clone();
    let text = honest.scenario.audit.get_or_insert_default();
    text.care = Some(WITHOUT_SLIPS.to_owned());
    text.of = Some(of);
    text.mishaps.clear();
    text.observed.clear();
    honest
}

/// The honest scenario with an attack on one contest, audited by these methods.
fn armed(
    honest: &ScenarioFile,
    at: usize,
    faults: &[Fault],
    contest: &str,
    methods: &[&'static dyn AuditMethod],
) -> ScenarioFile {
    let mut armed = honest.clone();
    armed.scenario.stage[at].faults = faults.to_vec();
    let text = armed.scenario.audit.get_or_insert_default();
    // If one sample serves all contests, they are audited together as the scenario says.
    if !text.one_sample {
        text.contests = Some(vec![contest.to_owned()]);
    }
    text.methods = methods.iter().map(|method| method.name().to_owned()).collect();
    armed
}

/// The trials of one method.
fn came_to(
    contest: usize,
    method: &dyn AuditMethod,
    rows: &Result<Vec<TrialsRow>, Reason>,
) -> Result<Box<TrialsRow>, Reason> {
    let rows = rows.as_ref().map_err(|why| why::attack_fits(why.clone()))?;
    let row =
        rows.iter().find(|row| row.contest == contest && row.method == method.name()).ok_or_else(why::not_tried)?;
    if row.reported_right {
        return Err(why::attack_fits(why::still_right()));
    }
    Ok(Box::new(row.clone()))
}
