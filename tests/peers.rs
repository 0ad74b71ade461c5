//! The script that times another program beside ours: what it does without that program, and its scenarios.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use recount::scenario::ScenarioFile;
use recount::simulation::{SimulationOptions, run, simulate};

use super::hybrids::say;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers")
}

#[test]
fn without_the_other_program_the_script_says_so_and_measures_nothing() {
    // Isolated and without site packages, no installed library is seen.
    let script = folder().join("time_shangrla.py");
    let run =
        |program: &str| Command::new("python3").args(["-I", "-S"]).arg(&script).args(["--recount", program]).output();
    let output = match run(env!("CARGO_BIN_EXE_recount")) {
        Err(why) if why.kind() == ErrorKind::NotFound => return say("python3 is not here: the script is not tried"),
        output => output.expect("the script runs"),
    };
    let (shown, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((output.status.code(), shown.as_ref()), (Some(2), ""), "{error}");
    assert!(error.starts_with("SHANGRLA cannot be imported") && error.lines().count() == 1, "{error}");
    let output = run("no/such/recount").expect("the script runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && error.starts_with("no/such/recount is not there"), "{error}");
}

#[test]
fn the_scenarios_of_the_script_are_the_work_it_names() {
    for (name, lead, comparison) in [
        ("comparison-2", 2_000, true),
        ("comparison-0.5", 500, true),
        ("polling-10", 10_000, false),
        ("polling-5", 5_000, false),
        ("polling-2", 2_000, false),
    ] {
        let path = folder().join(format!("{name}.toml"));
        let text = std::fs::read_to_string(&path).expect("a scenario");
        let file = ScenarioFile::read(name, text.clone()).expect("a scenario");
        let election = run(&file, None).expect("a life");
        let reported = &election.contests[0].stages[0].tally;
        assert_eq!((election.cards, reported.votes[0] - reported.votes[1]), (100_000, lead), "{name}");
        // 100 votes where there is none and 10 for the other candidate, all for the reported winner.
        let paper = &election.contests[0].paper;
        let errors = if comparison { [110, -10] } else { [0, 0] };
        let more = [0, 1].map(|candidate| reported.votes[candidate] - paper.votes[candidate]);
        assert_eq!((more, paper.blank), (errors, if comparison { 100 } else { 0 }), "{name}");
        // The script puts a bet behind the last line.
        if comparison {
            let text = text + "bets.ballot_comparison = { name = \"fixed\", lambda = 1.2 }\n";
            let fixed = ScenarioFile::read(name, text).expect("a scenario with a bet");
            let ask = SimulationOptions { trials: 50, engine: Some("jumps".into()), ..SimulationOptions::default() };
            let rows = [&file, &fixed].map(|file| simulate(file, &ask, &|_| {}).expect("trials").rows[0].cards.mean);
            assert!(rows[1] > 1.2 * rows[0], "{name}: {rows:?}");
        }
    }
}
