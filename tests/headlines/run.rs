//! First lines of `recount run`: what happened is read from the document, and the first line is computed from that
//! alone.

use std::collections::BTreeMap;

use recount::report::html::run as run_page;
use recount::report::{self, LANGUAGES, Page, terminal};
use recount::scenario::ScenarioFile;
use recount::simulation::run;
use serde_json::{Value, json};

use super::said::{Texts, flat, grouped};
use super::{Told, each_once, happened, list, list_len, outcome, same_outcome};

/// Holds the first line of every contest of an election against its stages and audits; the kind of each.
pub(super) fn run_holds(what: &str, file: &ScenarioFile) -> Vec<String> {
    let election = run(file, None).unwrap_or_else(|e| panic!("{what}: {e}"));
    let document = report::run(&election);
    let contests = document["contests"].as_array().expect("contests");
    for (at, it) in contests.iter().enumerate() {
        run_headline_holds(&format!("{what}, {}", it["id"]), &document, it, law_orders(file));
        assert_eq!(election.contests[at].contest.id, it["id"].as_str().expect("an id"));
    }
    for language in LANGUAGES {
        let words = terminal(&election, Page { width: 100, colour: false, language });
        let shown = Told::new(&format!("run, {what}"), language, &[&words, &run_page(&election, language)]);
        for it in contests {
            run_is_told(&shown, &document, it);
        }
    }
    contests.iter().map(|it| it["headline"]["kind"].as_str().expect("a kind").to_owned()).collect()
}

/// What happened in one contest, read off its document alone.
struct Record<'d> {
    it: &'d Value,
    /// Stage by stage, whether it names the outcome of the paper; then the full hand count of an audit of the last that was held.
    right: Vec<bool>,
    stages: usize,
    audited: Option<usize>,
}

impl<'d> Record<'d> {
    fn of(document: &Value, it: &'d Value) -> Self {
        let stages = it["stages"].as_array().expect("stages");
        let mut right: Vec<bool> = stages.iter().map(|stage| same_outcome(stage, &it["true"])).collect();
        let audited = stages.iter().position(|stage| stage["id"] == document["audited_stage"]);
        let of_the_last = audited == Some(stages.len() - 1);
        let held = it["audits"].as_array().expect("audits").iter().filter(|audit| of_the_last && audit["held"] == true);
        let counted: Vec<&Value> = held.map(|audit| &audit["full_hand_count"]).filter(|it| it.is_object()).collect();
        assert!(counted.len() < 2, "a law orders one audit");
        right.extend(counted.iter().map(|counted| counted["correct"] == true));
        Self { it, right, stages: stages.len(), audited }
    }

