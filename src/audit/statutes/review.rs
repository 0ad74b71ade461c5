//! Follows a statute: draws its sample, compares hand tallies with reports, and takes its steps.
//!
//! Whatever a law says about differences, totals with another winner are not confirmed: if the hand tallies of the
//! drawn batches, put in place of the reported ones, change the outcome, every ballot is counted.

use super::super::claim::ReportedContest;
use super::super::terms::share_of;
use super::super::{AuditState, DrawnUnit, PreparedAudit, RoundEvidence, Unit};
use super::{FirstSample, LegalStep, Statute, Trigger};
use crate::reason::{Reason, why};
use crate::risk::detection::{draws_to_meet, fewest, missed};
use crate::social_choice::{Tally, decide};

/// A statute prepared for one contest.
pub(in crate::audit) struct Review<'c> {
    claim: &'c ReportedContest<'c>,
    statute: Statute,
    /// The sum of the batch tallies, and the votes between the last winner and the first loser.
    sum: Tally,
    margin: u64,
    first: u64,
    /// Ballots that the first sample must hold.
    ballots: u64,
}

impl<'c> Review<'c> {
    /// Prepares a statute.
    ///
    /// # Errors
    /// The reason, if the reported figures themselves leave nothing to confirm.
    pub(in crate::audit) fn new(claim: &'c ReportedContest<'c>, statute: Statute) -> Result<Self, Reason> {
        if claim.frame.cards() == 0 {
            return Err(why::no_card());
        }
        if !claim.outcome.tied.is_empty() {
            return Err(why::tie());
        }
        let of_votes = ["plurality", "approval"].contains(&claim.contest.rule.0);
        if matches!(statute.trigger, Trigger::Reversal) && !of_votes {
            return Err(why::law_of_votes(claim.contest.rule.0));
        }
        let sum = claim.batches_add_up_to();
        let outcome = decide(claim.contest, &sum);
        if !outcome.agrees_with(&claim.outcome) {
            return Err(why::tallies_say());
        }
        let margin = outcome.margin.map_or(u64::MAX, i64::unsigned_abs);
        let mut it = Self { claim, statute, sum, margin, first: 1, ballots: 0 };
        let all = it.batches();
        let of_all = |share: f64| share_of(share, all).max(1);
        it.first = match statute.sample {
            FirstSample::Share { share, least } => of_all(share).max(least),
            FirstSample::BySize { tiers, share } => {
                let ballots = claim.frame.ballots();
                let at = tiers.iter().position(|(below, _)| ballots < *below).unwrap_or(tiers.len() - 1);
                let last = if at + 1 == tiers.len() { of_all(share) } else { 1 };
                tiers[at].1.max(last)
            }
            FirstSample::Ballots { share, most } => {
                it.ballots = share_of(share, claim.frame.ballots()).min(most).max(1);
                (it.ballots * all).div_ceil(claim.frame.ballots().max(1))
            }
            FirstSample::ByMargin { tiers } => {
                let margin = it.margin_share();
                let share = tiers.iter().find(|(below, _)| margin < *below).or(tiers.last());
                of_all(share.map_or(1.0, |(_, share)| *share))
            }
            FirstSample::Power { chance, shift, least } => {
                let bad = it.bad(shift)?;
                // If not even all batches could change the outcome, one batch is enough.
                bad.and_then(|bad| draws_to_meet(all, bad, chance)).unwrap_or(1).max(share_of(least, all))
            }
        }
        .clamp(1, all);
        Ok(it)
    }

    fn batches(&self) -> u64 {
        self.claim.frame.batches().len() as u64
    }

    /// The margin as a share of all votes.
    fn margin_share(&self) -> f64 {
        self.margin as f64 / self.sum.total().max(1) as f64
    }

    /// The smallest number of bad batches that a wrong outcome needs, if none is off by more than `shift` of its
    /// ballots and every batch may be off by as much as the law tolerates; `None` if not even all batches are enough.
    fn bad(&self, shift: f64) -> Result<Option<u64>, Reason> {
        let passes = |ballots: u64| match self.statute.trigger {
            Trigger::InOne { share, votes } => (share * ballots as f64).max(votes as f64),
            _ => 0.0,
        };
        let ballots = || (0..self.claim.frame.batches().len()).map(|at| self.claim.frame.ballots_of(at));
        // A ballot counted for the wrong candidate takes one vote from one and adds it to the other.
        let unseen: f64 = ballots().map(|b| 2.0 * passes(b)).sum();
        let needed = self.margin as f64 - unseen;
        if needed <= 0.0 {
            return Err(why::passes());
        }
        Ok(fewest(ballots().map(|b| 2.0 * (shift * b as f64 - passes(b)).max(0.0)), needed))
    }
}

/// The share of a batch's votes that is assumed for laws that depend on the margin alone (Stanislevic 2006).
const USUAL_SHIFT: f64 = 0.2;

