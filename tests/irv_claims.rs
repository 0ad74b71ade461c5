//! Claims of an instant runoff: others' figures for every public contest, and twins that ask every order of elimination.

use std::collections::BTreeSet;

use recount::election::CandidateIndex;
use recount::random::{Random, Streams};
use recount::social_choice::irv_claims::{
    Difficulty, EndingFate, Explanation, IrvClaim, IrvClaims, NoClaims, SearchLimits, WeighedClaim, find_claims,
};
use recount::social_choice::margin::preference_tree::{CandidateSet, PreferenceTree};
use serde_json::Value;

use crate::oracles::oracle;

/// Preference orders with their counts.
pub(crate) type Orders = Vec<(Vec<CandidateIndex>, u64)>;

/// A contest of the shared vectors.
pub(crate) struct PublicContest {
    pub(crate) name: String,
    pub(crate) candidates: usize,
    pub(crate) orders: Orders,
    pub(crate) cards: u64,
    pub(crate) possible_winners: Vec<CandidateIndex>,
    pub(crate) known: Value,
}

/// Every contest of the shared vectors; `None` where they are not here.
pub(crate) fn public_contests() -> Option<Vec<PublicContest>> {
    let mut contests = Vec::new();
    for file in ["guide_paper", "us", "nsw", "maine", "random"] {
        let text = oracle(&format!("vectors/public_irv_{file}.json"))?;
        let all: Value = serde_json::from_str(&text).expect("JSON");
        for known in all["elections"].as_array().expect("elections") {
            let numbers = |list: &Value| -> Vec<CandidateIndex> {
                list.as_array().expect("a list").iter().map(|c| c.as_u64().expect("a number") as u16).collect()
            };
            let order = |vote: &Value| (numbers(&vote["prefs"]), vote["n"].as_u64().expect("a count"));
            contests.push(PublicContest {
                name: known["name"].as_str().expect("a name").to_owned(),
                candidates: known["num_candidates"].as_u64().expect("a number") as usize,
                orders: known["votes"].as_array().expect("votes").iter().map(order).collect(),
                cards: known["total_ballots"].as_u64().expect("a number"),
                possible_winners: numbers(&known["possible_winners"]),
                known: known.clone(),
            });
        }
    }
    Some(contests)
}

/// The first of an order who continues.
fn top(order: &[CandidateIndex], continuing: &[CandidateIndex]) -> Option<CandidateIndex> {
    order.iter().copied().find(|candidate| continuing.contains(candidate))
}

fn votes_for(orders: &Orders, candidate: CandidateIndex, continuing: &[CandidateIndex]) -> u64 {
    orders.iter().filter(|(order, _)| top(order, continuing) == Some(candidate)).map(|(_, count)| count).sum()
}

fn set_of(list: &[CandidateIndex]) -> CandidateSet {
    list.iter().fold(0, |set, &candidate| set | 1 << candidate)
}

fn list_of(set: CandidateSet) -> Vec<CandidateIndex> {
    (0..64).filter(|candidate| set >> candidate & 1 == 1).collect()
}

/// The two tallies of a claim, counted ballot by ballot.
fn counted(orders: &Orders, claim: IrvClaim) -> (u64, u64) {
    match claim {
        IrvClaim::NotEliminatedBefore { winner, loser } => {
            let first = |order: &[CandidateIndex]| order.first() == Some(&winner);
            // Only these two continue: the ballot is the loser's unless the winner is above.
            let losers = |order: &[CandidateIndex]| top(order, &[winner, loser]) == Some(loser);
            let sum = |asks: &dyn Fn(&[CandidateIndex]) -> bool| {
                orders.iter().filter(|(order, _)| asks(order)).map(|(_, count)| count).sum()
            };
            (sum(&first), sum(&losers))
        }
        IrvClaim::NotEliminatedNext { winner, loser, continuing } => {
            let continuing = list_of(continuing);
            (votes_for(orders, winner, &continuing), votes_for(orders, loser, &continuing))
        }
    }
}

