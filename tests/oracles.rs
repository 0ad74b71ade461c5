//! Outside oracles: documented events as collected by others, read from the folder that `RECOUNT_SHARED` names.

use std::path::PathBuf;

use recount::scenario::{Scenario, shipped};
use serde_json::Value;

/// The oracle's text; where the folder is not named, says what is skipped. A missing file in a named folder is a failure.
pub(crate) fn oracle(file: &str) -> Option<String> {
    oracle_bytes(file).map(|bytes| String::from_utf8(bytes).expect("an oracle in UTF-8"))
}

/// The same for an oracle that is not text.
pub(crate) fn oracle_bytes(file: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("RECOUNT_SHARED") else {
        // A test's own voice is the standard error stream.
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("skipped: {file} is not here; set RECOUNT_SHARED to the folder that holds it");
        }
        return None;
    };
    let mut path = PathBuf::from(folder);
    if path.is_relative() {
        path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    }
    Some(std::fs::read(path.join(file)).expect("RECOUNT_SHARED is set, so the oracle must be readable"))
}

const EVENTS: [(&str, &str); 6] = [
    ("mi-2020-antrim", "antrim-2020"),
    ("mi-2020-rochester-hills", "rochester-hills-2020"),
    ("fl-2012-wellington", "wellington-2012"),
    ("nh-2020-windham", "windham-2020"),
    ("mn-2008-senate", "minnesota-2008"),
    ("ga-2020-full-hand-tally", "georgia-2020"),
];

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// Every tally that the scenario calls published: stage place, candidate, votes.
fn published(scenario: &Scenario) -> Vec<(String, i64)> {
    let texts = scenario.stage.iter().flat_map(|stage| &stage.published);
    texts.flat_map(|text| text.tally.iter().map(|(name, &votes)| (plain(name), votes))).collect()
}

#[test]
fn documented_totals_are_published_and_unconfirmed_ones_are_not() {
    let Some(text) = oracle("facts/history.json") else { return };
    let history: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = 0;
    for (event, name) in EVENTS {
        let scenario = shipped(name).expect("a shipped scenario").scenario;
        let known = published(&scenario);
        let names: Vec<String> = scenario.contest.iter().flat_map(|c| &c.candidates).map(|n| plain(n)).collect();
        let events = history["events"].as_array().expect("events");
        let event = events.iter().find(|e| e["id"] == event).expect("the event");
        for stage in event["stages"].as_array().expect("stages") {
            for (candidate, votes) in stage["totals"].as_object().into_iter().flatten() {
                let figure = (plain(candidate), votes.as_i64().expect("a number"));
                if !names.contains(&figure.0) {
                    continue;
                }
                let unconfirmed = stage["confidence"] == "G";
                assert_eq!(known.contains(&figure), !unconfirmed, "{name}, {}: {figure:?}", stage["name"]);
                compared += 1;
            }
        }
        for table in ["true", "reported"] {
            for (candidate, votes) in
                event[table].as_object().into_iter().flatten().filter_map(|(_, t)| t.as_object()).flatten()
            {
                let figure = (plain(candidate), votes.as_i64().expect("a number"));
                assert!(known.contains(&figure), "{name}, {table}: {figure:?}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 50, "{compared} figures compared");
}
