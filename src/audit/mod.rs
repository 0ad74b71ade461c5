//! AUDITS: draw, read, measure, decide. One method per file.
//!
//! A method supplies its own steps: the data it needs, the unit it draws, how it uses a reading, its P-value. Rounds,
//! their sizes, the escalation to a full hand count, lists of discrepancies and the work are shared ([`conduct`]). An
//! audit gets the reported result and the boards' readings of the units that it draws; it never sees the paper.

mod bounds;
mod calendar;
mod claim;
mod clean_size;
mod clock;
mod course;
mod discrepancy_kinds;
mod numeric;
mod outcome_distribution;
mod reference_values;
mod registry;
mod round_distribution;
mod round_poll;
mod rounds;
pub mod sample_size;
pub mod session;
mod shared_sample;
mod sizing;
pub mod statutes;
mod terms;

pub use crate::assertion::AbsentCards;
pub use calendar::{Calendar, Date};
pub(crate) use claim::StratumFrame;
pub use claim::{HeldAgainst, Pool, PoolKind, Records, ReportedContest, Stratum, nobody_can_lose};
pub use clock::{Clock, CostBasis, Staff, Work};
pub use course::{Audited, Decision, DrawPlace, First, RoundResult, RoundSoFar, RoundState};
pub use discrepancy_kinds::Overstates;
pub use numeric::{CardValue, NumericAudit, NumericMeasures};
pub use outcome_distribution::{Chances, FirstSizes, OutcomeDistribution, PossibleEnd, StopPlace, SupposedPaper};
pub use registry::{NameTaken, Registry};
pub use rounds::{BatchList, EvidenceShown, SampleSource, Trace, conduct, conduct_to_decide, conduct_traced};
pub use shared_sample::{SharedSampleAudit, SharedSeat, conduct_together};
pub use terms::AuditSettings;

use crate::election::Code;
use crate::hand_count::Reading;
use crate::reason::{Reason, findings, procedures, why};
use crate::risk::bet::spec::{BetText, RefusedField};
use crate::social_choice::Tally;

/// The data that a method needs beside the reported totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// None.
    Nothing,
    /// Reported tallies batch by batch.
    BatchTallies,
    /// A cast vote record for every card, in an order that identifies the card.
    CastVoteRecords,
    /// A cast vote record for each card, or a reported sum for its pool or stratum.
    RecordsOrSums,
}

impl Needs {
    /// A description for messages.
    pub fn says(self) -> Reason {
        match self {
            Self::Nothing => findings::needs_nothing(),
            Self::BatchTallies => findings::needs_tallies(),
            Self::CastVoteRecords => findings::needs_records(),
            Self::RecordsOrSums => findings::needs_records_or_sums(),
        }
    }
}

/// The guarantee of a method if the reported outcome is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarantee {
    /// It confirms a wrong outcome with a probability of at most the risk limit, if boards read the paper without
    /// error.
    RiskLimit,
    /// When it confirms, the probability that the outcome is wrong is at most the limit, given the sample and its
    /// prior; the probability of confirming a wrong outcome is not bounded.
    Posterior,
    /// The probability of confirming a wrong outcome is not bounded.
    Nothing,
    /// It counts every ballot by hand.
    FullCount,
}

impl Guarantee {
    /// A description for messages.
    pub fn says(self) -> Reason {
        match self {
            Self::RiskLimit => procedures::promise_risk_limit(),
            Self::Posterior => procedures::promise_posterior(),
            Self::Nothing => procedures::promise_nothing(),
            Self::FullCount => procedures::promise_full_count(),
        }
    }
}

/// The unit that a method draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Single cards.
    Card {
        /// Whether draws are with replacement.
        replacement: bool,
    },
    /// Single cards without replacement, each stratum sampled separately.
    CardOfStratum,
    /// Whole batches, without replacement.
    Batch,
    /// Whole batches with probability proportional to the procedure's weights, with replacement.
    BatchByWeight,
    /// Every batch, counted again by other software from the images that the scanners kept; no paper is read.
    Images,
    /// Every batch, with its paper scanned again.
    Rescan,
    /// Nothing: everything is counted.
    Everything,
}

