//! What a session starts from: the contests as reported, made ready by a method, under settings, a seed and a sampler.

use std::sync::OnceLock;

use super::fingerprint::Fingerprint;
use crate::audit::{
    AuditMethod, AuditSettings, PreparedAudit, Registry, ReportedContest, StratumFrame, Unit, statutes,
};
use crate::random::Streams;
use crate::reason::Reason;
use crate::sampling::{Frame, FrameParts, Sampler, running_sums};

/// How the sample is drawn: a function of seed, frame and names.
#[derive(Clone)]
pub struct SampleDraw<'c> {
    /// The public seed.
    pub seed: String,
    /// 0 for the audit itself; other numbers are rehearsals with chances of their own.
    pub trial: u64,
    /// How cards are drawn.
    pub sampler: &'static dyn Sampler,
    /// All cards that may be drawn, where one order of them serves all contests.
    pub whole: Option<&'c Frame<'c>>,
}

/// A contest of a session.
#[derive(Clone, Debug)]
pub struct SessionContest<'c> {
    /// What was reported of it.
    pub reported: &'c ReportedContest<'c>,
    /// The name under which its units are drawn, as a rule its id: contests of one name and on the same cards meet the same
    /// cards. Empty, for all contests, where there is one order.
    pub drawn_as: String,
    /// Whether it asks for no card of its own and is measured with what others ask for.
    pub opportunistic: bool,
}

/// Why no session can begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedSetup {
    /// The registry has no method of that name.
    UnknownMethod {
        /// The name.
        method: String,
    },
    /// A setting that is out of its range.
    OutOfRange {
        /// The name of its field in [`AuditSettings`].
        setting: &'static str,
    },
    /// A bet is named for a method that lets none be chosen, or that is not known.
    TakesNoBet {
        /// The method's name.
        method: String,
    },
    /// The registry has no such bet for that method, or its options do not fit.
    UnfitBet {
        /// The method's name.
        method: String,
    },
    /// A law that is not in the table of statutes.
    UnknownLaw {
        /// Its code.
        code: String,
    },
    /// No way to draw has that name.
    UnknownSampler {
        /// The name.
        sampler: String,
    },
    /// There is no contest.
    NoContest,
    /// A contest is there twice.
    ContestTwice {
        /// Its id.
        contest: String,
    },
    /// Several contests, and a method that does not draw single cards without replacement, or no order of all cards.
    SharesNoSample,
    /// Weights of batches that sum to 0, or to too much.
    UnfitWeights {
        /// The contest's id.
        contest: String,
    },
}

/// A contest made ready.
pub(super) struct SessionSeat<'c> {
    pub(super) input: SessionContest<'c>,
    /// The method made ready for it, or why no sample can confirm the report.
    pub(super) procedure: Result<Box<dyn PreparedAudit + 'c>, Reason>,
    pub(super) strata: Vec<StratumFrame<'c>>,
}

/// Everything that is settled before the first card is drawn.
pub struct SessionSetup<'c> {
    pub(super) method: &'static dyn AuditMethod,
    /// The settings as they were given.
    pub(super) given: AuditSettings,
    /// The same, with the bets of the registry in their places.
    pub(super) settings: AuditSettings,
    pub(super) draw: SampleDraw<'c>,
    pub(super) streams: Streams,
    pub(super) seats: Vec<SessionSeat<'c>>,
    /// Where one sample serves all contests: which frames each batch belongs to.
    pub(super) shared: Option<FrameParts>,
    /// What was reported of each contest, once somebody saves or resumes.
    reported: OnceLock<Vec<Fingerprint>>,
}

