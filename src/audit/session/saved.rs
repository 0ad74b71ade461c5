//! The saved form of a session: names, numbers and fingerprints of its setup, and every reading with its place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use super::reading::HandReading;
use super::setup::{RefusedSetup, SampleDraw, SessionContest, SessionSetup};
use crate::audit::sample_size::ExpectedRates;
use crate::audit::{AuditSettings, Registry, ReportedContest, statutes};
use crate::election::{Contest, Marks, Vote};
use crate::risk::DiscrepancyRates;
use crate::risk::bet::spec::BetText;
use crate::sampling::{self, Frame};
use crate::social_choice::Tally;

/// The version of [`SavedSession`] that this crate writes, and the only one it reads.
pub const VERSION: u32 = 1;

/// A saved session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSession {
    /// The version of the form.
    pub version: u32,
    /// The method's name.
    pub method: String,
    /// The settings.
    pub settings: SavedSettings,
    /// The public seed.
    pub seed: String,
    /// 0 for the audit itself; other numbers are rehearsals.
    pub trial: u64,
    /// The name of the sampler.
    pub sampler: String,
    /// The fingerprint of all cards, if one order of them serves all contests.
    pub whole: Option<String>,
    /// The contests.
    pub contests: Vec<SavedContest>,
    /// The readings, by contest and within it in the order of the manifest.
    pub readings: Vec<SavedReading>,
}

/// A contest of a saved session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedContest {
    /// Its id.
    pub id: String,
    /// The name under which its units are drawn.
    pub drawn_as: String,
    /// Whether it draws no card itself.
    pub opportunistic: bool,
    /// The fingerprint of its report.
    pub reported: Fingerprint,
}

/// A reading of a saved session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReading {
    /// The contest's id.
    pub contest: String,
    /// The name of the batch.
    pub batch: String,
    /// Position of the card in it, from 1; `None` for the whole batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// The reading.
    pub read: SavedUnit,
}

/// The reading of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SavedUnit {
    /// The unit is not where the manifest says.
    NotFound,
    /// A card that does not show the contest.
    NotOnCard,
    /// The marked names; empty for a blank contest.
    Votes(Vec<String>),
    /// The tally of a batch.
    Tally {
        /// Votes of each candidate, in the order of the contest.
        votes: Vec<i64>,
        /// Ballots that carry the contest.
        ballots: i64,
        /// Ballots without a vote.
        blank: i64,
        /// Ballots with too many marks.
        overvoted: i64,
        /// Ballots by the marked targets, if the rule needs more than votes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kinds: Vec<(Vec<String>, i64)>,
    },
}

/// A name in a saved session that is not a candidate's.
pub(super) struct NoCandidate(pub(super) String);

impl SavedUnit {
    /// Converts a reading of a contest to names.
    pub fn of(reading: &HandReading, contest: &Contest) -> Self {
        match reading {
            HandReading::NotFound => Self::NotFound,
            HandReading::NotOnCard => Self::NotOnCard,
            HandReading::Marks(marks) => Self::Votes(targets(contest, marks)),
            HandReading::Tally(Tally { votes, ballots, blank, overvoted, kinds }) => Self::Tally {
                votes: votes.clone(),
                ballots: *ballots,
                blank: *blank,
                overvoted: *overvoted,
                kinds: kinds.iter().map(|(marks, n)| (targets(contest, marks), *n)).collect(),
            },
        }
    }

    /// What a vote says: its marks as they are, or that the contest is not on the card.
    pub fn of_vote(vote: &Vote, contest: &Contest) -> Self {
        match vote {
            Vote::NotOnCard => Self::NotOnCard,
            Vote::Marked(marks) => Self::Votes(targets(contest, marks)),
        }
    }

    /// The reading of a contest, if all its names are candidates.
    pub fn of_contest(&self, contest: &Contest) -> Option<HandReading> {
        self.reading(contest).ok()
    }

    /// Converts back to a reading.
    ///
    /// # Errors
    /// A name that is not a candidate's.
    pub(super) fn reading(&self, contest: &Contest) -> Result<HandReading, NoCandidate> {
        Ok(match self {
            Self::NotFound => HandReading::NotFound,
            Self::NotOnCard => HandReading::NotOnCard,
            Self::Votes(names) => HandReading::Marks(marks_of(contest, names)?),
            Self::Tally { votes, ballots, blank, overvoted, kinds } => HandReading::Tally(Tally {
                votes: votes.clone(),
                ballots: *ballots,
                blank: *blank,
                overvoted: *overvoted,
                kinds: kinds
                    .iter()
                    .map(|(names, n)| Ok((marks_of(contest, names)?, *n)))
                    .collect::<Result<_, NoCandidate>>()?,
            }),
        })
    }
}