    fn audits(&self, held: bool) -> impl Iterator<Item = &'d Value> {
        self.it["audits"].as_array().expect("audits").iter().filter(move |audit| audit["held"] == held)
    }

    fn is_of_the_last(&self) -> bool {
        self.audited.is_some_and(|at| at + 1 == self.stages)
    }

    fn last_is_right(&self) -> bool {
        self.right.last() == Some(&true)
    }

    /// Votes by which the final result is off.
    fn totals_off(&self) -> i64 {
        let counted = self.audits(true).map(|audit| &audit["full_hand_count"]).find(|it| it.is_object());
        let last = &self.it["stages"][self.stages - 1]["tally"];
        let tally = counted.filter(|_| self.is_of_the_last()).map_or(last, |counted| &counted["tally"]);
        let votes = tally.as_object().expect("a tally").iter();
        votes
            .map(|(name, n)| {
                (n.as_i64().expect("votes") - self.it["true"]["tally"][name].as_i64().expect("votes")).abs()
            })
            .sum()
    }

    fn looked_at_by(&self) -> &'static str {
        let stages = self.it["stages"].as_array().expect("stages");
        let counts = |by: &str| stages.iter().filter(|stage| stage["counted"] == true && stage["by"] == by).count();
        let by_people = stages.iter().filter(|stage| stage["counted"] == true && stage["by"] != "machine");
        let whole = by_people.clone().any(|stage| stage["part"] == false);
        let drawn: Vec<&Value> = self.audits(true).filter(|audit| audit["observed"] == true).collect();
        let by_law = self.audits(true).any(|audit| audit["observed"] == false);
        if whole || by_law || drawn.iter().any(|it| it["outcome"] == "confirmed") {
            "people"
        } else if by_people.count() > 0 {
            "people_a_part"
        } else if !drawn.is_empty() {
            "sample_only"
        } else if counts("machine") > 1 {
            "machines"
        } else {
            "nobody"
        }
    }

    /// The first word that has to be said.
    fn kind(&self) -> &'static str {
        let asked: Vec<&Value> = self.audits(false).collect();
        let measured_only = !asked.is_empty() && asked.iter().all(|audit| audit["outcome"] == "measured_only");
        let overturned = self.is_of_the_last() && asked.iter().any(|it| it["full_hand_count"]["correct"] == false);
        let confirmed = self.is_of_the_last() && self.audits(true).any(|audit| audit["outcome"] == "confirmed");
        let (found, missed) = (list_len(&self.it["faults_found"]), list_len(&self.it["faults_missed"]));
        let looked = self.looked_at_by();
        match () {
            () if !self.last_is_right() && confirmed => "wrong_and_confirmed",
            () if !self.last_is_right() && measured_only => "measured_only_wrong",
            () if !self.last_is_right() => "wrong_stands",
            () if self.right.contains(&false) => "corrected",
            () if overturned => "would_be_overturned",
            () if found == 0 && missed > 0 => "undetected",
            () if measured_only && ["nobody", "machines"].contains(&looked) => "measured_only",
            () if self.totals_off() > 0 => "totals_off",
            () => match looked {
                "people" => "confirmed",
                "people_a_part" => "part_looked",
                "machines" => "machines_alone",
                "sample_only" => "not_confirmed",
                _ => "nobody_looked",
            },
        }
    }

    /// The verdict that the document has to give.
    fn verdict(&self) -> &'static str {
        let (found, missed) = (list_len(&self.it["faults_found"]), list_len(&self.it["faults_missed"]));
        match self.kind() {
            "wrong_and_confirmed" => "wrong_and_confirmed",
            "measured_only_wrong" | "wrong_stands" => "not_corrected",
            "corrected" => "corrected",
            _ if found == 0 && missed > 0 => "undetected",
            _ if ["nobody", "sample_only"].contains(&self.looked_at_by()) => "unchecked",
            _ => "confirmed",
        }
    }
}

/// First words with the keys of their texts.
const FIRST_WORDS: [(&str, &str); 14] = [
    ("wrong_and_confirmed", "word_wrong_and_confirmed"),
    ("wrong_stands", "word_not_corrected"),
    ("measured_only_wrong", "word_measured_wrong"),
    ("paper_is_wrong", "word_paper_is_wrong"),
    ("would_be_overturned", "word_would_be_overturned"),
    ("undetected", "word_undetected"),
    ("totals_off", "word_totals_off"),
    ("not_confirmed", "word_not_confirmed"),
    ("part_looked", "word_part_looked"),
    ("nobody_looked", "word_nobody_looked"),
    ("measured_only", "word_measured_right"),
    ("machines_alone", "word_machines_alone"),
    ("corrected", "word_corrected"),
    ("confirmed", "word_confirmed"),
];

/// The audit that the law of the scenario orders.
fn law_orders(file: &ScenarioFile) -> Option<&'static str> {
    let audit = file.scenario.audit.as_ref()?;
    (audit.law.is_some() && audit.law == file.scenario.law).then_some("fixed_percentage")
}

