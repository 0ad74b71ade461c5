//! The single transferable vote: several seats from rankings. A candidate who reaches the quota is elected, the surplus
//! is transferred, and the last candidates are eliminated.
//!
//! No set of assertions is implemented that implies the winners of every such count, so only a full hand count can
//! check it.
//!
//! # Reference
//! Blom, Stuckey, Teague and Vukcevic 2022, arXiv:2112.09921, and Blom and others 2025, arXiv:2503.14803, for what is known of
//! audits of two and more seats.

use super::ranked::stv::{STV_METHODS, StvCount, StvMethod, StvRules, count};
use super::ranked_contest::{count_first_choices, ranked_ballots, tie_rule};
use super::{BallotForm, Outcome, SocialChoice, Tally};
use crate::election::{CandidateIndex, Contest, Marks};
use crate::reason::{Reason, procedures};

/// Seats by quota and transfers.
#[derive(Clone, Copy, Debug)]
pub struct TransferableVote;

impl SocialChoice for TransferableVote {
    fn name(&self) -> &'static str {
        "single_transferable_vote"
    }

    fn says(&self) -> Reason {
        procedures::rule_single_transferable_vote()
    }

    fn form(&self) -> BallotForm {
        BallotForm::Ranks
    }

    fn needs_transfers(&self) -> bool {
        true
    }

    fn count(&self, contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
        count_first_choices(contest, marks, n, tally);
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let counted = rounds(contest, tally);
        if let Some(tie) = counted.open_tie() {
            let winners = counted.elected.iter().copied().filter(|winner| !tie.tied.contains(winner)).collect();
            return Outcome { winners, tied: tie.tied.clone(), margin: Some(0) };
        }
        let is_filled_by_all = counted.elected.len() >= contest.candidates.len();
        Outcome {
            margin: if is_filled_by_all { None } else { Some(closest(&counted)) },
            winners: counted.elected,
            tied: Vec::new(),
        }
    }
}

/// The count of a contest, round by round.
pub fn rounds(contest: &Contest, tally: &Tally) -> StvCount {
    let named = contest.options.transfers.as_deref().and_then(StvMethod::named);
    let rules = StvRules {
        method: named.unwrap_or(STV_METHODS[0]),
        seats: usize::from(contest.seats),
        dropped_first: None,
        excluded: Vec::new(),
        ties: tie_rule(contest),
    };
    count(&ranked_ballots(contest, tally), &rules)
}

/// The smallest lead, in whole votes rounded up, of a candidate who stayed over one eliminated in the same round, and
/// of one elected over one who was not. Changing half as many ballots may alter a round, though not always the winners.
fn closest(counted: &StvCount) -> i64 {
    let mut least: Option<u128> = None;
    for round in &counted.rounds {
        let votes = |candidate: CandidateIndex| round.tallies[usize::from(candidate)];
        let all = 0..round.tallies.len() as CandidateIndex;
        let out = round.defeated.and_then(votes);
        let stays = all.clone().filter(|candidate| Some(*candidate) != round.defeated).filter_map(votes).min();
        let elected = round.elected.iter().copied().filter_map(votes).min();
        let others = all.filter(|candidate| !counted.elected.contains(candidate)).filter_map(votes).max();
        for (more, fewer) in [(stays, out), (elected, others)] {
            if let (Some(more), Some(fewer)) = (more, fewer) {
                let lead = more.saturating_sub(fewer);
                least = Some(least.map_or(lead, |least| least.min(lead)));
            }
        }
    }
    least.map_or(0, |lead| i64::try_from(lead.div_ceil(counted.unit)).unwrap_or(i64::MAX))
}
