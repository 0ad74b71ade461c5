//! Every fault alone, on paper so small that the figures follow by hand from its parameters.

use recount::error::Error;
use recount::scenario::ScenarioFile;
use recount::simulation::{Life, Verdict, live};
use recount::tabulation::fault::KINDS;

/// Two precincts: North 60 for Ada, 40 for Ben, 10 for Cem by mail; South 30, 50, 20 on the day, with marks beside them.
const PAPER: &str = r#"# Does the fault show as it should?
title = "Two precincts"
lesson = "Small numbers can be checked by hand."
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 25 }

[[contest]]
id = "mayor"
rule = "plurality"
candidates = ["Ada", "Ben", "Cem"]

[[contest]]
id = "judge"
rule = "plurality"
candidates = ["Dot", "Eli"]

[[paper]]
precinct = "North"
mode = "mail"
ballots = 110
votes.mayor = { Ada = 60, Ben = 40, Cem = 10 }
votes.judge = { Dot = 70, Eli = 40 }

[[paper]]
precinct = "South"
tabulators = ["S1", "S2"]
ballots = 104
votes.mayor = { Ada = 30, Ben = 50, Cem = 20, blank = 1, overvoted = 3 }
votes.judge = { Dot = 50, Eli = 54 }
marks = [
    { contest = "mayor", ballots = 5, votes = ["Ada"], light = 15 },
    { contest = "mayor", ballots = 4, votes = ["Cem"], light = 60 },
    { contest = "mayor", ballots = 1, stray = "Ben", darkness = 60 },
    { contest = "mayor", ballots = 6, votes = ["Ben"], crease = "Cem", darkness = 40 },
    { contest = "mayor", ballots = 2, votes = ["Ada"], struck = "Ben" },
]

[[stage]]
id = "count"
by = "machine"
faults = [FAULT]

[[stage]]
id = "recount"
by = "hand"
care = "exact"
"#;

fn life(fault: &str) -> Life {
    let file = ScenarioFile::read("test", PAPER.replace("FAULT", fault)).expect("a scenario");
    live(&file, Some("1")).expect("a life")
}

/// Mayor's votes, blank and overvoted in the machine count.
fn mayor(fault: &str) -> (Vec<i64>, i64, i64) {
    let life = life(fault);
    let tally = &life.contests[0].stages[0].tally;
    (tally.votes.clone(), tally.blank, tally.overvoted)
}

fn votes(fault: &str, contest: usize) -> Vec<i64> {
    life(fault).contests[contest].stages[0].tally.votes.clone()
}

#[test]
fn without_a_fault_the_machine_differs_only_where_the_marks_do() {
    // Five faint votes for Ada are under the threshold of 25, a stray mark of 60 on the one blank ballot reads as Ben,
    // and two struck marks beside Ada make overvotes.
    assert_eq!(mayor(""), (vec![90 - 5 - 2, 90 + 1, 30], 5, 3 + 2));
    assert_eq!(life("").contests[0].paper.votes, [90, 90, 30]);
    assert_eq!(life("").contests[0].right.tied, [0, 1], "an exact tie on paper is said to be one");
}

