//! Errors that the program reports, as sentences that an election clerk can act on.

use std::fmt::{self, Write as _};

use crate::reason::{Filling, Reason, complaints, rules};

/// One step of the path to a value in a scenario: a key of a table or an index of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A key of a table.
    Name(String),
    /// An index of a list, from 0.
    Index(usize),
}

/// What is allowed in place of a value that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// One of these names.
    OneOf(Vec<String>),
    /// Any value that keeps this rule.
    Rule(Filling),
}

/// A value that cannot be used: where it is, what was found, what is allowed.
///
/// ```
/// use recount::error::Complaint;
/// let wrong = Complaint::unknown("contest", "presidnt", ["president"]).under("stage");
/// assert_eq!(wrong.path(), "stage.contest");
/// assert_eq!(wrong.to_string(), "found \"presidnt\"; known here: \"president\" (did you mean \"president\"?)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The path to the value, outermost first.
    pub keys: Vec<Key>,
    /// What was found.
    pub found: Filling,
    /// What is allowed instead.
    pub allowed: Allowed,
}

impl Complaint {
    /// A value that breaks a rule.
    pub fn rule(key: &str, found: impl Into<Filling>, rule: impl Into<Filling>) -> Self {
        Self { keys: keys(key), found: found.into(), allowed: Allowed::Rule(rule.into()) }
    }

    /// A value that is not one of the allowed ones.
    pub fn allowed(key: &str, found: impl Into<Filling>, allowed: impl Into<Filling>) -> Self {
        Self::rule(key, found, rules::allowed(allowed))
    }

    /// A value in a place where something else is needed.
    pub fn needed(key: &str, found: impl Into<Filling>, needed: impl Into<Filling>) -> Self {
        Self::rule(key, found, rules::needed(needed))
    }

    /// A name that is not among the known ones.
    pub fn unknown<S: Into<String>>(key: &str, found: &str, known: impl IntoIterator<Item = S>) -> Self {
        let known = known.into_iter().map(Into::into).collect();
        Self { keys: keys(key), found: format!("{:?}", cut(found)).into(), allowed: Allowed::OneOf(known) }
    }

    /// The same complaint one table further out.
    #[must_use]
    pub fn under(mut self, name: &str) -> Self {
        self.keys.insert(0, Key::Name(name.to_owned()));
        self
    }

    /// The same complaint one list further out.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.keys.insert(0, Key::Index(index));
        self
    }

    /// The path as people write it: `stage[2].faults[0].contest`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for key in &self.keys {
            match key {
                Key::Index(index) => write!(path, "[{index}]").expect("a string takes all"),
                Key::Name(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&without_controls(cut(name).chars()));
                }
            }
        }
        path
    }

    /// The known name nearest to what was found, if one is near: a few letters off, or longer by some words.
    pub fn nearest(&self) -> Option<&str> {
        let Allowed::OneOf(known) = &self.allowed else { return None };
        let found = self.found.to_string().trim_matches('"').to_lowercase();
        let length = found.chars().count();
        let most = 2.max(length / 3);
        let distance = |name: &String| {
            let fits = name.len() <= 4 * SHOWN && name.chars().count().abs_diff(length) <= most;
            fits.then(|| strsim::damerau_levenshtein(&found, &name.to_lowercase())).filter(|&d| d <= most)
        };
        let best = known.iter().filter_map(|name| distance(name).map(|d| (d, name))).min_by_key(|(d, _)| *d);
        let longer = || known.iter().find(|name| length >= 4 && name.to_lowercase().contains(&found));
        best.map(|(_, name)| name).or_else(longer).map(String::as_str)
    }
}

/// Most characters that a message repeats from a file.
const TOLD: usize = 300;

/// Text from a file, cut to a bounded length and without characters that control a terminal.
pub fn printable(text: &str) -> String {
    without_controls(text.chars().take(TOLD))
}

/// What is wrong with a JSON text, and at which line and column.
pub(crate) fn json_says(error: &serde_json::Error) -> Reason {
    let says = printable(&error.to_string());
    let place = format!(" at line {} column {}", error.line(), error.column());
    match says.strip_suffix(&place) {
        Some(why) => complaints::why_at_line(why, error.line(), error.column()),
        None => Reason::own_words(says),
    }
}

fn without_controls(text: impl Iterator<Item = char>) -> String {
    text.map(|c| if c.is_control() { '?' } else { c }).collect()
}

/// Most characters of a name from a file that a message repeats.
const SHOWN: usize = 60;

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn keys(key: &str) -> Vec<Key> {
    if key.is_empty() { Vec::new() } else { vec![Key::Name(key.to_owned())] }
}

/// Most known names that a message lists.
const LISTED: usize = 12;

impl Complaint {
    /// What was found, and what is allowed.
    pub fn reason(&self) -> Reason {
        let found = self.found.clone();
        match (&self.allowed, self.nearest()) {
            (Allowed::Rule(rule), _) => complaints::says_rule(found, rule.clone()),
            (Allowed::OneOf(known), _) if known.is_empty() => complaints::says_none_known(found),
            (Allowed::OneOf(known), None) => complaints::says_known(found, listed(known)),
            (Allowed::OneOf(known), Some(nearest)) => {
                complaints::says_near(found, listed(known), format_args!("{nearest:?}"))
            }
        }
    }
}

/// The known names, in quotation marks; only the first ones where there are many.
fn listed(known: &[String]) -> Filling {
    let named = Filling::joined(", ", known.iter().take(LISTED).map(|name| format!("{:?}", cut(name))));
    match known.len().checked_sub(LISTED).filter(|more| *more > 0) {
        Some(more) => complaints::known_more(named, more).into(),
        None => named,
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(f)
    }
}

/// The reason why a command failed. Exit status 2.
#[derive(Debug)]
pub enum Error {
    /// A scenario is wrong at one place.
    Scenario {
        /// The file's name, or the name of a shipped scenario.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The path to the key, or a note that the whole file is meant.
        path: Filling,
        /// What was found and what is allowed.
        complaint: Box<Complaint>,
    },
    /// A scenario file is not valid TOML.
    Toml {
        /// The file's name.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the TOML reader reported.
        message: Filling,
    },
    /// A file cannot be read.
    Read {
        /// The file's name.
        file: String,
        /// What is wrong with it; a message of the system is repeated unchanged.
        message: Filling,
    },
    /// Neither a shipped scenario nor a file has that name.
    NoScenario(Box<Complaint>),
    /// The command line is wrong.
    Usage(Reason),
}

impl Error {
    /// What is wrong, and where.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Scenario { file, line, path, complaint } => {
                let place = Filling::joined("", [format!("{file}:{line}: ").into(), path.clone()]);
                complaints::at_place(place, complaint.reason())
            }
            Self::Toml { file, line, message } => {
                complaints::error_toml(format_args!("{file}:{line}"), message.clone())
            }
            Self::Read { file, message } => complaints::error_read(file, message.clone()),
            Self::NoScenario(complaint) => complaints::no_scenario(complaint.reason()),
            Self::Usage(reason) => reason.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason().fmt(f)
    }
}

impl std::error::Error for Error {}
