//! The search: the largest size at which claims still exclude every other outcome, then as few claims of that size as serve.

use super::claim::StvClaim;
use super::level::{ClaimLevel, Excludes, PARTS, listed, size, survivor};
use super::tables::{ClaimTables, MOST_CANDIDATES, members};
use crate::election::CandidateIndex;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct StvQuestion<'a> {
    /// How many stand.
    pub candidates: usize,
    /// Seats to be filled.
    pub seats: usize,
    /// Who is elected.
    pub winners: &'a [CandidateIndex],
    /// Whether a ballot of a surplus may move at its whole value, as a last parcel may.
    pub moves_whole: bool,
}

/// Claims, and which winners they prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StvClaims {
    /// The claims, each with the sum of its worths over all ballots.
    pub claims: Vec<(StvClaim, i64)>,
    /// The winners that the claims prove, in rising order.
    pub proven: Vec<CandidateIndex>,
}

impl StvClaims {
    /// Fewer changed ballots than this leave every claim true; `None` where there are no claims.
    pub fn margin(&self) -> Option<u64> {
        let ballots = |(claim, sum): &(StvClaim, i64)| {
            let (least, most) = claim.bounds();
            sum.unsigned_abs().div_ceil(u64::from(least) + u64::from(most))
        };
        self.claims.iter().map(ballots).min()
    }
}

/// Finds claims that prove the winners of these ballots: all if it can, else as many as it can. Each order of candidates has its
/// number of ballots.
///
/// What is found is proved: an outcome that the claims leave has every winner in [`StvClaims::proven`]. That others could be proved
/// too is possible. There are none where more than 64 stand, or everybody is elected.
pub fn find_stv_claims(question: StvQuestion<'_>, kinds: &[(Vec<CandidateIndex>, u64)]) -> StvClaims {
    let StvQuestion { candidates, seats, winners, .. } = question;
    let right = winners.iter().fold(0_u64, |set, &it| set | 1_u64.checked_shl(u32::from(it)).unwrap_or(0));
    if candidates > MOST_CANDIDATES || seats == 0 || seats >= candidates || right.count_ones() as usize != seats {
        return StvClaims::default();
    }
    let tables = ClaimTables::new(candidates, kinds);
    let all = ClaimSearch { tables: &tables, question, right, wanted: right };
    if let Some(found) = all.best() {
        return found;
    }
    let parts = members(right).map(|winner| ClaimSearch { wanted: 1 << winner, ..all }.best());
    let mut found = StvClaims::default();
    for part in parts.flatten() {
        for claim in part.claims {
            if !found.claims.contains(&claim) {
                found.claims.push(claim);
            }
        }
        found.proven.extend(part.proven);
    }
    found
}

#[derive(Clone, Copy)]
struct ClaimSearch<'a> {
    tables: &'a ClaimTables<'a>,
    question: StvQuestion<'a>,
    /// The outcome.
    right: u64,
    /// The winners who are to be proved.
    wanted: u64,
}

