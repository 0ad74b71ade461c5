//! Saving and resuming a session: the same inputs and the same readings give the same session.

use std::collections::{BTreeMap, HashMap};

use super::fingerprint::{ReportedPart, of_frame};
use super::reading::{HandReading, RefusedReading, UnitPlace};
use super::saved::{NoCandidate, SavedContest, SavedReading, SavedSession, SavedSettings, SavedUnit, VERSION};
use super::setup::SessionSetup;
use super::state::Session;

/// Why a saved session cannot be resumed from a setup.
#[derive(Clone, Debug, PartialEq)]
pub enum RefusedResume {
    /// It was saved in a form that this version cannot read.
    Version {
        /// The version of the saved form.
        found: u32,
    },
    /// The method differs.
    Method,
    /// The settings differ.
    Settings,
    /// The seed or the trial differs.
    Seed,
    /// The sampler differs.
    Sampler,
    /// The cards in the order that all contests share differ, or only one of the two has such an order.
    Whole,
    /// The contests differ, or their order, the names under which they are drawn, or their kind.
    Contests,
    /// The report of a contest differs.
    Reported {
        /// The contest's id.
        contest: String,
        /// The part that differs.
        part: ReportedPart,
    },
    /// A reading of a contest or a batch that does not exist.
    UnknownPlace {
        /// The reading.
        reading: Box<SavedReading>,
    },
    /// A reading with a name that is not a candidate's.
    UnknownCandidate {
        /// The contest's id.
        contest: String,
        /// The name.
        name: String,
    },
    /// Two readings of one unit.
    Twice {
        /// The second of them.
        reading: Box<SavedReading>,
    },
    /// A reading of a unit that the session never needed.
    NeverAsked {
        /// The first of them, in the order of the manifest.
        reading: Box<SavedReading>,
    },
    /// A reading that is refused.
    Reading {
        /// The contest's id.
        contest: String,
        /// Why.
        why: RefusedReading,
    },
}

impl SessionSetup<'_> {
    /// A session without readings, as it is saved.
    fn saved(&self) -> SavedSession {
        let contest = |at: usize| {
            let input = &self.seats[at].input;
            SavedContest {
                id: input.reported.contest.id.clone(),
                drawn_as: input.drawn_as.clone(),
                opportunistic: input.opportunistic,
                reported: self.fingerprints()[at].clone(),
            }
        };
        SavedSession {
            version: VERSION,
            method: self.method.name().to_owned(),
            settings: SavedSettings::of(&self.given),
            seed: self.draw.seed.clone(),
            trial: self.draw.trial,
            sampler: self.draw.sampler.name().to_owned(),
            whole: self.draw.whole.map(of_frame),
            contests: (0..self.seats.len()).map(contest).collect(),
            readings: Vec::new(),
        }
    }

    /// Checks that a saved session began from this setup.
    fn began(&self, saved: &SavedSession) -> Result<(), RefusedResume> {
        if saved.version != VERSION {
            return Err(RefusedResume::Version { found: saved.version });
        }
        let own = self.saved();
        for (same, why) in [
            (own.method == saved.method, RefusedResume::Method),
            (own.settings == saved.settings, RefusedResume::Settings),
            ((&own.seed, own.trial) == (&saved.seed, saved.trial), RefusedResume::Seed),
            (own.sampler == saved.sampler, RefusedResume::Sampler),
            (own.whole == saved.whole, RefusedResume::Whole),
        ] {
            if !same {
                return Err(why);
            }
        }
        let key = |it: &SavedContest| (it.id.clone(), it.drawn_as.clone(), it.opportunistic);
        if !own.contests.iter().map(key).eq(saved.contests.iter().map(key)) {
            return Err(RefusedResume::Contests);
        }
        for (own, saved) in own.contests.iter().zip(&saved.contests) {
            if let Some(part) = own.reported.differs(&saved.reported) {
                return Err(RefusedResume::Reported { contest: own.id.clone(), part });
            }
        }
        Ok(())
    }

    /// The saved readings by contest and place.
    fn placed(&self, saved: &SavedSession) -> Result<BTreeMap<(usize, UnitPlace), HandReading>, RefusedResume> {
        let contests: HashMap<&str, usize> =
            (0..self.seats.len()).map(|at| (self.reported(at).contest.id.as_str(), at)).collect();
        let mut batches: HashMap<&str, usize> = HashMap::new();
        for frame in self.seats.iter().map(|seat| &seat.input.reported.frame) {
            batches.extend(frame.batches().iter().enumerate().map(|(at, &batch)| (frame.batch_id(at), batch)));
        }
        let mut placed = BTreeMap::new();
        for it in &saved.readings {
            let found = contests.get(it.contest.as_str()).zip(batches.get(it.batch.as_str()));
            let Some((&contest, &batch)) = found else {
                return Err(RefusedResume::UnknownPlace { reading: Box::new(it.clone()) });
            };
            let unknown = |NoCandidate(name)| RefusedResume::UnknownCandidate { contest: it.contest.clone(), name };
            let reading = it.read.reading(self.reported(contest).contest).map_err(unknown)?;
            let place = UnitPlace { batch, position: it.position };
            if placed.insert((contest, place), reading).is_some() {
                return Err(RefusedResume::Twice { reading: Box::new(it.clone()) });
            }
        }
        Ok(placed)
    }
}

impl<'s> Session<'s> {
    /// The session in the form in which it is saved, at any time. Equal sessions are saved alike, in any order of
    /// readings.
    pub fn save(&self) -> SavedSession {
        let setup = self.setup();
        let mut saved = setup.saved();
        for contest in 0..setup.contests() {
            let readings = self.readings(contest).map(|(place, reading)| saved_reading(setup, contest, place, reading));
            saved.readings.extend(readings);
        }
        saved
    }

    /// Resumes a saved session from the same inputs.
    ///
    /// # Errors
    /// What differs, or which reading does not fit.
    pub fn resume(setup: &'s SessionSetup<'s>, saved: &SavedSession) -> Result<Self, RefusedResume> {
        setup.began(saved)?;
        let mut placed = setup.placed(saved)?;
        let mut session = Self::begin(setup);
        loop {
            let mut any = false;
            for pull in session.next_pulls() {
                for want in pull.wants {
                    let Some(reading) = placed.remove(&(want.contest, pull.place)) else { continue };
                    let contest = &setup.reported(want.contest).contest.id;
                    let refused = |why| RefusedResume::Reading { contest: contest.clone(), why };
                    session.record(want.contest, pull.place, reading).map_err(refused)?;
                    any = true;
                }
            }
            if !any {
                break;
            }
        }
        match placed.pop_first() {
            None => Ok(session),
            Some(((contest, place), reading)) => {
                Err(RefusedResume::NeverAsked { reading: Box::new(saved_reading(setup, contest, place, &reading)) })
            }
        }
    }
}

fn saved_reading(setup: &SessionSetup<'_>, contest: usize, place: UnitPlace, reading: &HandReading) -> SavedReading {
    let it = setup.reported(contest).contest;
    SavedReading {
        contest: it.id.clone(),
        batch: setup.batch_name(place.batch).unwrap_or_default().to_owned(),
        position: place.position,
        read: SavedUnit::of(reading, it),
    }
}
