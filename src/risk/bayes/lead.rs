//! The lead of one candidate over another among the unseen ballots of strata, as sums of masses.
//!
//! In a stratum a vote is for the first candidate, for the second, or for neither. Relative to the heaviest of these
//! three, the sum of the other two is beta-binomial, and so is its division between them; with a heavy prior both
//! numbers are small, and so is the list of leads with a probability worth summing. Strata are independent: their leads
//! are convolved, all but the last.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 35 (the distribution, and what
//! it becomes when outcomes are merged).

use super::beta_binomial::masses;

/// Masses and tails below this share of the whole are left out. All that is left out sums to less than a billionth.
const LEAST: f64 = 1e-13;
/// Most multiplications for one list, or for convolving lists.
const MOST_STEPS: usize = 1_000_000;

/// The distribution of one candidate's lead over another among the unseen ballots of one stratum.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The smallest lead of the list.
    low: i64,
    /// The probability of that lead, and of each next one.
    masses: Vec<f64>,
}

impl Lead {
    /// The distribution for the weights of the first candidate, of the second and of all others; `None` beyond a
    /// bounded amount of work.
    pub fn of(unseen: u64, weights: [f64; 3]) -> Option<Self> {
        const MOVES: [i64; 3] = [1, -1, 0];
        let heaviest = (0..3).max_by(|&a, &b| weights[a].total_cmp(&weights[b]))?;
        let (one, other) = ((heaviest + 1) % 3, (heaviest + 2) % 3);
        // Counts beyond thirty times the mean are not expected in the sum.
        let usual = 30.0 * unseen as f64 * (weights[one] + weights[other]) / weights[heaviest];
        if usual.min(unseen as f64) > MOST_STEPS as f64 {
            return None;
        }
        let (low, together) = masses(unseen, weights[one] + weights[other], weights[heaviest], LEAST);
        let most = low + together.len() as u64;
        if together.len().saturating_mul(most as usize) > MOST_STEPS {
            return None;
        }
        let all = unseen as i64;
        let lead =
            |m: i64, of_one: i64| MOVES[heaviest] * (all - m) + MOVES[one] * of_one + MOVES[other] * (m - of_one);
        let ends = [low as i64, most as i64 - 1].into_iter().flat_map(|m| [lead(m, 0), lead(m, m)]);
        let (least, greatest) = ends.fold((i64::MAX, i64::MIN), |(a, b), lead| (a.min(lead), b.max(lead)));
        let mut list = vec![0.0; (greatest - least) as usize + 1];
        for (m, mass) in (low..).zip(together) {
            let (first, apart) = masses(m, weights[one], weights[other], LEAST);
            for (of_one, share) in (first..).zip(apart) {
                list[(lead(m as i64, of_one as i64) - least) as usize] += mass * share;
            }
        }
        Some(Self { low: least, masses: list }.trimmed())
    }

    /// Cuts off both ends where they have negligible mass.
    fn trimmed(mut self) -> Self {
        let far = |masses: &mut dyn Iterator<Item = &f64>| {
            let mut sum = 0.0;
            masses
                .take_while(|&&mass| {
                    sum += mass;
                    sum < LEAST
                })
                .count()
        };
        let above = far(&mut self.masses.iter().rev());
        self.masses.truncate(self.masses.len() - above);
        let below = far(&mut self.masses.iter());
        self.masses.drain(..below);
        self.low += below as i64;
        self
    }

    /// The distribution of the lead in two strata together.
    fn with(&self, other: &Self) -> Self {
        let (long, short) = if self.masses.len() < other.masses.len() { (other, self) } else { (self, other) };
        let mut masses = vec![0.0; long.masses.len() + short.masses.len() - 1];
        for (at, mass) in short.masses.iter().enumerate() {
            for (sum, of_long) in masses[at..].iter_mut().zip(&long.masses) {
                *sum += mass * of_long;
            }
        }
        Self { low: self.low + other.low, masses }.trimmed()
    }

    /// The probability that the lead is at most this.
    fn at_most(&self, lead: i64) -> f64 {
        let many = (lead - self.low + 1).clamp(0, self.masses.len() as i64);
        self.masses[..many as usize].iter().sum()
    }
}

/// The probability, within a billionth, that the leads of independent strata sum to at most this; `None` beyond a
/// bounded amount of work.
pub fn chance_of_lead_at_most(lead: i64, strata: &[&Lead]) -> Option<f64> {
    let mut by_size: Vec<&Lead> = strata.iter().copied().filter(|it| it.masses.len() > 1).collect();
    let certain: i64 = strata.iter().filter(|it| it.masses.len() == 1).map(|it| it.low).sum();
    let lead = lead - certain;
    by_size.sort_by_key(|it| it.masses.len());
    let Some((last, others)) = by_size.split_last() else { return Some(f64::from(u8::from(lead >= 0))) };
    let Some((first, others)) = others.split_first() else { return Some(last.at_most(lead)) };
    let mut sum = (*first).clone();
    for other in others {
        if sum.masses.len().saturating_mul(other.masses.len()) > MOST_STEPS {
            return None;
        }
        sum = sum.with(other);
    }
    let mut tail = 0.0;
    let tails: Vec<f64> = last
        .masses
        .iter()
        .map(|mass| {
            tail += mass;
            tail
        })
        .collect();
    // If the other strata's lead is `low + i`, the last stratum may have the rest.
    let of = |(i, mass): (usize, &f64)| {
        let rest = lead - sum.low - i as i64 - last.low;
        if rest < 0 { 0.0 } else { mass * tails[(rest as usize).min(tails.len() - 1)] }
    };
    Some(sum.masses.iter().enumerate().map(of).sum::<f64>().clamp(0.0, 1.0))
}
