//! Single targets misread at random: a mark missed, or one seen where there is none.
//!
//! # Reference
//! The federal ceiling is one in 500,000 positions (VVSG 1.0, section 4.1.1); Wisconsin's 2024 audit
//! saw 5 in 5,604,670.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Home, Step, Strike, check_share, find_contest, known_contest};
use crate::election::{Election, Selection, Stroke};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::tabulation::Count;

/// Most targets that may be misread in a count: each can be a vote of its own to remember.
const MOST_MISREAD: f64 = 5_000_000.0;

/// Each target is read as its opposite with a small chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misread {
    /// Chance for each target of each card, 0 to 1.
    pub rate: f64,
    /// Only this contest; all if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contest: Option<String>,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for Misread {
    fn step(&self) -> Step {
        Step::Reading
    }

    fn lives_in(&self) -> Home {
        Home::Scanner
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_share("rate", self.rate)?;
        if let Some(contest) = &self.contest {
            find_contest(election, "contest", contest)?;
        }
        self.place.check_some(election)?;
        let contests = election.contests.iter().filter(|c| self.contest.as_ref().is_none_or(|id| *id == c.id));
        let targets: usize = contests.map(|c| c.candidates.len()).sum();
        let batches = self.place.batches(election);
        let cards: usize = batches.iter().map(|&b| election.batches[b].cards.len()).sum();
        let expected = cards as f64 * targets as f64 * self.rate;
        if expected > MOST_MISREAD {
            let found = format!("{}, which misreads about {expected:.0} targets", self.rate);
            return Err(Complaint::rule("rate", found, format!("allowed: about {MOST_MISREAD} at most")));
        }
        Ok(())
    }

    fn strike(&self, count: &mut Count<'_>, random: &Purpose) -> Vec<usize> {
        let election = count.election;
        let contests = match &self.contest {
            Some(id) => {
                let contest = known_contest(election, id);
                contest..contest + 1
            }
            None => 0..election.contests.len(),
        };
        let mut touched = Vec::new();
        for batch in count.picked(&self.place) {
            let cards = election.batches[batch].cards.clone();
            let mut random = random.stream(batch as u64);
            let mut hit_any = false;
            for contest in contests.clone() {
                let targets = election.contests[contest].candidates.len();
                for hit in random.hits(cards.len() * targets, self.rate) {
                    let (card, target) = (cards.start + hit / targets, (hit % targets) as u16);
                    let Some(mut marks) = count.reading(contest, card).cloned() else { continue };
                    if marks.candidates().any(|c| c == target) {
                        marks.clear(target);
                    } else {
                        marks.set(target, Stroke::Filled);
                    }
                    count.set_reading(contest, card, marks);
                    hit_any = true;
                }
            }
            if hit_any {
                touched.push(batch);
            }
        }
        touched
    }

    fn says(&self) -> String {
        format!("targets misread with a chance of {} each {}", self.rate, self.place.in_words())
    }
}
