//! A RAIRE problem in JSON: candidates by number, orders with counts, and how claims are to be weighed.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{CandidateNames, MOST_RANKED, MOST_SAID, OrderCounts, RankedContest, RankedFlaw};
use crate::election::CandidateIndex;
use crate::error::{Complaint, Key};
use crate::reason::{Filling, complaints, ranked};

/// What a file says of the audit, unchanged.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedAudit {
    /// How claims are weighed, by a name used in the literature.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The cards that can be drawn.
    pub total_auditable_ballots: Option<u64>,
    /// The risk limit, despite its name.
    pub confidence: Option<f64>,
    /// The error inflation factor of MACRO.
    pub error_inflation_factor: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProblemText<'t> {
    metadata: Option<Value>,
    num_candidates: u64,
    #[serde(borrow)]
    votes: Vec<&'t RawValue>,
    winner: Option<u64>,
    audit: Option<AskedAudit>,
    // Options of another program's search.
    trim_algorithm: Option<Value>,
    difficulty_estimate: Option<Value>,
    time_limit_seconds: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VoteText {
    n: u64,
    prefs: Vec<u64>,
}

pub(super) fn read(text: &str) -> Result<RankedContest, RankedFlaw> {
    let problem: ProblemText = serde_json::from_str(text).map_err(|e| no_json(e.line(), &[], &e))?;
    let number = problem.num_candidates;
    let candidates = usize::try_from(number).ok().filter(|number| (1..=MOST_RANKED).contains(number));
    let range = complaints::rule_range(1, MOST_SAID.0);
    let candidates = candidates.ok_or_else(|| RankedFlaw::new(1, "num_candidates", number.to_string(), range))?;
    let index = |candidate: u64| (candidate < number).then_some(candidate as CandidateIndex);
    let beyond = || complaints::rule_range(0, number as i64 - 1);
    let winner = match problem.winner {
        None => None,
        Some(winner) => Some(index(winner).ok_or_else(|| RankedFlaw::new(1, "winner", winner.to_string(), beyond()))?),
    };
    let mut counts = OrderCounts::default();
    for (place, vote) in problem.votes.iter().enumerate() {
        let line = || line_of(text, vote.get());
        let wrong = |key: &str, found: Filling, rule: Filling| {
            let complaint = Complaint::allowed(key, found, rule).at(place).under("votes");
            RankedFlaw { line: line(), complaint }
        };
        let path = [Key::Name("votes".to_owned()), Key::Index(place)];
        let read: VoteText =
            serde_json::from_str(vote.get()).map_err(|e| no_json(line() + e.line().saturating_sub(1), &path, &e))?;
        let mut order = Vec::new();
        for candidate in read.prefs {
            let found = || candidate.to_string().into();
            let known = index(candidate).ok_or_else(|| wrong("prefs", found(), beyond().into()))?;
            if order.contains(&known) {
                return Err(wrong("prefs", found(), ranked::rule_ranked_once().into()));
            }
            order.push(known);
        }
        counts.add(order, read.n).map_err(|(found, rule)| wrong("n", found, rule))?;
    }
    let (orders, ballots) = counts.into_orders();
    let metadata = problem.metadata;
    let of_others = [
        ("trim_algorithm", problem.trim_algorithm),
        ("difficulty_estimate", problem.difficulty_estimate),
        ("time_limit_seconds", problem.time_limit_seconds),
    ];
    let unused = of_others.into_iter().filter_map(|(key, given)| given.map(|_| key)).collect();
    Ok(RankedContest {
        id: id_of(metadata.as_ref()),
        candidates: names_of(metadata.as_ref(), candidates)?,
        orders,
        ballots,
        winner,
        audit: problem.audit.unwrap_or_default(),
        metadata,
        unused,
    })
}

/// The error of the JSON reader, unchanged.
fn no_json(line: usize, path: &[Key], error: &serde_json::Error) -> RankedFlaw {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said).to_owned();
    let complaint = Complaint::allowed("", said, ranked::rule_problem());
    RankedFlaw { line: line.max(1), complaint: Complaint { keys: path.to_vec(), ..complaint } }
}

/// The number of the line where a part of the text begins, from 1.
fn line_of(text: &str, part: &str) -> usize {
    let before = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    1 + text.get(..before).unwrap_or(text).matches('\n').count()
}

/// The contest's name in the metadata, if there is one.
fn id_of(metadata: Option<&Value>) -> String {
    match metadata.and_then(|metadata| metadata.get("contest")) {
        Some(Value::String(name)) => name.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The candidates' names in the metadata, or their numbers if there are none.
fn names_of(metadata: Option<&Value>, candidates: usize) -> Result<Vec<String>, RankedFlaw> {
    let Some(list) = metadata.and_then(|metadata| metadata.get("candidates")) else {
        return Ok((0..candidates).map(|candidate| candidate.to_string()).collect());
    };
    let names: Option<Vec<String>> =
        list.as_array().and_then(|list| list.iter().map(|name| name.as_str().map(str::to_owned)).collect());
    let names = names.filter(|names| names.len() == candidates).ok_or_else(|| {
        let found = ranked::found_candidates(list.as_array().map_or(0, |list| list.len() as i64));
        RankedFlaw::new(1, "candidates", found, ranked::rule_as_many_names(candidates as i64))
    })?;
    CandidateNames::of(1, names).map(|known| known.names)
}
