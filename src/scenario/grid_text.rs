//! A grid of scenarios as text: a base, and what varies over it, key by key.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use super::check::check_seed;
use super::read::{LARGEST, locate, not_toml, question};
use super::shape::check;
use crate::audit::Registry;
use crate::error::{Complaint, Error};
use crate::reason::{complaints, rules};

/// A grid: every way to choose one value of each axis is a cell, and each cell is a scenario of its own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridText {
    /// The scenario that all cells start from: a file beside the grid, or the name of a shipped one.
    pub scenario: String,
    /// Trials of each cell.
    pub trials: u64,
    /// The seed of all random numbers, any text; the scenario's if not given. Each cell has streams of its own by its
    /// settings.
    #[serde(default)]
    pub seed: Option<String>,
    /// The methods; the scenario's if not given.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The stage whose count is audited; the scenario's if not given.
    #[serde(default)]
    pub of: Option<String>,
    /// The engine that makes the trials; the fastest suitable one if not given.
    #[serde(default)]
    pub engine: Option<String>,
    /// What varies.
    pub axis: Vec<AxisText>,
}

/// One axis: a key and its values.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AxisText {
    /// The key in the scenario, from the outermost: `audit.risk_limit`, `stage.0.faults.0.rate`; list indices count
    /// from 0, and names with a dot are in quotes.
    pub key: String,
    /// Its values: of any kind that the key takes.
    #[schemars(with = "Vec<serde_json::Value>")]
    pub values: Vec<toml::Value>,
    /// The column's name in tables; the key if not given.
    #[serde(default)]
    pub name: Option<String>,
    /// The names of the values in tables, one for each; the values if not given.
    #[serde(default)]
    pub labels: Option<Vec<String>>,
}

/// Most axes of a grid.
const MOST_AXES: usize = 16;

/// Most values of an axis.
const MOST_VALUES: usize = 10_000;

/// A grid with the text it was read from.
#[derive(Clone, Debug)]
pub struct GridFile {
    /// The file's name.
    pub name: String,
    /// The text.
    pub text: String,
    /// The question of the first comment.
    pub question: String,
    /// The parsed grid.
    pub grid: GridText,
}

impl GridFile {
    /// Reads a grid's text. Its values are checked when it is applied to the scenario.
    ///
    /// # Errors
    /// [`Error::Toml`] if it is not TOML, [`Error::Scenario`] if a key or a value is wrong.
    pub fn read(name: &str, text: String) -> Result<Self, Error> {
        if text.len() > LARGEST {
            let message = complaints::message_large(LARGEST).into();
            return Err(Error::Read { file: name.to_owned(), message });
        }
        let document = DeTable::parse(&text).map_err(|e| not_toml(name, &text, &e))?;
        let schema = schemars::schema_for!(GridText);
        check(document.get_ref(), schema.as_value()).map_err(|c| locate(name, &text, c))?;
        let grid =
            GridText::deserialize(toml::de::Deserializer::from(document)).map_err(|e| not_toml(name, &text, &e))?;
        let question = question(&text);
        if question.is_empty() {
            let rule = rules::rule_question_grid();
            return Err(locate(name, &text, Complaint::rule("", rules::found_no_question(), rule)));
        }
        let file = Self { name: name.to_owned(), text, question, grid };
        file.grid.check().map_err(|c| file.error(c))?;
        Ok(file)
    }

    /// Whether a text is a grid, and not a scenario.
    pub fn is_grid(text: &str) -> bool {
        let has = |document: &DeTable<'_>, key: &str| document.iter().any(|(known, _)| known.get_ref() == key);
        DeTable::parse(text).is_ok_and(|it| has(it.get_ref(), "axis") && !has(it.get_ref(), "contest"))
    }

    /// The complaint as an error that names file, line and key.
    pub fn error(&self, complaint: Complaint) -> Error {
        locate(&self.name, &self.text, complaint)
    }
}

impl GridText {
    /// Looks the names of the methods up.
    pub(super) fn check_methods(&self, registry: &Registry) -> Result<(), Complaint> {
        for (at, name) in self.methods.iter().enumerate() {
            let known = || registry.methods().iter().map(|method| method.name()).chain(["all"]);
            if !known().any(|it| it == name) {
                return Err(Complaint::unknown("", name, known()).at(at).under("methods"));
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Complaint> {
        check_seed(self.seed.as_deref())?;
        if self.scenario == "-" || self.scenario.is_empty() {
            let rule = rules::needed(complaints::rule_file_beside());
            return Err(Complaint::rule("scenario", format!("{:?}", self.scenario), rule));
        }
        if self.axis.is_empty() || self.axis.len() > MOST_AXES {
            let found = rules::found_axes(self.axis.len());
            return Err(Complaint::allowed("axis", found, complaints::rule_range(1, MOST_AXES)));
        }
        for (at, axis) in self.axis.iter().enumerate() {
            axis.check().map_err(|c| c.at(at).under("axis"))?;
            let twice = [("audit.methods", !self.methods.is_empty()), ("audit.of", self.of.is_some())];
            if let Some((key, _)) = twice.iter().find(|(key, given)| *given && axis.key.starts_with(key)) {
                let rule = rules::allowed(rules::rule_grid_or_axis(*key));
                return Err(Complaint::rule("key", format!("{:?}", axis.key), rule).at(at).under("axis"));
            }
            let again =
                self.axis[..at].iter().any(|earlier| earlier.key == axis.key || earlier.column() == axis.column());
            if again {
                let rule = rules::allowed(complaints::rule_key_once());
                return Err(Complaint::rule("key", complaints::found_again(format_args!("{:?}", axis.key)), rule)
                    .at(at)
                    .under("axis"));
            }
        }
        Ok(())
    }
}

impl AxisText {
    /// The column's name in tables.
    pub fn column(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.key)
    }

    fn check(&self) -> Result<(), Complaint> {
        if self.values.is_empty() || self.values.len() > MOST_VALUES {
            let found = rules::found_values(self.values.len());
            return Err(Complaint::allowed("values", found, complaints::rule_range(1, MOST_VALUES)));
        }
        for (at, value) in self.values.iter().enumerate() {
            if !is_plain(value) {
                let rule = rules::allowed(rules::rule_finite());
                return Err(Complaint::rule("", value.to_string(), rule).at(at).under("values"));
            }
            if self.values[..at].contains(value) {
                return Err(Complaint::allowed(
                    "",
                    complaints::found_again(value.to_string()),
                    complaints::rule_value_once(),
                )
                .at(at)
                .under("values"));
            }
        }
        if let Some(labels) = &self.labels
            && labels.len() != self.values.len()
        {
            let found = rules::found_labels(labels.len(), self.values.len());
            return Err(Complaint::needed("labels", found, complaints::rule_one_for_each()));
        }
        Ok(())
    }
}

/// Whether JSON has the value too.
fn is_plain(value: &toml::Value) -> bool {
    match value {
        toml::Value::Float(x) => x.is_finite(),
        toml::Value::Datetime(_) => false,
        toml::Value::Array(items) => items.iter().all(is_plain),
        toml::Value::Table(table) => table.values().all(is_plain),
        _ => true,
    }
}
