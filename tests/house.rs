//! The house: walls between rooms, captions, lengths, and words that do not belong.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may import. `report`, `cli` and `lib` are the last rooms and listed with all they need.
const WALLS: [(&str, &[&str]); 27] = [
    ("reason", &[]),
    ("error", &["reason"]),
    ("number_format", &[]),
    ("names", &["reason"]),
    ("random", &[]),
    ("text_encoding", &[]),
    ("import", &["reason", "error", "names", "number_format", "text_encoding"]),
    ("election", &["reason", "error", "random"]),
    ("social_choice", &["reason", "election"]),
    ("tabulation", &["reason", "election", "social_choice", "random", "error"]),
    ("hand_count", &["reason", "election", "social_choice", "random", "error"]),
    ("assertion", &["reason", "election", "social_choice", "risk"]),
    ("risk", &["reason", "names"]),
    ("sampling", &["reason", "election", "names", "random", "error", "text_encoding"]),
    (
        "audit",
        &[
            "reason",
            "election",
            "social_choice",
            "hand_count",
            "assertion",
            "sampling",
            "risk",
            "number_format",
            "random",
        ],
    ),
    ("verify", &["reason", "election", "social_choice", "risk", "number_format", "random"]),
    ("audit_folder", &["reason", "import", "election", "social_choice", "audit", "scenario"]),
    ("official_audit", &["reason", "import", "risk", "sampling", "verify"]),
    ("outside_the_paper", &["reason", "election", "social_choice", "error"]),
    ("canvass", &["reason", "election", "social_choice", "tabulation", "number_format"]),
    (
        "scenario",
        &[
            "import",
            "reason",
            "election",
            "social_choice",
            "tabulation",
            "hand_count",
            "outside_the_paper",
            "canvass",
            "audit",
            "risk",
            "sampling",
            "names",
            "random",
            "error",
        ],
    ),
    (
        "simulation",
        &[
            "import",
            "reason",
            "scenario",
            "election",
            "social_choice",
            "tabulation",
            "hand_count",
            "outside_the_paper",
            "canvass",
            "audit",
            "sampling",
            "risk",
            "number_format",
            "random",
            "error",
        ],
    ),
    ("classroom", &["reason", "random", "election", "social_choice", "scenario", "simulation"]),
    ("export", &["reason", "election", "social_choice", "simulation"]),
    (
        "report",
        &[
            "audit_folder",
            "official_audit",
            "import",
            "reason",
            "number_format",
            "random",
            "simulation",
            "scenario",
            "election",
            "social_choice",
            "assertion",
            "hand_count",
            "outside_the_paper",
            "canvass",
            "audit",
            "sampling",
            "export",
            "classroom",
            "error",
        ],
    ),
    (
        "cli",
        &[
            "audit_folder",
            "official_audit",
            "import",
            "reason",
            "classroom",
            "export",
            "report",
            "simulation",
            "scenario",
            "audit",
            "verify",
            "sampling",
            "random",
            "error",
            "election",
            "social_choice",
            "assertion",
        ],
    ),
    ("main", &[]),
];

/// Lines a file may have before its tests.
const LONGEST: usize = 400;

/// Room and text of every source file.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(&root).expect("below src");
                let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
                let room = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).expect("a source file");
                files.push((room, path, text));
            }
        }
    }
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files
}

fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The rooms a text names after `crate::`.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut rooms = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let Some(list) = rest.strip_prefix('{') else {
            rooms.push(name(rest));
            continue;
        };
        let mut depth = 1;
        let mut part = String::new();
        for c in list.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            if depth == 0 || depth == 1 && c == ',' {
                rooms.push(name(part.trim()));
                part.clear();
            } else {
                part.push(c);
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

#[test]
fn rooms_import_only_through_their_doors() {
    let walls: BTreeMap<_, _> = WALLS.into_iter().collect();
    let mut breaches = Vec::new();
    for (room, path, text) in sources().iter().filter(|s| s.0 != "lib") {
        let Some(allowed) = walls.get(room.as_str()) else {
            breaches.push(format!("{}: no wall is drawn for room {room}", path.display()));
            continue;
        };
        assert!(!text.contains("super::super::super"), "{}: climbs out of its room", path.display());
        for import in imports(text).into_iter().filter(|import| !import.is_empty()) {
            if import != *room && !allowed.contains(&import.as_str()) {
                breaches.push(format!("{}: {room} imports {import}", path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Bets have their names in `risk::bet::spec`: a scenario reads those and nothing else of the room, and nothing else of the room
/// reads names.
#[test]
fn names_of_bets_are_all_that_scenarios_know_of_risk() {
    for (room, path, text) in sources() {
        let code = before_tests(&text);
        let of = |name: &str| code.matches(name).count();
        if room == "scenario" {
            assert_eq!(of("crate::risk"), of("crate::risk::bet::spec"), "{} reaches into risk", path.display());
        }
        let is_spec = path.to_string_lossy().contains("/bet/spec/");
        assert!(room != "risk" || is_spec || of("crate::names") == 0, "{} reads names", path.display());
    }
}

#[test]
fn the_import_reader_sees_what_it_must() {
    let text = "use crate::election::Code;\nuse crate::{random::{Random, Streams}, error};\nlet x = crate::hand_count::Care;\n// crate::cli";
    assert_eq!(imports(text), ["election", "random", "error", "hand_count"]);
}

#[test]
fn every_file_opens_with_a_caption() {
    for (_, path, text) in sources() {
        let caption = text.lines().next().unwrap_or_default();
        assert!(caption.starts_with("//! ") && caption.len() > 20, "{}: {caption}", path.display());
    }
}

/// One name, one type. A type that is private to a short file is met only there, and may be called what it likes.
#[test]
fn a_type_name_is_defined_once() {
    const A_SCREEN: usize = 100;
    let mut defined: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (_, path, text) in sources() {
        let code = before_tests(&text);
        for line in code.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_public = words.first().is_some_and(|first| first.starts_with("pub"));
            let Some(at) = words.iter().take(3).position(|word| ["struct", "enum", "trait", "type"].contains(word))
            else {
                continue;
            };
            // A type of a trait is said by its trait; `pub(in path)` is a word of its own.
            let is_of_a_trait = words[at] == "type" && line.starts_with(' ');
            let is_after_visibility = words[..at].iter().all(|word| word.starts_with("pub"));
            if is_of_a_trait || !is_after_visibility || !is_public && code.lines().count() <= A_SCREEN {
                continue;
            }
            let name: String = words[at + 1].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // A macro's own types have the names that it is given.
            if !name.is_empty() {
                defined.entry(name).or_default().push(path.clone());
            }
        }
    }
    assert!(defined.len() > 300, "the reader finds types: {}", defined.len());
    defined.retain(|_, files| files.len() > 1);
    assert!(defined.is_empty(), "{defined:#?}");
}

#[test]
fn files_stay_short() {
    for (_, path, text) in sources() {
        let lines = before_tests(&text).lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines before its tests", path.display());
    }
}

#[test]
fn only_the_front_desk_opens_files_and_nothing_reads_the_clock() {
    let forbidden =
        ["std::fs", "File::open", "Instant::now", "SystemTime", "thread_rng", "from_os_rng", "std::env::var"];
    for (room, path, text) in sources().iter().filter(|s| s.0 != "cli") {
        for word in forbidden {
            assert!(!before_tests(text).contains(word), "{}: {room} uses {word}", path.display());
        }
    }
}

#[test]
fn only_the_tabulator_the_monte_carlo_engine_and_the_readers_of_large_files_start_threads() {
    for (_, path, text) in sources() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let may =
            ["tabulator.rs", "monte_carlo.rs", "side_by_side.rs", "input.rs", "interrupt.rs"].contains(&name.as_str());
        assert!(may || !(text.contains("rayon") || text.contains("std::thread")), "{} starts threads", path.display());
    }
}

#[test]
fn an_audit_hears_readings_and_never_sees_the_paper() {
    for (_, path, text) in sources().iter().filter(|s| s.0 == "audit" || s.0 == "risk" || s.0 == "assertion") {
        let code: Vec<&str> = before_tests(text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        for word in ["Election", ".paper", "Reader", "meant("] {
            // The end of a longer name is another thing: `ListReader` reads a list.
            let stands = |(at, _): (usize, &str)| word != "Reader" || !code[..at].ends_with(char::is_alphanumeric);
            assert!(!code.match_indices(word).any(stands), "{}: an audit reaches for {word}", path.display());
        }
    }
}

#[test]
fn no_attic_and_no_loose_ends() {
    let attics = ["util", "utils", "common", "helpers", "manager", "misc", "types", "core"];
    let loose = ["TO\u{44}O", "FIX\u{4d}E", "unimplemented!", "dbg!"];
    for (_, path, text) in sources() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(!attics.contains(&name.as_str()), "{} is an attic", path.display());
        for word in loose {
            // Within a word of another language it is no mark.
            let stands = |(at, _): (usize, &str)| !text[..at].ends_with(char::is_alphabetic);
            assert!(!text.match_indices(word).any(stands), "{} contains {word}", path.display());
        }
        let commented = text.lines().map(str::trim).find(|line| {
            let body = line.strip_prefix("// ").unwrap_or_default();
            body.ends_with(';') && (body.starts_with("let ") || body.contains(" = ") || body.ends_with("();"))
        });
        assert!(commented.is_none(), "{}: commented-out code: {commented:?}", path.display());
    }
}

#[test]
fn no_room_is_empty_and_the_floor_plan_names_each() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("the floor plan");
    for (room, _, _) in sources().iter().filter(|s| !["lib", "main"].contains(&s.0.as_str())) {
        assert!(lib.contains(&format!("pub mod {room};")), "the floor plan does not name {room}");
        assert!(WALLS.iter().any(|wall| wall.0 == room), "no wall is drawn for {room}");
    }
}
