//! Every report in every language: nothing left in English, the same documents for programs, the locale.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use crate::program::program;
use recount::report::{LANGUAGES, language_named};
use recount::scenario::{ONE_FAULT_EACH, SHIPPED, shipped};

/// The commands.
const COMMANDS: [&str; 17] = [
    "list",
    "run",
    "check",
    "simulate",
    "sweep",
    "merge",
    "plan",
    "risk",
    "draw",
    "assertions",
    "import",
    "export",
    "rehearse",
    "verify",
    "print",
    "law",
    "schema",
];

#[test]
fn every_text_is_in_every_language_with_the_same_gaps() {
    let gaps = |text: &str| {
        let mut gaps: Vec<String> =
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect();
        // Braces beside a quoted name are an object of JSON, not an argument.
        gaps.retain(|gap| !gap.starts_with('"'));
        gaps.sort();
        gaps
    };
    let english = LANGUAGES[0].texts();
    assert!(english.len() > 150 && LANGUAGES.len() > 1);
    for language in &LANGUAGES[1..] {
        for ((key, text), (other_key, other)) in english.iter().zip(language.texts()) {
            assert_eq!(*key, other_key);
            assert!(!other.trim().is_empty(), "{key} says nothing in {}", language.code);
            assert_eq!(gaps(text), gaps(other), "{key} in {}", language.code);
        }
    }
}

/// What a command answers when it is asked in a language.
fn asked(arguments: &[&str], lang: &str) -> Output {
    program().args(arguments).args(["--lang", lang]).output().expect("the program runs")
}

/// Standard output and standard error.
fn shown(arguments: &[&str], lang: &str) -> String {
    let is_long = matches!(arguments[0], "run" | "simulate" | "plan" | "merge" | "check" | "list");
    let whole: &[&str] = if is_long && !arguments.contains(&"--help") { &["--full"] } else { &[] };
    let output = asked(&[arguments, whole].concat(), lang);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout) + &text(&output.stderr)
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let tokens = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    tokens.filter(|word| word.chars().all(char::is_alphabetic)).map(str::to_lowercase)
}

/// In one line, without marks of lists.
fn flowing(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "•").collect::<Vec<_>>().join(" ")
}

/// What stays as it is in every language: names of methods, statutes, attacks, engines, generators, kinds and commands.
fn names() -> BTreeSet<String> {
    let methods = recount::audit::METHODS.iter().map(|it| it.name());
    let attacks = recount::simulation::adversary::ATTACKS.iter().map(|it| it.name());
    let engines = recount::simulation::engines().map(|it| it.0);
    let generators = recount::sampling::GENERATORS.iter().map(|it| it.name());
    let kinds = recount::tabulation::fault::KINDS.iter().copied();
    let statutes = recount::hand_count::recount_law::RULES.iter().map(|rule| rule.statute);
    let levels = recount::hand_count::LEVELS.iter().map(|it| it.name);
    let all = methods.chain(levels).chain(statutes).chain(attacks).chain(engines).chain(generators).chain(kinds);
    let all = all.chain(["recount", "auto"]);
    all.flat_map(|name| words(name).collect::<Vec<_>>()).collect()
}

/// No English is left in what a command tells in another language: every word is one of its own table, of the scenario, or
/// a name; and no text of the English table stands there.
fn speaks(arguments: &[&str], lang: &str, scenario: &str) {
    let (english, other) = (LANGUAGES[0].texts(), language_named(lang).expect("a language").texts());
    let (was, is) = (shown(arguments, "en"), shown(arguments, lang));
    assert_ne!(was, is, "{arguments:?}");
    let mut known = names();
    known.extend(words(scenario));
    known.extend(other.iter().flat_map(|(_, text)| words(text).collect::<Vec<_>>()));
    // Commands for the reader to copy are the same in every language.
    let own = is.lines().filter(|line| !line.contains("recount ") || line.contains("•"));
    for line in own {
        let strange: Vec<String> = words(line).filter(|word| !known.contains(word)).collect();
        assert!(strange.is_empty(), "{arguments:?} in {lang}: {strange:?} in {line:?}");
    }
    let (page, scenario) = (flowing(&is), flowing(&scenario.replace('#', " ")));
    for ((key, text), (_, own)) in english.iter().zip(&other).filter(|((_, text), (_, own))| text != own) {
        for piece in text.split(['{', '}']).step_by(2).map(flowing) {
            let many = words(&piece).count() >= 4 && !own.contains(&piece);
            assert!(
                !many || scenario.contains(&piece) || !page.contains(&piece),
                "{arguments:?} in {lang}: {key}: {piece:?}"
            );
        }
    }
}

