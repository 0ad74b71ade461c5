//! Turns the documented totals of a group into marked ballots: exact totals, and stated rates for what is not
//! documented.
//!
//! # Reference
//! Where several votes are allowed, the votes are laid along the cards one candidate after the other,
//! round and round (systematic selection: Madow 1949, "On the theory of systematic sampling, II"), so no card
//! carries a name twice and none more than its share.

use super::{CandidateIndex, Contest, MarkedBy, Marks};
use crate::reason::{Filling, complaints, rules};

/// The votes of one group in one contest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupVotes {
    /// Votes meant for each candidate, overvoted ballots not counted.
    pub totals: Vec<u64>,
    /// Ballots without a vote in the contest; `None` follows the rates.
    pub blank: Option<u64>,
    /// Ballots with too many votes; `None` follows the rates.
    pub overvoted: Option<u64>,
    /// Ballots that carry exactly this set of candidates; part of the totals.
    pub slates: Vec<(Vec<CandidateIndex>, u64)>,
    /// Ballots with marks of a special kind; part of the totals as the voters meant them.
    pub special: Vec<(Marks, u64)>,
}

/// Rates for what is not documented, as shares of the ballots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FillRates {
    /// Ballots without a vote in a contest.
    pub undervote: f64,
    /// Ballots with too many votes in a contest.
    pub overvote: f64,
    /// Ballots with one faint mark that a well set scanner still reads.
    pub light: f64,
    /// Ballots in a batch, mean.
    pub batch_size: u64,
}

impl Default for FillRates {
    /// Maricopa County 2020, president: 0.40 % undervotes, 0.23 % overvotes; 0.2 % of ballots with a mark
    /// on which scanners may differ; batches of 100 (Colorado 2024, median).
    fn default() -> Self {
        Self { undervote: 0.0040, overvote: 0.0023, light: 0.002, batch_size: 100 }
    }
}

impl FillRates {
    /// The rates for paper that was marked in this way: a ballot-marking device prevents overvotes and faint marks.
    pub(super) fn of(&self, marked_by: MarkedBy) -> Self {
        match marked_by {
            MarkedBy::Hand => *self,
            MarkedBy::Machine => Self { overvote: 0.0, light: 0.0, ..*self },
        }
    }
}

/// Why the figures of a group cannot be put on ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillError {
    /// Which part of the group is wrong: a candidate, `blank`, `overvoted`, `ballots`, a slate.
    pub what: String,
    /// What was found.
    pub found: Filling,
    /// What would be right.
    pub rule: Filling,
}

fn refuse<T>(what: &str, found: impl Into<Filling>, rule: impl Into<Filling>) -> Result<T, FillError> {
    Err(FillError { what: what.to_owned(), found: found.into(), rule: rule.into() })
}

/// Ballots with each way of marking; the counts sum to the group's ballots.
pub(super) type Histogram = Vec<(Marks, u64)>;

