//! The single transferable vote: official rounds to the vote, textbook arithmetic, ties that are named, nothing lost unseen.

#![expect(
    clippy::large_digit_groups,
    reason = "a vote has four or five decimal places: whole votes stand before the line"
)]

mod twin;

use std::io::Read;

use proptest::prelude::*;
use recount::election::{CandidateIndex, Ranking};
use recount::social_choice::ranked::completion::{CONDORCET_COMPLETIONS, elect};
use recount::social_choice::ranked::meek;
use recount::social_choice::ranked::rank_points::{BordaRule, points};
use recount::social_choice::ranked::stv::{
    MOST_DECIMALS, STV_METHODS, StvCount, StvDestination, StvMethod, StvQuota, StvRound, StvRules, SurplusValue, count,
};
use recount::social_choice::ranked::{InactiveReason, RANKED_RULES, SettledBy, TieQuestion, TieRule};

use crate::oracles::{oracle, oracle_bytes};
use crate::ranked::{ballots, read, rules};

fn method(name: &str) -> StvMethod {
    StvMethod::named(name).expect("a method of that name")
}

fn for_seats(method: StvMethod, seats: usize) -> StvRules {
    StvRules { method, seats, dropped_first: None, excluded: Vec::new(), ties: TieRule::stop() }
}

/// What goes from one candidate to a destination at the end of a round.
fn moved(round: &StvRound, from: CandidateIndex, to: StvDestination) -> u128 {
    round
        .transfers
        .iter()
        .filter(|transfer| transfer.from == from && transfer.to == to)
        .map(|transfer| transfer.votes)
        .sum()
}

/// Ballots and names of a BLT file.
fn blt(text: &str) -> (Vec<(Ranking, u64)>, Vec<String>) {
    let mut lines = text.lines();
    let candidates: usize = lines.next().and_then(|line| line.split(' ').next()?.parse().ok()).expect("candidates");
    let mut kinds = Vec::new();
    for line in lines.by_ref().take_while(|line| line.trim() != "0") {
        let numbers: Vec<u64> = line.split_whitespace().map(|word| word.parse().expect("a number")).collect();
        let order = numbers[1..].iter().take_while(|&&number| number > 0).map(|&number| number as u16 - 1);
        kinds.push((Ranking::of(order), numbers[0]));
    }
    let names = lines.take(candidates).map(|line| line.trim().trim_matches('"').to_owned());
    (kinds, names.collect())
}

/// Names of candidates, and orders of them, each with its number of ballots.
pub(crate) type NamedBallots = (Vec<String>, Vec<(Vec<CandidateIndex>, u64)>);

/// The names and ballots of a district of Portland, in the file's order; nothing where the files are not here.
pub(crate) fn portland_ballots(district: &str) -> Option<NamedBallots> {
    let packed = oracle_bytes(&format!("data/real/portland2024/{district}.blt.gz"))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).expect("a packed text");
    let (kinds, names) = blt(&text);
    let order = |ranking: &Ranking| ranking.order().expect("one candidate at a rank");
    Some((names, kinds.iter().map(|(ranking, n)| (order(ranking), *n)).collect()))
}

/// A number with four decimal places as units.
fn units(cell: &str) -> Option<u128> {
    let cell = cell.trim().trim_start_matches('*');
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    format!("{whole}{part:0<4}").parse().ok()
}

/// The official table: for each round the cell of a row.
struct Official {
    rows: Vec<Vec<String>>,
    rounds: usize,
}

impl Official {
    fn read(text: &str) -> Self {
        let mut table = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> =
            table.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        let head = rows.iter().find(|row| row.get(1).is_some_and(|cell| cell == "Round 1")).expect("rounds");
        let rounds = head.iter().filter(|cell| cell.starts_with("Round ")).count();
        Self { rows, rounds }
    }

    /// The cell of a row in a round, from 0; in the column of tallies or that of transfers.
    fn cell(&self, row: &str, round: usize, is_transfer: bool) -> &str {
        let row = self.rows.iter().find(|cells| cells[0].trim() == row).unwrap_or_else(|| panic!("no row {row}"));
        row.get(1 + 3 * round + if is_transfer { 2 } else { 0 }).map_or("", String::as_str)
    }
}

