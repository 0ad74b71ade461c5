//! Cast vote records of Dominion (Liberty Vote) as CSV: four rows of headers, then a row for each card.
//!
//! Row 1 names the election and the version, row 2 has a contest above each of its columns, row 3 a choice, and row 4 the
//! names of the identity columns. A cell is 1, 0, or empty where the contest is not on the card. A ranked contest has a column
//! for each choice at each rank, all choices of a rank before those of the next. Marks stand as the machine read them; an
//! overvote is more ones than votes allowed.
//!
//! # Reference
//! Dominion Democracy Suite 5.2 to 5.17 exports, as Colorado counties publish them.

use std::io::{self, Write};

use super::{ExportFile, ExportFormat, ExportedElection};
use crate::election::Target;
use crate::reason::{Reason, export};
use crate::social_choice::BallotForm;

/// Dominion's CSV.
#[derive(Clone, Copy, Debug)]
pub(super) struct DominionCsvExport;

/// The version whose exports look so.
const VERSION: &str = "5.17.17.1";

/// The identity columns.
const IDENTITIES: [&str; 8] = [
    "CvrNumber",
    "TabulatorNum",
    "BatchId",
    "RecordId",
    "ImprintedId",
    "CountingGroup",
    "PrecinctPortion",
    "BallotType",
];

impl ExportFormat for DominionCsvExport {
    fn name(&self) -> &'static str {
        "dominion-csv"
    }

    fn says(&self) -> Reason {
        export::format_dominion_csv()
    }

    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason> {
        (election.form(contest) == BallotForm::Scores).then(export::why_scores)
    }

    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
        vec![ExportFile::new("CVR_Export.csv", |to| write(election, to))]
    }
}

fn write(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(to);
    let contests = election.contests();
    let targets: Vec<usize> = contests.iter().map(crate::election::Contest::targets).collect();
    let width = IDENTITIES.len() + targets.iter().sum::<usize>();
    let padded = |cells: Vec<String>| cells.into_iter().chain(std::iter::repeat_with(String::new)).take(width);
    rows.write_record(padded(vec![election.name().to_owned(), VERSION.to_owned()]))?;
    let empty = || vec![String::new(); IDENTITIES.len()];
    let (mut headings, mut choices) = (empty(), empty());
    for (at, contest) in contests.iter().enumerate() {
        let is_ranked = election.form(at) == BallotForm::Ranks;
        let says = if is_ranked {
            format!("Number of positions={}, Number of ranks={}", contest.seats, contest.options.columns)
        } else {
            format!("Vote For={}", contest.votes_allowed)
        };
        let heading = format!("{} ({says})", election.title(at));
        for target in (0..targets[at]).map(|target| target as Target) {
            let name = &election.candidates(at)[usize::from(contest.candidate_of(target))];
            let rank = contest.column_of(target) + 1;
            headings.push(heading.clone());
            choices.push(if is_ranked { format!("{name}({rank})") } else { name.clone() });
        }
    }
    rows.write_record(&headings)?;
    rows.write_record(&choices)?;
    rows.write_record(padded(IDENTITIES.map(str::to_owned).to_vec()))?;
    for card in election.cards() {
        let (tabulator, batch) = (election.tabulator(card.batch), card.batch + 1);
        rows.write_field(card.number.to_string())?;
        rows.write_field(tabulator.to_string())?;
        rows.write_field(batch.to_string())?;
        rows.write_field(card.record.to_string())?;
        rows.write_field(format!("{tabulator}-{batch}-{}", card.record))?;
        rows.write_field(election.counting_group(card.batch).1)?;
        rows.write_field(election.portion(card.batch))?;
        rows.write_field(&election.count().election.styles[election.style(card.batch)].id)?;
        for (contest, &targets) in targets.iter().enumerate() {
            let Some(marks) = election.count().marks(contest, card.card) else {
                (0..targets).try_for_each(|_| rows.write_field(""))?;
                continue;
            };
            let mut marked = marks.targets().peekable();
            for target in 0..targets {
                let is_marked = marked.next_if(|&it| usize::from(it) == target).is_some();
                rows.write_field(if is_marked { "1" } else { "0" })?;
            }
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}
