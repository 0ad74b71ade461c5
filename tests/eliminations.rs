//! Instant runoffs that put several out at once, and names whom nobody can elect: small elections by hand.

use recount::ScenarioFile;
use recount::simulation::{SimulationOptions, run, simulate};
use recount::social_choice::{assertions, instant_runoff};

/// A contest of A, B, C, D and W, these ballots in it, and more keys of the contest.
fn town(rankings: &str, keys: &str, ballots: &[(&str, u64)]) -> String {
    let ballots: Vec<String> = ballots.iter().map(|(ranking, n)| format!("\"{ranking}\" = {n}\n")).collect();
    format!(
        "# Who wins?\ntitle = \"A town\"\nlesson = \"Invented.\"\n\
         rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 100 }}\n\
         [[contest]]\nid = \"c\"\nrule = \"instant_runoff\"\nrankings = \"{rankings}\"\n\
         candidates = [\"A\", \"B\", \"C\", \"D\", \"W\"]\n{keys}\n\
         [[paper]]\nprecinct = \"North\"\n[paper.rankings.c]\n{}\
         [[stage]]\nid = \"count\"\nby = \"machine\"\n\
         [audit]\nof = \"count\"\nmethods = [\"ballot_comparison\"]\nfull_count_at = 1.0\ncare = \"exact\"\n",
        ballots.concat()
    )
}

/// Who is elected or, with question marks, who could be; and who goes out in each round.
fn counted(rankings: &str, keys: &str, ballots: &[(&str, u64)]) -> (String, Vec<String>) {
    let file = ScenarioFile::read("town", town(rankings, keys, ballots)).expect("a scenario");
    let election = run(&file, None).expect("a run");
    let it = &election.contests[0];
    let names = |all: &[u16]| all.iter().map(|&one| it.contest.name(one)).collect::<Vec<_>>().join(" ");
    let rounds = instant_runoff::rounds(&it.contest, &it.paper).rounds;
    let out = rounds.iter().map(|round| names(&round.defeated)).filter(|out| !out.is_empty()).collect();
    let tied = if it.right.tied.is_empty() { String::new() } else { format!("{}?", names(&it.right.tied)) };
    (names(&it.right.winners) + &tied, out)
}

/// San Francisco Charter, section 13.102(e): C and D together have 4 votes, fewer than B's 9. One by one, they are level for last.
#[test]
fn those_who_cannot_draw_level_go_out_together() {
    let ballots = [("A > B", 10), ("B", 9), ("C > B", 2), ("D > B", 2)];
    let (winner, out) = counted("san-francisco", "elimination = \"batch\"\nundeclared = [\"W\"]", &ballots);
    assert_eq!((&winner[..], &out[..]), ("B", &["C D".to_owned()][..]));
    let (winner, out) = counted("san-francisco", "undeclared = [\"W\"]", &ballots);
    assert_eq!((&winner[..], out.len()), ("B", 0));
}

/// New York City Charter, section 1057-g(e)(2)(b): C and D together have 6 votes and cannot surpass B's 6, so both go out and A has
/// 11 to B's 10. One by one, D goes first, and B and C are level.
#[test]
fn those_who_cannot_surpass_go_out_together() {
    let ballots = [("A", 11), ("B > C", 6), ("C > B", 4), ("D > C", 2)];
    let undeclared = "undeclared = [\"W\"]\n";
    let by = |elimination: &str| counted("new-york", &format!("{undeclared}elimination = \"{elimination}\""), &ballots);
    assert_eq!(by("batch_or_level"), ("A".to_owned(), vec!["D C".to_owned()]));
    assert_eq!(by("batch").0, "A C?");
    assert_eq!(by("one_by_one").0, "A C?");
    // Level candidates go together or not at all, and two always remain.
    let level = [("A", 5), ("B", 3), ("C", 3), ("D", 3)];
    assert_eq!(counted("new-york", &format!("{undeclared}elimination = \"batch_or_level\""), &level).1, [""; 0]);
}

/// Minneapolis 167.60(c)(1): an undeclared write-in cannot be elected. W has most first choices; then A leads with 4 + 3.
#[test]
fn nobody_elects_an_undeclared_write_in() {
    let ballots = [("W", 8), ("A", 4), ("B > A", 3)];
    assert_eq!(counted("minneapolis", "", &ballots).0, "W");
    assert_eq!(counted("minneapolis", "undeclared = [\"W\"]", &ballots).0, "A");
}