/// A grid of two small cells.
fn grid(folder: &Path) -> String {
    let text = "# Two limits.\nscenario = \"county-batches\"\ntrials = 4\nmethods = [\"polling\"]\n[[axis]]\n\
                key = \"audit.risk_limit\"\nvalues = [0.05, 0.1]\n";
    let file = folder.join("grid.toml");
    fs::write(&file, text).expect("a file");
    file.to_string_lossy().into_owned()
}

/// The text of a shipped scenario.
fn text_of(name: &str) -> String {
    shipped(name).expect("a scenario").text
}

#[test]
fn a_run_is_told_in_every_language() {
    let shipped = SHIPPED.iter().map(|it| it.0).filter(|name| !["nation-2020", "close-states-2020"].contains(name));
    for name in shipped.chain(ONE_FAULT_EACH.iter().map(|it| it.0)) {
        for language in &LANGUAGES[1..] {
            speaks(&["run", name], language.code, &text_of(name));
        }
    }
}

#[test]
fn simulations_and_plans_are_told_in_every_language() {
    let commands: [&[&str]; 11] = [
        &["simulate", "wellington-2012", "--trials", "20"],
        &["simulate", "three-ways-of-voting", "--trials", "5"],
        &["simulate", "mail-in-pools", "--trials", "5", "--method", "one_audit"],
        &["simulate", "many-contests", "--trials", "5"],
        &["simulate", "county-batches", "--method", "bravo", "--engine", "exact"],
        &["simulate", "adversaries", "--attack", "all", "--method", "all", "--trials", "5"],
        &["simulate", "adversaries", "--attack", "packed", "--method", "fixed_percentage", "--margin", "30"],
        &["plan", "county-batches", "--trials", "5", "--starts", "2026-11-09", "--deadline", "2026-11-10"],
        &["plan", "seven-polls", "--method", "ballot_comparison", "--discrepancies", "o1=0.001,u1=0.001"],
        &["plan", "mail-in-pools", "--method", "polling", "--risk-limit", "0.1"],
        &["plan", "many-contests"],
    ];
    for command in commands {
        for language in &LANGUAGES[1..] {
            speaks(command, language.code, &text_of(command[1]));
        }
    }
}

