//! Every fault alone, on paper so small that the figures follow by hand from its parameters.

use recount::error::Error;
use recount::scenario::ScenarioFile;
use recount::simulation::{ElectionRun, Verdict, run};
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

fn election_run(fault: &str) -> ElectionRun {
    let file = ScenarioFile::read("test", PAPER.replace("FAULT", fault)).expect("a scenario");
    run(&file, Some("1")).expect("a life")
}

/// Mayor's votes, blank and overvoted in the machine count.
fn mayor(fault: &str) -> (Vec<i64>, i64, i64) {
    let election_run = election_run(fault);
    let tally = &election_run.contests[0].stages[0].tally;
    (tally.votes.clone(), tally.blank, tally.overvoted)
}

fn votes(fault: &str, contest: usize) -> Vec<i64> {
    election_run(fault).contests[contest].stages[0].tally.votes.clone()
}

#[test]
fn without_a_fault_the_machine_differs_only_where_the_marks_do() {
    // Five faint votes for Ada are under the threshold of 25, a stray mark of 60 on the one blank ballot reads as Ben,
    // and two struck marks beside Ada make overvotes.
    assert_eq!(mayor(""), (vec![90 - 5 - 2, 90 + 1, 30], 5, 3 + 2));
    assert_eq!(election_run("").contests[0].paper.votes, [90, 90, 30]);
    assert_eq!(election_run("").contests[0].right.tied, [0, 1], "an exact tie on paper is said to be one");
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
    let election_run = election_run(rotation);
    assert_eq!(election_run.contests[1].verdict, Verdict::Corrected);
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
        let election_run = election_run(&format!(r#"{{ kind = "{kind}", {north} }}"#));
        assert_eq!(election_run.contests[0].stages[0].tally.votes, [23, 51, 20], "{kind}");
        assert_eq!(election_run.stages[0].ballots, 104, "{kind}");
        let tapes = election_run.stages[0].findings.iter().any(|f| f.check.name() == "tapes");
        assert_eq!(tapes, kind == "memory_card_not_uploaded", "only a card that was scanned has a tape");
    }
    assert_eq!(mayor(r#"{ kind = "unit_left_out", units = ["North"] }"#).0, [23, 51, 20]);
    let twice = election_run(&format!(r#"{{ kind = "batch_scanned_twice", {north}, again = 2 }}"#));
    assert_eq!(twice.contests[0].stages[0].tally.votes, [3 * 60 + 23, 3 * 40 + 51, 3 * 10 + 20]);
    assert_eq!(twice.stages[0].ballots, 3 * 110 + 104);
    let found = twice.stages[0].findings.iter().find(|f| f.check.name() == "reconciliation").expect("too many ballots");
    assert_eq!(found.says.to_string(), "330 ballots counted, 110 voters in the poll book");
    assert_eq!(mayor(&format!(r#"{{ kind = "duplicate_upload", {north} }}"#)).0, [120 + 23, 80 + 51, 20 + 20]);
}

#[test]
fn one_scanner_of_a_precinct_can_fail_alone() {
    let file = ScenarioFile::read("test", PAPER.replace("FAULT", "")).expect("a scenario");
    let election = file.build(&recount::random::Streams::new("1", 0)).expect("paper");
    let of_one = |b: &&recount::election::Batch| election.tabulators[b.tabulator] == "S1";
    let ballots: u64 = election.batches.iter().filter(of_one).map(|b| b.ballots).sum();
    assert!(ballots > 0 && ballots < 104);
    let election_run = election_run(r#"{ kind = "memory_card_not_uploaded", where = { tabulators = ["S1"] } }"#);
    assert_eq!(election_run.stages[0].ballots, 214 - ballots as i64);
}

#[test]
fn a_bad_copy_kept_from_an_earlier_stage() {
    let bad = r#"{ kind = "stale_mapping_shift", contest = "mayor", shift = 1 }"#;
    let text = PAPER.replace("FAULT", bad).replace(
        "[[stage]]\nid = \"recount\"",
        "[[stage]]\nid = \"again\"\nby = \"machine\"\nfaults = [{ kind = \"duplicate_upload\", copy_from = \"count\", where = { precincts = [\"North\"] } }]\n\n[[stage]]\nid = \"recount\"",
    );
    let election_run = run(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life");
    assert_eq!(election_run.contests[0].stages[1].tally.votes, [83 + 40, 91 + 10, 30]);
    assert_eq!(election_run.stages[1].ballots, 214 + 110);
}

#[test]
fn transcription_types_or_adds() {
    let typed = r#"{ kind = "transcription", unit = "North", contest = "mayor", candidate = "Ada", typed = 6 }"#;
    assert_eq!(mayor(typed).0, [6 + 23, 91, 30]);
    let adds = typed.replace("typed = 6", "adds = -100");
    assert_eq!(mayor(&adds).0, [-40 + 23, 91, 30]);
    let implausible = election_run(&adds);
    assert!(implausible.stages[0].findings.iter().any(|f| f.says.to_string().contains("negative count")));
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
    // All of them are equally dark, so no mark is darker than the others.
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
    let packed = election_run(&flip.replace(" }", r#", pattern = "concentrated" }"#));
    assert_eq!(packed.contests[1].stages[0].tally.votes, [106, 108]);
    assert_eq!(packed.contests[1].verdict, Verdict::Corrected);
    assert_eq!(packed.faults[0].changed, [false, true]);
    assert_eq!(packed.faults[0].found_by[1], Some("recount".into()));
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

/// The small paper with one replacement.
fn changed(fault: &str, from: &str, to: &str) -> ElectionRun {
    assert!(PAPER.contains(from), "{from}");
    let text = PAPER.replace("FAULT", fault).replace(from, to);
    run(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life")
}

#[test]
fn rotation_ignored_keeps_one_order_for_all() {
    let fault = r#"{ kind = "rotation_ignored", contest = "mayor", where = { precincts = ["North"] } }"#;
    let style =
        "[[style]]\nid = \"turned\"\nsheets = [[\"mayor\", \"judge\"]]\norder.mayor = [\"Cem\", \"Ada\", \"Ben\"]\n\n";
    let paper = "[[paper]]\nprecinct = \"North\"";
    let election_run = changed(fault, paper, &format!("{style}{paper}"));
    // Printed Cem, Ada, Ben, read as Ada, Ben, Cem: 10, 60, 40 in North.
    assert_eq!(election_run.contests[0].stages[0].tally.votes, [10 + 23, 60 + 51, 40 + 20]);
    let own = fault.replace("contest = \"mayor\"", "contest = \"mayor\", order_of = \"turned\"");
    let election_run = changed(&own, paper, &format!("{style}{paper}"));
    assert_eq!(election_run.contests[0].stages[0].tally.votes, [83, 91, 30], "its own order is the right one");
    assert_eq!(mayor(fault).0, [83, 91, 30], "nothing rotates where all ballots are alike");
}

#[test]
fn layout_shift_loses_or_moves_one_target() {
    let fault = r#"{ kind = "layout_shift", contest = "mayor", candidate = "Ben", where = { precincts = ["North"] } }"#;
    assert_eq!(mayor(fault), (vec![83, 51, 30], 5 + 40, 5));
    let lands = fault.replace("candidate = \"Ben\"", "candidate = \"Ben\", lands_on = \"Cem\"");
    assert_eq!(mayor(&lands), (vec![83, 51, 70], 5, 5));
    let election_run = election_run(fault);
    assert!(election_run.stages[0].findings.iter().all(|f| f.check.name() != "tapes"), "the tapes are wrong too");
}

#[test]
fn ink_is_seen_from_the_threshold_on() {
    let fault = r#"{ kind = "ink", share = 1.0, darkness = 24, where = { precincts = ["North"] } }"#;
    assert_eq!(mayor(fault), (vec![23, 51, 20], 5 + 110, 5));
    assert_eq!(mayor(&fault.replace("24", "25")), mayor(""));
    assert_eq!(mayor(&fault.replace("1.0", "0.0")), mayor(""));
}

#[test]
fn write_in_double_makes_overvotes_that_people_read() {
    let fault = r#"{ kind = "write_in_double", contest = "mayor", rate = 1.0, where = { precincts = ["North"] } }"#;
    let names = "candidates = [\"Ada\", \"Ben\", \"Cem\"]";
    let election_run = changed(fault, names, &format!("{names}\nwrite_in_line = \"Cem\""));
    let tally = &election_run.contests[0].stages[0].tally;
    // The ten for Cem already fill that line.
    assert_eq!((tally.votes.clone(), tally.overvoted), (vec![23, 51, 30], 5 + 100));
    assert_eq!(election_run.contests[0].stages[1].tally.votes, [90, 90, 30]);
}

#[test]
fn adjudication_error_settles_what_is_not_clean() {
    let right = r#"{ kind = "adjudication_error", contest = "mayor", wrong = 0.0 }"#;
    assert_eq!(mayor(right), (vec![90, 90, 30], 1, 3));
    // Eighteen special ballots settled as blank: seven for Ada, six for Ben, four for Cem, and the stray mark.
    assert_eq!(mayor(&right.replace("0.0", "1.0")), (vec![83, 84, 26], 18, 3));
}

#[test]
fn sticky_flag_and_scanner_reset_cut_a_scanner_in_two() {
    let scanners = "tabulators = [\"S1\", \"S2\"]";
    let one = |fault: &str| changed(fault, scanners, "tabulators = [\"S1\"]");
    let flag = one(r#"{ kind = "sticky_flag", tabulator = "S1", after = 40 }"#);
    let reset = one(r#"{ kind = "scanner_reset", tabulator = "S1", before = 40 }"#);
    let clean = one("");
    assert_eq!((flag.stages[0].ballots, reset.stages[0].ballots), (110 + 40, 110 + 64));
    let votes =
        |election_run: &ElectionRun, contest: usize| election_run.contests[contest].stages[0].tally.votes.clone();
    for (contest, north) in [(0, vec![60, 40, 10]), (1, vec![70, 40])] {
        let both = votes(&flag, contest).into_iter().zip(votes(&reset, contest)).zip(north);
        let sum: Vec<i64> = both.map(|((flag, reset), north)| flag + reset - north).collect();
        assert_eq!(sum, votes(&clean, contest), "what one leaves out the other keeps");
    }
    let says = &flag.stages[0].findings[0].says;
    assert_eq!(says.to_string(), "40 ballots counted, 104 voters in the poll book");
}

#[test]
fn counter_overflow_wraps_or_counts_backwards() {
    let wraps = r#"{ kind = "counter_overflow", unit = "North", contest = "mayor", bits = 5 }"#;
    // 60 and 40 in five bits: 28 and 8; 10 fits.
    assert_eq!(mayor(wraps).0, [28 + 23, 8 + 51, 30]);
    let backwards = wraps.replace("bits = 5", "bits = 5, when_full = \"counts_backwards\"");
    // The counter reaches 31 and comes down: 31 - (60 - 31) = 2 and 31 - (40 - 31) = 22.
    assert_eq!(mayor(&backwards).0, [2 + 23, 22 + 51, 30]);
}

#[test]
fn bit_flip_adds_or_takes_a_power_of_two() {
    let flip = r#"{ kind = "bit_flip", unit = "North", contest = "mayor", candidate = "Ada", bit = 6 }"#;
    assert_eq!(mayor(flip).0[0], 60 + 64 + 23);
    // 60 is 111100 in binary: bit 2 is set.
    assert_eq!(mayor(&flip.replace("bit = 6", "bit = 2")).0[0], 56 + 23);
    let election_run = election_run(&flip.replace("bit = 6", "bit = 12"));
    assert!(
        election_run.stages[0]
            .findings
            .iter()
            .any(|f| f.says.to_string().contains("more votes for mayor than ballots allow"))
    );
}

#[test]
fn negative_upload_is_seen_by_anybody() {
    let fault =
        r#"{ kind = "negative_upload", unit = "North", contest = "mayor", adds = { Ada = -16_022, Cem = 10_000 } }"#;
    assert_eq!(mayor(fault).0, [83 - 16_022, 91, 30 + 10_000]);
    let election_run = election_run(fault);
    assert!(election_run.stages[0].findings.iter().any(|f| f.says.to_string().contains("negative count")));
}

#[test]
fn test_data_left_in_is_too_many_ballots() {
    let fault =
        r#"{ kind = "test_data_left_in", unit = "North", contest = "mayor", votes = { Ada = 11, Ben = 11, Cem = 4 } }"#;
    assert_eq!(mayor(fault).0, [83 + 11, 91 + 11, 30 + 4]);
    let election_run = election_run(fault);
    assert_eq!(election_run.stages[0].ballots, 214 + 26);
    assert!(
        election_run.stages[0]
            .findings
            .iter()
            .any(|f| f.says.to_string() == "136 ballots counted, 110 voters in the poll book")
    );
}

/// Judges' votes, their ballots and the blank ones among them.
fn judges(fault: &str) -> (Vec<i64>, i64, i64) {
    let election_run = election_run(fault);
    let tally = &election_run.contests[1].stages[0].tally;
    (tally.votes.clone(), tally.ballots, tally.blank)
}

#[test]
fn vote_erased_takes_the_whole_lead_and_one() {
    let erased = r#"{ kind = "vote_erased", contest = "judge", from = "Dot" }"#;
    // A lead of 26: twenty-seven erased records leave 120 - 27 = 93 to 94.
    assert_eq!(judges(erased), (vec![93, 94], 214, 27));
    assert_eq!(judges(&erased.replace(" }", ", cards = 5 }")), (vec![115, 94], 214, 5));
    let all = erased.replace(" }", r#", cards = 1000, where = { precincts = ["South"] } }"#);
    assert_eq!(judges(&all), (vec![70, 94], 214, 50), "no more than there are");
}

#[test]
fn undervote_stuffing_fills_what_was_left_open() {
    // The scanner sees five blank ballots for mayor, all in South: two too few for Cem.
    let stuffed = r#"{ kind = "undervote_stuffing", contest = "mayor", to = "Cem" }"#;
    assert_eq!(mayor(stuffed), (vec![83, 91, 30 + 5], 0, 5));
    assert_eq!(mayor(&stuffed.replace(" }", ", cards = 2 }")), (vec![83, 91, 30 + 2], 3, 5));
    let north = stuffed.replace(" }", r#", where = { precincts = ["North"] } }"#);
    assert_eq!(mayor(&north), mayor(""), "nothing is open there");
    assert_eq!(judges(r#"{ kind = "undervote_stuffing", contest = "judge", to = "Eli" }"#).0, [120, 94]);
}

#[test]
fn contest_hidden_takes_ballots_with_their_votes() {
    let hidden = r#"{ kind = "contest_hidden", contest = "judge", from = "Dot", pattern = "smallest_batches" }"#;
    assert_eq!(judges(hidden), (vec![93, 94], 214 - 27, 0));
    // The other contest on the same cards, and the number of ballots, are as they were.
    let election_run = election_run(hidden);
    assert_eq!((election_run.contests[0].stages[0].tally.ballots, election_run.stages[0].ballots), (214, 214));
    assert_eq!(election_run.stages[0].misrecorded[1], Some(27));
    assert_eq!(judges(&hidden.replace(" }", ", cards = 4 }")), (vec![116, 94], 210, 0));
}

#[test]
fn contest_invented_adds_ballots_that_never_had_it() {
    let invented = r#"{ kind = "contest_invented", contest = "judge", to = "Eli" }"#;
    let styles = "[[style]]\nid = \"both\"\nsheets = [[\"mayor\", \"judge\"]]\n\n[[style]]\nid = \"one\"\nsheets = [[\"mayor\"]]\n\n";
    let north = "[[paper]]\nprecinct = \"North\"\nmode = \"mail\"\nballots = 110\nvotes.mayor = { Ada = 60, Ben = 40, Cem = 10 }\nvotes.judge = { Dot = 70, Eli = 40 }\n";
    let without = "[[paper]]\nprecinct = \"North\"\nmode = \"mail\"\nstyle = \"one\"\nballots = 110\nvotes.mayor = { Ada = 60, Ben = 40, Cem = 10 }\n";
    // Only South votes for judges, 50 to 54 for Eli: to make Dot win, five of North's ballots are enough.
    let dot = invented.replace("Eli", "Dot");
    let election_run = changed(&dot, north, &format!("{styles}{without}"));
    let tally = &election_run.contests[1].stages[0].tally;
    assert_eq!((tally.votes.clone(), tally.ballots), (vec![55, 54], 104 + 5));
    assert_eq!(election_run.contests[0].stages[0].tally.votes, [83, 91, 30]);
    assert_eq!(election_run.contests[1].stages[1].tally.votes, [50, 54], "the paper has no such vote");
    let election_run = changed(&dot.replace(" }", ", cards = 1000 }"), north, &format!("{styles}{without}"));
    assert_eq!(election_run.contests[1].stages[0].tally.votes, [50 + 110, 54], "no more than there are");
    assert_eq!(judges(invented), judges(""), "every ballot has it");
}

#[test]
fn records_withheld_leaves_ballots_to_the_totals_alone() {
    let withheld = r#"{ kind = "records_withheld", contest = "judge", to = "Eli", where = { precincts = ["North"] } }"#;
    // North's 110 ballots, 70 for Dot and 40 for Eli, are all counted for Eli.
    assert_eq!(judges(withheld), (vec![50, 54 + 110], 214, 0));
    let whole = election_run(withheld);
    assert_eq!(
        (whole.stages[0].ballots, whole.stages[0].misrecorded[1]),
        (214, Some(0)),
        "what has no record misstates none"
    );
    assert!(whole.stages[0].findings.iter().all(|f| f.check.name() != "reconciliation"));
    assert!(whole.stages[0].findings.iter().any(|f| f.says.to_string() == "140 votes of judge differ from the tapes"));
    let thirty = withheld.replace("to = ", "ballots = 30, to = ");
    let (votes, ballots, _) = judges(&thirty);
    // Thirty of them: as many votes as before, and Eli has at least as many more as Dot has less.
    assert_eq!((votes.iter().sum::<i64>(), ballots), (214, 214));
    assert!(votes[1] > 94 && votes[1] <= 94 + 30, "{votes:?}");
}

#[test]
fn batch_total_altered_lies_in_the_sum_alone() {
    let altered = r#"{ kind = "batch_total_altered", contest = "judge", from = "Dot", to = "Eli", votes = 14 }"#;
    for pattern in ["spread", "concentrated", "largest_batches", "smallest_batches"] {
        let election_run = election_run(&altered.replace(" }", &format!(r#", pattern = "{pattern}" }}"#)));
        assert_eq!(election_run.contests[1].stages[0].tally.votes, [106, 108], "{pattern}");
        assert_eq!(election_run.stages[0].misrecorded[1], Some(0), "the records are right");
        assert!(election_run.stages[0].findings.iter().any(|f| f.check.name() == "tapes"), "the tapes are right");
    }
    let most = altered.replace("votes = 14", r#"votes = 1000, where = { precincts = ["South"] }"#);
    assert_eq!(judges(&most).0, [70, 94 + 50], "no more than the files hold");
}

#[test]
fn alterations_lie_as_their_pattern_says() {
    let flip =
        r#"{ kind = "adversarial_flip", contest = "judge", from = "Dot", to = "Eli", cards = 3, pattern = "PATTERN" }"#;
    let file = ScenarioFile::read("test", PAPER.replace("FAULT", "")).expect("a scenario");
    let election = file.build(&recount::random::Streams::new("1", 0)).expect("paper");
    let sizes: Vec<u64> = election.batches.iter().map(|batch| batch.ballots).collect();
    for (pattern, size) in [("largest_batches", sizes.iter().max()), ("smallest_batches", sizes.iter().min())] {
        let text = PAPER.replace("FAULT", &flip.replace("PATTERN", pattern));
        let file = ScenarioFile::read("test", text).expect("a scenario");
        let streams = recount::random::Streams::new("1", 0).within("stage").within("count");
        let faults = &file.scenario.stage[0].faults;
        let all = vec![true; election.batches.len()];
        let count = recount::tabulation::tabulate(&election, all, faults, None, true, &[], &streams);
        let clean = &election.paper[1];
        let changed = |batch: &&recount::election::Batch| {
            count.cvrs.as_ref().is_some_and(|cvrs| clean.differences(&cvrs[1], batch.cards.clone()) > 0)
        };
        let touched: Vec<u64> = election.batches.iter().filter(changed).map(|batch| batch.ballots).collect();
        assert_eq!(touched.first(), size, "{pattern}: {touched:?} of {sizes:?}");
    }
}

/// A small election of two contests, with further stages after a clean machine count.
fn staged(stages: &str) -> ElectionRun {
    let text = format!(
        r#"# Do stages fit together?
title = "Stages"
lesson = "What is not counted stands."
rates = {{ undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 25 }}
[[contest]]
id = "a"
rule = "plurality"
candidates = ["A1", "A2"]
[[contest]]
id = "b"
rule = "plurality"
candidates = ["B1", "B2"]
[[paper]]
precinct = "P"
ballots = 100
votes.a = {{ A1 = 60, A2 = 40 }}
votes.b = {{ B1 = 70, B2 = 30 }}
marks = [{{ contest = "b", ballots = 7, votes = ["B1"], disputed = true }}]
[[paper]]
precinct = "Q"
ballots = 100
votes.a = {{ A1 = 80, A2 = 20 }}
votes.b = {{ B1 = 5, B2 = 95 }}
[[stage]]
id = "night"
by = "machine"
{stages}"#
    );
    run(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life")
}

fn tallies(election_run: &ElectionRun, contest: usize) -> Vec<Vec<i64>> {
    election_run.contests[contest].stages.iter().map(|s| s.tally.votes.clone()).collect()
}

#[test]
fn a_ruling_counts_each_disputed_ballot_once() {
    let only_a = "[[stage]]\nid = \"a by hand\"\nby = \"hand\"\ncare = \"exact\"\ncontests = [\"a\"]\ndisputed = \"set_aside\"\n";
    let all = "[[stage]]\nid = \"all by hand\"\nby = \"hand\"\ncare = \"exact\"\ndisputed = \"set_aside\"\n";
    let ruling = "[[stage]]\nid = \"ruling\"\nby = \"ruling\"\n";
    let election_run = staged(&format!("{only_a}{ruling}"));
    assert_eq!(tallies(&election_run, 1), [[75, 125], [75, 125], [75, 125]]);
    assert!(election_run.contests[1].stages.iter().all(|s| s.set_aside == 0), "nobody set a ballot of b aside");
    let election_run = staged(&format!("{all}{only_a}{ruling}"));
    assert_eq!(tallies(&election_run, 1), [[75, 125], [68, 125], [68, 125], [75, 125]]);
    assert_eq!(election_run.contests[1].stages[2].set_aside, 7, "what was set aside stays so until the ruling");
}

#[test]
fn what_is_not_counted_stands_when_a_batch_drops_out() {
    let lost = "[[stage]]\nid = \"again\"\nby = \"machine\"\ncontests = [\"a\"]\nfaults = [{ kind = \"batch_not_scanned\", where = { precincts = [\"Q\"] } }]\n";
    let election_run = staged(lost);
    assert_eq!(tallies(&election_run, 0), [[140, 60], [60, 40]]);
    assert_eq!(tallies(&election_run, 1), [[75, 125], [75, 125]]);
}

#[test]
fn a_ruling_mends_nothing_but_what_it_rules_on() {
    let text = "[[stage]]\nid = \"canvass\"\nby = \"machine\"\nfaults = [{ kind = \"memory_card_not_uploaded\", where = { precincts = [\"Q\"] } }]\n[[stage]]\nid = \"ruling\"\nby = \"ruling\"\n";
    let election_run = staged(text);
    assert_eq!(tallies(&election_run, 0), [[140, 60], [60, 40], [60, 40]]);
    assert!(
        election_run.faults[0].found_by.iter().all(Option::is_none),
        "a ruling on disputed ballots sees no missing card"
    );
}

#[test]
fn typing_outside_the_scope_changes_nothing() {
    let text = "[[stage]]\nid = \"part\"\nby = \"machine\"\nscope = { precincts = [\"P\"] }\nfaults = [{ kind = \"transcription\", unit = \"Q\", contest = \"a\", candidate = \"A2\", adds = 500 }]\n";
    let election_run = staged(text);
    assert_eq!(tallies(&election_run, 0), [[140, 60], [140, 60]]);
    assert_eq!(election_run.faults[0].changed, [false, false]);
}

#[test]
fn faults_answer_only_for_what_they_did() {
    let text = "[[stage]]\nid = \"again\"\nby = \"machine\"\nchecks = [\"tapes\", \"reconciliation\"]\nfaults = [{ kind = \"overvote_rule\", rule = \"void\" }, { kind = \"candidate_swap\", contest = \"a\", candidates = [\"A1\", \"A2\"] }]\n";
    let election_run = staged(text);
    assert_eq!(election_run.faults[0].changed, [false, false], "a rule that is the law changes nothing");
    assert_eq!(election_run.faults[1].changed, [true, false], "a swap in a is no fault of b");
    assert_eq!(election_run.faults[1].found_by[0].as_ref().map(ToString::to_string).as_deref(), Some("tapes at again"));
}

#[test]
fn an_overvote_gives_no_vote_in_a_contest_of_one_name() {
    let text = PAPER
        .replace("FAULT", r#"{ kind = "contest_mapping_rotation", contests = ["mayor", "judge"] }"#)
        .replace("candidates = [\"Dot\", \"Eli\"]", "candidates = [\"Dot\"]")
        .replace("{ Dot = 70, Eli = 40 }", "{ Dot = 110 }")
        .replace("{ Dot = 50, Eli = 54 }", "{ Dot = 104 }");
    let election_run = run(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life");
    assert_eq!(election_run.contests[1].stages[0].tally.votes, [83], "five overvotes for mayor are no votes for Dot");
}

#[test]
fn an_adversary_uses_ballots_that_count_twice_first() {
    let flip = r#"{ kind = "batch_scanned_twice", where = { precincts = ["North"] } }, { kind = "adversarial_flip", contest = "judge", from = "Dot", to = "Eli" }"#;
    // Reported 190 to 134: each card of North moves the two four votes closer, so fifteen put Eli at 164 to 160.
    assert_eq!(votes(flip, 1), [160, 164]);
}

#[test]
fn reconciliation_keeps_silent_where_it_cannot_tell() {
    let scanners = "[[stage]]\nid = \"recount\"";
    let part = "[[stage]]\nid = \"half\"\nby = \"machine\"\nscope = { tabulators = [\"S1\"] }\nchecks = [\"reconciliation\"]\n\n[[stage]]\nid = \"recount\"";
    let election_run = changed("", scanners, part);
    assert!(election_run.stages[1].findings.iter().all(|f| f.check.name() != "reconciliation"));
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
    let election_run = run(&ScenarioFile::read("test", text).expect("a scenario"), Some("1")).expect("a life");
    // Printed Cem, Ada, Ben: Ada's 60 go to Cem, Ben's 40 to Ada, Cem's 10 leave.
    assert_eq!(election_run.contests[0].stages[0].tally.votes, [40 + 23, 51, 60 + 20]);
}

#[test]
fn a_stage_that_counts_a_part_takes_the_rest_from_its_base() -> Result<(), Error> {
    let text = PAPER.replace("FAULT", r#"{ kind = "candidate_swap", contest = "judge", candidates = ["Dot", "Eli"] }"#);
    let part = text.replace("care = \"exact\"", "care = \"exact\"\nscope = { precincts = [\"North\"] }");
    let election_run = run(&ScenarioFile::read("test", part)?, Some("1"))?;
    // North as on paper (70, 40), South still swapped (54, 50).
    assert_eq!(election_run.contests[1].stages[1].tally.votes, [124, 90]);
    let except = text.replace("care = \"exact\"", "care = \"exact\"\nexcept = { precincts = [\"North\"] }");
    let election_run = run(&ScenarioFile::read("test", except)?, Some("1"))?;
    assert_eq!(election_run.contests[1].stages[1].tally.votes, [40 + 50, 70 + 54]);
    let contest = text.replace("care = \"exact\"", "care = \"exact\"\ncontests = [\"mayor\"]");
    let election_run = run(&ScenarioFile::read("test", contest)?, Some("1"))?;
    // Only the mayor is counted again: the judges stay exchanged.
    assert_eq!(election_run.contests[0].stages[1].tally.votes, [90, 90, 30]);
    assert_eq!(election_run.contests[1].stages[1].tally.votes, [94, 120]);
    let hours =
        |election_run: &ElectionRun| election_run.stages[1].work.iter().flatten().map(|work| work.0).sum::<f64>();
    let both = run(&ScenarioFile::read("test", text)?, Some("1"))?;
    assert!((hours(&both) - 2.0 * hours(&election_run)).abs() < 1e-9, "one contest is half the work of two");
    Ok(())
}

/// Three names, ranked by voters of one precinct.
const RANKED: &str = r#"# What does the machine make of it?
title = "T"
lesson = "L"
rates = { undervote = 0.0, overvote = 0.0, light_marks = 0.0, batch_size = 20 }

[[contest]]
id = "mayor"
rule = "instant_runoff"
rankings = "pass-over"
candidates = ["Ada", "Ben", "Cem"]

[[paper]]
precinct = "North"
rankings.mayor = { "Ada > Cem" = 40, "Ben > Ada" = 35, "Cem > Ben > Ada" = 25 }

[[stage]]
id = "count"
by = "machine"
faults = [FAULT]
"#;

fn ranked(fault: &str) -> (Vec<i64>, Vec<u16>) {
    let file = ScenarioFile::read("test", RANKED.replace("FAULT", fault)).expect("a scenario");
    let stage = run(&file, Some("1")).expect("a life").contests[0].stages[0].clone();
    (stage.tally.votes, stage.outcome.winners)
}

#[test]
fn rank_columns_are_swapped_lost_or_cut() {
    // Cem is out, and 25 ballots go to Ben: 60 to 40.
    assert_eq!(ranked(""), (vec![40, 35, 25], vec![1]));
    // First and second in each other's place: Cem 40, Ada 35, Ben 25; Ben is out, "Ben > Cem > Ada" goes to Cem: 65 to 35.
    let swapped = r#"{ kind = "ranks_swapped", contest = "mayor", ranks = [1, 2] }"#;
    assert_eq!(ranked(swapped), (vec![35, 25, 40], vec![2]));
    // Without second choices the 25 ballots of Cem go to their third: Ada has 65.
    assert_eq!(ranked(r#"{ kind = "rank_lost", contest = "mayor", rank = 2 }"#), (vec![40, 35, 25], vec![0]));
    // With one rank they count for nobody: 40 to 35.
    assert_eq!(ranked(r#"{ kind = "rankings_cut", contest = "mayor", kept = 1 }"#), (vec![40, 35, 25], vec![0]));
}

#[test]
fn a_count_by_another_rule_set_has_another_winner_and_needs_one() {
    let text = RANKED.replace("\"Cem > Ben > Ada\" = 25", "\"_ > Cem > Ben\" = 25, \"Cem\" = 5");
    let of = |fault: &str| {
        let file = ScenarioFile::read("test", text.replace("FAULT", fault))?;
        let stage = run(&file, Some("1"))?.contests[0].stages[0].clone();
        Ok::<_, recount::Error>((stage.tally.votes, stage.tally.blank, stage.outcome.winners))
    };
    // By the law 25 of Cem's 30 ballots go to Ben: 60 to 40.
    assert_eq!(of("").expect("a count"), (vec![40, 35, 30], 0, vec![1]));
    let misset =
        |rules: &str| format!(r#"{{ kind = "ranked_rules_misset", contest = "mayor", rankings = "{rules}" }}"#);
    assert_eq!(of(&misset("inactive-at-skipped-rank")).expect("a count"), (vec![40, 35, 5], 25, vec![0]));
    for rules in ["pass-over", "inactive-while-several-continue", "none"] {
        let wrong = of(&misset(rules)).expect_err("refused").to_string();
        assert!(wrong.contains("rankings: found"), "{wrong}");
    }
}
