//! Runs a count: scan, read, map, upload, with each fault at its step.

use crate::election::Election;
use crate::random::Streams;
use crate::social_choice::Tally;

use super::count::{Count, Tallies, Upload};
use super::fault::{Fault, Step, Strike};
use super::{Optics, Tabulation};

/// Counts the batches in scope through the machines.
///
/// `earlier` are the machine counts of earlier stages, by name: a fault may bring one of their files back.
/// `skip` leaves one fault out, by its place, so that its own effect can be told; the others keep their chance.
/// `streams` are this count's own; the same streams give the same count on any number of threads.
///
/// # Panics
/// If a fault refers to what the election does not have; [`Fault::check`] finds that before.
pub fn tabulate(
    election: &Election,
    in_scope: Vec<bool>,
    faults: &[Fault],
    skip: Option<usize>,
    keep_cvrs: bool,
    earlier: &[(String, Tabulation)],
    streams: &Streams,
) -> Tabulation {
    let mut count = Count {
        election,
        scans: in_scope.iter().map(|&counted| u32::from(counted)).collect(),
        portions: election.batches.iter().map(|b| b.cards.clone()).collect(),
        optics: vec![Optics::default(); election.batches.len()],
        votes: election.votes.clone(),
        readings: election.paper.clone(),
        uploads: Vec::new(),
        corrections: Vec::new(),
        in_scope,
        earlier,
    };
    let strike = |count: &mut Count, step: Step| {
        let mut struck = false;
        for (i, fault) in faults.iter().enumerate().filter(|(i, f)| f.step() == step && skip != Some(*i)) {
            let random = streams.purpose(&format!("fault {i} {}", fault.kind()));
            struck |= !fault.strike(count, &random).is_empty();
        }
        struck
    };
    strike(&mut count, Step::Scanning);
    read(&mut count);
    strike(&mut count, Step::Reading);
    let scanned: Vec<bool> = count.scans.iter().map(|&n| n > 0).collect();
    let mut tapes = tallies_by_batch(&count, &scanned);
    let files = if strike(&mut count, Step::Mapping) { tallies_by_batch(&count, &scanned) } else { tapes.clone() };
    for (tape, &scans) in tapes.iter_mut().zip(&count.scans) {
        for tally in tape.iter_mut().flatten() {
            let once = tally.clone();
            (1..scans).for_each(|_| *tally += &once);
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
    strike(&mut count, Step::Uploading);
    Tabulation {
        votes: count.votes,
        cvrs: keep_cvrs.then_some(count.readings),
        recorded: count.portions,
        scanned,
        tapes,
        uploads: count.uploads,
        corrections: count.corrections,
    }
}

/// Every scanner reads its batches: a table of code → code for each setting, contest and run of batches.
fn read(count: &mut Count) {
    let mut settings: Vec<Optics> = Vec::new();
    for optics in &count.optics {
        if !settings.contains(optics) {
            settings.push(*optics);
        }
    }
    for contest in 0..count.election.contests.len() {
        let it = &count.election.contests[contest];
        let maps: Vec<_> = settings.iter().map(|o| count.votes[contest].map(|marks| o.read(it, marks))).collect();
        let mut batch = 0;
        while batch < count.optics.len() {
            let run = count.optics[batch..].iter().take_while(|o| **o == count.optics[batch]).count();
            let cards = count.election.batches[batch].cards.start..count.election.batches[batch + run - 1].cards.end;
            let setting = settings.iter().position(|o| *o == count.optics[batch]).expect("collected above");
            count.readings[contest].translate(cards, &maps[setting]);
            batch += run;
        }
    }
}

/// The tallies of every scanned batch.
fn tallies_by_batch(count: &Count<'_>, scanned: &[bool]) -> Vec<Option<Tallies>> {
    let contests = &count.election.contests;
    let (portions, votes, readings) = (&count.portions, &count.votes, &count.readings);
    let one = |batch: usize| {
        scanned[batch].then(|| {
            let of = |c: usize| Tally::of(&contests[c], &votes[c], &readings[c], portions[batch].clone());
            (0..contests.len()).map(of).collect()
        })
    };
    #[cfg(feature = "threads")]
    {
        use rayon::prelude::*;
        (0..scanned.len()).into_par_iter().with_min_len(256).map(one).collect()
    }
    #[cfg(not(feature = "threads"))]
    (0..scanned.len()).map(one).collect()
}
