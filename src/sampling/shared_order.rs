//! One order of all cards for every contest: the sample of a contest consists of the first cards in it that carry the
//! contest.
//!
//! # Reference
//! Glazer, Spertus and Stark 2021, "More Style, Less Work: Card-style Data Decrease Risk-limiting Audit Sample Sizes",
//! Digital Threats 2(4), section 4: one set of pseudo-random numbers, and for each contest the cards with the smallest.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Draw, Frame};

/// For each batch of the manifest, the frames that contain it and the number of its first card in each.
#[derive(Clone, Debug, Default)]
pub struct FrameParts {
    ends: Vec<u32>,
    list: Vec<(u32, u32)>,
}

impl FrameParts {
    /// The parts that these frames are, over a manifest of `batches` batches.
    pub fn of(frames: &[&Frame<'_>], batches: usize) -> Self {
        let mut ends = vec![0_u32; batches];
        for &batch in frames.iter().flat_map(|frame| frame.batches()) {
            ends[batch] += 1;
        }
        let mut next = Vec::with_capacity(batches);
        let mut first = 0;
        for end in &mut ends {
            next.push(first);
            first += *end;
            *end = first;
        }
        let mut list = vec![(0, 0); first as usize];
        for (part, frame) in frames.iter().enumerate() {
            for (at, &batch) in frame.batches().iter().enumerate() {
                list[next[batch] as usize] = (part as u32, frame.first_number(at) as u32);
                next[batch] += 1;
            }
        }
        Self { ends, list }
    }

    fn of_batch(&self, batch: usize) -> &[(u32, u32)] {
        let first = if batch == 0 { 0 } else { self.ends[batch - 1] };
        &self.list[first as usize..self.ends[batch] as usize]
    }
}

/// One draw from the whole frame, made once for all parts.
pub struct SharedOrder<'a> {
    draw: Draw<'a>,
    whole: &'a Frame<'a>,
    frames: Vec<&'a Frame<'a>>,
    parts: &'a FrameParts,
    drawn: u32,
    /// For each part, its cards drawn so far: place in the order and number in the part.
    queues: Vec<Vec<(u32, u32)>>,
}

impl<'a> SharedOrder<'a> {
    /// A draw that has not started; `parts` must be those of these frames.
    pub fn begin(draw: Draw<'a>, whole: &'a Frame<'a>, frames: Vec<&'a Frame<'a>>, parts: &'a FrameParts) -> Self {
        let queues = vec![Vec::new(); frames.len()];
        Self { draw, whole, frames, parts, drawn: 0, queues }
    }

    /// The card at this place of a part's own order; `None` past its end.
    fn at(&mut self, part: usize, place: usize) -> Option<(u64, u64)> {
        while self.queues[part].len() <= place {
            let number = self.draw.next()?;
            let ticket = self.drawn;
            self.drawn += 1;
            let Some((at, card)) = self.whole.locate(number) else {
                self.queue_phantom(ticket, number - (self.whole.cards() - self.whole.phantoms()));
                continue;
            };
            let batch = self.whole.batches()[at];
            let within = (card - self.whole.first_card(at)) as u32;
            for &(part, first) in self.parts.of_batch(batch) {
                let frame = self.frames[part as usize];
                let chosen = || frame.number_of(batch, card).map(|number| number as u32);
                let number = if frame.is_by_batch() { Some(first + within) } else { chosen() };
                self.queues[part as usize].extend(number.map(|number| (ticket, number)));
            }
        }
        let (ticket, number) = self.queues[part][place];
        Some((u64::from(ticket), u64::from(number)))
    }

    /// The phantoms of a part are the first phantoms of the whole.
    fn queue_phantom(&mut self, ticket: u32, phantom: u64) {
        for (queue, frame) in self.queues.iter_mut().zip(&self.frames) {
            if phantom < frame.phantoms() {
                queue.push((ticket, (frame.cards() - frame.phantoms() + phantom) as u32));
            }
        }
    }

    /// The cards of one part, one after the other, from an order that other parts use too.
    pub fn part(shared: &Arc<Mutex<Self>>, part: usize) -> impl Iterator<Item = (u64, u64)> + Send + use<'a> {
        let shared = Arc::clone(shared);
        (0..).map_while(move |place| shared.lock().unwrap_or_else(PoisonError::into_inner).at(part, place))
    }
}

/// The cards of a part of a frame in the order of a draw from the whole: for each its place in that order and its
/// number in the part. Phantoms of the part are the first phantoms of the whole.
pub fn in_shared_order<'a>(
    draw: Draw<'a>,
    whole: &'a Frame<'a>,
    part: &'a Frame<'a>,
) -> impl Iterator<Item = (u64, u64)> + Send + 'a {
    let found = whole.cards() - whole.phantoms();
    let of_part = part.cards() - part.phantoms();
    (0..).zip(draw).filter_map(move |(ticket, number)| {
        let number = match whole.locate(number) {
            Some((at, card)) => part.number_of(whole.batches()[at], card)?,
            None => Some(number - found).filter(|phantom| *phantom < part.phantoms())? + of_part,
        };
        Some((ticket, number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::election::Batch;

    fn draw(order: &[u64]) -> Draw<'_> {
        Box::new(order.iter().copied())
    }

    #[test]
    fn a_part_keeps_the_order_of_the_whole_and_counts_its_own_cards() {
        let batch = |id: &str, cards: std::ops::Range<usize>| Batch {
            id: id.into(),
            group: 0,
            ballots: cards.len() as u64,
            cards,
            container: 1,
            tabulator: 0,
        };
        let manifest = [batch("a", 0..3), batch("b", 3..5), batch("c", 5..9)];
        let whole = Frame::new(&manifest, vec![0, 1, 2]).with_phantoms(2);
        let part = Frame::new(&manifest, vec![0, 2]).of_cards(vec![1, 5, 8]).with_phantoms(1);
        let order: Vec<u64> = vec![10, 8, 3, 0, 9, 5, 1, 2, 4, 6, 7];
        let ours: Vec<_> = in_shared_order(draw(&order), &whole, &part).collect();
        assert_eq!(ours, [(1, 2), (4, 3), (5, 1), (6, 0)]);
        // The same order, made once for three parts that take cards in turn.
        let other = Frame::new(&manifest, vec![1, 2]);
        let frames = vec![&part, &other, &whole];
        let parts = FrameParts::of(&frames, manifest.len());
        let shared = Arc::new(Mutex::new(SharedOrder::begin(draw(&order), &whole, frames.clone(), &parts)));
        let mut asking: Vec<_> = (0..3).map(|part| SharedOrder::part(&shared, part)).collect();
        let mut heard = vec![Vec::new(); 3];
        while heard.iter_mut().zip(&mut asking).any(|(heard, part)| part.next().map(|card| heard.push(card)).is_some())
        {
        }
        for (part, (mut heard, rest)) in heard.into_iter().zip(asking).enumerate() {
            heard.extend(rest);
            assert_eq!(heard, in_shared_order(draw(&order), &whole, frames[part]).collect::<Vec<_>>());
        }
        assert_eq!((part.id(3), part.id(2), part.cards()), ("phantom,1".into(), "c,4".into(), 4));
    }
}
