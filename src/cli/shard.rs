//! The share of this machine: the one given, or the one that the scheduler's environment variables name.

use crate::error::Error;
use crate::reason::{Reason, complaints, shards};
use crate::simulation::{NoShard, Shard};

/// The variable with the number of shards, where the scheduler gives none.
const SHARDS: &str = "RECOUNT_SHARDS";

/// The share asked for by `i/N` or `auto`.
pub(super) fn asked_shard(text: &str) -> Result<Shard, Error> {
    let usage = |why: Reason| Error::Usage(why);
    if text != "auto" {
        let wrong = |NoShard { found, allowed }| usage(complaints::error_allowed("--shard", found, allowed));
        return text.parse().map_err(wrong);
    }
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    auto(&env).map_err(|why| usage(shards::error_shard_auto(why)))
}

/// The number of this task, and the number of tasks, as the scheduler gives them.
struct Task {
    variable: &'static str,
    index: u64,
    of: Option<u64>,
}

/// The share from environment variables.
fn auto(env: &dyn Fn(&str) -> Option<String>) -> Result<Shard, Reason> {
    if let Some(both) = env("RECOUNT_SHARD") {
        let wrong = |NoShard { found, allowed }| shards::why_env("RECOUNT_SHARD", found, allowed);
        return both.trim().parse().map_err(wrong);
    }
    let number = |name: &'static str| -> Result<Option<u64>, Reason> {
        let Some(value) = env(name) else { return Ok(None) };
        let shown: String = value.chars().take(40).collect();
        let wrong = |_| shards::why_env(name, format!("{shown:?}"), complaints::rule_whole_0());
        value.trim().parse().map(Some).map_err(wrong)
    };
    let of_all = number(SHARDS)?;
    let mut tasks = Vec::new();
    tasks.extend(slurm(&number, of_all.is_some())?);
    let counted = [
        ("JOB_COMPLETION_INDEX", None, 0),
        ("AWS_BATCH_JOB_ARRAY_INDEX", Some("AWS_BATCH_JOB_ARRAY_SIZE"), 0),
        ("HQ_TASK_ID", None, 0),
        ("PARALLEL_SEQ", None, 1),
    ];
    for (variable, size, from) in counted {
        let Some(index) = number(variable)? else { continue };
        let Some(index) = index.checked_sub(from) else {
            return Err(shards::why_env(variable, index, shards::rule_whole_from(from)));
        };
        tasks.push(Task { variable, index, of: size.map(number).transpose()?.flatten() });
    }
    let Some(first) = tasks.first() else {
        let names = "RECOUNT_SHARD, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX, HQ_TASK_ID";
        return Err(shards::why_no_scheduler(names, "PARALLEL_SEQ"));
    };
    if let Some(other) = tasks.iter().find(|task| task.index != first.index) {
        return Err(shards::why_two_tasks(first.variable, first.index, other.variable, other.index));
    }
    let Some(of) = of_all.or_else(|| tasks.iter().find_map(|task| task.of)) else {
        return Err(shards::why_of_how_many(first.variable, first.index, SHARDS));
    };
    let wrong = |NoShard { found, allowed }| shards::why_index_env(first.variable, SHARDS, found, allowed);
    Shard::new(first.index, of).map_err(wrong)
}

/// A task of a Slurm job array. An array that does not begin at 0 may be a part of another that is run again: its count
/// of tasks is used only where it can mean nothing else.
fn slurm(
    number: &dyn Fn(&'static str) -> Result<Option<u64>, Reason>,
    is_stated: bool,
) -> Result<Option<Task>, Reason> {
    let variable = "SLURM_ARRAY_TASK_ID";
    let Some(index) = number(variable)? else { return Ok(None) };
    let of = number("SLURM_ARRAY_TASK_COUNT")?;
    if is_stated {
        return Ok(Some(Task { variable, index, of }));
    }
    let (least, most) = (number("SLURM_ARRAY_TASK_MIN")?, number("SLURM_ARRAY_TASK_MAX")?);
    let gapless = least.unwrap_or(0) == 0 && of.is_none_or(|of| most.is_none_or(|most| most + 1 == of));
    if !gapless {
        return Err(shards::why_slurm_gaps(least.unwrap_or(0), most.unwrap_or(index), SHARDS));
    }
    Ok(Some(Task { variable, index, of }))
}