#[test]
fn stale_mapping_shift_credits_the_name_above() {
    let shifted =
        r#"{ kind = "stale_mapping_shift", contest = "mayor", shift = 1, where = { precincts = ["North"] } }"#;
    // North: Ada's 60 leave, Ben's 40 go to Ada, Cem's 10 to Ben; South as without a fault: 23, 51, 20.
    assert_eq!(mayor(shifted), (vec![40 + 23, 10 + 51, 20], 60 + 5, 5));
    let wraps = shifted.replace("shift = 1", r#"shift = 1, past_the_end = "wraps""#);
    assert_eq!(mayor(&wraps).0, [40 + 23, 10 + 51, 60 + 20]);
    let down = shifted.replace("shift = 1", "shift = -2");
    assert_eq!(mayor(&down).0, [23, 51, 60 + 20]);
}

#[test]
fn candidate_swap_moves_votes_along_the_cycle() {
    let swap = r#"{ kind = "candidate_swap", contest = "judge", candidates = ["Dot", "Eli"] }"#;
    assert_eq!(votes(swap, 1), [94, 120]);
    let cycle = r#"{ kind = "candidate_swap", contest = "mayor", candidates = ["Ada", "Ben", "Cem"], where = { modes = ["mail"] } }"#;
    assert_eq!(mayor(cycle).0, [10 + 23, 60 + 51, 40 + 20]);
}

#[test]
fn contest_mapping_rotation_moves_positions_to_the_next_contest() {
    let rotation = r#"{ kind = "contest_mapping_rotation", contests = ["mayor", "judge"] }"#;
    // Judge shows the mayor's first two positions, the mayor shows the judge's; the third position is lost.
    assert_eq!(votes(rotation, 1), [83, 91]);
    assert_eq!(votes(rotation, 0), [120, 94, 0]);
    let life = life(rotation);
    assert_eq!(life.contests[1].verdict, Verdict::Corrected);
}

#[test]
fn choice_unmapped_loses_one_name() {
    let unmapped =
        r#"{ kind = "choice_unmapped", contest = "mayor", candidate = "Ben", where = { precincts = ["North"] } }"#;
    assert_eq!(mayor(unmapped), (vec![83, 51, 30], 5 + 40, 5));
}

#[test]
fn batches_not_scanned_not_uploaded_left_out_or_twice() {
    let north = r#"where = { precincts = ["North"] }"#;
    for kind in ["batch_not_scanned", "memory_card_not_uploaded"] {
        let life = life(&format!(r#"{{ kind = "{kind}", {north} }}"#));
        assert_eq!(life.contests[0].stages[0].tally.votes, [23, 51, 20], "{kind}");
        assert_eq!(life.stages[0].ballots, 104, "{kind}");
        let tapes = life.stages[0].findings.iter().any(|f| f.check.name() == "tapes");
        assert_eq!(tapes, kind == "memory_card_not_uploaded", "only a card that was scanned has a tape");
    }
    assert_eq!(mayor(r#"{ kind = "unit_left_out", units = ["North"] }"#).0, [23, 51, 20]);
    let twice = life(&format!(r#"{{ kind = "batch_scanned_twice", {north}, again = 2 }}"#));
    assert_eq!(twice.contests[0].stages[0].tally.votes, [3 * 60 + 23, 3 * 40 + 51, 3 * 10 + 20]);
    assert_eq!(twice.stages[0].ballots, 3 * 110 + 104);
    let found = twice.stages[0].findings.iter().find(|f| f.check.name() == "reconciliation").expect("too many ballots");
    assert_eq!(found.says, "330 ballots counted, 110 voters in the poll book");
    assert_eq!(mayor(&format!(r#"{{ kind = "duplicate_upload", {north} }}"#)).0, [120 + 23, 80 + 51, 20 + 20]);
}

#[test]
fn one_scanner_of_a_precinct_can_fail_alone() {
    let file = ScenarioFile::read("test", PAPER.replace("FAULT", "")).expect("a scenario");
    let election = file.build(&recount::random::Streams::new("1", 0)).expect("paper");
    let of_one = |b: &&recount::election::Batch| election.tabulators[b.tabulator] == "S1";
    let ballots: u64 = election.batches.iter().filter(of_one).map(|b| b.ballots).sum();
    assert!(ballots > 0 && ballots < 104);
    let life = life(r#"{ kind = "memory_card_not_uploaded", where = { tabulators = ["S1"] } }"#);
    assert_eq!(life.stages[0].ballots, 214 - ballots as i64);
}

#[test]
fn a_bad_copy_kept_from_an_earlier_stage() {
    let bad = r#"{ kind = "stale_mapping_shift", contest = "mayor", shift = 1 }"#;
    let text = PAPER.replace("FAULT", bad).replace(
        "[[stage]]\nid = \"recount\"",
        "[[stage]]\nid = \"again\"\nby = \"machine\"\nfaults = [{ kind = \"duplicate_upload\", copy_from = \"count\", where = { precincts = [\"North\"] } }]\n\n[[stage]]\nid = \"recount\"",
    );
    let life = live(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life");
    assert_eq!(life.contests[0].stages[1].tally.votes, [83 + 40, 91 + 10, 30]);
    assert_eq!(life.stages[1].ballots, 214 + 110);
}

#[test]
fn transcription_types_or_adds() {
    let typed = r#"{ kind = "transcription", unit = "North", contest = "mayor", candidate = "Ada", typed = 6 }"#;
    assert_eq!(mayor(typed).0, [6 + 23, 91, 30]);
    let adds = typed.replace("typed = 6", "adds = -100");
    assert_eq!(mayor(&adds).0, [-40 + 23, 91, 30]);
    let implausible = life(&adds);
    assert!(implausible.stages[0].findings.iter().any(|f| f.says.contains("negative count")));
}

#[test]
fn fold_line_reads_the_creases_dark_enough() {
    // Six ballots for Ben with a crease of 40 through Cem become overvotes.
    assert_eq!(mayor(r#"{ kind = "fold_line", reads_from = 40 }"#), (vec![83, 85, 30], 5, 11));
    assert_eq!(mayor(r#"{ kind = "fold_line", reads_from = 41 }"#), mayor(""));
    // A crease on every ballot of North through Cem: 100 overvotes, and the 10 for Cem stay his.
    let all = r#"{ kind = "fold_line", reads_from = 101, creased = { contest = "mayor", candidate = "Cem", rate = 1.0 }, where = { precincts = ["North"] } }"#;
    assert_eq!(mayor(all), mayor(""), "a scanner that reads no crease reads none of them");
    let read = all.replace("101", "100");
    assert_eq!(mayor(&read), (vec![23, 51, 30], 5, 5 + 100));
}

#[test]
fn marginal_marks_follow_the_threshold() {
    // At 15 the five faint votes for Ada are read; at 61 the four of 60 for Cem and the stray mark are not.
    assert_eq!(mayor(r#"{ kind = "marginal_marks", threshold = 15 }"#), (vec![88, 91, 30], 0, 5));
    assert_eq!(mayor(r#"{ kind = "marginal_marks", threshold = 61 }"#), (vec![83, 90, 26], 1 + 5 + 4, 5));
}

#[test]
fn overvotes_are_void_or_settled_by_a_rule() {
    // South: three overvotes of the two leading names (Ben and Ada) and two of Ada beside a struck Ben.
    assert_eq!(mayor(r#"{ kind = "overvote_rule", rule = "void" }"#), mayor(""));
    assert_eq!(mayor(r#"{ kind = "overvote_rule", rule = "first" }"#), (vec![83 + 5, 91, 30], 5, 0));
    // All of them are equally dark: nothing stands out.
    assert_eq!(mayor(r#"{ kind = "overvote_rule", rule = "darkest" }"#), mayor(""));
}

#[test]
fn misreads_hit_targets_at_their_rate() {
    // At rate 1 every target is read as its opposite: a vote for one of two judges becomes a vote for the other.
    assert_eq!(votes(r#"{ kind = "misread", rate = 1.0, contest = "judge" }"#, 1), [94, 120]);
    assert_eq!(mayor(r#"{ kind = "misread", rate = 0.0 }"#), mayor(""));
}

#[test]
fn an_adversary_needs_half_the_lead_and_one() {
    let flip = r#"{ kind = "adversarial_flip", contest = "judge", from = "Dot", to = "Eli" }"#;
    // A lead of 26: fourteen cards make it 106 to 108.
    assert_eq!(votes(flip, 1), [106, 108]);
    let packed = life(&flip.replace(" }", r#", pattern = "concentrated" }"#));
    assert_eq!(packed.contests[1].stages[0].tally.votes, [106, 108]);
    assert_eq!(packed.contests[1].verdict, Verdict::Corrected);
    assert_eq!(packed.faults[0].changed, [false, true]);
    assert_eq!(packed.faults[0].found_by[1].as_deref(), Some("recount"));
    assert_eq!(votes(&flip.replace(" }", ", cards = 3 }"), 1), [117, 97]);
}

#[test]
fn faults_strike_in_the_ballots_order_not_in_the_files() {
    let scan = r#"{ kind = "batch_scanned_twice", where = { precincts = ["North"] } }"#;
    let map = r#"{ kind = "candidate_swap", contest = "judge", candidates = ["Dot", "Eli"] }"#;
    let load = r#"{ kind = "unit_left_out", units = ["South"] }"#;
    let forward = votes(&[scan, map, load].join(", "), 1);
    let backward = votes(&[load, map, scan].join(", "), 1);
    assert_eq!(forward, backward);
    assert_eq!(forward, [80, 140]);
}

#[test]
fn every_fault_there_is_has_a_test_here() {
    let tests = include_str!("faults.rs");
    for kind in KINDS {
        let quoted = tests.contains(&format!("\"{kind}\""));
        assert!(quoted, "no test names {kind}");
    }
}

#[test]
fn a_rotated_style_shifts_by_printed_position() {
    let text = PAPER
        .replace("FAULT", r#"{ kind = "stale_mapping_shift", contest = "mayor", shift = 1, where = { precincts = ["North"] } }"#)
        .replace(
            "[[paper]]\nprecinct = \"North\"",
            "[[style]]\nid = \"turned\"\nsheets = [[\"mayor\", \"judge\"]]\norder.mayor = [\"Cem\", \"Ada\", \"Ben\"]\n\n[[paper]]\nprecinct = \"North\"",
        );
    let life = live(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life");
    // Printed Cem, Ada, Ben: Ada's 60 go to Cem, Ben's 40 to Ada, Cem's 10 leave.
    assert_eq!(life.contests[0].stages[0].tally.votes, [40 + 23, 51, 60 + 20]);
}

#[test]
fn a_stage_that_counts_a_part_takes_the_rest_from_its_base() -> Result<(), Error> {
    let text = PAPER.replace("FAULT", r#"{ kind = "candidate_swap", contest = "judge", candidates = ["Dot", "Eli"] }"#);
    let part = text.replace("care = \"exact\"", "care = \"exact\"\nscope = { precincts = [\"North\"] }");
    let life = live(&ScenarioFile::read("test", part)?, Some("1"))?;
    // North as on paper (70, 40), South still swapped (54, 50).
    assert_eq!(life.contests[1].stages[1].tally.votes, [124, 90]);
    let except = text.replace("care = \"exact\"", "care = \"exact\"\nexcept = { precincts = [\"North\"] }");
    let life = live(&ScenarioFile::read("test", except)?, Some("1"))?;
    assert_eq!(life.contests[1].stages[1].tally.votes, [40 + 50, 70 + 54]);
    let contest = text.replace("care = \"exact\"", "care = \"exact\"\ncontests = [\"mayor\"]");
    let life = live(&ScenarioFile::read("test", contest)?, Some("1"))?;
    // Only the mayor is counted again: the judges stay exchanged.
    assert_eq!(life.contests[0].stages[1].tally.votes, [90, 90, 30]);
    assert_eq!(life.contests[1].stages[1].tally.votes, [94, 120]);
    let hours = |life: &Life| life.stages[1].hours.expect("people counted");
    let both = live(&ScenarioFile::read("test", text)?, Some("1"))?;
    assert!((hours(&both) - 2.0 * hours(&life)).abs() < 1e-9, "one contest is half the work of two");
    Ok(())
}
