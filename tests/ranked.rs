//! Ranked ballots: published elections, rules for marks, cases that other programs got wrong, and slow twins.

mod twin;

use std::collections::BTreeMap;
use std::io::Cursor;

use proptest::prelude::*;
use recount::election::{CandidateIndex, Ranking};
use recount::social_choice::ranked::irv::{BatchElimination, ELIMINATIONS, IrvCount, IrvRules, IrvStop, count};
use recount::social_choice::ranked::{
    Destination, DuplicateRule, FirstAsked, InactiveReason, OvervotedRank, RANKED_RULES, RankedBallots, RankedRules,
    SettledBy, TieQuestion, TieRule, possible_winners,
};
use serde_json::Value;

use crate::oracles::{oracle, oracle_bytes};

/// States that are enough for every election here.
const STATES: usize = 10_000;

pub(crate) fn rules(name: &str) -> RankedRules {
    RankedRules::named(name).expect("a rule set of that name")
}

pub(crate) fn indices(list: &Value) -> Vec<CandidateIndex> {
    let list = list.as_array().expect("a list");
    list.iter().map(|index| u16::try_from(index.as_u64().expect("a number")).expect("small")).collect()
}

/// Rankings from lists such as `"3 A>B=C>>D"`: `=` at one rank, an empty rank skipped.
pub(crate) fn ballots(lines: &[&str]) -> Vec<(Ranking, u64)> {
    let kind = |line: &&str| {
        let (number, ranks) = line.split_once(' ').expect("a number and ranks");
        let rank = |rank: &str| rank.split('=').filter(|name| !name.is_empty()).map(index).collect();
        (Ranking::from_ranks(ranks.split('>').map(rank).collect()), number.parse().expect("a number"))
    };
    lines.iter().map(kind).collect()
}

/// A is 0, B is 1, and so on.
fn index(name: &str) -> CandidateIndex {
    u16::from(name.as_bytes()[0] - b'A')
}

pub(crate) fn read(kinds: &[(Ranking, u64)], candidates: usize, rules: &RankedRules) -> RankedBallots {
    RankedBallots::read(kinds.iter().map(|(ranking, number)| (ranking, *number)), candidates, rules)
}

fn tallies(count: &IrvCount, round: usize) -> Vec<Option<u64>> {
    count.rounds[round].tallies.clone()
}

#[test]
fn every_published_election_has_its_rounds_ties_and_winners() {
    let mut compared = 0;
    for file in ["guide_paper", "us", "nsw", "maine", "random"] {
        let Some(text) = oracle(&format!("vectors/public_irv_{file}.json")) else { return };
        let file: Value = serde_json::from_str(&text).expect("JSON");
        for election in file["elections"].as_array().expect("elections") {
            is_as_published(election);
            compared += 1;
        }
    }
    assert_eq!(compared, 60);
}

fn is_as_published(election: &Value) {
    let name = &election["name"];
    let candidates = u16::try_from(election["num_candidates"].as_u64().expect("a number")).expect("small");
    let votes = election["votes"].as_array().expect("votes");
    let kinds: Vec<(Ranking, u64)> = votes
        .iter()
        .map(|vote| (Ranking::of(indices(&vote["prefs"])), vote["n"].as_u64().expect("a number")))
        .collect();
    let ballots = read(&kinds, usize::from(candidates), &rules("pass-over"));
    assert_eq!(ballots.total(), election["total_ballots"].as_u64().expect("a number"), "{name}");
    // Of tied candidates the lowest index goes out.
    let to_the_end =
        IrvRules { stop: IrvStop::OneRemains, ties: TieRule::by_order((0..candidates).rev()), ..IrvRules::default() };
    let result = count(&ballots, &to_the_end);
    let published = election["rounds"].as_array().expect("rounds");
    assert_eq!(result.rounds.len(), published.len() + 1, "{name}");
    for (number, (round, published)) in result.rounds.iter().zip(published).enumerate() {
        let tally = published["tallies"].as_object().expect("tallies");
        let ours = (0..candidates).filter_map(|c| Some((c.to_string(), round.tallies[usize::from(c)]?)));
        let theirs = tally.iter().map(|(c, votes)| (c.clone(), votes.as_u64().expect("a number")));
        assert_eq!(ours.collect::<Vec<_>>(), theirs.collect::<Vec<_>>(), "{name}, round {number}");
        assert_eq!(
            round.defeated.iter().map(|&c| Value::from(c)).collect::<Vec<_>>(),
            [published["eliminated"].clone()]
        );
        let tie = result.ties.iter().find(|tie| tie.round == number);
        assert_eq!(tie.map(|tie| tie.tied.clone()).unwrap_or_default(), indices(&published["tied"]), "{name}");
    }
    let mut order: Vec<_> = result.rounds.iter().flat_map(|round| round.defeated.clone()).collect();
    order.extend(result.winner);
    assert_eq!(order, indices(&election["elimination_order"]), "{name}");
    let possible = possible_winners(&ballots, &to_the_end, STATES);
    assert!(possible.is_complete, "{name}");
    assert_eq!(possible.winners, indices(&election["possible_winners"]), "{name}");
    // A majority, two that remain, and batches end with the same winner where no tie decides.
    if possible.winners.len() == 1 {
        for stop in [IrvStop::Elected, IrvStop::TwoRemain, IrvStop::OneRemains] {
            for (_, elimination) in ELIMINATIONS {
                let rules = IrvRules { stop, elimination, ..to_the_end.clone() };
                assert_eq!(count(&ballots, &rules).winner, Some(possible.winners[0]), "{name}, {rules:?}");
            }
        }
    }
}

