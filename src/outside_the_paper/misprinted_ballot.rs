//! Ballots on which a marking device printed the wrong name, and whose voters did not notice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BeforeThePaper, add_votes, check_names};
use crate::election::Election;
use crate::error::Complaint;
use crate::reason::{Reason, complaints, findings, rules};
use crate::social_choice::Tally;

/// Ballots on the paper that say another name than the voter chose on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MisprintedBallot {
    /// The contest.
    pub contest: String,
    /// The name the voters chose.
    pub chosen: String,
    /// The name that was printed.
    pub printed: String,
    /// How many such ballots went into the box, at least 1.
    pub ballots: u64,
    /// Share of voters who check their printed ballot and would have noticed, 0 to 1.
    pub verification_rate: f64,
}

impl BeforeThePaper for MisprintedBallot {
    fn contest(&self) -> &str {
        &self.contest
    }

    fn ballots(&self) -> u64 {
        self.ballots
    }

    fn check(&self, election: &Election) -> Result<(), Complaint> {
        if !(0.0..1.0).contains(&self.verification_rate) {
            let rule = rules::allowed(complaints::rule_share_below_1());
            return Err(Complaint::rule("verification_rate", self.verification_rate, rule));
        }
        if self.chosen == self.printed {
            return Err(Complaint::allowed("printed", &self.printed, complaints::rule_than_chosen()));
        }
        check_names(election, &self.contest, &[("chosen", &self.chosen), ("printed", &self.printed)])
    }

    fn undo(&self, election: &Election, paper: &mut Tally) {
        let n = self.ballots as i64;
        add_votes(election, &self.contest, paper, &self.printed, -n);
        add_votes(election, &self.contest, paper, &self.chosen, n);
    }

    fn says(&self) -> Reason {
        findings::misprinted_says(&self.printed, self.ballots, &self.chosen)
    }

    fn why_unseen(&self) -> Reason {
        findings::misprinted_unseen()
    }

    fn seen_by(&self) -> Reason {
        // If a share v of the voters checks, n unnoticed misprints correspond to n v / (1 − v) noticed ones.
        let rate = self.verification_rate;
        let complaints = libm::round(self.ballots as f64 * rate / (1.0 - rate));
        findings::misprinted_seen_by(libm::round(rate * 1_000.0) / 10.0, complaints)
    }
}