impl Unit {
    /// Whether whole batches are tallied, by people or by machine.
    pub fn is_batch(self) -> bool {
        matches!(self, Self::Batch | Self::BatchByWeight | Self::Images | Self::Rescan)
    }

    /// Whether it is a random sample: then there is a seed, and a manifest.
    pub fn is_by_lot(self) -> bool {
        !matches!(self, Self::Everything | Self::Images | Self::Rescan)
    }

    /// Whether people read the paper before any full count.
    pub fn is_by_hand(self) -> bool {
        !matches!(self, Self::Images | Self::Rescan)
    }

    /// Whether a unit may be drawn again.
    pub fn repeats(self) -> bool {
        matches!(self, Self::Card { replacement: true } | Self::BatchByWeight)
    }
}

/// One drawn unit, as the audit gets it.
#[derive(Clone, Copy, Debug)]
pub enum DrawnUnit<'a> {
    /// A card.
    Card {
        /// Index of its batch in the frame's list.
        batch: usize,
        /// Its cast vote record; `None` for a phantom, a card in the manifest without a record.
        record: Option<Code>,
        /// The board's reading.
        reading: Reading<'a>,
    },
    /// A batch.
    Batch {
        /// Index of the batch in the frame's list.
        batch: usize,
        /// Its reported tally, if there is one.
        reported: Option<&'a Tally>,
        /// Its hand tally, if the batch was found; if a machine counts again, that machine's tally.
        hand: Option<&'a Tally>,
        /// Number of its ballots by the manifest.
        ballots: u64,
    },
}

/// The evidence at the end of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RoundEvidence {
    /// A P-value, which is compared with the risk limit.
    PValue(f64),
    /// The method's own rule confirms.
    Passed,
    /// The method's own rule requires a full hand count.
    Failed,
    /// The method's own rule requires a sample of this number of units in all; a full hand count if there are fewer.
    Enlarge(u64),
}

/// The evidence of one audit while it is conducted.
pub trait AuditState {
    /// Takes the next drawn unit. Returns whether it differs from its report in a way that matters to this method.
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool;

    /// Ends a round: methods that judge by rounds judge now.
    fn close_round(&mut self) {}

    /// The evidence now.
    fn evidence(&self) -> RoundEvidence;

    /// Units in all after which the next round confirms with this probability if the report is right; `None` if the
    /// method has no such size, or must not choose it after readings.
    fn next_round(&self, chance: f64) -> Option<u64> {
        let _ = chance;
        None
    }

    /// The probability of confirming by this number of units in all if the report is right, in whole hundredths and rounded
    /// down; `None` if the method has no sizes of next rounds.
    fn confirms_by(&self, draws: u64) -> Option<f64> {
        chance_by(draws, |chance| self.next_round(chance))
    }
}

/// The largest probability, in whole hundredths, for which the next round needs no more than this number of units in all.
fn chance_by(draws: u64, size: impl Fn(f64) -> Option<u64>) -> Option<f64> {
    let is_enough = |hundredths: u32| size(f64::from(hundredths) / 100.0).map(|size| size <= draws);
    let (mut least, mut most) = (0, 100);
    while most - least > 1 {
        let middle = u32::midpoint(least, most);
        if is_enough(middle)? { least = middle } else { most = middle }
    }
    Some(f64::from(least) / 100.0)
}

/// A method prepared for one contest.
pub trait PreparedAudit: Sync {
    /// The unit that it draws.
    fn unit(&self) -> Unit;

    /// Whether it is judged at round ends only, even if the settings ask for judging card by card.
    fn judges_rounds(&self) -> bool {
        false
    }

    /// Units in the first round by the method's own formula for a clean audit, if the settings give none.
    fn first_round(&self) -> u64;

    /// The source of that size, in a clause.
    fn formula(&self) -> Reason;

    /// A statement about its probabilities, in a clause, if the formula does not say all.
    fn states(&self) -> Option<Reason> {
        None
    }

    /// Units in a first round that confirms with this probability if the report is right; `None` if the method has no
    /// such size.
    fn first_round_for(&self, chance: f64) -> Option<u64> {
        let _ = chance;
        None
    }

