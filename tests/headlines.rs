//! First lines: random elections, methods and outcomes by the thousand, and each banner compared with the document of
//! the same command, in every language, on terminal and page.
//!
//! Each check computes the first line from the tables of a document, checks that the document has it, and then that the
//! pages have it. A command is added with a function of its own that is called in `first_lines_hold`.

mod cases;
mod happened;
mod kinds;
mod lots;
mod run;
mod said;

use std::collections::BTreeMap;

use lots::{Lot, scenario, scenario_of_kinds};
use recount::report::html::{attacked, simulated as simulated_page, swept};
use recount::report::{
    self, LANGUAGES, Language, SweepHead, SweepJson, attacked_in_words, hear_row, read_cell, simulated_in_words,
    swept_in_words,
};
use recount::scenario::{Grid, GridFile, ScenarioFile};
use recount::simulation::adversary::{ATTACKS, AttackTable, attack};
use recount::simulation::headline::SweepHeadline;
use recount::simulation::{SimulationOptions, simulate};
use run::run_holds;
use said::{Texts, flat, grouped, number, read_off, shows_share, with_many};
use serde_json::{Value, json};

/// A command's first lines on its pages.
struct Told {
    /// Which lot and command, for a message.
    what: String,
    language: &'static Language,
    /// Terminal and page, each in one line.
    pages: Vec<String>,
}

impl Told {
    fn new(what: &str, language: &'static Language, pages: &[&str]) -> Self {
        let stated = Self { what: what.to_owned(), language, pages: pages.iter().map(|page| flat(page)).collect() };
        // A share that was rounded to none or to all.
        for page in &stated.pages {
            for rounded in ["0.00 %", "0.0 %", "100.00 %", "100.0 %"] {
                let is_bare = |at: usize| !page[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
                let stands = page.match_indices(rounded).any(|(at, _)| is_bare(at));
                assert!(!stands, "{what}, {}: {rounded}", language.code);
            }
        }
        stated
    }

    /// Checks that every page has the text; returns the values of its open arguments.
    fn says(&self, text: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for (at, page) in self.pages.iter().enumerate() {
            let read = read_off(&with_many(text), &with_many(page));
            let begin = page.chars().take(1500).collect::<String>();
            found = read.unwrap_or_else(|| {
                panic!("{}, {}, page {at}: does not say {text:?} but {begin:?}", self.what, self.language.code)
            });
        }
        found
    }

    /// Checks that no page has the text.
    fn says_nowhere(&self, text: &str) {
        let opens = text.split('{').next().unwrap_or_default().trim();
        assert!(opens.len() > 5, "{text}");
        for page in &self.pages {
            assert!(!page.contains(opens), "{}, {}: says {opens:?}", self.what, self.language.code);
        }
    }
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|it| it.as_str().expect("a name").to_owned()).collect()
}

fn sorted(value: &Value) -> Vec<String> {
    let mut names = list(value);
    names.sort();
    names
}

fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The names of an outcome as pages write them.
fn outcome(texts: &Texts, it: &Value) -> String {
    let (winners, tied) = (list(&it["winners"]).join(", "), list(&it["tied"]).join(", "));
    let tie = texts.fill("tie_of", &[("who", &tied)]);
    match (winners.is_empty(), tied.is_empty()) {
        (_, true) => winners,
        (true, false) => tie,
        (false, false) => texts.fill("winners_and_tie", &[("who", &winners), ("tie", &tie)]),
    }
}

