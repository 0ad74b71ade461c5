//! Runs one election from paper to verdict.

use std::sync::Arc;

use super::audit_setup::AuditSetup;
use super::audits::{AllAudits, AuditRun, SharedSampleRun, conduct_all, make_ready};
use super::detection::{BeyondSeen, DetectionInputs, FaultSeen};
use super::discrepancy_map::DiscrepancyMap;
use super::legal::{LegalCase, said_of};
use super::observed::{ObservedAuditRun, observe};
use super::published::{PublishedComparison, compare, measured};
use super::round_by_round::RoundByRound;
use super::second_machine_count::SecondMachineCount;
use super::stage::{EarlierStages, StageCount, meant, total};
use super::sums::ContestTotals;
use super::verdict::{Verdict, WhoLooked};
use crate::audit::{AuditMethod, Decision, Registry};
use crate::canvass::{CHECKS, Finding};
use crate::election::{Column, Contest, Election, Group};
use crate::error::Error;
use crate::outside_the_paper::BeforeThePaper;
use crate::random::{DEFAULT_SEED, Streams};
use crate::reason::Reason;
use crate::scenario::{AuditText, Scenario, ScenarioFile};
use crate::social_choice::margin::{ChangedBallots, changed_ballots};
use crate::social_choice::{self, Outcome, Tallies, Tally, decide};
use crate::tabulation::Tabulation;

/// One run of one election, with all that a report may show.
#[derive(Clone, Debug)]
pub struct ElectionRun {
    /// Name of the scenario.
    pub name: String,
    /// SHA-256 of the scenario's text, hexadecimal.
    pub sha256: String,
    /// The question the scenario answers.
    pub question: String,
    /// The scenario.
    pub scenario: Scenario,
    /// Where the names of methods are looked up.
    pub registry: Registry,
    /// The seed of all random numbers.
    pub seed: String,
    /// Ballots on paper.
    pub ballots: u64,
    /// Cards on paper.
    pub cards: u64,
    /// Batches in the manifest.
    pub batches: u64,
    /// Names of the reporting units.
    pub units: Vec<String>,
    /// Contest by contest.
    pub contests: Vec<ContestRun>,
    /// The stages in order of time.
    pub stages: Vec<StageRun>,
    /// The faults of all machine counts.
    pub faults: Vec<FaultSeen>,
    /// What was wrong before there was paper.
    pub beyond: Vec<BeyondSeen>,
    /// Differences between counts and the paper: stage by stage, and contest by contest within.
    pub whereabouts: Vec<DiscrepancyMap>,
    /// Audits of one of the counts, held or hypothetical.
    pub audits: Vec<AuditRun>,
    /// The work of the audits of all contests together, if one sample served them.
    pub together: Vec<SharedSampleRun>,
    /// Samples that were drawn in reality.
    pub observed: Vec<ObservedAuditRun>,
    /// Every published figure beside the model's.
    pub comparisons: Vec<PublishedComparison>,
}

/// One contest through all stages.
#[derive(Clone, Debug)]
pub struct ContestRun {
    /// The contest.
    pub contest: Contest,
    /// Batches whose ballots carry it.
    pub batches: u64,
    /// The tally of the paper, as the voters meant it.
    pub paper: Tally,
    /// The outcome of the paper.
    pub right: Outcome,
    /// The tally and outcome that eligible voters wanted, if they differ from the paper's.
    pub wanted: Option<(Tally, Outcome)>,
    /// Stage by stage.
    pub stages: Vec<StageContest>,
    /// How many ballots of the paper must change before somebody else can win or tie, where that is known.
    pub changed_ballots: Option<ChangedBallots>,
    /// What is to be said of a tie on the paper, or of what decided in place of votes; ties in rounds are said there.
    pub decided_by: Option<Reason>,
    /// Its rounds, where rankings are counted in rounds.
    pub rounds: Option<RoundByRound>,
    /// Who examined its paper in the scenario.
    pub looked: WhoLooked,
    /// The verdict.
    pub verdict: Verdict,
}

