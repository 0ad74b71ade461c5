//! From a file's text to a checked [`Scenario`], or to one sentence with the line.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_path_to_error::{Path, Segment};
use sha2::{Digest, Sha256};
use toml::Value;

use super::locate::{line_at, line_of};
use super::text::Scenario;
use crate::beyond::Beyond;
use crate::error::{Allowed, Complaint, Error, Key};
use crate::tabulation::Fault;

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
    /// What the text says.
    pub scenario: Scenario,
}

impl ScenarioFile {
    /// Reads a scenario's text. Names and figures are checked when the paper is built.
    ///
    /// # Errors
    /// [`Error::Toml`] if it is not TOML, [`Error::Scenario`] if a key or a value's kind is wrong.
    pub fn read(name: &str, text: String) -> Result<Self, Error> {
        if text.len() > LARGEST {
            let message = format!("larger than {LARGEST} bytes");
            return Err(Error::Read { file: name.to_owned(), message });
        }
        let toml = |e: &toml::de::Error| Error::Toml {
            file: name.to_owned(),
            line: e.span().map_or(1, |span| line_at(&text, span.start)),
            message: e.message().replace('\n', " "),
        };
        let document = toml::Deserializer::parse(&text).map_err(|e| toml(&e))?;
        let scenario = match serde_path_to_error::deserialize::<_, Scenario>(document) {
            Ok(scenario) => scenario,
            Err(e) => return Err(locate(name, &text, complain(&text, e.path(), e.inner().message()))),
        };
        let question = question(&text);
        if question.is_empty() {
            let rule = "the first line is a comment (#) with the question the scenario answers";
            return Err(locate(name, &text, Complaint::rule("", "no question", rule)));
        }
        Ok(Self { name: name.to_owned(), text, question, scenario })
    }

    /// The complaint as an error that names file, line and key.
    pub fn error(&self, complaint: Complaint) -> Error {
        locate(&self.name, &self.text, complaint)
    }

    /// SHA-256 of the text, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        let digest = Sha256::digest(self.text.as_bytes());
        digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes all");
            hex
        })
    }
}

fn locate(file: &str, text: &str, complaint: Complaint) -> Error {
    let path = if complaint.keys.is_empty() { "the file".to_owned() } else { complaint.path() };
    Error::Scenario {
        file: file.to_owned(),
        line: line_of(text, &complaint.keys),
        path,
        complaint: Box::new(complaint),
    }
}

/// The first comment, which may run over several lines, as one line.
fn question(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches('#').trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn keys(path: &Path) -> Vec<Key> {
    let key = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(Key::Index(*index)),
        Segment::Map { key } => Some(Key::Name(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().filter_map(key).collect()
}

fn complain(text: &str, path: &Path, message: &str) -> Complaint {
    let keys = keys(path);
    if let Some((inner, message)) = look_inside(text, &keys) {
        return translate([keys, inner].concat(), &message);
    }
    translate(keys, message)
}

/// Tables with a `kind` are read whole before they are understood; reading the parameters alone names the key.
fn look_inside(text: &str, keys: &[Key]) -> Option<(Vec<Key>, String)> {
    let mut value = Value::Table(toml::from_str(text).ok()?);
    let mut last = "";
    for key in keys {
        value = match key {
            Key::Name(name) => {
                last = name;
                value.get(name)?.clone()
            }
            Key::Index(index) => value.get(*index)?.clone(),
        };
    }
    let Value::Table(mut parameters) = value else { return None };
    let known = if last == "faults" { crate::tabulation::fault::KINDS } else { crate::beyond::KINDS };
    if !matches!(last, "faults" | "beyond") {
        return None;
    }
    let kind = match parameters.remove("kind") {
        Some(Value::String(kind)) => kind,
        Some(_) => return Some((vec![Key::Name("kind".into())], "invalid type: no text, expected a string".into())),
        None => return Some((Vec::new(), "missing field `kind`".into())),
    };
    if !known.contains(&kind.as_str()) {
        let message = format!("unknown variant `{kind}`, expected one of `{}`", known.join("`, `"));
        return Some((vec![Key::Name("kind".into())], message));
    }
    let mut track = serde_path_to_error::Track::new();
    let reader = serde_path_to_error::Deserializer::new(Value::Table(parameters), &mut track);
    let error = match last {
        "faults" => Fault::read_kind(&kind, reader)?.err()?,
        _ => Beyond::read_kind(&kind, reader)?.err()?,
    };
    let message = error.message().to_owned();
    Some((self::keys(&track.path()), message))
}

/// The reader's message as a complaint in our words.
fn translate(mut keys: Vec<Key>, message: &str) -> Complaint {
    let quoted = |text: &str| text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let named = |key: Option<&Key>, name: &str| key == Some(&Key::Name(name.to_owned()));
    if message.starts_with("unknown field") || message.starts_with("unknown variant") {
        let mut names = quoted(message);
        let found = if names.is_empty() { String::new() } else { names.remove(0) };
        if message.starts_with("unknown field") && !named(keys.last(), &found) {
            keys.push(Key::Name(found.clone()));
        }
        return Complaint { keys, found: format!("\"{found}\""), allowed: Allowed::OneOf(names) };
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        let key = rest.trim_matches('`');
        let rule = format!("the key \"{key}\" is needed here");
        return Complaint { keys, found: format!("no {key}"), allowed: Allowed::Rule(rule) };
    }
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    if let Some((found, expected)) = rest.and_then(|rest| rest.split_once(", expected ")) {
        let found =
            found.replace('`', "").replace("integer ", "").replace("floating point ", "").replace("string ", "text ");
        return Complaint { keys, found, allowed: Allowed::Rule(format!("allowed: {}", in_words(expected))) };
    }
    Complaint { keys, found: "something else".to_owned(), allowed: Allowed::Rule(message.replace('\n', " ")) }
}

fn in_words(expected: &str) -> &str {
    match expected {
        "u64" | "u32" | "u16" => "a whole number, 0 or more",
        "u8" => "a whole number from 0 to 255",
        "i64" | "i32" => "a whole number",
        "f64" => "a number",
        "a string" | "string or table" => "text in quotes",
        "a boolean" => "true or false",
        "a sequence" => "a list in [ ]",
        "a map" => "a table in { }",
        other if other.starts_with("struct ") => "a table in { }",
        other => other,
    }
}

impl Scenario {
    /// Reads only the words, for tools that need no error line.
    ///
    /// # Errors
    /// What the TOML reader says.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        Self::deserialize(toml::Deserializer::parse(text)?)
    }
}
