//! A count of rankings told round by round: who was elected, who went out, where the votes went, how close it was, and what an
//! audit of it would have to prove.

use crate::election::Contest;
use crate::reason::Reason;
use crate::social_choice::instant_runoff::{self, InstantRunoff};
use crate::social_choice::irv_claims::{Explanation, IrvClaims};
use crate::social_choice::margin::{ChangedBallots, IrvMargin, StvChange};
use crate::social_choice::ranked::RankedCount;
use crate::social_choice::stv_claims::StvClaims;
use crate::social_choice::transferable_vote::{self, TransferableVote};
use crate::social_choice::{Outcome, SocialChoice, Tally};

/// Ways in which a count could end that the explanation follows.
const MOST_NODES: usize = 400;

/// The rounds of one contest's counts.
#[derive(Clone, Debug)]
pub struct RoundByRound {
    /// The rounds of each stage's count, in the order of the stages.
    pub stages: Vec<RankedCount>,
    /// The rounds of the paper.
    pub paper: RankedCount,
    /// How sure the outcome is.
    pub proof: RankedProof,
}

/// How sure the outcome of a ranked count is, and what an audit of it would have to prove.
#[derive(Clone, Debug)]
pub enum RankedProof {
    /// Of one seat.
    Runoff {
        /// How close the paper is: the smallest number of ballots whose change lets somebody else win, or bounds of it.
        margin: Option<IrvMargin>,
        /// What an audit of the last count would have to prove, and why that suffices; or why there are no such statements.
        statements: Result<RunoffStatements, Reason>,
    },
    /// Of several seats by transfers.
    Transfers {
        /// What an audit of the last count would have to prove, and which winners that proves; or why nothing is known.
        known: Result<StvClaims, Reason>,
        /// Why that does not prove all winners; `None` where it does, or nothing is known.
        unproven: Option<Reason>,
        /// Changed ballots of the last count that let somebody else win: an upper bound of its margin.
        at_most: Option<StvChange>,
    },
}

/// Statements that imply the outcome of an instant runoff.
#[derive(Clone, Debug)]
pub struct RunoffStatements {
    /// The statements.
    pub claims: IrvClaims,
    /// Which of them rules out which orders of elimination.
    pub explanation: Explanation,
}

impl RoundByRound {
    /// Of a contest whose paper and stages were counted so; `None` where its rule has no rounds.
    pub(super) fn of(contest: &Contest, paper: (&Tally, &Outcome), stages: &[(&Tally, &Outcome)]) -> Option<Self> {
        let is_runoff = contest.rule.0 == InstantRunoff.name();
        if !is_runoff && contest.rule.0 != TransferableVote.name() {
            return None;
        }
        let rounds = |tally: &Tally| -> RankedCount {
            if is_runoff {
                instant_runoff::rounds(contest, tally).into()
            } else {
                transferable_vote::rounds(contest, tally)
            }
        };
        let last = stages.last().copied().unwrap_or(paper);
        Some(Self {
            stages: stages.iter().map(|(tally, _)| rounds(tally)).collect(),
            paper: rounds(paper.0),
            proof: if is_runoff { runoff(contest, paper, last) } else { transfers(contest, last) },
        })
    }

    /// How many ballots of the paper must change before somebody else can win or tie, if that is known.
    pub(super) fn changed_ballots(&self) -> Option<ChangedBallots> {
        match &self.proof {
            RankedProof::Runoff { margin, .. } => margin.as_ref().map(ChangedBallots::of_runoff),
            RankedProof::Transfers { .. } => None,
        }
    }
}

fn runoff(contest: &Contest, paper: (&Tally, &Outcome), last: (&Tally, &Outcome)) -> RankedProof {
    let margin = paper.1.winners.first().and_then(|&winner| instant_runoff::margin(contest, winner, paper.0));
    let statements = instant_runoff::claims(contest, last.1, last.0).map(|claims| {
        let list: Vec<_> = claims.claims.iter().map(|it| it.claim).collect();
        let explanation = Explanation::new(contest.candidates.len(), claims.winner, &list, MOST_NODES);
        RunoffStatements { claims, explanation }
    });
    RankedProof::Runoff { margin, statements }
}

fn transfers(contest: &Contest, last: (&Tally, &Outcome)) -> RankedProof {
    let known = transferable_vote::claims(contest, last.1, last.0);
    let unproven = known.as_ref().ok().and_then(|known| transferable_vote::unproven(contest, last.1, known));
    RankedProof::Transfers { known, unproven, at_most: transferable_vote::margin_at_most(contest, last.0) }
}
