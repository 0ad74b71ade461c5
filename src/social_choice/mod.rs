//! SOCIAL CHOICE: the rules that turn a count into an outcome, whoever counted, and the assertions that imply an
//! outcome.

mod assertion;
mod contest_answer;
mod highest_averages;
pub mod irv_claims;
pub mod margin;
pub mod ranked;
mod ranked_contest;
pub mod stv_claims;
mod tallies;
mod tally;

pub use assertion::{Assertion, Statement, WeightedMeaning, Weights};
pub use contest_answer::{ContestAnswer, ContestAsked, SETTLED_BY_LOTS, WeighedStatement};
pub(crate) use ranked_contest::preferences;
pub use tallies::Tallies;
pub use tally::Tally;

use crate::election::{CandidateIndex, Contest, Marks, RuleName};
use crate::reason::{Filling, Reason, findings, why};

/// The winners, and the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Winners, most votes first; fewer than the seats if a tie leaves some open. A list that wins several seats is
    /// listed once for each.
    pub winners: Vec<CandidateIndex>,
    /// Candidates tied for the last seat, among whom a lot or a law must choose.
    pub tied: Vec<CandidateIndex>,
    /// The difference in votes between the last winner and the first loser; `None` if nobody loses.
    pub margin: Option<i64>,
}

impl Outcome {
    /// Whether two counts have the same winners and the same ties, in any order.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let sorted = |list: &[CandidateIndex]| {
            let mut list = list.to_vec();
            list.sort_unstable();
            list
        };
        sorted(&self.winners) == sorted(&other.winners) && sorted(&self.tied) == sorted(&other.tied)
    }

    /// Whether all candidates win, so that there is nothing to audit.
    pub fn is_uncontested(&self) -> bool {
        self.margin.is_none() && self.tied.is_empty()
    }
}

/// The form of the ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallotForm {
    /// A mark beside each name that gets a vote.
    Marks,
    /// A rank for each name: a grid with a column for each rank.
    Ranks,
    /// A score for each name: a grid with a column for each score from 1 up; no mark is 0.
    Scores,
}

/// A rule that turns votes into winners.
pub trait SocialChoice: Sync {
    /// Its name in scenario files.
    fn name(&self) -> &'static str;

    /// A description of the rule.
    fn says(&self) -> Reason;

    /// The form of ballot that it uses.
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

    /// Whether it uses a share of the valid votes.
    fn needs_share(&self) -> bool {
        false
    }

    /// Whether it transfers votes between candidates by a named method.
    fn needs_transfers(&self) -> bool {
        false
    }

    /// Whether a named completion decides where nobody is preferred to each other candidate.
    fn needs_completion(&self) -> bool {
        false
    }

    /// Whether candidates are lists, each of which may win several seats with one vote a ballot.
    fn is_of_lists(&self) -> bool {
        false
    }

    /// Whether the margin of an outcome is a lead: votes or points of the last winner over the first loser.
    fn has_lead(&self) -> bool {
        false
    }

    /// Whether those who win one seat are the candidates of a second round.
    fn has_second_round(&self) -> bool {
        false
    }

    /// Whether it fills several seats.
    fn fills_seats(&self) -> bool {
        true
    }

    /// The points that a ballot of a grid gives to each candidate; an empty list if it gives none.
    fn points(&self, contest: &Contest, marks: &Marks) -> Vec<i64> {
        let _ = (contest, marks);
        Vec::new()
    }

    /// Counts `n` ballots of a grid with these marks: points, and the number of ballots for each way of marking.
    /// Ballots without a grid are counted by [`Tally::count`] itself.
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

    /// Whether each statement of [`assertions`](Self::assertions) must be true for the same candidates to win without a tie: if
    /// one is not, the outcome is another one. Else the statements ask for more than the outcome needs.
    fn each_statement_is_necessary(&self, contest: &Contest) -> bool {
        let _ = contest;
        false
    }

    /// The outcome of a count.
    fn decide(&self, contest: &Contest, tally: &Tally) -> Outcome;

    /// What decided where the rule's own first answer did not: another rule that steps in, or a tie that changes nobody's fate.
    /// `None` where votes decide as they stand. Ties in rounds are told with the rounds.
    fn decided_by(&self, contest: &Contest, tally: &Tally) -> Option<Reason> {
        let _ = (contest, tally);
        None
    }

    /// Assertions that together imply an outcome: if all are true of the paper, the outcome is right. Empty if nobody
    /// loses.
    ///
    /// # Errors
    /// Why there are none: a tie, which can only be counted, or a rule for which no such assertions are known, so that
    /// only a full hand count can check it.
    fn assertions(&self, contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
        let _ = (contest, outcome, tally);
        Err(why::no_claims())
    }
}

macro_rules! rules {
    ($($file:ident $rule:ident,)*) => {
        $(pub mod $file; pub use $file::$rule;)*

        /// Every rule.
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

/// The rule of that name, in the form that a contest stores.
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

/// Whether nobody has won the seat yet, and those whom the outcome names go on to a second round.
pub fn goes_on(contest: &Contest, outcome: &Outcome) -> bool {
    rule_of(contest).has_second_round() && outcome.winners.len() + outcome.tied.len() > 1
}

/// The outcome of a contest under its own rule.
///
/// # Panics
/// If the contest's rule is none of [`RULES`]; [`named`] gives no other.
pub fn decide(contest: &Contest, tally: &Tally) -> Outcome {
    let rule = rule_of(contest);
    let mut outcome = rule.decide(contest, tally);
    // Lists can lose seats, and so can more candidates than seats, whatever was counted.
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
    Some(findings::tie_open(Filling::joined(", ", names)))
}

/// Assertions that imply an outcome under the contest's own rule.
///
/// # Errors
/// As [`SocialChoice::assertions`].
pub fn assertions(contest: &Contest, outcome: &Outcome, tally: &Tally) -> Result<Vec<Assertion>, Reason> {
    if !outcome.tied.is_empty() {
        return Err(why::tie());
    }
    let statements = rule_of(contest).assertions(contest, outcome, tally)?;
    // Without a statement nothing is proved, so only an outcome in which nobody can lose may have none.
    if statements.is_empty() && !outcome.is_uncontested() {
        return Err(why::no_claims());
    }
    Ok(statements)
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
