//! `--lang L`: the language of reports, help and errors.

use std::ffi::OsString;

use crate::error::{Complaint, Error};
use crate::reason::complaints;
use crate::report::{LANGUAGES, Language, language_named, language_of_locale};

/// The language that is asked for, else that of the locale, else English.
pub(super) fn language(asked: Option<&str>) -> Result<&'static Language, Error> {
    let Some(code) = asked else { return Ok(of_locale()) };
    let known = LANGUAGES.iter().map(|language| language.code);
    language_named(code)
        .ok_or_else(|| Error::Usage(complaints::at_place("--lang", Complaint::unknown("lang", code, known).reason())))
}

/// The language for a command line that cannot be parsed: the one it asks for, where that can be seen, else the
/// locale's.
pub(super) fn of_arguments(arguments: impl Iterator<Item = OsString>) -> &'static Language {
    let all: Vec<String> = arguments.map(|it| it.to_string_lossy().into_owned()).take_while(|it| it != "--").collect();
    let apart = all.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let joined = all.iter().filter_map(|it| it.strip_prefix("--lang="));
    let asked = apart.chain(joined).find_map(language_named);
    asked.unwrap_or_else(of_locale)
}

/// The language of the locale, English where it is another.
pub(super) fn of_locale() -> &'static Language {
    let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    language_of_locale(&set.find(|locale| !locale.is_empty()).unwrap_or_default())
}
