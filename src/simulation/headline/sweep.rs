//! The first line of a sweep: in how many rows the report is wrong, where that was confirmed most often, and by whom, and where
//! it stands though nobody confirmed it.

/// What a sweep came to; hears its rows one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SweepHeadline {
    /// Rows: a cell, a contest and a method each.
    pub rows: u64,
    /// Rows whose reported outcome is not that of the paper.
    pub wrong: u64,
    /// Of these, the rows in which it was confirmed at all.
    pub confirmed_wrong: u64,
    /// Of these, the rows in which it was only measured in some trials, and stands.
    pub wrong_measured_only: u64,
    /// Rows with a right report that was only measured in some trials: unconfirmed.
    pub right_measured_only: u64,
    /// Rows in which a wrong outcome stands after some full hand counts.
    pub miscounted: u64,
    /// Rows of contests in which nobody can lose.
    pub uncontested: u64,
    /// The row in which it was confirmed most often, by whatever method.
    pub worst: Option<WorstRow>,
    /// Rows with a wrong report of methods that limit the risk.
    pub limiting: u64,
    /// Of these, the row in which it was confirmed most often.
    pub worst_limiting: Option<WorstRow>,
    /// Of these, the rows whose whole 95 % interval lies above the risk limit.
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
    /// In which share of the trials.
    pub share: f64,
    /// Its trials; none where a law answers.
    pub trials: u64,
    /// Its risk limit, where it promises one.
    pub limit: Option<f64>,
    /// Rows in which that was as often, this one too.
    pub as_often: u64,
}

/// A row of a sweep as far as the first line is about it.
#[derive(Clone, Copy, Debug)]
pub struct SweptRow<'r> {
    /// The cell.
    pub cell: usize,
    /// The contest's id.
    pub contest: &'r str,
    /// The method.
    pub method: &'r str,
    /// Whether the reported outcome is that of the paper.
    pub reported_right: bool,
    /// The share of trials that confirmed a wrong outcome, and the lower end of its 95 % interval.
    pub confirmed_wrong: (f64, f64),
    /// Its trials; none where a law answers.
    pub trials: u64,
    /// The share of trials that only measured the risk.
    pub measured_only: f64,
    /// The share of trials after which a wrong outcome stands.
    pub wrong_in_the_end: f64,
    /// Whether somebody can lose.
    pub contested: bool,
    /// The risk limit, where the method promises one.
    pub limit: Option<f64>,
}

impl SweepHeadline {
    /// Hears the next row.
    pub fn hear(&mut self, row: SweptRow<'_>) {
        self.rows += 1;
        self.uncontested += u64::from(!row.contested);
        let (share, low) = row.confirmed_wrong;
        let measured_only = row.measured_only > 0.0;
        let wrong_and_measured = if row.reported_right { 0.0 } else { row.measured_only };
        // Shares of trials: what is less than half a trial of ten million is rounding.
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

/// Takes a row in place of the worst so far, or beside it, where a wrong outcome was confirmed in it as often.
fn worse(worst: &mut Option<WorstRow>, row: SweptRow<'_>) {
    let share = row.confirmed_wrong.0;
    match worst {
        _ if share <= 0.0 => {}
        Some(worst) if share < worst.share => {}
        // Shares of as many trials are equal to the last bit, or not at all.
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
