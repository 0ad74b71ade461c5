//! The answer to a question about a contest as a document: winners, rounds, what an audit has to prove, margins.

use serde_json::{Map, Value, json};

use super::AnsweredQuestion;
use crate::social_choice::margin::ChangedBallots;
use crate::social_choice::ranked::RankedCount;
use crate::social_choice::{Statement, WeighedStatement};

impl AnsweredQuestion {
    /// The answer as a document.
    pub fn document(&self) -> Value {
        let it = &self.answer;
        let mut said = Map::new();
        let mut put = |key: &str, value: Value| said.insert(key.to_owned(), value);
        if let Err(why) = &it.statements {
            put("error", json!(why.to_string()));
        }
        put("winners", json!(it.outcome.winners));
        if !it.outcome.tied.is_empty() {
            put("tied", json!(it.outcome.tied));
        }
        if let Some(rounds) = &it.rounds {
            put("rounds", rounds.rounds.iter().enumerate().map(|(at, _)| self.round(rounds, at)).collect());
        }
        put("possible_winners", json!(it.possible));
        if !it.possible_is_complete {
            put("possible_winners_complete", json!(false));
        }
        if let Ok(statements) = &it.statements {
            put("assertions", statements.iter().map(|statement| self.statement(statement)).collect());
            let hardest = statements.iter().filter_map(|statement| statement.difficulty).fold(0.0, f64::max);
            let is_weighed = statements.iter().all(|statement| statement.difficulty.is_some());
            put("difficulty", json!(is_weighed.then_some(hardest)));
        }
        put("optimal", json!(it.is_optimal));
        put("fewest", json!(it.is_fewest));
        let exact = it.changed.filter(|changed| changed.is_exact).map(|changed| changed.least);
        let mut margin = json!({"true": exact, "last_round": it.last_round, "assertion": it.of_statements});
        if let Some(ChangedBallots { least, is_exact: false }) = it.changed {
            margin["at_least"] = json!(least);
        }
        if exact.is_none() && it.at_most.is_some() {
            margin["at_most"] = json!(it.at_most);
        }
        put("margin", margin);
        Value::Object(said)
    }

    fn round(&self, count: &RankedCount, at: usize) -> Value {
        let round = &count.rounds[at];
        let votes = |units: u128| {
            if units.is_multiple_of(count.unit) {
                json!(units / count.unit)
            } else {
                json!(units as f64 / count.unit as f64)
            }
        };
        let names = round.tallies.iter().zip(&self.contest.candidates);
        let tallies: Map<String, Value> =
            names.filter_map(|(units, name)| Some((name.clone(), votes((*units)?)))).collect();
        let tied = count.ties.iter().filter(|tie| tie.round == at).flat_map(|tie| tie.tied.iter().copied());
        let mut value = json!({
            "tallies": tallies,
            "elected": round.elected,
            "eliminated": round.defeated.first(),
            "tied": tied.collect::<Vec<_>>(),
            "inactive": votes(round.inactive.total()),
        });
        if round.defeated.len() > 1 {
            // Several who go out together are no single name.
            value["eliminated"] = Value::Null;
            value["eliminated_together"] = json!(round.defeated);
        }
        if count.quota.is_some() {
            value["residual"] = votes(round.residual);
            value["quota"] = votes(round.threshold);
        }
        value
    }

    fn statement(&self, statement: &WeighedStatement) -> Value {
        let assertion = &statement.assertion;
        let kind = match &assertion.statement {
            Statement::NotEliminatedBefore => "NEB",
            Statement::NotEliminatedNext(_) => "NEN",
            _ => self.contest.rule.0,
        };
        let mut value = json!({"type": kind, "winner": assertion.winner, "loser": assertion.loser});
        value["says"] = json!(assertion.says(&self.contest).to_string());
        if let Statement::NotEliminatedNext(continuing) = &assertion.statement {
            value["continuing"] = json!(**continuing);
        }
        if !assertion.is_of_two() {
            let (least, most) = assertion.bounds();
            value["least_of_a_ballot"] = json!(-i64::from(least));
            value["most_of_a_ballot"] = json!(most);
        }
        value["margin"] = json!(statement.margin);
        value["difficulty"] = json!(statement.difficulty);
        value
    }
}
