//! A count of rankings in the JSON document: rounds, margins, and the statements in the field's own shape.

use serde_json::{Value, json};

use crate::election::{CandidateIndex, Contest};
use crate::reason::Reason;
use crate::simulation::{RankedProof, RoundByRound, RunoffStatements};
use crate::social_choice::irv_claims::{EndingFate, IrvClaim};
use crate::social_choice::margin::preference_tree::members;
use crate::social_choice::margin::{IrvMargin, StvChange};
use crate::social_choice::ranked::stv::StvDestination;
use crate::social_choice::ranked::{InactiveReason, RankedCount, RankedRound, SettledBy, Tie, TieQuestion};
use crate::social_choice::stv_claims::StvClaims;

/// The key under which rounds stand.
pub(super) fn key(of: &RoundByRound) -> &'static str {
    match of.proof {
        RankedProof::Runoff { .. } => "runoff",
        RankedProof::Transfers { .. } => "transferable_vote",
    }
}

/// The rounds of a count. Votes of an instant runoff are numbers; those of transfers are decimal numbers in quotes, exact.
pub(super) fn rounds(contest: &Contest, count: &RankedCount) -> Value {
    let name = |candidate: &CandidateIndex| json!(contest.name(*candidate));
    let ties: Vec<Value> = count.ties.iter().map(|it| tie(contest, it)).collect();
    let list: Vec<Value> = count.rounds.iter().map(|it| round(contest, count, it)).collect();
    match count.quota {
        None => json!({"rounds": list, "winner": count.elected.first().map(name), "ties": ties}),
        Some(quota) => json!({
            "quota": votes(count, quota),
            "rounds": list,
            "elected": count.elected.iter().map(name).collect::<Vec<_>>(),
            "ties": ties,
        }),
    }
}

fn votes(count: &RankedCount, units: u128) -> Value {
    match (count.quota, count.decimals()) {
        (None, _) => json!(u64::try_from(units).unwrap_or(u64::MAX)),
        (Some(_), 0) => json!(units.to_string()),
        (Some(_), places) => json!(format!("{}.{:0places$}", units / count.unit, units % count.unit)),
    }
}

fn round(contest: &Contest, count: &RankedCount, round: &RankedRound) -> Value {
    let name = |candidate: &CandidateIndex| json!(contest.name(*candidate));
    let names = |list: &[CandidateIndex]| list.iter().map(name).collect::<Vec<_>>();
    let tally: serde_json::Map<String, Value> = (round.tallies.iter().zip(&contest.candidates))
        .filter_map(|(units, name)| units.map(|units| (name.clone(), votes(count, units))))
        .collect();
    let moved = if count.quota.is_some() { "votes" } else { "ballots" };
    let transfers = round.transfers.iter().map(|it| {
        let to = if let StvDestination::Candidate(to) = it.to { name(&to) } else { Value::Null };
        let mut transfer = json!({"from": name(&it.from), "to": to, "inactive": inactive(it.to)});
        transfer[moved] = votes(count, it.votes);
        transfer
    });
    let mut value = json!({
        "tally": tally,
        "inactive": votes(count, round.inactive.total()),
        "defeated": names(&round.defeated),
        "transfers": transfers.collect::<Vec<_>>(),
    });
    if count.quota.is_some() {
        value["elected"] = json!(names(&round.elected));
        value["surpluses"] = json!(names(&round.surpluses));
        value["final_surplus"] = votes(count, round.final_surplus);
        value["cut_off"] = votes(count, round.residual);
        value["quota"] = votes(count, round.threshold);
        if !round.kept.is_empty() {
            let kept = round.kept.iter().zip(&contest.candidates).filter(|(kept, _)| **kept > 0);
            value["kept"] =
                kept.map(|(&kept, name)| (name.clone(), votes(count, kept))).collect::<serde_json::Map<_, _>>().into();
        }
    } else {
        value["threshold"] = votes(count, round.threshold);
        value["elected"] = json!(round.elected.first().map(name));
    }
    value
}

