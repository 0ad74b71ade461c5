//! A small linear program with bounds, solved by the dual simplex method; rows can be added and bounds moved
//! afterwards.
//!
//! It works in floating point and proves nothing. Callers check its answers in whole numbers.
//!
//! # Reference
//! Lemke 1954, "The dual method of solving the linear programming problem"; Koberstein 2005, "The dual simplex method", chapter 3.

/// Numbers smaller than this count as zero.
const TINY: f64 = 1e-7;

/// The smallest pivot.
const PIVOT: f64 = 1e-8;

/// Minimises a cost over columns between bounds, with rows of the form "at least".
///
/// Costs are not negative and columns begin at their lower bound, which makes the first basis dual feasible.
#[derive(Clone)]
pub(super) struct LinearProgram {
    lower: Vec<f64>,
    upper: Vec<f64>,
    is_at_upper: Vec<bool>,
    /// The reduced cost of each column.
    reduced_cost: Vec<f64>,
    cost: Vec<f64>,
    /// For each row, its basic column.
    basis: Vec<usize>,
    is_basic: Vec<bool>,
    /// Each row as an equation: the basic column plus the others times these factors equals the right side.
    rows: Vec<Vec<f64>>,
    right: Vec<f64>,
    structural: usize,
}

/// The result of solving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Solved {
    /// An optimal solution.
    Optimal,
    /// No values within bounds satisfy the rows.
    Infeasible,
    /// Too many pivots.
    GaveUp,
}

impl LinearProgram {
    /// A program without rows; each column has its cost, zero or more, and its upper bound; the lower bound is zero.
    pub(super) fn new(columns: &[(f64, f64)]) -> Self {
        let n = columns.len();
        Self {
            lower: vec![0.0; n],
            upper: columns.iter().map(|column| column.1).collect(),
            is_at_upper: vec![false; n],
            reduced_cost: columns.iter().map(|column| column.0).collect(),
            cost: columns.iter().map(|column| column.0).collect(),
            basis: Vec::new(),
            is_basic: vec![false; n],
            rows: Vec::new(),
            right: Vec::new(),
            structural: n,
        }
    }

    /// Adds the row "these factors times their columns are at least `least`" and returns its number.
    pub(super) fn add_row(&mut self, factors: &[(usize, f64)], least: f64) -> usize {
        // The new column is the surplus of the row over its least: surplus − factors × columns = −least.
        let mut row = vec![0.0; self.lower.len()];
        for &(column, factor) in factors {
            row[column] -= factor;
        }
        let mut right = -least;
        for (at, &basic) in self.basis.iter().enumerate() {
            let factor = row[basic];
            if factor != 0.0 {
                row.iter_mut().zip(&self.rows[at]).for_each(|(new, old)| *new -= factor * old);
                right -= factor * self.right[at];
                row[basic] = 0.0;
            }
        }
        self.rows.iter_mut().for_each(|old| old.push(0.0));
        row.push(1.0);
        self.rows.push(row);
        self.right.push(right);
        self.basis.push(self.lower.len());
        self.lower.push(0.0);
        self.upper.push(f64::INFINITY);
        self.is_at_upper.push(false);
        self.reduced_cost.push(0.0);
        self.cost.push(0.0);
        self.is_basic.push(true);
        self.rows.len() - 1
    }

    /// Changes the bounds of a column. A nonbasic column stays at the same bound, lower or upper.
    pub(super) fn bound(&mut self, column: usize, lower: f64, upper: f64) {
        (self.lower[column], self.upper[column]) = (lower, upper);
    }

    /// The bounds of a column.
    pub(super) fn bounds(&self, column: usize) -> (f64, f64) {
        (self.lower[column], self.upper[column])
    }

    /// Pivots until the values are within all bounds, at most `most` times.
    pub(super) fn solve(&mut self, most: usize) -> Solved {
        for _ in 0..most {
            let values = self.basic_values();
            let Some((row, is_below)) = self.worst(&values) else { return Solved::Optimal };
            let Some(entering) = self.entering(row, is_below) else { return Solved::Infeasible };
            let leaving = self.basis[row];
            self.is_at_upper[leaving] = !is_below;
            self.pivot(row, entering);
        }
        Solved::GaveUp
    }

    /// The value of every column of the program, without the surplus columns of rows.
    pub(super) fn values(&self) -> Vec<f64> {
        let mut values: Vec<f64> = (0..self.structural).map(|column| self.resting(column)).collect();
        for (value, &column) in self.basic_values().into_iter().zip(&self.basis) {
            if column < self.structural {
                values[column] = value;
            }
        }
        values
    }

