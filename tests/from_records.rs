//! Elections from an office's records: every vote of the file is on the paper, whatever the order of its cards; what the
//! scenario leaves open is asked for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use recount::election::Vote;
use recount::import::{CardRecords, Imported, NamedBytes, import};
use recount::random::Streams;
use recount::scenario::ScenarioFile;
use recount::simulation::{SimulationOptions, plan, run};

use crate::program::program;

fn records(name: &str, bytes: &[u8]) -> Arc<CardRecords> {
    let file = NamedBytes::new(name, bytes);
    let read = import(&[&file]).expect("it reads").pop().expect("one format");
    let Imported::Cards(cards) = read.content else { panic!("records of cards") };
    Arc::new(*cards)
}

fn scenario(contests: &str, audit: &str) -> ScenarioFile {
    let text = format!(
        "# Is it right?\ntitle = \"Springfield\"\nlesson = \"None.\"\nseed = \"1\"\n[election]\nfrom = [\"cvr.csv\"]\n{contests}\n\
         [[stage]]\nid = \"count\"\nby = \"machine\"\n{audit}"
    );
    ScenarioFile::read("springfield.toml", text).expect("a scenario")
}

fn refused(contests: &str, csv: &str) -> String {
    let why = scenario(contests, "").with_records(records("cvr.csv", csv.as_bytes())).map(|_| ()).expect_err("refused");
    why.to_string()
}

const COUNTY: &str = include_str!("data/county/cvr.csv");

/// The votes of a column of the county's export, counted by its own lines: the column from 0.
fn counted(column: usize) -> i64 {
    COUNTY.lines().skip(4).filter(|line| line.split(',').nth(column) == Some("1")).count() as i64
}

#[test]
fn every_vote_of_the_file_is_on_the_paper_whatever_the_order_of_the_cards() {
    let mut lines: Vec<&str> = COUNTY.lines().collect();
    // Cards of all batches one after the other: batches are put together again.
    let mut cards = lines.split_off(4);
    cards.sort_by_key(|line| line.split(',').nth(3).expect("a record").parse::<u32>().expect("a number"));
    let mixed = [lines, cards].concat().join("\n");
    for csv in [COUNTY, &mixed] {
        // Without a [[contest]], all contests are decided by plurality, with as many seats as names may be marked.
        let all = scenario("", "").with_records(records("cvr.csv", csv.as_bytes())).expect("all contests");
        let of_all: Vec<(String, u16)> = all
            .build(&Streams::new("1", 0))
            .expect("paper")
            .contests
            .iter()
            .map(|it| (it.id.clone(), it.seats))
            .collect();
        assert_eq!(of_all, [("Mayor".to_owned(), 1), ("Council".to_owned(), 2)]);
        let contests = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\n\
                        [[contest]]\nid = \"Council\"\nrule = \"plurality\"\nseats = 2\n";
        let file = scenario(contests, "").with_records(records("cvr.csv", csv.as_bytes())).expect("it fits");
        let election = run(&file, None).expect("a run");
        assert_eq!((election.ballots, election.batches), (480, 12));
        assert_eq!(election.contests[0].paper.votes, [counted(8), counted(9)]);
        assert_eq!(election.contests[1].paper.votes, [counted(10), counted(11), counted(12)]);
        // Every second card has the council, and all have the mayor; a sixteenth leaves the mayor blank.
        assert_eq!(election.contests[1].paper.ballots, 240);
        assert_eq!((election.contests[0].paper.ballots, election.contests[0].paper.blank), (480, 30));
        assert_eq!(election.contests[0].stages[0].tally, election.contests[0].paper, "no fault was asked for");
        let paper = file.build(&Streams::new("1", 0)).expect("paper");
        let cards = file.recorded_cards().expect("cards").expect("records");
        for (batch, it) in paper.batches.iter().enumerate() {
            for (position, card) in (1..).zip(it.cards.clone()) {
                let vote = paper.votes[1].vote(paper.paper[1].get(card));
                assert_eq!(cards.vote(1, batch, position), Some(vote));
                assert_eq!(cards.identity(batch, position), format!("{}-{position}", it.id.replace('/', "-")));
            }
        }
        assert!(cards.vote(0, 99, 1).is_none() && cards.vote(0, 0, 41).is_none());
    }
}

