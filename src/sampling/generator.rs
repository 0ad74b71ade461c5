//! Public generators: a seed and a list of things to draw from, and anybody can repeat which were drawn.

use crate::error::Complaint;
use crate::reason::{Reason, manifest};

/// Most draws of one call, those that are skipped counted.
pub const MOST_DRAWN: u64 = 1_000_000;

/// Things that have names, numbered from 0.
pub trait Names {
    /// How many.
    fn count(&self) -> u64;

    /// The name of one of them.
    fn name(&self, number: u64) -> String;

    /// Tells the number and the name of each, in rising order.
    fn each(&self, tell: &mut dyn FnMut(u64, &[u8])) {
        (0..self.count()).for_each(|number| tell(number, self.name(number).as_bytes()));
    }
}

impl<N: Names + ?Sized> Names for &N {
    fn count(&self) -> u64 {
        (**self).count()
    }

    fn name(&self, number: u64) -> String {
        (**self).name(number)
    }

    fn each(&self, tell: &mut dyn FnMut(u64, &[u8])) {
        (**self).each(tell);
    }
}

/// So many things whose names are made one by one.
pub(super) struct Named<F> {
    /// How many.
    pub(super) count: u64,
    /// The name of each.
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

/// What is drawn from.
#[derive(Clone, Copy)]
pub struct DrawnFrom<'a> {
    /// How many there are, and the name of each for generators that draw by name.
    pub names: &'a dyn Names,
    /// What they are called, for messages: "cards", "batches".
    pub nouns: fn() -> Reason,
    /// The weight of each, for generators that draw by weight.
    pub weights: Option<&'a [u128]>,
}

impl DrawnFrom<'_> {
    /// How many.
    pub fn count(&self) -> u64 {
        self.names.count()
    }

    /// A complaint where there are more than `most`.
    pub(super) fn at_most(&self, most: u64, why: fn() -> Reason) -> Result<(), Complaint> {
        if self.count() <= most {
            return Ok(());
        }
        let found = manifest::found_units(self.count(), (self.nouns)());
        Err(Complaint::allowed("", found, manifest::rule_most_why(most, why())))
    }
}

/// Most things that may have tickets: nearly twice the votes of a presidential election.
pub const MOST_TICKETS: u64 = 300_000_000;

/// How to draw.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The public seed, for instance rolled dice.
    pub seed: String,
    /// No more than so many are asked for.
    pub most: usize,
    /// Whether one may be drawn again.
    pub replacement: bool,
    /// Digits of a ticket that are shown, after its leading nines.
    pub digits: usize,
}

/// What the public can check of one draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicProof {
    /// The counter that was hashed, from 1, and the number that came of it, from 1.
    Number {
        /// The counter.
        counter: u64,
        /// The number.
        number: u128,
    },
    /// The ticket of what was drawn, and how often it has come up so far.
    Ticket {
        /// The ticket's digits.
        ticket: String,
        /// The times it came up, from 1.
        generation: u64,
    },
}

/// One draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Which of the units, from 0.
    pub unit: u64,
    /// Why it was drawn.
    pub mark: PublicProof,
}

/// The draws, one after the other; without replacement no unit comes twice, and it ends after the last.
pub type Picks<'a> = Box<dyn Iterator<Item = Pick> + 'a>;

/// A public way to draw.
pub trait Generator: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it does, in a line.
    fn says(&self) -> Reason;

    /// Whether it only draws with replacement.
    fn always_replaces(&self) -> bool {
        false
    }

    /// Whether its tickets are shown with as many digits as are asked for.
    fn shows_digits(&self) -> bool {
        false
    }

    /// The seed of a stratum: "seed,stratum", a public stream of its own.
    fn stratum_seed(&self, seed: &str, stratum: &str) -> String {
        format!("{seed},{stratum}")
    }

    /// Begins a draw. A longer draw continues a shorter one.
    ///
    /// # Errors
    /// Where the generator does not fit: too many units, no weights, replacement.
    fn begin<'a>(&self, units: DrawnFrom<'a>, terms: &Terms) -> Result<Picks<'a>, Complaint>;
}