/// One contest in one stage.
#[derive(Clone, Debug)]
pub struct StageContest {
    /// The count.
    pub tally: Tally,
    /// Its outcome.
    pub outcome: Outcome,
    /// Ballots set aside.
    pub set_aside: i64,
    /// The rules of recount law at the margin, for each kind that the contest may be of.
    pub law: Vec<LegalCase>,
}

/// One stage over all contests.
#[derive(Clone, Debug)]
pub struct StageRun {
    /// Ballots in its result.
    pub ballots: i64,
    /// The findings of the canvass checks, whether the checks were made or not.
    pub findings: Vec<Finding>,
    /// For each contest, ballots whose record differs from what the voters meant, if the machine keeps records.
    pub misrecorded: Vec<Option<u64>>,
    /// For each contest, person-hours and dollars, if people counted it.
    pub work: Vec<Option<(f64, f64)>>,
}

/// Runs the election of a scenario once. Without a seed the scenario's own is used, else [`DEFAULT_SEED`].
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other.
pub fn run(file: &ScenarioFile, seed: Option<&str>) -> Result<ElectionRun, Error> {
    run_with_progress(file, seed, &|_| {})
}

/// The progress of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunProgress<'a> {
    /// The step that begins now: a stage by its id; `None` for the making of the paper.
    pub begins: Option<&'a str>,
    /// Number of steps done.
    pub done: usize,
    /// Number of all steps.
    pub all: usize,
}

