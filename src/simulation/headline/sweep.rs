//! The first line of a sweep: in how many rows the report is wrong, where that was confirmed most often and by which
//! method, and where it is final though unconfirmed.

/// The result of a sweep; rows are added one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SweepHeadline {
    /// Rows: a cell, a contest and a method each.
    pub rows: u64,
    /// Rows whose reported outcome is wrong.
    pub wrong: u64,
    /// Of these, the rows in which it was confirmed in some trials.
    pub confirmed_wrong: u64,
    /// Of these, the rows in which it was only measured in some trials, and is final.
    pub wrong_measured_only: u64,
    /// Rows with a right report that was only measured in some trials: unconfirmed.
    pub right_measured_only: u64,
    /// Rows in which a wrong outcome is final after some full hand counts.
    pub miscounted: u64,
    /// Rows of contests in which nobody can lose.
    pub uncontested: u64,
    /// The row in which a wrong outcome was confirmed most often, by any method.
    pub worst: Option<WorstRow>,
    /// Rows with a wrong report of methods that limit the risk.
    pub limiting: u64,
    /// Of these, the row in which it was confirmed most often.
    pub worst_limiting: Option<WorstRow>,
    /// Of these, the rows whose whole 95 % interval is above the risk limit.
    pub above_limit: u64,
}

/// A row in which a wrong outcome was confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct WorstRow {
    /// The cell.
    pub cell: usize,
    /// The contest's id.
    pub contest: String,
    /// The method.
    pub method: String,
    /// The share of the trials.
    pub share: f64,
    /// Its trials; 0 if the results are exact.
    pub trials: u64,
    /// Its risk limit, if it has one.
    pub limit: Option<f64>,
    /// Rows with the same share, this one included.
    pub as_often: u64,
}

/// The part of a sweep's row that the first line uses.
#[derive(Clone, Copy, Debug)]
pub struct SweptRow<'r> {
    /// The cell.
    pub cell: usize,
    /// The contest's id.
    pub contest: &'r str,
    /// The method.
    pub method: &'r str,
    /// Whether the reported outcome is right.
    pub reported_right: bool,
    /// The share of trials that confirmed a wrong outcome, and the lower end of its 95 % interval.
    pub confirmed_wrong: (f64, f64),
    /// Its trials; 0 if the results are exact.
    pub trials: u64,
    /// The share of trials that only measured the risk.
    pub measured_only: f64,
    /// The share of trials whose final outcome is wrong.
    pub wrong_in_the_end: f64,
    /// Whether somebody can lose.
    pub contested: bool,
    /// The risk limit, if the method has one.
    pub limit: Option<f64>,
}

impl SweepHeadline {
    /// Adds the next row.
    pub fn observe(&mut self, row: SweptRow<'_>) {
        self.rows += 1;
        self.uncontested += u64::from(!row.contested);
        let (share, low) = row.confirmed_wrong;
        let measured_only = row.measured_only > 0.0;
        let wrong_and_measured = if row.reported_right { 0.0 } else { row.measured_only };
        // Shares of trials: less than half a trial of ten million is rounding.
        self.miscounted += u64::from(row.wrong_in_the_end - share - wrong_and_measured > 5e-8);
        if row.reported_right {
            self.right_measured_only += u64::from(measured_only);
            return;
        }
        self.wrong += 1;
        self.wrong_measured_only += u64::from(measured_only);
        self.confirmed_wrong += u64::from(share > 0.0);
        worse(&mut self.worst, row);
        if row.limit.is_some() {
            self.limiting += 1;
            self.above_limit += u64::from(row.limit.is_some_and(|limit| low > limit));
            worse(&mut self.worst_limiting, row);
        }
    }
}

/// Replaces the worst row so far, or counts a row with the same share.
fn worse(worst: &mut Option<WorstRow>, row: SweptRow<'_>) {
    let share = row.confirmed_wrong.0;
    match worst {
        _ if share <= 0.0 => {}
        Some(worst) if share < worst.share => {}
        // Shares of equal numbers of trials are equal bit for bit, or not at all.
        Some(worst) if share <= worst.share => worst.as_often += 1,
        _ => {
            let (contest, method) = (row.contest.to_owned(), row.method.to_owned());
            *worst = Some(WorstRow {
                cell: row.cell,
                contest,
                method,
                share,
                trials: row.trials,
                limit: row.limit,
                as_often: 1,
            });
        }
    }
}
