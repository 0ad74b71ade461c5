//! Meek's method against another program, and its promises.

use proptest::prelude::*;
use recount::election::Ranking;
use recount::social_choice::ranked::TieRule;
use recount::social_choice::ranked::meek::{MEEK_UNIT, MeekCount, count};
use recount::social_choice::ranked::stv::{StvMethod, StvRules};
use serde_json::Value;

use crate::ranked::{ballots, read, rules};

fn for_seats(seats: usize, ties: TieRule) -> StvRules {
    let method = StvMethod::named("scottish").expect("a method");
    StvRules { method, seats, dropped_first: None, excluded: Vec::new(), ties }
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

/// Votes in units of nine decimal places; for a candidate who goes out with none there is no number.
fn units(votes: &Value) -> u128 {
    votes.as_str().unwrap_or("0").replace('.', "").parse().expect("digits")
}

/// The other program cuts where the reference rule rounds up, by one unit for each candidate of a ballot.
#[test]
fn counts_are_those_of_another_program() {
    let file: Value = serde_json::from_str(include_str!("data/meek.json")).expect("JSON");
    let mut compared = 0;
    for (at, election) in file["elections"].as_array().expect("elections").iter().enumerate() {
        let candidates = number(&election["candidates"]) as u16;
        let kind = |vote: &Value| {
            let order = vote[1].as_array().expect("a ranking").iter().map(|candidate| number(candidate) as u16);
            (Ranking::of(order), number(&vote[0]))
        };
        let kinds: Vec<_> = election["votes"].as_array().expect("votes").iter().map(kind).collect();
        let few = kinds.iter().map(|kind| u128::from(kind.1)).sum::<u128>() * u128::from(candidates);
        let rules = for_seats(number(&election["seats"]) as usize, TieRule::by_order((0..candidates).rev()));
        let result = count(&read(&kinds, usize::from(candidates), &self::rules("pass-over")), &rules);
        // The other program tells every election and every defeat, several of one round one after the other.
        let mut shown = election["actions"].as_array().expect("actions").iter().peekable();
        for (number, round) in result.rounds.iter().enumerate() {
            let named = round.elected.len() + round.defeated.iter().count();
            let mut who: Vec<u16> = round.elected.iter().chain(&round.defeated).copied().collect();
            who.sort_unstable();
            let what = if round.defeated.is_some() { "defeat" } else { "elect" };
            let mut theirs = Vec::new();
            for action in shown.by_ref().take(named) {
                theirs.push(self::number(&action[1]) as u16);
                if action[0] == "rest" {
                    continue;
                }
                assert_eq!(action[0], what, "election {at}, round {number}");
                assert!(round.quota.abs_diff(units(&action[2])) <= few, "election {at}, round {number}");
                for (ours, theirs) in round.tallies.iter().zip(action[3].as_array().expect("tallies")) {
                    if let Some(votes) = ours {
                        assert!(votes.abs_diff(units(theirs)) <= few, "election {at}, round {number}");
                        compared += 1;
                    }
                }
            }
            theirs.sort_unstable();
            assert_eq!(who, theirs, "election {at}, round {number}");
        }
        assert_eq!(shown.next(), None, "election {at}");
    }
    assert!(compared > 500, "{compared}");
}

/// By hand: of one vote and three seats a quarter elects, and each of the first three keeps that much.
#[test]
fn one_ballot_elects_its_first_three() {
    let result = count(&read(&ballots(&["1 A>B>C>D"]), 4, &rules("pass-over")), &for_seats(3, TieRule::stop()));
    assert_eq!((&result.elected[..], &result.ties[..]), (&[0, 1, 2][..], &[][..]));
    assert_eq!(result.rounds[0].quota, MEEK_UNIT / 4 + 1);
}

/// By hand, in billionths. 3 ballots, 3 seats, a quota of 0.75 and one unit. A keeps 0.750000001 of 3, rounded up: 0.250000001.
/// B has 3 times what is left, and is elected. A then keeps (0.250000001 * 0.750000001, up) / 0.750000003, up: 0.250000002, and B
/// 0.333333335, which is 0.25 and a bit of the 0.749999998 that are left, rounded up: 0.250000001.
#[test]
fn parts_are_rounded_up() {
    let kinds = ballots(&["3 A>B>C>D"]);
    let result = count(&read(&kinds, 4, &rules("pass-over")), &for_seats(3, TieRule::stop()));
    assert_eq!(result.elected, [0, 1, 2]);
    let votes = |round: usize| result.rounds[round].tallies.iter().flatten().copied().collect::<Vec<u128>>();
    assert_eq!(votes(0), [3_000_000_000, 0, 0, 0]);
    assert_eq!(votes(1), [750_000_003, 2_249_999_997, 0, 0]);
    assert_eq!(votes(2), [750_000_006, 750_000_003, 1_499_999_991, 0]);
}

#[test]
fn no_seats_and_no_candidates_end_at_once() {
    assert_eq!(
        count(&read(&ballots(&["5 A>B"]), 2, &rules("pass-over")), &for_seats(0, TieRule::stop())).elected,
        [0; 0]
    );
    assert_eq!(count(&read(&[], 0, &rules("pass-over")), &for_seats(2, TieRule::stop())), MeekCount::default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_vote_is_lost(
        rankings in prop::collection::vec((prop::collection::vec(prop::collection::vec(0_u16..5, 0..3), 0..5), 0_u64..40), 0..12),
        seats in 1_usize..5,
        several in any::<bool>(),
    ) {
        let kinds: Vec<_> = rankings.into_iter().map(|(ranks, number)| (Ranking::from_ranks(ranks), number)).collect();
        let marks = rules(if several { "inactive-while-several-continue" } else { "pass-over" });
        let read = read(&kinds, 5, &marks);
        let result = count(&read, &for_seats(seats, TieRule::by_order(0..5)));
        for round in &result.rounds {
            let tallies: u128 = round.tallies.iter().flatten().sum();
            prop_assert_eq!(tallies + round.inactive.total(), u128::from(read.total()) * MEEK_UNIT);
            prop_assert!(round.kept.iter().all(|&kept| kept <= MEEK_UNIT));
        }
        prop_assert_eq!(result.elected.len(), seats);
        prop_assert!(result.rounds.len() <= 10);
    }
}
