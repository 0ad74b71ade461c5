//! Ranked ballots of one contest as orders with counts, where a file has no single cards.

use crate::import::contest::{ImportedChoice, ImportedContest};
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS, MarkPatterns, OVERVOTED_RANK};

/// Most ballots of one contest: the largest whole number up to which all are exact as a fraction in other programs.
pub(crate) const MOST_BALLOTS: u64 = 1 << 53;

/// Ranked ballots of one contest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedOrders {
    /// The contest; seats stand in `vote_for` where the file states them.
    pub contest: ImportedContest,
    /// The orders, each once.
    pub patterns: MarkPatterns,
    /// Ballots for each order, by its code.
    pub counts: Vec<u64>,
    /// All ballots, those without a preference included.
    pub ballots: u64,
    /// Choices that withdrew.
    pub withdrawn: Vec<u16>,
    /// The order in which ties are settled, where the file gives one, the first preferred.
    pub tie_order: Vec<u16>,
    /// Who won, where the file says so.
    pub winner: Option<u16>,
    /// Ballots whose voters chose parties and not candidates: parties in order, and how many.
    pub by_party: Vec<(Vec<u16>, u64)>,
    /// The parties of those ballots.
    pub parties: Vec<String>,
    /// Ballots that the file counts as informal, beyond those above.
    pub informal: u64,
}

/// What is wrong with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderFault {
    /// More ranks than one byte holds.
    Ranks,
    /// More ballots than may be.
    Ballots,
}

impl RankedOrders {
    /// A contest with these candidates.
    pub(crate) fn of(name: String, candidates: Vec<ImportedChoice>) -> Self {
        let contest = ImportedContest { key: name.clone(), name, choices: candidates, ..ImportedContest::default() };
        Self { contest, ..Self::default() }
    }

    /// Adds ballots of an order: choices for each rank, several where they are tied, none where a rank is skipped. Returns how
    /// many choices stand in it a second time; their better rank counts.
    pub(crate) fn add(&mut self, order: &[Vec<u16>], count: u64) -> Result<u64, OrderFault> {
        if order.iter().map(Vec::len).sum::<usize>() > 2 * MOST_CHOICES {
            return Err(OrderFault::Ranks);
        }
        let mut marks: Vec<ContestMark> = Vec::new();
        let mut repeated = 0;
        for (at, tied) in order.iter().enumerate() {
            let rank = u8::try_from(at + 1).ok().filter(|&rank| usize::from(rank) <= MOST_RANKS);
            for &choice in tied {
                if marks.iter().any(|mark| mark.choice == choice) {
                    repeated += 1;
                } else {
                    marks.push(ContestMark { rank: rank.ok_or(OrderFault::Ranks)?, choice });
                }
            }
        }
        let sum = self.ballots.checked_add(count).filter(|&sum| sum <= MOST_BALLOTS);
        self.ballots = sum.ok_or(OrderFault::Ballots)?;
        let state = if marks.is_empty() { ContestState::Blank } else { ContestState::Voted };
        let last = marks.iter().map(|mark| mark.rank).max().unwrap_or(0);
        self.contest.ranks = self.contest.ranks.max(last);
        let code = self.patterns.code(state, &mut marks) as usize;
        if self.counts.len() <= code {
            self.counts.resize(code + 1, 0);
        }
        self.counts[code] += count;
        Ok(repeated)
    }

    /// The orders with their ballots, each name once, the most preferred first, and the ballots that have several names at one rank: such
    /// a rank is passed over. Those who withdrew are left out.
    pub fn in_order(&self) -> (Vec<(Vec<u16>, u64)>, u64) {
        let counts = self.counts.iter().copied().enumerate();
        let counts = counts.map(|(code, ballots)| (code as u32, ballots));
        let (mut orders, several) = orders_of(&self.patterns, &self.withdrawn, counts);
        let listed: u64 = orders.iter().map(|it| it.1).sum();
        if self.ballots > listed {
            orders.push((Vec::new(), self.ballots - listed));
        }
        (orders, several)
    }

    /// Ballots on which each candidate is alone on the first rank that is marked; for comparing with what others count.
    pub fn first_preferences(&self) -> Vec<u64> {
        let mut votes = vec![0; self.contest.choices.len()];
        for (code, &count) in self.counts.iter().enumerate() {
            let marks: Vec<ContestMark> = self.patterns.marks(code as u32).collect();
            if let Some(first) = marks.first()
                && marks.get(1).is_none_or(|second| second.rank > first.rank)
            {
                votes[usize::from(first.choice)] += count;
            }
        }
        votes
    }
}

/// Whether a number of candidates may be.
pub(crate) fn may_have(candidates: usize) -> bool {
    (1..=MOST_CHOICES).contains(&candidates)
}

/// Ways to mark with their ballots as orders, each name once and without those who withdrew; and the ballots that have several names at one rank, which is passed over.
pub fn orders_of(
    patterns: &MarkPatterns,
    withdrawn: &[u16],
    counts: impl Iterator<Item = (u32, u64)>,
) -> (Vec<(Vec<u16>, u64)>, u64) {
    let (mut orders, mut several) = (Vec::new(), 0);
    for (code, ballots) in counts.filter(|it| it.1 > 0) {
        if patterns.state(code) == ContestState::NotOnBallot {
            continue;
        }
        let marks: Vec<ContestMark> = patterns.marks(code).filter(|mark| !withdrawn.contains(&mark.choice)).collect();
        let mut order: Vec<u16> = Vec::new();
        let mut has_several = false;
        for rank in marks.chunk_by(|a, b| a.rank == b.rank) {
            match rank {
                [one] if one.choice != OVERVOTED_RANK => {
                    if !order.contains(&one.choice) {
                        order.push(one.choice);
                    }
                }
                _ => has_several = true,
            }
        }
        several += if has_several { ballots } else { 0 };
        orders.push((order, ballots));
    }
    (orders, several)
}
