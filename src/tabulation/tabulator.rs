//! Runs a machine count: scan, read, map, upload, with each fault at its step.

use crate::election::Election;
use crate::random::Streams;
use crate::social_choice::Tallies;

use super::count::{MachineCount, Upload};
use super::fault::{Fault, FaultStep, Strike};
use super::readings::Readings;
use super::{Optics, Tabulation};

/// Counts the batches in scope by machine.
///
/// `earlier` are the machine counts of earlier stages, by name, whose files a fault may upload again. `skip` leaves out
/// one fault, by its index, so that its own effect can be measured; the other faults keep their random numbers.
/// `streams` are this count's own; the same streams give the same count on any number of threads.
///
/// # Panics
/// If a fault refers to something that the election does not have; [`Fault::check`] finds that before.
pub fn tabulate(
    election: &Election,
    in_scope: Vec<bool>,
    faults: &[Fault],
    skip: Option<usize>,
    keep_cvrs: bool,
    earlier: &[(String, Tabulation)],
    streams: &Streams,
) -> Tabulation {
    let (mut tabulation, readings) = tabulate_only(election, in_scope, faults, skip, earlier, streams);
    tabulation.cvrs = keep_cvrs.then(|| readings.into_iter().map(Readings::into_column).collect());
    tabulation
}

/// The same, with the readings of each contest in place of its records. Records are as large as the paper, so they are
/// written out by [`Readings::into_column`] when other memory has been freed.
///
/// # Panics
/// As [`tabulate`] does.
pub fn tabulate_only<'a>(
    election: &'a Election,
    in_scope: Vec<bool>,
    faults: &[Fault],
    skip: Option<usize>,
    earlier: &'a [(String, Tabulation)],
    streams: &Streams,
) -> (Tabulation, Vec<Readings<'a>>) {
    let mut count = MachineCount {
        election,
        scans: in_scope.iter().map(|&counted| u32::from(counted)).collect(),
        portions: election.batches.iter().map(|b| b.cards.clone()).collect(),
        optics: vec![Optics::default(); election.batches.len()],
        votes: election.votes.clone(),
        readings: (0..election.contests.len()).map(|contest| Readings::of_paper(election, contest)).collect(),
        uploads: Vec::new(),
        corrections: Vec::new(),
        striking: 0,
        in_scope,
        earlier,
    };
    let strike = |count: &mut MachineCount, step: FaultStep| {
        let mut struck = false;
        for (i, fault) in faults.iter().enumerate().filter(|(i, f)| f.step() == step && skip != Some(*i)) {
            let random = streams.purpose(&format!("fault {i} {}", fault.kind()));
            count.striking = i;
            struck |= !fault.strike(count, &random).is_empty();
        }
        struck
    };
    strike(&mut count, FaultStep::Scanning);
    read(&mut count);
    strike(&mut count, FaultStep::Reading);
    let scanned: Vec<bool> = count.scans.iter().map(|&n| n > 0).collect();
    let mut tapes = tallies_by_batch(&count, &scanned);
    let mut files =
        if strike(&mut count, FaultStep::Mapping) { tallies_by_batch(&count, &scanned) } else { tapes.clone() };
    // A file that equals its tape shares the tape's memory.
    files.iter_mut().zip(&tapes).filter(|(file, tape)| file == tape).for_each(|(file, tape)| file.clone_from(tape));
    count.uploads.reserve_exact(count.scans.iter().sum::<u32>() as usize);
    for (tape, &scans) in tapes.iter_mut().zip(&count.scans) {
        if let Some(tape) = tape.as_mut().filter(|_| scans > 1) {
            let once = tape.clone();
            (1..scans).for_each(|_| *tape += &once);
        }
    }
    for (batch, tallies) in files.into_iter().enumerate() {
        if let Some(tallies) = tallies {
            let it = &election.batches[batch];
            let sheets = it.cards.len() / it.ballots.max(1) as usize;
            let ballots = (count.portions[batch].len() / sheets.max(1)) as i64;
            let file = Upload { batch, tallies, ballots };
            count.uploads.extend(std::iter::repeat_n(file, count.scans[batch] as usize));
        }
    }
    strike(&mut count, FaultStep::Uploading);
    let tabulation = Tabulation {
        votes: count.votes,
        cvrs: None,
        recorded: count.portions,
        scans: count.scans,
        tapes,
        uploads: count.uploads,
        corrections: count.corrections,
    };
    (tabulation, count.readings)
}

/// Reads all batches: a map from code to code for each setting, contest and run of batches.
fn read(count: &mut MachineCount) {
    let mut settings: Vec<Optics> = Vec::new();
    for optics in &count.optics {
        if !settings.contains(optics) {
            settings.push(*optics);
        }
    }
    for contest in 0..count.election.contests.len() {
        let it = &count.election.contests[contest];
        for setting in &settings {
            let map = count.votes[contest].map(|marks| setting.read(it, marks));
            let optics = count.optics.iter().enumerate();
            count.readings[contest].translate(optics.filter(|(_, o)| *o == setting).map(|(batch, _)| batch), &map);
        }
    }
}

/// The tally of every scanned batch.
fn tallies_by_batch(count: &MachineCount<'_>, scanned: &[bool]) -> Vec<Option<Tallies>> {
    let election = count.election;
    // Contests for which a fault put readings on cards that do not carry them.
    let strays: Vec<usize> = (0..count.readings.len()).filter(|&c| count.readings[c].has_strays()).collect();
    let one = |batch: usize| {
        let of = |contest: usize| {
            let (it, table) = (&election.contests[contest], &count.votes[contest]);
            let tally = count.readings[contest].tally(it, table, batch, count.portions[batch].clone());
            tally.map(|tally| (contest, tally))
        };
        scanned[batch].then(|| -> Tallies {
            let on_ballots = election.piles.contests(batch).map(|(contest, _)| contest);
            if strays.is_empty() {
                return on_ballots.filter_map(of).collect();
            }
            let all: std::collections::BTreeSet<usize> = on_ballots.chain(strays.iter().copied()).collect();
            all.into_iter().filter_map(of).collect()
        })
    };
    (0..scanned.len()).map(one).collect()
}
