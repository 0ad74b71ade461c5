//! Cast vote records of Hart Verity: an archive for each tabulator, with an XML file for each card.
//!
//! A file lists the contests of the card and their marked options. A ranked option has a digit for each rank. The line for a
//! written name is an option without a name. Archives have no dates, so that their bytes are always the same.
//!
//! # Reference
//! Hart Verity exports, as Arlo and `RCTab` read them: the name of an archive is that of its tabulator.

use std::io::{self, Write};

use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::exported_election::ExportedCard;
use super::{ExportFile, ExportFormat, ExportedElection};
use crate::election::{CandidateIndex, Marks};
use crate::reason::{Reason, export};
use crate::social_choice::BallotForm;

/// Hart's archives.
#[derive(Clone, Copy, Debug)]
pub(super) struct HartExport;

const NAMESPACE: &str = "http://tempuri.org/CVRDesign.xsd";

/// What is numbered beside records.
const CONTEST: usize = 0xc;
const OPTION: usize = 0xd;
const PRECINCT: usize = 0xe;

impl ExportFormat for HartExport {
    fn name(&self) -> &'static str {
        "hart"
    }

    fn says(&self) -> Reason {
        export::format_hart()
    }

    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason> {
        (election.form(contest) == BallotForm::Scores).then(export::why_scores)
    }

    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
        let count = election.count();
        let has_records = |batch: &usize| count.scans[*batch] > 0 && !count.recorded[*batch].is_empty();
        let with_records = (0..count.election.batches.len()).filter(has_records);
        let mut tabulators: Vec<usize> = with_records.map(|batch| election.tabulator(batch)).collect();
        tabulators.sort_unstable();
        tabulators.dedup();
        let archive =
            |tabulator: usize| ExportFile::new(format!("{tabulator}.zip"), move |to| write(election, tabulator, to));
        tabulators.into_iter().map(archive).collect()
    }
}

fn write(election: &ExportedElection<'_>, tabulator: usize, to: &mut dyn Write) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new_stream(to);
    for card in election.cards_of(|batch| election.tabulator(batch) == tabulator) {
        archive.start_file(format!("{}.xml", guid(card.batch + 1, card.record)), options)?;
        let mut sheet = Vec::new();
        write_sheet(election, &card, &mut sheet)?;
        archive.write_all(&sheet)?;
    }
    archive.finish()?;
    Ok(())
}

/// A unique identity of a record, or of something else that is numbered.
fn guid(first: usize, last: u64) -> String {
    format!("{first:08x}-0000-4000-8000-{last:012x}")
}

/// Writes an element with a text.
fn text(to: &mut Writer<&mut Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    to.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

fn write_sheet(election: &ExportedElection<'_>, card: &ExportedCard, to: &mut Vec<u8>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(to, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let sheet = xml.create_element("Cvr").with_attribute(("xmlns", NAMESPACE));
    sheet.write_inner_content(|xml| {
        xml.create_element("Contests").write_inner_content(|xml| {
            election.marked(card.card).try_for_each(|(contest, marks)| write_contest(election, contest, marks, xml))
        })?;
        text(xml, "BatchSequence", &card.ballot.to_string())?;
        text(xml, "SheetNumber", &card.sheet.to_string())?;
        xml.create_element("PrecinctSplit").write_inner_content(|xml| {
            text(xml, "Name", election.portion(card.batch))?;
            text(xml, "Id", &guid(PRECINCT, election.count().election.group_of(card.batch).unit as u64 + 1))
        })?;
        text(xml, "BatchNumber", &(card.batch + 1).to_string())?;
        text(xml, "CvrGuid", &guid(card.batch + 1, card.record))
    })?;
    Ok(())
}

fn write_contest(
    election: &ExportedElection<'_>,
    at: usize,
    marks: &Marks,
    xml: &mut Writer<&mut Vec<u8>>,
) -> io::Result<()> {
    let contest = &election.contests()[at];
    let mut marked: Vec<CandidateIndex> = marks.targets().map(|target| contest.candidate_of(target)).collect();
    marked.sort_unstable();
    marked.dedup();
    xml.create_element("Contest").write_inner_content(|xml| {
        text(xml, "Name", election.title(at))?;
        text(xml, "Id", &guid(CONTEST, at as u64 + 1))?;
        xml.create_element("Options").write_inner_content(|xml| {
            marked.iter().try_for_each(|&candidate| {
                let columns = contest.options.columns.max(1);
                let digit = |column: u16| {
                    let target = contest.target(candidate, column);
                    if marks.targets().any(|it| it == target) { '1' } else { '0' }
                };
                let digits: String = (0..columns).map(digit).collect();
                write_option(election, (at, candidate), &digits, xml)
            })
        })?;
        let allowed = usize::from(contest.votes_allowed);
        if election.is_overvoted(at, marks) {
            xml.create_element("Overvoted").write_empty()?;
        } else if contest.has_grid() {
            if marked.is_empty() {
                text(xml, "Undervotes", "1")?;
            }
        } else if marked.len() < allowed {
            text(xml, "Undervotes", &(allowed - marked.len()).to_string())?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_option(
    election: &ExportedElection<'_>,
    (at, candidate): (usize, CandidateIndex),
    digits: &str,
    xml: &mut Writer<&mut Vec<u8>>,
) -> io::Result<()> {
    let is_write_in = election.contests()[at].write_in_line == Some(candidate);
    let candidate = usize::from(candidate);
    let id = guid(OPTION, election.candidate_number(at, candidate) as u64);
    xml.create_element("Option").write_inner_content(|xml| {
        if !is_write_in {
            text(xml, "Name", &election.candidates(at)[candidate])?;
        }
        text(xml, "Id", &id)?;
        text(xml, "Value", digits)?;
        if is_write_in {
            xml.create_element("WriteInData").write_inner_content(|xml| {
                xml.create_element("Text").write_empty()?;
                text(xml, "WriteInDataStatus", "Unresolved")
            })?;
        }
        Ok(())
    })?;
    Ok(())
}
