//! Public generators: from a seed and a list, anybody can repeat which units were drawn.

use crate::error::Complaint;
use crate::reason::{Reason, manifest};

/// Most draws of one call, skipped draws included.
pub const MOST_DRAWN: u64 = 1_000_000;

/// Units with names, numbered from 0.
pub trait Names {
    /// The number of units.
    fn count(&self) -> u64;

    /// The name of one unit.
    fn name(&self, number: u64) -> String;

    /// Passes the number and the name of each unit to `visit`, in rising order.
    fn each(&self, visit: &mut dyn FnMut(u64, &[u8])) {
        (0..self.count()).for_each(|number| visit(number, self.name(number).as_bytes()));
    }
}

impl<N: Names + ?Sized> Names for &N {
    fn count(&self) -> u64 {
        (**self).count()
    }

    fn name(&self, number: u64) -> String {
        (**self).name(number)
    }

    fn each(&self, visit: &mut dyn FnMut(u64, &[u8])) {
        (**self).each(visit);
    }
}

/// Units whose names are made one by one.
pub(super) struct Named<F> {
    /// The number of units.
    pub(super) count: u64,
    /// The name of each unit.
    pub(super) id: F,
}

impl<F: Fn(u64) -> String> Names for Named<F> {
    fn count(&self) -> u64 {
        self.count
    }

    fn name(&self, number: u64) -> String {
        (self.id)(number)
    }
}

/// The units that are drawn from.
#[derive(Clone, Copy)]
pub struct DrawnFrom<'a> {
    /// Their number, and the name of each for generators that draw by name.
    pub names: &'a dyn Names,
    /// Their name in messages: "cards", "batches".
    pub nouns: fn() -> Reason,
    /// The weight of each, for generators that draw by weight.
    pub weights: Option<&'a [u128]>,
}

impl DrawnFrom<'_> {
    /// The number of units.
    pub fn count(&self) -> u64 {
        self.names.count()
    }

    /// Returns a complaint if there are more than `most`.
    pub(super) fn at_most(&self, most: u64, why: fn() -> Reason) -> Result<(), Complaint> {
        if self.count() <= most {
            return Ok(());
        }
        let found = manifest::found_units(self.count(), (self.nouns)());
        Err(Complaint::allowed("", found, manifest::rule_most_why(most, why())))
    }
}

/// Most units that may have tickets: nearly twice the votes of a presidential election.
pub const MOST_TICKETS: u64 = 300_000_000;

/// The settings of a draw.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The public seed, for instance rolled dice.
    pub seed: String,
    /// The largest number of draws that may be needed.
    pub most: usize,
    /// Whether a unit may be drawn again.
    pub replacement: bool,
    /// Digits of a ticket that are shown, after its leading nines.
    pub digits: usize,
}

/// What the public can check of one draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicProof {
    /// The counter that was hashed, from 1, and the resulting number, from 1.
    Number {
        /// The counter.
        counter: u64,
        /// The number.
        number: u128,
    },
    /// The ticket of the drawn unit, and how many times it has come up so far.
    Ticket {
        /// The ticket's digits.
        ticket: String,
        /// The number of times it has come up, from 1.
        generation: u64,
    },
}

/// One draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The drawn unit, from 0.
    pub unit: u64,
    /// What the public can check about it.
    pub mark: PublicProof,
}

/// The draws, one after the other; without replacement no unit comes twice, and the sequence ends after the last unit.
pub type Picks<'a> = Box<dyn Iterator<Item = Pick> + 'a>;

/// A public method of drawing.
pub trait Generator: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in one line.
    fn says(&self) -> Reason;

    /// Whether it can only draw with replacement.
    fn always_replaces(&self) -> bool {
        false
    }

    /// Whether its tickets are shown with a number of digits that the caller chooses.
    fn shows_digits(&self) -> bool {
        false
    }

    /// The seed of a stratum: "seed,stratum", which gives a public stream of its own.
    fn stratum_seed(&self, seed: &str, stratum: &str) -> String {
        format!("{seed},{stratum}")
    }

    /// Begins a draw. A longer draw continues a shorter one.
    ///
    /// # Errors
    /// If the generator does not fit: too many units, no weights, replacement.
    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint>;
}
