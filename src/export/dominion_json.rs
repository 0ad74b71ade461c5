//! Cast vote records of Dominion (Liberty Vote) as JSON: a session for each card, and manifests of what its numbers mean.
//!
//! A mark of an overvoted contest is no vote (`IsVote`), and the contest says how many votes it lost. Of a ranked contest
//! every mark is a vote: what an overvoted rank counts for is for the rule to say. Contests without marks are listed.
//!
//! # Reference
//! Dominion Democracy Suite 5.10 exports, as San Francisco publishes them.

use std::io::{self, Write};

use serde::Serialize;

use super::dominion_manifests::{self, BLANK_CONTEST, OVERVOTE, OVERVOTED_RANKING, UNDERVOTE, VERSION, write_list};
use super::exported_election::ExportedCard;
use super::{ExportFile, ExportFormat, ExportedElection};
use crate::election::Marks;
use crate::reason::{Reason, export};
use crate::social_choice::BallotForm;

/// Dominion's JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct DominionJsonExport;

/// How dark a mark is that was read, in percent.
const DENSITY: u8 = 100;

impl ExportFormat for DominionJsonExport {
    fn name(&self) -> &'static str {
        "dominion-json"
    }

    fn says(&self) -> Reason {
        export::format_dominion_json()
    }

    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason> {
        (election.form(contest) == BallotForm::Scores).then(export::why_scores)
    }

    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
        let mut files = vec![ExportFile::new("CvrExport.json", |to| write(election, to))];
        files.extend(dominion_manifests::files(election));
        files
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedSession {
    tabulator_id: usize,
    batch_id: usize,
    record_id: u64,
    counting_group_id: usize,
    image_mask: String,
    session_type: &'static str,
    voting_session_identifier: &'static str,
    unique_voting_identifier: String,
    original: ExportedElement,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedElement {
    precinct_portion_id: usize,
    ballot_type_id: usize,
    is_current: bool,
    cards: [ExportedSheet; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedSheet {
    id: u64,
    key_in_id: u64,
    paper_index: u64,
    contests: Vec<ExportedContest>,
    outstack_condition_ids: [u8; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedContest {
    id: usize,
    manifestation_id: usize,
    undervotes: usize,
    overvotes: usize,
    outstack_condition_ids: Vec<u8>,
    marks: Vec<ExportedMark>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ExportedMark {
    candidate_id: usize,
    manifestation_id: usize,
    rank: u16,
    mark_density: u8,
    is_ambiguous: bool,
    is_vote: bool,
    outstack_condition_ids: Vec<u8>,
}

fn write(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let name = serde_json::to_string(election.name())?;
    let head = format!("{{\"Version\":\"{VERSION}\",\"ElectionId\":{name},\"Sessions\":[");
    write_list(to, &head, election.cards().map(|card| session(election, &card)))
}

fn session(election: &ExportedElection<'_>, card: &ExportedCard) -> ExportedSession {
    let (tabulator, batch, record) = (election.tabulator(card.batch), card.batch + 1, card.record);
    let style = election.style(card.batch);
    let styles = &election.count().election.styles;
    let sheets_before: usize = styles[..style].iter().map(|style| style.sheets.len()).sum();
    let sheet = sheets_before as u64 + card.sheet;
    let contests = election.marked(card.card).map(|(contest, marks)| marked_contest(election, contest, marks));
    ExportedSession {
        tabulator_id: tabulator,
        batch_id: batch,
        record_id: record,
        counting_group_id: election.counting_group(card.batch).0,
        image_mask: format!(
            "Results\\Tabulator{tabulator:05}\\Batch{batch:03}\\Images\\{tabulator:05}_{batch:05}_{record:06}*.*"
        ),
        session_type: "ScannedVote",
        voting_session_identifier: "",
        unique_voting_identifier: format!("{tabulator}-{batch}-{record}"),
        original: ExportedElement {
            precinct_portion_id: election.count().election.group_of(card.batch).unit + 1,
            ballot_type_id: style + 1,
            is_current: true,
            cards: [ExportedSheet {
                id: sheet,
                key_in_id: sheet,
                paper_index: card.sheet - 1,
                contests: contests.collect(),
                outstack_condition_ids: [],
            }],
        },
    }
}

fn marked_contest(election: &ExportedElection<'_>, at: usize, marks: &Marks) -> ExportedContest {
    let contest = &election.contests()[at];
    let (allowed, given) = (usize::from(contest.votes_allowed), marks.strokes().len());
    let is_overvoted = election.is_overvoted(at, marks);
    let is_ranked = contest.has_grid();
    let in_column = |column: u16| marks.targets().filter(|&target| contest.column_of(target) == column).count();
    let mark = |target| {
        let candidate = usize::from(contest.candidate_of(target));
        let column = contest.column_of(target);
        let condition = match (is_overvoted, is_ranked && in_column(column) > 1) {
            (true, _) => Some(OVERVOTE.0),
            (false, true) => Some(OVERVOTED_RANKING.0),
            (false, false) => None,
        };
        let number = election.candidate_number(at, candidate);
        ExportedMark {
            candidate_id: number,
            manifestation_id: number,
            rank: column + 1,
            mark_density: DENSITY,
            is_ambiguous: false,
            is_vote: !is_overvoted,
            outstack_condition_ids: condition.into_iter().collect(),
        }
    };
    let marks: Vec<ExportedMark> = marks.targets().map(mark).collect();
    let mut conditions: Vec<u8> = marks.iter().flat_map(|mark| mark.outstack_condition_ids.iter().copied()).collect();
    conditions.dedup();
    if given == 0 {
        conditions.push(BLANK_CONTEST.0);
    } else if given < allowed && !is_ranked {
        conditions.push(UNDERVOTE.0);
    }
    ExportedContest {
        id: at + 1,
        manifestation_id: at + 1,
        undervotes: if is_ranked || is_overvoted { 0 } else { allowed - given },
        overvotes: if is_overvoted { allowed } else { 0 },
        outstack_condition_ids: conditions,
        marks,
    }
}
