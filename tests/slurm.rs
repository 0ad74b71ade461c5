//! A real Slurm on this machine: arrays of 8, one shard killed and run again, merged to the bytes of one run.
//!
//! Needs root and the packages slurm-wlm and munge; `tests/run.sh` installs them and runs these tests in a step of their
//! own. The daemons have folders, ports and a key of their own, beside any other Slurm.

#![expect(clippy::print_stderr, reason = "its log is part of what is shown")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Daemons that end with the test.
struct Slurm {
    folder: tempfile::TempDir,
    daemons: Vec<Child>,
}

impl Drop for Slurm {
    fn drop(&mut self) {
        for daemon in self.daemons.iter_mut().rev() {
            let asked = Command::new("kill").arg(daemon.id().to_string()).status();
            if asked.is_err()
                || wait_for("an end", Duration::from_secs(5), || daemon.try_wait().ok().flatten()).is_none()
            {
                let _ = daemon.kill();
                let _ = daemon.wait();
            }
        }
    }
}

fn wait_for<T>(what: &str, most: Duration, mut seen: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    loop {
        if let Some(it) = seen() {
            return Some(it);
        }
        if began.elapsed() > most {
            eprintln!("waited {most:?} for {what}");
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

impl Slurm {
    fn begin() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_owned();
        for name in ["state", "spool", "log"] {
            fs::create_dir(path.join(name)).expect("a folder");
        }
        let host = text(&Command::new("hostname").arg("-s").output().expect("a name"));
        let port = 20_000 + std::process::id() % 20_000 * 2;
        let d = path.display();
        let lines = [
            "ClusterName=one".to_owned(),
            format!("SlurmctldHost={host}(127.0.0.1)"),
            format!("SlurmctldPort={port}\nSlurmdPort={}", port + 1),
            "SlurmUser=root\nSlurmdUser=root".to_owned(),
            format!("AuthType=auth/munge\nCryptoType=crypto/munge\nAuthInfo=socket={d}/munge.socket"),
            "MpiDefault=none\nProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nReturnToService=2".to_owned(),
            format!("SlurmctldPidFile={d}/slurmctld.pid\nSlurmdPidFile={d}/slurmd.pid"),
            format!("SlurmdSpoolDir={d}/spool\nStateSaveLocation={d}/state"),
            format!("SlurmctldLogFile={d}/log/slurmctld.log\nSlurmdLogFile={d}/log/slurmd.log"),
            "SchedulerType=sched/backfill\nSchedulerParameters=batch_sched_delay=0,sched_min_interval=0".to_owned(),
            "SelectType=select/cons_tres\nSelectTypeParameters=CR_CPU\nJobAcctGatherType=jobacct_gather/none"
                .to_owned(),
            format!(
                "AccountingStorageType=accounting_storage/none\nJobCompType=jobcomp/filetxt\nJobCompLoc={d}/log/jobs"
            ),
            format!("NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=500 State=UNKNOWN"),
            format!("PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP"),
        ];
        fs::write(path.join("slurm.conf"), lines.join("\n") + "\n").expect("a file");
        let run = |program: &str, arguments: &[String]| {
            let log = fs::File::create(path.join(format!("log/{program}.out"))).expect("a log");
            let mut command = Command::new(program);
            command.args(arguments).env("SLURM_CONF", path.join("slurm.conf"));
            let both = log.try_clone().expect("a log");
            command.stdin(Stdio::null()).stdout(log).stderr(both).spawn().expect("slurm-wlm and munge are installed")
        };
        let key = format!("--keyfile={d}/munge.key");
        assert!(Command::new("mungekey").args(["--create", &key]).status().expect("munge is installed").success());
        let files = ["socket=munge.socket", "key-file=munge.key", "pid-file=munged.pid", "seed-file=munge.seed"];
        let files = files.map(|file| format!("--{}", file.replacen('=', &format!("={d}/"), 1)));
        let munged = run("munged", &[&["--foreground".to_owned(), "--force".to_owned()][..], &files].concat());
        let mut slurm = Self { folder, daemons: vec![munged] };
        let socket = path.join("munge.socket");
        wait_for("munge", Duration::from_secs(20), || socket.exists().then_some(())).expect("munged runs");
        slurm.daemons.push(run("slurmctld", &["-D".to_owned()]));
        slurm.daemons.push(run("slurmd", &["-D".to_owned()]));
        let idle = || text(&slurm.call("sinfo", &["-h", "-o", "%T"])).contains("idle").then_some(());
        wait_for("a node", Duration::from_secs(60), idle).expect("a node");
        eprintln!("{}: one node, two CPUs", text(&slurm.call("sinfo", &["--version"])));
        slurm
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a program of Slurm's, or ours, in the folder.
    fn call(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(program);
        command.current_dir(self.path()).args(arguments).env("SLURM_CONF", self.path().join("slurm.conf"));
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C.UTF-8");
        command.output().expect("the program runs")
    }

    fn recount(&self, arguments: &[&str]) -> Output {
        self.call(env!("CARGO_BIN_EXE_recount"), arguments)
    }

    /// Kills task 3 of the array with signal 9 as soon as it runs, then waits until nothing is queued.
    fn kill_task_3(&self, array: &str) {
        let task = format!("{array}_3");
        let runs =
            || text(&self.call("squeue", &["-h", "-t", "R", "-o", "%F_%K"])).lines().any(|it| it == task).then_some(());
        wait_for("task 3", Duration::from_secs(120), runs).expect("task 3 runs");
        let killed = self.call("scancel", &["--full", "--signal=KILL", &task]);
        assert!(killed.status.success(), "{}", String::from_utf8_lossy(&killed.stderr));
        eprintln!("killed with signal 9 while it ran: task {task}");
        self.wait();
    }

    fn wait(&self) {
        let ended = || text(&self.call("squeue", &["-h"])).is_empty().then_some(());
        wait_for("an empty queue", Duration::from_secs(300), ended).expect("all jobs end");
    }

    fn tell(&self, output: &Output) {
        for line in [&output.stderr, &output.stdout]
            .iter()
            .flat_map(|it| String::from_utf8_lossy(it).lines().map(str::to_owned).collect::<Vec<_>>())
        {
            eprintln!(
                "  {}",
                line.replace(&self.path().display().to_string(), "…").replace(env!("CARGO_BIN_EXE_recount"), "recount")
            );
        }
    }

    fn logs(&self, begins: &str) -> Vec<(PathBuf, String)> {
        let mut logs: Vec<_> = fs::read_dir(self.path().join("out"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins)))
            .map(|path| (path.clone(), fs::read_to_string(path).expect("a log")))
            .collect();
        logs.sort();
        logs
    }
}

#[test]
#[ignore = "run by tests/run.sh in a step of its own: it needs root and Slurm"]
fn slurm_arrays_of_eight_with_one_shard_killed_merge_to_one_run() {
    let slurm = Slurm::begin();
    simulation(&slurm);
    sweep(&slurm);
}

fn simulation(slurm: &Slurm) {
    let study = "simulate adversaries --engine cards --method polling --trials 100000 --seed slurm --threads 1";
    let script = format!(
        "#!/bin/sh\n#SBATCH --array=0-7\n#SBATCH --output=task-%a.log\nexport RECOUNT_SHARDS=8\nexec {} {study} --shard auto --out shards/\n",
        env!("CARGO_BIN_EXE_recount")
    );
    fs::write(slurm.path().join("array.slurm"), script).expect("a script");
    fs::create_dir(slurm.path().join("shards")).expect("a folder");
    let array = text(&slurm.call("sbatch", &["--parsable", "array.slurm"]));
    eprintln!("simulate: array {array} of 8 shards");
    slurm.kill_task_3(&array);
    let gap = slurm.recount(&["merge", "shards"]);
    slurm.tell(&gap);
    assert_eq!(gap.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&gap.stderr).contains("1 shard is missing: 3/8"));
    let again = text(&slurm.call("sbatch", &["--parsable", "--array=3", "array.slurm"]));
    eprintln!("run again: array {again}, task 3 alone");
    slurm.wait();
    let merged = slurm.recount(&["merge", "shards", "--json"]);
    let one = slurm.recount(&[study.split(' ').collect::<Vec<_>>(), vec!["--json"]].concat());
    assert!(merged.status.success() && one.status.success());
    assert!(merged.stdout == one.stdout, "the bytes of one run");
    eprintln!("merged: {} bytes of JSON, the same as one run's", merged.stdout.len());
}

fn sweep(slurm: &Slurm) {
    let grid = "# Eight cells for eight tasks?\nscenario = \"adversaries\"\ntrials = 12000\nengine = \"cards\"\nmethods = [\"polling\"]\n\
                [[axis]]\nkey = \"audit.risk_limit\"\nvalues = [0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12]\n";
    fs::write(slurm.path().join("grid.toml"), grid).expect("a grid");
    let submitted = slurm.recount(&["sweep", "grid.toml", "--out", "out", "--slurm", "--shards", "8"]);
    slurm.tell(&submitted);
    assert!(submitted.status.success(), "{}", String::from_utf8_lossy(&submitted.stderr));
    let said = text(&submitted);
    let array = said.split(' ').nth(2).expect("the array's number").to_owned();
    slurm.kill_task_3(&array);
    let merge = slurm.logs("merge-");
    assert_eq!(merge.len(), 1, "the merge waited for the array and ran");
    assert!(merge[0].1.contains("1 cell is missing: 3; of the shards 3/8"), "{}", merge[0].1);
    let gap = slurm.recount(&["merge", "out", "--json"]);
    slurm.tell(&slurm.recount(&["merge", "out"]));
    let gap: Value = serde_json::from_slice(&gap.stdout).expect("JSON");
    let resubmit = gap["resubmit"][0].as_str().expect("a command").to_owned();
    assert_eq!(resubmit, "sbatch --array=3 out/sweep.slurm");
    let again = slurm.call("sh", &["-c", &resubmit]);
    slurm.tell(&again);
    assert!(again.status.success());
    slurm.wait();
    let merged = slurm.recount(&["merge", "out"]);
    slurm.tell(&merged);
    assert!(merged.status.success());
    let one = slurm.recount(&["sweep", "grid.toml", "--out", "one"]);
    assert!(one.status.success());
    for table in ["table.csv", "table.json", "table.sha256", "cells/000/cell-000003.json"] {
        let read = |folder: &str| fs::read(slurm.path().join(folder).join(table)).expect("a table");
        assert!(read("out") == read("one"), "{table}: the bytes of one run");
    }
    eprintln!("merged: cells and tables are those of one run, byte for byte");
}
