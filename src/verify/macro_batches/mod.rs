//! Batch comparison: MACRO's Kaplan-Markov P-value for batches drawn in proportion to a bound on their error.
//!
//! ```json
//! {"test":"macro","ballots":{"a":120,"b":80},"reported":{"a":{"W":70,"L":40},"b":{"W":50,"L":20}},"winners":1,
//!  "sample":[{"batch":"a","audited":{"W":70,"L":40},"times":2}],"risk_limit":0.1}
//! ```
//!
//! - `ballots` names all batches. The report of a batch names every candidate, 0 where there are no votes. A batch
//!   without a report counts as reporting no votes: the answer lists it under `not_reported`. The answer's `votes` are
//!   the sums of the reports, and its `winners` and `losers` are the candidates whom the P-value is about.
//! - A batch has no more votes than its ballots allow, `votes_allowed` on each (without it as many as there are
//!   `winners`), in the report and by hand. A batch with more paper than its `ballots` has a bound that is too small.
//! - `winners` (1 if absent) are those with the most reported votes. With `"runoff": true` a winner must have more
//!   votes than all others together; if none has, the first two are the winners, and the claims are that each of them
//!   has more votes than anybody who is out, and that neither has a majority.
//! - `pending` are ballots, by batch, that were not yet counted when the votes were reported and are not among its
//!   `ballots`: each may take one vote off every margin.
//! - `unauditable` are batches whose paper is not available. They are never drawn. As in the tool Arlo, `p_value`
//!   leaves their reported votes in the margins and subtracts one vote for each of their ballots. That assumes that the
//!   vote of a ballot is void, not that it is for the loser. `p_value_worst_case` subtracts all that the votes of such
//!   a batch may overstate, and only it keeps the risk limit. Without such a batch both are the same.
//! - `combined` are batches that were mixed and could only be tallied as one, drawn or not:
//!   `[{"id":"a+b","batches":["a","b"]}]`, and the sample then names `"a+b"`, with the draws of all its batches
//!   together as `times`. The draws were made by the bounds of single batches, so their total stays; the overstatement
//!   of the combined batch is divided by its own bound (`combined_bounds`), which is at most the sum of theirs. Which
//!   batches are mixed must not depend on the hand tallies.
//! - `times` (1 if absent) is how many times a batch was drawn, 0 if it was tallied and not drawn; draws are with
//!   replacement and with probabilities proportional to the answer's `bounds`.
//! - With a `risk_limit`, `sample_size` is the smallest number of draws without an overstatement that reaches it, and
//!   `to_go` the same after this sample; `null` if no sample suffices. Arlo draws one more than that.
//!
//! Where as many win as the reports name, nobody can lose: `note` says so, there is no P-value (`null`), and
//! `sample_size` and `to_go` are 0.
//!
//! If every auditable batch was tallied, the P-value is 0 or 1: the outcome of the count. A reported tie has `tied`
//! candidates and P = 1.
//!
//! A hand count names every candidate in a report and nobody else; a candidate with votes by hand and none by machine
//! has to be reported with 0.
//!
//! # Reference
//! Stark 2009, "Efficient post-election audits of multiple contests", SSRN 1443314 (MACRO); Stark 2009, IEEE
//! Transactions on Information Forensics and Security 4(4) (the P-value). Combined batches and both claims of a runoff
//! as in the report of Georgia's audit of the primary of 19 May 2026, whose P-values they give to the last digit.

mod claims;
mod question;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::p_value_fields::{put_nobody_loses, put_p_value};
use crate::reason::questions;
use crate::risk::bet::spec::RefusedField;
use crate::risk::bet::spec::document::Fields;
use crate::risk::bet::spec::names::Name;
use crate::risk::bet::spec::question::{broken, risk_limit};
use crate::risk::{AuditedBatch, MacroBatches, largest_ratio, p_value_of_ln};
use claims::{Claim, ClaimedOutcome};
use question::{BatchContest, BatchQuestion, HandTally, with_the_way_to_combine};

