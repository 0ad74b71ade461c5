//! Four and five candidates: the losers in pairs, with each pair's masses below their limits stored for every total.
//!
//! For x unseen votes of the winner, the probability of no upset is the sum over s of (first pair has s, within limits)
//! times (second pair has the rest, within limits). As x decreases by one, every limit does, and each table loses one
//! row.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions", chapter 35 (the distribution).

use super::{Loser, UnseenDistribution};

/// The probability that any of three or four losers is not below the winner.
pub(super) fn upset(unseen: u64, winner: f64, losers: &[Loser]) -> f64 {
    let all = winner + losers.iter().map(|loser| loser.weight).sum::<f64>();
    let distribution = |weight| UnseenDistribution::new(weight, all, unseen);
    let of_winner = distribution(winner).masses(unseen);
    let mut groups: Vec<Group> = losers.chunks(2).map(|pair| Group::new(pair, unseen, distribution)).collect();
    let (mut upset, mut total) = (0.0, 0.0);
    for x in (0..=unseen).rev() {
        for group in &mut groups {
            group.limit(x);
        }
        let rest = (unseen - x) as usize;
        let [first, second] = groups.as_slice() else { return 0.0 };
        let (mut lost, mut any) = (0.0, 0.0);
        for s in 0..=rest {
            let (safe_first, safe_second) = (first.safe[s], second.safe[rest - s]);
            let (lost_first, lost_second) = (first.lost[s], second.lost[rest - s]);
            lost += lost_first * (safe_second + lost_second) + safe_first * lost_second;
            any += (safe_first + lost_first) * (safe_second + lost_second);
        }
        upset += of_winner[x as usize] * lost;
        total += of_winner[x as usize] * any;
    }
    upset / total
}

/// One or two losers: the mass of each total of their unseen votes, divided into cases within all limits and others.
struct Group {
    masses: Vec<Vec<f64>>,
    slacks: Vec<i64>,
    limits: Vec<i64>,
    safe: Vec<f64>,
    lost: Vec<f64>,
}

impl Group {
    fn new(losers: &[Loser], unseen: u64, distribution: impl Fn(f64) -> UnseenDistribution) -> Self {
        let weight = losers.iter().map(|loser| loser.weight).sum();
        Self {
            masses: losers.iter().map(|loser| distribution(loser.weight).masses(unseen)).collect(),
            slacks: losers.iter().map(|loser| loser.slack).collect(),
            limits: vec![unseen as i64; losers.len()],
            safe: distribution(weight).masses(unseen),
            lost: vec![0.0; unseen as usize + 1],
        }
    }

    /// Lowers the limits to those for `x` unseen votes of the winner.
    fn limit(&mut self, x: u64) {
        for i in 0..self.slacks.len() {
            let aim = self.slacks[i].saturating_add(x as i64).max(-1);
            while self.limits[i] > aim {
                self.drop_row(i);
                self.limits[i] -= 1;
            }
        }
    }

    /// Moves to the others all cases in which loser `i` is at the limit and the other loser is within its own.
    fn drop_row(&mut self, i: usize) {
        let at = self.limits[i] as usize;
        let mass = self.masses[i][at];
        let (safe, lost) = (&mut self.safe[at..], &mut self.lost[at..]);
        let mut move_out = |s: usize, chance: f64| {
            safe[s] = (safe[s] - chance).max(0.0);
            lost[s] += chance;
        };
        if self.masses.len() == 1 {
            move_out(0, mass);
            return;
        }
        let other = 1 - i;
        let within = (self.limits[other] + 1).max(0) as usize;
        for (y, &other_mass) in self.masses[other].iter().enumerate().take(within.min(self.masses[other].len() - at)) {
            move_out(y, mass * other_mass);
        }
    }
}
