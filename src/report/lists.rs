//! What there is, by name: methods, engines, attacks, faults, laws, formats and rules, each with a line that says what it is.

use serde_json::{Value, json};

use super::head::{document, head};
use super::words::Language;
use crate::audit::{METHODS, law};
use crate::scenario::schema;
use crate::simulation::adversary::ATTACKS;
use crate::simulation::engines;
use crate::social_choice::RULES;

/// A name, and what it is.
type Entry = (String, String);

/// A list: its name, how keys of its texts begin, and what stands in it.
pub struct List {
    /// Its name, as `recount list` knows it.
    pub name: &'static str,
    begins: &'static str,
    entries: fn() -> Vec<Entry>,
}

/// Every list but that of scenarios.
pub const LISTS: [List; 7] = [
    List { name: "methods", begins: "method_", entries: methods },
    List { name: "engines", begins: "engine_", entries: all_engines },
    List { name: "attacks", begins: "attack_", entries: attacks },
    List { name: "faults", begins: "fault_", entries: faults },
    List { name: "laws", begins: "law_of_", entries: laws },
    List { name: "formats", begins: "format_", entries: formats },
    List { name: "rules", begins: "way_", entries: rules },
];

impl List {
    /// As a document: `{"methods":[{"name","says"}]}`.
    pub fn document(&self) -> Value {
        let entries = (self.entries)().into_iter().map(|(name, says)| json!({"name": name, "says": says}));
        document(head(), json!({self.name: entries.collect::<Vec<_>>()}))
    }

    /// As lines that people read.
    #[cfg(feature = "cli")]
    pub fn in_words(&self, language: &Language) -> String {
        let entries = (self.entries)();
        let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let line =
            |(name, says): Entry| format!("  {name:width$}  {}\n", language.words.tell_phrase(self.begins, &says));
        entries.into_iter().map(line).collect()
    }
}

fn entry(name: &str, says: &str) -> Entry {
    (name.to_owned(), says.to_owned())
}

fn methods() -> Vec<Entry> {
    METHODS.iter().map(|method| entry(method.name(), method.says())).collect()
}

fn all_engines() -> Vec<Entry> {
    engines().map(|(name, says)| entry(name, says)).collect()
}

fn attacks() -> Vec<Entry> {
    ATTACKS.iter().map(|attack| entry(attack.name(), attack.says())).collect()
}

/// Faults of machine counts, mishaps of hand counts, and what lies beyond the paper, as the schema of scenarios says.
fn faults() -> Vec<Entry> {
    let schema = schema();
    let kinds = ["Fault", "Mishap", "Beyond"].into_iter();
    let each = kinds.flat_map(|kind| schema.as_value()["$defs"][kind]["oneOf"].as_array().into_iter().flatten());
    let text = |value: &Value| value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    each.map(|it| (text(&it["properties"]["kind"]["const"]), text(&it["description"]))).collect()
}

/// Laws that ask for a hand tally of a share of the batches.
fn laws() -> Vec<Entry> {
    law::LAWS.iter().map(|law| (law.code.to_owned(), format!("{}, {}", law.of, law.section))).collect()
}

/// Files that are read and written, with the command for each.
const FORMATS: [(&str, &str); 10] = [
    ("TOML", "scenarios (run, check, simulate, plan) and grids of them (sweep); the keys: recount schema"),
    ("CSV, XLSX", "ballot manifests (draw)"),
    ("text", "names, one a line (draw --ids)"),
    ("JSON", "one document instead of a page (--json), and shards of a simulation (simulate --out, merge)"),
    ("JSON lines", "questions and answers, one a line (risk, plan --spec)"),
    ("CSV", "tables (simulate, sweep) and draws (draw --csv)"),
    ("Parquet", "tables (simulate, sweep)"),
    ("HTML", "one page that needs no network (run, simulate, plan, sweep, merge --html)"),
    ("SHA-256", "the hashes of a sweep's tables, as sha256sum reads them (sweep, merge)"),
    ("Slurm", "the scripts of a job array (sweep --slurm)"),
];

fn formats() -> Vec<Entry> {
    FORMATS.iter().map(|(name, says)| entry(name, says)).collect()
}

/// What is said of a way to elect.
const WAYS: [(&str, &str); 1] = [("plurality", "the most votes win, for one seat or several; a tie is named")];

fn rules() -> Vec<Entry> {
    let says = |name: &str| WAYS.iter().find(|way| way.0 == name).map_or("", |way| way.1);
    RULES.iter().map(|rule| entry(rule.name(), says(rule.name()))).collect()
}