impl ClaimSearch<'_> {
    /// Claims that prove the wanted winners, the smallest as large as it can be; `None` where none are known.
    fn best(&self) -> Option<StvClaims> {
        let (mut known, mut too_large) = (1, 2 * self.tables.valid * PARTS + 2);
        if !self.suffices(&self.level(known)) {
            return None;
        }
        while too_large - known > 1 {
            let middle = known + (too_large - known) / 2;
            if self.suffices(&self.level(middle)) {
                known = middle;
            } else {
                too_large = middle;
            }
        }
        self.few(&self.level(known))
    }

    fn level(&self, least: i128) -> ClaimLevel<'_> {
        ClaimLevel::new(self.tables, self.question.seats, least, self.question.moves_whole)
    }

    /// Whether every outcome that claims leave has the wanted winners, and the right one is left.
    fn suffices(&self, claims: &dyn Excludes) -> bool {
        let counts = (self.tables.candidates, self.question.seats);
        let is_left = |wanted: &dyn Fn(u64) -> bool| survivor(claims, counts, wanted);
        is_left(&|outcome| outcome & self.wanted == self.wanted) == Ok(None)
            && is_left(&|outcome| outcome != self.right) == Ok(Some(self.right))
    }

    /// As few claims of a level as are found to serve.
    fn few(&self, level: &ClaimLevel<'_>) -> Option<StvClaims> {
        let counts = (self.tables.candidates, self.question.seats);
        let serves = |outcome: u64| outcome & self.wanted == self.wanted;
        let mut chosen = ChosenClaims::default();
        while let Some(wrong) = survivor(&chosen, counts, &serves).ok()? {
            chosen.add(self.against(level, wrong)?);
        }
        for at in (0..chosen.bundles.len()).rev() {
            let fewer = chosen.without(at);
            if survivor(&fewer, counts, &serves) == Ok(None) {
                chosen = fewer;
            }
        }
        let sum = |claim: &StvClaim| {
            let each = self.tables.kinds.iter().map(|(order, n)| i128::from(claim.worth(order)) * i128::from(*n));
            each.sum::<i128>()
        };
        let mut claims: Vec<(StvClaim, i64)> = Vec::new();
        for claim in chosen.bundles.iter().flatten() {
            let sum = sum(claim);
            // What the tables say holds for the ballots too.
            if size(sum, claim.bounds()) < level.least {
                return None;
            }
            let claim = (claim.clone(), i64::try_from(sum).unwrap_or(i64::MAX));
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
        Some(StvClaims { claims, proven: members(self.wanted).map(|it| it as CandidateIndex).collect() })
    }

    /// Claims of a level that exclude an outcome, the last with the others that it needs before it.
    fn against(&self, level: &ClaimLevel<'_>, outcome: u64) -> Option<Vec<StvClaim>> {
        let missing = members(level.sure() & !outcome).max_by_key(|&it| self.tables.first[it]);
        if let Some(winner) = missing {
            return Some(self.quota(level, winner));
        }
        let with = members(outcome).flat_map(|loser| members(level.with(loser) & !outcome).map(move |it| (it, loser)));
        if let Some(pair) =
            with.max_by_key(|&(winner, loser)| self.tables.first[winner] - self.tables.above(winner, loser))
        {
            return Some(self.ahead(level, pair, 0));
        }
        let pair = level.excluding(outcome)?;
        Some(self.ahead(level, pair, outcome & !(1 << pair.1)))
    }

    /// Of `through` those without whom a lead is too small.
    fn needed(&self, winner: usize, through: u64, is_enough: impl Fn(i128) -> bool) -> u64 {
        let mut needed = through;
        for candidate in members(through) {
            let fewer = needed & !(1 << candidate);
            if is_enough(self.tables.reached_by(winner, fewer)) {
                needed = fewer;
            }
        }
        needed
    }

    fn behind(winner: usize, through: u64) -> impl Iterator<Item = StvClaim> {
        members(through).map(move |loser| StvClaim::plain(winner as CandidateIndex, loser as CandidateIndex))
    }

    fn quota(&self, level: &ClaimLevel<'_>, winner: usize) -> Vec<StvClaim> {
        let seats = self.question.seats as u32;
        let through = self.needed(winner, level.behind[winner], |votes| {
            size((i128::from(seats) + 1) * votes - self.tables.valid, (1, seats)) >= level.least
        });
        let mut claims: Vec<StvClaim> = Self::behind(winner, through).collect();
        claims.push(StvClaim::HasQuota { winner: winner as CandidateIndex, seats, through: listed(through) });
        claims
    }

    fn ahead(&self, level: &ClaimLevel<'_>, (winner, loser): (usize, usize), elected: u64) -> Vec<StvClaim> {
        if level.behind[winner] & 1 << loser != 0 {
            return vec![StvClaim::plain(winner as CandidateIndex, loser as CandidateIndex)];
        }
        let pair = (winner, loser);
        let all = self.tables.reached_by(winner, level.behind[winner]);
        let mut moved = elected;
        for first in members(elected) {
            let fewer = moved & !(1 << first);
            if level.is_large(level.lead(pair, all, fewer)) {
                moved = fewer;
            }
        }
        let through = self.needed(winner, level.behind[winner], |votes| level.is_large(level.lead(pair, votes, moved)));
        let mut claims: Vec<StvClaim> = Self::behind(winner, through).collect();
        for first in members(moved).filter(|&first| level.is_bounded[first]) {
            let seats = self.question.seats as u32;
            claims.push(StvClaim::HasQuota { winner: first as CandidateIndex, seats, through: [].into() });
            claims.push(level.moves_below(first, level.bound_of(first)));
        }
        claims.push(StvClaim::Ahead {
            winner: winner as CandidateIndex,
            loser: loser as CandidateIndex,
            through: listed(through),
            moved: members(moved).map(|first| (first as CandidateIndex, level.bound_of(first))).collect(),
            whole: if moved == 0 { 1 } else { level.whole() },
        });
        claims
    }
}

/// Claims that were taken, each with those that it needs.
#[derive(Clone, Debug, Default)]
struct ChosenClaims {
    bundles: Vec<Vec<StvClaim>>,
    sure: u64,
    with: Vec<(usize, u64)>,
    /// Winner, loser, and who must be elected too.
    others: Vec<(usize, usize, u64)>,
}

impl ChosenClaims {
    fn add(&mut self, bundle: Vec<StvClaim>) {
        for claim in &bundle {
            match claim {
                StvClaim::HasQuota { winner, .. } => self.sure |= 1 << winner,
                StvClaim::MovesBelow { .. } => {}
                StvClaim::Ahead { winner, loser, moved, .. } => {
                    let elected = moved.iter().fold(0_u64, |set, it| set | 1 << it.0);
                    if elected == 0 {
                        self.with.push((usize::from(*loser), 1 << winner));
                    } else {
                        self.others.push((usize::from(*winner), usize::from(*loser), elected));
                    }
                }
            }
        }
        self.bundles.push(bundle);
    }

    fn without(&self, at: usize) -> Self {
        let mut fewer = Self::default();
        let others = self.bundles.iter().enumerate().filter(|it| it.0 != at);
        others.for_each(|(_, bundle)| fewer.add(bundle.clone()));
        fewer
    }
}

impl Excludes for ChosenClaims {
    fn sure(&self) -> u64 {
        self.sure
    }

    fn with(&self, candidate: usize) -> u64 {
        self.with.iter().filter(|it| it.0 == candidate).fold(0, |set, it| set | it.1)
    }

    fn excludes(&self, outcome: u64) -> bool {
        let has = |candidate: &usize| outcome & 1 << candidate != 0;
        self.others.iter().any(|(winner, loser, elected)| !has(winner) && has(loser) && elected & !outcome == 0)
    }
}
