//! All that a bet may know: how many cards were seen, and how often each value.

/// How many distinct values the past tells apart; larger ones are counted together with the last.
pub(super) const VALUES: usize = 8;

/// The past of an audit, without its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Draws so far.
    pub draws: u64,
    /// Sum of the values seen, in units.
    pub sum: u64,
    /// How often each value (0, 1, 2 … units) was seen.
    pub counts: [u64; VALUES],
}

impl Past {
    /// So many draws, all of one value.
    pub fn of_equal(value: u32, draws: u64) -> Self {
        let mut past = Self { draws, sum: u64::from(value) * draws, ..Self::default() };
        past.counts[(value as usize).min(VALUES - 1)] = draws;
        past
    }

    /// Adds one value, in units.
    pub fn add(&mut self, value: u32) {
        self.draws += 1;
        self.sum += u64::from(value);
        self.counts[(value as usize).min(VALUES - 1)] += 1;
    }
}
