//! One order of all cards that serves every contest: the sample of a contest is the part of the order that carries it.
//!
//! # Reference
//! Glazer, Spertus and Stark 2021, "More Style, Less Work: Card-style Data Decrease Risk-limiting Audit Sample Sizes",
//! Digital Threats 2(4), section 4: one set of pseudo-random numbers, and for each contest the cards with the smallest.

use super::{Draw, Frame};

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
        let ours: Vec<_> = in_shared_order(Box::new(order.into_iter()), &whole, &part).collect();
        assert_eq!(ours, [(1, 2), (4, 3), (5, 1), (6, 0)]);
        assert_eq!((part.id(3), part.id(2), part.cards()), ("phantom,1".into(), "c,4".into(), 4));
    }
}
