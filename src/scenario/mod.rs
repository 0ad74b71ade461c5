//! WHAT A STORY SAYS: the TOML text of a scenario, read strictly, with errors that name line and key.

mod check;
mod design;
mod locate;
mod marks;
mod read;
mod shipped;
mod spread;
mod text;

pub use read::{LARGEST, ScenarioFile};
pub use shipped::{SHIPPED, shipped};
pub use text::{
    By, ContestText, Level, ManifestText, MarksText, NumberedText, PaperText, PublishedText, RatesText, Scenario,
    SourceText, SpreadText, StageText, StyleText, Votes, WorkText,
};

/// The JSON Schema of scenario files.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Scenario)
}