/// C.R.S. 1-7-1003(2): under Colorado's rule a mark for an unqualified write-in is no mark. So `W > B` has a skipped rank and counts
/// for nobody, `A > W > B` for A alone. By San Francisco's the next rank counts.
#[test]
fn the_rule_set_says_what_a_mark_for_an_undeclared_write_in_is() {
    let ballots = [("W > B", 3), ("A > W > B", 4), ("B", 2), ("C > A", 1)];
    let undeclared = "undeclared = [\"W\"]";
    // Colorado: B 2, A 4, C 1; A has more than half of 7.
    assert_eq!(counted("colorado", undeclared, &ballots).0, "A");
    // Elsewhere: B 5, A 4, C 1; C goes out for A, and both have 5.
    assert_eq!(counted("san-francisco", undeclared, &ballots).0, "A B?");
}

#[test]
fn an_audit_confirms_who_wins_without_the_undeclared() {
    let ballots = [("W > A", 300), ("W > B", 100), ("A", 100), ("B", 150)];
    let text = town("minneapolis", "undeclared = [\"W\"]", &ballots);
    let file = ScenarioFile::read("town", text.clone()).expect("a scenario");
    let election = run(&file, None).expect("a run");
    let it = &election.contests[0];
    let claims = assertions(&it.contest, &it.right, &it.paper).expect("statements");
    assert!(claims.iter().all(|claim| it.contest.name(claim.winner) != "W"), "{claims:?}");
    let options = SimulationOptions { trials: 40, ..SimulationOptions::default() };
    // A has 400 of 650 ballots and B 250: a sample confirms.
    let row = &simulate(&file, &options, &|_| {}).expect("trials").rows[0];
    assert!(row.reported_right && row.confirmed.fraction() > 0.99, "{row:?}");
}

/// Round 1 puts Ada and Dora out, who have 5 + 1, no more than Cem's 6; Ben leads 12 to 6. One by one, Cem and Dora would be level.
#[test]
fn no_margin_is_given_where_level_candidates_go_out_together() {
    let ballots = [("B > C", 12), ("C > D", 6), ("D", 5), ("A > D", 1)];
    let keys = "undeclared = [\"W\"]\nelimination = \"batch_or_level\"";
    let election = run(&ScenarioFile::read("town", town("new-york", keys, &ballots)).expect("a scenario"), None);
    let election = election.expect("a run");
    let it = &election.contests[0];
    assert_eq!((&it.right.winners[..], it.right.margin), (&[1_u16][..], Some(6)));
    assert_eq!(it.changed_ballots, None);
    let why = assertions(&it.contest, &it.right, &it.paper).expect_err("no statements").to_string();
    assert!(why.starts_with("counted one by one, a tie would decide"), "{why}");
}

#[test]
fn the_keys_of_a_runoff_are_used_or_refused() {
    let refused = |keys: &str, of: &str| {
        let text = town("minneapolis", keys, &[("A", 2), ("B", 1)]).replace("instant_runoff", of);
        let read = ScenarioFile::read("town", text).expect("TOML");
        run(&read, None).expect_err("refused").to_string()
    };
    for (keys, of, said) in [
        ("elimination = \"all\"", "instant_runoff", "\"one_by_one\", \"batch\", \"batch_or_level\""),
        ("elimination = \"batch\"", "borda", "elimination"),
        ("undeclared = [\"W\"]", "borda", "instant_runoff"),
        ("undeclared = [\"Z\"]", "instant_runoff", "Z"),
        ("undeclared = [\"W\", \"W\"]", "instant_runoff", "once"),
        ("undeclared = [\"A\", \"B\", \"C\", \"D\"]", "instant_runoff", "at most 3"),
    ] {
        let sentence = refused(keys, of);
        assert!(sentence.contains(said), "{keys}: {sentence}");
    }
}

/// The example of the documentation: the write-in goes out unseen, then Cem and Dora together.
#[test]
fn the_example_of_the_documentation_is_counted() {
    let page = include_str!("../docs/ways-to-elect.md");
    let text = page.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let election =
        run(&ScenarioFile::read("town", text.trim_start().to_owned()).expect("a scenario"), None).expect("a run");
    let it = &election.contests[0];
    assert_eq!(it.right.winners, [0]);
    assert_eq!(instant_runoff::rounds(&it.contest, &it.paper).rounds[0].defeated, [3, 2]);
}
