//! WAYS TO HIDE AN ERROR: each makes a loser of the paper a reported winner, by as little as it takes. A file a family.
//!
//! An attacker knows the paper and may alter all that machines say of it, never the paper itself. What an attack comes to is
//! a list of faults, the same that scenarios write; so audits meet it as they meet any count.

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

    /// What it does, in a clause.
    fn says(&self) -> Reason;

    /// The faults that do it.
    ///
    /// # Errors
    /// A sentence where the paper does not leave what it takes.
    fn arm(&self, target: &AttackTarget<'_>) -> Result<Vec<Fault>, Reason>;
}

macro_rules! attacks {
    ($($file:ident: $($attack:ident)+;)*) => {
        $(mod $file; pub use $file::{$($attack),+};)*

        /// Every attack there is.
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
