//! Pages: their numbers are those of the JSON documents, names from files cannot break out, and every text is in every
//! language.

use recount::report::{LANGUAGES, language_named, language_of_locale};
use serde_json::Value;

fn recount(arguments: &[&str]) -> std::process::Output {
    let mut command = crate::program::program();
    command.args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    command.output().expect("the program runs")
}

/// The page and the document of one command.
fn page_and_document(arguments: &[&str], more: &[&str]) -> (String, Value) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let all = [arguments, &["--json", "--html", file.to_str().expect("a path")], more].concat();
    let output = recount(&all);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document = serde_json::from_slice(&output.stdout).expect("one JSON document");
    (std::fs::read_to_string(file).expect("a page"), document)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Value, place and shown text of every number that leads to the document.
fn numbers(page: &str) -> Vec<(String, String, String)> {
    let of = |piece: &str| {
        let (value, rest) = piece.split_once("\" data-json=\"").expect("a place");
        let (place, rest) = rest.split_once("\">").expect("the end of a tag");
        let (shown, _) = rest.split_once("</data>").expect("the end of a number");
        (unescaped(value), unescaped(place), unescaped(shown))
    };
    page.split("<data value=\"").skip(1).map(of).collect()
}

/// Whether what is shown is the value, as far as its digits go.
fn shows(value: f64, shown: &str) -> bool {
    // Rehearsals: how many, and of how many.
    if let Some((k, n)) = shown.split_once('/') {
        let number = |text: &str| text.replace(',', "").parse::<f64>().unwrap_or(f64::NAN);
        return (number(k) / number(n) - value).abs() < 1e-9;
    }
    let digits: String = shown.chars().filter(|c| c.is_ascii_digit() || "+-.e".contains(*c)).collect();
    let Ok(mut read) = digits.trim_start_matches('+').parse::<f64>() else { return false };
    let decimals = digits.split_once('e').map_or(digits.as_str(), |it| it.0);
    let mut unit = 10_f64.powi(-(decimals.split_once('.').map_or(0, |it| it.1.len() as i32)));
    if let Some((_, power)) = digits.split_once('e') {
        unit *= 10_f64.powi(power.parse().unwrap_or(0));
    }
    if shown.ends_with('%') {
        (read, unit) = (read / 100.0, unit / 100.0);
    }
    (read - value).abs() <= 0.5 * unit * (1.0 + 1e-9)
}

/// Holds every number of a page against the document; how many there are.
fn agree(page: &str, document: &Value) -> usize {
    let all = numbers(page);
    for (value, place, shown) in &all {
        let said = document.pointer(place).unwrap_or_else(|| panic!("{place} is not in the document"));
        if let Some(number) = said.as_f64() {
            let value: f64 = value.parse().expect("a number");
            assert!(
                (value - number).abs() <= 1e-12 * number.abs(),
                "{place}: the page has {value}, the document {number}"
            );
            assert!(shows(number, shown), "{place}: {number} is shown as {shown}");
        } else {
            assert_eq!(said.as_str(), Some(value.as_str()), "{place}");
        }
    }
    all.len()
}

#[test]
fn a_shown_number_is_told_from_another() {
    let right = [
        (16_044.0, "16,044"),
        (0.0496, "0.0496"),
        (3.34e-20, "3.3e-20"),
        (0.965, "96.50\u{a0}%"),
        (-3.0, "-3"),
        (0.95, "19/20"),
    ];
    assert!(right.iter().all(|(value, shown)| shows(*value, shown)));
    let wrong = [
        (16_045.0, "16,044"),
        (0.0498, "0.0496"),
        (3.4e-20, "3.3e-20"),
        (0.9656, "96.50\u{a0}%"),
        (3.0, "-3"),
        (0.95, "18/20"),
    ];
    assert!(!wrong.iter().any(|(value, shown)| shows(*value, shown)));
}

#[test]
fn the_numbers_of_a_run_are_those_of_its_document() {
    for (name, least) in
        [("antrim-2020", 200), ("windham-2020", 300), ("many-contests", 150), ("virginia-2020-rla", 40)]
    {
        let (page, document) = page_and_document(&["run", name], &[]);
        let n = agree(&page, &document);
        assert!(n > least, "{name}: {n} numbers");
    }
}

