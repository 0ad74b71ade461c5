//! A target in a process of its own: how long an execution takes, how much memory the process ever had, what ended badly.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::targets::{Case, Target};

/// Most seconds of an execution.
const LONGEST: Duration = Duration::from_secs(5);
/// Most bytes that the process may ever have had in memory.
const MOST_MEMORY: u64 = 256 << 20;
/// Kilobytes of addresses that the system gives the process: what grows beyond is ended at once.
const MOST_ADDRESSES: u64 = 4 << 20;
/// How long a target runs where no number of executions is given, by the clock, and where one is, by the processor's time: a
/// long run counts what it did, also beside other work.
const TIMES: [Duration; 2] = [Duration::from_secs(20), Duration::from_secs(600)];

const TARGET: &str = "RECOUNT_FUZZ_TARGET";
const EXECUTIONS: &str = "RECOUNT_FUZZ_EXECUTIONS";
const FIRST: &str = "RECOUNT_FUZZ_FIRST";

fn number_of(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}: found {text:?}; allowed: a whole number")))
}

fn folder(target: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(target);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[expect(clippy::print_stderr, reason = "a run says what it did")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// Runs a target in a process of its own.
pub(crate) fn run_apart(target: &str) {
    if Target::named(target).corpus().is_empty() {
        say(&format!("{target}: skipped: set RECOUNT_SHARED to the folder that holds the files of election offices"));
        return;
    }
    let own = std::env::current_exe().expect("this program");
    let arguments = ["worker::works", "--exact", "--ignored", "--nocapture", "--test-threads=1"];
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {MOST_ADDRESSES}; exec \"$0\" \"$@\"")]).arg(own);
        command
    } else {
        Command::new(own)
    };
    let child = command.args(arguments).env(TARGET, target).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = child.output().expect("the target runs");
    let said = String::from_utf8_lossy(&output.stderr);
    say(said.trim_end());
    if !output.status.success() {
        let number = fs::read_to_string(folder(target).join("at")).unwrap_or_default();
        keep(target, number.trim().parse().unwrap_or(0));
        panic!("{target}: execution {} ended badly: {}\n{said}", number.trim(), output.status);
    }
}

/// Keeps the input of an execution that ended badly.
fn keep(target: &str, number: u64) {
    let own = Target::named(target);
    let Case { files, .. } = own.input(&own.corpus(), number);
    let kept = folder(target).join(number.to_string());
    fs::create_dir_all(&kept).expect("a folder");
    let names: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    fs::write(kept.join("names"), format!("{names:?}")).expect("written");
    for (at, (_, bytes)) in files.iter().enumerate() {
        fs::write(kept.join(format!("file-{at}")), bytes).expect("written");
    }
}

/// The most bytes that this process ever had in memory.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).map_or(0, |kilobytes| kilobytes << 10)
}

/// The processor's time that this process took, or the time of day where the system does not say.
fn time_taken(started: Instant) -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks: Vec<u64> = after_name.split(' ').skip(11).take(2).filter_map(|text| text.parse().ok()).collect();
    if ticks.len() == 2 { Duration::from_millis(ticks.iter().sum::<u64>() * 10) } else { started.elapsed() }
}

/// The execution that runs, plus 1; 0 when all are over.
static RUNNING: AtomicU64 = AtomicU64::new(1);

/// Ends the process where one execution takes too long.
fn watch(target: &'static str, started: Instant) {
    let (mut seen, mut since, mut since_day) = (0, Duration::ZERO, Instant::now());
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let now = RUNNING.load(Ordering::Relaxed);
        if now == 0 {
            return;
        }
        if now != seen {
            (seen, since, since_day) = (now, time_taken(started), Instant::now());
        } else if time_taken(started).saturating_sub(since) > LONGEST || since_day.elapsed() > 12 * LONGEST {
            say(&format!("{target}: execution {} takes more than {} seconds", now - 1, LONGEST.as_secs()));
            std::process::abort();
        }
    }
}

#[test]
#[ignore = "the process that fuzz_ tests start"]
fn works() {
    let Ok(name) = std::env::var(TARGET) else { return };
    let target = Target::named(&name);
    let corpus = target.corpus();
    let most = number_of(EXECUTIONS);
    let time = TIMES[usize::from(most.is_some())];
    let first = number_of(FIRST).unwrap_or(0);
    let started = Instant::now();
    let watched = std::thread::spawn(move || watch(target.name, started));
    let at = fs::File::create(folder(&name).join("at")).expect("a file");
    let (mut number, mut read, mut slowest) = (first, 0_u64, (Duration::ZERO, 0));
    let mut spent = Duration::ZERO;
    while spent < time && most.is_none_or(|most| number - first < most) {
        RUNNING.store(number + 1, Ordering::Relaxed);
        std::os::unix::fs::FileExt::write_all_at(&at, format!("{number:<20}").as_bytes(), 0).expect("written");
        let begun = Instant::now();
        read += u64::from((target.door)(&target.input(&corpus, number)).is_read);
        let took = begun.elapsed();
        if took > slowest.0 {
            slowest = (took, number);
        }
        if number % 64 == 0 || took > Duration::from_millis(2) {
            let peak = peak_memory();
            assert!(peak <= MOST_MEMORY, "{name}: execution {number}: {} MB of memory", peak >> 20);
            spent = if most.is_some() { time_taken(started) } else { started.elapsed() };
        }
        number += 1;
    }
    RUNNING.store(0, Ordering::Relaxed);
    watched.join().expect("the watch ends");
    let executions = number - first;
    say(&format!(
        "{name}: {executions} executions in {} s, {read} read, {} refused, at most {} MB, the slowest {} ms (execution {})",
        spent.as_secs(),
        executions - read,
        peak_memory() >> 20,
        slowest.0.as_millis(),
        slowest.1,
    ));
}
