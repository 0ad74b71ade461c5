//! THE PUBLIC PROCEDURE: draw, read, measure, decide. One method per file.
//!
//! A method supplies one step: what it needs, what it draws, what it does with a reading, its P-value. Rounds, their
//! sizes, the escalation to a full hand count, lists of discrepancies and the clock are the engine's ([`conduct`]). An
//! audit hears what was reported and what boards read at the places it asks for; what is on the paper it never sees.

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
mod round_law;
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
use crate::reason::{Reason, procedures, told};
use crate::risk::bet::spec::{BetText, RefusedField};
use crate::social_choice::Tally;

/// What a method must be given beside the reported totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Reported tallies batch by batch.
    BatchTallies,
    /// A cast vote record for every card, in an order that leads back to the card.
    CastVoteRecords,
    /// A cast vote record for each card, or for its pool or stratum a reported sum.
    RecordsOrSums,
}

impl Needs {
    /// In words.
    pub fn says(self) -> Reason {
        match self {
            Self::Nothing => told::needs_nothing(),
            Self::BatchTallies => told::needs_tallies(),
            Self::CastVoteRecords => told::needs_records(),
            Self::RecordsOrSums => told::needs_records_or_sums(),
        }
    }
}

/// What a method promises where the reported outcome is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarantee {
    /// It confirms a wrong outcome with a chance of at most the risk limit, if boards read what stands on the paper.
    RiskLimit,
    /// When it confirms, the chance that the outcome is wrong is at most the limit, given the sample and its prior; no
    /// bound on the chance of confirming a wrong outcome.
    Posterior,
    /// No bound on the chance of confirming a wrong outcome.
    Nothing,
    /// It counts every ballot.
    FullCount,
}

impl Guarantee {
    /// In words.
    pub fn says(self) -> Reason {
        match self {
            Self::RiskLimit => procedures::promise_risk_limit(),
            Self::Posterior => procedures::promise_posterior(),
            Self::Nothing => procedures::promise_nothing(),
            Self::FullCount => procedures::promise_full_count(),
        }
    }
}

/// What a method draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Single cards.
    Card {
        /// Whether a drawn card is put back.
        replacement: bool,
    },
    /// Single cards without replacement, each stratum drawn on its own.
    CardOfStratum,
    /// Whole batches, without replacement.
    Batch,
    /// Whole batches in proportion to the procedure's weights, with replacement.
    BatchByWeight,
    /// Every batch, counted again by other software from the images that the scanners kept; no paper is looked at.
    Images,
    /// Every batch, its paper put through the machines again.
    Rescan,
    /// Nothing: all is counted.
    Everything,
}

impl Unit {
    /// Whether whole batches are tallied, by whomever.
    pub fn is_batch(self) -> bool {
        matches!(self, Self::Batch | Self::BatchByWeight | Self::Images | Self::Rescan)
    }

    /// Whether lots are drawn: then there is a seed, and a manifest.
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
        /// Place of its batch in the frame's list.
        batch: usize,
        /// Its cast vote record; `None` for a phantom, a card in the manifest without a record.
        record: Option<Code>,
        /// What the board read.
        reading: Reading<'a>,
    },
    /// A batch.
    Batch {
        /// Place of the batch in the frame's list.
        batch: usize,
        /// Its reported tally, where one was reported.
        reported: Option<&'a Tally>,
        /// Its tally by hand, where the batch was found; where a machine counts again, that machine's.
        hand: Option<&'a Tally>,
        /// Ballots in it by the manifest.
        ballots: u64,
    },
}

/// Where the evidence stands at the end of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RoundEvidence {
    /// A P-value; the engine holds it against the risk limit.
    PValue(f64),
    /// The method's own rule is satisfied.
    Passed,
    /// The method's own rule asks for a full hand count.
    Failed,
    /// The method's own rule asks for a sample of so many units in all; a full hand count where there are not so many.
    Enlarge(u64),
}

/// The evidence of one audit while it runs.
pub trait AuditState {
    /// Hears the next drawn unit. Returns whether it differs from what was reported of it in a way that matters here.
    fn hear(&mut self, drawn: DrawnUnit<'_>) -> bool;

    /// The round ends here: what is judged by rounds is judged now.
    fn close_round(&mut self) {}

    /// What the evidence says now.
    fn standing(&self) -> RoundEvidence;

    /// Units in all after which the next round confirms with this chance if the report is right; `None` where the method
    /// has no such size, or must not choose it after a look at the cards.
    fn next_round(&self, chance: f64) -> Option<u64> {
        let _ = chance;
        None
    }
}

/// A method made ready for one contest.
pub trait PreparedAudit: Sync {
    /// What it draws.
    fn unit(&self) -> Unit;

