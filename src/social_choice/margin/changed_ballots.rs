//! How many ballots must change before somebody else can win or tie, under every rule that has statements.
//!
//! A ballot may change to any other marks, and none is added or taken away. If every statement of an outcome stays true, the
//! outcome stays right, so at least the fewest ballots must change whose change makes one of them untrue. Where each statement is
//! necessary too, as under plurality, that number is the margin itself; else it is a bound.
//!
//! One statement is a sum over ballots. Changing a ballot to the marks that are worth least lowers the sum by what the ballot was
//! worth and by that least, and no change of one ballot lowers it further. So the fewest ballots are found by changing those
//! that are worth most first.
//!
//! # Reference
//! Stark 2008, "Conservative statistical post-election audits", section 3, for what one ballot can overstate; Magrino, Rivest, Shen and
//! Wagner 2011, "Computing the margin of victory in IRV elections", for the meaning of the margin; the derivation stands above.

use super::IrvMargin;
use crate::election::Contest;
use crate::social_choice::{Assertion, InstantRunoff, Outcome, SocialChoice, Statement, Tally};
use crate::social_choice::{assertions, instant_runoff, rule_of};

/// How many ballots must change before somebody else can win or tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedBallots {
    /// At least so many: with fewer changed ballots the same candidates win. 0 where there is a tie.
    pub least: u64,
    /// Whether there are `least` ballots whose change does it, so that this is the margin and not a bound.
    pub is_exact: bool,
}

impl ChangedBallots {
    /// What is known of an instant runoff.
    pub fn of_runoff(margin: &IrvMargin) -> Self {
        Self { least: margin.least, is_exact: margin.is_exact() }
    }
}

/// How many ballots of a count must change before another outcome, or a tie, is possible; `None` where nobody can lose, and where
/// nothing is known.
pub fn changed_ballots(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Option<ChangedBallots> {
    if outcome.is_uncontested() {
        return None;
    }
    if !outcome.tied.is_empty() {
        return Some(ChangedBallots { least: 0, is_exact: true });
    }
    if contest.rule.0 == InstantRunoff.name() {
        let margin = instant_runoff::margin(contest, *outcome.winners.first()?, tally)?;
        return Some(ChangedBallots::of_runoff(&margin));
    }
    let statements = assertions(contest, outcome, tally).ok()?;
    let each = statements.iter().map(|it| to_make_untrue(it, contest, tally));
    // Where no change makes any of them untrue, somebody else cannot win.
    let least = each.flatten().min()?;
    // Without a valid vote a share is neither reached nor missed, so that no statement is true although nobody is level.
    let is_exact = least > 0 && rule_of(contest).each_statement_is_necessary(contest);
    Some(ChangedBallots { least, is_exact })
}

/// The statement that the fewest changed ballots make untrue; the first of several.
pub fn closest_statement(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Option<Assertion> {
    let statements = assertions(contest, outcome, tally).ok()?;
    let changed = |it: &Assertion| to_make_untrue(it, contest, tally).unwrap_or(u64::MAX);
    statements.into_iter().min_by_key(changed)
}

/// The fewest ballots whose change makes one statement untrue; `None` where no change does.
fn to_make_untrue(statement: &Assertion, contest: &Contest, tally: &Tally) -> Option<u64> {
    let (below, above) = statement.bounds();
    let (below, above) = (i64::from(below), i64::from(above));
    let below = least_of_one_vote(statement, contest).unwrap_or(below);
    // What the sum must fall by.
    let mut rest = statement.lead(contest, tally).saturating_add(i64::from(statement.holds_at_zero()));
    if rest <= 0 {
        return Some(0);
    }
    let Some(worths) = worths(statement, contest, tally) else {
        // Totals do not tell which votes stand on one ballot; none can lower the sum by more than this.
        return Some(rest.unsigned_abs().div_ceil((above + below).unsigned_abs()));
    };
    let mut changed = 0;
    for (worth, ballots) in worths.into_iter().rev() {
        let fall = worth + below;
        if fall <= 0 || ballots <= 0 {
            continue;
        }
        let needed = rest.unsigned_abs().div_ceil(fall.unsigned_abs());
        let taken = needed.min(ballots.unsigned_abs());
        changed += taken;
        rest -= fall.saturating_mul(taken as i64);
        if rest <= 0 {
            return Some(changed);
        }
    }
    None
}

/// The least that a ballot with at most one vote is worth, negated; the bound of a statement may be wider, as it is never 0.
fn least_of_one_vote(statement: &Assertion, contest: &Contest) -> Option<i64> {
    match &statement.statement {
        Statement::Weighted(weights) if contest.votes_allowed == 1 && !contest.has_grid() => {
            weights.of_target.iter().copied().chain([0]).min().map(i64::saturating_neg)
        }
        _ => None,
    }
}

/// How many ballots are worth how much, in rising order; `None` where the totals do not tell.
fn worths(statement: &Assertion, contest: &Contest, tally: &Tally) -> Option<Vec<(i64, i64)>> {
    let mut all: Vec<(i64, i64)> = if contest.has_grid() {
        tally.kinds.iter().map(|(marks, &ballots)| (statement.worth(contest, marks), ballots)).collect()
    } else {
        if contest.votes_allowed != 1 {
            return None;
        }
        let worth = |candidate: usize| match &statement.statement {
            Statement::Weighted(weights) => weights.of_target.get(candidate).copied().unwrap_or(0),
            _ => {
                i64::from(candidate == usize::from(statement.winner))
                    - i64::from(candidate == usize::from(statement.loser))
            }
        };
        let mut all: Vec<(i64, i64)> = tally.votes.iter().enumerate().map(|(at, &votes)| (worth(at), votes)).collect();
        all.push((0, tally.ballots.saturating_sub(tally.total())));
        all
    };
    all.sort_unstable();
    Some(all)
}