#[test]
fn ranked_cards_are_counted_by_the_rules_that_the_scenario_names() {
    let raire = "1\nContest,7,3,11,12,13\n7,a-1,11,12\n7,a-2,11,13\n7,a-3,12,13\n7,a-4,12,11\n7,a-5,13,12\n7,a-6,13,12\n7,a-7,12\n";
    let cards = records("votes.raire", raire.as_bytes());
    let contest = "[[contest]]\nid = \"7\"\nrule = \"instant_runoff\"\n";
    let bare = scenario(contest, "").with_records(Arc::clone(&cards)).expect("names follow the file");
    let why = bare.build(&Streams::new("1", 0)).map(|_| ()).expect_err("no rules for ranked marks");
    assert!(why.to_string().contains("rankings"), "{why}");
    let contest = format!("{contest}rankings = \"maine\"\nlot = [\"12\", \"13\", \"11\"]\n");
    let file = scenario(&contest, "").with_records(cards).expect("it fits");
    let election = run(&file, None).expect("a run");
    let paper = &election.contests[0];
    // First preferences 2, 3 and 2; the lot eliminates 11 first, whose ballots go to 12 and 13: 4 and 3.
    assert_eq!(paper.paper.ballots, 7);
    assert_eq!(paper.right.winners, [1]);
}

#[test]
fn plans_and_audits_work_on_the_records() {
    let contests = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\n";
    let audit = "[audit]\nof = \"count\"\nmethods = [\"ballot_comparison\", \"super_simple\"]\n";
    let file = scenario(contests, audit).with_records(records("cvr.csv", COUNTY.as_bytes())).expect("it fits");
    let planned =
        plan(&file, &SimulationOptions { trials: 20, ..SimulationOptions::default() }, &|_| {}).expect("a plan");
    assert!(!planned.title.is_empty());
    let election = run(&file, None).expect("a run");
    assert!(election.audits.iter().all(|audit| audit.discrepancies == 0) && election.audits.len() == 2);
}

#[test]
fn what_the_files_do_not_settle_is_asked_for() {
    let mayor = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\n";
    assert!(
        refused("[[contest]]\nid = \"sheriff\"\nrule = \"plurality\"\n", COUNTY).contains("\"Mayor\", \"Council\"")
    );
    let council = "[[contest]]\nid = \"Council\"\nrule = \"plurality\"\n";
    assert!(refused(council, COUNTY).contains("contest[0].seats"));
    let some = format!("{mayor}candidates = [\"Ada\"]\n");
    assert!(refused(&some, COUNTY).contains("votes for \"Ben\""));
    let other = format!("{mayor}candidates = [\"Ada\", \"Ben\", \"Cem\"]\n");
    assert!(refused(&other, COUNTY).contains("candidates[2]"));
    let beside = format!("{mayor}[[paper]]\nballots = 1\nvotes.mayor = {{ Ada = 1 }}\n");
    assert!(refused(&beside, COUNTY).contains("[election] from"));
    let twice = format!("{mayor}{}", mayor.replace("id = \"mayor\"", "id = \"again\""));
    assert!(refused(&twice, COUNTY).contains("contest[1].from"));
    // Without the records nothing is made.
    let why = run(&scenario(mayor, ""), None).map(|_| ()).expect_err("no records");
    assert!(why.to_string().contains("election.from"), "{why}");
}

