//! One election of a whole nation's paper: its results, its time and its memory.

use recount::scenario::shipped;
use recount::simulation::run;

/// Cards of the scenario.
const CARDS: u64 = 158_400_000;

#[test]
#[ignore = "a second election of 158 million cards, for the bounds of its room and time"]
fn long_the_nation_lives_within_its_columns() {
    // The bounds are those of an optimised build, read from /proc.
    if !cfg!(target_os = "linux") || cfg!(debug_assertions) {
        return;
    }
    let mut child = crate::program::program()
        .args(["run", "nation-2020", "--json"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("it starts");
    let mut peak = 0;
    while child.try_wait().expect("it can be asked").is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kibibytes =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        peak = peak.max(kibibytes.unwrap_or(0_u64));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    // Packed: a byte a card for the paper and one for the machine's record of it.
    let packed = 2 * CARDS / 1024;
    assert!(peak > packed && 10 * peak <= 12 * packed, "{peak} KiB for {packed} KiB of codes");
}

#[test]
fn every_fault_of_the_nation_is_told_and_seen() {
    let file = shipped("nation-2020").expect("a shipped scenario");
    let votes: u64 = file.scenario.paper.iter().flat_map(|paper| paper.votes.values()).flat_map(|it| it.values()).sum();
    let spread: u64 = file.scenario.spread.iter().flat_map(|it| it.votes.values()).flat_map(|it| it.values()).sum();
    assert_eq!(votes + spread, CARDS);
    if cfg!(debug_assertions) {
        return;
    }
    let election = run(&file, None).expect("a life");
    assert_eq!((election.ballots, election.cards), (CARDS, CARDS));
    let kinds: Vec<&str> = election.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, ["misread", "batch_not_scanned", "batch_scanned_twice", "candidate_swap"]);
    for fault in &election.faults {
        for (contest, changed) in fault.changed.iter().enumerate() {
            assert_eq!(*changed, fault.found_by[contest].is_some(), "{}: {contest}", fault.kind);
        }
    }
    // Each card has three targets, each misread with a chance of 1e-3: 1 - 0.999^3 of them, in a state without other faults.
    for contest in 0..8 {
        let n = election.contests[contest].paper.ballots as f64;
        let p = 1.0 - 0.999_f64.powi(3);
        let misread = election.stages[0].misrecorded[contest].expect("records") as f64;
        let off = (misread - n * p) / (n * p * (1.0 - p)).sqrt();
        assert!(
            off.abs() < 5.0,
            "{}: {misread} of {n}, {off} standard deviations",
            election.contests[contest].contest.id
        );
    }
    let corrected: Vec<&str> =
        election.contests.iter().filter(|c| c.verdict.name() == "corrected").map(|c| &*c.contest.id).collect();
    assert_eq!(corrected, ["state9"]);
}
