//! What befalls the paper and the people before a hand count or an audit: one mishap per file.
//!
//! A mishap changes what lies on the tables or how well it is read, never what the voters left. Machines counted
//! before it and know nothing of it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::Reason;

/// What people find when they sit down to count or to look up a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// For each batch, whether it lies there.
    pub there: Vec<bool>,
    /// Cards that are not in their batch, in rising order.
    pub gone: BTreeSet<usize>,
    /// Chance for each vote that it is missed, beside the slips of the level of care.
    pub missed: f64,
    /// Chance for each vote that it is read as another name, beside the slips of the level of care.
    pub misread: f64,
}

impl Tables {
    /// All the paper in its place, read as the level of care says.
    pub fn all_there(batches: usize) -> Self {
        Self { there: vec![true; batches], gone: BTreeSet::new(), missed: 0.0, misread: 0.0 }
    }

    /// The tables after these mishaps, each with its own stream, in the order given.
    pub fn after(mishaps: &[Mishap], election: &Election, in_scope: &[bool], random: &Purpose) -> Self {
        let mut tables = Self::all_there(election.batches.len());
        for (i, mishap) in mishaps.iter().enumerate() {
            mishap.befall(&mut tables, election, in_scope, i as u64, random);
        }
        tables
    }

    /// Whether a card can be put on the table.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn has(&self, batch: usize, card: usize) -> bool {
        self.there[batch] && !self.gone.contains(&card)
    }
}

/// What every mishap can do.
pub trait Befall {
    /// Looks up every name and range it uses.
    ///
    /// # Errors
    /// The first parameter that does not fit the election.
    fn check(&self, election: &Election) -> Result<(), Complaint>;

    /// Changes what lies on the tables; `stream` is the number of its own stream.
    fn befall(&self, tables: &mut Tables, election: &Election, in_scope: &[bool], stream: u64, random: &Purpose);

    /// What happens, in a clause a clerk would say.
    fn says(&self) -> Reason;
}

macro_rules! mishaps {
    ($($file:ident $mishap:ident,)*) => {
        $(mod $file; pub use $file::$mishap;)*

        /// One mishap with its parameters, as a scenario writes it: `{ kind = "batch_lost", … }`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Mishap {
            $(#[allow(missing_docs, reason = "its own page says it")] $mishap($mishap),)*
        }

        /// The names of all mishaps, as scenarios write them.
        pub const KINDS: &[&str] = &[$(stringify!($file)),*];

        impl Mishap {
            /// Its name in scenario files.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$mishap(_) => stringify!($file)),* }
            }

            fn inner(&self) -> &dyn Befall {
                match self { $(Self::$mishap(mishap) => mishap),* }
            }
        }
    };
}

mishaps! {
    batch_lost BatchLost,
    ballot_not_found BallotNotFound,
    recount_noise RecountNoise,
    recount_incomplete RecountIncomplete,
}

impl Befall for Mishap {
    fn check(&self, election: &Election) -> Result<(), Complaint> {
        self.inner().check(election)
    }

    fn befall(&self, tables: &mut Tables, election: &Election, in_scope: &[bool], stream: u64, random: &Purpose) {
        self.inner().befall(tables, election, in_scope, stream, random);
    }

    fn says(&self) -> Reason {
        self.inner().says()
    }
}
