//! Names with blanks, colons, quotes, words of our sentences, or letters of other scripts are unchanged in every
//! language.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::TestRunner;
use recount::report::{self, LANGUAGES, Page, language_named};
use recount::scenario::{ONE_FAULT_EACH, ScenarioFile};
use recount::simulation::{SimulationOptions, plan, run, simulate};

use crate::languages::words;

/// Names that a reader of sentences could take apart.
const NAMES: [&str; 18] = [
    "Jo Jorgensen",
    "Smith: the elder",
    "Bob \"Bo\" Lee",
    "Mary O'Brien",
    "Ann to Ben",
    "Votes for Kim",
    "A → B",
    "Lake, North",
    "x everywhere",
    "in batch 7",
    "North (mail ballots)",
    "found nobody; allowed: all",
    "recorded as votes for",
    "עדה לוי",
    "علي حسن",
    "Peña y Ruiz",
    "{names} in {place}",
    "2 of 3",
];

/// Every name of candidates and precincts in a scenario's text, in quotes where it is a key.
fn renamed(text: &str, old: &[String], new: &[&str]) -> String {
    let mut value: toml::Value = toml::from_str(text).expect("TOML");
    rename(&mut value, old, new);
    format!("# Why?\n{}", toml::to_string(&value).expect("TOML"))
}

fn rename(value: &mut toml::Value, old: &[String], new: &[&str]) {
    let other =
        |name: &str| old.iter().position(|known| known == name).map_or(name.to_owned(), |at| new[at].to_owned());
    match value {
        toml::Value::String(text) => *text = other(text),
        toml::Value::Array(items) => {
            for item in items {
                rename(item, old, new);
            }
        }
        toml::Value::Table(table) => {
            // What tells of the old names.
            for key in ["expected", "published", "by_hand", "story", "assumed"] {
                table.remove(key);
            }
            let entries = std::mem::take(table);
            for (key, mut item) in entries {
                rename(&mut item, old, new);
                // The key of a ranking is a list of names.
                let ranks = key.split(" > ").map(|rank| rank.split(" = ").map(other).collect::<Vec<_>>().join(" = "));
                table.insert(ranks.collect::<Vec<_>>().join(" > "), item);
            }
        }
        _ => {}
    }
}

/// The names of candidates and precincts in a scenario.
fn names_of(text: &str) -> Vec<String> {
    let value: toml::Value = toml::from_str(text).expect("TOML");
    let list = |key: &str| value.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let candidates = list("contest").into_iter().filter_map(|it| it.get("candidates")?.as_array().cloned()).flatten();
    let precincts = list("paper").into_iter().filter_map(|it| it.get("precinct").cloned());
    let mut names: Vec<String> = candidates.chain(precincts).filter_map(|it| it.as_str().map(str::to_owned)).collect();
    names.sort();
    names.dedup();
    names
}

/// No word of English is left beside the names.
fn speaks(page: &str, lang: &str, file: &ScenarioFile, names: &[&str]) -> Result<(), TestCaseError> {
    // As it was before lines were folded, which may part a name.
    let unfolded = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    let page: String = page.chars().map(unfolded).collect();
    let mut rest = page.clone();
    let mut longest = names.to_vec();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in longest {
        rest = rest.replace(name, " ");
    }
    // Names of batches are the same in every language, those of mail ballots too.
    rest = rest.replace(", mail/", "/");
    let table = language_named(lang).expect("a language").texts();
    let mut known: BTreeSet<String> = table.iter().flat_map(|(_, text)| words(text).collect::<Vec<_>>()).collect();
    let shown = file.scenario.in_language(lang);
    let own = [shown.title.as_str(), &shown.lesson, file.question_in(lang)];
    known.extend(own.into_iter().chain(shown.story.as_deref()).flat_map(|text| words(text).collect::<Vec<_>>()));
    known.extend(shown.assumed.iter().flat_map(|text| words(text).collect::<Vec<_>>()));
    known.extend(shown.stage.iter().flat_map(|stage| words(&stage.id).collect::<Vec<_>>()));
    // Rule sets of ranked marks have the same names in every language.
    let rule_sets = recount::social_choice::ranked::RANKED_RULES.iter().map(|rules| rules.name);
    known.extend(rule_sets.flat_map(|name| words(name).collect::<Vec<_>>()));
    // Scanners have the names that the file gives them.
    let scanners = shown.paper.iter().flat_map(|paper| &paper.tabulators);
    known.extend(scanners.flat_map(|name| words(name).collect::<Vec<_>>()));
    let contests = shown.contest.iter();
    let titles = contests.flat_map(|it| [it.id.clone(), it.title.clone().unwrap_or_default()]);
    known.extend(titles.flat_map(|text| words(&text).collect::<Vec<_>>()));
    let methods =
        recount::audit::METHODS.iter().map(|it| it.name()).chain(recount::simulation::engines().map(|it| it.0));
    known.extend(methods.flat_map(|name| words(name).collect::<Vec<_>>()));
    known.extend(["recount", "simulate", "plan", "run", "seed", "lang", "scenario"].map(str::to_owned));
    known.extend(words(&file.name));
    for line in rest.lines().filter(|line| !line.contains("recount ")) {
        let strange: Vec<String> = words(line).filter(|word| word.is_ascii() && !known.contains(word)).collect();
        prop_assert!(strange.is_empty(), "{strange:?} in {line:?} of\n{page}");
    }
    Ok(())
}

