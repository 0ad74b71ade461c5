//! What many machines did of one study, in the documents other programs read.

use serde_json::{Value, json};

use super::json::SCHEMA;
use crate::simulation::{Part, Shard};

/// A shard that is written.
pub fn shard_written(part: &Part, out: &str) -> Value {
    let study = &part.study;
    let trials = part.shard.trials(study.trials);
    json!({
        "recount": env!("CARGO_PKG_VERSION"),
        "schema": SCHEMA,
        "seed": study.seed,
        "scenario": {"name": study.scenario, "sha256": study.sha256},
        "shard": part.shard.to_string(),
        "first_trial": trials.start,
        "trials": part.trials(),
        "of_trials": study.trials,
        "out": out,
    })
}

/// Shards that cannot be joined: why, what is missing, and the commands that make it.
pub fn refused(why: &str, missing: &[Shard], commands: &[String]) -> Value {
    json!({
        "recount": env!("CARGO_PKG_VERSION"),
        "schema": SCHEMA,
        "error": why,
        "missing": missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "resubmit": commands,
    })
}
