//! A rehearsal of an audit: a session on the paper of a scenario, with boards that read the units it needs.

use super::audit_setup::AuditSetup;
use super::audited_contest::AuditedContest;
use super::card_source::{CardSource, share};
use super::options::{SimulationOptions, with_bench};
use crate::audit::session::{
    HandReading, RefusedSetup, SampleDraw, SessionContest, SessionSetup, UnitPlace, UnitToPull, Want,
};
use crate::audit::{AuditSettings, DrawnUnit, Registry, ReportedContest, SampleSource, Unit};
use crate::election::{Manifest, Vote};
use crate::error::Error;
use crate::hand_count::Reading;
use crate::random::Streams;
use crate::sampling::SharedOrder;
use crate::scenario::ScenarioFile;

/// A count that is ready to be audited, as an office has it: the report and the manifest. Only boards see the paper.
pub struct Rehearsal<'b> {
    setup: &'b AuditSetup<'b>,
    registry: &'b Registry,
    seed: &'b str,
}

/// Makes the paper of a scenario, counts it up to the audited stage, and calls `work` to audit that count.
///
/// # Errors
/// [`Error::Scenario`] if parts of the scenario contradict each other, [`Error::Usage`] if an option cannot be
/// satisfied.
pub fn rehearse<T>(
    file: &ScenarioFile,
    ask: &SimulationOptions,
    work: impl FnOnce(&Rehearsal<'_>) -> T,
) -> Result<T, Error> {
    with_bench(file, &ask.over(&file.scenario), ask, |setup, it| {
        work(&Rehearsal { setup, registry: &file.registry, seed: &it.seed })
    })
}

impl<'b> Rehearsal<'b> {
    /// The reports of the audited contests.
    pub fn reported(&self) -> impl Iterator<Item = &'b ReportedContest<'b>> {
        self.setup.places.iter().map(|place| &place.claim)
    }

    /// The scenario's settings, with the options applied.
    pub fn settings(&self) -> &'b AuditSettings {
        &self.setup.terms
    }

    /// The election's manifest, and the names and numbers that it holds.
    pub fn manifest(&self) -> Manifest<'b> {
        Manifest::of(self.setup.election)
    }

    /// The index of each audited contest in the election's list.
    pub fn contests(&self) -> impl Iterator<Item = usize> {
        self.setup.places.iter().map(|place| place.contest)
    }

    /// A method prepared for these contests, given by their indices in the list of audited ones. Trial 0 draws what
    /// `recount run` draws, trial t what `recount simulate` draws card by card.
    ///
    /// # Errors
    /// Why no session can begin.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn setup(
        &self,
        method: &str,
        contests: &[usize],
        settings: &AuditSettings,
        trial: u64,
    ) -> Result<SessionSetup<'b>, RefusedSetup> {
        let setup = self.setup;
        let contest = |&at: &usize| {
            let place: &'b AuditedContest<'b> = &setup.places[at];
            SessionContest {
                reported: &place.claim,
                drawn_as: place.same_draw_as.clone(),
                opportunistic: setup.opportunistic.contains(&place.claim.contest.id),
            }
        };
        let (seed, whole) = (self.seed.to_owned(), setup.whole.as_ref());
        let draw = SampleDraw { seed, trial, sampler: setup.sampler, whole };
        SessionSetup::prepare(self.registry, method, settings, draw, contests.iter().map(contest).collect())
    }

    /// What lies on the paper at a card's place, for a picture of the ballot. An audit never asks this. `None` for a batch,
    /// and where there is no such card.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn paper_at(&self, contest: usize, place: UnitPlace) -> Option<&'b Vote> {
        let election = self.setup.election;
        let cards = &election.batches.get(place.batch)?.cards;
        let card = cards.start + usize::try_from(place.position?).ok()?.checked_sub(1)?;
        let contest = self.setup.places[contest].contest;
        cards.contains(&card).then(|| election.votes[contest].vote(election.paper[contest].get(card)))
    }

    /// The boards that read for these contests in a trial, with the care of the scenario.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn boards(&self, contests: &[usize], trial: u64) -> RehearsalBoards<'b> {
        let setup = self.setup;
        let streams = Streams::new(self.seed, trial).within("audit");
        let shared = share(setup, &streams);
        let desk = |&at: &usize| {
            let part = shared.as_ref().map(|order| SharedOrder::part(order, at));
            CardSource::open(setup, &setup.places[at], &streams, part)
        };
        RehearsalBoards { desks: contests.iter().map(desk).collect() }
    }
}

/// Boards that read the units a session needs: each unit once, even if it is needed several times.
pub struct RehearsalBoards<'b> {
    desks: Vec<CardSource<'b>>,
}

impl RehearsalBoards<'_> {
    /// The boards' readings, for every contest of every pull: place, contest, and reading.
    ///
    /// # Panics
    /// If a pull is of another session.
    pub fn read(&mut self, setup: &SessionSetup<'_>, pulls: &[UnitToPull]) -> Vec<(UnitPlace, usize, HandReading)> {
        let mut read = Vec::new();
        for pull in pulls {
            for want in &pull.wants {
                read.push((pull.place, want.contest, self.read_one(setup, want)));
            }
        }
        read
    }

    fn read_one(&mut self, setup: &SessionSetup<'_>, want: &Want) -> HandReading {
        let desk = &mut self.desks[want.contest];
        let procedure = setup.procedure(want.contest).expect("it asked");
        let (unit, draw) = (procedure.unit(), want.draws[0]);
        let drawn = match unit {
            Unit::Card { replacement } => desk.card(draw, replacement),
            Unit::CardOfStratum => desk.card_of(want.stratum.expect("drawn from one"), draw),
            Unit::Images | Unit::Rescan => desk.counted_again(unit, draw),
            Unit::Batch | Unit::BatchByWeight | Unit::Everything => {
                let weights = (unit == Unit::BatchByWeight).then(|| procedure.weights());
                let list = desk.list_batches(draw + 1, weights);
                desk.batch(list, draw)
            }
        };
        let readable = &setup.reported(want.contest).readable;
        match drawn.expect("a unit of this draw") {
            DrawnUnit::Card { reading: Reading::NotFound, .. } | DrawnUnit::Batch { hand: None, .. } => {
                HandReading::NotFound
            }
            DrawnUnit::Card { reading: Reading::Slip(marks), .. } => HandReading::Marks(marks.clone()),
            DrawnUnit::Card { reading: Reading::Vote(code), .. } => match readable.vote(code) {
                Vote::NotOnCard => HandReading::NotOnCard,
                Vote::Marked(marks) => HandReading::Marks(marks.clone()),
            },
            DrawnUnit::Batch { hand: Some(tally), .. } => HandReading::Tally(tally.clone()),
        }
    }
}
