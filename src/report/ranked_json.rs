//! An instant runoff in the JSON document: rounds, margins, and the statements in RAIRE's format.

use serde_json::{Value, json};

use crate::election::{CandidateIndex, Contest};
use crate::simulation::Runoff;
use crate::social_choice::irv_claims::{EndingFate, IrvClaim};
use crate::social_choice::margin::IrvMargin;
use crate::social_choice::margin::preference_tree::members;
use crate::social_choice::ranked::irv::IrvCount;
use crate::social_choice::ranked::{Destination, InactiveReason};

/// The rounds of a count.
pub(super) fn rounds(contest: &Contest, count: &IrvCount) -> Value {
    let name = |candidate: &CandidateIndex| json!(contest.name(*candidate));
    let mut list = Vec::new();
    for round in &count.rounds {
        let tally: serde_json::Map<String, Value> = (round.tallies.iter().zip(&contest.candidates))
            .filter_map(|(votes, name)| votes.map(|votes| (name.clone(), json!(votes))))
            .collect();
        let transfers = round.transfers.iter().map(|it| {
            let to = match it.to {
                Destination::Candidate(to) => name(&to),
                Destination::Inactive(_) => Value::Null,
            };
            json!({"from": name(&it.from), "to": to, "inactive": inactive(it.to), "ballots": it.ballots})
        });
        list.push(json!({
            "tally": tally,
            "inactive": round.inactive.total(),
            "threshold": round.threshold,
            "elected": round.elected.as_ref().map(name),
            "defeated": round.defeated.iter().map(name).collect::<Vec<_>>(),
            "transfers": transfers.collect::<Vec<_>>(),
        }));
    }
    let ties = count.ties.iter().map(|tie| {
        json!({"round": tie.round + 1, "tied": tie.tied.iter().map(name).collect::<Vec<_>>(), "chosen": tie.chosen.as_ref().map(name)})
    });
    json!({"rounds": list, "winner": count.winner.as_ref().map(name), "ties": ties.collect::<Vec<_>>()})
}

fn inactive(to: Destination) -> Option<&'static str> {
    let Destination::Inactive(why) = to else { return None };
    Some(match why {
        InactiveReason::Blank => "blank",
        InactiveReason::Exhausted => "exhausted",
        InactiveReason::Overvote => "overvote",
        InactiveReason::SkippedRanks => "skipped_ranks",
        InactiveReason::RepeatedCandidate => "repeated_candidate",
    })
}

/// The three margins, and the statements with what each rules out.
pub(super) fn statements(contest: &Contest, runoff: &Runoff) -> Value {
    let name = |candidate: CandidateIndex| contest.name(candidate);
    let margin = runoff.margin.as_ref();
    let mut value = json!({
        "margins": {
            "last_round": margin.map(|it| it.last_round),
            "at_least": margin.map(|it| it.least),
            "at_most": margin.map(|it| it.most),
            "exact": margin.map(IrvMargin::is_exact),
            "of_statements": Value::Null,
        },
    });
    let known = match &runoff.statements {
        Ok(known) => known,
        Err(why) => {
            value["no_statements"] = json!(why.to_string());
            return value;
        }
    };
    // The outcome is right while fewer than half of the smallest statement's margin is wrong.
    value["margins"]["of_statements"] = json!(known.claims.margin().map(|votes| votes.div_ceil(2)));
    let assertions = known.claims.claims.iter().map(|it| {
        let (kind, eliminated) = match it.claim {
            IrvClaim::NotEliminatedBefore { .. } => ("WINNER_ONLY", Vec::new()),
            IrvClaim::NotEliminatedNext { continuing, .. } => {
                let goes_on = |candidate: &usize| members(continuing).any(|it| it == *candidate);
                let out = (0..contest.candidates.len()).filter(|candidate| !goes_on(candidate));
                ("IRV_ELIMINATION", out.map(|candidate| name(candidate as CandidateIndex)).collect())
            }
        };
        json!({
            "winner": name(it.claim.winner()),
            "loser": name(it.claim.loser()),
            "assertion_type": kind,
            "already_eliminated": eliminated,
            "winner_votes": it.winner_tally,
            "loser_votes": it.loser_tally,
            "margin": it.margin(),
            "difficulty": it.difficulty,
        })
    });
    let tree = &known.explanation;
    let nodes = tree.nodes.iter().enumerate().map(|(place, node)| {
        let ruled_out: &[usize] = if let EndingFate::RuledOut(by) = &node.fate { by } else { &[] };
        let like = if let EndingFate::LikeNode(like) = node.fate { Some(like) } else { None };
        let ending: Vec<&str> = tree.ending(place).into_iter().map(name).collect();
        json!({"ending": ending, "ruled_out_by": ruled_out, "as_node": like})
    });
    value["assertions"] = assertions.collect();
    value["difficulty"] = json!(known.claims.difficulty);
    value["difficulty_is_least"] = json!(known.claims.is_optimal());
    value["fewest_assertions"] = json!(known.claims.fewest);
    value["endings"] = nodes.collect();
    value["endings_complete"] = json!(tree.is_complete());
    value
}
