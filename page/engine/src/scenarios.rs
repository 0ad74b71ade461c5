//! The scenarios that a teacher may choose: those of the engine, or the text of one.

use recount::report::Language;
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, shipped};
use recount::simulation::{SimulationOptions, rehearse};
use recount::{Error, ScenarioFile};
use serde_json::{Value, json};

/// The name under which the page offers the text of a scenario to be saved, so that the command line says the same of it.
const OWN_NAME: &str = "my-election.toml";

/// The shipped scenario of that name; or a scenario from its text, which has more than one line.
pub(crate) fn open(scenario: &str) -> Result<ScenarioFile, Error> {
    if scenario.contains('\n') { ScenarioFile::read(OWN_NAME, scenario.to_owned()) } else { shipped(scenario) }
}

/// The texts of a scenario in a language, and its contests.
fn texts(file: &ScenarioFile, language: &Language) -> Value {
    let translated = file.scenario.in_language(language.code);
    let contests = translated.contest.iter().map(|contest| {
        json!({"id": contest.id, "title": contest.title, "candidates": contest.candidates, "rule": contest.rule})
    });
    let audit = file.scenario.audit.as_ref();
    json!({
        "name": file.name,
        "title": translated.title,
        "question": file.question_in(language.code),
        "lesson": translated.lesson,
        "story": translated.story,
        "assumed": translated.assumed,
        "contests": contests.collect::<Vec<_>>(),
        "methods": audit.map(|audit| &audit.methods),
        "stages": file.scenario.stage.iter().zip(&translated.stage).map(|(stage, own)| json!({"id": stage.id, "name": own.id})).collect::<Vec<_>>(),
    })
}

/// The shipped scenarios, events first.
pub(crate) fn list(language: &Language) -> Result<Value, Error> {
    let all = |names: &[(&str, &str)]| {
        names.iter().map(|(name, _)| Ok(texts(&shipped(name)?, language))).collect::<Result<Vec<_>, Error>>()
    };
    Ok(json!({"events": all(SHIPPED)?, "faults": all(ONE_FAULT_EACH)?}))
}

/// One scenario, its own text, and the batches of its manifest under a seed; the scenario's own if none is given.
pub(crate) fn one(scenario: &str, seed: Option<String>, language: &Language) -> Result<Value, Error> {
    let file = open(scenario)?;
    let mut value = texts(&file, language);
    value["text"] = json!(file.text);
    if file.scenario.audit.is_some() && file.scenario.audited_stage().is_some() {
        value["batches"] = rehearse(&file, &SimulationOptions { seed, ..SimulationOptions::default() }, |office| {
            office.manifest().lines().map(|line| json!({"batch": line.batch, "cards": line.cards})).collect::<Vec<_>>()
        })?
        .into();
    }
    Ok(value)
}
