//! Faults between paper and totals: one per file, applied in a stated order.
//!
//! The order is that of the ballot's path, whatever the order in the scenario: first [`FaultStep::Scanning`] (whether a
//! batch is scanned, how many times, and with which scanner settings), then [`FaultStep::Reading`] (single cards
//! misread or altered), then [`FaultStep::Mapping`] (positions to names), then [`FaultStep::Uploading`] (files to
//! totals). Within a step, faults are applied in the order in which the scenario lists them. The scanner's tape is
//! printed between reading and mapping, so tapes are right if only mapping or uploading failed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::{CandidateIndex, Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};

use super::MachineCount;

mod altered;
mod ranks;

pub use altered::{Pattern, erased, exchanged, is_alone, only, stuffed};

/// The step at which a fault occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultStep {
    /// Before the scanner reads.
    Scanning,
    /// As it reads single cards.
    Reading,
    /// As positions become names.
    Mapping,
    /// As result files become totals.
    Uploading,
}

/// The system whose mapping is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MappedAt {
    /// In the results system: the scanners' own tapes are right.
    #[default]
    Reporting,
    /// In the scanners' programming: the tapes are wrong too.
    Scanner,
}

impl MappedAt {
    fn step(self) -> FaultStep {
        match self {
            Self::Reporting => FaultStep::Mapping,
            Self::Scanner => FaultStep::Reading,
        }
    }

    fn home(self) -> Home {
        match self {
            Self::Reporting => Home::Results,
            Self::Scanner => Home::Programme,
        }
    }
}

/// The cause of a fault: what must be replaced so that a later count does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The ballots themselves: folds, ink.
    Paper,
    /// The machines that read them: optics, thresholds.
    Scanner,
    /// The scanners' programme: layouts, rules, names, and any alteration of it.
    Programme,
    /// The results system and its files.
    Results,
    /// The people who handled ballots and files that day.
    People,
}

impl Home {
    /// Its name in a message.
    pub fn says(self) -> Reason {
        match self {
            Self::Paper => findings::home_paper(),
            Self::Scanner => findings::home_scanner(),
            Self::Programme => findings::home_programme(),
            Self::Results => findings::home_results(),
            Self::People => findings::home_people(),
        }
    }
}

/// What every fault provides.
pub trait Strike {
    /// The step at which it occurs.
    fn step(&self) -> FaultStep;

    /// What must be replaced so that it does not occur again.
    fn lives_in(&self) -> Home;

    /// Checks every name and range it uses. `earlier` are the machine stages before this one.
    ///
    /// # Errors
    /// The first parameter that does not fit the election.
    fn check(&self, election: &Election, earlier: &[&str]) -> Result<(), Complaint>;

    /// Applies the fault and returns the batches that it affected.
    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize>;

    /// What happens, in a clause that a clerk would use.
    fn says(&self) -> Reason;
}

macro_rules! faults {
    ($($file:ident $fault:ident,)*) => {
        $(mod $file; pub use $file::$fault;)*

        /// One fault with its parameters, as a scenario writes it: `{ kind = "batch_not_scanned", … }`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Fault {
            $(#[allow(missing_docs, reason = "its own page says it")] $fault($fault),)*
        }

        /// The names of all faults, as scenarios write them.
        pub const KINDS: &[&str] = &[$(stringify!($file)),*];

        impl Fault {
            /// Its name in scenario files.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$fault(_) => stringify!($file)),* }
            }

            fn inner(&self) -> &dyn Strike {
                match self { $(Self::$fault(fault) => fault),* }
            }
        }
    };
}

faults! {
    stale_mapping_shift StaleMappingShift,
    candidate_swap CandidateSwap,
    contest_mapping_rotation ContestMappingRotation,
    choice_unmapped ChoiceUnmapped,
    batch_not_scanned BatchNotScanned,
    memory_card_not_uploaded MemoryCardNotUploaded,
    unit_left_out UnitLeftOut,
    batch_scanned_twice BatchScannedTwice,
    duplicate_upload DuplicateUpload,
    transcription Transcription,
    fold_line FoldLine,
    marginal_marks MarginalMarks,
    overvote_rule OvervoteRule,
    misread Misread,
    adversarial_flip AdversarialFlip,
    rotation_ignored RotationIgnored,
    layout_shift LayoutShift,
    ink Ink,
    write_in_double WriteInDouble,
    adjudication_error AdjudicationError,
    sticky_flag StickyFlag,
    scanner_reset ScannerReset,
    counter_overflow CounterOverflow,
    bit_flip BitFlip,
    negative_upload NegativeUpload,
    test_data_left_in TestDataLeftIn,
    vote_erased VoteErased,
    undervote_stuffing UndervoteStuffing,
    contest_hidden ContestHidden,
    contest_invented ContestInvented,
    records_withheld RecordsWithheld,
    batch_total_altered BatchTotalAltered,
    ranks_swapped RanksSwapped,
    rank_lost RankLost,
    rankings_cut RankingsCut,
    ranked_rules_misset RankedRulesMisset,
}

