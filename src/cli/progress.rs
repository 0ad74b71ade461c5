//! A progress bar on standard error, for people who wait longer than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::Error;
use crate::report::Language;
use crate::scenario::ScenarioFile;
use crate::simulation::{ElectionRun, RunProgress, run_with_progress};

/// Does some work that counts the trials that are done; shows a bar where it takes longer than a second.
pub(super) fn watched<T>(
    name: &str,
    all: u64,
    language: &Language,
    work: impl FnOnce(&(dyn Fn(u64) + Sync)) -> T,
) -> T {
    let began = Instant::now();
    let bar = ProgressBar::hidden();
    bar.set_style(
        ProgressStyle::with_template(language.desk().trials_left).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar.set_length(all);
    bar.set_message(name.to_owned());
    let result = work(&|done| {
        if bar.is_hidden() && began.elapsed() > Duration::from_secs(1) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(done);
    });
    bar.finish_and_clear();
    result
}

/// Runs a scenario; shows a bar where standard error is a terminal and it takes longer than a second.
pub(super) fn live_watched(file: &ScenarioFile, seed: Option<&str>, language: &Language) -> Result<ElectionRun, Error> {
    stages_watched(file, language, |progress| run_with_progress(file, seed, progress))
}

/// Does some work on a scenario that goes from stage to stage; shows a bar where it takes longer than a second.
pub(super) fn stages_watched<T>(
    file: &ScenarioFile,
    language: &Language,
    work: impl FnOnce(&dyn Fn(RunProgress<'_>)) -> T,
) -> T {
    let began = Instant::now();
    let bar = ProgressBar::hidden();
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let translated = file.scenario.language.get(language.code);
    let show = |step: RunProgress<'_>| {
        if bar.is_hidden() && began.elapsed() > Duration::from_secs(1) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(step.all as u64);
        bar.set_position(step.done as u64);
        let stage = step.begins.map(|id| translated.map_or(id, |text| text.stage_name(id)));
        bar.set_message(format!("{}: {}", file.name, stage.unwrap_or(language.desk().the_paper)));
    };
    let result = work(&show);
    bar.finish_and_clear();
    result
}