/// Whether the claim contradicts this order of elimination, by its own words.
fn contradicts(claim: IrvClaim, order: &[CandidateIndex]) -> bool {
    (0..order.len()).any(|round| {
        let (gone, continuing) = (order[round], &order[round..]);
        match claim {
            IrvClaim::NotEliminatedBefore { winner, loser } => {
                gone == winner && loser != winner && continuing.contains(&loser)
            }
            IrvClaim::NotEliminatedNext { winner, continuing: set, .. } => {
                gone == winner && continuing.len() > 1 && set_of(continuing) == set
            }
        }
    })
}

/// Every order of these candidates.
fn permutations(candidates: usize) -> Vec<Vec<CandidateIndex>> {
    let mut all = vec![Vec::new()];
    for next in 0..candidates as CandidateIndex {
        all = all
            .iter()
            .flat_map(|order: &Vec<CandidateIndex>| {
                (0..=order.len()).map(move |place| {
                    let mut longer = order.clone();
                    longer.insert(place, next);
                    longer
                })
            })
            .collect();
    }
    all
}

/// Everybody who can win, whichever way ties are decided.
pub(crate) fn can_win(orders: &Orders, continuing: &[CandidateIndex]) -> BTreeSet<CandidateIndex> {
    if let [winner] = continuing {
        return BTreeSet::from([*winner]);
    }
    let votes: Vec<u64> = continuing.iter().map(|&candidate| votes_for(orders, candidate, continuing)).collect();
    let fewest = votes.iter().min().expect("somebody continues");
    let gone = continuing.iter().zip(&votes).filter(|(_, votes)| *votes == fewest);
    gone.flat_map(|(gone, _)| {
        let rest: Vec<CandidateIndex> = continuing.iter().copied().filter(|other| other != gone).collect();
        can_win(orders, &rest)
    })
    .collect()
}

/// The least greatest difficulty by its definition: the dearest order, at its easiest claim of all there are.
fn least_difficulty(
    candidates: usize,
    orders: &Orders,
    winner: CandidateIndex,
    difficulty: &dyn Fn(u64, u64) -> f64,
) -> f64 {
    let everybody: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
    let weigh = |claim| {
        let (more, fewer) = counted(orders, claim);
        if more > fewer { difficulty(more, fewer) } else { f64::INFINITY }
    };
    let mut claims = Vec::new();
    for &winner in &everybody {
        for &loser in everybody.iter().filter(|&&loser| loser != winner) {
            claims.push(IrvClaim::NotEliminatedBefore { winner, loser });
            for set in 0..1_u64 << candidates {
                if set >> winner & set >> loser & 1 == 1 {
                    claims.push(IrvClaim::NotEliminatedNext { winner, loser, continuing: set });
                }
            }
        }
    }
    let weighed: Vec<(IrvClaim, f64)> = claims.into_iter().map(|claim| (claim, weigh(claim))).collect();
    let easiest = |order: &Vec<CandidateIndex>| {
        let against = weighed.iter().filter(|(claim, _)| contradicts(*claim, order)).map(|(_, difficulty)| *difficulty);
        against.fold(f64::INFINITY, f64::min)
    };
    permutations(candidates).iter().filter(|order| order.last() != Some(&winner)).map(easiest).fold(0.0, f64::max)
}

fn assert_they_suffice(name: &str, candidates: usize, found: &IrvClaims) {
    for order in permutations(candidates).iter().filter(|order| order.last() != Some(&found.winner)) {
        let is_ruled_out = found.claims.iter().any(|weighed| contradicts(weighed.claim, order));
        assert!(is_ruled_out, "{name}: nothing rules out {order:?}");
    }
}

fn assert_they_are_weighed(name: &str, orders: &Orders, found: &IrvClaims, difficulty: &dyn Fn(u64, u64) -> f64) {
    for weighed in &found.claims {
        let (more, fewer) = counted(orders, weighed.claim);
        assert_eq!((weighed.winner_tally, weighed.loser_tally), (more, fewer), "{name}: {weighed:?}");
        assert!(more > fewer, "{name}: {weighed:?}");
        assert!((weighed.difficulty - difficulty(more, fewer)).abs() == 0.0, "{name}: {weighed:?}");
        assert!(weighed.difficulty <= found.difficulty, "{name}: {weighed:?}");
    }
}