#[test]
fn checks_lists_draws_and_sweeps_are_told_in_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
        folder.path().join(name).to_string_lossy().into_owned()
    };
    let manifest = "County,Container,Batch,Cards\nLake,1,A,100\nLake,1,B,50\nHill,2,C,30\n";
    let (stacks, names) = (file("stacks.csv", manifest), file("names.txt", "Ada\nBen\nCem\n"));
    let off = text_of("bit_flip").replace("votes = ", "votes = 1");
    let off = file("off.toml", &off);
    let (out, half) = (folder.path().join("whole"), folder.path().join("half"));
    let (out, half) = (out.to_string_lossy().into_owned(), half.to_string_lossy().into_owned());
    let shards = format!("{}/", folder.path().join("shards").display());
    let grid = &grid(folder.path());
    let all: String = SHIPPED.iter().chain(ONE_FAULT_EACH).map(|(_, text)| *text).collect();
    let wellington = text_of("wellington-2012") + &shards + &half;
    let [cvr, results, counts] =
        ["tests/data/import/cvr.csv", "tests/data/import/results.csv", "tests/data/import/manifest.csv"];
    let export = fs::read_to_string(cvr).expect("an export");
    let read = asked(&["import", cvr, "--results", results, "--manifest", counts, "--json"], "en").stdout;
    let read: serde_json::Value = serde_json::from_slice(&read).expect("JSON");
    let hashes: Vec<&str> =
        read["files"].as_array().expect("files").iter().filter_map(|it| it["sha256"].as_str()).collect();
    let known = format!(
        "{all}{manifest} {export} {cvr} {results} {counts} {} Ada Ben Cem {} {out} {half} {shards}",
        hashes.join(" "),
        fs::read_to_string(grid).expect("a grid")
    );
    let draw = ["draw", "--seed", "4 2"];
    let commands: [Vec<&str>; 20] = [
        vec!["check", "antrim-2020", "bit_flip", "beyond-the-paper", grid],
        vec!["check", &off],
        vec!["check", "--table", "--trials", "2", "antrim-2020", "bit_flip"],
        vec!["list"],
        [&draw[..], &["--manifest", &stacks, "-n", "20", "--replacement"]].concat(),
        [&draw[..], &["--manifest", &stacks, "-n", "20", "--order", "pull", "--skip", "1"]].concat(),
        [&draw[..], &["--manifest", &stacks, "-n", "2", "--stratum", "County", "--skip", "1"]].concat(),
        [&draw[..], &["--manifest", &stacks, "--percent", "60", "--order", "pull"]].concat(),
        [&draw[..], &["--manifest", &stacks, "-n", "2", "--generator", "cryptorandom"]].concat(),
        [&draw[..], &["--ids", &names, "-n", "1"]].concat(),
        [&draw[..], &["--to", "991", "-n", "10"]].concat(),
        [&draw[..], &["--to", "991", "-n", "10", "--after", "3 1=5", "--skip", "1"]].concat(),
        vec!["sweep", grid, "--out", &out],
        vec!["merge", &out],
        vec!["sweep", grid, "--out", &half, "--shard", "0/2"],
        vec!["merge", &half],
        vec!["simulate", "wellington-2012", "--trials", "8", "--shard", "0/3", "--out", &shards],
        vec!["merge", &shards],
        vec!["import", cvr, "--full"],
        vec!["import", cvr, "--results", results, "--manifest", counts],
    ];
    for command in &commands {
        for language in &LANGUAGES[1..] {
            speaks(command, language.code, if command.contains(&"wellington-2012") { &wellington } else { &known });
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_the_reader_s_language() {
    let said = |arguments: &[&str]| {
        let output = asked(arguments, "es");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).expect("text")
    };
    assert!(said(&["run", "no/such.toml"]).ends_with("no se pudo leer no/such.toml: no existe el archivo\n"));
    assert!(said(&["run", "antrin-2020"]).contains("(¿quiso decir \"antrim-2020\"?)"));
    assert!(said(&["run", "antrim-2020", "--threads", "0"]).ends_with("--threads: hallado: 0; se admite: 1 a 1024\n"));
    let toml = "scenarios/grids/sweep-small.toml:8: axis: hallado: \"axis\"; se conocen aquí: \"title\"";
    assert!(said(&["run", "scenarios/grids/sweep-small.toml"]).contains(toml));
    let many = "--from, --to: hallado: 9 extracciones de números; se admite: a lo sumo los 5 que hay, sin reemplazo\n";
    assert!(said(&["draw", "--to", "5", "-n", "9"]).ends_with(many));
    let name = "--method: hallado: \"bravoo\"; se conocen aquí: ";
    assert!(said(&["simulate", "seven-polls", "--method", "bravoo"]).contains(name));
}

/// Words that are not of the language's table, in a sentence about what was asked: names in quotes are as they were given.
pub(crate) fn strange_words(sentence: &str, lang: &str, given: &str) -> Vec<String> {
    let table = language_named(lang).expect("a language").texts();
    let known: BTreeSet<String> =
        table.iter().flat_map(|(_, text)| words(text)).chain(words(given)).chain(names()).collect();
    let unquoted: String = sentence.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    words(&unquoted).filter(|word| !known.contains(word)).collect()
}

#[test]
fn wrong_arguments_are_answered_in_the_reader_s_language() {
    let cases: [(&[&str], &str); 24] = [
        (&["rn"], "error: comando desconocido 'rn'"),
        (&["run", "a", "b"], "error: argumento inesperado 'b'"),
        (&["run", "--jsn"], "existe un argumento parecido: '--json'"),
        (&["run"], "faltan estos argumentos necesarios:\n  <ESCENARIO>"),
        (
            &["simulate", "x", "--trials", "many"],
            "valor no válido 'many' para '--trials <N>': no es un número entero que se admita aquí",
        ),
        (&["simulate", "x", "--trials", ""], "valor vacío para '--trials <N>': está vacío"),
        (&["simulate", "x", "--trials"], "'--trials <N>' necesita un valor y no se dio ninguno"),
        (&["simulate", "x", "--json=1"], "valor inesperado '1' para '--json'"),
        (&["simulate", "x", "--json", "--json"], "el argumento '--json' no puede darse varias veces"),
        (&["simulate", "x", "--shard", "0/2"], "faltan estos argumentos necesarios:\n  --out <ARCHIVO>"),
        (
            &["simulate", "x", "--shard", "0/2", "--out", "y", "--csv", "z"],
            "no puede darse junto con '--csv <ARCHIVO>'",
        ),
        (&["draw", "--to", "9", "-n", "1", "--seed", "1", "--digits", "99"], "99 no está entre 1 y 64"),
        (&["draw", "--manifest", "-", "-n", "1", "--by", "crd"], "[valores posibles: card, batch]"),
        (&["draw", "--manifest", "-", "-n", "1", "--by", "crd"], "existe un valor parecido: 'card'"),
        (&["draw", "--to", "9", "-n", "2000000", "--replacement", "--seed", "1"], "de 0 a 1000000"),
        (&["draw", "--to", "9", "-n", "1", "--seed", "1", "--generator", "ppeb"], "hallado: ningún inventario"),
        (&["draw", "--ids", "no/such", "-n", "1", "--seed", "1"], "no existe el archivo"),
        (&["plan", "seven-polls", "--starts", "soon"], "se admite: una fecha como 2026-11-09"),
        (&["plan", "seven-polls", "--discrepancies", "o3=1"], "o1, o2, u1 y u2 con proporciones"),
        (&["simulate", "seven-polls", "--risk-limit", "2"], "más de 0 y menos de 1, como 0.05"),
        (&["simulate", "seven-polls", "--shard", "8/8", "--out", "y"], "i/N con i de 0 a N-1, o sea 0/8 a 7/8"),
        (&["simulate", "seven-polls", "--shard", "auto", "--out", "y"], "ningún planificador dice qué tarea es esta"),
        (&["merge", "no/such"], "no existe el archivo"),
        (&["sweep", "no.toml", "--out", "y", "--shards", "2"], "faltan estos argumentos necesarios:\n  --slurm"),
    ];
    for (arguments, says) in cases {
        for language in &LANGUAGES[1..] {
            let output = asked(arguments, language.code);
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}: {said}");
            assert!(language.code != "es" || said.contains(says), "{arguments:?}: {said}");
            let options = "json slurm lang seed out digits trials csv shard starts to";
            let variables = "slurm array task id job completion index aws batch hq parallel seq shard";
            let given = format!("{} error {options} {variables}", arguments.join(" "));
            let strange = strange_words(&said, language.code, &given);
            assert!(strange.is_empty(), "{arguments:?}: {strange:?} in {said}");
        }
    }
}

