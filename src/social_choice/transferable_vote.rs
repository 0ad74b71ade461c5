//! The single transferable vote: several seats from rankings; whoever reaches the quota is elected, what is beyond it moves on, and
//! the last go out.
//!
//! No statements about a sample are known here that imply the winners of any such count, so that only a full hand count can check
//! it.
//!
//! # Reference
//! Blom, Stuckey, Teague and Vukcevic 2022, arXiv:2112.09921, and Blom and others 2025, arXiv:2503.14803, for what is known of
//! audits of two and more seats.

use super::ranked::stv::{STV_METHODS, StvCount, StvMethod, StvRules, count};
use super::ranked::{Destination, InactiveReason, RankedBallots, TieRule};
use super::{BallotForm, Outcome, SocialChoice, Tally, rankings_of};
use crate::election::{CandidateIndex, Contest, Marks, Ranking};
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
        match rankings_of(contest).interpret(&contest.ranking(marks), |_| true) {
            Destination::Candidate(first) => tally.votes[usize::from(first)] += n,
            Destination::Inactive(InactiveReason::Overvote) => tally.overvoted += n,
            Destination::Inactive(_) => tally.blank += n,
        }
        tally.add_kind(marks, n);
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let counted = rounds(contest, tally);
        if let Some(tie) = counted.open_tie() {
            let winners = counted.elected.iter().copied().filter(|winner| !tie.tied.contains(winner)).collect();
            return Outcome { winners, tied: tie.tied.clone(), margin: Some(0) };
        }
        let is_filled_by_all = counted.elected.len() >= contest.candidates.len();
        Outcome {
            margin: if is_filled_by_all { None } else { closest_exclusion(&counted) },
            winners: counted.elected,
            tied: Vec::new(),
        }
    }
}

/// A contest's count, round by round.
pub fn rounds(contest: &Contest, tally: &Tally) -> StvCount {
    let kind = |(marks, &n): (&Marks, &i64)| Some((contest.ranking(marks), u64::try_from(n).ok()?));
    let kinds: Vec<(Ranking, u64)> = tally.kinds.iter().filter_map(kind).collect();
    let each = kinds.iter().map(|(ranking, n)| (ranking, *n));
    let ballots = RankedBallots::read(each, contest.candidates.len(), &rankings_of(contest));
    let named = contest.options.transfers.as_deref().and_then(StvMethod::named);
    let rules = StvRules {
        method: named.unwrap_or(STV_METHODS[0]),
        seats: usize::from(contest.seats),
        dropped_first: None,
        excluded: Vec::new(),
        ties: TieRule::by_order(contest.options.lot.iter().copied()),
    };
    count(&ballots, &rules)
}

/// The smallest lead of anybody who stayed over whoever went out in the same round, in whole votes, rounded up: an upper bound of
/// half of which changed ballots may alter who goes out, though not always who is elected.
fn closest_exclusion(counted: &StvCount) -> Option<i64> {
    let lead = |round: &super::ranked::stv::StvRound| {
        let out = round.defeated?;
        let own = round.tallies[usize::from(out)]?;
        let stays = (0..round.tallies.len() as CandidateIndex).filter(|&candidate| candidate != out);
        let next = stays.filter_map(|candidate| round.tallies[usize::from(candidate)]).min()?;
        i64::try_from(next.saturating_sub(own).div_ceil(counted.unit)).ok()
    };
    counted.rounds.iter().filter_map(lead).min()
}
