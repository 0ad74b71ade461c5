//! Shards and merged studies in the documents for other programs.

use serde_json::{Value, json};

use super::head::{document, head, of_scenario};
use crate::reason::Reason;
use crate::simulation::{Shard, ShardResult};

/// A shard that is written.
pub fn shard_written(part: &ShardResult, out: &str) -> Value {
    let study = &part.study;
    let trials = part.shard.trials(study.trials);
    let fields = json!({
        "shard": part.shard.to_string(),
        "first_trial": trials.start,
        "trials": part.trials(),
        "of_trials": study.trials,
        "out": out,
    });
    document(of_scenario(&study.seed, &study.scenario, &study.sha256), fields)
}

/// Shards that cannot be merged: why, what is missing, and the commands that make it.
pub fn refused(why: &Reason, missing: &[Shard], commands: &[String]) -> Value {
    let fields = json!({
        "error": why.to_string(),
        "missing": missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "resubmit": commands,
    });
    document(head(), fields)
}