/// The same as [`run`], with a callback at each step.
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other.
pub fn run_with_progress(
    file: &ScenarioFile,
    seed: Option<&str>,
    progress: &dyn Fn(RunProgress<'_>),
) -> Result<ElectionRun, Error> {
    let all = file.scenario.stage.len() + 1;
    progress(RunProgress { begins: None, done: 0, all });
    let scenario = &file.scenario;
    let seed = seed.or(scenario.seed.as_deref()).unwrap_or(DEFAULT_SEED).to_owned();
    let streams = Streams::new(&seed, 0);
    let election = file.build(&streams)?;
    let truth: Vec<Tallies> = (0..election.batches.len()).map(|batch| meant(&election, batch)).collect();
    let mut run = CountsSoFar::new(scenario.audit.as_ref().and(scenario.audited_stage()));
    for (at, stage) in scenario.stage.iter().enumerate() {
        progress(RunProgress { begins: Some(&stage.id), done: at + 1, all });
        run.stage(at, &election, scenario, &streams);
    }
    let (AllAudits { runs: audits, together }, observed) = match &scenario.audit {
        Some(text) => run.audit(text, &election, file, &truth, &streams),
        None => (AllAudits { runs: Vec::new(), together: Vec::new() }, Vec::new()),
    };
    let CountsSoFar { counts, findings, misrecorded, mut comparisons, .. } = run;
    comparisons.extend(measured(scenario, &observed));
    let seen = DetectionInputs {
        election: &election,
        stages: &scenario.stage,
        counts: &counts,
        findings: &findings,
        truth: &truth,
        audits: &audits,
        audited: scenario.audited_stage(),
    };
    let faults = seen.faults();
    let beyond = seen.beyond(&scenario.beyond);
    let sums = ContestTotals::of(&election, &truth, &counts);
    let whereabouts = seen.whereabouts(&sums.batches);
    let contests = (0..election.contests.len())
        .map(|contest| contest_life(contest, &election, scenario, &sums, (&faults, &beyond), (&audits, &observed)))
        .collect();
    let stages = counts.iter().zip(findings).zip(misrecorded).map(|((count, findings), misrecorded)| StageRun {
        ballots: count.ballots.iter().sum(),
        findings,
        misrecorded,
        work: count.work.clone(),
    });
    Ok(ElectionRun {
        name: file.name.clone(),
        sha256: file.sha256(),
        question: file.question.clone(),
        scenario: scenario.clone(),
        registry: file.registry.clone(),
        seed,
        ballots: election.ballots(),
        cards: election.cards() as u64,
        batches: election.batches.len() as u64,
        contests,
        stages: stages.collect(),
        faults,
        beyond,
        whereabouts,
        comparisons,
        audits,
        together,
        observed,
        units: election.units,
    })
}

/// The counts so far.
pub(super) struct CountsSoFar {
    pub(super) counts: Vec<StageCount>,
    pub(super) machines: Vec<(String, Tabulation)>,
    /// The stage under audit, and its cast vote records.
    pub(super) audited: Option<usize>,
    pub(super) records: Option<Vec<Arc<Column>>>,
    findings: Vec<Vec<Finding>>,
    pub(super) misrecorded: Vec<Vec<Option<u64>>>,
    comparisons: Vec<PublishedComparison>,
}

/// Most discrepancies of an audit that are listed one by one.
const LISTED: usize = 200;

impl CountsSoFar {
    /// The state before the first count. The records of the stage under audit are kept.
    pub(super) fn new(audited: Option<usize>) -> Self {
        Self {
            counts: Vec::new(),
            machines: Vec::new(),
            audited,
            records: None,
            findings: Vec::new(),
            misrecorded: Vec::new(),
            comparisons: Vec::new(),
        }
    }

    /// The set-up that all audits by these methods share.
    pub(super) fn setup<'a>(
        &self,
        (text, methods): (&AuditText, &[&dyn AuditMethod]),
        election: &'a Election,
        scenario: &Scenario,
        truth: &[Tallies],
        streams: &Streams,
    ) -> AuditSetup<'a> {
        let at = self.audited.expect("checked with the scenario");
        let count = &self.counts[at];
        let totals = total(election, count);
        let stage = &scenario.stage[at];
        let machine = self.machines.iter().find(|(id, _)| *id == stage.id).map(|(_, machine)| machine);
        let machine = machine.filter(|_| stage.keeps_records());
        let records = self.records.as_deref();
        let accepted = accepted_by(election, scenario, at);
        let audit = streams.within("audit");
        let units: Vec<_> = methods.iter().filter_map(|method| method.counts_again()).collect();
        let first = (accepted.as_slice(), machine);
        let with = (stage.faults.as_slice(), self.machines.as_slice());
        let anew = text.fresh_programme;
        let again = SecondMachineCount::new(&units, election, first, with, anew, &audit.within("machine recount"));
        let machines = (machine.zip(records), again);
        let mut setup = AuditSetup::new(election, text, count, &totals, (truth, &accepted), machines, &audit);
        setup.held = methods.iter().map(|method| method.name()).filter(|name| scenario.holds_audit(name)).collect();
        setup
    }

    fn audit(
        &self,
        text: &AuditText,
        election: &Election,
        file: &ScenarioFile,
        truth: &[Tallies],
        streams: &Streams,
    ) -> (AllAudits, Vec<ObservedAuditRun>) {
        let (scenario, registry) = (&file.scenario, &file.registry);
        let methods: Vec<_> = text.methods.iter().filter_map(|name| registry.method(name)).collect();
        let setup = self.setup((text, &methods), election, scenario, truth, streams);
        let ready = make_ready(&setup, &methods);
        (conduct_all(&setup, &ready, &streams.within("audit"), LISTED), observe(&setup, text, registry))
    }

    pub(super) fn stage(&mut self, at: usize, election: &Election, scenario: &Scenario, streams: &Streams) {
        let earlier = EarlierStages {
            election,
            stages: &scenario.stage,
            counts: &self.counts,
            machines: &self.machines,
            streams,
        };
        let (count, tabulation) = earlier.run(at);
        let mut findings = Vec::new();
        let mut misrecorded = vec![None; election.contests.len()];
        if let Some(mut tabulation) = tabulation {
            for check in CHECKS {
                findings.extend(check.make(election, &tabulation, &count.in_scope));
            }
            let stage = &scenario.stage[at];
            for (contest, n) in misrecorded.iter_mut().enumerate() {
                let counted = stage.counts_contest(&election.contests[contest].id);
                *n = if counted { tabulation.misrecorded(election, contest) } else { None };
            }
            // A later stage may upload a result file again, but never single records.
            let records = tabulation.cvrs.take();
            if self.audited == Some(at) {
                self.records = records.map(|columns| columns.into_iter().map(Arc::new).collect());
            }
            self.machines.push((scenario.stage[at].id.clone(), tabulation));
        }
        self.findings.push(findings);
        self.misrecorded.push(misrecorded);
        self.counts.push(count);
        self.comparisons.extend(compare(election, &scenario.stage, &self.counts));
    }
}

