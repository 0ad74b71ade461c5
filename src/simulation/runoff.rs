//! An instant runoff round by round: eliminations, transfers, the margin, and why its statements suffice.

use crate::election::Contest;
use crate::reason::Reason;
use crate::social_choice::instant_runoff::{self, InstantRunoff};
use crate::social_choice::irv_claims::{Explanation, IrvClaims};
use crate::social_choice::margin::{IrvMargin, MarginLimits, irv_margin};
use crate::social_choice::ranked::irv::IrvCount;
use crate::social_choice::{Outcome, SocialChoice, Tally};

/// Most nodes of the explanation.
const MOST_NODES: usize = 400;

/// An instant runoff of one contest.
#[derive(Clone, Debug)]
pub struct Runoff {
    /// The rounds of each stage's count, in the order of the stages.
    pub stages: Vec<IrvCount>,
    /// The rounds of the paper.
    pub paper: IrvCount,
    /// The margin of the paper: the smallest number of ballots whose change lets another candidate win, or bounds on
    /// it.
    pub margin: Option<IrvMargin>,
    /// The statements that an audit of the last count would have to confirm, and why they suffice; or why there are
    /// none.
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
    /// The runoff of a contest with this paper and these stages; `None` if its rule is another one.
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
