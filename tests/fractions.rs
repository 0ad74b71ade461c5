//! Polling by rounds in exact fractions: orders of votes counted in whole numbers of any size, chances as their ratios.
//!
//! An order of n votes, k of them the winner's, has the chance wᵏ lⁿ⁻ᵏ/(w + l)ⁿ whatever its order. So the number of orders
//! that no round has stopped is all there is to know, for every share at once. What stops is decided in fractions too:
//! BRAVO by Wald's ratio, Minerva by the ratio of tails of the orders that go on, Athena by both, Providence by the ratio
//! of tails of the new draw over Wald's ratio before it.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use recount::audit::sample_size::{Spec, sizes};
use recount::risk::polling::{Athena, Minerva, PollDesign, Providence, RoundBravo, RoundRule, SelectionOrdered};

/// Binomial numbers of `n` votes.
fn binomials(n: u64) -> Vec<BigInt> {
    let mut row = vec![BigInt::one()];
    for k in 0..n {
        let next = &row[k as usize] * BigInt::from(n - k) / BigInt::from(k + 1);
        row.push(next);
    }
    row
}

/// Reported votes in lowest terms, and the risk limit as a fraction.
struct Exact {
    votes: [u32; 2],
    limit: [u32; 2],
}

impl Exact {
    /// Σ orders · wᵏ lⁿ⁻ᵏ / (w + l)ⁿ, over counts from `from` on.
    fn chance(&self, orders: &[BigInt], n: u64, from: u64, tie: bool) -> BigRational {
        let [w, l] = if tie { [1, 1] } else { self.votes };
        let weight = |k: u64| BigInt::from(w).pow(k as u32) * BigInt::from(l).pow((n - k) as u32);
        let sum = (from..=n).map(|k| &orders[k as usize] * weight(k)).fold(BigInt::zero(), |a, b| a + b);
        BigRational::new(sum, BigInt::from(w + l).pow(n as u32))
    }

    /// Wald's ratio (2s)ᵏ (2(1 − s))ⁿ⁻ᵏ.
    fn ratio(&self, n: u64, k: u64) -> BigRational {
        let [w, l] = self.votes;
        let above = BigInt::from(2 * w).pow(k as u32) * BigInt::from(2 * l).pow((n - k) as u32);
        BigRational::new(above, BigInt::from(w + l).pow(n as u32))
    }

    fn suffices(&self, p: &BigRational) -> bool {
        *p <= BigRational::new(BigInt::from(self.limit[0]), BigInt::from(self.limit[1]))
    }

    /// The chances of having stopped by the end of each round, as reported and under a tie.
    fn schedule(&self, rule: &str, rounds: &[u64]) -> Vec<[f64; 2]> {
        let mut going = vec![BigInt::one()];
        let (mut from, mut sums) = (0, [BigRational::zero(), BigRational::zero()]);
        let mut shown = Vec::new();
        for &n in rounds {
            let draw = n - from;
            let ways = binomials(draw);
            // Orders by count, and of these the ones that stop.
            let mut orders = vec![BigInt::zero(); n as usize + 1];
            let mut stopped = orders.clone();
            for (before, count) in going.iter().enumerate() {
                let least = (rule == "providence").then(|| self.providence(from, before as u64, draw, &ways));
                for (more, ways) in ways.iter().enumerate() {
                    let new = count * ways;
                    if least.is_some_and(|least| least.is_some_and(|least| more as u64 >= least)) {
                        stopped[before + more] += &new;
                    }
                    orders[before + more] += new;
                }
            }
            if rule != "providence" {
                let stops = (0..=n).map(|k| self.stops(rule, &orders, n, k));
                for (k, stops) in stops.enumerate() {
                    if stops {
                        stopped[k].clone_from(&orders[k]);
                    }
                }
            }
            for (sum, tie) in sums.iter_mut().zip([false, true]) {
                *sum += self.chance(&stopped, n, 0, tie);
            }
            shown.push([0, 1].map(|at| sums[at].to_f64().expect("a number")));
            going = orders.iter().zip(&stopped).map(|(all, stopped)| all - stopped).collect();
            from = n;
        }
        shown
    }

    fn stops(&self, rule: &str, orders: &[BigInt], n: u64, k: u64) -> bool {
        let ratio = self.ratio(n, k);
        if rule == "bravo" {
            return self.suffices(&ratio.recip());
        }
        let tail = self.chance(orders, n, k, false);
        if tail.is_zero() {
            return false;
        }
        self.suffices(&(self.chance(orders, n, k, true) / tail)) && (rule == "minerva" || ratio >= BigRational::one())
    }

