//! Records withheld on purpose: the totals count ballots for one candidate, and no record shows what is on them.
//!
//! Synthetic: the paper is there and the number of ballots is right; only a reading of the paper shows the votes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_votes, known_candidate, known_contest, only};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::social_choice::Tally;
use crate::tabulation::MachineCount;

/// Some ballots have no record in any contest, and in one contest their batches' files count them for one candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordsWithheld {
    /// The contest.
    pub contest: String,
    /// Whom the files count these ballots for.
    pub to: String,
    /// How many ballots, the last of each batch first, batch after batch; all if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ballots: Option<u64>,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for RecordsWithheld {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_votes(election, &self.contest, ("to", &self.to), &self.place)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let to = known_candidate(count.election, contest, &self.to);
        let mut left = self.ballots.unwrap_or(u64::MAX);
        let mut touched = Vec::new();
        for batch in count.picked(&self.place) {
            let it = &count.election.batches[batch];
            let portion = count.portions[batch].clone();
            let sheets = it.cards.len() / it.ballots.max(1) as usize;
            let ballots = (portion.len() / sheets.max(1)) as u64;
            if count.scans[batch] == 0 || ballots.min(left) == 0 {
                continue;
            }
            let kept = portion.start + (ballots - ballots.min(left)) as usize * sheets;
            left -= ballots.min(left);
            let mut gone = count.tally(contest, batch, kept..portion.end);
            let carry = gone.ballots;
            // Ballots that carry the contest stay in the file, each with all that a ballot can say for `to`.
            let it = &count.election.contests[contest];
            let mut instead = Tally::empty(it.candidates.len());
            instead.count(it, &only(it, to), carry);
            gone -= &instead;
            for upload in count.uploads.iter_mut().filter(|upload| upload.batch == batch) {
                *upload.tallies.entry(contest) -= &gone;
            }
            count.portions[batch] = portion.start..kept;
            touched.push(batch);
        }
        touched
    }

    fn says(&self) -> Reason {
        findings::records_withheld(&self.to, self.place.in_words())
    }
}
