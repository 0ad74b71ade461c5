//! README and docs are true: their commands exist, what they show is what the program prints, their links lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

/// The README and every page of `docs`, with their places.
fn papers() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages =
        fs::read_dir(root.join("docs")).expect("a folder of pages").map(|entry| entry.expect("an entry").path());
    let mut places: Vec<_> = pages.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    places.sort();
    places.insert(0, root.join("README.md"));
    places.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a page"))).collect()
}

fn readme() -> String {
    papers().swap_remove(0).1
}

/// All pages, one after the other.
fn all_text() -> String {
    papers().into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// The code blocks of all pages with their language.
fn blocks() -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for (_, text) in papers() {
        let mut parts = text.split("```");
        while let (Some(_), Some(block)) = (parts.next(), parts.next()) {
            let (language, body) = block.split_once('\n').expect("a language line");
            blocks.push((language.trim().to_owned(), body.to_owned()));
        }
    }
    blocks
}

/// The program as a reader of the README calls it, in lines of the usual length.
fn as_in_a_pipe() -> std::process::Command {
    let mut command = crate::program::program();
    command.env_remove("COLUMNS");
    command
}

#[test]
fn the_picture_is_what_the_program_prints() {
    let output = as_in_a_pipe().args(["run", "antrim-2020"]).output().expect("it runs");
    let page = String::from_utf8(output.stdout).expect("text");
    let pictures: Vec<_> = blocks().into_iter().filter(|(language, _)| language == "text picture").collect();
    assert!(!pictures.is_empty(), "the README has a picture of a run");
    for (_, picture) in pictures {
        assert!(page.contains(picture.trim_end()), "not what the program prints:\n{picture}");
    }
}

#[test]
fn every_table_is_what_its_command_prints() {
    let mut tables = 0;
    for (language, table) in blocks() {
        let Some(command) = language.strip_prefix("text recount ") else { continue };
        let words: Vec<&str> = command.split_whitespace().collect();
        let output = as_in_a_pipe().args(&words).output().expect("it runs");
        let printed = String::from_utf8(output.stdout).expect("text");
        assert_eq!(printed.trim_end(), table.trim_end(), "recount {command}");
        tables += 1;
    }
    assert!(tables >= 3, "the pages show what the audits do");
}

#[test]
fn every_command_works() {
    let mut tried = 0;
    for (language, body) in blocks() {
        for line in body.lines().filter(|_| language == "sh") {
            let Some(rest) = line.trim().strip_prefix("recount ") else { continue };
            let words: Vec<&str> = rest.split_whitespace().take_while(|w| !w.starts_with(['#', '>', '|'])).collect();
            let output = as_in_a_pipe().args(&words).output().expect("it runs");
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            tried += 1;
        }
    }
    assert!(tried >= 4, "the pages show the commands");
}

#[test]
fn there_are_exactly_two_set_up_commands() {
    let commands = ["cargo run --release -- run antrim-2020", "bash tests/run.sh"];
    let readme = readme();
    let set_up = readme.split("## Two commands").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    let parts: Vec<&str> = set_up.split("```sh\n").skip(1).collect();
    let shown: Vec<&str> = parts.iter().filter_map(|part| part.lines().next()).collect();
    assert_eq!(shown, commands);
}

#[test]
fn every_shipped_scenario_is_in_the_table() {
    let text = all_text();
    for (name, _) in recount::scenario::SHIPPED {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn every_fault_mishap_care_method_draw_and_thing_beyond_is_named() {
    let kinds = recount::tabulation::fault::KINDS.iter().chain(recount::outside_the_paper::KINDS).copied();
    let kinds = kinds.chain(recount::hand_count::mishap::KINDS.iter().copied());
    let kinds = kinds.chain(recount::risk::bet::BETS.iter().chain(recount::verify::TESTS).copied());
    let kinds = kinds.chain(recount::audit::METHODS.iter().map(|method| method.name()));
    let kinds = kinds.chain(recount::sampling::SAMPLERS.iter().map(|sampler| sampler.name()));
    let kinds = kinds.chain(recount::sampling::GENERATORS.iter().map(|generator| generator.name()));
    let levels = recount::hand_count::LEVELS.iter().map(|level| level.name);
    let text = all_text();
    for name in kinds.chain(levels) {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn the_example_scenarios_work() {
    let examples: Vec<_> = blocks().into_iter().filter(|(language, _)| language == "toml").collect();
    assert!(examples.len() >= 2, "one to read, one to plan");
    let mut faults = 0;
    for (_, text) in examples {
        let file = recount::scenario::ScenarioFile::read("docs", text).expect("a scenario");
        let election = recount::simulation::run(&file, None).expect("a life");
        faults += election.faults.len();
        let found = election.faults.iter().all(|fault| fault.found_by.iter().any(Option::is_some));
        assert!(found, "the reconciliation sees the file that was loaded twice");
    }
    assert!(faults > 0, "an example has something to find");
}

#[test]
fn the_readme_is_short() {
    let bytes = readme().len();
    assert!(bytes <= 10_000, "{bytes} bytes; what is more belongs in docs");
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    for (path, text) in papers() {
        let targets = text.split("](").skip(1).chain(text.split("src=\"").skip(1));
        for target in targets.filter_map(|rest| rest.split([')', '"']).next()).filter(|to| !to.contains("://")) {
            let file = target.split('#').next().unwrap_or(target);
            let place = path.parent().expect("a folder").join(file);
            assert!(place.exists(), "{}: {target}", path.display());
            links += 1;
        }
    }
    assert!(links >= 20, "the pages lead to each other");
}

/// The text of every source and test file, with its path from the root.
fn code() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("tests")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let place = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
                files.push((place, fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    files
}

#[test]
fn every_derivation_is_listed_linked_and_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/derivations");
    let index = fs::read_to_string(folder.join("README.md")).expect("an index");
    let code = code();
    let is_test = |name: &str| code.iter().any(|(_, text)| text.contains(&format!("fn {name}()")));
    let (mut pages, mut tests) = (0, 0);
    for entry in fs::read_dir(&folder).expect("pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a page");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(target.contains("://") || folder.join(target).exists(), "{name}: {target}");
        }
        if name == "README.md" {
            continue;
        }
        pages += 1;
        assert!(index.contains(&format!("]({name})")), "{name} is not in the index");
        let link = format!("//! `docs/derivations/{name}`");
        assert!(code.iter().any(|(_, text)| text.contains(&link)), "no file leads to {name}");
        let section = text.split("## Tests").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("its tests");
        let words =
            section.split('`').skip(1).step_by(2).filter(|word| !word.contains(['.', '/']) && word.contains('_'));
        for word in words {
            assert!(is_test(word), "{name}: there is no test {word}");
            tests += 1;
        }
    }
    assert!(pages >= 15 && tests >= 60, "{pages} pages, {tests} tests");
}

#[test]
fn what_a_file_calls_ours_has_its_derivation() {
    let mut found = 0;
    for (place, text) in code().iter().filter(|(place, _)| place.starts_with("src")) {
        let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join("\n");
        for page in text.split("docs/derivations/").skip(1).filter_map(|rest| rest.split('`').next()) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/derivations").join(page);
            assert!(path.exists(), "{place}: {page}");
            found += 1;
        }
        let claims = [" is ours", " are ours", ": ours", "Our default"].iter().any(|claim| head.contains(claim));
        assert!(!claims || head.contains("# Derivation"), "{place} calls something ours and has no derivation");
    }
    assert!(found >= 40, "{found}");
}
