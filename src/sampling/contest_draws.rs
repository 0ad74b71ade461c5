//! The draws of one contest in one audit: their random numbers follow from the seed, the trial and a name.
//!
//! Contests that are drawn under one name get the same cards if they are on the same cards. A draw of cards with
//! repeats uses the same random numbers as the one without: it gets the same cards in the same order.

use super::{Draw, DrawSource, Frame, Sampler, in_shared_order, running_sums, weighted_picks};
use crate::error::Complaint;
use crate::random::Streams;

/// A draw of cards: for each its place in the order that all contests share (its own order if there is none), and its
/// number in the frame.
pub type Ordered<'a> = Box<dyn Iterator<Item = (u64, u64)> + Send + 'a>;

/// The source of the random numbers of a contest's draws.
#[derive(Clone, Copy, Debug)]
pub struct ContestDraws<'d> {
    /// The streams of the audit.
    pub streams: &'d Streams,
    /// The name under which the contest's units are drawn.
    pub drawn_as: &'d str,
}

impl ContestDraws<'_> {
    /// The source for the draw of cards; for one stratum, if one is given.
    pub fn chance(&self, stratum: Option<usize>) -> DrawSource {
        let of = stratum.map_or(String::new(), |stratum| format!("/{stratum}"));
        let random = self.streams.purpose(&format!("draw/{}{of}", self.drawn_as)).stream(0);
        DrawSource { seed: format!("{}{of}", self.streams.text()), random }
    }

    /// The cards of a frame in their own order, or in the shared order if one sample serves all contests.
    pub fn cards<'a>(
        &self,
        sampler: &dyn Sampler,
        frame: &'a Frame<'a>,
        whole: Option<&'a Frame<'a>>,
        replacement: bool,
    ) -> Ordered<'a> {
        let chance = self.chance(None);
        match whole {
            None => in_own_order(sampler.draw(frame, chance, replacement)),
            Some(whole) => Box::new(in_shared_order(sampler.draw(whole, chance, replacement), whole, frame)),
        }
    }

    /// The cards of a stratum's frame in their own order, without replacement.
    pub fn cards_of_stratum<'a>(&self, sampler: &dyn Sampler, frame: &'a Frame<'a>, stratum: usize) -> Ordered<'a> {
        in_own_order(sampler.draw(frame, self.chance(Some(stratum)), false))
    }

    fn purpose_of_batches(&self) -> String {
        format!("batches/{}", self.drawn_as)
    }

    /// All these batches in random order, as indices in the frame.
    pub fn batches_by_lot(&self, batches: usize) -> Vec<usize> {
        let mut lots: Vec<usize> = (0..batches).collect();
        self.streams.purpose(&self.purpose_of_batches()).stream(0).shuffle(&mut lots);
        lots
    }

    /// Batches, as indices in the frame, with probability proportional to these weights, with replacement, without end.
    ///
    /// # Errors
    /// If the weights sum to 0, or to too much.
    pub fn batches_by_weight(&self, weights: &[u128]) -> Result<impl Iterator<Item = usize> + Send + use<>, Complaint> {
        let seed = format!("{}/{}", self.streams.text(), self.purpose_of_batches());
        Ok(weighted_picks(seed, running_sums(weights)?).map(|pick| pick.unit as usize))
    }
}

/// Numbers a draw by its own order.
pub fn in_own_order(draw: Draw<'_>) -> Ordered<'_> {
    Box::new((0..).zip(draw))
}
