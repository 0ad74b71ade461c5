//! The hybrid audit of a comparison and a polling stratum: SUITE's largest P-value over all splits of the margin.
//!
//! ```json
//! {"test":"suite","gamma":1.03905,"contest":{"W":5300,"L":5100,"ballots":11000},
//!  "cvr":{"W":4550,"L":4950,"ballots":10000,"n":500,"o1":0,"o2":0,"u1":0,"u2":0},
//!  "polling":{"W":750,"L":150,"ballots":1000,"n":250,"obs_w":187,"obs_l":37}}
//! ```
//!
//! The strata together are the contest. The answer's `lambda` is the share of the margin that the comparison stratum
//! would overstate where the P-value is largest; `cvr_p_value` and `polling_p_value` are the strata's P-values there.
//! The P-value is never below the supremum, and above it by at most the relative `gap`.
//!
//! # Reference
//! Ottoboni, Stark, Lindeman et al. 2018, "Risk-Limiting Audits by Stratified Union-Intersection Tests of
//! Elections (SUITE)", E-Vote-ID 2018.

use serde::Deserialize;
use serde_json::{Value, json};

use super::p_value_fields::put_p_value;
use crate::reason::{Reason, questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::question::{broken, gamma};
use crate::risk::suite::{ComparisonStratum, PollingStratum, Suite};
use crate::risk::{Discrepancies, p_value_of_ln};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuiteQuestion {
    #[serde(default)]
    gamma: Option<f64>,
    contest: SuiteContest,
    cvr: ComparisonPart,
    polling: PolledStratum,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuiteContest {
    #[serde(rename = "W")]
    winner: u64,
    #[serde(rename = "L")]
    loser: u64,
    ballots: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonPart {
    #[serde(rename = "W")]
    winner: u64,
    #[serde(rename = "L")]
    loser: u64,
    ballots: u64,
    n: u64,
    #[serde(default)]
    o1: u64,
    #[serde(default)]
    o2: u64,
    #[serde(default)]
    u1: u64,
    #[serde(default)]
    u2: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolledStratum {
    #[serde(rename = "W")]
    winner: u64,
    #[serde(rename = "L")]
    loser: u64,
    ballots: u64,
    n: u64,
    obs_w: u64,
    obs_l: u64,
}

/// The P-value and the split at which it is largest.
pub(super) fn answer(_: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: SuiteQuestion = fields.read()?;
    let suite = strata(&asked, gamma(asked.gamma)?)?;
    let worst = suite.p_value();
    let at = worst.lambda * suite.margin() as f64;
    let polling = suite.polling.ln_p_value(at - suite.comparison.margin as f64);
    let compared = suite.comparison.ln_p_value(at);
    let mut answer = json!({ "lambda": worst.lambda, "gap": worst.gap });
    put_p_value(&mut answer, "p_value", worst.p_value, worst.ln_p_value);
    put_p_value(&mut answer, "cvr_p_value", p_value_of_ln(compared), compared);
    put_p_value(&mut answer, "polling_p_value", p_value_of_ln(polling), polling);
    Ok(answer)
}

fn strata(asked: &SuiteQuestion, gamma: f64) -> Result<Suite, RefusedField> {
    const MOST: u64 = 1_000_000_000_000;
    let SuiteQuestion { contest, cvr, polling, .. } = asked;
    let within = |key: &str, count: u64, most: u64, what: Reason| {
        (count <= most).then_some(()).ok_or_else(|| broken(key, count, questions::rule_at_most_what(most, what)))
    };
    within("contest.ballots", contest.ballots, MOST, questions::what_counted_exactly())?;
    within("cvr.ballots", cvr.ballots, contest.ballots, questions::what_of_contest())?;
    within("cvr.W", cvr.winner, cvr.ballots, questions::what_of_stratum())?;
    within("cvr.L", cvr.loser, cvr.ballots, questions::what_of_stratum())?;
    within("cvr.n", cvr.n, if cvr.ballots == 0 { 0 } else { MOST }, rules::rule_with_replacement())?;
    let found = Discrepancies { o1: cvr.o1, o2: cvr.o2, u1: cvr.u1, u2: cvr.u2 };
    if found.cards() > cvr.n {
        return Err(broken("cvr.n", cvr.n, questions::rule_discrepant_ballots()));
    }
    within("polling.ballots", polling.ballots, contest.ballots, questions::what_of_contest())?;
    within("polling.W", polling.winner, polling.ballots, questions::what_of_stratum())?;
    within("polling.L", polling.loser, polling.ballots - polling.winner, questions::what_not_for_winner())?;
    within("polling.n", polling.n, polling.ballots, questions::what_of_stratum_once())?;
    within("polling.obs_w", polling.obs_w, polling.n, questions::what_drawn())?;
    within("polling.obs_l", polling.obs_l, polling.n - polling.obs_w, questions::what_drawn_not_for_winner())?;
    for (key, whole, parts) in [
        ("contest.W", contest.winner, cvr.winner + polling.winner),
        ("contest.L", contest.loser, cvr.loser + polling.loser),
        ("contest.ballots", contest.ballots, cvr.ballots + polling.ballots),
    ] {
        if whole != parts {
            return Err(broken(key, whole, questions::rule_sum_of_strata(parts)));
        }
    }
    if contest.winner <= contest.loser {
        return Err(broken("contest.W", contest.winner, questions::rule_more_than_of_loser(contest.loser)));
    }
    Ok(Suite {
        comparison: ComparisonStratum {
            cards: cvr.ballots,
            margin: cvr.winner as i64 - cvr.loser as i64,
            gamma,
            n: cvr.n,
            found,
        },
        polling: PollingStratum {
            cards: polling.ballots,
            winner: polling.winner,
            loser: polling.loser,
            n: polling.n,
            winner_seen: polling.obs_w,
            loser_seen: polling.obs_l,
        },
    })
}
