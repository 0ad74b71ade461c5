//! Sentences about an instant runoff on terminal and page: its margins, and its statements.

use super::words::{Words, fill};
use crate::election::{CandidateIndex, Contest};
use crate::number_format::grouped;
use crate::simulation::{ContestRun, Runoff};
use crate::social_choice::irv_claims::IrvClaim;
use crate::social_choice::margin::preference_tree::members;

/// The three margins that people confuse, a sentence each.
pub(super) fn margins(w: &Words, runoff: &Runoff) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(margin) = &runoff.margin {
        let number = |n: u64| grouped(n as i64);
        lines.push(if margin.is_exact() {
            fill(w.runoff.margin_true, &[("n", &number(margin.least))])
        } else {
            fill(w.runoff.margin_between, &[("least", &number(margin.least)), ("most", &number(margin.most))])
        });
        lines.push(fill(w.runoff.margin_last_round, &[("n", &number(margin.last_round))]));
    }
    let of_statements = runoff.statements.as_ref().ok().and_then(|known| known.claims.margin());
    lines.extend(of_statements.map(|votes| {
        fill(
            w.runoff.margin_of_statements,
            &[("n", &grouped(votes.div_ceil(2) as i64)), ("votes", &grouped(votes as i64))],
        )
    }));
    lines
}

/// How many ballots must change before somebody else can win, under the rules whose lead in votes does not tell it.
pub(super) fn changed(w: &Words, it: &ContestRun) -> Option<String> {
    let known = it.changed_ballots.filter(|known| known.least > 0)?;
    if it.runoff.is_some() || it.contest.rule.0 == "plurality" {
        return None;
    }
    let says = if known.is_exact { w.runoff.changed_exact } else { w.runoff.changed_at_least };
    Some(fill(says, &[("n", &grouped(known.least as i64))]))
}

/// A statement in words, with its votes.
pub(super) fn says(w: &Words, contest: &Contest, claim: IrvClaim, votes: (u64, u64)) -> String {
    let (winner, loser) = (contest.name(claim.winner()), contest.name(claim.loser()));
    let (more, fewer) = (grouped(votes.0 as i64), grouped(votes.1 as i64));
    let gaps = [("winner", winner), ("loser", loser), ("more", &more[..]), ("fewer", &fewer)];
    match claim {
        IrvClaim::NotEliminatedBefore { .. } => fill(w.runoff.says_before, &gaps),
        IrvClaim::NotEliminatedNext { continuing, .. } => {
            let names: Vec<&str> = members(continuing).map(|it| contest.name(it as CandidateIndex)).collect();
            let names = names.join(", ");
            let gaps =
                [("winner", winner), ("loser", loser), ("more", &more[..]), ("fewer", &fewer), ("names", &names)];
            fill(w.runoff.says_next, &gaps)
        }
    }
}
