//! A scenario's texts in further languages: complete where they are shipped, shown wherever people read, refused where
//! there is no English text for them, and never in documents for programs.

use std::fmt::Write as _;

use recount::report::html::{self, Exhibit};
use recount::report::{self, LANGUAGES, Language, Page, language_named, terminal};
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, ScenarioFile, shipped};
use recount::simulation::{ElectionRun, run};

use crate::languages::words;
use crate::program::program;

const VILLAGE: &str = r#"# Is the sum right?
title = "A village"
lesson = "Sums can be held against lists."
story = "Somebody loads a file twice."
assumed = ["All of it is invented."]
seed = "languages"

[[contest]]
id = "mayor"
title = "Mayor"
rule = "plurality"
candidates = ["Ada", "Ben"]

[[paper]]
precinct = "North"
votes.mayor = { Ada = 60, Ben = 41 }

[[stage]]
id = "first count"
by = "machine"
faults = [{ kind = "duplicate_upload", where = { precincts = ["North"] } }]
checks = ["reconciliation"]

[[stage]]
id = "second count"
by = "hand"
care = "exact"
base = "first count"
assumed = "nobody errs"

[[stage.expected]]
contest = "mayor"
change = { Ada = -60 }
since = "first count"
by_hand = "The second copy of 60 goes."
"#;

const IN_SPANISH: &str = r#"
[language.es]
title = "Una aldea"
question = "¿Está bien la suma?"
lesson = "Las sumas se comparan con listas."
story = "Alguien carga dos veces un archivo."
assumed = ["Todo es inventado."]
contest.mayor.title = "Alcaldía"
stage."first count".name = "primer conteo"
stage."second count".name = "segundo conteo"
stage."second count".assumed = "nadie se equivoca"
"#;

fn spanish() -> &'static Language {
    language_named("es").expect("Spanish")
}

fn file(text: &str) -> ScenarioFile {
    ScenarioFile::read("village", text.to_owned()).expect("a scenario")
}

fn election_run(text: &str) -> ElectionRun {
    run(&file(text), None).expect("a life")
}

fn on_a_terminal(election_run: &ElectionRun, language: &'static Language) -> String {
    terminal(election_run, Page { width: 130, colour: false, language })
}

/// The words of a text or a page, one blank between two and one at each end.
fn flow(text: &str) -> String {
    words(&text.replace("&quot;", "\"")).fold(" ".to_owned(), |mut all, word| {
        let _ = write!(all, "{word} ");
        all
    })
}

#[test]
fn every_shipped_scenario_has_every_text_in_every_language() {
    for (name, _) in SHIPPED.iter().chain(ONE_FAULT_EACH) {
        let it = shipped(name).expect("a scenario").scenario;
        for language in &LANGUAGES[1..] {
            let text = it.language.get(language.code).unwrap_or_else(|| panic!("{name}: nothing in {}", language.code));
            let given = [&text.title, &text.question, &text.lesson];
            assert!(given.iter().all(|text| text.as_ref().is_some_and(|text| !text.is_empty())), "{name}");
            assert_eq!(text.story.is_some(), it.story.is_some(), "{name}: story");
            assert_eq!(text.assumed.len(), it.assumed.len(), "{name}: assumed");
            for stage in &it.stage {
                let of = text.stage.get(&stage.id).unwrap_or_else(|| panic!("{name}: stage {:?}", stage.id));
                assert!(of.name.is_some(), "{name}: {:?} has no name", stage.id);
                assert_eq!(of.assumed.is_some(), stage.assumed.is_some(), "{name}: assumed of {:?}", stage.id);
            }
            for contest in it.contest.iter().filter(|contest| contest.title.is_some()) {
                assert!(text.contest_title(&contest.id).is_some(), "{name}: contest {:?}", contest.id);
            }
            let notes = it.paper.iter().filter(|paper| paper.assumed.is_some()).count();
            assert_eq!(text.paper.values().filter(|of| of.assumed.is_some()).count(), notes, "{name}: paper");
            assert!(
                it.spread.iter().all(|spread| spread.assumed.is_none()),
                "{name}: a spread has no name to be found by"
            );
            let audits = it.audit.as_ref().and_then(|audit| audit.assumed.as_ref());
            assert_eq!(text.audit.assumed.is_some(), audits.is_some(), "{name}: audit");
        }
    }
}