fn tie(contest: &Contest, tie: &Tie) -> Value {
    let name = |candidate: &CandidateIndex| json!(contest.name(*candidate));
    let (settled_by, earlier) = match tie.settled_by {
        SettledBy::EarlierRound(round) => (Some("earlier_round"), Some(round + 1)),
        SettledBy::Order => (Some("lot"), None),
        SettledBy::Nothing => (None, None),
    };
    let question = match tie.question {
        TieQuestion::Elect => "elected",
        TieQuestion::SurplusFirst => "surplus_first",
        TieQuestion::Defeat => "defeated",
    };
    json!({
        "round": tie.round + 1,
        "tied": tie.tied.iter().map(name).collect::<Vec<_>>(),
        "chosen": tie.chosen.as_ref().map(name),
        "to_be": question,
        "settled_by": settled_by,
        "earlier_round": earlier,
    })
}

fn inactive(to: StvDestination) -> Option<&'static str> {
    Some(match to {
        StvDestination::Candidate(_) => return None,
        StvDestination::FinalSurplus => "final_surplus",
        StvDestination::Residual => "cut_off",
        StvDestination::Inactive(InactiveReason::Blank) => "blank",
        StvDestination::Inactive(InactiveReason::Exhausted) => "exhausted",
        StvDestination::Inactive(InactiveReason::Overvote) => "overvote",
        StvDestination::Inactive(InactiveReason::SkippedRanks) => "skipped_ranks",
        StvDestination::Inactive(InactiveReason::RepeatedCandidate) => "repeated_candidate",
    })
}

/// Margins, and the statements with what each rules out.
pub(super) fn proof(contest: &Contest, proof: &RankedProof) -> Value {
    match proof {
        RankedProof::Runoff { margin, statements } => runoff(contest, margin.as_ref(), statements),
        RankedProof::Transfers { known, unproven, at_most } => transfers(contest, known, unproven.as_ref(), *at_most),
    }
}

/// Bounds of the margin, the statements, and which winners they prove.
fn transfers(
    contest: &Contest,
    known: &Result<StvClaims, Reason>,
    unproven: Option<&Reason>,
    at_most: Option<StvChange>,
) -> Value {
    let name = |candidate: &CandidateIndex| json!(contest.name(*candidate));
    let change = at_most.map(|it| json!({"from": name(&it.from), "to": name(&it.to), "ballots": it.ballots}));
    let complete = known.as_ref().ok().filter(|_| unproven.is_none());
    let mut value = json!({
        "margins": {"at_least": complete.and_then(StvClaims::margin), "at_most": at_most.map(|it| it.ballots), "change": change},
    });
    let claims = match known {
        Ok(known) => known,
        Err(why) => {
            value["no_statements"] = json!(why.to_string());
            return value;
        }
    };
    let assertions = claims.claims.iter().map(|(claim, sum)| {
        let (least, most) = claim.bounds();
        json!({
            "says": claim.says(contest).to_string(),
            "winner": name(&claim.winner()),
            "loser": name(&claim.loser()),
            "sum": sum,
            "least_of_a_ballot": -i64::from(least),
            "most_of_a_ballot": most,
        })
    });
    value["assertions"] = assertions.collect();
    value["proven"] = claims.proven.iter().map(name).collect();
    value["no_statements"] = json!(unproven.map(ToString::to_string));
    value
}

/// The three margins, and the statements with what each rules out.
fn runoff(contest: &Contest, margin: Option<&IrvMargin>, statements: &Result<RunoffStatements, Reason>) -> Value {
    let name = |candidate: CandidateIndex| contest.name(candidate);
    let mut value = json!({
        "margins": {
            "last_round": margin.map(|it| it.last_round),
            "at_least": margin.map(|it| it.least),
            "at_most": margin.map(|it| it.most),
            "exact": margin.map(IrvMargin::is_exact),
            "of_statements": Value::Null,
        },
    });
    let known = match statements {
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
