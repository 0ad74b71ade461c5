//! Pages on a terminal: no line is longer than it is wide, a short page has what matters, and help is one screen.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use recount::report::{self, LANGUAGES, LISTS, Page, SHORT_PAGE};
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, shipped};
use recount::simulation::adversary::attack;
use recount::simulation::{SimulationOptions, plan, run, simulate};
use textwrap::core::display_width;

const WIDTHS: [usize; 3] = [60, 80, 120];

/// Commands of the program, one of them none.
const COMMANDS: [&str; 17] = [
    "", "list", "run", "check", "simulate", "sweep", "merge", "plan", "risk", "draw", "import", "export", "rehearse",
    "verify", "print", "law", "schema",
];

fn fits(page: &str, width: usize, what: &str) {
    for line in page.lines() {
        assert!(display_width(line) <= width, "{what} at {width}: {} columns in {line:?}", display_width(line));
        assert!(!line.chars().any(char::is_control), "{what} at {width}: a mark is left in {line:?}");
        assert_eq!(line.trim_end(), line, "{what} at {width}");
    }
}

/// The words of a page, whatever its lines.
fn words(page: &str) -> Vec<String> {
    let mut words: Vec<String> = page.split_whitespace().map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A page fits every width and loses no word by it; a short one has a limited number of lines and says how to see the
/// rest.
fn holds(page: &dyn Fn(usize) -> String, what: &str) {
    let wide = words(&report::laid_out(&page(1_000), 1_000));
    for width in WIDTHS {
        let laid = report::laid_out(&page(width), width);
        fits(&laid, width, what);
        let (narrow, joined) = (words(&laid), laid.replace(char::is_whitespace, ""));
        // A long word may be broken between two lines.
        let lost = wide.iter().filter(|word| !narrow.contains(word) && !joined.contains(*word) && !is_bar(word));
        let lost = lost.filter(|word| !is_put_apart(word));
        let lost: Vec<&String> = lost.filter(|word| display_width(word) <= width / 3).collect();
        assert!(lost.is_empty(), "{what} at {width} loses {lost:?}");
        let short = report::laid_out_short(&page(width), width, |n| format!("{n} more"));
        assert!(short.lines().count() <= SHORT_PAGE, "{what} at {width}");
        assert_eq!(short == laid, laid.lines().count() <= SHORT_PAGE, "{what} at {width}");
    }
}

/// A head of names that go above their rows, or of a text that goes below them, where a page is narrow.
fn is_put_apart(word: &str) -> bool {
    let is_head =
        |(key, text): (&str, &str)| ["contest", "ahead"].contains(&key) && text.split(' ').any(|it| it == word);
    LANGUAGES.iter().flat_map(report::Language::texts).any(is_head)
}

fn is_bar(word: &str) -> bool {
    word.chars().any(|c| "│█░".contains(c))
}

#[test]
fn every_run_fits_and_its_short_page_has_the_verdict() {
    let all = SHIPPED.iter().chain(ONE_FAULT_EACH).map(|it| it.0);
    for name in all.filter(|name| !["nation-2020", "close-states-2020"].contains(name)) {
        let election = run(&shipped(name).expect("a scenario"), None).expect("a life");
        for language in LANGUAGES {
            let what = format!("run {name} --lang {}", language.code);
            let page =
                |width: usize| report::terminal(&election, Page { width: width as u16, colour: false, language });
            holds(&page, &what);
            let texts = language.texts();
            let verdicts: Vec<&str> =
                texts.iter().map(|(key, _)| *key).filter(|key| key.starts_with("word_")).collect();
            let verdict = |key: &&str| texts.iter().find(|(known, _)| known == key).expect("a verdict").1;
            for width in WIDTHS {
                let short = report::laid_out_short(&page(width), width, |n| format!("{n} more"));
                // It begins a line, or comes after the name of its contest.
                let opens = |word: &str, line: &str| {
                    let said = format!("{word}.");
                    line.starts_with(&said) || line.contains(&format!(": {said}"))
                };
                let of_first = verdicts.iter().map(verdict).any(|word| short.lines().any(|line| opens(word, line)));
                assert!(of_first, "{what} at {width}: no verdict in\n{short}");
                assert!(short.contains(&election.contests[0].contest.candidates[0]), "{what}: no count");
                assert!(short.contains(&election.seed), "{what}: no seed");
            }
        }
    }
}

#[test]
fn studies_plans_and_attacks_fit() {
    let names =
        ["wellington-2012", "county-batches", "many-contests", "three-ways-of-voting", "adversaries", "seven-polls"];
    for name in names {
        let file = shipped(name).expect("a scenario");
        let ask = SimulationOptions { trials: 4, ..SimulationOptions::default() };
        let many = simulate(&file, &ask, &|_| {}).expect("trials");
        let planned =
            plan(&file, &SimulationOptions { trials: 0, ..SimulationOptions::default() }, &|_| {}).expect("a plan");
        for language in LANGUAGES {
            holds(&|_| report::simulated_in_words(&many, language), &format!("simulate {name} in {}", language.code));
            holds(&|_| report::planned_in_words(&planned, language), &format!("plan {name} in {}", language.code));
        }
    }
    let file = shipped("adversaries").expect("a scenario");
    let ask = SimulationOptions { trials: 4, methods: vec!["all".to_owned()], ..SimulationOptions::default() };
    let table = attack(&file, &ask, &["all".to_owned()], 1, &|_| {}).expect("attacks");
    for language in LANGUAGES {
        holds(&|_| report::attacked_in_words(&table, language), &format!("attacks in {}", language.code));
    }
}

fn recount(folder: &Path, width: usize, arguments: &[&str]) -> Output {
    let mut command = crate::program::program();
    command.current_dir(folder).env("COLUMNS", width.to_string()).args(arguments).output().expect("the program runs")
}

fn printed(folder: &Path, width: usize, arguments: &[&str]) -> String {
    let output = recount(folder, width, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_command_fits_as_users_type_it() {
    let folder = folder_of_examples();
    let commands: [&[&str]; 17] = [
        &["list"],
        &["list", "--full"],
        &["list", "methods"],
        &["list", "engines"],
        &["list", "attacks"],
        &["list", "faults", "--full"],
        &["list", "laws"],
        &["list", "formats"],
        &["list", "rules"],
        &["run", "antrim-2020"],
        &["check", "antrim-2020", "bit_flip"],
        &["check", "--table", "--trials", "2", "adversaries"],
        &["draw", "--seed", "4 2", "--manifest", "manifest.csv", "-n", "20"],
        &["draw", "--seed", "4 2", "--manifest", "manifest.csv", "-n", "20", "--order", "pull"],
        &["draw", "--seed", "4 2", "--to", "991", "-n", "10"],
        &["sweep", "grid.toml", "--out", "swept"],
        &["merge", "swept"],
    ];
    for width in WIDTHS {
        for lang in ["en", "es"] {
            for command in commands {
                let page = printed(folder.path(), width, &[command, &["--lang", lang]].concat());
                fits(&page, width, &format!("{command:?} in {lang}"));
            }
        }
    }
    // Where nobody says how wide it is, as wide as most terminals.
    let mut command = crate::program::program();
    let page = command.env_remove("COLUMNS").args(["run", "antrim-2020"]).output().expect("the program runs").stdout;
    let page = String::from_utf8(page).expect("text");
    fits(&page, 80, "run antrim-2020");
    assert!(page.lines().count() <= SHORT_PAGE && page.contains(" more lines: --full shows all"), "{page}");
    assert!(page.contains("Corrected.") && page.contains("9,783") && page.contains("+3,800"), "{page}");
}

#[test]
fn a_long_check_tells_what_differs_and_how_many_hold() {
    let folder = folder_of_examples();
    let names: Vec<&str> = ONE_FAULT_EACH.iter().map(|it| it.0).collect();
    let short = printed(folder.path(), 80, &[&["check"], &names[..]].concat());
    assert!(short.starts_with("40 scenarios: all ") && short.lines().count() == 2, "{short}");
    let full = printed(folder.path(), 80, &[&["check", "--full"], &names[..]].concat());
    assert_eq!(
        full.lines().filter(|line| line.contains(" figures hold") || line.contains(" figure holds")).count(),
        40
    );
    // The short page tells in how many scenarios an audit was fooled, the full one in which.
    let fooled = full.lines().filter(|line| line.contains(": a wrong outcome is confirmed"));
    let fooled: std::collections::BTreeSet<&str> = fooled.filter_map(|line| line.split(", ").next()).collect();
    let says = format!("a wrong outcome is confirmed in an audit in {} of 40", fooled.len());
    assert!(fooled.len() > 1 && short.contains(&says), "{short}");
    let wrong = shipped("bit_flip").expect("a scenario").text.replacen("margin = ", "margin = 1", 1);
    fs::write(folder.path().join("wrong.toml"), wrong).expect("a file");
    let short = printed(folder.path(), 80, &[&["check", "wrong.toml"], &names[..]].concat());
    assert!(!short.contains("unit_left_out") && short.contains(" of 41; --full names them"), "{short}");
    assert!(short.starts_with("wrong.toml: ") && short.contains("41 scenarios: figures differ in 1"), "{short}");
}

#[test]
fn help_is_one_screen_and_its_lists_are_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    for lang in ["en", "es"] {
        for width in WIDTHS {
            for command in COMMANDS {
                let asked: Vec<&str> =
                    [command, "--help", "--lang", lang].into_iter().filter(|it| !it.is_empty()).collect();
                let help = printed(folder.path(), width, &asked);
                fits(&help, width, &format!("{asked:?}"));
                let as_word: Vec<&str> =
                    ["help", command, "--lang", lang].into_iter().filter(|it| !it.is_empty()).collect();
                assert_eq!(printed(folder.path(), width, &as_word), help, "{as_word:?}");
                // `draw` and `plan` have so many options that they take a second screen, and Spanish takes more room.
                let most =
                    if ["draw", "plan"].contains(&command) { 80 } else { 45 } + if lang == "es" { 10 } else { 0 };
                assert!(
                    width != 80 || help.lines().count() <= most,
                    "{asked:?}: {} lines\n{help}",
                    help.lines().count()
                );
                // The main options of every command are one screen, and say where the others are.
                let short: Vec<&str> =
                    [command, "-h", "--lang", lang].into_iter().filter(|it| !it.is_empty()).collect();
                let short = printed(folder.path(), width, &short);
                fits(&short, width, &format!("{command} -h"));
                let lines = short.lines().count();
                assert!(width != 80 || lines <= if lang == "es" { 55 } else { 45 }, "{command} -h: {lines}\n{short}");
                let is_cut = lines < help.lines().count();
                assert_eq!(is_cut && !command.is_empty(), ["draw", "plan"].contains(&command), "{command} -h\n{short}");
                assert!(!is_cut || short.contains("--help"), "{command} -h\n{short}");
            }
        }
    }
    let care = printed(folder.path(), 1_000, &["list", "care", "--full"]);
    for level in recount::hand_count::LEVELS {
        let (source, assumed) = (level.source.map(|says| says().to_string()), (level.assumed)().to_string());
        for says in [level.name, source.as_deref().unwrap_or_default(), &assumed] {
            let in_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(in_one_line(&care).contains(&in_one_line(says)), "{says}: {care}");
        }
    }
    assert!(
        care.contains("reading 0.75 % of votes") && care.contains("counting 1.3 % of piles") && !care.contains("  %"),
        "{care}"
    );
    for list in LISTS {
        let said = printed(folder.path(), 80, &["list", list.name, "--full"]);
        let document: serde_json::Value =
            serde_json::from_str(&printed(folder.path(), 80, &["list", list.name, "--json"])).expect("JSON");
        let entries = document[list.name].as_array().expect("a list");
        assert!(!entries.is_empty());
        for entry in entries {
            assert!(entry["says"].as_str().is_some_and(|says| !says.is_empty()), "{entry}");
            assert!(said.contains(entry["name"].as_str().expect("a name")), "{entry}");
        }
    }
    let names = |list: &str| printed(folder.path(), 80, &["list", list, "--full"]);
    assert!(recount::audit::METHODS.iter().all(|it| names("methods").contains(it.name())));
    assert!(recount::tabulation::fault::KINDS.iter().all(|kind| names("faults").contains(kind)));
    assert!(recount::sampling::GENERATORS.iter().all(|it| names("generators").contains(it.name())));
    let laws = report::laid_out(&names("laws"), 1_000).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(recount::audit::statutes::STATUTES.iter().all(|law| laws.contains(law.section)));
    let places = &recount::hand_count::recount_law::JURISDICTIONS;
    assert!(places.len() == 51 && places.iter().all(|(code, name)| laws.contains(&format!("{code} {name}"))));
    let rows = report::recount_laws(&LANGUAGES[0]);
    let lost = rows.iter().find(|row| !laws.contains(&row.says) || !laws.contains(&row.source));
    assert!(lost.is_none(), "{lost:?}");
    let document: serde_json::Value =
        serde_json::from_str(&printed(folder.path(), 80, &["list", "laws", "--json"])).expect("JSON");
    assert_eq!(document["recounts"].as_array().map(Vec::len), Some(rows.len()));
    let short = printed(folder.path(), 80, &["list", "laws"]);
    assert!(short.lines().count() <= SHORT_PAGE && short.contains("51 jurisdictions"), "{short}");
}

/// A folder with the files that examples name.
fn folder_of_examples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("my-county.toml", &shipped("county-batches").expect("a scenario").text);
    write(
        "grid.toml",
        "# Two limits?\nscenario = \"adversaries\"\ntrials = 2\nmethods = [\"polling\"]\n\n[[axis]]\nkey = \"audit.risk_limit\"\nvalues = [0.05, 0.1]\n",
    );
    write("manifest.csv", "County,Container,Batch,Cards\nLake,1,A,100\nLake,1,B,50\nHill,2,C,130\nHill,2,D,90\n");
    write("bounds.csv", "Batch,Cards,Bound\nA,100,0.3\nB,50,0.2\nC,30,0.4\n");
    write("names.txt", &(0..60).fold(String::new(), |names, n| names + &format!("name {n}\n")));
    for name in ["export", "county"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    for (name, text) in [
        ("county/audit.toml", include_str!("data/county/audit.toml")),
        ("county/cvr.csv", include_str!("data/county/cvr.csv")),
        ("cvr.csv", include_str!("data/import/cvr.csv")),
        ("export/cvr.csv", include_str!("data/import/cvr.csv")),
        ("results.csv", include_str!("data/import/results.csv")),
        ("batches.csv", include_str!("data/import/manifest.csv")),
    ] {
        write(name, text);
    }
    write("questions.jsonl", "{\"test\":\"super_simple\",\"margin\":0.05,\"n\":96}\n");
    folder
}

#[test]
fn every_example_of_the_help_is_executed() {
    let folder = folder_of_examples();
    let shell = |command: &str| {
        let program = env!("CARGO_BIN_EXE_recount");
        let mut shell = Command::new("sh");
        shell.args(["-c", &command.replace("recount ", &format!("{program} "))]).current_dir(folder.path());
        shell.env("LANG", "C.UTF-8").env_remove("LC_ALL").output().expect("a shell")
    };
    let mut tried = 0;
    for command in COMMANDS {
        let help = printed(
            folder.path(),
            1_000,
            &[command, "--help"].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>(),
        );
        for line in help.lines().map(str::trim_start) {
            if !line.starts_with("recount ") && !line.starts_with("echo ") {
                continue;
            }
            // What stands behind two spaces explains; a workbook, a large study and an office's report are for users.
            let example = line.split("  ").next().unwrap_or_default().replace("--trials 1000000", "--trials 40");
            if [".xlsx", "final_audit_report.csv", "contest.csv"].iter().any(|file| example.contains(file)) {
                continue;
            }
            let example = example.replace("--trials 100000", "--trials 40").replace("--trials 2000", "--trials 4");
            let output = shell(&example);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{example}: {said}");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried} examples");
}