#[test]
fn names_of_any_kind_come_through_every_language() {
    let scenarios: Vec<(&str, &str)> = ONE_FAULT_EACH.to_vec();
    let chosen = (select(scenarios), subsequence(NAMES.to_vec(), NAMES.len()).prop_shuffle());
    let config = ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() };
    let all = TestRunner::new(config).run(&chosen, |((name, text), new)| {
        let old = names_of(text);
        if old.len() > new.len() {
            return Ok(());
        }
        let file = ScenarioFile::read(name, renamed(text, &old, &new));
        let file = file.map_err(|e| TestCaseError::fail(format!("{name}: {e}")))?;
        let names = &new[..old.len()];
        let election = run(&file, None).map_err(|e| TestCaseError::fail(e.to_string()))?;
        // Letter by letter: a name that is part of no sentence is in all languages' pages or in none.
        let odd = names.iter().filter(|name| name.contains([':', '"', '\'', '→', '{']) || !name.is_ascii());
        let odd: Vec<&&str> = odd.collect();
        let shown = |language| {
            let page = report::terminal(&election, Page { width: 200, colour: false, language });
            let page = page.replace(|c: char| c.is_control() && c != '\n', " ");
            odd.iter().map(|name| page.contains(**name)).collect::<Vec<_>>()
        };
        for language in &LANGUAGES[1..] {
            prop_assert_eq!(shown(&LANGUAGES[0]), shown(language), "{:?} in {}", odd, language.code);
            let page = report::terminal(&election, Page { width: 200, colour: false, language });
            speaks(&page, language.code, &file, names)?;
            if file.scenario.audit.is_some() {
                let ask = SimulationOptions { trials: 2, ..SimulationOptions::default() };
                let many = simulate(&file, &ask, &|_| {}).map_err(|e| TestCaseError::fail(e.to_string()))?;
                let many = many.in_language(&file.scenario, language.code);
                speaks(&report::simulated_in_words(&many, language), language.code, &file, names)?;
                let ask = SimulationOptions {
                    trials: 0,
                    methods: vec!["polling".to_owned()],
                    ..SimulationOptions::default()
                };
                let planned = plan(&file, &ask, &|_| {}).map_err(|e| TestCaseError::fail(e.to_string()))?;
                let planned = planned.in_language(&file.scenario, language.code);
                speaks(&report::planned_in_words(&planned, language), language.code, &file, names)?;
            }
        }
        Ok(())
    });
    all.expect("no English is left");
}

#[test]
fn a_name_with_a_blank_is_told_whole() {
    let text = "# Does a name survive translation?\ntitle = \"Names\"\nlesson = \"Names are names.\"\nseed = \"x\"\n\
                [[contest]]\nid = \"mayor\"\nrule = \"plurality\"\ncandidates = [\"Joe Biden\", \"Jo Jorgensen\"]\n\
                [[paper]]\nprecinct = \"North: everywhere\"\nballots = 300\n\
                votes.mayor = { \"Joe Biden\" = 160, \"Jo Jorgensen\" = 140 }\n\
                [[stage]]\nid = \"count\"\nby = \"machine\"\nfaults = [{ kind = \"adversarial_flip\", contest = \"mayor\", \
                from = \"Joe Biden\", to = \"Jo Jorgensen\", cards = 20 }]\n";
    let file = ScenarioFile::read("names", text.to_owned()).expect("a scenario");
    let election = run(&file, None).expect("a life");
    let language = language_named("es").expect("Spanish");
    let page = report::laid_out(&report::terminal(&election, Page { width: 200, colour: false, language }), 1_000);
    assert!(page.contains("Joe Biden alterados a Jo Jorgensen en todas partes"), "{page}");
}
