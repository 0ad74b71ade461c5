//! Shares of a simulation: any split, in any order, merges to the bytes of one run; all else is refused in a sentence.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use recount::audit::Registry;
use recount::report;
use recount::scenario::ScenarioFile;
use recount::simulation::{Merge, NoPart, Shard, ShardResult, SimulationOptions, Watch, simulate, simulate_part};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const CITY: &str = include_str!("../scenarios/adversaries.toml");

fn city(text: &str) -> ScenarioFile {
    ScenarioFile::read("city.toml", text.to_owned()).expect("a scenario")
}

fn ask(trials: u64) -> SimulationOptions {
    let methods = ["polling", "ballot_comparison", "fixed_percentage"].map(str::to_owned).to_vec();
    SimulationOptions { trials, methods, ..SimulationOptions::default() }
}

fn part(file: &ScenarioFile, ask: &SimulationOptions, shard: Shard) -> ShardResult {
    let stop = AtomicBool::new(false);
    simulate_part(file, ask, shard, &Watch { progress: &|_| {}, stop: &stop }).expect("a part")
}

/// The shares `0/of` to `of-1/of`, written and read again.
fn parts(file: &ScenarioFile, ask: &SimulationOptions, of: u64) -> Vec<ShardResult> {
    let shard = |index| Shard::new(index, of).expect("a share");
    (0..of)
        .map(|i| {
            ShardResult::read(&part(file, ask, shard(i)).to_text(), &Registry::shipped())
                .expect("what was written is read")
        })
        .collect()
}

fn merged(parts: Vec<ShardResult>) -> String {
    let mut merge = Merge::default();
    for (at, part) in parts.into_iter().enumerate() {
        merge.add(&format!("file {at}"), part).expect("one study");
    }
    report::simulated(&merge.finish(&Registry::shipped()).expect("no gap").expect("a result")).to_string()
}

#[test]
fn any_split_in_any_order_merges_to_the_bytes_of_one_run() {
    let one_sample = CITY.replace("share = 0.15\n", "share = 0.15\none_sample = true\n");
    assert_ne!(one_sample, CITY);
    for (text, engine) in [(CITY, "auto"), (CITY, "cards"), (&one_sample, "cards")] {
        let (file, ask) = (city(text), SimulationOptions { engine: Some(engine.to_owned()), ..ask(60) });
        let whole = report::simulated(&simulate(&file, &ask, &|_| {}).expect("a run")).to_string();
        assert_eq!(whole.contains("\"together\":[{"), text.contains("one_sample"), "one sample for all where asked");
        let orders =
            (1_u64..10).prop_flat_map(|of| (Just(of), Just((0..of as usize).collect::<Vec<_>>()).prop_shuffle()));
        let config = ProptestConfig { failure_persistence: None, cases: 8, ..ProptestConfig::default() };
        let every_split = TestRunner::new(config).run(&orders, |(of, order)| {
            let all = parts(&file, &ask, of);
            prop_assert_eq!(&merged(order.iter().map(|&at| all[at].clone()).collect()), &whole);
            Ok(())
        });
        every_split.expect("every split is the whole");
        assert_eq!(merged(parts(&file, &ask, 64)), whole, "more shares than trials: some are empty");
    }
}

#[test]
fn shares_are_all_trials_each_once() {
    for (all, of) in [(1, 1), (10, 3), (3, 10), (10_000_000, 99_999), (7, 7)] {
        let mut next = 0;
        for index in 0..of {
            let share = Shard::new(index, of).expect("a share").trials(all);
            assert_eq!(share.start, next);
            assert!(share.end - share.start <= all.div_ceil(of));
            next = share.end;
        }
        assert_eq!(next, all);
    }
    for wrong in ["", "1", "3/3", "-1/3", "0/0", "a/b", "1/2/3", "0/100001", "99999999999999999999/3", " 0/1", "+0/1"] {
        assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
    }
}

// As a user types it.

fn recount(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program runs")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = crate::program::program();
    command.current_dir(folder).args(arguments);
    for name in ["RECOUNT_SHARD", "RECOUNT_SHARDS", "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "PARALLEL_SEQ"] {
        command.env_remove(name);
    }
    command
}

