//! Which share of a work is this machine's: as it is told, or as the scheduler that started it says in its environment.

use crate::error::Error;
use crate::simulation::Shard;

/// How many shards there are, where the scheduler does not say.
const SHARDS: &str = "RECOUNT_SHARDS";

/// The share asked for by `i/N` or `auto`.
pub(super) fn asked_shard(text: &str) -> Result<Shard, Error> {
    let usage = |why: String| Error::Usage(format!("--shard: {why}"));
    if text != "auto" {
        return text.parse().map_err(usage);
    }
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    auto(&env).map_err(|why| usage(format!("auto: {why}")))
}

/// A scheduler's number of this task, and how many tasks it says there are.
struct Task {
    variable: &'static str,
    index: u64,
    of: Option<u64>,
}

/// The share by environment variables.
fn auto(env: &dyn Fn(&str) -> Option<String>) -> Result<Shard, String> {
    if let Some(both) = env("RECOUNT_SHARD") {
        return both.trim().parse().map_err(|why| format!("RECOUNT_SHARD: {why}"));
    }
    let number = |name: &'static str| -> Result<Option<u64>, String> {
        let Some(value) = env(name) else { return Ok(None) };
        let shown: String = value.chars().take(40).collect();
        value
            .trim()
            .parse()
            .map(Some)
            .map_err(|_| format!("{name}: found {shown:?}; allowed: a whole number, 0 or more"))
    };
    let shards = number(SHARDS)?;
    let mut tasks = Vec::new();
    tasks.extend(slurm(&number, shards.is_some())?);
    let counted = [
        ("JOB_COMPLETION_INDEX", None, 0),
        ("AWS_BATCH_JOB_ARRAY_INDEX", Some("AWS_BATCH_JOB_ARRAY_SIZE"), 0),
        ("HQ_TASK_ID", None, 0),
        ("PARALLEL_SEQ", None, 1),
    ];
    for (variable, size, from) in counted {
        let Some(index) = number(variable)? else { continue };
        let Some(index) = index.checked_sub(from) else {
            return Err(format!("{variable}: found {index}; allowed: a whole number, {from} or more"));
        };
        tasks.push(Task { variable, index, of: size.map(number).transpose()?.flatten() });
    }
    let Some(first) = tasks.first() else {
        let names = "RECOUNT_SHARD, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX, HQ_TASK_ID \
                     and PARALLEL_SEQ";
        return Err(format!("no scheduler says which task this is; looked for {names}; allowed too: i/N"));
    };
    if let Some(other) = tasks.iter().find(|task| task.index != first.index) {
        let says = |task: &Task| format!("by {} this is task {}", task.variable, task.index);
        return Err(format!("{}, {}; needed: RECOUNT_SHARD=i/N, which goes first", says(first), says(other)));
    }
    let Some(of) = shards.or_else(|| tasks.iter().find_map(|task| task.of)) else {
        let which = format!("{} says that this is task {}, but not of how many", first.variable, first.index);
        return Err(format!("{which}; needed: the number of shards in {SHARDS}"));
    };
    Shard::new(first.index, of).map_err(|why| format!("{} and {SHARDS}: {why}", first.variable))
}

/// A task of a Slurm job array. An array that does not begin at 0 may be the part of another that is run again: what its
/// count says is believed only where nothing else can be meant.
fn slurm(number: &dyn Fn(&'static str) -> Result<Option<u64>, String>, told: bool) -> Result<Option<Task>, String> {
    let variable = "SLURM_ARRAY_TASK_ID";
    let Some(index) = number(variable)? else { return Ok(None) };
    let of = number("SLURM_ARRAY_TASK_COUNT")?;
    if told {
        return Ok(Some(Task { variable, index, of }));
    }
    let (least, most) = (number("SLURM_ARRAY_TASK_MIN")?, number("SLURM_ARRAY_TASK_MAX")?);
    let gapless = least.unwrap_or(0) == 0 && of.is_none_or(|of| most.is_none_or(|most| most + 1 == of));
    if !gapless {
        let array = format!("the Slurm array runs from {} to {}", least.unwrap_or(0), most.unwrap_or(index));
        let which = "which is not all of 0 to N-1 and may be a part that is run again";
        return Err(format!("{array}, {which}; needed: the number of all shards in {SHARDS}"));
    }
    Ok(Some(Task { variable, index, of }))
}
