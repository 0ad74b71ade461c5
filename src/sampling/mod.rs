//! WHICH CARDS ARE LOOKED AT: an ordered list of places, from public chance. Votes are never seen here.

mod by_lot;
mod consistent;
mod frame;
mod rivest;

pub use by_lot::ByLot;
pub use consistent::{Consistent, Ticket, tickets};
pub use frame::Frame;
pub use rivest::{Rivest, picks};

use crate::random::Random;

/// The chance of one draw: a text for public generators, a stream for the simulation's own.
#[derive(Clone, Debug)]
pub struct Chance {
    /// The public seed, for instance rolled dice.
    pub seed: String,
    /// A stream of the simulation.
    pub random: Random,
}

/// The numbers of the drawn cards in a frame, one after the other; without replacement, it ends after the last.
pub type Draw<'a> = Box<dyn Iterator<Item = u64> + Send + 'a>;

/// A way to draw.
pub trait Sampler: Sync {
    /// Its name in scenario files.
    fn name(&self) -> &'static str;

    /// Begins a draw from a frame of at least one card. Without replacement no number comes twice; with it, the order
    /// is the same but repeats are kept.
    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: Chance, replacement: bool) -> Draw<'a>;
}

/// Every way there is; the first is the default.
pub const SAMPLERS: [&dyn Sampler; 3] = [&ByLot, &Rivest, &Consistent];

/// The way of that name.
pub fn named(name: &str) -> Option<&'static dyn Sampler> {
    SAMPLERS.into_iter().find(|sampler| sampler.name() == name)
}
