//! A count of ranked ballots as a law describes it: card by card, every round from the top. Slow, and easy to read.

use recount::election::{CandidateIndex, Ranking};
use recount::social_choice::ranked::irv::{BatchElimination, IrvRules, IrvStop};
use recount::social_choice::ranked::{DuplicateRule, FirstAsked, InactiveReason, OvervotedRank, RankedRules};

pub(crate) struct SlowRound {
    pub(crate) tallies: Vec<Option<u64>>,
    pub(crate) inactive: Vec<(InactiveReason, u64)>,
    pub(crate) defeated: Vec<CandidateIndex>,
}

pub(crate) struct SlowCount {
    pub(crate) rounds: Vec<SlowRound>,
    pub(crate) winner: Option<CandidateIndex>,
}

/// A card, and why it is inactive.
#[derive(Clone)]
struct Card {
    ranks: Vec<Vec<CandidateIndex>>,
    inactive: Option<InactiveReason>,
}

fn cards(kinds: &[(Ranking, u64)], marks: &RankedRules) -> Vec<Card> {
    let mut cards = Vec::new();
    for (ranking, number) in kinds {
        let counted = marks.ranks_counted.map_or(usize::MAX, usize::from);
        let mut ranks: Vec<Vec<CandidateIndex>> = ranking.ranks().iter().take(counted).cloned().collect();
        if marks.duplicate == DuplicateRule::Remove {
            for later in 1..ranks.len() {
                let before: Vec<CandidateIndex> = ranks[..later].concat();
                ranks[later].retain(|candidate| !before.contains(candidate));
            }
        }
        for _ in 0..*number {
            cards.push(Card { ranks: ranks.clone(), inactive: None });
        }
    }
    cards
}

/// For whom a card counts among those who continue, or why for nobody.
fn reads(card: &Card, marks: &RankedRules, continuing: &[CandidateIndex]) -> Result<CandidateIndex, InactiveReason> {
    if card.ranks.iter().all(Vec::is_empty) {
        return Err(InactiveReason::Blank);
    }
    for (at, rank) in card.ranks.iter().enumerate() {
        if rank.is_empty() {
            continue;
        }
        let skipped = card.ranks[..at].iter().rev().take_while(|rank| rank.is_empty()).count();
        let too_many = marks.skips_allowed.is_some_and(|allowed| skipped > usize::from(allowed));
        let again = rank.iter().any(|candidate| card.ranks[..at].concat().contains(candidate));
        let overvoted = rank.len() > 1;
        if overvoted && marks.first_asked == FirstAsked::Overvote {
            match marks.overvote {
                OvervotedRank::Exhaust => return Err(InactiveReason::Overvote),
                OvervotedRank::Skip => continue,
                OvervotedRank::ExhaustIfSeveralContinue => {}
            }
        }
        if too_many {
            return Err(InactiveReason::SkippedRanks);
        }
        if again && marks.duplicate == DuplicateRule::Exhaust {
            return Err(InactiveReason::RepeatedCandidate);
        }
        let left: Vec<CandidateIndex> = rank.iter().copied().filter(|c| continuing.contains(c)).collect();
        match marks.overvote {
            OvervotedRank::Exhaust if overvoted => return Err(InactiveReason::Overvote),
            OvervotedRank::Skip if overvoted => continue,
            _ if left.len() > 1 => return Err(InactiveReason::Overvote),
            _ => {}
        }
        if let [candidate] = left[..] {
            return Ok(candidate);
        }
    }
    Err(InactiveReason::Exhausted)
}

/// Counts every card for whom it is for; notes those that become inactive.
fn tally(cards: &mut [Card], marks: &RankedRules, continuing: &[CandidateIndex]) -> Vec<(CandidateIndex, u64)> {
    let mut tally: Vec<(CandidateIndex, u64)> = continuing.iter().map(|&candidate| (candidate, 0)).collect();
    for card in cards.iter_mut().filter(|card| card.inactive.is_none()) {
        match reads(card, marks, continuing) {
            Ok(candidate) => tally.iter_mut().filter(|entry| entry.0 == candidate).for_each(|entry| entry.1 += 1),
            Err(reason) => card.inactive = Some(reason),
        }
    }
    tally
}