    /// Whether it is judged where a round ends, and not card by card even where the terms ask for that.
    fn judges_rounds(&self) -> bool {
        false
    }

    /// Units in the first round where the terms do not say, by the method's own formula for a clean audit.
    fn first_round(&self) -> u64;

    /// Where that size comes from, in a clause.
    fn formula(&self) -> Reason;

    /// What it says of its own chances, in a clause, where it says more than the formula.
    fn states(&self) -> Option<Reason> {
        None
    }

    /// Units in a first round that confirms with this chance if the report is right; `None` where the method has no
    /// such size.
    fn first_round_for(&self, chance: f64) -> Option<u64> {
        let _ = chance;
        None
    }

    /// The sizes of a first round that confirms with this chance if the report is right and discrepancies come at the stated
    /// rates; `None` where no exact law tells them.
    fn sizes_for(&self, chance: f64) -> Option<FirstSizes> {
        let _ = chance;
        None
    }

    /// The chances of having confirmed by the end of rounds, in cumulative draws, on paper that holds this; where the terms
    /// judge card by card, each draw is such an end.
    ///
    /// # Errors
    /// Why no exact law tells them.
    fn confirms_by(&self, ends: &[u64], paper: SupposedPaper<'_>) -> Result<Chances, Reason> {
        let _ = (ends, paper);
        Err(told::why_no_law())
    }

    /// Whether a look at the cards sizes each next round where the terms give a chance.
    fn chooses_rounds(&self) -> bool {
        false
    }

    /// How many strata it draws from; none where cards come from the whole frame.
    fn strata(&self) -> usize {
        0
    }

    /// The stratum (a place in [`ReportedContest::strata`]) that the next card comes from, where so many were drawn from each: settled
    /// before the first draw, whatever the cards show.
    fn next_stratum(&self, drawn: &[u64]) -> usize {
        let _ = drawn;
        0
    }

    /// For each batch of the frame its weight in [`Unit::BatchByWeight`], in whole numbers.
    fn weights(&self) -> &[u128] {
        &[]
    }

    /// What its discrepancies are, where each card is held against its own record.
    fn overstatements(&self) -> Option<&dyn Overstates> {
        None
    }

    /// The same in numbers, where rounds have no sizes of the method's own and each card is a number to each measure.
    fn in_numbers(&self) -> Option<&dyn NumericAudit> {
        None
    }

    /// An audit without evidence yet.
    fn begin(&self) -> Box<dyn AuditState + '_>;

    /// The same for those who ask only for decisions: its P-value is on the same side of the limit, and may be another
    /// number there. What is at the limit or below stays there, so that nothing more has to be heard of it.
    fn begin_to_decide(&self, limit: f64) -> Box<dyn AuditState + '_> {
        let _ = limit;
        self.begin()
    }
}

/// A way to audit.
pub trait AuditMethod: Sync {
    /// Its name in scenario files and on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a clause.
    fn says(&self) -> Reason;

    /// What it must be given.
    fn needs(&self) -> Needs;

    /// What it promises.
    fn promise(&self) -> Guarantee;

    /// Whether its P-value follows from how often each candidate was seen, without the order.
    fn measures_counts(&self) -> bool {
        false
    }

    /// The P-value of a sample by its counts alone, `None` where the order matters or the claim cannot be confirmed.
    fn p_value_of_counts(&self, claim: &ReportedContest<'_>, sample: &[u64]) -> Option<f64> {
        let _ = (claim, sample);
        None
    }

    /// What machines count again for it, [`Unit::Images`] or [`Unit::Rescan`]; `None` where they do not.
    fn counts_again(&self) -> Option<Unit> {
        None
    }

    /// Whether a bet that is named in [`AuditSettings::bets`] may be used here, as far as can be told before anything is reported;
    /// `None` where the method lets no bet be chosen.
    fn checks_bet(&self, bet: &BetText) -> Option<Result<(), RefusedField>> {
        let _ = bet;
        None
    }

    /// Makes it ready for one contest.
    ///
    /// # Errors
    /// Why, where the reported figures themselves leave nothing to confirm: then only a full hand count can tell.
    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason>;
}

macro_rules! methods {
    ($($file:ident $method:ident,)*) => {
        $(mod $file; pub use $file::$method;)*

        /// Every method there is.
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

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn AuditMethod> {
    METHODS.iter().copied().find(|method| method.name() == name)
}