#[test]
fn the_greatest_difficulty_of_every_public_contest_is_the_known_optimum() {
    let Some(contests) = public_contests() else { return };
    let kinds = [
        ("OneOnMargin", Difficulty::OneOnMargin),
        ("OneOnMarginSq", Difficulty::OneOnMarginSquared),
        ("BRAVO", Difficulty::Bravo { risk_limit: 0.05 }),
        ("MACRO", Difficulty::Macro { risk_limit: 0.05, error_inflation: 1.1 }),
    ];
    let mut compared = 0;
    for contest in &contests {
        let ballots = PreferenceTree::new(contest.candidates, &contest.orders).expect("fit orders");
        for (kind, difficulty) in kinds {
            // That program's BRAVO gives no number where nobody voted for the loser, and so never makes the claim.
            let theirs = |winner: u64, loser: u64| match difficulty {
                Difficulty::Bravo { .. } if loser == 0 => f64::INFINITY,
                _ => difficulty.of(winner, loser, contest.cards),
            };
            let found = find_claims(&ballots, contest.possible_winners[0], &theirs, SearchLimits::default());
            let known = &contest.known["raire"][format!("{kind}/MinimizeTree")];
            let name = format!("{} {kind}", contest.name);
            compared += 1;
            match (found, known["difficulty"].as_f64()) {
                (Ok(found), Some(known)) => {
                    assert!(
                        (found.difficulty - known).abs() <= 1e-9 * known,
                        "{name}: {} not {known}",
                        found.difficulty
                    );
                    assert!(found.is_optimal(), "{name}");
                    if contest.candidates <= 7 {
                        assert_they_suffice(&name, contest.candidates, &found);
                    }
                    assert_they_are_weighed(&name, &contest.orders, &found, &theirs);
                }
                (Err(NoClaims::Tied(winners)), None) => {
                    assert!(known["Err"].get("TiedWinners").is_some(), "{name}: {known}");
                    assert_eq!(winners, contest.possible_winners, "{name}");
                }
                (Err(NoClaims::CannotRuleOut(_)), None) => {
                    assert!(known["Err"].get("CouldNotRuleOut").is_some(), "{name}: {known}");
                }
                (found, _) => panic!("{name}: {found:?} against {known}"),
            }
        }
    }
    assert_eq!(compared, 4 * 60);
}

/// A few ballots over a few candidates, more often for the first of them.
pub(crate) fn some_orders(random: &mut Random, candidates: usize, kinds: u32, most: u32) -> Orders {
    (0..kinds)
        .map(|_| {
            let mut order: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
            random.shuffle(&mut order);
            order.truncate(1 + random.below(candidates as u32) as usize);
            (order, u64::from(1 + random.below(most)))
        })
        .collect()
}

#[test]
fn small_contests_have_the_claims_that_every_order_asks_for() {
    let mut random = Streams::new("77", 0).purpose("ranked ballots").stream(0);
    let (mut claimed, mut tied) = (0, 0);
    for round in 0..120 {
        let candidates = 2 + round % 4;
        let orders = some_orders(&mut random, candidates, 9, 20);
        let ballots = PreferenceTree::new(candidates, &orders).expect("fit orders");
        let everybody: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
        let can = can_win(&orders, &everybody);
        for winner in 0..candidates as CandidateIndex {
            let name = format!("{orders:?}, {winner}");
            let difficulty = |more: u64, fewer: u64| Difficulty::Bravo { risk_limit: 0.1 }.of(more, fewer, 1000);
            match find_claims(&ballots, winner, &difficulty, SearchLimits::default()) {
                Ok(found) => {
                    assert_eq!(can, BTreeSet::from([winner]), "{name}");
                    let known = least_difficulty(candidates, &orders, winner, &difficulty);
                    assert!(
                        (found.difficulty - known).abs() <= 1e-12 * known,
                        "{name}: {} not {known}",
                        found.difficulty
                    );
                    assert!(found.is_optimal() && found.is_fewest(), "{name}");
                    assert_they_suffice(&name, candidates, &found);
                    assert_they_are_weighed(&name, &orders, &found, &difficulty);
                    claimed += 1;
                }
                Err(NoClaims::WrongWinner(winners)) => {
                    assert!(!can.contains(&winner), "{name}");
                    assert!(winners.iter().eq(can.iter()), "{name}");
                }
                Err(NoClaims::Tied(winners)) => {
                    assert!(can.contains(&winner) && can.len() > 1 && winners.iter().eq(can.iter()), "{name}");
                    tied += 1;
                }
                Err(refused) => panic!("{name}: {refused:?}"),
            }
        }
    }
    assert!(claimed > 80 && tied > 5, "{claimed} contests with claims, {tied} ties");
}