#[test]
fn the_numbers_of_trials_and_of_a_plan_are_those_of_their_documents() {
    let trials =
        ["simulate", "wellington-2012", "--trials", "40", "--method", "polling", "--method", "ballot_comparison"];
    let (page, document) = page_and_document(&trials, &["--lang", "es"]);
    assert!(agree(&page, &document) > 100);
    let plan = ["plan", "seven-polls", "--starts", "2026-11-09", "--deadline", "2026-11-20", "--trials", "20"];
    let (page, document) = page_and_document(&plan, &[]);
    assert!(agree(&page, &document) > 300);
}

#[test]
fn the_numbers_of_a_sweep_are_those_of_its_table_however_it_was_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let grid = folder.path().join("grid.toml");
    let text = "# Which limit for which <misread>?\nscenario = \"adversaries\"\ntrials = 20\n\
                methods = [\"polling\", \"ballot_comparison\", \"fixed_percentage\"]\nseed = \"pages\"\n\
                [[axis]]\nkey = \"audit.risk_limit\"\nname = \"cards_mean\"\nvalues = [0.05, 0.2]\n\
                [[axis]]\nkey = \"stage.0.faults\"\nname = \"axis cards_mean\"\nlabels = [\"<b>nothing</b>\", \"altered\"]\nvalues = [[], \
                [{ kind = \"adversarial_flip\", contest = \"mayor\", from = \"Ada\", to = \"Ben\", pattern = \"concentrated\" }]]\n";
    std::fs::write(&grid, text).expect("a grid");
    let (grid, out) = (grid.to_str().expect("a path"), folder.path().join("out"));
    let out = out.to_str().expect("a path");
    let (page, document) = page_and_document(&["sweep", grid, "--out", out], &[]);
    let rows = document["rows"].as_array().expect("rows");
    let places: Vec<String> = numbers(&page).into_iter().map(|it| it.1).collect();
    for at in 0..rows.len() {
        for name in ["cards_q0.5", "cards_q0.9", "full_hand_count", "noticed", "hours_mean", "cost_mean"] {
            assert!(places.contains(&format!("/rows/{at}/{name}")), "row {at}: {name}");
        }
    }
    assert!(page.contains("Which limit for which &lt;misread&gt;?") && page.contains("&lt;b&gt;nothing&lt;/b&gt;"));
    assert!(!page.contains("<b>nothing"));
    // An axis that is called like a result leaves it its name.
    assert_eq!(rows[0]["axis cards_mean"], "<b>nothing</b>");
    assert!(rows[0]["axis axis cards_mean"] == 0.05 && rows[0]["cards_mean"].as_f64().is_some_and(|mean| mean > 1.0));
    assert!(agree(&page, &document) > 8 * rows.len());
    let (joined, again) = page_and_document(&["merge", out], &["--lang", "es"]);
    assert_eq!(again, document);
    assert_eq!(agree(&joined, &document), agree(&page, &document));
    let shard = ["simulate", "adversaries", "--shard", "0/2", "--out", out];
    for refused in [
        &["sweep", grid, "--out", out, "--shard", "0/2", "--html", "-"][..],
        &[&shard[..], &["--html", "-"]].concat(),
        &["merge", out, "--json", "--html", "-"],
        &["run", "bit_flip", "--json", "--html", "-"],
    ] {
        let output = recount(refused);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{refused:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--html"));
    }
}

#[test]
fn the_numbers_of_attacks_are_those_of_their_document() {
    let attack = ["simulate", "adversaries", "--attack", "all", "--method", "polling", "--method", "fixed_percentage"];
    let (page, document) = page_and_document(&[&attack[..], &["--trials", "30"]].concat(), &["--lang", "es"]);
    let tried = document["cells"].as_u64().expect("cells") as usize;
    assert!(tried > 10 && agree(&page, &document) > 6 * tried);
}

