//! Ways to elect: counts by hand-made numbers, true statements against every paper, and no audit that breaks its promise.

use recount::ScenarioFile;
use recount::election::Contest;
use recount::simulation::{SimulationOptions, TrialsRow, run, simulate};
use recount::social_choice::{RULES, Tally, assertions, decide};

/// A contest under a rule, with two precincts: the marks on their paper, in the words of a scenario.
pub(crate) struct Way {
    pub(crate) contest: &'static str,
    pub(crate) north: &'static str,
    pub(crate) south: &'static str,
    /// Whose votes change places in the north, so that the report is wrong.
    pub(crate) swapped: [&'static str; 2],
    /// Who wins by the paper.
    pub(crate) winners: &'static [&'static str],
}

pub(crate) const WAYS: [(&str, Way); 13] = [
    (
        "plurality",
        Way {
            contest: r#"rule = "plurality""#,
            north: "votes.c = { A = 60, B = 40, C = 20 }",
            south: "votes.c = { A = 45, B = 55, C = 20 }",
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "approval",
        Way {
            contest: r#"rule = "approval""#,
            north: "ballots = 120\nvotes.c = { A = 80, B = 50, C = 20, blank = 0 }",
            south: "ballots = 120\nvotes.c = { A = 60, B = 65, C = 20, blank = 0 }",
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "supermajority",
        Way {
            contest: "rule = \"supermajority\"\nshare = 0.6",
            north: "votes.c = { A = 66, B = 30, C = 24 }",
            south: "votes.c = { A = 82, B = 24, C = 14 }",
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "top_two",
        Way {
            contest: r#"rule = "top_two""#,
            north: "votes.c = { A = 46, B = 44, C = 30 }",
            south: "votes.c = { A = 50, B = 34, C = 36 }",
            swapped: ["B", "C"],
            winners: &["A", "B"],
        },
    ),
    (
        "dhondt",
        Way {
            contest: "rule = \"dhondt\"\nseats = 5",
            north: "votes.c = { A = 60, B = 40, C = 20 }",
            south: "votes.c = { A = 48, B = 52, C = 20 }",
            swapped: ["A", "C"],
            winners: &["A", "B", "A", "B", "C"],
        },
    ),
    (
        "sainte_lague",
        Way {
            contest: "rule = \"sainte_lague\"\nseats = 4\nshare = 0.05",
            north: "votes.c = { A = 70, B = 30, C = 20 }",
            south: "votes.c = { A = 60, B = 40, C = 20 }",
            swapped: ["A", "C"],
            winners: &["A", "B", "A", "C"],
        },
    ),
    (
        "hamilton",
        Way {
            contest: "rule = \"hamilton\"\nseats = 5",
            north: "votes.c = { A = 60, B = 40, C = 20 }",
            south: "votes.c = { A = 48, B = 52, C = 20 }",
            swapped: ["A", "C"],
            winners: &["A", "A", "B", "B", "C"],
        },
    ),
    (
        "borda",
        Way {
            contest: "rule = \"borda\"\nrankings = \"pass-over\"",
            north: r#"rankings.c = { "A > B > C" = 60, "B > A > C" = 40, "C > A > B" = 20 }"#,
            south: r#"rankings.c = { "A > C > B" = 50, "B > A > C" = 50, "C > B" = 20 }"#,
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "score",
        Way {
            contest: "rule = \"score\"\nhighest_score = 3",
            north: r#"scores.c = { "A 3, B 1" = 70, "B 3, C 1" = 30, "C 2" = 20 }"#,
            south: r#"scores.c = { "A 3, C 1" = 50, "B 3" = 45, blank = 25 }"#,
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "star",
        Way {
            contest: "rule = \"star\"\nhighest_score = 3",
            north: r#"scores.c = { "A 3, B 1" = 60, "B 3, C 1" = 40, "C 2" = 20 }"#,
            south: r#"scores.c = { "A 3, C 1" = 55, "B 3" = 50, blank = 15 }"#,
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "condorcet",
        Way {
            contest: "rule = \"condorcet\"\ncompletion = \"black\"\nrankings = \"pass-over\"",
            north: r#"rankings.c = { "A > B > C" = 60, "B > A > C" = 40, "C > A > B" = 20 }"#,
            south: r#"rankings.c = { "A > C > B" = 50, "B > A > C" = 50, "C > B" = 20 }"#,
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "instant_runoff",
        Way {
            contest: "rule = \"instant_runoff\"\nrankings = \"pass-over\"",
            north: r#"rankings.c = { "A > B" = 50, "B > A" = 40, "C > A" = 30 }"#,
            south: r#"rankings.c = { "A" = 45, "B > A" = 55, "C > B" = 20 }"#,
            swapped: ["A", "B"],
            winners: &["A"],
        },
    ),
    (
        "single_transferable_vote",
        Way {
            contest: "rule = \"single_transferable_vote\"\nrankings = \"pass-over\"\ntransfers = \"portland\"\nseats = 2",
            north: r#"rankings.c = { "A > B" = 70, "B" = 30, "C" = 20 }"#,
            south: r#"rankings.c = { "A > B" = 40, "B > A" = 50, "C" = 30 }"#,
            swapped: ["A", "C"],
            winners: &["A", "B"],
        },
    ),
];

pub(crate) fn text(way: &Way, faults: &str, more: &str) -> String {
    format!(
        r#"# Who wins?
title = "A town"
lesson = "Invented."
rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 20 }}

[[contest]]
id = "c"
{}
candidates = ["A", "B", "C"]

[[paper]]
precinct = "North"
{}

[[paper]]
precinct = "South"
{}

[[stage]]
id = "count"
by = "machine"
{faults}

[audit]
of = "count"
risk_limit = 0.2
full_count_at = 1.0
care = "exact"
{more}
"#,
        way.contest, way.north, way.south
    )
}

pub(crate) fn file(text: String) -> ScenarioFile {
    ScenarioFile::read("ways", text).expect("a scenario")
}

fn names(contest: &Contest, winners: &[u16]) -> Vec<String> {
    let mut names: Vec<String> = winners.iter().map(|&candidate| contest.name(candidate).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_rule_that_has_statements_is_tried_here() {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.name()).collect();
    let tried: Vec<&str> = WAYS.iter().map(|way| way.0).collect();
    let mut missing = known.clone();
    missing.retain(|name| !tried.contains(name));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn winners_are_those_of_the_numbers_and_statements_are_true_of_them() {
    for (rule, way) in WAYS {
        let election = run(&file(text(&way, "", "methods = [\"polling\"]")), None).expect("a run");
        let it = &election.contests[0];
        let mut winners: Vec<String> = way.winners.iter().map(|&name| name.to_owned()).collect();
        winners.sort();
        assert_eq!(names(&it.contest, &it.right.winners), winners, "{rule}");
        let statements = assertions(&it.contest, &it.right, &it.paper).expect("statements");
        assert!(!statements.is_empty(), "{rule}");
        for statement in &statements {
            let lead = statement.lead(&it.contest, &it.paper) + i64::from(statement.holds_at_zero());
            assert!(lead > 0, "{rule}: {statement:?}");
        }
    }
}

fn rows(way: &Way, faults: &str, trials: u64) -> Vec<TrialsRow> {
    let methods = "methods = [\"ballot_comparison\", \"polling\", \"batch_assertions\", \"one_audit\", \"super_simple\", \"bravo\", \"awaire\", \"mismatch\"]";
    let file = file(text(way, faults, methods));
    let options = SimulationOptions { trials, ..SimulationOptions::default() };
    simulate(&file, &options, &|_| {}).expect("trials").rows
}

#[test]
#[ignore = "statistics: a step of its own in tests/run.sh"]
fn statistics_no_audit_of_any_rule_confirms_a_wrong_outcome_more_often_than_it_promises() {
    for (rule, way) in WAYS {
        let [a, b] = way.swapped;
        let faults = format!(
            r#"faults = [{{ kind = "candidate_swap", contest = "c", candidates = ["{a}", "{b}"], at = "scanner", where = {{ precincts = ["North"] }} }}]"#
        );
        let wrong = rows(&way, &faults, 300);
        assert!(wrong.iter().all(|row| !row.reported_right), "{rule}: the report is wrong");
        for row in &wrong {
            assert!(!row.breaks_its_promise(100), "{rule} by {}: {:?}", row.method, row.confirmed_wrong);
        }
        // A right report is confirmed by some method, and by comparison from few cards.
        let right = rows(&way, "", 40);
        let by = |method: &str| right.iter().find(|row| row.method == method).expect("a row");
        assert!(by("ballot_comparison").refused.is_none(), "{rule}: {:?}", by("ballot_comparison").refused);
        assert!(by("ballot_comparison").confirmed.fraction() > 0.9, "{rule}: {:?}", by("ballot_comparison").confirmed);
        assert!(by("polling").refused.is_none(), "{rule}: {:?}", by("polling").refused);
    }
}

#[test]
fn a_measure_of_three_fifths_is_planned_by_its_share_and_not_by_its_lead() {
    // 60.6 percent Yes of 100,010 valid votes: 2 for Yes and −3 for No sum to 3,000. A card that agrees is worth 5, and the mean
    // under the null is 5 − 3,000/100,010: with all at stake a card gains 1.006, and ln 20 / ln 1.006 = 501 cards are needed.
    let way = Way {
        contest: "rule = \"supermajority\"\nshare = \"3/5\"",
        north: "votes.c = { A = 60_600, B = 39_400 }",
        south: "votes.c = { A = 6, B = 4 }",
        swapped: ["A", "B"],
        winners: &["A"],
    };
    let text = text(&way, "", "methods = [\"ballot_comparison\"]")
        .replace("candidates = [\"A\", \"B\", \"C\"]", "candidates = [\"A\", \"B\"]")
        .replace("risk_limit = 0.2", "risk_limit = 0.05")
        .replace("batch_size = 20", "batch_size = 1_000");
    let row = &simulate(&file(text), &SimulationOptions { trials: 20, ..SimulationOptions::default() }, &|_| {})
        .expect("trials")
        .rows[0];
    let cards = row.cards.mean;
    assert!((495.0..=540.0).contains(&cards), "{cards}");
}

#[test]
fn a_tie_in_the_rounds_is_named_and_never_settled_by_accident() {
    // Case R8 of the handed cases: D is out with 0, then three are level for last.
    let way = Way {
        contest: "rule = \"instant_runoff\"\nrankings = \"pass-over\"",
        north: r#"rankings.c = { "A > D" = 2, "B > D" = 2 }"#,
        south: r#"rankings.c = { "C > D" = 2 }"#,
        swapped: ["A", "B"],
        winners: &[],
    };
    let text = text(&way, "", "methods = [\"polling\"]")
        .replace("candidates = [\"A\", \"B\", \"C\"]", "candidates = [\"A\", \"B\", \"C\", \"D\"]");
    let election = run(&file(text.clone()), None).expect("a run");
    let it = &election.contests[0];
    assert_eq!(it.right.winners, [0_u16; 0]);
    assert_eq!(it.right.tied, [0, 1, 2]);
    let with_lot = text.replace("rankings = \"pass-over\"", "rankings = \"pass-over\"\nlot = [\"B\", \"A\", \"C\"]");
    let election = run(&file(with_lot), None).expect("a run");
    assert_eq!(names(&election.contests[0].contest, &election.contests[0].right.winners), ["B"]);
}

#[test]
fn a_rule_without_statements_gets_a_full_hand_count_and_says_so() {
    let way = Way {
        // The quota is 41 of 120. A has it, and no surplus; C goes out with 39, and B is left with 40. Of A's ballots, which rank C
        // next, two or three could move: no statement says that B stays ahead of C.
        contest: "rule = \"single_transferable_vote\"\nrankings = \"pass-over\"\ntransfers = \"scottish\"\nseats = 2",
        north: r#"rankings.c = { "A > C" = 41, "B" = 20 }"#,
        south: r#"rankings.c = { "B" = 20, "C" = 39 }"#,
        swapped: ["A", "B"],
        winners: &["A", "B"],
    };
    let methods = "methods = [\"ballot_comparison\", \"polling\"]";
    let election = run(&file(text(&way, "", methods)), None).expect("a run");
    let it = &election.contests[0];
    assert_eq!(names(&it.contest, &it.right.winners), ["A", "B"]);
    let why = assertions(&it.contest, &it.right, &it.paper).expect_err("no statements").to_string();
    assert_eq!(
        why,
        "statements are found that imply a seat for A, and none for B: only a full hand count can check all"
    );
    let options = SimulationOptions { trials: 5, ..SimulationOptions::default() };
    for row in simulate(&file(text(&way, "", methods)), &options, &|_| {}).expect("trials").rows {
        assert_eq!(row.full_hand_count.fraction().to_bits(), 1.0_f64.to_bits(), "{}", row.method);
        assert!(row.refused.is_some(), "{}", row.method);
    }
}

#[test]
fn points_of_ranks_are_those_that_the_contest_names() {
    // 70 rank A alone, 50 rank B, C and A. First 2 points, second 1: A 140, B 100, C 50. Sharing, twofold: those who rank A leave
    // B and C 1 each, so A 280, B 200 + 70, C 100 + 70. By names on the ballot: A 70 + 50, B 150, C 100.
    for (points, sums, winner) in [
        ("", [140, 100, 50], "A"),
        ("points = \"unranked_none\"", [140, 100, 50], "A"),
        ("points = \"shared\"", [280, 270, 170], "A"),
        ("points = \"modified\"", [120, 150, 100], "B"),
    ] {
        let contest = format!("rule = \"borda\"\nrankings = \"pass-over\"\n{points}");
        let way = Way {
            contest: Box::leak(contest.into_boxed_str()),
            north: r#"rankings.c = { "A" = 70 }"#,
            south: r#"rankings.c = { "B > C > A" = 50 }"#,
            swapped: ["A", "B"],
            winners: &[],
        };
        let election = run(&file(text(&way, "", "methods = [\"ballot_comparison\"]")), None).expect("a run");
        let it = &election.contests[0];
        assert_eq!(it.paper.votes, sums, "{points}");
        assert_eq!(names(&it.contest, &it.right.winners), [winner], "{points}");
    }
}

#[test]
fn by_meek_the_quota_falls_and_every_winner_keeps_a_part() {
    // The quota of 100 votes and two seats is 33 1/3; A has 60 and keeps 5/9 of each ballot. Of the rest, 26 2/3, half names nobody
    // else and runs out: 86 2/3 votes are left, and the quota is 28 8/9. B has 10 + 13 1/3, and C, with 30, is in.
    let way = Way {
        contest: "rule = \"single_transferable_vote\"\nrankings = \"pass-over\"\ntransfers = \"meek\"\nseats = 2",
        north: r#"rankings.c = { "A > B" = 30, "A" = 30 }"#,
        south: r#"rankings.c = { "B" = 10, "C" = 30 }"#,
        swapped: ["A", "B"],
        winners: &[],
    };
    let file = file(text(&way, "", "methods = [\"ballot_comparison\"]"));
    let election = run(&file, None).expect("a run");
    let it = &election.contests[0];
    assert_eq!(names(&it.contest, &it.right.winners), ["A", "C"]);
    let count = &it.rounds.as_ref().expect("rounds").paper;
    assert!(count.quota_falls());
    let last = count.rounds.last().expect("a round");
    let near = |units: u128, votes: f64| (units as f64 / count.unit as f64 - votes).abs() < 1e-6;
    assert!(near(count.rounds[0].threshold, 100.0 / 3.0) && near(last.threshold, 260.0 / 9.0), "{}", last.threshold);
    assert!(near(last.kept[0], 5.0 / 9.0), "{}", last.kept[0]);
    assert!(near(last.tallies[1].expect("B stands"), 70.0 / 3.0), "{:?}", last.tallies);
    let votes: u128 = last.tallies.iter().flatten().sum::<u128>() + last.inactive.total();
    assert_eq!(votes, 100 * count.unit);
    // No statements are known of such a count.
    let options = SimulationOptions { trials: 5, ..SimulationOptions::default() };
    let row = &simulate(&file, &options, &|_| {}).expect("trials").rows[0];
    assert!(row.refused.is_some() && row.full_hand_count.fraction() > 0.99);
}

#[test]
fn a_tally_of_kinds_adds_up_and_comes_apart() {
    let election = run(&file(text(&WAYS[11].1, "", "methods = [\"polling\"]")), None).expect("a run");
    let it = &election.contests[0];
    let mut sum = Tally::empty(3);
    sum += &it.paper;
    sum += &it.paper;
    assert!(decide(&it.contest, &sum).agrees_with(&it.right));
    sum -= &it.paper;
    assert_eq!(sum, it.paper);
    sum -= &it.paper;
    assert!(sum.kinds.is_empty());
}

#[test]
fn a_ballot_whose_order_depends_on_who_goes_on_speaks_against_every_statement() {
    // A and B are at one rank: by this rule set the ballot counts once one of them is out.
    let way = Way {
        contest: "rule = \"instant_runoff\"\nrankings = \"inactive-while-several-continue\"",
        north: r#"rankings.c = { "A > B" = 60, "B > A" = 40, "C > A" = 20 }"#,
        south: r#"rankings.c = { "A > C" = 60, "B > A" = 40 }"#,
        swapped: ["A", "B"],
        winners: &["A"],
    };
    let election = run(&file(text(&way, "", "methods = [\"polling\"]")), None).expect("a run");
    let it = &election.contests[0];
    let level = it.contest.marks_of(&recount::election::Ranking::from_ranks(vec![vec![0, 1], vec![2]]));
    let statements = assertions(&it.contest, &it.right, &it.paper).expect("statements");
    assert!(!statements.is_empty());
    for statement in statements {
        assert_eq!(statement.worth(&it.contest, &level), -1, "{statement:?}");
    }
}

#[test]
fn a_rule_of_one_vote_takes_no_second_one() {
    for (rule, way) in WAYS {
        let several = way.contest.to_owned() + "\nvotes_allowed = 2";
        let text = text(&way, "", "methods = [\"polling\"]").replacen(way.contest, &several, 1);
        let is_read = ScenarioFile::read("ways", text).and_then(|file| run(&file, None)).is_ok();
        assert!(!is_read || ["plurality", "approval"].contains(&rule), "{rule}");
    }
}

/// Two towns of three lists, and what the machine makes of them.
fn lists(rule: &str, share: &str, fault: &str) -> String {
    let way = Way {
        contest: "RULE",
        north: "votes.c = { A = 500, B = 300, C = 200 }",
        south: "votes.c = { A = 5, B = 3, C = 2 }",
        swapped: ["A", "B"],
        winners: &[],
    };
    text(
        &way,
        &format!("faults = [{fault}]"),
        "methods = [\"ballot_comparison\", \"polling\", \"batch_assertions\", \"one_audit\"]",
    )
    .replace("RULE", &format!("rule = \"{rule}\"\nseats = 10{share}"))
    .replace("batch_size = 20", "batch_size = 100")
}

#[test]
fn a_list_that_seems_to_stand_alone_is_not_confirmed_unseen() {
    // The report leaves one list: B falls below the threshold by one vote, or has no vote that the machine read.
    let flip = r#"{ kind = "adversarial_flip", contest = "c", from = "B", to = "A", cards = 4 }"#;
    let lost = r#"{ kind = "choice_unmapped", contest = "c", candidate = "B" }, { kind = "choice_unmapped", contest = "c", candidate = "C" }"#;
    for rule in ["dhondt", "sainte_lague", "hamilton"] {
        for (share, fault) in [("\nshare = 0.3", flip), ("", lost)] {
            let options = SimulationOptions { trials: 60, ..SimulationOptions::default() };
            let rows = simulate(&file(lists(rule, share, fault)), &options, &|_| {}).expect("trials").rows;
            for row in rows {
                assert!(!row.reported_right && !row.uncontested, "{rule} {share}");
                assert!(!row.breaks_its_promise(100), "{rule} {share} by {}: {:?}", row.method, row.confirmed_wrong);
            }
        }
    }
}

#[test]
fn two_who_are_level_for_the_runoff_of_star_are_a_tie_unless_it_changes_nothing() {
    let of = |scores: &str| {
        let way = Way {
            contest: "rule = \"star\"",
            north: "scores.c = SCORES",
            south: "scores.c = { blank = 1 }",
            swapped: ["A", "B"],
            winners: &[],
        };
        let text = text(&way, "", "methods = [\"polling\"]").replace("SCORES", scores);
        let right = run(&file(text), None).expect("a run").contests[0].right.clone();
        (right.winners, right.tied)
    };
    // A has 1,500 points, B and C 800 each and 400 ballots to 300 against A: one of the two meets A and wins.
    assert_eq!(of(r#"{ "A 5" = 300, "B 2, C 2" = 400 }"#), (vec![], vec![1, 2]));
    // 401 to 400: A wins against either.
    assert_eq!(of(r#"{ "A 5" = 401, "B 2, C 2" = 400 }"#), (vec![0], vec![]));
}

#[test]
fn of_no_valid_vote_nobody_has_a_share() {
    let way = Way {
        contest: "rule = \"supermajority\"\nshare = 0.6",
        north: "votes.c = { blank = 5 }",
        south: "votes.c = { blank = 5 }",
        swapped: ["A", "B"],
        winners: &[],
    };
    let right = run(&file(text(&way, "", "methods = [\"polling\"]")), None).expect("a run").contests[0].right.clone();
    assert!(right.winners.is_empty() && right.tied.is_empty());
}

#[test]
fn points_are_no_votes_where_lost_votes_are_told() {
    let election = run(&file(text(&WAYS[7].1, "", "methods = [\"polling\"]")), None).expect("a run");
    let it = &election.contests[0];
    assert_eq!(it.paper.undervotes(&it.contest), 0);
    assert!(election.stages[0].findings.is_empty(), "{:?}", election.stages[0].findings);
}

/// What the count's column of the terminal says of who is ahead.
fn ahead(contest: &'static str, votes: &'static str, more: &str) -> String {
    let way = Way { contest, north: votes, south: "votes.c = { blank = 5 }", swapped: ["A", "B"], winners: &[] };
    let with_law = text(&way, "", more).replacen("title =", "law = \"PA\"\ntitle =", 1);
    let election = run(&file(with_law), None).expect("a run");
    let page = recount::report::Page { width: 200, colour: false, language: &recount::report::LANGUAGES[0] };
    recount::report::terminal(&election, page)
}

#[test]
fn a_lead_is_told_where_votes_or_points_decide_and_else_the_names_alone() {
    let votes = "votes.c = { A = 48, B = 40, C = 12 }";
    let methods = "methods = [\"ballot_comparison\"]";
    assert!(ahead("rule = \"plurality\"", votes, methods).contains("A +8"));
    let second = ahead("rule = \"top_two\"", votes, methods);
    assert!(second.contains("A, B for a second round") && !second.contains('+'), "{second}");
    // Nobody has three fifths, and recount laws say nothing of a share.
    let nobody = ahead("rule = \"supermajority\"\nshare = 0.6", votes, methods);
    assert!(nobody.contains("names nobody") && nobody.contains("the law speaks of the votes of two"), "{nobody}");
}
