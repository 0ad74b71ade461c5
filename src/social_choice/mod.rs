//! HOW VOTES MAKE WINNERS, and what must be true of the votes if they made these: a count goes in, an outcome comes out, whoever
//! counted.

mod assertion;
mod highest_averages;
pub mod irv_claims;
pub mod margin;
mod pairwise;
pub mod ranked;
pub mod stv_claims;
mod tallies;
mod tally;

pub use assertion::{Assertion, Statement, Weights};
pub use tallies::Tallies;
pub use tally::Tally;

use crate::election::{CandidateIndex, Contest, Marks, RuleName};
use crate::reason::{Filling, Reason, told};
use ranked::{RANKED_RULES, RankedRules};

/// Who wins, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Winners, most votes first; fewer than the seats where a tie leaves some open. A list that wins several seats stands
    /// once for each.
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

    /// Whether everybody who stands wins, so that there is nothing to audit.
    pub fn is_uncontested(&self) -> bool {
        self.margin.is_none() && self.tied.is_empty()
    }
}

/// What the paper asks of a voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallotForm {
    /// A mark beside each name that gets a vote.
    Marks,
    /// A rank for each name: a grid with a column for each rank.
    Ranks,
    /// A score for each name: a grid with a column for each score from 1 up; no mark is 0.
    Scores,
}

/// A way to turn votes into winners.
pub trait SocialChoice: Sync {
    /// Its name in scenario files.
    fn name(&self) -> &'static str;

    /// What it does, in words.
    fn says(&self) -> Reason;

    /// What the paper asks of a voter.
    fn form(&self) -> BallotForm {
        BallotForm::Marks
    }

    /// Whether a ballot may give several votes.
    fn takes_several(&self) -> bool {
        false
    }

    /// Whether a voter may mark every name.
    fn marks_all(&self) -> bool {
        false
    }

    /// Whether it goes by a share of the valid votes.
    fn needs_share(&self) -> bool {
        false
    }

    /// Whether votes move between candidates by a named method.
    fn needs_transfers(&self) -> bool {
        false
    }

    /// Whether candidates are lists, each of which may win several seats with one vote a ballot.
    fn is_of_lists(&self) -> bool {
        false
    }

    /// Whether it fills several seats.
    fn fills_seats(&self) -> bool {
        true
    }

    /// The points that a ballot of a grid gives to each candidate; an empty list where it gives none.
    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        let _ = (contest, marks);
        Vec::new()
    }

    /// Counts `n` ballots of a grid that are marked so: points, and how many ballots were marked in which way. Ballots without a
    /// grid are counted by [`Tally::count`] itself.
    fn count(&self, contest: &Contest, marks: &Marks, n: i64, tally: &mut Tally) {
        let points = self.points(contest, marks);
        match (marks.strokes().is_empty(), points.is_empty()) {
            (true, _) => tally.blank += n,
            (false, true) => tally.overvoted += n,
            (false, false) => {
                tally.votes.iter_mut().zip(&points).for_each(|(sum, points)| *sum += points * n);
            }
        }
        tally.add_kind(marks, n);
    }

    /// Who wins by a count.
    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome;

    /// What decided where the rule's own first answer did not: another rule that steps in, or a tie that changes nobody's fate.
    /// `None` where votes decide as they stand. Ties in rounds are told with the rounds.
    fn decided_by(&self, contest: &Contest, tally: &Tally) -> Option<Reason> {
        let _ = (contest, tally);
        None
    }

    /// Statements that imply an outcome together: if all are true of the paper, it is the right one. Empty where nobody loses.
    ///
    /// # Errors
    /// Why there are none: a tie, which can only be counted, or a rule for which no such statements are known, so that only
    /// a full hand count can check it.
    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let _ = (contest, outcome, tally);
        Err(told::why_no_claims())
    }
}

