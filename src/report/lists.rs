//! What there is, by name: methods, engines, attacks, faults, laws, care levels, generators, formats and rules, each with a
//! line that says what it is.

use serde_json::{Value, json};

use super::care_list;
use super::head::{document, head};
use super::law_list;
use super::words::Language;
use crate::audit::METHODS;
use crate::reason::Filling;
use crate::sampling::GENERATORS;
use crate::scenario::schema;
use crate::simulation::adversary::ATTACKS;
use crate::simulation::engines;
use crate::social_choice::RULES;

/// A name, and what it is.
type Entry = (String, Filling);

/// A list: its name, how keys of its texts begin, and what stands in it.
pub struct NamedList {
    /// Its name, as `recount list` knows it.
    pub name: &'static str,
    shows: Shows,
}

/// How a list is made.
enum Shows {
    /// A name and a line each, whose texts have keys that begin so.
    Lines(&'static str, fn() -> Vec<Entry>),
    /// What has more to say than a line: its fields of a document, and its lines.
    Own(fn() -> Value, fn(&Language) -> String),
}

use Shows::{Lines, Own};

/// Every list but that of scenarios.
pub const LISTS: [NamedList; 9] = [
    NamedList { name: "methods", shows: Lines("method_", methods) },
    NamedList { name: "engines", shows: Lines("engine_", all_engines) },
    NamedList { name: "attacks", shows: Lines("attack_", attacks) },
    NamedList { name: "faults", shows: Lines("fault_", faults) },
    NamedList { name: "laws", shows: Own(law_list::fields, law_list::in_words) },
    NamedList { name: "care", shows: Own(care_list::fields, care_list::in_words) },
    NamedList { name: "generators", shows: Lines("generator_", generators) },
    NamedList { name: "formats", shows: Lines("format_", formats) },
    NamedList { name: "rules", shows: Lines("way_", rules) },
];

impl NamedList {
    /// As a document: `{"methods":[{"name","says"}]}`.
    pub fn document(&self) -> Value {
        let entries = match self.shows {
            Lines(_, entries) => entries,
            Own(fields, _) => return document(head(), fields()),
        };
        let entries = entries().into_iter().map(|(name, says)| json!({"name": name, "says": says.to_string()}));
        document(head(), json!({self.name: entries.collect::<Vec<_>>()}))
    }

    /// As lines that people read.
    #[cfg(feature = "cli")]
    pub fn in_words(&self, language: &Language) -> String {
        let (begins, entries) = match self.shows {
            Lines(begins, entries) => (begins, entries()),
            Own(_, in_words) => return in_words(language),
        };
        let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let line = |(name, says): Entry| format!("  {name:width$}  {}\n", language.words.tell_filling(begins, &says));
        entries.into_iter().map(line).collect()
    }
}

fn entry(name: &str, says: impl Into<Filling>) -> Entry {
    (name.to_owned(), says.into())
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
    each.map(|it| (text(&it["properties"]["kind"]["const"]), text(&it["description"]).into())).collect()
}

fn generators() -> Vec<Entry> {
    GENERATORS.iter().map(|generator| entry(generator.name(), generator.says())).collect()
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
    FORMATS.iter().map(|(name, says)| entry(name, *says)).collect()
}

/// What is said of a way to elect.
const WAYS: [(&str, &str); 1] = [("plurality", "the most votes win, for one seat or several; a tie is named")];

fn rules() -> Vec<Entry> {
    let says = |name: &str| WAYS.iter().find(|way| way.0 == name).map_or("", |way| way.1);
    RULES.iter().map(|rule| entry(rule.name(), says(rule.name()))).collect()
}
