//! Mishaps that affect the paper or the people before a hand count or an audit, one per file.
//!
//! A mishap changes which cards are there or how well they are read, never what the voters marked. It does not affect
//! machine counts, which came before.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::Reason;

/// The paper and the reading conditions that people find at a hand count or an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// For each batch, whether it is there.
    pub there: Vec<bool>,
    /// Cards that are not in their batch, in rising order.
    pub gone: BTreeSet<usize>,
    /// Probability for each vote that it is missed, in addition to the errors of the level of care.
    pub missed: f64,
    /// Probability for each vote that it is read as another name, in addition to the errors of the level of care.
    pub misread: f64,
}

impl Tables {
    /// All paper is there and is read as the level of care says.
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

    /// Whether a card can be retrieved.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn has(&self, batch: usize, card: usize) -> bool {
        self.there[batch] && !self.gone.contains(&card)
    }
}

/// What every mishap provides.
pub trait Befall {
    /// Checks every name and range it uses.
    ///
    /// # Errors
    /// The first parameter that does not fit the election.
    fn check(&self, election: &Election) -> Result<(), Complaint>;

    /// Applies the mishap; `stream` is the number of its own random stream.
    fn befall(&self, tables: &mut Tables, election: &Election, in_scope: &[bool], stream: u64, random: &Purpose);

    /// What happens, in a clause that a clerk would use.
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