macro_rules! rules {
    ($($file:ident $rule:ident,)*) => {
        $(pub mod $file; pub use $file::$rule;)*

        /// Every rule there is.
        pub const RULES: &[&dyn SocialChoice] = &[$(&$rule),*];
    };
}

rules! {
    plurality Plurality,
    approval Approval,
    supermajority Supermajority,
    top_two TopTwo,
    dhondt DHondt,
    sainte_lague SainteLague,
    hamilton Hamilton,
    borda Borda,
    score Score,
    star Star,
    condorcet Condorcet,
    instant_runoff InstantRunoff,
    transferable_vote TransferableVote,
}

/// The rule of that name, as a contest keeps it.
pub fn named(name: &str) -> Option<RuleName> {
    RULES.iter().map(|rule| rule.name()).find(|&known| known == name).map(RuleName)
}

/// The rule of a name that [`named`] gave.
///
/// # Panics
/// If it is none of [`RULES`]; [`named`] gives no other.
pub fn rule_named(name: RuleName) -> &'static dyn SocialChoice {
    *RULES.iter().find(|rule| rule.name() == name.0).expect("a rule of this room")
}

/// A contest's own rule.
///
/// # Panics
/// As [`rule_named`].
pub fn rule_of(contest: &Contest) -> &'static dyn SocialChoice {
    rule_named(contest.rule)
}

/// The outcome of a contest under its own rule.
///
/// # Panics
/// If the contest's rule is none of [`RULES`]; [`named`] gives no other.
pub fn decide(contest: &Contest, tally: &Tally) -> Outcome {
    let rule = rule_of(contest);
    let mut outcome = rule.decide(contest, tally);
    // Lists may share the seats in other ways whatever was counted, and so may more candidates than seats: somebody can lose.
    let can_lose = contest.candidates.len() > if rule.is_of_lists() { 1 } else { usize::from(contest.seats) };
    if can_lose && outcome.margin.is_none() {
        outcome.margin = Some(1);
    }
    outcome
}

/// What is to be said of ties: that one is open, or what decided in place of the votes; `None` where votes decide.
///
/// # Panics
/// As [`decide`].
pub fn decided_by(contest: &Contest, tally: &Tally, outcome: &Outcome) -> Option<Reason> {
    if outcome.tied.is_empty() {
        return rule_of(contest).decided_by(contest, tally);
    }
    let names = outcome.tied.iter().map(|&candidate| contest.name(candidate));
    Some(told::tie_open(Filling::joined(", ", names)))
}

/// Statements that imply an outcome under the contest's own rule.
///
/// # Errors
/// As [`SocialChoice::assertions`].
pub fn assertions(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
    if !outcome.tied.is_empty() {
        return Err(told::why_tie());
    }
    let statements = rule_of(contest).assertions(contest, outcome, tally)?;
    // Without a statement nothing would be proved: only an outcome in which nobody can lose needs none.
    if statements.is_empty() && !outcome.is_uncontested() {
        return Err(told::why_no_claims());
    }
    Ok(statements)
}

/// The candidates of a ranked ballot in order, as the contest's rule set reads them; `None` where what the ballot counts for
/// depends on who goes on.
pub(crate) fn preferences(contest: &Contest, marks: &Marks) -> Option<Vec<CandidateIndex>> {
    rankings_of(contest).order(&contest.ranking(marks))
}

/// The contest's rule set for ranked marks.
pub(crate) fn rankings_of(contest: &Contest) -> RankedRules {
    contest.options.rankings.as_deref().and_then(RankedRules::named).unwrap_or(RANKED_RULES[RANKED_RULES.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_agree_in_any_order() {
        let a = Outcome { winners: vec![2, 0], tied: vec![], margin: Some(1) };
        let b = Outcome { winners: vec![0, 2], tied: vec![], margin: Some(9) };
        assert!(a.agrees_with(&b));
        assert!(!a.agrees_with(&Outcome { winners: vec![0], tied: vec![2, 1], margin: Some(0) }));
    }
}
