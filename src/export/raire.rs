//! Ranked ballots in RAIRE's text: how many contests, a line for each contest, then a line for each card and contest.
//!
//! `Contest,1,3,1,2,3,winner,2` is contest 1 with three candidates, of whom 2 is reported to have won; `1,4_17_6,2,3` a card
//! that ranks 2 and then 3. A line holds an order: what the contest's rule set makes of skipped, repeated and overvoted ranks.
//!
//! # Reference
//! Blom, Stuckey and Teague's RAIRE; the San Francisco pilot of 2019.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{ExportFile, ExportFormat, ExportedElection};
use crate::reason::{Reason, export};
use crate::social_choice::{BallotForm, decide, preferences};

/// RAIRE's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct RaireExport;

impl ExportFormat for RaireExport {
    fn name(&self) -> &'static str {
        "raire"
    }

    fn says(&self) -> Reason {
        export::format_raire()
    }

    fn refuses(&self, election: &ExportedElection<'_>, contest: usize) -> Option<Reason> {
        if election.form(contest) != BallotForm::Ranks {
            return Some(export::why_not_ranked());
        }
        let it = &election.contests()[contest];
        let depends = election.count().ways(contest).any(|marks| preferences(it, marks).is_none());
        depends.then(export::why_depends)
    }

    fn takes_one_contest(&self) -> bool {
        true
    }

    fn files<'e>(&self, election: &'e ExportedElection<'e>) -> Vec<ExportFile<'e>> {
        vec![ExportFile::new("ballots.raire", |to| write(election, to))]
    }
}

fn write(election: &ExportedElection<'_>, to: &mut dyn Write) -> io::Result<()> {
    let contests = election.contests();
    let shown: Vec<usize> = (0..contests.len()).filter(|&at| election.shows(at)).collect();
    writeln!(to, "{}", shown.len())?;
    for at in shown {
        let contest = &contests[at];
        let mut line = format!("Contest,{},{}", at + 1, contest.candidates.len());
        for candidate in 0..contest.candidates.len() {
            let _ = write!(line, ",{}", election.candidate_number(at, candidate));
        }
        let outcome = decide(contest, &election.count().reported[at]);
        if let ([winner], true) = (&outcome.winners[..], outcome.tied.is_empty()) {
            let _ = write!(line, ",winner,{}", election.candidate_number(at, usize::from(*winner)));
        }
        writeln!(to, "{line}")?;
    }
    let mut line = String::new();
    for card in election.cards() {
        for (at, marks) in election.marked(card.card).filter(|(at, _)| election.shows(*at)) {
            line.clear();
            let (tabulator, batch) = (election.tabulator(card.batch), card.batch + 1);
            let _ = write!(line, "{},{tabulator}_{batch}_{},", at + 1, card.record);
            let order = preferences(&contests[at], marks).unwrap_or_default();
            for (rank, &candidate) in order.iter().enumerate() {
                let comma = if rank == 0 { "" } else { "," };
                let _ = write!(line, "{comma}{}", election.candidate_number(at, usize::from(candidate)));
            }
            writeln!(to, "{line}")?;
        }
    }
    Ok(())
}
