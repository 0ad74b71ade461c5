//! An upper bound of the margin of a transferable vote: so many changed ballots that let somebody else win, found by counting.
//!
//! Ballots that rank a winner first are marked for one loser alone in their place, and the changed ballots are counted: whatever
//! changes who is elected shows that the margin is no larger. It may be smaller.
//!
//! # Reference
//! Blom, Stuckey and Teague 2019, "Toward Computing the Margin of Victory in Single Transferable Vote Elections", INFORMS Journal
//! on Computing 31(4), arXiv:1703.03511, for what is known of margins and their bounds.

use crate::election::{CandidateIndex, Ranking};
use crate::social_choice::ranked::{RANKED_RULES, RankedBallots, RankedCount};

/// Ballots that were changed, and that let somebody else win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvChange {
    /// Who was first on them.
    pub from: CandidateIndex,
    /// Who alone is marked on them now.
    pub to: CandidateIndex,
    /// How many they are.
    pub ballots: u64,
}

/// Losers for whom ballots are marked: those who stayed longest.
const LOSERS: usize = 3;

/// Kinds of ballot that are counted in all, round by round.
const MOST_COUNTED: usize = 4_000_000;

/// The fewest changed ballots that this search finds; `None` where it finds none, or a tie stops the count. Each order of
/// candidates has its number of ballots.
pub fn stv_margin_at_most(
    kinds: &[(Vec<CandidateIndex>, u64)],
    candidates: usize,
    count: impl Fn(&RankedBallots) -> RankedCount,
) -> Option<StvChange> {
    let recount = |change| count(&changed_by(kinds, candidates, change));
    let counted = recount(None);
    let elected = sorted(&counted)?;
    let mut losers: Vec<CandidateIndex> =
        counted.rounds.iter().rev().flat_map(|round| round.defeated.iter().copied()).collect();
    let standing = |candidate: &CandidateIndex| !losers.contains(candidate) && !elected.contains(candidate);
    let left: Vec<CandidateIndex> = (0..candidates as CandidateIndex).filter(standing).collect();
    losers.splice(0..0, left);
    losers.truncate(LOSERS);
    let mut room = MOST_COUNTED / (kinds.len().max(1) * counted.rounds.len().max(1));
    let mut best: Option<StvChange> = None;
    for &from in &elected {
        let firsts: u64 = kinds.iter().filter(|kind| kind.0.first() == Some(&from)).map(|kind| kind.1).sum();
        for &to in &losers {
            let mut changes = |ballots: u64| {
                room = room.checked_sub(1)?;
                let changed = recount(Some(StvChange { from, to, ballots }));
                Some(sorted(&changed).is_some_and(|now| now != elected))
            };
            let mut most = best.map_or(firsts, |best| firsts.min(best.ballots.saturating_sub(1)));
            if most == 0 || changes(most) != Some(true) {
                continue;
            }
            let mut least = 0;
            while most - least > 1 {
                let middle = least + (most - least) / 2;
                match changes(middle) {
                    Some(true) => most = middle,
                    Some(false) => least = middle,
                    None => break,
                }
            }
            best = Some(StvChange { from, to, ballots: most });
        }
    }
    best
}

/// Who is elected, in rising order; `None` where a tie stopped the count.
fn sorted(counted: &RankedCount) -> Option<Vec<CandidateIndex>> {
    let mut elected = counted.elected.clone();
    elected.sort_unstable();
    counted.open_tie().is_none().then_some(elected)
}

fn changed_by(kinds: &[(Vec<CandidateIndex>, u64)], candidates: usize, change: Option<StvChange>) -> RankedBallots {
    let mut left = change.map_or(0, |change| change.ballots);
    let mut changed: Vec<(Ranking, u64)> = Vec::with_capacity(kinds.len() + 1);
    for (order, n) in kinds {
        let is_changed = change.is_some_and(|change| order.first() == Some(&change.from));
        let taken = if is_changed { left.min(*n) } else { 0 };
        left -= taken;
        changed.push((Ranking::of(order.iter().copied()), n - taken));
    }
    if let Some(change) = change {
        changed.push((Ranking::of([change.to]), change.ballots - left));
    }
    let each = changed.iter().map(|(ranking, n)| (ranking, *n));
    RankedBallots::read(each, candidates, &RANKED_RULES[RANKED_RULES.len() - 1])
}
