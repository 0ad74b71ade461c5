//! `--lang L`: in which language a report is told.

use crate::error::{Complaint, Error};
use crate::report::{LANGUAGES, Language, language_named, language_of_locale};

/// The language that is asked for, else that of the locale, else English.
pub(super) fn language(asked: Option<&str>) -> Result<&'static Language, Error> {
    let Some(code) = asked else {
        let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        return Ok(language_of_locale(&set.find(|locale| !locale.is_empty()).unwrap_or_default()));
    };
    let known = LANGUAGES.iter().map(|language| language.code);
    language_named(code).ok_or_else(|| Error::Usage(format!("--lang: {}", Complaint::unknown("lang", code, known))))
}
