//! A scenario in another language: checks that each text has English beside it, and replaces the texts.

use std::collections::BTreeSet;

use super::apart::apart;
use super::paper::PaperText;
use super::read::ScenarioFile;
use super::text::Scenario;
use super::translation::TranslationText;
use crate::error::Complaint;
use crate::reason::{LANGUAGE_CODES, complaints};

/// The name that identifies an entry of paper.
fn name_of(paper: &PaperText) -> Option<&str> {
    paper.id.as_deref().or(paper.precinct.as_deref()).or(paper.county.as_deref())
}

/// Checks that each text has English beside it.
pub(super) fn check(scenario: &Scenario) -> Result<(), Complaint> {
    for (code, text) in &scenario.language {
        let further = &LANGUAGE_CODES[1..];
        if !further.contains(&code.as_str()) {
            return Err(Complaint::unknown(code, code, further.iter().copied()).under("language"));
        }
        text.check(scenario).map_err(|c| c.under(code).under("language"))?;
    }
    Ok(())
}

/// The complaint about a text without English.
fn no_english(key: &str) -> Complaint {
    Complaint::needed(key, complaints::found_no_english(), complaints::rule_english_beside(key))
}

impl TranslationText {
    fn check(&self, scenario: &Scenario) -> Result<(), Complaint> {
        if self.story.is_some() && scenario.story.is_none() {
            return Err(no_english("story"));
        }
        if !self.assumed.is_empty() && self.assumed.len() != scenario.assumed.len() {
            let found = complaints::found_sentences(self.assumed.len() as i64);
            return Err(Complaint::needed(
                "assumed",
                found,
                complaints::rule_as_in_english(scenario.assumed.len() as i64),
            ));
        }
        for (id, translated) in &self.stage {
            let Some(stage) = scenario.stage.iter().find(|stage| stage.id == *id) else {
                return Err(Complaint::unknown(id, id, scenario.stage.iter().map(|stage| &stage.id)).under("stage"));
            };
            if translated.assumed.is_some() && stage.assumed.is_none() {
                return Err(no_english("assumed").under(id).under("stage"));
            }
        }
        self.check_stage_names(scenario)?;
        if let Some(id) = self.contest.keys().find(|id| !scenario.contest.iter().any(|contest| contest.id == **id)) {
            let known = scenario.contest.iter().map(|contest| &contest.id);
            return Err(Complaint::unknown(id, id, known).under("contest"));
        }
        for (name, translated) in &self.paper {
            let of_that_name = || scenario.paper.iter().filter(|paper| name_of(paper) == Some(name));
            if of_that_name().next().is_none() {
                let known: BTreeSet<&str> = scenario.paper.iter().filter_map(name_of).collect();
                return Err(Complaint::unknown(name, name, known).under("paper"));
            }
            if translated.assumed.is_some() && of_that_name().all(|paper| paper.assumed.is_none()) {
                return Err(no_english("assumed").under(name).under("paper"));
            }
        }
        let audit = scenario.audit.as_ref();
        if self.audit.assumed.is_some() && audit.is_none_or(|audit| audit.assumed.is_none()) {
            return Err(no_english("assumed").under("audit"));
        }
        Ok(())
    }

    /// Checks that names of stages can be distinguished, whether they are translated or still in English.
    fn check_stage_names(&self, scenario: &Scenario) -> Result<(), Complaint> {
        let shown: Vec<&str> = scenario.stage.iter().map(|stage| self.stage_name(&stage.id)).collect();
        let wrong = |place: usize, complaint: Complaint| {
            Err(complaint.under("name").under(&scenario.stage[place].id).under("stage"))
        };
        if let Some(place) = (1..shown.len()).find(|&place| shown[..place].contains(&shown[place])) {
            let found = complaints::found_again(format_args!("\"{}\"", shown[place]));
            return wrong(place, Complaint::allowed("", found, complaints::rule_id_once()));
        }
        apart(shown.iter().copied()).or_else(|(place, complaint)| wrong(place, complaint))
    }
}

/// Replaces the English by the text of another language, if there is one.
fn put(to: &mut String, from: Option<&String>) {
    if let Some(text) = from {
        to.clone_from(text);
    }
}

/// The same for a text that may be missing in English.
fn put_some(to: &mut Option<String>, from: Option<&String>) {
    if from.is_some() {
        *to = from.cloned();
    }
}

impl Scenario {
    /// The scenario with its texts in the language of that code, for people; stages have their translated names. Texts
    /// without a translation stay in English.
    #[must_use]
    pub fn in_language(&self, code: &str) -> Self {
        let mut translated = self.clone();
        let Some(text) = translated.language.remove(code) else { return translated };
        put(&mut translated.title, text.title.as_ref());
        put(&mut translated.lesson, text.lesson.as_ref());
        put_some(&mut translated.story, text.story.as_ref());
        if !text.assumed.is_empty() {
            translated.assumed.clone_from(&text.assumed);
        }
        for contest in &mut translated.contest {
            if let Some(of) = text.contest.get(&contest.id) {
                put_some(&mut contest.title, of.title.as_ref());
            }
        }
        let rename = |id: &mut String| *id = text.stage_name(id).to_owned();
        for paper in &mut translated.paper {
            if let Some(of) = name_of(paper).and_then(|name| text.paper.get(name)) {
                let is_given = paper.assumed.is_some();
                put_some(&mut paper.assumed, of.assumed.as_ref().filter(|_| is_given));
            }
            paper.accepted.iter_mut().for_each(rename);
        }
        for stage in &mut translated.stage {
            if let Some(of) = text.stage.get(&stage.id) {
                put_some(&mut stage.assumed, of.assumed.as_ref());
            }
            let figures = stage.published.iter_mut().chain(&mut stage.expected);
            let named =
                figures.filter_map(|figure| figure.since.as_mut()).chain(&mut stage.base).chain(&mut stage.mean_of);
            named.chain(std::iter::once(&mut stage.id)).for_each(rename);
        }
        if let Some(audit) = &mut translated.audit {
            put_some(&mut audit.assumed, text.audit.assumed.as_ref());
            audit.of.iter_mut().for_each(rename);
        }
        translated
    }
}

impl ScenarioFile {
    /// The texts in the language of that code, if there are any.
    fn translated(&self, code: &str) -> Option<&TranslationText> {
        self.scenario.language.get(code)
    }

    /// The title in the language of that code, else in English.
    pub fn title_in(&self, code: &str) -> &str {
        self.translated(code).and_then(|text| text.title.as_deref()).unwrap_or(&self.scenario.title)
    }

    /// The question in the language of that code, else in English.
    pub fn question_in(&self, code: &str) -> &str {
        self.translated(code).and_then(|text| text.question.as_deref()).unwrap_or(&self.question)
    }
}