/// The fewest claims by trying every set of one, of two, of three …
#[test]
fn no_smaller_set_of_claims_suffices() {
    let mut random = Streams::new("78", 0).purpose("ranked ballots").stream(0);
    let mut sizes = BTreeSet::new();
    for _ in 0..40 {
        let orders = some_orders(&mut random, 4, 12, 30);
        let ballots = PreferenceTree::new(4, &orders).expect("fit orders");
        let can = can_win(&orders, &[0, 1, 2, 3]);
        let Some(&winner) = can.first().filter(|_| can.len() == 1) else { continue };
        let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, 1000);
        let found = find_claims(&ballots, winner, &difficulty, SearchLimits::default()).expect("one winner");
        // Each easy enough claim as the bits of the orders that it contradicts, equal ones once.
        let open: Vec<Vec<CandidateIndex>> =
            permutations(4).into_iter().filter(|order| order.last() != Some(&winner)).collect();
        let mut easy = BTreeSet::new();
        for winner in 0..4 {
            for loser in (0..4).filter(|&loser| loser != winner) {
                let next = (0..16_u64).filter(|set| set >> winner & set >> loser & 1 == 1);
                let mut claims = vec![IrvClaim::NotEliminatedBefore { winner, loser }];
                claims.extend(next.map(|continuing| IrvClaim::NotEliminatedNext { winner, loser, continuing }));
                for claim in claims {
                    let (more, fewer) = counted(&orders, claim);
                    if more > fewer && difficulty(more, fewer) <= found.difficulty {
                        let bits = (0..open.len()).filter(|&at| contradicts(claim, &open[at]));
                        easy.insert(bits.fold(0_u32, |bits, at| bits | 1 << at));
                    }
                }
            }
        }
        let easy: Vec<u32> = easy.into_iter().collect();
        let all = (1_u32 << open.len()) - 1;
        let mut reached = BTreeSet::from([0_u32]);
        let mut size = 0;
        while !reached.contains(&all) {
            reached = reached.iter().flat_map(|bits| easy.iter().map(move |more| bits | more)).collect();
            size += 1;
        }
        assert_eq!((found.claims.len(), found.fewest), (size, size), "{orders:?}");
        sizes.insert(size);
    }
    assert!(sizes.len() >= 3, "contests of several kinds: {sizes:?}");
}

/// Every list of counts, one for each kind of ballot, that sums to `ballots`.
fn profiles(kinds: usize, ballots: u64) -> Vec<Vec<u64>> {
    if kinds == 1 {
        return vec![vec![ballots]];
    }
    let with =
        |first: u64| profiles(kinds - 1, ballots - first).into_iter().map(move |rest| [vec![first], rest].concat());
    (0..=ballots).flat_map(with).collect()
}

