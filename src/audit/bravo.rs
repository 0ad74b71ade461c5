//! Ballot polling by BRAVO, ballot by ballot: Wald's ratio against the reported shares, with replacement.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling Risk-limiting Audits to Verify Outcomes", EVT/WOTE '12.

use super::claim::{AssertionPair, ReportedContest};
use super::polling::Poll;
use super::{AuditMethod, AuditSettings, Guarantee, Needs, PreparedAudit};
use crate::reason::{Reason, procedures};
use crate::risk::polling::SelectionOrdered;
use crate::risk::{Bravo, bravo_p_value};
use crate::social_choice::Statement;

/// Ballot polling with BRAVO.
#[derive(Clone, Copy, Debug)]
pub struct BravoPolling;

impl AuditMethod for BravoPolling {
    fn name(&self) -> &'static str {
        "bravo"
    }

    fn says(&self) -> Reason {
        procedures::method_bravo()
    }

    fn needs(&self) -> Needs {
        Needs::Nothing
    }

    fn promise(&self) -> Guarantee {
        Guarantee::RiskLimit
    }

    fn measures_counts(&self) -> bool {
        true
    }

    fn p_value_of_counts(&self, claim: &ReportedContest<'_>, sample: &[u64]) -> Option<f64> {
        let risk = |pair: &AssertionPair| {
            let (winner, loser) = (usize::from(pair.assertion.winner), usize::from(pair.assertion.loser));
            let votes = |candidate: usize| claim.tally.votes[candidate];
            let share = votes(winner) as f64 / (votes(winner) + votes(loser)) as f64;
            (votes(winner) > votes(loser).max(0)).then(|| bravo_p_value(share, sample[winner], sample[loser]))
        };
        let pairs = claim.pairs().ok()?;
        // The sample is counted by candidates.
        if pairs.iter().any(|pair| pair.assertion.statement != Statement::MoreVotes) {
            return None;
        }
        pairs.iter().map(risk).try_fold(0.0, |most: f64, risk| risk.map(|risk| most.max(risk)))
    }

    fn prepare<'c>(
        &self,
        claim: &'c ReportedContest<'c>,
        terms: &AuditSettings,
    ) -> Result<Box<dyn PreparedAudit + 'c>, Reason> {
        let poll = Poll::new(claim, terms, true, |claim, pair| {
            let [winner, loser] = claim.votes_of(&pair.assertion).map(|votes| votes as f64);
            Box::new(Bravo::new(winner / (winner + loser)))
        })?;
        Ok(Box::new(poll.sized_by(terms, &SelectionOrdered)?))
    }
}
