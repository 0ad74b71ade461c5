//! `--html FILE --lang L`: writes a report as a web page, in the reader's language.

use super::door::write_whole;
use crate::error::{Complaint, Error};
use crate::report::{LANGUAGES, Language, language_named, language_of_locale};

/// Where a page goes, and in which language.
#[derive(Debug, clap::Args)]
pub(super) struct PageOut {
    /// The report as one web page that needs no network: a file, or - for standard output
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<String>,
    /// The page's language, en or es; without it, that of the locale
    #[arg(long, value_name = "LANG", requires = "html")]
    lang: Option<String>,
}

impl PageOut {
    /// The language that is asked for, else that of the locale, else English.
    pub(super) fn language(&self) -> Result<&'static Language, Error> {
        if let Some(code) = &self.lang {
            let known = || LANGUAGES.iter().map(|language| language.code);
            return language_named(code)
                .ok_or_else(|| Error::Usage(format!("--lang: {}", Complaint::unknown("lang", code, known()))));
        }
        let mut set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        Ok(language_of_locale(&set.find(|locale| !locale.is_empty()).unwrap_or_default()))
    }

    /// Says so where a page is asked for that cannot be had beside another option.
    pub(super) fn refuse(&self, beside: &str) -> Result<(), Error> {
        match &self.html {
            Some(_) => {
                Err(Error::Usage(format!("--html: found beside {beside}; there is no page of that, only --json")))
            }
            None => Ok(()),
        }
    }

    /// Writes the page where one is asked for; whether one was.
    pub(super) fn write(&self, page: impl FnOnce(&'static Language) -> String) -> Result<bool, Error> {
        let language = self.language()?;
        let Some(file) = &self.html else { return Ok(false) };
        write_whole(file, &page(language))?;
        Ok(true)
    }
}