fn is_as_official(district: &str, seats: usize, lot: &[&str], cells: usize) {
    let Some(packed) = oracle_bytes(&format!("data/real/portland2024/{district}.blt.gz")) else { return };
    let Some(table) = oracle(&format!("data/real/portland2024/{district}_official_tabulations.csv")) else { return };
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).expect("text");
    let (kinds, names) = blt(&text);
    let official = Official::read(&table);
    let place = |name: &str| names.iter().position(|other| other == name).expect("a candidate") as u16;
    let mut rules = for_seats(method("portland"), seats);
    // Candidates who were sent out by lot come last in the order.
    let others = (0..names.len() as u16).filter(|at| lot.iter().all(|name| place(name) != *at));
    rules.ties = TieRule::by_order(others.chain(lot.iter().rev().map(|name| place(name))));
    let result = count(&read(&kinds, names.len(), &self::rules("portland")), &rules);
    assert_eq!(result.rounds.len(), official.rounds, "{district}");
    let mut compared = 0;
    for (number, round) in result.rounds.iter().enumerate() {
        let who = |list: &[CandidateIndex]| {
            let mut list: Vec<&str> = list.iter().map(|&at| names[usize::from(at)].as_str()).collect();
            list.sort_unstable();
            list.join("; ")
        };
        assert_eq!(
            who(&round.elected),
            official.cell("Met threshold for election", number, false),
            "{district} {number}"
        );
        let defeated: Vec<_> = round.defeated.into_iter().collect();
        assert_eq!(who(&defeated), official.cell("Defeated", number, true), "{district}, round {number}");
        for (name, votes) in names.iter().zip(&round.tallies) {
            let published = units(official.cell(name, number, false));
            if votes.is_some() || published.is_some_and(|votes| votes > 0) {
                assert_eq!(*votes, published, "{district}, round {number}, {name}");
                compared += 1;
            }
        }
        let inactive = units(official.cell("Inactive ballots", number, false));
        assert_eq!(Some(round.inactive.total()), inactive, "{district}, round {number}");
        // Printed only in the round after a surplus, else 0.
        let residual = units(official.cell("Residual surplus", number, false)).unwrap_or(0);
        assert!(residual == 0 || residual == round.residual, "{district}, round {number}: {residual}");
        compared += 1;
    }
    assert_eq!(compared, cells, "{district}");
    assert!(
        result
            .ties
            .iter()
            .all(|tie| tie.chosen.is_some_and(|chosen| lot.contains(&names[usize::from(chosen)].as_str())))
    );
}

/// The numbers of cells are those of an independent count less the residuals, which are compared where they are printed.
#[test]
fn every_official_round_of_portland_to_the_vote() {
    is_as_official("D1", 3, &["David Linn"], 192 - 17);
    is_as_official("D2", 3, &[], 326 - 23);
}

/// Case R10: 10 of 47 and 3 of 17, cut to four places.
#[test]
fn a_surplus_is_cut_and_what_is_lost_is_said() {
    // 3 seats: a quota of 37 of 147; of 47 ballots 10 are too many.
    let many = ballots(&["47 A>B", "36 C", "34 D", "30 E"]);
    let result = count(&read(&many, 5, &rules("pass-over")), &for_seats(method("portland"), 3));
    let first = &result.rounds[0];
    assert_eq!((result.quota, &first.elected[..], &first.surpluses[..]), (37_0000, &[0][..], &[0][..]));
    assert_eq!(moved(first, 0, StvDestination::Candidate(1)), 9_9969);
    assert_eq!(moved(first, 0, StvDestination::Residual), 31);
    assert_eq!(result.rounds[1].residual, 31);
    assert_eq!(result.rounds[1].tallies[0], Some(37_0000));
    // 2 seats: a quota of 14 of 41.
    let few = ballots(&["17 A>B", "13 C", "11 D"]);
    let result = count(&read(&few, 4, &rules("pass-over")), &for_seats(method("portland"), 2));
    assert_eq!(result.quota, 14_0000);
    assert_eq!(moved(&result.rounds[0], 0, StvDestination::Candidate(1)), 2_9988);
    assert_eq!(moved(&result.rounds[0], 0, StvDestination::Residual), 12);
}