#[test]
fn wrong_files_are_answered_in_the_reader_s_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
        folder.path().join(name).to_string_lossy().into_owned()
    };
    let bit_flip = text_of("bit_flip");
    let count = file("count.csv", "Batch,Cards\nA,many\n");
    let twice = file("twice.csv", "Batch,Cards\nA,1\nA,2\n");
    let empty = file("empty.csv", "");
    let no_title = file("no-title.toml", &bit_flip.replacen("title = ", "story = ", 1));
    let title = file("title.toml", "# Why?\ntitle = { a = 1 }\n");
    let open = file("open.toml", "# Why?\ntitle = \"A\nlesson = \"B\"\n");
    let grid = fs::read_to_string(grid(folder.path())).expect("a grid");
    let axis = file("axis.toml", &grid.replace("trials = 4", "trials = \"4\""));
    let out = folder.path().join("out").to_string_lossy().into_owned();
    let draw = ["draw", "--seed", "1", "-n", "1", "--manifest"];
    let cases: [(Vec<&str>, &str); 9] = [
        ([&draw[..], &[&count]].concat(), "fila 2, columna \"Cards\": hallado: \"many\"; se admite: números enteros"),
        ([&draw[..], &[&twice]].concat(), "fila 3, columna \"Batch\": hallado: el lote \"A\" de la fila 2 otra vez"),
        (
            [&draw[..], &[&empty]].concat(),
            "hallado: un archivo vacío; se admite: un encabezado y una fila por cada lote",
        ),
        ([&draw[..], &[&count, "--batch", "Nope"]].concat(), "hallado: ninguna columna \"Nope\""),
        (vec!["draw", "--seed", "1", "-n", "Lake=1", "--manifest", "-"], "hallado: un número para \"Lake\""),
        (vec!["run", &no_title], "el archivo: hallado: ninguna clave title; aquí hace falta la clave \"title\""),
        (vec!["run", &title], "title: hallado: una tabla; se admite: texto entre comillas"),
        (vec!["run", &open], ":2: no se puede leer como TOML: texto entre comillas no válido; se espera `\"`"),
        (vec!["sweep", &axis, "--out", &out], "trials: hallado: el texto \"4\"; se admite: un número entero"),
    ];
    for (arguments, says) in &cases {
        for language in &LANGUAGES[1..] {
            let output = asked(arguments, language.code);
            let said = String::from_utf8(output.stderr).expect("text");
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}: {said}");
            assert!(language.code != "es" || said.contains(says), "{arguments:?}: {said}");
            let given = arguments.join(" ") + " title seed trials TOML";
            let strange = strange_words(&said, language.code, &given);
            assert!(strange.is_empty(), "{arguments:?}: {strange:?} in {said}");
        }
    }
}

