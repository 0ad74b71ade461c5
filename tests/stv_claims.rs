//! Claims of transferable votes: the set of a published contest, what others found for three seats, and claims that outlive every
//! change of the ballots hold only where the winners are right.

use recount::election::{CandidateIndex, Ranking};
use recount::scenario::shipped;
use recount::simulation::{ElectionRun, RankedProof, run};
use recount::social_choice::margin::stv_margin_at_most;
use recount::social_choice::ranked::stv::{STV_METHODS, StvCount, StvMethod, StvRules, count};
use recount::social_choice::ranked::{RankedBallots, RankedCount, RankedRules, TieRule};
use recount::social_choice::stv_claims::{StvClaim, StvQuestion, find_stv_claims};

use crate::transferable::portland_ballots;

type Kinds = Vec<(Vec<CandidateIndex>, u64)>;

fn counted(kinds: &Kinds, candidates: usize, rules: &StvRules) -> StvCount {
    let rankings: Vec<(Ranking, u64)> =
        kinds.iter().map(|(order, n)| (Ranking::of(order.iter().copied()), *n)).collect();
    let marks = RankedRules::named("pass-over").expect("a rule set");
    let each = rankings.iter().map(|(ranking, n)| (ranking, *n));
    count(&RankedBallots::read(each, candidates, &marks), rules)
}

fn rules(method: StvMethod, seats: usize, order: Vec<CandidateIndex>) -> StvRules {
    StvRules { method, seats, dropped_first: None, excluded: Vec::new(), ties: TieRule::by_order(order) }
}

fn elected(counted: &StvCount) -> Vec<CandidateIndex> {
    let mut elected = counted.elected.clone();
    elected.sort_unstable();
    elected
}

fn question(candidates: usize, seats: usize, winners: &[CandidateIndex], moves_whole: bool) -> StvQuestion<'_> {
    StvQuestion { candidates, seats, winners, moves_whole }
}

/// Whole numbers below a bound, the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn order(&mut self, candidates: usize) -> Vec<CandidateIndex> {
        let length = 1 + self.below(candidates as u64) as usize;
        let mut order = Vec::new();
        while order.len() < length {
            let candidate = self.below(candidates as u64) as CandidateIndex;
            if !order.contains(&candidate) {
                order.push(candidate);
            }
        }
        order
    }

    fn kinds(&mut self, candidates: usize) -> Kinds {
        (0..=self.below(9)).map(|_| (self.order(candidates), 1 + self.below(12))).collect()
    }
}

fn hold(claims: &[(StvClaim, i64)], kinds: &Kinds) -> bool {
    let sum = |claim: &StvClaim| kinds.iter().map(|(order, n)| claim.worth(order) * *n as i64).sum::<i64>();
    claims.iter().all(|(claim, _)| sum(claim) > 0)
}

/// Ballots walk away from those that the claims were made of as long as every claim holds: whoever was proved is elected all the
/// way, by every method.
fn walk(elections: u64, steps: u64) {
    let mut numbers = Numbers(88_172_645_463_325_252);
    let (mut all, mut part, mut met, mut in_full) = (0, 0, 0, 0);
    for _ in 0..elections {
        let candidates = 3 + numbers.below(4) as usize;
        let seats = (1 + numbers.below(3) as usize).min(candidates - 1);
        let method = STV_METHODS[numbers.below(STV_METHODS.len() as u64) as usize];
        let mut lot: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
        (1..candidates).rev().for_each(|at| lot.swap(at, numbers.below(at as u64 + 1) as usize));
        let kinds = numbers.kinds(candidates);
        let winners = elected(&counted(&kinds, candidates, &rules(method, seats, lot.clone())));
        let moves_whole = method.name == "last-parcel";
        let found = find_stv_claims(question(candidates, seats, &winners, moves_whole), &kinds);
        assert!(hold(&found.claims, &kinds), "{kinds:?}: {found:?}");
        all += u32::from(found.proven == winners);
        part += u32::from(!found.proven.is_empty() && found.proven != winners);
        in_full += found.claims.iter().filter(|(claim, _)| claim.bounds() != (1, 1)).count();
        let mut at = kinds.clone();
        for _ in 0..steps {
            let mut next = if at.len() > 14 { kinds.clone() } else { at.clone() };
            for _ in 0..=numbers.below(6) {
                let place = numbers.below(next.len() as u64) as usize;
                match numbers.below(3) {
                    0 => next[place].1 = numbers.below(14),
                    1 => next[place].0 = numbers.order(candidates),
                    _ => next.push((numbers.order(candidates), 1 + numbers.below(6))),
                }
            }
            if found.proven.is_empty() || !hold(&found.claims, &next) {
                continue;
            }
            met += 1;
            // Claims that know a surplus to move in part say nothing of last parcels, which may move whole.
            for method in STV_METHODS.into_iter().filter(|method| moves_whole || method.name != "last-parcel") {
                let now = counted(&next, candidates, &rules(method, seats, lot.clone()));
                let missing = found.proven.iter().find(|winner| !now.elected.contains(winner));
                assert!(missing.is_none(), "{}, {missing:?}: {kinds:?}, then {next:?}: {found:?}", method.name);
            }
            at = next;
        }
    }
    assert!(all > elections as u32 / 3 && part > elections as u32 / 10, "{all} and {part} of {elections}");
    assert!(met > elections * steps / 10 && in_full as u64 > elections / 2, "{met}, {in_full}");
}

