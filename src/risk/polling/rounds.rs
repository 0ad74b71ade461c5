//! The interface of every rule by rounds, and the two passes over its rounds: past rounds, and planned ones.
//!
//! # Reference
//! Zagórski et al. 2021, USENIX Security '21.

use super::binomial::ln_tail;
use super::design::{PairShare, PollDesign};
use super::first_round::{FirstRound, by_walk};
use super::truncated_sample_distribution::{Survivors, TooLong};
use crate::risk::p_value_of_ln;

/// A cumulative sample at the end of a round: ballots of the pair and the votes of the winner among them, `k <= n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundSample {
    /// Ballots of the pair, all rounds so far together.
    pub n: u64,
    /// Votes for the winner among them.
    pub k: u64,
}

impl RoundSample {
    /// Adds `cards` cards by their half votes for the winner: 2 for the winner alone, 0 for the loser alone, 1 for
    /// neither.
    pub fn add(&mut self, half_votes: u8, cards: u64) {
        self.n += if half_votes == 1 { 0 } else { cards };
        self.k += if half_votes > 1 { cards } else { 0 };
    }
}

/// The state before a round.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// The sample at the end of the last round.
    pub sample: RoundSample,
    /// The samples that no earlier round stopped.
    pub survivors: Survivors,
}

impl Before {
    /// Judges one more round, which ends at `sample`, and stores it.
    ///
    /// # Errors
    /// [`TooLong`] if the rounds are too many and too large.
    pub fn observe<R: RoundRule + ?Sized>(
        &mut self,
        rule: &R,
        design: &PollDesign,
        sample: RoundSample,
    ) -> Result<Judged, TooLong> {
        let kmin = rule.kmin(design, self, sample.n)?;
        let ln_p_value = rule.ln_p_value(design, self, sample)?.min(0.0);
        let stop = design.suffices(ln_p_value) && rule.allows(design, sample);
        if let Some(kmin) = kmin {
            self.survivors.stop_at(sample.n, kmin);
        }
        self.sample = sample;
        Ok(Judged { sample, kmin, p_value: p_value_of_ln(ln_p_value), ln_p_value, stop })
    }
}

/// A past round, judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The sample at its end.
    pub sample: RoundSample,
    /// The smallest number of votes of the winner with which it stops; `None` if no possible number does.
    pub kmin: Option<u64>,
    /// The P-value, above 0 and at most 1.
    pub p_value: f64,
    /// Its natural logarithm, at most 0, also if the P-value is too small for a number.
    pub ln_p_value: f64,
    /// Whether the audit stops here.
    pub stop: bool,
}

/// A planned round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedRound {
    /// Ballots of the pair at its end.
    pub n: u64,
    /// The smallest number of votes of the winner with which it stops; `None` if none does, or if it depends on the
    /// earlier votes.
    pub kmin: Option<u64>,
    /// Probability that the audit has stopped by then if the reported votes are right.
    pub stop: f64,
    /// Probability that the audit has stopped by then if there is a tie.
    pub risk: f64,
}

/// A rule that decides, at the end of a round, whether the audit may stop.
pub trait RoundRule: Sync {
    /// The rule's name in settings.
    fn name(&self) -> &'static str;

