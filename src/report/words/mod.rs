//! Every text that people read: one file a language in `messages/`, in Fluent's format. The types of this room, and the
//! tables that hold the texts, are written from these files when the program is built, by `build/`: a message that one language
//! lacks, or fills otherwise, is a program that does not build.

mod catalog;
#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages know names"))]
mod naming;
mod reasons;
#[cfg(feature = "cli")]
mod spoken;
mod tell;

use crate::error::{Allowed, Error};
use crate::reason::Filling;
#[cfg(feature = "cli")]
use crate::reason::Reason;

pub(crate) use catalog::{Text, fill};
#[cfg(feature = "html")]
pub(super) use naming::naming;

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

/// The message that says a text of another room as it is.
const OWN_WORDS: &str = "told-own-words";

/// A language that reports speak.
#[derive(Debug)]
pub struct Language {
    /// Its code, as in `lang="en"`.
    pub code: &'static str,
    /// Its name in itself.
    pub own_name: &'static str,
    pub(super) words: &'static Words,
}

impl Language {
    /// What a command has to say to be answered in it: ` --lang es`, and nothing for the first language.
    #[cfg(feature = "html")]
    pub(crate) fn asked(&self) -> String {
        if std::ptr::eq(self.words, english()) { String::new() } else { format!(" --lang {}", self.code) }
    }

    /// What commands say of files, shards and progress.
    #[cfg(feature = "cli")]
    pub(crate) fn desk(&self) -> &'static DeskWords {
        &self.words.desk
    }

    /// What is said of the scenarios with one fault each, and of the others' questions.
    #[cfg(feature = "cli")]
    pub(crate) fn list_faults_more(&self) -> Text {
        self.words.lists.list_faults_more
    }

    /// How to see the question of each scenario.
    #[cfg(feature = "cli")]
    pub(crate) fn list_more(&self) -> &'static str {
        self.words.lists.list_more
    }

    /// What figure is compared, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn figure(&self, what: &Filling) -> String {
        self.words.filling(what)
    }

    /// What is said where a command cannot do as asked; what the system or a reader of TOML or JSON says stays as it is.
    pub fn complain(&self, error: &Error) -> String {
        let words = self.words;
        match error {
            Error::Scenario { file, line, path, complaint }
                if matches!(complaint.allowed, Allowed::Rule(Filling::Text(_))) =>
            {
                let path = words.filling(path);
                words.tell_phrase("error_", &format!("{file}:{line}: {path}: {complaint}"))
            }
            Error::Read { file, message: Filling::Text(message) } => {
                let message = words.tell_phrase("message_", message);
                fill(words.complaints.error_read, &[("file", file), ("message", &message)])
            }
            Error::Usage(reason) if reason.id() == OWN_WORDS => words.tell_phrase("error_", &reason.to_string()),
            _ => words.reason(&error.reason()),
        }
    }

    /// Why a file is not what it should be, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn tell_message(&self, message: &str) -> String {
        self.words.tell_phrase("message_", message)
    }

    /// Help, or what is wrong with arguments, as the reader of the command line says it in English, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn spoken(&self, text: &str) -> String {
        self.words.spoken(text)
    }

    /// A reason of another room, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn reason(&self, reason: &Reason) -> String {
        self.words.reason(reason)
    }

    /// A sentence of another room, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn tell(&self, sentence: &str) -> String {
        self.words.tell(sentence)
    }

    /// Every text with its key; `{name}` stands for what is filled in.
    pub fn texts(&self) -> Vec<(&'static str, &'static str)> {
        self.words.messages().map(|message| (message.name, message.text)).collect()
    }

    /// Every message of its file: the id, and the names of its arguments.
    pub fn messages(&self) -> Vec<(&'static str, &'static [&'static str])> {
        self.words.messages().map(|message| (message.id, message.arguments)).collect()
    }

    /// The message of that id, such as `plan-enough`, filled by arguments; nothing where there is none.
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

    /// The messages that hold sentences of other rooms.
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

/// What documents for other programs say, whatever the reader's language.
pub(super) fn english() -> &'static Words {
    LANGUAGES[0].words
}
