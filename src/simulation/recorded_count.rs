//! What an office has of one count, card by card: the records of its machines, its result files, and the manifest; or the
//! paper itself in their place. What the paper says stands beside it.

use std::ops::Range;
use std::sync::Arc;

use super::audit_setup::recorded;
use super::election_run::{CountsSoFar, RunProgress, accepted_by};
use super::stage::{meant, total};
use crate::election::{Code, Column, Election, Marks, VoteTable};
use crate::error::{Allowed, Complaint, Error};
use crate::random::{DEFAULT_SEED, Streams};
use crate::reason::{Reason, complaints, export};
use crate::scenario::{CountedBy, Scenario, ScenarioFile};
use crate::social_choice::{Tallies, Tally};

/// Where the records come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordSource<'a> {
    /// The paper, as the voters meant it.
    Paper,
    /// The machine count of the stage of that id; the last one if none is given.
    Stage(Option<&'a str>),
}

/// The records of one count and the truth beside them.
#[derive(Clone, Debug)]
pub struct RecordedCount {
    /// Name of the scenario.
    pub name: String,
    /// Title of the scenario.
    pub title: String,
    /// SHA-256 of the scenario's text, hexadecimal.
    pub sha256: String,
    /// The seed of all random numbers.
    pub seed: String,
    /// The stage whose machine count it is; `None` for the paper.
    pub stage: Option<String>,
    /// The paper and where it is kept.
    pub election: Election,
    /// For each batch, whether its ballots count at that stage; the others are in no manifest yet.
    pub accepted: Vec<bool>,
    /// For each batch, the cards that have a record.
    pub recorded: Vec<Range<usize>>,
    /// For each batch, how many records each of these cards has: 2 where the batch was scanned twice.
    pub scans: Vec<u32>,
    /// For each batch, the votes of its result files, if any was added to the totals.
    pub counted: Vec<Option<Tallies>>,
    /// For each contest, the totals that were reported, with what is in no batch.
    pub reported: Vec<Tally>,
    /// For each contest, what the voters meant on the paper of all batches that count.
    pub paper: Vec<Tally>,
    /// For each contest and code, the marks of the record.
    marks: Vec<Vec<Option<Marks>>>,
    /// For each contest, the code of each card; the paper's own where it stands in the records' place.
    codes: Option<Vec<Arc<Column>>>,
}

