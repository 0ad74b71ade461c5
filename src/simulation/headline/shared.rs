//! The first line of one sample for several contests: the work for all together, and the method that handles the least.

use crate::audit::Guarantee;
use crate::simulation::{Simulated, TogetherRow, TrialsRow};

/// The work for all contests together, if one sample served them.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedHeadline {
    /// Contests in which somebody can lose.
    pub contests: usize,
    /// Trials of each method.
    pub trials: u64,
    /// The methods whose audits shared a sample, in order.
    pub methods: Vec<SharedWork>,
    /// If every report is right: the risk-limiting methods that handle the least.
    pub least: Option<SharedLeast>,
}

/// The mean work of a method for all contests together, in whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedWork {
    /// The method.
    pub method: String,
    /// Distinct cards pulled.
    pub cards: u64,
    /// Ballots handled by the full hand counts after the sample, in one pass.
    pub ballots: u64,
    /// Person-hours for both.
    pub hours: u64,
    /// Dollars for both.
    pub cost: u64,
    /// Whether it limits the risk.
    pub limits: bool,
}

/// The methods that handle the least, cards of the sample and ballots of full hand counts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedLeast {
    /// The methods, in order.
    pub methods: Vec<String>,
    /// Cards and ballots.
    pub handled: u64,
    /// The methods with the next larger number, and that number; `None` if all handle as many.
    pub next: Option<(Vec<String>, u64)>,
    /// Whether the difference may be chance: it is less than two standard errors, however the trials depend on each
    /// other.
    pub may_be_chance: bool,
}

impl Simulated {
    /// Number of contests in which somebody can lose.
    fn contested(&self) -> usize {
        let mut contests: Vec<usize> = Vec::new();
        for row in self.rows.iter().filter(|row| !row.uncontested) {
            if !contests.contains(&row.contest) {
                contests.push(row.contest);
            }
        }
        contests.len()
    }

    /// Whether the sample of a row's audits served other contests too.
    pub fn is_shared(&self, row: &TrialsRow) -> bool {
        self.together.iter().any(|it| it.method == row.method) && self.contested() > 1
    }

    /// The first line of all contests together; `None` if no sample served several of them.
    pub fn shared_headline(&self) -> Option<SharedHeadline> {
        let contests = self.contested();
        if contests < 2 || self.together.is_empty() || self.trials == 0 {
            return None;
        }
        let whole = |x: f64| libm::round(x) as u64;
        let work = |it: &TogetherRow| SharedWork {
            method: it.method.clone(),
            cards: whole(it.cards.mean),
            ballots: whole(it.ballots.mean),
            hours: whole(it.all_hours.mean),
            cost: whole(it.all_cost.mean),
            limits: self.limits_the_risk(it),
        };
        let all_right = self.rows.iter().all(|row| row.reported_right);
        Some(SharedHeadline {
            contests,
            trials: self.trials,
            methods: self.together.iter().map(work).collect(),
            least: if all_right { self.shared_least() } else { None },
        })
    }

    fn limits_the_risk(&self, it: &TogetherRow) -> bool {
        self.registry.method(&it.method).is_some_and(|method| method.promise() == Guarantee::RiskLimit)
    }

    fn shared_least(&self) -> Option<SharedLeast> {
        let limiting = || self.together.iter().filter(|it| self.limits_the_risk(it));
        let handled = |it: &TogetherRow| (libm::round(it.cards.mean) + libm::round(it.ballots.mean)) as u64;
        if limiting().count() < 2 {
            return None;
        }
        let least = limiting().map(handled).min()?;
        let methods = |n: u64| limiting().filter(|it| handled(it) == n).map(|it| it.method.clone()).collect::<Vec<_>>();
        // However two means depend on each other, the error of their difference is at most the sum of their errors.
        let error = |n: u64| {
            let sd = limiting().filter(|it| handled(it) == n).map(|it| it.cards.sd + it.ballots.sd).fold(0.0, f64::max);
            sd / libm::sqrt(self.trials as f64)
        };
        let next = limiting().map(handled).filter(|&n| n > least).min();
        Some(SharedLeast {
            methods: methods(least),
            handled: least,
            may_be_chance: next.is_some_and(|next| ((next - least) as f64) < 2.0 * (error(least) + error(next))),
            next: next.map(|next| (methods(next), next)),
        })
    }
}