impl GroupVotes {
    fn votes(&self) -> u64 {
        self.totals.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// The number of ballots that these figures need, or that follows from the rates.
    ///
    /// # Errors
    /// If several votes are allowed: then the number must be given.
    pub(super) fn suggest_ballots(&self, contest: &Contest, rates: &FillRates) -> Result<u64, FillError> {
        if contest.has_grid() {
            return Ok(self.special.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n)));
        }
        if contest.votes_allowed > 1 {
            let rule = rules::rule_votes_a_ballot(&contest.id, contest.votes_allowed);
            return refuse("ballots", rules::found_no_ballots(), rule);
        }
        let votes = self.votes();
        let valid_share = 1.0 - rates.undervote - rates.overvote;
        let share = |rate: f64| libm::round(votes as f64 * rate / valid_share) as u64;
        let blank = self.blank.unwrap_or_else(|| share(rates.undervote));
        let overvoted = self.overvoted.unwrap_or_else(|| share(rates.overvote));
        Ok(votes.saturating_add(blank).saturating_add(overvoted))
    }

    /// Distributes the figures over exactly `ballots` ballots.
    ///
    /// # Errors
    /// Where the figures contradict each other.
    pub(super) fn lay(&self, contest: &Contest, ballots: u64, rates: &FillRates) -> Result<Histogram, FillError> {
        if contest.has_grid() {
            return self.lay_grid(ballots);
        }
        let mut left = self.totals.clone();
        let mut histogram = Histogram::new();
        let mut blank_placed = 0;
        let mut over_placed = 0;
        let mut placed: u64 = 0;
        let special = self.special.iter().cloned();
        let slates = self.slates.iter().map(|(names, n)| (Marks::plain(names.iter().copied()), *n));
        for (marks, n) in special.chain(slates) {
            let meant: Vec<_> = marks.meant(contest).targets().collect();
            if meant.is_empty() {
                blank_placed += n;
            } else if meant.len() > usize::from(contest.votes_allowed) {
                over_placed += n;
            } else {
                for &candidate in &meant {
                    let of = &mut left[usize::from(candidate)];
                    let name = contest.name(candidate);
                    *of = match of.checked_sub(n) {
                        Some(rest) => rest,
                        None => return refuse(name, rules::found_votes_left(*of), rules::rule_marks_need(n)),
                    };
                }
            }
            placed = placed.saturating_add(n);
            histogram.push((marks, n));
        }
        let Some(rest) = ballots.checked_sub(placed) else {
            return refuse("ballots", rules::found_ballots(ballots), rules::rule_marks_need(placed));
        };
        let (blank, overvoted) = self.not_voted(contest, ballots, rest, &left, (blank_placed, over_placed), rates)?;
        histogram.push((Marks::default(), blank));
        if overvoted > 0 {
            histogram.push((overvote(contest, &self.totals)?, overvoted));
        }
        histogram.extend(lay_systematically(contest, &left, rest - blank - overvoted)?);
        histogram.retain(|&(_, n)| n > 0);
        Ok(histogram)
    }

    /// The ballots of a grid: they are documented one by one, and the remaining ballots are blank.
    fn lay_grid(&self, ballots: u64) -> Result<Histogram, FillError> {
        let placed = self.special.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n));
        let Some(blank) = ballots.checked_sub(placed) else {
            return refuse("ballots", rules::found_ballots(ballots), rules::rule_marks_need(placed));
        };
        let mut histogram = self.special.clone();
        histogram.push((Marks::default(), blank));
        histogram.retain(|&(_, n)| n > 0);
        Ok(histogram)
    }

    /// Blank and overvoted ballots among the `rest` that marked ballots and slates leave.
    fn not_voted(
        &self,
        contest: &Contest,
        ballots: u64,
        rest: u64,
        left: &[u64],
        (blank_placed, over_placed): (u64, u64),
        rates: &FillRates,
    ) -> Result<(u64, u64), FillError> {
        let beyond = |what: &str, given: Option<u64>, placed: u64| match given {
            None => Ok(None),
            Some(n) if n >= placed => Ok(Some(n - placed)),
            Some(n) => refuse(what, n, rules::rule_marks_given(placed)),
        };
        let blank = beyond("blank", self.blank, blank_placed)?;
        let overvoted = beyond("overvoted", self.overvoted, over_placed)?;
        let votes = left.iter().fold(0_u64, |sum, &n| sum.saturating_add(n));
        if contest.votes_allowed > 1 {
            let overvoted = overvoted.unwrap_or(0);
            let default = libm::round(rates.undervote * ballots as f64) as u64;
            let needed = votes.div_ceil(u64::from(contest.votes_allowed)).max(left.iter().copied().max().unwrap_or(0));
            let room = rest.saturating_sub(overvoted).saturating_sub(needed);
            let blank = blank.unwrap_or_else(|| {
                let spare = rest.saturating_sub(overvoted).saturating_sub(votes);
                default.saturating_sub(blank_placed).min(room).max(spare)
            });
            let Some(voted) = rest.checked_sub(blank.saturating_add(overvoted)) else {
                let rule = rules::needed(rules::rule_blank_over(blank.saturating_add(overvoted)));
                return refuse("ballots", rules::found_ballots(ballots), rule);
            };
            if votes < voted {
                let rule = rules::rule_more_blank(voted - votes);
                return refuse("blank", rules::found_left_for(voted, votes), rule);
            }
            return Ok((blank, overvoted));
        }
        let Some(spare) = rest.checked_sub(votes) else {
            let rule = rules::needed(rules::rule_least_votes(self.votes(), &contest.id));
            return refuse("ballots", rules::found_ballots(ballots), rule);
        };
        let part = |given: u64| {
            let rule = || rules::rule_given_blank(given);
            let found = || rules::found_spare(ballots, spare);
            spare.checked_sub(given).map_or_else(|| refuse("ballots", found(), rule()), Ok)
        };
        match (blank, overvoted) {
            (Some(blank), Some(overvoted)) if blank.saturating_add(overvoted) == spare => Ok((blank, overvoted)),
            (Some(blank), Some(overvoted)) => {
                let sum = ballots.saturating_sub(spare).saturating_add(blank).saturating_add(overvoted);
                let rule = rules::rule_add_up(&contest.id, sum);
                refuse("ballots", rules::found_ballots(ballots), rule)
            }
            (Some(blank), None) => Ok((blank, part(blank)?)),
            (None, Some(overvoted)) => Ok((part(overvoted)?, overvoted)),
            (None, None) => {
                let rate = rates.overvote + rates.undervote;
                let share = if rate > 0.0 { rates.overvote / rate } else { 0.0 };
                let overvoted = if contest.candidates.len() > 1 { libm::round(spare as f64 * share) as u64 } else { 0 };
                Ok((spare - overvoted, overvoted))
            }
        }
    }
}