    /// The cost of the current values.
    pub(super) fn objective(&self) -> f64 {
        self.values().iter().zip(&self.cost).map(|(value, cost)| value * cost).sum()
    }

    /// The dual price of each row: the cost of one more of its least; these are the multipliers of a proof.
    pub(super) fn row_prices(&self) -> Vec<f64> {
        self.reduced_cost[self.structural..].to_vec()
    }

    fn resting(&self, column: usize) -> f64 {
        if self.is_at_upper[column] { self.upper[column] } else { self.lower[column] }
    }

    fn basic_values(&self) -> Vec<f64> {
        let resting: Vec<(usize, f64)> = (0..self.lower.len())
            .filter(|&column| !self.is_basic[column])
            .map(|column| (column, self.resting(column)))
            .filter(|&(_, value)| value != 0.0)
            .collect();
        let value = |(row, right): (&Vec<f64>, &f64)| right - resting.iter().map(|&(c, v)| row[c] * v).sum::<f64>();
        self.rows.iter().zip(&self.right).map(value).collect()
    }

    /// The row that is farthest outside of its bounds, and whether it is below.
    fn worst(&self, values: &[f64]) -> Option<(usize, bool)> {
        let mut worst = (TINY, None);
        for (row, &value) in values.iter().enumerate() {
            let column = self.basis[row];
            for (outside, is_below) in [(self.lower[column] - value, true), (value - self.upper[column], false)] {
                if outside > worst.0 {
                    worst = (outside, Some((row, is_below)));
                }
            }
        }
        worst.1
    }

    /// The column that restores a row at the lowest cost.
    fn entering(&self, row: usize, is_below: bool) -> Option<usize> {
        let mut best: Option<(f64, f64, usize)> = None;
        for (column, &factor) in self.rows[row].iter().enumerate() {
            let is_fixed = self.upper[column] - self.lower[column] < TINY;
            let helps = if is_below == self.is_at_upper[column] { factor > PIVOT } else { factor < -PIVOT };
            if self.is_basic[column] || is_fixed || !helps {
                continue;
            }
            let ratio = self.reduced_cost[column].abs() / factor.abs();
            let is_better = best.is_none_or(|(least, size, _)| {
                ratio < least - TINY * TINY || ratio <= least + TINY * TINY && factor.abs() > size
            });
            if is_better {
                best = Some((ratio, factor.abs(), column));
            }
        }
        best.map(|(_, _, column)| column)
    }

    fn pivot(&mut self, row: usize, entering: usize) {
        let leaving = std::mem::replace(&mut self.basis[row], entering);
        self.is_basic[leaving] = false;
        self.is_basic[entering] = true;
        let by = 1.0 / self.rows[row][entering];
        self.rows[row].iter_mut().for_each(|factor| *factor *= by);
        self.right[row] *= by;
        self.rows[row][entering] = 1.0;
        let pivot_row = std::mem::take(&mut self.rows[row]);
        for (other, factors) in self.rows.iter_mut().enumerate() {
            let factor = if other == row { 0.0 } else { factors[entering] };
            if factor != 0.0 {
                factors.iter_mut().zip(&pivot_row).for_each(|(old, new)| *old -= factor * new);
                factors[entering] = 0.0;
                self.right[other] -= factor * self.right[row];
            }
        }
        let price = self.reduced_cost[entering];
        if price != 0.0 {
            self.reduced_cost.iter_mut().zip(&pivot_row).for_each(|(old, new)| *old -= price * new);
            self.reduced_cost[entering] = 0.0;
        }
        self.rows[row] = pivot_row;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_solved_and_takes_further_rows_and_bounds() {
        // Minimise x + 2y with x + y ≥ 4, x ≤ 3: x = 3, y = 1.
        let mut program = LinearProgram::new(&[(1.0, 3.0), (2.0, f64::INFINITY)]);
        program.add_row(&[(0, 1.0), (1, 1.0)], 4.0);
        assert_eq!(program.solve(100), Solved::Optimal);
        assert_eq!((program.values(), program.objective()), (vec![3.0, 1.0], 5.0));
        assert_eq!(program.row_prices(), [2.0]);
        // 2y − x ≥ 2 moves x down: x + y = 4 and 2y = 2 + x give x = 2, y = 2.
        program.add_row(&[(0, -1.0), (1, 2.0)], 2.0);
        assert_eq!(program.solve(100), Solved::Optimal);
        assert!((program.objective() - 6.0).abs() < 1e-9, "{:?}", program.values());
        program.bound(1, 0.0, 1.0);
        assert_eq!(program.solve(100), Solved::Infeasible);
    }
}