#[test]
fn a_spanish_page_holds_no_english_of_the_scenario() {
    // These take a second or two each; their texts are held against the table above all the same.
    let long = ["nation-2020", "close-states-2020", "georgia-2020", "minnesota-2008", "virginia-2020-rla"];
    let mut exhibits = Vec::new();
    for (name, _) in SHIPPED.iter().chain(ONE_FAULT_EACH).filter(|(name, _)| !long.contains(name)) {
        let file = shipped(name).expect("a scenario");
        let (it, text) = (&file.scenario, &file.scenario.language["es"]);
        let election_run = run(&file, None).expect("a life");
        let pages =
            [on_a_terminal(&election_run, spanish()), html::run(&election_run, spanish())].map(|page| flow(&page));
        let english = [&it.title, &file.question, &it.lesson].into_iter().chain(&it.story).chain(&it.assumed);
        let own = [&text.title, &text.question, &text.lesson, &text.story].into_iter().flatten().chain(&text.assumed);
        for page in &pages {
            for (english, own) in english.clone().zip(own.clone()) {
                assert!(page.contains(&flow(own)), "{name}: not on the page: {own}");
                assert!(flow(english) == flow(own) || !page.contains(&flow(english)), "{name}: in English: {english}");
            }
            for stage in &it.stage {
                assert!(page.contains(&flow(text.stage_name(&stage.id))), "{name}: {:?}", stage.id);
                // Titles of sources are given as they were published.
                let is_in_command = "recount".contains(&stage.id);
                let may_stand = is_in_command || !it.source.is_empty();
                assert!(may_stand || !page.contains(&flow(&stage.id)), "{name}: {:?} in English", stage.id);
            }
            for contest in &it.contest {
                let title = text.contest_title(&contest.id).expect("a title");
                assert!(page.contains(&flow(title)), "{name}: {title:?}");
            }
        }
        exhibits.push(Exhibit::of(&election_run, false, spanish()));
    }
    let gallery = flow(&html::gallery(&exhibits, spanish()));
    for exhibit in &exhibits {
        let file = shipped(&exhibit.name).expect("a scenario");
        for (english, own) in [(&*file.scenario.title, file.title_in("es")), (&*file.question, file.question_in("es"))]
        {
            assert!(gallery.contains(&flow(own)) && !gallery.contains(&flow(english)), "{}: {own}", exhibit.name);
        }
    }
}