    /// The sizes of a first round that confirms with this probability if the report is right and discrepancies have the
    /// stated rates; `None` if no exact distribution gives them.
    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        let _ = chance;
        None
    }

    /// The probabilities of having confirmed by the ends of rounds, in cumulative draws, on paper with this content; if
    /// the settings judge card by card, each draw is such an end.
    ///
    /// # Errors
    /// Why no exact distribution gives them.
    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        let _ = (ends, paper);
        Err(why::no_law())
    }

    /// Whether readings determine the size of each next round if the settings give a probability.
    fn chooses_rounds(&self) -> bool {
        false
    }

    /// The number of strata that it samples separately; 0 if cards come from the whole frame.
    fn strata(&self) -> usize {
        0
    }

    /// The stratum (an index of [`ReportedContest::strata`]) of the next card, given the draws made in each: fixed
    /// before the first draw, whatever the readings are.
    fn next_stratum(&self, drawn: &[u64]) -> usize {
        let _ = drawn;
        0
    }

    /// For each batch of the frame its weight in [`Unit::BatchByWeight`], in whole numbers.
    fn weights(&self) -> &[u128] {
        &[]
    }

    /// Its discrepancies by kind, if each card is compared with its own record.
    fn overstatements(&self) -> Option<&dyn Overstates> {
        None
    }

    /// The same audit in numbers, if the method has no round sizes of its own and each card gives one number to each
    /// measure.
    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        None
    }

    /// An audit before the first unit.
    fn begin(&self) -> Box<dyn AuditState + '_>;

    /// The same for callers who need only decisions: its P-value is on the same side of the limit, and may be another
    /// number there. Once at the limit or below it stays there, so that further units can be skipped.
    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        let _ = limit;
        self.begin()
    }
}

/// An audit method.
pub trait AuditMethod: Sync {
    /// Its name in scenario files and on the command line.
    fn name(&self) -> &'static str;

    /// A description, in a clause.
    fn says(&self) -> Reason;

    /// The data that it needs.
    fn needs(&self) -> Needs;

    /// Its guarantee.
    fn promise(&self) -> Guarantee;

    /// Whether its P-value follows from the numbers of votes for each candidate, without their order.
    fn measures_counts(&self) -> bool {
        false
    }

    /// The P-value of a sample from its counts alone; `None` if the order matters or the claim cannot be confirmed.
    fn p_value_of_counts(&self, claim: &ReportedContest<'_>, sample: &[u64]) -> Option<f64> {
        let _ = (claim, sample);
        None
    }

    /// What machines count again for it, [`Unit::Images`] or [`Unit::Rescan`]; `None` if nothing.
    fn counts_again(&self) -> Option<Unit> {
        None
    }

    /// Checks whether a bet named in [`AuditSettings::bets`] can be used, as far as possible before anything is
    /// reported; `None` if the method has no choice of bets.
    fn checks_bet(&self, bet: &BetText) -> Option<Result<(), RefusedField>> {
        let _ = bet;
        None
    }

    /// Prepares it for one contest.
    ///
    /// # Errors
    /// The reason, if the reported figures leave nothing to confirm, so that only a full hand count can decide.
    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason>;
}

macro_rules! methods {
    ($($file:ident $method:ident,)*) => {
        $(mod $file; pub use $file::$method;)*

        /// Every method.
        pub const METHODS: &[&dyn AuditMethod] = &[$(&$method),*];
    };
}

methods! {
    polling Polling,
    bravo BravoPolling,
    eor_bravo RoundBravoPolling,
    minerva MinervaPolling,
    athena AthenaPolling,
    providence ProvidencePolling,
    bayes_polling BayesPolling,
    awaire Awaire,
    ballot_comparison BallotComparison,
    super_simple SuperSimpleComparison,
    mismatch Mismatch,
    batch_comparison BatchComparison,
    batch_assertions BatchAssertions,
    one_audit OneAudit,
    stratified Stratified,
    suite SuiteHybrid,
    bayes_comparison BayesComparison,
    fixed_percentage FixedPercentage,
    random_precincts RandomPrecincts,
    retabulation Retabulation,
    machine_recount MachineRecount,
    full_hand_count FullHandCount,
}

/// The method of this crate that has the name; those of others stand in a [`Registry`].
pub fn named(name: &str) -> Option<&'static dyn AuditMethod> {
    METHODS.iter().copied().find(|method| method.name() == name)
}
