//! EXPORT: writes the records of a synthetic election as the files that an election office would have, so that other audit
//! programs can be tried on paper whose truth is known.
//!
//! A format is one file of this room and one line of [`FORMATS`]. It opens nothing: a writer gets a [`Write`], and writes
//! card by card. The same election gives the same bytes. Every format has the same numbers for tabulators, batches and
//! candidates, and the same three files beside it: the manifest and the batch tallies as Arlo reads them, and the truth.

mod arlo;
mod dominion_csv;
mod dominion_json;
mod dominion_manifests;
mod ess;
mod exported_election;
mod hart;
mod raire;
mod truth;

pub use arlo::{MANIFEST, TALLIES, left_out_of_tallies};
pub use exported_election::ExportedElection;
pub use truth::TRUTH;

use std::io::{self, Write};

use crate::reason::{Reason, export};

/// A format of cast vote records.
pub trait ExportFormat: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it is.
    fn says(&self) -> Reason;

    /// Why it cannot carry a contest, if it cannot.
    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason>;

    /// Whether it can carry one contest alone.
    fn takes_one_contest(&self) -> bool {
        false
    }

    /// Its files, each of which is written when it is asked for.
    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>>;
}

/// Every format that is written.
pub const FORMATS: &[&dyn ExportFormat] = &[
    &dominion_csv::DominionCsvExport,
    &dominion_json::DominionJsonExport,
    &ess::EssExport,
    &hart::HartExport,
    &raire::RaireExport,
];

/// A file to be written.
pub struct ExportFile<'e> {
    /// Its name, without a folder.
    pub name: String,
    write: Box<WriteFile<'e>>,
}

/// What writes a file.
type WriteFile<'e> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'e;

impl<'e> ExportFile<'e> {
    fn new(name: impl Into<String>, write: impl Fn(&mut dyn Write) -> io::Result<()> + 'e) -> Self {
        Self { name: name.into(), write: Box::new(write) }
    }

    /// Writes it.
    ///
    /// # Errors
    /// The writer's own.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        (self.write)(to)
    }
}

/// The files of an election in a format, and those beside it.
///
/// # Errors
/// The first contest that the format cannot carry, and why.
pub fn files<'e>(format: &dyn ExportFormat, election: &'e ExportedElection<'e>) -> Result<Vec<ExportFile<'e>>, Reason> {
    for contest in (0..election.contests().len()).filter(|&contest| election.shows(contest)) {
        if let Some(why) = format.refuses(election, contest) {
            return Err(export::error_cannot_carry(format.name(), election.title(contest), why));
        }
    }
    let mut files = format.files(election);
    files.extend(arlo::files(election));
    files.push(truth::file(format.name(), election));
    Ok(files)
}
