//! Statements about an instant runoff that a comparison tests, as `recount assertions` answers them.
//!
//! ```json
//! {"test":"ballot_comparison","rule":"irv","candidates":["Ada","Ben","Cem"],"winners":["Ben"],"population":1000,
//!  "assertions":[{"type":"NEN","winner":"Ben","loser":"Ada","continuing":["Ada","Ben"],"margin":40},
//!                {"type":"NEB","winner":1,"loser":2,"margin":90}],
//!  "pairs":[{"cvr":["Ben","Ada"],"hand":["Ben","Ada"]}]}
//! ```
//!
//! Candidates are named, or numbered from 0 in the order of `candidates`. The margin is in votes; without one the question's own
//! `margin`, as a share of the cards, is meant. Whether the statements together imply the winner is not asked here.
//!
//! # Reference
//! Blom, Stuckey and Teague 2019, RAIRE, arXiv:1903.08804, section 4.

use serde::Deserialize;
use serde_json::Value;

use crate::reason::{complaints, questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::names::Name;
use crate::risk::bet::spec::question::{broken, text, unknown};

/// A statement as the question puts it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RankedStatementText {
    #[serde(rename = "type")]
    kind: String,
    winner: Value,
    loser: Value,
    #[serde(default)]
    continuing: Option<Vec<Value>>,
    #[serde(default)]
    margin: Option<u64>,
    // How hard it is to check changes no evidence.
    #[serde(default, rename = "difficulty")]
    _difficulty: Option<f64>,
}

/// A statement about two candidates of an instant runoff.
#[derive(Clone, Debug)]
pub(super) struct RankedStatement {
    pub(super) winner: usize,
    pub(super) loser: usize,
    /// Who goes on, in the statement that the winner has more votes among these; `None` for first preferences against all ballots
    /// that put the loser above.
    continuing: Option<Vec<usize>>,
    /// The margin in votes.
    pub(super) margin: Option<u64>,
}

impl RankedStatementText {
    /// The statement, with every name found among the candidates; `key` is where it stands.
    pub(super) fn read(&self, key: &str, candidates: &[Name]) -> Result<RankedStatement, RefusedField> {
        let place = |under: &str, value: &Value| {
            let key = format!("{key}.{under}");
            let known = || candidates.iter().map(Name::as_str).collect::<Vec<_>>();
            match value {
                Value::String(typed) => {
                    let found = Name::of(typed).and_then(|name| candidates.iter().position(|it| *it == name));
                    found.ok_or_else(|| unknown(&key, typed, &known()))
                }
                other => {
                    other.as_u64().map(|at| at as usize).filter(|&at| at < candidates.len()).ok_or_else(|| {
                        broken(&key, text(other), complaints::rule_range(0, candidates.len() as i64 - 1))
                    })
                }
            }
        };
        let (winner, loser) = (place("winner", &self.winner)?, place("loser", &self.loser)?);
        if winner == loser {
            return Err(broken(&format!("{key}.loser"), text(&self.loser), questions::rule_another_name()));
        }
        let continuing = match (&self.kind[..], &self.continuing) {
            ("NEB", None) => None,
            ("NEB", Some(_)) => {
                return Err(broken(
                    &format!("{key}.continuing"),
                    rules::found_a_key(),
                    rules::rule_share_beside("NEN"),
                ));
            }
            ("NEN", None) => return Err(RefusedField::otherwise(&format!("{key}.continuing"), questions::missing())),
            ("NEN", Some(list)) => {
                let list = list.iter().map(|name| place("continuing", name)).collect::<Result<Vec<_>, _>>()?;
                if !list.contains(&winner) || !list.contains(&loser) {
                    return Err(broken(&format!("{key}.continuing"), list.len(), questions::rule_both_continue()));
                }
                Some(list)
            }
            (other, _) => return Err(unknown(&format!("{key}.type"), other, &["NEB", "NEN"])),
        };
        if self.margin == Some(0) {
            return Err(broken(&format!("{key}.margin"), 0, complaints::rule_range(1, 1_i64 << 53)));
        }
        Ok(RankedStatement { winner, loser, continuing, margin: self.margin })
    }
}

impl RankedStatement {
    /// Its kind, as the field writes it.
    pub(super) fn kind(&self) -> &'static str {
        if self.continuing.is_some() { "NEN" } else { "NEB" }
    }

    /// Its own margin as a share of the cards, where it has one.
    pub(super) fn diluted(&self, population: Option<u64>) -> Result<Option<f64>, RefusedField> {
        match (self.margin, population) {
            (None, _) => Ok(None),
            (Some(margin), Some(cards)) if margin <= cards => Ok(Some(margin as f64 / cards as f64)),
            (Some(margin), Some(cards)) => Err(broken("assertions", margin, complaints::rule_range(1, cards as i64))),
            (Some(_), None) => Err(RefusedField::otherwise("population", questions::missing())),
        }
    }

    /// 1 where a ballot with this order counts for the winner, -1 where it counts for the loser, else 0.
    pub(super) fn worth(&self, order: &[usize]) -> i64 {
        let place = |who: usize| order.iter().position(|&it| it == who);
        match &self.continuing {
            Some(continuing) => match order.iter().find(|name| continuing.contains(name)) {
                Some(&first) => i64::from(first == self.winner) - i64::from(first == self.loser),
                None => 0,
            },
            None if order.first() == Some(&self.winner) => 1,
            None => match (place(self.winner), place(self.loser)) {
                (_, None) => 0,
                (Some(winner), Some(loser)) if winner < loser => 0,
                _ => -1,
            },
        }
    }
}