fn run_headline_holds(what: &str, document: &Value, it: &Value, law_orders: Option<&str>) {
    let (headline, truth) = (&it["headline"], &it["true"]);
    let stages = it["stages"].as_array().expect("stages");
    let record = Record::of(document, it);
    let (right, last) = (&record.right, stages.len() - 1);
    let audits = || it["audits"].as_array().expect("audits").iter();
    let place = |id: &Value| stages.iter().position(|stage| stage["id"] == *id);
    // What is said first.
    assert_eq!(headline["kind"], record.kind(), "{what}: {headline}");
    assert_eq!(it["verdict"], record.verdict(), "{what}");
    assert_eq!(headline["last_word"]["correct"], record.last_is_right(), "{what}");
    assert_eq!(headline["looked_at_by"], record.looked_at_by(), "{what}");
    // Who confirmed what is wrong, and who was asked about only.
    let confirmed = |audit: &&Value| audit["outcome"] == "confirmed" && record.audited.is_some_and(|at| !right[at]);
    for audit in audits() {
        assert_eq!(audit["confirmed_wrong"], confirmed(&audit), "{what}");
        let by_law = audit["method"].as_str() == law_orders;
        assert_eq!(audit["held"], audit["observed"] == true || by_law, "{what}");
    }
    let method = |audit: &Value| audit["method"].as_str().expect("a method").to_owned();
    let held = |audit: &&Value| audit["held"] == true;
    assert_eq!(list(&headline["confirmed_wrong"]), each_once(audits().filter(confirmed).map(method)), "{what}");
    let wrong = each_once(audits().filter(confirmed).filter(held).map(method));
    assert_eq!(list(&headline["confirmed_wrong_held"]), wrong, "{what}");
    let miscounted = |audit: &&Value| audit["full_hand_count"]["correct"] == false;
    assert_eq!(list(&headline["miscounted"]), each_once(audits().filter(miscounted).map(method)), "{what}");
    let by_law = each_once(audits().filter(miscounted).filter(held).map(method));
    assert_eq!(list(&headline["miscounted_held"]), by_law, "{what}");
    let asked = &headline["audits_asked_about"];
    let those = |fits: &dyn Fn(&Value) -> bool| {
        record.audits(false).filter(|it| it["nothing_to_audit"] != true && fits(it)).map(method).collect::<Vec<_>>()
    };
    assert_eq!(list(&asked["methods"]), those(&|_| true), "{what}");
    assert_eq!(list(&asked["would_confirm"]), those(&|it| it["outcome"] == "confirmed"), "{what}");
    assert_eq!(list(&asked["would_measure_only"]), those(&|it| it["outcome"] == "measured_only"), "{what}");
    let found = those(&|it| it["full_hand_count"]["correct"] == true);
    assert_eq!(list(&asked["would_count_and_find_the_paper"]), found, "{what}");
    // Ballots, leads and totals.
    let paper = truth["ballots"].as_i64().expect("ballots");
    let off = stages.iter().filter(|stage| stage["ballots"] != paper).map(|stage| {
        let counted = stage["ballots"].as_i64().expect("ballots");
        json!({"stage": stage["id"], "counted": counted, "on_paper": paper, "off": counted - paper})
    });
    assert_eq!(headline["ballots_off"], off.collect::<Value>(), "{what}");
    let lead_off = |at: usize| match (right[at], stages[at]["margin"].as_i64(), truth["margin"].as_i64()) {
        (true, Some(lead), Some(paper)) => lead - paper,
        _ => 0,
    };
    if right.len() == stages.len() {
        assert_eq!(headline["last_lead_off"], lead_off(last), "{what}");
    }
    let totals_off = if record.last_is_right() { record.totals_off() } else { 0 };
    assert_eq!(headline["totals_off"], totals_off, "{what}");
    // What it rests on.
    match record.kind() {
        "corrected" => {
            let first = right.iter().position(|right| !right).expect("one that was wrong");
            assert_eq!(headline["reported_by"], stages[first]["id"], "{what}");
            if let Some(mended) = place(&headline["put_right_by"]) {
                assert!(!right[mended - 1] && right[mended..].iter().all(|right| *right), "{what}");
                assert_eq!(headline["lead_off"], lead_off(mended), "{what}");
            } else {
                let by_law = record.audits(true).map(method).collect::<Vec<_>>();
                assert!(!right[last] && list(&headline["put_right_by_audits"]) == by_law, "{what}");
            }
        }
        "wrong_stands" | "measured_only_wrong" | "wrong_and_confirmed" => {
            let whose = (headline["last_count"].is_string(), headline["last_count_by_audit"].is_string());
            assert_eq!(whose, (right.len() == stages.len(), right.len() > stages.len()), "{what}");
        }
        "confirmed" | "totals_off" | "nobody_looked" | "machines_alone" => {
            assert!(right.iter().all(|right| *right), "{what}");
            assert_eq!(headline["faults_found"], list_len(&it["faults_found"]), "{what}");
            assert_eq!(headline["faults_missed"], list_len(&it["faults_missed"]), "{what}");
            assert!(headline["faults_found"] != 0 || headline["faults_missed"] == 0, "{what}");
        }
        _ => {}
    }
}