impl Strike for Fault {
    fn step(&self) -> FaultStep {
        self.inner().step()
    }

    fn lives_in(&self) -> Home {
        self.inner().lives_in()
    }

    fn check(&self, election: &Election, earlier: &[&str]) -> Result<(), Complaint> {
        self.inner().check(election, earlier)
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        self.inner().strike(count, random)
    }

    fn says(&self) -> Reason {
        self.inner().says()
    }
}

/// The index of a contest by its name.
fn find_contest(election: &Election, key: &str, id: &str) -> Result<usize, Complaint> {
    election.contest(id).ok_or_else(|| Complaint::unknown(key, id, election.contests.iter().map(|c| &c.id)))
}

/// The index of a candidate by name.
fn find_candidate(election: &Election, contest: usize, key: &str, name: &str) -> Result<CandidateIndex, Complaint> {
    let contest = &election.contests[contest];
    contest.candidate(name).ok_or_else(|| Complaint::unknown(key, name, &contest.candidates))
}

/// Checks the names of a contest and of one of its candidates, and that a place has ballots.
fn check_votes(
    election: &Election,
    contest: &str,
    (key, name): (&str, &str),
    place: &Selection,
) -> Result<(), Complaint> {
    let contest = find_contest(election, "contest", contest)?;
    find_candidate(election, contest, key, name)?;
    place.check_some(election)
}

/// Checks the names of a contest and of two of its candidates, one of whom gets the other's votes, and that a place has ballots.
fn check_moved(election: &Election, contest: &str, [from, to]: [&str; 2], place: &Selection) -> Result<(), Complaint> {
    let contest = find_contest(election, "contest", contest)?;
    if find_candidate(election, contest, "from", from)? == find_candidate(election, contest, "to", to)? {
        return Err(Complaint::allowed("to", to, complaints::rule_another_than()));
    }
    place.check_some(election)
}

/// The index of a contest whose name was checked before.
fn known_contest(election: &Election, id: &str) -> usize {
    election.contest(id).expect("checked with the scenario")
}

fn known_candidate(election: &Election, contest: usize, name: &str) -> CandidateIndex {
    election.contests[contest].candidate(name).expect("checked with the scenario")
}

fn find_unit(election: &Election, unit: &str) -> Result<usize, Complaint> {
    let place = election.units.iter().position(|u| u == unit);
    place.ok_or_else(|| Complaint::unknown("unit", unit, &election.units))
}

fn known_unit(election: &Election, unit: &str) -> usize {
    election.units.iter().position(|u| u == unit).expect("checked with the scenario")
}

fn check_scanner(election: &Election, tabulator: &str) -> Result<(), Complaint> {
    let known = election.tabulators.iter().any(|t| t == tabulator);
    if known { Ok(()) } else { Err(Complaint::unknown("tabulator", tabulator, &election.tabulators)) }
}

/// Limits what one scanner counts of each of its batches to a run of ballots.
///
/// `keep` gets the number of ballots that the scanner took before the batch, and the number in it.
fn ballots_of_scanner(
    count: &mut MachineCount<'_>,
    tabulator: &str,
    keep: impl Fn(u64, u64) -> std::ops::Range<u64>,
) -> Vec<usize> {
    let election = count.election;
    let mut touched = Vec::new();
    let mut before = 0;
    for (batch, it) in election.batches.iter().enumerate() {
        if !count.in_scope[batch] || election.tabulators[it.tabulator] != tabulator {
            continue;
        }
        let kept = keep(before, it.ballots);
        before += it.ballots;
        if kept != (0..it.ballots) {
            let sheets = it.cards.len() / it.ballots.max(1) as usize;
            let card = |ballot: u64| it.cards.start + ballot as usize * sheets;
            count.portions[batch] = card(kept.start)..card(kept.end);
            touched.push(batch);
        }
    }
    touched
}

fn check_share(key: &str, share: f64) -> Result<(), Complaint> {
    if (0.0..=1.0).contains(&share) { Ok(()) } else { Err(Complaint::allowed(key, share, complaints::rule_share())) }
}
