//! Messages in Fluent's format: a faulty file gets a clear error, every message has a user and its arguments, numbers
//! choose the form, and any name is filled in as Fluent's own crate does it.

#[path = "../build/catalog.rs"]
mod catalog;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use recount::number_format::grouped;
use recount::report::{LANGUAGES, Language, language_named};

use catalog::{Catalog, Message, Piece, read_all};

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a language's file.
fn file_of(language: &Language) -> String {
    fs::read_to_string(home().join(format!("src/report/messages/{}.ftl", language.code))).expect("a file of messages")
}

/// The languages as their files have them.
fn catalogs() -> Vec<Catalog> {
    let files: Vec<_> = LANGUAGES.iter().map(|language| (language.code.to_owned(), file_of(language))).collect();
    read_all(&files).unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

const ENGLISH: &str =
    "page-language = English\nplan-boards = { $n ->\n    [one] { $n } board\n   *[other] { $n } boards\n }\n";
const SPANISH: &str =
    "page-language = Español\nplan-boards = { $n ->\n    [one] { $n } mesa\n   *[other] { $n } mesas\n }\n";

/// What is said of an English file, and of another beside a right one.
fn complaints(english: &str, other: Option<&str>) -> Vec<String> {
    let mut files = vec![("en".to_owned(), english.to_owned())];
    files.extend(other.map(|text| ("xx".to_owned(), text.to_owned())));
    read_all(&files).err().unwrap_or_default()
}

#[test]
fn what_is_wrong_with_a_file_stops_the_build_with_a_sentence() {
    assert!(complaints(ENGLISH, Some(SPANISH)).is_empty(), "one file is all that a language takes");
    for (text, says) in [
        ("page-language = X\n", "xx.ftl: plan-boards is missing"),
        ("page-language = X\nplan-boards = mesas\n", "xx.ftl: plan-boards is filled by nothing; in en.ftl by n"),
        ("page-language = X\nplan-boards = { $m } mesas\n", "xx.ftl: plan-boards is filled by m; in en.ftl by n"),
        ("page-language = X\nplan-boards = { $n } { $m }\n", "xx.ftl: plan-boards is filled by m, n; in en.ftl by n"),
        ("page-language = X\nplan-boards = { $n }\nplan-more = y\n", "xx.ftl: plan-more is not in en.ftl"),
        ("page-language = X\nplan-boards = { $n }\nplan-boards = { $n }\n", "xx.ftl: plan-boards stands there twice"),
        ("page-language = X\nplan-boards = { $n\n", "xx.ftl:3: Expected a token starting with \"}\""),
    ] {
        assert_eq!(complaints(ENGLISH, Some(text)), [says]);
    }
    for (text, says) in [
        ("boards = x\n", "en.ftl: boards: a message is named by its group, a dash, and its name, such as plan-enough"),
        ("page-x = { NUMBER($n) }\n", "en.ftl: page-x: functions and references to other messages are not read here"),
        (
            "page-x = { page-language }\n",
            "en.ftl: page-x: functions and references to other messages are not read here",
        ),
        ("page-x = y\n    .title = z\n", "en.ftl: page-x: attributes are not read here"),
        ("-brand = x\n", "en.ftl: -brand: terms are not read here; write the word out"),
        ("page-x =\n    .title = z\n", "en.ftl: page-x: attributes are not read here"),
    ] {
        assert_eq!(complaints(&format!("{ENGLISH}{text}"), None), [says]);
    }
    assert_eq!(complaints("plan-x = y\n", None), ["en.ftl: page-language is missing: the language's name in itself"]);
    let alone = read_all(&[("es".to_owned(), SPANISH.to_owned())]).err();
    assert_eq!(alone.unwrap_or_default(), ["en.ftl is missing: every other language is held against it"]);
}

#[test]
fn the_program_speaks_the_languages_that_have_a_file() {
    let mut codes: Vec<String> = fs::read_dir(home().join("src/report/messages"))
        .expect("the folder of messages")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    codes.sort();
    assert_eq!(codes, LANGUAGES.iter().map(|it| it.code).collect::<Vec<_>>());
    assert_eq!(LANGUAGES.iter().map(|it| it.own_name).collect::<Vec<_>>(), ["English", "Español"]);
    for (catalog, language) in catalogs().iter().zip(LANGUAGES) {
        assert_eq!(catalog.code, language.code);
        let theirs: BTreeMap<_, _> = language.messages().into_iter().collect();
        assert_eq!(theirs.len(), catalog.messages.len());
        for message in &catalog.messages {
            assert_eq!(theirs[message.id.as_str()], message.arguments(), "{}", message.id);
        }
    }
}

/// Every choice in these pieces: its keys, and the key of its default.
fn choices<'p>(pieces: &'p [Piece], found: &mut Vec<(Vec<&'p str>, &'p str)>) {
    for piece in pieces {
        if let Piece::Choice { forms, default, .. } = piece {
            found.push((forms.iter().map(|(key, _)| key.as_str()).collect(), &forms[*default].0));
            for (_, form) in forms {
                choices(form, found);
            }
        }
    }
}