#[test]
fn help_is_told_in_every_language() {
    let asks = COMMANDS.iter().map(|command| vec![*command, "--help"]).chain([vec!["--help"]]);
    for ask in asks {
        let plain = shown(&ask, "en");
        // Options, keys of documents, values and names of commands are the same in every language.
        let marks = |c: char| c.is_whitespace() || ",;()[]{}".contains(c);
        let is_name = |word: &&str| word.starts_with('-') || word.contains(['_', '"', '`', '/', '.', '=']);
        let names: Vec<&str> = plain.split(marks).filter(is_name).collect();
        let lists: Vec<&str> = recount::report::LISTS.iter().map(|list| list.name).collect();
        let given = names.join(" ")
            + " betting sprt scenarios federal legislature question OneOnMargin OneOnMarginSq begin enter status report "
            + &COMMANDS.join(" ")
            + " "
            + &lists.join(" ");
        for language in &LANGUAGES[1..] {
            speaks(&ask, language.code, &given);
            let said = shown(&ask, language.code);
            assert_eq!(said.split("\n\n").count(), plain.split("\n\n").count(), "{ask:?}");
        }
    }
}

/// A text of help that no command says is dead: the reader of the command line takes the texts from the sources, so that only
/// what it says can tell. What it says of arguments that it cannot read are other keys.
#[test]
fn every_text_of_help_is_said_by_some_command() {
    let asks = COMMANDS.iter().flat_map(|command| [vec![*command, "--help"], vec![*command, "-h"]]);
    let asks = asks.chain([vec!["--help"], vec!["-h"]]);
    let mut said: String = asks.map(|ask| flowing(&shown(&ask, "en")) + "\n").collect();
    said += &flowing(&String::from_utf8(asked(&["plam"], "en").stderr).expect("text"));
    let dead: Vec<(&str, &str)> = LANGUAGES[0]
        .texts()
        .into_iter()
        .filter(|(key, text)| {
            let longest = text.split(['{', '}']).step_by(2).max_by_key(|piece| piece.len()).unwrap_or_default();
            key.starts_with("help_") && !said.contains(&flowing(longest))
        })
        .collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn documents_for_programs_are_the_same_in_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let half = folder.path().join("half").to_string_lossy().into_owned();
    let grid = grid(folder.path());
    let out: &[&str] = &["sweep", &grid, "--out", &half];
    assert!(asked(&[out, &["--shard", "0/2"]].concat(), "es").status.success());
    let commands: [&[&str]; 14] = [
        &["run", "antrim-2020", "--json"],
        &["run", "windham-2020", "--json"],
        &["run", "beyond-the-paper", "--json"],
        &["run", "three-ways-of-voting", "--json"],
        &["check", "antrim-2020", "--json"],
        &["check", "--table", "--trials", "2", "bit_flip", "--json"],
        &["list", "--json"],
        &["simulate", "wellington-2012", "--trials", "10", "--json"],
        &["simulate", "adversaries", "--attack", "packed", "--method", "polling", "--trials", "5", "--json"],
        &["plan", "county-batches", "--trials", "2", "--starts", "2026-11-09", "--json"],
        &["draw", "--seed", "4 2", "--to", "991", "-n", "10", "--json"],
        &["merge", &half, "--json"],
        &["import", "tests/data/import/cvr.csv", "--json"],
        &["schema"],
    ];
    for command in commands {
        let plain = program().args(command).output().expect("the program runs");
        for language in &LANGUAGES[1..] {
            let spoken = asked(command, language.code);
            assert_eq!(spoken.stdout, plain.stdout, "{command:?} in {}", language.code);
            assert_eq!(spoken.status, plain.status);
        }
    }
}

