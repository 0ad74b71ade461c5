//! Ctrl-C, a terminal that closes, or a scheduler that asks a job to end: the work ends with what is done; a second Ctrl-C
//! ends at once.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::say;
use super::system::says;
use crate::error::Error;
use crate::reason::shards;
use crate::report::Language;

/// A flag that the first signal to end sets.
pub(super) fn stop_on_interrupt() -> Result<Arc<AtomicBool>, Error> {
    let stop = Arc::new(AtomicBool::new(false));
    let fail = |e: std::io::Error| Error::Usage(shards::error_ctrl_c(says(&e)));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the second signal must find the flag that the first has set.
        flag::register_conditional_shutdown(signal, 1, Arc::clone(&stop)).map_err(fail)?;
        flag::register(signal, Arc::clone(&stop)).map_err(fail)?;
    }
    #[cfg(unix)]
    if !hang_up_is_ignored() {
        // The system and the shell may both send SIGHUP when the terminal closes: the second one is no request to end
        // at once.
        flag::register(signal_hook::consts::SIGHUP, Arc::clone(&stop)).map_err(fail)?;
    }
    Ok(stop)
}

/// How long the first trial has to end after a signal.
const GRACE: Duration = Duration::from_secs(1);

/// Exits soon after the signal where no trial is `done`: nothing can be reported and nothing is written yet, and laying
/// out the paper of a nation takes a minute.
pub(super) fn leave_with_nothing(stop: &Arc<AtomicBool>, done: &Arc<AtomicU64>, language: &'static Language) {
    let (stop, done) = (Arc::clone(stop), Arc::clone(done));
    std::thread::spawn(move || {
        while !stop.load(Ordering::Relaxed) {
            std::thread::sleep(GRACE / 10);
        }
        std::thread::sleep(GRACE);
        if done.load(Ordering::Relaxed) == 0 {
            say(language.desk().interrupted_before);
            // As a second signal, which ends at once.
            let _ = signal_hook::low_level::raise(SIGTERM);
        }
    });
}

/// Whether this run ignores SIGHUP, as under nohup.
#[cfg(unix)]
fn hang_up_is_ignored() -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        // On other systems than Linux: nohup leaves no terminal to a run.
        return !(std::io::stdin().is_terminal() || std::io::stdout().is_terminal() || std::io::stderr().is_terminal());
    };
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask >> (signal_hook::consts::SIGHUP - 1) & 1 == 1)
}
