//! Ballot polling of two candidates by rounds: from the sample of each round to its kmin and P-value.
//!
//! `n` counts the ballots of the pair: those with a vote for the winner or the loser. Ballots in `n` that are not for
//! the winner count for the loser, so a blank ballot or a vote for another candidate in `n` makes the P-value larger,
//! never smaller; for a sample of all ballots, `n` is the winner's votes plus the loser's. With three candidates, each
//! pair of a winner and a loser is a question of its own, and the contest's P-value is the largest of theirs.
//!
//! A round's `kmin` is the smallest number of votes for the winner, over all rounds so far, with which it stops, and
//! `null` if no possible number stops it; `stop` says whether the audit has stopped by then. Rounds after the audit
//! stopped are answered too: they name the round in which it stopped, `stopped_in_round`, and their `kmin` is for
//! audits that went on, so it may be `null` although `stop` is true.
//!
//! # Reference
//! BRAVO: Lindeman, Stark and Yates 2012. Minerva: Zagórski et al. 2021. Athena: Zagórski et al. 2020. Providence:
//! Broadrick, Vora and Zagórski 2023.

use serde::Deserialize;
use serde_json::{Value, json};

use super::p_value_fields::put_p_value;
use crate::reason::{complaints, questions, rules};
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::question::{broken, risk_limit};
use crate::risk::polling::{
    Athena, Judged, Minerva, PollDesign, Providence, RoundBravo, RoundRule, RoundSample, judge,
};

/// Most votes, and most ballots of all rounds together.
const MOST: u64 = 1_000_000_000_000;

/// Most rounds.
const ROUNDS: usize = 10_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundsQuestion {
    risk_limit: f64,
    reported: ReportedVotes,
    rounds: Vec<RoundSeen>,
    #[serde(default)]
    delta: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportedVotes {
    winner: u64,
    loser: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundSeen {
    n: u64,
    winner: u64,
}

/// The P-value of every round and the smallest of them, and whether a round stopped the audit.
pub(super) fn answer(test: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: RoundsQuestion = fields.read()?;
    let limit = risk_limit(asked.risk_limit)?;
    let rule = rule(test, asked.delta)?;
    let ReportedVotes { winner, loser } = asked.reported;
    if winner.max(loser) > MOST {
        return Err(broken("reported", winner.max(loser), questions::rule_most_votes(MOST)));
    }
    let lead = || broken("reported", complaints::rule_range(winner, loser), questions::rule_more_than_the_loser());
    let design = PollDesign::new(winner, loser, limit).ok_or_else(lead)?;
    if asked.rounds.len() > ROUNDS {
        return Err(broken("rounds", rules::found_of_them(asked.rounds.len()), complaints::rule_at_most(ROUNDS)));
    }
    let samples = cumulative(&asked.rounds)?;
    let judged =
        judge(&*rule, &design, &samples).map_err(|e| broken("rounds", e.reason(), questions::rule_fewer_rounds()))?;
    let p_value = judged.iter().map(|round| round.p_value).fold(1.0, f64::min);
    let ln_p_value = judged.iter().map(|round| round.ln_p_value).fold(0.0, f64::min);
    let stopped = judged.iter().position(|round| round.stop);
    let answer = |(at, round): (usize, &Judged)| {
        let RoundSample { n, k } = round.sample;
        let before = stopped.filter(|&stopped| stopped < at);
        let mut answer = json!({ "n": n, "k": k, "kmin": round.kmin, "stop": before.is_some() || round.stop });
        if let Some(stopped) = before {
            answer["stopped_in_round"] = json!(stopped + 1);
        }
        put_p_value(&mut answer, "p_value", round.p_value, round.ln_p_value);
        answer
    };
    let rounds: Vec<Value> = judged.iter().enumerate().map(answer).collect();
    let mut answer = json!({ "stop": stopped.is_some(), "rounds": rounds });
    put_p_value(&mut answer, "p_value", p_value, ln_p_value);
    Ok(answer)
}

fn rule(test: &str, delta: Option<f64>) -> Result<Box<dyn RoundRule>, RefusedField> {
    if let Some(delta) = delta {
        if test != "athena" {
            return Err(broken("delta", questions::found_it_beside(test), rules::rule_with("athena")));
        }
        if !(delta > 0.0 && delta < 1e12) {
            return Err(broken("delta", delta, questions::rule_above_0()));
        }
    }
    Ok(match test {
        "minerva" => Box::new(Minerva),
        "athena" => Box::new(delta.map_or_else(Athena::default, |delta| Athena { delta })),
        "providence" => Box::new(Providence),
        _ => Box::new(RoundBravo),
    })
}

/// The cumulative sample at the end of each round.
fn cumulative(rounds: &[RoundSeen]) -> Result<Vec<RoundSample>, RefusedField> {
    let mut sample = RoundSample::default();
    let mut samples = Vec::with_capacity(rounds.len());
    for (i, round) in rounds.iter().enumerate() {
        if round.winner > round.n {
            let key = format!("rounds[{i}].winner");
            return Err(broken(&key, round.winner, questions::rule_ballots_of_round(round.n)));
        }
        sample = RoundSample { n: sample.n.saturating_add(round.n), k: sample.k.saturating_add(round.winner) };
        if sample.n > MOST {
            return Err(broken(&format!("rounds[{i}].n"), round.n, questions::rule_ballots_in_all(MOST)));
        }
        samples.push(sample);
    }
    Ok(samples)
}