#[test]
fn the_language_is_asked_for_anywhere_or_the_locale_s() {
    let speaks_spanish = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = program();
        command.env_remove("LANG").envs(variables.iter().copied()).args(arguments);
        let output = command.output().expect("the program runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("text").contains("Lo que ningún recuento ve")
    };
    let run = ["run", "bit_flip", "--full"];
    assert!(!speaks_spanish(&[], &run));
    assert!(speaks_spanish(&[("LANG", "es_MX.UTF-8")], &run));
    assert!(speaks_spanish(&[("LC_MESSAGES", "es"), ("LANG", "en_US.UTF-8")], &run));
    assert!(!speaks_spanish(&[("LC_ALL", "C"), ("LC_MESSAGES", "es"), ("LANG", "es_MX.UTF-8")], &run));
    assert!(speaks_spanish(&[("LC_ALL", ""), ("LANG", "es_AR")], &run));
    assert!(!speaks_spanish(&[("LANG", "fi_FI.UTF-8")], &run));
    assert!(!speaks_spanish(&[("LANG", "es_MX.UTF-8")], &["--lang", "en", "run", "bit_flip", "--full"]));
    assert!(speaks_spanish(&[], &["run", "--lang", "es", "bit_flip", "--full"]));
    for command in [&["run", "bit_flip"][..], &["list", "--json"], &["schema"]] {
        let wrong = asked(command, "xx");
        let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
        assert_eq!((wrong.status.code(), wrong.stdout.len()), (Some(2), 0), "{command:?}");
        assert!(said.contains("--lang") && said.contains("\"en\", \"es\""), "{said}");
    }
}

#[test]
fn columns_stand_under_each_other_in_every_language() {
    for language in LANGUAGES {
        let page = shown(&["run", "wellington-2012"], language.code);
        let bars = |line: &&str| line.contains('│');
        let places = page.lines().filter(bars).map(|line| line.chars().position(|c| c == '│'));
        assert_eq!(places.clone().count(), 12, "{page}");
        assert_eq!(places.collect::<BTreeSet<_>>().len(), 2, "two contests have bars to the left, one has none");
        let plan = shown(&["plan", "adversaries"], language.code);
        let costs = |part: &&str| part.lines().filter(|line| line.contains('$')).count() > 6;
        let first = plan.split("\n\n").find(costs).expect("a table");
        let rows: Vec<&str> = first.lines().filter(|line| line.contains('$')).collect();
        let ends = rows.iter().map(|line| {
            let cost = line.split_once('$').expect("a cost").1.split_whitespace().next().expect("a figure");
            line.chars().position(|c| c == '$').expect("a cost") + cost.len()
        });
        assert!(rows.len() > 6 && ends.collect::<BTreeSet<_>>().len() == 1, "{first}");
    }
}

#[test]
fn a_page_given_again_names_its_language() {
    assert!(shown(&["run", "bit_flip"], "es").ends_with("recount run bit_flip --seed 20201118 --lang es\n"));
    assert!(shown(&["run", "bit_flip"], "en").ends_with("recount run bit_flip --seed 20201118\n"));
}

#[test]
fn what_other_rooms_always_say_is_in_the_table() {
    let texts: BTreeSet<&str> = LANGUAGES[0].texts().into_iter().map(|(_, text)| text).collect();
    let generators = recount::sampling::GENERATORS.iter().map(|it| it.says().to_string());
    let checks = recount::canvass::CHECKS.into_iter().map(|it| it.name().to_owned());
    for says in generators.chain(checks) {
        assert!(texts.contains(says.as_str()), "{says}");
    }
}