/// How a page marks the name of a stage.
type Quote<'q> = &'q dyn Fn(&str) -> String;

fn run_is_told(shown: &Told, document: &Value, it: &Value) {
    let texts = Texts::of(shown.language);
    let (headline, truth) = (&it["headline"], &it["true"]);
    let record = Record::of(document, it);
    let contests = document["contests"].as_array().expect("contests");
    let stages = it["stages"].as_array().expect("stages");
    let stage = |id: &Value| stages.iter().find(|stage| stage["id"] == *id).expect("a stage");
    let paper = outcome(&texts, truth);
    // Marks of quotes differ between terminal and page.
    let each = |says: &dyn Fn(Quote<'_>) -> String| {
        for (page, quote) in shown.pages.iter().zip(["quote", "quote_on_page"]) {
            let quoted = |text: &str| texts.fill(quote, &[("text", text)]);
            let says = flat(&says(&quoted));
            assert!(page.contains(&says), "{}, {}: does not say {says:?}", shown.what, shown.language.code);
        }
    };
    let name = |id: &Value| id.as_str().expect("a name").to_owned();
    // The first word is the one that has to be said, and no other is said of this contest.
    let title =
        if contests.len() > 1 { format!("{}: ", it["title"].as_str().expect("a title")) } else { String::new() };
    for (kind, key) in FIRST_WORDS {
        let word = format!("{title}{}. ", texts.get(key));
        if kind == record.kind() {
            shown.says(&word);
        } else {
            for page in &shown.pages {
                let begin: String = page.chars().take(3_000).collect();
                let others_say = contests.iter().any(|it| it["headline"]["kind"] == kind) && title.is_empty();
                assert!(others_say || !begin.contains(&word), "{}: says {word}", shown.what);
            }
        }
    }
    let gaps = [("who", &paper[..]), ("paper", &paper)];
    match record.kind() {
        "corrected" => each(&|quoted| {
            let by = &headline["reported_by"];
            let reported = outcome(&texts, stage(by));
            let audits =
                texts.fill("mended_by_audit", &[("methods", &list(&headline["put_right_by_audits"]).join(", "))]);
            let mended = headline["put_right_by"].as_str().map_or(audits, quoted);
            let off = headline["lead_off"].as_i64().unwrap_or(0);
            let key = if off == 0 { "corrected_says" } else { "corrected_lead_off" };
            let gaps =
                [("stage", &quoted(&name(by))[..]), ("reported", &reported), ("paper", &paper), ("mended", &mended)];
            texts.fill(key, &[&gaps[..], &[("votes", &votes(&texts, off))]].concat())
        }),
        "wrong_stands" | "measured_only_wrong" | "wrong_and_confirmed" => {
            // Whose the last word is, by its name.
            let last = &headline["last_count"];
            if last.is_string() {
                each(&|quoted| {
                    let reported = outcome(&texts, &stages[stages.len() - 1]);
                    let word = FIRST_WORDS.iter().find(|(kind, _)| *kind == record.kind()).expect("a word").1;
                    let right = record.right[..stages.len()].iter().rposition(|right| *right);
                    // What a stage leaves to the one before was said by that one.
                    let right = right.and_then(|at| (0..=at).rev().find(|&at| stages[at]["counted"] == true));
                    let before = right.map_or(String::new(), |at| quoted(&name(&stages[at]["id"])));
                    let text = ["only_names", "still_names", "last_names", "names_now"].map(|key| {
                        let gaps = [("stage", &quoted(&name(last))[..]), ("reported", &reported), ("paper", &paper)];
                        let says = texts.fill(key, &[&gaps[..], &[("before", &before)]].concat());
                        format!("{title}{}. {says}", texts.get(word))
                    });
                    let is_said = |text: &&String| shown.pages.iter().any(|page| page.contains(&flat(text)));
                    let said: Vec<&String> = text.iter().filter(is_said).collect();
                    assert_eq!(said.len(), 1, "{}, {}: {text:?}", shown.what, shown.language.code);
                    said[0].clone()
                });
            }
        }
        _ => match record.looked_at_by() {
            "people" => drop(shown.says(&texts.fill("every_count_names", &gaps))),
            "people_a_part" => drop(shown.says(&texts.fill("part_counted", &gaps))),
            "machines" => drop(shown.says(&texts.fill("machines_counted", &gaps))),
            "sample_only" => drop(shown.says(&texts.fill("sample_not_confirming", &gaps))),
            _ => each(&|quoted| {
                let only = stages.iter().rev().find(|stage| stage["counted"] == true).expect("a count");
                texts.fill("one_machine_count", &[("who", &paper[..]), ("stage", &quoted(&name(&only["id"])))])
            }),
        },
    }
    faults_are_told(shown, &texts, headline);
    totals_are_told(shown, &texts, headline);
    audits_are_told(shown, &texts, document, it);
    let more = headline["ballots_off"].as_array().expect("a list").iter().filter(|it| it["off"].as_i64() > Some(0));
    let more: Vec<&Value> = more.collect();
    if !more.is_empty() {
        shown.says(texts.get("more_ballots").split('{').next().expect("words"));
        each(&|quoted| {
            let (counted, paper) = (
                grouped(more[0]["counted"].as_i64().expect("a number")),
                grouped(truth["ballots"].as_i64().expect("a number")),
            );
            let gaps = [("stage", &quoted(&name(&more[0]["stage"]))[..]), ("counted", &counted), ("paper", &paper)];
            texts.fill("ballots_of", &gaps)
        });
    }
}

