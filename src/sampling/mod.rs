//! SAMPLING: an ordered list of cards or batches to be read, from public randomness. Votes are never seen here.

mod by_lot;
mod consistent;
mod contest_draws;
mod cryptorandom;
mod decimal;
mod digits;
mod drawing;
mod frame;
mod from_list;
mod generator;
mod guard;
mod manifest_file;
mod name_list;
mod numpy_choice;
mod ppeb;
mod rivest;
mod rounds;
mod shared_order;
mod smallest;

pub use by_lot::ByLot;
pub use consistent::{Consistent, Ticket, first_tickets, smallest_cards, tickets};
pub use contest_draws::{ContestDraws, Ordered, in_own_order};
pub use cryptorandom::{Cryptorandom, numbers};
pub use decimal::Decimal;
pub use drawing::{DrawCounts, DrawRequest, DrawStratum, Drawing, DrawnBy, DrawnItem, Size, draw_places, pull_order};
pub use frame::Frame;
pub use from_list::{draw_names, draw_numbers};
pub use generator::{DrawnFrom, Generator, MOST_DRAWN, MOST_TICKETS, Names, Pick, Picks, PublicProof, Terms};
pub use guard::{guarded, unguarded};
pub use manifest_file::{Doubt, Flaw, LARGEST_FILE, MOST_CARDS, ManifestFile, ManifestOptions};
pub use name_list::NameList;
pub use numpy_choice::{NumpyGenerator, arlo_draws};
pub use ppeb::{Ppeb, running_sums, weighted_picks, whole_weights};
pub use rivest::{Rivest, picks};
pub use rounds::EarlierRound;
pub use shared_order::{FrameParts, SharedOrder, in_shared_order};

use crate::random::Random;

/// The randomness of one draw: a text for public generators, a stream for the simulation's own.
#[derive(Clone, Debug)]
pub struct DrawSource {
    /// The public seed, for instance rolled dice.
    pub seed: String,
    /// A stream of the simulation.
    pub random: Random,
}

/// The numbers of the drawn cards in a frame, one after the other; without replacement, it ends after the last card.
pub type Draw<'a> = Box<dyn Iterator<Item = u64> + Send + 'a>;

/// A method of drawing.
pub trait Sampler: Sync {
    /// Its name in scenario files.
    fn name(&self) -> &'static str;

    /// Begins a draw from a frame of at least one card. Without replacement no number comes twice; with it, the order
    /// is the same but repeats are kept.
    fn draw<'a>(&self, frame: &'a Frame<'a>, chance: DrawSource, replacement: bool) -> Draw<'a>;
}

/// Every method of drawing; the first is the default.
pub const SAMPLERS: [&dyn Sampler; 3] = [&ByLot, &Rivest, &Consistent];

/// The method of that name.
pub fn named(name: &str) -> Option<&'static dyn Sampler> {
    SAMPLERS.into_iter().find(|sampler| sampler.name() == name)
}

/// Every public generator of `recount draw`; the first is the default for a manifest.
pub const GENERATORS: [&dyn Generator; 4] = [&Rivest, &Consistent, &Ppeb, &Cryptorandom];