/// An overvote: one mark more than allowed, for the names with the most votes.
fn overvote(contest: &Contest, totals: &[u64]) -> Result<Marks, FillError> {
    let needed = usize::from(contest.votes_allowed) + 1;
    if contest.candidates.len() < needed {
        let rule = rules::allowed(rules::rule_no_overvote(&contest.id));
        return refuse("overvoted", rules::found_overvoted(), rule);
    }
    let mut leading: Vec<usize> = (0..totals.len()).collect();
    leading.sort_by_key(|&i| (std::cmp::Reverse(totals[i]), i));
    Ok(Marks::plain(leading.into_iter().take(needed).map(|i| i as CandidateIndex)))
}

fn lay_systematically(contest: &Contest, totals: &[u64], cards: u64) -> Result<Histogram, FillError> {
    for (candidate, &n) in totals.iter().enumerate() {
        if n > cards {
            let rule = rules::allowed(complaints::rule_at_most_left(cards));
            return refuse(contest.name(candidate as CandidateIndex), rules::found_votes(n), rule);
        }
    }
    let votes: u64 = totals.iter().sum();
    if votes > cards * u64::from(contest.votes_allowed) {
        let rule = rules::needed(rules::rule_more_ballots(votes, &contest.id));
        return refuse("ballots", rules::found_ballots_left(cards), rule);
    }
    if cards == 0 {
        return Ok(Histogram::new());
    }
    let mut arcs = Vec::new();
    let mut cuts = vec![0, cards];
    let mut at = 0;
    for &n in totals {
        arcs.push((at, n));
        at = (at + n) % cards;
        cuts.push(at);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let covers = |(from, n): (u64, u64), card: u64| (card + cards - from) % cards < n;
    let segment = |ends: &[u64]| {
        let names = (0..totals.len()).filter(|&c| covers(arcs[c], ends[0])).map(|c| c as CandidateIndex);
        (Marks::plain(names), ends[1] - ends[0])
    };
    Ok(cuts.windows(2).map(segment).collect())
}
