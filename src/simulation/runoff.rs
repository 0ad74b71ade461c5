//! An instant runoff told round by round: who went out, where the ballots went, how close it was, and why its statements suffice.

use crate::election::Contest;
use crate::reason::Reason;
use crate::social_choice::instant_runoff::{self, InstantRunoff};
use crate::social_choice::irv_claims::{Explanation, IrvClaims};
use crate::social_choice::margin::{IrvMargin, MarginLimits, irv_margin};
use crate::social_choice::ranked::irv::IrvCount;
use crate::social_choice::{Outcome, SocialChoice, Tally};

/// Ways in which a count could end that the explanation follows.
const MOST_NODES: usize = 400;

/// An instant runoff of one contest.
#[derive(Clone, Debug)]
pub struct Runoff {
    /// The rounds of each stage's count, in the order of the stages.
    pub stages: Vec<IrvCount>,
    /// The rounds of the paper.
    pub paper: IrvCount,
    /// How close the paper is: the smallest number of ballots whose change lets somebody else win, or bounds of it.
    pub margin: Option<IrvMargin>,
    /// What an audit of the last count would have to prove, and why that suffices; or why there are no such statements.
    pub statements: Result<RunoffStatements, Reason>,
}

/// Statements that imply the outcome of an instant runoff.
#[derive(Clone, Debug)]
pub struct RunoffStatements {
    /// The statements.
    pub claims: IrvClaims,
    /// Which of them rules out which orders of elimination.
    pub explanation: Explanation,
}

impl Runoff {
    /// Of a contest whose paper and stages were counted so; `None` where its rule is another one.
    pub(super) fn of(contest: &Contest, paper: (&Tally, &Outcome), stages: &[(&Tally, &Outcome)]) -> Option<Self> {
        if contest.rule.0 != InstantRunoff.name() {
            return None;
        }
        let rounds = |tally: &Tally| instant_runoff::rounds(contest, tally);
        let last = stages.last().copied().unwrap_or(paper);
        let margin = paper.1.winners.first().and_then(|&winner| {
            let tree = instant_runoff::preference_tree(contest, paper.0).ok()?;
            irv_margin(&tree, winner, MarginLimits::default())
        });
        let statements = instant_runoff::claims(contest, last.1, last.0).map(|claims| {
            let list: Vec<_> = claims.claims.iter().map(|it| it.claim).collect();
            let explanation = Explanation::new(contest.candidates.len(), claims.winner, &list, MOST_NODES);
            RunoffStatements { claims, explanation }
        });
        Some(Self {
            stages: stages.iter().map(|(tally, _)| rounds(tally)).collect(),
            paper: rounds(paper.0),
            margin,
            statements,
        })
    }
}
