//! No circle of files inside a room: the files that each file names, read from the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module by the names on the way to it: `simulation`, `engine`, `cells`.
type Module = Vec<String>;

/// The modules of the library that are files of their own, each with its text before its tests; those of `mod.rs` are doors,
/// which all files of a folder go through, and come apart.
struct Sources {
    files: BTreeMap<Module, String>,
    doors: BTreeSet<Module>,
}

fn sources(root: &Path) -> Sources {
    let (mut files, mut doors) = (BTreeMap::new(), BTreeSet::new());
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let path = folder.join(&name);
            if root.join(&path).is_dir() {
                folders.push(path);
            } else if let Some(stem) = name.strip_suffix(".rs") {
                let names =
                    |path: &Path| path.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Module>();
                if stem == "mod" {
                    doors.insert(names(&folder));
                } else {
                    let text = fs::read_to_string(root.join(&path)).expect("a source");
                    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
                    files.insert(names(&folder.join(stem)), text);
                }
            }
        }
    }
    Sources { files, doors }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every path that a text names from `crate`, `super` or `self` on; groups in braces are taken apart.
fn paths(text: &str) -> Vec<Vec<String>> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for root in ["crate", "super", "self"] {
        for (at, _) in code.match_indices(&format!("{root}::")) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|c| is_letter(c) || c == ':') {
                read_path(&code[at..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads a path with a group in braces, and returns the text behind it.
fn read_path<'t>(text: &'t str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = read_path(rest, &mut before.clone(), found).trim_start();
            match rest.chars().next() {
                Some(',') => rest = &rest[1..],
                Some('}') => return &rest[1..],
                _ => return rest,
            }
        }
    }
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    before.push(text[..end].to_owned());
    if let Some(rest) = text[end..].strip_prefix("::") {
        return read_path(rest, before, found);
    }
    found.push(before.clone());
    // A group may give another name: `json::rounded as whole`.
    text[end..].trim_start().strip_prefix("as ").map_or(&text[end..], |rest| rest.trim_start_matches(is_letter))
}

/// The other files of the same room that a file names.
fn named(all: &Sources, module: &Module) -> BTreeSet<Module> {
    let mut found = BTreeSet::new();
    for path in paths(&all.files[module]) {
        let mut from: Module = if path[0] == "crate" { Vec::new() } else { module.clone() };
        let ups = path.iter().take_while(|name| *name == "super").count();
        from.truncate(from.len().saturating_sub(ups));
        let rest = path.iter().skip(ups.max(1)).cloned();
        let whole: Module = from.into_iter().chain(rest).collect();
        let known = |n: &usize| all.files.contains_key(&whole[..*n]) || all.doors.contains(&whole[..*n]);
        if let Some(n) = (1..=whole.len()).rev().find(known) {
            let other = whole[..n].to_vec();
            if other != *module && other[0] == module[0] && all.files.contains_key(&other) {
                found.insert(other);
            }
        }
    }
    found
}

/// Files that name each other round about, each circle once.
fn circles(all: &Sources) -> Vec<String> {
    let names: BTreeMap<&Module, BTreeSet<Module>> =
        all.files.keys().map(|module| (module, named(all, module))).collect();
    let reaches = |from: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(at) = next.pop() {
            for other in &names[&at] {
                if seen.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> = names.keys().map(|module| (*module, reaches(module))).collect();
    let mut found = BTreeSet::new();
    for (module, others) in &reached {
        let circle: Vec<String> = others
            .iter()
            .filter(|other| others.contains(*module) && reached[*other].contains(*module))
            .map(|module| module.join("/"))
            .collect();
        if circle.len() > 1 {
            found.insert(circle.join(", "));
        }
    }
    found.into_iter().collect()
}

#[test]
fn no_files_of_a_room_go_round_in_circles() {
    let found = circles(&sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")));
    assert!(found.is_empty(), "files that name each other:\n{}", found.join("\n"));
}

#[test]
fn the_reader_sees_a_circle() {
    let file = |name: &str, text: &str| (vec!["room".to_owned(), name.to_owned()], text.to_owned());
    let all = |third: &str| Sources {
        files: BTreeMap::from([
            file("one", "use super::two::Two;\nuse crate::other::{self, Thing};"),
            file("two", "use crate::room::{Door, three::{Three, Four as Five}};"),
            file("three", third),
        ]),
        doors: BTreeSet::from([vec!["room".to_owned()], vec!["other".to_owned()]]),
    };
    assert_eq!(circles(&all("let one = super::one::begin();")), ["room/one, room/three, room/two"]);
    assert!(circles(&all("// super::one\nuse super::Door;")).is_empty());
}
