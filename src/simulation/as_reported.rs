//! Two set-ups of one count: as the scenario has it, and as if the report were right card by card.
//!
//! What an office knows before a card is drawn is the same in both: the manifest, the totals, which cards have a
//! record.

use super::audit_setup::{AuditSetup, recorded};
use super::election_run::CountsSoFar;
use super::options::{ResolvedOptions, SimulationOptions, asked_for};
use super::stage::meant;
use crate::audit::AuditMethod;
use crate::election::Election;
use crate::error::Error;
use crate::random::Streams;
use crate::reason::complaints;
use crate::scenario::{AuditText, Scenario, ScenarioFile};
use crate::social_choice::Tallies;

/// One count, ready to be audited.
pub(super) struct AuditSetups<'b> {
    /// With the machines' errors, the boards' care and the mishaps of the scenario.
    pub(super) as_it_is: AuditSetup<'b>,
    /// With paper that equals the records, and boards that read it without errors; `None` if that is the same.
    pub(super) as_reported: Option<AuditSetup<'b>>,
}

/// Makes the paper, counts it up to the audited stage, and calls `work` to plan audits of that count, each contest
/// sampled separately.
///
/// `asked` is the scenario of the file with the options applied to its audit.
pub(super) fn with_benches<T>(
    file: &ScenarioFile,
    asked: &Scenario,
    ask: &SimulationOptions,
    work: impl FnOnce(&mut AuditSetups<'_>, &ResolvedOptions) -> T,
) -> Result<T, Error> {
    let seed = ask.seed_for(asked);
    let streams = Streams::new(&seed, 0);
    let election = file.build(&streams)?;
    let (at, methods) =
        asked_for(asked, &file.registry).map_err(|c| Error::Usage(complaints::at_place(c.path(), c.reason())))?;
    let mut counted = asked.clone();
    // The scanners' reading of each card is needed here even if the office keeps no records.
    counted.stage[at].cast_vote_records = counted.stage[at].cast_vote_records.and(Some(true));
    let mut run = CountsSoFar::new(Some(at));
    (0..=at).for_each(|stage| run.stage(stage, &election, &counted, &streams));
    let text = asked.audit.clone().unwrap_or_default();
    let paper = run.as_recorded(&election, &counted);
    let as_it_is = setup(&run, (&text, &methods), &election, asked, &streams);
    let is_right = as_it_is.places.iter().all(|place| !place.is_off);
    let same = paper.is_none() && is_right && as_it_is.counts_alike() && text.mishaps.is_empty();
    let it = ResolvedOptions { at, methods, seed };
    if same {
        return Ok(work(&mut AuditSetups { as_it_is, as_reported: None }, &it));
    }
    let clean = AuditText { care: Some("exact".to_owned()), mishaps: Vec::new(), ..text };
    let paper = paper.as_ref().unwrap_or(&election);
    let as_reported = Some(setup(&run, (&clean, &it.methods), paper, asked, &streams));
    Ok(work(&mut AuditSetups { as_it_is, as_reported }, &it))
}

/// A set-up in which each contest is sampled separately.
fn setup<'a>(
    run: &CountsSoFar,
    audit: (&AuditText, &[&dyn AuditMethod]),
    paper: &'a Election,
    asked: &Scenario,
    streams: &Streams,
) -> AuditSetup<'a> {
    let truth: Vec<Tallies> = (0..paper.batches.len()).map(|batch| meant(paper, batch)).collect();
    let mut setup = run.setup(audit, paper, asked, &truth, streams);
    setup.draw_apart();
    setup
}

impl CountsSoFar {
    /// The paper as the audited count recorded it, with cards that have no record unchanged; `None` if it equals the
    /// paper.
    fn as_recorded(&self, election: &Election, scenario: &Scenario) -> Option<Election> {
        let at = self.audited?;
        let (_, machine) = self.machines.iter().find(|(id, _)| *id == scenario.stage[at].id)?;
        let columns = self.records.as_ref()?;
        let off = |contest: &usize| self.misrecorded[at][*contest].is_some_and(|cards| cards > 0);
        let contests: Vec<usize> = (0..election.contests.len()).filter(off).collect();
        if contests.is_empty() {
            return None;
        }
        let recorded = recorded(election, machine);
        let mut paper = election.paper.clone();
        for contest in contests {
            for cards in &recorded {
                paper[contest].copy(&columns[contest], cards.clone());
            }
        }
        Some(election.with_paper(machine.votes.clone(), paper))
    }
}
