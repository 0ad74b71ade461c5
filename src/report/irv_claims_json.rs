//! Claims of instant runoffs for other programs, in the formats of existing audit programs.

use serde_json::{Map, Value, json};

use super::head::{document, head};
use crate::election::RankedContest;
use crate::social_choice::irv_claims::{
    ClaimsAnswer, ClaimsAsked, Difficulty, EndingFate, Explanation, IrvClaim, IrvClaims, NoClaims, WeighedClaim,
};

/// A contest with its question and its answer.
#[derive(Clone, Copy, Debug)]
pub struct AnsweredContest<'a> {
    /// The ballots.
    pub contest: &'a RankedContest,
    /// How claims were weighed.
    pub asked: &'a ClaimsAsked,
    /// The claims and the margins.
    pub answer: &'a ClaimsAnswer,
}

/// RAIRE's format: candidates by their indices, one contest.
pub fn raire_solution(it: AnsweredContest<'_>) -> Value {
    let metadata = it
        .contest
        .metadata
        .clone()
        .unwrap_or_else(|| json!({"candidates": it.contest.candidates, "contest": it.contest.id}));
    let solution = match &it.answer.claims {
        Ok(found) => json!({"Ok": solved(it, found)}),
        Err(refused) => json!({"Err": unsolved(refused)}),
    };
    let fields = json!({
        "metadata": metadata,
        "solution": solution,
        "audit": audit(it.asked),
        "proof": proof(it.answer),
        "margins": margins(it.answer),
        "explanation": it.answer.explanation.as_ref().map(explanation),
    });
    document(head(), fields)
}

fn solved(it: AnsweredContest<'_>, found: &IrvClaims) -> Value {
    let one = |weighed: &WeighedClaim| {
        let claim = match weighed.claim {
            IrvClaim::NotEliminatedBefore { winner, loser } => json!({"type": "NEB", "winner": winner, "loser": loser}),
            IrvClaim::NotEliminatedNext { winner, loser, .. } => {
                json!({"type": "NEN", "winner": winner, "loser": loser, "continuing": weighed.claim.continuing()})
            }
        };
        json!({"assertion": claim, "difficulty": weighed.difficulty, "margin": weighed.margin()})
    };
    json!({
        "assertions": found.claims.iter().map(one).collect::<Vec<_>>(),
        "difficulty": found.difficulty,
        "margin": found.margin(),
        "winner": found.winner,
        "num_candidates": it.contest.candidates.len(),
    })
}

fn unsolved(refused: &NoClaims) -> Value {
    match refused {
        NoClaims::UnknownWinner => json!("InvalidCandidateNumber"),
        NoClaims::WrongWinner(winners) => json!({"WrongWinner": winners}),
        NoClaims::Tied(winners) => json!({"TiedWinners": winners}),
        NoClaims::CannotRuleOut(order) => json!({"CouldNotRuleOut": order}),
    }
}

fn audit(asked: &ClaimsAsked) -> Value {
    let (kind, risk_limit, inflation) = match asked.difficulty {
        Difficulty::OneOnMargin => ("OneOnMargin", None, None),
        Difficulty::OneOnMarginSquared => ("OneOnMarginSq", None, None),
        Difficulty::Bravo { risk_limit } => ("BRAVO", Some(risk_limit), None),
        Difficulty::Macro { risk_limit, error_inflation } => ("MACRO", Some(risk_limit), Some(error_inflation)),
    };
    let mut map =
        Map::from_iter([("type".to_owned(), json!(kind)), ("total_auditable_ballots".to_owned(), json!(asked.cards))]);
    map.extend(risk_limit.map(|limit| ("confidence".to_owned(), json!(limit))));
    map.extend(inflation.map(|factor| ("error_inflation_factor".to_owned(), json!(factor))));
    Value::Object(map)
}