    /// The least votes of a new draw that stop, after `before` votes in `from` ballots.
    fn providence(&self, from: u64, before: u64, draw: u64, ways: &[BigInt]) -> Option<u64> {
        let ratio = self.ratio(from, before);
        let p = |k: u64| self.chance(ways, draw, k, true) / self.chance(ways, draw, k, false) / &ratio;
        if !self.suffices(&p(draw)) {
            return None;
        }
        let (mut low, mut high) = (0, draw);
        while low < high {
            let middle = low.midpoint(high);
            if self.suffices(&p(middle)) { high = middle } else { low = middle + 1 }
        }
        Some(high)
    }
}

fn close(ours: f64, exact: f64) -> bool {
    (ours - exact).abs() <= 1e-7 * exact || ours <= 0.0 && exact < 1e-250
}

#[test]
fn schedules_are_the_exact_fractions_to_every_digit_however_small() {
    let rules: [(&str, &dyn RoundRule); 4] = [
        ("bravo", &RoundBravo),
        ("minerva", &Minerva),
        ("athena", &Athena { delta: 1.0 }),
        ("providence", &Providence),
    ];
    let (mut compared, mut tiny) = (0, 0);
    for (votes, limit) in [([41, 39], [6, 100]), ([3, 2], [1, 10]), ([3, 2], [1, 1_000]), ([9, 1], [1, 20])] {
        let exact = Exact { votes, limit };
        let risk_limit = f64::from(limit[0]) / f64::from(limit[1]);
        let design = PollDesign::new(votes[0].into(), votes[1].into(), risk_limit).expect("a lead");
        for rounds in [&[20][..], &[70], &[12, 13], &[15, 30, 48], &[40, 41, 42], &[5, 60], &[114, 116]] {
            for (name, rule) in rules {
                let ours = rule.schedule(&design, rounds).expect("little work");
                for (ours, exact) in ours.iter().zip(exact.schedule(name, rounds)) {
                    let fits = close(ours.stop, exact[0]) && close(ours.risk, exact[1]);
                    assert!(fits, "{name} {votes:?} {limit:?} {rounds:?}: {ours:?}, not {exact:?}");
                    compared += 1;
                    tiny += u32::from(exact[0] > 0.0 && exact[0] < 1e-9);
                }
            }
        }
    }
    assert!(compared >= 160 && tiny >= 4, "{compared} {tiny}");
}

#[test]
fn a_chance_of_one_in_ten_to_the_26_is_told_to_its_last_digit() {
    // 51,250 to 48,750, a limit of 6 %, one round of 130 ballots: only samples of nothing but the winner's votes, or
    // nearly so, stop. In fractions 2.1259e-26; windows that end at e⁻⁶⁰ gave 2.1174e-26.
    let exact = Exact { votes: [41, 39], limit: [6, 100] }.schedule("providence", &[130])[0][0];
    for method in ["providence", "minerva", "athena", "eor_bravo"] {
        let spec = Spec {
            method: method.to_owned(),
            risk_limit: Some(0.06),
            votes: [("A".to_owned(), 51_250), ("B".to_owned(), 48_750)].into(),
            probe: Some(vec![130]),
            rounds: Some(vec![130]),
            ..Spec::default()
        };
        let shown = sizes(&spec).expect("sizes");
        let (probe, round) = (shown.probe.expect("a probe")[0], shown.rounds.expect("a round")[0]);
        assert!((probe.stop - round.stop).abs() <= 1e-12 * probe.stop, "{method}");
        if method == "providence" {
            assert!((exact / 2.1259e-26 - 1.0).abs() < 1e-4, "{exact}");
            assert!((probe.stop / exact - 1.0).abs() < 1e-10, "{} {exact}", probe.stop);
        } else {
            let name = if method == "eor_bravo" { "bravo" } else { method };
            let exact = Exact { votes: [41, 39], limit: [6, 100] }.schedule(name, &[130])[0][0];
            assert!((probe.stop - exact).abs() <= 1e-10 * exact, "{method}: {} {exact}", probe.stop);
        }
    }
}

#[test]
fn ballot_by_ballot_the_law_is_the_exact_fraction() {
    for (votes, limit) in [([41, 39], [6, 100]), ([3, 2], [1, 10]), ([9, 1], [1, 20])] {
        let exact = Exact { votes, limit };
        let risk_limit = f64::from(limit[0]) / f64::from(limit[1]);
        let design = PollDesign::new(votes[0].into(), votes[1].into(), risk_limit).expect("a lead");
        let rounds: Vec<u64> = (1..=90).collect();
        let ours = SelectionOrdered.schedule(&design, &rounds).expect("little work");
        for (ours, exact) in ours.iter().zip(exact.schedule("bravo", &rounds)) {
            assert!(close(ours.stop, exact[0]) && close(ours.risk, exact[1]), "{votes:?}: {ours:?}, not {exact:?}");
        }
    }
}
