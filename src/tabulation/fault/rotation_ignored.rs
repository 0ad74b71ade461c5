//! Names rotate from style to style, but the scanner's programme uses one order for all.
//!
//! # Reference
//! Pottawattamie County, Iowa, June 2006: every contest with several names was wrong in nearly every precinct.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, MappedAt, Strike, find_contest, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The vote at a position of the printed list goes to the name at that position of one order kept for all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RotationIgnored {
    /// The contest.
    pub contest: String,
    /// The ballot style whose order is kept for all; the contest's own order if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_of: Option<String>,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for RotationIgnored {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        find_contest(election, "contest", &self.contest)?;
        if let Some(style) = self.order_of.as_ref().filter(|s| !election.styles.iter().any(|it| it.id == **s)) {
            return Err(Complaint::unknown("order_of", style, election.styles.iter().map(|s| &s.id)));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let election = count.election;
        let contest = known_contest(election, &self.contest);
        let names = election.contests[contest].candidates.len();
        let style = self.order_of.as_ref().and_then(|id| election.styles.iter().find(|s| s.id == *id));
        let kept = style.map_or_else(|| (0..names as u16).collect(), |style| style.printed(contest, names));
        let batches = count.picked(&self.place);
        count.remap(contest, &batches, |printed, marks| {
            let place = |candidate| printed.iter().position(|&p| p == candidate);
            election.contests[contest].with_candidates(marks, |candidate| kept.get(place(candidate)?).copied())
        });
        batches
    }

    fn says(&self) -> Reason {
        findings::rotation_ignored(&self.contest, self.place.in_words())
    }
}
