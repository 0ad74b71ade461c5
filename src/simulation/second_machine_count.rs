//! Second counts by machine: from the images of the first scan, or with the paper scanned again.
//!
//! The images are assumed to show what the scanners' tapes say: faults before the tape, in reading the paper, are in
//! them too, and faults after it are not. In a new scan every batch goes through the machines once; faults of the
//! paper, the scanners and their programme occur again, with new random numbers if they are random, while batches left
//! out, scanned twice or cut short in the first count, and files lost on the way, were errors of that day. If the
//! machines are programmed anew, faults of the old programme or of the results system do not occur again; faults of the
//! paper, the scanners or people do.

use crate::audit::Unit;
use crate::election::Election;
use crate::random::Streams;
use crate::reason::Reason;
use crate::scenario::Scenario;
use crate::social_choice::{Tallies, Tally};
use crate::tabulation::fault::{FaultStep, Home, Strike};
use crate::tabulation::{Fault, Tabulation, tabulate};

/// A kind of fault, and whether it occurs again in a new scan of all paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRescan {
    /// Its name in scenario files.
    pub kind: &'static str,
    /// The cause of the fault, as a message.
    pub lives_in: Reason,
    /// Whether it occurs again.
    pub strikes: bool,
}

/// The faults of the audited count in a machine recount, each kind once.
pub fn struck_again(scenario: &Scenario) -> Vec<AtRescan> {
    let anew = scenario.audit.as_ref().is_some_and(|audit| audit.fresh_programme);
    let mut kinds = Vec::new();
    for fault in scenario.audited_stage().iter().flat_map(|&at| &scenario.stage[at].faults) {
        let it =
            AtRescan { kind: fault.kind(), lives_in: fault.lives_in().says(), strikes: strikes_again(fault, anew) };
        if !kinds.contains(&it) {
            kinds.push(it);
        }
    }
    kinds
}

fn strikes_again(fault: &Fault, fresh_programme: bool) -> bool {
    let is_gone = fresh_programme && matches!(fault.lives_in(), Home::Programme | Home::Results);
    fault.step() != FaultStep::Uploading && !is_gone
}

/// Second counts by machine, batch by batch of the manifest; empty if no method needs one.
#[derive(Default)]
pub(super) struct SecondMachineCount {
    images: Vec<Option<Tallies>>,
    rescan: Vec<Option<Tallies>>,
}

impl SecondMachineCount {
    /// Second counts after a first count, for methods that draw these units. `accepted` says for each group whether its
    /// ballots count.
    pub(super) fn new(
        units: &[Unit],
        election: &Election,
        (accepted, first): (&[bool], Option<&Tabulation>),
        (faults, earlier): (&[Fault], &[(String, Tabulation)]),
        fresh_programme: bool,
        streams: &Streams,
    ) -> Self {
        let mut it = Self::default();
        if units.contains(&Unit::Images) {
            it.images = first.map(|first| first.tapes.clone()).unwrap_or_default();
        }
        if units.contains(&Unit::Rescan) {
            let in_scope: Vec<bool> = election.batches.iter().map(|batch| accepted[batch.group]).collect();
            let strikes = |fault: &&Fault| strikes_again(fault, fresh_programme);
            let faults: Vec<Fault> = faults.iter().filter(strikes).cloned().collect();
            let scan = tabulate(election, in_scope.clone(), &faults, None, true, earlier, streams);
            let columns = scan.cvrs.unwrap_or_default();
            let tallies = |batch: usize| {
                let cards = &election.batches[batch].cards;
                let contests = columns.iter().enumerate();
                let of = |(c, column)| (c, Tally::of(&election.contests[c], &scan.votes[c], column, cards.clone()));
                in_scope[batch].then(|| contests.map(of).collect())
            };
            it.rescan = (0..election.batches.len()).map(tallies).collect();
        }
        it
    }

    /// Their tally of one batch, if they counted it.
    pub(super) fn of(&self, unit: Unit, batch: usize, contest: usize) -> Option<&Tally> {
        let list = if unit == Unit::Images { &self.images } else { &self.rescan };
        list.get(batch)?.as_ref().map(|tallies| &tallies[contest])
    }
}
