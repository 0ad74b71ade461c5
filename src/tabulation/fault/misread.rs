//! Single targets misread at random: a mark missed, or one seen where there is none.
//!
//! # Reference
//! The federal ceiling is one in 500,000 positions (VVSG 1.0, section 4.1.1); Wisconsin's 2024 audit
//! saw 5 in 5,604,670.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, check_share, find_contest, known_contest};
use crate::election::{CandidateIndex, Code, Contest, Election, NOT_ON_CARD, Selection, Stroke, VoteTable};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings, rules};
use crate::tabulation::MachineCount;

/// Most targets that may be misread in a count: each may add a vote to the table.
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
    fn step(&self) -> FaultStep {
        FaultStep::Reading
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
        let asked = |contest: &usize| self.contest.as_ref().is_none_or(|id| *id == election.contests[*contest].id);
        let targets = |contest: usize| election.contests[contest].targets();
        let on_cards = |batch: usize| election.piles.contests(batch).map(|(contest, _)| contest);
        let of = |batch: usize| {
            let targets = on_cards(batch).filter(asked).map(targets).sum::<usize>();
            election.batches[batch].cards.len() * targets
        };
        let expected = self.place.batches(election).into_iter().map(of).sum::<usize>() as f64 * self.rate;
        if expected > MOST_MISREAD {
            let found = rules::found_misreads(self.rate, format_args!("{expected:.0}"));
            return Err(Complaint::allowed("rate", found, rules::rule_about_most(MOST_MISREAD)));
        }
        Ok(())
    }

    fn strike(&self, count: &mut MachineCount<'_>, random: &Purpose) -> Vec<usize> {
        let election = count.election;
        let asked = self.contest.as_ref().map(|id| known_contest(election, id));
        let mut opposites: Vec<Opposites> = election.contests.iter().map(Opposites::of).collect();
        let mut touched = Vec::new();
        for batch in count.picked(&self.place) {
            let cards = election.batches[batch].cards.clone();
            let mut random = random.stream(batch as u64);
            let mut hit_any = false;
            let on_ballots = election.piles.contests(batch).map(|(contest, _)| contest);
            for contest in on_ballots.filter(|contest| asked.is_none_or(|asked| asked == *contest)) {
                let targets = election.contests[contest].targets();
                for hit in random.hits(cards.len() * targets, self.rate) {
                    let card = cards.start + hit / targets;
                    let code = count.readings[contest].get(batch, card);
                    if code != NOT_ON_CARD {
                        let misread = opposites[contest].of_code(code, hit % targets, &mut count.votes[contest]);
                        count.readings[contest].set(batch, card, misread);
                        hit_any = true;
                    }
                }
            }
            if hit_any {
                touched.push(batch);
            }
        }
        touched
    }

    fn says(&self) -> Reason {
        findings::misread(self.rate, self.place.in_words())
    }
}

/// Map from code and target to the code of the same marks with that target inverted, for the pairs needed so far.
struct Opposites {
    targets: usize,
    known: Vec<Option<Code>>,
}

impl Opposites {
    fn of(contest: &Contest) -> Self {
        Self { targets: contest.targets(), known: Vec::new() }
    }

    fn of_code(&mut self, code: Code, target: usize, table: &mut VoteTable) -> Code {
        let place = code as usize * self.targets + target;
        if self.known.len() <= place {
            self.known.resize(place + 1, None);
        }
        *self.known[place].get_or_insert_with(|| {
            let mut marks = table.vote(code).marks().cloned().unwrap_or_default();
            let candidate = target as CandidateIndex;
            if marks.targets().any(|c| c == candidate) {
                marks.clear(candidate);
            } else {
                marks.set(candidate, Stroke::Filled);
            }
            table.code(marks)
        })
    }
}