/// The names of marked targets.
fn targets(contest: &Contest, marks: &Marks) -> Vec<String> {
    marks.targets().map(|target| contest.target_name(target)).collect()
}

/// Clean marks in targets of these names.
fn marks_of(contest: &Contest, names: &[String]) -> Result<Marks, NoCandidate> {
    let target = |name: &String| contest.target_named(name).ok_or_else(|| NoCandidate(name.clone()));
    Ok(Marks::plain(names.iter().map(target).collect::<Result<Vec<_>, _>>()?))
}

/// The settings of a saved session: those of [`AuditSettings`], with the law by its code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSettings {
    /// See [`AuditSettings::risk_limit`].
    pub risk_limit: f64,
    /// See [`AuditSettings::first_round`].
    pub first_round: Option<u64>,
    /// See [`AuditSettings::round_chance`].
    pub round_chance: Option<f64>,
    /// See [`AuditSettings::growth`].
    pub growth: f64,
    /// See [`AuditSettings::most_rounds`].
    pub most_rounds: u32,
    /// See [`AuditSettings::full_count_at`].
    pub full_count_at: f64,
    /// See [`AuditSettings::card_by_card`].
    pub card_by_card: bool,
    /// See [`AuditSettings::bets`].
    pub bets: BTreeMap<String, BetText>,
    /// See [`AuditSettings::share`].
    pub share: f64,
    /// See [`AuditSettings::tolerance`].
    pub tolerance: f64,
    /// The code of [`AuditSettings::law`].
    pub law: Option<String>,
    /// See [`AuditSettings::detection`].
    pub detection: f64,
    /// See [`AuditSettings::most_shift`].
    pub most_shift: f64,
    /// See [`AuditSettings::expected`].
    pub expected: ExpectedRates,
}

impl SavedSettings {
    /// Converts the settings of a session.
    pub(super) fn of(terms: &AuditSettings) -> Self {
        let DiscrepancyRates { o1, o2, u1, u2 } = terms.expected;
        Self {
            risk_limit: terms.risk_limit,
            first_round: terms.first_round,
            round_chance: terms.round_chance,
            growth: terms.growth,
            most_rounds: terms.most_rounds,
            full_count_at: terms.full_count_at,
            card_by_card: terms.card_by_card,
            bets: terms.bets.iter().map(|(method, bet)| (method.clone(), bet.text())).collect(),
            share: terms.share,
            tolerance: terms.tolerance,
            law: terms.law.map(|law| law.code.to_owned()),
            detection: terms.detection,
            most_shift: terms.most_shift,
            expected: ExpectedRates { o1, o2, u1, u2 },
        }
    }

    /// Converts back to settings.
    ///
    /// # Errors
    /// [`RefusedSetup::UnknownLaw`].
    pub fn terms(&self) -> Result<AuditSettings, RefusedSetup> {
        let law = |code: &String| statutes::named(code).ok_or_else(|| RefusedSetup::UnknownLaw { code: code.clone() });
        let ExpectedRates { o1, o2, u1, u2 } = self.expected;
        Ok(AuditSettings {
            risk_limit: self.risk_limit,
            first_round: self.first_round,
            round_chance: self.round_chance,
            growth: self.growth,
            most_rounds: self.most_rounds,
            full_count_at: self.full_count_at,
            card_by_card: self.card_by_card,
            bets: self.bets.clone(),
            share: self.share,
            tolerance: self.tolerance,
            law: self.law.as_ref().map(law).transpose()?,
            detection: self.detection,
            most_shift: self.most_shift,
            expected: DiscrepancyRates { o1, o2, u1, u2 },
        })
    }
}

impl SavedSession {
    /// The setup that a saved session needs, from the reported contests; the rest is in the saved session.
    /// [`Session::resume`](super::Session::resume) checks that the report is the same.
    ///
    /// # Errors
    /// Why no session can begin.
    pub fn setup<'c>(
        &self,
        registry: &Registry,
        whole: Option<&'c Frame<'c>>,
        reported: &[&'c ReportedContest<'c>],
    ) -> Result<SessionSetup<'c>, RefusedSetup> {
        let sampler = sampling::named(&self.sampler);
        let sampler = sampler.ok_or_else(|| RefusedSetup::UnknownSampler { sampler: self.sampler.clone() })?;
        let draw = SampleDraw { seed: self.seed.clone(), trial: self.trial, sampler, whole };
        let contest = |(saved, &reported): (&SavedContest, &&'c ReportedContest<'c>)| SessionContest {
            reported,
            drawn_as: saved.drawn_as.clone(),
            opportunistic: saved.opportunistic,
        };
        let contests = self.contests.iter().zip(reported).map(contest).collect();
        SessionSetup::prepare(registry, &self.method, &self.settings.terms()?, draw, contests)
    }
}