#[test]
fn claims_that_are_true_of_any_ballots_leave_one_winner() {
    let kinds: Vec<Vec<CandidateIndex>> =
        vec![vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2], vec![1, 0], vec![1, 2], vec![2, 0], vec![2, 1]];
    let elections: Vec<Orders> = profiles(kinds.len(), 5)
        .iter()
        .map(|counts| kinds.iter().cloned().zip(counts.iter().copied()).collect())
        .collect();
    let mut sets: BTreeSet<(CandidateIndex, Vec<IrvClaim>)> = BTreeSet::new();
    for orders in &elections {
        let ballots = PreferenceTree::new(3, orders).expect("fit orders");
        for winner in 0..3 {
            let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, 5);
            if let Ok(found) = find_claims(&ballots, winner, &difficulty, SearchLimits::default()) {
                let mut claims: Vec<IrvClaim> = found.claims.iter().map(|weighed| weighed.claim).collect();
                claims.sort();
                sets.insert((winner, claims));
            }
        }
    }
    assert!(sets.len() > 10, "{} sets of claims", sets.len());
    let (mut all_true, mut some_false) = (0, 0);
    for orders in &elections {
        let can = can_win(orders, &[0, 1, 2]);
        for (winner, claims) in &sets {
            let is_true = |claim: &IrvClaim| {
                let (more, fewer) = counted(orders, *claim);
                more > fewer
            };
            if claims.iter().all(is_true) {
                assert_eq!(can, BTreeSet::from([*winner]), "{orders:?}: {claims:?}");
                all_true += 1;
            } else {
                some_false += 1;
            }
        }
    }
    assert!(all_true > 1000 && some_false > 1000, "{all_true} and {some_false}");
}

#[test]
fn a_search_that_is_cut_short_says_what_it_knows() {
    let mut random = Streams::new("79", 0).purpose("ranked ballots").stream(0);
    let mut cut_short = 0;
    for _ in 0..60 {
        let orders = some_orders(&mut random, 6, 40, 10);
        let ballots = PreferenceTree::new(6, &orders).expect("fit orders");
        let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, 1000);
        for winner in 0..6 {
            let Ok(whole) = find_claims(&ballots, winner, &difficulty, SearchLimits::default()) else { continue };
            let short = find_claims(&ballots, winner, &difficulty, SearchLimits { endings: 1, fewer: 0 });
            let Ok(short) = short else { continue };
            assert_they_suffice("cut short", 6, &short);
            assert!(short.least_difficulty <= whole.difficulty && whole.difficulty <= short.difficulty);
            assert!(short.fewest <= short.claims.len());
            cut_short += usize::from(!short.is_optimal());
        }
    }
    assert!(cut_short > 0, "{cut_short} searches were cut short");
}

#[test]
fn a_tree_explains_which_claim_rules_out_which_orders() {
    let mut random = Streams::new("80", 0).purpose("ranked ballots").stream(0);
    let mut explained = 0;
    for _ in 0..40 {
        let orders = some_orders(&mut random, 5, 15, 30);
        let ballots = PreferenceTree::new(5, &orders).expect("fit orders");
        let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, 1000);
        for winner in 0..5 {
            let Ok(found) = find_claims(&ballots, winner, &difficulty, SearchLimits::default()) else { continue };
            let claims: Vec<IrvClaim> = found.claims.iter().map(|weighed: &WeighedClaim| weighed.claim).collect();
            let tree = Explanation::new(5, winner, &claims, 1000);
            assert!(tree.is_complete());
            // Every order that ends with another winner meets a claim on its way from the last round to the first.
            for order in permutations(5).iter().filter(|order| order.last() != Some(&winner)) {
                let is_at = |node: &usize, left: usize| tree.nodes[*node].first == order[left - 1];
                let roots = tree.nodes.iter().take_while(|node| node.behind.is_none()).count();
                let mut left = order.len();
                let mut node = (0..roots).find(|node| is_at(node, left)).expect("another winner");
                loop {
                    match &tree.nodes[node].fate {
                        EndingFate::RuledOut(by) => {
                            assert!(!by.is_empty() && by.iter().all(|&claim| contradicts(claims[claim], order)));
                            break;
                        }
                        EndingFate::LikeNode(like) => node = *like,
                        EndingFate::Before(range) => {
                            left -= 1;
                            node = range.clone().find(|node| is_at(node, left)).expect("everybody else goes before");
                        }
                        fate => panic!("{fate:?}"),
                    }
                }
            }
            let without_the_last = Explanation::new(5, winner, &claims[..claims.len() - 1], 1000);
            assert!(!without_the_last.is_complete(), "each claim is needed");
            explained += 1;
        }
    }
    assert!(explained > 20, "{explained} contests explained");
}
