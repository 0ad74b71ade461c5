//! Batch tallies: for each batch the votes of each choice, one contest a file or several as `Contest - Choice`.
//!
//! Arlo reads them from counties, in Georgia one file a county; Georgia's list of 2022 has a column of jurisdictions.
//!
//! # Reference
//! Arlo's documentation of "Candidate Totals by Batch".

use std::borrow::Cow;

use super::{ImportFormat, Imported};
use crate::import::csv_text::each_row;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::total_rows::names_total;
use crate::import::vote_tallies::{
    CountLine, CountOf, MOST_NUMBER, PlaceKind, TallyRow, VoteTallies, count_line, whole,
};
use crate::reason::{Reason, import};

/// Batch tallies.
#[derive(Clone, Copy, Debug)]
pub(super) struct BatchTallies;

impl ImportFormat for BatchTallies {
    fn name(&self) -> &'static str {
        "votes by batch"
    }

    fn title(&self) -> Reason {
        import::format_batch_tallies()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        let line = head.lines().next().unwrap_or_default().replace('"', "").to_ascii_lowercase();
        let is_first = line.starts_with("batch name,") || line.starts_with("jurisdiction,batch,");
        is_first && !line.contains("number of ballots")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut tallies = VoteTallies::new(PlaceKind::Batch);
        for part in parts {
            let mut columns: Option<(usize, Vec<TallyColumn>)> = None;
            // In an archive the folder names the jurisdiction.
            let inside =
                part.name.rsplit_once(": ").filter(|_| part.archive.is_some()).map_or("", |(_, inside)| inside);
            let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let mut seen = std::collections::HashSet::new();
            read_text(part, |stream| {
                each_row(part, stream, |row, cells| {
                    let Some((first, choices)) = &columns else {
                        columns = Some(header(part, row, cells, &mut tallies, notes)?);
                        return Ok(());
                    };
                    if cells.iter().all(|cell| cell.is_empty()) {
                        notes.add(NoteKind::EmptyRow, || part.place().row(row));
                        return Ok(());
                    }
                    if cells.len() < first + choices.len() {
                        let exactly = AllowedInFile::Exactly((first + choices.len()) as u64);
                        return Err(part.problem(row, Found::Many(cells.len() as u64), exactly));
                    }
                    let batch = cell_text(&cells[first - 1]);
                    if names_total(&batch) || *first == 2 && names_total(&cell_text(&cells[0])) {
                        notes.add(NoteKind::TotalRow, || part.place().row(row));
                        return Ok(());
                    }
                    let jurisdiction = if *first == 2 { cell_text(&cells[0]) } else { Cow::Borrowed(folder.as_str()) };
                    let place = tallies.place(&jurisdiction, &batch);
                    if !seen.insert(place) {
                        return Err(part.problem(row, Found::Twice(batch.into_owned()), AllowedInFile::Once));
                    }
                    for (at, &(contest, of)) in choices.iter().enumerate() {
                        let Some(of) = of else { continue };
                        let text = cell_text(&cells[first + at]);
                        let number = whole(&text).ok_or_else(|| {
                            let place = part.place().row(row).column(first + at);
                            ImportProblem::new(
                                place,
                                Found::text(text.as_bytes()),
                                AllowedInFile::Whole(0, MOST_NUMBER),
                            )
                        })?;
                        tallies
                            .add(TallyRow { contest, place, kind: 0, of, number: number as i64 })
                            .map_err(|(found, allowed)| part.problem(row, found, allowed))?;
                    }
                    Ok(())
                })
            })?;
        }
        Ok(Imported::Tallies(Box::new(tallies)))
    }
}

/// The contest of a column, and what the column counts; none for the sum of the others.
type TallyColumn = (u32, Option<CountOf>);

/// How many columns name the batch, and for each other column contest and count.
fn header(
    part: &Part<'_>,
    row: u64,
    cells: &[Cow<'_, [u8]>],
    tallies: &mut VoteTallies,
    notes: &mut ImportNotes,
) -> Result<(usize, Vec<TallyColumn>), ImportProblem> {
    let names: Vec<String> = cells.iter().map(|cell| cell_text(cell).into_owned()).collect();
    let used = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let first = if names[0].eq_ignore_ascii_case("jurisdiction") { 2 } else { 1 };
    let titles = &names[first.min(used)..used];
    if titles.is_empty() {
        let missing = Found::Said(import::found_no_choice_column());
        return Err(part.problem(row, missing, AllowedInFile::Said(import::rule_choice_columns())));
    }
    let is_several = titles.iter().all(|title| title.contains(" - "));
    let own = part.short_name().rsplit_once('.').map_or(part.short_name(), |(name, _)| name);
    let mut columns = Vec::with_capacity(titles.len());
    let mut seen = std::collections::HashSet::new();
    for (at, title) in titles.iter().enumerate() {
        let (contest, choice) = title.rsplit_once(" - ").filter(|_| is_several).unwrap_or((own, title));
        let place = part.place().row(row).column(first + at);
        let problem = |(found, allowed)| ImportProblem::new(place.clone(), found, allowed);
        let contest = tallies.contest(contest.trim(), contest.trim()).map_err(problem)?;
        let of = match count_line(choice) {
            Some(CountLine::Total) => {
                notes.add(NoteKind::IgnoredColumn(title.clone()), || place.clone());
                columns.push((contest, None));
                continue;
            }
            Some(CountLine::Of(of)) => of,
            None => CountOf::Choice(tallies.choice(contest, choice.trim(), "").map_err(problem)?),
        };
        if !seen.insert((contest, of)) {
            return Err(ImportProblem::new(place, Found::Twice(title.clone()), AllowedInFile::Once));
        }
        columns.push((contest, Some(of)));
    }
    Ok((first, columns))
}
