//! HOW VOTES MAKE WINNERS: a tally goes in, an outcome comes out, whoever counted.

mod plurality;
mod tallies;
mod tally;

pub use plurality::Plurality;
pub use tallies::Tallies;
pub use tally::Tally;

use crate::election::{CandidateIndex, Contest, RuleName};

/// Who wins, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Winners, most votes first; fewer than the seats where a tie leaves some open.
    pub winners: Vec<CandidateIndex>,
    /// Candidates level at the last seat, of whom a lot or a law must choose.
    pub tied: Vec<CandidateIndex>,
    /// Votes between the last who wins and the first who does not; `None` where nobody loses.
    pub margin: Option<i64>,
}

impl Outcome {
    /// Whether two counts name the same winners and the same ties, in whatever order.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let sorted = |list: &[CandidateIndex]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list
        };
        sorted(&self.winners) == sorted(&other.winners) && sorted(&self.tied) == sorted(&other.tied)
    }
}

/// A way to turn votes into winners.
pub trait SocialChoice: Sync {
    /// Its name in scenario files.
    fn name(&self) -> &'static str;

    /// The winners of `seats` seats.
    fn decide(&self, votes: &[i64], seats: usize) -> Outcome;
}

/// Every rule there is.
pub const RULES: [&dyn SocialChoice; 1] = [&Plurality];

/// The rule of that name, as a contest keeps it.
pub fn named(name: &str) -> Option<RuleName> {
    RULES.iter().map(|rule| rule.name()).find(|&known| known == name).map(RuleName)
}

/// The outcome of a contest under its own rule.
///
/// # Panics
/// If the contest's rule is none of [`RULES`]; [`named`] gives no other.
pub fn decide(contest: &Contest, tally: &Tally) -> Outcome {
    let rule = RULES.iter().find(|rule| rule.name() == contest.rule.0).expect("a rule of this room");
    rule.decide(&tally.votes, usize::from(contest.seats))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_votes_win_and_a_tie_is_said() {
        let one = Plurality.decide(&[5, 9, 7], 1);
        assert_eq!((one.winners, one.tied, one.margin), (vec![1], vec![], Some(2)));
        let two = Plurality.decide(&[5, 9, 5, 1], 2);
        assert_eq!((two.winners, two.tied, two.margin), (vec![1], vec![0, 2], Some(0)));
        let all = Plurality.decide(&[3, 4], 2);
        assert_eq!((all.winners, all.tied, all.margin), (vec![1, 0], vec![], None));
        assert_eq!(Plurality.decide(&[], 1).winners, [0; 0]);
    }

    #[test]
    fn outcomes_agree_in_any_order() {
        let a = Outcome { winners: vec![2, 0], tied: vec![], margin: Some(1) };
        let b = Outcome { winners: vec![0, 2], tied: vec![], margin: Some(9) };
        assert!(a.agrees_with(&b));
        assert!(!a.agrees_with(&Outcome { winners: vec![0], tied: vec![2, 1], margin: Some(0) }));
    }
}