/// `1 vote`, `12 votes`.
fn votes(texts: &Texts, n: i64) -> String {
    match n.abs() {
        1 => texts.get("one_vote").to_owned(),
        n => texts.fill("several_votes", &[("n", &grouped(n))]),
    }
}

/// That totals are off, and who could see it.
fn totals_are_told(shown: &Told, texts: &Texts, headline: &Value) {
    if headline["totals_off"].as_i64() > Some(0) {
        let off = votes(texts, headline["totals_off"].as_i64().expect("votes"));
        let off = texts.fill("totals_off", &[("votes", &off)]);
        // Whether an office could see it is kept apart from what the simulator knows.
        let seen = match headline["totals_seen_by"].as_str() {
            Some(_) => texts.get("totals_seen").split('{').next().expect("words").to_owned(),
            None => texts.get("totals_unseen").to_owned(),
        };
        shown.says(&format!("{off} {seen}"));
    }
}

/// Faults that were seen on the way, and those that were not.
fn faults_are_told(shown: &Told, texts: &Texts, headline: &Value) {
    if let (Some(found), Some(missed)) = (headline["faults_found"].as_u64(), headline["faults_missed"].as_u64()) {
        let faults = match found {
            1 => texts.get("one_fault").to_owned(),
            n => texts.fill("faults", &[("n", &n.to_string())]),
        };
        match (found, missed) {
            (0, _) => {}
            (_, 0) => drop(shown.says(&texts.fill("faults_found_only", &[("faults", &faults)]))),
            _ => {
                shown.says(&texts.fill("faults_found_missed", &[("faults", &faults), ("m", &missed.to_string())]));
            }
        }
    }
}

