//! Batch comparison: MACRO's Kaplan-Markov P-value of batches drawn in proportion to a bound on their error.
//!
//! ```json
//! {"test":"macro","ballots":{"a":120,"b":80},"reported":{"a":{"W":70,"L":40},"b":{"W":50,"L":20}},"winners":1,
//!  "sample":[{"batch":"a","audited":{"W":70,"L":40},"times":2}],"risk_limit":0.1}
//! ```
//!
//! - `ballots` names all batches there are; a batch without `reported` votes reported none. A candidate's votes in a
//!   batch are at most its ballots.
//! - `winners` (1 if absent) are those with the most reported votes. With `"runoff": true` a winner must have more votes
//!   than all others together; where none has, the two first are the winners, and that the first has no majority is a
//!   claim of its own.
//! - `pending` are ballots, by batch, that were not yet counted when the votes were reported and are not among its
//!   `ballots`: each may take one vote off every margin.
//! - `unauditable` are batches whose paper cannot be had. They are never drawn. As the tool Arlo does it, `p_value`
//!   leaves their reported votes in the margins and takes one vote off for each of their ballots. That assumes of a
//!   ballot that its vote is void, not that it is for the loser: `p_value_worst_case` takes off all that the votes of
//!   such a batch may overstate, and it alone keeps the promise. Without such a batch both are the same.
//! - `times` (1 if absent) is how often a batch was drawn; the draws are with replacement and with chances
//!   proportional to the answer's `bounds`.
//! - With a `risk_limit`, `sample_size` is the least number of draws without an overstatement that reaches it, and
//!   `to_go` the same after this sample; `null` where no sample suffices. Arlo draws one more than that.
//!
//! Where every batch that can be audited was, the P-value is 0 or 1: the count itself.
//!
//! A hand count names candidates that some batch was reported with; who got votes by hand and none by machine is
//! reported with 0. A candidate whom a hand count does not name has no votes in it.
//!
//! # Reference
//! Stark 2009, "Efficient post-election audits of multiple contests", SSRN 1443314 (MACRO); Stark 2009, IEEE
//! Transactions on Information Forensics and Security 4(4) (the P-value).

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::risk::{AuditedBatch, MacroBatches, largest_ratio};
use crate::wager::question::{broken, read, risk_limit, unknown};

type Votes = BTreeMap<String, u64>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    ballots: Votes,
    reported: BTreeMap<String, Votes>,
    #[serde(default = "one")]
    winners: usize,
    #[serde(default)]
    runoff: bool,
    #[serde(default)]
    pending: Votes,
    #[serde(default)]
    unauditable: BTreeSet<String>,
    #[serde(default)]
    sample: Vec<Drawn>,
    #[serde(default)]
    risk_limit: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    batch: String,
    audited: Votes,
    #[serde(default = "once")]
    times: u64,
}

fn one() -> usize {
    1
}

fn once() -> u64 {
    1
}

/// Ballots and votes up to which sums stay exact.
const MOST: u64 = 1_000_000_000_000;
/// Batches times pairs up to which a question is answered.
const MOST_WORK: usize = 5_000_000;

/// A claim that some candidates together have more votes than others.
struct Pair<'q> {
    more: &'q str,
    fewer: Vec<&'q str>,
    reversed: bool,
}

impl Pair<'_> {
    fn margin(&self, votes: &Votes) -> i64 {
        let of = |name: &str| votes.get(name).copied().unwrap_or(0) as i64;
        let margin = of(self.more) - self.fewer.iter().map(|name| of(name)).sum::<i64>();
        if self.reversed { -margin } else { margin }
    }
}