/// What lies behind each chart is listed beside it: every lead, every square, every chance, every quantile.
#[test]
fn the_figures_hold_what_the_document_holds() {
    let (page, document) = page_and_document(&["run", "antrim-2020"], &[]);
    let places: Vec<String> = numbers(&page).into_iter().map(|it| it.1).collect();
    let stages = document["contests"][0]["stages"].as_array().expect("stages");
    for (at, stage) in stages.iter().enumerate() {
        assert!(places.contains(&format!("/contests/0/stages/{at}/margin")), "the lead of stage {at}");
        let squares = stage["where"]["squares"].as_array().map_or(0, Vec::len);
        for square in 0..squares.min(60) {
            assert!(places.contains(&format!("/contests/0/stages/{at}/where/squares/{square}/votes")), "{at} {square}");
        }
    }
    for (at, audit) in document["contests"][0]["audits"].as_array().expect("audits").iter().enumerate() {
        let rounds = audit["rounds"].as_array().expect("rounds").len();
        let has_risk = !audit["p_value"].is_null();
        assert!(!has_risk || places.contains(&format!("/contests/0/audits/{at}/rounds/{}/p_value", rounds - 1)));
        let path: Vec<Value> = audit["path"].as_array().cloned().unwrap_or_default();
        if path.is_empty() {
            continue;
        }
        let begins = format!("data-json=\"/contests/0/audits/{at}/path\" data-points=\"");
        let drawn = page.split_once(&begins).expect("a line").1.split_once('"').expect("its end").0;
        let drawn: Vec<f64> = drawn.split(' ').map(|x| x.parse().expect("a number")).collect();
        let said: Vec<f64> =
            path.iter().flat_map(|it| [&it[0], &it[1]]).map(|x| x.as_f64().expect("a number")).collect();
        assert_eq!(drawn, said, "the line of audit {at} is the path of the document");
    }
    let trials = ["simulate", "wellington-2012", "--trials", "20", "--method", "polling"];
    let (page, document) = page_and_document(&trials, &[]);
    let places: Vec<String> = numbers(&page).into_iter().map(|it| it.1).collect();
    for (at, row) in document["methods"].as_array().expect("methods").iter().enumerate() {
        for share in row["cards"]["quantiles"].as_object().expect("quantiles").keys() {
            assert!(places.contains(&format!("/methods/{at}/cards/quantiles/{share}")));
        }
    }
}

