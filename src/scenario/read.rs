//! Reads a file's text into a [`Scenario`], or returns one error with the line.

use std::fmt::Write as _;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::open_choice::refuse_open_choices;
use super::records::ScenarioRecords;
use super::schema;
use super::shape::{check, line_at, line_of};
use super::text::Scenario;
use super::toml_says::toml_says;
use crate::audit::Registry;
use crate::error::{Complaint, Error};
use crate::reason::{complaints, rules};

/// Most bytes a scenario may have.
pub const LARGEST: usize = 8_000_000;

/// A scenario with the text it was read from.
#[derive(Clone, Debug)]
pub struct ScenarioFile {
    /// The file's name, or the name of a shipped scenario.
    pub name: String,
    /// The text.
    pub text: String,
    /// The question of the first comment.
    pub question: String,
    /// The parsed scenario.
    pub scenario: Scenario,
    /// The methods and bets that its names are looked up in.
    pub registry: Registry,
    /// The records of the files that `[election]` names.
    pub(crate) records: Option<ScenarioRecords>,
}

impl ScenarioFile {
    /// Reads a scenario's text. Names and figures are checked when the paper is built; the names of methods and bets are
    /// those of this crate, unless [`Self::with_registry`] gives others.
    ///
    /// # Errors
    /// [`Error::Toml`] if it is not TOML, [`Error::Scenario`] if a key or a value's kind is wrong.
    pub fn read(name: &str, text: String) -> Result<Self, Error> {
        if text.len() > LARGEST {
            let message = complaints::message_large(LARGEST).into();
            return Err(Error::Read { file: name.to_owned(), message });
        }
        let document = DeTable::parse(&text).map_err(|e| not_toml(name, &text, &e))?;
        refuse_open_choices(document.get_ref()).map_err(|c| locate(name, &text, c))?;
        check(document.get_ref(), schema().as_value()).map_err(|c| locate(name, &text, c))?;
        let scenario =
            Scenario::deserialize(toml::de::Deserializer::from(document)).map_err(|e| not_toml(name, &text, &e))?;
        let question = question(&text);
        if question.is_empty() {
            let rule = rules::rule_question();
            return Err(locate(name, &text, Complaint::rule("", rules::found_no_question(), rule)));
        }
        Ok(Self { name: name.to_owned(), text, question, scenario, registry: Registry::shipped(), records: None })
    }

    /// The same scenario, whose methods and bets are looked up in this registry.
    #[must_use]
    pub fn with_registry(mut self, registry: Registry) -> Self {
        let bets = self.scenario.audit.iter_mut().flat_map(|audit| audit.bets.values_mut());
        bets.for_each(|text| registry.open_bet(text));
        self.registry = registry;
        self
    }

    /// The complaint as an error that names file, line and key.
    pub fn error(&self, complaint: Complaint) -> Error {
        locate(&self.name, &self.text, complaint)
    }

    /// SHA-256 of the text, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        in_hex(&Sha256::digest(self.text.as_bytes()))
    }
}

/// Bytes, such as a digest's, in hexadecimal digits.
pub fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all");
        hex
    })
}

pub(super) fn locate(file: &str, text: &str, complaint: Complaint) -> Error {
    let path = if complaint.keys.is_empty() { complaints::path_the_file().into() } else { complaint.path().into() };
    Error::Scenario {
        file: file.to_owned(),
        line: line_of(text, &complaint.keys),
        path,
        complaint: Box::new(complaint),
    }
}

/// The error of the TOML reader, with the text where it occurred.
pub(super) fn not_toml(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let span = error.span();
    let line = span.as_ref().map_or(1, |span| line_at(text, span.start));
    let word = span.and_then(|span| text.get(span)).unwrap_or_default();
    let is_shown = !word.is_empty() && word.chars().count() <= 40 && !word.contains(char::is_control);
    let message = toml_says(&error.message().replace('\n', " "), is_shown.then_some(word));
    Error::Toml { file: file.to_owned(), line, message }
}

/// The first comment, which may run over several lines, as one line.
pub(super) fn question(text: &str) -> String {
    let lines = text.trim_start_matches('\u{feff}').lines().take_while(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches('#').trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