    /// The smallest number of votes of the winner among all `n` ballots with which this round stops.
    ///
    /// # Errors
    /// [`TooLong`] if the earlier rounds are too many and too large.
    fn kmin(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<Option<u64>, TooLong>;

    /// The natural logarithm of the P-value of a sample at the end of this round; above 0 it counts as 0.
    ///
    /// # Errors
    /// [`TooLong`] if the earlier rounds are too many and too large.
    fn ln_p_value(&self, design: &PollDesign, before: &mut Before, sample: RoundSample) -> Result<f64, TooLong>;

    /// A further condition for stopping, beside a P-value at the risk limit or below.
    fn allows(&self, _: &PollDesign, _: RoundSample) -> bool {
        true
    }

    /// Whether BRAVO's ratio of the whole sample is so far beyond the limit that this rule stops here too, whatever the
    /// earlier rounds: in constant work. False means that it is not known.
    ///
    /// Every rule here stops by a ratio of probabilities, tie over reported, of samples of this size with at least some
    /// number of votes for the winner. The ratio of one such sample is one over BRAVO's, and decreases with every vote,
    /// so the ratio of all of them together is at most that of the smallest.
    fn surely_stops(&self, design: &PollDesign, sample: RoundSample) -> bool {
        design.is_clear(sample.n, sample.k) && self.allows(design, sample)
    }

    /// Whether the distribution of later rounds depends only on the whole sample so far, not on where earlier rounds
    /// ended.
    fn forgets_rounds(&self) -> bool {
        false
    }

    /// Whether it judges a round by BRAVO's ratio of the whole sample alone, whatever the earlier rounds.
    fn judges_by_ratio(&self) -> bool {
        false
    }

    /// Whether a first round stops, from the logarithms of Wald's ratio and of the ratio of tails, tie over reported.
    fn stops_first(&self, design: &PollDesign, ln_ratio: f64, ln_tails: f64) -> bool;

    /// The sizes of a first round with which the audit stops there with a stated probability, above 0 and below 1, if
    /// the reported votes are right; sizes above `most` are left out.
    ///
    /// # Errors
    /// [`TooLong`] if the search would take too many steps.
    fn first_round(&self, design: &PollDesign, chance: f64, most: u64) -> Result<FirstRound, TooLong> {
        by_walk(design, chance, most, |ln_ratio, ln_tails| self.stops_first(design, ln_ratio, ln_tails))
    }

    /// The kmin of a next round that ends at `n` ballots of the pair, and the probability that it stops, given the
    /// sample so far and if the reported votes are right.
    ///
    /// # Errors
    /// [`TooLong`] if the earlier rounds are too many and too large.
    fn next_round(&self, design: &PollDesign, before: &mut Before, n: u64) -> Result<(Option<u64>, f64), TooLong> {
        let kmin = self.kmin(design, before, n)?;
        let RoundSample { n: seen, k } = before.sample;
        let chance = |kmin: u64| libm::exp(ln_tail(n - seen, kmin.saturating_sub(k), design.reported()));
        Ok((kmin, kmin.map_or(0.0, chance)))
    }

    /// The size of a next round, in ballots of the pair in all, with which the audit stops there with a stated
    /// probability, given the sample so far and if the reported votes are right: one ballot less is not enough. `None`
    /// if no size up to `most` is.
    ///
    /// # Errors
    /// [`TooLong`] if the earlier rounds are too many and too large.
    fn next_size(
        &self,
        design: &PollDesign,
        before: &mut Before,
        chance: f64,
        most: u64,
    ) -> Result<Option<u64>, TooLong> {
        least_from(before.sample.n, most, |n| Ok(self.next_round(design, before, n)?.1 >= chance))
    }

    /// The probabilities of every round of a schedule; `rounds` are cumulative ballots of the pair in rising order.
    ///
    /// # Errors
    /// [`TooLong`] if the rounds are too many and too large.
    fn schedule(&self, design: &PollDesign, rounds: &[u64]) -> Result<Vec<PlannedRound>, TooLong> {
        self.schedule_under(design, [design.reported(), PairShare::TIE], rounds)
    }

    /// The same on paper with other shares of the winner: `stop` under the first, `risk` under the second.
    ///
    /// # Errors
    /// [`TooLong`] if the rounds are too many and too large.
    fn schedule_under(
        &self,
        design: &PollDesign,
        shares: [PairShare; 2],
        rounds: &[u64],
    ) -> Result<Vec<PlannedRound>, TooLong> {
        let mut before = Before::default();
        let mut sums = [0.0_f64; 2];
        let mut chances = Vec::with_capacity(rounds.len());
        for &n in rounds {
            let kmin = if n > before.sample.n { self.kmin(design, &mut before, n)? } else { None };
            if let Some(kmin) = kmin {
                for (sum, share) in sums.iter_mut().zip(shares) {
                    *sum = (*sum + libm::exp(before.survivors.ln_tail(n, kmin, share)?)).min(1.0);
                }
                before.survivors.stop_at(n, kmin);
            }
            before.sample.n = n;
            chances.push(PlannedRound { n, kmin, stop: sums[0], risk: sums[1] });
        }
        Ok(chances)
    }
}

/// A size beyond `seen` that is enough while one less is not: the smallest, if larger sizes are never worse. `None` if
/// none up to `most` is found.
///
/// # Errors
/// Those of `enough`.
pub fn least_from<E>(seen: u64, most: u64, mut enough: impl FnMut(u64) -> Result<bool, E>) -> Result<Option<u64>, E> {
    let (mut low, mut more) = (seen, 16_u64);
    let mut high = loop {
        let n = seen.saturating_add(more).min(most);
        if n <= low {
            return Ok(None);
        }
        if enough(n)? {
            break n;
        }
        (low, more) = (n, more.saturating_mul(2));
    };
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle)? { high = middle } else { low = middle }
    }
    Ok(Some(high))
}

/// Judges every round of a past audit.
///
/// # Errors
/// [`TooLong`] if the rounds are too many and too large.
pub fn judge(rule: &dyn RoundRule, design: &PollDesign, samples: &[RoundSample]) -> Result<Vec<Judged>, TooLong> {
    let mut before = Before::default();
    samples.iter().map(|&sample| before.observe(rule, design, sample)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::polling::{Athena, Minerva, Providence, RoundBravo, SelectionOrdered};

    #[test]
    fn what_surely_stops_stops_whatever_rounds_came_before() {
        let athena = Athena { delta: 0.3 };
        let rules: [&dyn RoundRule; 5] = [&RoundBravo, &Minerva, &Providence, &athena, &SelectionOrdered];
        let (mut sure, mut only_by_distribution) = (0, 0);
        for (winner, loser) in [(5_200, 4_800), (600, 400), (900, 100), (999, 1), (700, 0)] {
            for limit in [0.2, 0.05, 1e-6] {
                let design = PollDesign::new(winner, loser, limit).expect("a lead");
                let share = winner as f64 / (winner + loser) as f64;
                for (rule, each) in rules.iter().flat_map(|rule| [7, 40, 300].map(|each| (*rule, each))) {
                    let mut before = Before::default();
                    for round in 1..=3 {
                        let n = each * round;
                        for k in 0..=each {
                            let sample = RoundSample { n, k: before.sample.k + k };
                            let judged = before.clone().observe(rule, &design, sample).expect("a short law");
                            if rule.surely_stops(&design, sample) {
                                assert!(judged.stop, "{} {winner} {loser} {limit} {sample:?}", rule.name());
                                assert!(judged.kmin.is_some_and(|kmin| kmin <= sample.k), "{}", rule.name());
                                sure += 1;
                            } else {
                                only_by_distribution += u32::from(judged.stop);
                            }
                        }
                        // Just below the reported share, so that most audits continue.
                        let k = before.sample.k + (share * each as f64 * 0.93) as u64;
                        let judged = before.observe(rule, &design, RoundSample { n, k }).expect("a short law");
                        if judged.stop {
                            break;
                        }
                    }
                }
            }
        }
        assert!(sure > 5_000 && only_by_distribution > 500, "{sure} {only_by_distribution}");
    }
}
