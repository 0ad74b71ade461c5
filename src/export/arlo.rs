//! The ballot manifest and the batch tallies, as Arlo reads them.
//!
//! The manifest has every batch of paper, scanned or not, with its number of cards. The tallies are what the result files
//! added to the totals; a batch whose files never arrived has 0 everywhere.
//!
//! # Reference
//! Arlo's documentation of "Ballot Manifest" and "Candidate Totals by Batch".

use std::io::{self, Write};

use super::{ExportFile, ExportedElection};

/// The file of the manifest.
pub const MANIFEST: &str = "arlo-manifest.csv";
/// The file of the batch tallies.
pub const TALLIES: &str = "arlo-batch-tallies.csv";

/// The files; without tallies if no contest has votes that can be added up by name.
pub(super) fn files<'e>(election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
    let mut files = vec![ExportFile::new(MANIFEST, |to| write_manifest(election, to))];
    if has_sums(election).next().is_some() {
        files.push(ExportFile::new(TALLIES, |to| write_tallies(election, to)));
    }
    files
}

/// The contests whose votes can be added up by name: those without ranks or scores.
fn has_sums(election: &ExportedElection<'_>) -> impl Iterator<Item = usize> {
    let contests = election.contests();
    (0..contests.len()).filter(|&contest| !contests[contest].has_grid())
}

/// The titles of the contests that the batch tallies leave out.
pub fn left_out_of_tallies<'e>(election: &'e ExportedElection<'_>) -> Vec<&'e str> {
    let contests = election.contests();
    (0..contests.len()).filter(|&it| contests[it].has_grid()).map(|contest| election.title(contest)).collect()
}

fn write_manifest(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    rows.write_record(["Container", "Tabulator", "Batch Name", "Number of Ballots"])?;
    for batch in election.batches() {
        let it = &election.count().election.batches[batch];
        let numbers = [it.container as usize, election.tabulator(batch), batch + 1, it.cards.len()];
        rows.write_record(numbers.map(|number| number.to_string()))?;
    }
    rows.flush()
}

fn write_tallies(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let contests: Vec<usize> = has_sums(election).collect();
    rows.write_field("Batch Name")?;
    for &contest in &contests {
        for name in election.candidates(contest) {
            match contests.len() {
                1 => rows.write_field(name)?,
                _ => rows.write_field(format!("{} - {name}", election.title(contest)))?,
            }
        }
    }
    rows.write_record(None::<&[u8]>)?;
    for batch in election.batches() {
        rows.write_field((batch + 1).to_string())?;
        let counted = election.count().counted[batch].as_ref();
        for &contest in &contests {
            let votes = counted.and_then(|tallies| tallies.get(contest)).map_or(&[][..], |tally| &tally.votes);
            for candidate in 0..election.candidates(contest).len() {
                rows.write_field(votes.get(candidate).unwrap_or(&0).to_string())?;
            }
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}