/// Case R12: in a count for several seats only the last goes out.
#[test]
fn nobody_goes_out_with_others_where_surpluses_may_come() {
    let kinds = ballots(&["33 A", "25 B", "24 C", "10 D", "8 E"]);
    let result = count(&read(&kinds, 5, &rules("pass-over")), &for_seats(method("portland"), 2));
    assert_eq!(result.quota, 34_0000);
    assert_eq!(result.rounds[0].defeated, Some(4));
    assert_eq!(result.rounds[1].defeated, Some(3));
}

/// Case R14: one ballot, three seats.
#[test]
fn nobody_is_elected_by_accident() {
    let kinds = ballots(&["1 A>B>C>D"]);
    for method in STV_METHODS {
        let result = count(&read(&kinds, 4, &rules("pass-over")), &for_seats(method, 3));
        assert_eq!(result.quota, result.unit);
        assert_eq!(result.elected, [0], "{}", method.name);
        let tie = result.open_tie().expect("a tie");
        assert_eq!((&tie.tied[..], tie.question), (&[1, 2, 3][..], TieQuestion::Defeat), "{}", method.name);
    }
}

/// By hand: 2 seats, 100 ballots, a quota of 34. A has 60, of which 40 go on to B and 20 to nobody; a surplus of 26.
/// Weighted, once cut: 26/60 = 0.43333 each, so B gets 17.33320 and 8.66660 are inactive, 0.00020 lost.
/// Then C with 21 and D with 19 and B with 17.33320: B goes out; those whose A was worth 0.43333 keep it and go to C.
#[test]
fn a_scottish_count_by_hand() {
    let kinds = ballots(&["40 A>B>C", "20 A", "21 C", "19 D"]);
    let result = count(&read(&kinds, 4, &rules("pass-over")), &for_seats(method("scottish"), 2));
    assert_eq!(result.quota, 34_00000);
    let [first, second, third] = &result.rounds[..] else { panic!("{} rounds", result.rounds.len()) };
    assert_eq!(moved(first, 0, StvDestination::Candidate(1)), 17_33320);
    assert_eq!(moved(first, 0, StvDestination::Inactive(InactiveReason::Exhausted)), 8_66660);
    assert_eq!(moved(first, 0, StvDestination::Residual), 20);
    assert_eq!(second.tallies, [Some(34_00000), Some(17_33320), Some(21_00000), Some(19_00000)]);
    assert_eq!(second.defeated, Some(1));
    assert_eq!(third.tallies, [Some(34_00000), None, Some(38_33320), Some(19_00000)]);
    assert_eq!(result.elected, [0, 2]);
    assert_eq!(third.elected, [2]);
    assert_eq!(third.surpluses, [0_u16; 0]);
}

/// By hand, 2 seats, a quota of 100/3 cut and one more: 34. B goes out first with 10 and makes A 44: 34 of A's own ballots, 10
/// from B. A surplus of 10. All alike: 10/44 = 0.22727 each. Last parcel: the 10 from B move, worth 1 each, to C.
#[test]
fn the_value_of_a_surplus_depends_on_the_method() {
    let kinds = ballots(&["33 A>D", "11 B>A>C", "30 C", "26 D"]);
    let surplus = |name: &str| {
        let result = count(&read(&kinds, 4, &rules("pass-over")), &for_seats(method(name), 2));
        assert_eq!((result.rounds[0].defeated, &result.rounds[1].elected[..]), (Some(1), &[0][..]));
        let round = &result.rounds[1];
        let unit = result.unit;
        let to = |candidate| moved(round, 0, StvDestination::Candidate(candidate)) * 100_000 / unit;
        (to(2), to(3))
    };
    // 10/44 cut to five places is 0.22727: 11 ballots to C are 2.49997, 33 to D are 7.49991.
    assert_eq!(surplus("unweighted-inclusive"), (2_49997, 7_49991));
    assert_eq!(surplus("scottish"), (2_49997, 7_49991));
    // Of the last parcel 11 ballots go on: 10/11 cut to six places is 0.909090, 11 times that 9.999990.
    assert_eq!(surplus("last-parcel"), (9_99999, 0));
    // 10/44 cut to four places is 0.2272.
    assert_eq!(surplus("portland"), (2_49920, 7_49760));
}