/// The P-value, the total of the bounds, and sizes at a risk limit.
pub(super) fn answer(_: &str, fields: Map<String, Value>) -> Result<Value, String> {
    let asked: Question = read(fields)?;
    check(&asked)?;
    let mut totals = Votes::new();
    for votes in asked.reported.values() {
        for (name, &count) in votes {
            *totals.entry(name.clone()).or_default() += count;
        }
    }
    if asked.winners == 0 || asked.winners >= totals.len() {
        let allowed = format!("at least 1 and fewer than the {} candidates with reported votes", totals.len());
        return Err(broken("winners", asked.winners, &allowed));
    }
    let pairs = pairs(&totals, asked.winners, asked.runoff)?;
    if pairs.len().saturating_mul(asked.ballots.len()) > MOST_WORK {
        return Err(broken("ballots", asked.ballots.len(), "batches times pairs of candidates of at most 5 000 000"));
    }
    let nothing = Votes::new();
    let reported = |id: &str| asked.reported.get(id).unwrap_or(&nothing);
    let gone = |id: &&String| asked.unauditable.contains(*id);
    let pending: i64 = asked.pending.values().map(|&n| n as i64).sum();
    let lost: i64 = asked.unauditable.iter().map(|id| asked.ballots[id] as i64).sum();
    let audit = |worst: bool| {
        let off = |pair: &Pair<'_>| {
            let overstated = asked.unauditable.iter().map(|id| pair.margin(reported(id))).sum::<i64>();
            pending + lost + if worst { overstated } else { 0 }
        };
        let margins: Vec<i64> = pairs.iter().map(|pair| pair.margin(&totals) - off(pair)).collect();
        Audit { asked: &asked, pairs: &pairs, margins }
    };
    let (usual, worst) = (audit(false), audit(true));
    let (usual_bounds, worst_bounds) = (usual.bounds(gone, reported), worst.bounds(gone, reported));
    let p_value = usual.p_value(usual_bounds.as_ref(), reported);
    let total = match &usual_bounds {
        Some(bounds) => MacroBatches::new(bounds.values().copied()),
        None => MacroBatches { total: f64::INFINITY },
    };
    let mut answer = json!({
        "p_value": p_value,
        "p_value_worst_case": worst.p_value(worst_bounds.as_ref(), reported),
        "total_bound": usual_bounds.as_ref().map(|_| total.total),
        "bounds": usual_bounds,
    });
    if let Some(limit) = asked.risk_limit {
        let limit = risk_limit(limit)?;
        answer["sample_size"] = json!(total.size(limit, 1.0));
        answer["to_go"] = json!(total.size(limit, p_value));
    }
    Ok(answer)
}

struct Audit<'q> {
    asked: &'q Question,
    pairs: &'q [Pair<'q>],
    margins: Vec<i64>,
}

impl<'q> Audit<'q> {
    fn ratio(&self, votes: impl Fn(&Pair<'q>) -> i64) -> f64 {
        largest_ratio(self.pairs.iter().zip(&self.margins).map(|(pair, &margin)| (votes(pair), margin)))
    }

    /// The bound of every batch that can be audited; nothing where a margin is not above 0.
    fn bounds<'v>(
        &self,
        gone: impl Fn(&&'q String) -> bool,
        reported: impl Fn(&str) -> &'v Votes,
    ) -> Option<BTreeMap<&'q str, f64>> {
        let bound = |id: &str, ballots: u64| self.ratio(|pair| pair.margin(reported(id)) + ballots as i64);
        let here = self.asked.ballots.iter().filter(|(id, _)| !gone(id));
        let bounds = here.map(|(id, &ballots)| (id.as_str(), bound(id, ballots).max(0.0))).collect();
        self.margins.iter().all(|&margin| margin > 0).then_some(bounds)
    }

    fn p_value<'v>(&self, bounds: Option<&BTreeMap<&str, f64>>, reported: impl Fn(&str) -> &'v Votes) -> f64 {
        let Some(bounds) = bounds else { return 1.0 };
        let once: BTreeMap<&str, &Drawn> = self.asked.sample.iter().map(|d| (d.batch.as_str(), d)).collect();
        // A batch that no error could be in need not be read.
        if bounds.iter().all(|(id, &bound)| bound <= 0.0 || once.contains_key(id)) {
            let over = |pair: &Pair<'_>| {
                let of = |drawn: &&Drawn| pair.margin(reported(&drawn.batch)) - pair.margin(&drawn.audited);
                once.values().map(of).sum::<i64>()
            };
            let confirmed = self.pairs.iter().zip(&self.margins).all(|(pair, &margin)| over(pair) < margin);
            return if confirmed { 0.0 } else { 1.0 };
        }
        let mut times: BTreeMap<&str, u64> = BTreeMap::new();
        for drawn in &self.asked.sample {
            let all = times.entry(&drawn.batch).or_default();
            *all = all.saturating_add(drawn.times);
        }
        let audited = |(id, drawn): (&&str, &&Drawn)| AuditedBatch {
            bound: bounds.get(id).copied().unwrap_or(0.0),
            overstatement: self.ratio(|pair| pair.margin(reported(id)) - pair.margin(&drawn.audited)),
            times: times[id],
        };
        let sample: Vec<AuditedBatch> = once.iter().map(audited).collect();
        MacroBatches::new(bounds.values().copied()).p_value(&sample)
    }
}

