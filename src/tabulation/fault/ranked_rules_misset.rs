//! Rankings counted by another rule set than the law's: the ballots are recorded right, the count is wrong.
//!
//! # Reference
//! Alameda County, California, November 2022: the tally of ranked contests was not set to move ballots on at once where no
//! candidate was marked at a rank. The office certified the wrong winner of a seat on Oakland's school board; people outside
//! found it in the published records of the ballots. A court put it right in March 2023.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranks::find_ranked;
use super::{FaultStep, Home, Strike, known_contest};
use crate::election::{Election, Ranking};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings, rules};
use crate::social_choice::Tally;
use crate::social_choice::ranked::{OvervotedRank, RANKED_RULES, RankedRules};
use crate::tabulation::MachineCount;

/// Rankings are counted by another rule set than the law's; the records are right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RankedRulesMisset {
    /// The contest, which is a ranked one.
    pub contest: String,
    /// The rule set by which it is counted.
    pub rankings: String,
}

/// The rule set of that name, if each ballot has an order under it.
fn with_order(name: &str) -> Option<RankedRules> {
    RankedRules::named(name).filter(|it| it.overvote != OvervotedRank::ExhaustIfSeveralContinue)
}

impl Strike for RankedRulesMisset {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_ranked(election, &self.contest)?;
        if with_order(&self.rankings).is_none() {
            let known = RANKED_RULES.iter().map(|it| it.name).filter(|name| with_order(name).is_some());
            return Err(Complaint::unknown("rankings", &self.rankings, known));
        }
        if contest.options.rankings.as_ref() == Some(&self.rankings) {
            return Err(Complaint::allowed("rankings", &self.rankings, rules::rule_another_rule_set()));
        }
        Ok(())
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let (it, misset) = (&count.election.contests[contest], with_order(&self.rankings));
        let mut touched = Vec::new();
        for upload in &mut count.uploads {
            let Some(right) = upload.tallies.get(contest) else { continue };
            let mut wrong = Tally::empty(it.candidates.len());
            for (marks, &n) in &right.kinds {
                let order = misset.and_then(|rules| rules.order(&it.ranking(marks))).unwrap_or_default();
                wrong.count(it, &it.marks_of(&Ranking::of(order)), n);
            }
            if wrong != *right {
                *upload.tallies.entry(contest) = wrong;
                touched.push(upload.batch);
            }
        }
        touched
    }

    fn says(&self) -> Reason {
        findings::ranked_rules_misset(&self.contest, &self.rankings)
    }
}
