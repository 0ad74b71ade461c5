//! Files that are written: into what is there, whole or not at all, and by names that no other process shares.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::tree;

/// A grid of 16 cells.
const GRID: &str = r#"# What does a risk limit cost?
scenario = "adversaries"
trials = 2
methods = ["polling"]
seed = "7"

[[axis]]
key = "audit.risk_limit"
values = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16]
"#;

const MANIFEST: &str = "Batch,Ballots\nA,40\nB,60\n";

const SIMULATE: [&str; 7] = ["simulate", "adversaries", "--method", "polling", "--trials", "3", "--csv"];

/// Every command and option that writes a file, the option last.
const WRITERS: [&[&str]; 10] = [
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--csv"],
    #[cfg(feature = "parquet")]
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--parquet"],
    #[cfg(not(feature = "parquet"))]
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--csv"],
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--html"],
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--out"],
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--shard", "0/2", "--out"],
    &["simulate", "adversaries", "--method", "polling", "--trials", "3", "--attack", "packed", "--html"],
    &["run", "adversaries", "--html"],
    &["plan", "adversaries", "--method", "polling", "--html"],
    &["draw", "--seed", "1", "--manifest", "manifest.csv", "-n", "5", "--csv"],
    &["sweep", "grid.toml", "--out", "out", "--csv"],
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("grid.toml"), GRID).expect("a file");
    fs::write(folder.path().join("manifest.csv"), MANIFEST).expect("a file");
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = crate::program::program();
    command.current_dir(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn writes(folder: &Path, writer: &[&str], name: &str) -> Output {
    command(folder, &[writer, &[name]].concat()).output().expect("the program runs")
}

fn well(output: Output) -> Output {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn refused(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("recount: ") && said.lines().count() == 1, "{said}");
    said
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o7777
}

fn nothing_half_written(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        assert!(!name.to_string_lossy().ends_with(".part"), "{}", name.display());
    }
}