/// By hand: a ballot that moved at a part of its value is worth less than one that came whole, or as much.
/// 3 seats, 80 ballots, a quota of 21. A has 30, a surplus of 9: 0.3 each to B, who has 9 + 16 = 25, a surplus of 4.
/// Weighted: 0.3 * 4/25 = 0.048 for each of the 30, 1 * 4/25 = 0.16 for each of the 16. Unweighted: 4/46 = 0.08695 for each.
#[test]
fn a_ballot_that_moves_twice() {
    let kinds = ballots(&["30 A>B>C", "16 B>D", "18 C", "16 D"]);
    let surplus = |method: StvMethod| {
        let result = count(&read(&kinds, 4, &rules("pass-over")), &for_seats(method, 3));
        assert_eq!((result.quota, &result.rounds[1].surpluses[..]), (21_00000, &[1][..]));
        assert_eq!(result.rounds[1].tallies[1], Some(25_00000));
        [2, 3].map(|to| moved(&result.rounds[1], 1, StvDestination::Candidate(to)))
    };
    assert_eq!(surplus(method("scottish")), [1_44000, 2_56000]);
    assert_eq!(surplus(method("unweighted-inclusive")), [2_60850, 1_39120]);
    // The last parcel are the 30 from A, of which none is worth more than 0.3: 4/30 = 0.13333.
    let last_parcel = StvMethod { value: SurplusValue::LastParcel, ..method("scottish") };
    assert_eq!(surplus(last_parcel), [3_99990, 0]);
}

#[test]
fn quotas_are_cut_or_rounded_as_they_say() {
    let kinds = ballots(&["29 A"]);
    let quota = |quota| {
        let method = StvMethod { quota, ..method("portland") };
        count(&read(&kinds, 4, &rules("pass-over")), &for_seats(method, 3)).quota
    };
    // 29/4 = 7.25; 29/3 = 9.67.
    assert_eq!(quota(StvQuota::DroopWhole), 8_0000);
    assert_eq!(quota(StvQuota::DroopDecimal), 7_2501);
    assert_eq!(quota(StvQuota::HareWhole), 10_0000);
}

/// Two tied for last in round 2 who differed in round 1: the Scottish rule looks back before it draws a lot.
#[test]
fn a_tie_is_settled_by_the_round_before() {
    let kinds = ballots(&["10 A", "9 B", "4 C", "3 D", "1 E>D"]);
    let mut look_back = for_seats(method("scottish"), 1);
    look_back.ties = TieRule::by_earlier_rounds([]);
    let result = count(&read(&kinds, 5, &rules("pass-over")), &look_back);
    assert_eq!(result.rounds[1].defeated, Some(3));
    assert_eq!(result.ties.len(), 1);
}

/// As many ballots as there can be, at nine decimal places; marks for nobody; nobody to mark.
#[test]
fn rude_ballots_end_in_no_panic() {
    let many = ballots(&["9223372036854775808 A>B>C", "4611686018427387904 A=B>C", "18446744073709551615 B>A>Z", "1 "]);
    for candidates in [0, 1, 3, 7] {
        for marks in RANKED_RULES {
            let read = read(&many, candidates, &marks);
            assert_eq!(read.total(), u64::MAX);
            for seats in [0, 1, 2, 9] {
                for named in STV_METHODS {
                    let method = StvMethod { decimals: MOST_DECIMALS, ..named };
                    let rules = StvRules {
                        ties: TieRule::by_order(0..7),
                        excluded: vec![1, 77],
                        dropped_first: Some(99),
                        ..for_seats(method, seats)
                    };
                    assert!(count(&read, &rules).elected.len() <= seats);
                    assert!(meek::count(&read, &rules).elected.len() <= seats);
                }
            }
            for (_, completion) in CONDORCET_COMPLETIONS {
                elect(&read, completion, &[0, 99], &TieRule::stop());
            }
            for rule in [BordaRule::Shared, BordaRule::Nothing, BordaRule::RankedOnly] {
                assert_eq!(points(&read, rule, &[2]).len(), candidates);
            }
        }
    }
}

/// By hand: C and D are level in the third round. D was behind in the second, C in the first: the round before decides.
#[test]
fn the_last_round_that_differs_settles_a_tie() {
    let kinds = ballots(&["20 A", "20 B", "5 C", "6 D", "3 E>C", "2 F>D", "2 F"]);
    let mut rules = for_seats(method("scottish"), 1);
    rules.ties = TieRule::by_earlier_rounds([]);
    let result = count(&read(&kinds, 6, &self::rules("pass-over")), &rules);
    let votes = |round: usize| [2, 3].map(|at| result.rounds[round].tallies[at].map(|votes| votes / result.unit));
    assert_eq!([0, 1, 2].map(votes), [[Some(5), Some(6)], [Some(8), Some(6)], [Some(8), Some(8)]]);
    let tie = &result.ties[0];
    assert_eq!((tie.round, &tie.tied[..], tie.chosen), (2, &[2, 3][..], Some(3)));
    assert_eq!(tie.settled_by, SettledBy::EarlierRound(1));
}