/// Most batches times claims of a question.
const MOST_WORK: usize = 5_000_000;

/// The P-value, the outcome that it is about, the total of the bounds, and sizes at a risk limit.
pub(super) fn answer(_: &str, fields: Fields<'_>) -> Result<Value, RefusedField> {
    let asked: BatchQuestion = fields.read().map_err(with_the_way_to_combine)?;
    let contest = BatchContest::of(&asked)?;
    let outcome = ClaimedOutcome::of(&contest.totals, asked.winners, asked.runoff);
    if asked.winners == contest.candidates.len() {
        let mut answer = json!({});
        put_nobody_loses(&mut answer, &["p_value", "p_value_worst_case"]);
        put_outcome(&mut answer, &contest, &outcome);
        if let Some(limit) = asked.risk_limit {
            risk_limit(limit)?;
            answer["sample_size"] = json!(0);
            answer["to_go"] = json!(0);
        }
        return Ok(answer);
    }
    if outcome.claims.len().saturating_mul(contest.batches.len()) > MOST_WORK {
        return Err(broken("ballots", contest.batches.len(), questions::rule_batches_pairs()));
    }
    let (usual, worst) =
        (ContestUnderTest::new(&contest, &outcome, false), ContestUnderTest::new(&contest, &outcome, true));
    let (ln_p_value, ln_worst) = (usual.ln_p_value(), worst.ln_p_value());
    let p_value = p_value_of_ln(ln_p_value);
    let total = match &usual.bounds {
        Some(bounds) => MacroBatches::new(bounds.values().copied()),
        None => MacroBatches { total: f64::INFINITY },
    };
    let mut answer = json!({});
    put_p_value(&mut answer, "p_value", p_value, ln_p_value);
    put_p_value(&mut answer, "p_value_worst_case", p_value_of_ln(ln_worst), ln_worst);
    put_outcome(&mut answer, &contest, &outcome);
    let silent: Vec<&str> =
        contest.batches.iter().filter(|batch| !batch.is_reported).map(|batch| batch.id.as_str()).collect();
    if !silent.is_empty() {
        answer["not_reported"] = json!(silent);
    }
    answer["total_bound"] = json!(usual.bounds.as_ref().map(|_| total.total));
    answer["bounds"] = json!(usual.bounds.as_ref().map(|bounds| {
        bounds.iter().map(|(&at, bound)| (contest.batches[at].id.as_str(), bound)).collect::<BTreeMap<_, _>>()
    }));
    let mixed: Vec<&HandTally> = contest.tallied.iter().filter(|tallied| tallied.batches.len() > 1).collect();
    if usual.bounds.is_some() && !mixed.is_empty() {
        let bounds = mixed.iter().map(|tallied| (tallied.id.as_str(), usual.bound(&tallied.batches)));
        answer["combined_bounds"] = json!(bounds.collect::<BTreeMap<_, _>>());
    }
    if let Some(limit) = asked.risk_limit {
        let limit = risk_limit(limit)?;
        answer["sample_size"] = json!(total.size(limit, 1.0));
        answer["to_go"] = json!(total.size(limit, p_value));
    }
    Ok(answer)
}

/// Adds the votes, winners and losers to an answer.
fn put_outcome(answer: &mut Value, contest: &BatchContest, outcome: &ClaimedOutcome) {
    let names = |places: &[usize]| places.iter().map(|&at| &contest.candidates[at]).collect::<Vec<&Name>>();
    let lost = |at: &usize| !outcome.winners.contains(at) && !outcome.tied.contains(at);
    let losers: Vec<usize> = (0..contest.candidates.len()).filter(lost).collect();
    answer["winners"] = json!(names(&outcome.winners));
    answer["losers"] = json!(names(&losers));
    if !outcome.tied.is_empty() {
        answer["tied"] = json!(names(&outcome.tied));
    }
    if let Some(majority) = outcome.majority {
        answer["majority"] = json!(majority);
    }
    let votes = contest.candidates.iter().map(Name::as_str).zip(&contest.totals);
    answer["votes"] = json!(votes.collect::<BTreeMap<_, _>>());
}