/// What is proved about the claims: no smaller greatest difficulty, no fewer claims.
fn proof(answer: &ClaimsAnswer) -> Value {
    let Ok(found) = &answer.claims else { return Value::Null };
    json!({
        "least_difficulty": found.least_difficulty,
        "is_optimal": found.is_optimal(),
        "fewest_assertions": found.fewest,
        "is_fewest": found.is_fewest(),
        "endings": found.endings,
    })
}

/// Three numbers that are easily confused, in ballots: the margin, half the difference of the last round, and the
/// margin that claims show.
fn margins(answer: &ClaimsAnswer) -> Value {
    let Some(margin) = &answer.margin else { return Value::Null };
    json!({
        "ballots_to_change": {"at_least": margin.least, "at_most": margin.most, "is_exact": margin.is_exact()},
        "last_round": margin.last_round,
        "assertions": answer.widest_claims.map(|votes| votes.div_ceil(2)),
        "elimination_order_then": margin.order,
    })
}

/// The tree: each node with its last candidates, the first eliminated first, and its result.
fn explanation(tree: &Explanation) -> Value {
    let node = |(place, node): (usize, &crate::social_choice::irv_claims::EndingNode)| {
        let mut map = Map::from_iter([("stay_last".to_owned(), json!(tree.ending(place)))]);
        let (key, value) = match &node.fate {
            EndingFate::RuledOut(claims) => ("ruled_out_by", json!(claims)),
            EndingFate::Before(range) => ("nodes_before", json!(range.clone().collect::<Vec<_>>())),
            EndingFate::LikeNode(like) => ("as_at_node", json!(like)),
            EndingFate::Open => ("open", json!(true)),
            EndingFate::NotFollowed => ("not_followed", json!(true)),
        };
        map.insert(key.to_owned(), value);
        Value::Object(map)
    };
    json!({"is_complete": tree.is_complete(), "nodes": tree.nodes.iter().enumerate().map(node).collect::<Vec<_>>()})
}

/// SHANGRLA's format: candidates by their names, contest by contest. A contest without claims has an empty list.
pub fn shangrla_audits(all: &[AnsweredContest<'_>]) -> Value {
    let one = |it: &AnsweredContest<'_>| {
        let name = |candidate: u16| it.contest.candidates[usize::from(candidate)].clone();
        let others = it.answer.eliminated.iter().filter(|&&candidate| candidate != it.answer.winner);
        let claims = it.answer.claims.iter().flat_map(|found| &found.claims);
        json!({
            "contest": it.contest.id,
            "winner": name(it.answer.winner),
            "eliminated": others.map(|&candidate| name(candidate)).collect::<Vec<_>>(),
            "Ballots involved in audit (#)": it.asked.cards.to_string(),
            "assertions": claims.map(|weighed| shangrla(weighed, it.contest)).collect::<Vec<_>>(),
        })
    };
    document(head(), json!({"audits": all.iter().map(one).collect::<Vec<_>>()}))
}

fn shangrla(weighed: &WeighedClaim, contest: &RankedContest) -> Value {
    let name = |candidate: u16| contest.candidates[usize::from(candidate)].clone();
    let (winner, loser) = (weighed.claim.winner(), weighed.claim.loser());
    let (kind, gone) = match weighed.claim {
        IrvClaim::NotEliminatedBefore { .. } => ("WINNER_ONLY", json!("")),
        IrvClaim::NotEliminatedNext { .. } => {
            let continuing = weighed.claim.continuing();
            let all = 0..contest.candidates.len() as u16;
            let gone = all.filter(|candidate| !continuing.contains(candidate)).map(name);
            ("IRV_ELIMINATION", json!(gone.collect::<Vec<_>>()))
        }
    };
    json!({
        "winner": name(winner),
        "loser": name(loser),
        "already_eliminated": gone,
        "assertion_type": kind,
        "difficulty": weighed.difficulty,
        "margin": weighed.margin(),
    })
}
