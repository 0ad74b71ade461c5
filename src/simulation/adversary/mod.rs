//! ATTACKS: each makes a loser of the paper the reported winner with the fewest alterations. One family per file.
//!
//! An attacker knows the paper and may alter all machine results, but never the paper itself. An attack is a list of
//! faults, like those in scenarios, so audits meet it as they meet any count.

mod table;
mod target;

pub use table::{AttackCell, AttackTable, LeftOut, attack};
pub use target::AttackTarget;

use crate::reason::Reason;
use crate::tabulation::Fault;

/// A way to hide an error.
pub trait Attack: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// A description, in a clause.
    fn says(&self) -> Reason;

    /// The faults of the attack.
    ///
    /// # Errors
    /// The reason, if the paper does not allow the attack.
    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason>;
}

macro_rules! attacks {
    ($($file:ident: $($attack:ident)+;)*) => {
        $(mod $file; pub use $file::{$($attack),+};)*

        /// Every attack.
        pub const ATTACKS: &[&dyn Attack] = &[$($(&$attack),+),*];
    };
}

attacks! {
    altered_records: FewestCards SpreadThin Packed LargestBatches SmallestBatches WayOfVoting Undervotes;
    wrong_card_styles: WrongStyles SwappedStyles;
    beside_the_records: Phantoms WithheldRecords AnotherPool;
}

/// The attack of that name.
pub fn named(name: &str) -> Option<&'static dyn Attack> {
    ATTACKS.iter().copied().find(|attack| attack.name() == name)
}