#[test]
fn every_writer_writes_into_what_is_there() {
    for writer in WRITERS {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        well(writes(folder.path(), writer, "new"));
        let right = fs::read(at("new")).expect("a file");
        assert!(right.len() > 40, "{writer:?}");
        // A new file has the mode that any program's has.
        fs::write(at("any"), "").expect("a file");
        assert_eq!(mode(&at("new")), mode(&at("any")), "{writer:?}");

        // A plain file keeps its mode, behind a link too; the link stays one.
        fs::write(at("plain"), "of old".repeat(10_000)).expect("a file");
        fs::set_permissions(at("plain"), Permissions::from_mode(0o640)).expect("a mode");
        symlink("plain", at("link")).expect("a link");
        well(writes(folder.path(), writer, "link"));
        assert!(fs::symlink_metadata(at("link")).expect("a link").is_symlink(), "{writer:?}");
        assert_eq!((fs::read(at("plain")).expect("a file"), mode(&at("plain"))), (right.clone(), 0o640), "{writer:?}");

        // A link to nothing makes what it points at, seen from the link's own folder.
        fs::create_dir(at("below")).expect("a folder");
        symlink("made", at("below/to-nothing")).expect("a link");
        well(writes(folder.path(), writer, "below/to-nothing"));
        assert_eq!(fs::read(at("below/made")).expect("a file"), right, "{writer:?}");
        assert!(fs::symlink_metadata(at("below/to-nothing")).expect("a link").is_symlink(), "{writer:?}");

        // A file with two names keeps both.
        fs::write(at("one"), "old").expect("a file");
        fs::hard_link(at("one"), at("other")).expect("a second name");
        well(writes(folder.path(), writer, "one"));
        assert_eq!(fs::read(at("other")).expect("a file"), right, "{writer:?}");

        // A pipe with a name, and a device behind a link: both stay what they are.
        assert!(Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo").success());
        let pipe = at("pipe");
        let reader = std::thread::spawn(move || fs::read(pipe).expect("a pipe"));
        well(writes(folder.path(), writer, "pipe"));
        assert_eq!(reader.join().expect("a reader"), right, "{writer:?}");
        assert!(fs::symlink_metadata(at("pipe")).expect("a pipe").file_type().is_fifo(), "{writer:?}");
        symlink("/dev/null", at("null")).expect("a link");
        well(writes(folder.path(), writer, "null"));
        assert!(fs::symlink_metadata(at("null")).expect("a link").is_symlink(), "{writer:?}");
        assert!(fs::metadata("/dev/null").expect("a device").file_type().is_char_device());

        // Standard output holds the file and nothing else, by any of its names.
        for name in ["-", "/dev/stdout"] {
            assert_eq!(well(writes(folder.path(), writer, name)).stdout, right, "{writer:?} {name}");
        }
        assert!(!at("-").exists());
        nothing_half_written(folder.path());
        nothing_half_written(&at("below"));
    }
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_all_as_it_was() {
    for writer in WRITERS {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        symlink("/dev/full", at("full")).expect("a link");
        assert!(
            refused(&writes(folder.path(), writer, "full")).contains("full: No space left on device"),
            "{writer:?}"
        );
        assert!(fs::symlink_metadata(at("full")).expect("a link").is_symlink());
        assert!(fs::metadata("/dev/full").expect("a device").file_type().is_char_device());
        // A shard may go into a folder.
        if !writer.ends_with(&["--out"]) {
            fs::create_dir(at("folder")).expect("a folder");
            assert!(refused(&writes(folder.path(), writer, "folder")).contains("folder: Is a directory"), "{writer:?}");
        }
        let said = refused(&writes(folder.path(), writer, "nowhere/file"));
        assert!(said.ends_with("failed to write nowhere/file: No such file or directory (os error 2)\n"), "{said}");
        symlink("round", at("about")).expect("a link");
        symlink("about", at("round")).expect("a link");
        assert!(refused(&writes(folder.path(), writer, "round")).contains("symbolic links"), "{writer:?}");
        let long = "long".repeat(60);
        well(writes(folder.path(), writer, &long));
        assert!(fs::metadata(at(&long)).expect("a file").len() > 40, "a name may be as long as the system allows");
        nothing_half_written(folder.path());
    }
}

#[test]
fn two_outputs_never_share_a_place() {
    let folder = folder();
    let refuses = |more: &[&str], says: &str| {
        let said = refused(&command(folder.path(), &[&SIMULATE[..6], more].concat()).output().expect("a run"));
        assert!(said.contains(says), "{said}");
    };
    refuses(&["--csv", "-", "--json"], "--csv -: found --json too; allowed: one of them on standard output");
    refuses(&["--html", "-", "--json"], "--html -: found --json too; allowed: one of them on standard output");
    refuses(&["--csv", "-", "--html", "-"], "--html -: found --csv too; allowed: one of them on standard output");
    refuses(
        &["--csv", "/dev/stdout", "--out", "-"],
        "--out -: found --csv too; allowed: one of them on standard output",
    );
    refuses(&["--csv", "a", "--html", "a"], "--html: found a, which --csv writes too; allowed: another file");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing was written");
    let document = [&SIMULATE[..6], &["--csv", "a.csv", "--out", "a.part.json", "--json"]].concat();
    let output = well(command(folder.path(), &document).output().expect("a run"));
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok() && folder.path().join("a.csv").exists());
}

/// The program as process 1 of a container of its own, where the machine allows one; else as any process.
fn contained(folder: &Path, arguments: &[&str]) -> Child {
    let unshare = ["--fork", "--pid", "--mount-proc"];
    let may = Command::new("unshare").args(unshare).arg("true").stderr(Stdio::null()).status();
    let program = env!("CARGO_BIN_EXE_recount");
    let mut command = match may {
        Ok(status) if status.success() => {
            let mut command = Command::new("unshare");
            command.args(unshare).arg(program);
            command
        }
        _ => Command::new(program),
    };
    command.env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.current_dir(folder).args(arguments).args(["--threads", "1"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process")
}

#[test]
fn containers_that_start_together_share_a_sweeps_folder() {
    let alone = folder();
    well(command(alone.path(), &["sweep", "grid.toml", "--out", "out"]).output().expect("a run"));
    let mut right = tree(&alone.path().join("out"));
    for _ in 0..3 {
        let folder = folder();
        let shard = |i| contained(folder.path(), &["sweep", "grid.toml", "--out", "out", "--shard", &format!("{i}/8")]);
        let shards: Vec<Child> = (0..8).map(shard).collect();
        for shard in shards {
            well(shard.wait_with_output().expect("an end"));
        }
        well(command(folder.path(), &["merge", "out"]).output().expect("a run"));
        let made = tree(&folder.path().join("out"));
        right.insert("split.json".into(), made[Path::new("split.json")].clone());
        assert_eq!(made, right);
    }
}

#[test]
fn whole_sweeps_that_start_together_end_with_the_same_bytes() {
    let alone = folder();
    well(command(alone.path(), &["sweep", "grid.toml", "--out", "out"]).output().expect("a run"));
    let right = tree(&alone.path().join("out"));
    let folder = folder();
    // What a killed run left is put away; what others write now is not.
    for name in ["table.csv.1.part", "cells/000/cell-000003.json.1.part"] {
        let path = folder.path().join("out").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, "{").expect("a file");
    }
    for _ in 0..2 {
        let sweep = |_| contained(folder.path(), &["sweep", "grid.toml", "--out", "out"]);
        let sweeps: Vec<Child> = (0..3).map(sweep).collect();
        for sweep in sweeps {
            well(sweep.wait_with_output().expect("an end"));
        }
        assert_eq!(tree(&folder.path().join("out")), right);
    }
}

/// A long simulation to which a signal is sent once it has begun to listen.
fn signalled(folder: &Path, shell: &str, signal: &str) -> Child {
    let arguments = "simulate adversaries --method polling --engine cards --trials 10000000 --json";
    signalled_in(folder, shell, signal, arguments)
}

fn signalled_in(folder: &Path, shell: &str, signal: &str, arguments: &str) -> Child {
    let mut command = Command::new("sh");
    command.current_dir(folder).env("LANG", "C.UTF-8").stdout(Stdio::piped()).stderr(Stdio::piped());
    let script = format!("{shell} exec \"$0\" {arguments}");
    let child = command.args(["-c", &script, env!("CARGO_BIN_EXE_recount")]).spawn().expect("a process");
    for _ in 0..400 {
        std::thread::sleep(Duration::from_millis(25));
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0").trim();
        // SIGTERM is number 15.
        if u64::from_str_radix(caught, 16).unwrap_or(0) >> 14 & 1 == 1 {
            break;
        }
    }
    std::thread::sleep(Duration::from_millis(300));
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().expect("a signal").success());
    child
}

/// The paper of a nation takes long to lay: who ends the work before is not kept waiting, and nothing is half written.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_before_the_first_trial_leaves_soon_and_with_nothing() {
    let folder = folder();
    let before = tree(folder.path());
    let arguments =
        "simulate nation-2020 --method polling --engine cards --trials 1000 --csv table.csv --html page.html";
    let child = signalled_in(folder.path(), "", "-INT", arguments);
    let began = Instant::now();
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("interrupted before the first trial was done"), "{said}");
    // A second, and what a busy machine adds.
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert_eq!(tree(folder.path()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_closes_ends_like_ctrl_c() {
    let folder = folder();
    let status = fs::read_to_string("/proc/self/status").expect("a status");
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).expect("a mask").trim();
    // Where the tests themselves run under nohup, their children cannot hear the signal. SIGHUP is number 1.
    if u64::from_str_radix(ignored, 16).expect("a mask") & 1 == 0 {
        let output = signalled(folder.path(), "", "-HUP").wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(1));
        let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(document["partial"], true);
    }
    // Under nohup it goes on until it is asked to end otherwise.
    let mut child = signalled(folder.path(), "trap '' HUP;", "-HUP");
    std::thread::sleep(Duration::from_millis(500));
    assert!(child.try_wait().expect("a state").is_none(), "nohup is heard");
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("a signal").success());
    assert_eq!(child.wait().expect("an end").code(), Some(1));
}