/// A contest with the remaining margins of its claims.
struct ContestUnderTest<'q> {
    contest: &'q BatchContest,
    claims: &'q [Claim],
    margins: Vec<i64>,
    /// The bound of every auditable batch, by its index; `None` if a margin is not above 0.
    bounds: Option<BTreeMap<usize, f64>>,
}

impl<'q> ContestUnderTest<'q> {
    /// With `worst`, subtracts all that the votes of batches without paper may overstate, not only one vote a ballot.
    fn new(contest: &'q BatchContest, outcome: &'q ClaimedOutcome, worst: bool) -> Self {
        let gone = || contest.batches.iter().filter(|batch| batch.gone);
        let lost: i64 = gone().map(|batch| batch.ballots).sum();
        let off = |claim: &Claim| {
            let overstated: i64 = if worst { gone().map(|batch| claim.margin(&batch.reported)).sum() } else { 0 };
            contest.pending + lost + overstated
        };
        let margins: Vec<i64> = outcome.claims.iter().map(|claim| claim.margin(&contest.totals) - off(claim)).collect();
        let mut it = Self { contest, claims: &outcome.claims, margins, bounds: None };
        if it.margins.iter().all(|&margin| margin > 0) {
            let here = (0..contest.batches.len()).filter(|&at| !contest.batches[at].gone);
            it.bounds = Some(here.map(|at| (at, it.bound(&[at]))).collect());
        }
        it
    }

    fn ratio(&self, votes: impl Fn(&Claim) -> i64) -> f64 {
        largest_ratio(self.claims.iter().zip(&self.margins).map(|(claim, &margin)| (votes(claim), margin)))
    }

    /// The margin of a claim in the reported votes of some batches.
    fn reported(&self, claim: &Claim, batches: &[usize]) -> i64 {
        batches.iter().map(|&at| claim.margin(&self.contest.batches[at].reported)).sum()
    }

    /// The largest possible overstatement of some batches together, in margins.
    fn bound(&self, batches: &[usize]) -> f64 {
        let ballots: i64 = batches.iter().map(|&at| self.contest.batches[at].ballots).sum();
        self.ratio(|claim| self.reported(claim, batches) + ballots).max(0.0)
    }

    fn overstated(&self, claim: &Claim, tallied: &HandTally) -> i64 {
        self.reported(claim, &tallied.batches) - claim.margin(&tallied.hand)
    }

    /// The natural logarithm of the P-value.
    fn ln_p_value(&self) -> f64 {
        let Some(bounds) = &self.bounds else { return 0.0 };
        let tallied = &self.contest.tallied;
        let mut read: Vec<usize> = tallied.iter().flat_map(|tallied| tallied.batches.iter().copied()).collect();
        read.sort_unstable();
        // A batch with bound 0 cannot have an error that matters, so it need not be read.
        if bounds.iter().all(|(at, &bound)| bound <= 0.0 || read.binary_search(at).is_ok()) {
            let over = |claim: &Claim| tallied.iter().map(|tallied| self.overstated(claim, tallied)).sum::<i64>();
            let confirmed = self.claims.iter().zip(&self.margins).all(|(claim, &margin)| over(claim) < margin);
            return if confirmed { f64::NEG_INFINITY } else { 0.0 };
        }
        let audited = |tallied: &HandTally| AuditedBatch {
            bound: self.bound(&tallied.batches),
            overstatement: self.ratio(|claim| self.overstated(claim, tallied)),
            times: tallied.times,
        };
        let sample: Vec<AuditedBatch> = tallied.iter().map(audited).collect();
        MacroBatches::new(bounds.values().copied()).ln_p_value(&sample)
    }
}
