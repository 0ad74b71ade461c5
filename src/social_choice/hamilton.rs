//! Hamilton (largest remainders, Hare's quota): each list gets one seat for each whole quota, and the remaining seats
//! go to the largest remainders.
//!
//! Let q be a list's number of quotas, S v/V, and a its seats; the sum of q − a over all lists is zero. The seats are
//! right exactly where the values q − a of any two lists differ by less than 1: then every a is q rounded up or down,
//! and no list that was rounded down has a larger remainder than one that was rounded up. So for every list m with a
//! seat and every other n, S (v(m) − v(n)) > (a(m) − a(n) − 1) V: a ballot for m has worth S − c, one for n −S − c, any
//! other −c, where c = a(m) − a(n) − 1. A list without a seat has q − a ≥ 0, so it is never the smaller of two unless
//! all are zero, and needs no statement as m.
//!
//! # Reference
//! Balinski and Young 1982, "Fair Representation", appendix A; Blom and others 2021, "Assertion-based approaches to auditing complex
//! elections", section 4, for statements of this kind. That one statement a pair suffices is shown above.

use std::sync::Arc;

use num_integer::gcd;

use super::highest_averages::share_statements;
use super::supermajority::reaches_share;
use super::{Assertion, Outcome, SocialChoice, Statement, Tally, WeightedMeaning, Weights};
use crate::election::{CandidateIndex, Contest};
use crate::reason::{Reason, procedures, why};

/// Hamilton's rule for seats of lists.
#[derive(Clone, Copy, Debug)]
pub struct Hamilton;

impl SocialChoice for Hamilton {
    fn name(&self) -> &'static str {
        "hamilton"
    }

    fn says(&self) -> Reason {
        procedures::rule_hamilton()
    }

    fn is_of_lists(&self) -> bool {
        true
    }

    fn each_statement_is_necessary(&self, contest: &Contest) -> bool {
        // A list may pass the threshold, or miss it, without a seat.
        contest.options.share.is_none()
    }

    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome {
        let seats = i128::from(contest.seats);
        let counts =
            |list: &usize| contest.options.share.is_none() || reaches_share(contest, tally, *list as CandidateIndex);
        let lists: Vec<usize> = (0..tally.votes.len()).filter(counts).filter(|&list| tally.votes[list] > 0).collect();
        let all: i128 = lists.iter().map(|&list| i128::from(tally.votes[list])).sum();
        let scaled = |list: usize| seats * i128::from(tally.votes[list]);
        let mut winners: Vec<CandidateIndex> = Vec::new();
        if all > 0 {
            for &list in &lists {
                let whole = (scaled(list) / all) as usize;
                winners.extend(std::iter::repeat_n(list as CandidateIndex, whole));
            }
        }
        let mut rest: Vec<(i128, usize)> = lists.iter().map(|&list| (scaled(list) % all.max(1), list)).collect();
        rest.sort_by_key(|&(remainder, list)| (std::cmp::Reverse(remainder), list));
        let left = usize::from(contest.seats).saturating_sub(winners.len()).min(rest.len());
        let (mut tied, mut margin) = (Vec::new(), None);
        if left > 0 && left < rest.len() {
            let (last, out) = (rest[left - 1].0, rest[left].0);
            margin = Some(i64::try_from((last - out + seats - 1) / seats.max(1)).unwrap_or(i64::MAX));
            if last == out {
                tied = rest.iter().filter(|it| it.0 == last).map(|it| it.1 as CandidateIndex).collect();
            }
        } else if left == 0 && rest.len() > 1 {
            margin = rest.iter().map(|it| it.0).max().and_then(|most| i64::try_from((all - most) / seats.max(1)).ok());
        }
        let sure = rest[..left].iter().map(|it| it.1 as CandidateIndex).filter(|list| !tied.contains(list));
        winners.extend(sure);
        winners.sort_by_key(|&list| (std::cmp::Reverse(tally.votes[usize::from(list)]), list));
        Outcome { winners, tied, margin }
    }

    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        // Votes of lists below the threshold count in no quota. A quota is then a linear sum of votes only if it is
        // known which lists are below; the statements above are about all votes.
        if contest.options.share.is_some() && !share_statements(contest, outcome, tally).is_empty() {
            return Err(why::no_claims());
        }
        let lists = 0..contest.candidates.len() as CandidateIndex;
        let held = |list: CandidateIndex| outcome.winners.iter().filter(|&&winner| winner == list).count() as i64;
        let mut statements = Vec::new();
        for winner in lists.clone().filter(|&list| held(list) > 0) {
            for loser in lists.clone().filter(|&list| list != winner) {
                statements.push(pair(contest, (winner, loser), held(winner) - held(loser) - 1));
            }
        }
        Ok(statements)
    }
}

fn pair(contest: &Contest, (winner, loser): (CandidateIndex, CandidateIndex), c: i64) -> Assertion {
    let seats = i64::from(contest.seats);
    let mut of_target = vec![-c; contest.candidates.len()];
    of_target[usize::from(winner)] = seats - c;
    of_target[usize::from(loser)] = -seats - c;
    let common = of_target.iter().fold(0, |a, &b| gcd(a, b.abs())).max(1);
    for weight in &mut of_target {
        *weight /= common;
    }
    let (low, high) = of_target.iter().fold((0, 0), |(low, high), &weight| (low.min(weight), high.max(weight)));
    let size = |weight: i64| weight.unsigned_abs().max(1) as u32;
    let meaning = WeightedMeaning::Lead;
    let weights = Weights { meaning, least: size(low), most: size(high), of_target, holds_at_zero: false };
    Assertion { winner, loser, statement: Statement::Weighted(Arc::new(weights)) }
}
