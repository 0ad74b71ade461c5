//! Every text that people read, one folder a language. A text that one language lacks is a program that does not build.

#[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only pages know names"))]
mod naming;
mod singular;
#[cfg(feature = "cli")]
mod spoken;
#[macro_use]
mod table;
mod table_of_help;
mod tell;

use crate::error::Error;

#[cfg(feature = "html")]
pub(super) use naming::naming;
use singular::singular;
pub(super) use table::{
    AttackWords, AuditWords, ComplaintWords, DeskWords, DrawWords, HeadlineWords, ManifestWords, PlanWords,
    ProcedureWords, RuleWords, ShardWords, SweepWords, TerminalWords, ToldWords, Words,
};
pub(super) use table_of_help::{HelpWords, LawWords, ListWords};

macro_rules! languages {
    ($($file:ident $code:literal $own:literal,)*) => {
        $(mod $file;)*

        /// The languages there are; the first serves where none is asked for.
        pub const LANGUAGES: &[Language] =
            &[$(Language { code: $code, own_name: $own, words: &$file::WORDS }),*];
    };
}

languages! {
    en "en" "English",
    es "es" "Español",
}

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
    pub(crate) fn list_faults_more(&self) -> &'static str {
        self.words.lists.list_faults_more
    }

    /// How to see the question of each scenario.
    #[cfg(feature = "cli")]
    pub(crate) fn list_more(&self) -> &'static str {
        self.words.lists.list_more
    }

    /// What figure is compared, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn figure(&self, what: &str) -> String {
        self.words.tell_phrase("figure_", what)
    }

    /// What is said where a command cannot do as asked; what the system or a reader of TOML or JSON says stays as it is.
    pub fn complain(&self, error: &Error) -> String {
        let words = self.words;
        match error {
            Error::Scenario { file, line, path, complaint } => {
                let path = words.tell_phrase("path_", path);
                words.tell_phrase("error_", &format!("{file}:{line}: {path}: {complaint}"))
            }
            Error::Read { file, message } => {
                let message = words.tell_phrase("message_", message);
                fill(words.complaints.error_read, &[("file", file), ("message", &message)])
            }
            Error::Toml { .. } | Error::NoScenario(_) | Error::Usage(_) => {
                words.tell_phrase("error_", &error.to_string())
            }
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

    /// A sentence of another room, in this language.
    #[cfg(feature = "cli")]
    pub(crate) fn tell(&self, sentence: &str) -> String {
        self.words.tell(sentence)
    }

    /// Every text with its key; `{name}` stands for what is filled in.
    pub fn texts(&self) -> Vec<(&'static str, &'static str)> {
        self.words.all()
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

/// A text with its gaps filled, each `{name}` by what is given for it; one of a kind in the singular.
pub(crate) fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        let filled = gaps.iter().find(|gap| gap.0 == name).map_or("", |gap| gap.1);
        out.push_str(filled);
        rest = after;
        // A number that ends in 1 may go on before the gap.
        let is_one = filled == "1" && !before.ends_with(|c: char| c.is_ascii_digit() || ".,".contains(c));
        if let Some((noun, length)) = is_one.then(|| singular(after)).flatten() {
            out.push(' ');
            out.push_str(noun);
            rest = &after[length..];
        }
    }
    out + rest
}
