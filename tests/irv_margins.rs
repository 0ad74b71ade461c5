//! Margins of instant runoffs: others' figures for every public contest, and twins that change the ballots one by one.

use std::collections::{BTreeMap, BTreeSet};

use recount::election::{CandidateIndex, read_ranked};
use recount::random::Streams;
use recount::social_choice::irv_claims::{Difficulty, SearchLimits, find_claims};
use recount::social_choice::margin::preference_tree::PreferenceTree;
use recount::social_choice::margin::{IrvMargin, MarginLimits, elimination, irv_margin};

use crate::archive;
use crate::irv_claims::{Orders, can_win, public_contests, some_orders};
use crate::oracles::oracle_bytes;

fn margin(candidates: usize, orders: &Orders, winner: CandidateIndex) -> Option<IrvMargin> {
    let ballots = PreferenceTree::new(candidates, orders).expect("fit orders");
    irv_margin(&ballots, winner, MarginLimits::default())
}

#[test]
fn every_public_margin_is_the_known_one() {
    let Some(contests) = public_contests() else { return };
    let mut compared = 0;
    for contest in &contests {
        let found = margin(contest.candidates, &contest.orders, contest.possible_winners[0]).expect("a winner");
        assert!(found.is_exact(), "{}: {found:?}", contest.name);
        let known = &contest.known["irv_margin"];
        if contest.possible_winners.len() > 1 {
            assert_eq!(found.most, 0, "{}", contest.name);
            continue;
        }
        assert_eq!(Some(found.most), known["ballots_to_change"].as_u64(), "{}", contest.name);
        assert_eq!(Some(found.last_round), known["last_round_margin"].as_u64(), "{}", contest.name);
        if let Some(published) = known["published_margin"].as_u64() {
            assert_eq!(found.most, published, "{}", contest.name);
        }
        // Claims can show no wider margin than there is.
        let ballots = PreferenceTree::new(contest.candidates, &contest.orders).expect("fit orders");
        let difficulty = |more: u64, fewer: u64| Difficulty::OneOnMargin.of(more, fewer, contest.cards);
        let claims = find_claims(&ballots, contest.possible_winners[0], &difficulty, SearchLimits::default());
        let claimed = claims.expect("one winner").margin().expect("a claim");
        assert!(claimed.div_ceil(2) <= found.most, "{}: claims show {claimed}", contest.name);
        compared += 1;
    }
    assert_eq!(compared, 59);
}

/// Every order of some of these candidates but none of all: naming the last one says nothing.
fn ways_to_vote(candidates: usize) -> Vec<Vec<CandidateIndex>> {
    let mut ways: Vec<Vec<CandidateIndex>> = Vec::new();
    let mut longest = vec![Vec::new()];
    for _ in 1..candidates.max(2) {
        longest = longest
            .iter()
            .flat_map(|order: &Vec<CandidateIndex>| {
                let more = (0..candidates as CandidateIndex).filter(|candidate| !order.contains(candidate));
                more.map(move |candidate| [&order[..], &[candidate]].concat())
            })
            .collect();
        ways.extend(longest.iter().cloned());
    }
    ways
}

/// The fewest ballots whose change lets somebody else win, by trying every change of one, of two, of three …
fn by_every_change(candidates: usize, orders: &Orders, winner: CandidateIndex) -> u64 {
    let everybody: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
    let ways = ways_to_vote(candidates);
    let mut piles: BTreeMap<Vec<CandidateIndex>, u64> = BTreeMap::new();
    for (order, count) in orders {
        // Naming the last one says nothing: cut him off, so that equal ballots are equal.
        let order = if order.len() == candidates { &order[..candidates - 1] } else { &order[..] };
        *piles.entry(order.to_vec()).or_default() += count;
    }
    let mut reached = BTreeSet::from([piles]);
    for changed in 0.. {
        let other_wins = |piles: &BTreeMap<Vec<CandidateIndex>, u64>| {
            let orders: Orders = piles.iter().map(|(order, count)| (order.clone(), *count)).collect();
            can_win(&orders, &everybody).iter().any(|&candidate| candidate != winner)
        };
        if reached.iter().any(other_wins) {
            return changed;
        }
        let mut next = BTreeSet::new();
        for piles in &reached {
            for from in piles.keys() {
                for to in ways.iter().filter(|to| *to != from) {
                    let mut piles = piles.clone();
                    *piles.entry(to.clone()).or_default() += 1;
                    let left = piles.get_mut(from).expect("a pile");
                    *left -= 1;
                    if *left == 0 {
                        piles.remove(from);
                    }
                    next.insert(piles);
                }
            }
        }
        reached = next;
    }
    unreachable!("changing every ballot lets anybody win")
}