/// Who goes out together: the longest list of the last who together have fewer votes than each of the others, or no more.
fn batch(tally: &[(CandidateIndex, u64)], rules: &IrvRules) -> Option<Vec<CandidateIndex>> {
    let may_be_level = rules.elimination == BatchElimination::NoMore;
    let fewest_left = if rules.stop == IrvStop::TwoRemain || may_be_level { 2 } else { 1 };
    if rules.elimination == BatchElimination::OneByOne {
        return None;
    }
    let mut votes: Vec<u64> = tally.iter().map(|entry| entry.1).collect();
    votes.sort_unstable();
    votes.dedup();
    votes.into_iter().rev().find_map(|bar| {
        let below = tally.iter().filter(|entry| entry.1 < bar);
        let together: u64 = below.clone().map(|entry| entry.1).sum();
        let left = tally.len() - below.clone().count();
        let is_behind = together < bar || may_be_level && together == bar;
        let fits = is_behind && left >= fewest_left && below.clone().count() > 1;
        fits.then(|| below.map(|entry| entry.0).collect())
    })
}

pub(crate) fn count(kinds: &[(Ranking, u64)], candidates: u16, marks: &RankedRules, rules: &IrvRules) -> SlowCount {
    let mut cards = cards(kinds, marks);
    let mut continuing: Vec<CandidateIndex> = (0..candidates).filter(|c| !rules.excluded.contains(c)).collect();
    let mut result = SlowCount { rounds: Vec::new(), winner: None };
    let mut majority = None;
    let place = |candidate: &CandidateIndex| rules.ties.order.iter().position(|other| other == candidate);
    loop {
        let tally = tally(&mut cards, marks, &continuing);
        let active: u64 = tally.iter().map(|entry| entry.1).sum();
        if majority.is_none() || !rules.first_round_majority && result.winner.is_none() {
            majority = Some(active / 2 + 1);
        }
        let votes = |candidate: CandidateIndex| tally.iter().find(|entry| entry.0 == candidate).map(|entry| entry.1);
        let why = |reason| cards.iter().filter(|card| card.inactive == Some(reason)).count() as u64;
        let mut round = SlowRound {
            tallies: (0..candidates).map(votes).collect(),
            inactive: InactiveReason::ALL.iter().map(|&reason| (reason, why(reason))).collect(),
            defeated: Vec::new(),
        };
        let write_ins = rules.dropped_first.filter(|&candidate| votes(candidate).unwrap_or(0) > 0);
        let mut elected = None;
        if result.winner.is_none() && write_ins.is_none() {
            let most = tally.iter().map(|entry| entry.1).max();
            let best = continuing.iter().copied().filter(|&c| votes(c) == most).min_by_key(place);
            let has_majority = most >= majority && rules.stop != IrvStop::OneRemains;
            let is_last = continuing.len() == 1 || continuing.len() == 2 && rules.stop != IrvStop::OneRemains;
            elected = best.filter(|_| has_majority || is_last);
            result.winner = elected;
        }
        let is_over = result.winner.is_some() && (rules.stop != IrvStop::TwoRemain || continuing.len() <= 2);
        if !is_over && elected.is_none() && !continuing.is_empty() {
            let fewest = tally.iter().map(|entry| entry.1).min();
            let last = || continuing.iter().copied().filter(|&c| votes(c) == fewest).max_by_key(place);
            let one = write_ins.map(|candidate| vec![candidate]);
            round.defeated = one.or_else(|| batch(&tally, rules)).unwrap_or_else(|| last().into_iter().collect());
            continuing.retain(|candidate| !round.defeated.contains(candidate));
        }
        let ends = is_over || elected.is_none() && round.defeated.is_empty();
        result.rounds.push(round);
        if ends {
            return result;
        }
    }
}

/// Every winner, with one candidate out in each round, over every choice among those who are last.
pub(crate) fn winners_of_every_path(
    kinds: &[(Ranking, u64)],
    candidates: u16,
    marks: &RankedRules,
    rules: &IrvRules,
) -> Vec<CandidateIndex> {
    fn follow(
        mut cards: Vec<Card>,
        continuing: &[CandidateIndex],
        (marks, rules): (&RankedRules, &IrvRules),
        winners: &mut Vec<CandidateIndex>,
    ) {
        let tally = tally(&mut cards, marks, continuing);
        let write_ins = tally.iter().find(|entry| Some(entry.0) == rules.dropped_first && entry.1 > 0);
        if write_ins.is_none() && continuing.len() == 1 {
            winners.extend(continuing);
            return;
        }
        let fewest = tally.iter().map(|entry| entry.1).min();
        let last = tally.iter().filter(|entry| Some(entry.1) == fewest && write_ins.is_none()).chain(write_ins);
        for &(out, _) in last {
            let left: Vec<CandidateIndex> = continuing.iter().copied().filter(|&c| c != out).collect();
            follow(cards.clone(), &left, (marks, rules), winners);
        }
    }
    let mut winners = Vec::new();
    follow(cards(kinds, marks), &(0..candidates).collect::<Vec<_>>(), (marks, rules), &mut winners);
    winners.sort_unstable();
    winners.dedup();
    winners
}