impl<'c> SessionSetup<'c> {
    /// Makes a method of the registry ready for all contests.
    ///
    /// # Errors
    /// Why no session can begin. A report that no sample can confirm is no error: that contest ends in a full hand count.
    pub fn prepare(
        registry: &Registry,
        method: &str,
        settings: &AuditSettings,
        draw: SampleDraw<'c>,
        contests: Vec<SessionContest<'c>>,
    ) -> Result<Self, RefusedSetup> {
        let found = registry.method(method);
        let method = found.ok_or_else(|| RefusedSetup::UnknownMethod { method: method.to_owned() })?;
        if let Some(setting) = settings.out_of_range() {
            return Err(RefusedSetup::OutOfRange { setting });
        }
        let (given, settings) = (settings.clone(), registry.with_bets(settings));
        for (name, bet) in &settings.bets {
            match registry.method(name).and_then(|method| method.checks_bet(bet)) {
                None => return Err(RefusedSetup::TakesNoBet { method: name.clone() }),
                Some(Err(_)) => return Err(RefusedSetup::UnfitBet { method: name.clone() }),
                Some(Ok(())) => {}
            }
        }
        if let Some(law) = settings.law.filter(|law| statutes::named(law.code) != Some(*law)) {
            return Err(RefusedSetup::UnknownLaw { code: law.code.to_owned() });
        }
        if contests.is_empty() {
            return Err(RefusedSetup::NoContest);
        }
        let mut seats: Vec<SessionSeat<'c>> = Vec::with_capacity(contests.len());
        for input in contests {
            let id = &input.reported.contest.id;
            if seats.iter().any(|seat| seat.input.reported.contest.id == *id) {
                return Err(RefusedSetup::ContestTwice { contest: id.clone() });
            }
            let procedure = method.prepare(input.reported, &settings);
            if let Some(ready) = procedure.as_ref().ok().filter(|it| it.unit() == Unit::BatchByWeight) {
                let unfit = |_| RefusedSetup::UnfitWeights { contest: id.clone() };
                running_sums(ready.weights()).map_err(unfit)?;
            }
            seats.push(SessionSeat { strata: input.reported.stratum_frames(), procedure, input });
        }
        let shares = |seat: &SessionSeat<'_>| {
            seat.procedure.as_ref().map_or(true, |it| it.unit() == Unit::Card { replacement: false })
        };
        let shared = draw.whole.filter(|_| seats.iter().all(shares)).map(|whole| {
            let frames: Vec<&Frame<'_>> = seats.iter().map(|seat| &seat.input.reported.frame).collect();
            let all = frames.iter().copied().chain([whole]).flat_map(Frame::batches);
            FrameParts::of(&frames, all.max().map_or(0, |last| last + 1))
        });
        if shared.is_none() && seats.len() > 1 {
            return Err(RefusedSetup::SharesNoSample);
        }
        let streams = Streams::new(&draw.seed, draw.trial).within("audit");
        Ok(Self { method, given, settings, draw, streams, seats, shared, reported: OnceLock::new() })
    }

    /// The method.
    pub fn method(&self) -> &'static dyn AuditMethod {
        self.method
    }

    /// How many contests there are.
    pub fn contests(&self) -> usize {
        self.seats.len()
    }

    /// What was reported of a contest.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn reported(&self, contest: usize) -> &'c ReportedContest<'c> {
        self.seats[contest].input.reported
    }

    /// The method made ready for a contest; `None` where no sample can confirm the report.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn procedure(&self, contest: usize) -> Option<&dyn PreparedAudit> {
        self.seats[contest].procedure.as_deref().ok()
    }

    /// The fingerprints of what was reported, contest by contest; long lists of records are gone through once.
    pub fn fingerprints(&self) -> &[Fingerprint] {
        self.reported.get_or_init(|| self.seats.iter().map(|seat| Fingerprint::of(seat.input.reported)).collect())
    }

    /// Whether one sample serves the contests.
    pub fn shares_one_sample(&self) -> bool {
        self.shared.is_some()
    }

    /// The name of a batch, by its place in the manifest; `None` where no contest is on it.
    pub fn batch_name(&self, batch: usize) -> Option<&str> {
        let frames = self.seats.iter().map(|seat| &seat.input.reported.frame);
        let mut found = frames.filter_map(|frame| Some((frame, frame.batches().binary_search(&batch).ok()?)));
        found.next().map(|(frame, at)| frame.batch_id(at))
    }
}
