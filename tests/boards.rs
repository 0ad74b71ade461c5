//! Boards: a hand count slips at its documented rate, two boards agree on the truth, and nobody sees a machine.

use std::collections::BTreeMap;

use recount::election::{
    Contest, Design, Election, GroupDesign, GroupVotes, Rates, RuleName, Style, VoteMode, generate,
};
use recount::hand_count::{Care, Disputed, LEVELS, Method, Organisation, Reader, Tables, Workload, count_by_hand};
use recount::random::Streams;

const CANDIDATES: [u64; 3] = [60_000, 30_000, 10_000];

fn election() -> Election {
    election_with(1, None, Vec::new())
}

/// The same where so many votes are allowed and some ballots carry several.
fn election_with(votes_allowed: u16, ballots: Option<u64>, slates: Vec<(Vec<u16>, u64)>) -> Election {
    let contest = Contest {
        id: "mayor".into(),
        title: "Mayor".into(),
        rule: RuleName("plurality"),
        candidates: vec!["Ada".into(), "Ben".into(), "Cem".into()],
        seats: 1,
        votes_allowed,
        write_in_line: None,
    };
    let (totals, none) = (CANDIDATES.to_vec(), Some(0));
    let votes = GroupVotes { totals, blank: none, overvoted: none, slates, ..GroupVotes::default() };
    let group = GroupDesign {
        id: "all".into(),
        county: None,
        precinct: None,
        mode: VoteMode::ElectionDay,
        style: 0,
        ballots,
        voters: None,
        accepted: None,
        tabulators: vec![0],
        votes: vec![Some(votes)],
    };
    let design = Design {
        contests: vec![contest],
        styles: vec![Style { id: "all".into(), sheets: vec![vec![0]], order: vec![None] }],
        tabulators: vec!["one".into()],
        groups: vec![group],
        rates: Rates::default(),
        batches: None,
    };
    generate(design, &Streams::new("boards", 0)).expect("it fits")
}

fn organisation(care: &str, method: Method, boards: u32) -> Organisation {
    Organisation { method, care: Care::named(care).expect("a level"), boards, disputed: Disputed::Read }
}

#[test]
fn an_exact_count_is_the_paper() {
    let election = election();
    let all = vec![true; election.batches.len()];
    for method in [Method::ReadAndMark, Method::SortAndStack] {
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation("exact", method, 1),
            &Streams::new("a", 0),
        );
        assert_eq!(hand.total(0, 3).votes, CANDIDATES.map(|n| n as i64));
        assert_eq!(hand.handled[0], 100_000);
    }
}

#[test]
fn slips_come_at_the_documented_rate() {
    let election = election();
    let all = vec![true; election.batches.len()];
    for level in LEVELS.iter().filter(|level| level.slip > 0.0) {
        let mut wrong = 0_u64;
        let mut lives = 0.0;
        for life in 0..8 {
            let streams = Streams::new("rate", life);
            let hand = count_by_hand(
                &election,
                &all,
                &[true],
                &Tables::all_there(election.batches.len()),
                &organisation(level.name, Method::ReadAndMark, 1),
                &streams,
            );
            let read = hand.total(0, 3);
            // Missed votes lower the sum: half of all slips.
            wrong += (100_000 - read.total()).unsigned_abs();
            lives += 1.0;
        }
        let expected = 100_000.0 * lives * level.slip / 2.0;
        let deviation = (wrong as f64 - expected).abs() / expected.sqrt();
        assert!(deviation < 5.0, "{}: {wrong} votes missed, {expected} expected", level.name);
    }
}

#[test]
fn a_card_that_is_known_to_be_struck_reads_as_struck_cards_do() {
    const READS: u32 = 60_000;
    let slates = vec![(vec![0, 1], 30_000), (vec![0, 2], 10_000), (vec![0], 20_000)];
    for (allowed, ballots, slates) in [(1, None, Vec::new()), (3, Some(60_000), slates)] {
        let election = election_with(allowed, ballots, slates);
        let tables = Tables::all_there(election.batches.len());
        for slip in [0.02, 0.4] {
            let care = Care { slip, ..*Care::named("exact").expect("a level") };
            let reader = Reader::new(&election, 0, &care);
            let struck = reader.struck(&tables);
            assert!((struck - (1.0 - (1.0 - slip).powi(i32::from(allowed)))).abs() < 1e-12);
            for code in 0..reader.votes().len() as u32 {
                let stream = |purpose: &str| Streams::new("struck", 0).purpose(purpose).stream(u64::from(code));
                let (mut any, mut known) =
                    (reader.board(&tables, stream("any")), reader.board(&tables, stream("known")));
                // Misreadings, and how often each came of all reads and of struck ones.
                let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
                for _ in 0..READS {
                    let both = [any.read_vote(code).err(), known.read_struck(code).err()];
                    for (at, marks) in both.into_iter().enumerate().filter_map(|(at, marks)| Some((at, marks?))) {
                        counts.entry(format!("{marks:?}")).or_default()[at] += 1;
                    }
                }
                for (marks, [all, of_struck]) in counts {
                    let (all, of_struck) = (f64::from(all), f64::from(of_struck) * struck);
                    let error = (all + of_struck * struck + 1.0).sqrt();
                    assert!(
                        (all - of_struck).abs() < 5.0 * error,
                        "{allowed} {slip} {code} {marks}: {all} {of_struck}"
                    );
                }
            }
        }
    }
}