#[test]
fn an_overvote_without_its_marks_is_an_overvote_on_the_paper() {
    // A card with both marked in a contest for one.
    let csv = COUNTY.replacen("1,1,1,1,1-1-1,Mail,Ward 2,City,1,0,", "1,1,1,1,1-1-1,Mail,Ward 2,City,1,1,", 1);
    assert_ne!(csv, COUNTY);
    let contests = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\nvotes_allowed = 1\n";
    let file = scenario(contests, "").with_records(records("cvr.csv", csv.as_bytes())).expect("it fits");
    let election = run(&file, None).expect("a run");
    let paper = &election.contests[0].paper;
    assert_eq!((paper.overvoted, paper.votes[0]), (1, counted(8) - 1), "{paper:?}");
    let paper = file.build(&Streams::new("1", 0)).expect("paper");
    assert!(matches!(paper.votes[0].vote(paper.paper[0].get(0)), Vote::Marked(marks) if marks.strokes().len() == 2));
}

#[test]
fn what_the_files_do_not_show_is_passed_over_only_where_the_scenario_says_so() {
    // Clear Ballot's and Dominion's exports hide votes in ways of their own; here a row of Colorado's redacted export.
    let mut lines: Vec<String> = COUNTY.lines().map(str::to_owned).collect();
    lines[4] = "1,1,1,1,1-1-1,Mail,Ward 2,City,*,*,*,*,*".to_owned();
    let hidden = lines.join("\n");
    let mayor = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\n";
    let says = refused(mayor, &hidden);
    assert!(says.contains("election.pass_over") && says.contains("hidden_votes"), "{says}");
    let text = scenario(mayor, "")
        .text
        .replace("from = [\"cvr.csv\"]", "from = [\"cvr.csv\"]\npass_over = [\"hidden_votes\"]");
    let file = ScenarioFile::read("springfield.toml", text).expect("a scenario");
    let file = file.with_records(records("cvr.csv", hidden.as_bytes())).expect("it says so");
    let election = run(&file, None).expect("a run");
    assert_eq!(election.contests[0].paper.blank, 31, "thirty cards are blank, and one is taken so");
}

#[test]
fn two_batches_of_one_name_are_refused() {
    // Tabulator 1 with batch "1/2" and tabulator "1/1" with batch 2 would both be called 1/1/2.
    let csv = COUNTY.replace("\n1,1,1,1,", "\n1,1,1/2,1,").replace("\n2,1,1,2,", "\n2,1/1,2,2,");
    let contests = "[[contest]]\nid = \"mayor\"\ntitle = \"Mayor\"\nrule = \"plurality\"\n";
    let file = scenario(contests, "").with_records(records("cvr.csv", csv.as_bytes())).expect("it fits");
    let why = file.build(&Streams::new("1", 0)).map(|_| ()).expect_err("two batches of one name");
    assert!(why.to_string().contains("1/1/2"), "{why}");
}

#[test]
fn reports_say_that_the_ballots_are_the_office_s_and_no_export_passes_for_its_files() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["audit.toml", "cvr.csv"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/county").join(name);
        fs::copy(from, folder.path().join(name)).expect("copied");
    }
    let scenario = folder.path().join("audit.toml");
    let asked = |arguments: &[&str]| {
        let output = program().args(arguments).arg(&scenario).output().expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    let (status, run) = asked(&["run", "--full"]);
    assert!(status == Some(0) && run.contains("those of the files of an election office"), "{run}");
    assert!(!run.contains("no ballot is real"), "{run}");
    let page = folder.path().join("plan.html");
    let (status, _) = asked(&["plan", "--trials", "20", "--html", page.to_str().expect("a path")]);
    let page = fs::read_to_string(page).expect("a page");
    assert!(status == Some(0) && page.contains("if the scenario does not take them from files"), "{page}");
    let to = folder.path().join("export");
    let (status, refused) = asked(&["export", "--format", "dominion-csv", "--to", to.to_str().expect("a path")]);
    assert!(status == Some(2) && refused.contains("synthetic paper") && !to.exists(), "{refused}");
}
