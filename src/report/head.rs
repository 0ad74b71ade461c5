//! The beginning of every document for other programs: the program, its layout, the seed and the scenario.

use serde_json::{Map, Value, json};

/// Version of the documents' layout.
pub const SCHEMA: u32 = 1;

/// The program and the layout of its documents.
pub(super) fn head() -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("recount".into(), json!(env!("CARGO_PKG_VERSION")));
    map.insert("schema".into(), json!(SCHEMA));
    map
}

/// The same with the seed of all random numbers; without it if each part of the document has its own.
pub(super) fn seeded(seed: Option<&str>) -> Map<String, Value> {
    let mut map = head();
    map.insert("seed".into(), json!(seed));
    map
}

/// The same, and the scenario: its name and the SHA-256 of its text.
pub(super) fn of_scenario(seed: &str, name: &str, sha256: &str) -> Map<String, Value> {
    let mut map = seeded(Some(seed));
    map.insert("scenario".into(), json!({"name": name, "sha256": sha256}));
    map
}

/// A document: its head, and then the fields of an object.
pub(super) fn document(mut head: Map<String, Value>, fields: Value) -> Value {
    if let Value::Object(fields) = fields {
        head.extend(fields);
    }
    Value::Object(head)
}