/// Slips of every level over many lives, by either way of counting; the long version runs more lives.
fn errors_by_level(lives: u64) {
    let election = election();
    let all = vec![true; election.batches.len()];
    for level in LEVELS.iter().filter(|level| level.slip > 0.0) {
        for method in [Method::ReadAndMark, Method::SortAndStack] {
            let mut lost = 0_i64;
            for life in 0..lives {
                let streams = Streams::new("levels", life);
                let hand = count_by_hand(
                    &election,
                    &all,
                    &[true],
                    &Tables::all_there(election.batches.len()),
                    &organisation(level.name, method, 1),
                    &streams,
                );
                lost += 100_000 - hand.total(0, 3).total();
            }
            // Reading misses half of the slipped votes; sorting moves them to another pile and loses none.
            let slips = 100_000.0 * lives as f64 * level.slip;
            let (expected, deviation) = match method {
                Method::ReadAndMark => (slips / 2.0, (slips / 2.0).sqrt()),
                // As many piles as slips are off, by (11 + 6·4 + 2·25 + 100) / 20 = 9.25 votes squared on average.
                Method::SortAndStack => (0.0, (9.25 * slips).sqrt()),
            };
            let off = (lost as f64 - expected).abs() / deviation;
            assert!(off < 5.0, "{} {method:?}: {lost} lost, {expected} expected, {off} deviations", level.name);
        }
    }
}

#[test]
fn levels_err_at_their_rate_by_either_method() {
    errors_by_level(3);
}

#[test]
#[ignore = "long: run by tests/run.sh --long"]
fn levels_err_at_their_rate_by_either_method_long() {
    errors_by_level(200);
}

#[test]
fn careful_batches_are_exact_as_often_as_in_georgia_2022() {
    let election = election();
    let all = vec![true; election.batches.len()];
    let truth = count_by_hand(
        &election,
        &all,
        &[true],
        &Tables::all_there(election.batches.len()),
        &organisation("exact", Method::SortAndStack, 1),
        &Streams::new("a", 0),
    );
    let (mut exact, mut batches) = (0.0, 0.0);
    for life in 0..10 {
        let method = if life % 2 == 0 { Method::SortAndStack } else { Method::ReadAndMark };
        let streams = Streams::new("batches", life);
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation("careful_batches", method, 1),
            &streams,
        );
        exact += hand.tallies.iter().zip(&truth.tallies).filter(|(a, b)| a == b).count() as f64;
        batches += hand.tallies.len() as f64;
    }
    // 279 of 328 batches: 85.1 %; a binomial deviation of the ten thousand batches here is 0.36 %.
    let share = exact / batches;
    assert!((share - 0.851).abs() < 0.02, "{share}");
}

#[test]
fn a_hurried_operation_is_off_by_no_more_than_georgia_2020() {
    let election = election();
    let all = vec![true; election.batches.len()];
    let mut net = 0;
    for life in 0..60 {
        let streams = Streams::new("hurried", life);
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation("hurried", Method::SortAndStack, 1),
            &streams,
        );
        net += hand.total(0, 3).total() - 100_000;
    }
    let share = f64::from(i32::try_from(net).expect("a small number")) / 6_000_000.0;
    assert!(share > 0.0 && share < 0.001_053, "net {share}");
}

#[test]
fn two_boards_find_their_slips_and_pay_for_it() {
    let election = election();
    let all = vec![true; election.batches.len()];
    let off = |boards: u32| {
        let organisation = organisation("single_pass", Method::ReadAndMark, boards);
        let hand = count_by_hand(
            &election,
            &all,
            &[true],
            &Tables::all_there(election.batches.len()),
            &organisation,
            &Streams::new("two", 0),
        );
        let wrong: i64 = hand.total(0, 3).votes.iter().zip(CANDIDATES).map(|(v, n)| (v - n as i64).abs()).sum();
        (wrong, hand.handled[0])
    };
    let ((one, handled_once), (two, handled_twice)) = (off(1), off(2));
    // Two boards may agree on the same slip, so some remain.
    assert!(two * 4 < one, "one board {one} off, two boards {two}");
    assert!(handled_once == 100_000 && handled_twice > 200_000, "{handled_twice}");
}

#[test]
fn hours_follow_the_stated_rates() {
    let one = Workload::of(1);
    // 14 minutes for 120 ballots by three people.
    assert!((one.hours(120) - 0.7).abs() < 1e-12);
    assert!((one.cost(1_000) - 670.0).abs() < 1e-9);
    // 10,006 ballots: six hours at four tables of two.
    assert!((Workload::of(4).hours(10_006) - 48.0).abs() < 1e-9);
}