#[test]
fn numbers_choose_the_form_that_goes_with_them() {
    let mut found = Vec::new();
    let catalogs = catalogs();
    for message in catalogs.iter().flat_map(|catalog| &catalog.messages) {
        choices(&message.pieces, &mut found);
    }
    assert!(found.len() > 300, "{}", found.len());
    for (keys, default) in found {
        assert_eq!((&keys[..], default), (&["one", "other"][..], "other"));
    }
    for (code, n, says) in [
        ("en", "1", "1 batch."),
        ("en", "2", "2 batches."),
        ("es", "1", "1 lote."),
        ("es", "21", "21 lotes."),
        ("es", "0", "0 lotes."),
        ("es", "1,000,001", "1,000,001 lotes."),
    ] {
        let language = language_named(code).expect("a language");
        let said = language.say("page-on-paper", &[("ballots", "9"), ("batches", n)]).expect("a message");
        assert!(said.contains(says), "{said}");
    }
}

/// What Fluent's own program says: numbers in groups of three digits, and no marks around what is filled in.
struct Reference(FluentBundle<FluentResource>);

impl Reference {
    fn of(language: &Language) -> Self {
        let mut bundle = FluentBundle::new(vec![language.code.parse().expect("a code")]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(number.value as i64)),
            _ => None,
        }));
        let resource = FluentResource::try_new(file_of(language)).expect("Fluent");
        bundle.add_resource(resource).expect("each message once");
        Self(bundle)
    }

    fn says(&self, id: &str, given: &[(&str, Value)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in given {
            match value {
                Value::Count(n) => arguments.set(*name, FluentValue::Number(FluentNumber::from(f64::from(*n)))),
                Value::Name(text) => arguments.set(*name, FluentValue::from(text.as_str())),
            }
        }
        let pattern = self.0.get_message(id).and_then(|message| message.value()).expect("a message");
        let mut errors = Vec::new();
        let said = self.0.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        assert!(errors.is_empty(), "{id}: {errors:?}");
        said
    }
}

/// What may be given for an argument.
#[derive(Clone, Debug)]
enum Value {
    Count(u32),
    Name(String),
}

impl Value {
    fn said(&self) -> String {
        match self {
            Self::Count(n) => grouped(i64::from(*n)),
            Self::Name(text) => text.clone(),
        }
    }
}

/// What names are made of here.
const PARTS: &[&str] = &[
    "Ada",
    " ",
    ": ",
    "; ",
    "\"",
    "'",
    "«",
    "{n}",
    "{ $n }",
    "{",
    "}",
    "עדה",
    "لوي",
    "علي",
    "\u{200f}",
    "é",
    "e\u{301}",
    "%",
    "1,204",
    "-1",
    "1 batches",
    "*[other]",
    "→",
    "\u{1f5f3}",
    "\n",
    "ñ",
    "&",
    "<b>",
    ".",
    "#",
];

/// Counts, and names of candidates, precincts and parties with all that a message could trip over.
fn values() -> impl Strategy<Value = Value> {
    let name = proptest::collection::vec(proptest::sample::select(PARTS), 1..6).prop_map(|parts| parts.concat());
    // A text that is a count is one: it is given as such.
    let name = name.prop_filter("no count", |text| text != "1,204");
    prop_oneof![
        Just(Value::Count(1)),
        (0_u32..3_000_000).prop_map(Value::Count),
        name.prop_map(Value::Name),
        ".{1,12}".prop_filter("no count", |text| text.parse::<f64>().is_err()).prop_map(Value::Name),
    ]
}

