//! The first line of attacks: which methods were fooled and how often, under which the false outcome is final though
//! unconfirmed, which never were fooled, whether the attacks were a real test, and then the risk limits.

use crate::simulation::adversary::AttackTable;
use crate::simulation::{Frequency, TrialsRow};

/// The results of attacks.
#[derive(Clone, Debug, PartialEq)]
pub struct AttacksHeadline {
    /// Methods that confirmed a false outcome, the most often fooled first.
    pub fooled: Vec<Fooled>,
    /// Methods under which the false outcome is final in some trials although they did not confirm it, the most often
    /// first: they only measured the risk, or a full hand count came to it too.
    pub stands: Vec<Stands>,
    /// Methods that never confirmed it and always corrected it, in order.
    pub never_fooled: Vec<&'static str>,
    /// The largest chance that any of these may have under one attack, by intervals that hold for all cells together.
    pub at_most: f64,
    /// Methods against which the attacks were hardly a test.
    pub hardly_tried: Option<HardlyTried>,
    /// Whether a method that was tried has a risk limit.
    pub any_limit: bool,
    /// Cells in which a risk limit is broken beyond what chance explains.
    pub broken: usize,
}

/// A method that confirmed a false outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Fooled {
    /// The method.
    pub method: &'static str,
    /// The cell in which it did so most often, the first if several are equal: an index of [`AttackTable::cells`].
    pub worst: usize,
    /// How often it did there.
    pub share: Frequency,
    /// The cells in which it did equally often, this one too.
    pub as_often: usize,
    /// The number of cells in which it did at all.
    pub fooled_in: usize,
    /// The cells in which it was tried.
    pub tried_in: usize,
    /// Its risk limit, if it has one.
    pub risk_limit: Option<f64>,
}

/// Methods that limit the risk and counted everything before a sample smaller than nearly all cards could be evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct HardlyTried {
    /// The methods, in order: each did so in at least half of its trials.
    pub methods: Vec<&'static str>,
    /// Of all their trials, those in which they did.
    pub share: Frequency,
}

/// A method under which the false outcome is final although it did not confirm it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stands {
    /// The method.
    pub method: &'static str,
    /// The cell in which this happens most often, the first if several are equal: an index of [`AttackTable::cells`].
    pub worst: usize,
    /// How often it is final and unconfirmed there.
    pub share: Frequency,
    /// Whether the risk was only measured in some of these trials.
    pub measured_only: bool,
    /// The number of cells in which it is final.
    pub stands_in: usize,
    /// The cells in which the method was tried.
    pub tried_in: usize,
}

impl AttackTable {
    /// Methods under which the false outcome is final although it was not confirmed.
    fn stands(&self) -> Vec<Stands> {
        let mut all: Vec<Stands> = Vec::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let Ok(row) = &cell.came_to else { continue };
            let hits = row.wrong_in_the_end.hits.saturating_sub(row.confirmed_wrong.hits);
            let place = all.iter().position(|it| it.method == cell.method).unwrap_or_else(|| {
                let share = Frequency { hits: 0, ..row.wrong_in_the_end };
                let (worst, method) = (at, cell.method);
                all.push(Stands { method, worst, share, measured_only: false, stands_in: 0, tried_in: 0 });
                all.len() - 1
            });
            let it = &mut all[place];
            it.tried_in += 1;
            it.stands_in += usize::from(hits > 0);
            it.measured_only |= row.measured_only.hits > 0;
            if hits > it.share.hits {
                (it.worst, it.share.hits) = (at, hits);
            }
        }
        all.retain(|it| it.share.hits > 0);
        all.sort_by_key(|it| std::cmp::Reverse(it.share.hits));
        all
    }

    /// The methods that limit the risk and counted everything in at least half of their trials although no sample
    /// smaller than nearly all cards was evaluated. If the reported figures themselves reveal the false outcome, the
    /// margin is not the cause.
    fn hardly_tried(&self) -> Option<HardlyTried> {
        let mut methods: Vec<(&'static str, Frequency)> = Vec::new();
        for cell in &self.cells {
            let limits = |row: &TrialsRow| row.risk_limit.is_some() && row.refused.is_none();
            let Some(row) = cell.came_to.as_deref().ok().filter(|row| limits(row)) else { continue };
            let at_once = row.counted_at_once;
            match methods.iter_mut().find(|(method, _)| *method == cell.method) {
                Some((_, all)) => (all.hits, all.of) = (all.hits + at_once.hits, all.of + at_once.of),
                None => methods.push((cell.method, at_once)),
            }
        }
        methods.retain(|(_, all)| all.hits > 0 && 2 * all.hits >= all.of);
        let of = methods.iter().map(|(_, all)| all.of).sum();
        let hits = methods.iter().map(|(_, all)| all.hits).sum();
        let share = Frequency { hits, of, within: None };
        let methods: Vec<&'static str> = methods.into_iter().map(|(method, _)| method).collect();
        (!methods.is_empty()).then_some(HardlyTried { methods, share })
    }

    /// The first line.
    pub fn headline(&self) -> AttacksHeadline {
        let mut all: Vec<Fooled> = Vec::new();
        let mut at_most: f64 = 0.0;
        for (at, cell) in self.cells.iter().enumerate() {
            let Ok(row) = &cell.came_to else { continue };
            let share = row.confirmed_wrong;
            let place = all.iter().position(|it| it.method == cell.method).unwrap_or_else(|| {
                let risk_limit = row.risk_limit;
                let of_none = Frequency { hits: 0, ..share };
                let (worst, method) = (at, cell.method);
                all.push(Fooled { method, worst, share: of_none, as_often: 0, fooled_in: 0, tried_in: 0, risk_limit });
                all.len() - 1
            });
            let it = &mut all[place];
            it.tried_in += 1;
            it.fooled_in += usize::from(share.hits > 0);
            if share.hits > it.share.hits {
                (it.worst, it.share, it.as_often) = (at, share, 0);
            }
            it.as_often += usize::from(share.hits > 0 && share.hits == it.share.hits);
            if share.hits == 0 {
                at_most = at_most.max(share.interval_among(self.tried()).1);
            }
        }
        let (mut fooled, never): (Vec<Fooled>, Vec<Fooled>) = all.into_iter().partition(|it| it.share.hits > 0);
        fooled.sort_by_key(|it| std::cmp::Reverse(it.share.hits));
        let stands = self.stands();
        let corrects = |it: &&Fooled| !stands.iter().any(|stands| stands.method == it.method);
        AttacksHeadline {
            any_limit: fooled.iter().chain(&never).any(|it| it.risk_limit.is_some()),
            broken: self.cells.iter().filter(|cell| self.is_broken(cell)).count(),
            never_fooled: never.iter().filter(corrects).map(|it| it.method).collect(),
            hardly_tried: self.hardly_tried(),
            stands,
            fooled,
            at_most,
        }
    }
}
