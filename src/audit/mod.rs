//! THE PUBLIC PROCEDURE: draw, read, measure, decide. One method per file.
//!
//! A method supplies one step: what it needs, what it draws, what it does with a reading, its P-value. Rounds, their
//! sizes, the escalation to a full hand count, lists of discrepancies and the clock are the engine's ([`conduct`]). An
//! audit hears what was reported and what boards read at the places it asks for; what is on the paper it never sees.

mod claim;
mod clock;
mod rounds;
pub mod sample_size;
mod terms;

pub use claim::{Claim, Records};
pub use clock::{Clock, Work};
pub use rounds::{Audited, Decision, Round, Sequence, conduct};
pub use terms::Terms;

use crate::election::Code;
use crate::hand_count::Reading;
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
}

impl Needs {
    /// In words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Nothing => "nothing but the paper and its manifest",
            Self::BatchTallies => "reported tallies batch by batch",
            Self::CastVoteRecords => "a cast vote record for every card",
        }
    }
}

/// What a method promises where the reported outcome is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// It confirms a wrong outcome with a chance of at most the risk limit, if boards read what stands on the paper.
    RiskLimit,
    /// No bound on the chance of confirming a wrong outcome.
    Nothing,
    /// It counts every ballot.
    FullCount,
}

impl Promise {
    /// In words.
    pub fn says(self) -> &'static str {
        match self {
            Self::RiskLimit => {
                "if boards read what stands there, a wrong outcome is confirmed with a chance of at most the risk limit"
            }
            Self::Nothing => "no bound on the chance that a wrong outcome is confirmed",
            Self::FullCount => "every ballot is counted by hand",
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
    /// Whole batches, without replacement.
    Batch,
    /// Nothing: all is counted.
    Everything,
}

/// One drawn unit, as the audit gets it.
#[derive(Clone, Copy, Debug)]
pub enum Drawn<'a> {
    /// A card.
    Card {
        /// Its cast vote record; `None` for a phantom, a card in the manifest without a record.
        record: Option<Code>,
        /// What the board read.
        reading: Reading<'a>,
    },
    /// A batch.
    Batch {
        /// Its reported tally, where one was reported.
        reported: Option<&'a Tally>,
        /// Its tally by hand, where the batch was found.
        hand: Option<&'a Tally>,
        /// Ballots in it by the manifest.
        ballots: u64,
    },
}

/// Where the evidence stands at the end of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// A P-value; the engine holds it against the risk limit.
    PValue(f64),
    /// The method's own rule is satisfied.
    Passed,
    /// The method's own rule asks for a full hand count.
    Failed,
}

/// The evidence of one audit while it runs.
pub trait Evidence {
    /// Hears the next drawn unit. Returns whether it differs from what was reported of it in a way that matters here.
    fn hear(&mut self, drawn: Drawn<'_>) -> bool;

    /// What the evidence says now.
    fn standing(&self) -> Standing;
}

/// A method made ready for one contest.
pub trait Procedure: Sync {
    /// What it draws.
    fn unit(&self) -> Unit;

    /// Units in the first round where the terms do not say, by the method's own formula for a clean audit.
    fn first_round(&self) -> u64;

    /// Where that size comes from, in a clause.
    fn formula(&self) -> &'static str;

    /// An audit without evidence yet.
    fn begin(&self) -> Box<dyn Evidence + '_>;
}

/// A way to audit.
pub trait AuditMethod: Sync {
    /// Its name in scenario files and on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a clause.
    fn says(&self) -> &'static str;

    /// What it must be given.
    fn needs(&self) -> Needs;

    /// What it promises.
    fn promise(&self) -> Promise;

    /// Whether its P-value follows from how often each candidate was seen, without the order.
    fn measures_counts(&self) -> bool {
        false
    }

    /// The P-value of a sample by its counts alone, `None` where the order matters or the claim cannot be confirmed.
    fn p_value_of_counts(&self, claim: &Claim<'_>, sample: &[u64]) -> Option<f64> {
        let _ = (claim, sample);
        None
    }

    /// Makes it ready for one contest.
    ///
    /// # Errors
    /// A sentence where the reported figures themselves leave nothing to confirm: then only a full hand count can tell.
    fn prepare<'c>(&self, claim: &'c Claim<'c>, terms: &Terms) -> Result<Box<dyn Procedure + 'c>, String>;
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
    ballot_comparison BallotComparison,
    super_simple SuperSimpleComparison,
    fixed_percentage FixedPercentage,
    full_hand_count FullHandCount,
}

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn AuditMethod> {
    METHODS.iter().copied().find(|method| method.name() == name)
}