/// The path card by card ends where the audit ended, and never rises: it is the smallest P-value so far.
#[test]
fn the_risk_falls_card_by_card_to_where_the_rounds_say() {
    let output = recount(&["run", "georgia-2020", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    let audits = document["contests"][0]["audits"].as_array().expect("audits");
    let audit = audits.iter().find(|audit| audit["method"] == "ballot_comparison").expect("a comparison");
    let path: Vec<(u64, f64)> = audit["path"]
        .as_array()
        .expect("a path")
        .iter()
        .map(|it| (it[0].as_u64().expect("draws"), it[1].as_f64().expect("a P-value")))
        .collect();
    assert!(path.len() > 50 && path[0].0 == 1);
    assert!(path.windows(2).all(|it| it[0].0 < it[1].0 && it[0].1 >= it[1].1));
    for round in audit["rounds"].as_array().expect("rounds") {
        let (draws, p) = (round["draws"].as_u64().expect("draws"), round["p_value"].as_f64().expect("a P-value"));
        let before = path.iter().rev().find(|it| it.0 <= draws).expect("an earlier point").1;
        let after = path.iter().find(|it| it.0 >= draws).map_or(0.0, |it| it.1);
        assert!(before >= p && p >= after, "{before} ≥ {p} ≥ {after}");
    }
}

/// The map of batches adds up: squares to their origins, origins to what single batches are off.
#[test]
fn where_a_count_differs_adds_up() {
    for name in ["antrim-2020", "georgia-2020", "minnesota-2008", "windham-2020"] {
        let output = recount(&["run", name, "--json"]);
        let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
        let mut maps = 0;
        for contest in document["contests"].as_array().expect("contests") {
            for stage in contest["stages"].as_array().expect("stages") {
                let map = &stage["where"];
                let Some(squares) = map["squares"].as_array() else { continue };
                maps += 1;
                let sum = |list: &Value, key: &str| -> u64 {
                    list.as_array().into_iter().flatten().map(|it| it[key].as_u64().expect("a number")).sum()
                };
                assert_eq!(sum(&map["squares"], "off"), sum(&map["origins"], "batches"), "{name} {}", stage["id"]);
                assert_eq!(sum(&map["squares"], "votes"), sum(&map["origins"], "votes"), "{name} {}", stage["id"]);
                let all = map["batches"]
                    .as_u64()
                    .expect("batches")
                    .div_ceil(map["batches_a_square"].as_u64().expect("batches"));
                assert!(all <= 240 && squares.iter().all(|square| square["at"].as_u64().is_some_and(|at| at < all)));
                // Each candidate's total cannot be further off than all batches and all typing together.
                let off = |name: &String| {
                    (stage["tally"][name].as_i64().unwrap_or(0) - contest["true"]["tally"][name].as_i64().unwrap_or(0))
                        .unsigned_abs()
                };
                let names: Vec<String> =
                    contest["true"]["tally"].as_object().expect("a tally").keys().cloned().collect();
                let found = sum(&map["origins"], "votes") + map["changed_in_totals"].as_u64().expect("votes");
                assert!(names.iter().map(off).sum::<u64>() <= found, "{name} {}", stage["id"]);
            }
        }
        assert!(maps > 0, "{name} has a map");
    }
}

const HOSTILE: &str = r#"# Can a <b>name</b> break out of the page?
title = "</title><script>alert(1)</script>"
lesson = "\"><img src=x onerror=alert(2)>"
story = "<!-- & --> {who} </style><script>alert(3)</script>"
[[contest]]
id = "m/ay~or"
title = "<script>alert(4)</script>"
rule = "plurality"
candidates = ["<script>alert(5)</script>", "\" onload=\"alert(6)", "{who}"]
[[paper]]
precinct = "<iframe src=//x>"
mode = "election day"
tabulators = ["<scanner>"]
assumed = "<script>alert(7)</script>"
votes."m/ay~or" = { "<script>alert(5)</script>" = 120, "\" onload=\"alert(6)" = 90, "{who}" = 3 }
[[stage]]
id = "<svg onload=alert(8)>"
by = "machine"
noticed = "<script>alert(9)</script>"
faults = [{ kind = "candidate_swap", contest = "m/ay~or", candidates = ["<script>alert(5)</script>", "\" onload=\"alert(6)"], at = "scanner" }]
[[stage]]
id = "hand"
by = "hand"
care = "exact"
[audit]
methods = ["polling", "ballot_comparison", "fixed_percentage"]
"#;

#[test]
fn names_from_files_cannot_break_out_of_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hostile.toml");
    std::fs::write(&file, HOSTILE).expect("a file");
    let file = file.to_str().expect("a path");
    for command in [vec!["run", file], vec!["simulate", file, "--trials", "5"], vec!["plan", file]] {
        for lang in ["en", "es"] {
            let (page, document) = page_and_document(&command, &["--lang", lang, "--seed", "<script>'\"&"]);
            let lower = page.to_lowercase();
            for bad in ["<script", "<img", "<iframe", "<svg onload", "\" onload=\"alert(6)", "<!-- &"] {
                assert!(!lower.contains(bad), "{command:?}: the page contains {bad}");
            }
            assert_eq!(lower.matches("</style>").count(), 1);
            assert!(page.contains("&lt;script&gt;alert(4)&lt;/script&gt;"), "the title is shown as it is");
            assert!(agree(&page, &document) > 3, "{command:?}: places with slashes and tildes lead to their numbers");
        }
    }
}

/// Texts that are the same word in both languages.
const SAME: [&str; 2] = ["no", "promise_of"];

/// The text of a page without tags, without what is marked as English, and without style.
fn chrome(page: &str) -> String {
    let body = page.split_once("<body>").expect("a body").1;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = match after.strip_prefix("span lang=\"en\">") {
            Some(found) => found.split_once("</span>").expect("its end").1,
            None => after.split_once('>').expect("the end of a tag").1,
        };
        text.push('\n');
    }
    unescaped(&text)
}

