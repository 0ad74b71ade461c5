//! The first line of attacks: who was fooled and how often, who never was, and only then what was promised.

use crate::simulation::Share;
use crate::simulation::adversary::AttackTable;

/// What attacks came to.
#[derive(Clone, Debug, PartialEq)]
pub struct AttacksHeadline {
    /// Methods that confirmed a lie, the most often fooled first.
    pub fooled: Vec<Fooled>,
    /// Methods that never did, in order.
    pub never_fooled: Vec<&'static str>,
    /// The largest chance that any of these may have under one attack, by intervals that hold for all cells together.
    pub at_most: f64,
    /// Whether a method that was tried promises a limit.
    pub any_limit: bool,
    /// Cells in which a promise is broken beyond what chance explains.
    pub broken: usize,
}

/// A method that confirmed a lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Fooled {
    /// It.
    pub method: &'static str,
    /// The cell in which it did so most often, the first of equals: a place in [`AttackTable::cells`].
    pub worst: usize,
    /// How often it did there.
    pub share: Share,
    /// The cells in which it did equally often, this one too.
    pub as_often: usize,
    /// The cells in which it did at all.
    pub fooled_in: usize,
    /// The cells in which it was tried.
    pub tried_in: usize,
    /// Its risk limit, where it promises one.
    pub risk_limit: Option<f64>,
}

impl AttackTable {
    /// The first line.
    pub fn headline(&self) -> AttacksHeadline {
        let mut all: Vec<Fooled> = Vec::new();
        let mut at_most: f64 = 0.0;
        for (at, cell) in self.cells.iter().enumerate() {
            let Ok(row) = &cell.came_to else { continue };
            let share = row.confirmed_wrong;
            let place = all.iter().position(|it| it.method == cell.method).unwrap_or_else(|| {
                let risk_limit = row.risk_limit;
                let of_none = Share { hits: 0, ..share };
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
        AttacksHeadline {
            any_limit: fooled.iter().chain(&never).any(|it| it.risk_limit.is_some()),
            broken: self.cells.iter().filter(|cell| self.is_broken(cell)).count(),
            never_fooled: never.iter().map(|it| it.method).collect(),
            fooled,
            at_most,
        }
    }
}
