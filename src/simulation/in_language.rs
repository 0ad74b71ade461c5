//! Results with the scenario's own texts in another language, for people.
//!
//! Documents for other programs use the English texts.

use std::borrow::Cow;

use super::adversary::AttackTable;
use super::election_run::ElectionRun;
use super::plan::Plan;
use super::simulated::Simulated;
use crate::election::Contest;
use crate::reason::Filling;
use crate::scenario::{Scenario, TranslationText};

/// Titles of contests.
fn retitle<'c>(contests: impl Iterator<Item = &'c mut Contest>, text: &TranslationText) {
    for contest in contests {
        if let Some(title) = text.contest_title(&contest.id) {
            title.clone_into(&mut contest.title);
        }
    }
}

impl ElectionRun {
    /// The same run with the scenario's texts in the language of that code; texts without a translation stay in
    /// English.
    pub fn in_language(&self, code: &str) -> Cow<'_, Self> {
        let Some(text) = self.scenario.language.get(code) else { return Cow::Borrowed(self) };
        let mut translated = self.clone();
        translated.scenario = self.scenario.in_language(code);
        if let Some(question) = &text.question {
            translated.question.clone_from(question);
        }
        retitle(translated.contests.iter_mut().map(|it| &mut it.contest), text);
        let stage = |id: &str| text.stage_name(id).to_owned();
        for fault in &mut translated.faults {
            for found in fault.found_by.iter_mut().flatten() {
                *found = match found {
                    Filling::Text(id) => Filling::Text(stage(id)),
                    ref other => other.refilled("stage", &stage),
                };
            }
            for found in fault.would_be_found_by.iter_mut().flatten() {
                *found = found.refilled("stage", &stage);
            }
        }
        for found in translated.beyond.iter_mut().filter_map(|it| it.found_by.as_mut()) {
            *found = found.refilled("stage", &stage);
        }
        for comparison in &mut translated.comparisons {
            comparison.what = comparison.what.refilled("stage", &stage);
        }
        Cow::Owned(translated)
    }
}

impl Plan {
    /// The same plan with the texts of its scenario in the language of that code; texts without a translation stay in
    /// English.
    pub fn in_language(&self, scenario: &Scenario, code: &str) -> Cow<'_, Self> {
        let Some(text) = scenario.language.get(code) else { return Cow::Borrowed(self) };
        let mut translated = self.clone();
        if let Some(title) = &text.title {
            translated.title.clone_from(title);
        }
        text.stage_name(&self.of).clone_into(&mut translated.of);
        retitle(translated.contests.iter_mut(), text);
        Cow::Owned(translated)
    }
}

impl Simulated {
    /// The same trials with the texts of their scenario in the language of that code; texts without a translation stay
    /// in English.
    pub fn in_language(&self, scenario: &Scenario, code: &str) -> Cow<'_, Self> {
        let Some(text) = scenario.language.get(code) else { return Cow::Borrowed(self) };
        let mut translated = self.clone();
        text.stage_name(&self.of).clone_into(&mut translated.of);
        retitle(translated.contests.iter_mut(), text);
        Cow::Owned(translated)
    }
}

impl AttackTable {
    /// The same table with the texts of its scenario in the language of that code; texts without a translation stay in
    /// English.
    pub fn in_language(&self, scenario: &Scenario, code: &str) -> Cow<'_, Self> {
        let Some(text) = scenario.language.get(code) else { return Cow::Borrowed(self) };
        let mut translated = self.clone();
        text.stage_name(&self.of).clone_into(&mut translated.of);
        retitle(translated.contests.iter_mut(), text);
        Cow::Owned(translated)
    }
}
