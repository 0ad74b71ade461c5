//! In one way of voting: a law that samples only some ways of voting never looks there.

use super::{Attack, Target};
use crate::election::{Selection, VoteMode};
use crate::tabulation::Fault;
use crate::tabulation::fault::Pattern;

/// The smallest part of the ballots, by way of voting, that holds the cards.
#[derive(Clone, Copy, Debug)]
pub struct WayOfVoting;

impl Attack for WayOfVoting {
    fn name(&self) -> &'static str {
        "way_of_voting"
    }

    fn says(&self) -> &'static str {
        "the same cards among the ballots of one way of voting, which some laws do not sample"
    }

    fn arm(&self, target: &Target<'_>) -> Result<Vec<Fault>, String> {
        let election = target.election();
        let mut ways: Vec<(u64, VoteMode)> = Vec::new();
        for &batch in target.batches() {
            let (mode, ballots) = (election.group_of(batch).mode, election.batches[batch].ballots);
            match ways.iter_mut().find(|way| way.1 == mode) {
                Some(way) => way.0 += ballots,
                None => ways.push((ballots, mode)),
            }
        }
        if ways.len() < 2 {
            return Err("all ballots were cast in the same way".to_owned());
        }
        ways.sort_unstable();
        let mut arm = Err(String::new());
        for (_, mode) in ways {
            arm = target.flip(Pattern::Spread, Selection { modes: Some(vec![mode]), ..Selection::default() });
            if arm.is_ok() {
                break;
            }
        }
        arm.map_err(|why| format!("no way of voting alone is enough: {why}"))
    }
}
