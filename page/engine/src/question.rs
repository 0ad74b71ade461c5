//! The questions that the page may ask, and their answers.

use recount::report::{self, LANGUAGES, Language, language_named};
use recount::simulation::adversary::attack;
use recount::simulation::{SimulationOptions, run};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::scenario_text::{MadeElection, RankedElection};
use crate::session::AuditAsked;
use crate::{scenarios, session, trials};

/// What is asked.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
enum Asked {
    /// The shipped scenarios.
    Scenarios,
    /// One scenario: its texts, its contests, its batches.
    Scenario {
        scenario: String,
        #[serde(default)]
        seed: Option<String>,
    },
    /// An election from a few numbers, as the text of a scenario.
    Make(MadeElection),
    /// A ranked contest from a list of rankings, as the text of a scenario.
    MakeRanked(RankedElection),
    /// One election: the document of `recount run --json`, and the first lines.
    Run {
        scenario: String,
        #[serde(default)]
        seed: Option<String>,
    },
    /// Many audits: the document of `recount simulate --json`, and how many cards each took.
    Simulate(trials::TrialsAsked),
    /// Every attack against every method: the document of `recount simulate --attack … --json`.
    Attack {
        scenario: String,
        #[serde(default)]
        seed: Option<String>,
        attacks: Vec<String>,
        methods: Vec<String>,
        trials: u64,
    },
    /// An audit, card by card.
    Audit(AuditAsked),
}

/// Answers a question: `{"ok": …}`, or `{"error": "a sentence"}`. `lang` is the language of sentences, `en` if not given.
pub fn answer(question: &str) -> String {
    match answered(question) {
        Ok(value) => json!({"ok": value}).to_string(),
        Err(why) => json!({"error": why}).to_string(),
    }
}

fn answered(question: &str) -> Result<Value, String> {
    let mut asked: Map<String, Value> = serde_json::from_str(question).map_err(|why| why.to_string())?;
    let language = match asked.remove("lang") {
        None => &LANGUAGES[0],
        Some(code) => code.as_str().and_then(language_named).ok_or_else(|| format!("lang: {code}"))?,
    };
    let asked: Asked = serde_json::from_value(Value::Object(asked)).map_err(|why| why.to_string())?;
    asked.answer(language)
}

impl Asked {
    fn answer(self, language: &'static Language) -> Result<Value, String> {
        let complain = |error: recount::Error| language.complain(&error);
        match self {
            Self::Scenarios => scenarios::list(language).map_err(complain),
            Self::Scenario { scenario, seed } => scenarios::one(&scenario, seed, language).map_err(complain),
            Self::Make(made) => made.text().map(|text| json!({"text": text})),
            Self::MakeRanked(made) => made.text().map(|text| json!({"text": text})),
            Self::Run { scenario, seed } => {
                let file = scenarios::open(&scenario).map_err(complain)?;
                let run = run(&file, seed.as_deref()).map_err(complain)?;
                let titles: Vec<String> =
                    run.in_language(language.code).contests.iter().map(|it| it.contest.title.clone()).collect();
                let lines = report::first_lines_in_words(&run, language);
                Ok(json!({"document": report::run(&run), "titles": titles, "first_lines": lines}))
            }
            Self::Simulate(asked) => trials::simulated(&asked, language),
            Self::Attack { scenario, seed, attacks, methods, trials } => {
                let file = scenarios::open(&scenario).map_err(complain)?;
                let ask = SimulationOptions { trials, methods, seed, ..SimulationOptions::default() };
                let table = attack(&file, &ask, &attacks, 1, &|_| {}).map_err(complain)?;
                Ok(json!({"document": report::attacked(&table)}))
            }
            Self::Audit(asked) => session::audit(asked, language),
        }
    }
}
