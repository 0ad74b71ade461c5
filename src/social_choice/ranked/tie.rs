//! Ties: settled by a stated rule and named in every result.

use crate::election::CandidateIndex;

/// How a tie is settled.
///
/// First, if the rules say so, the earlier rounds decide, from the last backwards: of the tied candidates only those
/// remain who had the fewest votes there (the most, if one is to be elected). Then the order decides: the candidate who
/// is earlier in it is kept, or elected. The order is a lot drawn beforehand, the order of the ballot, or another order
/// that the law states. If neither settles a tie, the count stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TieRule {
    /// Whether earlier rounds decide first.
    pub earlier_rounds: bool,
    /// Candidates, the one to be kept longest first. It may be empty or leave candidates out.
    pub order: Vec<CandidateIndex>,
}

impl TieRule {
    /// A rule by which every tie stops the count.
    pub fn stop() -> Self {
        Self::default()
    }

    /// A rule by which the candidate who is earlier in the order is kept.
    pub fn by_order(order: impl IntoIterator<Item = CandidateIndex>) -> Self {
        Self { earlier_rounds: false, order: order.into_iter().collect() }
    }

    /// A rule by which earlier rounds decide, then the order.
    pub fn by_earlier_rounds(order: impl IntoIterator<Item = CandidateIndex>) -> Self {
        Self { earlier_rounds: true, order: order.into_iter().collect() }
    }
}

/// What settled a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledBy {
    /// The votes of an earlier round: its number, from 0.
    EarlierRound(usize),
    /// The order that the rule names.
    Order,
    /// Nothing: the count stopped here.
    Nothing,
}

/// What one of several is chosen for who are level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieQuestion {
    /// To be elected.
    Elect,
    /// To have a surplus moved before those of the others, who are elected too.
    SurplusFirst,
    /// To go out.
    Defeat,
}

impl TieQuestion {
    /// Whether it is whoever has the most votes; else the fewest.
    pub(super) fn is_most(self) -> bool {
        self != Self::Defeat
    }
}

/// Candidates with equal votes among whom one had to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The round, from 0.
    pub round: usize,
    /// The tied candidates, in rising order.
    pub tied: Vec<CandidateIndex>,
    /// What one was chosen for.
    pub question: TieQuestion,
    /// The chosen candidate; `None` if the count stopped.
    pub chosen: Option<CandidateIndex>,
    /// What settled it.
    pub settled_by: SettledBy,
}

/// Chooses one of `tied` in round `round`; `votes(round, candidate)` are the tallies of the
/// rounds before.
pub(super) fn settle<V: Ord>(
    rule: &TieRule,
    tied: &[CandidateIndex],
    question: TieQuestion,
    round: usize,
    votes: impl Fn(usize, CandidateIndex) -> V,
) -> Tie {
    let tie = |chosen, settled_by| Tie { round, tied: tied.to_vec(), question, chosen, settled_by };
    let mut left = tied.to_vec();
    if rule.earlier_rounds {
        for earlier in (0..round).rev() {
            let tallies = left.iter().map(|&candidate| votes(earlier, candidate));
            let Some(kept) = (if question.is_most() { tallies.max() } else { tallies.min() }) else { break };
            left.retain(|&candidate| votes(earlier, candidate) == kept);
            if let [chosen] = left[..] {
                return tie(Some(chosen), SettledBy::EarlierRound(earlier));
            }
        }
    }
    let place = |candidate| rule.order.iter().position(|&named| named == candidate);
    let places: Option<Vec<usize>> = left.iter().map(|&candidate| place(candidate)).collect();
    let at =
        places.and_then(|places| if question.is_most() { places.into_iter().min() } else { places.into_iter().max() });
    match at {
        Some(at) => tie(Some(rule.order[at]), SettledBy::Order),
        None => tie(None, SettledBy::Nothing),
    }
}