#[test]
fn small_margins_are_those_of_every_way_to_change_ballots() {
    let mut random = Streams::new("81", 0).purpose("ranked ballots").stream(0);
    let mut seen = BTreeMap::new();
    let mut wider_last_rounds = 0;
    for round in 0..240 {
        let candidates = 2 + round % 3;
        let (kinds, most) = if candidates == 4 { (4, 1) } else { (5, 2) };
        let orders = some_orders(&mut random, candidates, kinds, most);
        let everybody: Vec<CandidateIndex> = (0..candidates as CandidateIndex).collect();
        let can = can_win(&orders, &everybody);
        for winner in 0..candidates as CandidateIndex {
            let found = margin(candidates, &orders, winner);
            if !can.contains(&winner) {
                assert_eq!(found, None, "{orders:?}");
                continue;
            }
            let found = found.expect("a winner");
            assert!(found.is_exact(), "{orders:?}: {found:?}");
            let known = if can.len() > 1 { 0 } else { by_every_change(candidates, &orders, winner) };
            assert_eq!(found.most, known, "{orders:?}: {found:?}");
            *seen.entry((candidates, known)).or_insert(0) += 1;
            wider_last_rounds += u32::from(found.last_round > known && known > 0);
        }
    }
    assert!(seen.len() >= 8 && wider_last_rounds > 3, "{seen:?}, {wider_last_rounds} last rounds are wider");
}

#[test]
fn a_margin_that_is_cut_short_is_between_its_bounds() {
    let mut random = Streams::new("82", 0).purpose("ranked ballots").stream(0);
    let mut cut_short = 0;
    for _ in 0..40 {
        let orders = some_orders(&mut random, 6, 40, 30);
        let ballots = PreferenceTree::new(6, &orders).expect("fit orders");
        for winner in 0..6 {
            let Some(whole) = irv_margin(&ballots, winner, MarginLimits::default()) else { continue };
            assert!(whole.is_exact(), "{orders:?}: {whole:?}");
            for programs in [1, 3, 10] {
                let limits = MarginLimits { programs, ..MarginLimits::default() };
                let short = irv_margin(&ballots, winner, limits).expect("a winner");
                assert!(short.least <= whole.most && whole.most <= short.most, "{short:?} around {whole:?}");
                cut_short += usize::from(!short.is_exact());
            }
        }
    }
    assert!(cut_short > 5, "{cut_short} margins were cut short");
}

#[test]
fn every_published_margin_of_new_south_wales_is_found() {
    let (Some(ballots), Some(published)) = (
        oracle_bytes("data/real/irv/NSW2015_blom_txt.tar.gz"),
        oracle_bytes("data/real/irv/NSW2015_published_margins.tar.gz"),
    ) else {
        return;
    };
    let published: BTreeMap<String, String> = archive::files(&published).into_iter().collect();
    let mut compared = 0;
    for (name, text) in archive::files(&ballots) {
        let place = name.rsplit('/').next().expect("a name");
        let Some(known) = published.get(&format!("NSW2015_results/tgt_margin_{place}")) else { continue };
        let number = |label: &str| {
            let line = known.lines().find(|line| line.starts_with(label)).expect("a line");
            line.rsplit(':').next().expect("a number").trim().parse::<u64>().expect("a number")
        };
        let contest = read_ranked(&text).expect("ranked ballots").remove(0);
        let n = contest.candidates.len();
        let ballots = PreferenceTree::new(n, &contest.orders).expect("fit orders");
        let winner = elimination(&ballots, 0)[n - 1];
        let found = irv_margin(&ballots, winner, MarginLimits::default()).expect("a winner");
        assert_eq!((found.least, found.most), (number("Margin:"), number("Margin:")), "{name}");
        assert_eq!(found.last_round, number("LRM:"), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 93);
}

#[test]
fn the_largest_public_contests_have_their_published_margins() {
    let Some(ballots) = oracle_bytes("data/real/irv/USIRV_blom_txt.tar.gz") else { return };
    // Blom et al.'s and AWAIRE's results, as collected in the shared facts.
    let known = BTreeMap::from([
        ("Aspen_2009_CityCouncil", 35),
        ("Aspen_2009_Mayor", 89),
        ("Oakland_2010_Mayor", 1013),
        ("Pierce_2008_CountyAssessor", 1111),
        ("Pierce_2008_CountyExecutive", 2027),
        ("SanFran_2007_Mayor", 50_837),
    ]);
    let mut compared = 0;
    for (name, text) in archive::files(&ballots) {
        let place = name.rsplit('/').next().and_then(|place| place.strip_suffix(".txt")).expect("a name");
        let Some(&known) = known.get(place) else { continue };
        let contest = read_ranked(&text).expect("ranked ballots").remove(0);
        let n = contest.candidates.len();
        let ballots = PreferenceTree::new(n, &contest.orders).expect("fit orders");
        let winner = elimination(&ballots, 0)[n - 1];
        let found = irv_margin(&ballots, winner, MarginLimits::default()).expect("a winner");
        assert_eq!((found.least, found.most), (known, known), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 6);
}