impl RecordedCount {
    /// Makes the paper of a scenario, and counts it up to the stage that is asked for. Without a seed the scenario's own is
    /// used, else [`DEFAULT_SEED`]. `progress` is called at each step.
    ///
    /// # Errors
    /// [`Error::Scenario`] if parts of the scenario contradict each other, [`Error::Usage`] if the stage keeps no record of
    /// each card.
    ///
    /// # Panics
    /// Never: the stage is a machine count, which has just been made.
    pub fn of(
        file: &ScenarioFile,
        seed: Option<&str>,
        source: RecordSource<'_>,
        progress: &dyn Fn(RunProgress<'_>),
    ) -> Result<Self, Error> {
        let scenario = &file.scenario;
        let at = match source {
            RecordSource::Paper => None,
            RecordSource::Stage(asked) => Some(
                stage_with_records(scenario, asked)
                    .map_err(|it| Error::Usage(complaints::at_place("--stage", it.reason())))?,
            ),
        };
        let all = at.map_or(1, |at| at + 2);
        progress(RunProgress { begins: None, done: 0, all });
        let seed = seed.or(scenario.seed.as_deref()).unwrap_or(DEFAULT_SEED).to_owned();
        let streams = Streams::new(&seed, 0);
        let election = file.build(&streams)?;
        let Some(at) = at else { return Ok(Self::of_paper(file, seed, election)) };
        let mut run = CountsSoFar::new(Some(at));
        for stage in 0..=at {
            progress(RunProgress { begins: Some(&scenario.stage[stage].id), done: stage + 1, all });
            run.stage(stage, &election, scenario, &streams);
        }
        let machine = run.machines.pop().expect("the stage is a machine count").1;
        let count = run.counts.pop().expect("the stage was counted");
        let groups = accepted_by(&election, scenario, at);
        let accepted: Vec<bool> = election.batches.iter().map(|batch| groups[batch.group]).collect();
        Ok(Self {
            stage: Some(scenario.stage[at].id.clone()),
            recorded: recorded(&election, &machine),
            reported: total(&election, &count),
            paper: meant_in_all(&election, &accepted),
            marks: machine.votes.iter().map(|table| marks_by_code(table, Marks::clone)).collect(),
            codes: run.records,
            scans: machine.scans,
            counted: count.counted,
            ..Self::empty(file, seed, election, accepted)
        })
    }

    /// The paper in place of records: every card once, every batch with its votes.
    fn of_paper(file: &ScenarioFile, seed: String, election: Election) -> Self {
        let accepted = vec![true; election.batches.len()];
        let paper = meant_in_all(&election, &accepted);
        let each = election.votes.iter().zip(&election.contests);
        Self {
            recorded: election.batches.iter().map(|batch| batch.cards.clone()).collect(),
            scans: vec![1; election.batches.len()],
            counted: (0..election.batches.len()).map(|batch| Some(meant(&election, batch))).collect(),
            reported: paper.clone(),
            paper,
            marks: each.map(|(table, contest)| marks_by_code(table, |marks| marks.meant(contest))).collect(),
            ..Self::empty(file, seed, election, accepted)
        }
    }

    /// A count without a record.
    fn empty(file: &ScenarioFile, seed: String, election: Election, accepted: Vec<bool>) -> Self {
        Self {
            name: file.name.clone(),
            title: file.scenario.title.clone(),
            sha256: file.sha256(),
            seed,
            stage: None,
            election,
            accepted,
            recorded: Vec::new(),
            scans: Vec::new(),
            counted: Vec::new(),
            reported: Vec::new(),
            paper: Vec::new(),
            marks: Vec::new(),
            codes: None,
        }
    }

    fn column(&self, contest: usize) -> &Column {
        self.codes.as_ref().map_or(&self.election.paper[contest], |codes| &codes[contest])
    }

    /// The number that a card's record has among the ways in which a contest is marked in the records; equal numbers are
    /// equal marks.
    ///
    /// # Panics
    /// If there is no such contest or card.
    pub fn record_code(&self, contest: usize, card: usize) -> Code {
        self.column(contest).get(card)
    }

    /// The marks of a card's record in a contest; `None` where the record says that the contest is not on the card.
    ///
    /// # Panics
    /// If there is no such contest or card.
    pub fn marks(&self, contest: usize, card: usize) -> Option<&Marks> {
        self.marks_of_code(contest, self.record_code(contest, card))
    }

    /// The marks that a number of [`record_code`](Self::record_code) stands for.
    ///
    /// # Panics
    /// If there is no such contest or number.
    pub fn marks_of_code(&self, contest: usize, code: Code) -> Option<&Marks> {
        self.marks[contest][code as usize].as_ref()
    }

    /// The ways in which the cards of a contest are marked in the records, each once.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn ways(&self, contest: usize) -> impl Iterator<Item = &Marks> {
        let marks = &self.marks[contest];
        let codes = self.column(contest).counts(0..self.election.cards(), marks.len());
        codes.into_iter().filter_map(|(code, _)| marks[code as usize].as_ref())
    }
}

fn marks_by_code(table: &VoteTable, read: impl Fn(&Marks) -> Marks) -> Vec<Option<Marks>> {
    table.iter().map(|(_, vote)| vote.marks().map(&read)).collect()
}

/// What the voters meant on the paper of these batches, contest by contest.
fn meant_in_all(election: &Election, accepted: &[bool]) -> Vec<Tally> {
    let mut totals: Vec<Tally> = election.contests.iter().map(|it| Tally::empty(it.candidates.len())).collect();
    for batch in (0..accepted.len()).filter(|&batch| accepted[batch]) {
        meant(election, batch).add_to(&mut totals);
    }
    totals
}

/// The stage of that id, or the last machine count, if it keeps a record of each card.
fn stage_with_records(scenario: &Scenario, asked: Option<&str>) -> Result<usize, Complaint> {
    let kept = || scenario.stage.iter().filter(|stage| stage.keeps_records()).map(|stage| stage.id.clone());
    let refused = |found: Reason| {
        let allowed = kept().collect::<Vec<_>>();
        Complaint { allowed: Allowed::OneOf(allowed), ..Complaint::allowed("", found, "") }
    };
    let at = match asked {
        Some(id) => scenario.stage.iter().position(|stage| stage.id == id),
        None => scenario.stage.iter().rposition(|stage| stage.by == CountedBy::Machine && stage.mean_of.is_empty()),
    };
    let Some(at) = at else {
        return Err(match asked {
            Some(id) => Complaint::unknown("", id, kept()),
            None => Complaint::needed("", complaints::found_no_count(), export::rule_records_or_paper()),
        });
    };
    let stage = &scenario.stage[at];
    match (stage.keeps_records(), asked) {
        (true, _) => Ok(at),
        (false, Some(_)) => Err(refused(export::found_no_records(&stage.id))),
        (false, None) => Err(refused(export::found_last_without_records(&stage.id))),
    }
}