#[test]
fn a_spanish_page_speaks_spanish() {
    let commands: [&[&str]; 3] = [
        &["run", "antrim-2020"],
        &["simulate", "wellington-2012", "--trials", "10", "--method", "polling"],
        &["plan", "seven-polls", "--starts", "2026-11-09"],
    ];
    let mut seen = 0;
    for command in commands {
        let (page, _) = page_and_document(command, &["--lang", "es"]);
        assert!(page.contains("<html lang=\"es\">"));
        let lines = chrome(&page);
        let lines: Vec<&str> = lines.lines().map(str::trim).collect();
        let spanish = language_named("es").expect("Spanish").texts();
        for ((key, english), (_, spanish)) in LANGUAGES[0].texts().into_iter().zip(spanish) {
            seen += usize::from(lines.contains(&spanish));
            if SAME.contains(&key) || english == spanish {
                continue;
            }
            assert!(!lines.contains(&english), "{key} is in English: {english}");
            let first = english.split('{').next().unwrap_or_default();
            let opens = first.len() > 12 && lines.iter().any(|line| line.starts_with(first));
            assert!(!opens, "{key} is in English: {english}");
        }
    }
    assert!(seen > 80, "{seen} Spanish texts were seen");
}

#[test]
fn the_language_is_asked_for_or_the_locale_s() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.html");
    let spoken = |variables: &[(&str, &str)], lang: &[&str]| {
        let mut command = crate::program::program();
        command.args(["run", "bit_flip", "--html", file.to_str().expect("a path")]).args(lang);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").envs(variables.iter().copied());
        assert!(command.output().expect("the program runs").status.success());
        let page = std::fs::read_to_string(&file).expect("a page");
        page.split_once("<html lang=\"").expect("a language").1[..2].to_owned()
    };
    assert_eq!(spoken(&[], &[]), "en");
    assert_eq!(spoken(&[("LANG", "es_MX.UTF-8")], &[]), "es");
    assert_eq!(spoken(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "en_US.UTF-8")], &[]), "en");
    assert_eq!(spoken(&[("LANG", "es_MX.UTF-8"), ("LC_ALL", "")], &[]), "es");
    assert_eq!(spoken(&[("LANG", "fi_FI.UTF-8")], &[]), "en");
    assert_eq!(spoken(&[("LANG", "en_US.UTF-8")], &["--lang", "es"]), "es");
    assert_eq!(language_of_locale("C").code, "en");
    let wrong = recount(&["run", "bit_flip", "--html", file.to_str().expect("a path"), "--lang", "ex"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("--lang") && said.contains("\"en\", \"es\""), "{said}");
}

#[test]
fn a_page_stands_alone() {
    let (page, _) = page_and_document(&["run", "antrim-2020"], &[]);
    for bad in ["<script", "<link rel=\"stylesheet", "src=", "@import", "url(http"] {
        assert!(!page.contains(bad), "{bad}");
    }
    assert!(page.starts_with("<!DOCTYPE html>"));
    let same = page_and_document(&["run", "antrim-2020", "--threads", "1"], &[]).0;
    assert_eq!(page, same, "the same page for any number of threads");
    let dashed = page_and_document(&["run", "antrim-2020", "--seed=-7"], &[]).0;
    assert!(dashed.contains("--seed=-7 "), "the command takes a seed that begins with a dash");
    let output = recount(&["plan", "--spec", "-", "--html", "x.html"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("--html") && said.lines().count() == 1, "{said}");
}

#[test]
fn the_gallery_has_a_page_for_each_shipped_scenario() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gallery");
    let output = recount(&["run", "--all", "--html", path.to_str().expect("a path")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let index = std::fs::read_to_string(path.join("index.html")).expect("the gallery");
    let shipped = recount::scenario::SHIPPED.iter().chain(recount::scenario::ONE_FAULT_EACH);
    let mut n = 0;
    for (name, _) in shipped {
        n += 1;
        assert!(index.contains(&format!("href=\"{name}.html\"")), "{name} is in the gallery");
        let size = std::fs::metadata(path.join(format!("{name}.html"))).expect("its page").len();
        assert!((5_000..1_000_000).contains(&size), "{name}: {size} bytes");
    }
    assert_eq!(std::fs::read_dir(&path).expect("a folder").count(), n + 1, "and nothing else");
    assert_eq!(recount(&["run", "--all"]).status.code(), Some(2), "a gallery needs a folder");
}
