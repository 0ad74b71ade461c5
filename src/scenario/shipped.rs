//! The scenarios inside the binary, so that their names work anywhere.

use super::read::ScenarioFile;
use crate::error::{Complaint, Error};

macro_rules! shipped {
    ($($name:literal,)*) => {
        /// Name and text of every shipped scenario, in the order of `recount list`.
        pub const SHIPPED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),*];
    };
}

shipped! {
    "antrim-2020",
    "rochester-hills-2020",
    "wellington-2012",
    "windham-2020",
    "minnesota-2008",
    "georgia-2020",
    "beyond-the-paper",
}

/// The shipped scenario of that name.
///
/// # Errors
/// [`Error::NoScenario`] if there is none.
pub fn shipped(name: &str) -> Result<ScenarioFile, Error> {
    let Some((_, text)) = SHIPPED.iter().find(|(known, _)| *known == name) else {
        let known = SHIPPED.iter().map(|(name, _)| *name);
        return Err(Error::NoScenario(Box::new(Complaint::unknown("", name, known))));
    };
    ScenarioFile::read(name, (*text).to_owned())
}
