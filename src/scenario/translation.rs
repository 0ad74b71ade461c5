//! The keys for a scenario's texts in other languages, each with the name of the English key.
//!
//! The keys of a scenario hold English. A table for another language, such as `[language.es]`, has the same keys again;
//! stages, contests and entries of paper are identified by their names. Texts that are left out are shown in English.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The texts of a scenario in another language. Texts that are not given are shown in English.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TranslationText {
    /// The title.
    pub title: Option<String>,
    /// The question, which in English is the file's first comment.
    pub question: Option<String>,
    /// The lesson.
    pub lesson: Option<String>,
    /// The story.
    pub story: Option<String>,
    /// What is assumed: as many sentences as in English, in the same order.
    pub assumed: Vec<String>,
    /// Stages by their ids.
    pub stage: BTreeMap<String, StageTranslation>,
    /// Contests by their ids.
    pub contest: BTreeMap<String, ContestTranslation>,
    /// Entries of paper by id, else by precinct, else by county.
    pub paper: BTreeMap<String, AssumedTranslation>,
    /// The audits.
    pub audit: AssumedTranslation,
}

/// One stage in another language.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StageTranslation {
    /// Its name, which in English is its id.
    pub name: Option<String>,
    /// What is assumed about it, and why.
    pub assumed: Option<String>,
}

/// One contest in another language.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContestTranslation {
    /// Name a voter would recognise.
    pub title: Option<String>,
}

/// What is assumed, in another language.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssumedTranslation {
    /// What is assumed about it, and why.
    pub assumed: Option<String>,
}

impl TranslationText {
    /// The name of the stage with that id.
    pub fn stage_name<'s>(&'s self, id: &'s str) -> &'s str {
        self.stage.get(id).and_then(|translated| translated.name.as_deref()).unwrap_or(id)
    }

    /// The title of the contest with that id, if it is translated.
    pub fn contest_title(&self, id: &str) -> Option<&str> {
        self.contest.get(id)?.title.as_deref()
    }
}
