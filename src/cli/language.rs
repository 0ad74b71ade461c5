//! `--lang L`: in which language a report is told.

use crate::error::{Complaint, Error};
use crate::report::{LANGUAGES, Language, language_named, language_of_locale};

/// The language that is asked for, else that of the locale, else English.
pub(super) fn language(asked: Option<&str>) -> Result<&'static Language, Error> {
    let Some(code) = asked else { return Ok(of_locale()) };
    let known = LANGUAGES.iter().map(|language| language.code);
    language_named(code).ok_or_else(|| Error::Usage(format!("--lang: {}", Complaint::unknown("lang", code, known))))
}

/// The language of the locale, English where it is another.
pub(super) fn of_locale() -> &'static Language {
    let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    language_of_locale(&set.find(|locale| !locale.is_empty()).unwrap_or_default())
}