/// Arguments that are said whatever form is chosen.
fn always_said(pieces: &[Piece]) -> BTreeSet<&str> {
    let mut said = BTreeSet::new();
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Argument(name) => {
                said.insert(name.as_str());
            }
            Piece::Choice { forms, .. } => {
                let each = forms.iter().map(|(_, form)| always_said(form));
                said.extend(each.reduce(|all, one| all.intersection(&one).copied().collect()).unwrap_or_default());
            }
        }
    }
    said
}

#[test]
fn names_and_counts_come_through_every_message_as_fluent_fills_it() {
    let catalogs = catalogs();
    let references: Vec<Reference> = LANGUAGES.iter().map(Reference::of).collect();
    let config = ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() };
    let all = TestRunner::new(config).run(&proptest::collection::vec(values(), 24), |values| {
        let mut at = 0;
        let mut next = || {
            at += 1;
            values[at * at % values.len()].clone()
        };
        for ((catalog, language), reference) in catalogs.iter().zip(LANGUAGES).zip(&references) {
            let said_by_id: BTreeMap<&str, &[&str]> = language.messages().into_iter().collect();
            for Message { id, pieces } in &catalog.messages {
                let arguments = said_by_id[id.as_str()];
                let given: Vec<(&str, Value)> = arguments.iter().map(|name| (*name, next())).collect();
                let texts: Vec<(&str, String)> = given.iter().map(|(name, value)| (*name, value.said())).collect();
                let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
                // The program looks a message up by its place; by its id it is found in the same table.
                let said = if arguments.is_empty() { continue } else { language.say(id, &texts).expect("a message") };
                prop_assert_eq!(&said, &reference.says(id, &given), "{} in {}", id, language.code);
                for name in always_said(pieces) {
                    let value = texts.iter().find(|one| one.0 == name).expect("given").1;
                    prop_assert!(said.contains(value), "{id} in {}: {value:?} in {said:?}", language.code);
                }
            }
        }
        Ok(())
    });
    all.expect("the same");
}

/// Every source file below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The words behind a point or two colons in code, and the notes that the table of laws names.
fn named_in_sources() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&home().join("src"), &mut files);
    let mut named = BTreeSet::new();
    for path in files {
        let source = fs::read_to_string(&path).expect("a source");
        let behind = source.split('.').skip(1).chain(source.split("::").skip(1));
        named.extend(
            behind.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()),
        );
    }
    let laws = fs::read_to_string(home().join("src/hand_count/recount_law/rules.txt")).expect("the table of laws");
    named.extend(laws.split('|').map(|cell| format!("law_{}", cell.trim().replace('-', "_"))));
    named
}

/// How ids begin that no source names: lines of help, which `languages.rs` holds against what commands say, and faults, whose
/// kinds end the ids.
const FOUND_OTHERWISE: [&str; 2] = ["help-", "lists-fault-"];

#[test]
fn every_message_has_a_user() {
    let named = named_in_sources();
    let is_used =
        |id: &str, name: &str| named.contains(name) || FOUND_OTHERWISE.iter().any(|begins| id.starts_with(begins));
    let english = &LANGUAGES[0];
    let ids = english.messages().into_iter().map(|(id, _)| id).filter(|id| *id != catalog::OWN_NAME);
    let names: Vec<_> = english.texts().into_iter().map(|(name, _)| name).filter(|name| *name != "language").collect();
    assert!(names.len() > 1_900);
    let unused: Vec<_> = ids.zip(names).filter(|(id, name)| !is_used(id, name)).collect();
    assert!(unused.is_empty(), "{} messages that nothing says:\n{unused:#?}", unused.len());
    assert!(!is_used("findings-no-such-name", "no_such_name"));
}

