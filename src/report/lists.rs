//! The lists of names: methods, engines, attacks, faults, laws, care levels, generators, formats, exports and rules, each
//! with a line that describes it.

use serde_json::{Value, json};

use super::care_list;
use super::head::{document, head};
use super::law_list;
use super::words::Language;
use crate::audit::METHODS;
use crate::export;
use crate::reason::{Filling, Reason, lists};
use crate::sampling::GENERATORS;
use crate::scenario::schema;
use crate::simulation::adversary::ATTACKS;
use crate::simulation::engines;
use crate::social_choice::RULES;
use crate::social_choice::ranked::RANKED_RULES;
use crate::social_choice::ranked::TransferMethod;
use crate::social_choice::ranked::completion::CONDORCET_COMPLETIONS;
use crate::social_choice::ranked::irv::ELIMINATIONS;
use crate::social_choice::ranked::rank_points::BORDA_POINTS;

/// A name, and its description.
type Entry = (String, Filling);

/// A list: its name, the prefix of its messages' ids, and its entries.
pub struct NamedList {
    /// Its name, as `recount list` knows it.
    pub name: &'static str,
    shows: Shows,
}

/// The kind of a list.
enum Shows {
    /// A name and a line each.
    Lines(fn() -> Vec<Entry>),
    /// Entries with more than a line: their fields of a document, and their lines.
    Own(fn() -> Value, fn(&Language) -> String),
}

use Shows::{Lines, Own};

/// Every list but that of scenarios.
pub const LISTS: [NamedList; 15] = [
    NamedList { name: "methods", shows: Lines(methods) },
    NamedList { name: "engines", shows: Lines(all_engines) },
    NamedList { name: "attacks", shows: Lines(attacks) },
    NamedList { name: "faults", shows: Lines(faults) },
    NamedList { name: "laws", shows: Own(law_list::fields, law_list::in_words) },
    NamedList { name: "care", shows: Own(care_list::fields, care_list::in_words) },
    NamedList { name: "generators", shows: Lines(generators) },
    NamedList { name: "formats", shows: Lines(formats) },
    NamedList { name: "exports", shows: Lines(exports) },
    NamedList { name: "rules", shows: Lines(rules) },
    NamedList { name: "rankings", shows: Lines(rankings) },
    NamedList { name: "eliminations", shows: Lines(eliminations) },
    NamedList { name: "transfers", shows: Lines(transfers) },
    NamedList { name: "completions", shows: Lines(completions) },
    NamedList { name: "points", shows: Lines(points) },
];

impl NamedList {
    /// As a document: `{"methods":[{"name","says"}]}`.
    pub fn document(&self) -> Value {
        let entries = match self.shows {
            Lines(entries) => entries,
            Own(fields, _) => return document(head(), fields()),
        };
        let entries = entries().into_iter().map(|(name, says)| json!({"name": name, "says": says.to_string()}));
        document(head(), json!({self.name: entries.collect::<Vec<_>>()}))
    }

    /// As lines that people read.
    #[cfg(feature = "cli")]
    pub fn in_words(&self, language: &Language) -> String {
        let entries = match self.shows {
            Lines(entries) => entries(),
            Own(_, in_words) => return in_words(language),
        };
        let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let line = |(name, says): Entry| format!("  {name:width$}  {}\n", language.words.filling(&says));
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

/// Faults of machine counts, mishaps of hand counts, and what is outside the paper, from the schema of scenarios.
fn faults() -> Vec<Entry> {
    let schema = schema();
    let kinds = ["Fault", "Mishap", "Beyond"].into_iter();
    let each = kinds.flat_map(|kind| schema.as_value()["$defs"][kind]["oneOf"].as_array().into_iter().flatten());
    let text = |value: &Value| value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |it: &Value| {
        let kind = text(&it["properties"]["kind"]["const"]);
        let said = Reason::named(&format!("lists-fault-{}", kind.replace('_', "-")));
        let says = said.map_or_else(|| text(&it["description"]).into(), Filling::from);
        (kind, says)
    };
    each.map(line).collect()
}

fn generators() -> Vec<Entry> {
    GENERATORS.iter().map(|generator| entry(generator.name(), generator.says())).collect()
}

/// A name, and the message that describes it.
type Said = (&'static str, fn() -> Reason);

/// Files that are read and written, with the command for each.
const FORMATS: [Said; 12] = [
    ("TOML", lists::format_scenarios),
    ("CSV, XLSX", lists::format_manifests),
    ("CSV, JSON, XML, XLSX, zip", lists::format_office),
    ("text", lists::format_names),
    ("JSON", lists::format_document),
    ("JSON lines", lists::format_questions),
    ("CSV", lists::format_tables),
    ("Parquet", lists::format_parquet),
    ("HTML", lists::format_page),
    ("CSV, JSON, XML", lists::format_exports),
    ("SHA-256", lists::format_hashes),
    ("Slurm", lists::format_slurm),
];

fn formats() -> Vec<Entry> {
    FORMATS.iter().map(|(name, says)| entry(name, says())).collect()
}

/// Formats of cast vote records.
fn exports() -> Vec<Entry> {
    export::FORMATS.iter().map(|format| entry(format.name(), format.says())).collect()
}

fn rules() -> Vec<Entry> {
    RULES.iter().map(|rule| entry(rule.name(), rule.says())).collect()
}

/// Rule sets for ranked marks, each with its source.
fn rankings() -> Vec<Entry> {
    RANKED_RULES.iter().map(|rules| entry(rules.name, rules.source)).collect()
}

/// Ways to eliminate in an instant runoff, each with the laws that order it.
fn eliminations() -> Vec<Entry> {
    ELIMINATIONS.iter().map(|&(name, elimination)| entry(name, elimination.says())).collect()
}

/// Completions of a Condorcet count, each with its rule.
fn completions() -> Vec<Entry> {
    CONDORCET_COMPLETIONS.iter().map(|&(name, completion)| entry(name, completion.says())).collect()
}

/// Points for ranks, each with its rule.
fn points() -> Vec<Entry> {
    BORDA_POINTS.iter().map(|points| entry(points.name, points.says())).collect()
}

/// Methods of transferring votes, each with its source.
fn transfers() -> Vec<Entry> {
    TransferMethod::all().map(|method| entry(method.name(), method.source())).collect()
}