/// Maine's second district in 2018, card by card: the same rankings as another reading of the same file by the same rule.
#[test]
#[ignore = "long: 289,952 rows"]
fn long_marks_count_as_in_maine() {
    let Some(packed) = oracle_bytes("data/real/maine2018/maine02_CVR.csv.zip") else { return };
    let Some(text) = oracle("vectors/public_irv_maine.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let election = &file["elections"][0];
    let names = election["candidates"].as_array().expect("candidates");
    let votes = election["votes"].as_array().expect("votes").iter();
    let expected: BTreeMap<_, _> = votes.map(|vote| (indices(&vote["prefs"]), vote["n"].as_u64())).collect();
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("an archive");
    let mut table = csv::Reader::from_reader(archive.by_name("maine02_CVR.csv").expect("a table"));
    let mut found: BTreeMap<Vec<CandidateIndex>, u64> = BTreeMap::new();
    for row in table.records() {
        let rank = |cell: &str| match cell {
            "undervote" => vec![],
            "overvote" => vec![98, 99],
            name => vec![names.iter().position(|known| known == name).expect("a candidate") as u16],
        };
        let ranking = Ranking::from_ranks(row.expect("a row").iter().skip(4).map(rank).collect());
        *found.entry(rules("maine").order(&ranking).expect("an order")).or_default() += 1;
    }
    let found: BTreeMap<_, _> = found.into_iter().map(|(order, number)| (order, Some(number))).collect();
    assert_eq!(found, expected);
}

#[test]
fn marks_count_as_in_colorado() {
    let Some(text) = oracle("vectors/public_irv_interpretation_colorado.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let cases = file["cases"].as_array().expect("cases");
    for case in cases {
        let mut ranks = vec![Vec::new(); 8];
        for mark in case["marks"].as_array().expect("marks") {
            let rank = usize::try_from(mark[1].as_u64().expect("a rank")).expect("small");
            ranks[rank - 1].push(index(mark[0].as_str().expect("a name")));
        }
        let valid = case["valid_ranking"].as_array().expect("a list").iter();
        let valid: Vec<_> = valid.map(|name| index(name.as_str().expect("a name"))).collect();
        assert_eq!(rules("colorado").order(&Ranking::from_ranks(ranks)), Some(valid), "{case}");
    }
    assert_eq!(cases.len(), 67);
}

#[test]
fn marks_count_as_another_audit_reads_them() {
    let Some(text) = oracle("vectors/public_shangrla_irv_rules.json") else { return };
    let file: Value = serde_json::from_str(&text).expect("JSON");
    // An overvote ends the ranking, skipped ranks are closed up, a candidate counts at the best rank. Where the other
    // program closes up first it drops an overvote and its rank no longer ends the ranking; those are cases of no law.
    let mut compared = 0;
    for case in file["cases"].as_array().expect("cases").iter().filter(|case| case["overvote_before_squeeze"] == true) {
        let mut ranks = vec![Vec::new(); 8];
        for (name, marks) in case["votes"].as_object().expect("votes") {
            let marks = marks.as_array().cloned().unwrap_or_else(|| vec![marks.clone()]);
            for rank in marks {
                ranks[usize::try_from(rank.as_u64().expect("a rank")).expect("small") - 1]
                    .push(index(&name.to_uppercase()));
            }
        }
        let mut valid: Vec<_> = case["result"].as_object().expect("a map").iter().collect();
        valid.sort_by_key(|(_, rank)| rank.as_u64());
        let valid: Vec<_> = valid.into_iter().map(|(name, _)| index(&name.to_uppercase())).collect();
        assert_eq!(rules("san-francisco").order(&Ranking::from_ranks(ranks)), Some(valid), "{case}");
        compared += 1;
    }
    assert_eq!(compared, 6);
}

/// Case R2: one ballot with three candidates at its first rank.
#[test]
fn an_overvote_ends_a_ballot_while_several_continue() {
    let kinds = ballots(&["3 B", "2 C", "1 A=B=C>D", "1 D>B"]);
    let several = read(&kinds, 4, &rules("inactive-while-several-continue"));
    let result = count(&several, &IrvRules::default());
    assert_eq!(tallies(&result, 0), [Some(0), Some(3), Some(2), Some(1)]);
    assert_eq!(result.rounds[0].defeated, [0]);
    assert_eq!(result.rounds[1].inactive[InactiveReason::Overvote], 1);
    assert_eq!(tallies(&result, 2), [None, Some(4), Some(2), None]);
    assert_eq!(result.winner, Some(1));
    assert_eq!(result.ties, []);
    let skipped = count(&read(&kinds, 4, &rules("pass-over")), &IrvRules::default());
    assert_eq!(tallies(&skipped, 1), [None, Some(3), Some(2), Some(2)]);
    let tie = skipped.open_tie().expect("a tie for last");
    assert_eq!((tie.round, &tie.tied[..], tie.question), (1, &[2, 3][..], TieQuestion::Defeat));
    assert_eq!(skipped.winner, None);
}

/// Case R4: two skipped ranks.
#[test]
fn skipped_ranks_decide() {
    let kinds = ballots(&["4 A>B", "3 B>A", "2 C>>>B"]);
    let closed_up = count(&read(&kinds, 3, &rules("san-francisco")), &IrvRules::default());
    assert_eq!(tallies(&closed_up, 1), [Some(4), Some(5), None]);
    assert_eq!(closed_up.winner, Some(1));
    let maine = count(&read(&kinds, 3, &rules("maine")), &IrvRules::default());
    assert_eq!(tallies(&maine, 1), [Some(4), Some(3), None]);
    assert_eq!(maine.rounds[1].inactive[InactiveReason::SkippedRanks], 2);
    assert_eq!(maine.winner, Some(0));
}

/// Case R6.
#[test]
fn an_overvoted_first_rank_ends_or_passes() {
    let kinds = ballots(&["3 A", "2 B", "2 A=B>C"]);
    let ended = count(&read(&kinds, 3, &rules("maine")), &IrvRules::default());
    assert_eq!(tallies(&ended, 0), [Some(3), Some(2), Some(0)]);
    assert_eq!(ended.rounds[0].inactive.total(), 2);
    assert_eq!(ended.winner, Some(0));
    let passed = count(&read(&kinds, 3, &rules("minneapolis")), &IrvRules::default());
    assert_eq!(tallies(&passed, 0), [Some(3), Some(2), Some(2)]);
    assert_eq!(passed.open_tie().map(|tie| &tie.tied[..]), Some(&[1, 2][..]));
}

/// Case R8: the second choice of everybody goes out first, and the rest is tied.
#[test]
fn ties_are_named_and_every_choice_is_followed() {
    let kinds = ballots(&["2 A>D", "2 B>D", "2 C>D"]);
    let read = read(&kinds, 4, &rules("maine"));
    let stopped = count(&read, &IrvRules::default());
    assert_eq!(stopped.rounds[0].defeated, [3]);
    assert_eq!(stopped.open_tie().map(|tie| &tie.tied[..]), Some(&[0, 1, 2][..]));
    assert_eq!(possible_winners(&read, &IrvRules::default(), STATES).winners, [0, 1, 2]);
    let by_lot = IrvRules { ties: TieRule::by_order([2, 0, 1, 3]), ..IrvRules::default() };
    let settled = count(&read, &by_lot);
    assert_eq!(settled.winner, Some(2));
    assert_eq!(settled.ties.iter().map(|tie| tie.settled_by).collect::<Vec<_>>(), [SettledBy::Order; 2]);
    assert_eq!(
        settled.ties.iter().map(|tie| tie.question).collect::<Vec<_>>(),
        [TieQuestion::Defeat, TieQuestion::Elect]
    );
}

/// Case R12 for one seat: 10 and 8 together are fewer than 24.
#[test]
fn those_who_cannot_catch_up_go_out_together() {
    let kinds = ballots(&["33 A", "25 B", "24 C", "10 D", "8 E"]);
    let read = read(&kinds, 5, &rules("maine"));
    let batch = count(&read, &IrvRules { elimination: BatchElimination::Fewer, ..IrvRules::default() });
    assert_eq!(batch.rounds[0].defeated, [4, 3]);
    assert_eq!(count(&read, &IrvRules::default()).rounds[0].defeated, [4]);
}

/// By hand: D, A and B together have 9 votes, fewer than C's 19. All at once, D's two ballots pass over A and B and make C 21 against
/// 20 for E. One by one, D goes first while A and B continue, and the two ballots are inactive.
#[test]
fn where_an_overvote_waits_for_several_a_batch_can_change_who_wins() {
    let kinds = ballots(&["2 D>A=B>C", "3 A", "4 B", "19 C", "20 E"]);
    let read = read(&kinds, 5, &rules("inactive-while-several-continue"));
    for (elimination, winner) in [(BatchElimination::Fewer, 2), (BatchElimination::OneByOne, 4)] {
        let rules = IrvRules { elimination, ..IrvRules::default() };
        assert_eq!(count(&read, &rules).winner, Some(winner));
        assert_eq!(possible_winners(&read, &rules, STATES).winners, [winner]);
    }
}

/// Case R16.
#[test]
fn whom_nobody_ranks_is_out_first_with_no_vote() {
    let kinds = ballots(&["2 A", "1 B", "2 D"]);
    let result = count(&read(&kinds, 4, &rules("maine")), &IrvRules::default());
    assert_eq!(tallies(&result, 0), [Some(2), Some(1), Some(0), Some(2)]);
    assert_eq!(result.rounds[0].defeated, [2]);
}

#[test]
fn the_first_question_at_a_rank_gives_the_reason() {
    let ranking = &ballots(&["1 >>A=B>C"])[0].0;
    let skips_first = RankedRules { skips_allowed: Some(1), ..rules("new-york") };
    let overvote_first = RankedRules { first_asked: FirstAsked::Overvote, ..skips_first };
    let answer = |rules: RankedRules| rules.interpret(ranking, |_| true);
    assert_eq!(answer(skips_first), Destination::Inactive(InactiveReason::SkippedRanks));
    assert_eq!(answer(overvote_first), Destination::Inactive(InactiveReason::Overvote));
    // Where overvotes are passed over, the question whether the ranks before were too many is then never asked.
    let passing = RankedRules { overvote: OvervotedRank::Skip, ..overvote_first };
    assert_eq!(answer(passing), Destination::Candidate(2));
    assert_eq!(answer(RankedRules { overvote: OvervotedRank::Skip, ..skips_first }), answer(skips_first));
}

#[test]
fn rule_sets_have_names_of_their_own_and_say_where_they_are_written() {
    for (number, rules) in RANKED_RULES.iter().enumerate() {
        assert_eq!(RankedRules::named(rules.name).as_ref(), Some(rules));
        assert_eq!(RANKED_RULES.iter().position(|other| other.name == rules.name), Some(number));
        assert!(rules.source.len() > 10);
    }
    assert_eq!(RankedRules::named("none"), None);
}

#[test]
fn rude_ballots_end_in_no_panic() {
    for candidates in [0, 1, 2, 3] {
        for kinds in
            [vec![], ballots(&["0 A", "1 ", "3 >>>"]), ballots(&["18446744073709551615 A", "7 B>Z", "1 Z=A=B>A>A"])]
        {
            for rules in RANKED_RULES {
                let read = read(&kinds, candidates, &rules);
                for stop in [IrvStop::Elected, IrvStop::TwoRemain, IrvStop::OneRemains] {
                    let rules =
                        IrvRules { stop, excluded: vec![1, 99], dropped_first: Some(99), ..IrvRules::default() };
                    let result = count(&read, &rules);
                    assert!(result.rounds.len() <= 2 * candidates + 1);
                    possible_winners(&read, &rules, 3);
                }
            }
        }
    }
}

fn any_rules() -> impl Strategy<Value = RankedRules> {
    let overvote = prop::sample::select(vec![
        OvervotedRank::Exhaust,
        OvervotedRank::Skip,
        OvervotedRank::ExhaustIfSeveralContinue,
    ]);
    let duplicate = prop::sample::select(vec![DuplicateRule::PassOver, DuplicateRule::Remove, DuplicateRule::Exhaust]);
    let first = prop::sample::select(vec![FirstAsked::SkippedRanks, FirstAsked::Overvote]);
    (overvote, duplicate, first, prop::option::of(0_u16..3), prop::option::of(0_u16..5)).prop_map(
        |(overvote, duplicate, first_asked, skips_allowed, ranks_counted)| RankedRules {
            overvote,
            duplicate,
            first_asked,
            skips_allowed,
            ranks_counted,
            ..rules("pass-over")
        },
    )
}

fn any_kinds(candidates: u16) -> impl Strategy<Value = Vec<(Ranking, u64)>> {
    let rank = prop::collection::vec(0..candidates, 0..3);
    let ranking = prop::collection::vec(rank, 0..5).prop_map(Ranking::from_ranks);
    prop::collection::vec((ranking, 0_u64..5), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_count_is_that_of_the_slow_twin(
        marks in any_rules(),
        kinds in any_kinds(4),
        stop in prop::sample::select(vec![IrvStop::Elected, IrvStop::TwoRemain, IrvStop::OneRemains]),
        order in Just(vec![0_u16, 1, 2, 3]).prop_shuffle(),
        elimination in prop::sample::select(ELIMINATIONS.map(|it| it.1).to_vec()),
        (first_round_majority, drops, excludes) in any::<(bool, bool, bool)>(),
    ) {
        let rules = IrvRules {
            stop,
            elimination,
            first_round_majority,
            dropped_first: drops.then_some(3),
            excluded: if excludes { vec![1] } else { vec![] },
            ties: TieRule::by_order(order),
        };
        let fast = count(&read(&kinds, 4, &marks), &rules);
        let slow = twin::count(&kinds, 4, &marks, &rules);
        prop_assert_eq!(fast.winner, slow.winner);
        prop_assert_eq!(fast.rounds.len(), slow.rounds.len());
        for (fast, slow) in fast.rounds.iter().zip(&slow.rounds) {
            prop_assert_eq!(&fast.tallies, &slow.tallies);
            for &(reason, ballots) in &slow.inactive {
                prop_assert_eq!(fast.inactive[reason], ballots);
            }
            let mut defeated = fast.defeated.clone();
            defeated.sort_unstable();
            prop_assert_eq!(&defeated, &slow.defeated);
        }
        // What moves between two rounds is what the first of them says.
        for pair in fast.rounds.windows(2) {
            for candidate in 0..4 {
                let received: u64 = pair[0].transfers.iter()
                    .filter(|transfer| transfer.to == Destination::Candidate(candidate))
                    .map(|transfer| transfer.ballots).sum();
                if let Some(after) = pair[1].tallies[usize::from(candidate)] {
                    prop_assert_eq!(pair[0].tallies[usize::from(candidate)].unwrap_or(0) + received, after);
                }
            }
        }
    }

    #[test]
    fn possible_winners_are_those_of_every_path(marks in any_rules(), kinds in any_kinds(4), drops in any::<bool>()) {
        let rules = IrvRules { dropped_first: drops.then_some(2), stop: IrvStop::OneRemains, ..IrvRules::default() };
        let fast = possible_winners(&read(&kinds, 4, &marks), &rules, STATES);
        prop_assert!(fast.is_complete);
        prop_assert_eq!(fast.winners, twin::winners_of_every_path(&kinds, 4, &marks, &rules));
    }

    #[test]
    fn an_order_says_what_a_ballot_counts_for(
        marks in any_rules(),
        kinds in any_kinds(4),
        continues in prop::collection::vec(any::<bool>(), 4),
    ) {
        for (ranking, _) in &kinds {
            if let Some(order) = marks.order(ranking) {
                let first = order.iter().copied().find(|&c| continues[usize::from(c)]);
                let answer = marks.interpret(ranking, |c| continues[usize::from(c)]);
                match first {
                    Some(candidate) => prop_assert_eq!(answer, Destination::Candidate(candidate)),
                    None => prop_assert!(matches!(answer, Destination::Inactive(_))),
                }
            } else {
                prop_assert_eq!(marks.overvote, OvervotedRank::ExhaustIfSeveralContinue);
            }
        }
    }
}
