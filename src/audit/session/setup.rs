//! The setup of a session: the contests as reported, prepared by a method, with settings, a seed and a sampler.

use std::sync::OnceLock;

use super::fingerprint::Fingerprint;
use crate::audit::{
    AuditMethod, AuditSettings, PreparedAudit, Registry, ReportedContest, StratumFrame, Unit, statutes,
};
use crate::random::Streams;
use crate::reason::{Reason, folder};
use crate::sampling::{Frame, FrameParts, Sampler, running_sums};

/// How the sample is drawn: a function of seed, frame and names.
#[derive(Clone)]
pub struct SampleDraw<'c> {
    /// The public seed.
    pub seed: String,
    /// 0 for the audit itself; other numbers are rehearsals with other random numbers.
    pub trial: u64,
    /// The sampler of cards.
    pub sampler: &'static dyn Sampler,
    /// All cards that may be drawn, if one order of them serves all contests.
    pub whole: Option<&'c Frame<'c>>,
}

/// A contest of a session.
#[derive(Clone, Debug)]
pub struct SessionContest<'c> {
    /// Its report.
    pub reported: &'c ReportedContest<'c>,
    /// The name under which its units are drawn, usually its id: contests with one name and the same cards get the same
    /// cards. Empty, for all contests, if there is one shared order.
    pub drawn_as: String,
    /// Whether it draws no card itself and is measured with cards drawn for others.
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
    /// A setting out of its range.
    OutOfRange {
        /// The name of its field in [`AuditSettings`].
        setting: &'static str,
    },
    /// A bet for a method without a choice of bets, or for an unknown method.
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
    /// No sampler has that name.
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
    /// Several contests, but the method does not draw single cards without replacement, or there is no order of all
    /// cards.
    SharesNoSample,
    /// Weights of batches that sum to 0, or to too much.
    UnfitWeights {
        /// The contest's id.
        contest: String,
    },
}

impl RefusedSetup {
    /// What is wrong, in words.
    pub fn reason(&self) -> Reason {
        match self {
            Self::UnknownMethod { method } => folder::refused_method(method),
            Self::TakesNoBet { method } | Self::UnfitBet { method } => folder::refused_bet(method),
            Self::OutOfRange { setting } => folder::refused_setting(*setting),
            Self::UnknownLaw { code } => folder::refused_setting(code),
            Self::UnknownSampler { sampler } => folder::refused_setting(sampler),
            Self::NoContest => folder::refused_no_contest(),
            Self::ContestTwice { contest } | Self::UnfitWeights { contest } => folder::refused_contest(contest),
            Self::SharesNoSample => folder::refused_shares(),
        }
    }
}

/// A prepared contest.
pub(super) struct SessionSeat<'c> {
    pub(super) input: SessionContest<'c>,
    /// The method prepared for it, or why no sample can confirm the report.
    pub(super) procedure: Result<Box<dyn PreparedAudit + 'c>, Reason>,
    pub(super) strata: Vec<StratumFrame<'c>>,
}

/// Everything that is fixed before the first card is drawn.
pub struct SessionSetup<'c> {
    pub(super) method: &'static dyn AuditMethod,
    /// The settings as they were given.
    pub(super) given: AuditSettings,
    /// The same, with bets of the registry in place of their names.
    pub(super) settings: AuditSettings,
    pub(super) draw: SampleDraw<'c>,
    pub(super) streams: Streams,
    pub(super) seats: Vec<SessionSeat<'c>>,
    /// The frames that each batch belongs to, if one sample serves all contests.
    pub(super) shared: Option<FrameParts>,
    /// The fingerprint of each contest's report, computed for the first save or resume.
    reported: OnceLock<Vec<Fingerprint>>,
}

impl<'c> SessionSetup<'c> {
    /// Prepares a method of the registry for all contests.
    ///
    /// # Errors
    /// Why no session can begin. A report that no sample can confirm is not an error: that contest ends in a full hand
    /// count.
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

    /// The number of contests.
    pub fn contests(&self) -> usize {
        self.seats.len()
    }

    /// The report of a contest.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn reported(&self, contest: usize) -> &'c ReportedContest<'c> {
        self.seats[contest].input.reported
    }

    /// The method prepared for a contest; `None` if no sample can confirm the report.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn procedure(&self, contest: usize) -> Option<&dyn PreparedAudit> {
        self.seats[contest].procedure.as_deref().ok()
    }

    /// The fingerprints of the reports, contest by contest; computed once, because records may be long.
    pub fn fingerprints(&self) -> &[Fingerprint] {
        self.reported.get_or_init(|| self.seats.iter().map(|seat| Fingerprint::of(seat.input.reported)).collect())
    }

    /// Whether one sample serves all contests.
    pub fn shares_one_sample(&self) -> bool {
        self.shared.is_some()
    }

    /// The name of a batch, by its index in the manifest; `None` if no contest is on it.
    pub fn batch_name(&self, batch: usize) -> Option<&str> {
        let frames = self.seats.iter().map(|seat| &seat.input.reported.frame);
        let mut found = frames.filter_map(|frame| Some((frame, frame.batches().binary_search(&batch).ok()?)));
        found.next().map(|(frame, at)| frame.batch_id(at))
    }
}