#[test]
fn lists_plans_and_simulations_tell_titles_and_stages_in_spanish() {
    let says = |arguments: &[&str]| {
        let output = program().args(arguments).args(["--lang", "es"]).output().expect("the program");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let list = says(&["list", "--full"]);
    for (name, _) in SHIPPED.iter().chain(ONE_FAULT_EACH) {
        let text = &shipped(name).expect("a scenario").scenario.language["es"];
        assert!(
            [&text.title, &text.question].into_iter().flatten().all(|text| flow(&list).contains(&flow(text))),
            "{name}"
        );
    }
    let [plan, trials] =
        [&["plan", "county-batches", "--trials", "5"], &["simulate", "county-batches", "--trials", "5"]]
            .map(|arguments| says(arguments));
    for page in [plan, trials] {
        assert!(page.contains("noche electoral") && !page.contains("election night"), "{page}");
        assert!(page.contains("Bono escolar") && !page.contains("School bond"), "{page}");
    }
}

#[test]
fn documents_for_programs_stay_in_english_and_no_draw_depends_on_a_text() {
    let (plain, translated) = (election_run(VILLAGE), election_run(&format!("{VILLAGE}{IN_SPANISH}")));
    let [mut plain, mut translated] = [plain, translated].map(|election_run| report::run(&election_run));
    for document in [&mut plain, &mut translated] {
        // The hash of the file's text, of course, is another.
        document["scenario"]["sha256"].take();
    }
    assert_eq!(plain, translated);
}

#[test]
fn what_has_no_text_in_a_language_is_shown_in_english() {
    let whole = election_run(&format!("{VILLAGE}{IN_SPANISH}"));
    let page = on_a_terminal(&whole, spanish());
    for says in [
        "Una aldea",
        "¿Está bien la suma?",
        "Alguien carga dos veces",
        "«primer conteo»",
        "desde primer conteo",
        "Alcaldía",
        "nadie se equivoca",
    ] {
        assert!(page.contains(says), "{says}: {page}");
    }
    assert!(!page.contains("first count") && !page.contains("second count"), "{page}");
    let part = election_run(&format!("{VILLAGE}\n[language.es]\ntitle = \"Una aldea\"\n"));
    let page = on_a_terminal(&part, spanish());
    for says in ["Una aldea", "Is the sum right?", "Somebody loads a file twice.", "first count", "Sums can be held"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let english = on_a_terminal(&part, &LANGUAGES[0]);
    assert!(english.contains("A village") && !english.contains("Una aldea"), "{english}");
    let none = on_a_terminal(&election_run(VILLAGE), spanish());
    assert!(none.contains("A village") && none.contains("Somebody loads a file twice."), "{none}");
}

#[test]
fn a_text_without_english_beside_it_is_refused() {
    let no_story = VILLAGE.replace("story = \"Somebody loads a file twice.\"\n", "");
    for (text, of_spanish, at, says) in [
        (VILLAGE, "title = \"Une\"", "language.fr", "\"es\""),
        (VILLAGE, "title = \"One\"", "language.en", "\"es\""),
        (VILLAGE, "titel = \"Una\"", "language.es.titel", "title"),
        (&no_story, "story = \"Nada.\"", "language.es.story", "needed: story in English"),
        (
            VILLAGE,
            "assumed = [\"Uno.\", \"Dos.\"]",
            "language.es.assumed",
            "found 2 sentences; needed: as many as in English: 1",
        ),
        (VILLAGE, "stage.\"first cuont\".name = \"uno\"", "language.es.stage.first cuont", "\"first count\""),
        (
            VILLAGE,
            "stage.\"first count\".assumed = \"nada\"",
            "language.es.stage.first count.assumed",
            "needed: assumed in English",
        ),
        (
            VILLAGE,
            "stage.\"first count\".name = \"second count\"",
            "language.es.stage.second count",
            "second count\" again",
        ),
        (
            VILLAGE,
            "stage.\"first count\".name = \"conteo\"\nstage.\"second count\".name = \"Conteo\"",
            "language.es.stage.second count.name",
            "Conteo",
        ),
        (VILLAGE, "contest.major.title = \"Alcaldía\"", "language.es.contest.major", "\"mayor\""),
        (VILLAGE, "paper.Nord.assumed = \"nada\"", "language.es.paper.Nord", "\"North\""),
        (VILLAGE, "paper.North.assumed = \"nada\"", "language.es.paper.North.assumed", "needed: assumed in English"),
        (VILLAGE, "audit.assumed = \"nada\"", "language.es.audit.assumed", "needed: assumed in English"),
    ] {
        let code = at.split('.').nth(1).expect("a code");
        let text = format!("{text}\n[language.{code}]\n{of_spanish}\n");
        let read = ScenarioFile::read("village", text.clone());
        let error = read.and_then(|file| run(&file, None).map(drop)).expect_err(of_spanish);
        let sentence = error.to_string();
        assert!(sentence.contains(at) && sentence.contains(says), "{of_spanish}: {sentence}");
        let line: usize = sentence.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
        assert!(line > VILLAGE.lines().count() - 2 && line <= text.lines().count(), "{sentence}");
        let shown = spanish().complain(&error);
        assert!(!shown.contains("needed") && !shown.contains("found") && !shown.contains("in English"), "{shown}");
    }
}