#[test]
fn whoever_is_proved_is_elected_wherever_the_claims_hold() {
    walk(600, 40);
}

#[test]
#[ignore = "minutes"]
fn long_whoever_is_proved_is_elected_wherever_the_claims_hold() {
    walk(60_000, 60);
}

fn proof(run: &ElectionRun) -> &RankedProof {
    &run.contests[0].rounds.as_ref().expect("rounds").proof
}

/// Blom, Stuckey, Teague and Vukcevic 2022, section 5, audit this contest by a quota of the first winner, an upper bound of the value
/// at which her ballots move, and the second winner ahead of each other candidate. By hand: 3 · 16,727 − 32,086 = 18,095; of
/// 16,727 first preferences 6,031 are surplus, a share of 0.3606.
#[test]
fn two_seats_of_minneapolis_are_proved_as_published() {
    let run = run(&shipped("minneapolis-2009-taxation").expect("a scenario"), None).expect("a run");
    let RankedProof::Transfers { known: Ok(known), unproven: None, at_most: Some(change) } = proof(&run) else {
        panic!("{:?}", proof(&run));
    };
    assert_eq!(known.proven, [0, 1]);
    let (ahead, of_first): (Vec<_>, Vec<_>) =
        known.claims.iter().partition(|(claim, _)| matches!(claim, StvClaim::Ahead { .. }));
    let [(quota, sum), (moves, _)] = &of_first[..] else { panic!("{of_first:?}") };
    assert_eq!(*quota, StvClaim::HasQuota { winner: 0, seats: 2, through: [].into() });
    assert_eq!(*sum, 18_095);
    let StvClaim::MovesBelow { winner: 0, value, whole, .. } = moves else { panic!("{moves:?}") };
    let share = f64::from(*value) / f64::from(*whole);
    assert!((0.3606..0.6667).contains(&share), "{share}");
    let mut losers: Vec<u16> = ahead.iter().map(|(claim, _)| claim.loser()).collect();
    losers.sort_unstable();
    assert!(ahead.iter().all(|(claim, _)| claim.winner() == 1));
    assert_eq!(losers, [2, 3, 4, 5, 6]);
    let audits: Vec<_> = run.audits.iter().map(|audit| audit.decision).collect();
    assert!(audits.iter().all(|&decision| decision == recount::audit::Decision::Confirmed), "{audits:?}");
    assert!(known.margin().is_some_and(|least| least <= change.ballots));
}

/// An independent search found no winner of these contests provable from the whole ballots.
#[test]
fn three_seats_of_portland_are_not_proved() {
    for (district, winners) in [("D1", 3), ("D2", 3)] {
        let Some((names, kinds)) = portland_ballots(district) else { return };
        let lot = (0..names.len() as CandidateIndex).collect();
        let by_count = elected(&counted(&kinds, names.len(), &rules(STV_METHODS[0], winners, lot)));
        let found = find_stv_claims(question(names.len(), winners, &by_count, false), &kinds);
        assert!(found.claims.is_empty() && found.proven.is_empty(), "{district}: {found:?}");
    }
}

#[test]
fn an_upper_bound_is_a_change_that_changes_who_is_elected() {
    let mut numbers = Numbers(20_241_105);
    let mut met = 0;
    for _ in 0..60 {
        let kinds = numbers.kinds(5);
        let rules = rules(STV_METHODS[1], 2, vec![4, 2, 0, 1, 3]);
        let by_rules = |ballots: &RankedBallots| RankedCount::from(count(ballots, &rules));
        let Some(change) = stv_margin_at_most(&kinds, 5, by_rules) else { continue };
        let before = elected(&counted(&kinds, 5, &rules));
        let (mut after, mut left) = (Vec::new(), change.ballots);
        for (order, n) in &kinds {
            let taken = if order[0] == change.from { left.min(*n) } else { 0 };
            left -= taken;
            after.push((order.clone(), n - taken));
        }
        after.push((vec![change.to], change.ballots));
        assert_eq!(left, 0);
        assert_ne!(elected(&counted(&after, 5, &rules)), before, "{kinds:?}: {change:?}");
        met += 1;
        let found = find_stv_claims(question(5, 2, &before, false), &kinds);
        if found.proven == before {
            assert!(found.margin().is_some_and(|least| least <= change.ballots), "{kinds:?}: {change:?}, {found:?}");
        }
    }
    assert!(met > 30, "{met}");
}