/// Who is claimed to have more votes than whom.
fn pairs(totals: &Votes, winners: usize, runoff: bool) -> Result<Vec<Pair<'_>>, String> {
    let mut order: Vec<&str> = totals.keys().map(String::as_str).collect();
    order.sort_by_key(|name| std::cmp::Reverse(totals[*name]));
    if runoff && winners != 1 {
        return Err(broken("winners", winners, "1 where runoff is true"));
    }
    let (first, others) = (order[0], order[1..].to_vec());
    let all_others = Pair { more: first, fewer: others, reversed: false };
    let majority = all_others.margin(totals) > 0;
    let elected = if runoff && !majority { 2 } else { winners };
    let (won, lost) = order.split_at(elected.min(order.len()));
    let mut pairs: Vec<Pair<'_>> = won
        .iter()
        .flat_map(|&more| lost.iter().map(move |&fewer| Pair { more, fewer: vec![fewer], reversed: false }))
        .collect();
    if runoff {
        pairs.push(Pair { reversed: !majority, ..all_others });
    }
    Ok(pairs)
}

fn check(asked: &Question) -> Result<(), String> {
    let named = |id: &String, key: &str| {
        let known = asked.ballots.contains_key(id);
        known.then_some(()).ok_or_else(|| broken(key, id, "a batch that ballots names"))
    };
    let bounded = |count: u64, most: u64, key: &str, allowed: &str| {
        (count <= most).then_some(()).ok_or_else(|| broken(key, count, allowed))
    };
    for (id, &ballots) in &asked.ballots {
        bounded(ballots, MOST, &format!("ballots.{id}"), "at most 1 000 000 000 000 ballots")?;
    }
    bounded(asked.ballots.len() as u64, 1_000_000, "ballots", "at most 1 000 000 batches")?;
    for (id, votes) in &asked.reported {
        named(id, "reported")?;
        for (name, &count) in votes {
            let allowed = format!("at most the {} ballots of the batch", asked.ballots[id]);
            bounded(count, asked.ballots[id], &format!("reported.{id}.{name}"), &allowed)?;
        }
    }
    for (id, &ballots) in &asked.pending {
        named(id, "pending")?;
        bounded(ballots, MOST, &format!("pending.{id}"), "at most 1 000 000 000 000 ballots")?;
    }
    for id in &asked.unauditable {
        named(id, "unauditable")?;
    }
    let candidates: BTreeSet<&str> =
        asked.reported.values().flat_map(|votes| votes.keys().map(String::as_str)).collect();
    let mut audited: BTreeMap<&str, &Votes> = BTreeMap::new();
    for drawn in &asked.sample {
        named(&drawn.batch, "sample.batch")?;
        if asked.unauditable.contains(&drawn.batch) {
            return Err(broken("sample.batch", &drawn.batch, "a batch that is not in unauditable"));
        }
        for (name, &count) in &drawn.audited {
            if !candidates.contains(name.as_str()) {
                let known: Vec<&str> = candidates.iter().copied().collect();
                return Err(unknown("sample.audited", name, &known));
            }
            bounded(count, MOST, &format!("sample.audited.{name}"), "at most 1 000 000 000 000 votes")?;
        }
        if audited.insert(&drawn.batch, &drawn.audited).is_some_and(|other| *other != drawn.audited) {
            return Err(broken("sample.batch", &drawn.batch, "one hand count of a batch, whatever its times"));
        }
    }
    Ok(())
}
