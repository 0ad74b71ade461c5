//! Condorcet winners and their completions, Borda points and Scottish counts against another program; by hand; slow twins.

use proptest::prelude::*;
use recount::election::{Contest, Ranking, RuleOptions};
use recount::social_choice::ranked::completion::{CONDORCET_COMPLETIONS, CondorcetCompletion, elect};
use recount::social_choice::ranked::rank_points::{BordaRule, HALVES, points};
use recount::social_choice::ranked::stv::{self, StvMethod, StvRules};
use recount::social_choice::ranked::{PairwiseTally, TieRule};
use recount::social_choice::{self, Tally};
use serde_json::Value;

use crate::ranked::{ballots, indices, read, rules};

fn file() -> Value {
    serde_json::from_str(include_str!("data/ranked.json")).expect("JSON")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

fn kinds(election: &Value) -> Vec<(Ranking, u64)> {
    let votes = election["votes"].as_array().expect("votes").iter();
    votes.map(|vote| (Ranking::of(indices(&vote[1])), number(&vote[0]))).collect()
}

#[test]
fn pairs_points_and_winners_are_those_of_another_program() {
    let file = file();
    let elections = file["pairs"].as_array().expect("elections");
    for (at, election) in elections.iter().enumerate() {
        let candidates = number(&election["candidates"]) as u16;
        let read = read(&kinds(election), usize::from(candidates), &rules("pass-over"));
        let pairs = PairwiseTally::of(&read, &[]);
        for one in 0..candidates {
            for other in 0..candidates {
                let support = number(&election["support"][usize::from(one)][usize::from(other)]);
                assert_eq!(pairs.above(one, other), support, "election {at}");
            }
        }
        let condorcet_winner = election["condorcet"].as_u64().map(|winner| winner as u16);
        assert_eq!(pairs.condorcet_winner(), condorcet_winner, "election {at}");
        assert_eq!(pairs.smith_set(), indices(&election["smith"]), "election {at}");
        for rule in [BordaRule::Shared, BordaRule::Nothing] {
            let points = points(&read, rule, &[]).into_iter().flatten().map(|halves| halves as u64 / HALVES as u64);
            let theirs: Vec<u64> = election["borda"].as_array().expect("points").iter().map(number).collect();
            assert_eq!(points.collect::<Vec<_>>(), theirs, "election {at}");
        }
        for (name, completion) in CONDORCET_COMPLETIONS {
            // On complete rankings without ties winning votes and margins give the same strongest paths.
            let theirs = if name == "schulze" { &election["schulze-margins"] } else { &election[name] };
            let is_runoff = name.ends_with("irv");
            let ties = if is_runoff { TieRule::by_order(0..candidates) } else { TieRule::stop() };
            let outcome = elect(&read, completion, &[], &ties);
            assert_eq!(outcome.winner.into_iter().collect::<Vec<_>>(), indices(theirs), "election {at}, {name}");
            assert!(is_runoff || outcome.tied.is_empty(), "election {at}, {name}");
        }
    }
    assert_eq!(elections.len(), 60);
}

#[test]
fn scottish_winners_are_those_of_another_program() {
    let file = file();
    let elections = file["scottish"].as_array().expect("elections");
    for (at, election) in elections.iter().enumerate() {
        let seats = number(&election["seats"]) as usize;
        let method = StvMethod::named("scottish").expect("a method");
        let candidates = number(&election["candidates"]) as u16;
        let ties = TieRule::by_earlier_rounds(0..candidates);
        let rules = StvRules { method, seats, dropped_first: None, excluded: Vec::new(), ties };
        let result = stv::count(&read(&kinds(election), usize::from(candidates), &self::rules("pass-over")), &rules);
        let mut elected = result.elected;
        elected.sort_unstable();
        assert_eq!(elected, indices(&election["scottish"]), "election {at}");
    }
    assert_eq!(elections.len(), 60);
}

/// By hand: B has the fewest first choices and is out first in a runoff, but is preferred to A by 54 + 34 against 76 + 4 and to C
/// by 54 + 48 against 59 + 5.
#[test]
fn whoever_beats_everybody_wins_whatever_completes() {
    let kinds = ballots(&["27 B>C", "16 B>A", "11 B", "34 C>B", "4 C>A", "21 C", "48 A>B", "5 A>C", "23 A"]);
    let read = read(&kinds, 3, &rules("maine"));
    for (name, completion) in CONDORCET_COMPLETIONS {
        let outcome = elect(&read, completion, &[], &TieRule::stop());
        assert_eq!((outcome.winner, outcome.condorcet_winner), (Some(1), Some(1)), "{name}");
    }
    let pairs = PairwiseTally::of(&read, &[]);
    assert_eq!((pairs.above(1, 0), pairs.above(0, 1)), (88, 80));
    assert_eq!((pairs.above(1, 2), pairs.above(2, 1)), (102, 64));
    assert_eq!(pairs.smith_set(), [1]);
}

#[test]
fn three_in_a_circle_are_a_tie_that_is_named() {
    let circle = ballots(&["1 A>B>C", "1 B>C>A", "1 C>A>B"]);
    let read = read(&circle, 3, &rules("pass-over"));
    for (name, completion) in CONDORCET_COMPLETIONS {
        let open = elect(&read, completion, &[], &TieRule::stop());
        assert_eq!((open.winner, &open.tied[..]), (None, &[0, 1, 2][..]), "{name}");
        let settled = elect(&read, completion, &[], &TieRule::by_order([2, 0, 1]));
        assert!(settled.winner.is_some() && !settled.tied.is_empty(), "{name}");
        let nobody = elect(&read, completion, &[0, 1, 2], &TieRule::stop());
        assert_eq!(nobody.winner, None, "{name}");
    }
    let by_lot = elect(&read, CondorcetCompletion::RankedPairs, &[], &TieRule::by_order([2, 0, 1]));
    assert_eq!(by_lot.winner, Some(2));
}

/// By hand: four stand. A>B leaves C and D half a point each where points are shared.
#[test]
fn points_of_short_rankings() {
    let kinds = ballots(&["2 A>B", "1 C", "1 "]);
    let read = read(&kinds, 4, &rules("pass-over"));
    let halves = |rule| points(&read, rule, &[]).into_iter().flatten().collect::<Vec<_>>();
    // A: 2 * 3 + 1 + 1.5; B: 2 * 2 + 1 + 1.5; C: 2 * 0.5 + 3 + 1.5; D: 2 * 0.5 + 1 + 1.5.
    assert_eq!(halves(BordaRule::Shared), [17, 13, 11, 7]);
    assert_eq!(halves(BordaRule::Nothing), [12, 8, 6, 0]);
    assert_eq!(halves(BordaRule::RankedOnly), [8, 4, 2, 0]);
    assert_eq!(points(&read, BordaRule::Shared, &[3])[3], None);
}

/// A contest by the rule `condorcet` with each completion elects whom another program elects, and has statements exactly
/// where somebody is preferred to each other candidate.
#[test]
fn a_contest_is_decided_by_the_completion_that_it_names() {
    let file = file();
    for (at, election) in file["pairs"].as_array().expect("elections").iter().enumerate() {
        let candidates = number(&election["candidates"]) as u16;
        for (name, _) in CONDORCET_COMPLETIONS {
            let theirs = if name == "schulze" { &election["schulze-margins"] } else { &election[name] };
            let contest = Contest {
                id: "c".into(),
                title: "C".into(),
                rule: social_choice::named("condorcet").expect("a rule"),
                candidates: (0..candidates).map(|candidate| format!("{candidate}")).collect(),
                seats: 1,
                votes_allowed: 1,
                write_in_line: None,
                options: RuleOptions {
                    columns: candidates,
                    rankings: Some("pass-over".into()),
                    completion: Some(name.into()),
                    lot: if name.ends_with("irv") { (0..candidates).collect() } else { Vec::new() },
                    ..RuleOptions::default()
                },
            };
            let mut tally = Tally::empty(usize::from(candidates));
            for (ranking, ballots) in kinds(election) {
                tally.count(&contest, &contest.marks_of(&ranking), ballots as i64);
            }
            let outcome = social_choice::decide(&contest, &tally);
            assert_eq!(outcome.winners, indices(theirs), "election {at}, {name}");
            let statements = social_choice::assertions(&contest, &outcome, &tally);
            assert_eq!(statements.is_ok(), election["condorcet"].is_u64(), "election {at}, {name}");
        }
    }
}

/// By hand: A and B at one rank share 2 and 1 points, and neither is above the other.
#[test]
fn those_at_one_rank_share() {
    let kinds = ballots(&["1 A=B>C"]);
    let read = read(&kinds, 3, &rules("inactive-while-several-continue"));
    assert_eq!(points(&read, BordaRule::Nothing, &[]), [Some(3), Some(3), Some(0)]);
    let pairs = PairwiseTally::of(&read, &[]);
    assert_eq!((pairs.above(0, 1), pairs.above(1, 0), pairs.above(0, 2)), (0, 0, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_are_those_of_each_ballot_read_alone(
        rankings in prop::collection::vec((prop::collection::vec(prop::collection::vec(0_u16..4, 0..3), 0..4), 0_u64..9), 0..9),
        excludes in any::<bool>(),
        order in Just(vec![0_u16, 1, 2, 3]).prop_shuffle(),
    ) {
        let kinds: Vec<_> = rankings.into_iter().map(|(ranks, number)| (Ranking::from_ranks(ranks), number)).collect();
        let excluded = if excludes { vec![2] } else { vec![] };
        let several = rules("inactive-while-several-continue");
        let read = read(&kinds, 4, &several);
        let pairs = PairwiseTally::of(&read, &excluded);
        let place = |ranking: &Ranking, candidate| ranking.ranks().iter().position(|rank| rank.contains(&candidate));
        for one in 0..4_u16 {
            for other in 0..4_u16 {
                let stand = ![one, other].iter().any(|candidate| excluded.contains(candidate));
                let above = kinds.iter().filter(|(ranking, _)| {
                    let (one, other) = (place(ranking, one), place(ranking, other));
                    one.is_some_and(|one| other.is_none_or(|other| one < other))
                });
                let votes: u64 = above.map(|kind| kind.1).sum();
                prop_assert_eq!(pairs.above(one, other), if stand { votes } else { 0 });
            }
        }
        // If a rule completes the count, each elected candidate is a candidate, and beats everybody outside the Smith
        // set.
        let smith = pairs.smith_set();
        for (name, completion) in CONDORCET_COMPLETIONS {
            let outcome = elect(&read, completion, &excluded, &TieRule::by_order(order.clone()));
            let winner = outcome.winner.expect("an order settles every tie");
            prop_assert!(!excluded.contains(&winner), "{}", name);
            if ["schulze", "schulze-margins", "ranked-pairs", "smith-irv"].contains(&name) {
                prop_assert!(smith.contains(&winner), "{}: {} of {:?}", name, winner, smith);
            }
        }
    }
}

/// In a perfect circle every completion leaves all three level, and the file's lot decides: the report says so.
#[test]
fn a_lot_that_decides_is_not_called_the_completion() {
    let of = |lot: &str, votes: &str| {
        let scenario = format!(
            "# Who wins?\ntitle = \"A town\"\nlesson = \"A circle.\"\nrates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0 }}\n\
             [[contest]]\nid = \"mayor\"\nrule = \"condorcet\"\ncompletion = \"schulze\"\n{lot}rankings = \"san-francisco\"\n\
             candidates = [\"Ada\", \"Ben\", \"Cem\"]\n[[paper]]\nprecinct = \"North\"\nrankings.mayor = {votes}\n\
             [[stage]]\nid = \"count\"\nby = \"machine\"\n"
        );
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("town.toml");
        std::fs::write(&file, scenario).expect("written");
        let output = crate::program::program().arg("run").arg(&file).arg("--full").output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let circle = r#"{ "Ada > Ben > Cem" = 100, "Ben > Cem > Ada" = 100, "Cem > Ada > Ben" = 100 }"#;
    let text = of("lot = [\"Cem\", \"Ben\", \"Ada\"]\n", circle);
    assert!(text.contains("Ada, Ben, Cem are level, and the lot that the file states decides"), "{text}");
    // With other numbers the paths differ, and the lot has nothing to decide.
    let wider = r#"{ "Ada > Ben > Cem" = 130, "Ben > Cem > Ada" = 90, "Cem > Ada > Ben" = 80 }"#;
    let text = of("lot = [\"Cem\", \"Ben\", \"Ada\"]\n", wider);
    assert!(
        text.contains("the completion decides") && !text.contains("the lot that the file states decides"),
        "{text}"
    );
}