/// For each group, whether its ballots count at stage number `at`.
pub(super) fn accepted_by(election: &Election, scenario: &Scenario, at: usize) -> Vec<bool> {
    let place = |id: &String| scenario.stage.iter().position(|s| s.id == *id);
    let counts_by_then =
        |group: &Group| group.accepted.as_ref().is_none_or(|id| place(id).is_some_and(|from| from <= at));
    election.groups.iter().map(counts_by_then).collect()
}

fn contest_life(
    contest: usize,
    election: &Election,
    scenario: &Scenario,
    sums: &ContestTotals,
    (faults, beyond): (&[FaultSeen], &[BeyondSeen]),
    (audits, observed): (&[AuditRun], &[ObservedAuditRun]),
) -> ContestRun {
    let it = &election.contests[contest];
    let paper = sums.paper[contest].clone();
    let right = decide(it, &paper);
    let concerned: Vec<_> = scenario.beyond.iter().filter(|b| b.contest() == it.id).collect();
    let wanted = (!concerned.is_empty()).then(|| {
        let mut wanted = paper.clone();
        for b in &concerned {
            b.undo(election, &mut wanted);
        }
        let outcome = decide(it, &wanted);
        (wanted, outcome)
    });
    let stages: Vec<StageContest> = sums
        .stages
        .iter()
        .enumerate()
        .map(|(at, (totals, set_aside))| {
            let tally = totals[contest].clone();
            let outcome = decide(it, &tally);
            let law =
                if scenario.law_looks_at(at) { said_of(scenario, (at, contest), &tally, &outcome) } else { Vec::new() };
            StageContest { tally, outcome, set_aside: set_aside[contest], law }
        })
        .collect();
    let counted: Vec<(&Tally, &Outcome)> = stages.iter().map(|stage| (&stage.tally, &stage.outcome)).collect();
    let rounds = RoundByRound::of(it, (&paper, &right), &counted);
    let decided_by = if rounds.is_some() { None } else { social_choice::decided_by(it, &paper, &right) };
    let changed_ballots = match &rounds {
        Some(rounds) => rounds.changed_ballots(),
        None => changed_ballots(it, &right, &paper),
    };
    let mut record: Vec<&Outcome> = stages.iter().map(|s| &s.outcome).collect();
    // An audit of an earlier count corrects nothing that a later count reported.
    let of_the_last = scenario.audited_stage().is_some_and(|at| at + 1 == scenario.stage.len());
    let held: Vec<&AuditRun> = audits.iter().filter(|a| a.held && a.contest == contest).collect();
    let counted = held.iter().filter(|_| of_the_last).find_map(|a| a.counted.as_ref());
    record.extend(counted.map(|(_, outcome)| outcome));
    let drawn: Vec<bool> = observed.iter().filter(|o| o.contest == contest).map(|o| o.confirms(scenario)).collect();
    let confirmed = drawn.contains(&true) || held.iter().any(|a| a.decision == Decision::Confirmed);
    let looked = WhoLooked::of(scenario, &it.id, &held, &drawn);
    let verdict = Verdict::of(
        contest,
        (&right, wanted.as_ref().map(|w| &w.1)),
        (&record, looked, of_the_last && confirmed),
        faults,
        beyond,
    );
    let batches = sums.batches[contest];
    ContestRun {
        contest: it.clone(),
        batches,
        paper,
        right,
        wanted,
        stages,
        changed_ballots,
        decided_by,
        rounds,
        looked,
        verdict,
    }
}