fn any_case() -> impl Strategy<Value = (Vec<(Ranking, u64)>, StvMethod, usize)> {
    let ranking = prop::collection::vec(prop::collection::vec(0_u16..6, 0..2), 0..6).prop_map(Ranking::from_ranks);
    let kinds = prop::collection::vec((ranking, 0_u64..40), 0..14);
    let method = (prop::sample::select(STV_METHODS.to_vec()), 0_u8..10, any::<bool>(), 0..3_usize);
    let method = method.prop_map(|(method, decimals, one_elected_in_a_round, quota)| {
        let quota = [StvQuota::DroopWhole, StvQuota::DroopDecimal, StvQuota::HareWhole][quota];
        StvMethod { decimals, one_elected_in_a_round, quota, ..method }
    });
    (kinds, method, 0_usize..5)
}

fn is_sound(result: &StvCount, total: u64, rules: &StvRules) -> Result<(), TestCaseError> {
    for (number, round) in result.rounds.iter().enumerate() {
        let tallies: u128 = round.tallies.iter().flatten().sum();
        let all = tallies + round.inactive.total() + round.residual + round.final_surplus;
        prop_assert_eq!(all, u128::from(total) * result.unit, "round {}", number);
        let Some(next) = result.rounds.get(number + 1) else { continue };
        for (at, after) in (0..).zip(&next.tallies) {
            let gained: u128 =
                round.transfers.iter().filter(|t| t.to == StvDestination::Candidate(at)).map(|t| t.votes).sum();
            let given: u128 = round.transfers.iter().filter(|t| t.from == at).map(|t| t.votes).sum();
            if let Some(after) = after {
                prop_assert_eq!(round.tallies[usize::from(at)].unwrap_or(0) + gained, after + given);
            }
        }
    }
    prop_assert!(result.elected.len() <= rules.seats);
    if result.open_tie().is_none() {
        prop_assert_eq!(result.elected.len(), rules.seats.min(6 - rules.excluded.len()));
    }
    prop_assert!(result.rounds.len() <= 19);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_count_is_that_of_the_slow_twin(
        (kinds, method, seats) in any_case(),
        excludes in any::<bool>(),
        order in Just(vec![0_u16, 1, 2, 3, 4, 5]).prop_shuffle(),
    ) {
        let excluded = if excludes { vec![2] } else { vec![] };
        let ties = TieRule::by_order(order);
        let rules = StvRules { excluded, ties, ..for_seats(method, seats) };
        let marks = self::rules("pass-over");
        let orders: Vec<_> = kinds.iter().map(|kind| (marks.order(&kind.0).expect("an order"), kind.1)).collect();
        let slow = twin::count(&orders, 6, &rules);
        let fast = count(&read(&kinds, 6, &marks), &rules);
        prop_assert_eq!(fast.rounds.len(), slow.len());
        for (fast, slow) in fast.rounds.iter().zip(&slow) {
            prop_assert_eq!(&fast.tallies, &slow.tallies);
            prop_assert_eq!(fast.residual, slow.residual);
            prop_assert_eq!(fast.final_surplus, slow.final_surplus);
            let mut elected = fast.elected.clone();
            elected.sort_unstable();
            prop_assert_eq!(&elected, &slow.elected);
            prop_assert_eq!(fast.defeated, slow.defeated);
        }
    }

    #[test]
    fn no_vote_is_lost_unseen((kinds, method, seats) in any_case(), stops in any::<bool>(), excludes in any::<bool>()) {
        let mut rules = for_seats(method, seats);
        if !stops {
            rules.ties = TieRule::by_order(0..6);
        }
        if excludes {
            rules.excluded = vec![2];
        }
        let read = read(&kinds, 6, &self::rules("pass-over"));
        is_sound(&count(&read, &rules), read.total(), &rules)?;
    }
}
