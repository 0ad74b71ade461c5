//! Cast vote records of ES&S as CSV: a row for each card with a cell for each vote, and a list of the ballots beside it.
//!
//! A cell has a choice's name, `undervote`, `overvote`, or nothing where the contest is not on the card. A contest with
//! several votes has a column for each. What was marked on an overvoted ballot is not said. The list of ballots has batch,
//! machine and counting group of each record; `Tabulator CVR` is 4 digits of the tabulator, 6 of the batch and 6 of the
//! record, in hexadecimal.
//!
//! # Reference
//! ES&S Electionware (EVS) audit exports, as Arlo reads them.

use std::io::{self, Write};

use super::exported_election::first_twice;
use super::{ExportFile, ExportFormat, ExportedElection};
use crate::election::Marks;
use crate::reason::{Reason, export};
use crate::social_choice::BallotForm;

/// ES&S's tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct EssExport;

/// Columns before those of contests.
const IDENTITIES: [&str; 3] = ["Cast Vote Record", "Precinct", "Ballot Style"];

/// Names of columns that are no contests.
const COLUMN_NAMES: [&str; 7] =
    ["Cast Vote Record", "CVR", "Precinct", "Ballot Style", "Style", "Tabulator CVR", "Count"];

const UNDERVOTED: &str = "undervote";
const OVERVOTED: &str = "overvote";

/// Columns of the list of ballots.
const BALLOT_COLUMNS: [&str; 11] = [
    "Cast Vote Record",
    "Batch",
    "Ballot Status",
    "Original Ballot Exception",
    "Remaining Ballot Exception",
    "Write-in Type",
    "Results Report",
    "Reporting Group",
    "Tabulator CVR",
    "Machine",
    "Precinct ID",
];

impl ExportFormat for EssExport {
    fn name(&self) -> &'static str {
        "ess"
    }

    fn says(&self) -> Reason {
        export::format_ess()
    }

    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason> {
        if election.form(contest) != BallotForm::Marks {
            return Some(export::why_one_cell_a_vote());
        }
        let title = election.title(contest);
        if COLUMN_NAMES.iter().any(|name| name.eq_ignore_ascii_case(title)) {
            return Some(export::why_column_name(title));
        }
        let names = election.candidates(contest);
        let is_word = |name: &&String| [UNDERVOTED, OVERVOTED, ""].iter().any(|word| name.eq_ignore_ascii_case(word));
        let clash = names.iter().find(is_word).map(String::as_str).or_else(|| first_twice(names));
        clash.map(export::why_choice_name)
    }

    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
        vec![
            ExportFile::new("cvr.csv", |to| write_records(election, to)),
            ExportFile::new("ballots.csv", |to| write_ballots(election, to)),
        ]
    }
}

fn write_records(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let allowed: Vec<usize> = election.contests().iter().map(|it| usize::from(it.votes_allowed)).collect();
    IDENTITIES.iter().try_for_each(|name| rows.write_field(name))?;
    for (contest, &columns) in allowed.iter().enumerate() {
        (0..columns).try_for_each(|_| rows.write_field(election.title(contest)))?;
    }
    rows.write_record(None::<&[u8]>)?;
    for card in election.cards() {
        rows.write_field(card.number.to_string())?;
        rows.write_field(election.portion(card.batch))?;
        rows.write_field(&election.count().election.styles[election.style(card.batch)].id)?;
        for (contest, &columns) in allowed.iter().enumerate() {
            let marks = election.count().marks(contest, card.card);
            let names = election.candidates(contest);
            let mut marked = marks.into_iter().flat_map(Marks::targets);
            let otherwise = match marks {
                None => "",
                Some(marks) if election.is_overvoted(contest, marks) => {
                    marked.by_ref().for_each(drop);
                    OVERVOTED
                }
                Some(_) => UNDERVOTED,
            };
            for _ in 0..columns {
                let name = marked.next().map(|candidate| names[usize::from(candidate)].as_str());
                rows.write_field(name.unwrap_or(otherwise))?;
            }
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}

fn write_ballots(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let padded = |first: &str| {
        let mut cells = vec![String::new(); BALLOT_COLUMNS.len()];
        first.clone_into(&mut cells[0]);
        cells
    };
    // Five rows stand before the header: what it is, which election, where, when, and an empty one.
    for text in ["Ballots", "SYNTHETIC", election.name(), "", ""] {
        rows.write_record(padded(text))?;
    }
    rows.write_record(BALLOT_COLUMNS)?;
    for card in election.cards() {
        let (tabulator, batch) = (election.tabulator(card.batch), card.batch + 1);
        rows.write_field(card.number.to_string())?;
        rows.write_field(batch.to_string())?;
        rows.write_field("Not Reviewed")?;
        // No exceptions, no write-in type.
        (0..3).try_for_each(|_| rows.write_field(""))?;
        rows.write_field("N")?;
        rows.write_field(election.counting_group(card.batch).1)?;
        rows.write_field(format!("{tabulator:04x}{batch:06x}{:06x}", card.record))?;
        rows.write_field(tabulator.to_string())?;
        rows.write_field(election.portion(card.batch))?;
        rows.write_record(None::<&[u8]>)?;
    }
    rows.write_record(padded(&format!("Total : {}", election.records())))?;
    rows.flush()
}
