//! Every text that people read: one file a language in `messages/`, in Fluent's format. `build/` writes the types of
//! this room and the tables of texts from these files when the program is built. If one language lacks a message or
//! uses other arguments, the program does not build.

mod catalog;
#[cfg(feature = "cli")]
mod help_lines;
mod reasons;
#[cfg(feature = "cli")]
mod spoken;

use crate::error::Error;
#[cfg(feature = "cli")]
use crate::reason::Filling;
use crate::reason::Reason;

pub(crate) use catalog::{Text, fill};

use catalog::Message;

#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what commands and pages say is not said without them"))]
mod generated {
    use super::catalog::{Message, Piece};
    use super::{Language, Text};

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

#[cfg(feature = "cli")]
pub(super) use generated::DeskWords;
pub use generated::LANGUAGES;
pub(super) use generated::Words;

/// A language of the reports.
#[derive(Debug)]
pub struct Language {
    /// Its code, as in `lang="en"`.
    pub code: &'static str,
    /// Its own name for itself.
    pub own_name: &'static str,
    pub(super) words: &'static Words,
}

impl Language {
    /// The option that asks for this language: ` --lang es`, and empty for the first language.
    #[cfg(feature = "html")]
    pub(crate) fn asked(&self) -> String {
        if std::ptr::eq(self.words, english()) { String::new() } else { format!(" --lang {}", self.code) }
    }

    /// The texts of commands about files, shards and progress.
    #[cfg(feature = "cli")]
    pub(crate) fn desk(&self) -> &'static DeskWords {
        &self.words.desk
    }

    /// The lines after the list of one-fault scenarios: where the others and their questions are.
    #[cfg(feature = "cli")]
    pub(crate) fn list_faults_more(&self) -> Text {
        self.words.lists.list_faults_more
    }

    /// How to see the question of each scenario.
    #[cfg(feature = "cli")]
    pub(crate) fn list_more(&self) -> &'static str {
        self.words.lists.list_more
    }

    /// A filling, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn filling(&self, what: &Filling) -> String {
        self.words.filling(what)
    }

    /// An error in this language; what a parser of TOML or JSON says stays as it is.
    pub fn complain(&self, error: &Error) -> String {
        self.words.reason(&error.reason())
    }

    /// Help, or an error in arguments, in this language; `text` is what the command-line parser says in English.
    #[cfg(feature = "cli")]
    pub(crate) fn spoken(&self, text: &str) -> String {
        self.words.spoken(text)
    }

    /// A reason of another room, in this language.
    pub fn reason(&self, reason: &Reason) -> String {
        self.words.reason(reason)
    }

    /// Every text with its key; `{name}` marks an argument.
    pub fn texts(&self) -> Vec<(&'static str, &'static str)> {
        self.words.messages().map(|message| (message.name, message.text)).collect()
    }

    /// Every message of its file: the id, and the names of its arguments.
    pub fn messages(&self) -> Vec<(&'static str, &'static [&'static str])> {
        self.words.messages().map(|message| (message.id, message.arguments)).collect()
    }

    /// The message of that id, such as `plan-enough`, with its arguments filled; nothing where there is no such
    /// message.
    ///
    /// # Panics
    /// Where debug assertions are on, if an argument of the message is not given.
    pub fn say(&self, id: &str, given: &[(&str, &str)]) -> Option<String> {
        self.words.messages().find(|message| message.id == id).map(|message| message.fill(given))
    }
}

impl Words {
    /// Every message.
    fn messages(&self) -> impl Iterator<Item = &'static Message> {
        self.groups.iter().copied().flatten()
    }

    /// The message of an id that a reason names.
    fn message(&self, id: &'static str) -> &'static Message {
        self.messages().find(|message| message.id == id).expect("a reason is of a message of the files")
    }

    /// The messages in which lines of help are looked up.
    #[cfg(feature = "cli")]
    fn sayings(&self) -> impl Iterator<Item = &'static Message> {
        self.sayings.iter().copied().flatten()
    }
}

/// The language of that code.
pub fn language_named(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

/// The language of a locale such as `es_MX.UTF-8`; the first one where it is another.
pub fn language_of_locale(locale: &str) -> &'static Language {
    let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
    language_named(&code).unwrap_or(&LANGUAGES[0])
}

/// The texts of documents for other programs, whatever the reader's language.
pub(super) fn english() -> &'static Words {
    LANGUAGES[0].words
}