impl PreparedAudit for Review<'_> {
    fn unit(&self) -> Unit {
        Unit::Batch
    }

    fn first_round(&self) -> u64 {
        self.first
    }

    fn formula(&self) -> Reason {
        match self.statute.sample {
            FirstSample::Share { .. } => why::law_share(),
            FirstSample::BySize { .. } => why::law_number(),
            FirstSample::Ballots { .. } => why::law_ballots(),
            FirstSample::ByMargin { .. } => why::law_margin(),
            FirstSample::Power { .. } => why::law_power(),
        }
    }

    fn states(&self) -> Option<Reason> {
        let shift = match self.statute.sample {
            FirstSample::Power { shift, .. } => shift,
            FirstSample::ByMargin { .. } => USUAL_SHIFT,
            _ => return None,
        };
        let (first, all, bad) = (self.first, self.batches(), self.bad(shift).ok()??);
        let chance = 100.0 * (1.0 - missed(all, bad, first));
        Some(why::power(first, all, bad, format!("{chance:.2}"), 100.0 * shift))
    }

    fn begin(&self) -> Box<dyn AuditState + '_> {
        Box::new(Reviewed {
            review: self,
            corrected: self.sum.clone(),
            drawn: 0,
            ballots: 0,
            differences: 0,
            minded: false,
            step: 0,
            standing: RoundEvidence::Passed,
        })
    }
}

struct Reviewed<'r> {
    review: &'r Review<'r>,
    /// The totals with hand tallies in place of reported ones.
    corrected: Tally,
    drawn: u64,
    ballots: u64,
    differences: u64,
    /// Whether a single batch of this step differs by more than the law tolerates.
    minded: bool,
    /// Number of steps taken.
    step: usize,
    standing: RoundEvidence,
}

impl Reviewed<'_> {
    /// Whether the differences are more than the law tolerates.
    fn is_minded(&self) -> bool {
        let (differ, ballots) = (self.differences as f64, self.ballots as f64);
        match self.review.statute.trigger {
            Trigger::Never => false,
            Trigger::InOne { .. } | Trigger::Extended { .. } => self.minded,
            Trigger::Together { share, or_equal: false } => exceeds(differ, share * ballots),
            Trigger::Together { share, or_equal: true } => differ > 0.0 && !exceeds(share * ballots, differ),
            Trigger::OfMargin { share } => exceeds(differ, share * self.review.margin_share() * ballots),
            // If a batch could not be counted, nothing can be extrapolated, so all is counted.
            Trigger::Reversal => self.minded || self.would_reverse(),
        }
    }

    /// Whether a loser would be ahead of a winner if all the paper changed as the drawn batches did.
    fn would_reverse(&self) -> bool {
        let (sum, outcome) = (&self.review.sum, &self.review.claim.outcome);
        let (all, drawn) = (i128::from(self.review.claim.frame.ballots()), i128::from(self.ballots));
        // Votes times the ballots drawn, so that all numbers are whole.
        let extrapolated = |candidate: usize| {
            let reported = i128::from(sum.votes[candidate]);
            reported * drawn + (i128::from(self.corrected.votes[candidate]) - reported) * all
        };
        let winners: Vec<usize> = outcome.winners.iter().map(|&winner| usize::from(winner)).collect();
        let losers = (0..sum.votes.len()).filter(|candidate| !winners.contains(candidate));
        let best = losers.map(extrapolated).max();
        best.is_some_and(|best| winners.iter().any(|&winner| extrapolated(winner) < best))
    }

    /// Takes the law's next step.
    fn judge(&mut self) -> RoundEvidence {
        let review = self.review;
        if self.drawn < review.batches() && self.ballots < review.ballots {
            return RoundEvidence::Enlarge(self.drawn + 1);
        }
        if !decide(review.claim.contest, &self.corrected).agrees_with(&review.claim.outcome) {
            return RoundEvidence::Failed;
        }
        if !self.is_minded() {
            return RoundEvidence::Passed;
        }
        let step = review.statute.then.get(self.step);
        self.step += 1;
        self.minded = false;
        match step {
            None => RoundEvidence::Passed,
            Some(LegalStep::All) => RoundEvidence::Failed,
            Some(LegalStep::More(more)) => RoundEvidence::Enlarge(self.drawn.saturating_add(*more)),
            Some(LegalStep::Times(times)) => RoundEvidence::Enlarge(review.first.saturating_mul(*times)),
        }
    }
}

/// Whether a difference is more than allowed; equality apart from rounding is not.
fn exceeds(found: f64, allowed: f64) -> bool {
    found > allowed * (1.0 + 1e-12) + 1e-9
}

impl AuditState for Reviewed<'_> {
    fn observe(&mut self, drawn: DrawnUnit<'_>) -> bool {
        let DrawnUnit::Batch { reported, hand, ballots, .. } = drawn else { return false };
        let difference = match (reported, hand) {
            (Some(reported), Some(hand)) => {
                let votes = reported.votes.iter().zip(&hand.votes);
                votes.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
            }
            // There is nothing to compare, so the whole batch is in doubt.
            _ => ballots,
        };
        if let Some(hand) = hand {
            self.corrected += hand;
            if let Some(reported) = reported {
                self.corrected -= reported;
            }
        }
        self.drawn += 1;
        self.ballots += ballots;
        self.differences += difference;
        let above = |share: f64| exceeds(difference as f64, share * ballots as f64);
        self.minded |= match self.review.statute.trigger {
            Trigger::InOne { share, votes } => above(share) && difference > votes,
            Trigger::Extended { share } => {
                above(share) && difference.saturating_mul(self.review.batches()) > self.review.margin
            }
            Trigger::Reversal => reported.is_none() || hand.is_none(),
            _ => false,
        };
        difference > 0
    }

    fn close_round(&mut self) {
        self.standing = self.judge();
    }

    fn evidence(&self) -> RoundEvidence {
        self.standing
    }
}
