//! Six-sided dice that name a ballot: two dice, or three where there are more ballots than two can tell apart.
//!
//! The dice are read from left to right as one of 36 or 216 equally likely throws. Each ballot gets the same number of
//! throws, in order, and the throws that are left over are rolled again. So every ballot has the same chance.

/// Sides of a die.
const SIDES: usize = 6;

/// Most ballots that three dice can tell apart.
pub const MOST_BALLOTS: usize = SIDES * SIDES * SIDES;

/// Which throw names which ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiceTable {
    ballots: usize,
    /// Dice that name one ballot.
    pub dice: usize,
    /// Throws that name the same ballot.
    pub throws_a_ballot: usize,
}

impl DiceTable {
    /// The table for this number of ballots; `None` if there are none, or more than three dice can tell apart.
    pub fn for_ballots(ballots: usize) -> Option<Self> {
        if ballots == 0 || ballots > MOST_BALLOTS {
            return None;
        }
        let dice = if ballots <= SIDES * SIDES { 2 } else { 3 };
        Some(Self { ballots, dice, throws_a_ballot: SIDES.pow(dice as u32) / ballots })
    }

    /// The ballot, from 1, that a throw names; `None` if it is rolled again.
    ///
    /// # Panics
    /// If it is not as many dice as the table has, each from 1 to 6.
    pub fn ballot(&self, throw: &[u8]) -> Option<usize> {
        assert_eq!(throw.len(), self.dice, "dice of one throw");
        let place = throw.iter().fold(0, |place, &die| {
            assert!((1..=SIDES as u8).contains(&die), "a die shows 1 to 6");
            place * SIDES + usize::from(die) - 1
        });
        let ballot = place / self.throws_a_ballot + 1;
        (ballot <= self.ballots).then_some(ballot)
    }

    /// The throws of the first dice that have a row in the table, in order.
    pub fn rows(&self) -> Vec<Vec<u8>> {
        let one: Vec<u8> = (1..=SIDES as u8).collect();
        let before = self.dice - 1;
        (1..before).fold(one.iter().map(|&die| vec![die]).collect(), |rows: Vec<Vec<u8>>, _| {
            rows.iter().flat_map(|row| one.iter().map(move |&die| [&row[..], &[die]].concat())).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ballot_has_the_same_number_of_throws() {
        for ballots in 1..=MOST_BALLOTS {
            let table = DiceTable::for_ballots(ballots).expect("a table");
            let mut named = vec![0; ballots];
            for row in table.rows() {
                for last in 1..=6 {
                    if let Some(ballot) = table.ballot(&[&row[..], &[last]].concat()) {
                        named[ballot - 1] += 1;
                    }
                }
            }
            assert!(named.iter().all(|&n| n == table.throws_a_ballot && n > 0), "{ballots}: {named:?}");
        }
        assert!(DiceTable::for_ballots(0).is_none() && DiceTable::for_ballots(217).is_none());
    }

    /// By hand: forty ballots have five throws each; 1-1-1 is the first throw and 6-4-2 is number 5 × 36 + 3 × 6 + 2 = 200,
    /// the last one that names a ballot.
    #[test]
    fn forty_ballots_by_hand() {
        let table = DiceTable::for_ballots(40).expect("a table");
        assert_eq!((table.dice, table.throws_a_ballot), (3, 5));
        assert_eq!(table.ballot(&[1, 1, 5]), Some(1));
        assert_eq!(table.ballot(&[1, 1, 6]), Some(2));
        assert_eq!(table.ballot(&[6, 4, 2]), Some(40));
        assert_eq!(table.ballot(&[6, 4, 3]), None);
    }
}