/// What is said on standard error, one sentence in one line.
fn sentence(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).expect("text");
    assert!(said.starts_with("recount: ") && said.lines().count() == 1, "{said}");
    said
}

fn folder_with_city() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("my city.toml"), CITY).expect("a file");
    folder
}

const STUDY: [&str; 8] = ["simulate", "my city.toml", "--method", "polling", "--trials", "50", "--seed", "o'clock 7"];

fn write_shard(folder: &Path, shard: &str, more: &[&str]) {
    let mut arguments = STUDY.to_vec();
    arguments.extend(["--shard", shard, "--out", "shards/"]);
    // A later value takes the place of an earlier one.
    for pair in more.chunks(2) {
        let at = arguments.iter().position(|word| word == &pair[0]).expect("an option");
        arguments[at + 1] = pair[1];
    }
    let output = recount(folder, &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn folder_with_shards(of: u32) -> tempfile::TempDir {
    let folder = folder_with_city();
    (0..of).for_each(|index| write_shard(folder.path(), &format!("{index}/{of}"), &[]));
    folder
}

#[test]
fn a_file_that_holds_another_shard_is_left_alone() {
    let folder = folder_with_city();
    let ask = |shard: &str| recount(folder.path(), &[&STUDY[..], &["--shard", shard, "--out", "one"]].concat());
    assert!(ask("0/2").status.success());
    let first = std::fs::read(folder.path().join("one")).expect("a shard");
    let output = ask("1/2");
    assert_eq!(output.status.code(), Some(2));
    assert!(sentence(&output).contains("holds shard 0/2"), "{}", sentence(&output));
    assert_eq!(std::fs::read(folder.path().join("one")).expect("a shard"), first);
    assert!(ask("0/2").status.success(), "the same shard may be made again");
}

#[test]
fn a_gap_is_named_and_the_command_that_is_printed_fills_it() {
    let folder = folder_with_shards(4);
    let path = folder.path();
    let whole = recount(path, &[&STUDY[..], &["--json"]].concat());
    assert_eq!(recount(path, &["merge", "shards", "--json"]).stdout, whole.stdout);
    for index in [1, 3] {
        fs::remove_file(path.join(format!("shards/shard-{index}-of-4.json"))).expect("a shard");
    }
    // Logs and what a killed machine left beside are no shards.
    for beside in ["slurm-7_1.out", "shard-1-of-4.json.4711.part", ".hidden", "merge.sh"] {
        fs::write(path.join("shards").join(beside), "{").expect("a file");
    }
    let gap = recount(path, &["merge", "shards"]);
    assert_eq!(gap.status.code(), Some(1));
    assert_eq!(sentence(&gap), "recount: 2 shards are missing: 1/4, 3/4\n");
    let refused: Value = serde_json::from_slice(&recount(path, &["merge", "shards", "--json"]).stdout).expect("JSON");
    assert_eq!(refused["missing"], json!(["1/4", "3/4"]));
    for resubmit in refused["resubmit"].as_array().expect("commands") {
        let resubmit = resubmit.as_str().expect("a command").replacen("recount", env!("CARGO_BIN_EXE_recount"), 1);
        assert!(String::from_utf8_lossy(&gap.stdout).contains("recount simulate 'my city.toml'"));
        let status = Command::new("sh").current_dir(path).args(["-c", &resubmit]).output().expect("a shell").status;
        assert!(status.success(), "{resubmit}");
    }
    let joined = recount(path, &["merge", "shards", "--json"]);
    assert_eq!(joined.status.code(), Some(0));
    assert_eq!(joined.stdout, whole.stdout);
}

#[test]
fn mixtures_are_refused_with_what_differs() {
    let folder = folder_with_shards(2);
    let path = folder.path();
    let second = path.join("shards/shard-1-of-2.json");
    let keep = fs::read_to_string(&second).expect("a shard");
    let refuses = |what: &str| {
        let output = recount(path, &["merge", "shards"]);
        assert_eq!(output.status.code(), Some(1), "{what}");
        assert!(output.stdout.is_empty(), "{what}");
        let said = sentence(&output);
        assert!(said.contains(what), "{said}");
    };
    for (more, what) in [
        (["--seed", "8"], "seed \"o'clock 7\" and \"8\""),
        (["--trials", "51"], "trials 50 and 51"),
        (["--method", "bravo"], "methods polling and bravo"),
    ] {
        write_shard(path, "1/2", &more);
        refuses(what);
    }
    let set = |key: &str, value: &str| fs::write(&second, rehashed(&keep, key, &json!(value))).expect("a shard");
    set("/recount", "0.0.1");
    refuses("is of recount 0.0.1");
    set("/study/sha256", "0123456789abcdef");
    refuses("SHA-256 0123456789ab…");
    set("/study/of", "hand recount");
    refuses("audited stage \"election night\" and \"hand recount\"");
    set("/study/engine", "cards");
    refuses("engine auto and cards");
    fs::write(&second, rehashed(&keep, "/study/risk_limit", &json!(0.05))).expect("a shard");
    refuses("risk limit 0.1 and 0.05");
    fs::write(&second, rehashed(&keep, "/study/exact_readings", &json!(false))).expect("a shard");
    refuses("what they say of the contests");
    fs::write(&second, &keep).expect("a shard");
    fs::copy(&second, path.join("shards/again.json")).expect("a copy");
    refuses("shard 1/2 is there twice: shards/again.json and shards/shard-1-of-2.json");
    fs::remove_file(path.join("shards/again.json")).expect("a copy");
    write_shard(path, "1/3", &[]);
    refuses("is one of 2 shards");
    fs::remove_file(path.join("shards/shard-1-of-3.json")).expect("a shard");
    assert_eq!(recount(path, &["merge", "shards"]).status.code(), Some(0));
}

/// The shard with another value at one place, its hash made anew.
fn rehashed(text: &str, at: &str, value: &Value) -> String {
    let mut document: Value = serde_json::from_str(text).expect("JSON");
    *document.pointer_mut(at).unwrap_or_else(|| panic!("a value at {at}")) = value.clone();
    document["sha256"] = json!("");
    let hash = recount::scenario::in_hex(&Sha256::digest(document.to_string()));
    document["sha256"] = json!(hash);
    document.to_string()
}

#[test]
fn numbers_are_not_believed_for_their_hash() {
    let shard = Shard::new(1, 3).expect("a share");
    let text = part(&city(CITY), &ask(50), shard).to_text();
    assert!(
        ShardResult::read(&rehashed(&text, "/recount_shard", &json!(3)), &Registry::shipped()).is_ok(),
        "the test's hash is the program's"
    );
    let huge = 1_u64 << 41;
    for (at, value, says) in [
        ("/recount_shard", json!(2), "recount_shard: found 2; allowed: 3"),
        ("/shard", json!("3/3"), "allowed: i/N"),
        ("/shard", json!("0/100"), "done.trials: found 17; needed: 0"),
        ("/study/trials", json!(0), "study.trials"),
        ("/study/trials", json!(u64::MAX), "study.trials"),
        ("/study/methods", json!([]), "study.rows"),
        ("/study/methods/0", json!("psychic"), "study.rows"),
        ("/study/contests", json!([]), "contest number 0 of 0"),
        ("/study/contests/0/rule", json!("by shouting"), "by shouting"),
        ("/study/rows/0/engine", json!("steam"), "no engine is called \"steam\""),
        ("/done/trials", json!(16), "done.trials: found 16; needed: 17"),
        ("/done/rows", json!([]), "done.rows"),
        ("/done/rows/0", json!([]), "found 0 trials; needed: 17"),
        ("/done/rows/0/0/0", json!(huge), "allowed: below"),
        ("/done/rows/0/0/7", json!(u64::MAX), "needed: 17"),
        ("/done/rows/0/0/7", json!(0), "each once"),
        ("/done/noticed_somewhere", json!([1, 2]), "needed: 3 numbers of at most 17"),
        ("/done/noticed_somewhere/0", json!(18), "needed: 3 numbers of at most 17"),
        ("/done/together", json!([{"method": "x", "samples": []}]), "done.together"),
        ("/study/carried", json!([[[9], 5]]), "study.carried"),
        ("/study/carried", json!([[[0], huge]]), "study.carried"),
        ("/done/together", json!([{"method": "polling", "samples": [[1, 1, [7], 17]]}]), "done.together"),
        ("/done/trials", json!(-1), "invalid value"),
    ] {
        match ShardResult::read(&rehashed(&text, at, &value), &Registry::shipped()) {
            Err(NoPart::NotAShard(why)) => assert!(why.to_string().contains(says), "{at}: {why}"),
            other => panic!("{at} {value}: {other:?}"),
        }
    }
}

#[test]
fn files_that_are_no_shards_are_wrong_input() {
    let folder = folder_with_shards(1);
    let path = folder.path();
    let shard = path.join("shards/shard-0-of-1.json");
    let keep = fs::read_to_string(&shard).expect("a shard");
    let altered = keep.replacen("\"trials\":50", "\"trials\":49", 1);
    let deep = "[".repeat(100_000);
    for bad in
        ["", "{}", "not JSON", &keep[..keep.len() / 2], &altered, "{\"recount_shard\":1,\"recount\":\"0.1.0\"}", &deep]
    {
        fs::write(&shard, bad).expect("a file");
        let output = recount(path, &["merge", "shards"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(sentence(&output).contains("shards/shard-0-of-1.json: not a shard of recount: "));
    }
    fs::write(&shard, [0xff, 0xfe]).expect("a file");
    assert!(sentence(&recount(path, &["merge", "shards"])).contains("UTF-8"));
    fs::remove_file(&shard).expect("a file");
    for nothing in ["shards", "nowhere", "my city.toml"] {
        let output = recount(path, &["merge", nothing]);
        assert_eq!(output.status.code(), Some(2));
        assert!(sentence(&output).contains(nothing));
    }
}

#[test]
fn damaged_shards_end_in_a_sentence_and_never_in_a_panic() {
    let text = part(&city(CITY), &ask(20), Shard::WHOLE).to_text();
    let config = ProptestConfig { failure_persistence: None, cases: 1_500, ..ProptestConfig::default() };
    let words = prop::sample::select(vec![
        "",
        "0",
        "-1",
        "1e400",
        "18446744073709551616",
        "null",
        "[",
        "}",
        "\"",
        "\u{0}",
        "𝕏",
    ]);
    let damage = (0..text.len(), 0_usize..9, words);
    let never = TestRunner::new(config).run(&damage, |(at, cut, word)| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.splice(at..(at + cut).min(text.len()), word.bytes());
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        match ShardResult::read(&damaged, &Registry::shipped()) {
            Ok(part) => prop_assert_eq!(part.to_text(), text.clone(), "only space may differ"),
            Err(NoPart::NotAShard(why)) => {
                let why = why.to_string();
                prop_assert!(!why.is_empty() && !why.contains('\n'));
            }
            Err(NoPart::OtherVersion(version)) => prop_assert!(version != env!("CARGO_PKG_VERSION")),
        }
        Ok(())
    });
    never.expect("a sentence");
}

#[test]
fn schedulers_say_which_share_it_is() {
    let folder = folder_with_city();
    let shard = |env: &[(&str, &str)]| {
        let arguments = [&STUDY[..], &["--shard", "auto", "--out", "-"]].concat();
        let output = command(folder.path(), &arguments).envs(env.iter().copied()).output().expect("the program runs");
        if !output.status.success() {
            assert_eq!(output.status.code(), Some(2));
            assert!(output.stdout.is_empty());
            return sentence(&output);
        }
        let part = ShardResult::read(&String::from_utf8(output.stdout).expect("text"), &Registry::shipped())
            .expect("a shard on standard output");
        part.shard.to_string()
    };
    let slurm = |id, min, max, count| {
        vec![
            ("SLURM_ARRAY_TASK_ID", id),
            ("SLURM_ARRAY_TASK_MIN", min),
            ("SLURM_ARRAY_TASK_MAX", max),
            ("SLURM_ARRAY_TASK_COUNT", count),
        ]
    };
    assert_eq!(shard(&[("RECOUNT_SHARD", "3/8"), ("JOB_COMPLETION_INDEX", "1")]), "3/8");
    assert_eq!(shard(&slurm("3", "0", "7", "8")), "3/8");
    assert_eq!(shard(&[("JOB_COMPLETION_INDEX", "2"), ("RECOUNT_SHARDS", "5")]), "2/5");
    assert_eq!(shard(&[("AWS_BATCH_JOB_ARRAY_INDEX", "2"), ("RECOUNT_SHARDS", "5")]), "2/5");
    assert_eq!(shard(&[("AWS_BATCH_JOB_ARRAY_INDEX", "2"), ("AWS_BATCH_JOB_ARRAY_SIZE", "4")]), "2/4");
    assert_eq!(shard(&[("HQ_TASK_ID", "0"), ("RECOUNT_SHARDS", "5")]), "0/5");
    assert_eq!(shard(&[("PARALLEL_SEQ", "1"), ("RECOUNT_SHARDS", "5")]), "0/5", "GNU parallel counts from 1");
    // A part that is run again has a count of its own: the number of all shards must be given.
    let again = slurm("3", "3", "3", "1");
    assert!(shard(&again).contains("needed: the number of all shards in RECOUNT_SHARDS"));
    assert_eq!(shard(&[&again[..], &[("RECOUNT_SHARDS", "8")]].concat()), "3/8");
    for (env, says) in [
        (vec![], "no scheduler says which task this is"),
        (vec![("JOB_COMPLETION_INDEX", "2")], "needed: the number of shards in RECOUNT_SHARDS"),
        (vec![("HQ_TASK_ID", "5"), ("RECOUNT_SHARDS", "5")], "found 5/5"),
        (vec![("HQ_TASK_ID", "x"), ("RECOUNT_SHARDS", "5")], "HQ_TASK_ID: found \"x\""),
        (vec![("HQ_TASK_ID", "1"), ("RECOUNT_SHARDS", "0")], "1 to 100000 shards"),
        (vec![("PARALLEL_SEQ", "0"), ("RECOUNT_SHARDS", "5")], "PARALLEL_SEQ: found 0"),
        (vec![("RECOUNT_SHARD", "8/8")], "RECOUNT_SHARD: found 8/8"),
        (vec![("HQ_TASK_ID", "1"), ("PARALLEL_SEQ", "4"), ("RECOUNT_SHARDS", "5")], "by PARALLEL_SEQ this is task 3"),
    ] {
        let said = shard(&env);
        assert!(said.contains(says) && said.contains("--shard"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_simulation_tells_what_is_done_and_says_so() {
    use std::process::Stdio;
    let folder = folder_with_city();
    let interrupted = |arguments: &[&str]| {
        let arguments =
            [&["simulate", "my city.toml", "--engine", "cards", "--trials", "10000000"], arguments].concat();
        // On a busy machine the first trials take longer.
        for wait in [400, 2_000, 8_000] {
            let mut command = command(folder.path(), &arguments);
            let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
            std::thread::sleep(std::time::Duration::from_millis(wait));
            assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("a signal").success());
            let output = child.wait_with_output().expect("an end");
            let nothing_yet = String::from_utf8_lossy(&output.stderr).contains("before the first trial was done");
            let too_early = output.status.code().is_none()
                || nothing_yet
                || output.stdout.starts_with(b"{") && nothing_done(&output);
            if !too_early {
                return output;
            }
        }
        panic!("no trial in eight seconds")
    };
    let output = interrupted(&["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&document["partial"], &document["trials_asked"]), (&json!(true), &json!(10_000_000)));
    let done = document["trials"].as_u64().expect("a number");
    assert!((1..10_000_000).contains(&done), "{done}");
    let share = interrupted(&["--shard", "0/2", "--out", "half.json"]);
    assert_eq!(share.status.code(), Some(1));
    assert!(sentence(&share).contains("half.json is not written"));
    assert!(!folder.path().join("half.json").exists());
}

#[cfg(unix)]
fn nothing_done(output: &Output) -> bool {
    serde_json::from_slice::<Value>(&output.stdout).is_ok_and(|document| document["trials"] == 0)
}