#[test]
fn every_kind_of_fault_has_a_line_and_every_line_a_kind() {
    let schema = recount::scenario::schema();
    let kinds = ["Fault", "Mishap", "Beyond"].iter();
    let kinds = kinds.flat_map(|of| schema.as_value()["$defs"][of]["oneOf"].as_array().expect("kinds"));
    let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = kinds.map(|it| {
        let kind = it["properties"]["kind"]["const"].as_str().expect("a kind").replace('_', "-");
        (format!("lists-fault-{kind}"), flowing(it["description"].as_str().expect("a description")))
    });
    let ids = LANGUAGES[0].messages().into_iter().map(|(id, _)| id.to_owned());
    let texts = LANGUAGES[0].texts().into_iter().map(|(_, text)| text.to_owned());
    let said = ids.zip(texts).filter(|(id, _)| id.starts_with("lists-fault-"));
    assert_eq!(said.collect::<BTreeMap<_, _>>(), lines.collect::<BTreeMap<_, _>>());
}

/// Calls of `fill` with a message by name and a list of arguments in place: the name, and the arguments' names.
fn filled(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    for rest in source.split("fill(").skip(1) {
        let Some((message, rest)) = rest.split_once(',') else { continue };
        let Some(list) = rest.trim_start().strip_prefix("&[") else { continue };
        let (mut depth, mut is_text, mut item, mut items, mut behind) = (1, false, String::new(), Vec::new(), "");
        for (at, letter) in list.char_indices() {
            is_text ^= letter == '"' && !list[..at].ends_with('\\');
            match letter {
                '(' | '[' | '{' if !is_text => depth += 1,
                ')' | ']' | '}' if !is_text => depth -= 1,
                _ => {}
            }
            if depth == 0 || depth == 1 && letter == ',' && !is_text {
                items.push(std::mem::take(&mut item));
            } else {
                item.push(letter);
            }
            if depth == 0 {
                behind = &list[at + 1..];
                break;
            }
        }
        let name = |item: &String| Some(item.trim().strip_prefix("(\"")?.split_once('"')?.0.to_owned());
        let items: Vec<_> = items.iter().filter(|item| !item.trim().is_empty()).map(name).collect();
        let message = message.trim().rsplit_once('.').map(|(_, name)| name);
        let is_name = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if let (Some(name), Some(names), true) =
            (message.filter(is_name), items.into_iter().collect(), !behind.starts_with('.'))
        {
            calls.push((name.to_owned(), names));
        }
    }
    calls
}

/// What is wrong with a source's calls: messages that are not filled by what they ask for.
fn wrongly_filled(source: &str, known: &BTreeMap<String, Vec<BTreeSet<String>>>) -> (usize, Vec<String>) {
    let calls = filled(source);
    let is_wrong = |(name, given): &&(String, BTreeSet<String>)| {
        known.get(name).is_some_and(|asked| !asked.iter().any(|asked| asked == given))
    };
    let wrong = calls.iter().filter(is_wrong).map(|(name, given)| format!("{name} is given {given:?}")).collect();
    (calls.len(), wrong)
}

#[test]
fn messages_are_filled_by_the_arguments_they_ask_for() {
    let mut known: BTreeMap<String, Vec<BTreeSet<String>>> = BTreeMap::new();
    let english = &LANGUAGES[0];
    for ((_, arguments), (name, _)) in english.messages().into_iter().zip(english.texts()) {
        known.entry(name.to_owned()).or_default().push(arguments.iter().map(|it| (*it).to_owned()).collect());
    }
    let mut files: Vec<PathBuf> = Vec::new();
    sources(&home().join("src"), &mut files);
    let (mut calls, mut wrong) = (0, Vec::new());
    for path in files {
        let (read, complaints) = wrongly_filled(&fs::read_to_string(&path).expect("a source"), &known);
        calls += read;
        wrong.extend(complaints.into_iter().map(|complaint| format!("{}: {complaint}", path.display())));
    }
    assert!(calls > 200, "{calls} calls were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let wrong = |source: &str| wrongly_filled(source, &known).1.len();
    assert_eq!(wrong("fill(w.on_paper, &[(\"ballots\", &n), (\"batches\", &f(\"a, b)\", 2))])"), 0);
    assert_eq!(wrong("fill(w.on_paper, &[(\"ballots\", &n), (\"batch\", &n)])"), 1);
    assert_eq!(wrong("fill(w.on_paper, &[(\"ballots\", &n)])"), 1);
}

#[test]
#[should_panic(expected = "page-on-paper is filled by")]
fn an_argument_that_is_not_given_ends_in_a_panic_in_tests() {
    let _ = LANGUAGES[0].say("page-on-paper", &[("ballots", "3"), ("batch", "2")]);
}
