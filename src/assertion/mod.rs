//! WHAT MUST BE TRUE if the reported winners won: for every winner and loser, that the winner has more votes.
//!
//! # Reference
//! Stark 2020, "Sets of half-average nulls generate risk-limiting audits: SHANGRLA", FC 2020 workshops, section 2.

mod assorter;
mod fine_units;
mod overstatement;

pub use assorter::{AbsentCards, Assorter};
pub use fine_units::FineUnits;
pub use overstatement::{AGREES, Overstatement};

use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, told};
use crate::social_choice::Outcome;

/// One claim that implies part of the outcome: the winner has more votes than the loser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Who is reported to have won.
    pub winner: CandidateIndex,
    /// Who is reported to have lost.
    pub loser: CandidateIndex,
}

/// All assertions of a plurality contest: every winner against every loser. If all are true, the winners won.
///
/// Empty where nobody loses.
///
/// # Errors
/// A sentence where no set of assertions implies the outcome: a tie can only be counted.
pub fn assertions(contest: &Contest, outcome: &Outcome) -> Result<Vec<Assertion>, Reason> {
    if !outcome.tied.is_empty() {
        return Err(told::why_tie());
    }
    let losers = || (0..contest.candidates.len() as CandidateIndex).filter(|c| !outcome.winners.contains(c));
    Ok(outcome.winners.iter().flat_map(|&winner| losers().map(move |loser| Assertion { winner, loser })).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::RuleName;

    #[test]
    fn every_winner_meets_every_loser() {
        let contest = Contest {
            id: "c".into(),
            title: "C".into(),
            rule: RuleName("plurality"),
            candidates: ["a", "b", "c", "d"].map(String::from).to_vec(),
            seats: 2,
            votes_allowed: 2,
            write_in_line: None,
        };
        let outcome = Outcome { winners: vec![3, 1], tied: vec![], margin: Some(1) };
        let pairs: Vec<_> =
            assertions(&contest, &outcome).expect("no tie").iter().map(|a| (a.winner, a.loser)).collect();
        assert_eq!(pairs, [(3, 0), (3, 2), (1, 0), (1, 2)]);
        let tie = Outcome { winners: vec![3], tied: vec![0, 1], margin: Some(0) };
        assert!(assertions(&contest, &tie).is_err());
    }
}
