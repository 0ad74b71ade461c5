//! How much of the wealth is staked on the next draw: a function of the past alone, so that nobody bets on what he sees.

use super::{Null, Past};

macro_rules! bets {
    ($($file:ident $bet:ident,)*) => {
        $(mod $file; pub use $file::$bet;)*

        /// The names of all bets.
        pub const BETS: &[&str] = &[$(stringify!($file)),*];
    };
}

bets! {
    adaptive Adaptive,
    fixed Fixed,
    shrink_trunc ShrinkTrunc,
}

/// A rule for stakes.
pub trait Bet: Send {
    /// The stake z in `[0, 1]` for the next draw; `mean` is what the null leaves, in units, in `(0, upper)` or 0.
    /// The wealth is multiplied by 1 + z (x/mean − 1), which no stake of at most 1 makes negative.
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64;

    /// Whether the stake may differ from the last one, now that `value` was the last draw. Rules that change only now
    /// and then answer no in between; they must be functions of the past all the same.
    fn may_change(&self, past: &Past, value: u32) -> bool {
        let _ = (past, value);
        true
    }
}