/// What audits did or would have done: who confirmed a wrong outcome, who miscounted, who found the paper.
fn audits_are_told(shown: &Told, texts: &Texts, document: &Value, it: &Value) {
    let headline = &it["headline"];
    for (key, with, if_held) in [
        ("confirmed_wrong", "confirmed_and_wrong", "confirmed_and_wrong_if_held"),
        ("miscounted", "miscounted", "miscounted_if_held"),
    ] {
        let held = list(&headline[format!("{key}_held")]);
        let asked: Vec<String> = list(&headline[key]).into_iter().filter(|method| !held.contains(method)).collect();
        for (methods, says) in [(held, with), (asked, if_held)] {
            if !methods.is_empty() {
                let stage = it["stages"].as_array().expect("stages").iter();
                let audited = stage.rev().find(|stage| stage["id"] == document["audited_stage"]).expect("a stage");
                let gaps = [("reported", &outcome(texts, audited)[..]), ("methods", &methods.join(", "))];
                shown.says(&texts.fill(says, &gaps));
            }
        }
    }
    let nobody = |key: &str| {
        let contests = document["contests"].as_array().expect("contests").iter();
        contests.into_iter().all(|it| list_len(&it["headline"][key]) == 0)
    };
    if nobody("confirmed_wrong") {
        shown.says_nowhere(texts.get("confirmed_and_wrong"));
        shown.says_nowhere(texts.get("outcome_confirmed_wrong"));
    } else if list_len(&headline["confirmed_wrong"]) > 0 {
        shown.says(texts.get("outcome_confirmed_wrong"));
    }
    let asked = &headline["audits_asked_about"];
    let measured_only = !asked.is_null() && list_len(&asked["would_measure_only"]) == list_len(&asked["methods"]);
    if asked["reported_outcome_correct"] == false && !measured_only {
        let found = list(&asked["would_count_and_find_the_paper"]);
        let namely = texts.fill("namely", &[("methods", &found.join(", "))]);
        let (n, k) = (list_len(&asked["methods"]).to_string(), found.len().to_string());
        let noticed = list_len(&asked["would_notice"]).to_string();
        let gaps = [
            ("n", &n[..]),
            ("found", &k),
            ("noticed", &noticed),
            ("paper", &outcome(texts, &it["true"])),
            ("methods", if found.is_empty() { "" } else { &namely }),
        ];
        let says = texts.fill("asked_wrong", &gaps);
        // Each page marks the name of the stage in its own way; the text behind it is the same.
        shown.says(says.split_once("{stage}").expect("a stage").1);
    }
}

/// What each first word of a run was said of, by contests.
fn what_happened_holds(numbers: std::ops::Range<u64>) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for number in numbers {
        let (what, text) = (format!("happened {number}"), happened::scenario(number));
        let file = ScenarioFile::read("happened", text.clone()).unwrap_or_else(|e| panic!("{what}: {e}\n{text}"));
        for kind in run_holds(&what, &file) {
            *said.entry(kind).or_default() += 1;
        }
    }
    said
}

#[test]
fn what_happened_and_what_is_only_asked_about_are_told_apart() {
    let said = what_happened_holds(0..160);
    // Every first word but two has its day: those need a drawn sample, or voters whom the paper does not tell.
    let rare = ["paper_is_wrong", "not_confirmed"];
    for (kind, _) in FIRST_WORDS.iter().filter(|(kind, _)| !rare.contains(kind)) {
        assert!(said.contains_key(*kind), "{kind}: {said:?}");
    }
}

#[test]
#[ignore = "thousands of elections: minutes"]
fn long_what_happened_is_told_of_thousands() {
    assert!(what_happened_holds(1_000..5_000).values().sum::<usize>() >= 4_000);
}
