//! Many audits of one count, and how many cards each of them took.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use recount::report::{self, Language};
use recount::simulation::{Shard, ShardResult, SimulationOptions, Watch, simulate_part};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::scenarios;

/// Most trials of one question, so that the page can be stopped between two of them.
const MOST_TRIALS: u64 = 100_000;

/// The question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrialsAsked {
    /// The name or the text of a scenario.
    scenario: String,
    /// The seed; else the scenario's.
    #[serde(default)]
    seed: Option<String>,
    /// Methods; else the scenario's.
    #[serde(default)]
    methods: Vec<String>,
    /// How trials are made; else the fastest that fits.
    #[serde(default)]
    engine: Option<String>,
    /// The largest chance of confirming a wrong outcome; else the scenario's.
    #[serde(default)]
    risk_limit: Option<f64>,
    /// How many audits.
    trials: u64,
}

/// The counts of a share of trials, as far as the page draws them: for each row its results.
#[derive(Deserialize)]
struct Counts {
    done: Rows,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<Vec<EqualTrials>>,
}

/// Cards, cards looked up, ballots tallied, rounds, decision, whether the report was found to be wrong, whether the final
/// outcome is right; and the number of trials that ended so.
#[derive(Deserialize)]
struct EqualTrials(u64, IgnoredAny, IgnoredAny, IgnoredAny, String, IgnoredAny, IgnoredAny, u64);

/// The document of `recount simulate --json`, and for each of its rows how many audits read how many cards and how they ended.
pub(crate) fn simulated(asked: &TrialsAsked, language: &'static Language) -> Result<Value, String> {
    let complain = |error: recount::Error| language.complain(&error);
    if asked.trials > MOST_TRIALS {
        return Err(format!("trials: found {}; allowed: at most {MOST_TRIALS}", asked.trials));
    }
    let file = scenarios::open(&asked.scenario).map_err(complain)?;
    let ask = SimulationOptions {
        trials: asked.trials,
        methods: asked.methods.clone(),
        risk_limit: asked.risk_limit,
        seed: asked.seed.clone(),
        engine: asked.engine.clone(),
        ..SimulationOptions::default()
    };
    let watch = Watch { progress: &|_| {}, stop: &AtomicBool::new(false) };
    let part = simulate_part(&file, &ask, Shard::WHOLE, &watch).map_err(complain)?;
    let simulated = part.simulated(&file.registry).map_err(complain)?;
    Ok(json!({"document": report::simulated(&simulated), "cards": cards(&part)?}))
}

/// For each row, the numbers of cards with their audits: `[cards, how they ended, how many audits]`.
fn cards(part: &ShardResult) -> Result<Value, String> {
    let counts: Counts = serde_json::from_str(&part.to_text()).map_err(|why| why.to_string())?;
    let row = |row: Vec<EqualTrials>| {
        let mut of: BTreeMap<(u64, String), u64> = BTreeMap::new();
        for EqualTrials(cards, _, _, _, decision, _, _, n) in row {
            *of.entry((cards, decision)).or_default() += n;
        }
        json!(of.into_iter().map(|((cards, decision), n)| json!([cards, decision, n])).collect::<Vec<_>>())
    };
    Ok(counts.done.rows.into_iter().map(row).collect())
}
