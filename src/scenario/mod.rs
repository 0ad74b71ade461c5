//! SCENARIOS: the TOML text of a scenario, read strictly, with errors that name line and key.

mod apart;
mod audit;
mod audited;
mod ballot;
mod check;
mod day;
mod design;
mod division;
mod figures;
mod grid;
mod grid_text;
mod held;
mod marks;
mod open_choice;
mod paper;
mod rankings;
mod read;
mod record_order;
mod recorded_cards;
mod records;
mod shape;
mod shipped;
mod spread;
mod stage;
mod text;
mod toml_says;
mod translated;
mod translation;
mod work;

pub use audit::{AuditText, ObservedText};
pub use day::DayText;
pub use division::{PoolText, StratumText, Styles};
pub use grid::{Grid, GridCell, MOST_CELLS};
pub use grid_text::{AxisText, GridFile, GridText};
pub use open_choice::OPEN;
pub use paper::{Level, MarksText, NumberedText, PaperText, PaperVotes, SpreadText};
pub use read::{LARGEST, ScenarioFile, in_hex};
pub use recorded_cards::RecordedCards;
pub use shipped::{ONE_FAULT_EACH, SHIPPED, shipped};
pub use stage::{CountedBy, FigureText, StageText, WorkText};
pub use text::{
    AlikeChoices, ContestText, CountyText, ElectionText, ManifestText, PassedOver, RatesText, Scenario, SourceText,
    StyleText,
};
pub use translation::{AssumedTranslation, ContestTranslation, StageTranslation, TranslationText};
pub use work::AuditWorkText;

/// The JSON Schema of scenario files.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Scenario)
}