fn list_len(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

fn same_outcome(a: &Value, b: &Value) -> bool {
    ["winners", "tied"].iter().all(|key| sorted(&a[*key]) == sorted(&b[*key]))
}

// ------------------------------------------------------------------------------------------------------------- simulate

/// What the first line of a contest has to be, by the rows of the table alone.
fn expected_of_trials(rows: &[&Value], trials: u64, on_one_sample: &[String]) -> Value {
    let share = |row: &Value, key: &str| row[key].as_f64().expect("a share");
    let hits = |share: f64| (share * trials as f64).round() as u64;
    let right = rows.iter().all(|row| row["reported_outcome_correct"] == true);
    let often = |count: &dyn Fn(&Value) -> u64, with_limit: bool| {
        let mut groups: Vec<(u64, Option<f64>, Vec<Value>)> = Vec::new();
        for row in rows {
            let low = row["confirmed_wrong_interval95"][0].as_f64().expect("an end");
            let above = row["risk_limit"].as_f64().filter(|limit| with_limit && low > *limit);
            match groups.iter_mut().find(|it| (it.0, it.1) == (count(row), above)) {
                Some(it) => it.2.push(row["method"].clone()),
                None => groups.push((count(row), above, vec![row["method"].clone()])),
            }
        }
        groups.retain(|it| it.0 > 0);
        groups.sort_by_key(|it| std::cmp::Reverse(it.0));
        groups
    };
    let confirmed = often(&|row| hits(share(row, "confirmed_wrong")), true);
    let measured = |row: &Value| hits(1.0 - share(row, "confirmed") - share(row, "full_hand_count"));
    let measured_only = often(&measured, false);
    let miscounted = often(
        &|row| {
            let measured_only = if right { 0.0 } else { measured(row) as f64 / trials as f64 };
            hits(share(row, "wrong_in_the_end") - share(row, "confirmed_wrong") - measured_only)
        },
        false,
    );
    let mean = |row: &Value| row["cards"]["mean"].as_f64().expect("a mean").round() as u64;
    let shared = |row: &Value| on_one_sample.iter().any(|method| row["method"] == **method);
    let any_limit = rows.iter().any(|row| !row["risk_limit"].is_null());
    let any_shared = rows.iter().any(|row| shared(row));
    let compares = |row: &&Value| !row["risk_limit"].is_null() && !shared(row) && measured(row) == 0;
    let limiting: Vec<&Value> = rows.iter().copied().filter(compares).collect();
    let uncontested = rows[0]["contested"] == false;
    let mut ends: Vec<Value> = Vec::new();
    for row in rows.iter().filter(|row| shared(row) && !uncontested) {
        let of = |key: &str| row[key].as_f64().expect("a share");
        let (confirmed, full) = (of("confirmed"), of("full_hand_count"));
        assert!((of("measured_only") - (1.0 - confirmed - full)).abs() < 1e-9, "the three make up all");
        match ends.iter_mut().find(|it| it["confirmed"] == row["confirmed"] && it["full_hand_count"] == row["full_hand_count"]) {
            Some(it) => it["methods"].as_array_mut().expect("a list").push(row["method"].clone()),
            None => ends.push(json!({"methods": [row["method"]], "confirmed": row["confirmed"], "full_hand_count": row["full_hand_count"], "measured_only": row["measured_only"]})),
        }
    }
    let looked = rows.iter().filter(|row| uncontested && row["cards"]["max"].as_f64() > Some(0.0));
    let looked: Vec<Value> =
        looked.map(|row| json!({"method": row["method"], "cards_mean": mean(row), "of": row["population"]})).collect();
    let of = rows[0]["population"].as_u64().expect("cards");
    let those = |cards: u64| {
        limiting.iter().filter(|row| mean(row) == cards).map(|row| row["method"].clone()).collect::<Vec<_>>()
    };
    let least = limiting.iter().map(|row| mean(row)).min();
    let next = limiting.iter().map(|row| mean(row)).filter(|cards| Some(*cards) > least).min();
    let looks_at_all = |row: &&Value| row["cards"]["min"] == of && row["cards"]["max"] == of;
    let kind = match (right, least, next) {
        _ if uncontested => "nobody_can_lose",
        (false, ..) if confirmed.is_empty() && !measured_only.is_empty() => "wrong_stands",
        (false, ..) if confirmed.is_empty() => "nobody_confirmed",
        (false, ..) => "confirmed_wrong",
        (true, None, _) if !any_limit => "none_limits_the_risk",
        (true, None, _) if any_shared => "one_sample",
        (true, None, _) => "measured_only",
        (true, ..) if limiting.iter().all(looks_at_all) => "all_cards",
        (true, ..) if limiting.len() == 1 => "one_method",
        (true, _, None) => "tie",
        (true, ..) => "fewest_cards",
    };
    let groups = |of: &[(u64, Option<f64>, Vec<Value>)]| {
        of.iter()
            .map(|(hits, above, methods)| json!({"methods": methods, "hits": hits, "above_limit": above}))
            .collect::<Value>()
    };
    let sd = |cards: u64| {
        limiting
            .iter()
            .filter(|row| mean(row) == cards)
            .map(|row| row["cards"]["sd"].as_f64().expect("a number"))
            .fold(0.0, f64::max)
    };
    let may_be_chance = least
        .zip(next)
        .map(|(least, next)| ((next - least) as f64) < 2.0 * (sd(least) + sd(next)) / (trials as f64).sqrt());
    json!({
        "kind": kind, "right": right, "of": of, "least": least, "methods": least.map(those), "next": next,
        "next_methods": next.map(those), "may_be_chance": may_be_chance,
        "confirmed_wrong": groups(&confirmed), "miscounted": groups(&miscounted),
        "measured_only": groups(&measured_only), "on_one_sample": ends, "looked_all_the_same": looked,
    })
}

/// Holds the first line of every contest against the rows of its table; how many there are.
fn trials_hold(what: &str, file: &ScenarioFile, ask: &SimulationOptions) -> usize {
    let all = simulate(file, ask, &|_| {}).unwrap_or_else(|e| panic!("{what}: {e}"));
    let document = report::simulated(&all);
    let rows = document["methods"].as_array().expect("rows");
    let on_one_sample = together_holds(what, &document);
    let mut expected: Vec<(Value, Value)> = Vec::new();
    for contest in each_once(rows.iter().map(|row| row["contest"].as_str().expect("an id").to_owned())) {
        let of: Vec<&Value> = rows.iter().filter(|row| row["contest"] == *contest).collect();
        let place = expected.len();
        let headline = document["headline"][place].clone();
        assert_eq!(headline["contest"], *contest, "{what}");
        let wanted = expected_of_trials(&of, all.trials, &on_one_sample);
        trials_headline_holds(&format!("{what}, {contest}"), &headline, &wanted, &of);
        expected.push((headline, wanted));
    }
    assert_eq!(expected.len(), list_len(&document["headline"]), "{what}");
    for language in LANGUAGES {
        let words = simulated_in_words(&all, language);
        let stated = Told::new(&format!("simulate, {what}"), language, &[&words, &simulated_page(&all, language)]);
        together_is_told(&stated, &document["headline_together"], all.trials);
        for (at, (headline, wanted)) in expected.iter().enumerate() {
            let id = headline["contest"].as_str().expect("an id");
            let contest = all.contests.iter().find(|it| it.id == id).expect("a contest");
            trials_are_told(&stated, &contest.title, headline, wanted, all.trials);
            assert_eq!(all.headlines()[at].reported_right, wanted["right"] == true);
        }
    }
    expected.len()
}

fn trials_headline_holds(what: &str, headline: &Value, wanted: &Value, rows: &[&Value]) {
    let kind = wanted["kind"].as_str().expect("a kind");
    assert_eq!(headline["kind"], kind, "{what}: {headline}");
    assert_eq!(headline["reported_outcome_correct"], wanted["right"], "{what}");
    if ["one_method", "tie", "fewest_cards"].contains(&kind) {
        assert_eq!(headline["cards_mean"], wanted["least"], "{what}");
    }
    if ["one_method", "tie", "fewest_cards", "all_cards"].contains(&kind) {
        assert_eq!((&headline["methods"], &headline["of"]), (&wanted["methods"], &wanted["of"]), "{what}");
    }
    if kind == "fewest_cards" {
        let next = (&headline["next"], &headline["next_cards_mean"], &headline["may_be_chance"]);
        assert_eq!(next, (&wanted["next_methods"], &wanted["next"], &wanted["may_be_chance"]), "{what}");
    }
    for key in ["on_one_sample", "looked_all_the_same"] {
        assert_eq!(headline[key], wanted[key], "{what}: {key}");
    }
    if ["nobody_confirmed", "wrong_stands"].contains(&kind) {
        let high =
            rows.iter().map(|row| row["confirmed_wrong_interval95"][1].as_f64().expect("an end")).fold(0.0, f64::max);
        assert_eq!(headline["at_most"], high, "{what}");
    }
    let trials = headline["trials"].as_f64().expect("trials");
    for key in ["confirmed_wrong", "miscounted", "measured_only"] {
        assert_eq!(list_len(&headline[key]), list_len(&wanted[key]), "{what}: {key}");
        for (said, wanted) in
            headline[key].as_array().into_iter().flatten().zip(wanted[key].as_array().into_iter().flatten())
        {
            assert_eq!(
                (&said["methods"], &said["above_limit"]),
                (&wanted["methods"], &wanted["above_limit"]),
                "{what}"
            );
            let hits = said["share"].as_f64().expect("a share") * trials;
            assert!((hits - wanted["hits"].as_f64().expect("a number")).abs() < 1e-6, "{what}");
        }
    }
}

fn trials_are_told(stated: &Told, contest: &str, headline: &Value, wanted: &Value, trials: u64) {
    let texts = Texts::of(stated.language);
    let right = wanted["right"] == true;
    let by = by_trials(&texts, trials);
    let kind = wanted["kind"].as_str().expect("a kind");
    let outcome = match kind {
        "nobody_can_lose" => texts.get("why-nobody"),
        _ => texts.get(if right { "outcome_right" } else { "outcome_wrong" }),
    };
    let methods = list(&wanted["methods"]).join(", ");
    let gaps = [
        ("by", &by[..]),
        ("methods", &methods),
        ("method", &methods),
        ("next", &list(&wanted["next_methods"]).join(", ")),
    ];
    let mut begins = format!("{contest}: {outcome}.");
    let own = begins.clone();
    let all = |key: &str| wanted[key].as_array().into_iter().flatten();
    let measured =
        all("measured_only").map(|it| measured_says(&texts, &by, right, it, trials)).collect::<Vec<_>>().join(" ");
    let ends = all("on_one_sample").map(|it| ends_say(&texts, it, trials)).collect::<Vec<_>>().join("; ");
    if right && !ends.is_empty() && kind != "nobody_can_lose" {
        begins = format!("{begins} {}", texts.fill("one_sample_ends", &[("by", &by), ("list", &ends)]));
        if !["one_sample", "measured_only"].contains(&kind) {
            begins = format!("{begins} {}", texts.get("apart_from_it"));
        }
    }
    if !right && !measured.is_empty() {
        begins = format!("{begins} {measured}");
    }
    match kind {
        "nobody_can_lose" => {
            let number = |value: &Value| grouped(value.as_i64().expect("a number"));
            let one = |it: &Value| {
                let (method, cards, of) =
                    (it["method"].as_str().expect("a name"), number(&it["cards_mean"]), number(&it["of"]));
                texts.fill("looked_at", &[("method", method), ("cards", &cards), ("of", &of)])
            };
            let looked: Vec<String> = all("looked_all_the_same").map(one).collect();
            if looked.is_empty() {
                drop(stated.says(&begins));
            } else {
                drop(
                    stated.says(&format!(
                        "{begins} {}",
                        texts.fill("looked_all_the_same", &[("list", &looked.join("; "))])
                    )),
                );
            }
        }
        "one_sample" => drop(stated.says(&begins)),
        "measured_only" => drop(stated.says(&format!("{begins} {measured}"))),
        "none_limits_the_risk" => drop(stated.says(&format!("{begins} {}", texts.get("none_limits")))),
        "nobody_confirmed" | "wrong_stands" => {
            let says = texts.fill("nobody_confirmed", &[("by", &by), ("interval", texts.get("within_95"))]);
            let read = stated.says(&format!("{begins} {says}"));
            assert!(shows_share(headline["at_most"].as_f64().expect("a share"), &read["high"]), "{}", stated.what);
        }
        "confirmed_wrong" => {
            let says = often(&texts, "confirmed_all_the_same", &headline["confirmed_wrong"]);
            shares_hold(stated, &format!("{begins} {says}"), &headline["confirmed_wrong"], trials);
        }
        kind => {
            let key = match kind {
                "fewest_cards" => "fewest",
                other => other,
            };
            let read = stated.says(&format!("{begins} {}", texts.fill(key, &gaps)));
            assert_eq!(Some(read["of"].as_str()), wanted["of"].as_i64().map(grouped).as_deref(), "{}", stated.what);
            for (gap, key) in [("cards", "least"), ("next_cards", "next")] {
                let shown = read.get(gap).map(|shown| number(shown));
                assert!(shown.is_none() || shown == wanted[key].as_f64(), "{}: {gap}", stated.what);
            }
        }
    }
    if right && !measured.is_empty() {
        stated.says(&measured);
    }
    let begins = own;
    if list_len(&wanted["miscounted"]) > 0 {
        // Other contests may have the same sentence with other numbers: this one's come after its name.
        let own = |page: &String| page[page.find(&begins).expect("its line")..].to_owned();
        let stated = Told {
            what: stated.what.clone(),
            language: stated.language,
            pages: stated.pages.iter().map(own).collect(),
        };
        let says = often(&texts, "wrong_stands_after", &headline["miscounted"]);
        shares_hold(&stated, &says, &headline["miscounted"], trials);
    }
}

fn by_trials(texts: &Texts, trials: u64) -> String {
    if trials == 1 {
        texts.get("in_one_trial").to_owned()
    } else {
        texts.fill("in_trials", &[("n", &grouped(trials as i64))])
    }
}

/// The sentence that a report was not confirmed.
fn measured_says(texts: &Texts, by: &str, right: bool, it: &Value, trials: u64) -> String {
    let hits = it["hits"].as_u64().expect("a number");
    let key = match (hits == trials, right) {
        (true, true) => "measured_never",
        (true, false) => "measured_never_wrong",
        (false, true) => "measured_in",
        (false, false) => "measured_in_wrong",
    };
    let methods = list(&it["methods"]).join(", ");
    texts.fill(key, &[("by", by), ("methods", &methods), ("hits", &hits.to_string()), ("n", &trials.to_string())])
}

/// How audits on the one sample ended.
fn ends_say(texts: &Texts, it: &Value, trials: u64) -> String {
    let of = [("end_confirmed", "confirmed"), ("end_full", "full_hand_count"), ("end_measured", "measured_only")];
    let hits = |key: &str| (it[key].as_f64().expect("a share") * trials as f64).round() as u64;
    let parts = of.into_iter().filter(|(_, key)| hits(key) > 0);
    let parts: Vec<String> = parts.map(|(says, key)| texts.fill(says, &[("n", &hits(key).to_string())])).collect();
    texts.fill("ends_of", &[("methods", &list(&it["methods"]).join(", ")), ("parts", &parts.join(", "))])
}

/// Holds the line of all contests together against the rows; the methods whose sample serves several contests.
fn together_holds(what: &str, document: &Value) -> Vec<String> {
    let rows = document["methods"].as_array().expect("rows");
    let contested = rows.iter().filter(|row| row["contested"] == true);
    let contested = each_once(contested.map(|row| row["contest"].as_str().expect("an id").to_owned())).len();
    let together: Vec<&Value> = document["together"].as_array().into_iter().flatten().collect();
    let headline = &document["headline_together"];
    if contested < 2 || together.is_empty() {
        assert!(headline.is_null(), "{what}: {headline}");
        return Vec::new();
    }
    assert_eq!((&headline["contests"], &headline["trials"]), (&json!(contested), &document["trials"]), "{what}");
    let mean = |row: &Value, key: &str| row[key]["mean"].as_f64().expect("a mean");
    let limits = |method: &Value| rows.iter().any(|row| row["method"] == *method && !row["risk_limit"].is_null());
    let work = |row: &&Value| {
        let whole = |key: &str| mean(row, key).round() as u64;
        // Each full hand count handles its own ballots, and no ballot twice.
        let own = rows.iter().filter(|it| it["method"] == row["method"]);
        let alone =
            own.map(|it| it["full_hand_count"].as_f64().expect("a share") * it["population"].as_f64().expect("cards"));
        let (least, most) = alone.fold((0.0_f64, 0.0), |(least, sum), it| (least.max(it), sum + it));
        let ballots = mean(row, "ballots_counted_in_full");
        assert!(least <= ballots + 1e-6 && ballots <= most + 1e-6, "{what}: {least} to {most}, {ballots}");
        assert!(
            mean(row, "all_hours") >= mean(row, "hours")
                && (ballots > 0.0 || mean(row, "all_hours") <= mean(row, "hours"))
        );
        json!({
            "method": row["method"], "cards_mean": whole("cards"), "ballots_mean": whole("ballots_counted_in_full"),
            "hours_mean": whole("all_hours"), "cost_mean": whole("all_cost"), "limits_the_risk": limits(&row["method"]),
        })
    };
    assert_eq!(headline["methods"], together.iter().map(work).collect::<Value>(), "{what}");
    let limiting: Vec<&&Value> = together.iter().filter(|row| limits(&row["method"])).collect();
    let all_right = rows.iter().all(|row| row["reported_outcome_correct"] == true);
    let handled = |row: &Value| (mean(row, "cards").round() + mean(row, "ballots_counted_in_full").round()) as u64;
    let those =
        |n: u64| limiting.iter().filter(|row| handled(row) == n).map(|row| row["method"].clone()).collect::<Vec<_>>();
    let least = limiting.iter().map(|row| handled(row)).min().filter(|_| all_right && limiting.len() > 1);
    assert_eq!(headline["least"]["handled_mean"].as_u64(), least, "{what}");
    if let Some(least) = least {
        let next = limiting.iter().map(|row| handled(row)).filter(|&n| n > least).min();
        assert_eq!(headline["least"]["methods"], json!(those(least)), "{what}");
        assert_eq!(headline["least"]["next_handled_mean"].as_u64(), next, "{what}");
        assert_eq!(headline["least"]["next"], json!(next.map(those)), "{what}");
    }
    together.iter().map(|row| row["method"].as_str().expect("a name").to_owned()).collect()
}

fn together_is_told(stated: &Told, headline: &Value, trials: u64) {
    let texts = Texts::of(stated.language);
    if headline.is_null() {
        return stated.says_nowhere(
            texts.get("shared_all").split("{k}").nth(1).and_then(|it| it.split(':').next()).expect("words"),
        );
    }
    let number = |value: &Value| grouped(value.as_i64().expect("a number"));
    let work = |it: &Value| {
        let gaps = [
            ("method", it["method"].as_str().expect("a name").to_owned()),
            ("cards", number(&it["cards_mean"])),
            ("ballots", number(&it["ballots_mean"])),
            ("hours", number(&it["hours_mean"])),
            ("cost", number(&it["cost_mean"])),
        ];
        texts.fill("shared_work", &gaps.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    };
    let list: Vec<String> = headline["methods"].as_array().into_iter().flatten().map(work).collect();
    let (by, k) = (by_trials(&texts, trials), headline["contests"].to_string());
    let all = texts.fill("shared_all", &[("by", &by), ("k", &k), ("list", &list.join("; "))]);
    let least = &headline["least"];
    if least.is_null() {
        return drop(stated.says(&all));
    }
    let join = |value: &Value| self::list(value).join(", ");
    let (methods, handled) = (join(&least["methods"]), number(&least["handled_mean"]));
    let says = if least["next"].is_null() {
        texts.fill("shared_tie", &[("methods", &methods), ("handled", &handled)])
    } else {
        let next = (join(&least["next"]), number(&least["next_handled_mean"]));
        let gaps = [("methods", &methods), ("handled", &handled), ("next", &next.0), ("next_handled", &next.1)];
        texts.fill("shared_least", &gaps.map(|(name, value)| (name, value.as_str())))
    };
    drop(stated.says(&format!("{all} {says}")));
}

/// A sentence about methods and how often, its numbers left open.
fn often(texts: &Texts, key: &str, groups: &Value) -> String {
    let one = |(at, group): (usize, &Value)| {
        let methods = list(&group["methods"]).join(", ");
        let mut says = texts.fill("often_trials", &[("methods", &methods)]);
        if !group["above_limit"].is_null() {
            says += texts.get("above_limit");
        }
        ["hits", "n", "share", "low", "high", "limit"]
            .iter()
            .fold(says, |says, gap| says.replace(&format!("{{{gap}}}"), &format!("{{{gap}{at}}}")))
    };
    let list: Vec<String> = groups.as_array().into_iter().flatten().enumerate().map(one).collect();
    texts.fill(key, &[("list", &list.join("; "))])
}

fn shares_hold(stated: &Told, says: &str, groups: &Value, trials: u64) {
    let read = stated.says(says);
    for (at, group) in groups.as_array().into_iter().flatten().enumerate() {
        let gap = |name: &str| read[&format!("{name}{at}")].as_str();
        let share = group["share"].as_f64().expect("a share");
        assert_eq!(gap("n"), grouped(trials as i64), "{}", stated.what);
        assert!((number(gap("hits")) - share * trials as f64).abs() < 1e-6, "{}", stated.what);
        for (name, value) in [
            ("share", share),
            ("low", group["interval95"][0].as_f64().expect("an end")),
            ("high", group["interval95"][1].as_f64().expect("an end")),
        ] {
            assert!(shows_share(value, gap(name)), "{}: {name} {value} as {}", stated.what, gap(name));
        }
    }
}

// --------------------------------------------------------------------------------------------------------------- attack

/// Holds the first lines of attacks against their cells; how many there are.
fn attacks_hold(what: &str, file: &ScenarioFile, ask: &SimulationOptions, attacks: &[String]) -> usize {
    let all = attack(file, ask, attacks, 1, &|_| {}).unwrap_or_else(|e| panic!("{what}: {e}"));
    let document = report::attacked(&all);
    let headline = &document["headline"];
    let cells = document["attacks"].as_array().expect("cells");
    let tried: Vec<&Value> = cells.iter().filter(|cell| cell["refused"].is_null()).collect();
    let share = |cell: &Value| cell["confirmed_wrong"].as_f64().expect("a share");
    let methods = each_once(tried.iter().map(|cell| cell["method"].as_str().expect("a name").to_owned()));
    let worst = |method: &String| {
        tried.iter().filter(|cell| cell["method"] == **method).map(|cell| share(cell)).fold(0.0, f64::max)
    };
    let (mut fooled, never): (Vec<String>, Vec<String>) = methods.into_iter().partition(|method| worst(method) > 0.0);
    fooled.sort_by(|a, b| worst(b).total_cmp(&worst(a)));
    let standing = lies_that_stand_hold(what, headline, &tried);
    let never: Vec<String> = never.into_iter().filter(|method| !standing.contains(method)).collect();
    hardly_tried_holds(what, headline, &tried);
    let kind = match (tried.is_empty(), fooled.is_empty()) {
        (true, _) => "nothing_tried",
        (_, true) if !standing.is_empty() => "lie_stands",
        (_, true) => "nobody_fooled",
        _ => "fooled",
    };
    assert_eq!((headline["kind"].as_str(), list(&headline["never_fooled"])), (Some(kind), never.clone()), "{what}");
    assert_eq!(headline["broken"], cells.iter().filter(|cell| cell["broken"] == true).count(), "{what}");
    let said: Vec<&Value> = headline["fooled"].as_array().into_iter().flatten().collect();
    assert_eq!(
        said.iter().map(|it| it["method"].as_str().expect("a name").to_owned()).collect::<Vec<_>>(),
        fooled,
        "{what}"
    );
    for it in &said {
        let own: Vec<&&Value> = tried.iter().filter(|cell| cell["method"] == it["method"]).collect();
        let cell = own
            .iter()
            .find(|cell| cell["attack"] == it["attack"] && cell["contest"] == it["contest"])
            .expect("its cell");
        let most = worst(&it["method"].as_str().expect("a name").to_owned());
        assert!(share(cell) >= most && it["share"] == cell["confirmed_wrong"], "{what}");
        assert_eq!(it["as_often_in"], own.iter().filter(|cell| share(cell) >= most).count(), "{what}");
        assert_eq!(it["fooled_in"], own.iter().filter(|cell| share(cell) > 0.0).count(), "{what}");
        assert_eq!((&it["tried_in"], &it["risk_limit"]), (&json!(own.len()), &cell["risk_limit"]), "{what}");
    }
    for language in LANGUAGES {
        let pages = [attacked_in_words(&all, language), attacked(&all, language)];
        let stated = Told::new(&format!("attack, {what}"), language, &[&pages[0], &pages[1]]);
        attacks_are_told(&stated, &all, headline);
    }
    1
}

/// The methods under which a false report was not corrected.
fn lies_that_stand_hold(what: &str, headline: &Value, tried: &[&Value]) -> Vec<String> {
    let of = |cell: &Value, key: &str| cell[key].as_f64().expect("a share");
    let unconfirmed = |cell: &Value| of(cell, "wrong_in_the_end") - of(cell, "confirmed_wrong");
    for cell in tried {
        let all = of(cell, "confirmed_wrong") + of(cell, "full_hand_count") + of(cell, "measured_only");
        assert!((all - 1.0).abs() < 1e-9, "{what}: {cell}");
        assert!(of(cell, "counted_at_once") <= of(cell, "full_hand_count"), "{what}: {cell}");
        // Boards of attacks read without error: only a contest that was only measured stays wrong.
        assert!((unconfirmed(cell) - of(cell, "measured_only")).abs() < 1e-9, "{what}: {cell}");
    }
    let standing = tried.iter().filter(|cell| unconfirmed(cell) > 1e-9);
    let standing = each_once(standing.map(|cell| cell["method"].as_str().expect("a name").to_owned()));
    let said = headline["stands"].as_array().expect("a list");
    assert_eq!(said.len(), standing.len(), "{what}");
    for it in said {
        let own: Vec<&&Value> = tried.iter().filter(|cell| cell["method"] == it["method"]).collect();
        let most = own.iter().map(|cell| unconfirmed(cell)).fold(0.0, f64::max);
        assert!((it["share"].as_f64().expect("a share") - most).abs() < 1e-9, "{what}");
        assert_eq!(it["stands_in"], own.iter().filter(|cell| unconfirmed(cell) > 1e-9).count(), "{what}");
        assert_eq!(it["tried_in"], own.len(), "{what}");
    }
    standing
}

/// Which methods that limit the risk counted everything at once in at least half of their trials.
fn hardly_tried_holds(what: &str, headline: &Value, tried: &[&Value]) {
    let at_once = |method: &String| {
        let own = tried.iter().filter(|cell| cell["method"] == **method);
        let own = own.filter(|cell| cell["why_no_sample"].is_null() && !cell["risk_limit"].is_null());
        let own: Vec<f64> = own.map(|cell| cell["counted_at_once"].as_f64().expect("a share")).collect();
        if own.is_empty() { 0.0 } else { own.iter().sum::<f64>() / own.len() as f64 }
    };
    let hardly = each_once(tried.iter().map(|cell| cell["method"].as_str().expect("a name").to_owned()));
    let hardly: Vec<String> = hardly.into_iter().filter(|method| at_once(method) >= 0.5 - 1e-12).collect();
    assert_eq!(list(&headline["hardly_tried"]["methods"]), hardly, "{what}");
}

fn attacks_are_told(stated: &Told, all: &AttackTable, headline: &Value) {
    let texts = Texts::of(stated.language);
    let n = grouped(all.trials as i64);
    let title = |id: &Value| {
        all.contests.iter().find(|it| it.id == id.as_str().expect("an id")).expect("a contest").title.clone()
    };
    match headline["kind"].as_str().expect("a kind") {
        "nothing_tried" => drop(stated.says(texts.get("nothing_tried"))),
        "lie_stands" => {
            stated.says(texts.get("lie_stands").split('{').next().expect("a beginning"));
            stated.says_nowhere(texts.get("nobody_fooled"));
        }
        "nobody_fooled" => {
            let read = stated.says(&texts.fill("nobody_fooled", &[("n", &n)]));
            assert!(shows_share(headline["at_most"].as_f64().expect("a share"), &read["high"]));
        }
        _ => {
            let it = &headline["fooled"][0];
            let (method, attack) = (it["method"].as_str().expect("a name"), it["attack"].as_str().expect("a name"));
            let gaps = [
                ("method", method),
                ("attack", attack),
                ("contest", &title(&it["contest"])),
                ("n", &n),
                ("as_often", ""),
                ("fooled_in", ""),
                ("limit", ""),
            ];
            let one = texts.fill("fooled_often", &gaps);
            let read = stated.says(
                &texts
                    .fill("fooled", &[("list", &one)])
                    .replace(texts.get("fooled").split("{list}").nth(1).expect("an end"), ""),
            );
            assert!(shows_share(it["share"].as_f64().expect("a share"), &read["share"]), "{}", stated.what);
            let never = list(&headline["never_fooled"]);
            if !never.is_empty() {
                let read = stated.says(&texts.fill("never_fooled", &[("n", &n), ("methods", &never.join(", "))]));
                assert!(shows_share(headline["at_most"].as_f64().expect("a share"), &read["high"]));
            }
        }
    }
    if let Some(it) = headline["stands"].as_array().and_then(|all| all.first()) {
        let (method, attack) = (it["method"].as_str().expect("a name"), it["attack"].as_str().expect("a name"));
        let gaps =
            [("method", method), ("attack", attack), ("contest", &title(&it["contest"])), ("n", &n), ("stands_in", "")];
        let read = stated.says(&texts.fill("stands_measured", &gaps));
        assert!(shows_share(it["share"].as_f64().expect("a share"), &read["share"]), "{}", stated.what);
    }
    let hardly = list(&headline["hardly_tried"]["methods"]);
    if hardly.is_empty() {
        stated.says_nowhere(texts.get("hardly_tried"));
    } else {
        let lead = texts.get("one_vote");
        let read = stated.says(&texts.fill("hardly_tried", &[("lead", lead), ("methods", &hardly.join(", "))]));
        let share = headline["hardly_tried"]["share"].as_f64().expect("a share");
        assert!(shows_share(share, &read["share"]) && share >= 0.5, "{}", stated.what);
    }
    let key = if headline["any_limit"] == true && headline["broken"] == 0 { "none_broken" } else { "none_promises" };
    if headline["broken"] == 0 && headline["kind"] != "nothing_tried" {
        stated.says(texts.get(key));
    }
}

// ---------------------------------------------------------------------------------------------------------------- sweep

/// Holds the first lines of a sweep over risk limits against its rows.
fn sweep_holds(what: &str, file: &ScenarioFile, methods: &[&str], trials: u64) -> usize {
    let text = format!(
        "# What does the limit do?\nscenario = \"lot\"\ntrials = {trials}\nmethods = {methods:?}\n[[axis]]\nkey = \"audit.risk_limit\"\nname = \"limit\"\nvalues = [0.05, 0.3]\n"
    );
    let grid = GridFile::read("grid.toml", text).expect("a grid");
    let grid = Grid::new(grid, file.clone()).unwrap_or_else(|e| panic!("{what}: {e}"));
    let head = SweepHead::of(&grid);
    let mut rows = Vec::new();
    for index in 0..grid.cells() {
        let cell = grid.cell(index).expect("a cell");
        let ask = SimulationOptions {
            trials,
            methods: grid.file.grid.methods.clone(),
            seed: Some(cell.seed.clone()),
            ..SimulationOptions::default()
        };
        let text =
            head.cell_text(&cell, &simulate(&cell.file, &ask, &|_| {}).unwrap_or_else(|e| panic!("{what}: {e}")));
        rows.push(head.rows(&read_cell(&head, index, text.trim_end()).expect("a cell that was just written")));
    }
    let mut writer = SweepJson::begin(Vec::new(), &head, head.cells).expect("a document");
    let mut heard = SweepHeadline::default();
    for row in rows.iter().flatten() {
        writer.row(row).expect("a row");
        hear_row(&mut heard, row);
    }
    let document: Value = serde_json::from_slice(&writer.end().expect("an end")).expect("one document");
    let (headline, table) = (&document["headline"], document["rows"].as_array().expect("rows"));
    let wrong: Vec<&Value> = table.iter().filter(|row| row["reported_outcome_correct"] == false).collect();
    let share = |row: &Value| row["confirmed_wrong"].as_f64().expect("a share");
    let confirmed = wrong.iter().filter(|row| share(row) > 0.0).count();
    assert_eq!(
        (&headline["rows"], &headline["wrong"], &headline["confirmed_wrong"]),
        (&json!(table.len()), &json!(wrong.len()), &json!(confirmed)),
        "{what}"
    );
    let worst = |rows: &[&Value]| rows.iter().map(|row| share(row)).fold(0.0, f64::max);
    let limiting: Vec<&Value> = wrong.iter().copied().filter(|row| !row["risk_limit"].is_null()).collect();
    assert_eq!(headline["limiting"], limiting.len(), "{what}");
    for (key, rows) in [("worst", &wrong), ("worst_limiting", &limiting)] {
        let (it, most) = (&headline[key], worst(rows));
        assert_eq!(it.is_null(), most <= 0.0, "{what}");
        if !it.is_null() {
            assert_eq!(
                (it["share"].as_f64(), &it["as_often_in"]),
                (Some(most), &json!(rows.iter().filter(|row| share(row) >= most).count())),
                "{what}"
            );
            assert!(
                rows.iter().any(|row| row["cell"] == it["cell"]
                    && row["method"] == it["method"]
                    && row["contest"] == it["contest"]
                    && share(row) >= most),
                "{what}"
            );
        }
    }
    measured_rows_hold(what, headline, table);
    let above = |row: &&&Value| row["confirmed_wrong_interval95_low"].as_f64() > row["risk_limit"].as_f64();
    assert_eq!(headline["above_limit"], limiting.iter().filter(above).count(), "{what}");
    for language in LANGUAGES {
        let cells = rows.iter().map(|rows| Ok::<_, std::fmt::Error>(rows.clone()));
        let page = swept(&head, None, String::new(), cells, language).expect("a page");
        let stated = Told::new(&format!("sweep, {what}"), language, &[&swept_in_words(&head, &heard, language), &page]);
        let texts = Texts::of(language);
        let (n, all) = (wrong.len().to_string(), table.len().to_string());
        for (key, text) in [
            ("wrong_measured_only", "rows_measured_wrong"),
            ("right_measured_only", "rows_measured_right"),
            ("uncontested", "uncontested"),
        ] {
            if headline[key] != 0 {
                stated.says(&texts.fill(text, &[("n", &headline[key].to_string())]));
            }
        }
        if wrong.is_empty() {
            stated.says(&texts.fill("never_wrong", &[("all", &all)]));
            continue;
        }
        let says = texts.fill("wrong_cells", &[("n", &n), ("all", &all)]);
        let it = &headline["worst"];
        if it.is_null() {
            stated.says(&format!("{says} {}", texts.get("nobody_confirmed_anywhere")));
        } else {
            let row = texts.get("worst_row").split("{settings}").next().expect("a beginning");
            let (method, contest) = (it["method"].as_str().expect("a name"), it["contest"].as_str().expect("a name"));
            let cell = it["cell"].to_string();
            let row = row.replace("{method}", method).replace("{contest}", contest).replace("{cell}", &cell);
            let confirmed = texts.fill("confirmed_in", &[("n", &confirmed.to_string()), ("worst", &row)]);
            let read = stated.says(&format!("{says} {}", confirmed.trim_end_matches(['.', ' '])));
            assert!(shows_share(it["share"].as_f64().expect("a share"), &read["share"]), "{what}");
        }
        let limits = match (limiting.is_empty(), headline["worst_limiting"].is_null()) {
            (true, _) => texts.get("none_limits_there").to_owned(),
            (_, true) => texts.get("wrong_nowhere").to_owned(),
            _ => texts.get("wrong_worst").split('{').next().expect("a beginning").to_owned(),
        };
        stated.says(&limits);
    }
    1
}

/// Rows that were only measured, and rows in which nobody can lose.
fn measured_rows_hold(what: &str, headline: &Value, table: &[Value]) {
    let of = |row: &Value, key: &str| row[key].as_f64().expect("a share");
    let measured = |row: &Value| 1.0 - of(row, "confirmed") - of(row, "full_hand_count") > 1e-9;
    let is_right = |row: &Value| row["reported_outcome_correct"] == true;
    let counts = [
        ("wrong_measured_only", table.iter().filter(|row| !is_right(row) && measured(row)).count()),
        ("right_measured_only", table.iter().filter(|row| is_right(row) && measured(row)).count()),
        ("uncontested", table.iter().filter(|row| row["contested"] == false).count()),
    ];
    for (key, n) in counts {
        assert_eq!(headline[key], n, "{what}: {key}");
    }
}

// ------------------------------------------------------------------------------------------------------------- together

/// What was held against its document, by command.
#[derive(Default, Debug)]
struct Held {
    runs: usize,
    trials: usize,
    attacks: usize,
    sweeps: usize,
}

/// Draws elections by their numbers and holds every first line of every command against its document.
fn first_lines_hold(numbers: std::ops::Range<u64>, text: fn(u64) -> String) -> Held {
    let mut held = Held::default();
    for number in numbers {
        let what = format!("lot {number}");
        let text = text(number);
        let file = ScenarioFile::read("lot", text.clone()).unwrap_or_else(|e| panic!("{what}: {e}\n{text}"));
        let lot = &mut Lot::of(number ^ 0xa5a5);
        let methods = lot.some(&lots::METHODS, 5);
        let named = methods.iter().map(|name| (*name).to_owned()).collect();
        let ask = SimulationOptions { trials: 1 + lot.below(14), methods: named, ..SimulationOptions::default() };
        held.runs += run_holds(&what, &file).len();
        held.trials += trials_hold(&what, &file, &ask);
        if number % 4 == 0 {
            let attacks: Vec<&str> = ATTACKS.iter().map(|it| it.name()).collect();
            let attacks: Vec<String> = lot.some(&attacks, 3).into_iter().map(str::to_owned).collect();
            held.attacks += attacks_hold(&what, &file, &ask, &attacks);
        }
        if number % 4 == 2 {
            held.sweeps += sweep_holds(&what, &file, &methods, ask.trials);
        }
    }
    held
}

#[test]
fn every_first_line_is_true() {
    let held = first_lines_hold(0..60, scenario);
    assert!(held.runs >= 60 && held.trials >= 60 && held.attacks == 15 && held.sweeps == 15, "{held:?}");
}

/// One sample for all contests, contests that are only measured with it, and contests in which nobody can lose.
#[test]
fn every_first_line_of_shared_samples_and_safe_contests_is_true() {
    let held = first_lines_hold(0..40, scenario_of_kinds);
    assert!(held.runs >= 40 && held.trials >= 40 && held.attacks == 10 && held.sweeps == 10, "{held:?}");
}

/// Two contests of one lot say the same of the same methods, with other numbers.
#[test]
fn contests_that_say_the_same_are_told_apart() {
    assert_eq!(first_lines_hold(5_836..5_837, scenario).trials, 2);
}

#[test]
#[ignore = "thousands of elections: minutes"]
fn long_every_first_line_is_true() {
    for text in [scenario, scenario_of_kinds] {
        let held = first_lines_hold(1_000..7_000, text);
        assert!(
            held.runs >= 6_000 && held.trials >= 6_000 && held.attacks == 1_500 && held.sweeps == 1_500,
            "{held:?}"
        );
    }
}
